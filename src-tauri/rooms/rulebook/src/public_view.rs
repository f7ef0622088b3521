//! What of a list of people may leave the office; it refuses to let a column out that no rule
//! lets out, and never changes the list itself.

use std::borrow::Cow;
use std::num::NonZero;
use std::ops::Range;
use std::panic::resume_unwind;
use std::thread;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use self::people::People;
pub use self::rules::{
    Allowance, Audience, LaxerRule, MaskKind, Reason, Rule, RuleTable, source_of,
};
pub use self::totals::Totals;
use self::totals::totals;
use crate::list::{ListKind, Meaning};
use crate::privacy::mask::{
    mask_card, mask_cell, mask_found, mask_id, mask_name, mask_phone, mask_surname,
};
use crate::privacy::{FindingKind, ScanOptions, mask_text, scan_text};

mod people;
mod rules;
mod rulings;
mod sensitive;
mod split;
mod totals;

/// The fewest rows for which another thread is worth its start.
const FEWEST_ROWS: usize = 4096;

/// One column of a list: its title on paper and what it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// The title as the village wrote it.
    pub title: String,
    /// What intake understood.
    pub meaning: Meaning,
}

/// A list as it was taken in. A row shorter than the columns counts as filled up with blanks;
/// cells beyond the last column belong to no rule and never leave.
#[derive(Debug, Clone, Copy)]
pub struct SourceList<'a> {
    /// Kind of list.
    pub kind: ListKind,
    /// Columns in order.
    pub columns: &'a [Column],
    /// Cells as text, row by row.
    pub rows: &'a [Vec<String>],
}

/// The table that may be shown to an audience, and an account of what was held back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicView {
    /// Columns that are left, in the old order.
    pub columns: Vec<Column>,
    /// As many rows as the source has, in the old order; none where only totals leave.
    pub rows: Vec<Vec<String>>,
    /// What the whole list comes to.
    pub totals: Totals,
    /// What became of every column.
    pub leaving: Leaving,
    /// Names of minors in the list, which must not stand anywhere else in the paper either.
    pub minors: Vec<String>,
}

/// What leaves, what is masked, what stays in the office.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Leaving {
    /// Titles of columns that leave as they are.
    pub kept: Vec<String>,
    /// Titles of columns that leave masked.
    pub masked: Vec<String>,
    /// Columns that do not leave, and why.
    pub dropped: Vec<DroppedColumn>,
    /// Single cells that were masked within kept columns.
    pub cells: Vec<MaskedCell>,
}

/// A column that stays in the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DroppedColumn {
    /// Its title.
    pub title: String,
    /// Why it stays.
    pub reason: Reason,
}

/// A cell that was changed although its column leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaskedCell {
    /// Row of the source list, from 0.
    pub row: usize,
    /// Title of the column.
    pub title: String,
    /// What was masked in it.
    pub kinds: Vec<FindingKind>,
}

/// The part of a list that may leave for an audience. Ages are reckoned on `reference`, usually
/// the day the list was formed.
///
/// Names of minors (under 14 by ID, birth date or age column) become 张**. Persons of the same name
/// but different ID are told apart by the masked ID in brackets behind the name. A private number
/// anywhere in a kept cell, or split over kept cells, is masked where it stands. Online a list of
/// people is its totals, unless a reviewer let it out (Order 711 Art. 15; PIPL Art. 28).
pub fn public_view(
    list: &SourceList<'_>,
    audience: Audience,
    reference: NaiveDate,
    rules: &RuleTable,
) -> PublicView {
    let fates = fates(list, audience, rules);
    let (people, totals) = at_once(
        list.rows.len(),
        || People::of(list, reference),
        || totals(list),
    );
    let show = Showing {
        list,
        fates: &fates,
        people: &people,
        options: ScanOptions {
            reference_date: Some(reference),
            ..ScanOptions::default()
        },
    };
    let mut leaving = account(list.columns, &fates);
    let mut rows: Vec<Vec<String>> = Vec::new();
    if fates.iter().any(|fate| fate.leaves()) {
        rows = show.all_rows(&mut leaving);
    }
    let shown = || {
        list.columns
            .iter()
            .zip(&fates)
            .filter(|(_, fate)| fate.leaves())
    };
    let columns = shown().map(|(column, _)| Column {
        title: mask_found(&column.title).into_owned(),
        meaning: column.meaning,
    });
    PublicView {
        columns: columns.collect(),
        rows,
        totals,
        leaving,
        minors: people.minor_names(),
    }
}

