//! What a list looks like beside the others, put into words and numbers for page and command line.

use chrono::NaiveDate;
use gongkai_registry::Fingerprint;
use gongkai_registry::records::StandingList;
use gongkai_rulebook::comparison::{By, Listed, is_of_persons};
use gongkai_rulebook::disclosure::State;
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::list::ListKind;
use gongkai_rulebook::money::Fen;
use gongkai_rulebook::source::Certainty;
use serde::Serialize;

use super::{Findings, Shared, Subject};
use crate::typed::masked;
use crate::village;

/// Most persons of one sort that one answer holds; the paper has them all.
const MOST: usize = 300;

/// A list beside the others.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ListCompared", optional_fields = nullable))]
pub struct Compared {
    /// Kind of list.
    pub kind: ListKind,
    /// Whether it is about persons who can join and leave.
    pub of_persons: bool,
    /// The period it is about, in its words.
    pub period: Option<String>,
    /// Persons on it; one with several rows counts once.
    pub people: u64,
    /// What it pays in all, in 分.
    pub amount: Option<i64>,
    /// The last period; none where nothing of this kind and village is there before it.
    pub before: Option<ComparedBefore>,
    /// Who also stands on another village's list of this kind and period.
    pub elsewhere: Vec<SharedPerson>,
    /// How many of them there are.
    pub elsewhere_count: u64,
    /// Who also stands on a list that excludes this one.
    pub excluded: Vec<SharedPerson>,
    /// How many of them there are.
    pub excluded_count: u64,
    /// Lists of this village and period that are there already.
    pub again: Vec<AgainList>,
}

/// The last period.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ListComparedBefore", optional_fields = nullable))]
pub struct ComparedBefore {
    /// Titles of the items that carried its lists.
    pub titles: Vec<String>,
    /// The period, in its words; without one the lists are told by when they came in.
    pub period: Option<String>,
    /// Persons on them.
    pub people: u64,
    /// What they paid in all, in 分.
    pub amount: Option<i64>,
    /// How many persons stand on both.
    pub stayed: u64,
    /// How many of them were told by name alone, for a number is missing.
    pub by_name: u64,
    /// How many have the same name and another number.
    pub other_number: u64,
    /// Who joined.
    pub joined: Vec<ComparedPerson>,
    /// How many.
    pub joined_count: u64,
    /// Who left.
    pub left: Vec<ComparedPerson>,
    /// How many.
    pub left_count: u64,
    /// Whose amount changed.
    pub changed: Vec<ChangedPerson>,
    /// How many.
    pub changed_count: u64,
}

/// Somebody who joined or left.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub struct ComparedPerson {
    /// Name.
    pub name: String,
    /// Village.
    pub village: String,
    /// Amount, in 分.
    pub amount: Option<i64>,
    /// Row of the sheet.
    pub row: u32,
}

/// Somebody whose amount changed.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct ChangedPerson {
    /// Name.
    pub name: String,
    /// Village.
    pub village: String,
    /// Amount in the last period, in 分.
    pub before: i64,
    /// Amount now, in 分.
    pub now: i64,
    /// Row of the sheet.
    pub row: u32,
    /// How the two rows were told to be one person's, where it was not by number.
    pub told: String,
}

/// Somebody who stands on another list as well.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub struct SharedPerson {
    /// Name.
    pub name: String,
    /// Village.
    pub village: String,
    /// Row of the sheet.
    pub row: u32,
    /// Title of the item that carries the other list.
    pub other: String,
    /// Row of the other sheet.
    pub other_row: u32,
    /// How it was told, where it was not by number.
    pub told: String,
    /// Why nobody may stand on both, for a list that excludes this one.
    pub rule: Option<String>,
    /// The paper that says so.
    pub source: Option<String>,
}

/// A list of the same village and period.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub struct AgainList {
    /// The item.
    pub disclosure: DisclosureId,
    /// Its title.
    pub title: String,
    /// Its state.
    pub state: State,
    /// Its village.
    pub village: Option<String>,
    /// When its list was imported.
    pub imported_on: NaiveDate,
    /// Whether a new list may take the place of its list.
    pub replaceable: bool,
}

