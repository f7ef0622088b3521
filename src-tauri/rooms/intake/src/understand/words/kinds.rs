//! What each kind of list is called, what its own columns are called, and what a row of it must
//! have; a further kind is a further row.

use gongkai_rulebook::list::{ListKind, Meaning};

use super::{Endings, Titles};

/// One kind of list.
pub(in crate::understand) struct KindWords {
    /// The kind.
    pub(in crate::understand) kind: ListKind,
    /// Words of a title, a sheet's name or a file's name that name the matter itself.
    pub(in crate::understand) matter: &'static [&'static str],
    /// Words that stand in titles of other matters as well (低保户危房改造).
    pub(in crate::understand) hints: &'static [&'static str],
    /// Meanings that only this kind has side by side; they tell it where no title does.
    pub(in crate::understand) signs: &'static [Meaning],
    /// What its columns are called, before the titles that every list may have.
    pub(in crate::understand) titles: Titles,
    /// How titles of its own end.
    pub(in crate::understand) endings: Endings,
    /// What no row may lack, where there is a column for it.
    pub(in crate::understand) demands: &'static [Meaning],
}

const PAID: &[Meaning] = &[Meaning::Amount];
/// How a list that pays calls its money besides 金额.
const PAID_TITLES: (Meaning, &[&str]) = (
    Meaning::Amount,
    &[
        "小计",
        "合计",
        "发放数",
        "季度金额",
        "本季度发放",
        "本月发放",
        "补助",
        "补贴",
        "本次发放",
        "发放",
    ],
);

