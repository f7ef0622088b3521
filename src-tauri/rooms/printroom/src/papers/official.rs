//! A document on the grid of GB/T 9704-2012, set from its blocks page by page: copies, notices,
//! letters; it refuses to know which of them it sets.

use crate::block::Block;
use crate::error::{Place, PrintError};
use crate::fonts::FontRole;
use crate::page::{MM_PER_PT, Page};
use crate::papers::copies::List;
use crate::papers::headings;
use crate::papers::official_annex::split_annexes;
use crate::papers::official_ending::Ending;
use crate::papers::official_marks::Imprint;
use crate::papers::official_sheet::Measures;
use crate::papers::parts::{self, Block as Lines};
use crate::setting::flow::{Flow, Sheet};
use crate::setting::{
    Fill, Glyph, Setter, Style, balance, grid, opportunities, place_glyphs, width,
};
use crate::table::{Column, Row, Table};

const TITLE_LINES: usize = 6;
/// Elements of up to so many lines, each and together, are set as text; longer ones as a table.
const ELEMENT_LINES: (usize, usize) = (2, 8);
/// The last lines of a text that go with the signature.
const LINES_WITH_TAIL: usize = 2;
pub(super) const GAP_MM: f64 = 3.0;

/// A document in the making.
pub(super) struct Composition<'a> {
    blocks: &'a [Block],
    /// Words that are never divided.
    pub(super) unbroken: &'a [String],
    pub(super) setter: Setter<'a>,
    pub(super) measures: Measures,
    pub(super) sheet: Sheet,
    /// Body type on the grid of the sheet.
    pub(super) body: Style,
    block: Lines,
}

