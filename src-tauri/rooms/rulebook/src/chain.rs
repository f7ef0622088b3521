//! The review chain of an office: data with hard rules that nobody can switch off.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::coded::coded;
use crate::vocabulary::Duty;
use crate::{Refusal, UnknownTerm};

coded! {
    /// A step of the review chain; each wants the duty of the same name.
    pub enum Step ("审批步骤") {
        /// 经办: submits.
        Draft = "draft" / "经办",
        /// 校对.
        Proofread = "proofread" / "校对",
        /// 审核, which carries the secrecy review (保密审查).
        Review = "review" / "审核" | "保密审查",
        /// 分管领导.
        Agree = "agree" / "分管领导" | "分管",
        /// 主要领导.
        Approve = "approve" / "主要领导",
    }
}

impl Step {
    /// The duty that signs this step.
    pub const fn duty(self) -> Duty {
        match self {
            Self::Draft => Duty::Draft,
            Self::Proofread => Duty::Proofread,
            Self::Review => Duty::Review,
            Self::Agree => Duty::Agree,
            Self::Approve => Duty::Approve,
        }
    }

    /// Whether a leader may agree by word of mouth first and sign afterwards.
    pub const fn may_be_oral(self) -> bool {
        match self {
            Self::Agree | Self::Approve => true,
            Self::Draft | Self::Proofread | Self::Review => false,
        }
    }
}

/// The chain in force: 经办 first, 主要领导 last, 审核 between them, no step twice.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
#[serde(try_from = "Vec<Step>", into = "Vec<Step>")]
pub struct Chain(Vec<Step>);

impl Chain {
    /// A chain of these steps.
    ///
    /// # Errors
    /// [`ChainError`] names the hard rule that is broken.
    pub fn new(steps: Vec<Step>) -> Result<Self, ChainError> {
        for must in [Step::Draft, Step::Review, Step::Approve] {
            if !steps.contains(&must) {
                return Err(ChainError::Missing(must));
            }
        }
        if let Some(twice) = steps
            .iter()
            .enumerate()
            .find(|(at, step)| steps[..*at].contains(step))
        {
            return Err(ChainError::Twice(*twice.1));
        }
        if steps.first() != Some(&Step::Draft) {
            return Err(ChainError::DraftNotFirst);
        }
        if steps.last() != Some(&Step::Approve) {
            return Err(ChainError::ApprovalNotLast);
        }
        Ok(Self(steps))
    }

    /// 木金: 经办 → 审核 → 主要领导 (plan 三, three people).
    pub fn three_people() -> Self {
        Self(vec![Step::Draft, Step::Review, Step::Approve])
    }

    /// 平田: 经办 → 校对 → 审核 → 分管领导 → 主要领导 (plan 五(二), 五(五)).
    pub fn five_people() -> Self {
        Self(vec![
            Step::Draft,
            Step::Proofread,
            Step::Review,
            Step::Agree,
            Step::Approve,
        ])
    }

    /// The steps in order.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// The step after `signed` steps have been signed; `None` once all are.
    pub fn after(&self, signed: usize) -> Option<Step> {
        self.0.get(signed).copied()
    }

    /// Refuses a step out of turn.
    pub(crate) fn expect(&self, signed: usize, given: Step) -> Result<(), Refusal> {
        match self.after(signed) {
            Some(expected) if expected == given => Ok(()),
            Some(expected) => Err(Refusal::WrongStep { expected, given }),
            None => Err(Refusal::NotInState {
                state: "已批准",
                act: "再签",
            }),
        }
    }
}

impl TryFrom<Vec<Step>> for Chain {
    type Error = ChainError;

    fn try_from(steps: Vec<Step>) -> Result<Self, ChainError> {
        Self::new(steps)
    }
}

impl From<Chain> for Vec<Step> {
    fn from(chain: Chain) -> Self {
        chain.0
    }
}

/// `经办,审核,主要领导`; commas of either width, or 、 or →.
impl FromStr for Chain {
    type Err = ChainError;

    fn from_str(text: &str) -> Result<Self, ChainError> {
        let words = text
            .split([',', '，', '、', '→'])
            .map(str::trim)
            .filter(|word| !word.is_empty());
        Self::new(words.map(str::parse).collect::<Result<_, UnknownTerm>>()?)
    }
}

/// A chain that breaks a hard rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChainError {
    /// One of 经办, 审核, 主要领导 is left out.
    #[error("审批流程里不能没有“{0}”")]
    Missing(Step),
    /// A step stands twice.
    #[error("审批流程里“{0}”出现了两次")]
    Twice(Step),
    /// The chain does not begin with 经办.
    #[error("审批流程应从“经办”开始")]
    DraftNotFirst,
    /// The chain does not end with 主要领导.
    #[error("审批流程应以“主要领导”结束")]
    ApprovalNotLast,
    /// A word that is no step.
    #[error(transparent)]
    Unknown(#[from] UnknownTerm),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hard_rules_of_a_chain_hold() {
        assert_eq!(
            "经办，校对,审核、分管领导→主要领导".parse(),
            Ok(Chain::five_people())
        );
        assert_eq!(
            "经办,主要领导".parse::<Chain>(),
            Err(ChainError::Missing(Step::Review))
        );
        assert_eq!(
            "审核,经办,主要领导".parse::<Chain>(),
            Err(ChainError::DraftNotFirst)
        );
        assert_eq!(
            "经办,主要领导,审核".parse::<Chain>(),
            Err(ChainError::ApprovalNotLast)
        );
        assert_eq!(
            "经办,审核,审核,主要领导".parse::<Chain>(),
            Err(ChainError::Twice(Step::Review))
        );
        assert!(serde_json::from_str::<Chain>(r#"["draft","approve"]"#).is_err());
    }
}
