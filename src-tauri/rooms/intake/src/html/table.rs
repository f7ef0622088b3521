//! Lays the cells of a page's tables out on one sheet: cells that span others push later ones
//! aside, white space is what a browser makes of it.

use std::collections::BTreeSet;

use crate::error::{Bound, Fault};
use crate::gather::{Beside, Sink, within};
use crate::limits::Limits;
use crate::raw::{Area, CellKind, Comment, MAX_COLUMNS, MAX_ROWS, Row};
use crate::rows::{Held, Rows};

/// HTML allows no cell more columns and rows than this (HTML 4.9.11).
const WIDEST: u32 = 1_000;
const HIGHEST: u32 = 65_534;

/// The sheet under the pen.
pub(super) struct Sheet {
    limits: Limits,
    held: Held,
    rows: Vec<Row>,
    /// The last row begun, 1-based; 0 before any.
    number: u32,
    row: Option<Row>,
    cell: Option<Cell>,
    /// For every column the last row that a cell further up covers.
    covered: Vec<u32>,
    /// Covered columns passed over so far.
    passed: u64,
    next_column: u32,
    next_col: u32,
    tables: u32,
    /// Text outside of all tables, for a row of its own.
    between: Text,
    beside: Beside,
    hidden_cells: BTreeSet<u32>,
    shown_otherwise: Vec<(u32, u32, String)>,
}

struct Cell {
    column: u32,
    spans: (u32, u32),
    hidden: bool,
    /// The number that Excel kept behind what the page shows.
    number: Option<String>,
    text: Text,
    /// A comment as LibreOffice writes it, and whether it is being told.
    comment: Text,
    in_comment: bool,
}

/// Text as a browser shows it: white space is one blank, at the ends none.
#[derive(Default)]
struct Text {
    said: String,
    blank: bool,
}

impl Text {
    fn push(&mut self, text: &str) {
        for letter in text.chars() {
            let white = matches!(letter, ' ' | '\t' | '\n' | '\r' | '\u{c}');
            if white {
                self.blank = true;
                continue;
            }
            if std::mem::take(&mut self.blank)
                && !self.said.is_empty()
                && !self.said.ends_with('\n')
            {
                self.said.push(' ');
            }
            // What does not break is a blank here as well.
            self.said
                .push(if letter == '\u{a0}' { ' ' } else { letter });
        }
    }

    fn break_line(&mut self) {
        self.blank = false;
        if !self.said.is_empty() && !self.said.ends_with('\n') {
            self.said.push('\n');
        }
    }

    fn take(&mut self) -> String {
        self.blank = false;
        std::mem::take(&mut self.said).trim().to_owned()
    }
}

impl Cell {
    fn telling(&mut self) -> &mut Text {
        if self.in_comment {
            &mut self.comment
        } else {
            &mut self.text
        }
    }
}

