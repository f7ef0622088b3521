//! Fill in a number that a spreadsheet destroyed or a hand slipped in from the list of the last period,
//! for a person told without doubt and a number that resembles what is left.

use gongkai_registry::records::Mend;
use gongkai_registry::{audit, operation};
use gongkai_rulebook::list::Meaning;
use gongkai_rulebook::privacy::doctor::{Likeness, likeness};
use serde::{Deserialize, Serialize};

use super::examine_list::{mended, place_of, sound_out};
use super::mend_import::{Kept, Work, begin, fingerprint_of, kept};
use crate::comparing::{KnownNumbers, neighbours, of_reading};
use crate::reading::{Reading, check_same, looked_at};
use crate::{Acting, Desk, Problem, SheetChoice};

/// Which rows.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "FillNumbersRequest", optional_fields = nullable))]
pub struct Request {
    /// The import.
    pub work: Work,
    /// How it is understood.
    pub choice: SheetChoice,
    /// Sheet.
    pub sheet: String,
    /// Rows as Excel shows them.
    pub rows: Vec<u32>,
    /// Who fills them in.
    pub acting: Acting,
}

/// Fills them in. Each is a mend like any other: what the village wrote is kept, and it can be taken
/// back.
///
/// # Errors
/// `file-changed`, `no-known-number` for a row whose person the last period does not know without
/// doubt, `who-acts`, what the store says.
pub fn run(desk: &mut Desk, request: Request) -> Result<Kept, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let sha256 = fingerprint_of(&request.work.sha256)?;
    let file = &request.work.file;
    let (reading, raw) = looked_at(desk, file, &request.choice)?;
    check_same(Some(sha256), reading.sha256, file)?;
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let (subject, _) = of_reading(desk, &reading, &stem);
    let known = KnownNumbers::of(desk, &neighbours(desk, &subject)?.before)?;
    let mut mends = Vec::new();
    for row in &request.rows {
        let (column, text) = number(desk, &reading, &raw, (&request.sheet, *row), &known)?;
        mends.push(Mend {
            sheet: request.sheet.clone(),
            row: *row,
            column,
            text,
            by: actor.person.id,
            moment: actor.moment,
        });
    }
    desk.store
        .change::<_, Problem>(operation!("fill-numbers"), |change| {
            begin(change, &request.work, sha256, &actor)?;
            for mend in &mends {
                change.put_mend(sha256, mend)?;
            }
            let entry = actor
                .entry("fill-numbers", "import-under-way", sha256)
                .open_fact("rows", mends.len().to_string());
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(kept(sha256))
}

fn number(
    desk: &Desk,
    reading: &Reading,
    raw: &gongkai_intake::Workbook,
    (sheet, number): (&str, u32),
    known: &KnownNumbers,
) -> Result<(u32, String), Problem> {
    let unknown = || {
        let text = format!("上期名单里对不出第 {number} 行这个人的号码");
        let next = "请村里对照身份证重填，或在“改问题”里填";
        Problem::refused("no-known-number", text, next)
    };
    let mut found = None;
    for table in reading
        .understood
        .sheets
        .iter()
        .filter(|one| one.name == sheet)
    {
        let mut here = place_of(reading, table, None);
        for row in &table.rows {
            here = place_of(reading, table, Some((row, here)));
            if row.number == number {
                found = Some((table, row, here));
            }
        }
    }
    let (sheet, row, here) = found.ok_or_else(unknown)?;
    let cells = raw.sheets.iter().find(|one| one.name == sheet.name);
    let index = sheet.column_of(Meaning::IdNumber).ok_or_else(unknown)?;
    // A number in good health is nobody's to write over.
    sound_out(desk, &mended(reading), (sheet, row), cells).ok_or_else(unknown)?;
    let name = sheet.text_of(row, Meaning::Name);
    let known = known.number(desk, here, name)?.ok_or_else(unknown)?;
    let like = likeness(&known, row.text(index));
    like.filter(Likeness::is_telling).ok_or_else(unknown)?;
    Ok((
        sheet.columns[index].number,
        known.to_current().as_str().to_owned(),
    ))
}
