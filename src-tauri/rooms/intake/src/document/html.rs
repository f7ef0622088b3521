//! A web page, saved or pasted: its text line by line and its tables, merged cells filled in. It
//! runs nothing, loads nothing and forgives what browsers forgive.

use super::reading::Reading;
use super::{RemnantKind, Unit};
use crate::error::{Bound, Fault};
use crate::gather::within;
use crate::text::decode_text;

/// A cell spans no more rows or columns than that.
const WIDEST: usize = 1_000;

/// Reads a page.
pub(super) fn read(bytes: &[u8], reading: &mut Reading<'_>) -> Result<(), Fault> {
    let Some(text) = decode_text(bytes) else {
        reading.unread("网页的文字");
        return Ok(());
    };
    let page = walk(&text, reading.limits.cells)?;
    reading.passage("正文", Unit::Line, false, &page.text)?;
    reading.passage("网页的注释和隐藏内容", Unit::Line, true, &page.unseen)?;
    reading.remnant(RemnantKind::Extras, u32::from(!page.unseen.is_empty()));
    if page.pictures > 0 {
        reading.unread("网页里的图片");
    }
    page.tables
        .into_iter()
        .try_for_each(|rows| reading.table(rows))
}

#[derive(Default)]
struct Page {
    text: String,
    unseen: String,
    pictures: usize,
    tables: Vec<Vec<Vec<String>>>,
}

/// A table that is still open.
#[derive(Default)]
struct Open {
    /// `None`: nothing stands there yet.
    rows: Vec<Vec<Option<String>>>,
    /// Text of the open cell, rows and columns that it spans.
    cell: Option<(String, usize, usize)>,
    /// Cells that reach into rows still to come.
    spans: Vec<Span>,
}

/// A cell that spans several rows.
struct Span {
    /// The first row that it does not reach.
    until: usize,
    column: usize,
    across: usize,
    text: String,
}

impl Open {
    /// Begins a row; what reaches into it from above stands in it already.
    fn begin_row(&mut self) {
        let row = self.rows.len();
        let mut cells = Vec::new();
        self.spans.retain(|span| span.until > row);
        for span in &self.spans {
            fill(&mut cells, span.column, span.across, &span.text);
        }
        self.rows.push(cells);
    }
}

fn walk(text: &str, most: u64) -> Result<Page, Fault> {
    let mut page = Page::default();
    let mut open: Vec<Open> = Vec::new();
    let mut cells = 0_u64;
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        put(&mut page, &mut open, &rest[..at]);
        rest = &rest[at..];
        if let Some(inside) = rest.strip_prefix("<!--") {
            let end = inside.find("-->").unwrap_or(inside.len());
            page.unseen.push_str(inside[..end].trim());
            page.unseen.push('\n');
            rest = inside.get(end + 3..).unwrap_or_default();
            continue;
        }
        let Some(end) = rest.find('>') else { break };
        let tag = Tag::of(&rest[1..end]);
        rest = &rest[end + 1..];
        if !tag.ends && matches!(tag.name.as_str(), "script" | "style") {
            let close = format!("</{}", tag.name);
            let skip = rest.to_ascii_lowercase().find(&close).unwrap_or(rest.len());
            rest = &rest[skip..];
            continue;
        }
        cells += weight(&tag, &open);
        within(cells, most, Bound::Cells)?;
        act(&mut page, &mut open, &tag);
    }
    put(&mut page, &mut open, rest);
    while let Some(table) = open.pop() {
        close(&mut page, table);
    }
    Ok(page)
}

/// How many cells a tag can make: spans are multiplied before they are believed.
fn weight(tag: &Tag, open: &[Open]) -> u64 {
    let reaching = |table: &Open| table.spans.iter().map(|span| span.across as u64).sum();
    match (tag.name.as_str(), tag.ends) {
        ("td" | "th", false) => tag.number("colspan") as u64,
        ("tr", false) => open.last().map_or(0, reaching),
        _ => 0,
    }
}

struct Tag {
    name: String,
    ends: bool,
    words: String,
}

