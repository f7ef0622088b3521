//! Pours a table into pages row by row; it refuses to cut a row that a page can hold.

use crate::error::{Place, PrintError};
use crate::page::MM_PER_PT;
use crate::setting::flow::Flow;
use crate::setting::{
    Fill, Glyph, Measure, Setter, Style, balance, break_lines, opportunities, width,
};
use crate::table::Table;
use crate::table::columns::{self, Columns, PADDING_EM};
use crate::table::paging::{Paging, Room, TooTall, paging};
use crate::table::tall::{self, FROM_BEFORE, GOES_ON, Marks};

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
    /// Least height of a row where that saves a page, if rows may be set closer.
    pub(crate) tight_row_mm: Option<f64>,
}

/// Space above and below the lines of a row, together, in lines.
const LEAD: f64 = 0.35;
/// The same where rows are set closer.
const TIGHT_LEAD: f64 = 0.2;

impl Table {
    /// Pours the table into the pages from the height reached. Its last two rows stand on the page
    /// that has `tail_mm` free below them.
    pub(crate) fn pour(
        &self,
        flow: &mut Flow,
        setter: Setter<'_>,
        look: &Look<'_>,
        tail_mm: f64,
    ) -> Result<(), PrintError> {
        let columns = self.columns_in(setter, look, flow.sheet.text_width_mm)?;
        let mut pouring = Pouring::new(self, setter, look, columns)?;
        pouring.all(flow, look.tight_row_mm, tail_mm)
    }

    /// The type size in which the table fits this width.
    pub(crate) fn size_in(
        &self,
        setter: Setter<'_>,
        look: &Look<'_>,
        width_mm: f64,
    ) -> Result<f64, PrintError> {
        Ok(self.columns_in(setter, look, width_mm)?.size_pt)
    }

    fn columns_in(
        &self,
        setter: Setter<'_>,
        look: &Look<'_>,
        width_mm: f64,
    ) -> Result<Columns, PrintError> {
        let styles = (look.head, look.body);
        columns::choose(self, setter, styles, look.sizes_pt, width_mm / MM_PER_PT)
    }
}

/// A row set in its columns.
#[derive(Default)]
pub(super) struct Laid {
    /// Row of the table, from 0.
    pub(super) row: usize,
    /// Whether it goes on with a row that began on the page before.
    pub(super) goes_on: bool,
    pub(super) cells: Vec<Vec<Vec<Glyph>>>,
    pub(super) height_mm: f64,
}

