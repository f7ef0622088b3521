//! Tables of any length: header repeated, no row cut that a page can hold, money to the right, sums
//! of the page, so far, and of the whole; it refuses to draw cell text apart to fill a column.

mod columns;
mod draw;
mod paging;
pub(crate) mod pour;
mod tall;
#[cfg(test)]
mod tests;

use gongkai_rulebook::money::Fen;

/// A table as it is given: titles, rows, and what is summed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Columns from left to right.
    pub columns: Vec<Column>,
    /// Rows from top to bottom, each with as many cells as there are columns.
    pub rows: Vec<Row>,
    /// Line above the header at the right, such as `单位：元`; repeated on every page.
    pub unit_line: Option<String>,
    /// Whether every page of several ends with 本页小计 and 累计 of the summed columns; on the last
    /// page the total, if there is one, says what 累计 would.
    pub page_subtotals: bool,
    /// Label of the closing line with the sums (`合计`, `合计（4户8人）`); none without it.
    pub total: Option<String>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Title in the header.
    pub title: String,
    /// How cells stand.
    pub align: Align,
    /// Whether its money is summed.
    pub summed: bool,
    /// Whether its cells stay on one line where the paper allows (names, numbers).
    pub whole: bool,
    /// Whether its cells stay readable when their row is struck through (remarks say why).
    pub spared: bool,
    /// Whether its cells are set in the face of the header (labels at the left of a table).
    pub strong: bool,
}

impl Column {
    /// A column of plain text, from the left.
    pub fn text(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            align: Align::Left,
            summed: false,
            whole: false,
            spared: false,
            strong: false,
        }
    }

    /// A column of short things in the middle that stay whole: serial numbers, names, dates.
    pub fn whole(title: impl Into<String>) -> Self {
        Self {
            align: Align::Centre,
            whole: true,
            ..Self::text(title)
        }
    }

    /// A column of money, at the right, summed.
    pub fn money(title: impl Into<String>) -> Self {
        Self {
            align: Align::Right,
            summed: true,
            whole: true,
            ..Self::text(title)
        }
    }
}

/// Where the text of a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
    /// Whether it is struck through (作废).
    pub struck: bool,
    /// The row holds the sums of the rows since the last such row, under this label (上坪村小计); its
    /// cells are empty.
    pub sums: Option<String>,
}

impl Row {
    /// A row that stands.
    pub fn of(cells: Vec<Cell>) -> Self {
        Self {
            cells,
            struck: false,
            sums: None,
        }
    }

    /// A row of sums over the rows since the last one, in a table of so many columns.
    pub fn sums(label: impl Into<String>, columns: usize) -> Self {
        Self {
            cells: vec![Cell::from(""); columns],
            struck: false,
            sums: Some(label.into()),
        }
    }
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Text; line ends in it begin a new line.
    Text(String),
    /// Money, printed with two decimals and thousands apart.
    Money(Fen),
}

impl Cell {
    /// The text that is printed.
    pub fn printed(&self) -> std::borrow::Cow<'_, str> {
        match self {
            Self::Text(text) => text.into(),
            Self::Money(fen) => fen.to_string().into(),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Fen> for Cell {
    fn from(fen: Fen) -> Self {
        Self::Money(fen)
    }
}

impl Table {
    /// Sum of a column over these rows.
    pub(crate) fn sum(&self, column: usize, rows: &[Row]) -> Fen {
        rows.iter()
            .filter(|row| !row.struck)
            .filter_map(|row| match row.cells.get(column) {
                Some(Cell::Money(fen)) => Some(*fen),
                Some(Cell::Text(_)) | None => None,
            })
            .sum()
    }

    /// The sums of a column that may be printed somewhere and are the widest: that of all rows, and
    /// the largest and the smallest on the way to it.
    pub(crate) fn widest_sums(&self, column: usize) -> [Fen; 3] {
        let mut sums = [Fen::default(); 3];
        for row in 0..self.rows.len() {
            let sum = [sums[0], self.sum(column, &self.rows[row..=row])]
                .into_iter()
                .sum();
            sums = [sum, sums[1].max(sum), sums[2].min(sum)];
        }
        sums
    }

    /// Whether any column is summed.
    pub(crate) fn sums(&self) -> bool {
        self.columns.iter().any(|column| column.summed)
    }
}