/// What stands between the title and the ending, made ready.
enum Part<'a> {
    Text(Text),
    ElementTable(&'a [(String, String)]),
    List(&'a List),
    Gap,
}

impl<'a> Composition<'a> {
    pub(super) fn new(
        blocks: &'a [Block],
        unbroken: &'a [String],
        setter: Setter<'a>,
        measures: Measures,
    ) -> Self {
        let (sheet, body) = (measures.sheet, measures.body());
        Self {
            blocks,
            unbroken,
            setter,
            measures,
            sheet,
            body,
            block: Lines {
                x_mm: sheet.left_mm,
                width_mm: sheet.text_width_mm,
                indent_pt: 2.0 * body.size_pt * body.pitch,
                line_mm: measures.line_mm,
                fill: Fill::Justified,
            },
        }
    }

    /// The pages without what stands in their margins.
    pub(super) fn pages(&self) -> Result<Vec<Page>, PrintError> {
        let mut flow = Flow::new(self.sheet, "");
        let ends = |block: &Block| {
            matches!(
                block,
                Block::Contact { .. }
                    | Block::Signature(..)
                    | Block::Remark(_)
                    | Block::Annex { .. }
                    | Block::Imprint { .. }
            )
        };
        let ends_at = self.blocks.iter().position(ends);
        let (content, rest) = self.blocks.split_at(ends_at.unwrap_or(self.blocks.len()));
        let (ending, annexes) = split_annexes(rest);
        let imprint = Imprint::of(rest);
        let ending = Ending::of(self, ending)?;
        // What ends the paper is never alone on a page: the last text or rows go with it.
        let tail_mm = 2.0 * GAP_MM + ending.height_mm();
        self.pour(&mut flow, content, tail_mm)?;
        ending.set(self, &mut flow)?;
        self.set_annexes(&mut flow, annexes)?;
        if let Some(imprint) = imprint {
            imprint.set(self, &mut flow)?;
        }
        Ok(flow.finish())
    }

    /// Sets what stands above the ending, or in an annex; `tail_mm` is free below its last lines.
    pub(super) fn pour(
        &self,
        flow: &mut Flow,
        content: &'a [Block],
        tail_mm: f64,
    ) -> Result<(), PrintError> {
        let parts = self.parts(flow, content)?;
        let last = parts.len().saturating_sub(1);
        for (index, part) in parts.into_iter().enumerate() {
            let tail_mm = if index == last { tail_mm } else { 0.0 };
            match part {
                Part::Text(text) => self.pour_text(flow, text, tail_mm),
                Part::ElementTable(pairs) => self.set_element_table(flow, pairs, tail_mm)?,
                Part::List(list) => self.set_list(flow, list, tail_mm)?,
                Part::Gap => flow.skip(self.measures.line_mm),
            }
        }
        Ok(())
    }

    /// Sets what stands on top, and makes the rest ready.
    fn parts(&self, flow: &mut Flow, content: &'a [Block]) -> Result<Vec<Part<'a>>, PrintError> {
        let mut parts = Vec::new();
        for block in content {
            match block {
                Block::RedHead(text) => self.set_red_head(flow, text)?,
                Block::DocumentNo(text) => self.set_document_no(flow, text)?,
                Block::Title(text) => self.set_title(flow, text)?,
                Block::Text(text, place) => {
                    for line in text
                        .split('\n')
                        .map(str::trim)
                        .filter(|line| !line.is_empty())
                    {
                        parts.push(Part::Text(self.paragraph(line, place)?));
                    }
                }
                Block::Addressee(text) => parts.push(Part::Text(self.line(text, "主送机关")?)),
                Block::Line(text) | Block::Note(text) | Block::Hand(text) => {
                    parts.push(Part::Text(self.line(text, "行")?));
                }
                Block::Heading(text) => parts.push(Part::Text(self.heading(text)?)),
                Block::Elements(pairs) => self.put_elements(&mut parts, pairs)?,
                Block::Attachments(text) => parts.push(Part::Text(self.attachment_line(text)?)),
                Block::List(list) => parts.push(Part::List(list)),
                Block::Gap => parts.push(Part::Gap),
                // These belong to sheets of another make, or to the margins and the ending.
                Block::Subtitle(_)
                | Block::Ends(..)
                | Block::Right(_)
                | Block::Fields(..)
                | Block::Ticks(..)
                | Block::Steps(_)
                | Block::Contact { .. }
                | Block::Signature(..)
                | Block::Remark(_)
                | Block::Imprint { .. }
                | Block::Annex { .. }
                | Block::Tear(_)
                | Block::MarginHead(_)
                | Block::MarginFoot(_) => {}
            }
        }
        Ok(parts)
    }

    pub(super) fn set_title(&self, flow: &mut Flow, title: &str) -> Result<(), PrintError> {
        let too_long = || PrintError::TooLong {
            place: Place::Title,
            lines: TITLE_LINES,
        };
        let (style, line_mm) = (self.measures.title(), self.measures.title_line_mm);
        let mut lines = Vec::new();
        for part in title.split('\n').map(str::trim) {
            let glyphs = self.setter.glyphs(part, style, &Place::Title)?;
            if glyphs.is_empty() {
                continue;
            }
            let characters: Vec<char> = glyphs.iter().map(|glyph| glyph.character).collect();
            let starts = opportunities(&characters, self.unbroken);
            // One character of room at each side keeps the title off the edges.
            let room = self.sheet.text_width_mm / MM_PER_PT - 2.0 * style.size_pt;
            lines.extend(balance(&glyphs, &starts, room).ok_or_else(too_long)?);
        }
        if lines.len() > TITLE_LINES {
            return Err(too_long());
        }
        for line in &lines {
            let top = flow.take(line_mm);
            let left = flow.sheet.middle_mm() - width(line) * MM_PER_PT / 2.0;
            let at = (left, grid::baseline_mm(top, line_mm, style.size_pt));
            place_glyphs(flow.items(), line, style, at);
        }
        flow.skip(5.0);
        flow.snap_to_grid(self.measures.line_mm);
        Ok(())
    }

    /// A line from the edge, as 主送机关 is (7.3.2).
    fn line(&self, text: &str, field: &str) -> Result<Text, PrintError> {
        let glyphs = self.setter.glyphs(text, self.body, &Place::field(field))?;
        Ok(self.text(glyphs, 0.0, false))
    }

    fn heading(&self, text: &str) -> Result<Text, PrintError> {
        let style = Style {
            role: FontRole::Hei,
            ..self.body
        };
        let place = Place::field("小标题");
        let glyphs = self.setter.glyphs(text, style, &place)?;
        Ok(self.text(glyphs, self.block.indent_pt, true))
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
        let addressee = matches!(*place, Place::Paragraph(1))
            && text.ends_with('：')
            && glyphs.len() <= grid::CHARACTERS;
        let indent_pt = if addressee { 0.0 } else { self.block.indent_pt };
        Ok(self.text(glyphs, indent_pt, heading))
    }

    fn text(&self, glyphs: Vec<Glyph>, indent_pt: f64, heading: bool) -> Text {
        let block = Lines {
            indent_pt,
            ..self.block
        };
        Text {
            lines: parts::lines(glyphs, block, self.unbroken),
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
        let indented = |indent_pt: f64| Lines {
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

    /// Short elements behind their names, long ones as a table.
    fn put_elements(
        &self,
        parts: &mut Vec<Part<'a>>,
        pairs: &'a [(String, String)],
    ) -> Result<(), PrintError> {
        let texts = self.elements(pairs)?;
        if run_in(&texts) {
            parts.extend(texts.into_iter().map(Part::Text));
        } else {
            parts.push(Part::ElementTable(pairs));
        }
        Ok(())
    }

    fn elements(&self, pairs: &[(String, String)]) -> Result<Vec<Text>, PrintError> {
        let given = pairs.iter();
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

    fn set_element_table(
        &self,
        flow: &mut Flow,
        pairs: &[(String, String)],
        tail_mm: f64,
    ) -> Result<(), PrintError> {
        flow.skip(GAP_MM);
        element_table(pairs).pour(flow, self.setter, &self.measures.list_look(), tail_mm)?;
        flow.skip(GAP_MM);
        Ok(())
    }

    /// 附件说明 below a blank line (GB/T 9704-2012, 7.3.4), by number only.
    fn attachment_line(&self, line: &str) -> Result<Text, PrintError> {
        let place = Place::field("附件");
        let glyphs = self.setter.glyphs(line, self.body, &place)?;
        Ok(Text {
            apart: true,
            ..self.text(glyphs, self.block.indent_pt, false)
        })
    }

    fn set_list(&self, flow: &mut Flow, list: &List, tail_mm: f64) -> Result<(), PrintError> {
        flow.skip(GAP_MM);
        let (small, small_mm) = (self.measures.small, self.measures.small_line_mm);
        let style = Style::new(FontRole::Hei, small.size_pt);
        if !list.caption.is_empty() {
            // The caption goes with the header and the first rows.
            flow.need(50.0);
            let top = flow.take(small_mm);
            let baseline = grid::baseline_mm(top, small_mm, style.size_pt);
            let at = (flow.sheet.middle_mm(), baseline);
            let place = Place::field("表题");
            let room_mm = self.sheet.text_width_mm;
            let style = self.setter.fitted(&list.caption, style, room_mm, &place)?;
            let items = flow.items();
            self.setter
                .put_centred(items, &list.caption, style, at, &place)?;
        }
        list.table
            .pour(flow, self.setter, &self.measures.list_look(), tail_mm)?;
        flow.skip(GAP_MM);
        Ok(())
    }
}

/// Elements as a table without titles: that the left names what stands at the right needs no word.
pub(crate) fn element_table(pairs: &[(String, String)]) -> Table {
    let given = pairs.iter().filter(|(_, text)| !text.trim().is_empty());
    let label = Column {
        strong: true,
        ..Column::whole("")
    };
    Table {
        columns: vec![label, Column::text("")],
        rows: given
            .map(|(name, text)| Row::of(vec![name.as_str().into(), text.trim().into()]))
            .collect(),
        ..Table::default()
    }
}

/// A paragraph in lines.
struct Text {
    lines: Vec<Vec<Glyph>>,
    block: Lines,
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
