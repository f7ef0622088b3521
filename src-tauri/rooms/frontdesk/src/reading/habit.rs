//! Which of a village's habits fits a workbook, and how it is laid under what somebody settled.

use std::collections::{BTreeMap, BTreeSet};

use gongkai_intake::understand::{Choice, KindBy, Understanding};
use gongkai_intake::{Workbook, understand};
use gongkai_registry::records::Habit;
use gongkai_rulebook::list::Meaning;

use super::SheetChoice;
use crate::village;

/// The villages that titles, sheet names and the column 村 name, one spelling of each.
pub(super) fn villages(understood: &Understanding) -> Vec<String> {
    let mut named: BTreeMap<&str, &str> = BTreeMap::new();
    for sheet in understood.sheets.iter().filter(|sheet| !sheet.hidden) {
        let cells: BTreeSet<&str> = match sheet.column_of(Meaning::Village) {
            Some(column) => sheet.rows.iter().map(|row| row.text(column)).collect(),
            None => BTreeSet::new(),
        };
        let cells: Vec<&str> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
        // A title may name the village that sent the list; its rows say whose list it is.
        match sheet.village.as_deref().filter(|_| cells.is_empty()) {
            Some(hint) => named.extend([(village::stem(hint), hint)]),
            None => named.extend(cells.into_iter().map(|cell| (village::stem(cell), cell))),
        }
    }
    named.into_values().map(str::to_owned).collect()
}

/// The titles of all columns.
fn titles(understood: &Understanding) -> BTreeSet<&str> {
    let columns = understood.sheets.iter().flat_map(|sheet| &sheet.columns);
    columns.map(|column| column.title.as_str()).collect()
}

/// Whether every title of the habit is here.
fn has_all(understood: &Understanding, habit: &Habit) -> bool {
    let titles = titles(understood);
    let mut columns = habit.columns.iter();
    !titles.is_empty() && columns.all(|column| titles.contains(column.title.as_str()))
}

/// A header that somebody had to show last time, if it reads the same titles again.
pub(super) fn usual_header<'h>(
    habits: &'h [Habit],
    workbook: &Workbook,
    asked: &Choice,
    found: &Understanding,
) -> Option<(&'h Habit, (Choice, Understanding))> {
    if !asked.headers.is_empty() || habits.iter().any(|habit| has_all(found, habit)) {
        return None;
    }
    habits.iter().find_map(|habit| {
        let rows = habit.header?;
        let sheets = workbook.sheets.iter().filter(|sheet| !sheet.hidden);
        let again = Choice {
            headers: sheets.map(|sheet| (sheet.name.clone(), rows)).collect(),
            ..asked.clone()
        };
        let understood = understand(workbook, &again).ok()?;
        has_all(&understood, habit).then_some((habit, (again, understood)))
    })
}

/// The habit that fits these sheets: one of the same kind whose titles are all here, or some of
/// them; where nothing but columns tells the kind, one of another kind whose titles are all here.
pub(super) fn fitting<'h>(habits: &'h [Habit], understood: &Understanding) -> Option<&'h Habit> {
    let titles = titles(understood);
    let of_kind = |habit: &&Habit| habit.kind == understood.kind;
    let alike = |habit: &&Habit| {
        let mut columns = habit.columns.iter();
        of_kind(habit) && columns.any(|column| titles.contains(column.title.as_str()))
    };
    let whole = |habit: &&Habit| has_all(understood, habit);
    let same = habits.iter().find(|habit| of_kind(habit) && whole(habit));
    let other = || {
        let mut all = habits.iter();
        all.find(|habit| is_weakly_told(understood) && whole(habit))
    };
    same.or_else(other).or_else(|| habits.iter().find(alike))
}

/// Whether no word of title, tab or file name told the kind.
fn is_weakly_told(understood: &Understanding) -> bool {
    match understood.kind_by {
        KindBy::Columns | KindBy::Nothing => true,
        KindBy::Asked
        | KindBy::Title(_)
        | KindBy::Tab(_)
        | KindBy::FileName(_)
        | KindBy::OtherSheet => false,
    }
}

/// Lays a habit under what somebody settled; answers whether the sheets must be understood again.
pub(super) fn follow(
    asked: &mut Choice,
    choice: &SheetChoice,
    habit: &Habit,
    understood: &Understanding,
) -> bool {
    let before = asked.clone();
    if choice.kind.is_none() && is_weakly_told(understood) && understood.kind != habit.kind {
        asked.kind = Some(habit.kind);
    }
    for column in &habit.columns {
        let here = understood.sheets.iter().flat_map(|sheet| &sheet.columns);
        let differs = here
            .filter(|found| found.title == column.title)
            .any(|found| found.meaning != column.meaning);
        if differs || asked.kind != before.kind {
            asked
                .meanings
                .entry(column.title.clone())
                .or_insert(column.meaning);
        }
    }
    *asked != before
}
