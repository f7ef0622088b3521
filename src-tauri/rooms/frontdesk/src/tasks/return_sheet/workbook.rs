//! The village's own workbook once more: every cell at its place, faulty ones red with a comment, a
//! sentence beside each faulty row, numbers of people masked.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use gongkai_intake::Workbook;
use gongkai_intake::raw::{Area, Cell, CellKind, Sheet};
use gongkai_intake::understand::{ReadRow, ReadSheet, Verdict};
use gongkai_rulebook::privacy::mask::{mask_cell, mask_found};
use rust_xlsxwriter::{
    Color, Format, FormatAlign, FormatBorder, Note as Comment, Workbook as Writer, Worksheet,
    XlsxError,
};

use crate::reading::Reading;

/// Cells of a merged area that is drawn again; a larger one is a slip of somebody's hand.
const LARGEST_AREA: u64 = 2_000;
/// Merged areas of one sheet that are drawn again.
const MOST_AREAS: usize = 5_000;

/// The workbook and how many sheets it has.
pub(super) fn marked(
    raw: &Workbook,
    reading: &Reading,
    office: &str,
) -> Result<(Vec<u8>, u64), XlsxError> {
    let mut writer = Writer::new();
    let looks = Looks::new();
    let mut sheets = 0;
    for read in reading.understood.sheets.iter().filter(|read| !read.hidden) {
        let Some(sheet) = raw.sheets.iter().find(|sheet| sheet.name == read.name) else {
            continue;
        };
        let page = writer.add_worksheet();
        // A name that no workbook may have, as of separated text, stays unnamed.
        let _ = page.set_name(&read.name);
        Marking {
            sheet,
            rows: read.rows.iter().map(|row| (row.number, row)).collect(),
            read,
            office,
            looks: &looks,
        }
        .write(page)?;
        sheets += 1;
    }
    Ok((writer.save_to_buffer()?, sheets))
}

struct Looks {
    plain: Format,
    title: Format,
    refused: Format,
    warned: Format,
    sentence: Format,
}

impl Looks {
    fn new() -> Self {
        let plain = Format::new()
            .set_border(FormatBorder::Thin)
            .set_align(FormatAlign::VerticalCenter);
        Self {
            title: Format::new()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            refused: plain
                .clone()
                .set_background_color(Color::RGB(0x00FF_C7CE))
                .set_font_color(Color::RGB(0x009C_0006))
                .set_bold(),
            warned: plain
                .clone()
                .set_background_color(Color::RGB(0x00FF_EB9C))
                .set_font_color(Color::RGB(0x007F_6000)),
            sentence: Format::new()
                .set_font_color(Color::RGB(0x009C_0006))
                .set_align(FormatAlign::VerticalCenter),
            plain,
        }
    }
}

struct Marking<'a> {
    sheet: &'a Sheet,
    read: &'a ReadSheet,
    rows: HashMap<u32, &'a ReadRow>,
    office: &'a str,
    looks: &'a Looks,
}

