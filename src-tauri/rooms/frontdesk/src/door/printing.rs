//! Calls of whoever prints, and of the register book.

use super::call::Call;

pub(super) fn calls() -> Vec<Call> {
    Vec::new()
}
