//! Compare an item's list with the last period's and with the other lists: who joined, who left, whose
//! amount changed, who stands on two lists. It writes nothing.

use super::draft_disclosure::item;
use crate::comparing::{Findings, Subject, examine, of_kept, told};
use crate::{Desk, Problem};

pub use crate::comparing::Compared as Answer;

/// Compares the list of the item `given`.
///
/// # Errors
/// `not-found`, `no-list` for an item without one, what the store says.
pub fn run(desk: &Desk, given: &str) -> Result<Answer, Problem> {
    let (subject, findings) = findings(desk, given)?;
    Ok(told(&subject, &findings))
}

/// What is to be said of the list of the item `given`.
///
/// # Errors
/// As [`run`].
pub(crate) fn findings(desk: &Desk, given: &str) -> Result<(Subject, Findings), Problem> {
    let item = item(desk, given)?;
    let Some(list) = item.content().list else {
        let text = "这一件没有名单，没有可以比对的";
        return Err(Problem::refused("no-list", text, "先导入名单"));
    };
    let (subject, people) = of_kept(desk, &item, list)?;
    let findings = examine(desk, &subject, people)?;
    Ok((subject, findings))
}
