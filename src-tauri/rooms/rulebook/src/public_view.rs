//! What of a list of people may leave the office; it refuses to let a column out that no rule
//! lets out, and never changes the list itself.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use self::rules::{Audience, LaxerRule, MaskKind, Reason, Rule, RuleTable};
use crate::list::{ListKind, Meaning};
use crate::privacy::id_number::{IdNumber, MINOR_BELOW, age, birth_hint};
use crate::privacy::mask::{mask_card, mask_id, mask_minor_name, mask_name, mask_phone};
use crate::privacy::{FindingKind, ScanOptions, mask_text, narrow_digits, scan_text};

mod rules;

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
    /// As many rows as the source has, in the old order.
    pub rows: Vec<Vec<String>>,
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
/// Names of minors (under 14 by ID or by age column) become 张**. Persons of the same name but
/// different ID are told apart by the masked ID in brackets behind the name. A private number
/// anywhere in a kept cell is masked where it stands (Order 711 Art. 15; PIPL Art. 28).
pub fn public_view(
    list: &SourceList<'_>,
    audience: Audience,
    reference: NaiveDate,
    rules: &RuleTable,
) -> PublicView {
    let fates: Vec<Rule> = list
        .columns
        .iter()
        .map(|column| rules.rule(list.kind, column, audience))
        .collect();
    let people = People::of(list, reference);
    let options = ScanOptions {
        reference_date: Some(reference),
        ..ScanOptions::default()
    };
    let mut leaving = account(list.columns, &fates);
    let mut rows = Vec::with_capacity(list.rows.len());
    for (row, cells) in list.rows.iter().enumerate() {
        let mut shown = Vec::new();
        for ((at, column), fate) in list.columns.iter().enumerate().zip(&fates) {
            let cell = cells.get(at).map_or("", String::as_str);
            let Some(text) = masked_by_rule(*fate, cell) else {
                continue;
            };
            let findings = scan_text(&text, &options);
            let mut kinds: Vec<FindingKind> = findings.iter().map(|found| found.kind).collect();
            let mut text = mask_text(&text, &findings);
            if column.meaning == Meaning::Name {
                text = people.show(row, cell, text, &mut kinds);
            } else {
                text = people.hide_minors(text, &mut kinds);
                if is_free(column.meaning) && says_something_sensitive(&text) {
                    kinds.push(FindingKind::Sensitive);
                    text = "***".to_owned();
                }
            }
            if !kinds.is_empty() {
                kinds.sort_unstable();
                kinds.dedup();
                leaving.cells.push(MaskedCell {
                    row,
                    title: column.title.clone(),
                    kinds,
                });
            }
            shown.push(text);
        }
        rows.push(shown);
    }
    let columns = list
        .columns
        .iter()
        .zip(&fates)
        .filter(|(_, fate)| fate.leaves());
    PublicView {
        columns: columns.map(|(column, _)| column.clone()).collect(),
        rows,
        leaving,
        minors: people.minor_names.into_iter().collect(),
    }
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

fn masked_by_rule(rule: Rule, cell: &str) -> Option<String> {
    match rule {
        Rule::Keep => Some(cell.to_owned()),
        Rule::Mask(MaskKind::Id) => Some(mask_id(cell)),
        Rule::Mask(MaskKind::Card) => Some(mask_card(cell)),
        Rule::Mask(MaskKind::Phone) => Some(mask_phone(cell)),
        Rule::Mask(MaskKind::Name) => Some(mask_name(cell)),
        Rule::Drop(_) => None,
    }
}

/// Columns in which villages write what they like.
const fn is_free(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Remark
            | Meaning::Other
            | Meaning::Category
            | Meaning::Opinion
            | Meaning::Change
            | Meaning::Summary
    )
}