/// A cell as an answer inside the office shows it: by what its column means, by what its title says
/// where the dictionary understood less, and by what the detectors find in it.
pub fn mask_inside<'a>(column: &Column, text: &'a str) -> Cow<'a, str> {
    mask_cell(rules::meaning_of(column), text)
}

/// Whether a list names persons, so that it is one of people and not of goods or money.
pub fn names_people(columns: &[Column]) -> bool {
    columns.iter().any(|column| {
        matches!(
            column.meaning,
            Meaning::Name
                | Meaning::HouseholdHead
                | Meaning::Members
                | Meaning::Payee
                | Meaning::Guardian
                | Meaning::IdNumber
        )
    })
}

fn fates(list: &SourceList<'_>, audience: Audience, rules: &RuleTable) -> Vec<Rule> {
    let stays_offline = audience == Audience::Website
        && names_people(list.columns)
        && !rules.is_allowed(Allowance::Online);
    let fate = |column: &Column| match rules.rule(list.kind, column, audience) {
        kept if stays_offline && kept.leaves() => Rule::Drop(Reason::Offline),
        fate => fate,
    };
    list.columns.iter().map(fate).collect()
}

/// What one core made of its rows.
#[derive(Default)]
struct Part {
    rows: Vec<Vec<String>>,
    masked: Vec<MaskedCell>,
    /// Row and column of cells that have a part of an identity number.
    split: Vec<(usize, usize)>,
}

/// One list on its way to one audience.
struct Showing<'a> {
    list: &'a SourceList<'a>,
    fates: &'a [Rule],
    people: &'a People<'a>,
    options: ScanOptions,
}

