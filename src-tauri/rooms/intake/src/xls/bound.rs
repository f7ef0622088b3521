//! What a workbook says before its sheets: code page, date system, formats, shared strings, names,
//! links and the list of sheets.

use crate::elsewhere::Texts;
use crate::error::{Bound as Limit, Fault};
use crate::gather::within;
use crate::limits::Limits;

use super::caches;
use super::numbers::Shown;
use super::records::{Begin, Generation, Record, Substream, record_at, u16_at, u32_at};
use super::strings::{Letters, Shared};

const CODE_PAGE: u16 = 0x0042;
const DATE_MODE: u16 = 0x0022;
const FILE_PASS: u16 = 0x002F;
const BOUND_SHEET: u16 = 0x0085;
const SHARED_STRINGS: u16 = 0x00FC;
const FORMAT_OF_TWO: u16 = 0x001E;
const FORMAT: u16 = 0x041E;
const XF_OF_THREE: u16 = 0x0243;
const XF_OF_FOUR: u16 = 0x0443;
const XF: u16 = 0x00E0;
const NAME: u16 = 0x0018;
const NAME_OF_THREE: u16 = 0x0218;
const LINKED_BOOK: u16 = 0x01AE;
const LINKED_SHEET: u16 = 0x0017;
const CACHED_ROW: u16 = 0x005A;
const PICTURES: u16 = 0x00EB;
const HAS_MACROS: u16 = 0x00D3;
const SHEET_HEADER_OF_FOUR: u16 = 0x008F;

/// What a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SheetKind {
    Worksheet,
    Macros,
    Chart,
}

/// A sheet as the workbook lists it.
#[derive(Debug)]
pub(super) struct Bound {
    pub(super) place: usize,
    pub(super) name: String,
    pub(super) hidden: bool,
    pub(super) kind: SheetKind,
}

/// What holds for all sheets.
pub(super) struct Book {
    pub(super) generation: Generation,
    pub(super) letters: Letters,
    pub(super) from_1904: bool,
    pub(super) strings: Shared,
    pub(super) sheets: Vec<Bound>,
    pub(super) not_looked_at: Vec<&'static str>,
    /// How the formats show numbers, by their own number or, before BIFF5, in their order.
    formats: Vec<(u16, Shown)>,
    /// The format of every cell style.
    styles: Vec<u16>,
}

impl Book {
    /// Reads what stands before the first sheet; a stream without such a part is one sheet.
    pub(super) fn read(
        stream: &[u8],
        name: &str,
        limits: &Limits,
        texts: &mut Texts,
    ) -> Result<Self, Fault> {
        let (begin, mut records) = Substream::at(stream, 0)?;
        let mut book = Self {
            generation: begin.generation,
            letters: Letters::new(begin.generation),
            from_1904: false,
            strings: Shared::default(),
            sheets: Vec::new(),
            not_looked_at: Vec::new(),
            formats: Vec::new(),
            styles: Vec::new(),
        };
        while let Some(record) = records.next()? {
            match record.kind {
                SHARED_STRINGS => {
                    let parts = records.with_continued(record.data)?;
                    book.strings = Shared::read(&parts, limits)?;
                }
                _ => book.take(&record, texts)?,
            }
            let marks = book.sheets.len() + book.formats.len() + book.styles.len();
            within(marks as u64, limits.marks, Limit::Marks)?;
        }
        if begin.kind == Begin::BOOK_OF_FOUR && begin.generation == Generation::Four {
            book.find_sheets_of_four(stream)?;
        } else if book.sheets.is_empty() && begin.kind == Begin::SHEET {
            book.sheets.push(Bound {
                place: 0,
                name: name.to_owned(),
                hidden: false,
                kind: SheetKind::Worksheet,
            });
        }
        if book.sheets.is_empty() {
            return Err(Fault::Damaged {
                detail: "no sheet is listed".to_owned(),
            });
        }
        book.not_looked_at.dedup();
        Ok(book)
    }

