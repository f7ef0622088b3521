//! Finds the header below the title rows and joins its rows into one title for each column.

use gongkai_rulebook::list::{ListKind, Meaning};

use super::lines::is_unit_line;
use super::titles;
use super::units::MoneyUnit;
use super::values::trimmed;
use super::{Choice, Column, own};
use crate::raw::{Area, CellKind, Row, Sheet, column_letters};

/// The header of a sheet.
pub(super) struct Header {
    /// First row.
    pub(super) top: u32,
    /// Last row.
    pub(super) bottom: u32,
    /// Its columns, those without title and without text left out.
    pub(super) columns: Vec<Column>,
}

/// Rows among which a header is looked for.
const SEARCHED: usize = 60;
/// Rows a header may have.
const TALLEST: u32 = 4;
/// Rows that somebody may call a header.
const TALLEST_BY_HAND: u32 = 10;

/// The header as somebody settled it, or as it is found: where it stands and what its columns mean.
pub(super) fn settled(sheet: &Sheet, kind: ListKind, choice: &Choice) -> Option<Header> {
    let by_hand = choice
        .headers
        .get(&sheet.name)
        .filter(|(top, bottom)| (1..=*bottom).contains(top) && bottom - top < TALLEST_BY_HAND)
        // Of several tables on a sheet it is the first one's.
        .filter(|(_, bottom)| sheet.rows.first().is_some_and(|row| row.number <= *bottom));
    let mut header = match by_hand {
        Some((top, bottom)) => Header {
            top: *top,
            bottom: *bottom,
            columns: columns(sheet, *top, *bottom, kind),
        },
        None => find(sheet, kind)?,
    };
    settle_names(&mut header.columns);
    for column in &mut header.columns {
        if let Some(meaning) = choice.meanings.get(&column.title) {
            column.meaning = *meaning;
        }
    }
    Some(header)
}

/// Where no column is for names, the head of household or whoever takes the money is the person
/// whom a row is about.
fn settle_names(columns: &mut [Column]) {
    let has = |columns: &[Column], meaning| columns.iter().position(|c| c.meaning == meaning);
    if has(columns, Meaning::Name).is_some() {
        return;
    }
    let other = [Meaning::HouseholdHead, Meaning::Payee]
        .into_iter()
        .find_map(|meaning| has(columns, meaning));
    if let Some(at) = other {
        columns[at].meaning = Meaning::Name;
    }
}

/// The first row of whatever looks like a header in a list of any kind.
pub(super) fn find_any(sheet: &Sheet) -> Option<u32> {
    let rows = &sheet.rows[..sheet.rows.len().min(SEARCHED)];
    let known = |row: &&Row| {
        let titles = row
            .cells()
            .filter(|cell| cell.kind == CellKind::Text && titles::is_title(cell.text));
        let hits = titles.count();
        hits >= 2 && hits * 2 >= row.cells().len().min(6)
    };
    let by_titles = rows
        .iter()
        .find(|row| known(row) && !row.cells().any(|cell| is_number(cell.text)));
    by_titles
        .map(|row| row.number)
        .or_else(|| find(sheet, ListKind::General).map(|header| header.top))
}

/// The header, if there is one.
pub(super) fn find(sheet: &Sheet, kind: ListKind) -> Option<Header> {
    let rows = &sheet.rows[..sheet.rows.len().min(SEARCHED)];
    let found = rows.iter().find(|row| is_header(row, kind)).or_else(|| {
        rows.iter()
            .enumerate()
            .find(|(at, row)| is_plain_header(row, rows.get(at + 1)))
            .map(|(_, row)| row)
    })?;
    let bottom = extend_down(sheet, found, kind);
    let top = extend_up(sheet, found.number);
    let columns = columns(sheet, top, bottom, kind);
    Some(Header {
        top,
        bottom,
        columns,
    })
}

/// How many different meanings the cells of a row name.
pub(super) fn meanings_in(row: &Row, kind: ListKind) -> usize {
    let mut found: Vec<Meaning> = row
        .cells()
        .filter(|cell| cell.kind == CellKind::Text)
        .filter_map(|cell| titles::meaning(cell.text, kind))
        .collect();
    found.sort_unstable();
    found.dedup();
    found.len()
}

pub(super) fn is_header(row: &Row, kind: ListKind) -> bool {
    let hits = meanings_in(row, kind);
    hits >= 2
        && hits * 2 >= row.cells().len().min(6)
        && !row.cells().any(|cell| is_number(cell.text))
}

/// A header of which the dictionary knows too little: short texts side by side, something below.
fn is_plain_header(row: &Row, next: Option<&Row>) -> bool {
    let title_like = |text: &str| {
        let length = trimmed(text).chars().count();
        (1..=20).contains(&length) && !is_number(text) && !text.contains([':', '：', '。'])
    };
    let below = next.map_or(0, |row| row.cells().len());
    let enough = row.cells().len() >= 2 && below >= 2;
    let alone = row.cells().len() == 1 && below == 1 && meanings_in(row, ListKind::General) == 1;
    (enough || alone)
        && row
            .cells()
            .all(|cell| cell.kind == CellKind::Text && title_like(cell.text))
}

fn is_number(text: &str) -> bool {
    let text = super::values::half_width(trimmed(text)).replace(',', "");
    text.parse::<f64>().is_ok()
}

