//! The dictionary of column titles, as data: what villages call a column and what it means.

use gongkai_rulebook::list::{ListKind, Meaning};

use super::values::half_width;

/// Titles that mean the same in every list.
const COMMON: &[(Meaning, &[&str])] = &[
    (
        Meaning::SerialNo,
        &["序号", "序", "编号", "号", "NO", "NO.", "户号", "行号"],
    ),
    (
        Meaning::Village,
        &[
            "村",
            "村名",
            "村别",
            "行政村",
            "村居",
            "村(居)",
            "村(社区)",
            "村委会",
            "所在村",
            "村(居)委会",
            "社区",
            "村名称",
        ],
    ),
    (
        Meaning::Group,
        &[
            "组",
            "组别",
            "村民小组",
            "小组",
            "组名",
            "村组",
            "所在组",
            "村小组",
            "自然村",
            "屯",
        ],
    ),
    (
        Meaning::Name,
        &[
            "姓名",
            "户主",
            "户主姓名",
            "申请人",
            "低保对象",
            "保障对象",
            "享受人",
            "名字",
            "领取人",
            "持证人",
            "对象姓名",
            "受益人",
            "人员姓名",
            "收款人",
        ],
    ),
    (
        Meaning::IdNumber,
        &[
            "身份证",
            "身份证号",
            "身份证号码",
            "公民身份号码",
            "证件号码",
            "证件号",
            "居民身份证号",
            "公民身份证号码",
        ],
    ),
    (Meaning::Sex, &["性别"]),
    (Meaning::Age, &["年龄", "周岁"]),
    (
        Meaning::Relation,
        &[
            "与户主关系",
            "关系",
            "家庭关系",
            "与申请人关系",
            "与户主的关系",
        ],
    ),
    (
        Meaning::Population,
        &[
            "人口",
            "人数",
            "家庭人口",
            "保障人口",
            "保障人数",
            "享受人数",
            "低保人口",
            "户人口",
            "享受人口",
            "家庭人数",
            "救助人数",
        ],
    ),
    (
        Meaning::Category,
        &[
            "类别",
            "类型",
            "种类",
            "保障类别",
            "低保类别",
            "救助类别",
            "低保类型",
            "等级",
            "档次",
            "享受类别",
            "施保类别",
        ],
    ),
    (
        Meaning::Standard,
        &[
            "标准",
            "保障标准",
            "补助标准",
            "低保标准",
            "月标准",
            "月人均补差",
            "人均补差",
            "月补差",
            "补差标准",
            "发放标准",
            "单价",
        ],
    ),
    (
        Meaning::Amount,
        &[
            "金额",
            "发放金额",
            "补助金额",
            "实发金额",
            "应发金额",
            "合计金额",
            "金额合计",
            "资金",
            "发放资金",
            "补贴金额",
            "救助金额",
            "实发数",
            "发放额",
            "总金额",
            "小写金额",
        ],
    ),
    (
        Meaning::Period,
        &[
            "月份",
            "期间",
            "季度",
            "发放月份",
            "发放期间",
            "所属月份",
            "所属期",
            "起止月份",
            "发放时段",
        ],
    ),
    (
        Meaning::Date,
        &[
            "日期",
            "时间",
            "发放日期",
            "发放时间",
            "审批日期",
            "批准日期",
            "纳入时间",
            "享受时间",
            "出生日期",
            "出生年月",
            "出生年月日",
        ],
    ),
    (
        Meaning::BankCard,
        &[
            "银行账号",
            "银行帐号",
            "账号",
            "帐号",
            "卡号",
            "银行卡号",
            "一卡通账号",
            "一卡通帐号",
            "一卡通号",
            "惠农卡号",
            "一卡通",
            "存折账号",
            "社保卡号",
        ],
    ),
    (
        Meaning::Bank,
        &["开户行", "开户银行", "银行", "银行名称", "发放银行"],
    ),
    (
        Meaning::Phone,
        &[
            "电话",
            "联系电话",
            "手机",
            "手机号",
            "手机号码",
            "联系方式",
            "电话号码",
        ],
    ),
    (
        Meaning::Address,
        &[
            "住址",
            "地址",
            "家庭住址",
            "家庭地址",
            "详细地址",
            "居住地",
            "户籍地址",
        ],
    ),
    (
        Meaning::Health,
        &[
            "健康状况",
            "残疾情况",
            "残疾等级",
            "残疾类别",
            "致贫原因",
            "患病情况",
            "病种",
            "困难原因",
            "主要致贫原因",
        ],
    ),
    (Meaning::Remark, &["备注", "说明", "备考", "附注"]),
];

