//! Places on a sheet as spreadsheet programs write them: `D9`, `A1:C3`; a place off the sheet is
//! none.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::raw::{MAX_COLUMNS, MAX_ROWS};

/// A rectangle of cells, 1-based and inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u32,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u32,
}

impl Area {
    /// Whether the cell lies in the area.
    pub fn holds(&self, row: u32, column: u32) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }
}

/// How wide a run of columns is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Width {
    /// First column, 1-based.
    pub first: u32,
    /// Last column.
    pub last: u32,
    /// In 256ths of a character, as the older format counts.
    units: u32,
}

impl Width {
    /// The widest that a column can be, in 256ths of a character.
    const WIDEST: u32 = 255 * 256;

    /// Of columns so many 256ths of a character wide; one that cannot be is none.
    pub(crate) fn of_units(first: u32, last: u32, units: u32) -> Option<Self> {
        let sound = (1..=MAX_COLUMNS).contains(&first) && first <= last;
        (sound && (1..=Self::WIDEST).contains(&units)).then_some(Self {
            first,
            last: last.min(MAX_COLUMNS),
            units,
        })
    }

    /// The same, in characters.
    pub(crate) fn of_characters(first: u32, last: u32, characters: f64) -> Option<Self> {
        let units = characters * 256.0;
        let sound = (1.0..=f64::from(Self::WIDEST)).contains(&units);
        sound.then(|| Self::of_units(first, last, units as u32))?
    }

    /// In characters, as a spreadsheet program shows it: what is kept holds the five pixels beside
    /// the text as well (ECMA-376, 18.3.1.13; a character has seven).
    pub fn characters(self) -> f64 {
        (f64::from(self.units) / 256.0 - 5.0 / 7.0).max(0.0)
    }
}

/// `A`, `Z`, `AA` … for a 1-based column.
pub fn column_letters(column: u32) -> String {
    let mut letters = String::new();
    push_letters(column, &mut letters);
    letters
}

/// Writes `AB12`; both 1-based.
pub(crate) fn push_reference(row: u32, column: u32, to: &mut String) {
    push_letters(column, to);
    // Writing to a string never fails.
    let _ = write!(to, "{row}");
}

fn push_letters(column: u32, to: &mut String) {
    if column > 0 {
        let rest = column - 1;
        push_letters(rest / 26, to);
        to.push(char::from(b'A' + (rest % 26) as u8));
    }
}

/// The row and column of a reference such as `AB12`, both 1-based.
pub(crate) fn parse_reference(reference: &str) -> Option<(u32, u32)> {
    let reference = reference.trim_start_matches('$');
    let split = reference.find(|c: char| !c.is_ascii_alphabetic())?;
    let (letters, digits) = reference.split_at(split);
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column = letters.bytes().fold(0_u32, |sum, letter| {
        sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    let row: u32 = digits.trim_start_matches('$').parse().ok()?;
    ((1..=MAX_ROWS).contains(&row) && column <= MAX_COLUMNS).then_some((row, column))
}

/// The area of a reference such as `A1:C3` or `B2`.
pub(crate) fn parse_area(reference: &str) -> Option<Area> {
    let (first, last) = reference.split_once(':').unwrap_or((reference, reference));
    let (top, left) = parse_reference(first)?;
    let (bottom, right) = parse_reference(last)?;
    (top <= bottom && left <= right).then_some(Area {
        top,
        left,
        bottom,
        right,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (column, letters) in [
            (1, "A"),
            (26, "Z"),
            (27, "AA"),
            (702, "ZZ"),
            (16_384, "XFD"),
        ] {
            assert_eq!(column_letters(column), letters);
            let mut reference = String::new();
            push_reference(MAX_ROWS, column, &mut reference);
            assert_eq!(reference, format!("{letters}1048576"));
            assert_eq!(parse_reference(&format!("{letters}7")), Some((7, column)));
        }
        for bad in ["", "A", "7", "A0", "XFE1", "A1048577", "AAAA1", "A1B"] {
            assert_eq!(parse_reference(bad), None, "{bad}");
        }
        assert_eq!(parse_area("C3:A1"), None);
    }
}
