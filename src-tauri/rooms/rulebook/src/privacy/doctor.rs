//! The ID doctor (号码体检): why an identity number that a village wrote cannot be one, as far as its
//! digits betray it; it refuses to repeat a digit, and to say what the number should be.

use chrono::NaiveDate;

use super::characters::{digit, plain};
use super::id_number::{Damage, IdNumber, IdNumberError, birth_hint, check_digit};
use super::phone::PhoneKind;
use super::{bank_card, credit_code};
use crate::coded::coded;

coded! {
    /// What is wrong with a number in the column 身份证号.
    pub enum Ailment ("号码毛病") {
        /// A spreadsheet shows it as 4.30699E+17.
        Scientific = "scientific" / "成了科学记数法",
        /// A spreadsheet kept 15 digits and put 000 behind them.
        TrailingZeros = "trailing_zeros" / "末三位成了 000",
        /// A spreadsheet kept it as a number; its last digits are rounded, though not to 000.
        Rounded = "rounded" / "末几位被表格软件改过",
        /// A spreadsheet put decimals behind it.
        Decimal = "decimal" / "后面多了小数",
        /// A sign that means "text" or a blank stands before it; the number itself is whole.
        TextMark = "text_mark" / "前面多了撇号或空格",
        /// Somebody masked it, for instance on a sheet that was returned to the village.
        Masked = "masked" / "中间几位是隐去的",
        /// Digits are missing.
        Truncated = "truncated" / "少了几位",
        /// There are too many.
        TooLong = "too_long" / "多了几位",
        /// A letter or another sign stands among the digits.
        Letter = "letter" / "中间有字母或别的字",
        /// A telephone, a bank account, an organisation's code.
        OtherNumber = "other_number" / "填的是别的号码",
        /// The first two digits are no province.
        Area = "area" / "开头两位不对",
        /// The birth date does not exist.
        BirthDate = "birth_date" / "生日不存在",
        /// The birth date is still to come.
        Unborn = "unborn" / "生日还没有到",
        /// The last place does not fit the seventeen before it.
        CheckDigit = "check_digit" / "校验码不对",
        /// Nothing was written.
        Missing = "missing" / "没有填",
    }
}

impl Ailment {
    /// Whether a spreadsheet program did it: the village's paper has the number, its file has not.
    pub const fn is_the_spreadsheets(self) -> bool {
        match self {
            Self::Scientific | Self::TrailingZeros | Self::Rounded | Self::Decimal => true,
            Self::TextMark
            | Self::Masked
            | Self::Truncated
            | Self::TooLong
            | Self::Letter
            | Self::OtherNumber
            | Self::Area
            | Self::BirthDate
            | Self::Unborn
            | Self::CheckDigit
            | Self::Missing => false,
        }
    }

    /// Whether the number was read all the same, so that nobody has to be asked.
    pub const fn is_cured(self) -> bool {
        match self {
            Self::TextMark => true,
            Self::Scientific
            | Self::TrailingZeros
            | Self::Rounded
            | Self::Decimal
            | Self::Masked
            | Self::Truncated
            | Self::TooLong
            | Self::Letter
            | Self::OtherNumber
            | Self::Area
            | Self::BirthDate
            | Self::Unborn
            | Self::CheckDigit
            | Self::Missing => false,
        }
    }

    /// What the village should do, Chinese.
    pub const fn remedy(self) -> &'static str {
        match self {
            Self::Scientific | Self::TrailingZeros | Self::Rounded | Self::Decimal => {
                "请把这一列设为“文本”，再对照身份证或户口簿重填"
            }
            Self::TextMark => "不用改",
            Self::Masked => "请填完整的号码",
            Self::Truncated | Self::TooLong => "请对照身份证数一数，填满 18 位",
            Self::Letter => "请改成数字；只有末位可以是 X",
            Self::OtherNumber => "请填身份证号",
            Self::Area | Self::BirthDate | Self::Unborn | Self::CheckDigit => {
                "请对照身份证或户口簿核对后重填"
            }
            Self::Missing => "请补填身份证号",
        }
    }
}

