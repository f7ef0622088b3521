//! What becomes of a column, as data: kind of list × meaning × audience, each line with its source;
//! it refuses to leave a combination open.
//!
//! The first line that speaks of a combination holds. `laxest` is how far a reviewer may let the
//! column out by a reason of his own; what no reason may let out has the same rule there.

use super::rules::{Audience, MaskKind, Reason, Rule};
use crate::list::{ListKind, Meaning};

/// Of which kinds of list a ruling speaks.
#[derive(Clone, Copy)]
pub(super) enum Kinds {
    /// All.
    Every,
    /// Those on which to stand tells something by itself.
    Revealing,
}

/// One line of the table.
pub(super) struct Ruling {
    kinds: Kinds,
    meanings: &'static [Meaning],
    audiences: &'static [Audience],
    pub(super) rule: Rule,
    pub(super) laxest: Rule,
    pub(super) source: &'static str,
}

const EVERYBODY: &[Audience] = &[
    Audience::Board,
    Audience::Website,
    Audience::County,
    Audience::Internal,
];
const ONLINE: &[Audience] = &[Audience::Website];
const PUBLIC: &[Audience] = &[Audience::Board, Audience::County];

const PRIVACY: &str = "政府信息公开条例第十五条；国办发〔2018〕23号（去标识化）";
const ACCOUNTS: &str = "个人信息保护法第二十八条（金融账户）；政府信息公开条例第十五条";
const HEALTH: &str = "个人信息保护法第二十八条（医疗健康、特定身份）";
const HOUSEHOLD: &str = "社会救助暂行办法第六十一条；个人信息保护法第六条";
const LEAST: &str = "个人信息保护法第六条（最小范围）";
const VILLAGE: &str = "村民委员会组织法第三十条（补贴、救助资金物资的管理使用情况）";

