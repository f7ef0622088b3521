//! Lays the office's meanings over a workbook: which rows are the header, what each column means,
//! what each row says and whether it can stand; it never drops a row without saying why.

mod closing;
mod dates;
mod header;
mod hints;
mod households;
mod judge;
mod kind;
mod lines;
mod merged;
mod note;
mod own;
mod sheet;
mod titles;
mod totals;
mod units;
mod values;
mod view;
mod walk;
mod words;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use gongkai_rulebook::list::{ListKind, Meaning};
use gongkai_rulebook::money::Fen;
use gongkai_rulebook::privacy::IdNumber;

use crate::error::Fault;
use crate::raw::{Sheet, Workbook};

pub(crate) use titles::is_title;

pub use hints::ToldBy;
pub use kind::KindBy;
pub use note::{Note, Rule};
pub use own::RETURN_COLUMN;
pub use totals::Total;
pub use units::{MoneyUnit, title_in_yuan};

/// What is asked of a workbook.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// Only the sheet with this name, even if it is hidden; otherwise all that are not hidden.
    pub sheet: Option<String>,
    /// The kind of list; otherwise it is told by titles and columns.
    pub kind: Option<ListKind>,
    /// Name of the file without its ending; it may tell kind, village and period where the sheet
    /// does not.
    pub file_name: String,
    /// The day on which the list is read: nobody in it is born later. Without it no birth date is
    /// too late.
    pub today: Option<NaiveDate>,
    /// First and last row of the header by name of sheet, where somebody settled them.
    pub headers: BTreeMap<String, (u32, u32)>,
    /// Meanings by title of column, where somebody settled them; the dictionary speaks for the
    /// others.
    pub meanings: BTreeMap<String, Meaning>,
}

/// What a workbook says.
#[derive(Debug, Clone, PartialEq)]
pub struct Understanding {
    /// The kind of list, asked for or told; of several kinds that of the first sheet with rows.
    pub kind: ListKind,
    /// What told it.
    pub kind_by: KindBy,
    /// The tables of the sheets that were asked for, in their order.
    pub sheets: Vec<ReadSheet>,
    /// Sums over the sheets.
    pub counts: Counts,
}

/// How many rows became what. `read + skipped + refused` is the number of rows that are not
/// empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct Counts {
    /// Rows that stand, with warnings or without.
    pub read: u64,
    /// Titles, headers, units, totals, signatures, notes.
    pub skipped: u64,
    /// Rows that cannot stand.
    pub refused: u64,
}

/// One sheet, understood.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadSheet {
    /// Name on its tab.
    pub name: String,
    /// Which table of its sheet it is, from 1; `None` where the sheet has one.
    pub table: Option<u32>,
    /// Hidden from the user.
    pub hidden: bool,
    /// The kind of list, asked for or told.
    pub kind: ListKind,
    /// What told it.
    pub kind_by: KindBy,
    /// The title above the header, if there is one.
    pub title_text: Option<String>,
    /// The village that title, tab or file name gives, as a suggestion.
    pub village: Option<String>,
    /// Which of them gives it.
    pub village_by: Option<ToldBy>,
    /// The period that they give, as a suggestion.
    pub period: Option<String>,
    /// Which of them gives it.
    pub period_by: Option<ToldBy>,
    /// First row of the header; `None` when none was found.
    pub header_top: Option<u32>,
    /// Last row of the header.
    pub header_row: Option<u32>,
    /// The columns under the header.
    pub columns: Vec<Column>,
    /// Rows that hold people or payments, refused ones among them.
    pub rows: Vec<ReadRow>,
    /// Rows that are something else.
    pub skipped: Vec<Skipped>,
    /// Totals that the sheet states, beside what its rows give.
    pub totals: Vec<Total>,
    /// Notes on the sheet as a whole.
    pub notes: Vec<Note>,
}

/// A column under the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its title; titles of several rows are joined `上/下`, a second equal one gets ` (2)`.
    pub title: String,
    /// What it means.
    pub meaning: Meaning,
    /// Where it stands (1-based).
    pub number: u32,
    /// The titles of its header rows, cleaned, to know them again on the next page.
    pub(crate) parts: Vec<String>,
    /// It sums up other amounts of its row.
    pub(crate) sums_up: bool,
    /// What its money is counted in; rows have it in 元.
    pub unit: MoneyUnit,
}

impl Column {
    /// It stands in no sheet: it was made of rows that are one household.
    pub fn is_made(&self) -> bool {
        self.parts.is_empty() && self.meaning == Meaning::Members
    }

    /// Its title over amounts that are in 元 now.
    pub fn title_in_yuan(&self) -> String {
        match self.unit {
            MoneyUnit::Yuan => self.title.clone(),
            MoneyUnit::Thousand | MoneyUnit::TenThousand | MoneyUnit::HundredMillion => {
                title_in_yuan(&self.title)
            }
        }
    }
}

/// Whether a row can stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub enum Verdict {
    /// Nothing to say.
    Ok,
    /// It stands, with a warning.
    Warned,
    /// It cannot stand.
    Refused,
}

/// A row that holds a person or a payment. `Debug` shows no text.
#[derive(Clone, PartialEq)]
pub struct ReadRow {
    /// Row number in the sheet.
    pub number: u32,
    /// Whether it can stand.
    pub verdict: Verdict,
    /// What is to be said of it.
    pub notes: Vec<Note>,
    /// The identity number, when it obeys the standard.
    pub id_number: Option<IdNumber>,
    /// Money by index of its column in [`ReadSheet::columns`].
    pub money: Vec<(usize, Fen)>,
    /// How many rows of the same household stand with it.
    pub members: u32,
    text: String,
    ends: Vec<u32>,
}

