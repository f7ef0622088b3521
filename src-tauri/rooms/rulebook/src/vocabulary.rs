//! The closed vocabularies of disclosure work: who may do what, what kind of thing it is, where it
//! is shown. Each word stands in `docs/glossary.md`.

use crate::coded::coded;

coded! {
    /// 公开属性: decided with the document, a field of its own (国办发〔2016〕80号; Order 711 Art. 14–16).
    #[derive(Default)]
    pub enum DisclosureClass ("公开属性") {
        /// 主动公开: may reach public channels.
        #[default]
        Proactive = "proactive" / "主动公开" | "主动",
        /// 依申请公开: given to applicants only.
        OnRequest = "on_request" / "依申请公开" | "依申请",
        /// 不予公开: needs the head's signature, a ground and a yearly re-assessment (Art. 18).
        Exempt = "exempt" / "不予公开" | "不予" | "免予公开",
        /// 内部公开: to staff only.
        Internal = "internal" / "内部公开" | "内部",
    }
}

coded! {
    /// 时限类别 of the plans: how long and how often a matter is disclosed.
    pub enum TimeClass ("时限类别") {
        /// 长期公开: policies, rules, duties; renewed when they change.
        LongTerm = "long_term" / "长期公开" | "长期",
        /// 定期公开: routine matters of a period.
        Periodic = "periodic" / "定期公开" | "定期",
        /// 即时公开: decisions and urgent matters.
        Immediate = "immediate" / "即时公开" | "即时",
        /// The plan gives none: shown as 未定，请确认 until the office decides.
        Unsettled = "unsettled" / "未定，请确认" | "未定",
    }
}

coded! {
    /// 六个要素 of a disclosed matter (木金 plan 四(一)).
    pub enum Element ("六个要素") {
        /// 办事依据.
        Basis = "basis" / "办事依据" | "依据",
        /// 办事职责.
        Duty = "duty" / "办事职责" | "职责",
        /// 办事条件.
        Condition = "condition" / "办事条件" | "条件",
        /// 办事程序.
        Procedure = "procedure" / "办事程序" | "程序",
        /// 办事纪律.
        Discipline = "discipline" / "办事纪律" | "纪律",
        /// 办事结果.
        Outcome = "outcome" / "办事结果" | "结果",
    }
}

coded! {
    /// 公开形式: where a released matter is shown. Each wants its own evidence.
    pub enum Channel ("公开形式") {
        /// 乡政务公开栏.
        NoticeBoard = "notice_board" / "公开栏" | "乡公开栏" | "政务公开栏",
        /// 村公开栏.
        VillageBoard = "village_board" / "村公开栏",
        /// 明白纸.
        Leaflet = "leaflet" / "明白纸",
        /// 入户.
        Household = "household" / "入户",
        /// 县政府网站 / 信息公开平台.
        Website = "website" / "网站" | "网上" | "县平台",
        /// 微信公众号.
        Wechat = "wechat" / "微信公众号" | "微信",
        /// 微博.
        Weibo = "weibo" / "微博",
        /// 直播.
        LiveStream = "live_stream" / "直播",
        /// 电子屏.
        Screen = "screen" / "电子屏",
        /// 便民服务中心.
        ServiceCentre = "service_centre" / "便民服务中心",
        /// 广播.
        Broadcast = "broadcast" / "广播",
        /// 电视.
        Television = "television" / "电视",
        /// 会议.
        Meeting = "meeting" / "会议",
        /// 机关干部大会: inside the office.
        StaffMeeting = "staff_meeting" / "机关干部大会" | "干部大会",
        /// 内部公示栏: inside the office.
        InternalBoard = "internal_board" / "内部公示栏" | "内部公开栏",
    }
}

impl Channel {
    /// Whether only the office's own staff see it.
    pub const fn is_internal(self) -> bool {
        match self {
            Self::StaffMeeting | Self::InternalBoard => true,
            Self::NoticeBoard
            | Self::VillageBoard
            | Self::Leaflet
            | Self::Household
            | Self::Website
            | Self::Wechat
            | Self::Weibo
            | Self::LiveStream
            | Self::Screen
            | Self::ServiceCentre
            | Self::Broadcast
            | Self::Television
            | Self::Meeting => false,
        }
    }

    /// Whether what is shown there leaves the township (stricter rules for lists of people).
    pub const fn is_online(self) -> bool {
        match self {
            Self::Website | Self::Wechat | Self::Weibo | Self::LiveStream => true,
            Self::NoticeBoard
            | Self::VillageBoard
            | Self::Leaflet
            | Self::Household
            | Self::Screen
            | Self::ServiceCentre
            | Self::Broadcast
            | Self::Television
            | Self::Meeting
            | Self::StaffMeeting
            | Self::InternalBoard => false,
        }
    }
}

coded! {
    /// 重要事项 are disclosed before, during and after (木金 四(二)2: 事前、事中、事后全过程公开).
    pub enum Stage ("重要事项") {
        /// Before it is decided or begun.
        Before = "before" / "事前",
        /// While it goes on.
        During = "during" / "事中",
        /// Its outcome.
        After = "after" / "事后",
    }
}

impl Stage {
    /// What is disclosed next of the same matter.
    pub const fn next(self) -> Option<Self> {
        match self {
            Self::Before => Some(Self::During),
            Self::During => Some(Self::After),
            Self::After => None,
        }
    }
}

coded! {
    /// 职责: what a person of the office may do; one person may hold several.
    pub enum Duty ("职责") {
        /// 提供: a unit or village that hands material in.
        Provide = "provide" / "提供",
        /// 经办: drafts and submits.
        Draft = "draft" / "经办",
        /// 校对.
        Proofread = "proofread" / "校对",
        /// 审核: review including the secrecy review (Order 711 Art. 17).
        Review = "review" / "审核" | "保密审查",
        /// 分管领导.
        Agree = "agree" / "分管领导" | "分管",
        /// 主要领导.
        Approve = "approve" / "主要领导",
        /// 发布.
        Release = "release" / "发布",
        /// 档案.
        Archive = "archive" / "档案",
        /// 管理: office settings, staff, chain.
        Administer = "administer" / "管理",
    }
}
