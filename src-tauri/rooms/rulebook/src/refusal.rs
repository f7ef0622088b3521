//! Why a rule of the office says no. Every refusal names what was tried and what to do instead.

use chrono::NaiveDate;

use crate::chain::Step;
use crate::vocabulary::{Channel, DisclosureClass, Duty};

/// A rule that stands in the way. The text is for the clerk; [`Refusal::code`] is for machines.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The act lies in the future.
    #[error("日期 {on} 在今天（{today}）之后")]
    InTheFuture {
        /// The date given.
        on: NaiveDate,
        /// The day at the office.
        today: NaiveDate,
    },
    /// The act would have happened before the one it follows.
    #[error("日期 {on} 早于{what}的日期 {predecessor}")]
    BeforePredecessor {
        /// The date given.
        on: NaiveDate,
        /// The date of the earlier act.
        predecessor: NaiveDate,
        /// What the earlier act was.
        what: &'static str,
    },
    /// The signer does not hold the duty.
    #[error("{name}没有“{duty}”职责")]
    LacksDuty {
        /// Who wanted to act.
        name: String,
        /// The duty it takes.
        duty: Duty,
    },
    /// Another step comes first.
    #[error("现在轮到“{expected}”，还不能签“{given}”")]
    WrongStep {
        /// The next step of the chain.
        expected: Step,
        /// The step that was given.
        given: Step,
    },
    /// Hard rule: the head is not the drafter.
    #[error("{name}是本件的经办人，不能再以主要领导身份批准")]
    HeadIsDrafter {
        /// The person.
        name: String,
    },
    /// Hard rule: the secrecy reviewer is not the drafter.
    #[error("{name}是本件的经办人，不能再作保密审查")]
    ReviewerIsDrafter {
        /// The person.
        name: String,
    },
    /// 审核 without a conclusion of the secrecy review.
    #[error("审核时必须写明保密审查结论")]
    SecrecyMissing,
    /// A conclusion of the secrecy review at another step.
    #[error("保密审查结论只在“审核”这一步填写，不在“{step}”")]
    SecrecyElsewhere {
        /// The step that was given.
        step: Step,
    },
    /// Only the leaders may agree by word of mouth.
    #[error("“{step}”不能口头办理，只有领导可以先口头同意、后补签")]
    OralNotAllowed {
        /// The step that was given.
        step: Step,
    },
    /// The act does not fit the state of the item.
    #[error("本件现在是“{state}”，不能{act}")]
    NotInState {
        /// State of the item, Chinese.
        state: &'static str,
        /// What was tried, Chinese.
        act: &'static str,
    },
    /// A class that is never released.
    #[error("公开属性是“{class}”的事项不发布")]
    ClassNeverReleased {
        /// Its class.
        class: DisclosureClass,
    },
    /// A channel this class may not reach.
    #[error("“{class}”事项不能出现在“{channel}”")]
    ChannelForbidden {
        /// Class of the item.
        class: DisclosureClass,
        /// The channel that was asked for.
        channel: Channel,
    },
    /// A release without a channel.
    #[error("还没有选公开形式")]
    NoChannel,
    /// Only items of class 不予公开 are exempted, after the head's approval.
    #[error("只有公开属性为“不予公开”的事项可以登记为不予公开，本件是“{class}”")]
    NotExemptClass {
        /// Class of the item.
        class: DisclosureClass,
    },
    /// Nothing of that kind hangs there.
    #[error("“{place}”现在没有张贴本件")]
    NothingPosted {
        /// The place that was given.
        place: String,
    },
    /// The same thing hangs there already.
    #[error("本件已经在“{place}”以“{channel}”公开")]
    AlreadyPosted {
        /// The place.
        place: String,
        /// The channel.
        channel: Channel,
    },
    /// No signature of that step waits for being made good.
    #[error("“{step}”没有待补的签名")]
    NothingOwed {
        /// The step that was given.
        step: Step,
    },
    /// 补签 must be on paper or at this PC.
    #[error("补签应为本机或纸签，不能再是口头")]
    OralAgain,
    /// An item of another chain on a 批量审批表.
    #[error("本件的审批流程与这张批量审批表的不同")]
    OtherChain,
    /// A signature is cited from a document, or not at all.
    #[error("引用的签名要连同发文稿纸的文号一起录入")]
    CitesNothing,
    /// A draft sheet is cited only for what was signed on it.
    #[error("只有主动公开、不带名单的文件可以引用发文稿纸")]
    CitedAsItStands,
    /// No paper signature of the item lacks its scan.
    #[error("本件没有缺扫描件的纸签")]
    NoScanMissing,
}

