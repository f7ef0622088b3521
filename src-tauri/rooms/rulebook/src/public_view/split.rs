//! Cells that leave and have a part each of one identity number, side by side or one below the other;
//! it only tells where they are.

use crate::privacy::joined::{self, part};

/// The cells of a row that have a part each of one identity number.
pub(super) fn over_cells(at: usize, row: &[String], split: &mut Vec<(usize, usize)>) {
    if has_enough_digits(row) {
        let parts: Vec<_> = row.iter().map(|cell| part(cell)).collect();
        for number in joined::over_cells(&parts) {
            split.extend(number.cells.map(|column| (at, column)));
        }
    }
}

/// The same of cells of a row and the cells below them.
pub(super) fn over_rows(
    at: usize,
    above: &[String],
    below: &[String],
    split: &mut Vec<(usize, usize)>,
) {
    for (column, (upper, lower)) in above.iter().zip(below).enumerate() {
        if joined::over_rows(upper, lower).is_some() {
            split.extend([(at, column), (at + 1, column)]);
        }
    }
}

/// Whether neighbouring cells could give enough digits to a number, the length of each taken for
/// what it could give.
fn has_enough_digits(row: &[String]) -> bool {
    let mut together = 0;
    row.iter().any(|cell| {
        together = if joined::may_be_part(cell) {
            together + cell.len()
        } else {
            0
        };
        together >= joined::SHORTEST
    })
}
