//! A village's list beside the lists it is measured by: its own of the last period, the other
//! villages' of the same period, the lists that exclude it. Persons are told by the digest of their
//! number; a name speaks where a number is missing, and it is told so.

mod known;
mod lists;
mod people;
mod told;

use gongkai_registry::Fingerprint;
use gongkai_registry::records::StandingList;
use gongkai_rulebook::comparison::{
    self, By, Comparison, Listed, Pair, by_member, by_number, gathered, is_of_persons, on_both,
};
use gongkai_rulebook::exclusion::Exclusion;
use gongkai_rulebook::money::Fen;

use crate::{Desk, Problem};

pub(crate) use known::KnownNumbers;
pub(crate) use lists::{Subject, neighbours};
pub(crate) use people::{
    of_kept, of_list, of_reading, period_of as period_of_reading, period_of_sheet,
};
pub use told::Compared;
pub(crate) use told::{how, is_replaceable, period_of, told};

/// What a list looks like beside the others.
pub(crate) struct Findings {
    /// The people of the list.
    pub(crate) now: Vec<Listed<Fingerprint>>,
    /// The lists of the last period and their people; none where there is nothing to compare with.
    pub(crate) before: Option<Before>,
    /// Who also stands on another village's list of this kind and period.
    pub(crate) elsewhere: Vec<Shared>,
    /// Who also stands on a list that excludes this one.
    pub(crate) excluded: Vec<(&'static Exclusion, Shared)>,
    /// Lists of this very village and period that are there already.
    pub(crate) again: Vec<StandingList>,
}

/// The last period.
pub(crate) struct Before {
    /// Its lists.
    pub(crate) lists: Vec<StandingList>,
    /// Their people.
    pub(crate) people: Vec<Listed<Fingerprint>>,
    /// Who stayed, who joined, who left.
    pub(crate) comparison: Comparison,
}

/// Somebody who stands on another list as well.
pub(crate) struct Shared {
    /// Place in the list that is looked at.
    pub(crate) now: usize,
    /// Row on the other list.
    pub(crate) row: u32,
    /// The other list.
    pub(crate) list: StandingList,
    /// How it was told.
    pub(crate) by: By,
}

impl Before {
    /// Pairs whose amount changed.
    pub(crate) fn changed(&self, now: &[Listed<Fingerprint>]) -> Vec<Pair> {
        let differs = |pair: &&Pair| {
            let (old, new) = (self.people[pair.one].amount, now[pair.other].amount);
            old.zip(new).is_some_and(|(old, new)| old != new)
        };
        self.comparison
            .stayed
            .iter()
            .filter(differs)
            .copied()
            .collect()
    }

    /// What the last period paid in all; nothing where its lists name no amounts.
    pub(crate) fn amount(&self) -> Option<Fen> {
        amount(&self.people)
    }
}

impl Findings {
    /// What the list pays in all; nothing where it names no amounts.
    pub(crate) fn amount(&self) -> Option<Fen> {
        amount(&self.now)
    }
}

fn amount(people: &[Listed<Fingerprint>]) -> Option<Fen> {
    let mut amounts = people.iter().filter_map(|person| person.amount).peekable();
    amounts.peek()?;
    Some(amounts.sum())
}

/// Measures a list by its neighbours. A list of projects or accounts has none.
pub(crate) fn examine(
    desk: &Desk,
    subject: &Subject,
    people: Vec<Listed<Fingerprint>>,
) -> Result<Findings, Problem> {
    let now = gathered(people);
    let mut findings = Findings {
        now,
        before: None,
        elsewhere: Vec::new(),
        excluded: Vec::new(),
        again: Vec::new(),
    };
    let beside = neighbours(desk, subject)?;
    if is_of_persons(subject.kind) {
        findings.before = before(desk, subject, beside.before, &findings.now)?;
        for list in &beside.others {
            let theirs = of_list(desk, list, |village| !subject.is_about(village))?;
            let theirs = gathered(theirs);
            let mut pairs = by_number(&theirs, &findings.now);
            pairs.extend(by_member(&theirs, &findings.now));
            findings.elsewhere.extend(shared(list, &theirs, &pairs));
        }
        for (rule, lists) in beside.exclusive {
            for list in &lists {
                let theirs = gathered(of_list(desk, list, |_| true)?);
                let mut pairs = on_both(&theirs, &findings.now);
                pairs.extend(by_member(&theirs, &findings.now));
                let certain = pairs.into_iter().filter(|pair| match pair.by {
                    By::Number | By::Name | By::Member => true,
                    // Two numbers are two persons here: nobody is accused on a namesake's account.
                    By::NameOtherNumber => false,
                });
                let found = shared(list, &theirs, &certain.collect::<Vec<_>>());
                let ruled = found.into_iter().map(|one| (rule, one));
                findings.excluded.extend(ruled);
            }
        }
        findings.elsewhere.sort_by_key(|one| one.now);
        findings.excluded.sort_by_key(|(_, one)| one.now);
    }
    findings.again = beside.again;
    Ok(findings)
}

fn before(
    desk: &Desk,
    subject: &Subject,
    lists: Vec<StandingList>,
    now: &[Listed<Fingerprint>],
) -> Result<Option<Before>, Problem> {
    if lists.is_empty() {
        return Ok(None);
    }
    let mut people = Vec::new();
    for list in &lists {
        people.extend(of_list(desk, list, |village| subject.is_about(village))?);
    }
    let people = gathered(people);
    let comparison = comparison::compare(&people, now);
    Ok(Some(Before {
        lists,
        people,
        comparison,
    }))
}

fn shared(list: &StandingList, theirs: &[Listed<Fingerprint>], pairs: &[Pair]) -> Vec<Shared> {
    let one = |pair: &Pair| Shared {
        now: pair.other,
        row: theirs[pair.one].row,
        list: list.clone(),
        by: pair.by,
    };
    pairs.iter().map(one).collect()
}
