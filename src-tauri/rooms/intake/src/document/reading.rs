//! Reads a document to its end: chooses the reader by the bytes, collects what the readers find
//! and counts it against the limits; a file within a file is read as well, but not for ever.

use super::kind::kind_of;
use super::{
    Document, DocumentKind, Passage, Picture, Remnant, RemnantKind, Table, Unit, html, old, pdf,
    picture, properties, sheets, words,
};
use crate::error::{Bound, Fault};
use crate::gather::{Assembler, within};
use crate::limits::Limits;
use crate::raw::Workbook;
use crate::text::decode_text;

/// Files within files are followed so deep.
const DEEPEST: u32 = 3;
/// Nobody looks at more pictures than that one by one.
const MOST_PICTURES: usize = 5_000;

/// What the readers put down.
pub(crate) struct Reading<'a> {
    pub(crate) limits: &'a Limits,
    document: Document,
    weight: u64,
    depth: u32,
    /// Stands before every place of a file within the file.
    within: String,
}

/// Reads the bytes of a document.
///
/// # Errors
/// What is wrong with the file.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Fault> {
    let kind = kind_of(bytes, limits)?;
    let mut reading = Reading::of(kind, limits);
    reading.read_as(kind, bytes)?;
    Ok(reading.document)
}

/// Longest text that is taken from the clipboard, in bytes.
const LONGEST_PASTED: usize = 16 << 20;

/// Reads a page that was pasted: a text that is here already, walked by this room's own reader,
/// which no page makes ask for more than its cells.
///
/// # Errors
/// [`Fault::TooBig`] beyond the limits.
pub fn pasted_page(text: &str, limits: &Limits) -> Result<Document, Fault> {
    within(text.len() as u64, LONGEST_PASTED as u64, Bound::Text)?;
    let mut reading = Reading::of(DocumentKind::Page, limits);
    html::read(text.as_bytes(), &mut reading)?;
    Ok(reading.document)
}

impl<'a> Reading<'a> {
    fn of(kind: DocumentKind, limits: &'a Limits) -> Self {
        Self {
            limits,
            document: Document {
                kind,
                workbook: None,
                passages: Vec::new(),
                tables: Vec::new(),
                pictures: Vec::new(),
                remnants: Vec::new(),
                not_looked_at: Vec::new(),
            },
            weight: 0,
            depth: 0,
            within: String::new(),
        }
    }

    fn read_as(&mut self, kind: DocumentKind, bytes: &[u8]) -> Result<(), Fault> {
        match kind {
            DocumentKind::Words => words::read(bytes, self),
            DocumentKind::Workbook => {
                self.read_cells(bytes)?;
                sheets::read(bytes, self)
            }
            DocumentKind::OldWorkbook => {
                self.read_cells(bytes)?;
                let known = self.document.workbook.as_ref();
                if known.is_none_or(|book| book.properties.is_empty()) {
                    old::read_properties(bytes, self);
                }
                Ok(())
            }
            DocumentKind::Slides | DocumentKind::Ofd => properties::read_generic(bytes, self),
            DocumentKind::OpenDocument => {
                // A sheet keeps its own reader's places; hidden things are in the parts.
                drop(self.read_cells(bytes));
                properties::read_generic(bytes, self)
            }
            DocumentKind::OldWords => old::read_words(bytes, self),
            DocumentKind::OldSlides => old::read_slides(bytes, self),
            DocumentKind::Pdf => pdf::read(bytes, self),
            DocumentKind::Page => html::read(bytes, self),
            DocumentKind::Text => self.read_text(bytes),
            DocumentKind::Jpeg
            | DocumentKind::Png
            | DocumentKind::Bitmap
            | DocumentKind::OtherPicture => {
                self.picture("整个文件", bytes);
                Ok(())
            }
            DocumentKind::RichText => {
                self.unread("RTF 文档的文字（请另存为 .docx）");
                Ok(())
            }
            DocumentKind::Archive => {
                self.unread("压缩包里的文件（请解压后逐个检查）");
                Ok(())
            }
            DocumentKind::Unknown => {
                self.unread("整个文件（认不出是什么格式）");
                Ok(())
            }
        }
    }

    fn read_text(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        match decode_text(bytes) {
            Some(text) => self.passage("正文", Unit::Line, false, &text),
            None => {
                self.unread("整个文件（不是文字）");
                Ok(())
            }
        }
    }

    /// The cells, by the workbook's own reader.
    fn read_cells(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        let mut assembler = Assembler::new(*self.limits);
        crate::read::read_bytes(bytes, "表", self.limits, &mut assembler)?;
        let Some(mut workbook) = assembler.finish() else {
            return Ok(());
        };
        if self.document.kind == DocumentKind::Workbook {
            // Every part of the package is read here, with its own places.
            workbook.elsewhere.clear();
            workbook.properties.clear();
        }
        for what in sheets::left_over(&workbook.not_looked_at) {
            self.unread(&what);
        }
        if self.depth == 0 {
            self.document.workbook = Some(workbook);
            return Ok(());
        }
        self.put_cells(&workbook)
    }

