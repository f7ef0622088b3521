//! Preview a paper: the bytes of the PDF that a print would make; nothing is counted as printed.

use crate::papers::{Paper, finished, lay_out};
use crate::{Desk, Problem};

/// The PDF of a paper.
///
/// # Errors
/// `not-found`, `private-data`, `missing-character` and what else the printroom refuses.
pub fn run(desk: &Desk, paper: &Paper) -> Result<Vec<u8>, Problem> {
    Ok(finished(desk, &lay_out(desk, paper)?)?.pdf)
}
