//! Look at a workbook: its cells, or what intake understands; writes nothing, needs no office.

use std::path::Path;

use gongkai_intake::understand::{Choice, MoneyUnit, Note, ReadRow, ReadSheet, Total, Verdict};
use gongkai_intake::{
    Fault, IntakeError, Limits, RawView, Workbook, child, masked_understanding, understand,
};
use gongkai_rulebook::list::{CellForm, ListKind, Meaning};
use gongkai_rulebook::privacy::access::AccessWay;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::access::{Seen, note_now};
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
    /// What told it, in a sentence.
    pub kind_by: String,
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
    /// Which table of its sheet it is, from 1; nothing where the sheet has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<u32>,
    /// Its kind.
    pub kind: ListKind,
    /// Title above the header.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The village that title, tab or file name gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub village: Option<String>,
    /// The period that they give.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
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
    /// The unit of its money where that is not 元; rows have it in 元.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'static str>,
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

/// How many rows a raw answer shows.
pub fn rows_of_raw(raw: &Value) -> u64 {
    let sheets = raw["sheets"].as_array().into_iter().flatten();
    sheets
        .filter_map(|sheet| sheet["cells"].as_array())
        .map(|cells| cells.len() as u64)
        .sum()
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
        file_name: file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
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
        kind_by: shown.kind_by.sentence(),
        sheets: shown.sheets.iter().map(sheet).collect(),
        counts: shown.counts,
    })
}

/// Enters in the audit chain that somebody looked at `rows` rows of a village's workbook as they
/// came.
///
/// # Errors
/// `who-acts`, what the store says.
pub fn log_private(
    desk: &mut Desk,
    file: &Path,
    rows: u64,
    acting: &Acting,
) -> Result<(), Problem> {
    let actor = acting.resolve(desk.records(), desk.host.as_ref())?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    note_now(desk, &actor, &Seen::of(AccessWay::Sheet, &name, rows))
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
        table: read.table,
        kind: read.kind,
        title: read.title_text.clone(),
        village: read.village.clone(),
        period: read.period.clone(),
        columns: read
            .columns
            .iter()
            .map(|column| Column {
                title: column.title.clone(),
                meaning: column.meaning,
                unit: (column.unit != MoneyUnit::Yuan && column.meaning.form() == CellForm::Money)
                    .then(|| column.unit.label()),
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
