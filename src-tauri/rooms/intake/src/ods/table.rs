//! One table of an OpenDocument spreadsheet while it is read: rows and columns that repeat, areas
//! that merge, what is hidden.

use quick_xml::events::BytesStart;

use crate::cell_text;
use crate::error::{Bound, Fault};
use crate::gather::{Beside, within};
use crate::limits::Limits;
use crate::raw::{Area, Comment, MAX_COLUMNS, MAX_ROWS, Row};
use crate::rows::{Held, Rows};
use crate::xml::{attribute, number};

use super::cell::Cell;

/// A table under the pen.
pub(super) struct Table {
    /// Rows and columns begun so far; the next column of the row.
    rows: u32,
    columns: u32,
    column: u32,
    /// The row under the pen, how often it stands there, and whether it is hidden.
    row: Row,
    repeated: u32,
    hidden: bool,
    /// Hidden rows, first and last of each run.
    hidden_runs: Vec<(u32, u32)>,
    last_used: u32,
    pub(super) beside: Beside,
}

impl Table {
    pub(super) fn new() -> Self {
        Self {
            rows: 0,
            columns: 0,
            column: 1,
            row: Row::new(1),
            repeated: 1,
            hidden: false,
            hidden_runs: Vec::new(),
            last_used: 0,
            beside: Beside::default(),
        }
    }

    /// A column, or a run of like ones.
    pub(super) fn take_column(&mut self, element: &BytesStart<'_>) {
        let first = self.columns.saturating_add(1);
        let count = number(element, "number-columns-repeated")
            .unwrap_or(1)
            .max(1);
        self.columns = self.columns.saturating_add(count);
        if is_hidden(element) && first <= MAX_COLUMNS {
            self.beside
                .hidden_columns
                .push((first, self.columns.min(MAX_COLUMNS)));
        }
    }

    /// A row begins.
    pub(super) fn begin_row(&mut self, element: &BytesStart<'_>) {
        self.row = Row::new(self.rows.saturating_add(1));
        self.column = 1;
        self.repeated = number(element, "number-rows-repeated").unwrap_or(1).max(1);
        self.hidden = is_hidden(element);
    }

    /// A cell of the row is whole.
    pub(super) fn take_cell(
        &mut self,
        cell: Cell,
        covered: bool,
        held: &mut Held,
    ) -> Result<(), Fault> {
        let first = self.column;
        self.column = self.column.saturating_add(cell.repeated);
        let number = self.row.number;
        let empty = cell.is_empty();
        if (!empty || !cell.comment.is_empty())
            && (number > MAX_ROWS || self.column - 1 > MAX_COLUMNS)
        {
            return Err(Fault::TooBig {
                limit: Bound::Position,
            });
        }
        if !empty {
            let value = cell.value();
            for column in first..self.column {
                let before = self.row.weight();
                let at = u16::try_from(column).unwrap_or(u16::MAX);
                cell_text::push_value(&mut self.row, at, &value);
                let grown = self.row.weight().saturating_sub(before);
                held.cell(usize::try_from(grown).unwrap_or(usize::MAX))?;
            }
        }
        if !cell.comment.is_empty() {
            self.beside.comments.push(Comment {
                row: number,
                column: first,
                text: cell.comment,
            });
        }
        let (wide, high) = cell.spanned;
        let area = Area {
            top: number,
            left: first,
            bottom: number.saturating_add(high - 1),
            right: first.saturating_add(wide - 1),
        };
        let fits = area.bottom <= MAX_ROWS && area.right <= MAX_COLUMNS;
        if (wide > 1 || high > 1) && !covered && fits {
            self.beside.merged.push(area);
        }
        Ok(())
    }

    /// The row is whole; it goes out as often as it stands there.
    pub(super) fn end_row(&mut self, rows: &mut Rows<'_>, limits: &Limits) -> Result<(), Fault> {
        let first = self.rows.saturating_add(1);
        let last = self.rows.saturating_add(self.repeated);
        self.rows = last;
        if self.hidden {
            self.hidden_runs.push((first, last));
        }
        let row = std::mem::replace(&mut self.row, Row::new(1));
        if row.is_empty() {
            return Ok(());
        }
        if last > MAX_ROWS {
            return Err(Fault::TooBig {
                limit: Bound::Position,
            });
        }
        let cells = row.cells().len() as u64 * u64::from(self.repeated);
        within(cells, limits.cells, Bound::Cells)?;
        within(
            row.weight().saturating_mul(self.repeated.into()),
            limits.text,
            Bound::Text,
        )?;
        self.last_used = last;
        for number in first..=last {
            let mut same = row.clone();
            same.number = number;
            rows.push(same)?;
        }
        Ok(())
    }

    /// What lies beside the cells; hidden rows count as far as there is something in the table.
    pub(super) fn finish(mut self) -> Beside {
        let commented = self.beside.comments.iter().map(|comment| comment.row).max();
        let last = self.last_used.max(commented.unwrap_or(0));
        for (first, end) in self.hidden_runs {
            self.beside.hidden_rows.extend(first..=end.min(last));
        }
        self.beside
    }

    /// Stops at too many.
    pub(super) fn check(&self, limits: &Limits) -> Result<(), Fault> {
        let beside = &self.beside;
        let marks = beside.merged.len()
            + beside.hidden_columns.len()
            + beside.comments.len()
            + self.hidden_runs.len();
        within(marks as u64, limits.marks, Bound::Marks)
    }
}

fn is_hidden(element: &BytesStart<'_>) -> bool {
    attribute(element, "visibility").is_some_and(|how| how == "collapse" || how == "filter")
}
