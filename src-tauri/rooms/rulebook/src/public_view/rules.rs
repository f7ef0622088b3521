//! Which column may leave for whom, as a table; an office may be stricter, it refuses to be laxer.

use std::collections::BTreeMap;

use super::Column;
use crate::coded::coded;
use crate::list::{CellForm, ListKind, Meaning};

coded! {
    /// 公开对象: who will see the list.
    pub enum Audience ("公开对象") {
        /// 公开栏: boards of the township and its villages, leaflets.
        Board = "board" / "公开栏",
        /// 网站: the county's site and everything else online.
        Website = "website" / "网站",
        /// 报县: the county's copy, of the same content as the posted one.
        County = "county" / "报县",
        /// 内部公开: the office's own staff.
        Internal = "internal" / "内部",
    }
}

coded! {
    /// 不公开的理由 of a column.
    pub enum Reason ("不公开的理由") {
        /// Identity numbers are dropped, not masked.
        Identity = "identity" / "身份证号不公开",
        /// Accounts do not go online.
        Account = "account" / "账号不上网",
        /// Where somebody lives below the village.
        Residence = "residence" / "村以下住址不公开",
        /// Illness, disability, reason of poverty, marriage.
        Health = "health" / "健康、致贫原因等不公开",
        /// Birth date.
        BirthDate = "birth_date" / "出生日期不公开",
        /// Members of a household.
        Household = "household" / "家庭成员情况不公开",
        /// Not needed to understand the matter.
        Unneeded = "unneeded" / "与公开事项无关",
        /// To stand on the list says it already: only totals go online.
        Revealing = "revealing" / "名单本身涉及隐私，网上只公布总数",
        /// The office decided so.
        Office = "office" / "本单位规定不公开",
    }
}

coded! {
    /// 遮盖方式 of a column.
    pub enum MaskKind ("遮盖方式") {
        /// First two, last three.
        Id = "id" / "身份证号",
        /// Last four.
        Card = "card" / "银行账号",
        /// First three, last four.
        Phone = "phone" / "电话",
        /// Surname and last character.
        Name = "name" / "姓名",
    }
}

/// What becomes of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// It leaves; private numbers inside its cells are still masked.
    Keep,
    /// It leaves masked.
    Mask(MaskKind),
    /// It stays in the office.
    Drop(Reason),
}

impl Rule {
    /// Whether anything of the column leaves.
    pub const fn leaves(self) -> bool {
        match self {
            Self::Keep | Self::Mask(_) => true,
            Self::Drop(_) => false,
        }
    }

    const fn strictness(self) -> u8 {
        match self {
            Self::Keep => 0,
            Self::Mask(_) => 1,
            Self::Drop(_) => 2,
        }
    }
}

/// The shipped rules with the office's stricter ones over them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleTable {
    stricter: BTreeMap<(Meaning, Audience), Rule>,
}

impl RuleTable {
    /// What becomes of a column. A title that speaks of something private wins over a meaning
    /// that allows more, so that a column the dictionary misread does not leak.
    pub fn rule(&self, kind: ListKind, column: &Column, audience: Audience) -> Rule {
        let shipped = shipped(kind, column.meaning, audience);
        let by_title = by_title(column).unwrap_or(Rule::Keep);
        let office = self
            .stricter
            .get(&(column.meaning, audience))
            .copied()
            .unwrap_or(Rule::Keep);
        let stricter = |one: Rule, other: Rule| {
            if other.strictness() > one.strictness() {
                other
            } else {
                one
            }
        };
        stricter(stricter(shipped, by_title), office)
    }

    /// Lays a stricter rule of the office over the shipped one.
    ///
    /// # Errors
    /// [`LaxerRule`] when it would let out more than the shipped rule.
    pub fn tighten(
        &mut self,
        meaning: Meaning,
        audience: Audience,
        rule: Rule,
    ) -> Result<(), LaxerRule> {
        // A kind that is stricter by itself stays so: of two rules the stricter one holds.
        let laxer =
            |kind: &ListKind| rule.strictness() < shipped(*kind, meaning, audience).strictness();
        if ListKind::ALL.iter().all(laxer) {
            return Err(LaxerRule { meaning, audience });
        }
        self.stricter.insert((meaning, audience), rule);
        Ok(())
    }
}

/// A rule that would let out more than the shipped one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("“{meaning}”列对“{audience}”不能放宽：只能比规定更严")]
pub struct LaxerRule {
    /// The column's meaning.
    pub meaning: Meaning,
    /// The audience.
    pub audience: Audience,
}

