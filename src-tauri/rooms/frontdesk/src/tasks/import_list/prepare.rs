//! Lays the rows of a workbook out as lists, each with the draft that carries it: one a table, one a
//! village where a table names several, or one for all of them.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::NaiveDate;
use gongkai_intake::understand::ReadSheet;
use gongkai_registry::records::{ListMend, ListOmission, ListRecord};
use gongkai_rulebook::disclosure::{Content, Disclosure, Draft};
use gongkai_rulebook::ids::{DisclosureId, ImportId, ListId};
use gongkai_rulebook::list::Meaning;
use gongkai_rulebook::period::stretch_of;

use super::Request;
use super::portions::{Portion, Taken, joined, kept, portions_of, village_column};
use crate::comparing::{Subject, period_of_reading, period_of_sheet};
use crate::reading::Reading;
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
