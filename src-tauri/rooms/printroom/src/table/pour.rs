//! Pours a table into pages row by row; it refuses to cut a row.

use crate::error::{Place, PrintError};
use crate::page::{Frame, Ink, Item, MM_PER_PT, Rule};
use crate::setting::flow::Flow;
use crate::setting::{
    ASCENT, Fill, Glyph, Measure, Setter, Style, break_lines, opportunities, place_glyphs, width,
};
use crate::table::columns::{self, Columns, PADDING_EM};
use crate::table::{Align, Table};

/// How a table looks.
#[derive(Debug, Clone)]
pub(crate) struct Look<'a> {
    /// Header text; its size is replaced.
    pub(crate) head: Style,
    /// Cell text; its size is replaced.
    pub(crate) body: Style,
    /// Type sizes to try, largest first.
    pub(crate) sizes_pt: &'a [f64],
    /// Height of a line in em.
    pub(crate) line_em: f64,
    /// Least height of a row in millimetres.
    pub(crate) row_mm: f64,
}

/// Thickness of the lines between cells.
const THIN_MM: f64 = 0.15;
/// Thickness of the frame.
const THICK_MM: f64 = 0.3;

impl Table {
    /// Pours the table into the pages from the height reached.
    pub(crate) fn pour(
        &self,
        flow: &mut Flow,
        setter: Setter<'_>,
        look: &Look<'_>,
    ) -> Result<(), PrintError> {
        let room_pt = flow.sheet.text_width_mm / MM_PER_PT;
        let styles = (look.head, look.body);
        let columns = columns::choose(self, setter, styles, look.sizes_pt, room_pt)?;
        let mut pouring = Pouring::new(self, setter, look, columns)?;
        pouring.all(flow)
    }
}

/// A row set in its columns.
struct Laid {
    cells: Vec<Vec<Vec<Glyph>>>,
    height_mm: f64,
}

struct Pouring<'a> {
    table: &'a Table,
    setter: Setter<'a>,
    head: Style,
    body: Style,
    line_mm: f64,
    row_mm: f64,
    columns: Columns,
    header: Laid,
    /// Rows from here on stand on the open page.
    page_from: usize,
    block_top_mm: f64,
    pages: usize,
}

impl<'a> Pouring<'a> {
    fn new(
        table: &'a Table,
        setter: Setter<'a>,
        look: &Look<'_>,
        columns: Columns,
    ) -> Result<Self, PrintError> {
        let sized = |style: Style| Style {
            size_pt: columns.size_pt,
            ..style
        };
        let mut pouring = Self {
            table,
            setter,
            head: sized(look.head),
            body: sized(look.body),
            line_mm: columns.size_pt * look.line_em * MM_PER_PT,
            row_mm: look.row_mm,
            columns,
            header: Laid {
                cells: Vec::new(),
                height_mm: 0.0,
            },
            page_from: 0,
            block_top_mm: 0.0,
            pages: 0,
        };
        let mut cells = Vec::new();
        for (index, column) in table.columns.iter().enumerate() {
            let place = Place::ColumnTitle(column.title.clone());
            cells.push(pouring.lay_cell(&column.title, pouring.head, index, &place)?);
        }
        if table.columns.iter().any(|column| !column.title.is_empty()) {
            pouring.header = pouring.laid(cells);
        }
        Ok(pouring)
    }

    fn all(&mut self, flow: &mut Flow) -> Result<(), PrintError> {
        let unit_mm = self.unit_mm();
        let first = match self.table.rows.first() {
            Some(_) => self.lay_row(0)?.height_mm,
            None => self.row_mm,
        };
        let opening = unit_mm + self.header.height_mm + first + self.foot_mm(true);
        flow.need(opening);
        self.open_page(flow)?;
        let last = self.table.rows.len().saturating_sub(1);
        for index in 0..self.table.rows.len() {
            let row = self.lay_row(index)?;
            if flow.room_mm() < row.height_mm + self.foot_mm(index == last) {
                if self.page_from == index && flow_is_fresh(flow, unit_mm, self.header.height_mm) {
                    return Err(PrintError::RowTooTall { row: index + 1 });
                }
                self.close_page(flow, index, false)?;
                flow.turn();
                self.open_page(flow)?;
                self.page_from = index;
                if flow.room_mm() < row.height_mm + self.foot_mm(index == last) {
                    return Err(PrintError::RowTooTall { row: index + 1 });
                }
            }
            self.draw_row(flow, &row, self.table.rows[index].struck, self.body);
        }
        self.close_page(flow, self.table.rows.len(), true)
    }

    fn unit_mm(&self) -> f64 {
        if self.table.unit_line.is_some() {
            self.line_mm * 1.25
        } else {
            0.0
        }
    }

