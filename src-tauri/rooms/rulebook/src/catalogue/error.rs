//! What can be wrong with a catalogue; it refuses to say so without naming the entry.

use super::EntryCode;
use crate::vocabulary::{Channel, DisclosureClass};

/// Why a catalogue, or a change to it, is refused.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// Not JSON, or not of the catalogue's form.
    #[error("目录文件读不懂：请换用从程序导出的格式")]
    Unreadable {
        /// Where and why.
        source: serde_json::Error,
    },
    /// A format that this version does not know.
    #[error("目录文件的格式版本是 {found}，本程序只认识 1：请先升级程序")]
    Format {
        /// The version found.
        found: u32,
    },
    /// No such shipped catalogue.
    #[error("没有叫“{given}”的自带目录；自带的有：mujin（木金乡2019）、pingtian（平田乡2019）")]
    NotShipped {
        /// What was asked for.
        given: String,
    },
    /// No entries.
    #[error("目录里一个条目也没有")]
    Empty,
    /// Not an entry code.
    #[error("“{given}”不能作条目编号：应为 1 到 16 个字，只用文字、数字、点和短横")]
    NotACode {
        /// What was given.
        given: String,
    },
    /// Two entries with one code.
    #[error("条目编号“{code}”已经有了，请另取一个")]
    CodeTwice {
        /// The code.
        code: EntryCode,
    },
    /// No such entry.
    #[error("目录里没有条目“{code}”：请用 catalogue list 查看全部条目")]
    UnknownEntry {
        /// The code.
        code: String,
    },
    /// A heading under which nothing is filed.
    #[error("“{code}”是分组标题，不能直接归入：请选它下面的条目")]
    GroupNotFileable {
        /// The code.
        code: EntryCode,
    },
    /// The group above does not exist.
    #[error("条目“{code}”的上级“{parent}”不在目录里")]
    ParentMissing {
        /// The entry.
        code: EntryCode,
        /// The group.
        parent: EntryCode,
    },
    /// The entry above is not a group.
    #[error("条目“{code}”的上级“{parent}”不是分组")]
    ParentNotGroup {
        /// The entry.
        code: EntryCode,
        /// The entry above.
        parent: EntryCode,
    },
    /// Groups that contain each other, or too many levels.
    #[error("条目“{code}”的上下级绕成了圈，或者层级太多")]
    Cycle {
        /// The entry.
        code: EntryCode,
    },
    /// No name or no wording.
    #[error("条目“{code}”没有名称或者没有原文")]
    NoWords {
        /// The entry.
        code: EntryCode,
    },
    /// A channel that the class forbids.
    #[error("条目“{code}”是{mode}，不能用“{channel}”")]
    ChannelForbidden {
        /// The entry.
        code: EntryCode,
        /// Its class.
        mode: DisclosureClass,
        /// The channel.
        channel: Channel,
    },
    /// An official entry claims a time class that no sentence of the plan gives.
    #[error("条目“{code}”写了时限类别，却没有方案的原句：没有依据的请写“未定，请确认”")]
    TimeClassWithoutBasis {
        /// The entry.
        code: EntryCode,
    },
    /// A posting of no days.
    #[error("条目“{code}”的公示期不能是零")]
    EmptyPosting {
        /// The entry.
        code: EntryCode,
    },
    /// A ground without its Article, or an Article's mapping without its ground.
    #[error("免予公开的“{code}”没有对应到《条例》第十四至十六条")]
    GroundUnmapped {
        /// The ground.
        code: EntryCode,
    },
    /// An official entry was to be changed.
    #[error("“{code}”是方案规定的条目，不能改动；可以在旁边增加本单位自己的条目")]
    Locked {
        /// The entry.
        code: EntryCode,
    },
    /// The time of an entry is given by the plan itself, or is not a time at all.
    #[error("“{code}”的时限类别不能由本单位另定：方案已经写明")]
    TimingSettled {
        /// The entry.
        code: EntryCode,
    },
    /// A periodic entry without its period, or a period without a periodic entry.
    #[error("“{code}”定为定期公开时要选多久一次，定为其他类别时不选")]
    RhythmUnfit {
        /// The entry.
        code: EntryCode,
    },
}
