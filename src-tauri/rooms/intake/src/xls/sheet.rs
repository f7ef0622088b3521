//! One sheet of a binary workbook in one pass: cells, merged areas, hidden rows and columns,
//! comments, page headers.

use std::collections::BTreeMap;

use calamine::{CellErrorType, DataRef};

use crate::cell_text;
use crate::elsewhere::Texts;
use crate::error::{Bound, Fault};
use crate::gather::{Beside, Sink, within};
use crate::limits::Limits;
use crate::place::Width;
use crate::raw::{Area, MAX_COLUMNS, Row};
use crate::rows::{Held, Rows};

use super::bound::Book;
use super::caches;
use super::numbers::{Shown, short_number};
use super::objects::Objects;
use super::records::{Generation, Record, Substream, f64_at, u16_at, u32_at};
use super::strings::Parts;

/// What a sheet holds besides its rows.
pub(super) struct Found {
    pub(super) beside: Beside,
    /// Chinese names of what was seen and not read.
    pub(super) not_looked_at: Vec<&'static str>,
}

/// Reads the sheet that begins at a place; its rows go to the sink.
pub(super) fn read(
    stream: &[u8],
    place: usize,
    book: &Book,
    (limits, texts): (&Limits, &mut Texts),
    sink: &mut dyn Sink,
) -> Result<Found, Fault> {
    let (begin, mut records) = Substream::at(stream, place)?;
    let mut sheet = Sheet {
        book,
        generation: begin.generation,
        // Old programs wrote their rows in any order, and there are 65,536 at most.
        rows: BTreeMap::new(),
        held: Held::new(limits),
        awaiting: None,
        beside: Beside::default(),
        objects: Objects::default(),
    };
    let mut not_looked_at = Vec::new();
    while let Some(record) = records.next()? {
        match record.kind {
            STRING_OF_TWO | STRING => {
                let parts = records.with_continued(record.data)?;
                sheet.formula_text(&parts)?;
            }
            TEXT_OBJECT => {
                let parts = records.with_continued(record.data)?;
                sheet.objects.text(&parts);
            }
            LINK => caches::address(record.data, texts)?,
            VALIDATION => not_looked_at.push("数据验证和提示"),
            OTHER_PAGES if has_page_texts(record.data) => {
                not_looked_at.push("首页和偶数页的页眉页脚")
            }
            _ => {
                sheet.cells(&record)?;
                sheet.marks(&record);
            }
        }
        sheet.objects.check(limits)?;
        let beside = &sheet.beside;
        let marks = beside.merged.len()
            + beside.hidden_rows.len()
            + beside.hidden_columns.len()
            + beside.widths.len();
        within(marks as u64, limits.marks, Bound::Marks)?;
    }
    let mut beside = sheet.beside;
    sheet.objects.finish(&mut beside);
    let mut rows = Rows::to(sink);
    for (_, row) in sheet.rows {
        rows.push(row)?;
    }
    rows.finish()?;
    if records.nests {
        not_looked_at.push("图表");
    }
    not_looked_at.dedup();
    Ok(Found {
        beside,
        not_looked_at,
    })
}

/// Whether a sheet has texts above and below its first page or its even ones of their own
/// ([MS-XLS] 2.4.137): their lengths stand behind the head, the view and the flags.
fn has_page_texts(data: &[u8]) -> bool {
    data.get(30..38)
        .is_some_and(|lengths| lengths.iter().any(|byte| *byte != 0))
}

const WHOLE_OF_TWO: u16 = 0x0002;
const NUMBER_OF_TWO: u16 = 0x0003;
const LABEL_OF_TWO: u16 = 0x0004;
const TRUTH_OF_TWO: u16 = 0x0005;
const STRING_OF_TWO: u16 = 0x0007;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const RICH_LABEL: u16 = 0x00D6;
const TRUTH: u16 = 0x0205;
const FORMULA: u16 = 0x0006;
const FORMULA_OF_THREE: u16 = 0x0206;
const FORMULA_OF_FOUR: u16 = 0x0406;
const STRING: u16 = 0x0207;
const SHORT: u16 = 0x027E;
const SHORTS: u16 = 0x00BD;
const SHARED_LABEL: u16 = 0x00FD;
const ROW: u16 = 0x0208;
const COLUMNS: u16 = 0x007D;
const HEADER: u16 = 0x0014;
const FOOTER: u16 = 0x0015;
const NOTE: u16 = 0x001C;
const OBJECT: u16 = 0x005D;
const TEXT_OBJECT: u16 = 0x01B6;
const MERGED: u16 = 0x00E5;
const LINK: u16 = 0x01B8;
const VALIDATION: u16 = 0x01BE;
const OTHER_PAGES: u16 = 0x089C;

