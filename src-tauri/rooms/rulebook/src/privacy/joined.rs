//! Identity numbers typed into several cells, side by side or one below the other; it joins only
//! what gives a number that obeys GB 11643.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use super::IdNumber;
use super::characters::{is_blank, is_hyphen, narrow};

/// Length of an identity number, and of its old form.
const LENGTH: usize = 18;
const OLD_LENGTH: usize = 15;

/// The fewest digits that neighbouring cells must have together.
pub const SHORTEST: usize = OLD_LENGTH;

/// The old form has no check digit: fewer cells, the first with the whole area, speak for it.
const MOST_OLD_PARTS: usize = 2;
const AREA: usize = 6;

/// The fewest digits of either half of a number that goes on in the next row.
const SHORTEST_HALF: usize = 3;

/// A number whose parts stand in neighbouring cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// Indices of the cells, of those that were given.
    pub cells: RangeInclusive<usize>,
    /// The whole number.
    pub text: String,
}

/// What a cell can give to a number: digits, the last perhaps an X; nothing else beside blanks,
/// hyphens and the apostrophe that makes a cell text.
pub fn part(cell: &str) -> Option<Cow<'_, str>> {
    if cell.bytes().all(|byte| byte.is_ascii_digit()) {
        return (1..LENGTH)
            .contains(&cell.len())
            .then_some(Cow::Borrowed(cell));
    }
    if !may_be_part(cell) || is_too_long(cell) {
        return None;
    }
    let mut text = String::new();
    for c in cell.chars() {
        if is_blank(c) || is_hyphen(c) || matches!(c, '\'' | '’' | '‘' | '`') {
            continue;
        }
        let c = narrow(c).to_ascii_uppercase();
        let ends = text.ends_with('X');
        if ends || text.len() >= LENGTH || !(c.is_ascii_digit() || c == 'X') {
            return None;
        }
        text.push(c);
    }
    (1..LENGTH)
        .contains(&text.len())
        .then_some(Cow::Owned(text))
}

