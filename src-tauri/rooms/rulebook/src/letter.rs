//! What kinds of letter go between an office and its county; it knows no form of them.

use crate::coded::coded;

coded! {
    /// 信函种类. Upwards what an office hands in, downwards what the county answers or asks.
    pub enum LetterKind ("信函种类") {
        /// A released item.
        Disclosure = "disclosure" / "公开事项",
        /// A released item that stands in place of another.
        Correction = "correction" / "更正",
        /// An item is taken back (先撤后报).
        Withdrawal = "withdrawal" / "撤回",
        /// 政府信息公开工作年度报告 (Order 711 Art. 49–50).
        AnnualReport = "annual_report" / "年度报告" | "年报",
        /// 自查报告.
        SelfCheckReport = "self_check_report" / "自查报告",
        /// 零报告: nothing to report for the period.
        NilReport = "nil_report" / "零报告",
        /// Figures of a period.
        Statistics = "statistics" / "统计",
        /// A station's or village's draft for the office (谁提供、谁审核、谁负责).
        Draft = "draft" / "送办草稿",
        /// What became of a package.
        Receipt = "receipt" / "回执",
        /// The county wants an item mended.
        Return = "return" / "退回修改",
        /// 通知.
        Notice = "notice" / "通知",
        /// 通报.
        Circular = "circular" / "通报",
        /// An edition of the catalogue.
        Catalogue = "catalogue" / "公开目录",
        /// 依申请公开 that somebody left on the platform.
        Request = "request" / "公开申请",
        /// 意见建议 that somebody left on the platform.
        Opinion = "opinion" / "意见建议",
        /// Where the office stands against the county's monthly minimum.
        Ranking = "ranking" / "排名",
    }
}

coded! {
    /// 报县方式: how packages get to the county and letters back.
    pub enum CarrierKind ("报县方式") {
        /// A person types each item into the county's web system.
        ByHand = "by_hand" / "手工填报",
        /// A folder or a stick that is carried over.
        Folder = "folder" / "文件夹或U盘" | "文件夹" | "U盘",
        /// A WebDAV inbox, such as an exchange front machine.
        WebDav = "webdav" / "交换服务器" | "WebDAV",
        /// A county platform that speaks the protocol.
        Platform = "platform" / "县平台",
    }
}

coded! {
    /// 来稿办理: what became of a draft that a station handed in.
    pub enum Incoming ("来稿办理") {
        /// It opened an item.
        Opened = "opened" / "新登记",
        /// Only the station had changed the item: its text took the place of the office's.
        Replaced = "replaced" / "已换成新稿",
        /// It says what the office's item said already.
        Same = "same" / "没有变化",
        /// Both had changed the item: a person chooses field by field.
        Waiting = "waiting" / "两边都改过，待选定",
        /// A person chose.
        Chosen = "chosen" / "已逐项选定",
    }
}

/// Which way a letter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From the office to the county, or from a station to the office.
    Up,
    /// From the county to the office.
    Down,
}

impl LetterKind {
    /// Which way such a letter goes.
    pub const fn direction(self) -> Direction {
        match self {
            Self::Disclosure
            | Self::Correction
            | Self::Withdrawal
            | Self::AnnualReport
            | Self::SelfCheckReport
            | Self::NilReport
            | Self::Statistics
            | Self::Draft => Direction::Up,
            Self::Receipt
            | Self::Return
            | Self::Notice
            | Self::Circular
            | Self::Catalogue
            | Self::Request
            | Self::Opinion
            | Self::Ranking => Direction::Down,
        }
    }
}