/// The rulings in order.
pub(super) const RULINGS: &[Ruling] = &[
    Ruling {
        kinds: Kinds::Revealing,
        meanings: Meaning::ALL,
        audiences: ONLINE,
        rule: Rule::Drop(Reason::Revealing),
        laxest: Rule::Drop(Reason::Revealing),
        source: HEALTH,
    },
    Ruling {
        kinds: Kinds::Revealing,
        meanings: &[Meaning::Name, Meaning::HouseholdHead],
        audiences: PUBLIC,
        rule: Rule::Mask(MaskKind::Surname),
        laxest: Rule::Keep,
        source: HEALTH,
    },
    Ruling {
        kinds: Kinds::Every,
        meanings: &[Meaning::IdNumber],
        audiences: EVERYBODY,
        rule: Rule::Drop(Reason::Identity),
        laxest: Rule::Mask(MaskKind::Id),
        source: PRIVACY,
    },
    // The number on a disabled person's certificate is the identity number with two digits more.
    Ruling {
        kinds: Kinds::Every,
        meanings: &[Meaning::CertificateNo],
        audiences: EVERYBODY,
        rule: Rule::Drop(Reason::Identity),
        laxest: Rule::Drop(Reason::Identity),
        source: PRIVACY,
    },
    Ruling {
        kinds: Kinds::Every,
        meanings: &[Meaning::Phone],
        audiences: EVERYBODY,
        rule: Rule::Drop(Reason::Telephone),
        laxest: Rule::Mask(MaskKind::Phone),
        source: PRIVACY,
    },
    Ruling {
        kinds: Kinds::Every,
        meanings: &[Meaning::BankCard],
        audiences: EVERYBODY,
        rule: Rule::Drop(Reason::Account),
        laxest: Rule::Mask(MaskKind::Card),
        source: ACCOUNTS,
    },
    Ruling {
        kinds: Kinds::Every,
        meanings: &[Meaning::Address],
        audiences: EVERYBODY,
        rule: Rule::Drop(Reason::Residence),
        laxest: Rule::Keep,
        source: PRIVACY,
    },
    Ruling {
        kinds: Kinds::Every,
        meanings: &[Meaning::BirthDate],
        audiences: EVERYBODY,
        rule: Rule::Drop(Reason::BirthDate),
        laxest: Rule::Drop(Reason::BirthDate),
        source: PRIVACY,
    },
    Ruling {
        kinds: Kinds::Every,
        meanings: &[
            Meaning::Health,
            Meaning::DisabilityKind,
            Meaning::DisabilityGrade,
            Meaning::Cause,
            Meaning::Circumstances,
        ],
        audiences: EVERYBODY,
        rule: Rule::Drop(Reason::Health),
        laxest: Rule::Drop(Reason::Health),
        source: HEALTH,
    },
    Ruling {
        kinds: Kinds::Every,
        meanings: &[Meaning::Members, Meaning::Guardian],
        audiences: EVERYBODY,
        rule: Rule::Drop(Reason::Household),
        laxest: Rule::Drop(Reason::Household),
        source: HOUSEHOLD,
    },
    Ruling {
        kinds: Kinds::Every,
        meanings: &[Meaning::Relation, Meaning::HouseholdIncome],
        audiences: EVERYBODY,
        rule: Rule::Drop(Reason::Household),
        laxest: Rule::Keep,
        source: HOUSEHOLD,
    },
    Ruling {
        kinds: Kinds::Every,
        meanings: &[Meaning::HouseholdNo, Meaning::Payee],
        audiences: EVERYBODY,
        rule: Rule::Drop(Reason::Unneeded),
        laxest: Rule::Keep,
        source: LEAST,
    },
    // Online the place ends with the village, and what does not concern the matter stays.
    Ruling {
        kinds: Kinds::Every,
        meanings: &[Meaning::Group, Meaning::Parcel],
        audiences: ONLINE,
        rule: Rule::Drop(Reason::Residence),
        laxest: Rule::Keep,
        source: LEAST,
    },
    Ruling {
        kinds: Kinds::Every,
        meanings: &[Meaning::Sex, Meaning::Age],
        audiences: ONLINE,
        rule: Rule::Drop(Reason::Unneeded),
        laxest: Rule::Keep,
        source: LEAST,
    },
    Ruling {
        kinds: Kinds::Every,
        meanings: Meaning::ALL,
        audiences: EVERYBODY,
        rule: Rule::Keep,
        laxest: Rule::Keep,
        source: VILLAGE,
    },
];

/// The line that speaks of a combination.
pub(super) fn ruling(kind: ListKind, meaning: Meaning, audience: Audience) -> &'static Ruling {
    let speaks = |ruling: &&Ruling| {
        let of_kind = match ruling.kinds {
            Kinds::Every => true,
            Kinds::Revealing => kind.reveals(),
        };
        of_kind && ruling.meanings.contains(&meaning) && ruling.audiences.contains(&audience)
    };
    RULINGS.iter().find(speaks).unwrap_or(&OPEN_TO_NOBODY)
}

/// What no line speaks of stays in the office; a test holds that there is nothing such.
const OPEN_TO_NOBODY: Ruling = Ruling {
    kinds: Kinds::Every,
    meanings: &[],
    audiences: &[],
    rule: Rule::Drop(Reason::Unneeded),
    laxest: Rule::Drop(Reason::Unneeded),
    source: LEAST,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_combination_has_its_line_and_source_and_no_reason_makes_it_stricter() {
        for kind in ListKind::ALL {
            for meaning in Meaning::ALL {
                for audience in Audience::ALL {
                    let found = ruling(*kind, *meaning, *audience);
                    assert!(!found.meanings.is_empty(), "{kind} {meaning} {audience}");
                    assert!(found.source.contains('第'));
                    assert!(found.laxest.strictness() <= found.rule.strictness());
                }
            }
        }
    }

    #[test]
    fn what_is_kept_apart_in_the_store_leaves_by_itself_to_nobody() {
        for meaning in Meaning::ALL.iter().filter(|meaning| meaning.is_private()) {
            for audience in Audience::ALL {
                let rule = ruling(ListKind::General, *meaning, *audience).rule;
                assert!(!rule.leaves(), "{meaning} {audience}");
            }
        }
    }
}
