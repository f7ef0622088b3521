//! The tables of a paper as a workbook; it refuses formulas: what is printed is what stands there.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::Make;
use crate::block::Block;
use crate::error::PrintError;
use crate::pdf::About;
use crate::table::{Align, Cell, Column, Row, Table};

/// Writes every table of the blocks on a sheet of its own, under the paper's title.
///
/// # Errors
/// [`PrintError::Nothing`] where the paper has no table, [`PrintError::Writing`].
pub fn write_xlsx(blocks: &[Block], make: Make, about: &About) -> Result<Vec<u8>, PrintError> {
    let tables: Vec<&Table> = blocks
        .iter()
        .filter_map(|block| match block {
            Block::List(list) => Some(&list.table),
            // Words without a table belong into a document.
            _ => None,
        })
        .collect();
    if tables.is_empty() {
        return Err(PrintError::Nothing {
            what: "这张纸上没有表",
        });
    }
    let title = blocks.iter().find_map(|block| match block {
        Block::Title(text) => Some(text.replace('\n', "")),
        // The first title is the paper's.
        _ => None,
    });
    workbook(&title.unwrap_or_default(), &tables, make, about).map_err(|error| {
        PrintError::Writing {
            source: std::io::Error::other(error),
        }
    })
}

fn workbook(
    title: &str,
    tables: &[&Table],
    make: Make,
    about: &About,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let day = about.created.date();
    let created = ExcelDateTime::parse_from_str(&day.format("%Y-%m-%d").to_string())?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(&about.title)
            .set_subject(&about.subject)
            .set_author(&about.author)
            .set_creation_datetime(&created),
    );
    for (number, table) in (1..).zip(tables) {
        let sheet = workbook.add_worksheet();
        sheet.set_name(match number {
            1 => "表".to_owned(),
            number => format!("表{number}"),
        })?;
        sheet.set_paper_size(9);
        if make.paper_mm.0 > make.paper_mm.1 {
            sheet.set_landscape();
        }
        fill(sheet, title, table)?;
    }
    workbook.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, title: &str, table: &Table) -> Result<(), XlsxError> {
    let heading = Format::new()
        .set_font_size(16)
        .set_bold()
        .set_align(FormatAlign::Center);
    let last = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    match last {
        0 => sheet.write_string_with_format(0, 0, title, &heading)?,
        last => sheet.merge_range(0, 0, 0, last, title, &heading)?,
    };
    let mut at = 1;
    if let Some(unit) = &table.unit_line {
        let right = Format::new().set_align(FormatAlign::Right);
        sheet.write_string_with_format(at, last, unit, &right)?;
        at += 1;
    }
    let head = bordered().set_bold().set_align(FormatAlign::Center);
    for (column, titled) in (0_u16..).zip(&table.columns) {
        sheet.set_column_width(column, wide(table, usize::from(column)))?;
        let title = titled.title.replace('\n', "");
        sheet.write_string_with_format(at, column, &title, &head)?;
    }
    sheet.set_repeat_rows(0, at)?;
    sheet.set_freeze_panes(at + 1, 0)?;
    at += 1;
    let mut part = 0;
    for (index, row) in table.rows.iter().enumerate() {
        match &row.sums {
            Some(label) => {
                sums(sheet, at, table, label, &table.rows[part..index])?;
                part = index + 1;
            }
            None => one(sheet, at, table, row)?,
        }
        at += 1;
    }
    match &table.total {
        Some(label) => sums(sheet, at, table, label, &table.rows),
        None => Ok(()),
    }
}

fn bordered() -> Format {
    Format::new()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
}

fn format_of(column: &Column, struck: bool) -> Format {
    let format = bordered().set_align(match column.align {
        Align::Left => FormatAlign::Left,
        Align::Centre => FormatAlign::Center,
        Align::Right => FormatAlign::Right,
    });
    match struck && !column.spared {
        true => format.set_font_strikethrough(),
        false => format,
    }
}

/// Money as a number with its format, so that it can be added up; everything else as text, so that
/// nothing loses its zeros.
fn one(sheet: &mut Worksheet, at: u32, table: &Table, row: &Row) -> Result<(), XlsxError> {
    for ((number, cell), column) in (0_u16..).zip(&row.cells).zip(&table.columns) {
        let format = format_of(column, row.struck);
        match cell {
            Cell::Text(text) => sheet.write_string_with_format(at, number, text, &format)?,
            Cell::Money(fen) => {
                let money = format.set_num_format("#,##0.00");
                sheet.write_number_with_format(at, number, yuan(fen.0), &money)?
            }
        };
    }
    Ok(())
}

fn sums(
    sheet: &mut Worksheet,
    at: u32,
    table: &Table,
    label: &str,
    rows: &[Row],
) -> Result<(), XlsxError> {
    for (number, column) in (0_u16..).zip(&table.columns) {
        let format = format_of(column, false);
        match column.summed {
            true => {
                let sum = table.sum(usize::from(number), rows);
                let money = format.set_num_format("#,##0.00");
                sheet.write_number_with_format(at, number, yuan(sum.0), &money)?;
            }
            false => {
                let text = if number == 0 { label } else { "" };
                sheet.write_string_with_format(at, number, text, &format)?;
            }
        }
    }
    Ok(())
}

/// A workbook knows no other number; fen up to 2^53 stay exact to the second decimal.
fn yuan(fen: i64) -> f64 {
    fen as f64 / 100.0
}

fn wide(table: &Table, column: usize) -> f64 {
    let width = |text: &str| -> usize {
        let line = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        text.split('\n').map(line).max().unwrap_or(0)
    };
    let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
    let most = cells.map(|cell| width(&cell.printed())).max().unwrap_or(0);
    let title = table.columns.get(column).map_or(0, |one| width(&one.title));
    (most.max(title.min(12)).clamp(4, 40) + 2) as f64
}
