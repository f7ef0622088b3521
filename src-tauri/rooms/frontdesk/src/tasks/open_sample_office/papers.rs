//! What lies in the sample office: its people and its papers, as a table. Days are counted in work
//! days before the sample's today, so that whoever opens it meets an office in the middle of work.

use gongkai_rulebook::vocabulary::{Channel, DisclosureClass};

/// 经办、发布、档案、管理.
pub(super) const CLERK: &str = "周禾生";
/// 审核（保密审查）.
pub(super) const REVIEWER: &str = "林见清";
/// 主要领导.
pub(super) const HEAD: &str = "何远山";

/// The board in the township's yard.
pub(super) const YARD: &str = "乡政府大院公开栏";
const SITE: &str = "县政府网站青禾乡专栏";

/// One paper and what became of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paper {
    /// Catalogue entry.
    pub(super) entry: &'static str,
    /// Title; `{年}` and `{季}` are the last whole quarter.
    pub(super) title: &'static str,
    /// Body.
    pub(super) body: &'static str,
    /// 提供单位.
    pub(super) unit: &'static str,
    /// 提供人.
    pub(super) provider: &'static str,
    /// 办事依据; empty where the elements are not written yet.
    pub(super) basis: &'static str,
    /// 办事结果.
    pub(super) outcome: &'static str,
    /// 公开属性, where it is not the entry's.
    pub(super) class: Option<DisclosureClass>,
    /// The village's workbook, and the village.
    pub(super) list: Option<(&'static str, &'static str)>,
    /// The earlier paper it corrects.
    pub(super) corrects: Option<Correcting>,
    /// 形成日期, days ago.
    pub(super) formed: Option<usize>,
    /// The day the draft was opened, days ago.
    pub(super) opened: usize,
    /// What was done then, and how many days ago.
    pub(super) acts: &'static [(usize, Act)],
}

/// Which paper of the table is corrected, and why.
#[derive(Debug, Clone, Copy)]
pub(super) struct Correcting {
    /// Its place in the table.
    pub(super) paper: usize,
    /// The reason.
    pub(super) why: &'static str,
}