/// Titles that mean this only in a list of 低保 payments.
const SUBSISTENCE: &[(Meaning, &[&str])] = &[
    (Meaning::Name, &["低保户", "户名", "保障户"]),
    (
        Meaning::Amount,
        &[
            "低保金",
            "保障金",
            "低保金额",
            "保障金额",
            "季度金额",
            "月保障金",
            "补助水平",
            "本季度发放",
            "本月发放",
            "发放低保金",
            "小计",
            "合计",
            "发放数",
        ],
    ),
    (Meaning::Population, &["保障人", "低保人数"]),
];

/// Ends of titles that speak for themselves; the longer word first.
const ENDINGS: &[(&str, Meaning)] = &[
    ("与户主关系", Meaning::Relation),
    ("身份证号码", Meaning::IdNumber),
    ("身份证号", Meaning::IdNumber),
    ("身份号码", Meaning::IdNumber),
    ("联系电话", Meaning::Phone),
    ("手机号码", Meaning::Phone),
    ("姓名", Meaning::Name),
    ("金额", Meaning::Amount),
    ("账号", Meaning::BankCard),
    ("帐号", Meaning::BankCard),
    ("卡号", Meaning::BankCard),
    ("电话", Meaning::Phone),
    ("手机号", Meaning::Phone),
    ("住址", Meaning::Address),
    ("地址", Meaning::Address),
    ("日期", Meaning::Date),
    ("标准", Meaning::Standard),
    ("开户行", Meaning::Bank),
    ("致贫原因", Meaning::Health),
];

/// A title without blanks, in half-width signs.
pub(super) fn clean(title: &str) -> String {
    half_width(title)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | ':' | '\u{200b}' | '\u{feff}'))
        .collect()
}

/// What a title means in a list of this kind; `None` when the dictionary does not know it.
pub(crate) fn meaning(title: &str, kind: ListKind) -> Option<Meaning> {
    let whole = clean(title);
    let upper = whole.to_uppercase();
    let bare = upper.split('(').next().unwrap_or_default();
    let known = |table: &[(Meaning, &[&str])], text: &str| {
        table
            .iter()
            .find(|(_, titles)| titles.contains(&text))
            .map(|(meaning, _)| *meaning)
    };
    let own = if kind == ListKind::SubsistencePayment {
        SUBSISTENCE
    } else {
        &[]
    };
    [upper.as_str(), bare]
        .into_iter()
        .filter(|text| !text.is_empty())
        .find_map(|text| known(COMMON, text).or_else(|| known(own, text)))
        .or_else(|| ending(bare))
}

/// What a joined title `上/下` means: the lower part speaks first, then the upper.
pub(super) fn meaning_of_parts(parts: &[String], kind: ListKind) -> Meaning {
    parts
        .iter()
        .rev()
        .find_map(|part| meaning(part, kind))
        .unwrap_or(Meaning::Other)
}

/// Whether an amount with this title sums up other amounts beside it.
pub(super) fn sums_up(title: &str) -> bool {
    let title = clean(title);
    let bare = title.split('(').next().unwrap_or_default();
    [
        "合计",
        "总计",
        "合计金额",
        "金额合计",
        "总金额",
        "实发金额",
        "实发数",
        "实发合计",
    ]
    .contains(&bare)
}

/// Whether a title says that its money is in 万元.
pub(super) fn in_ten_thousands(text: &str) -> bool {
    clean(text).contains("万元")
}

fn ending(title: &str) -> Option<Meaning> {
    if title.chars().count() > 14 {
        return None;
    }
    ENDINGS
        .iter()
        .find(|(word, _)| title.ends_with(word))
        .map(|(_, meaning)| *meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_known_in_every_dress() {
        let kind = ListKind::SubsistencePayment;
        for (title, expected) in [
            ("姓　名", Some(Meaning::Name)),
            ("身份证\n号 码", Some(Meaning::IdNumber)),
            ("金额（元）", Some(Meaning::Amount)),
            ("户主身份证号码", Some(Meaning::IdNumber)),
            ("村（居）", Some(Meaning::Village)),
            ("低保金(元/月)", Some(Meaning::Amount)),
            ("上坪村", None),
            ("张三", None),
        ] {
            assert_eq!(meaning(title, kind), expected, "{title}");
        }
        assert_eq!(meaning("低保金", ListKind::General), None);
        let parts = ["发放情况".to_owned(), "标准".to_owned()];
        assert_eq!(meaning_of_parts(&parts, kind), Meaning::Standard);
    }
}
