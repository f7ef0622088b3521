//! Which column may leave for whom: the rulings, an office's stricter rules over them, and what a
//! reviewer let out by a reason of his own; it refuses to be laxer without one.

use std::collections::{BTreeMap, BTreeSet};

use super::Column;
use super::rulings::ruling;
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
        /// Bank cards, 一卡通 and other accounts.
        Account = "account" / "账号不公开",
        /// Telephones of persons.
        Telephone = "telephone" / "个人电话不公开",
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
        /// Lists of people hang in the village; online go totals unless the reviewer says why.
        Offline = "offline" / "名单只上公开栏，网上只公布总数",
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
        /// The surname alone: 张*.
        Surname = "surname" / "只留姓",
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

    pub(super) const fn strictness(self) -> u8 {
        match self {
            Self::Keep => 0,
            Self::Mask(_) => 1,
            Self::Drop(_) => 2,
        }
    }

    fn stricter(self, other: Self) -> Self {
        if other.strictness() > self.strictness() {
            other
        } else {
            self
        }
    }
}

/// What a reviewer may let out beyond the rulings, by a reason that is kept in his name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Allowance {
    /// The list of people goes online, as far as the rulings for the website let it.
    Online,
    /// A column leaves for the boards, as far as its ruling lets any reason let it out.
    Column(Meaning),
}

impl Allowance {
    /// Every one that a reviewer can give for a list of this kind; nothing that no reason lets out.
    pub fn all(kind: ListKind) -> Vec<Self> {
        let online = (!kind.reveals()).then_some(Self::Online);
        let columns = Meaning::ALL.iter().filter(|meaning| {
            let board = ruling(kind, **meaning, Audience::Board);
            board.laxest.strictness() < board.rule.strictness()
        });
        let columns = columns.map(|meaning| Self::Column(*meaning));
        online.into_iter().chain(columns).collect()
    }

    /// Its code: `online`, or that of the meaning.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::Column(meaning) => meaning.code(),
        }
    }

    /// What it lets out, in words.
    pub fn told(self) -> String {
        match self {
            Self::Online => "名单上网".to_owned(),
            Self::Column(meaning) => format!("公开“{meaning}”"),
        }
    }
}

impl std::str::FromStr for Allowance {
    type Err = crate::UnknownTerm;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "online" | "上网" => Ok(Self::Online),
            column => column.parse().map(Self::Column),
        }
    }
}

/// The rulings with the office's stricter rules over them, and with what a reviewer let out of one
/// item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleTable {
    stricter: BTreeMap<(Meaning, Audience), Rule>,
    allowed: BTreeSet<Allowance>,
}

impl RuleTable {
    /// What becomes of a column. A title that speaks of something private wins over a meaning
    /// that allows more, so that a column the dictionary misread does not leak.
    pub fn rule(&self, kind: ListKind, column: &Column, audience: Audience) -> Rule {
        let said = by_title(column);
        // What a title calls private is that, whatever the dictionary made of it.
        let meaning = said.map_or(column.meaning, |(meaning, _)| meaning);
        let ruled = ruling(kind, meaning, audience);
        let online = audience == Audience::Website;
        let allowed = !online && self.allowed.contains(&Allowance::Column(meaning));
        let shipped = if allowed { ruled.laxest } else { ruled.rule };
        let own = ruling(kind, column.meaning, audience);
        let shipped = match said {
            Some(_) if !allowed => shipped.stricter(own.rule),
            Some(_) | None => shipped,
        };
        let by_title = said.map_or(Rule::Keep, |(_, rule)| rule);
        let shipped = if allowed {
            shipped
        } else {
            shipped.stricter(by_title)
        };
        let office = self
            .stricter
            .get(&(meaning, audience))
            .copied()
            .unwrap_or(Rule::Keep);
        shipped.stricter(office)
    }

    /// Lays a stricter rule of the office over the rulings.
    ///
    /// # Errors
    /// [`LaxerRule`] when it would let out more than every ruling.
    pub fn tighten(
        &mut self,
        meaning: Meaning,
        audience: Audience,
        rule: Rule,
    ) -> Result<(), LaxerRule> {
        // A kind that is stricter by itself stays so: of two rules the stricter one holds.
        let laxer = |kind: &ListKind| {
            rule.strictness() < ruling(*kind, meaning, audience).rule.strictness()
        };
        if ListKind::ALL.iter().all(laxer) {
            return Err(LaxerRule { meaning, audience });
        }
        self.stricter.insert((meaning, audience), rule);
        Ok(())
    }

    /// Lets out what a reviewer gave his reason for. An office's stricter rule holds all the same.
    pub fn allow(&mut self, allowance: Allowance) {
        self.allowed.insert(allowance);
    }

    /// Whether names may go online.
    pub(super) fn is_allowed(&self, allowance: Allowance) -> bool {
        self.allowed.contains(&allowance)
    }
}

/// Where a ruling comes from.
pub fn source_of(kind: ListKind, meaning: Meaning, audience: Audience) -> &'static str {
    ruling(kind, meaning, audience).source
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

/// Words in a title that say what a column holds when its meaning does not, and the rule where the
/// ruling of that meaning would say less.
const TITLES: &[(&[&str], Meaning, Rule)] = &[
    (
        &["身份证", "证件号", "公民身份号码"],
        Meaning::IdNumber,
        Rule::Drop(Reason::Identity),
    ),
    (
        &["出生", "生日"],
        Meaning::BirthDate,
        Rule::Drop(Reason::BirthDate),
    ),
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
        Meaning::Members,
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
        Meaning::Health,
        Rule::Drop(Reason::Health),
    ),
    (
        &["住址", "地址", "门牌"],
        Meaning::Address,
        Rule::Drop(Reason::Residence),
    ),
    (
        &["卡号", "账号", "帐号", "一卡通", "银行卡", "社保卡", "存折"],
        Meaning::BankCard,
        Rule::Drop(Reason::Account),
    ),
    (
        &["电话", "手机", "联系方式", "邮箱", "微信", "QQ"],
        Meaning::Phone,
        Rule::Drop(Reason::Telephone),
    ),
    (
        &["车牌", "车号"],
        Meaning::Other,
        Rule::Drop(Reason::Unneeded),
    ),
];

/// What the cells of a column hold, as far as its title says more than the dictionary understood.
pub(super) fn meaning_of(column: &Column) -> Meaning {
    by_title(column).map_or(column.meaning, |(meaning, _)| meaning)
}

fn by_title(column: &Column) -> Option<(Meaning, Rule)> {
    if !is_open(column.meaning) {
        return None;
    }
    let title: String = column
        .title
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    // 残疾人姓名, 大病对象姓名 name who is on the list; they say nothing of his body.
    let title = title.replace("残疾人", "");
    let names = column.meaning == Meaning::Name;
    TITLES
        .iter()
        .filter(|(_, meaning, _)| !(names && *meaning == Meaning::Health))
        .find(|(words, ..)| words.iter().any(|word| title.contains(word)))
        .map(|(_, meaning, rule)| (*meaning, *rule))
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
