//! Calls of whoever drafts.

use super::call::{Call, On, act};
use crate::tasks::draft_disclosure;

pub(super) fn calls() -> Vec<Call> {
    vec![
        act("open-draft", |desk, asked: draft_disclosure::Opening| {
            draft_disclosure::open(desk, asked.fields, &asked.acting)
        }),
        act(
            "edit-draft",
            |desk, asked: On<draft_disclosure::Opening>| {
                let On { disclosure, asked } = asked;
                draft_disclosure::edit(desk, &disclosure, asked.fields, &asked.acting)
            },
        ),
    ]
}
