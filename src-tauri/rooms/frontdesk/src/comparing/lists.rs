//! Which kept lists a list is measured by. They are found by kind, period and village: however many
//! years of lists there are, no row is read for it.

use std::collections::{BTreeMap, BTreeSet};

use gongkai_registry::Fingerprint;
use gongkai_registry::records::StandingList;
use gongkai_rulebook::exclusion::{Exclusion, excluded_by};
use gongkai_rulebook::ids::ListId;
use gongkai_rulebook::list::ListKind;
use gongkai_rulebook::period::Stretch;

use crate::{Desk, Problem, village};

/// The list that is looked at.
#[derive(Debug, Clone)]
pub(crate) struct Subject {
    /// What kind of list.
    pub(crate) kind: ListKind,
    /// The villages it is about, in their shortest form; empty where it names none.
    pub(crate) villages: BTreeSet<String>,
    /// The period it is about.
    pub(crate) period: Option<Stretch>,
    /// The kept list itself, if it is one.
    pub(crate) list: Option<ListId>,
    /// SHA-256 of its workbook.
    pub(crate) sha256: Fingerprint,
    /// When a kept list was imported, milliseconds since 1970 (UTC).
    pub(crate) imported_at: Option<i64>,
}

impl Subject {
    /// Whether it is about this village (in its shortest form).
    pub(crate) fn is_about(&self, village: &str) -> bool {
        self.villages.is_empty() || village.is_empty() || self.villages.contains(village)
    }

    /// Whether a kept list may hold rows of its villages; one that names none may.
    fn concerns(&self, list: &StandingList) -> bool {
        self.is_about(stem_of(list))
    }

    fn is_itself(&self, list: &StandingList) -> bool {
        match self.list {
            Some(own) => list.list == own,
            None => list.sha256 == self.sha256,
        }
    }

    /// A kept list is measured by what was there before it; one that comes in by all that is there.
    fn is_earlier(&self, list: &StandingList) -> bool {
        self.imported_at.is_none_or(|at| list.imported_at < at)
    }
}

/// The lists beside a list.
pub(crate) struct Neighbours {
    /// Of the same kind and village, the period before; without periods the last that was imported.
    pub(crate) before: Vec<StandingList>,
    /// Of the same kind and period, with rows of other villages.
    pub(crate) others: Vec<StandingList>,
    /// Of the same kind, period and village.
    pub(crate) again: Vec<StandingList>,
    /// That exclude it, each with its rule.
    pub(crate) exclusive: Vec<(&'static Exclusion, Vec<StandingList>)>,
}

/// Finds them.
pub(crate) fn neighbours(desk: &Desk, subject: &Subject) -> Result<Neighbours, Problem> {
    let mut lists = desk.records().standing_lists(subject.kind)?;
    lists.retain(|list| !subject.is_itself(list));
    let same_period = |list: &&StandingList| {
        let both = list.period.as_ref().zip(subject.period.as_ref());
        both.is_some_and(|(one, other)| one.overlaps(other))
    };
    let here = |list: &&StandingList| match stem_of(list) {
        // A list of several villages takes the place of a list of several villages.
        "" => subject.villages.len() != 1,
        village => subject.villages.contains(village),
    };
    Ok(Neighbours {
        before: before(subject, &lists),
        others: picked(&lists, |list| same_period(list) && !here(list)),
        again: picked(&lists, |list| same_period(list) && here(list)),
        exclusive: exclusive(desk, subject)?,
    })
}

/// The village of a list in its shortest form; empty where it names none or several.
fn stem_of(list: &StandingList) -> &str {
    list.village.as_deref().map_or("", village::stem)
}

fn picked(lists: &[StandingList], wanted: impl Fn(&&StandingList) -> bool) -> Vec<StandingList> {
    lists.iter().filter(wanted).cloned().collect()
}

/// The lists of the last period before this one.
fn before(subject: &Subject, lists: &[StandingList]) -> Vec<StandingList> {
    let ours: Vec<&StandingList> = lists.iter().filter(|list| subject.concerns(list)).collect();
    if let Some(period) = &subject.period {
        let earlier = ours.iter().filter_map(|list| list.period.as_ref());
        let last = earlier
            .filter(|one| one.last < period.first)
            .max_by_key(|one| one.last);
        let Some(last) = last else {
            return Vec::new();
        };
        let in_it = |list: &&&StandingList| {
            list.period
                .as_ref()
                .is_some_and(|one| one == last || (one.first, one.last) == (last.first, last.last))
        };
        return ours
            .iter()
            .filter(in_it)
            .map(|list| (*list).clone())
            .collect();
    }
    // Without a period only the order of the imports can tell.
    let earlier = ours.iter().filter(|list| subject.is_earlier(list));
    match earlier.max_by_key(|list| list.imported_at) {
        Some(last) => {
            let same = |list: &&&StandingList| list.import == last.import;
            ours.iter()
                .filter(same)
                .map(|list| (*list).clone())
                .collect()
        }
        None => Vec::new(),
    }
}

/// For each rule and village the lists in force: of the same period, else the last before it.
fn exclusive(
    desk: &Desk,
    subject: &Subject,
) -> Result<Vec<(&'static Exclusion, Vec<StandingList>)>, Problem> {
    let today = desk.host.now().today;
    let on = subject
        .period
        .as_ref()
        .map_or(today, |period| period.last.min(today));
    let mut found = Vec::new();
    for (rule, kinds) in excluded_by(subject.kind, on) {
        let mut lists = Vec::new();
        for kind in kinds {
            lists.extend(in_force(desk.records().standing_lists(*kind)?, subject));
        }
        found.push((rule, lists));
    }
    Ok(found)
}

fn in_force(lists: Vec<StandingList>, subject: &Subject) -> Vec<StandingList> {
    let mut of_village: BTreeMap<String, Vec<StandingList>> = BTreeMap::new();
    for list in lists {
        of_village
            .entry(stem_of(&list).to_owned())
            .or_default()
            .push(list);
    }
    let mut found = Vec::new();
    for lists in of_village.into_values() {
        let Some(period) = &subject.period else {
            found.extend(lists.into_iter().max_by_key(|list| list.imported_at));
            continue;
        };
        let in_it =
            |list: &&StandingList| list.period.as_ref().is_some_and(|one| one.overlaps(period));
        let same: Vec<StandingList> = lists.iter().filter(in_it).cloned().collect();
        if !same.is_empty() {
            found.extend(same);
            continue;
        }
        let begun = |list: &StandingList| {
            list.period
                .as_ref()
                .is_none_or(|one| one.first <= period.last)
        };
        let last = lists
            .into_iter()
            .filter(begun)
            .max_by_key(|list| (list.period.as_ref().map(|one| one.last), list.imported_at));
        found.extend(last);
    }
    found
}
