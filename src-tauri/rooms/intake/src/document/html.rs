//! A web page, saved or pasted: its text line by line and its tables, merged cells filled in.

use super::reading::Reading;
use super::{RemnantKind, Unit};
use crate::error::{Bound, Fault};
use crate::gather::within;
use crate::html::{Mark, Tag, walk};
use crate::text::decode_text;

/// A cell spans no more rows or columns than that.
const WIDEST: usize = 1_000;

/// Reads a page.
pub(super) fn read(bytes: &[u8], reading: &mut Reading<'_>) -> Result<(), Fault> {
    let Some(text) = decode_text(bytes) else {
        reading.unread("网页的文字");
        return Ok(());
    };
    let page = Page::of(&text, reading.limits.cells)?;
    reading.passage("正文", Unit::Line, false, &page.text)?;
    reading.passage("网页的注释和隐藏内容", Unit::Line, true, &page.unseen)?;
    reading.remnant(RemnantKind::Extras, u32::from(page.hides));
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
    /// Somebody put something out of sight.
    hides: bool,
    pictures: usize,
    tables: Vec<Vec<Vec<String>>>,
    open: Vec<Open>,
    /// How many cells there can be so far.
    cells: u64,
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

impl Page {
    fn of(text: &str, most: u64) -> Result<Self, Fault> {
        let mut page = Self::default();
        walk(text, |mark| {
            match mark {
                Mark::Begin(tag) => {
                    page.cells += page.weight(tag);
                    within(page.cells, most, Bound::Cells)?;
                    page.begin(tag);
                }
                Mark::End(name) => page.end(name),
                Mark::Text(text) => page.say(text),
                Mark::Remark(text) => page.remark(text.trim(), is_instruction(text)),
            }
            Ok(())
        })?;
        while let Some(table) = page.open.pop() {
            page.close(table);
        }
        Ok(page)
    }

    /// How many cells a tag can make: spans are multiplied before they are believed.
    fn weight(&self, tag: &Tag) -> u64 {
        let reaching = |table: &Open| table.spans.iter().map(|span| span.across as u64).sum();
        match tag.name().as_ref() {
            "td" | "th" => span(tag, "colspan") as u64,
            "tr" => self.open.last().map_or(0, reaching),
            _ => 0,
        }
    }

    fn begin(&mut self, tag: &Tag) {
        match tag.name().as_ref() {
            "table" => self.open.push(Open::default()),
            "tr" => {
                self.end_row();
                if let Some(table) = self.open.last_mut() {
                    table.begin_row();
                }
            }
            "td" | "th" => {
                self.end_cell();
                if let Some(table) = self.open.last_mut() {
                    table.cell = Some((String::new(), span(tag, "rowspan"), span(tag, "colspan")));
                }
            }
            "img" => self.pictures += 1,
            "input" | "meta" => {
                let words = tag.words();
                if words.to_ascii_lowercase().contains("hidden") {
                    self.remark(&words, false);
                }
            }
            name => self.break_line(name),
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "table" => {
                if let Some(table) = self.open.pop() {
                    self.close(table);
                }
            }
            "tr" => self.end_row(),
            "td" | "th" => self.end_cell(),
            name => self.break_line(name),
        }
    }

    fn end_row(&mut self) {
        if let Some(table) = self.open.last_mut() {
            end_cell(table);
        }
        self.text.push('\n');
    }

    fn end_cell(&mut self) {
        if let Some(table) = self.open.last_mut() {
            end_cell(table);
        }
        self.text.push('\t');
    }

    fn break_line(&mut self, name: &str) {
        if matches!(name, "br" | "p" | "div" | "li") {
            self.put("\n");
        }
    }

    fn say(&mut self, text: &str) {
        let words: Vec<&str> = text.split_whitespace().collect();
        if !words.is_empty() {
            self.put(&words.join(" "));
        }
    }

    fn put(&mut self, text: &str) {
        self.text.push_str(text);
        if let Some((cell, _, _)) = self.open.last_mut().and_then(|table| table.cell.as_mut()) {
            cell.push_str(text);
        }
    }

    fn remark(&mut self, text: &str, by_program: bool) {
        self.hides |= !by_program;
        self.unseen.push_str(text);
        self.unseen.push('\n');
    }

    fn close(&mut self, mut table: Open) {
        end_cell(&mut table);
        let width = table.rows.iter().map(Vec::len).max().unwrap_or_default();
        let rows = table.rows.into_iter().map(|cells| {
            let mut cells: Vec<String> = cells.into_iter().map(Option::unwrap_or_default).collect();
            cells.resize(width, String::new());
            cells
        });
        self.tables.push(rows.collect());
        self.text.push('\n');
    }
}

/// Whether a remark is one for programs, `<?xml …?>` or `<![endif]>`: every saved page has some.
fn is_instruction(text: &str) -> bool {
    let bracketed = text.starts_with('[') && text.ends_with(']') && !text.contains('>');
    text.starts_with('?') || bracketed
}

/// How many rows or columns a cell spans.
fn span(tag: &Tag, name: &str) -> usize {
    let number = tag.number(name).unwrap_or(1);
    usize::try_from(number).unwrap_or(WIDEST).clamp(1, WIDEST)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shows_and_what_does_not_are_kept_apart() {
        let page = "<?xml version=\"1.0\"?><!DOCTYPE html><style>td{color:red}</style>\
                    <p>公示&hellip;</p><table><tr><th rowspan=2>村<td colspan='2'>三季度\
                    <tr><td>甲<br>乙<td><table><tr><td>内<td>里</table></table><img src=a>";
        let shown = Page::of(page, 100).unwrap();
        let rows: Vec<Vec<&str>> = shown.tables[1]
            .iter()
            .map(|row| row.iter().map(String::as_str).collect())
            .collect();
        assert_eq!(rows, [["村", "三季度", "三季度"], ["村", "甲\n乙", ""]]);
        assert_eq!(shown.tables[0], [["内", "里"]], "the inner one ends first");
        assert!(shown.text.contains("公示…") && !shown.text.contains("color"));
        assert!(!shown.hides && shown.pictures == 1);
        for hidden in [
            "<!-- 430699195002280011 -->",
            "<input type=hidden value='430699195002280011'>",
            "<a title=\"430699195002280011",
        ] {
            let page = Page::of(&format!("{page}{hidden}"), 100).unwrap();
            assert!(page.hides && page.unseen.contains("430699195002280011"));
        }
        assert!(Page::of(&"<td colspan=9999999999>".repeat(2), 1_000).is_err());
    }
}
