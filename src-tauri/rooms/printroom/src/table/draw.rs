//! Draws the rows, sums and lines of a table; it refuses to decide what stands on which page.

use std::ops::Range;

use crate::error::{Place, PrintError};
use crate::page::{Frame, Ink, Item, MM_PER_PT, Rule};
use crate::setting::flow::Flow;
use crate::setting::{ASCENT, Glyph, Style, place_glyphs, width};
use crate::table::Align;
use crate::table::columns::PADDING_EM;
use crate::table::pour::{Laid, Pouring};

/// Thickness of the lines between cells.
const THIN_MM: f64 = 0.15;
/// Thickness of the frame.
const THICK_MM: f64 = 0.3;

impl Pouring<'_> {
    pub(super) fn open_page(&mut self, flow: &mut Flow) -> Result<(), PrintError> {
        if let Some(unit) = &self.table.unit_line {
            let top = flow.take(self.unit_mm());
            let baseline = top + self.columns.size_pt * MM_PER_PT;
            let at = (flow.sheet.right_mm(), baseline);
            let place = Place::field("单位");
            self.setter
                .put_right(flow.items(), unit, self.body, at, &place)?;
        }
        self.block_top_mm = flow.y_mm;
        let header = std::mem::take(&mut self.header);
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
            self.draw_row(flow, &header, false, true);
        }
        self.header = header;
        Ok(())
    }

    /// Ends the rows of a page: verticals, sums, frame.
    pub(super) fn close_page(
        &mut self,
        flow: &mut Flow,
        rows: Range<usize>,
        last: bool,
        several: bool,
    ) -> Result<(), PrintError> {
        let bottom = flow.y_mm;
        let mut x_mm = flow.sheet.left_mm;
        for width_pt in &self.columns.widths_pt[..self.columns.widths_pt.len().saturating_sub(1)] {
            x_mm += width_pt * MM_PER_PT;
            let mut top = self.block_top_mm;
            for (end, next) in &self.breaks_mm {
                push_rule(flow, (x_mm, top), (x_mm, *end), THIN_MM);
                top = *next;
            }
            push_rule(flow, (x_mm, top), (x_mm, bottom), THIN_MM);
        }
        self.breaks_mm.clear();
        if self.table.page_subtotals && self.table.sums() && several {
            let end = rows.end;
            self.draw_sums(flow, "本页小计", rows)?;
            if !last || self.table.total.is_none() {
                self.draw_sums(flow, "累计", 0..end)?;
            }
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

    pub(super) fn draw_row(&self, flow: &mut Flow, row: &Laid, struck: bool, header: bool) {
        let top = flow.y_mm;
        let mut x_mm = flow.sheet.left_mm;
        for (column, lines) in row.cells.iter().enumerate() {
            let width_mm = self.columns.widths_pt[column] * MM_PER_PT;
            let style = self.style(column, header);
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

    /// The sums of a part of the table, such as a village: of the rows since the last such line.
    pub(super) fn draw_part(
        &mut self,
        flow: &mut Flow,
        label: &str,
        index: usize,
    ) -> Result<(), PrintError> {
        let before = &self.table.rows[..index];
        let first = before.iter().rposition(|row| row.sums.is_some());
        let top = flow.y_mm;
        self.draw_sums(flow, label, first.map_or(0, |at| at + 1)..index)?;
        self.breaks_mm.push((top, flow.y_mm));
        Ok(())
    }

    /// A line of sums: the label over the columns before the first sum, each sum in its column.
    fn draw_sums(
        &self,
        flow: &mut Flow,
        label: &str,
        rows: Range<usize>,
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

fn push_rule(flow: &mut Flow, from_mm: (f64, f64), to_mm: (f64, f64), thickness_mm: f64) {
    flow.items().push(Item::Rule(Rule {
        from_mm,
        to_mm,
        thickness_mm,
        ink: Ink::Black,
    }));
}
