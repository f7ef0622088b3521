//! Money is a whole number of 分; it is never a float.

use std::fmt;
use std::iter::Sum;
use std::ops::Add;

pub mod words;

/// An amount of money in 分 (1/100 yuan). May be negative.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(transparent)]
pub struct Fen(pub i64);

impl Fen {
    /// Reads an amount in yuan as villages write it: `1,260.00`, `１２６０`, `¥1260`, `1260元`.
    /// More than two decimals are refused unless they are zeros.
    ///
    /// # Errors
    /// [`NotMoney`] names what was given.
    pub fn parse_yuan(text: &str) -> Result<Self, NotMoney> {
        // Fifteen digits fit whatever they are; most cells of a list hold digits alone.
        if (1..=15).contains(&text.len())
            && let Some(yuan) = digits_alone(text)
        {
            return Ok(Self(yuan * 100));
        }
        let refuse = || NotMoney(text.to_owned());
        let plain: String = text
            .chars()
            .map(|c| match c {
                '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
                '．' => '.',
                '，' => ',',
                '－' | '−' => '-',
                other => other,
            })
            .filter(|c| !c.is_whitespace() && *c != ',')
            .collect();
        let plain = plain.trim_start_matches(['¥', '￥']).trim_end_matches('元');
        let (negative, digits) = match plain.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, plain),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || whole.len() > 15 || !all_digits(whole) || !all_digits(fraction) {
            return Err(refuse());
        }
        if fraction.bytes().skip(2).any(|b| b != b'0') {
            return Err(refuse());
        }
        let yuan: i64 = whole.parse().map_err(|_| refuse())?;
        let cents = fraction
            .bytes()
            .chain(*b"00")
            .take(2)
            .fold(0, |sum, b| sum * 10 + i64::from(b - b'0'));
        let fen = yuan
            .checked_mul(100)
            .and_then(|fen| fen.checked_add(cents))
            .ok_or_else(refuse)?;
        Ok(Self(if negative { -fen } else { fen }))
    }
}

/// The number that digits and nothing else write.
fn digits_alone(text: &str) -> Option<i64> {
    text.bytes().try_fold(0_i64, |sum, byte| {
        let digit = byte.is_ascii_digit().then(|| i64::from(byte - b'0'))?;
        sum.checked_mul(10)?.checked_add(digit)
    })
}

/// `1,260.00`: thousands apart, always two decimals.
impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let yuan = (self.0.unsigned_abs() / 100).to_string();
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}")?;
        for (index, digit) in yuan.chars().enumerate() {
            if index > 0 && (yuan.len() - index).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        write!(f, ".{:02}", self.0.unsigned_abs() % 100)
    }
}

impl Add for Fen {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for Fen {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self(0), Add::add)
    }
}

/// What was given is not an amount of money.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是金额：应为元，最多两位小数")]
pub struct NotMoney(pub String);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_what_villages_write() {
        for (text, fen) in [
            ("1,260.00", 126_000),
            ("１２６０．５", 126_050),
            ("¥630元", 63_000),
            ("-0.01", -1),
            ("0", 0),
        ] {
            assert_eq!(Fen::parse_yuan(text), Ok(Fen(fen)), "{text}");
        }
        for text in ["", "1.234", "一百", "1e3", ".5", "9999999999999999"] {
            assert!(Fen::parse_yuan(text).is_err(), "{text}");
        }
    }

    #[test]
    fn prints_thousands() {
        assert_eq!(Fen(3_591_000).to_string(), "35,910.00");
        assert_eq!(Fen(-5).to_string(), "-0.05");
        assert_eq!(Fen(99_900).to_string(), "999.00");
    }

    proptest! {
        #[test]
        fn digits_alone_are_read_like_any_other_amount(digits in "[0-9]{0,20}") {
            let told = Fen::parse_yuan(&format!("{digits}元"));
            prop_assert_eq!(Fen::parse_yuan(&digits).ok(), told.ok());
        }
    }
}