/// How a cell holds its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// As text.
    Text,
    /// As a number, which keeps fifteen digits at most.
    Number,
}

/// What else the row tells of the person, for finding where a slip lies.
#[derive(Debug, Clone, Copy, Default)]
pub struct Told<'a> {
    /// 性别 as the row says it.
    pub sex: &'a str,
    /// 年龄 as the row says it.
    pub age: Option<u32>,
    /// The day on which the list is read.
    pub today: Option<NaiveDate>,
}

/// A finding about one number. It holds no digit of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnosis {
    /// What is wrong.
    pub ailment: Ailment,
    /// Why, most likely, Chinese.
    pub likely: String,
}

/// Examines what stands in a cell of the column 身份证号; `None` for a number in good health.
///
/// Source of the form: GB 11643-1999, 4; of the fifteen digits: IEEE 754 double precision, in which
/// spreadsheets keep numbers.
pub fn examine(cell: &str, held: Held, told: Told<'_>) -> Option<Diagnosis> {
    let bare = cell.trim_matches(|c: char| is_mark(c) || c.is_whitespace());
    let text = plain(bare);
    if text.is_empty() {
        return Some(found(Ailment::Missing, ""));
    }
    if let Some(damaged) = by_spreadsheet(&text, held) {
        return Some(damaged);
    }
    if text.chars().filter(|c| matches!(c, '*' | '＊')).count() >= 3 {
        return Some(found(Ailment::Masked, "是遮盖以后的样子，不是原来的号码"));
    }
    match text.parse::<IdNumber>() {
        Ok(number) if told.today.is_some_and(|today| number.birth_date() > today) => {
            Some(found(Ailment::Unborn, "多半是年份抄错"))
        }
        // Blanks at the end are nobody's fault; what stands before the number hides it from sorting.
        Ok(_) if cell.starts_with(|c: char| is_mark(c) || c.is_whitespace()) => {
            Some(found(Ailment::TextMark, "号码本身是好的，已经去掉"))
        }
        Ok(_) => None,
        Err(error) => Some(broken(&text, error, told)),
    }
}

/// How a faulty number resembles one that is known to be good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Likeness {
    /// What is left of it agrees: so many digits from the left.
    Front(usize),
    /// It differs in these places, counted from 1; at most two.
    Places(Vec<usize>),
    /// Two neighbours stand in each other's place; the first of them.
    Swapped(usize),
}

impl Likeness {
    /// Whether so much agrees that it is the number: birth date and all, not the area alone.
    pub const fn is_telling(&self) -> bool {
        match self {
            Self::Front(digits) => *digits >= 14,
            Self::Places(_) | Self::Swapped(_) => true,
        }
    }

    /// In a sentence, Chinese.
    pub fn sentence(&self) -> String {
        match self {
            Self::Front(digits) => format!("剩下的前 {digits} 位与上期登记的号码相同"),
            Self::Places(places) => {
                let places: Vec<String> = places.iter().map(ToString::to_string).collect();
                format!("与上期登记的号码差在第 {} 位", places.join("、"))
            }
            Self::Swapped(first) => {
                format!(
                    "与上期登记的号码相比，第 {first} 位和第 {} 位写反",
                    first + 1
                )
            }
        }
    }
}

