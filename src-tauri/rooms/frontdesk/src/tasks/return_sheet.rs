//! Return a village's list to be mended: a printed slip, and a workbook in the village's own layout
//! with the faulty cells marked. Numbers of people are masked in both, unless somebody asks for them
//! by name. What went back is remembered, so that what comes back is known for its answer.

mod sent;
mod workbook;

use std::path::PathBuf;

use chrono::NaiveDate;
use gongkai_intake::Workbook;
use gongkai_intake::understand::{Note, ReadRow, ReadSheet, Rule, Verdict};
use gongkai_printroom::papers::{ReturnSlip, ReturnedRow};
use gongkai_registry::write_beside;
use gongkai_rulebook::list::Meaning;
use gongkai_rulebook::printing::PaperKind;
use gongkai_rulebook::privacy::mask::mask_id;
use serde::{Deserialize, Serialize};

use super::examine_list::{Mended, mended, sound_out};
use super::mend_import::fingerprint_of;
use super::print_papers::check_target;
use crate::papers::Laid;
use crate::reading::{Reading, check_same, looked_at};
use crate::{Acting, Desk, Problem, SheetChoice, typed, village};

pub(super) use sent::printed;

/// What is returned, to whom and by when.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ReturnSheetRequest", optional_fields = nullable))]
pub struct Request {
    /// The village's workbook.
    pub file: PathBuf,
    /// Its SHA-256 when it was looked at.
    pub sha256: String,
    /// How it is understood.
    pub choice: SheetChoice,
    /// To whom it goes; the village's committee if not said.
    pub to: Option<String>,
    /// By when it should come back.
    pub due: Option<NaiveDate>,
    /// To whom it should be handed.
    pub hand_to: Option<String>,
}

/// The village's own workbook, to be written with its faults marked.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "ReturnSheetExport")
)]
pub struct Export {
    /// What is returned.
    #[serde(flatten)]
    pub sheet: Request,
    /// The file that is written.
    pub out: PathBuf,
    /// With the numbers as the village wrote them, so that it can mend this very file: for handing
    /// over in person. That somebody took them along is entered in the audit chain.
    #[serde(default)]
    pub with_numbers: bool,
    /// Who returns it.
    pub acting: Acting,
}

/// What was written.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "ReturnSheetAnswer")
)]
pub struct Answer {
    /// The file.
    pub file: String,
    /// Rows that go back.
    pub rows: u64,
    /// Pages or sheets.
    pub pages: u64,
}

/// SHA-256 of a workbook as it is now, for whoever returns it without having looked at it.
///
/// # Errors
/// What the disk says.
pub fn fingerprint(file: &std::path::Path) -> Result<String, Problem> {
    Ok(crate::reading::fingerprint(file)?.to_string())
}

/// The slip's name in lists and logs: the workbook it speaks of.
pub(crate) fn title(request: &Request) -> String {
    let name = request.file.file_name().unwrap_or_default();
    typed::masked(&name.to_string_lossy())
}

/// The slip, laid out.
///
/// # Errors
/// `file-changed`, `nothing-to-print`, `missing-character`, what is wrong with the workbook.
pub(crate) fn lay_out(desk: &Desk, request: &Request) -> Result<Laid, Problem> {
    let (reading, raw) = looked_at(desk, &request.file, &request.choice)?;
    let expected = fingerprint_of(&request.sha256)?;
    check_same(Some(expected), reading.sha256, &request.file)?;
    let saying = Saying::of(desk, &reading, &raw);
    let slip = Box::new(composed(desk, request, (&reading, &saying))?);
    let (kind, title) = (PaperKind::Return, title(request));
    Laid::inside(desk, kind, slip, title, &request.sha256)
}

/// Writes the village's workbook with its faulty cells marked and a sentence beside each row.
///
/// # Errors
/// `file-changed`, `export-failed`, `who-acts`, what is wrong with the workbook, what the disk and
/// the store say.
pub fn export(desk: &mut Desk, wanted: &Export) -> Result<Answer, Problem> {
    let actor = wanted.acting.resolve(desk.records(), desk.host.as_ref())?;
    let (request, out) = (&wanted.sheet, &wanted.out);
    let (reading, raw) = looked_at(desk, &request.file, &request.choice)?;
    check_same(
        Some(fingerprint_of(&request.sha256)?),
        reading.sha256,
        &request.file,
    )?;
    let office = desk.settings()?.name;
    let saying = Saying::of(desk, &reading, &raw);
    let marked = workbook::marked(&raw, &reading, &saying, (&office, wanted.with_numbers));
    let (bytes, sheets) = marked.map_err(|error| {
        let text = format!("生成退回表时出错：{error}");
        Problem::unreadable("export-failed", text, "再试一次；仍不行就打印退回单")
    })?;
    check_target(desk, out)?;
    if wanted.with_numbers {
        sent::log_numbers(desk, request, &reading, &actor)?;
    }
    write_beside(out, &bytes)?;
    sent::record(desk, request, &reading, &actor)?;
    Ok(Answer {
        file: out.display().to_string(),
        rows: faulty(&reading).count() as u64,
        pages: sheets,
    })
}