impl Showing<'_> {
    /// Long lists are shown by all cores at once; rows and account stay in the list's order.
    fn all_rows(&self, leaving: &mut Leaving) -> Vec<Vec<String>> {
        let count = self.list.rows.len();
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        let each = count.div_ceil(cores).max(FEWEST_ROWS);
        let part = |from: usize| self.part(from..count.min(from + each));
        let mut rows: Vec<Vec<String>> = Vec::with_capacity(count);
        let mut split: Vec<(usize, usize)> = Vec::new();
        thread::scope(|scope| {
            let starts = (0..count).step_by(each);
            let parts: Vec<_> = starts.map(|from| scope.spawn(move || part(from))).collect();
            for part in parts {
                // A panic in a part is one of the whole, as without threads.
                let part = part.join().unwrap_or_else(|fault| resume_unwind(fault));
                let from = rows.len();
                if let (Some(above), Some(below)) = (rows.last(), part.rows.first()) {
                    split::over_rows(from - 1, above, below, &mut split);
                }
                rows.extend(part.rows);
                leaving.cells.extend(part.masked);
                split.extend(part.split);
            }
        });
        self.hide_split_numbers(&mut rows, &split, leaving);
        rows
    }

    fn part(&self, numbers: Range<usize>) -> Part {
        let mut part = Part::default();
        let mut own = Leaving::default();
        for number in numbers {
            let row = self.row(number, &mut own);
            if let Some(above) = part.rows.last() {
                split::over_rows(number - 1, above, &row, &mut part.split);
            }
            split::over_cells(number, &row, &mut part.split);
            part.rows.push(row);
        }
        part.masked = own.cells;
        part
    }

    /// Stars identity numbers of which neighbouring cells, side by side or one below the other, have
    /// a part each.
    fn hide_split_numbers(
        &self,
        rows: &mut [Vec<String>],
        split: &[(usize, usize)],
        leaving: &mut Leaving,
    ) {
        let columns = self.list.columns.iter().zip(self.fates);
        let shown = columns.filter(|(_, fate)| fate.leaves());
        let titles: Vec<&str> = shown.map(|(column, _)| column.title.as_str()).collect();
        for &(row, column) in split {
            let Some(cell) = rows.get_mut(row).and_then(|cells| cells.get_mut(column)) else {
                continue;
            };
            if cell != "***" {
                *cell = "***".to_owned();
                leaving.cells.push(MaskedCell {
                    row,
                    title: titles.get(column).copied().unwrap_or_default().to_owned(),
                    kinds: vec![FindingKind::Id],
                });
            }
        }
    }

    fn row(&self, row: usize, leaving: &mut Leaving) -> Vec<String> {
        let cells = self.list.rows.get(row).map_or(&[][..], Vec::as_slice);
        let columns = self.list.columns.iter().zip(self.fates).enumerate();
        let mut shown = Vec::with_capacity(self.fates.len());
        for (at, (column, fate)) in columns {
            let cell = cells.get(at).map_or("", String::as_str);
            let mut kinds = Vec::new();
            let Some(text) = self.cell(row, cell, (column.meaning, *fate), &mut kinds) else {
                continue;
            };
            if !kinds.is_empty() {
                kinds.sort_unstable();
                kinds.dedup();
                let title = column.title.clone();
                leaving.cells.push(MaskedCell { row, title, kinds });
            }
            shown.push(text);
        }
        shown
    }

    fn cell(
        &self,
        row: usize,
        cell: &str,
        (meaning, fate): (Meaning, Rule),
        kinds: &mut Vec<FindingKind>,
    ) -> Option<String> {
        let mut text = masked_by_rule(fate, cell)?;
        let findings = scan_text(&text, &self.options);
        if !findings.is_empty() {
            kinds.extend(findings.iter().map(|found| found.kind));
            text = Cow::Owned(mask_text(&text, &findings));
        }
        if is_name(meaning) {
            let apart = meaning == Meaning::Name && fate != Rule::Mask(MaskKind::Surname);
            let shown = self.people.show(row, cell, text, (meaning, apart), kinds);
            return Some(shown.into_owned());
        }
        text = self.people.hide_minors(text, kinds);
        if self.is_free(meaning) && sensitive::is_said_in(&text) {
            kinds.push(FindingKind::Sensitive);
            text = Cow::Borrowed("***");
        }
        Some(text.into_owned())
    }

    /// Columns in which villages write what they like. On a list that reveals something by itself
    /// the category only repeats it.
    fn is_free(&self, meaning: Meaning) -> bool {
        let repeats = meaning == Meaning::Category && self.list.kind.reveals();
        !repeats
            && matches!(
                meaning,
                Meaning::Category
                    | Meaning::Remark
                    | Meaning::Other
                    | Meaning::Opinion
                    | Meaning::Change
            )
    }
}

/// Columns that name one person.
const fn is_name(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Name | Meaning::HouseholdHead | Meaning::Payee | Meaning::Guardian
    )
}

/// Does two things of a list, at once where it is long.
fn at_once<A, B: Send>(
    rows: usize,
    one: impl FnOnce() -> A,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    if rows < FEWEST_ROWS {
        return (one(), other());
    }
    thread::scope(|scope| {
        let other = scope.spawn(other);
        let one = one();
        (
            one,
            other.join().unwrap_or_else(|fault| resume_unwind(fault)),
        )
    })
}

fn account(columns: &[Column], fates: &[Rule]) -> Leaving {
    let mut leaving = Leaving::default();
    for (column, fate) in columns.iter().zip(fates) {
        let title = column.title.clone();
        match fate {
            Rule::Keep => leaving.kept.push(title),
            Rule::Mask(_) => leaving.masked.push(title),
            Rule::Drop(reason) => leaving.dropped.push(DroppedColumn {
                title,
                reason: *reason,
            }),
        }
    }
    leaving
}

fn masked_by_rule(rule: Rule, cell: &str) -> Option<Cow<'_, str>> {
    let masked = match rule {
        Rule::Keep => return Some(Cow::Borrowed(cell)),
        Rule::Mask(MaskKind::Id) => mask_id(cell),
        Rule::Mask(MaskKind::Card) => mask_card(cell),
        Rule::Mask(MaskKind::Phone) => mask_phone(cell),
        Rule::Mask(MaskKind::Name) => mask_name(cell),
        Rule::Mask(MaskKind::Surname) => mask_surname(cell),
        Rule::Drop(_) => return None,
    };
    Some(Cow::Owned(masked))
}

#[cfg(test)]
mod tests;