    /// Cells of a workbook within the file: by sheet, a row a line.
    fn put_cells(&mut self, workbook: &Workbook) -> Result<(), Fault> {
        for sheet in &workbook.sheets {
            let mut text = String::new();
            for row in &sheet.rows {
                let cells: Vec<&str> = row.cells().map(|cell| cell.text).collect();
                text.push_str(&cells.join("\t"));
                text.push('\n');
            }
            self.passage(&sheet.name, Unit::Line, true, &text)?;
            for comment in &sheet.comments {
                self.passage("批注", Unit::Whole, true, &comment.text)?;
            }
        }
        for one in &workbook.elsewhere {
            self.passage(&one.place, Unit::Whole, true, &one.text)?;
        }
        Ok(())
    }

    /// Puts down some text, if there is any.
    pub(crate) fn passage(
        &mut self,
        place: &str,
        unit: Unit,
        unseen: bool,
        text: &str,
    ) -> Result<(), Fault> {
        if text.trim().is_empty() {
            return Ok(());
        }
        self.weight += text.len() as u64;
        within(self.weight, self.limits.text, Bound::Text)?;
        self.document.passages.push(Passage {
            place: format!("{}{place}", self.within),
            unit,
            text: text.trim_end().to_owned(),
            unseen: unseen || self.depth > 0,
        });
        Ok(())
    }

    /// Puts down a table that has more than one cell.
    pub(crate) fn table(&mut self, rows: Vec<Vec<String>>) -> Result<(), Fault> {
        let cells: usize = rows.iter().map(Vec::len).sum();
        if cells < 2 {
            return Ok(());
        }
        let weight: usize = rows.iter().flatten().map(String::len).sum();
        self.weight += weight as u64;
        within(self.weight, self.limits.text, Bound::Text)?;
        within(cells as u64, self.limits.cells, Bound::Cells)?;
        let name = format!("{}表 {}", self.within, self.document.tables.len() + 1);
        self.document.tables.push(Table { name, rows });
        Ok(())
    }

    /// Puts down a picture, with what its camera wrote into it.
    pub(crate) fn picture(&mut self, place: &str, bytes: &[u8]) {
        let traces = picture::traces(bytes);
        for (name, text) in &traces.texts {
            // The bound is the picture's own size.
            drop(self.passage(&format!("{place}的{name}"), Unit::Whole, true, text));
        }
        self.remnant(RemnantKind::PictureTraces, u32::from(traces.any));
        self.put_picture(Picture {
            place: format!("{}{place}", self.within),
            located: traces.located,
            maker: traces.maker,
        });
    }

    /// Puts down a picture of which only the place is known.
    pub(crate) fn put_picture(&mut self, picture: Picture) {
        if self.document.pictures.len() >= MOST_PICTURES {
            self.unread("其余的图片（太多了）");
            return;
        }
        self.document.pictures.push(picture);
    }

    /// Counts what would leave unseen.
    pub(crate) fn remnant(&mut self, kind: RemnantKind, count: u32) {
        if count == 0 {
            return;
        }
        let known = self.document.remnants.iter_mut();
        match known.into_iter().find(|remnant| remnant.kind == kind) {
            Some(remnant) => remnant.count = remnant.count.saturating_add(count),
            None => self.document.remnants.push(Remnant { kind, count }),
        }
    }

    /// Says what was not read.
    pub(crate) fn unread(&mut self, what: &str) {
        let what = format!("{}{what}", self.within);
        if !self.document.not_looked_at.contains(&what) {
            self.document.not_looked_at.push(what);
        }
    }

    /// How many pictures there are so far.
    pub(crate) fn pictures(&self) -> usize {
        self.document.pictures.len()
    }

    /// Reads a file that lies within this one. One that cannot be read is said, not fatal.
    pub(crate) fn embedded(&mut self, number: usize, bytes: &[u8]) -> Result<(), Fault> {
        let place = format!("嵌入的文件 {number} ");
        self.remnant(RemnantKind::Embedded, 1);
        let known = kind_of(bytes, self.limits).ok();
        let Some(kind) = known.filter(|_| self.depth < DEEPEST) else {
            self.unread(place.trim_end());
            return Ok(());
        };
        let outer = std::mem::take(&mut self.within);
        self.within = format!("{outer}{place}");
        self.depth += 1;
        let read = self.read_as(kind, bytes);
        self.depth -= 1;
        self.within = outer;
        match read {
            Ok(()) => Ok(()),
            Err(fault @ Fault::TooBig { .. }) => Err(fault),
            Err(_) => {
                self.unread(place.trim_end());
                Ok(())
            }
        }
    }
}
