//! Register numbers: `2019-0049`, per book and year, without gaps. They are not in the shape of a
//! 发文字号 (木政发〔2019〕49号), which only real documents bear.

use std::fmt;
use std::str::FromStr;

use serde_with::{DeserializeFromStr, SerializeDisplay};

use crate::coded::coded;
use crate::vocabulary::DisclosureClass;

coded! {
    /// The books: what is not public is never listed between public lines.
    pub enum Book ("登记簿") {
        /// 政务公开登记簿.
        Public = "public" / "政务公开登记簿" | "公开",
        /// 内部公开登记簿.
        Internal = "internal" / "内部公开登记簿" | "内部",
        /// 不予公开登记簿.
        Exempt = "exempt" / "不予公开登记簿" | "不予",
    }
}

impl Book {
    /// The book an item of this class is written into; 依申请 items are in none.
    pub const fn of(class: DisclosureClass) -> Option<Self> {
        match class {
            DisclosureClass::Proactive => Some(Self::Public),
            DisclosureClass::Internal => Some(Self::Internal),
            DisclosureClass::Exempt => Some(Self::Exempt),
            DisclosureClass::OnRequest => None,
        }
    }
}

/// 登记编号: year, hyphen, running number of at least four digits.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, SerializeDisplay, DeserializeFromStr,
)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(type = "string"))]
pub struct RegisterNo {
    /// The year of the book.
    pub year: i32,
    /// Running number from 1.
    pub number: u32,
}

impl fmt::Display for RegisterNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:04}", self.year, self.number)
    }
}

impl FromStr for RegisterNo {
    type Err = NotARegisterNo;

    fn from_str(text: &str) -> Result<Self, NotARegisterNo> {
        let refuse = || NotARegisterNo(text.to_owned());
        let (year, number) = text.split_once('-').ok_or_else(refuse)?;
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if year.len() != 4 || number.len() < 4 || !digits(year) || !digits(number) {
            return Err(refuse());
        }
        let parsed = Self {
            year: year.parse().map_err(|_| refuse())?,
            number: number.parse().map_err(|_| refuse())?,
        };
        // 2019-00049 would be a second spelling of the same number.
        if parsed.number == 0 || parsed.to_string() != text {
            Err(refuse())
        } else {
            Ok(parsed)
        }
    }
}

/// What was given is not a register number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是登记编号：应为年份、短横、至少四位流水号，如 2019-0049")]
pub struct NotARegisterNo(pub String);

coded! {
    /// For whom a copy is made (一式三份, 木金 plan 四(二)4).
    pub enum CopyFor ("份") {
        /// 报县.
        County = "county" / "报县" | "县",
        /// 乡存.
        Township = "township" / "乡存" | "乡",
        /// 公开栏张贴.
        Board = "board" / "张贴" | "公开栏",
    }
}

/// The copies a release makes, in the order of their numbers: one for the county, one for the
/// township, `posted` for the boards; inside the office one for the township only.
pub fn copies_of(class: DisclosureClass, posted: u32) -> Vec<CopyFor> {
    match class {
        DisclosureClass::Proactive => {
            let boards = std::iter::repeat_n(CopyFor::Board, posted as usize);
            [CopyFor::County, CopyFor::Township]
                .into_iter()
                .chain(boards)
                .collect()
        }
        DisclosureClass::Internal => vec![CopyFor::Township],
        DisclosureClass::OnRequest | DisclosureClass::Exempt => Vec::new(),
    }
}

/// Number of the `index`-th copy (from 0): `2019-0049-1`.
pub fn copy_no(register_no: RegisterNo, index: usize) -> String {
    format!("{register_no}-{}", index + 1)
}

/// Whether a release of this class writes a letter to the county.
pub const fn reports_to_county(class: DisclosureClass) -> bool {
    match class {
        DisclosureClass::Proactive => true,
        DisclosureClass::OnRequest | DisclosureClass::Exempt | DisclosureClass::Internal => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_grow_past_four_digits_and_have_one_spelling() {
        let no = RegisterNo {
            year: 2019,
            number: 49,
        };
        assert_eq!(no.to_string(), "2019-0049");
        assert_eq!(
            "2019-10000".parse(),
            Ok(RegisterNo {
                year: 2019,
                number: 10_000
            })
        );
        for wrong in [
            "2019-049",
            "2019-00049",
            "2019-0000",
            "19-0001",
            "2019-0001-1",
            "2019—0001",
            "2019-99999999999",
        ] {
            assert!(wrong.parse::<RegisterNo>().is_err(), "{wrong}");
        }
    }
}
