//! Lays the rows of a workbook out as lists, each with the draft that carries it: one a table, one a
//! village where a table names several, or one for all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;
use gongkai_intake::understand::{Column, ReadRow, ReadSheet, Verdict};
use gongkai_registry::records::{KeptColumn, ListMend, ListOmission, ListRecord};
use gongkai_rulebook::disclosure::{Content, Disclosure, Draft};
use gongkai_rulebook::ids::{DisclosureId, ImportId, ListId};
use gongkai_rulebook::list::Meaning;
use gongkai_rulebook::period::{Stretch, stretch_of};

use super::Request;
use crate::comparing::{Subject, period_of_reading, period_of_sheet};
use crate::reading::{Reading, SheetChoice};
use crate::{Desk, Problem, village};

/// One list that will become a draft.
pub(super) struct Prepared<'a> {
    pub(super) record: ListRecord,
    pub(super) draft: Draft,
    /// The tables that they are from.
    pub(super) tables: Vec<&'a ReadSheet>,
    /// What the row numbers of each table are counted on by.
    bases: Vec<u32>,
    /// The rows it takes.
    pub(super) rows: Vec<Taken<'a>>,
    /// Cells of them that the office mended.
    pub(super) mends: Vec<ListMend>,
    /// Rows that the office left out.
    pub(super) omissions: Vec<ListOmission>,
    /// What it is about, for finding the lists beside it.
    pub(super) subject: Subject,
    /// The item it goes into, in place of a draft of its own.
    pub(super) into: Option<Box<Disclosure>>,
}

impl Prepared<'_> {
    /// The item that carries it.
    pub(super) fn item(&self) -> DisclosureId {
        self.into.as_ref().map_or(self.draft.id, |item| item.id())
    }

    /// Puts it into an item that is there already.
    pub(super) fn put_into(&mut self, item: Disclosure) {
        self.record.into = Some(item.id());
        self.into = Some(Box::new(item));
    }

    /// Puts it in place of an item's list. Of what the item says nothing else changes but the day it
    /// was formed on, where that is said.
    pub(super) fn replace_in(&mut self, item: Disclosure, formed_on: Option<NaiveDate>) {
        let before = item.content();
        self.draft.content = Content {
            list: Some(self.record.id),
            formed_on: formed_on.or(before.formed_on),
            ..before.clone()
        };
        self.put_into(item);
    }
}

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
struct Portion<'a> {
    /// The tables, each with what its row numbers are counted on by.
    tables: Vec<(&'a ReadSheet, u32)>,
    village: Option<String>,
    /// What they are about, where title, tab, file or item name it.
    period: Option<Stretch>,
    rows: Vec<Taken<'a>>,
    /// Its first column is the village that title or tab names.
    gains_village: bool,
}

/// One list a portion; several portions become several drafts.
pub(super) fn prepare<'a>(
    desk: &Desk,
    reading: &'a Reading,
    (request, file): (&Request, &Path),
    base: &Content,
    import: ImportId,
) -> Result<Vec<Prepared<'a>>, Problem> {
    let mut portions = Vec::new();
    for sheet in &reading.understood.sheets {
        portions.extend(portions_of(reading, sheet, &request.choice));
    }
    if request.choice.together && request.choice.village.is_none() {
        portions = joined(portions);
    }
    if portions.is_empty() {
        let village = request.choice.village.as_deref().unwrap_or_default();
        let text = format!("名单里没有“{village}”的行");
        let next = "核对村名，要与表中的写法一致";
        return Err(Problem::refused("no-rows", text, next).in_field("村"));
    }
    let several = portions.len() > 1;
    let today = base.formed_on.unwrap_or_else(|| desk.host.now().today);
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let period = period_of_reading(reading, &stem, today);
    let period = period.or_else(|| stretch_of(&base.title, today));
    for portion in &mut portions {
        let mut tables = portion.tables.iter();
        let own = tables.find_map(|(table, _)| period_of_sheet(table, today));
        portion.period = own.or_else(|| period.clone());
    }
    let one = |portion| prepared(desk, reading, portion, several, base, import);
    let mut all: Vec<Prepared<'a>> = portions.into_iter().map(one).collect::<Result<_, _>>()?;
    tell_titles_apart(&mut all);
    share_omissions(reading, &mut all);
    Ok(all)
}