impl Sheet {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            limits: *limits,
            held: Held::new(limits),
            rows: Vec::new(),
            number: 0,
            row: None,
            cell: None,
            covered: Vec::new(),
            passed: 0,
            next_column: 1,
            next_col: 1,
            tables: 0,
            between: Text::default(),
            beside: Beside::default(),
            hidden_cells: BTreeSet::new(),
            shown_otherwise: Vec::new(),
        }
    }

    /// A table begins; one within a cell goes on below that cell's row.
    pub(super) fn begin_table(&mut self) -> Result<(), Fault> {
        self.end_row()?;
        self.leave_between()?;
        self.tables += 1;
        self.next_col = 1;
        self.covered.clear();
        Ok(())
    }

    pub(super) fn end_table(&mut self) -> Result<(), Fault> {
        self.end_row()?;
        self.tables = self.tables.saturating_sub(1);
        self.covered.clear();
        Ok(())
    }

    pub(super) fn begin_row(&mut self, hidden: bool) -> Result<(), Fault> {
        self.end_row()?;
        self.leave_between()?;
        self.open_row()?;
        if hidden {
            self.beside.hidden_rows.push(self.number);
        }
        Ok(())
    }

    fn open_row(&mut self) -> Result<&mut Row, Fault> {
        if self.row.is_none() {
            self.number += 1;
            within(self.number.into(), MAX_ROWS.into(), |_| Bound::Position)?;
            self.next_column = 1;
        }
        let number = self.number;
        Ok(self.row.get_or_insert_with(|| Row::new(number)))
    }

    pub(super) fn end_row(&mut self) -> Result<(), Fault> {
        self.end_cell()?;
        if let Some(row) = self.row.take()
            && !row.is_empty()
        {
            self.rows.push(row);
        }
        Ok(())
    }

    pub(super) fn begin_cell(
        &mut self,
        (wide, high): (u32, u32),
        hidden: bool,
        number: Option<String>,
    ) -> Result<(), Fault> {
        self.end_cell()?;
        self.leave_between()?;
        self.open_row()?;
        let column = self.free_column()?;
        let spans = (wide.clamp(1, WIDEST), high.clamp(1, HIGHEST));
        self.next_column = column.saturating_add(spans.0);
        if column > MAX_COLUMNS {
            return Err(Fault::TooBig {
                limit: Bound::Position,
            });
        }
        if spans.1 > 1 {
            let last = self.number.saturating_add(spans.1 - 1);
            let right = self.next_column.min(MAX_COLUMNS + 1) as usize;
            if self.covered.len() < right {
                self.covered.resize(right, 0);
            }
            self.covered[column as usize..right].fill(last);
        }
        self.cell = Some(Cell {
            column,
            spans,
            hidden,
            number,
            text: Text::default(),
            comment: Text::default(),
            in_comment: false,
        });
        Ok(())
    }

    /// The next column of the row that no cell further up covers.
    fn free_column(&mut self) -> Result<u32, Fault> {
        /// A page whose cells cover one another without end would be laid out for minutes.
        const PASSED_AT_MOST: u64 = 500_000_000;
        let from = self.next_column;
        let covered = self.covered.get(from as usize..).unwrap_or_default();
        let free = covered.iter().position(|last| *last < self.number);
        let passed = u32::try_from(free.unwrap_or(covered.len())).unwrap_or(u32::MAX);
        self.passed += u64::from(passed);
        if self.passed > PASSED_AT_MOST {
            return Err(Fault::TooBig {
                limit: Bound::Marks(self.limits.marks),
            });
        }
        Ok(from.saturating_add(passed))
    }

    pub(super) fn end_cell(&mut self) -> Result<(), Fault> {
        let Some(mut cell) = self.cell.take() else {
            return Ok(());
        };
        let text = cell.text.take();
        let comment = cell.comment.take();
        let number = self.number;
        if !comment.is_empty() {
            self.beside.comments.push(Comment {
                row: number,
                column: cell.column,
                text: comment,
            });
        }
        if cell.spans != (1, 1) {
            self.beside.merged.push(Area {
                top: number,
                left: cell.column,
                bottom: number.saturating_add(cell.spans.1 - 1).min(MAX_ROWS),
                right: cell
                    .column
                    .saturating_add(cell.spans.0 - 1)
                    .min(MAX_COLUMNS),
            });
        }
        if cell.hidden {
            self.hidden_cells.insert(cell.column);
        }
        self.held.cell(text.len())?;
        within(
            (self.beside.merged.len() + self.beside.hidden_rows.len() + self.beside.comments.len())
                as u64,
            self.limits.marks,
            Bound::Marks,
        )?;
        let column = u16::try_from(cell.column).unwrap_or(u16::MAX);
        let kept = cell.number.filter(|kept| *kept != text);
        let row = self.open_row()?;
        match kept {
            Some(kept) if kept.trim().parse::<f64>().is_ok() => {
                row.push(column, CellKind::Number, kept.trim());
                if !text.is_empty() {
                    self.shown_otherwise.push((number, column.into(), text));
                }
            }
            Some(_) | None => row.push(column, CellKind::Text, &text),
        }
        Ok(())
    }

    /// A comment on the cell begins or ends.
    pub(super) fn comment(&mut self, begins: bool) {
        if let Some(cell) = &mut self.cell {
            cell.in_comment = begins;
        }
    }

    /// A column of the table, or several, told before its rows.
    pub(super) fn take_column(&mut self, span: u32, hidden: bool) {
        let first = self.next_col;
        self.next_col = first.saturating_add(span.clamp(1, WIDEST));
        if hidden && first <= MAX_COLUMNS {
            let last = (self.next_col - 1).min(MAX_COLUMNS);
            self.beside.hidden_columns.push((first, last));
        }
    }

    pub(super) fn break_line(&mut self) -> Result<(), Fault> {
        match &mut self.cell {
            Some(cell) => cell.telling().break_line(),
            None => self.leave_between()?,
        }
        Ok(())
    }

    pub(super) fn say(&mut self, text: &str) -> Result<(), Fault> {
        let target = match &mut self.cell {
            Some(cell) => cell.telling(),
            None => &mut self.between,
        };
        target.push(text);
        within(target.said.len() as u64, self.limits.text, Bound::Text)
    }

    /// What stood outside of all cells gets a row of its own, once no row is open.
    fn leave_between(&mut self) -> Result<(), Fault> {
        if self.row.is_some() {
            return Ok(());
        }
        let text = self.between.take();
        if !text.is_empty() {
            self.held.cell(text.len())?;
            self.open_row()?.push(1, CellKind::Text, &text);
            self.end_row()?;
        }
        Ok(())
    }

    /// Cells whose page shows another number than they keep.
    pub(super) fn shown_otherwise(&mut self) -> Vec<(u32, u32, String)> {
        std::mem::take(&mut self.shown_otherwise)
    }

    /// Sends the rows and gives back what lies beside them.
    pub(super) fn send(&mut self, sink: &mut dyn Sink) -> Result<Beside, Fault> {
        self.end_row()?;
        self.leave_between()?;
        let mut rows = Rows::to(sink);
        for row in std::mem::take(&mut self.rows) {
            rows.push(row)?;
        }
        rows.finish()?;
        let mut beside = std::mem::take(&mut self.beside);
        let hidden = std::mem::take(&mut self.hidden_cells);
        beside
            .hidden_columns
            .extend(hidden.into_iter().map(|column| (column, column)));
        Ok(beside)
    }
}
