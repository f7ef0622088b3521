//! 扫描码: what stands in the square of dots on a sheet, so that its scan finds the way home. It
//! names the office, the sheet and the page, and nothing and nobody else.
//!
//! `GK1/7K3M9/SP-9QTX-7K3M/1.2`: the program, the office's mark, the sheet, page 1 of 2. Only
//! characters that a QR code holds as alphanumerics (GB/T 18284-2000, 5.4.4), so that it stays small.

use std::fmt;
use std::str::FromStr;

use crate::batch::BatchNo;
use crate::ids::{DisclosureId, OfficeId};
use crate::register::{Book, RegisterNo};

/// What every code begins with.
const PROGRAM: &str = "GK1";
/// Digits and letters without I, L, O and U (Crockford's base 32): no two look alike on paper.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters of an office's mark, and of the mark of an item.
const OFFICE_LETTERS: usize = 5;
const ITEM_LETTERS: usize = 8;
/// No sheet has more pages.
const MOST_PAGES: u32 = 9_999;

/// An office's mark on its sheets, from its id: another office's sheet is told from its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct OfficeMark(u32);

impl OfficeMark {
    /// The mark of an office.
    pub fn of(office: OfficeId) -> Self {
        Self((tail(&office.to_string()) & 0x1FF_FFFF) as u32)
    }
}

/// An item's mark on its approval sheet: the last forty bits of its id, which nobody could foresee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ItemMark(u64);

impl ItemMark {
    /// The mark of an item.
    pub fn of(item: DisclosureId) -> Self {
        Self(tail(&item.to_string()))
    }

    /// What the ids end with that have this mark: ten lower hexadecimal digits.
    pub fn id_ending(self) -> String {
        format!("{:010x}", self.0)
    }
}

/// The last forty bits of an id.
fn tail(id: &str) -> u64 {
    let digits = id.get(id.len().saturating_sub(10)..).unwrap_or_default();
    u64::from_str_radix(digits, 16).unwrap_or_default()
}

/// A sheet that bears a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CodedSheet {
    /// 审批表 of an item: `SP-9QTX-7K3M`. It has no number yet when it is printed.
    Approval(ItemMark),
    /// 批量审批表: `PL-2019-0003`.
    Batch(BatchNo),
    /// One of the copies of a release: `GK-2019-0049-1`, of an internal one `GN-2019-0012-1`.
    Copy {
        /// The book it stands in.
        book: Book,
        /// 登记编号.
        no: RegisterNo,
        /// Which copy, from 1.
        copy: u32,
    },
}

impl CodedSheet {
    /// The copy with this 份号 (`2019-0049-1`).
    pub fn copy(book: Book, copy_no: &str) -> Option<Self> {
        let (no, copy) = copy_no.rsplit_once('-')?;
        Some(Self::Copy {
            book,
            no: no.parse().ok()?,
            copy: copy.parse().ok().filter(|copy| *copy > 0)?,
        })
    }
}

impl fmt::Display for CodedSheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Approval(mark) => {
                let letters = lettered(mark.0, ITEM_LETTERS);
                let (first, last) = letters.split_at(ITEM_LETTERS / 2);
                write!(f, "SP-{first}-{last}")
            }
            Self::Batch(no) => write!(f, "PL-{:04}-{:04}", no.year, no.number),
            Self::Copy { book, no, copy } => write!(f, "{}-{no}-{copy}", series(*book)),
        }
    }
}

/// What the codes of a book's sheets begin with.
pub const fn series(book: Book) -> &'static str {
    match book {
        Book::Public => "GK",
        Book::Internal => "GN",
        // Nothing of it is ever copied; the letters are kept for it.
        Book::Exempt => "BG",
    }
}

/// Reads what stands beside the square, as a person types it: small letters, spaces and full-width
/// characters are forgiven, 0 and O, 1 and I too; `批2019-0003` is taken as well.
impl FromStr for CodedSheet {
    type Err = NotAScanCode;

    fn from_str(text: &str) -> Result<Self, NotAScanCode> {
        let refuse = || NotAScanCode(text.to_owned());
        let plain = plainly(text);
        if let Some(no) = plain.strip_prefix('批') {
            let no: BatchNo = format!("批{no}").parse().map_err(|_| refuse())?;
            return Ok(Self::Batch(no));
        }
        let (kind, rest) = plain.split_once('-').ok_or_else(refuse)?;
        let sheet = match kind {
            "SP" => unlettered(&rest.replace('-', ""), ITEM_LETTERS)
                .map(|mark| Self::Approval(ItemMark(mark))),
            "PL" => format!("批{rest}").parse().ok().map(Self::Batch),
            "GK" => Self::copy(Book::Public, rest),
            "GN" => Self::copy(Book::Internal, rest),
            // What people type has no end of kinds.
            _ => None,
        };
        sheet.ok_or_else(refuse)
    }
}

