//! Calls of whoever reviews and signs.

use super::call::{Call, Item, On, act, look};
use crate::tasks::{pass_gate, sign_disclosure};

pub(super) fn calls() -> Vec<Call> {
    vec![
        look("pass-gate", |desk, item: Item| {
            pass_gate::run(desk, &item.disclosure)
        }),
        act(
            "sign-disclosure",
            |desk, asked: On<sign_disclosure::Request>| {
                sign_disclosure::sign(desk, &asked.disclosure, asked.asked)
            },
        ),
    ]
}
