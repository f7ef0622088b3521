//! The village's own workbook once more: every cell at its place and as wide, faulty ones red with a
//! comment that says why and what to do, a sentence beside each faulty row, numbers of people masked.
//! Columns that hold long numbers are text, so that what the village writes anew is not destroyed.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use gongkai_intake::Workbook;
use gongkai_intake::raw::{Area, Cell, CellKind, Sheet, Width};
use gongkai_intake::understand::{Column, RETURN_COLUMN, ReadRow, ReadSheet, Verdict};
use gongkai_rulebook::list::CellForm;
use gongkai_rulebook::privacy::mask::mask_found;
use gongkai_rulebook::public_view::{self, mask_inside};
use rust_xlsxwriter::{
    Color, DocProperties, Format, FormatAlign, FormatBorder, Note as Comment, Workbook as Writer,
    Worksheet, XlsxError,
};

use super::Saying;
use crate::reading::Reading;

/// Cells of a merged area that is drawn again; a larger one is a slip of somebody's hand.
const LARGEST_AREA: u64 = 2_000;
/// The format that spreadsheet programs call text (ECMA-376, 18.8.30: built in, number 49).
const TEXT: u8 = 49;
/// A face that every office program here has.
const FACE: &str = "宋体";
/// Paper of a printed sheet: A4.
const A4: u8 = 9;
/// Characters of the column with sentences, and points of a line in it.
const SENTENCE_WIDTH: usize = 60;
const LINE_HEIGHT: f64 = 15.0;
/// A column of identity numbers that nobody has drawn wider shows them whole.
const NUMBER_WIDTH: f64 = 21.0;
/// Merged areas of one sheet that are drawn again.
const MOST_AREAS: usize = 5_000;
/// Widths of one sheet that are set again.
const MOST_WIDTHS: usize = 500;
/// Columns of one width that are set again: a sheet may give all its columns one.
const MOST_ALIKE: u32 = 100;

/// The workbook and how many sheets it has.
pub(super) fn marked(
    raw: &Workbook,
    reading: &Reading,
    saying: &Saying<'_>,
    (office, with_numbers): (&str, bool),
) -> Result<(Vec<u8>, u64), XlsxError> {
    let mut writer = Writer::new();
    let made = DocProperties::new().set_author(office);
    writer.set_properties(&made);
    let looks = Looks::new();
    let mut sheets = 0;
    for sheet in &raw.sheets {
        let tables = reading.understood.sheets.iter();
        let tables: Vec<&ReadSheet> = tables
            .filter(|table| !table.hidden && table.name == sheet.name)
            .collect();
        let Some(first) = tables.first().copied() else {
            continue;
        };
        let page = writer.add_worksheet();
        // A name that no workbook may have, as of separated text, stays unnamed.
        let name = mask_found(&sheet.name).replace('*', "＊");
        let _ = page.set_name(name);
        let rows = tables.iter().flat_map(|table| &table.rows);
        Marking {
            sheet,
            rows: rows.map(|row| row.number).collect(),
            tables,
            first,
            saying,
            office,
            with_numbers,
            looks: &looks,
        }
        .write(page)?;
        sheets += 1;
    }
    Ok((writer.save_to_buffer()?, sheets))
}

struct Looks {
    plain: Format,
    number: Format,
    header: Format,
    title: Format,
    refused: Format,
    warned: Format,
    sentence: Format,
}

impl Looks {
    fn new() -> Self {
        let plain = Format::new()
            .set_font_name(FACE)
            .set_border(FormatBorder::Thin)
            .set_align(FormatAlign::VerticalCenter);
        let centred = plain.clone().set_align(FormatAlign::Center);
        Self {
            number: plain.clone().set_num_format_index(TEXT),
            header: centred.set_bold().set_text_wrap(),
            title: Format::new()
                .set_font_name(FACE)
                .set_bold()
                .set_font_size(14)
                .set_align(FormatAlign::VerticalCenter),
            refused: plain
                .clone()
                .set_num_format_index(TEXT)
                .set_background_color(Color::RGB(0x00FF_C7CE))
                .set_font_color(Color::RGB(0x009C_0006))
                .set_bold(),
            warned: plain
                .clone()
                .set_background_color(Color::RGB(0x00FF_EB9C))
                .set_font_color(Color::RGB(0x007F_6000)),
            sentence: Format::new()
                .set_font_name(FACE)
                .set_font_color(Color::RGB(0x009C_0006))
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap(),
            plain,
        }
    }
}

