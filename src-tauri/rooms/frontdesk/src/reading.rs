//! A village's workbook as the desk reads it: in a process of its own, with the cells that the
//! office has mended, under the meanings that somebody settled or that the village had last time.

mod habit;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};
use std::time::SystemTime;

use gongkai_intake::understand::{Choice, Counts, ReadSheet, Understanding, Verdict};
use gongkai_intake::{IntakeError, Workbook, understand, village_named};
use gongkai_registry::Fingerprint;
use gongkai_registry::records::{Habit, Mend, Omission};
use gongkai_rulebook::list::{ListKind, Meaning};
use serde::{Deserialize, Serialize};

use crate::problem::file_problem;
use crate::tasks::look_at_sheet::read_unless;
use crate::{Desk, Problem, village};
use habit::{fitting, follow, usual_header, villages};

/// What somebody settled about a workbook before it is understood. What is not settled is told by
/// the workbook itself and by the village's habit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub struct SheetChoice {
    /// Only this sheet.
    pub sheet: Option<String>,
    /// Kind of list.
    pub kind: Option<ListKind>,
    /// The village the list is about.
    pub village: Option<String>,
    /// One item for a sheet with several villages, instead of one for each.
    pub together: bool,
    /// Where headers stand.
    pub headers: Vec<HeaderChoice>,
    /// What columns mean.
    pub meanings: Vec<MeaningChoice>,
    /// Without the village's habit.
    pub afresh: bool,
}

/// Where the header of a sheet stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct HeaderChoice {
    /// The sheet.
    pub sheet: String,
    /// First row.
    pub top: u32,
    /// Last row.
    pub bottom: u32,
}

/// What a column means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct MeaningChoice {
    /// Title of the column as it was understood.
    pub title: String,
    /// What it means.
    pub meaning: Meaning,
}

/// A workbook that was read and understood.
pub(crate) struct Reading {
    /// SHA-256 of the file.
    pub(crate) sha256: Fingerprint,
    pub(crate) understood: Understanding,
    /// What told its kind, in Chinese.
    pub(crate) kind_by: String,
    /// Mended cells, each with what the village had written.
    pub(crate) mends: Vec<(Mend, String)>,
    pub(crate) omissions: Vec<Omission>,
    /// The habit that was laid over it.
    pub(crate) habit: Option<Habit>,
    /// The one village that it is about, if it is about one.
    pub(crate) village: Option<String>,
}

impl Reading {
    /// Why a row is left out, if it is.
    pub(crate) fn omission(&self, sheet: &str, row: u32) -> Option<&Omission> {
        self.omissions
            .binary_search_by(|known| (known.sheet.as_str(), known.row).cmp(&(sheet, row)))
            .ok()
            .and_then(|at| self.omissions.get(at))
    }

    /// Leaves more rows out; a row that was left out keeps its own reason.
    pub(crate) fn leave_out(&mut self, more: Vec<Omission>) {
        self.omissions.extend(more);
        let place = |omission: &Omission| (omission.sheet.clone(), omission.row);
        self.omissions.sort_by_key(place);
        self.omissions
            .dedup_by(|later, first| (&later.sheet, later.row) == (&first.sheet, first.row));
    }

    /// The three numbers; a sound row that is left out is among the skipped ones.
    pub(crate) fn counts(&self) -> Counts {
        let sound = |sheet: &ReadSheet| {
            let left = sheet.rows.iter().filter(|row| {
                row.verdict != Verdict::Refused && self.omission(&sheet.name, row.number).is_some()
            });
            left.count() as u64
        };
        let left_out: u64 = self.understood.sheets.iter().map(sound).sum();
        let counts = self.understood.counts;
        Counts {
            read: counts.read.saturating_sub(left_out),
            skipped: counts.skipped.saturating_add(left_out),
            refused: counts.refused,
        }
    }
}

/// The workbook that the desk looked at last, so that nobody waits for it twice.
pub(crate) struct LastWorkbook {
    stamp: Stamp,
    sha256: Fingerprint,
    workbook: Arc<Workbook>,
    reading: Option<(Asked, Arc<Reading>)>,
}

/// A file that has not changed has the same stamp.
#[derive(Clone, PartialEq, Eq)]
struct Stamp {
    path: PathBuf,
    bytes: u64,
    modified: Option<SystemTime>,
}

/// What a reading depends on besides the file.
#[derive(PartialEq, Eq)]
struct Asked {
    choice: SheetChoice,
    mends: Vec<Mend>,
    omissions: Vec<Omission>,
}

/// Reads a workbook for looking; the desk keeps it at hand.
pub(crate) fn looked_at(
    desk: &Desk,
    file: &Path,
    choice: &SheetChoice,
) -> Result<(Arc<Reading>, Arc<Workbook>), Problem> {
    let stamp = stamp(file);
    let mut last = desk
        .last_workbook
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    let kept = last
        .take()
        .filter(|kept| Some(&kept.stamp) == stamp.as_ref());
    let mut kept = match kept {
        Some(kept) => kept,
        None => {
            let workbook = Arc::new(read_paced(desk, file)?);
            LastWorkbook {
                stamp: stamp.ok_or_else(|| gone(file))?,
                sha256: fingerprint(file)?,
                workbook,
                reading: None,
            }
        }
    };
    let asked = Asked {
        choice: choice.clone(),
        mends: desk.records().mends(kept.sha256)?,
        omissions: desk.records().omissions(kept.sha256)?,
    };
    let reading = match kept.reading.take() {
        Some((before, reading)) if before == asked => reading,
        Some(_) | None => {
            let mut workbook = kept.workbook.as_ref().clone();
            Arc::new(lay(desk, file, &mut workbook, kept.sha256, choice)?)
        }
    };
    kept.reading = Some((asked, reading.clone()));
    let workbook = kept.workbook.clone();
    *last = Some(kept);
    Ok((reading, workbook))
}

