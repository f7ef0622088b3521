//! Export a register book to a workbook that WPS opens, in the columns of the printed book.

use std::path::Path;

use gongkai_printroom::papers::register_book::{BookColumn, BookLine};
use gongkai_registry::records::BookYear;
use gongkai_registry::write_beside;
use gongkai_rulebook::register::Book;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, XlsxError};
use serde::Serialize;

use super::print_papers::check_target;
use crate::compose::book_lines;
use crate::{Desk, Problem};

/// An exported file.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ExportRegisterAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The file.
    pub file: String,
    /// How many lines it has.
    pub lines: usize,
    /// How many pages: a workbook has none, sheets are counted.
    pub pages: usize,
}

/// Exports a book of a year.
///
/// # Errors
/// What the store and the disk say.
pub fn run(desk: &Desk, book: Book, year: i32, out: &Path) -> Result<Answer, Problem> {
    let lines = book_lines(desk, BookYear { book, year })?;
    let title = format!("{}{year}年{book}", desk.settings()?.name);
    let bytes = workbook(&title, &lines).map_err(|error| {
        Problem::unreadable(
            "export-failed",
            format!("生成表格时出错：{error}"),
            "再试一次",
        )
    })?;
    check_target(desk, out)?;
    write_beside(out, &bytes)?;
    Ok(Answer {
        file: out.display().to_string(),
        lines: lines.len(),
        pages: 1,
    })
}

fn workbook(title: &str, lines: &[BookLine]) -> Result<Vec<u8>, XlsxError> {
    let heading = Format::new()
        .set_bold()
        .set_font_size(16)
        .set_align(FormatAlign::Center);
    let head = Format::new()
        .set_bold()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap();
    let plain = Format::new()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap();
    let struck = plain.clone().set_font_strikethrough();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet
        .set_name("登记簿")?
        .set_landscape()
        .set_paper_size(9)
        .set_repeat_rows(1, 1)?;
    sheet.set_freeze_panes(2, 0)?;
    let last = u16::try_from(BookColumn::ALL.len().saturating_sub(1)).unwrap_or_default();
    sheet.merge_range(0, 0, 0, last, title, &heading)?;
    for (column, titled) in (0_u16..).zip(BookColumn::ALL) {
        sheet.set_column_width(column, width(titled))?;
        sheet.write_string_with_format(1, column, titled.title(), &head)?;
    }
    for (row, line) in (2_u32..).zip(lines) {
        let format = if line.void { &struck } else { &plain };
        for (column, titled) in (0_u16..).zip(BookColumn::ALL) {
            sheet.write_string_with_format(row, column, titled.text(line), format)?;
        }
    }
    workbook.save_to_buffer()
}

const fn width(column: BookColumn) -> f64 {
    match column {
        BookColumn::Matter => 36.0,
        BookColumn::Category | BookColumn::Channels | BookColumn::Place | BookColumn::Remark => {
            20.0
        }
        BookColumn::RegisterNo
        | BookColumn::DisclosedOn
        | BookColumn::Period
        | BookColumn::Unit
        | BookColumn::Copies
        | BookColumn::TakenDown => 14.0,
        BookColumn::Handler | BookColumn::Reviewer | BookColumn::Approver => 9.0,
    }
}