struct Marking<'a> {
    sheet: &'a Sheet,
    /// The tables of the sheet, from top to bottom.
    tables: Vec<&'a ReadSheet>,
    first: &'a ReadSheet,
    /// Numbers of the rows that hold people.
    rows: HashSet<u32>,
    saying: &'a Saying<'a>,
    office: &'a str,
    with_numbers: bool,
    looks: &'a Looks,
}

impl Marking<'_> {
    fn write(&self, page: &mut Worksheet) -> Result<(), XlsxError> {
        self.columns(page)?;
        for row in &self.sheet.rows {
            let person = self.rows.contains(&row.number);
            for cell in row.cells() {
                let format = self.format(row.number, cell.column);
                self.cell(page, row.number, &cell, (person, format))?;
            }
        }
        self.areas(page)?;
        let last = self.sheet.rows.iter().map(|row| row.last_column()).max();
        let beside = column_at(last.unwrap_or(0) + 1);
        for bottom in self.tables.iter().filter_map(|table| table.header_row) {
            page.write_string_with_format(bottom - 1, beside, RETURN_COLUMN, &self.looks.refused)?;
        }
        if let ([only], Some(bottom)) = (self.tables.as_slice(), self.first.header_row)
            && only.header_row.is_some()
        {
            page.set_freeze_panes(bottom, 0)?;
        }
        page.set_column_width(beside, SENTENCE_WIDTH as f64)?;
        page.set_landscape().set_paper_size(A4);
        page.set_print_fit_to_pages(1, 0);
        for table in &self.tables {
            for row in table.rows.iter().filter(|row| row.verdict != Verdict::Ok) {
                self.faulty(page, (table, row), beside)?;
            }
        }
        Ok(())
    }

    /// The table that a row stands in, or above.
    fn table(&self, row: u32) -> &ReadSheet {
        let begun = |table: &&&ReadSheet| table.header_top.is_some_and(|top| top <= row);
        self.tables
            .iter()
            .rev()
            .find(begun)
            .copied()
            .unwrap_or(self.first)
    }

    /// The column of the list that a cell stands in.
    fn column(&self, row: u32, column: u32) -> Option<&Column> {
        let mut columns = self.table(row).columns.iter();
        columns.find(|one| one.number == column && !one.is_made())
    }

    /// Columns as wide as the village drew them; those of long numbers are text down to the end.
    fn columns(&self, page: &mut Worksheet) -> Result<(), XlsxError> {
        for width in self.sheet.widths.iter().take(MOST_WIDTHS) {
            let last = width.last.min(width.first.saturating_add(MOST_ALIKE));
            for column in width.first..=last {
                page.set_column_width(column_at(column), width.characters())?;
            }
        }
        let columns = self.tables.iter().flat_map(|table| &table.columns);
        for column in columns.filter(|column| !column.is_made()) {
            let at = column_at(column.number);
            let known = |width: &Width| (width.first..=width.last).contains(&column.number);
            let drawn = self.sheet.widths.iter().any(known);
            let long = is_long_number(column);
            if !drawn {
                let width = if long {
                    NUMBER_WIDTH
                } else {
                    own_width(column)
                };
                page.set_column_width(at, width)?;
            }
            if long {
                page.set_column_format(at, &self.looks.number)?;
            }
        }
        Ok(())
    }

    fn format(&self, row: u32, column: u32) -> &Format {
        let table = self.table(row);
        let (top, bottom) = (table.header_top, table.header_row);
        let (top, bottom) = (top.unwrap_or(u32::MAX), bottom.unwrap_or(u32::MAX));
        let column = self.column(row, column);
        match row {
            row if row < top => &self.looks.title,
            row if row <= bottom => &self.looks.header,
            _ if column.is_some_and(is_long_number) => &self.looks.number,
            _ => &self.looks.plain,
        }
    }

    fn cell(
        &self,
        page: &mut Worksheet,
        row: u32,
        cell: &Cell<'_>,
        (person, format): (bool, &Format),
    ) -> Result<(), XlsxError> {
        let meant = self.column(row, cell.column).filter(|_| person);
        let shown = self.shown(cell, meant);
        let (at, column) = (row - 1, column_at(cell.column));
        let long = meant.is_some_and(is_long_number);
        let number = match (cell.kind, &shown) {
            (CellKind::Number, Cow::Borrowed(text)) if !long => text.parse::<f64>().ok(),
            _ => None,
        };
        match number.filter(|number| number.is_finite()) {
            Some(number) => page.write_number_with_format(at, column, number, format)?,
            None => page.write_string_with_format(at, column, short(&shown), format)?,
        };
        Ok(())
    }

    /// A person's cell by what its column means; any other text by what the detectors find in it.
    fn shown<'c>(&self, cell: &Cell<'c>, column: Option<&Column>) -> Cow<'c, str> {
        match column {
            _ if self.with_numbers => Cow::Borrowed(cell.text),
            Some(column) => mask_inside(&as_published(column), cell.text),
            None => mask_found(cell.text),
        }
    }

    /// Merged areas as the village drew them; one that overlaps another is left as cells.
    fn areas(&self, page: &mut Worksheet) -> Result<(), XlsxError> {
        for area in self.sheet.merged.iter().take(MOST_AREAS) {
            let Some(text) = self.sheet.row(area.top).and_then(|row| row.cell(area.left)) else {
                continue;
            };
            if !is_modest(area) {
                continue;
            }
            let person = self.rows.contains(&area.top);
            let column = self.column(area.top, area.left).filter(|_| person);
            let shown = self.shown(&text, column);
            let (left, right) = (column_at(area.left), column_at(area.right));
            let merged = page.merge_range(
                area.top - 1,
                left,
                area.bottom - 1,
                right,
                &short(&shown),
                &self
                    .format(area.top, area.left)
                    .clone()
                    .set_align(FormatAlign::Center),
            );
            if merged.is_err() {
                page.write_string(area.top - 1, left, short(&shown))?;
            }
        }
        Ok(())
    }

    fn faulty(
        &self,
        page: &mut Worksheet,
        (table, row): (&ReadSheet, &ReadRow),
        beside: u16,
    ) -> Result<(), XlsxError> {
        let mut sentences = Vec::new();
        let mut faults: BTreeMap<u32, (Vec<String>, bool)> = BTreeMap::new();
        for note in &row.notes {
            let (wrong, remedy) = self.saying.of_note(table, row, note);
            let what = format!("{wrong}；{remedy}");
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
            let meant = self.column(row.number, number);
            let shown = cell.map(|cell| self.shown(&cell, meant));
            let shown = shown.unwrap_or_default();
            page.write_string_with_format(at, column, short(&shown), format)?;
            let comment = Comment::new(told.join("。")).set_author(self.office);
            page.insert_note(at, column, &comment)?;
        }
        let sentence = sentences.join("。");
        let at = row.number - 1;
        page.write_string_with_format(at, beside, &sentence, &self.looks.sentence)?;
        // Not every program makes a row as high as its text.
        let lines = wide(&sentence).div_ceil(SENTENCE_WIDTH - 4);
        if lines > 1 {
            page.set_row_height(at, LINE_HEIGHT * lines as f64)?;
        }
        Ok(())
    }
}

/// The width of a column that nobody has drawn: its title stays on one line.
fn own_width(column: &Column) -> f64 {
    (wide(&column.title) as f64 + 2.0).clamp(8.5, 24.0)
}

/// How many characters of a column a text takes: Chinese ones are two wide.
fn wide(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// Whether a column holds numbers that a spreadsheet would round.
const fn is_long_number(column: &Column) -> bool {
    matches!(column.meaning.form(), CellForm::IdNumber | CellForm::Code)
}

fn as_published(column: &Column) -> public_view::Column {
    public_view::Column {
        title: column.title.clone(),
        meaning: column.meaning,
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