/// Two drafts of one import never bear the same title.
fn tell_titles_apart(all: &mut [Prepared<'_>]) {
    let titles: Vec<String> = all
        .iter()
        .map(|one| one.draft.content.title.clone())
        .collect();
    for at in 0..all.len() {
        let before = titles[..at]
            .iter()
            .filter(|title| **title == titles[at])
            .count();
        if before > 0 {
            all[at].draft.content.title = format!("{}（{}）", titles[at], before + 1);
        }
    }
}

/// Portions of tables with the same columns as one: the village of each stands in a column.
fn joined(portions: Vec<Portion<'_>>) -> Vec<Portion<'_>> {
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

/// What was left out of a sheet stands with the first list of that sheet.
fn share_omissions(reading: &Reading, all: &mut [Prepared<'_>]) {
    for omission in &reading.omissions {
        let first = all.iter_mut().find_map(|one| {
            let base = one.base_of(&omission.sheet, omission.row)?;
            Some((one, base))
        });
        if let Some((first, base)) = first {
            first.omissions.push(ListOmission {
                row: base.saturating_add(omission.row),
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

impl Prepared<'_> {
    /// What the numbers of a sheet's rows are counted on by, if the list is of the table that the
    /// row stands in.
    fn base_of(&self, sheet: &str, row: u32) -> Option<u32> {
        let place = self.tables.iter().position(|table| {
            let last = table.rows.iter().map(|row| row.number).max();
            table.name == sheet && last.is_some_and(|last| row <= last)
        })?;
        self.bases.get(place).copied()
    }
}

fn prepared<'a>(
    desk: &Desk,
    reading: &Reading,
    portion: Portion<'a>,
    several: bool,
    base: &Content,
    import: ImportId,
) -> Result<Prepared<'a>, Problem> {
    let record = record(desk, reading, &portion, import)?;
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
    let mends = mends(reading, &portion);
    let villages = villages(&record, &portion);
    let (tables, bases) = portion.tables.into_iter().unzip();
    Ok(Prepared {
        subject: Subject {
            kind: record.kind,
            villages,
            period: record.period.clone(),
            list: None,
            sha256: reading.sha256,
            imported_at: None,
        },
        into: None,
        record,
        draft,
        mends,
        omissions: Vec::new(),
        tables,
        bases,
        rows: portion.rows,
    })
}

fn record(
    desk: &Desk,
    reading: &Reading,
    portion: &Portion<'_>,
    import: ImportId,
) -> Result<ListRecord, Problem> {
    let count = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    let counts: Vec<_> = portion
        .tables
        .iter()
        .map(|(table, _)| table.counts())
        .collect();
    let rows = portion.rows.len() as u64;
    let read: u64 = counts.iter().map(|one| one.read).sum();
    let skipped: u64 = counts.iter().map(|one| one.skipped).sum();
    let mut names: Vec<&str> = portion
        .tables
        .iter()
        .map(|(table, _)| table.name.as_str())
        .collect();
    names.dedup();
    let first = portion.tables.first().map(|(table, _)| *table);
    let mut columns = first.map_or_else(Vec::new, kept);
    if portion.gains_village {
        columns.insert(0, village_column());
    }
    Ok(ListRecord {
        id: ListId::new(&desk.seed()?),
        import,
        kind: first.map_or(reading.understood.kind, |table| table.kind),
        sheet: names.join("、"),
        village: portion.village.clone(),
        period: portion.period.clone(),
        unit: "元".to_owned(),
        columns,
        into: None,
        read: count(rows),
        skipped: count(skipped.saturating_add(read.saturating_sub(rows))),
        refused: count(counts.iter().map(|one| one.refused).sum()),
    })
}

/// The cells of its rows that the office mended, by their numbers in the list.
fn mends(reading: &Reading, portion: &Portion<'_>) -> Vec<ListMend> {
    let mut mends = Vec::new();
    for (table, base) in &portion.tables {
        for (mend, original) in &reading.mends {
            let number = base.saturating_add(mend.row);
            let taken = portion
                .rows
                .binary_search_by(|taken| taken.number.cmp(&number));
            let is_own = taken.is_ok_and(|at| portion.rows[at].row.number == mend.row);
            if mend.sheet == table.name && is_own {
                mends.push(ListMend {
                    row: number,
                    column: mend.column,
                    original: original.clone(),
                    by: mend.by,
                    moment: mend.moment,
                });
            }
        }
    }
    mends
}

fn kept(table: &ReadSheet) -> Vec<KeptColumn> {
    table.columns.iter().map(kept_column).collect()
}

/// The villages that a list is about, in their shortest form.
fn villages(record: &ListRecord, portion: &Portion<'_>) -> BTreeSet<String> {
    if let Some(village) = &record.village {
        return BTreeSet::from([village::stem(village).to_owned()]);
    }
    let mut named = BTreeSet::new();
    for taken in &portion.rows {
        named.extend(taken.village.map(village::stem));
    }
    for (table, _) in &portion.tables {
        if let Some(column) = table.column_of(Meaning::Village) {
            let cells = table.rows.iter().map(|row| village::stem(row.text(column)));
            named.extend(cells);
        }
    }
    named.remove("");
    named.into_iter().map(str::to_owned).collect()
}

fn kept_column(column: &Column) -> KeptColumn {
    KeptColumn {
        title: column.title_in_yuan(),
        meaning: column.meaning,
        private: column.meaning.is_private(),
    }
}

/// The village of each row, where title or tab names it.
fn village_column() -> KeptColumn {
    KeptColumn {
        title: Meaning::Village.label().to_owned(),
        meaning: Meaning::Village,
        private: false,
    }
}
