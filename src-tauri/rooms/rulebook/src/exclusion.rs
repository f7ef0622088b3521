//! Lists that exclude each other (低保 and 特困): nobody may stand on both in one period. A table with
//! its sources; it refuses to decide who of the two is wrong.

use chrono::NaiveDate;

use crate::list::ListKind;
use crate::source::Certainty;

/// Two sorts of lists that exclude each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exclusion {
    /// Lists of the one sort.
    pub one: &'static [ListKind],
    /// Lists of the other sort.
    pub other: &'static [ListKind],
    /// What the rule says, in a sentence for the clerk.
    pub rule: &'static str,
    /// The paper that says so, with its number.
    pub source: &'static str,
    /// The year, month and day from which it holds.
    since: (i32, u32, u32),
    /// Whether the paper itself was read.
    pub certainty: Certainty,
}

const SUBSISTENCE: &[ListKind] = &[ListKind::SubsistenceReview, ListKind::SubsistencePayment];
const DESTITUTE: &[ListKind] = &[ListKind::Destitute];
const DISABILITY: &[ListKind] = &[ListKind::DisabilityAllowance];
const ORPHAN: &[ListKind] = &[ListKind::Orphan];

/// 国发〔2016〕14号, of 10 February 2016.
const DESTITUTE_PAPER: &str =
    "《国务院关于进一步健全特困人员救助供养制度的意见》（国发〔2016〕14号）";
/// 国发〔2015〕52号, in force since 1 January 2016.
const DISABILITY_PAPER: &str =
    "《国务院关于全面建立困难残疾人生活补贴和重度残疾人护理补贴制度的意见》（国发〔2015〕52号）";

/// The table. Papers that were not read themselves are marked to be confirmed; a county that has
/// another rule says so when it is asked.
pub const EXCLUSIONS: &[Exclusion] = &[
    Exclusion {
        one: DESTITUTE,
        other: SUBSISTENCE,
        rule: "纳入特困人员救助供养的，不再享受最低生活保障",
        source: DESTITUTE_PAPER,
        since: (2016, 2, 10),
        certainty: Certainty::Unconfirmed,
    },
    Exclusion {
        one: ORPHAN,
        other: DESTITUTE,
        rule: "纳入孤儿基本生活保障的，不再适用特困人员救助供养",
        source: DESTITUTE_PAPER,
        since: (2016, 2, 10),
        certainty: Certainty::Unconfirmed,
    },
    Exclusion {
        one: DESTITUTE,
        other: DISABILITY,
        rule: "纳入特困人员救助供养的残疾人，不再享受残疾人两项补贴",
        source: DESTITUTE_PAPER,
        since: (2016, 2, 10),
        certainty: Certainty::Unconfirmed,
    },
    Exclusion {
        one: ORPHAN,
        other: DISABILITY,
        rule: "享受孤儿基本生活保障的残疾儿童，不享受困难残疾人生活补贴（可以享受重度残疾人护理补贴）",
        source: DISABILITY_PAPER,
        since: (2016, 1, 1),
        certainty: Certainty::Unconfirmed,
    },
];

impl Exclusion {
    /// The kinds that a list of `kind` excludes by this rule; empty where it says nothing of it.
    fn against(&self, kind: ListKind) -> &'static [ListKind] {
        if self.one.contains(&kind) {
            return self.other;
        }
        match self.other.contains(&kind) {
            true => self.one,
            false => &[],
        }
    }

    /// The first day on which it holds.
    pub fn since(&self) -> Option<NaiveDate> {
        let (year, month, day) = self.since;
        NaiveDate::from_ymd_opt(year, month, day)
    }
}

/// What excludes a list of `kind` on a day: each rule with the kinds it names.
pub fn excluded_by(
    kind: ListKind,
    on: NaiveDate,
) -> impl Iterator<Item = (&'static Exclusion, &'static [ListKind])> {
    let holds = move |rule: &&Exclusion| rule.since().is_some_and(|since| since <= on);
    let rules = EXCLUSIONS.iter().filter(holds);
    rules
        .map(move |rule| (rule, rule.against(kind)))
        .filter(|(_, kinds)| !kinds.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_reads_both_ways_and_has_its_paper() {
        let day = NaiveDate::from_ymd_opt(2019, 9, 30).unwrap();
        let of = |kind| -> Vec<ListKind> {
            excluded_by(kind, day)
                .flat_map(|(_, kinds)| kinds.iter().copied())
                .collect()
        };
        assert_eq!(of(ListKind::SubsistencePayment), [ListKind::Destitute]);
        assert!(of(ListKind::Destitute).contains(&ListKind::SubsistenceReview));
        assert!(of(ListKind::Destitute).contains(&ListKind::Orphan));
        assert!(of(ListKind::FarmSubsidy).is_empty());
        for rule in EXCLUSIONS {
            assert!(rule.source.contains('〔') && rule.since().is_some());
            assert!(rule.one.iter().all(|kind| !rule.other.contains(kind)));
        }
        let before = NaiveDate::from_ymd_opt(2015, 12, 31).unwrap();
        assert_eq!(excluded_by(ListKind::Destitute, before).count(), 0);
    }
}
