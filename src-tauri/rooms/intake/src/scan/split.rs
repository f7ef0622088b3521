//! Puts identity numbers together that were typed into several cells or over several lines; it
//! joins only what gives a number that obeys GB 11643.

use gongkai_rulebook::privacy::IdNumber;

use crate::raw::{Cell, Row};

/// Length of an identity number.
const LENGTH: usize = 18;

/// An identity number over neighbouring cells.
pub(super) struct OverCells {
    /// First and last column, 1-based.
    pub(super) columns: (u32, u32),
    /// The number, whole.
    pub(super) text: String,
}

/// The identity numbers whose parts stand in neighbouring cells of a row, each part digits alone.
pub(super) fn over_cells(row: &Row) -> Vec<OverCells> {
    let mut found = Vec::new();
    let mut run: Vec<(u32, String)> = Vec::new();
    for cell in row.cells() {
        let part = part(&cell);
        let follows = run
            .last()
            .is_some_and(|(column, _)| column + 1 == cell.column);
        if !follows || part.is_none() {
            join(&run, &mut found);
            run.clear();
        }
        run.extend(part.map(|part| (cell.column, part)));
    }
    join(&run, &mut found);
    found
}

/// The text without line breaks between digits; `None` when there are none.
pub(super) fn without_breaks(text: &str) -> Option<String> {
    if !text.contains(['\n', '\r']) {
        return None;
    }
    let mut joined = String::with_capacity(text.len());
    let lines = text.split(['\n', '\r']).map(str::trim);
    for line in lines.filter(|line| !line.is_empty()) {
        let digit = |c: Option<char>| c.is_some_and(|c| is_digit(c) || matches!(c, 'X' | 'x'));
        let goes_on = digit(joined.chars().next_back()) && digit(line.chars().next());
        if !(joined.is_empty() || goes_on) {
            joined.push('\n');
        }
        joined.push_str(line);
    }
    Some(joined)
}

/// All windows of a run of parts that give a whole number, the longer part of the work done once:
/// a window never has more cells than a number has digits.
fn join(run: &[(u32, String)], found: &mut Vec<OverCells>) {
    for (at, (first, _)) in run.iter().enumerate() {
        let mut text = String::new();
        for (last, part) in &run[at..] {
            text.push_str(part);
            if text.len() >= LENGTH {
                if last > first && text.len() == LENGTH && text.parse::<IdNumber>().is_ok() {
                    let columns = (*first, *last);
                    found.push(OverCells { columns, text });
                }
                break;
            }
        }
    }
}

/// What a cell can give to a number: digits, the last perhaps an X.
fn part(cell: &Cell<'_>) -> Option<String> {
    let text: String = cell
        .text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’' | '‘' | '`'))
        .map(|c| match c {
            '０'..='９' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            'x' | 'Ｘ' | 'ｘ' => 'X',
            other => other,
        })
        .take(LENGTH + 1)
        .collect();
    let digits = text.strip_suffix('X').unwrap_or(&text);
    let fits =
        (1..LENGTH).contains(&text.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    fits.then_some(text)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raw::CellKind;

    const ID: &str = "430699194103070011";

    fn row(parts: &[(u16, &str)]) -> Row {
        let mut row = Row::new(1);
        for (column, text) in parts {
            row.push(*column, CellKind::Text, text);
        }
        row
    }

    #[test]
    fn parts_of_every_length_are_joined() {
        let id = whole();
        for cut in 1..LENGTH {
            let found = over_cells(&row(&[(2, "630"), (6, &id[..cut]), (7, &id[cut..])]));
            assert_eq!(found.len(), 1, "{cut}");
            assert_eq!((found[0].columns, &found[0].text), ((6, 7), &id));
        }
        let boxes: Vec<(u16, &str)> = (1..).zip((0..LENGTH).map(|at| &id[at..=at])).collect();
        assert_eq!(over_cells(&row(&boxes)).len(), 1, "one digit to a cell");
        let apart = over_cells(&row(&[(1, &id[..6]), (3, &id[6..])]));
        assert!(apart.is_empty(), "a column lies between");
        assert!(over_cells(&row(&[(1, "张三"), (2, "630"), (3, "1260")])).is_empty());
    }

    #[test]
    fn breaks_between_digits_go() {
        assert_eq!(
            without_breaks("430699\r\n1941 \n 03070011").as_deref(),
            Some("430699194103070011")
        );
        assert_eq!(without_breaks("姓名\n张三").as_deref(), Some("姓名\n张三"));
        assert_eq!(without_breaks("630"), None);
    }

    /// With its right check digit.
    fn whole() -> String {
        (0..=9)
            .map(|check| format!("{}{check}", &ID[..17]))
            .chain([format!("{}X", &ID[..17])])
            .find(|text| text.parse::<IdNumber>().is_ok())
            .unwrap()
    }
}
