//! Which rows of a workbook belong together: of one table, of one village where a table names several,
//! of all tables with the same columns where the clerk wants one item.

use std::collections::BTreeMap;

use gongkai_intake::understand::{Column, ReadRow, ReadSheet, Verdict};
use gongkai_registry::records::KeptColumn;
use gongkai_rulebook::list::Meaning;
use gongkai_rulebook::period::Stretch;

use crate::reading::{Reading, SheetChoice};
use crate::village;

/// A row that a list takes.
#[derive(Clone, Copy)]
pub(super) struct Taken<'a> {
    pub(super) row: &'a ReadRow,
    /// Its number in the list: that of its sheet, counted on where the list has several sheets.
    pub(super) number: u32,
    /// Its village, where the list has a column for it that the sheet had not.
    pub(super) village: Option<&'a str>,
}

/// Rows that belong together: of one table, and of one village where the table has several.
pub(super) struct Portion<'a> {
    /// The tables, each with what its row numbers are counted on by.
    pub(super) tables: Vec<(&'a ReadSheet, u32)>,
    pub(super) village: Option<String>,
    /// What they are about, where title, tab, file or item name it.
    pub(super) period: Option<Stretch>,
    pub(super) rows: Vec<Taken<'a>>,
    /// Its first column is the village that title or tab names.
    pub(super) gains_village: bool,
}

/// Portions of tables with the same columns as one: the village of each stands in a column.
pub(super) fn joined(portions: Vec<Portion<'_>>) -> Vec<Portion<'_>> {
    let mut groups: Vec<(Vec<KeptColumn>, Vec<Portion<'_>>)> = Vec::new();
    for portion in portions {
        let columns = portion
            .tables
            .first()
            .map_or_else(Vec::new, |(table, _)| kept(table));
        match groups.iter_mut().find(|(known, _)| *known == columns) {
            Some((_, same)) => same.push(portion),
            None => groups.push((columns, vec![portion])),
        }
    }
    groups
        .into_iter()
        .map(|(columns, mut same)| match same.len() {
            1 => same.swap_remove(0),
            _ => one_of(
                same,
                !columns.iter().any(|one| one.meaning == Meaning::Village),
            ),
        })
        .collect()
}

fn one_of(portions: Vec<Portion<'_>>, gains_village: bool) -> Portion<'_> {
    let mut whole = Portion {
        tables: Vec::new(),
        village: None,
        period: None,
        rows: Vec::new(),
        gains_village,
    };
    let mut base = 0;
    for portion in portions {
        let (mut last, gives) = (0, portion.rows.len());
        whole.rows.reserve(gives);
        for (table, _) in &portion.tables {
            whole.tables.push((table, base));
            let village = table.village.as_deref().unwrap_or(&table.name);
            for taken in &portion.rows {
                last = last.max(taken.number);
                whole.rows.push(Taken {
                    row: taken.row,
                    number: base.saturating_add(taken.number),
                    village: gains_village.then_some(village),
                });
            }
        }
        base = base.saturating_add(last);
    }
    whole
}

pub(super) fn portions_of<'a>(
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
        portion(sheet, Some(village.to_owned()), rows)
    };
    villages.into_iter().flat_map(of_village).collect()
}

/// Rows by their village, however it is spelled. An empty cell below a village means that village:
/// people write it once.
fn by_village(rows: Vec<&ReadRow>, column: usize) -> BTreeMap<&str, Vec<&ReadRow>> {
    let mut villages: BTreeMap<&str, (&str, Vec<&ReadRow>)> = BTreeMap::new();
    let mut named = "";
    for row in rows {
        let cell = row.text(column);
        if !cell.is_empty() {
            named = cell;
        }
        let of = villages
            .entry(village::stem(named))
            .or_insert_with(|| (named, Vec::new()));
        of.1.push(row);
    }
    villages.into_values().collect()
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
    let taken = |row: &'a ReadRow| Taken {
        row,
        number: row.number,
        village: None,
    };
    vec![Portion {
        tables: vec![(sheet, 0)],
        village,
        period: None,
        rows: rows.into_iter().map(taken).collect(),
        gains_village: false,
    }]
}

pub(super) fn kept(table: &ReadSheet) -> Vec<KeptColumn> {
    table.columns.iter().map(kept_column).collect()
}

fn kept_column(column: &Column) -> KeptColumn {
    KeptColumn {
        title: column.title_in_yuan(),
        meaning: column.meaning,
        private: column.meaning.is_private(),
    }
}

/// The village of each row, where title or tab names it.
pub(super) fn village_column() -> KeptColumn {
    KeptColumn {
        title: Meaning::Village.label().to_owned(),
        meaning: Meaning::Village,
        private: false,
    }
}