impl Refusal {
    /// Stable code for machines.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::InTheFuture { .. } => "date-in-future",
            Self::BeforePredecessor { .. } => "date-before-predecessor",
            Self::LacksDuty { .. } => "lacks-duty",
            Self::WrongStep { .. } => "wrong-step",
            Self::HeadIsDrafter { .. } => "head-is-drafter",
            Self::ReviewerIsDrafter { .. } => "reviewer-is-drafter",
            Self::SecrecyMissing => "secrecy-missing",
            Self::SecrecyElsewhere { .. } => "secrecy-elsewhere",
            Self::OralNotAllowed { .. } => "oral-not-allowed",
            Self::NotInState { .. } => "not-in-state",
            Self::ClassNeverReleased { .. } => "class-never-released",
            Self::ChannelForbidden { .. } => "channel-forbidden",
            Self::NoChannel => "no-channel",
            Self::NotExemptClass { .. } => "not-exempt-class",
            Self::NothingPosted { .. } => "nothing-posted",
            Self::AlreadyPosted { .. } => "already-posted",
            Self::NothingOwed { .. } => "nothing-owed",
            Self::OralAgain => "oral-again",
            Self::OtherChain => "other-chain",
            Self::CitesNothing => "cites-nothing",
            Self::CitedAsItStands => "cited-as-it-stands",
            Self::NoScanMissing => "no-scan-missing",
        }
    }

    /// What the clerk does next.
    pub const fn next(&self) -> &'static str {
        match self {
            Self::InTheFuture { .. } => "改成实际发生的日期；电脑日期不对时先校准日期",
            Self::BeforePredecessor { .. } => "核对两个日期，按实际发生的先后填写",
            Self::LacksDuty { .. } => {
                "请有此职责的人签，或由管理员在人员表里加上职责；代签请写明代谁"
            }
            Self::WrongStep { .. } => "按审批顺序先办前一步",
            Self::HeadIsDrafter { .. } | Self::ReviewerIsDrafter { .. } => "请另一位有此职责的人签",
            Self::SecrecyMissing => "选择：可公开、部分公开、不予公开、报上级",
            Self::SecrecyElsewhere { .. } => "去掉保密审查结论，或改签“审核”",
            Self::OralNotAllowed { .. } => "请本人在本机签，或在纸质审批表上签后录入",
            Self::NotInState { .. } => "先看本件的办理情况，再决定下一步",
            Self::ClassNeverReleased { .. } => "依申请公开的按申请答复；不予公开的登记为不予公开",
            Self::ChannelForbidden { .. } => "内部公开事项用机关干部大会或内部公示栏",
            Self::NoChannel => "至少选一种公开形式",
            Self::NotExemptClass { .. } => "先把公开属性改为“不予公开”，重新走审批",
            Self::NothingPosted { .. } => "核对地点，或先记下张贴",
            Self::AlreadyPosted { .. } => "若是重新张贴，先记下撤下的日期",
            Self::NothingOwed { .. } => "本件不欠这一步的签名，不用补签",
            Self::OralAgain => "请领导在纸质审批表上补签后录入",
            Self::OtherChain => "把流程不同的事项分开，各印一张审批表",
            Self::CitesNothing => "在“引用发文稿纸”里填写文号、签发人、日期和扫描件",
            Self::CitedAsItStands => "按审批表走审批",
            Self::NoScanMissing => "核对是不是选错了事项",
        }
    }
}
