//! The same table as the peers of the book want it: a source for Typst, a workbook for LibreOffice.
//! It asks of them what the book has: the paper, the type, the lines, the header on every page.

use std::path::Path;

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, XlsxError};

use crate::house::Fault;

/// Widths of the columns in millimetres, together the width of the book: what its own setting gives
/// them on this table, so that the peers need not find out.
const WIDTHS_MM: [f64; 14] = [
    16.5, 16.8, 41.6, 17.5, 19.4, 18.4, 20.3, 15.2, 12.1, 12.1, 11.7, 31.4, 16.8, 15.2,
];

/// The book as Typst reads it.
pub(super) fn typst_source(rows: &[Vec<String>]) -> String {
    let widths: Vec<String> = WIDTHS_MM.iter().map(|width| format!("{width}mm")).collect();
    let mut source = format!(
        "#set page(paper: \"a4\", flipped: true, margin: (left: 20mm, right: 12mm, top: 22mm, bottom: 18mm), \
         numbering: \"1\")\n#set text(font: (\"FandolFang R\", \"Gongkai Kai\"), size: 9pt, \
         lang: \"zh\", region: \"cn\")\n#set par(leading: 0.3em)\n\
         #table(columns: ({}), inset: 1.2mm, stroke: 0.15mm, align: horizon,\n",
        widths.join(", ")
    );
    for (number, row) in rows.iter().enumerate() {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| format!("[{}]", escaped(cell)))
            .collect();
        let cells = cells.join(", ");
        source.push_str(&match number {
            0 => format!("table.header({cells}),\n"),
            _ => format!("{cells},\n"),
        });
    }
    source.push_str(")\n");
    source
}

fn escaped(cell: &str) -> String {
    let mut escaped = String::with_capacity(cell.len());
    for character in cell.chars() {
        match character {
            '\n' => escaped.push_str(" \\ "),
            '[' | ']' | '#' | '*' | '_' | '$' | '\\' | '<' | '>' | '@' | '`' | '~' => {
                escaped.push('\\');
                escaped.push(character);
            }
            other => escaped.push(other),
        }
    }
    escaped
}

/// The book as LibreOffice reads it.
pub(super) fn workbook(rows: &[Vec<String>], path: &Path) -> Result<(), Fault> {
    let told = |error: XlsxError| Fault::new(format!("{}: {error}", path.display()));
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.79, 0.47, 0.87, 0.71, 0.3, 0.3);
    sheet.set_repeat_rows(0, 0).map_err(told)?;
    let format = Format::new()
        .set_font_name("FandolFang")
        .set_font_size(9)
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter);
    for (column, width_mm) in (0..).zip(WIDTHS_MM) {
        // A width of one is about two millimetres in the usual type.
        sheet
            .set_column_width(column, width_mm / 2.0)
            .map_err(told)?;
    }
    for (number, row) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(row) {
            sheet
                .write_string_with_format(number, column, cell, &format)
                .map_err(told)?;
        }
    }
    book.save(path).map_err(told)
}
