//! A workbook as it stands in the file, every cell as text counted from A1; nothing is
//! understood here, and an empty cell costs nothing however far out the next one lies.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::error::{Bound, Fault};

pub use crate::place::{Area, Width, column_letters};

/// Rows a sheet can have (`1048576`).
pub const MAX_ROWS: u32 = 1_048_576;
/// Columns a sheet can have (`XFD`).
pub const MAX_COLUMNS: u32 = 16_384;

/// The format that the content of a file told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Format {
    /// Office Open XML workbook (ECMA-376), transitional or strict.
    Xlsx,
    /// Excel's binary package (MS-XLSB).
    Xlsb,
    /// Excel's binary workbook of any generation (BIFF2 to BIFF8), WPS `.et` among them.
    Xls,
    /// OpenDocument spreadsheet (ISO/IEC 26300), packed or flat.
    Ods,
    /// Excel 2003 XML spreadsheet.
    Xml2003,
    /// Tables of a web page, as many systems export them under the name `.xls`.
    Html,
    /// Separated text.
    Csv,
}

/// A workbook as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workbook {
    /// What the content says it is.
    pub format: Format,
    /// All sheets in the order of their tabs, hidden ones included.
    pub sheets: Vec<Sheet>,
    /// Document properties: title, author, company and the like.
    pub properties: Vec<Property>,
    /// Texts that no cell shows: defined names, the caches of pivot tables and external links, text
    /// boxes, charts.
    pub elsewhere: Vec<Elsewhere>,
    /// Its days are counted from 1904, as on old Macintoshes, and not from 1900.
    pub from_1904: bool,
    /// What was in the file and was not looked at; such a file is never called clean.
    pub not_looked_at: Vec<String>,
}

/// One document property.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Property {
    /// What it is called, in Chinese.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// A text of the file that is in no cell and on no page of a sheet.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elsewhere {
    /// Where it stands, in Chinese.
    pub place: String,
    /// The text; what stood apart in the file is joined by `；`.
    pub text: String,
}

/// One sheet, sparse.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// Name on the tab; for separated text the file's name without its ending.
    pub name: String,
    /// Hidden from the user (hidden or very hidden).
    pub hidden: bool,
    /// Rows that have at least one cell with text, ascending.
    pub rows: Vec<Row>,
    /// Merged areas.
    pub merged: Vec<Area>,
    /// Hidden rows (1-based), ascending.
    pub hidden_rows: Vec<u32>,
    /// Hidden columns (1-based, first and last of each run).
    pub hidden_columns: Vec<(u32, u32)>,
    /// Columns that are drawn wider or narrower than usual.
    pub widths: Vec<Width>,
    /// Comments with the cell they hang on.
    pub comments: Vec<Comment>,
    /// Texts of the sheet that are in no cell: page headers and footers.
    pub page_texts: Vec<String>,
}

/// A comment (批注).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Row of its cell, 1-based.
    pub row: u32,
    /// Column of its cell, 1-based.
    pub column: u32,
    /// Its text.
    pub text: String,
}

/// What sort of value a cell held; a clerk's ID number that Excel took for a number is told by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CellKind {
    /// Text.
    Text,
    /// A number.
    Number,
    /// A number shown as a date or a time.
    Date,
    /// TRUE or FALSE.
    Truth,
    /// An error such as `#REF!`.
    Error,
}

/// Where a cell's text ends within its row's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Slot {
    pub(crate) column: u16,
    pub(crate) kind: CellKind,
    pub(crate) end: u32,
}

/// A row with its cells that are not empty: one text and the ends within it, so that a row
/// costs two allocations.
///
/// `Debug` shows no text, here as in [`Cell`]: it would be people's numbers in a log.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Row number, 1-based.
    pub number: u32,
    text: String,
    slots: Vec<Slot>,
}

/// One cell of a row.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Cell<'a> {
    /// Column number, 1-based.
    pub column: u32,
    /// Sort of value.
    pub kind: CellKind,
    /// Its text, never empty.
    pub text: &'a str,
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Row({}, {} cells)", self.number, self.slots.len())
    }
}

impl fmt::Debug for Elsewhere {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Elsewhere({}, {} bytes)", self.place, self.text.len())
    }
}