/// A row that holds no person and no payment.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct Skipped {
    /// Row number in the sheet.
    pub row: u32,
    /// What it is instead, in Chinese.
    pub why: &'static str,
}

impl fmt::Debug for ReadRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "ReadRow({}, {:?}, {:?})",
            self.number, self.verdict, self.notes
        )
    }
}

impl ReadRow {
    /// The text of a column by its index in [`ReadSheet::columns`]: blanks in names, separators in
    /// amounts and full-width digits are gone, dates are ISO.
    pub fn text(&self, index: usize) -> &str {
        let Some(end) = self.ends.get(index) else {
            return "";
        };
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..*end as usize]
    }
}

impl ReadRow {
    /// Puts other texts in place of the row's own.
    pub(crate) fn replace_texts(&mut self, turn: impl Fn(usize, &str) -> Cow<'_, str>) {
        let mut text = String::with_capacity(self.text.len());
        let mut ends = Vec::with_capacity(self.ends.len());
        for index in 0..self.ends.len() {
            text.push_str(&turn(index, self.text(index)));
            ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        }
        self.text = text;
        self.ends = ends;
    }
}

impl ReadSheet {
    /// The column with this meaning, as an index: the first, but of several amounts (a month each)
    /// the one that sums them up (合计, 实发金额).
    pub fn column_of(&self, meaning: Meaning) -> Option<usize> {
        main_column(&self.columns, meaning)
    }

    /// The text of the column with this meaning; empty when there is none.
    pub fn text_of<'a>(&self, row: &'a ReadRow, meaning: Meaning) -> &'a str {
        self.column_of(meaning).map_or("", |index| row.text(index))
    }

    /// The money in the column with this meaning.
    pub fn money_of(&self, row: &ReadRow, meaning: Meaning) -> Option<Fen> {
        let index = self.column_of(meaning)?;
        row.money
            .iter()
            .find(|(column, _)| *column == index)
            .map(|(_, fen)| *fen)
    }

    /// How many rows became what.
    pub fn counts(&self) -> Counts {
        let refused = self
            .rows
            .iter()
            .filter(|row| row.verdict == Verdict::Refused)
            .count() as u64;
        Counts {
            read: self.rows.len() as u64 - refused,
            skipped: self.skipped.len() as u64,
            refused,
        }
    }
}

/// Whether an amount with this title sums up other amounts beside it.
pub fn is_sum_title(title: &str) -> bool {
    titles::sums_up(title)
}

/// The village that a text names, such as a workbook's file name; a suggestion.
pub fn village_named(text: &str) -> Option<String> {
    hints::village(text)
}

/// The column that speaks for a meaning.
fn main_column(columns: &[Column], meaning: Meaning) -> Option<usize> {
    let has = |column: &Column| column.meaning == meaning;
    columns
        .iter()
        .position(|column| has(column) && column.sums_up)
        .or_else(|| columns.iter().position(has))
}

/// Says what a workbook means.
///
/// # Errors
/// [`Fault::NoSuchSheet`] when the sheet asked for is not there.
pub fn understand(workbook: &Workbook, choice: &Choice) -> Result<Understanding, Fault> {
    let chosen: Vec<_> = workbook
        .sheets
        .iter()
        .filter(|sheet| choice.sheet.as_ref().is_none_or(|name| *name == sheet.name))
        .collect();
    if let (Some(wanted), true) = (&choice.sheet, chosen.is_empty()) {
        return Err(Fault::NoSuchSheet {
            wanted: wanted.clone(),
            known: workbook
                .sheets
                .iter()
                .map(|sheet| sheet.name.clone())
                .collect(),
        });
    }
    let kinds = kinds(&chosen, choice);
    let mut sheets = Vec::new();
    for (sheet, kind) in chosen.into_iter().zip(kinds) {
        if sheet.hidden && choice.sheet.is_none() {
            sheets.push(sheet::pass_over(sheet));
        } else {
            sheets.extend(sheet::read(sheet, kind, choice, workbook.from_1904));
        }
    }
    let first = sheets
        .iter()
        .find(|sheet| !sheet.rows.is_empty())
        .or_else(|| sheets.first());
    let (kind, kind_by) = first.map_or((ListKind::General, KindBy::Nothing), |sheet| {
        (sheet.kind, sheet.kind_by.clone())
    });
    let mut counts = Counts::default();
    for sheet in sheets.iter().map(ReadSheet::counts) {
        counts.read += sheet.read;
        counts.skipped += sheet.skipped;
        counts.refused += sheet.refused;
    }
    Ok(Understanding {
        kind: choice.kind.unwrap_or(kind),
        kind_by,
        sheets,
        counts,
    })
}

/// The kind of each sheet. What a sheet does not tell, the first one that tells it says for all.
fn kinds(sheets: &[&Sheet], choice: &Choice) -> Vec<(ListKind, KindBy)> {
    if let Some(kind) = choice.kind {
        return vec![(kind, KindBy::Asked); sheets.len()];
    }
    let mut told: Vec<(ListKind, KindBy)> = sheets
        .iter()
        .map(|sheet| match sheet.hidden && choice.sheet.is_none() {
            true => (ListKind::General, KindBy::Nothing),
            false => kind::told(sheet, &choice.file_name),
        })
        .collect();
    let first = told.iter().find(|(_, by)| *by != KindBy::Nothing);
    if let Some((kind, _)) = first.cloned() {
        let silent = told.iter_mut().filter(|(_, by)| *by == KindBy::Nothing);
        silent.for_each(|one| *one = (kind, KindBy::OtherSheet));
    }
    told
}