/// Words that say of a person what no board may say (PIPL Art. 28; 民政部门 assistance lists show
/// nothing beyond the assistance).
const SENSITIVE: &[&str] = &[
    "残疾",
    "残级",
    "智障",
    "精神",
    "孤儿",
    "事实无人抚养",
    "艾滋",
    "癌",
    "肿瘤",
    "尿毒",
    "肾病",
    "大病",
    "重病",
    "慢性病",
    "患病",
    "离异",
    "丧偶",
    "服刑",
    "戒毒",
    "吸毒",
    "失独",
];

fn says_something_sensitive(text: &str) -> bool {
    SENSITIVE.iter().any(|word| text.contains(word))
}

/// What the rows tell about the persons in them, known before the first row is shown.
struct People {
    minors: BTreeSet<usize>,
    /// Their names, as far as nobody grown up in the list bears the same.
    minor_names: BTreeSet<String>,
    told_apart: BTreeMap<usize, String>,
}

impl People {
    fn of(list: &SourceList<'_>, reference: NaiveDate) -> Self {
        let column = |meaning| list.columns.iter().position(|c| c.meaning == meaning);
        let ids = column(Meaning::IdNumber);
        let ages = column(Meaning::Age);
        let names = column(Meaning::Name);
        let mut minors = BTreeSet::new();
        let mut minor_names = BTreeSet::new();
        let mut grown_up = BTreeSet::new();
        let mut namesakes: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
        for (row, cells) in list.rows.iter().enumerate() {
            let cell =
                |at: Option<usize>| at.and_then(|at| cells.get(at)).map_or("", String::as_str);
            let id = cell(ids);
            let name: String = cell(names).chars().filter(|c| !c.is_whitespace()).collect();
            if is_minor(id, cell(ages), reference) {
                minors.insert(row);
                minor_names.insert(name.clone());
            } else {
                grown_up.insert(name.clone());
            }
            if !name.is_empty() && !id.trim().is_empty() {
                namesakes
                    .entry(name)
                    .or_default()
                    .push((row, same_form(id)));
            }
        }
        let told_apart = namesakes
            .into_values()
            .filter(|people| people.iter().any(|(_, id)| *id != people[0].1))
            .flatten()
            .map(|(row, id)| (row, mask_id(&id)))
            .collect();
        minor_names.retain(|name| name.chars().count() > 1 && !grown_up.contains(name));
        Self {
            minors,
            minor_names,
            told_apart,
        }
    }

    /// A text of another column without the names of minors.
    fn hide_minors(&self, text: String, kinds: &mut Vec<FindingKind>) -> String {
        let named = self
            .minor_names
            .iter()
            .filter(|name| text.contains(name.as_str()));
        named.fold(text.clone(), |text, name| {
            kinds.push(FindingKind::Minor);
            text.replace(name.as_str(), &mask_minor_name(name))
        })
    }

    /// The name as it leaves: a minor's from the raw cell, another's from the masked text.
    fn show(&self, row: usize, cell: &str, text: String, kinds: &mut Vec<FindingKind>) -> String {
        if self.minors.contains(&row) && !cell.trim().is_empty() {
            kinds.push(FindingKind::Minor);
            return mask_minor_name(cell);
        }
        match self.told_apart.get(&row) {
            Some(masked_id) => format!("{text}（{masked_id}）"),
            None => text,
        }
    }
}

/// Under 14 by the birth date in the ID, even a damaged one, else by the age column.
fn is_minor(id: &str, age_cell: &str, reference: NaiveDate) -> bool {
    if let Some(birth) = birth_hint(id) {
        return age(birth, reference) < MINOR_BELOW;
    }
    narrow_digits(age_cell)
        .parse::<u32>()
        .is_ok_and(|years| years < MINOR_BELOW)
}

/// Old and new form of one person's number look the same; a broken one stands for itself.
fn same_form(id: &str) -> String {
    id.parse::<IdNumber>()
        .map_or_else(|_| id.to_owned(), |id| id.to_current().as_str().to_owned())
}

#[cfg(test)]
mod tests;
