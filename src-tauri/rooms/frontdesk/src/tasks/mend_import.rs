//! Work on an import that is not finished: settle how it is understood, mend a cell, leave a row
//! out, set the whole aside. Nothing of it reaches an item before the import is confirmed.

use std::path::PathBuf;

use gongkai_registry::records::{Mend, Omission, UnderWay};
use gongkai_registry::{Change, Fingerprint, NotAFingerprint, audit, operation};
use gongkai_rulebook::list::Meaning;
use gongkai_rulebook::privacy::access::AccessWay;
use serde::{Deserialize, Serialize};

use crate::access::{Seen, note_now};
use crate::acting::Actor;
use crate::reading::{check_same, looked_at};
use crate::{Acting, Desk, Problem, SheetChoice, typed};

/// Last row and last column a sheet can have.
const LAST_CELL: (u32, u32) = (1_048_576, 16_384);

/// Which import under way: the file, and what it was when somebody looked at it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct Work {
    /// The workbook.
    pub file: PathBuf,
    /// Its SHA-256 when it was looked at.
    pub sha256: String,
}

/// A cell of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct SheetCell {
    /// Sheet.
    pub sheet: String,
    /// Row as Excel shows it.
    pub row: u32,
    /// Column from 1.
    pub column: u32,
}

/// What is settled about a workbook.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "SettleImportRequest", optional_fields = nullable)
)]
pub struct Settle {
    /// The import.
    pub work: Work,
    /// How it is understood.
    pub choice: SheetChoice,
    /// Who settles it.
    pub acting: Acting,
}

/// What a cell says from now on.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "MendCellRequest", optional_fields = nullable)
)]
pub struct MendCell {
    /// The import.
    pub work: Work,
    /// The cell.
    pub cell: SheetCell,
    /// Its new text; without one it says again what the village wrote.
    pub text: Option<String>,
    /// Who mends it.
    pub acting: Acting,
}

/// Rows that are left out.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "LeaveOutRequest", optional_fields = nullable)
)]
pub struct LeaveOut {
    /// The import.
    pub work: Work,
    /// Sheet.
    pub sheet: String,
    /// Rows as Excel shows them.
    pub rows: Vec<u32>,
    /// Why; without a reason they are taken in again.
    pub why: Option<String>,
    /// Who decides it.
    pub acting: Acting,
}

/// A look at one cell as it is, for repair.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "ShowCellRequest", optional_fields = nullable)
)]
pub struct ShowCell {
    /// The import.
    pub work: Work,
    /// The cell.
    pub cell: SheetCell,
    /// What the column means; a look at a private one is entered in the audit chain.
    pub meaning: Meaning,
    /// Who looks.
    pub acting: Acting,
}

/// What a cell says.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ShownCell", optional_fields = nullable))]
pub struct Shown {
    /// What it says now.
    pub text: String,
    /// What the village had written, where the office has mended it.
    pub original: Option<String>,
}

/// Sets an import aside.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "SetAsideImportRequest", optional_fields = nullable)
)]
pub struct SetAside {
    /// SHA-256 of the workbook.
    pub sha256: String,
    /// Who sets it aside.
    pub acting: Acting,
}

/// It is kept.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ImportWorkKept", optional_fields = nullable))]
pub struct Kept {
    /// SHA-256 of the workbook.
    pub sha256: String,
}

/// Settles how a workbook is understood.
///
/// # Errors
/// `who-acts`, what the store says.
pub fn settle(desk: &mut Desk, request: Settle) -> Result<Kept, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let sha256 = fingerprint_of(&request.work.sha256)?;
    desk.store
        .change::<_, Problem>(operation!("settle-import"), |change| {
            change.put_under_way(&under_way(&request.work, sha256, &request.choice, &actor)?)?;
            Ok(())
        })?;
    Ok(kept(sha256))
}

/// Mends a cell, or takes a mend back.
///
/// # Errors
/// `no-such-cell`, `bad-character`, `too-long`, `who-acts`, what the store says.
pub fn mend(desk: &mut Desk, request: MendCell) -> Result<Kept, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let sha256 = fingerprint_of(&request.work.sha256)?;
    let cell = request.cell;
    check_cell(&cell)?;
    let text = request.text.as_deref();
    let text = text.map(|text| typed::line("这一格", text)).transpose()?;
    desk.store
        .change::<_, Problem>(operation!("mend-import"), |change| {
            begin(change, &request.work, sha256, &actor)?;
            match text {
                None => change.drop_mend(sha256, (&cell.sheet, cell.row, cell.column))?,
                Some(text) => change.put_mend(
                    sha256,
                    &Mend {
                        sheet: cell.sheet,
                        row: cell.row,
                        column: cell.column,
                        text,
                        by: actor.person.id,
                        moment: actor.moment,
                    },
                )?,
            }
            Ok(())
        })?;
    Ok(kept(sha256))
}

