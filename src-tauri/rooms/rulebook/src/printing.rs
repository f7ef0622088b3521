//! What can be printed and how a print ends (打印记录).

use crate::coded::coded;

coded! {
    /// A kind of paper.
    pub enum PaperKind ("纸面") {
        /// The three copies of an item, or one of them.
        Copies = "copies" / "公开件",
        /// The approval and secrecy review sheet of an item.
        Approval = "approval" / "审批表",
        /// One sheet on which many items are approved.
        BatchApproval = "batch" / "批量审批表",
        /// A year of a register book.
        Register = "register" / "登记簿",
        /// The slip that goes with copies to be handed over.
        Slip = "slip" / "送县交接单",
        /// What a village has to mend in its list.
        Return = "return" / "退回单",
        /// Who joined a list, who left it, whose amount changed since the last period.
        Changes = "changes" / "名单变动表",
        /// An item as it goes online: of a list of people its totals.
        Online = "online" / "网上公开件",
        /// The filing stamp of items, to be printed onto their first pages.
        ArchiveStamp = "archive_stamp" / "归档章",
        /// What is filed of a class, or what a box holds.
        ArchiveCatalogue = "archive_catalogue" / "归档文件目录",
        /// Cover, spine and back note of boxes.
        ArchiveBox = "archive_box" / "档案盒",
        /// A year bound into a book.
        BoundBook = "bound_book" / "合订本",
        /// What goes to the county's archive.
        ArchiveTransfer = "archive_transfer" / "移交清册",
        /// What is to be destroyed, or was.
        Disposal = "disposal" / "销毁清册",
        /// One page in plain words for households.
        Leaflet = "leaflet" / "明白纸",
        /// The notice that an item was corrected or withdrawn.
        Notice = "notice" / "更正撤回公告",
        /// The letter that asks the secrecy authority.
        SecrecyLetter = "secrecy_letter" / "保密审查函",
        /// The sheet on which what people say is handled.
        Feedback = "feedback" / "意见处理单",
        /// An envelope.
        Envelope = "envelope" / "信封",
        /// A page that shows how a printer prints.
        Test = "test" / "测试页",
    }
}

coded! {
    /// How far a print got. Paper itself reports nothing: what was handed to a printer may still
    /// have stuck in it.
    pub enum PrintPhase ("打印结果") {
        /// The pages are being made.
        Preparing = "preparing" / "正在准备",
        /// The printing system took it.
        Sent = "sent" / "已交打印机",
        /// It was written into a file.
        Saved = "saved" / "已存为文件",
        /// It could not be made or handed over.
        Failed = "failed" / "没有印成",
        /// The clerk stopped it.
        Stopped = "stopped" / "已停止",
        /// The program ended before it was done.
        Interrupted = "interrupted" / "程序中断",
    }
}

coded! {
    /// The sheet of the copy that hangs on a board (office-wide; of the other copies it is A4).
    #[derive(Default)]
    pub enum PostedSheet ("张贴的纸面") {
        /// A4, like the other copies.
        #[default]
        A4 = "a4" / "A4",
        /// A4 in larger type, read from an arm's length.
        A4Large = "a4_large" / "A4 大字",
        /// A3 upright in larger type.
        A3 = "a3" / "A3 竖放",
        /// A3 landscape in larger type, for lists of many columns.
        A3Lying = "a3_lying" / "A3 横放",
    }
}

coded! {
    /// A size of paper that a printer is asked for.
    pub enum PaperSize ("纸张") {
        /// 210 × 297 mm (GB/T 148).
        A4 = "a4" / "A4",
        /// 297 × 420 mm (GB/T 148).
        A3 = "a3" / "A3",
        /// Envelope 176 × 125 mm (GB/T 1416, table 1).
        B6 = "b6" / "信封 B6",
        /// Envelope 220 × 110 mm.
        Dl = "dl" / "信封 DL",
        /// Envelope 230 × 120 mm.
        Zl = "zl" / "信封 ZL",
        /// Envelope 229 × 162 mm.
        C5 = "c5" / "信封 C5",
        /// Envelope 324 × 229 mm.
        C4 = "c4" / "信封 C4",
    }
}

impl PaperSize {
    /// The two sides in millimetres, the shorter first.
    pub const fn sides_mm(self) -> (f64, f64) {
        match self {
            Self::A4 => (210.0, 297.0),
            Self::A3 => (297.0, 420.0),
            Self::B6 => (125.0, 176.0),
            Self::Dl => (110.0, 220.0),
            Self::Zl => (120.0, 230.0),
            Self::C5 => (162.0, 229.0),
            Self::C4 => (229.0, 324.0),
        }
    }

    /// The size of a page of these sides, standing or lying, within a millimetre.
    pub fn of_page(width_mm: f64, height_mm: f64) -> Option<Self> {
        let (short, long) = (width_mm.min(height_mm), width_mm.max(height_mm));
        let fits = |size: &&Self| {
            let sides = size.sides_mm();
            (sides.0 - short).abs() < 1.0 && (sides.1 - long).abs() < 1.0
        };
        Self::ALL.iter().find(fits).copied()
    }
}

impl PrintPhase {
    /// Whether paper or a file came of it.
    pub const fn came_out(self) -> bool {
        match self {
            Self::Sent | Self::Saved => true,
            Self::Preparing | Self::Failed | Self::Stopped | Self::Interrupted => false,
        }
    }
}