    /// Height of the sum lines that must still fit below the rows of a page.
    fn foot_mm(&self, closing: bool) -> f64 {
        let subtotal = self.table.page_subtotals && self.table.sums();
        let total = closing && self.table.total.is_some();
        self.row_mm * (usize::from(subtotal) + usize::from(total)) as f64
    }

    fn open_page(&mut self, flow: &mut Flow) -> Result<(), PrintError> {
        self.pages += 1;
        if let Some(unit) = &self.table.unit_line {
            let top = flow.take(self.unit_mm());
            let baseline = top + self.columns.size_pt * MM_PER_PT;
            let at = (flow.sheet.right_mm(), baseline);
            let place = Place::field("单位");
            self.setter
                .put_right(flow.items(), unit, self.body, at, &place)?;
        }
        self.block_top_mm = flow.y_mm;
        let header = std::mem::replace(
            &mut self.header,
            Laid {
                cells: Vec::new(),
                height_mm: 0.0,
            },
        );
        if header.height_mm > 0.0 {
            let (x_mm, y_mm) = (flow.sheet.left_mm, flow.y_mm);
            let shade = Frame {
                x_mm,
                y_mm,
                width_mm: flow.sheet.text_width_mm,
                height_mm: header.height_mm,
                thickness_mm: 0.0,
                ink: Ink::Black,
                fill: Some(Ink::Shade),
            };
            flow.items().push(Item::Frame(shade));
            self.draw_row(flow, &header, false, self.head);
        }
        self.header = header;
        Ok(())
    }

    /// Ends the rows of a page: verticals, sums, frame.
    fn close_page(
        &mut self,
        flow: &mut Flow,
        rows_to: usize,
        last: bool,
    ) -> Result<(), PrintError> {
        let bottom = flow.y_mm;
        let mut x_mm = flow.sheet.left_mm;
        for width_pt in &self.columns.widths_pt[..self.columns.widths_pt.len().saturating_sub(1)] {
            x_mm += width_pt * MM_PER_PT;
            push_rule(flow, (x_mm, self.block_top_mm), (x_mm, bottom), THIN_MM);
        }
        let several = !last || self.pages > 1;
        if self.table.page_subtotals && self.table.sums() && several {
            let rows = self.page_from..rows_to;
            self.draw_sums(flow, "本页小计", rows)?;
        }
        if let (true, Some(label)) = (last, &self.table.total) {
            self.draw_sums(flow, label, 0..self.table.rows.len())?;
        }
        let frame = Frame {
            x_mm: flow.sheet.left_mm,
            y_mm: self.block_top_mm,
            width_mm: flow.sheet.text_width_mm,
            height_mm: flow.y_mm - self.block_top_mm,
            thickness_mm: THICK_MM,
            ink: Ink::Black,
            fill: None,
        };
        if frame.height_mm > 0.0 {
            flow.items().push(Item::Frame(frame));
        }
        Ok(())
    }

    fn lay_row(&self, index: usize) -> Result<Laid, PrintError> {
        let row = &self.table.rows[index];
        if row.cells.len() != self.table.columns.len() {
            return Err(PrintError::UnevenRow {
                row: index + 1,
                cells: row.cells.len(),
                columns: self.table.columns.len(),
            });
        }
        let mut cells = Vec::with_capacity(row.cells.len());
        for (column, cell) in row.cells.iter().enumerate() {
            let place = Place::Cell {
                row: index + 1,
                column: self.table.columns[column].title.clone(),
            };
            cells.push(self.lay_cell(&cell.printed(), self.body, column, &place)?);
        }
        Ok(self.laid(cells))
    }

    fn lay_cell(
        &self,
        text: &str,
        style: Style,
        column: usize,
        place: &Place,
    ) -> Result<Vec<Vec<Glyph>>, PrintError> {
        let room = self.columns.widths_pt[column] - 2.0 * PADDING_EM * style.size_pt;
        let mut lines = Vec::new();
        for part in text.split('\n').filter(|part| !part.is_empty()) {
            let glyphs = self.setter.glyphs(part, style, place)?;
            if width(&glyphs) <= room + 0.01 {
                lines.push(glyphs);
                continue;
            }
            let characters: Vec<char> = glyphs.iter().map(|glyph| glyph.character).collect();
            let starts = opportunities(&characters, &[]);
            let measure = Measure {
                indent: 0.0,
                width: room,
            };
            lines.extend(break_lines(glyphs, &starts, measure, Fill::Ragged));
        }
        Ok(lines)
    }

