//! What is said of a row: the rule, the place and a sentence; never the value itself.

use std::fmt;

use crate::raw::column_letters;

/// A rule that a row or a sheet breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// No name where one is demanded.
    NameMissing,
    /// The name has characters that names do not have.
    NameOdd,
    /// No identity number.
    IdMissing,
    /// The identity number breaks GB 11643.
    IdInvalid,
    /// A spreadsheet program has destroyed the identity number.
    IdDamaged,
    /// The identity number stands in an earlier row as well.
    IdTwice,
    /// The birth date in the identity number is still to come.
    IdFuture,
    /// The same name stands in the same group in an earlier row.
    NameTwice,
    /// No amount where one is demanded.
    AmountMissing,
    /// The amount is no amount of money.
    AmountInvalid,
    /// The amount is nought or less.
    AmountNotPositive,
    /// The amount is said as people talk and was read.
    AmountTalked,
    /// Income, expense or contract that is no amount of money.
    MoneyUnclear,
    /// An area or a quantity is no number.
    MeasureUnclear,
    /// A household is not as many people as it says.
    MembersDisagree,
    /// The number of people is negative or broken.
    PopulationInvalid,
    /// The number of people is no number.
    PopulationUnclear,
    /// The date cannot be read.
    DateUnclear,
    /// A long number was kept as a number and has lost its end.
    NumberDamaged,
    /// The row is hidden.
    RowHidden,
    /// Columns with text are hidden.
    ColumnHidden,
    /// A stated total is not what the rows give.
    TotalDisagrees,
    /// The row stands under another header than the one that was read.
    OtherHeader,
    /// Two lists stand beside each other.
    SideBySide,
}

impl Rule {
    /// The stable code for machines.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NameMissing => "name-missing",
            Self::NameOdd => "name-odd",
            Self::IdMissing => "id-missing",
            Self::IdInvalid => "id-invalid",
            Self::IdDamaged => "id-damaged",
            Self::IdTwice => "id-twice",
            Self::IdFuture => "id-future",
            Self::NameTwice => "name-twice",
            Self::AmountMissing => "amount-missing",
            Self::AmountInvalid => "amount-invalid",
            Self::AmountNotPositive => "amount-not-positive",
            Self::AmountTalked => "amount-talked",
            Self::MoneyUnclear => "money-unclear",
            Self::MeasureUnclear => "measure-unclear",
            Self::MembersDisagree => "members-disagree",
            Self::SideBySide => "side-by-side",
            Self::PopulationInvalid => "population-invalid",
            Self::PopulationUnclear => "population-unclear",
            Self::DateUnclear => "date-unclear",
            Self::NumberDamaged => "number-damaged",
            Self::RowHidden => "row-hidden",
            Self::ColumnHidden => "column-hidden",
            Self::TotalDisagrees => "total-disagrees",
            Self::OtherHeader => "other-header",
        }
    }

    /// What the village should do about it, Chinese.
    pub const fn remedy(self) -> &'static str {
        match self {
            Self::NameMissing => "请补填姓名",
            Self::NameOdd => "请对照户口簿核对姓名",
            Self::IdMissing => "请补填身份证号",
            Self::IdInvalid | Self::IdFuture => "请对照身份证或户口簿核对后重填",
            Self::IdDamaged => "请把这一列设为“文本”，再对照身份证重填",
            Self::IdTwice | Self::NameTwice => "请核对是否同一人；重复的删去一行",
            Self::AmountMissing => "请补填金额",
            Self::AmountInvalid => "请改成以元为单位的数字，最多两位小数",
            Self::AmountNotPositive => "请核对金额；不发放的不要列入",
            Self::AmountTalked => "请核对；最好改写成数字",
            Self::MoneyUnclear | Self::MeasureUnclear => "请改成数字，单位写在表头",
            Self::MembersDisagree => "请核对人口数和列出的家庭成员",
            Self::SideBySide => "请把右边一组接到左边下面，只留一个表头",
            Self::PopulationInvalid | Self::PopulationUnclear => "请改成整数",
            Self::DateUnclear => "请写成 2019年10月15日 的样子",
            Self::NumberDamaged => "请把这一列设为“文本”，再重填号码",
            Self::RowHidden | Self::ColumnHidden => "请取消隐藏，或删去不要的内容",
            Self::TotalDisagrees => "请核对各行和合计",
            Self::OtherHeader => "请分成两张工作表，各用一个表头",
        }
    }

    /// Whether a row that breaks it cannot stand.
    pub const fn refuses(self) -> bool {
        match self {
            Self::NameMissing
            | Self::IdInvalid
            | Self::IdDamaged
            | Self::IdFuture
            | Self::AmountMissing
            | Self::AmountInvalid
            | Self::PopulationInvalid
            | Self::SideBySide
            | Self::OtherHeader => true,
            Self::NameOdd
            | Self::IdMissing
            | Self::IdTwice
            | Self::NameTwice
            | Self::AmountNotPositive
            | Self::AmountTalked
            | Self::MoneyUnclear
            | Self::MeasureUnclear
            | Self::MembersDisagree
            | Self::PopulationUnclear
            | Self::DateUnclear
            | Self::NumberDamaged
            | Self::RowHidden
            | Self::ColumnHidden
            | Self::TotalDisagrees => false,
        }
    }
}

/// What is said of a row or a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The rule.
    pub rule: Rule,
    /// The sheet's name.
    pub sheet: String,
    /// The row, where it is one row's.
    pub row: Option<u32>,
    /// The column (1-based) and its title, where it is one column's.
    pub column: Option<(u32, String)>,
    /// The sentence without the place.
    pub text: String,
}

/// `“名单”第 9 行 D 列“身份证号”：……`.
impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}”", self.sheet)?;
        if let Some(row) = self.row {
            write!(f, "第 {row} 行")?;
        }
        if let Some((number, title)) = &self.column {
            write!(f, " {} 列“{title}”", column_letters(*number))?;
        }
        write!(f, "：{}", self.text)
    }
}
