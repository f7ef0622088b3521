//! The citizen's identity number (公民身份号码, GB 11643-1999); it refuses a number whose form,
//! area, birth date or check digit cannot be true.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use super::characters::{digit, plain};
use super::mask;
use crate::coded::coded;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: &[u8; 11] = b"10X98765432";

/// First two digits of an area code: provinces (GB/T 2260) and the residence permits of
/// Hong Kong, Macao and Taiwan residents (81–83).
const PROVINCES: &[u8] = &[
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52,
    53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83,
];

/// An identity number that obeys the standard: 18 characters, or 15 of the old form.
///
/// `Display` and `Debug` show it masked; [`IdNumber::as_str`] is the only way to the whole.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdNumber {
    text: String,
    birth_date: NaiveDate,
}

impl IdNumber {
    /// The whole number, normalised: half-width, upper-case X, no blanks.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The birth date in it.
    pub const fn birth_date(&self) -> NaiveDate {
        self.birth_date
    }

    /// Whole years of age on a day; 0 before birth.
    pub fn age_on(&self, date: NaiveDate) -> u32 {
        age(self.birth_date, date)
    }

    /// Whether the person is under 14 on a day: then everything about them is sensitive
    /// (Personal Information Protection Law, Art. 28).
    pub fn is_minor_on(&self, date: NaiveDate) -> bool {
        self.age_on(date) < MINOR_BELOW
    }

    /// Whether it is the 15-digit form of before 1999.
    pub fn is_old_form(&self) -> bool {
        self.text.len() == 15
    }

    /// The 18-digit form; an old number gains its century and check digit.
    pub fn to_current(&self) -> Self {
        if !self.is_old_form() {
            return self.clone();
        }
        let mut text = format!("{}19{}", &self.text[..6], &self.text[6..]);
        text.push(char::from(check_digit(text.as_bytes())));
        Self {
            text,
            birth_date: self.birth_date,
        }
    }
}

/// Under this age a person is a minor in the sense of Art. 28 (PIPL).
pub const MINOR_BELOW: u32 = 14;

/// Whole years between birth and a day; 0 before birth. Born on 29 February, a person turns a
/// year older on 1 March of a common year.
pub fn age(birth: NaiveDate, on: NaiveDate) -> u32 {
    let years = on.year() - birth.year();
    let had_birthday = (on.month(), on.day()) >= (birth.month(), birth.day());
    u32::try_from(if had_birthday { years } else { years - 1 }).unwrap_or(0)
}

/// The birth date that stands in an 18- or 15-digit number even where its check digit is wrong,
/// so that a child's name is protected although the number was damaged on the way.
pub fn birth_hint(text: &str) -> Option<NaiveDate> {
    let plain = plain(text);
    let digits = plain.as_bytes();
    match digits.len() {
        15 | 18 if digits[..digits.len() - 1].iter().all(u8::is_ascii_digit) => birth_of(digits),
        _ => None,
    }
}

impl FromStr for IdNumber {
    type Err = IdNumberError;

    fn from_str(text: &str) -> Result<Self, IdNumberError> {
        let text = plain(text);
        if let Some(position) = text
            .chars()
            .enumerate()
            .position(|(at, c)| !(c.is_ascii_digit() || (c == 'X' && at == 17)))
        {
            return Err(IdNumberError::Character {
                position: position + 1,
            });
        }
        let digits = text.as_bytes();
        if !matches!(digits.len(), 15 | 18) {
            return Err(IdNumberError::Length {
                found: digits.len(),
            });
        }
        if !plausible_area(digits) || (digits.len() == 15 && !plausible_place(digits)) {
            return Err(IdNumberError::Area);
        }
        let birth_date = birth_of(digits).ok_or(IdNumberError::BirthDate {
            last: if digits.len() == 18 { 14 } else { 12 },
        })?;
        if digits.len() == 18 && digits[17] != check_digit(digits) {
            return Err(IdNumberError::CheckDigit);
        }
        Ok(Self {
            text: text.into_owned(),
            birth_date,
        })
    }
}

impl fmt::Display for IdNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&mask::mask_id(&self.text))
    }
}

impl fmt::Debug for IdNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IdNumber({self})")
    }
}

/// Which rule of GB 11643 a number breaks. Positions count from 1; the number itself is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdNumberError {
    /// Neither 18 nor 15 characters.
    #[error("身份证号应为 18 位（旧号 15 位），现有 {found} 位")]
    Length {
        /// How many there are, without blanks.
        found: usize,
    },
    /// Something else than a digit (X only in the last place).
    #[error("身份证号第 {position} 位不是数字")]
    Character {
        /// Place of the character.
        position: usize,
    },
    /// The first two digits are no province.
    #[error("身份证号第 1–2 位不是省级行政区划代码")]
    Area,
    /// The birth date does not exist.
    #[error("身份证号第 7–{last} 位不是真实的出生日期")]
    BirthDate {
        /// Last place of the birth date.
        last: usize,
    },
    /// The check digit does not fit.
    #[error("身份证号第 18 位校验码不对，号码可能抄错")]
    CheckDigit,
}

coded! {
    /// What a spreadsheet program did to a long number.
    pub enum Damage ("号码损坏") {
        /// The last three digits became 000 (15 significant digits of a float).
        TrailingZeros = "trailing_zeros" / "末三位被表格软件改成了 000",
        /// Shown as 3.50102E+17.
        Scientific = "scientific" / "被表格软件改成了科学记数法",
        /// A decimal point or decimals behind the number.
        FloatText = "float_text" / "被表格软件当作小数，末尾多了小数位",
    }
}

