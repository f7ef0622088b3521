//! Look at a village's workbook before it is imported: what was understood of it, with the village's
//! habits and the office's mends, rows with problems first. It writes nothing.

mod places;
mod proposed;
mod told;

use std::path::PathBuf;

use gongkai_intake::understand::{Counts, Verdict};
use gongkai_rulebook::catalogue::EntryCode;
use gongkai_rulebook::list::{ListKind, Meaning};
use serde::{Deserialize, Serialize};

use crate::reading::{check_same, looked_at};
use crate::tasks::mend_import::fingerprint_of;
use crate::{Desk, Problem, SheetChoice};
pub use proposed::Proposed;

/// Most rows of one page of rows.
const MOST_ROWS: u64 = 500;

/// What is looked at.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "LookAtImportRequest", optional_fields = nullable)
)]
pub struct Request {
    /// The workbook.
    pub file: PathBuf,
    /// How it is understood; without it as it was settled last, if this import is under way.
    pub choice: Option<SheetChoice>,
}

/// Which rows are looked at.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "LookAtImportRowsRequest", optional_fields = nullable)
)]
pub struct RowsRequest {
    /// The workbook.
    pub file: PathBuf,
    /// Its SHA-256 when it was looked at.
    pub sha256: String,
    /// How it is understood.
    pub choice: SheetChoice,
    /// Which of its rows.
    pub only: Only,
    /// How many rows come before.
    pub from: u64,
    /// How many rows are wanted; at most 500 come.
    pub count: u64,
}

/// Which rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "OnlyRows"))]
pub enum Only {
    /// All: what somebody must look at first, then the others, each in the order of the sheet.
    #[default]
    All,
    /// Those that somebody must look at: refused, warned, mended, left out. A row does not move while
    /// it is mended.
    Marked,
    /// Those that cannot stand.
    Refused,
    /// Those with a warning.
    Warned,
    /// Those that the office has mended.
    Mended,
    /// Those that are left out.
    LeftOut,
}

/// What was understood.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "LookAtImportAnswer", optional_fields = nullable)
)]
pub struct Answer {
    /// SHA-256 of the workbook.
    pub sha256: String,
    /// Its name.
    pub file_name: String,
    /// How it was understood.
    pub choice: SheetChoice,
    /// Kind of list, settled or told.
    pub kind: ListKind,
    /// What told it, in a sentence.
    pub kind_by: String,
    /// The one village that it is about, if it is about one.
    pub village: Option<String>,
    /// The villages that its column 村, its titles or its tabs name, each with its rows; empty where
    /// they name one.
    pub villages: Vec<VillageRows>,
    /// Its sheets.
    pub sheets: Vec<SheetTold>,
    /// 读到、跳过、有错: their sum is the number of rows that are not empty.
    pub counts: Counts,
    /// How many rows of each sort there are.
    pub marked: Marked,
    /// That columns were filled in by the village's habit, in a sentence.
    pub habit: Option<String>,
    /// That this very workbook was imported before and its drafts are still there, in a sentence.
    pub before: Option<String>,
    /// What the draft may be called and where it may be filed.
    pub proposed: Proposed,
    /// The entries that it may be filed under, in the plan's order.
    pub entries: Vec<EntryChoice>,
}

/// An entry that an item may be filed under.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ImportEntryChoice", optional_fields = nullable))]
pub struct EntryChoice {
    /// Its code.
    pub code: EntryCode,
    /// Its name.
    pub name: String,
    /// Name of the group it stands under.
    pub group: Option<String>,
}

/// How many rows of each sort there are.
#[derive(Debug, Clone, Copy, Default, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "MarkedRows", optional_fields = nullable))]
pub struct Marked {
    /// Those that hold people or payments, of any sort.
    pub all: u64,
    /// Those that somebody must look at.
    pub marked: u64,
    /// Those that cannot stand and are not left out.
    pub refused: u64,
    /// Those with a warning that are not left out.
    pub warned: u64,
    /// Those that the office has mended.
    pub mended: u64,
    /// Those that are left out.
    pub left_out: u64,
}

/// Rows of a village.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct VillageRows {
    /// The village as the sheet writes it; empty where a row names none.
    pub village: String,
    /// Rows that stand.
    pub rows: u64,
    /// What they pay together, where they pay.
    pub paid: Option<String>,
}