struct Sheet<'a> {
    book: &'a Book,
    generation: Generation,
    rows: BTreeMap<u32, Row>,
    held: Held,
    /// The cell of a formula whose text comes in a record of its own.
    awaiting: Option<(u32, u16)>,
    beside: Beside,
    objects: Objects,
}

impl Sheet<'_> {
    fn cells(&mut self, record: &Record<'_>) -> Result<(), Fault> {
        let data = record.data;
        let two = self.generation == Generation::Two;
        let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) else {
            return Ok(());
        };
        let at = (u32::from(row) + 1, column);
        // Before BIFF3 a cell has three bytes of attributes, since then the number of its style.
        let value = data.get(if two { 7 } else { 6 }..).unwrap_or_default();
        match record.kind {
            WHOLE_OF_TWO if two => self.number(at, data, u16_at(value, 0).map(f64::from)),
            NUMBER_OF_TWO if two => self.number(at, data, f64_at(value, 0)),
            NUMBER => self.number(at, data, f64_at(value, 0)),
            SHORT => self.number(at, data, u32_at(value, 0).map(short_number)),
            SHORTS => self.short_numbers(at, data),
            LABEL_OF_TWO if two => {
                let text = self.book.letters.short(value);
                self.text(at, &text)
            }
            LABEL | RICH_LABEL => {
                let text = self.book.letters.long(value);
                self.text(at, &text)
            }
            SHARED_LABEL => {
                let text = u32_at(value, 0).and_then(|index| self.book.strings.get(index));
                self.text(at, text.unwrap_or_default())
            }
            TRUTH_OF_TWO if two => self.truth(at, value),
            TRUTH => self.truth(at, value),
            FORMULA | FORMULA_OF_THREE | FORMULA_OF_FOUR => self.formula(at, data, value),
            _ => Ok(()),
        }
    }

    fn shown(&self, data: &[u8]) -> Shown {
        if self.generation == Generation::Two {
            let format = data.get(5).copied().unwrap_or_default() & 0x3F;
            self.book.shown_by_format(format.into())
        } else {
            let style = u16_at(data, 4).unwrap_or_default();
            self.book.shown_by_style(style)
        }
    }

    fn number(&mut self, at: (u32, u16), data: &[u8], number: Option<f64>) -> Result<(), Fault> {
        let Some(number) = number else {
            return Ok(());
        };
        let value = self.shown(data).value(number, self.book.from_1904);
        self.put(at, &value)
    }

    /// A run of short numbers: style and number of each, and at the end the last column.
    fn short_numbers(&mut self, at: (u32, u16), data: &[u8]) -> Result<(), Fault> {
        let end = data.len().saturating_sub(2);
        let run = data.get(4..end).unwrap_or_default();
        for (column, pair) in (at.1..).zip(run.chunks_exact(6)) {
            let style = u16_at(pair, 0).unwrap_or_default();
            let number = u32_at(pair, 2).map_or(0.0, short_number);
            let shown = self.book.shown_by_style(style);
            self.put((at.0, column), &shown.value(number, self.book.from_1904))?;
        }
        Ok(())
    }

    /// A truth or an error, told by the byte after it.
    fn truth(&mut self, at: (u32, u16), value: &[u8]) -> Result<(), Fault> {
        match value {
            [truth, 0, ..] => self.put(at, &DataRef::Bool(*truth != 0)),
            [error, _, ..] => self.error(at, *error),
            _ => Ok(()),
        }
    }

    fn formula(&mut self, at: (u32, u16), data: &[u8], value: &[u8]) -> Result<(), Fault> {
        match value {
            [0, _, _, _, _, _, 0xFF, 0xFF, ..] => {
                self.awaiting = Some(at);
                Ok(())
            }
            [1, _, truth, _, _, _, 0xFF, 0xFF, ..] => self.put(at, &DataRef::Bool(*truth != 0)),
            [2, _, error, _, _, _, 0xFF, 0xFF, ..] => self.error(at, *error),
            [_, _, _, _, _, _, 0xFF, 0xFF, ..] => Ok(()),
            _ => self.number(at, data, f64_at(value, 0)),
        }
    }

    fn formula_text(&mut self, parts: &[&[u8]]) -> Result<(), Fault> {
        let Some(at) = self.awaiting.take() else {
            return Ok(());
        };
        let first = parts.first().copied().unwrap_or_default();
        let text = match self.generation {
            Generation::Two => self.book.letters.short(first),
            Generation::Three | Generation::Four | Generation::Five => {
                self.book.letters.long(first)
            }
            Generation::Eight => {
                let length = u16_at(first, 0).map_or(0, usize::from);
                let mut parts = parts.to_vec();
                parts[0] = first.get(2..).unwrap_or_default();
                let mut text = String::new();
                let _ = Parts::new(&parts).characters(length, &mut text);
                text
            }
        };
        self.text(at, &text)
    }

    fn error(&mut self, at: (u32, u16), code: u8) -> Result<(), Fault> {
        let error = match code {
            0x00 => CellErrorType::Null,
            0x07 => CellErrorType::Div0,
            0x17 => CellErrorType::Ref,
            0x1D => CellErrorType::Name,
            0x24 => CellErrorType::Num,
            0x2A => CellErrorType::NA,
            _ => CellErrorType::Value,
        };
        self.put(at, &DataRef::Error(error))
    }

    fn text(&mut self, at: (u32, u16), text: &str) -> Result<(), Fault> {
        self.put(at, &DataRef::String(text.to_owned()))
    }

    fn put(&mut self, (number, column): (u32, u16), value: &DataRef<'_>) -> Result<(), Fault> {
        if u32::from(column) >= MAX_COLUMNS {
            return Err(Fault::TooBig {
                limit: Bound::Position,
            });
        }
        let row = self.rows.entry(number).or_insert_with(|| Row::new(number));
        let before = row.weight();
        cell_text::push_value(row, column + 1, value);
        let grown = row.weight().saturating_sub(before);
        self.held.cell(usize::try_from(grown).unwrap_or(usize::MAX))
    }

    fn marks(&mut self, record: &Record<'_>) {
        let data = record.data;
        let has = |at: usize, bit: u16| u16_at(data, at).is_some_and(|flags| flags & bit != 0);
        match record.kind {
            ROW if has(12, 0x20) => {
                let row = u16_at(data, 0).map(|row| u32::from(row) + 1);
                self.beside.hidden_rows.extend(row);
            }
            COLUMNS => {
                if let (Some(first), Some(last)) = (u16_at(data, 0), u16_at(data, 2)) {
                    let run = (u32::from(first) + 1, u32::from(last) + 1);
                    if has(8, 1) {
                        self.beside.hidden_columns.push(run);
                    }
                    let width = u16_at(data, 4).map(u32::from);
                    let width = width.and_then(|units| Width::of_units(run.0, run.1, units));
                    self.beside.widths.extend(width);
                }
            }
            HEADER | FOOTER if !data.is_empty() => {
                let letters = &self.book.letters;
                let text = if self.generation == Generation::Eight {
                    letters.long(data)
                } else {
                    letters.short(data)
                };
                self.beside
                    .page_texts
                    .extend(Some(text).filter(|text| !text.is_empty()));
            }
            NOTE => self.objects.note(data, self.generation, &self.book.letters),
            OBJECT => self.objects.begin(data),
            MERGED => {
                let areas = data.get(2..).unwrap_or_default().chunks_exact(8);
                self.beside.merged.extend(areas.filter_map(area));
            }
            _ => {}
        }
    }
}

/// First row, last row, first column, last column.
fn area(data: &[u8]) -> Option<Area> {
    let edge = |at: usize| u16_at(data, at).map(|edge| u32::from(edge) + 1);
    let area = Area {
        top: edge(0)?,
        bottom: edge(2)?,
        left: edge(4)?,
        right: edge(6)?,
    };
    let sound = area.top <= area.bottom && area.left <= area.right && area.right <= MAX_COLUMNS;
    sound.then_some(area)
}
