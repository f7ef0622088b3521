//! The numbers of a workbook, examined one by one beside the file's own cells.

use std::collections::HashSet;

use gongkai_intake::Workbook;
use gongkai_intake::raw::{CellKind, Sheet};
use gongkai_intake::understand::{ReadRow, ReadSheet};
use gongkai_registry::records::StandingList;
use gongkai_rulebook::list::Meaning;
use gongkai_rulebook::privacy::doctor::{self, Ailment, Diagnosis, Held, Likeness, Told};
use gongkai_rulebook::privacy::narrow_number;

use super::{AilmentTold, MOST, NumbersTold, SickRow};
use crate::comparing::KnownNumbers;
use crate::reading::Reading;
use crate::typed::masked;
use crate::{Desk, Problem, village};

/// Examines every number.
pub(super) fn told(
    desk: &Desk,
    reading: &Reading,
    raw: &Workbook,
    lists: &[StandingList],
) -> Result<NumbersTold, Problem> {
    let mut told = NumbersTold {
        any: false,
        rows: 0,
        good: 0,
        old_form: 0,
        send_back: 0,
        ailments: Vec::new(),
    };
    let mut known: Option<KnownNumbers> = None;
    let mended = mended(reading);
    for sheet in &reading.understood.sheets {
        let Some(column) = sheet.column_of(Meaning::IdNumber) else {
            continue;
        };
        told.any = true;
        let cells = raw.sheets.iter().find(|one| one.name == sheet.name);
        let mut here = place_of(reading, sheet, None);
        for row in &sheet.rows {
            here = place_of(reading, sheet, Some((row, here)));
            if reading.omission(&sheet.name, row.number).is_some() {
                continue;
            }
            told.rows += 1;
            let Some(found) = sound_out(desk, &mended, (sheet, row), cells) else {
                told.good += 1;
                told.old_form += u64::from(row.text(column).len() == 15);
                continue;
            };
            if found.ailment.is_cured() {
                told.good += 1;
            } else {
                told.send_back += 1;
            }
            let entry = entry(&mut told.ailments, found.ailment);
            entry.count += 1;
            if entry.rows.len() >= MOST {
                continue;
            }
            if known.is_none() {
                known = Some(KnownNumbers::of(desk, lists)?);
            }
            let like = match &known {
                Some(known) => likeness(desk, known, here, (sheet, row))?,
                None => None,
            };
            entry.rows.push(SickRow {
                sheet: sheet.name.clone(),
                row: row.number,
                column: sheet.columns[column].number,
                name: masked(name_of(sheet, row)),
                likely: found.likely,
                like: like.as_ref().map_or_else(String::new, Likeness::sentence),
                fillable: like.is_some_and(|like| like.is_telling()),
            });
        }
    }
    told.ailments
        .sort_by_key(|one| (one.cured, !one.by_spreadsheet, one.ailment));
    Ok(told)
}

/// Cells that the office has mended: sheet, row, column.
pub(crate) type Mended<'a> = HashSet<(&'a str, u32, u32)>;

pub(crate) fn mended(reading: &Reading) -> Mended<'_> {
    let mends = reading.mends.iter();
    mends
        .map(|(mend, _)| (mend.sheet.as_str(), mend.row, mend.column))
        .collect()
}

/// Examines the number of one row; `None` for one in good health. `cells` are the sheet's as the
/// village sent it.
pub(crate) fn sound_out(
    desk: &Desk,
    mended: &Mended<'_>,
    (sheet, row): (&ReadSheet, &ReadRow),
    cells: Option<&Sheet>,
) -> Option<Diagnosis> {
    let index = sheet.column_of(Meaning::IdNumber)?;
    let column = sheet.columns.get(index)?.number;
    let mended = mended.contains(&(sheet.name.as_str(), row.number, column));
    let cell = cells
        .and_then(|cells| cells.row(row.number))
        .and_then(|cells| cells.cell(column));
    let (text, held) = match cell.filter(|_| !mended) {
        // The digits that a number was read as, however the file writes it.
        Some(cell) if cell.kind == CellKind::Number => (row.text(index), Held::Number),
        Some(cell) => (cell.text, Held::Text),
        None => (row.text(index), Held::Text),
    };
    let told = Told {
        sex: sheet.text_of(row, Meaning::Sex),
        age: narrow_number(sheet.text_of(row, Meaning::Age)),
        today: Some(desk.host.now().today),
    };
    doctor::examine(text, held, told)
}

/// How the number of a row resembles the one that is known of this person.
pub(super) fn likeness(
    desk: &Desk,
    known: &KnownNumbers,
    here: &str,
    (sheet, row): (&ReadSheet, &ReadRow),
) -> Result<Option<Likeness>, Problem> {
    let number = known.number(desk, here, name_of(sheet, row))?;
    let cell = sheet.text_of(row, Meaning::IdNumber);
    Ok(number.and_then(|number| doctor::likeness(&number, cell)))
}

/// The village of a row in its shortest form: an empty cell below a village means that village.
pub(crate) fn place_of<'a>(
    reading: &'a Reading,
    sheet: &'a ReadSheet,
    row: Option<(&'a ReadRow, &'a str)>,
) -> &'a str {
    let own = reading.village.as_deref().or(sheet.village.as_deref());
    let Some((row, before)) = row else {
        return own.map_or("", village::stem);
    };
    match village::stem(sheet.text_of(row, Meaning::Village)) {
        "" => before,
        cell => cell,
    }
}

pub(super) fn name_of<'a>(sheet: &ReadSheet, row: &'a ReadRow) -> &'a str {
    sheet.text_of(row, Meaning::Name)
}

fn entry(ailments: &mut Vec<AilmentTold>, ailment: Ailment) -> &mut AilmentTold {
    let at = ailments.iter().position(|one| one.ailment == ailment);
    let at = at.unwrap_or_else(|| {
        ailments.push(AilmentTold {
            ailment,
            by_spreadsheet: ailment.is_the_spreadsheets(),
            cured: ailment.is_cured(),
            remedy: ailment.remedy().to_owned(),
            count: 0,
            rows: Vec::new(),
        });
        ailments.len() - 1
    });
    &mut ailments[at]
}