/// One sheet.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct SheetTold {
    /// Its name.
    pub name: String,
    /// Which table of its sheet it is, from 1; nothing where the sheet has one.
    pub table: Option<u32>,
    /// Hidden from the user.
    pub hidden: bool,
    /// Its kind.
    pub kind: ListKind,
    /// Village, period and unit as they were understood, each with what told it, in short words.
    pub facts: Vec<String>,
    /// First row of the header.
    pub header_top: Option<u32>,
    /// Last row of the header.
    pub header_bottom: Option<u32>,
    /// Title above the header.
    pub title: Option<String>,
    /// Its columns.
    pub columns: Vec<ColumnTold>,
    /// 读到、跳过、有错 of this sheet.
    pub counts: Counts,
    /// What was skipped and why, each reason with its rows.
    pub skipped: Vec<SkippedTold>,
    /// Whether the totals that it states are what its rows give, in sentences.
    pub totals: Vec<TotalTold>,
    /// What is to be said of it as a whole.
    pub notes: Vec<String>,
}

/// One column.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct ColumnTold {
    /// Its title.
    pub title: String,
    /// What it means.
    pub meaning: Meaning,
    /// Where it stands, from 1.
    pub number: u32,
    /// The same in letters: `A`, `AB`.
    pub letters: String,
    /// Its cells go to no board: they are kept apart.
    pub private: bool,
    /// The unit of its money where that is not 元; it is kept in 元.
    pub unit: Option<String>,
    /// It was made of rows of one household and stands in no sheet.
    pub made: bool,
    /// Who said what it means.
    pub by: MeaningBy,
}

/// Who said what a column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub enum MeaningBy {
    /// Its title.
    Title,
    /// The village's habit.
    Habit,
    /// Somebody, just now.
    Hand,
}

/// Rows that hold no person, by their reason.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct SkippedTold {
    /// What they are instead.
    pub why: String,
    /// How many.
    pub rows: u64,
    /// The first of them.
    pub first: Vec<u32>,
}

/// A total that a sheet states.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct TotalTold {
    /// What the sheet states and what its rows give, in a sentence.
    pub text: String,
    /// Whether both are equal.
    pub agrees: bool,
}

/// A page of rows.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct RowPage {
    /// How many rows there are of the wanted sort.
    pub total: u64,
    /// How many of them come before.
    pub from: u64,
    /// The rows.
    pub rows: Vec<RowTold>,
}

/// One row.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct RowTold {
    /// Index of its sheet in the answer.
    pub sheet: u32,
    /// Row as Excel shows it.
    pub row: u32,
    /// Its cells, private values masked, in the order of the sheet's columns.
    pub cells: Vec<String>,
    /// Whether it can stand.
    pub verdict: Verdict,
    /// What is to be said of it.
    pub notes: Vec<NoteTold>,
    /// Indices of the columns that the office has mended.
    pub mended: Vec<u32>,
    /// Why it is left out, if it is.
    pub left_out: Option<String>,
}

/// What is to be said of a row.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct NoteTold {
    /// Index of the column, where it is one column's.
    pub column: Option<u32>,
    /// The sentence.
    pub text: String,
    /// What the village should do.
    pub remedy: String,
    /// The row cannot stand with it.
    pub refuses: bool,
}

/// Looks at a workbook.
///
/// # Errors
/// What is wrong with the file; `no-such-sheet`; what the store says.
pub fn run(desk: &Desk, request: &Request) -> Result<Answer, Problem> {
    let choice = match &request.choice {
        Some(choice) => choice.clone(),
        None => settled(desk, request)?,
    };
    let (reading, _) = looked_at(desk, &request.file, &choice)?;
    told::answer(desk, &request.file, &reading, choice)
}

/// Looks at a page of its rows.
///
/// # Errors
/// `file-changed`, besides those of [`run`].
pub fn rows(desk: &Desk, request: &RowsRequest) -> Result<RowPage, Problem> {
    let expected = fingerprint_of(&request.sha256)?;
    let (reading, _) = looked_at(desk, &request.file, &request.choice)?;
    check_same(Some(expected), reading.sha256, &request.file)?;
    let count = request.count.min(MOST_ROWS);
    Ok(told::page(&reading, request.only, request.from, count))
}

/// How the workbook was settled to be understood, if its import is under way.
fn settled(desk: &Desk, request: &Request) -> Result<SheetChoice, Problem> {
    let (reading, _) = looked_at(desk, &request.file, &SheetChoice::default())?;
    let work = desk.records().under_way_of(reading.sha256)?;
    let choice = work.and_then(|work| serde_json::from_str(&work.choice).ok());
    Ok(choice.unwrap_or_default())
}
