//! Why a rule of the archive says no, with what to do instead.

use chrono::NaiveDate;

use super::keeping::Fate;
use crate::retention::RetentionPeriod;

/// A rule of the archive that stands in the way.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveRefusal {
    /// The way of filing is not sound.
    #[error("{field}不对：{what}")]
    Scheme {
        /// Which field.
        field: &'static str,
        /// What is wrong.
        what: String,
    },
    /// The item is held.
    #[error("本件已冻结，不能列入销毁")]
    Held,
    /// The item is kept for ever.
    #[error("本件永久保管，不能列入销毁")]
    ForEver,
    /// Its period is not over.
    #[error("本件保管到 {until}，还没有到期")]
    NotDue {
        /// The last day it must be kept.
        until: NaiveDate,
    },
    /// It is not in the office's keeping any more.
    #[error("本件已经{fate}")]
    Gone {
        /// What became of it.
        fate: Fate,
    },
    /// It is held, and a held item stays where it is.
    #[error("本件已冻结，不能改归")]
    HeldAsItIs,
    /// It stands on a disposal list that is under way.
    #[error("本件在还没办完的销毁清册里，不能改归")]
    BeingAppraised,
    /// It is filed there already.
    #[error("本件本来就归在这里")]
    SameClass,
    /// The tables keep it longer.
    #[error("保管期限表定为{tabled}，不能改归为{wanted}")]
    Shorter {
        /// What the tables give.
        tabled: RetentionPeriod,
        /// What was wanted.
        wanted: RetentionPeriod,
    },
    /// Fewer than two people appraised.
    #[error("鉴定小组至少要有两个人")]
    TooFewAppraisers,
    /// Whoever made the list cannot approve it.
    #[error("{name}编了销毁清册，不能再批准")]
    MakerApproves {
        /// The person.
        name: String,
    },
    /// Two different people watch the destruction.
    #[error("监销人要有两个不同的人")]
    TooFewWitnesses,
    /// A line of the list has no verdict.
    #[error("清册第 {line} 件还没有写鉴定意见")]
    NoVerdict {
        /// Which line, from 1.
        line: usize,
    },
}

impl ArchiveRefusal {
    /// Stable code for machines.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Scheme { .. } => "archive-scheme",
            Self::Held | Self::HeldAsItIs => "item-held",
            Self::BeingAppraised => "being-appraised",
            Self::SameClass => "already-so",
            Self::Shorter { .. } => "period-too-short",
            Self::ForEver | Self::NotDue { .. } => "not-due",
            Self::Gone { .. } => "item-gone",
            Self::TooFewAppraisers => "too-few-appraisers",
            Self::MakerApproves { .. } => "maker-approves",
            Self::TooFewWitnesses => "too-few-witnesses",
            Self::NoVerdict { .. } => "verdict-missing",
        }
    }

    /// What to do instead.
    pub const fn next(&self) -> &'static str {
        match self {
            Self::Scheme { .. } => "在“整理归档”的“归档设置”里改好这一项",
            Self::Held | Self::HeldAsItIs => "冻结的原因消除以后，先解除冻结",
            Self::BeingAppraised => "先把销毁清册办完，或者不再办理",
            Self::SameClass => "核对保管期限和机构（问题）",
            Self::Shorter { .. } => "选不短于表上的期限；表定错了，先在“归档设置”里改保管期限表",
            Self::ForEver | Self::NotDue { .. } => "留在档案里继续保管",
            Self::Gone {
                fate: Fate::Refiled,
            } => "按改归以后的档号办",
            Self::Gone { .. } => "看看移交清册或销毁清册",
            Self::TooFewAppraisers => "请分管领导和业务站所的人一起鉴定，写上全部姓名",
            Self::MakerApproves { .. } => "请分管领导或主要领导批准",
            Self::TooFewWitnesses => "再写一个监销人的姓名",
            Self::NoVerdict { .. } => "每一件都写明销毁还是续存，再报批",
        }
    }
}