    fn laid(&self, cells: Vec<Vec<Vec<Glyph>>>) -> Laid {
        let lines = cells.iter().map(Vec::len).max().unwrap_or(0);
        let height_mm = (lines as f64 * self.line_mm + self.line_mm * 0.35).max(self.row_mm);
        Laid { cells, height_mm }
    }

    fn draw_row(&self, flow: &mut Flow, row: &Laid, struck: bool, style: Style) {
        let top = flow.y_mm;
        let mut x_mm = flow.sheet.left_mm;
        let header = style == self.head;
        for (column, lines) in row.cells.iter().enumerate() {
            let width_mm = self.columns.widths_pt[column] * MM_PER_PT;
            let align = if header {
                Align::Centre
            } else {
                self.table.columns[column].align
            };
            let strike = struck && !self.table.columns[column].spared;
            let inset = (row.height_mm - lines.len() as f64 * self.line_mm) / 2.0;
            for (number, line) in lines.iter().enumerate() {
                let line_top = top + inset + number as f64 * self.line_mm;
                self.draw_line(flow, line, style, align, (x_mm, width_mm, line_top), strike);
            }
            x_mm += width_mm;
        }
        flow.y_mm += row.height_mm;
        let (left, right, y) = (flow.sheet.left_mm, flow.sheet.right_mm(), flow.y_mm);
        push_rule(flow, (left, y), (right, y), THIN_MM);
    }

    fn draw_line(
        &self,
        flow: &mut Flow,
        line: &[Glyph],
        style: Style,
        align: Align,
        (x_mm, width_mm, top_mm): (f64, f64, f64),
        struck: bool,
    ) {
        let padding = PADDING_EM * style.size_pt * MM_PER_PT;
        let wide = width(line) * MM_PER_PT;
        let left = match align {
            Align::Left => x_mm + padding,
            Align::Centre => x_mm + (width_mm - wide) / 2.0,
            Align::Right => x_mm + width_mm - padding - wide,
        };
        let em = style.size_pt * MM_PER_PT;
        let em_top = top_mm + (self.line_mm - em) / 2.0;
        place_glyphs(flow.items(), line, style, (left, em_top + em * ASCENT));
        if struck {
            let y = em_top + em / 2.0;
            push_rule(flow, (left - 0.3, y), (left + wide + 0.3, y), 0.25);
        }
    }

    /// A line of sums: the label over the columns before the first sum, each sum in its column.
    fn draw_sums(
        &self,
        flow: &mut Flow,
        label: &str,
        rows: std::ops::Range<usize>,
    ) -> Result<(), PrintError> {
        let place = Place::field(label);
        let top = flow.take(self.row_mm);
        let em = self.body.size_pt * MM_PER_PT;
        let line_top = top + (self.row_mm - self.line_mm) / 2.0;
        let first_sum = self.table.columns.iter().position(|column| column.summed);
        let span = first_sum.unwrap_or(self.table.columns.len());
        let span_mm: f64 = self.columns.widths_pt[..span].iter().sum::<f64>() * MM_PER_PT;
        if span > 0 {
            let at = (
                flow.sheet.left_mm + span_mm / 2.0,
                line_top + (self.line_mm - em) / 2.0 + em * ASCENT,
            );
            self.setter
                .put_centred(flow.items(), label, self.head, at, &place)?;
        }
        let mut x_mm = flow.sheet.left_mm + span_mm;
        for column in span..self.table.columns.len() {
            let width_mm = self.columns.widths_pt[column] * MM_PER_PT;
            if x_mm > flow.sheet.left_mm + 0.01 {
                push_rule(flow, (x_mm, top), (x_mm, top + self.row_mm), THIN_MM);
            }
            if self.table.columns[column].summed {
                let sum = self.table.sum(column, &self.table.rows[rows.clone()]);
                let glyphs = self.setter.glyphs(&sum.to_string(), self.body, &place)?;
                let room = (x_mm, width_mm, line_top);
                self.draw_line(flow, &glyphs, self.body, Align::Right, room, false);
            }
            x_mm += width_mm;
        }
        let (left, right, y) = (flow.sheet.left_mm, flow.sheet.right_mm(), top + self.row_mm);
        push_rule(flow, (left, y), (right, y), THIN_MM);
        Ok(())
    }
}

/// Whether only the header stands on the open page, so that turning again would not help.
fn flow_is_fresh(flow: &Flow, unit_mm: f64, header_mm: f64) -> bool {
    flow.y_mm <= flow.sheet.top_mm + unit_mm + header_mm + 0.01
}

fn push_rule(flow: &mut Flow, from_mm: (f64, f64), to_mm: (f64, f64), thickness_mm: f64) {
    flow.items().push(Item::Rule(Rule {
        from_mm,
        to_mm,
        thickness_mm,
        ink: Ink::Black,
    }));
}