/// Whether a cell holds a whole number already, as most cells of digits and an X do.
fn is_too_long(cell: &str) -> bool {
    cell.len() >= LENGTH && cell.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether a cell could give something, at a glance: [`part`] gives nothing where this says no.
pub fn may_be_part(cell: &str) -> bool {
    cell.chars().next().is_some_and(may_begin)
}

/// The identity numbers over neighbouring cells of a row, of the parts that [`part`] gave;
/// nothing in between breaks them off.
pub fn over_cells(parts: &[Option<Cow<'_, str>>]) -> Vec<Joined> {
    let mut found = Vec::new();
    for first in 0..parts.len() {
        let mut length = 0;
        for (last, part) in parts.iter().enumerate().skip(first) {
            let Some(part) = part else { break };
            length += part.len();
            if length > LENGTH {
                break;
            }
            // Most cells side by side are too short or too long together.
            if last == first || !matches!(length, LENGTH | OLD_LENGTH) {
                continue;
            }
            let cells = first..=last;
            let text: String = parts[cells.clone()].iter().flatten().cloned().collect();
            if is_number(&text, last - first + 1, parts[first].as_deref()) {
                found.push(Joined { cells, text });
            }
        }
    }
    found
}

/// The identity number that begins in a cell and ends in the one below.
pub fn over_rows(upper: &str, lower: &str) -> Option<String> {
    // Two plain cells whose lengths add up to no number are most of a list.
    let together = upper.len() + lower.len();
    if upper.len() < AREA
        || lower.len() < SHORTEST_HALF
        || is_too_long(upper)
        || (upper.is_ascii() && lower.is_ascii() && together < OLD_LENGTH)
        || !lower.chars().next().is_some_and(may_begin)
        || (both_plain(upper, lower) && !matches!(together, LENGTH | OLD_LENGTH))
    {
        return None;
    }
    let (upper, lower) = (part(upper)?, part(lower)?);
    if upper.len() < SHORTEST_HALF.max(AREA) || lower.len() < SHORTEST_HALF {
        return None;
    }
    let text = format!("{upper}{lower}");
    is_number(&text, 2, Some(&upper)).then_some(text)
}

fn both_plain(upper: &str, lower: &str) -> bool {
    let mut bytes = upper.bytes().chain(lower.bytes());
    bytes.all(|byte| byte.is_ascii_digit())
}

fn is_number(text: &str, parts: usize, first: Option<&str>) -> bool {
    match text.len() {
        LENGTH => text.parse::<IdNumber>().is_ok(),
        OLD_LENGTH => {
            let area = first.is_some_and(|first| first.len() >= AREA);
            area && parts <= MOST_OLD_PARTS && text.parse::<IdNumber>().is_ok()
        }
        _ => false,
    }
}

fn may_begin(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(c, 'x' | 'X' | '\'' | '’' | '‘' | '`')
        || !c.is_ascii() && (is_blank(c) || is_hyphen(c) || narrow(c).is_ascii_alphanumeric())
        || is_blank(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::id_number::check_digit;
    use super::*;

    /// Invented: the area 430699 exists nowhere.
    fn whole() -> String {
        let mut id = "43069919410307001".to_owned();
        id.push(char::from(check_digit(id.as_bytes())));
        id
    }

    fn joined(cells: &[&str]) -> Vec<Joined> {
        let parts: Vec<_> = cells.iter().map(|cell| part(cell)).collect();
        over_cells(&parts)
    }

    #[test]
    fn parts_of_every_length_are_joined() {
        let id = whole();
        for cut in 1..LENGTH {
            let found = joined(&["630", "钱夏禾", &id[..cut], &id[cut..]]);
            let expected = Joined {
                cells: 2..=3,
                text: id.clone(),
            };
            assert_eq!(found, [expected], "{cut}");
        }
        let boxes: Vec<&str> = (0..LENGTH).map(|at| &id[at..=at]).collect();
        assert_eq!(joined(&boxes).len(), 1, "one digit to a cell");
        assert!(joined(&[&id[..6], "", &id[6..]]).is_empty());
        assert!(joined(&["张三", "630", "1260"]).is_empty());
        assert_eq!(joined(&["430699", "800101001"]).len(), 1, "the old form");
    }

    #[test]
    fn a_number_goes_on_in_the_next_row() {
        let id = whole();
        assert_eq!(over_rows(&id[..12], &id[12..]), Some(id.clone()));
        assert_eq!(over_rows("630", "1260"), None);
        assert_eq!(
            over_rows("430699800101", "001").as_deref(),
            Some("430699800101001")
        );
        assert_eq!(part("１２ 3-4x").as_deref(), Some("1234X"));
        assert_eq!(part("12a"), None);
        assert_eq!(part(""), None);
    }

    /// What a cell gives, read character by character without a short way.
    fn read_closely(cell: &str) -> Option<String> {
        let is_left_out =
            |c: char| is_blank(c) || is_hyphen(c) || matches!(c, '\'' | '’' | '‘' | '`');
        let kept = cell.chars().filter(|c| !is_left_out(*c));
        let text: String = kept.map(|c| narrow(c).to_ascii_uppercase()).collect();
        let (last, first) = text.as_bytes().split_last()?;
        let is_number = first.iter().all(u8::is_ascii_digit)
            && (last.is_ascii_digit() || *last == b'X')
            && text.len() < LENGTH
            && may_be_part(cell);
        is_number.then_some(text)
    }

    proptest! {
        #[test]
        fn the_short_ways_give_what_the_close_reading_gives(
            cells in proptest::collection::vec(
                prop_oneof![
                    "[0-9]{1,19}",
                    "['’ -]?[0-9]{1,18}[Xx]?",
                    "[0-9０-９Ｘx \\-'　a组]{0,20}",
                    Just(whole()),
                    Just(whole()[..9].to_owned()),
                    Just(whole()[9..].to_owned()),
                    Just(whole()[..6].to_owned()),
                    Just("800101001".to_owned()),
                ],
                0..6,
            ),
        ) {
            for cell in &cells {
                let given = part(cell).map(Cow::into_owned);
                prop_assert_eq!(given, read_closely(cell), "{:?}", cell);
            }
            let parts: Vec<_> = cells.iter().map(|cell| part(cell)).collect();
            let mut expected = Vec::new();
            for first in 0..parts.len() {
                for last in first + 1..parts.len() {
                    let some: Option<Vec<_>> = parts[first..=last].iter().cloned().collect();
                    let text = some.map(|parts| parts.concat());
                    let front = parts[first].as_deref();
                    let is_one = |text: &String| is_number(text, last - first + 1, front);
                    expected.extend(text.filter(is_one).map(|text| Joined {
                        cells: first..=last,
                        text,
                    }));
                }
            }
            prop_assert_eq!(over_cells(&parts), expected);
            for (upper, lower) in cells.iter().zip(cells.iter().skip(1)) {
                let both = read_closely(upper).zip(read_closely(lower));
                let halves = both.filter(|(upper, lower)| {
                    upper.len() >= AREA && lower.len() >= SHORTEST_HALF
                });
                let text = halves.map(|(upper, lower)| (format!("{upper}{lower}"), upper));
                let number = text.filter(|(text, upper)| is_number(text, 2, Some(upper)));
                prop_assert_eq!(over_rows(upper, lower), number.map(|(text, _)| text));
            }
        }
    }
}