/// One thing the clerk did.
#[derive(Debug, Clone, Copy)]
pub(super) enum Act {
    /// 经办 signs.
    Sign,
    /// 审核 on paper.
    Review,
    /// 主要领导 on paper.
    Approve,
    /// 主要领导 by telephone; a 补签 is owed.
    ApproveByWord,
    /// 退回.
    Return(&'static str),
    /// 发布.
    Release(&'static [Channel]),
    /// 张贴.
    Post(Channel, &'static str),
    /// 撤下.
    TakeDown(&'static str),
    /// The county's copy goes on its way.
    HandOver,
    /// 撤回.
    Withdraw(&'static str),
    /// 登记为不予公开: ground and explanation.
    Exempt(&'static str, &'static str),
}

use Act::{
    Approve, ApproveByWord, Exempt, HandOver, Post, Release, Return, Review, Sign, TakeDown,
    Withdraw,
};
use Channel::{InternalBoard, NoticeBoard, VillageBoard, Website};

const BLANK: Paper = Paper {
    entry: "",
    title: "",
    body: "",
    unit: "党政办公室",
    provider: "许长福",
    basis: "《政府信息公开条例》第二十条",
    outcome: "已公开。",
    class: None,
    list: None,
    corrects: None,
    formed: None,
    opened: 0,
    acts: &[],
};

const SUBSISTENCE: Paper = Paper {
    entry: "2.4",
    provider: "唐正平",
    basis: "《最低生活保障审核确认办法》",
    outcome: "低保金已通过惠农补贴“一卡通”发放到户。",
    ..BLANK
};

/// Everything, in the order in which it was opened.
pub(super) const PAPERS: &[Paper] = &[
    Paper {
        entry: "4.1",
        title: "青禾乡人民政府机构设置和办事指南",
        body: "青禾乡人民政府设党政办公室、经济发展办公室、社会事务办公室、农业农村办公室和便民服务中心。\n\n工作日上午九时至十二时、下午一时三十分至五时三十分办理业务；便民服务中心设在乡政府一楼大厅，办事群众可以先到导办台咨询。",
        formed: Some(85),
        opened: 84,
        acts: &[
            (84, Sign),
            (83, Review),
            (82, Approve),
            (82, Release(&[NoticeBoard, Website])),
            (81, Post(NoticeBoard, YARD)),
            (81, Post(Website, SITE)),
            (80, HandOver),
        ],
        ..BLANK
    },
    Paper {
        entry: "4.2",
        title: "青禾乡人民政府领导分工和工作人员职责",
        body: "何远山：主持乡人民政府全面工作。\n\n林见清：负责党政办公室工作，承担政务公开保密审查。\n\n周禾生：承办政务公开的登记、发布和归档。",
        formed: Some(84),
        opened: 83,
        acts: &[
            (82, Sign),
            (81, Review),
            (80, Approve),
            (79, Release(&[NoticeBoard, Website])),
            (78, Post(NoticeBoard, YARD)),
            (78, Post(Website, SITE)),
            (78, HandOver),
        ],
        ..BLANK
    },
    Paper {
        entry: "3.3",
        title: "{年}年惠农补贴资金使用情况",
        body: "本批惠农补贴资金共四项，按照县里下达的指标全部拨付到户，没有截留、挪用。各村补贴总额已在村务公开栏公布，农户可以凭“一卡通”到信用社查询本户到账情况。",
        unit: "农业农村办公室",
        outcome: "补贴资金已全部拨付到户。",
        formed: Some(62),
        opened: 60,
        acts: &[
            (60, Sign),
            (59, Review),
            (58, Approve),
            (58, Release(&[NoticeBoard, Website])),
            (57, Post(NoticeBoard, YARD)),
            (57, Post(Website, SITE)),
            (56, HandOver),
            (45, TakeDown(YARD)),
        ],
        ..BLANK
    },
    Paper {
        entry: "2.2",
        title: "{年}年农村危房改造补助情况",
        body: "经村民小组评议、村民委员会审查、乡人民政府审核，今年全乡纳入农村危房改造补助共21户，其中上坪村8户、石桥村7户、下坪村6户。补助资金在房屋验收合格后拨付。",
        unit: "社会事务办公室",
        outcome: "21户已全部列入改造计划。",
        formed: Some(50),
        opened: 49,
        acts: &[
            (48, Sign),
            (47, Review),
            (46, Approve),
            (46, Release(&[NoticeBoard])),
            (45, Post(NoticeBoard, YARD)),
            (44, HandOver),
            (40, TakeDown(YARD)),
        ],
        ..BLANK
    },
    Paper {
        entry: "2.2",
        title: "{年}年农村危房改造补助情况（更正）",
        body: "经村民小组评议、村民委员会审查、乡人民政府审核，今年全乡纳入农村危房改造补助共22户，其中上坪村8户、石桥村8户、下坪村6户。补助资金在房屋验收合格后拨付。此前公布的石桥村7户有误，以本次公布为准。",
        unit: "社会事务办公室",
        outcome: "22户已全部列入改造计划。",
        corrects: Some(Correcting {
            paper: 3,
            why: "石桥村漏计1户",
        }),
        formed: Some(43),
        opened: 42,
        acts: &[
            (42, Sign),
            (41, Review),
            (41, Approve),
            (41, Release(&[NoticeBoard])),
            (40, Post(NoticeBoard, YARD)),
            (39, HandOver),
            (28, TakeDown(YARD)),
        ],
        ..BLANK
    },
    Paper {
        entry: "内",
        title: "{年}年公务用车运行和公务接待情况",
        body: "今年以来，乡机关公务用车一辆，运行费用没有超过年初预算；公务接待严格按照标准执行，没有超标准、超范围接待。",
        formed: Some(38),
        opened: 37,
        acts: &[
            (37, Sign),
            (36, Review),
            (35, Approve),
            (35, Release(&[InternalBoard])),
            (34, Post(InternalBoard, "机关三楼内部公示栏")),
        ],
        ..BLANK
    },
    Paper {
        entry: "2.3",
        title: "石桥村机耕道临时用地情况",
        body: "石桥村机耕道硬化工程需要临时使用土地约一亩二分，使用期限六个月，完工后恢复原状。补偿标准按照县人民政府公布的标准执行。",
        unit: "石桥村村民委员会",
        outcome: "临时用地已签订协议。",
        formed: Some(35),
        opened: 35,
        acts: &[
            (34, Sign),
            (34, Review),
            (33, Approve),
            (33, Release(&[VillageBoard])),
            (32, Post(VillageBoard, "石桥村公开栏")),
            (31, Withdraw("用地面积与协议不一致，先撤后核")),
            (31, TakeDown("石桥村公开栏")),
        ],
        ..BLANK
    },
    Paper {
        entry: "动态",
        title: "青禾乡召开政务公开工作会议",
        body: "近日，青禾乡召开政务公开工作会议，部署本年度政务公开重点任务，要求各村各办公室按时提供公开内容，谁提供、谁审核、谁负责。",
        outcome: "已发布。",
        formed: Some(28),
        opened: 28,
        acts: &[
            (28, Sign),
            (28, Review),
            (27, Approve),
            (27, Release(&[Website])),
            (27, Post(Website, SITE)),
            (26, HandOver),
        ],
        ..BLANK
    },
    Paper {
        entry: "免.3",
        title: "困难家庭个案核查材料",
        body: "本件是入户核查形成的材料，涉及个人隐私，公开会损害当事人的合法权益。",
        unit: "社会事务办公室",
        basis: "《政府信息公开条例》第十五条",
        outcome: "不予公开。",
        class: Some(DisclosureClass::Exempt),
        formed: Some(27),
        opened: 27,
        acts: &[
            (26, Sign),
            (26, Review),
            (25, Approve),
            (24, Exempt("免.3", "涉及个人隐私，当事人不同意公开")),
        ],
        ..BLANK
    },
    Paper {
        entry: "3.4",
        title: "{年}年第{季}季度财政收支情况",
        body: "",
        unit: "财政所",
        basis: "",
        formed: Some(26),
        opened: 24,
        ..BLANK
    },
    Paper {
        entry: "3.1",
        title: "石桥村至上坪村公路硬化工程中标结果",
        body: "石桥村至上坪村公路硬化工程经公开招标，评标委员会评审，确定样例县禾丰路桥工程有限公司为中标单位，工期一百二十日。对中标结果有异议的，可以在公示期内以书面形式向乡人民政府提出。",
        unit: "经济发展办公室",
        basis: "《招标投标法实施条例》第五十四条",
        outcome: "已确定中标单位。",
        formed: Some(20),
        opened: 19,
        acts: &[
            (19, Sign),
            (18, Review),
            (17, Approve),
            (16, Release(&[NoticeBoard, Website])),
            (15, Post(NoticeBoard, YARD)),
            (15, Post(Website, SITE)),
            (14, HandOver),
        ],
        ..BLANK
    },
    Paper {
        title: "上坪村{年}年第{季}季度农村低保金发放公示",
        body: "根据《最低生活保障审核确认办法》，现将上坪村{年}年第{季}季度农村低保金发放情况予以公示，公示期为七天。对发放对象和金额有异议的，请在公示期内以口头或者书面形式向乡社会事务办公室反映；对处理结果仍有疑问的，可以向乡纪委反映。",
        unit: "上坪村村民委员会",
        list: Some(("上坪村农村低保金发放表.xlsx", "上坪村")),
        formed: Some(12),
        opened: 11,
        acts: &[
            (11, Sign),
            (10, Review),
            (9, Approve),
            (9, Release(&[VillageBoard])),
            (8, Post(VillageBoard, "上坪村公开栏")),
            (8, HandOver),
        ],
        ..SUBSISTENCE
    },
    Paper {
        entry: "2.5",
        title: "{年}年民生实事工程进度",
        body: "今年乡里承诺的民生实事共五件，已经完工三件，两件正在施工。",
        unit: "经济发展办公室",
        outcome: "完工三件，在建两件。",
        formed: Some(8),
        opened: 7,
        acts: &[
            (6, Sign),
            (5, Return("在建两件没有写到什么程度，请补上完成百分比再送")),
        ],
        ..BLANK
    },
    Paper {
        title: "石桥村{年}年第{季}季度农村低保金发放公示",
        body: "现将石桥村{年}年第{季}季度农村低保金发放情况予以公示，公示期为七天。对发放对象和金额有异议的，请在公示期内向乡社会事务办公室反映；对处理结果仍有疑问的，可以向乡纪委反映。",
        unit: "石桥村村民委员会",
        list: Some(("石桥村农村低保金发放表.xlsx", "石桥村")),
        formed: Some(7),
        opened: 6,
        acts: &[(6, Sign), (5, Review), (1, Approve)],
        ..SUBSISTENCE
    },
    Paper {
        entry: "4.3",
        title: "{年}年工作目标执行情况",
        body: "",
        basis: "",
        formed: Some(18),
        opened: 5,
        ..BLANK
    },
    Paper {
        title: "下坪村{年}年第{季}季度农村低保金发放公示",
        body: "现将下坪村{年}年第{季}季度农村低保金发放情况予以公示，公示期为七天。对发放对象和金额有异议的，请在公示期内向乡社会事务办公室反映；对处理结果仍有疑问的，可以向乡纪委反映。",
        unit: "下坪村村民委员会",
        list: Some(("下坪村农村低保金发放表.xlsx", "下坪村")),
        formed: Some(5),
        opened: 4,
        acts: &[(3, Sign), (1, Review)],
        ..SUBSISTENCE
    },
    Paper {
        entry: "3.2",
        title: "{年}年办公设备集中采购结果",
        body: "本次集中采购办公用计算机三台、打印机一台，按照政府采购程序执行，成交金额没有超过预算。",
        outcome: "设备已验收入库。",
        formed: Some(4),
        opened: 3,
        acts: &[(2, Sign)],
        ..BLANK
    },
    Paper {
        entry: "2.1",
        title: "强降雨地质灾害风险提示",
        body: "据县气象台预报，未来三天我乡有强降雨。请住在山边、河边的群众提高警惕，发现房前屋后山体开裂、渗水变浑，立即撤离并向村民委员会报告。",
        unit: "应急管理办公室",
        provider: "邓国平",
        basis: "《突发事件应对法》",
        outcome: "各村已落实值守。",
        formed: Some(2),
        opened: 2,
        acts: &[
            (2, Sign),
            (2, Review),
            (2, ApproveByWord),
            (2, Release(&[NoticeBoard, Website])),
            (2, Post(NoticeBoard, YARD)),
        ],
        ..BLANK
    },
    Paper {
        entry: "2.6",
        title: "石桥村水库除险加固工程进展",
        body: "石桥村水库除险加固工程已完成坝体灌浆，正在修建溢洪道，计划在汛期前全部完工。",
        unit: "农业农村办公室",
        outcome: "工程进展顺利。",
        formed: Some(3),
        opened: 2,
        acts: &[(1, Sign)],
        ..BLANK
    },
    Paper {
        entry: "1.1",
        title: "青禾乡政务公开工作制度",
        body: "为了规范全乡政务公开工作，结合本乡实际，制定本制度。",
        basis: "",
        opened: 0,
        ..BLANK
    },
];