/// How what stands in a cell resembles a good number; `None` if it is another number.
pub fn likeness(known: &IdNumber, cell: &str) -> Option<Likeness> {
    let known = known.to_current();
    let known = known.as_str().as_bytes();
    let text = plain(cell.trim_matches(is_mark));
    if let Some(front) = front_of(&text) {
        let same = front
            .bytes()
            .zip(known)
            .take_while(|(a, b)| a == *b)
            .count();
        // Scientific notation rounds the last digit that it shows.
        return (same >= 5 && same + 1 >= front.len()).then_some(Likeness::Front(same));
    }
    let text = text.as_bytes();
    if text.len() == known.len() {
        let places: Vec<usize> = (0..text.len())
            .filter(|at| text[*at] != known[*at])
            .collect();
        // Its end was rounded away.
        if text.ends_with(b"000") && places.iter().all(|at| *at >= 15) {
            return Some(Likeness::Front(15));
        }
        return match places.as_slice() {
            [a, b] if b - a == 1 && text[*a] == known[*b] && text[*b] == known[*a] => {
                Some(Likeness::Swapped(a + 1))
            }
            [] | [_] | [_, _] => Some(Likeness::Places(places.iter().map(|at| at + 1).collect())),
            _ if places.iter().all(|at| *at >= 15) => Some(Likeness::Front(15)),
            _ => None,
        };
    }
    let same = text.iter().zip(known).take_while(|(a, b)| a == b).count();
    (text.len() < known.len() && same == text.len() && same >= 10).then_some(Likeness::Front(same))
}

/// The digits that scientific notation shows: `4.30699E+17` gives `430699`.
fn front_of(text: &str) -> Option<String> {
    if Damage::detect(text) != Some(Damage::Scientific) {
        return None;
    }
    let (mantissa, _) = text.split_once('E')?;
    Some(mantissa.replace('.', ""))
}

/// What Excel and people take for "this is text".
const fn is_mark(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '＇' | '"' | '“' | '”')
}

fn found(ailment: Ailment, likely: impl Into<String>) -> Diagnosis {
    Diagnosis {
        ailment,
        likely: likely.into(),
    }
}

fn by_spreadsheet(text: &str, held: Held) -> Option<Diagnosis> {
    let long = text.len() > 15 && text.bytes().all(|byte| byte.is_ascii_digit());
    let zeros = text.ends_with("000");
    match (Damage::detect(text), held) {
        (Some(Damage::Scientific), _) => Some(found(
            Ailment::Scientific,
            "表格软件把号码当成了数字，后面各位已经丢了",
        )),
        (Some(Damage::FloatText), _) => Some(found(
            Ailment::Decimal,
            "表格软件把号码当成了小数，末几位不可靠",
        )),
        (Some(Damage::TrailingZeros), _) => Some(found(Ailment::TrailingZeros, ZEROS)),
        (None, Held::Number) if long && zeros => Some(found(Ailment::TrailingZeros, ZEROS)),
        (None, Held::Number) if long => Some(found(
            Ailment::Rounded,
            "表格软件只记得住前 15 位，后面各位是它补上的",
        )),
        (None, Held::Text | Held::Number) => None,
    }
}

const ZEROS: &str = "表格软件只记得住前 15 位，末三位已经丢了";

fn broken(text: &str, error: IdNumberError, told: Told<'_>) -> Diagnosis {
    if let Some(other) = other_number(text) {
        return found(Ailment::OtherNumber, other);
    }
    match error {
        IdNumberError::Length { found: length } if length < 18 => {
            found(Ailment::Truncated, too_short(text, length))
        }
        IdNumberError::Length { found: length } => found(
            Ailment::TooLong,
            format!("写了 {length} 位，多 {} 位", length - 18),
        ),
        IdNumberError::Character { position } => found(Ailment::Letter, letter(text, position)),
        IdNumberError::Area => found(Ailment::Area, "前六位是地区，开头两位没有这个省"),
        IdNumberError::BirthDate { last } => found(Ailment::BirthDate, birthday(text, last)),
        IdNumberError::CheckDigit => found(Ailment::CheckDigit, check(text, told)),
    }
}

/// What else was written into the column by mistake.
fn other_number(text: &str) -> Option<&'static str> {
    if PhoneKind::of(text).is_some() {
        return Some("像电话号码");
    }
    if credit_code::is_credit_code(text) {
        return Some("是单位的统一社会信用代码");
    }
    // An 18-digit number with a true birth date is a slip in an identity number, not an account.
    let birthday = birth_hint(text).is_some();
    (!birthday && bank_card::is_bank_card(text)).then_some("像银行账号")
}

