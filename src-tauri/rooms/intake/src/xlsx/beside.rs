//! What a worksheet holds besides its cells: merged areas, hidden rows and columns, comments, page
//! headers. The cells themselves are cut out of the text before it is parsed, for speed.

use std::collections::HashMap;
use std::io::Read;

use quick_xml::events::{BytesStart, Event};

use super::{Mark, aside};
use crate::elsewhere::Texts;
use crate::error::{Bound, Fault};
use crate::gather::{Beside, within};
use crate::limits::Limits;
use crate::package::{Package, Relation};
use crate::place::{Width, parse_reference};
use crate::raw::{Comment, Elsewhere, MAX_COLUMNS};
use crate::xml::{attribute, io_fault, is_true, text, walk};

/// What the second look found.
pub(crate) struct Looked {
    /// Sheet name and what lies beside its cells.
    pub(crate) sheets: Vec<(String, Beside)>,
    /// Texts that are in no sheet.
    pub(crate) elsewhere: Vec<Elsewhere>,
    /// Days are counted from 1904.
    pub(crate) from_1904: bool,
    /// Chinese names of what is in the package and was not read.
    pub(crate) not_looked_at: Vec<String>,
}

/// Looks through a package.
pub(crate) fn look(bytes: &[u8], limits: &Limits) -> Result<Looked, Fault> {
    let mut package = Package::open(bytes, limits)?;
    let mut texts = Texts::new(limits);
    let mut sheets = Vec::new();
    let (worksheets, from_1904) = worksheets(&mut package, limits, &mut texts)?;
    for (name, path) in worksheets {
        let mut beside = Beside::default();
        look_at_sheet(&mut package, &path, limits, &mut beside, &mut texts)?;
        look_at_relations(&mut package, &path, limits, &mut beside, &mut texts)?;
        sheets.push((name, beside));
    }
    let not_looked_at = aside::look(&mut package, &mut texts)?;
    Ok(Looked {
        sheets,
        elsewhere: texts.done(),
        from_1904,
        not_looked_at,
    })
}

/// Name and path of every worksheet, and whether days are counted from 1904; names that the workbook defines are gathered on the way.
fn worksheets(
    package: &mut Package<'_>,
    limits: &Limits,
    texts: &mut Texts,
) -> Result<(Vec<(String, String)>, bool), Fault> {
    let office = package
        .relations("")?
        .into_iter()
        .find(|relation| relation.kind == "officeDocument")
        .map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target);
    let relations: HashMap<String, Relation> = package
        .relations(&office)?
        .into_iter()
        .map(|relation| (relation.id.clone(), relation))
        .collect();
    let xml = package.read_text(&office)?;
    let mut sheets = Vec::new();
    let mut in_name = false;
    let mut from_1904 = false;
    walk(xml.as_slice(), |event| {
        match event {
            Event::Start(element) | Event::Empty(element) => {
                in_name = element.local_name().as_ref() == "definedName";
                if in_name {
                    texts.add(
                        "定义的名称",
                        &attribute(element, "name").unwrap_or_default(),
                    )?;
                }
                if element.local_name().as_ref() == "workbookPr" {
                    from_1904 = is_true(element, "date1904");
                }
                sheets.extend(worksheet(element, &relations));
            }
            Event::End(_) => in_name = false,
            other => {
                if let Some(text) = text(other).filter(|_| in_name) {
                    texts.add("定义的名称", &text)?;
                }
            }
        }
        Ok(())
    })?;
    within(sheets.len() as u64, limits.sheets, Bound::Sheets)?;
    Ok((sheets, from_1904))
}

fn worksheet(
    element: &BytesStart<'_>,
    relations: &HashMap<String, Relation>,
) -> Option<(String, String)> {
    if element.local_name().as_ref() != "sheet" {
        return None;
    }
    let relation = relations.get(&attribute(element, "id")?)?;
    let name = attribute(element, "name")?;
    (relation.kind == "worksheet").then(|| (name, relation.target.clone()))
}

