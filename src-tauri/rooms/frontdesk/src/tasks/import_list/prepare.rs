//! Lays the rows of a workbook out as lists, each with the draft that carries it: one a sheet, or
//! one a village where a sheet names several.

use std::collections::BTreeMap;

use gongkai_intake::understand::{Column, ReadRow, ReadSheet, Verdict};
use gongkai_registry::records::{KeptColumn, ListMend, ListOmission, ListRecord};
use gongkai_rulebook::disclosure::{Content, Draft};
use gongkai_rulebook::ids::{DisclosureId, ImportId, ListId};
use gongkai_rulebook::list::Meaning;

use super::Request;
use crate::reading::{Reading, SheetChoice};
use crate::{Desk, Problem, village};

/// One list that will become a draft.
pub(super) struct Prepared<'a> {
    pub(super) record: ListRecord,
    pub(super) draft: Draft,
    /// The rows it takes.
    pub(super) rows: Vec<&'a ReadRow>,
    /// Cells of them that the office mended.
    pub(super) mends: Vec<ListMend>,
    /// Rows that the office left out.
    pub(super) omissions: Vec<ListOmission>,
}

/// Rows that belong together: of one sheet, and of one village where the sheet has several.
struct Portion<'a> {
    sheet: &'a ReadSheet,
    village: Option<String>,
    rows: Vec<&'a ReadRow>,
}

/// One list a portion; several portions become several drafts.
pub(super) fn prepare<'a>(
    desk: &Desk,
    reading: &'a Reading,
    request: &Request,
    base: &Content,
    import: ImportId,
) -> Result<Vec<Prepared<'a>>, Problem> {
    let mut portions = Vec::new();
    for sheet in &reading.understood.sheets {
        portions.extend(portions_of(reading, sheet, &request.choice));
    }
    if portions.is_empty() {
        let village = request.choice.village.as_deref().unwrap_or_default();
        let text = format!("名单里没有“{village}”的行");
        let next = "核对村名，要与表中的写法一致";
        return Err(Problem::refused("no-rows", text, next).in_field("村"));
    }
    let several = portions.len() > 1;
    let one = |portion| prepared(desk, reading, portion, several, base, import);
    let mut all: Vec<Prepared<'a>> = portions.into_iter().map(one).collect::<Result<_, _>>()?;
    share_omissions(reading, &mut all);
    Ok(all)
}

/// What was left out of a sheet stands with the first list of that sheet.
fn share_omissions(reading: &Reading, all: &mut [Prepared<'_>]) {
    for omission in &reading.omissions {
        let first = all
            .iter_mut()
            .find(|one| one.record.sheet == omission.sheet);
        if let Some(first) = first {
            first.omissions.push(ListOmission {
                row: omission.row,
                why: omission.why.clone(),
                by: omission.by,
                moment: omission.moment,
            });
        }
    }
}

fn portions_of<'a>(
    reading: &Reading,
    sheet: &'a ReadSheet,
    request: &SheetChoice,
) -> Vec<Portion<'a>> {
    let stand = |row: &&ReadRow| {
        row.verdict != Verdict::Refused && reading.omission(&sheet.name, row.number).is_none()
    };
    let rows: Vec<&ReadRow> = sheet.rows.iter().filter(stand).collect();
    let named = request.village.clone().or_else(|| sheet.village.clone());
    let Some(column) = sheet.column_of(Meaning::Village) else {
        return portion(sheet, named, rows);
    };
    let villages = by_village(rows, column);
    if villages.len() < 2 || (request.together && request.village.is_none()) {
        // One village, however the sheet spells it.
        return portion(sheet, named, villages.into_values().flatten().collect());
    }
    if let Some(wanted) = &request.village {
        let theirs = villages
            .into_iter()
            .filter(|(village, _)| village::is_same(village, wanted));
        return portion(sheet, named, theirs.flat_map(|(_, rows)| rows).collect());
    }
    let of_village = |(village, rows): (&str, Vec<&'a ReadRow>)| {
        let village = if village.is_empty() {
            "未写明村"
        } else {
            village
        };
        Portion {
            sheet,
            village: Some(village.to_owned()),
            rows,
        }
    };
    villages.into_iter().map(of_village).collect()
}

/// Rows by their village. An empty cell below a village means that village: people write it once.
fn by_village(rows: Vec<&ReadRow>, column: usize) -> BTreeMap<&str, Vec<&ReadRow>> {
    let mut villages: BTreeMap<&str, Vec<&ReadRow>> = BTreeMap::new();
    let mut village = "";
    for row in rows {
        let cell = row.text(column);
        if !cell.is_empty() {
            village = cell;
        }
        villages.entry(village).or_default().push(row);
    }
    villages
}

/// The rows in the order of the sheet, as one portion; none where there are no rows.
fn portion<'a>(
    sheet: &'a ReadSheet,
    village: Option<String>,
    mut rows: Vec<&'a ReadRow>,
) -> Vec<Portion<'a>> {
    if rows.is_empty() {
        return Vec::new();
    }
    rows.sort_by_key(|row| row.number);
    vec![Portion {
        sheet,
        village,
        rows,
    }]
}

fn prepared<'a>(
    desk: &Desk,
    reading: &Reading,
    portion: Portion<'a>,
    several: bool,
    base: &Content,
    import: ImportId,
) -> Result<Prepared<'a>, Problem> {
    let Portion {
        sheet,
        village,
        rows,
    } = portion;
    let counts = sheet.counts();
    let count = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    let others = counts.read.saturating_sub(rows.len() as u64);
    let record = ListRecord {
        id: ListId::new(&desk.seed()?),
        import,
        kind: reading.understood.kind,
        sheet: sheet.name.clone(),
        village,
        unit: "元".to_owned(),
        columns: sheet.columns.iter().map(kept_column).collect(),
        read: count(rows.len() as u64),
        skipped: count(counts.skipped.saturating_add(others)),
        refused: count(counts.refused),
    };
    let mut content = Content {
        list: Some(record.id),
        ..base.clone()
    };
    if several {
        let which = record.village.as_deref().unwrap_or(&record.sheet);
        content.title = format!("{}（{which}）", content.title);
    }
    if content.unit.is_none() {
        content.unit = record
            .village
            .as_ref()
            .map(|village| village::committee(village));
    }
    let draft = Draft {
        id: DisclosureId::new(&desk.seed()?),
        content,
        returned: None,
    };
    let mends = reading.mends.iter().filter(|(mend, _)| {
        let taken = |row: &&ReadRow| row.number.cmp(&mend.row);
        mend.sheet == sheet.name && rows.binary_search_by(taken).is_ok()
    });
    let mends = mends.map(|(mend, original)| ListMend {
        row: mend.row,
        column: mend.column,
        original: original.clone(),
        by: mend.by,
        moment: mend.moment,
    });
    Ok(Prepared {
        record,
        draft,
        mends: mends.collect(),
        omissions: Vec::new(),
        rows,
    })
}

fn kept_column(column: &Column) -> KeptColumn {
    KeptColumn {
        title: column.title.clone(),
        meaning: column.meaning,
        private: column.meaning.is_private(),
    }
}
