//! Examine a village's workbook before it is imported (号码体检): which numbers are destroyed or wrong
//! and why most likely, who stands on it twice or on another list, what changed since the last
//! period, and what a workbook that comes back has mended. It writes nothing and shows no number.

mod follow_up;
mod numbers;

use std::path::PathBuf;

use gongkai_intake::understand::Rule;
use gongkai_rulebook::privacy::doctor::Ailment;
use serde::{Deserialize, Serialize};

use super::mend_import::fingerprint_of;
use crate::comparing::{Compared, examine, of_reading, told};
use crate::reading::{Reading, check_same, looked_at};
use crate::typed::masked;
use crate::{Desk, Problem, SheetChoice};

pub use follow_up::{FaultTold, FollowUp};
pub(crate) use follow_up::{answered, return_key};
pub(crate) use numbers::{Mended, mended, place_of, sound_out};

/// Most rows of one sort that one answer names.
const MOST: usize = 200;

/// What is examined.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ExamineListRequest", optional_fields = nullable))]
pub struct Request {
    /// The workbook.
    pub file: PathBuf,
    /// Its SHA-256 when it was looked at; without it as it is.
    pub sha256: Option<String>,
    /// How it is understood.
    pub choice: SheetChoice,
}

/// What was found.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ExamineListAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The numbers.
    pub numbers: NumbersTold,
    /// Who stands twice on this workbook.
    pub twice: Vec<RowDoubt>,
    /// How many rows that are.
    pub twice_count: u64,
    /// The list beside the others.
    pub compared: Compared,
    /// That it comes for one that was returned.
    pub follow_up: Option<FollowUp>,
}

/// The numbers of a workbook.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct NumbersTold {
    /// Whether it has a column of them at all.
    pub any: bool,
    /// Rows that were examined.
    pub rows: u64,
    /// Numbers in good health.
    pub good: u64,
    /// Those among them of the old form of 15 digits.
    pub old_form: u64,
    /// Rows whose number has to be written again.
    pub send_back: u64,
    /// What is wrong, what a spreadsheet did first.
    pub ailments: Vec<AilmentTold>,
}

/// Rows with the same ailment.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct AilmentTold {
    /// What is wrong.
    pub ailment: Ailment,
    /// A spreadsheet program did it.
    pub by_spreadsheet: bool,
    /// The number was read all the same; nobody has to be asked.
    pub cured: bool,
    /// What the village should do.
    pub remedy: String,
    /// How many rows.
    pub count: u64,
    /// The first of them.
    pub rows: Vec<SickRow>,
}

/// A row whose number is wrong.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct SickRow {
    /// Sheet.
    pub sheet: String,
    /// Row as Excel shows it.
    pub row: u32,
    /// Column, from 1.
    pub column: u32,
    /// Name in the row.
    pub name: String,
    /// Why, most likely.
    pub likely: String,
    /// How it resembles the number that the last period has for this person; empty where it has
    /// none.
    pub like: String,
    /// The last period's number may be filled in.
    pub fillable: bool,
}

/// A row that somebody must look at.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct RowDoubt {
    /// Sheet.
    pub sheet: String,
    /// Row as Excel shows it.
    pub row: u32,
    /// Name in the row.
    pub name: String,
    /// What it is.
    pub text: String,
}

/// Examines a workbook.
///
/// # Errors
/// `file-changed`, what is wrong with the file, what the store says.
pub fn run(desk: &Desk, request: &Request) -> Result<Answer, Problem> {
    let (reading, raw) = looked_at(desk, &request.file, &request.choice)?;
    let expected = request.sha256.as_deref().map(fingerprint_of).transpose()?;
    check_same(expected, reading.sha256, &request.file)?;
    let stem = request.file.file_stem().unwrap_or_default();
    let (subject, people) = of_reading(desk, &reading, &stem.to_string_lossy());
    let follow_up = follow_up::of(desk, &reading, &subject)?;
    let findings = examine(desk, &subject, people)?;
    let before = findings.before.as_ref();
    let lists = before.map_or(&[][..], |before| before.lists.as_slice());
    let numbers = numbers::told(desk, &reading, &raw, lists)?;
    let (twice, twice_count) = twice(&reading);
    Ok(Answer {
        numbers,
        twice,
        twice_count,
        compared: told(&subject, &findings),
        follow_up,
    })
}

fn twice(reading: &Reading) -> (Vec<RowDoubt>, u64) {
    let mut doubts = Vec::new();
    let mut count = 0;
    for sheet in &reading.understood.sheets {
        for row in &sheet.rows {
            let is_twin = |rule: Rule| matches!(rule, Rule::IdTwice | Rule::NameTwice);
            let Some(note) = row.notes.iter().find(|note| is_twin(note.rule)) else {
                continue;
            };
            if reading.omission(&sheet.name, row.number).is_some() {
                continue;
            }
            count += 1;
            if doubts.len() < MOST {
                doubts.push(RowDoubt {
                    sheet: sheet.name.clone(),
                    row: row.number,
                    name: masked(numbers::name_of(sheet, row)),
                    text: note.text.clone(),
                });
            }
        }
    }
    (doubts, count)
}