    fn take(&mut self, record: &Record<'_>, texts: &mut Texts) -> Result<(), Fault> {
        let data = record.data;
        match record.kind {
            FILE_PASS => return Err(Fault::Encrypted),
            CODE_PAGE => {
                if let Some(page) = u16_at(data, 0) {
                    self.letters.set_code_page(page);
                }
            }
            DATE_MODE => self.from_1904 = u16_at(data, 0) == Some(1),
            BOUND_SHEET => self.sheets.extend(self.bound(data)),
            FORMAT_OF_TWO | FORMAT => self.take_format(record),
            XF_OF_THREE | XF_OF_FOUR => {
                self.styles
                    .push(data.get(1).copied().unwrap_or_default().into());
            }
            XF => self.styles.push(u16_at(data, 2).unwrap_or_default()),
            NAME | NAME_OF_THREE => caches::name(data, self.generation, &self.letters, texts)?,
            LINKED_BOOK | LINKED_SHEET => caches::link(record, &self.letters, texts)?,
            CACHED_ROW => caches::linked_row(data, &self.letters, texts)?,
            PICTURES => self.not_looked_at.push("图片"),
            HAS_MACROS => self.not_looked_at.push("宏"),
            _ => {}
        }
        Ok(())
    }

    fn take_format(&mut self, record: &Record<'_>) {
        let data = record.data;
        let (index, text) = match self.generation {
            Generation::Two | Generation::Three => (None, self.letters.short(data)),
            Generation::Four => (None, self.letters.short(data.get(2..).unwrap_or_default())),
            Generation::Five => (
                u16_at(data, 0),
                self.letters.short(data.get(2..).unwrap_or_default()),
            ),
            Generation::Eight => (
                u16_at(data, 0),
                self.letters.long(data.get(2..).unwrap_or_default()),
            ),
        };
        let order = u16::try_from(self.formats.len()).unwrap_or(u16::MAX);
        self.formats
            .push((index.unwrap_or(order), Shown::of_format(&text)));
    }

    /// How a cell of this style shows its number.
    pub(super) fn shown_by_style(&self, style: u16) -> Shown {
        match self.styles.get(usize::from(style)) {
            Some(format) => self.shown_by_format(*format),
            None => Shown::Plain,
        }
    }

    /// How a number format shows a number.
    pub(super) fn shown_by_format(&self, format: u16) -> Shown {
        let own = self.formats.iter().find(|(index, _)| *index == format);
        match own {
            Some((_, shown)) => *shown,
            None if self.generation >= Generation::Five => Shown::of_builtin(format),
            None => Shown::Plain,
        }
    }

    fn bound(&self, data: &[u8]) -> Option<Bound> {
        let place = usize::try_from(u32_at(data, 0)?).ok()?;
        Some(Bound {
            place,
            name: self.letters.short(data.get(6..)?).replace('\0', ""),
            hidden: data.get(4)? & 3 != 0,
            kind: match data.get(5)? {
                0 => SheetKind::Worksheet,
                2 => SheetKind::Chart,
                _ => SheetKind::Macros,
            },
        })
    }

    /// A workbook of Excel 4 has its sheets within itself, each behind a record with its name.
    fn find_sheets_of_four(&mut self, stream: &[u8]) -> Result<(), Fault> {
        let mut name = String::new();
        let mut at = 0;
        while let Some((record, after)) = record_at(stream, at)? {
            if record.kind == SHEET_HEADER_OF_FOUR {
                name = self.letters.short(record.data.get(4..).unwrap_or_default());
            } else if Begin::of(&record).is_some_and(|begin| begin.kind == Begin::SHEET) {
                self.sheets.push(Bound {
                    place: at,
                    name: std::mem::take(&mut name),
                    hidden: false,
                    kind: SheetKind::Worksheet,
                });
            }
            at = after;
        }
        Ok(())
    }
}