/// The rows that go back, left out or not: the village has to mend them all the same.
fn faulty(reading: &Reading) -> impl Iterator<Item = (&ReadSheet, &ReadRow)> {
    let sheets = reading.understood.sheets.iter();
    sheets.flat_map(|sheet| {
        let rows = sheet.rows.iter().filter(|row| row.verdict != Verdict::Ok);
        rows.map(move |row| (sheet, row))
    })
}

/// What is wrong, without the advice that stands in a column of its own.
fn wrong(note: &Note) -> &str {
    note.text.split("；请").next().unwrap_or(&note.text)
}

/// What is wrong and what to do, as the village reads it: of a number why, most likely.
struct Saying<'a> {
    desk: &'a Desk,
    mended: Mended<'a>,
    raw: &'a Workbook,
}

impl<'a> Saying<'a> {
    fn of(desk: &'a Desk, reading: &'a Reading, raw: &'a Workbook) -> Self {
        Self {
            desk,
            mended: mended(reading),
            raw,
        }
    }

    fn of_note(&self, sheet: &ReadSheet, row: &ReadRow, note: &Note) -> (String, &'static str) {
        let plain = || (wrong(note).to_owned(), note.rule.remedy());
        if !matches!(note.rule, Rule::IdInvalid | Rule::IdDamaged) {
            return plain();
        }
        let cells = self.raw.sheets.iter().find(|one| one.name == sheet.name);
        match sound_out(self.desk, &self.mended, (sheet, row), cells) {
            Some(found) if !found.ailment.is_cured() => {
                let text = format!("身份证号{}：{}", found.ailment, found.likely);
                (text, found.ailment.remedy())
            }
            Some(_) | None => plain(),
        }
    }
}

fn composed(
    desk: &Desk,
    request: &Request,
    (reading, saying): (&Reading, &Saying<'_>),
) -> Result<ReturnSlip, Problem> {
    let counts = reading.counts();
    let several = reading.understood.sheets.len() > 1;
    let to = typed::open_line_maybe("退给", request.to.as_deref())?;
    let committee = || reading.village.as_deref().map(village::committee);
    let hand_to = typed::line("交给", request.hand_to.as_deref().unwrap_or_default())?;
    let sheets = reading.understood.sheets.iter();
    let whole = sheets.flat_map(|sheet| &sheet.notes);
    Ok(ReturnSlip {
        office: desk.settings()?.name,
        to: to
            .or_else(committee)
            .unwrap_or_else(|| "报送单位".to_owned()),
        file: title(request),
        whole: whole.map(|note| typed::masked(&note.to_string())).collect(),
        rows: faulty(reading)
            .map(|(sheet, row)| returned(saying, sheet, row, several))
            .collect(),
        counts: format!(
            "读到 {} 行，跳过 {} 行，有错 {} 行",
            counts.read, counts.skipped, counts.refused
        ),
        due: request.due,
        hand_to: match hand_to.is_empty() {
            true => "乡政府经办人".to_owned(),
            false => hand_to,
        },
        dated: Some(desk.host.now().today),
    })
}

fn returned(saying: &Saying<'_>, sheet: &ReadSheet, row: &ReadRow, several: bool) -> ReturnedRow {
    let mut columns: Vec<String> = Vec::new();
    for note in &row.notes {
        if let Some((_, title)) = &note.column
            && !columns.contains(title)
        {
            columns.push(title.clone());
        }
    }
    let said = row
        .notes
        .iter()
        .map(|note| saying.of_note(sheet, row, note));
    let (wrong, mut remedies): (Vec<String>, Vec<&str>) = said.unzip();
    remedies.dedup();
    ReturnedRow {
        place: match several {
            true => format!("{} {}", sheet.name, row.number),
            false => row.number.to_string(),
        },
        name: typed::masked(sheet.text_of(row, Meaning::Name)),
        id_number: mask_id(sheet.text_of(row, Meaning::IdNumber)),
        column: typed::masked(&columns.join("、")),
        wrong: wrong.join("；"),
        remedy: remedies.join("；"),
    }
}