fn plainly(text: &str) -> String {
    text.trim()
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '－' | '—' | '–' | '‐' | '−' => '-',
            // Full-width forms lie at one distance from the plain ones.
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            other => other,
        })
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// A code whole: whose sheet, which page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ScanCode {
    /// Whose.
    pub office: OfficeMark,
    /// Which sheet.
    pub sheet: CodedSheet,
    /// Which page of it, from 1.
    pub page: u32,
    /// How many pages it has.
    pub pages: u32,
}

impl fmt::Display for ScanCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let office = lettered(u64::from(self.office.0), OFFICE_LETTERS);
        let Self {
            sheet, page, pages, ..
        } = self;
        write!(f, "{PROGRAM}/{office}/{sheet}/{page}.{pages}")
    }
}

impl FromStr for ScanCode {
    type Err = NotAScanCode;

    fn from_str(text: &str) -> Result<Self, NotAScanCode> {
        let refuse = || NotAScanCode(text.to_owned());
        let parts: Vec<&str> = text.split('/').collect();
        let [PROGRAM, office, sheet, place] = parts.as_slice() else {
            return Err(refuse());
        };
        let (page, pages) = place.split_once('.').ok_or_else(refuse)?;
        let number = |text: &str| text.parse::<u32>().map_err(|_| refuse());
        let office = unlettered(office, OFFICE_LETTERS).ok_or_else(refuse)?;
        let code = Self {
            office: OfficeMark(office as u32),
            sheet: sheet.parse().map_err(|_| refuse())?,
            page: number(page)?,
            pages: number(pages)?,
        };
        let counted = (1..=code.pages.min(MOST_PAGES)).contains(&code.page);
        // Another spelling of a code is none that this house printed.
        match counted && code.to_string() == text {
            true => Ok(code),
            false => Err(refuse()),
        }
    }
}

/// What was given is no code of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是扫描码：应如 SP-9QTX-7K3M、PL-2019-0003 或 GK-2019-0049-1")]
pub struct NotAScanCode(pub String);

fn lettered(mut value: u64, count: usize) -> String {
    let mut letters = vec![LETTERS[0]; count];
    for letter in letters.iter_mut().rev() {
        *letter = LETTERS[(value % 32) as usize];
        value /= 32;
    }
    letters.into_iter().map(char::from).collect()
}

fn unlettered(text: &str, count: usize) -> Option<u64> {
    if text.len() != count {
        return None;
    }
    let mut value = 0;
    for letter in text.bytes() {
        let letter = match letter {
            b'O' => b'0',
            b'I' | b'L' => b'1',
            other => other,
        };
        let digit = LETTERS.iter().position(|known| *known == letter)?;
        value = value * 32 + digit as u64;
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ids::IdSeed;

    fn seed(random: [u8; 10]) -> IdSeed {
        IdSeed {
            unix_ms: 1_571_100_000_000,
            random,
        }
    }

    proptest! {
        #[test]
        fn every_code_is_read_as_it_was_printed(
            office in any::<[u8; 10]>(), item in any::<[u8; 10]>(),
            year in 1990_i32..2100, number in 1_u32..20_000, copy in 1_u32..40,
            pages in 1_u32..=300, page in 1_u32..=300,
        ) {
            let id = DisclosureId::new(&seed(item));
            let no = RegisterNo { year, number };
            let page = page.min(pages);
            for sheet in [
                CodedSheet::Approval(ItemMark::of(id)),
                CodedSheet::Batch(BatchNo { year, number }),
                CodedSheet::Copy { book: Book::Public, no, copy },
                CodedSheet::Copy { book: Book::Internal, no, copy },
            ] {
                let office = OfficeMark::of(OfficeId::new(&seed(office)));
                let code = ScanCode { office, sheet, page, pages };
                let text = code.to_string();
                prop_assert!(text.len() <= 38, "{text} makes the square larger");
                prop_assert_eq!(text.parse(), Ok(code));
                prop_assert_eq!(sheet.to_string().to_lowercase().parse(), Ok(sheet));
            }
            prop_assert!(id.to_string().replace('-', "").ends_with(&ItemMark::of(id).id_ending()));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,60}") {
            let _ = text.parse::<ScanCode>();
            let _ = text.parse::<CodedSheet>();
        }
    }

    #[test]
    fn what_is_typed_is_forgiven_and_what_is_wrong_is_not() {
        let sheet = |text: &str| text.parse::<CodedSheet>();
        assert_eq!(sheet("sp-9qtx-7k3m"), sheet("SP－9QTX7K3M"));
        assert_eq!(sheet(" SP-9QTO-7K3I "), sheet("SP-9QT0-7K31"));
        assert_eq!(sheet("批2019-0003"), sheet("pl-2019-0003"));
        for wrong in [
            "",
            "SP-9QTX",
            "GK-2019-0049",
            "GK-2019-0049-0",
            "XX-2019-0049-1",
            "2019-0049-1",
        ] {
            assert!(sheet(wrong).is_err(), "{wrong}");
        }
        for wrong in [
            "GK1/7K3M9/PL-2019-0003/3.2",
            "GK1/7K3M9/PL-2019-0003/0.2",
            "https://example.org",
        ] {
            assert!(wrong.parse::<ScanCode>().is_err(), "{wrong}");
        }
    }
}