impl Tag {
    fn of(text: &str) -> Self {
        let (ends, text) = match text.strip_prefix('/') {
            Some(text) => (true, text),
            None => (false, text),
        };
        let name: String = text
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == ':')
            .collect();
        Self {
            words: text[name.len()..].to_owned(),
            name: name.to_ascii_lowercase(),
            ends,
        }
    }

    /// A number that an attribute gives.
    fn number(&self, name: &str) -> usize {
        let lower = self.words.to_ascii_lowercase();
        let value = lower.find(name).map(|at| &lower[at + name.len()..]);
        let digits = value.map(|value| {
            let value = value.trim_start_matches(|c: char| c.is_whitespace() || "='\"".contains(c));
            value
                .chars()
                .take_while(char::is_ascii_digit)
                .collect::<String>()
        });
        let number = digits.and_then(|digits| digits.parse().ok()).unwrap_or(1);
        number.clamp(1, WIDEST)
    }
}

fn act(page: &mut Page, open: &mut Vec<Open>, tag: &Tag) {
    match (tag.name.as_str(), tag.ends) {
        ("table", false) => open.push(Open::default()),
        ("table", true) => {
            if let Some(table) = open.pop() {
                close(page, table);
            }
        }
        ("tr", _) => {
            if let Some(table) = open.last_mut() {
                end_cell(table);
                if !tag.ends {
                    table.begin_row();
                }
            }
            page.text.push('\n');
        }
        ("td" | "th", ends) => {
            if let Some(table) = open.last_mut() {
                end_cell(table);
                if !ends {
                    let spans = (tag.number("rowspan"), tag.number("colspan"));
                    table.cell = Some((String::new(), spans.0, spans.1));
                }
            }
            page.text.push('\t');
        }
        ("br" | "p" | "div" | "li", _) => {
            put_raw(page, open, "\n");
        }
        ("img", false) => page.pictures += 1,
        ("input" | "meta", false) if tag.words.to_ascii_lowercase().contains("hidden") => {
            page.unseen.push_str(&tag.words);
            page.unseen.push('\n');
        }
        _ => {}
    }
}

fn put(page: &mut Page, open: &mut [Open], text: &str) {
    let text = unescaped(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    if !words.is_empty() {
        put_raw(page, open, &words.join(" "));
    }
}

fn put_raw(page: &mut Page, open: &mut [Open], text: &str) {
    page.text.push_str(text);
    if let Some((cell, _, _)) = open.last_mut().and_then(|table| table.cell.as_mut()) {
        cell.push_str(text);
    }
}

/// Puts a cell where there is room and fills what it spans.
fn end_cell(table: &mut Open) {
    let Some((text, down, across)) = table.cell.take() else {
        return;
    };
    if table.rows.is_empty() {
        table.begin_row();
    }
    let row = table.rows.len() - 1;
    let cells = &mut table.rows[row];
    let column = cells
        .iter()
        .position(Option::is_none)
        .unwrap_or(cells.len());
    let text = text.trim().to_owned();
    fill(cells, column, across, &text);
    if down > 1 {
        table.spans.push(Span {
            until: row + down,
            column,
            across,
            text,
        });
    }
}

fn fill(cells: &mut Vec<Option<String>>, column: usize, across: usize, text: &str) {
    if cells.len() < column + across {
        cells.resize(column + across, None);
    }
    for cell in &mut cells[column..column + across] {
        *cell = Some(text.to_owned());
    }
}

fn close(page: &mut Page, mut table: Open) {
    end_cell(&mut table);
    let width = table.rows.iter().map(Vec::len).max().unwrap_or_default();
    let rows = table.rows.into_iter().map(|cells| {
        let mut cells: Vec<String> = cells.into_iter().map(Option::unwrap_or_default).collect();
        cells.resize(width, String::new());
        cells
    });
    page.tables.push(rows.collect());
    page.text.push('\n');
}

/// Entities that pages of offices use, and every numbered one.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.char_indices().take(12).find(|(_, c)| *c == ';');
        let known = end.and_then(|(end, _)| Some((entity(&rest[1..end])?, end)));
        match known {
            Some((c, end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    match name {
        "nbsp" => Some(' '),
        "middot" => Some('·'),
        "radic" => Some('√'),
        "ldquo" => Some('“'),
        "rdquo" => Some('”'),
        "times" => Some('×'),
        other => quick_xml::escape::resolve_predefined_entity(other)?
            .chars()
            .next(),
    }
}