/// Puts findings into words.
pub(crate) fn told(subject: &Subject, findings: &Findings) -> Compared {
    let excluded = findings.excluded.iter().take(MOST).map(|(rule, one)| {
        let sure = match rule.certainty {
            Certainty::Read => "",
            Certainty::Unconfirmed => "（请与县民政局确认）",
        };
        SharedPerson {
            rule: Some(format!("{}{sure}", rule.rule)),
            source: Some(rule.source.to_owned()),
            ..shared(findings, one)
        }
    });
    Compared {
        kind: subject.kind,
        of_persons: is_of_persons(subject.kind),
        period: subject.period.as_ref().map(|period| period.words.clone()),
        people: findings.now.len() as u64,
        amount: findings.amount().map(|fen| fen.0),
        before: before(findings),
        elsewhere: findings
            .elsewhere
            .iter()
            .take(MOST)
            .map(|one| shared(findings, one))
            .collect(),
        elsewhere_count: findings.elsewhere.len() as u64,
        excluded: excluded.collect(),
        excluded_count: findings.excluded.len() as u64,
        again: findings.again.iter().map(again).collect(),
    }
}

fn before(findings: &Findings) -> Option<ComparedBefore> {
    let before = findings.before.as_ref()?;
    let comparison = &before.comparison;
    let told_by = |by: By| {
        let pairs = comparison.stayed.iter();
        pairs.filter(|pair| pair.by == by).count() as u64
    };
    let changed = before.changed(&findings.now);
    let joined = comparison.joined.iter().map(|at| &findings.now[*at]);
    let left = comparison.left.iter().map(|at| &before.people[*at]);
    Some(ComparedBefore {
        titles: before
            .lists
            .iter()
            .map(|list| masked(&list.title))
            .collect(),
        period: period_of(&before.lists),
        people: before.people.len() as u64,
        amount: before.amount().map(|fen| fen.0),
        stayed: comparison.stayed.len() as u64,
        by_name: told_by(By::Name),
        other_number: told_by(By::NameOtherNumber),
        joined: joined.take(MOST).map(person).collect(),
        joined_count: comparison.joined.len() as u64,
        left: left.take(MOST).map(person).collect(),
        left_count: comparison.left.len() as u64,
        changed_count: changed.len() as u64,
        changed: changed
            .iter()
            .take(MOST)
            .map(|pair| {
                let (old, new) = (&before.people[pair.one], &findings.now[pair.other]);
                ChangedPerson {
                    name: masked(&new.name),
                    village: village::shown(&new.village),
                    before: old.amount.unwrap_or(Fen(0)).0,
                    now: new.amount.unwrap_or(Fen(0)).0,
                    row: new.row,
                    told: how(pair.by).to_owned(),
                }
            })
            .collect(),
    })
}

/// The period of lists that share one, in its words.
pub(crate) fn period_of(lists: &[StandingList]) -> Option<String> {
    let period = lists.iter().find_map(|list| list.period.as_ref())?;
    Some(period.words.clone())
}

/// How two rows were told to be one person's; empty for a number, which needs no word.
pub(crate) const fn how(by: By) -> &'static str {
    match by {
        By::Number => "",
        By::Name => "按姓名对上，没有号码可核对",
        By::NameOtherNumber => "按姓名对上，两次的号码不同",
        By::Member => "家庭成员的号码相同",
    }
}

fn person(person: &Listed<Fingerprint>) -> ComparedPerson {
    ComparedPerson {
        name: masked(&person.name),
        village: village::shown(&person.village),
        amount: person.amount.map(|fen| fen.0),
        row: person.row,
    }
}

fn shared(findings: &Findings, one: &Shared) -> SharedPerson {
    let person = &findings.now[one.now];
    SharedPerson {
        name: masked(&person.name),
        village: village::shown(&person.village),
        row: person.row,
        other: masked(&one.list.title),
        other_row: one.row,
        told: how(one.by).to_owned(),
        rule: None,
        source: None,
    }
}

fn again(list: &StandingList) -> AgainList {
    AgainList {
        disclosure: list.disclosure,
        title: masked(&list.title),
        state: list.state,
        village: list.village.clone(),
        imported_on: list.imported_on,
        replaceable: is_replaceable(list.state),
    }
}

/// Whether another list may take the place of the list of an item in this state.
pub(crate) const fn is_replaceable(state: State) -> bool {
    match state {
        State::Draft
        | State::Returned
        | State::Submitted
        | State::Proofread
        | State::Reviewed
        | State::Agreed
        | State::Approved => true,
        State::SetAside | State::Released | State::Corrected | State::Withdrawn | State::Exempt => {
            false
        }
    }
}