impl Damage {
    /// Tells what a spreadsheet did to a cell that should hold an identity number; `None` when
    /// the number is whole or wrong in another way.
    pub fn detect(cell: &str) -> Option<Self> {
        let plain: String = plain(cell.replace(['-', '－'], "").as_str())
            .trim_start_matches('\'')
            .to_owned();
        if is_scientific(&plain) {
            return Some(Self::Scientific);
        }
        if let Some((whole, fraction)) = plain.split_once('.') {
            let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
            return (matches!(whole.len(), 15 | 18) && digits(whole) && digits(fraction))
                .then_some(Self::FloatText);
        }
        let long = plain.len() == 18 && plain.bytes().all(|b| b.is_ascii_digit());
        let broken = plain.parse::<IdNumber>() == Err(IdNumberError::CheckDigit);
        (long && plain.ends_with("000") && broken).then_some(Self::TrailingZeros)
    }
}

/// `3.50102E+17`, `4.30699199001011E17`.
fn is_scientific(plain: &str) -> bool {
    let Some((mantissa, exponent)) = plain.split_once('E') else {
        return false;
    };
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    whole.len() == 1
        && whole
            .bytes()
            .chain(fraction.bytes())
            .all(|b| b.is_ascii_digit())
        && matches!(exponent, "14" | "17")
}

fn plausible_area(digits: &[u8]) -> bool {
    let province =
        |at: usize| PROVINCES.contains(&((digit(digits[at]) * 10 + digit(digits[at + 1])) as u8));
    // Permanent residence cards of foreigners (2023): 9, then the province, then the nationality.
    province(0) || (digits.len() == 18 && digits[0] == b'9' && province(1))
}

/// Whether the third to sixth digit can be a prefecture and a county (GB/T 2260: prefectures 01–54
/// and 90, counties 01–43 and 81–99). The old form has no check digit; this stands in for it.
fn plausible_place(digits: &[u8]) -> bool {
    let pair = |at: usize| digit(digits[at]) * 10 + digit(digits[at + 1]);
    matches!(pair(2), 1..=54 | 90) && matches!(pair(4), 1..=43 | 81..=99)
}

fn birth_of(digits: &[u8]) -> Option<NaiveDate> {
    let number = |range: std::ops::Range<usize>| {
        digits[range]
            .iter()
            .fold(0, |sum, byte| sum * 10 + digit(*byte))
    };
    let (year, month, day) = if digits.len() == 18 {
        (number(6..10), number(10..12), number(12..14))
    } else {
        (1900 + number(6..8), number(8..10), number(10..12))
    };
    if !(1880..=2049).contains(&year) {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// The check character of the first 17 digits (ISO 7064 MOD 11-2).
pub(crate) fn check_digit(digits: &[u8]) -> u8 {
    let sum: u32 = digits
        .iter()
        .zip(WEIGHTS)
        .map(|(byte, weight)| digit(*byte) * weight)
        .sum();
    CHECKS[(sum % 11) as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn reads_what_villages_write() {
        for text in [
            "11010519491231002X",
            "11010519491231002x",
            " １１０１０５１９４９１２３１００２Ｘ",
            "110105 1949 1231 002X",
            "110105-19491231-002X",
            "110105\n19491231002X",
        ] {
            let id: IdNumber = text.parse().unwrap();
            assert_eq!(id.as_str(), "11010519491231002X");
            assert_eq!(id.birth_date(), day("1949-12-31"));
        }
        let old: IdNumber = "110105491231002".parse().unwrap();
        assert!(old.is_old_form());
        assert_eq!(old.to_current().as_str(), "11010519491231002X");
    }

    #[test]
    fn names_the_broken_rule() {
        use IdNumberError as E;
        for (text, error) in [
            ("", E::Length { found: 0 }),
            ("1101051949123100", E::Length { found: 16 }),
            ("1101051949O231002X", E::Character { position: 11 }),
            ("X10105194912310021", E::Character { position: 1 }),
            ("99010519491231002X", E::Area),
            ("11010519490231002X", E::BirthDate { last: 14 }),
            ("110105491331002", E::BirthDate { last: 12 }),
            ("110105194912310021", E::CheckDigit),
            ("张三", E::Character { position: 1 }),
        ] {
            assert_eq!(text.parse::<IdNumber>(), Err(error), "{text}");
            assert!(!error.to_string().contains("1231"));
        }
    }

    #[test]
    fn counts_age_and_never_shows_itself() {
        let id: IdNumber = "11010519491231002X".parse().unwrap();
        assert_eq!(id.age_on(day("2019-12-30")), 69);
        assert_eq!(id.age_on(day("2019-12-31")), 70);
        assert_eq!(id.age_on(day("1900-01-01")), 0);
        assert!(id.is_minor_on(day("1963-12-30")));
        assert!(!id.is_minor_on(day("1963-12-31")));
        assert_eq!(
            format!("{id} {id:?}"),
            "11*************02X IdNumber(11*************02X)"
        );
    }

    #[test]
    fn tells_what_excel_did() {
        for (cell, damage) in [
            ("110105194912310000", Some(Damage::TrailingZeros)),
            ("3.50102E+17", Some(Damage::Scientific)),
            ("4.30699199001011E+17", Some(Damage::Scientific)),
            ("110105194912310021.0", Some(Damage::FloatText)),
            ("110105491231002.00", Some(Damage::FloatText)),
            ("11010519491231002X", None),
            ("110105194912310021", None),
            ("12,600.00", None),
            ("", None),
        ] {
            assert_eq!(Damage::detect(cell), damage, "{cell}");
        }
        assert_eq!(birth_hint("110105194912310000"), Some(day("1949-12-31")));
        assert_eq!(birth_hint("3.50102E+17"), None);
    }
}