impl Marking<'_> {
    fn write(&self, page: &mut Worksheet) -> Result<(), XlsxError> {
        let bottom = self.read.header_row.unwrap_or(0);
        for row in &self.sheet.rows {
            let person = self.rows.contains_key(&row.number);
            for cell in row.cells() {
                let format = match row.number >= self.read.header_top.unwrap_or(u32::MAX) {
                    true => &self.looks.plain,
                    false => &self.looks.title,
                };
                self.cell(page, row.number, &cell, (person, format))?;
            }
        }
        self.areas(page)?;
        let last = self.sheet.rows.iter().map(|row| row.last_column()).max();
        let beside = column_at(last.unwrap_or(0) + 1);
        if bottom > 0 {
            page.write_string_with_format(bottom - 1, beside, "需要改的地方", &self.looks.refused)?;
            page.set_freeze_panes(bottom, 0)?;
        }
        page.set_column_width(beside, 60)?;
        for row in self
            .read
            .rows
            .iter()
            .filter(|row| row.verdict != Verdict::Ok)
        {
            self.faulty(page, row, beside)?;
        }
        Ok(())
    }

    fn cell(
        &self,
        page: &mut Worksheet,
        row: u32,
        cell: &Cell<'_>,
        (person, format): (bool, &Format),
    ) -> Result<(), XlsxError> {
        let shown = self.shown(cell, person);
        let (row, column) = (row - 1, column_at(cell.column));
        let number = match (cell.kind, &shown) {
            (CellKind::Number, Cow::Borrowed(text)) => text.parse::<f64>().ok(),
            _ => None,
        };
        match number.filter(|number| number.is_finite()) {
            Some(number) => page.write_number_with_format(row, column, number, format)?,
            None => page.write_string_with_format(row, column, short(&shown), format)?,
        };
        Ok(())
    }

    /// A person's cell by what its column means; any other text by what the detectors find in it.
    fn shown<'c>(&self, cell: &Cell<'c>, person: bool) -> Cow<'c, str> {
        let mut columns = self.read.columns.iter();
        let column = columns.find(|column| column.number == cell.column);
        match column.filter(|_| person) {
            Some(column) => mask_cell(column.meaning, cell.text),
            None => mask_found(cell.text),
        }
    }

    /// Merged areas as the village drew them; one that overlaps another is left as cells.
    fn areas(&self, page: &mut Worksheet) -> Result<(), XlsxError> {
        for area in self.sheet.merged.iter().take(MOST_AREAS) {
            let Some(text) = self.sheet.row(area.top).and_then(|row| row.cell(area.left)) else {
                continue;
            };
            if self.rows.contains_key(&area.top) || !is_modest(area) {
                continue;
            }
            let shown = self.shown(&text, false);
            let (left, right) = (column_at(area.left), column_at(area.right));
            let merged = page.merge_range(
                area.top - 1,
                left,
                area.bottom - 1,
                right,
                &short(&shown),
                &self.looks.title,
            );
            if merged.is_err() {
                page.write_string(area.top - 1, left, short(&shown))?;
            }
        }
        Ok(())
    }

    fn faulty(&self, page: &mut Worksheet, row: &ReadRow, beside: u16) -> Result<(), XlsxError> {
        let mut sentences = Vec::new();
        let mut faults: BTreeMap<u32, (Vec<String>, bool)> = BTreeMap::new();
        for note in &row.notes {
            let what = format!("{}；{}", super::wrong(note), note.rule.remedy());
            let Some((number, title)) = &note.column else {
                sentences.push(what);
                continue;
            };
            sentences.push(format!("“{title}”{what}"));
            let (told, refused) = faults.entry(*number).or_default();
            told.push(what);
            *refused |= note.rule.refuses();
        }
        for (number, (told, refused)) in faults {
            let format = match refused {
                true => &self.looks.refused,
                false => &self.looks.warned,
            };
            let (at, column) = (row.number - 1, column_at(number));
            let cell = self.sheet.row(row.number).and_then(|row| row.cell(number));
            let shown = cell.map(|cell| self.shown(&cell, true)).unwrap_or_default();
            page.write_string_with_format(at, column, short(&shown), format)?;
            let comment = Comment::new(told.join("。")).set_author(self.office);
            page.insert_note(at, column, &comment)?;
        }
        let at = (row.number - 1, beside);
        page.write_string_with_format(at.0, at.1, sentences.join("。"), &self.looks.sentence)?;
        Ok(())
    }
}

fn is_modest(area: &Area) -> bool {
    let height = u64::from(area.bottom - area.top) + 1;
    let width = u64::from(area.right - area.left) + 1;
    (2..=LARGEST_AREA).contains(&(height * width))
}

/// The writer counts columns from 0.
fn column_at(number: u32) -> u16 {
    u16::try_from(number.saturating_sub(1)).unwrap_or(u16::MAX)
}

/// A cell of a workbook holds 32,767 characters.
fn short(text: &str) -> String {
    text.chars().take(32_000).collect()
}
