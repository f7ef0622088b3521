//! Look at a workbook: its cells, or what intake understands; writes nothing, needs no office.

use std::path::Path;

use gongkai_intake::understand::{Choice, Note, ReadRow, ReadSheet, Total, Verdict};
use gongkai_intake::{
    Fault, IntakeError, Limits, RawView, Workbook, child, masked_understanding, understand,
};
use gongkai_registry::{audit, operation};
use gongkai_rulebook::list::{ListKind, Meaning};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::{Acting, Desk, Host, Problem};

/// What is asked.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Only this sheet.
    pub sheet: Option<String>,
    /// Kind of list; told by titles and columns if not said.
    pub kind: Option<ListKind>,
    /// Show private values as they are.
    pub private: bool,
}

/// What intake understands.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtSheetAnswer", optional_fields = nullable))]
pub struct Answer {
    /// Kind of list.
    pub kind: ListKind,
    /// The sheets.
    pub sheets: Vec<Sheet>,
    /// read + skipped + refused = all rows that are not empty.
    pub counts: gongkai_intake::understand::Counts,
}

/// One sheet.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtSheetSheet", optional_fields = nullable))]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Hidden from the user.
    pub hidden: bool,
    /// How many rows the header has.
    pub header_rows: u32,
    /// Last row of the header.
    pub header_row: Option<u32>,
    /// Title above the header.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Columns under the header.
    pub columns: Vec<Column>,
    /// Rows that hold people or payments.
    pub rows: Vec<Row>,
    /// Rows that are something else.
    pub skipped: Vec<gongkai_intake::understand::Skipped>,
    /// Totals that the sheet states.
    pub totals: Vec<Total>,
    /// What is to be said of the sheet as a whole.
    pub notes: Vec<String>,
}

/// One column.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtSheetColumn", optional_fields = nullable))]
pub struct Column {
    /// Its title.
    pub title: String,
    /// What it means.
    pub meaning: Meaning,
}

/// One row.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtSheetRow", optional_fields = nullable))]
pub struct Row {
    /// Its number as Excel shows it.
    pub row: u32,
    /// Texts by column title.
    pub cells: Map<String, Value>,
    /// Whether it can stand.
    pub verdict: Verdict,
    /// What is to be said of it.
    pub notes: Vec<String>,
}

/// The workbook, read in a process of its own.
pub(crate) fn read(host: &dyn Host, file: &Path) -> Result<Workbook, Problem> {
    read_unless(host, file, &|| false)
}

/// The same, unless `stop` wants it stopped.
pub(crate) fn read_unless(
    host: &dyn Host,
    file: &Path,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Workbook, Problem> {
    let reader = host.reader();
    Ok(child::read_unless(
        &reader.program,
        &reader.prefix,
        file,
        &Limits::default(),
        stop,
    )?)
}

/// The cells of a workbook as they stand.
///
/// # Errors
/// What is wrong with the file.
pub fn raw(host: &dyn Host, file: &Path, request: &Request) -> Result<Value, Problem> {
    let mut workbook = read(host, file)?;
    if let Some(wanted) = &request.sheet {
        if !workbook.sheets.iter().any(|sheet| sheet.name == *wanted) {
            let known = workbook
                .sheets
                .into_iter()
                .map(|sheet| sheet.name)
                .collect();
            let fault = Fault::NoSuchSheet {
                wanted: wanted.clone(),
                known,
            };
            return Err(IntakeError {
                path: file.to_owned(),
                fault,
            }
            .into());
        }
        workbook.sheets.retain(|sheet| sheet.name == *wanted);
    }
    let most = Limits::default().cells;
    let view = RawView::new(&workbook, !request.private, most).map_err(|fault| IntakeError {
        path: file.to_owned(),
        fault,
    })?;
    serde_json::to_value(view)
        .map_err(|error| Problem::unreadable("unreadable", error.to_string(), "换一个文件再试"))
}

/// What intake understands of a workbook.
///
/// # Errors
/// What is wrong with the file; `no-such-sheet`.
pub fn understood(host: &dyn Host, file: &Path, request: &Request) -> Result<Answer, Problem> {
    let workbook = read(host, file)?;
    let choice = Choice {
        sheet: request.sheet.clone(),
        kind: request.kind,
        today: Some(host.now().today),
        ..Choice::default()
    };
    let full = understand(&workbook, &choice).map_err(|fault| IntakeError {
        path: file.to_owned(),
        fault,
    })?;
    let shown = if request.private {
        full
    } else {
        masked_understanding(&full)
    };
    Ok(Answer {
        kind: shown.kind,
        sheets: shown.sheets.iter().map(sheet).collect(),
        counts: shown.counts,
    })
}

/// Enters in the audit chain that somebody looked at a village's private values.
///
/// # Errors
/// `who-acts`, what the store says.
pub fn log_private(desk: &mut Desk, acting: &Acting) -> Result<(), Problem> {
    let actor = acting.resolve(desk.records(), desk.host.as_ref())?;
    let office = desk.store.card().office;
    desk.store
        .change::<_, Problem>(operation!("show-private-sheet"), |change| {
            audit::append(change, &actor.entry("show-private-sheet", "office", office))?;
            Ok(())
        })?;
    Ok(())
}

fn sheet(read: &ReadSheet) -> Sheet {
    let header_rows = match (read.header_top, read.header_row) {
        (Some(top), Some(last)) => last.saturating_sub(top).saturating_add(1),
        _ => 0,
    };
    Sheet {
        name: read.name.clone(),
        hidden: read.hidden,
        header_rows,
        header_row: read.header_row,
        title: read.title_text.clone(),
        columns: read
            .columns
            .iter()
            .map(|column| Column {
                title: column.title.clone(),
                meaning: column.meaning,
            })
            .collect(),
        rows: read.rows.iter().map(|row| shown_row(read, row)).collect(),
        skipped: read.skipped.clone(),
        totals: read.totals.clone(),
        notes: read.notes.iter().map(|note| note.text.clone()).collect(),
    }
}

fn shown_row(sheet: &ReadSheet, row: &ReadRow) -> Row {
    let cells = sheet.columns.iter().enumerate();
    Row {
        row: row.number,
        cells: cells
            .map(|(index, column)| (column.title.clone(), row.text(index).into()))
            .collect(),
        verdict: row.verdict,
        notes: row
            .notes
            .iter()
            .map(|note: &Note| note.text.clone())
            .collect(),
    }
}
