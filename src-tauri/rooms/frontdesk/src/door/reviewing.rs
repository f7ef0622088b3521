//! Calls of whoever reviews and signs.

use serde::{Deserialize, Serialize};

use super::call::{Call, Item, On, act, look};
use crate::Acting;
use crate::tasks::{
    cite_signed_sheet, enter_signed_sheet, file_missing_scan, look_at_queue, look_at_review,
    number_batch_sheet, pass_gate, sign_disclosure,
};

/// Why an item goes back.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub(super) struct Returning {
    /// The reason, for the drafter.
    pub why: String,
    /// Who sends it back.
    pub acting: Acting,
}

pub(super) fn calls() -> Vec<Call> {
    vec![
        look("look-at-queue", |desk, request: look_at_queue::Request| {
            look_at_queue::run(desk, &request)
        }),
        look("look-at-review", |desk, item: Item| {
            look_at_review::run(desk, &item.disclosure)
        }),
        look("pass-gate", |desk, item: Item| {
            pass_gate::run(desk, &item.disclosure)
        }),
        act(
            "sign-disclosure",
            |desk, asked: On<sign_disclosure::Request>| {
                sign_disclosure::sign(desk, &asked.disclosure, asked.asked)
            },
        ),
        act("return-disclosure", |desk, asked: On<Returning>| {
            let Returning { why, acting } = asked.asked;
            sign_disclosure::send_back(desk, &asked.disclosure, &why, &acting)
        }),
        act("enter-signed-sheet", enter_signed_sheet::run),
        act(
            "file-missing-scan",
            |desk, asked: On<file_missing_scan::Request>| {
                file_missing_scan::run(desk, &asked.disclosure, asked.asked)
            },
        ),
        act(
            "cite-signed-sheet",
            |desk, asked: On<cite_signed_sheet::Request>| {
                cite_signed_sheet::run(desk, &asked.disclosure, asked.asked)
            },
        ),
        act("number-batch-sheet", number_batch_sheet::run),
    ]
}
