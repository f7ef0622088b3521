//! What all copies of a disclosure have in common, set page by page; it refuses to know which copy
//! it sets.

use crate::error::{Place, PrintError};
use crate::fonts::FontRole;
use crate::page::{MM_PER_PT, Page};
use crate::papers::copies::{Copies, List};
use crate::papers::headings;
use crate::papers::parts::{self, Block};
use crate::setting::flow::{Flow, Sheet};
use crate::setting::{
    Fill, Glyph, Setter, Style, balance, grid, opportunities, place_glyphs, width,
};
use crate::table::pour::Look;
use crate::table::{Column, Row, Table};

const TITLE: Style = Style::new(FontRole::Title, 22.0);
pub(super) const SMALL: Style = Style::new(FontRole::Body, 14.0);
const TITLE_LINE_MM: f64 = 12.0;
const TITLE_LINES: usize = 6;
pub(super) const SMALL_LINE_MM: f64 = 8.2;
/// Type sizes of lists: 小四, 五号, 小五 and two smaller.
const LIST_SIZES: [f64; 5] = [12.0, 10.5, 9.0, 8.0, 7.0];
/// Below this a list is hard to read on a board, and the sheet is turned.
const SMALLEST_UPRIGHT_PT: f64 = 9.0;
/// Elements of up to so many lines, each and together, are set as text; longer ones as a table.
const ELEMENT_LINES: (usize, usize) = (2, 8);
/// The last lines of a text that go with the signature.
const LINES_WITH_TAIL: usize = 2;
pub(super) const GAP_MM: f64 = 3.0;

/// A copy's content in the making.
pub(super) struct Composition<'a> {
    pub(super) copies: &'a Copies,
    pub(super) setter: Setter<'a>,
    pub(super) sheet: Sheet,
    /// Body type on the grid of the sheet.
    pub(super) body: Style,
    block: Block,
}

/// The sheet that carries the widest list in readable type.
pub(super) fn sheet_for(copies: &Copies, setter: Setter<'_>) -> Result<Sheet, PrintError> {
    let look = list_look();
    for list in &copies.lists {
        match list.table.size_in(setter, &look, grid::WIDTH_MM) {
            Ok(size_pt) if size_pt >= SMALLEST_UPRIGHT_PT => {}
            Ok(_) | Err(PrintError::TableTooWide { .. }) => return Ok(Sheet::OFFICIAL_LYING),
            Err(other) => return Err(other),
        }
    }
    Ok(Sheet::OFFICIAL)
}

impl<'a> Composition<'a> {
    pub(super) fn new(copies: &'a Copies, setter: Setter<'a>, sheet: Sheet) -> Self {
        // As many characters as the width holds, none cut: 28 upright, 40 lying.
        let natural = grid::BODY_PT * grid::PITCH_FACTOR * MM_PER_PT;
        let characters = (sheet.text_width_mm / natural + 0.001).floor();
        let em_pt = sheet.text_width_mm / MM_PER_PT / characters;
        Self {
            copies,
            setter,
            sheet,
            body: Style::new(FontRole::Body, grid::BODY_PT).pitched(em_pt / grid::BODY_PT),
            block: Block {
                x_mm: sheet.left_mm,
                width_mm: sheet.text_width_mm,
                indent_pt: 2.0 * em_pt,
                line_mm: grid::LINE_MM,
                fill: Fill::Justified,
            },
        }
    }

    /// The pages without what stands in their margins.
    pub(super) fn pages(&self) -> Result<Vec<Page>, PrintError> {
        let mut flow = Flow::new(self.sheet, "");
        let ending = self.ending()?;
        // What ends the paper is never alone on a page: the last text or rows go with it.
        let tail_mm = 2.0 * GAP_MM + ending.height_mm();
        let elements = self.elements()?;
        let runs_in = run_in(&elements);
        self.set_title(&mut flow)?;
        let mut texts = self.paragraphs()?;
        if runs_in {
            texts.extend(elements);
        }
        texts.extend(self.attachment_line()?);
        let tables = !runs_in || !self.copies.lists.is_empty();
        let count = texts.len();
        for (index, text) in texts.into_iter().enumerate() {
            let tail_mm = if index + 1 == count && !tables {
                tail_mm
            } else {
                0.0
            };
            self.pour_text(&mut flow, text, tail_mm);
        }
        if !runs_in {
            let tail_mm = if self.copies.lists.is_empty() {
                tail_mm
            } else {
                0.0
            };
            self.set_element_table(&mut flow, tail_mm)?;
        }
        for (index, list) in self.copies.lists.iter().enumerate() {
            let last = index + 1 == self.copies.lists.len();
            self.set_list(&mut flow, list, if last { tail_mm } else { 0.0 })?;
        }
        self.set_ending(&mut flow, ending)?;
        Ok(flow.finish())
    }

