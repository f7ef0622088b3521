//! Calls of whoever releases, posts, and looks after the three copies.

use super::call::{Call, On, act};
use crate::tasks::{post_disclosure, release_disclosure};

pub(super) fn calls() -> Vec<Call> {
    vec![
        act(
            "release-disclosure",
            |desk, asked: On<release_disclosure::Request>| {
                release_disclosure::run(desk, &asked.disclosure, asked.asked)
            },
        ),
        act(
            "post-disclosure",
            |desk, asked: On<post_disclosure::Request>| {
                post_disclosure::post(desk, &asked.disclosure, asked.asked)
            },
        ),
    ]
}