impl fmt::Debug for Cell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cell({}, {:?})", self.column, self.kind)
    }
}

impl Row {
    pub(crate) fn new(number: u32) -> Self {
        Self {
            number,
            text: String::new(),
            slots: Vec::new(),
        }
    }

    /// The cells in ascending columns.
    pub fn cells(&self) -> impl DoubleEndedIterator<Item = Cell<'_>> + ExactSizeIterator {
        (0..self.slots.len()).map(|index| self.cell_at(index))
    }

    /// The cell in a column (1-based), if it is not empty.
    pub fn cell(&self, column: u32) -> Option<Cell<'_>> {
        let index = self
            .slots
            .binary_search_by_key(&column, |slot| u32::from(slot.column))
            .ok()?;
        Some(self.cell_at(index))
    }

    /// The text in a column (1-based), empty if there is none.
    pub fn text(&self, column: u32) -> &str {
        self.cell(column).map_or("", |cell| cell.text)
    }

    /// The last column with text.
    pub fn last_column(&self) -> u32 {
        self.slots.last().map_or(0, |slot| u32::from(slot.column))
    }

    /// Bytes of text.
    pub(crate) fn weight(&self) -> u64 {
        self.text.len() as u64
    }

    fn cell_at(&self, index: usize) -> Cell<'_> {
        let slot = self.slots[index];
        let start = index.checked_sub(1).map_or(0, |i| self.slots[i].end);
        Cell {
            column: u32::from(slot.column),
            kind: slot.kind,
            text: &self.text[start as usize..slot.end as usize],
        }
    }

    /// Adds a cell written by `write`; an empty one leaves no trace.
    pub(crate) fn push_with(
        &mut self,
        column: u16,
        kind: CellKind,
        write: impl FnOnce(&mut String),
    ) {
        let before = self.text.len();
        write(&mut self.text);
        if self.text.len() > before {
            self.slots.push(Slot {
                column,
                kind,
                end: u32::try_from(self.text.len()).unwrap_or(u32::MAX),
            });
        }
    }

    pub(crate) fn push(&mut self, column: u16, kind: CellKind, text: &str) {
        self.push_with(column, kind, |row| row.push_str(text));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// Whether slots, text and columns fit together: asked of every row from another process.
    pub(crate) fn is_sound(&self) -> bool {
        let mut last = 0_u32;
        let ends = self.slots.iter().all(|slot| {
            let ok = slot.end > last && self.text.is_char_boundary(slot.end as usize);
            last = slot.end;
            ok && (1..=MAX_COLUMNS).contains(&u32::from(slot.column))
        });
        ends && last as usize == self.text.len() && (1..=MAX_ROWS).contains(&self.number)
    }

    /// Whether the columns ascend strictly.
    pub(crate) fn is_ordered(&self) -> bool {
        self.slots.is_sorted_by(|a, b| a.column < b.column)
    }

    /// The same row with only the cells that `keep` names, columns ascending, the last of equal
    /// columns winning as it does in Excel.
    pub(crate) fn rebuilt<'a>(
        number: u32,
        cells: impl Iterator<Item = Cell<'a>>,
        keep: impl Fn(u32) -> bool,
    ) -> Self {
        let mut cells: Vec<Cell<'a>> = cells.filter(|cell| keep(cell.column)).collect();
        cells.sort_by_key(|cell| cell.column);
        let mut row = Self::new(number);
        for (index, cell) in cells.iter().enumerate() {
            if cells
                .get(index + 1)
                .is_none_or(|next| next.column != cell.column)
            {
                row.push(
                    u16::try_from(cell.column).unwrap_or(u16::MAX),
                    cell.kind,
                    cell.text,
                );
            }
        }
        row
    }
}

impl Sheet {
    /// The row with this number (1-based), if it has text.
    pub fn row(&self, number: u32) -> Option<&Row> {
        let index = self
            .rows
            .binary_search_by_key(&number, |row| row.number)
            .ok()?;
        self.rows.get(index)
    }

    /// Whether the row is hidden.
    pub fn is_row_hidden(&self, number: u32) -> bool {
        self.hidden_rows.binary_search(&number).is_ok()
    }

