//! What the office itself puts on the sheets it hands out and returns: the example row of an empty
//! table, the column that says what is to be mended. Neither is the village's word.

use gongkai_rulebook::list::Meaning;
use gongkai_rulebook::template::EXAMPLE_MARK;

use super::titles::clean;
use super::{Column, main_column};
use crate::raw::Row;

/// Title of the column that a returned sheet has beside the village's own.
pub const RETURN_COLUMN: &str = "需要改的地方";

/// Whether a column under this title is the office's own.
pub(super) fn is_own_column(title: &str) -> bool {
    clean(title) == RETURN_COLUMN
}

/// Whether a row shows how an empty table is filled in.
pub(super) fn is_example(row: &Row, columns: &[Column]) -> bool {
    let number = main_column(columns, Meaning::SerialNo).and_then(|index| columns.get(index));
    number.is_some_and(|column| clean(row.text(column.number)) == EXAMPLE_MARK)
}