    fn set_title(&self, flow: &mut Flow) -> Result<(), PrintError> {
        let too_long = || PrintError::TooLong {
            place: Place::Title,
            lines: TITLE_LINES,
        };
        let mut lines = Vec::new();
        for part in self.copies.title.split('\n').map(str::trim) {
            let glyphs = self.setter.glyphs(part, TITLE, &Place::Title)?;
            if glyphs.is_empty() {
                continue;
            }
            let characters: Vec<char> = glyphs.iter().map(|glyph| glyph.character).collect();
            let starts = opportunities(&characters, &self.copies.unbroken);
            // One character of room at each side keeps the title off the edges.
            let room = self.sheet.text_width_mm / MM_PER_PT - 2.0 * TITLE.size_pt;
            lines.extend(balance(&glyphs, &starts, room).ok_or_else(too_long)?);
        }
        if lines.len() > TITLE_LINES {
            return Err(too_long());
        }
        for line in &lines {
            let top = flow.take(TITLE_LINE_MM);
            let left = flow.sheet.middle_mm() - width(line) * MM_PER_PT / 2.0;
            let at = (left, grid::baseline_mm(top, TITLE_LINE_MM, TITLE.size_pt));
            place_glyphs(flow.items(), line, TITLE, at);
        }
        flow.skip(5.0);
        flow.snap_to_grid(grid::LINE_MM);
        Ok(())
    }

    fn paragraphs(&self) -> Result<Vec<Text>, PrintError> {
        let mut texts = Vec::new();
        for (index, paragraph) in self.copies.paragraphs.iter().enumerate() {
            let place = Place::Paragraph(index + 1);
            for line in paragraph.split('\n').map(str::trim) {
                if !line.is_empty() {
                    texts.push(self.paragraph(line, &place)?);
                }
            }
        }
        Ok(texts)
    }

    fn paragraph(&self, text: &str, place: &Place) -> Result<Text, PrintError> {
        let pieces = headings::pieces(text);
        let mut glyphs: Vec<Glyph> = Vec::new();
        for (role, part) in &pieces {
            let style = Style {
                role: *role,
                ..self.body
            };
            glyphs.extend(self.setter.glyphs(part, style, place)?);
        }
        let heading = matches!(pieces.as_slice(), [(role, _), (_, "")] if *role != FontRole::Body);
        // 主送机关 begins at the edge (GB/T 9704-2012, 7.3.2).
        let addressee = *place == Place::Paragraph(1)
            && text.ends_with('：')
            && glyphs.len() <= grid::CHARACTERS;
        let indent_pt = if addressee { 0.0 } else { self.block.indent_pt };
        Ok(self.text(glyphs, indent_pt, heading))
    }

    fn text(&self, glyphs: Vec<Glyph>, indent_pt: f64, heading: bool) -> Text {
        let block = Block {
            indent_pt,
            ..self.block
        };
        Text {
            lines: parts::lines(glyphs, block, &self.copies.unbroken),
            block,
            heading,
            apart: false,
        }
    }

    /// Sets a paragraph. Its last lines stand on the page that has `tail_mm` free below them; a
    /// heading stands on the page of the line that follows it.
    fn pour_text(&self, flow: &mut Flow, text: Text, tail_mm: f64) {
        let kept = if tail_mm > 0.0 { LINES_WITH_TAIL } else { 0 };
        let head = text.lines.len().saturating_sub(kept);
        let indented = |indent_pt: f64| Block {
            indent_pt,
            ..text.block
        };
        if text.apart {
            flow.skip(text.block.line_mm);
        }
        if text.heading {
            flow.need(2.0 * text.block.line_mm);
        }
        parts::pour_lines(flow, &text.lines[..head], self.body, text.block);
        if head < text.lines.len() {
            let lines = &text.lines[head..];
            flow.need(lines.len() as f64 * text.block.line_mm + tail_mm);
            let indent_pt = if head == 0 { text.block.indent_pt } else { 0.0 };
            parts::pour_lines(flow, lines, self.body, indented(indent_pt));
        }
    }

