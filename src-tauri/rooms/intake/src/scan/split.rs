//! Puts identity numbers together that were typed into several cells or over several lines.

use std::borrow::Cow;

use gongkai_rulebook::privacy::joined::{self, part};

use crate::raw::Row;

/// An identity number over neighbouring cells.
pub(crate) struct OverCells {
    /// First and last column, 1-based.
    pub(crate) columns: (u32, u32),
    /// The number, whole.
    pub(crate) text: String,
}

/// The identity numbers whose parts stand in neighbouring cells of a row, each part digits alone.
pub(crate) fn over_cells(row: &Row) -> Vec<OverCells> {
    let mut found = Vec::new();
    let mut run: Vec<&str> = Vec::new();
    let mut next = 0;
    for cell in row.cells() {
        let fits = joined::may_be_part(cell.text);
        if cell.column != next || !fits {
            join(&run, next, &mut found);
            run.clear();
        }
        if fits {
            run.push(cell.text);
        }
        next = cell.column + 1;
    }
    join(&run, next, &mut found);
    found
}

/// The identity numbers that begin in a row and end in the next, with the column.
pub(super) fn over_rows(upper: &Row, lower: &Row) -> Vec<(u32, String)> {
    if upper.number + 1 != lower.number {
        return Vec::new();
    }
    let mut above = upper.cells().peekable();
    let mut found = Vec::new();
    for cell in lower.cells() {
        while above.next_if(|one| one.column < cell.column).is_some() {}
        let Some(upper) = above.next_if(|one| one.column == cell.column) else {
            continue;
        };
        let number = joined::over_rows(upper.text, cell.text);
        found.extend(number.map(|number| (cell.column, number)));
    }
    found
}

/// The numbers of a run of cells that ends before the column `next`.
fn join(run: &[&str], next: u32, found: &mut Vec<OverCells>) {
    // Most runs of numbers in a list are too short for an identity number.
    if run.len() < 2 || run.iter().map(|text| text.len()).sum::<usize>() < joined::SHORTEST {
        return;
    }
    let first = next.saturating_sub(run.len() as u32);
    let parts: Vec<Option<Cow<'_, str>>> = run.iter().map(|text| part(text)).collect();
    let numbers = joined::over_cells(&parts).into_iter();
    found.extend(numbers.map(|number| OverCells {
        columns: (
            first + *number.cells.start() as u32,
            first + *number.cells.end() as u32,
        ),
        text: number.text,
    }));
}

/// The text without line breaks between digits; `None` when there are none.
pub(crate) fn without_breaks(text: &str) -> Option<String> {
    if !text.bytes().any(|byte| matches!(byte, b'\n' | b'\r')) {
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

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raw::CellKind;
    use gongkai_rulebook::privacy::IdNumber;

    const LENGTH: usize = 18;

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