/// The shipped table. A list that reveals something by itself goes online as totals only, and its
/// names leave with the surname.
const fn shipped(kind: ListKind, meaning: Meaning, audience: Audience) -> Rule {
    let (online, public) = match audience {
        Audience::Website => (true, true),
        Audience::Board | Audience::County => (false, true),
        Audience::Internal => (false, false),
    };
    if online && kind.reveals() {
        return Rule::Drop(Reason::Revealing);
    }
    match meaning {
        Meaning::Name | Meaning::HouseholdHead if public && kind.reveals() => {
            Rule::Mask(MaskKind::Name)
        }
        Meaning::SerialNo
        | Meaning::Village
        | Meaning::Name
        | Meaning::HouseholdHead
        | Meaning::Population
        | Meaning::Category
        | Meaning::SupportMode
        | Meaning::Opinion
        | Meaning::Change
        | Meaning::Standard
        | Meaning::Months
        | Meaning::Amount
        | Meaning::Period
        | Meaning::Date
        | Meaning::Bank
        | Meaning::LandArea
        | Meaning::LandKind
        | Meaning::HouseGrade
        | Meaning::RepairMode
        | Meaning::FloorArea
        | Meaning::Goods
        | Meaning::Specification
        | Meaning::CountedIn
        | Meaning::Quantity
        | Meaning::UnitPrice
        | Meaning::Project
        | Meaning::ProjectNo
        | Meaning::Site
        | Meaning::Scope
        | Meaning::Purchaser
        | Meaning::Supplier
        | Meaning::Method
        | Meaning::Budget
        | Meaning::ContractAmount
        | Meaning::FundSource
        | Meaning::Progress
        | Meaning::Responsible
        | Meaning::Summary
        | Meaning::VoucherNo
        | Meaning::Income
        | Meaning::Expense
        | Meaning::Balance
        | Meaning::Remark
        | Meaning::Other => Rule::Keep,
        // Online the place ends with the village, and what does not concern the matter stays.
        Meaning::Group | Meaning::Parcel if online => Rule::Drop(Reason::Residence),
        Meaning::Sex | Meaning::Age if online => Rule::Drop(Reason::Unneeded),
        Meaning::Group | Meaning::Parcel | Meaning::Sex | Meaning::Age => Rule::Keep,
        Meaning::IdNumber | Meaning::CertificateNo => Rule::Drop(Reason::Identity),
        Meaning::BirthDate => Rule::Drop(Reason::BirthDate),
        Meaning::BankCard if online => Rule::Drop(Reason::Account),
        Meaning::BankCard => Rule::Mask(MaskKind::Card),
        Meaning::Phone => Rule::Mask(MaskKind::Phone),
        Meaning::Address => Rule::Drop(Reason::Residence),
        Meaning::Health | Meaning::DisabilityKind | Meaning::DisabilityGrade | Meaning::Cause => {
            Rule::Drop(Reason::Health)
        }
        Meaning::Relation | Meaning::Members | Meaning::Guardian | Meaning::HouseholdIncome => {
            Rule::Drop(Reason::Household)
        }
        Meaning::HouseholdNo | Meaning::Payee | Meaning::Circumstances => {
            Rule::Drop(Reason::Unneeded)
        }
    }
}

/// Words in a title that say what a column holds when its meaning does not.
const TITLES: &[(&[&str], Rule)] = &[
    (
        &["身份证", "证件号", "公民身份号码"],
        Rule::Drop(Reason::Identity),
    ),
    (&["出生", "生日"], Rule::Drop(Reason::BirthDate)),
    (
        &[
            "家庭成员",
            "成员姓名",
            "共同生活",
            "与户主",
            "子女",
            "配偶",
            "监护人",
        ],
        Rule::Drop(Reason::Household),
    ),
    (
        &[
            "病",
            "残疾",
            "健康",
            "致贫",
            "贫困原因",
            "婚姻",
            "生育",
            "宗教",
            "照片",
            "指纹",
        ],
        Rule::Drop(Reason::Health),
    ),
    (&["住址", "地址", "门牌"], Rule::Drop(Reason::Residence)),
    (
        &["卡号", "账号", "帐号", "一卡通号", "存折"],
        Rule::Mask(MaskKind::Card),
    ),
    (&["电话", "手机", "联系方式"], Rule::Mask(MaskKind::Phone)),
];

fn by_title(column: &Column) -> Option<Rule> {
    if !is_open(column.meaning) {
        return None;
    }
    let title: String = column
        .title
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    TITLES
        .iter()
        .find(|(words, _)| words.iter().any(|word| title.contains(word)))
        .map(|(_, rule)| *rule)
}

/// Meanings under which a village may write anything, so that the title has a word in it too.
const fn is_open(meaning: Meaning) -> bool {
    match meaning.form() {
        CellForm::Words | CellForm::Date => !matches!(
            meaning,
            Meaning::Village
                | Meaning::Group
                | Meaning::Relation
                | Meaning::Category
                | Meaning::Period
                | Meaning::Address
                | Meaning::Health
                | Meaning::Site
                | Meaning::Scope
                | Meaning::Project
                | Meaning::Supplier
                | Meaning::Purchaser
        ),
        CellForm::Name => true,
        CellForm::IdNumber
        | CellForm::Money
        | CellForm::Count
        | CellForm::Measure
        | CellForm::Ordinal
        | CellForm::Code => false,
    }
}
