//! 批量审批表: one sheet on which the chain approves many routine items. It has a number of its own,
//! and what goes on it goes the same way from the same place.

use std::fmt;
use std::str::FromStr;

use serde_with::{DeserializeFromStr, SerializeDisplay};

use crate::Refusal;
use crate::chain::{Chain, Step};
use crate::disclosure::Disclosure;

/// Number of a sheet, `批2019-0003`: neither a 登记编号 nor a 发文字号.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, SerializeDisplay, DeserializeFromStr,
)]
pub struct BatchNo {
    /// Year of printing.
    pub year: i32,
    /// Running number from 1.
    pub number: u32,
}

impl fmt::Display for BatchNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "批{:04}-{:04}", self.year, self.number)
    }
}

impl FromStr for BatchNo {
    type Err = NotABatchNo;

    fn from_str(text: &str) -> Result<Self, NotABatchNo> {
        let refuse = || NotABatchNo(text.to_owned());
        let digits = text.trim().strip_prefix('批').ok_or_else(refuse)?;
        let no: crate::register::RegisterNo = digits.parse().map_err(|_| refuse())?;
        Ok(Self {
            year: no.year,
            number: no.number,
        })
    }
}

/// What was given is no number of a 批量审批表.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是批量审批表的编号：应如 批2019-0003")]
pub struct NotABatchNo(pub String);

/// The chain an item goes along: its own once submitted, else the one in force for its entry.
pub fn chain_of<'a>(item: &'a Disclosure, in_force: &'a Chain) -> &'a Chain {
    match item {
        Disclosure::Draft(_) | Disclosure::SetAside(_) => in_force,
        Disclosure::InReview(review) => review.chain(),
        Disclosure::Approved(approved) => approved.review().chain(),
        Disclosure::Released(released) => released.review().chain(),
        Disclosure::Corrected(corrected) => corrected.released.review().chain(),
        Disclosure::Withdrawn(withdrawn) => withdrawn.released.review().chain(),
        Disclosure::Exempt(exempt) => exempt.approved().review().chain(),
    }
}

/// The step an item waits for; `None` once its chain is through.
pub fn next_step(item: &Disclosure, in_force: &Chain) -> Option<Step> {
    match item {
        Disclosure::Draft(_) => in_force.after(0),
        Disclosure::InReview(review) => review.next_step(),
        Disclosure::SetAside(_)
        | Disclosure::Approved(_)
        | Disclosure::Released(_)
        | Disclosure::Corrected(_)
        | Disclosure::Withdrawn(_)
        | Disclosure::Exempt(_) => None,
    }
}

/// Whether an item may stand on a sheet that goes along `chain` from `first`: one box of the sheet
/// is one signature for every line of it.
///
/// # Errors
/// [`Refusal::NotInState`] for an item whose chain is through, [`Refusal::OtherChain`],
/// [`Refusal::WrongStep`] where it waits elsewhere.
pub fn may_stand(
    item: &Disclosure,
    in_force: &Chain,
    (chain, first): (&Chain, Step),
) -> Result<(), Refusal> {
    let waits = next_step(item, in_force).ok_or_else(|| item.refuse("列入批量审批表"))?;
    if chain_of(item, in_force) != chain {
        return Err(Refusal::OtherChain);
    }
    if waits != first {
        return Err(Refusal::WrongStep {
            expected: waits,
            given: first,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::BatchNo;

    #[test]
    fn a_sheet_has_a_number_of_its_own() {
        let no = BatchNo {
            year: 2019,
            number: 3,
        };
        assert_eq!(no.to_string(), "批2019-0003");
        assert_eq!("批2019-0003".parse(), Ok(no));
        for wrong in ["2019-0003", "批2019-3", "批2019", "", "批2019-0000"] {
            assert!(wrong.parse::<BatchNo>().is_err(), "{wrong}");
        }
    }
}