    fn elements(&self) -> Result<Vec<Text>, PrintError> {
        let given = self.copies.elements.iter();
        given
            .filter(|(_, text)| !text.trim().is_empty())
            .map(|(name, text)| {
                let place = Place::field(name);
                let label = Style {
                    role: FontRole::Hei,
                    ..self.body
                };
                let mut glyphs = self.setter.glyphs(&format!("{name}："), label, &place)?;
                glyphs.extend(self.setter.glyphs(text.trim(), self.body, &place)?);
                Ok(self.text(glyphs, self.block.indent_pt, false))
            })
            .collect()
    }

    fn set_element_table(&self, flow: &mut Flow, tail_mm: f64) -> Result<(), PrintError> {
        let given = self.copies.elements.iter();
        let rows: Vec<Row> = given
            .filter(|(_, text)| !text.trim().is_empty())
            .map(|(name, text)| Row::of(vec![name.as_str().into(), text.trim().into()]))
            .collect();
        // Without titles: that the left names what stands at the right needs no word.
        let label = Column {
            strong: true,
            ..Column::whole("")
        };
        let table = Table {
            columns: vec![label, Column::text("")],
            rows,
            ..Table::default()
        };
        flow.skip(GAP_MM);
        table.pour(flow, self.setter, &list_look(), tail_mm)?;
        flow.skip(GAP_MM);
        Ok(())
    }

    /// 附件说明 below a blank line (GB/T 9704-2012, 7.3.4), by number only.
    fn attachment_line(&self) -> Result<Option<Text>, PrintError> {
        if self.copies.attachments == 0 {
            return Ok(None);
        }
        let line = format!("附件：{}件", self.copies.attachments);
        let glyphs = self
            .setter
            .glyphs(&line, self.body, &Place::field("附件"))?;
        Ok(Some(Text {
            apart: true,
            ..self.text(glyphs, self.block.indent_pt, false)
        }))
    }

    fn set_list(&self, flow: &mut Flow, list: &List, tail_mm: f64) -> Result<(), PrintError> {
        flow.skip(GAP_MM);
        let style = Style::new(FontRole::Hei, 14.0);
        if !list.caption.is_empty() {
            // The caption goes with the header and the first rows.
            flow.need(50.0);
            let top = flow.take(SMALL_LINE_MM);
            let baseline = grid::baseline_mm(top, SMALL_LINE_MM, style.size_pt);
            let at = (flow.sheet.middle_mm(), baseline);
            let place = Place::field("表题");
            let room_mm = self.sheet.text_width_mm;
            let style = self.setter.fitted(&list.caption, style, room_mm, &place)?;
            let items = flow.items();
            self.setter
                .put_centred(items, &list.caption, style, at, &place)?;
        }
        list.table.pour(flow, self.setter, &list_look(), tail_mm)?;
        flow.skip(GAP_MM);
        Ok(())
    }
}

/// A paragraph in lines.
struct Text {
    lines: Vec<Vec<Glyph>>,
    block: Block,
    /// Whether it is a heading with nothing behind it.
    heading: bool,
    /// Whether a blank line stands above it.
    apart: bool,
}

/// Short elements read better as text behind their names than as a table.
fn run_in(elements: &[Text]) -> bool {
    let (each, together) = ELEMENT_LINES;
    let sum: usize = elements.iter().map(|element| element.lines.len()).sum();
    sum <= together && elements.iter().all(|element| element.lines.len() <= each)
}

fn list_look() -> Look<'static> {
    Look {
        head: Style::new(FontRole::Hei, 12.0),
        body: Style::new(FontRole::Body, 12.0),
        sizes_pt: &LIST_SIZES,
        line_em: 1.35,
        row_mm: 8.0,
        tight_row_mm: Some(7.0),
    }
}
