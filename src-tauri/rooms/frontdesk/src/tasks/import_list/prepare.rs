//! Lays the rows of a workbook out as lists, each with the draft that carries it: one a sheet, or
//! one a village where a sheet names several.

use std::collections::BTreeMap;

use gongkai_intake::understand::{Column, ReadRow, ReadSheet, Understanding, Verdict};
use gongkai_registry::records::{KeptColumn, ListRecord};
use gongkai_rulebook::disclosure::{Content, Draft};
use gongkai_rulebook::ids::{DisclosureId, ImportId, ListId};
use gongkai_rulebook::list::Meaning;

use super::Request;
use crate::{Desk, Problem};

/// One list that will become a draft.
pub(super) struct Prepared<'a> {
    pub(super) record: ListRecord,
    pub(super) draft: Draft,
    /// The rows it takes.
    pub(super) rows: Vec<&'a ReadRow>,
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
    understood: &'a Understanding,
    request: &Request,
    base: &Content,
    import: ImportId,
) -> Result<Vec<Prepared<'a>>, Problem> {
    let mut portions = Vec::new();
    for sheet in &understood.sheets {
        portions.extend(portions_of(sheet, request));
    }
    if portions.is_empty() {
        let village = request.village.as_deref().unwrap_or_default();
        let text = format!("名单里没有“{village}”的行");
        let next = "核对村名，要与表中的写法一致";
        return Err(Problem::refused("no-rows", text, next).in_field("村"));
    }
    let several = portions.len() > 1;
    let one = |portion| prepared(desk, understood, portion, several, base, import);
    portions.into_iter().map(one).collect()
}

fn portions_of<'a>(sheet: &'a ReadSheet, request: &Request) -> Vec<Portion<'a>> {
    let stand = |row: &&ReadRow| row.verdict != Verdict::Refused;
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
            .filter(|(village, _)| is_village(village, wanted));
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

/// Whether a cell of the column 村 means `wanted`: 上坪, 上坪村 and 上坪村民委员会 are one village.
fn is_village(cell: &str, wanted: &str) -> bool {
    let stem = |text: &str| {
        let text = text
            .trim_end_matches("村民委员会")
            .trim_end_matches("村委会");
        text.trim_end_matches('村').to_owned()
    };
    !cell.is_empty() && stem(cell) == stem(wanted)
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
    understood: &Understanding,
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
        kind: understood.kind,
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
        content.unit = record.village.as_ref().map(|village| village_unit(village));
    }
    let draft = Draft {
        id: DisclosureId::new(&desk.seed()?),
        content,
        returned: None,
    };
    Ok(Prepared {
        record,
        draft,
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

/// The village committee hands the list in, where no other unit is named.
fn village_unit(village: &str) -> String {
    match village.strip_suffix('村') {
        Some(name) => format!("{name}村民委员会"),
        None => village.to_owned(),
    }
}