/// Leaves rows out, or takes them in again.
///
/// # Errors
/// `no-such-cell`, `private-data`, `who-acts`, what the store says.
pub fn leave_out(desk: &mut Desk, request: LeaveOut) -> Result<Kept, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let sha256 = fingerprint_of(&request.work.sha256)?;
    let why = typed::open_line_maybe("原因", request.why.as_deref())?;
    desk.store
        .change::<_, Problem>(operation!("leave-out-rows"), |change| {
            begin(change, &request.work, sha256, &actor)?;
            for row in request.rows {
                let sheet = request.sheet.clone();
                match &why {
                    None => change.drop_omission(sha256, (&sheet, row))?,
                    Some(why) => change.put_omission(
                        sha256,
                        &Omission {
                            sheet,
                            row,
                            why: why.clone(),
                            by: actor.person.id,
                            moment: actor.moment,
                        },
                    )?,
                }
            }
            Ok(())
        })?;
    Ok(kept(sha256))
}

/// Shows one cell as it is. That somebody saw a private one is entered in the audit chain.
///
/// # Errors
/// `file-changed`, what is wrong with the file, `who-acts`, what the store says.
pub fn show_cell(desk: &mut Desk, request: ShowCell) -> Result<Shown, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let sha256 = fingerprint_of(&request.work.sha256)?;
    let file = &request.work.file;
    let (reading, workbook) = looked_at(desk, file, &SheetChoice::default())?;
    check_same(Some(sha256), reading.sha256, file)?;
    let SheetCell { sheet, row, column } = &request.cell;
    let sheets = workbook.sheets.iter();
    let in_row = sheets
        .filter(|one| one.name == *sheet)
        .find_map(|one| one.row(*row));
    let written = in_row.map_or("", |found| found.text(*column)).to_owned();
    let mended = reading
        .mends
        .iter()
        .find(|(mend, _)| mend.sheet == *sheet && (mend.row, mend.column) == (*row, *column));
    let shown = match mended {
        Some((mend, _)) => Shown {
            text: mend.text.clone(),
            original: Some(written),
        },
        None => Shown {
            text: written,
            original: None,
        },
    };
    let texts = [Some(&shown.text), shown.original.as_ref()];
    let private = |text: &&String| typed::masked(text) != **text;
    if request.meaning.is_private() || texts.into_iter().flatten().any(|text| private(&text)) {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let what = format!("{name} {sheet} 第 {row} 行 {}", request.meaning);
        note_now(desk, &actor, &Seen::of(AccessWay::Cell, &what, 1))?;
    }
    Ok(shown)
}

/// Sets an unfinished import aside: its mends go, the village's file stays where it is.
///
/// # Errors
/// `who-acts`, what the store says.
pub fn set_aside(desk: &mut Desk, request: &SetAside) -> Result<Kept, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let sha256 = fingerprint_of(&request.sha256)?;
    let mends = desk.records().mends(sha256)?.len();
    let office = desk.store.card().office;
    desk.store
        .change::<_, Problem>(operation!("set-aside-import"), |change| {
            change.end_under_way(sha256)?;
            let entry = actor
                .entry("set-aside-import", "office", office)
                .open_fact("sha256", sha256.to_string())
                .open_fact("mended", mends.to_string());
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(kept(sha256))
}

/// The fingerprint that a page hands back.
pub(crate) fn fingerprint_of(text: &str) -> Result<Fingerprint, Problem> {
    text.parse().map_err(|error: NotAFingerprint| {
        Problem::usage("bad-fingerprint", error.to_string(), "重新打开这个表格")
    })
}

pub(super) fn kept(sha256: Fingerprint) -> Kept {
    Kept {
        sha256: sha256.to_string(),
    }
}

fn check_cell(cell: &SheetCell) -> Result<(), Problem> {
    let (last_row, last_column) = LAST_CELL;
    if (1..=last_row).contains(&cell.row) && (1..=last_column).contains(&cell.column) {
        return Ok(());
    }
    let text = format!("工作表里没有第 {} 行第 {} 列", cell.row, cell.column);
    Err(Problem::usage("no-such-cell", text, "重新打开这个表格"))
}

/// An import begins with the first thing that somebody does to it.
pub(super) fn begin(
    change: &Change<'_>,
    work: &Work,
    sha256: Fingerprint,
    actor: &Actor,
) -> Result<(), Problem> {
    if change.records().under_way_of(sha256)?.is_none() {
        let choice = SheetChoice::default();
        change.put_under_way(&under_way(work, sha256, &choice, actor)?)?;
    }
    Ok(())
}

fn under_way(
    work: &Work,
    sha256: Fingerprint,
    choice: &SheetChoice,
    actor: &Actor,
) -> Result<UnderWay, Problem> {
    let name = work.file.file_name().unwrap_or_default();
    let choice = serde_json::to_string(choice).map_err(|error| {
        Problem::unreadable("program-fault", error.to_string(), "重新打开这个表格")
    })?;
    Ok(UnderWay {
        sha256,
        path: work.file.display().to_string(),
        file_name: name.to_string_lossy().into_owned(),
        choice,
        by: actor.person.id,
        moment: actor.moment,
    })
}