fn look_at_sheet(
    package: &mut Package<'_>,
    path: &str,
    limits: &Limits,
    beside: &mut Beside,
    texts: &mut Texts,
) -> Result<(), Fault> {
    let Some(part) = package.part(path)? else {
        return Ok(());
    };
    let xml = without_cells(part, limits)?;
    let mut row = 0_u32;
    let mut page_text: Option<String> = None;
    walk(xml.as_slice(), |event| {
        match event {
            Event::Start(element) | Event::Empty(element) => {
                note_element(element, &mut row, beside);
                let name = element.local_name();
                // Rows and merged areas are many and say nothing.
                if !matches!(name.as_ref(), "row" | "mergeCell" | "col") {
                    aside::note_attributes("数据验证和提示", element, texts)?;
                }
                if name.as_ref().ends_with("Header") || name.as_ref().ends_with("Footer") {
                    page_text = Some(String::new());
                }
            }
            Event::End(_) => beside
                .page_texts
                .extend(page_text.take().filter(|t| !t.is_empty())),
            other => match (text(other), &mut page_text) {
                (Some(text), Some(page_text)) => page_text.push_str(&text),
                (Some(text), None) => texts.add("数据验证和提示", &text)?,
                (None, _) => {}
            },
        }
        let marks = beside.merged.len()
            + beside.hidden_rows.len()
            + beside.hidden_columns.len()
            + beside.widths.len();
        within(marks as u64, limits.marks, Bound::Marks)
    })
}

fn note_element(element: &BytesStart<'_>, row: &mut u32, beside: &mut Beside) {
    match Mark::of(element, row) {
        Some(Mark::Row { number, hidden, .. }) if hidden => beside.hidden_rows.push(number),
        Some(Mark::Columns {
            first,
            last,
            hidden,
            width,
        }) => {
            if hidden {
                let last = u32::min(last, MAX_COLUMNS);
                beside.hidden_columns.push((first, last));
            }
            let width = width.and_then(|width| Width::of_characters(first, last, width));
            beside.widths.extend(width);
        }
        Some(Mark::Merged(area)) => beside.merged.push(area),
        Some(Mark::Row { .. }) | None => {}
    }
}

fn look_at_relations(
    package: &mut Package<'_>,
    path: &str,
    limits: &Limits,
    beside: &mut Beside,
    texts: &mut Texts,
) -> Result<(), Fault> {
    for relation in package.relations(path)? {
        if matches!(relation.kind.as_str(), "comments" | "threadedComment") {
            let xml = package.read_text(&relation.target)?;
            read_comments(&xml, beside)?;
            within(beside.comments.len() as u64, limits.marks, Bound::Marks)?;
        } else if relation.kind == "hyperlink" {
            texts.add("超链接", &relation.written)?;
        }
    }
    Ok(())
}

fn read_comments(xml: &[u8], beside: &mut Beside) -> Result<(), Fault> {
    let mut comment: Option<Comment> = None;
    walk(xml, |event| {
        match event {
            Event::Start(element) if is_comment(element.local_name().as_ref()) => {
                let place = attribute(element, "ref").and_then(|place| parse_reference(&place));
                comment = place.map(|(row, column)| Comment {
                    row,
                    column,
                    text: String::new(),
                });
            }
            Event::End(element) if is_comment(element.local_name().as_ref()) => {
                let whole = comment.take().map(|comment| Comment {
                    text: comment.text.trim().to_owned(),
                    ..comment
                });
                beside
                    .comments
                    .extend(whole.filter(|comment| !comment.text.is_empty()));
            }
            other => {
                if let (Some(text), Some(comment)) = (text(other), &mut comment) {
                    comment.text.push_str(&text);
                }
            }
        }
        Ok(())
    })
}

fn is_comment(name: &str) -> bool {
    name == "comment" || name == "threadedComment"
}

