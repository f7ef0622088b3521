//! Pages that were scanned or photographed: what became of one, and why one waits. None is dropped.

use crate::coded::coded;

coded! {
    /// 扫描页状态: what became of a scanned page.
    pub enum ScanStanding ("扫描页状态") {
        /// It waits for somebody.
        Waiting = "waiting" / "待处理",
        /// It lies with its item.
        Filed = "filed" / "已归入",
        /// Nobody needs it; it is kept all the same.
        SetAside = "set_aside" / "放一边",
    }
}

coded! {
    /// 扫描页等待原因: why a scanned page could not be filed by itself.
    pub enum ScanWait ("扫描页等待原因") {
        /// The file is damaged, protected, too large or no picture.
        Unreadable = "unreadable" / "图片读不出",
        /// No code of this program is on it, or none that can be read.
        NoCode = "no_code" / "没有读到扫描码",
        /// Several sheets lie in one picture.
        SeveralCodes = "several_codes" / "一张图上有几张表",
        /// Another office printed it.
        OtherOffice = "other_office" / "是别的单位的表",
        /// The store knows no such sheet.
        Unknown = "unknown" / "登记库里没有这个编号",
        /// Other pages of the sheet have not come.
        PagesMissing = "pages_missing" / "还缺页",
        /// Its signatures have not been entered.
        NotSigned = "not_signed" / "签字还没有录入",
        /// All that belongs to its sheet has a scan already.
        NothingMissing = "nothing_missing" / "已经有扫描件",
        /// The copy has neither been handed over nor filed in the archive.
        NotYetFiled = "not_yet_filed" / "这一份还没有送交或归档",
        /// It was set aside by mistake; nothing else hinders it.
        TakenBack = "taken_back" / "取回来的",
    }
}

impl ScanWait {
    /// What the clerk does about it.
    pub const fn next(self) -> &'static str {
        match self {
            Self::Unreadable => "重新扫描或拍照再收；原来的文件不用了就放一边",
            Self::NoCode => "看图认出是哪一件，填扫描码或选事项归入；不需要的放一边",
            Self::SeveralCodes => "一张一张分开重新拍；这一张放一边",
            Self::OtherOffice => "交还那个单位，这一张放一边",
            Self::Unknown => "核对是不是本登记库的表；认得出的，选事项归入",
            Self::PagesMissing => "把缺的页扫描后再收；找不到了就照现有的归入",
            Self::NotSigned => "到“审核审批”里录入签好的审批单，再回来归入",
            Self::NothingMissing => "不需要的放一边；要一并留存的，归档后归入档案",
            Self::NotYetFiled => "送交县里或归档以后再归入",
            Self::TakenBack => "归入，或再放一边",
        }
    }
}