/// Reads a workbook to keep what it says.
pub(crate) fn to_keep(
    desk: &Desk,
    file: &Path,
    choice: &SheetChoice,
) -> Result<(Reading, Workbook), Problem> {
    let mut workbook = read_paced(desk, file)?;
    let reading = lay(desk, file, &mut workbook, fingerprint(file)?, choice)?;
    Ok((reading, workbook))
}

/// Reads a workbook; whoever waits may stop it.
fn read_paced(desk: &Desk, file: &Path) -> Result<Workbook, Problem> {
    let words = "正在读表";
    let pace = desk.pace.clone();
    let stop = move || pace.is_stopped();
    desk.pace.at(words, 0, 0)?;
    let workbook = read_unless(desk.host.as_ref(), file, &stop)?;
    desk.pace.at(words, 1, 1)?;
    Ok(workbook)
}

/// The workbook has changed since somebody looked at it.
pub(crate) fn check_same(
    expected: Option<Fingerprint>,
    found: Fingerprint,
    file: &Path,
) -> Result<(), Problem> {
    if expected.is_none_or(|expected| expected == found) {
        return Ok(());
    }
    let next = "重新打开这个表格，看过再导入；在程序里改过的格子要对照新表再改一次";
    Err(Problem::refused("file-changed", "这个表格在看过以后又改动了", next).in_file(file))
}

fn stamp(file: &Path) -> Option<Stamp> {
    let about = std::fs::metadata(file).ok()?;
    Some(Stamp {
        path: file.to_owned(),
        bytes: about.len(),
        modified: about.modified().ok(),
    })
}

fn gone(file: &Path) -> Problem {
    file_problem(file, &std::io::ErrorKind::NotFound.into())
}

pub(crate) fn fingerprint(file: &Path) -> Result<Fingerprint, Problem> {
    let open = || File::open(file).and_then(|file| Ok(Fingerprint::sha256_of(file)?.0));
    open().map_err(|error| file_problem(file, &error))
}

/// Mends the cells, then says what the workbook means.
fn lay(
    desk: &Desk,
    file: &Path,
    workbook: &mut Workbook,
    sha256: Fingerprint,
    choice: &SheetChoice,
) -> Result<Reading, Problem> {
    let mut mends = Vec::new();
    for mend in desk.records().mends(sha256)? {
        let named = |sheet: &&mut gongkai_intake::raw::Sheet| sheet.name == mend.sheet;
        let Some(sheet) = workbook.sheets.iter_mut().find(named) else {
            continue;
        };
        let original = sheet.row(mend.row).map(|row| row.text(mend.column));
        let original = original.unwrap_or_default().to_owned();
        if sheet.mend(mend.row, mend.column, &mend.text) {
            mends.push((mend, original));
        }
    }
    let fault = |fault| IntakeError {
        path: file.to_owned(),
        fault,
    };
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let mut asked = Choice {
        today: Some(desk.host.now().today),
        file_name: stem.clone().into_owned(),
        ..asked_of(choice)
    };
    let mut understood = understand(workbook, &asked).map_err(fault)?;
    let about = match (choice.village.clone(), villages(&understood).as_slice()) {
        (Some(settled), _) => Some(settled),
        (None, [only]) => Some(only.clone()),
        (None, []) => village_named(&stem),
        (None, _) => None,
    };
    let mut habit = None;
    if !choice.afresh {
        let key = about.as_deref().map_or("", village::stem);
        let habits = desk.records().habits_of(key)?;
        if let Some((known, again)) = usual_header(&habits, workbook, &asked, &understood) {
            (asked, understood) = again;
            habit = Some(known.clone());
        } else {
            habit = fitting(&habits, &understood).cloned();
        }
    }
    if let Some(habit) = &habit
        && follow(&mut asked, choice, habit, &understood)
    {
        understood = understand(workbook, &asked).map_err(fault)?;
    }
    let kind_by = match (choice.kind, asked.kind) {
        (None, Some(_)) => "与上次相同".to_owned(),
        (Some(_), _) | (None, None) => understood.kind_by.sentence(),
    };
    Ok(Reading {
        sha256,
        kind_by,
        understood,
        mends,
        omissions: desk.records().omissions(sha256)?,
        habit,
        village: about,
    })
}

fn asked_of(choice: &SheetChoice) -> Choice {
    Choice {
        sheet: choice.sheet.clone(),
        kind: choice.kind,
        today: None,
        file_name: String::new(),
        headers: choice
            .headers
            .iter()
            .map(|header| (header.sheet.clone(), (header.top, header.bottom)))
            .collect(),
        meanings: choice
            .meanings
            .iter()
            .map(|settled| (settled.title.clone(), settled.meaning))
            .collect(),
    }
}