/// A sheet's XML without its `<c>` elements: nine tenths of a large sheet. Tags with a namespace
/// prefix stay in and are parsed like the rest.
fn without_cells(mut part: impl Read, limits: &Limits) -> Result<Vec<u8>, Fault> {
    let mut rest = Vec::new();
    let mut window: Vec<u8> = Vec::with_capacity(1 << 17);
    let mut chunk = vec![0_u8; 1 << 16];
    let mut within_cell = false;
    loop {
        let read = part.read(&mut chunk).map_err(|error| io_fault(&error))?;
        window.extend_from_slice(&chunk[..read]);
        let used = cut_cells(&window, &mut within_cell, &mut rest);
        if read == 0 {
            if !within_cell {
                rest.extend_from_slice(&window[used..]);
            }
            return Ok(rest);
        }
        window.drain(..used);
        within(rest.len() as u64, limits.text, Bound::Text)?;
    }
}

/// Copies what is outside cells and says how much of the window is done with.
fn cut_cells(window: &[u8], within_cell: &mut bool, rest: &mut Vec<u8>) -> usize {
    let mut at = 0;
    loop {
        let ahead = &window[at..];
        if *within_cell {
            match memchr::memmem::find(ahead, b"</c>") {
                Some(end) => at += end + 4,
                None => return at + ahead.len().saturating_sub(3),
            }
            *within_cell = false;
            continue;
        }
        let Some(start) = memchr::memmem::find(ahead, b"<c") else {
            let keep = ahead.len().saturating_sub(1);
            rest.extend_from_slice(&ahead[..keep]);
            return at + keep;
        };
        rest.extend_from_slice(&ahead[..start]);
        at += start;
        match cell_tag(&window[at..]) {
            Tag::Unfinished => return at,
            Tag::Other => {
                rest.extend_from_slice(b"<c");
                at += 2;
            }
            Tag::Closed(length) => at += length,
            Tag::Open(length) => {
                at += length;
                *within_cell = true;
            }
        }
    }
}

enum Tag {
    /// The window ends within the tag.
    Unfinished,
    /// Another element whose name begins with `c`, such as `<cols>`.
    Other,
    /// `<c …/>` of this length.
    Closed(usize),
    /// `<c …>` of this length.
    Open(usize),
}

fn cell_tag(ahead: &[u8]) -> Tag {
    match ahead.get(2) {
        None => return Tag::Unfinished,
        Some(b' ' | b'>' | b'/' | b'\t' | b'\r' | b'\n') => {}
        Some(_) => return Tag::Other,
    }
    match memchr::memchr(b'>', ahead) {
        None => Tag::Unfinished,
        Some(end) if ahead[end - 1] == b'/' => Tag::Closed(end + 1),
        Some(end) => Tag::Open(end + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time, the hardest way to cut.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            self.0.read(&mut buffer[..1])
        }
    }

    #[test]
    fn cells_are_cut_wherever_the_reads_fall() {
        let xml = "<cols><col min=\"1\"/></cols><row r=\"1\" hidden=\"1\"><c r=\"A1\"><v>1</v></c>\
                   <c r=\"B1\"/><c><is><t>钱</t></is></c></row><row/><mergeCell ref=\"A1:B2\"/>";
        let rest = "<cols><col min=\"1\"/></cols><row r=\"1\" hidden=\"1\"></row><row/>\
                    <mergeCell ref=\"A1:B2\"/>";
        let whole = without_cells(xml.as_bytes(), &Limits::default()).unwrap();
        let dripped = without_cells(Drip(xml.as_bytes()), &Limits::default()).unwrap();
        assert_eq!(String::from_utf8(whole).unwrap(), rest);
        assert_eq!(String::from_utf8(dripped).unwrap(), rest);
    }

    #[test]
    fn comments_keep_their_cell() {
        let xml = "<comments><commentList><comment ref=\"C4\"><text><r><t>电话</t></r>\
                   <r><t>13800138000</t></r></text></comment></commentList></comments>";
        let mut beside = Beside::default();
        read_comments(xml.as_bytes(), &mut beside).unwrap();
        assert_eq!(
            beside.comments,
            [Comment {
                row: 4,
                column: 3,
                text: "电话13800138000".to_owned(),
            }]
        );
    }
}
