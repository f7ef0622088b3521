//! Calls of whoever takes in a village's workbook.

use super::call::Call;

pub(super) fn calls() -> Vec<Call> {
    Vec::new()
}