fn too_short(text: &str, length: usize) -> String {
    let short = 18 - length;
    let plausible = length == 17 && text.bytes().all(|byte| byte.is_ascii_digit());
    let birthday = format!("{text}0");
    if plausible && birth_hint(&birthday).is_some() {
        return match check_digit(text.as_bytes()) {
            b'X' => "只有 17 位，多半是末位的 X 没有写上".to_owned(),
            _ => "只有 17 位，多半是末位没有写上".to_owned(),
        };
    }
    format!("只有 {length} 位，少 {short} 位")
}

fn letter(text: &str, position: usize) -> String {
    const LOOKS: [(char, char); 8] = [
        ('O', '0'),
        ('I', '1'),
        ('L', '1'),
        ('B', '8'),
        ('S', '5'),
        ('Z', '2'),
        ('Q', '0'),
        ('|', '1'),
    ];
    let wrong = text.chars().nth(position - 1);
    let turned: String = text
        .chars()
        .map(|c| {
            LOOKS
                .iter()
                .find(|(from, _)| *from == c)
                .map_or(c, |(_, to)| *to)
        })
        .collect();
    match wrong {
        Some('X') => format!("第 {position} 位写了 X，X 只会在末位"),
        Some(c) if LOOKS.iter().any(|(from, _)| *from == c) => {
            let sure = match turned.parse::<IdNumber>() {
                Ok(_) => "，改成数字就对得上",
                Err(_) => "",
            };
            format!("第 {position} 位写成了字母 {c}，多半是相像的数字{sure}")
        }
        Some(c) if !c.is_ascii() => "写的不是号码".to_owned(),
        Some(_) | None => format!("第 {position} 位不是数字"),
    }
}

fn birthday(text: &str, last: usize) -> String {
    let digits = text.as_bytes();
    let number = |from: usize, to: usize| {
        digits[from..to]
            .iter()
            .fold(0, |sum, byte| sum * 10 + digit(*byte))
    };
    let (month, day) = (number(last - 4, last - 2), number(last - 2, last));
    if (13..=31).contains(&month) && (1..=12).contains(&day) {
        return format!("第 {}–{last} 位的月和日多半写反", last - 3);
    }
    match (month, day) {
        (0 | 13.., _) => format!("第 {}–{} 位没有这个月份", last - 3, last - 2),
        (_, 0 | 32..) => format!("第 {}–{last} 位没有这一天", last - 1),
        (_, _) => format!("第 7–{last} 位没有这一天"),
    }
}

/// Where the slip may lie, as far as the row's own words tell.
fn check(text: &str, told: Told<'_>) -> String {
    let digits = text.as_bytes();
    if let Some(birth) = birth_hint(text) {
        let age = told.age.zip(told.today);
        let wrong =
            age.filter(|(age, today)| super::id_number::age(birth, *today).abs_diff(*age) > 1);
        if wrong.is_some() {
            return "号码里的生日和“年龄”对不上，多半是第 7–14 位抄错".to_owned();
        }
        if told.today.is_some_and(|today| birth > today) {
            return "号码里的生日还没有到，多半是第 7–10 位抄错".to_owned();
        }
    }
    let male = digit(digits[16]) % 2 == 1;
    let said = match told.sex.trim() {
        "男" => Some(true),
        "女" => Some(false),
        _ => None,
    };
    if said.is_some_and(|said| said != male) {
        return "号码里的性别和“性别”对不上，多半是第 17 位抄错".to_owned();
    }
    match (check_digit(digits), digits[17]) {
        (b'X', _) => "多半是末位的 X 写成了数字，或者前面抄错一位".to_owned(),
        (_, b'X') => "多半是末位不该写 X，或者前面抄错一位".to_owned(),
        (_, _) => "多半是抄错一位，或者相邻两位写反".to_owned(),
    }
}

#[cfg(test)]
mod tests;