pub(super) struct Pouring<'a> {
    pub(super) table: &'a Table,
    pub(super) setter: Setter<'a>,
    pub(super) head: Style,
    pub(super) body: Style,
    pub(super) line_mm: f64,
    pub(super) row_mm: f64,
    pub(super) lead: f64,
    pub(super) columns: Columns,
    pub(super) header: Laid,
    pub(super) block_top_mm: f64,
    /// Top and bottom of the rows of sums on this page: no line crosses their labels.
    pub(super) breaks_mm: Vec<(f64, f64)>,
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
            lead: LEAD,
            columns,
            header: Laid::default(),
            block_top_mm: 0.0,
            breaks_mm: Vec::new(),
        };
        let mut cells = Vec::new();
        for (index, column) in table.columns.iter().enumerate() {
            let place = Place::ColumnTitle(column.title.clone());
            cells.push(pouring.lay_title(&column.title, index, &place)?);
        }
        if table.columns.iter().any(|column| !column.title.is_empty()) {
            pouring.header = pouring.laid(0, cells);
        }
        Ok(pouring)
    }

    fn all(
        &mut self,
        flow: &mut Flow,
        tight_row_mm: Option<f64>,
        tail_mm: f64,
    ) -> Result<(), PrintError> {
        let mut rows = Vec::with_capacity(self.table.rows.len());
        for index in 0..self.table.rows.len() {
            let row = self.lay_row(index)?;
            if row.height_mm > self.room(flow, tail_mm).row_mm() {
                rows.append(&mut self.cut(flow, row)?);
            } else {
                rows.push(row);
            }
        }
        let mut paging = self.page(flow, &rows, tail_mm)?;
        if let (Some(tight_mm), true) = (tight_row_mm, paging.turns() > 0) {
            let calm = (self.row_mm, self.lead);
            (self.row_mm, self.lead) = (tight_mm, TIGHT_LEAD);
            self.fit_heights(&mut rows);
            let tight = self.page(flow, &rows, tail_mm)?;
            if tight.turns() < paging.turns() {
                paging = tight;
            } else {
                (self.row_mm, self.lead) = calm;
                self.fit_heights(&mut rows);
            }
        }
        if paging.turned {
            flow.turn();
        }
        self.draw_pages(flow, &rows, &paging.starts)
    }

    fn draw_pages(
        &mut self,
        flow: &mut Flow,
        rows: &[Laid],
        starts: &[usize],
    ) -> Result<(), PrintError> {
        for (number, start) in starts.iter().enumerate() {
            if number > 0 {
                flow.turn();
            }
            self.open_page(flow)?;
            let end = starts.get(number + 1).copied().unwrap_or(rows.len());
            let table = self.table;
            for laid in &rows[*start..end] {
                let row = &table.rows[laid.row];
                match &row.sums {
                    Some(label) => self.draw_part(flow, label, laid.row)?,
                    None => self.draw_row(flow, laid, row.struck, false),
                }
            }
            let count = table.rows.len();
            let summed = tall::first_row(rows, *start, count)..tall::first_row(rows, end, count);
            let last = number + 1 == starts.len();
            self.close_page(flow, summed, last, starts.len() > 1)?;
        }
        Ok(())
    }

    /// A row higher than a page, in pieces of a page each.
    fn cut(&self, flow: &Flow, row: Laid) -> Result<Vec<Laid>, PrintError> {
        let number = row.row;
        let too_tall = || PrintError::RowTooTall { row: number + 1 };
        let most = (self.room(flow, 0.0).row_mm() / self.line_mm - self.lead).floor();
        let mut marks = Vec::with_capacity(row.cells.len());
        for column in 0..row.cells.len() {
            let style = self.style(column, false);
            let place = Place::field(GOES_ON);
            marks.push(Marks {
                from_before: self.lay_cell(FROM_BEFORE, style, column, &place)?,
                goes_on: self.lay_cell(GOES_ON, style, column, &place)?,
            });
        }
        let pieces =
            tall::pieces(row.cells, most.max(0.0) as usize, &marks).ok_or_else(too_tall)?;
        let laid = pieces.into_iter().enumerate().map(|(piece, cells)| Laid {
            goes_on: piece > 0,
            ..self.laid(number, cells)
        });
        Ok(laid.collect())
    }

    /// Which rows stand on which page from the height reached.
    fn page(&self, flow: &Flow, rows: &[Laid], tail_mm: f64) -> Result<Paging, PrintError> {
        let heights: Vec<f64> = rows.iter().map(|row| row.height_mm).collect();
        paging(&heights, self.room(flow, tail_mm)).map_err(|TooTall(index)| {
            let row = rows.get(index).map_or(index, |laid| laid.row);
            PrintError::RowTooTall { row: row + 1 }
        })
    }

    fn room(&self, flow: &Flow, tail_mm: f64) -> Room {
        let head_mm = self.unit_mm() + self.header.height_mm;
        let carried = self.table.page_subtotals && self.table.sums();
        let total = self.table.total.is_some();
        let lines = |count: usize| count as f64 * self.row_mm;
        Room {
            first_mm: flow.room_mm() - head_mm,
            full_mm: flow.sheet.text_height_mm - head_mm,
            // 本页小计 and 累计; on the last page the total says what 累计 would.
            foot_mm: lines(if carried { 2 } else { 0 }),
            closing_mm: lines(if carried { 2 } else { usize::from(total) }),
            total_mm: lines(usize::from(total)),
            tail_mm,
        }
    }

    fn fit_heights(&self, rows: &mut [Laid]) {
        for row in rows {
            row.height_mm = self.height_mm(&row.cells);
        }
    }

    pub(super) fn unit_mm(&self) -> f64 {
        if self.table.unit_line.is_some() {
            self.line_mm * 1.25
        } else {
            0.0
        }
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
            let style = self.style(column, false);
            cells.push(self.lay_cell(&cell.printed(), style, column, &place)?);
        }
        Ok(self.laid(index, cells))
    }

    /// The title of a column in lines of about the same length: no character alone on the last.
    fn lay_title(
        &self,
        title: &str,
        column: usize,
        place: &Place,
    ) -> Result<Vec<Vec<Glyph>>, PrintError> {
        let lines = self.lay_cell(title, self.head, column, place)?;
        if lines.len() < 2 || title.contains('\n') {
            return Ok(lines);
        }
        let glyphs = self.setter.glyphs(title, self.head, place)?;
        let characters: Vec<char> = glyphs.iter().map(|glyph| glyph.character).collect();
        let starts = opportunities(&characters, &[]);
        let even = balance(&glyphs, &starts, self.cell_room_pt(column, self.head));
        Ok(even
            .filter(|even| even.len() == lines.len())
            .unwrap_or(lines))
    }

    fn cell_room_pt(&self, column: usize, style: Style) -> f64 {
        self.columns.widths_pt[column] - 2.0 * PADDING_EM * style.size_pt
    }

    fn lay_cell(
        &self,
        text: &str,
        style: Style,
        column: usize,
        place: &Place,
    ) -> Result<Vec<Vec<Glyph>>, PrintError> {
        let room = self.cell_room_pt(column, style);
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

    fn laid(&self, row: usize, cells: Vec<Vec<Vec<Glyph>>>) -> Laid {
        Laid {
            row,
            goes_on: false,
            height_mm: self.height_mm(&cells),
            cells,
        }
    }

    fn height_mm(&self, cells: &[Vec<Vec<Glyph>>]) -> f64 {
        let lines = cells.iter().map(Vec::len).max().unwrap_or(0);
        ((lines as f64 + self.lead) * self.line_mm).max(self.row_mm)
    }

    pub(super) fn style(&self, column: usize, header: bool) -> Style {
        if header || self.table.columns[column].strong {
            self.head
        } else {
            self.body
        }
    }
}