    /// Whether the column is hidden.
    pub fn is_column_hidden(&self, column: u32) -> bool {
        self.hidden_columns
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&column))
    }

    /// Puts `text` in place of what a cell says, as if the village had typed it there; an empty one
    /// empties the cell. A row that says nothing is nobody's and takes nothing: the answer is then
    /// `false`.
    pub fn mend(&mut self, row: u32, column: u32, text: &str) -> bool {
        let Ok(at) = self.rows.binary_search_by_key(&row, |row| row.number) else {
            return false;
        };
        if !(1..=MAX_COLUMNS).contains(&column) {
            return false;
        }
        let new = Cell {
            column,
            kind: CellKind::Text,
            text,
        };
        let others = self.rows[at].cells().filter(|cell| cell.column != column);
        let mended = Row::rebuilt(row, others.chain([new]), |_| true);
        if mended.is_empty() {
            self.rows.remove(at);
        } else {
            self.rows[at] = mended;
        }
        true
    }

    /// The cells as a rectangle from A1 to the last row and column that hold text.
    ///
    /// # Errors
    /// [`Fault::TooBig`] when the rectangle has more than `most` cells (two cells can lie
    /// seventeen thousand million apart).
    pub fn rectangle(&self, most: u64) -> Result<Vec<Vec<&str>>, Fault> {
        let (height, width) = self.extent(most)?;
        let mut rectangle = vec![vec![""; width as usize]; height as usize];
        for row in &self.rows {
            for cell in row.cells() {
                rectangle[row.number as usize - 1][cell.column as usize - 1] = cell.text;
            }
        }
        Ok(rectangle)
    }
}

impl Sheet {
    /// The last row and the last column that hold text.
    ///
    /// # Errors
    /// [`Fault::TooBig`] when they span more than `most` cells.
    pub fn extent(&self, most: u64) -> Result<(u32, u32), Fault> {
        let height = self.rows.last().map_or(0, |row| row.number);
        let width = self.rows.iter().map(Row::last_column).max().unwrap_or(0);
        if u64::from(height) * u64::from(width) > most {
            return Err(Fault::TooBig {
                limit: Bound::Cells(most),
            });
        }
        Ok((height, width))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_keeps_its_cells_apart() {
        let mut row = Row::new(3);
        row.push(2, CellKind::Text, "张三");
        row.push(5, CellKind::Text, "");
        row.push(9, CellKind::Number, "630");
        assert_eq!((row.text(2), row.text(5), row.text(9)), ("张三", "", "630"));
        assert_eq!((row.last_column(), row.cells().len()), (9, 2));
        assert!(row.is_sound() && row.is_ordered());
        row.slots[0].end = 1;
        assert!(!row.is_sound(), "an end within a character");
    }

    #[test]
    fn a_mended_cell_says_the_new_text_and_nothing_else_moves() {
        let mut row = Row::new(3);
        row.push(2, CellKind::Text, "张三");
        row.push(5, CellKind::Number, "63O");
        let mut sheet = Sheet {
            rows: vec![row],
            ..Sheet::default()
        };
        assert!(sheet.mend(3, 5, "630") && sheet.mend(3, 1, "7"));
        assert!(!sheet.mend(4, 1, "谁"), "nobody stands in row 4");
        let texts = |sheet: &Sheet| {
            let row = sheet.row(3).map(Row::cells);
            row.map(|cells| cells.map(|cell| cell.text.to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(texts(&sheet).unwrap(), ["7", "张三", "630"]);
        for column in [1, 2, 5] {
            sheet.mend(3, column, "");
        }
        assert_eq!(texts(&sheet), None, "an emptied row is empty");
    }

    #[test]
    fn two_far_cells_are_no_rectangle() {
        let mut first = Row::new(1);
        first.push(1, CellKind::Text, "甲");
        let mut last = Row::new(MAX_ROWS);
        last.push(16_384, CellKind::Text, "乙");
        let sheet = Sheet {
            rows: vec![first, last],
            ..Sheet::default()
        };
        assert!(sheet.rectangle(1_000_000).is_err());
        assert_eq!(sheet.row(MAX_ROWS).map(|row| row.text(16_384)), Some("乙"));
    }
}