/// Every kind but the general one.
#[rustfmt::skip]
pub(in crate::understand) const KINDS: &[KindWords] = &[
    KindWords {
        kind: ListKind::SubsistenceReview,
        matter: &[
            "低保评定", "低保评议", "低保审核", "低保审批", "低保复核", "低保年审", "低保申请", "低保民主评议", "拟纳入低保", "拟享受低保",
            "新增低保", "拟保障", "低保调整", "低保动态", "低保公示", "最低生活保障审核", "最低生活保障评议", "最低生活保障申请",
            "低保停发", "取消低保", "低保对象审核", "低保对象评定", "低保对象公示",
        ],
        hints: &[],
        signs: &[Meaning::Opinion, Meaning::HouseholdIncome],
        titles: &[
            (Meaning::Name, &["低保户", "保障户", "拟保障对象", "拟纳入对象"]),
            (Meaning::Category, &["拟定类别", "拟保障类别", "评定类别", "评定等级", "拟定档次"]),
            (Meaning::Amount, &["拟保障金额", "月保障金", "保障金", "月补助金额", "低保金"]),
            (Meaning::Population, &["低保人数", "拟保障人数", "拟保障人口"]),
        ],
        endings: &[],
        demands: &[],
    },
    KindWords {
        kind: ListKind::SubsistencePayment,
        matter: &["低保发放", "低保金", "低保资金", "低保补助", "最低生活保障金", "生活保障金发放"],
        hints: &["低保", "最低生活保障"],
        signs: &[],
        titles: &[
            (Meaning::Name, &["低保户", "保障户"]),
            PAID_TITLES,
            (Meaning::Amount, &[
                "低保金", "保障金", "低保金额", "保障金额", "月保障金", "补助水平", "发放低保金", "季保障金", "低保资金", "保障资金",
                "生活补助", "分类施保金", "特殊补助", "季度低保金",
            ]),
            (Meaning::Population, &["保障人", "低保人数"]),
        ],
        endings: &[("低保金", Meaning::Amount), ("保障金", Meaning::Amount)],
        demands: PAID,
    },
    KindWords {
        kind: ListKind::Destitute,
        matter: &["特困供养", "特困人员供养", "特困人员救助供养", "五保供养", "特困救助", "特困人员生活", "特困资金", "五保金", "供养资金", "特困人员照料"],
        hints: &["特困", "五保"],
        signs: &[Meaning::SupportMode],
        titles: &[
            (Meaning::Name, &["五保户", "特困户", "五保对象", "特困人员", "特困对象", "供养人员"]),
            PAID_TITLES,
            (Meaning::Amount, &["供养金", "基本生活费", "照料护理费", "护理费", "供养资金", "五保金", "生活费", "护理补贴", "基本生活供养金", "丧葬费", "零花钱"]),
        ],
        endings: &[("供养金", Meaning::Amount), ("护理费", Meaning::Amount), ("生活费", Meaning::Amount)],
        demands: PAID,
    },
    KindWords {
        kind: ListKind::TemporaryAid,
        matter: &["临时救助", "临时生活救助", "困难救助", "春荒救助", "冬春救助", "急难救助", "慰问金", "困难补助"],
        hints: &[],
        signs: &[],
        titles: &[PAID_TITLES, (Meaning::Amount, &["救助金", "临时救助金", "慰问金", "补助金"])],
        endings: &[("救助金", Meaning::Amount), ("慰问金", Meaning::Amount)],
        demands: PAID,
    },
    KindWords {
        kind: ListKind::Preferential,
        matter: &["优抚对象补助", "优抚金", "抚恤金", "优抚补助", "优待金", "优抚资金", "退役军人生活补助", "优抚发放", "参战补助", "定期抚恤"],
        hints: &["优抚", "退役军人", "复员军人", "烈属", "军属", "退伍军人", "参战", "义务兵"],
        signs: &[],
        titles: &[
            (Meaning::Name, &["优抚对象", "优待对象", "军人姓名", "义务兵姓名"]),
            (Meaning::Category, &["优抚类别", "优抚对象类别", "属别", "优抚类型"]),
            PAID_TITLES,
            (Meaning::Amount, &["抚恤金", "优待金", "生活补助", "优抚金", "定补金额", "抚恤补助", "定期补助", "生活补助金"]),
        ],
        endings: &[("抚恤金", Meaning::Amount), ("优待金", Meaning::Amount), ("补助金", Meaning::Amount)],
        demands: PAID,
    },
    KindWords {
        kind: ListKind::DisabilityAllowance,
        matter: &[
            "两项补贴", "残疾人补贴", "残疾补贴", "残疾人生活补贴", "重度残疾人", "残疾人两补", "残补", "残疾人生活和护理",
            "困难残疾人生活", "残疾人护理",
        ],
        hints: &["残疾"],
        signs: &[Meaning::DisabilityKind],
        titles: &[
            (Meaning::Name, &["残疾人", "残疾人姓名"]),
            PAID_TITLES,
            (Meaning::Amount, &["生活补贴", "护理补贴", "困难生活补贴", "重度护理补贴", "困难残疾人生活补贴", "重度残疾人护理补贴"]),
        ],
        endings: &[("生活补贴", Meaning::Amount), ("护理补贴", Meaning::Amount)],
        demands: PAID,
    },
    KindWords {
        kind: ListKind::PovertyRelief,
        matter: &[
            "贫困户评定", "脱贫户", "监测对象", "监测户", "贫困户识别", "防返贫", "贫困户退出", "拟脱贫", "脱贫人口", "建档立卡", "贫困户名单", "边缘户",
            "贫困户公示", "边缘易致贫", "脱贫不稳定", "突发严重困难户", "贫困户花名册", "贫困人口", "贫困对象",
        ],
        hints: &["贫困户", "脱贫"],
        signs: &[],
        titles: &[
            (Meaning::Name, &["贫困户", "贫困户姓名", "脱贫户", "监测户", "监测对象"]),
            (Meaning::Category, &["脱贫属性", "贫困户属性", "监测类别", "监测对象类别", "监测对象类型", "贫困户类型", "识别标准", "脱贫状态", "风险是否消除"]),
            (Meaning::Amount, &["帮扶资金", "产业补助"]),
        ],
        endings: &[],
        demands: &[],
    },
    KindWords {
        kind: ListKind::HousingRepair,
        matter: &["危房改造", "危改", "危旧房", "住房安全保障", "农房改造", "土坯房改造", "住房改造", "抗震改造"],
        hints: &[],
        signs: &[Meaning::HouseGrade],
        titles: &[
            (Meaning::FloorArea, &["面积"]),
            PAID_TITLES,
            (Meaning::Amount, &["改造补助", "危改补助", "危改资金", "补助资金额"]),
            (Meaning::Address, &["房屋地址", "房屋坐落", "改造地址", "住房地址"]),
            (Meaning::Other, &["房屋结构", "结构类型", "住房结构"]),
            (Meaning::Date, &["开工时间", "竣工时间", "开工日期", "竣工日期", "验收时间", "验收日期"]),
        ],
        endings: &[],
        demands: &[],
    },
    KindWords {
        kind: ListKind::FarmSubsidy,
        matter: &[
            "地力保护", "耕地补贴", "粮食补贴", "粮补", "种粮", "农资综合", "良种补贴", "农机购置", "涉农补贴", "惠农补贴", "退耕还林", "公益林",
            "生态补偿", "产业奖补", "农业补贴", "实际种粮", "油菜", "双季稻", "农机补贴", "草原补奖", "生猪补贴", "大豆", "稻谷补贴", "耕地轮作", "产业补助",
        ],
        hints: &[],
        signs: &[Meaning::LandArea, Meaning::Standard, Meaning::Amount],
        titles: &[
            (Meaning::LandArea, &["面积", "水田", "旱地", "合计面积", "面积合计"]),
            PAID_TITLES,
            (Meaning::Amount, &["补贴合计", "补贴总额", "应补资金", "实补资金", "奖补"]),
            (Meaning::Goods, &["机具名称"]),
        ],
        endings: &[("面积", Meaning::LandArea), ("补贴资金", Meaning::Amount), ("补贴", Meaning::Amount)],
        demands: PAID,
    },
    KindWords {
        kind: ListKind::LandCompensation,
        matter: &["征地", "土地征收", "征收补偿", "青苗补偿", "青苗费", "拆迁", "土地补偿", "附着物", "房屋征收", "征收土地", "迁坟", "占地补偿"],
        hints: &[],
        signs: &[Meaning::LandArea, Meaning::LandKind],
        titles: &[
            (Meaning::Name, &["被征收人", "被征地农户", "被征收户", "权利人", "所有权人", "被征地户", "产权人", "被补偿人"]),
            (Meaning::LandArea, &["面积"]),
            (Meaning::Goods, &["附着物名称", "附着物", "青苗种类", "补偿项目", "项目"]),
            (Meaning::CountedIn, &["单位"]),
            (Meaning::Standard, &["补偿单价", "单价"]),
            PAID_TITLES,
            (Meaning::Amount, &[
                "土地补偿费", "安置补助费", "青苗补偿费", "青苗费", "附着物补偿费", "附着物补偿", "地上附着物补偿费", "补偿费", "补偿费用", "补偿总额",
                "青苗补偿", "房屋补偿费", "土地补偿", "安置补助", "总补偿额", "社会保障费", "迁坟费", "奖励费",
            ]),
        ],
        endings: &[("补偿费", Meaning::Amount), ("补助费", Meaning::Amount), ("补偿款", Meaning::Amount), ("补偿", Meaning::Amount), ("面积", Meaning::LandArea)],
        demands: PAID,
    },
    KindWords {
        kind: ListKind::DisasterRelief,
        matter: &["救灾", "受灾", "灾后", "灾民", "倒房", "自然灾害", "抗旱", "抗洪", "救济粮", "物资发放", "因灾"],
        hints: &[],
        signs: &[Meaning::Goods, Meaning::Name],
        titles: &[
            (Meaning::CountedIn, &["单位"]),
            (Meaning::Goods, &["名称", "发放物资", "救灾物资", "救助物资"]),
            (Meaning::Quantity, &["棉被", "棉衣", "大米", "食用油", "衣服", "毛毯", "帐篷", "方便面", "矿泉水", "面粉", "被子", "棉被(床)", "大米(斤)", "大米(公斤)", "大米(袋)"]),
            (Meaning::Other, &["受灾情况", "灾情", "灾害种类", "倒塌房屋", "受损情况"]),
            PAID_TITLES,
            (Meaning::Amount, &["救灾款", "救济款", "救灾资金", "折价"]),
        ],
        endings: &[],
        demands: &[],
    },
    KindWords {
        kind: ListKind::SeriousIllness,
        matter: &["大病救助", "医疗救助", "大病补助", "大病", "重病救助", "慢性病补助", "医疗补助"],
        hints: &["重病"],
        signs: &[],
        titles: &[
            (Meaning::Name, &["患者", "患者姓名", "病人姓名"]),
            PAID_TITLES,
            (Meaning::Amount, &["救助金", "医疗救助金", "医疗费", "总费用", "自付费用", "报销金额", "医疗总费用"]),
        ],
        endings: &[("救助金", Meaning::Amount)],
        demands: PAID,
    },
    KindWords {
        kind: ListKind::FamilyPlanningAid,
        matter: &["特别扶助", "计生特扶", "奖励扶助", "计划生育家庭", "独生子女", "失独", "计生奖扶", "奖扶", "特扶", "计生补助", "计划生育奖励"],
        hints: &["计生", "计划生育"],
        signs: &[],
        titles: &[
            (Meaning::Members, &["子女姓名", "子女情况", "配偶姓名", "现有子女", "子女数", "配偶"]),
            PAID_TITLES,
            (Meaning::Amount, &["扶助金", "奖扶金", "特扶金", "奖励金"]),
        ],
        endings: &[("扶助金", Meaning::Amount), ("奖励金", Meaning::Amount)],
        demands: PAID,
    },
    KindWords {
        kind: ListKind::Orphan,
        matter: &["孤儿", "事实无人抚养", "困境儿童", "留守儿童"],
        hints: &[],
        signs: &[],
        titles: &[
            (Meaning::Name, &["儿童姓名", "孤儿姓名", "孤儿", "儿童"]),
            PAID_TITLES,
            (Meaning::Amount, &["基本生活费", "生活费", "补助金", "养育金"]),
        ],
        endings: &[("生活费", Meaning::Amount)],
        demands: PAID,
    },
    KindWords {
        kind: ListKind::Procurement,
        matter: &["招标", "采购", "中标", "成交公告", "招投标", "询价", "竞争性谈判", "比选", "成交结果"],
        hints: &[],
        signs: &[Meaning::Supplier, Meaning::Method],
        titles: &[
            (Meaning::Project, &["项目", "名称", "采购名称", "标的名称", "标段名称", "标段"]),
            (Meaning::Goods, &["采购品目", "品目", "品目名称", "设备名称"]),
            (Meaning::CountedIn, &["单位"]),
            (Meaning::Address, &["供应商地址"]),
            (Meaning::Amount, &["总价", "合价", "合计"]),
            (Meaning::Date, &["开标时间", "开标日期", "中标日期", "合同签订日期", "签订日期", "公告日期", "采购时间", "开标时间及地点"]),
        ],
        endings: &[("中标价", Meaning::ContractAmount), ("单位", Meaning::Purchaser)],
        demands: &[],
    },
    KindWords {
        kind: ListKind::PublicProject,
        matter: &["实事工程", "实事项目", "民生实事", "工程建设", "项目建设", "一事一议", "重点工程", "扶贫项目", "衔接资金项目"],
        hints: &["建设项目", "工程项目", "公益事业", "项目公示", "项目计划", "项目实施"],
        signs: &[Meaning::Project, Meaning::Scope],
        titles: &[
            (Meaning::Project, &["项目", "名称", "工程", "实事名称", "实事项目"]),
            (Meaning::Site, &["地址", "地点", "所在地"]),
            (Meaning::Scope, &["内容", "目标任务", "任务"]),
            (Meaning::CountedIn, &["单位"]),
            (Meaning::Date, &["开工时间", "竣工时间", "完工时间", "开工日期", "竣工日期", "完成时限", "计划完工时间", "实施时间", "建设期限"]),
            (Meaning::Amount, &["已完成投资", "到位资金", "合计"]),
            (Meaning::Budget, &["投资", "财政资金", "衔接资金", "自筹资金"]),
        ],
        endings: &[("投资", Meaning::Budget), ("资金", Meaning::Budget)],
        demands: &[],
    },
    KindWords {
        kind: ListKind::Finance,
        matter: &["财务收支", "财务公开", "收支明细", "三公经费", "收支情况", "财务明细", "收支表", "收支公开", "资金收支", "经费支出", "财务公示", "收入支出", "债权债务", "支出明细", "收入明细", "村级财务", "现金日记"],
        hints: &["财务"],
        signs: &[Meaning::Income, Meaning::Expense],
        titles: &[
            (Meaning::Summary, &["项目", "科目", "内容", "收支内容", "名称", "科目名称", "会计科目", "费用名称"]),
            (Meaning::Income, &["收入合计"]),
            (Meaning::Expense, &["支出合计"]),
            (Meaning::Responsible, &["经手人", "经办人", "证明人", "审批人", "领款人"]),
            (Meaning::Amount, &["合计", "发生额", "本年实际", "本期发生额", "数额"]),
            (Meaning::Budget, &["年初预算", "预算数", "计划数"]),
        ],
        endings: &[("收入", Meaning::Income), ("支出", Meaning::Expense), ("余额", Meaning::Balance), ("结余", Meaning::Balance)],
        demands: &[],
    },
];

/// The words of a kind; none for the general one.
pub(in crate::understand) fn of(kind: ListKind) -> Option<&'static KindWords> {
    KINDS.iter().find(|words| words.kind == kind)
}