fn extend_down(sheet: &Sheet, first: &Row, kind: ListKind) -> u32 {
    let top = first.number;
    let mut bottom = top;
    while bottom < top + TALLEST - 1 {
        let merged = sheet
            .merged
            .iter()
            .filter(|area| (top..=bottom).contains(&area.top) && area.bottom > bottom)
            .filter(|area| area.bottom < top + TALLEST && first.last_column() > 1)
            .map(|area| area.bottom)
            .max();
        match (merged, sheet.row(bottom + 1)) {
            (Some(lower), _) => bottom = lower,
            (None, Some(next)) if is_lower_part(sheet, first, bottom, next, kind) => bottom += 1,
            (None, Some(_) | None) => break,
        }
    }
    bottom
}

/// Whether the row under a header still belongs to it: it divides a title that spans columns, or
/// it holds nothing but units in brackets.
fn is_lower_part(sheet: &Sheet, first: &Row, bottom: u32, next: &Row, kind: ListKind) -> bool {
    if next
        .cells()
        .any(|cell| cell.kind != CellKind::Text || is_number(cell.text))
    {
        return false;
    }
    let units = next.cells().all(|cell| {
        let text = titles::clean(cell.text);
        text.starts_with('(') && text.ends_with(')') && text.chars().count() <= 8
    });
    let spans: Vec<&Area> = sheet
        .merged
        .iter()
        .filter(|area| area.top <= bottom && area.bottom == bottom && area.right > area.left)
        .collect();
    let spanned = |column: u32| spans.iter().any(|area| area.holds(bottom, column));
    let divides = !spans.is_empty() && next.cells().all(|cell| spanned(cell.column));
    // A header written without merging: the upper title stands over the first of its columns.
    let fills_gaps = next.cells().len() >= 2
        && meanings_in(next, kind) * 2 >= next.cells().len()
        && next
            .cells()
            .filter(|cell| first.cell(cell.column).is_some())
            .count()
            <= 1;
    units || divides || fills_gaps
}

fn extend_up(sheet: &Sheet, found: u32) -> u32 {
    let mut top = found;
    while top > 1 && found - top < TALLEST - 1 {
        let Some(above) = sheet.row(top - 1) else {
            break;
        };
        let spans = sheet
            .merged
            .iter()
            .any(|area| area.holds(above.number, area.left) && area.right > area.left);
        let group_titles = above.cells().len() >= 2
            && spans
            && !is_unit_line(above)
            && above.cells().all(|cell| {
                cell.kind == CellKind::Text
                    && !cell.text.contains([':', '：'])
                    && !is_number(cell.text)
            });
        if !group_titles {
            break;
        }
        top -= 1;
    }
    top
}

fn columns(sheet: &Sheet, top: u32, bottom: u32, kind: ListKind) -> Vec<Column> {
    let areas: Vec<&Area> = sheet
        .merged
        .iter()
        .filter(|area| area.top <= bottom && area.bottom >= top)
        .collect();
    let width = sheet.rows.iter().map(Row::last_column).max().unwrap_or(0);
    let mut used = vec![false; width as usize + 1];
    for row in sheet.rows.iter().filter(|row| row.number >= top) {
        for cell in row.cells() {
            used[cell.column as usize] = true;
        }
    }
    let unit_above = sheet
        .rows
        .iter()
        .take_while(|row| row.number < top)
        .filter_map(|row| {
            let line = is_unit_line(row);
            row.cells().find_map(|cell| match line {
                true => MoneyUnit::named(cell.text),
                false => MoneyUnit::stated(cell.text),
            })
        })
        .last();
    let mut columns: Vec<Column> = Vec::new();
    for number in 1..=width {
        let parts = title_parts(sheet, &areas, (top, bottom), number);
        let is_own = parts.iter().any(|part| own::is_own_column(part));
        if is_own || (parts.is_empty() && !used[number as usize]) {
            continue;
        }
        let title = if parts.is_empty() {
            format!("{}列", column_letters(number))
        } else {
            parts.join("/")
        };
        // The lower title speaks before the upper one, and both before the line above the table.
        let own_unit = parts.iter().rev().find_map(|part| MoneyUnit::named(part));
        columns.push(Column {
            meaning: titles::meaning_of_parts(&parts, kind),
            unit: own_unit.or(unit_above).unwrap_or_default(),
            title,
            sums_up: parts.last().is_some_and(|part| titles::sums_up(part)),
            parts: parts.iter().map(|part| titles::clean(part)).collect(),
            number,
        });
    }
    tell_apart(&mut columns);
    columns
}

/// The texts of the header over a column, from top to bottom, each merged one once.
fn title_parts(sheet: &Sheet, areas: &[&Area], rows: (u32, u32), column: u32) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut last = (0, 0);
    for number in rows.0..=rows.1 {
        let place = areas
            .iter()
            .find(|area| area.holds(number, column))
            .map_or((number, column), |area| (area.top, area.left));
        if place == last || place.0 < rows.0 {
            continue;
        }
        last = place;
        let text = sheet.row(place.0).map_or("", |row| row.text(place.1));
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if !text.is_empty() {
            parts.push(text);
        }
    }
    parts
}

/// A second equal title gets ` (2)`.
fn tell_apart(columns: &mut [Column]) {
    let mut seen: std::collections::HashMap<String, u32> = std::collections::HashMap::new();
    for column in columns {
        let times = seen.entry(column.title.clone()).or_default();
        *times += 1;
        if *times > 1 {
            column.title = format!("{} ({times})", column.title);
        }
    }
}
