//! A sheet that is read from top to bottom, set block by block: slips, lists, leaflets; it refuses to
//! leave the last words of a sheet alone on a page.

use crate::block::Block;
use crate::error::{Place, PrintError};
use crate::fonts::FontRole;
use crate::page::{Ink, Item, Page, Rule};
use crate::papers::copies::List;
use crate::papers::parts::{self, Block as Lines};
use crate::setting::flow::{Flow, Sheet};
use crate::setting::{Fill, Glyph, Setter, Style, balance, grid, opportunities};
use crate::setting::{place_glyphs, width};
use crate::table::pour::Look;

/// How a plain sheet looks.
pub(super) struct Plain {
    pub(super) sheet: Sheet,
    pub(super) title: Titled,
    /// 副题, and the height it takes beyond a line.
    pub(super) subtitle: (Style, f64),
    pub(super) heading: Style,
    pub(super) text: Style,
    /// 说明.
    pub(super) note: Style,
    pub(super) line_mm: f64,
    /// The part of a line in the middle of which its words stand.
    pub(super) within_mm: f64,
    /// Height of a line that a hand fills.
    pub(super) hand_mm: f64,
    /// Indent of a paragraph in points.
    pub(super) indent_pt: f64,
    /// 空行.
    pub(super) gap_mm: f64,
    /// Above and below a table.
    pub(super) around_mm: (f64, f64),
    pub(super) table: Look<'static>,
    pub(super) numbers: Numbers,
}

/// How a title stands.
pub(super) struct Titled {
    pub(super) size_pt: f64,
    pub(super) take_mm: f64,
    pub(super) within_mm: f64,
}

/// Where page numbers stand.
pub(super) enum Numbers {
    /// At this baseline on every page.
    Always(f64),
    /// At this baseline where there are several pages.
    OfSeveral(f64),
    /// Nowhere.
    Never,
}

/// Length of a line on which a hand writes.
const BLANK_MM: f64 = 55.0;
/// A heading, the head of its table and a row or two stay together.
const TOGETHER_MM: f64 = 30.0;

impl Plain {
    /// Sets the blocks on as many pages as they need.
    pub(super) fn pages(
        &self,
        setter: Setter<'_>,
        part: &str,
        blocks: &[Block],
    ) -> Result<Vec<Page>, PrintError> {
        let mut flow = Flow::new(self.sheet, part);
        for (index, block) in blocks.iter().enumerate() {
            self.set(&mut flow, setter, block, &blocks[index + 1..])?;
        }
        let mut pages = flow.finish();
        let middle = self.sheet.middle_mm();
        match self.numbers {
            Numbers::Always(y_mm) => parts::number_pages(&mut pages, setter, (middle, y_mm))?,
            Numbers::OfSeveral(y_mm) if pages.len() > 1 => {
                parts::number_pages(&mut pages, setter, (middle, y_mm))?;
            }
            Numbers::OfSeveral(_) | Numbers::Never => {}
        }
        Ok(pages)
    }

    fn set(
        &self,
        flow: &mut Flow,
        setter: Setter<'_>,
        block: &Block,
        after: &[Block],
    ) -> Result<(), PrintError> {
        match block {
            Block::Title(text) => self.set_title(flow, setter, text),
            Block::Subtitle(text) => self.set_subtitle(flow, setter, text),
            Block::Text(text, place) => self.set_text(flow, setter, text, place),
            Block::Heading(text) => self.set_heading(flow, setter, text),
            Block::List(list) => self.set_table(flow, setter, list, after),
            Block::Line(text)
            | Block::Addressee(text)
            | Block::Attachments(text)
            | Block::Remark(text) => self.set_line(flow, setter, text, self.line_mm),
            Block::Hand(text) => self.set_line(flow, setter, text, self.hand_mm),
            Block::Contact { label, text, blank } => match (text.is_empty(), blank) {
                (true, false) => Ok(()),
                (true, true) => self.set_blank(flow, setter, &format!("{label}：")),
                (false, _) => {
                    self.set_line(flow, setter, &format!("{label}：{text}"), self.line_mm)
                }
            },
            Block::Right(text) => self.set_right(flow, setter, text),
            Block::Ends(left, right) => self.set_ends(flow, setter, left, right),
            Block::Signature(office, dated) => {
                self.set_right(flow, setter, office)?;
                self.set_right(flow, setter, dated)
            }
            Block::Note(text) => self.set_note(flow, setter, text),
            Block::Tear(text) => {
                // What is cut off stands at the foot of the sheet.
                let rest = 2.0 * self.gap_mm + self.line_mm + self.rest_mm(setter, after)?;
                flow.y_mm = flow.y_mm.max(flow.sheet.bottom_mm() - rest - 0.01);
                self.set_tear(flow, setter, text)
            }
            Block::Gap => {
                flow.skip(self.gap_mm);
                Ok(())
            }
            Block::Elements(pairs) => {
                for (name, text) in pairs {
                    let text = format!("{name}：{text}");
                    self.set_text(flow, setter, &text, &Place::field(name))?;
                }
                Ok(())
            }
            Block::Fields(fields, _) => {
                for (name, text) in fields {
                    let text = format!("{name}：{text}");
                    self.set_line(flow, setter, &text, self.line_mm)?;
                }
                Ok(())
            }
            // These belong to sheets of another make, which take none of the above.
            Block::RedHead(_)
            | Block::Annex { .. }
            | Block::DocumentNo(_)
            | Block::Ticks(..)
            | Block::Steps(_)
            | Block::Imprint { .. }
            | Block::MarginHead(_)
            | Block::MarginFoot(_) => Ok(()),
        }
    }

    fn set_title(&self, flow: &mut Flow, setter: Setter<'_>, text: &str) -> Result<(), PrintError> {
        let style = Style::new(FontRole::Title, self.title.size_pt);
        let middle = self.sheet.middle_mm();
        for line in self.title_lines(setter, text, style)? {
            let top = flow.take(self.title.take_mm);
            let baseline = grid::baseline_mm(top, self.title.within_mm, style.size_pt);
            let left = middle - width(&line) * crate::page::MM_PER_PT / 2.0;
            place_glyphs(flow.items(), &line, style, (left, baseline));
        }
        Ok(())
    }

    /// A title in balanced lines, if it is longer than one.
    fn title_lines(
        &self,
        setter: Setter<'_>,
        text: &str,
        style: Style,
    ) -> Result<Vec<Vec<Glyph>>, PrintError> {
        let room = self.sheet.text_width_mm / crate::page::MM_PER_PT;
        let mut lines = Vec::new();
        for part in text.split('\n').filter(|part| !part.trim().is_empty()) {
            let glyphs = setter.glyphs(part, style, &Place::Title)?;
            let characters: Vec<char> = glyphs.iter().map(|glyph| glyph.character).collect();
            let starts = opportunities(&characters, &[]);
            let cut = balance(&glyphs, &starts, room).ok_or(PrintError::TooLong {
                place: Place::Title,
                lines: 6,
            })?;
            lines.extend(cut);
        }
        Ok(lines)
    }

    fn set_subtitle(
        &self,
        flow: &mut Flow,
        setter: Setter<'_>,
        text: &str,
    ) -> Result<(), PrintError> {
        let (style, more_mm) = self.subtitle;
        let place = Place::field("副题");
        let top = flow.take(self.line_mm + more_mm);
        let baseline = grid::baseline_mm(top, self.line_mm, style.size_pt);
        let style = setter.fitted(text, style, self.sheet.text_width_mm, &place)?;
        let at = (self.sheet.middle_mm(), baseline);
        setter.put_centred(flow.items(), text, style, at, &place)
    }

    fn set_text(
        &self,
        flow: &mut Flow,
        setter: Setter<'_>,
        text: &str,
        place: &Place,
    ) -> Result<(), PrintError> {
        for line in text.split('\n').filter(|line| !line.trim().is_empty()) {
            let lines = self.lines(setter, line, place)?;
            parts::pour_lines(flow, &lines, self.text, self.block());
        }
        Ok(())
    }

    fn lines(
        &self,
        setter: Setter<'_>,
        text: &str,
        place: &Place,
    ) -> Result<Vec<Vec<Glyph>>, PrintError> {
        let glyphs = setter.glyphs(text, self.text, place)?;
        Ok(parts::lines(glyphs, self.block(), &[]))
    }

    const fn block(&self) -> Lines {
        Lines {
            x_mm: self.sheet.left_mm,
            width_mm: self.sheet.text_width_mm,
            indent_pt: self.indent_pt,
            line_mm: self.line_mm,
            fill: Fill::Justified,
        }
    }

    fn set_heading(
        &self,
        flow: &mut Flow,
        setter: Setter<'_>,
        text: &str,
    ) -> Result<(), PrintError> {
        let place = Place::field("小标题");
        flow.skip(self.gap_mm);
        flow.need(TOGETHER_MM);
        let top = flow.take(self.line_mm);
        let style = setter.fitted(text, self.heading, self.sheet.text_width_mm, &place)?;
        let baseline = grid::baseline_mm(top, self.line_mm, self.heading.size_pt);
        let at = (self.sheet.left_mm, baseline);
        setter.put(flow.items(), text, style, at, &place).map(drop)
    }

    fn set_table(
        &self,
        flow: &mut Flow,
        setter: Setter<'_>,
        list: &List,
        after: &[Block],
    ) -> Result<(), PrintError> {
        let (above, below) = self.around_mm;
        flow.skip(above);
        let tail_mm = below + self.rest_mm(setter, after)?;
        list.table.pour(flow, setter, &self.table, tail_mm)?;
        flow.skip(below);
        Ok(())
    }

    /// Height of what closes a sheet behind its last table; nothing if another table follows.
    fn rest_mm(&self, setter: Setter<'_>, after: &[Block]) -> Result<f64, PrintError> {
        let mut rest = 0.0;
        for block in after {
            rest += match block {
                Block::List(_) | Block::Heading(_) => return Ok(0.0),
                Block::Text(text, place) => {
                    self.lines(setter, text, place)?.len() as f64 * self.line_mm
                }
                Block::Hand(_) => self.hand_mm,
                Block::Gap => self.gap_mm,
                Block::Signature(..) => 2.0 * self.line_mm,
                Block::MarginHead(_) | Block::MarginFoot(_) => 0.0,
                Block::RedHead(_)
                | Block::Annex { .. }
                | Block::DocumentNo(_)
                | Block::Title(_)
                | Block::Subtitle(_)
                | Block::Ends(..)
                | Block::Addressee(_)
                | Block::Line(_)
                | Block::Right(_)
                | Block::Note(_)
                | Block::Fields(..)
                | Block::Ticks(..)
                | Block::Steps(_)
                | Block::Elements(_)
                | Block::Attachments(_)
                | Block::Contact { .. }
                | Block::Remark(_)
                | Block::Imprint { .. }
                | Block::Tear(_) => self.line_mm,
            };
        }
        Ok(rest.min(self.sheet.text_height_mm / 3.0))
    }

    fn set_line(
        &self,
        flow: &mut Flow,
        setter: Setter<'_>,
        text: &str,
        height_mm: f64,
    ) -> Result<(), PrintError> {
        let place = named(text);
        let within = self.within_mm + height_mm - self.line_mm;
        let top = flow.take(height_mm);
        let style = setter.fitted(text, self.text, self.sheet.text_width_mm, &place)?;
        let at = (
            self.sheet.left_mm,
            grid::baseline_mm(top, within, style.size_pt),
        );
        setter.put(flow.items(), text, style, at, &place).map(drop)
    }

    /// A name with a line for the hand behind it.
    fn set_blank(&self, flow: &mut Flow, setter: Setter<'_>, text: &str) -> Result<(), PrintError> {
        let place = named(text);
        let top = flow.take(self.line_mm);
        let baseline = grid::baseline_mm(top, self.within_mm, self.text.size_pt);
        let at = (self.sheet.left_mm, baseline);
        let wide_mm = setter.put(flow.items(), text, self.text, at, &place)?;
        let from = self.sheet.left_mm + wide_mm;
        flow.items().push(Item::Rule(Rule {
            from_mm: (from, baseline + 1.0),
            to_mm: (from + BLANK_MM, baseline + 1.0),
            thickness_mm: 0.2,
            ink: Ink::Black,
        }));
        Ok(())
    }

    fn set_right(&self, flow: &mut Flow, setter: Setter<'_>, text: &str) -> Result<(), PrintError> {
        let place = Place::field("落款");
        let top = flow.take(self.line_mm);
        let baseline = grid::baseline_mm(top, self.within_mm, self.text.size_pt);
        let at = (self.sheet.right_mm(), baseline);
        let style = setter.fitted(text, self.text, self.sheet.text_width_mm, &place)?;
        setter.put_right(flow.items(), text, style, at, &place)
    }

    fn set_ends(
        &self,
        flow: &mut Flow,
        setter: Setter<'_>,
        left: &str,
        right: &str,
    ) -> Result<(), PrintError> {
        let top = flow.take(self.line_mm);
        let baseline = grid::baseline_mm(top, self.within_mm, self.note.size_pt);
        let half_mm = self.sheet.text_width_mm / 2.0;
        let place = named(left);
        let style = setter.fitted(left, self.note, half_mm, &place)?;
        let at = (self.sheet.left_mm, baseline);
        setter.put(flow.items(), left, style, at, &place)?;
        let place = named(right);
        let style = setter.fitted(right, self.note, half_mm, &place)?;
        let at = (self.sheet.right_mm(), baseline);
        setter.put_right(flow.items(), right, style, at, &place)
    }

    fn set_note(&self, flow: &mut Flow, setter: Setter<'_>, text: &str) -> Result<(), PrintError> {
        let block = Lines {
            indent_pt: 0.0,
            line_mm: self.note.size_pt * 1.5 * crate::page::MM_PER_PT,
            fill: Fill::Ragged,
            ..self.block()
        };
        for line in text.split('\n') {
            let glyphs = setter.glyphs(line, self.note, &Place::field("说明"))?;
            parts::pour_lines(flow, &parts::lines(glyphs, block, &[]), self.note, block);
        }
        Ok(())
    }

    /// A broken line across the sheet with its words in the middle.
    fn set_tear(&self, flow: &mut Flow, setter: Setter<'_>, text: &str) -> Result<(), PrintError> {
        const DASH_MM: f64 = 2.0;
        let style = self.note.inked(Ink::Grey);
        let place = Place::field("裁切");
        let glyphs = setter.glyphs(text, style, &place)?;
        let wide_mm = width(&glyphs) * crate::page::MM_PER_PT;
        flow.skip(self.gap_mm);
        let top = flow.take(self.line_mm);
        let baseline = grid::baseline_mm(top, self.line_mm, style.size_pt);
        let y_mm = top + self.line_mm / 2.0;
        let words_at = self.sheet.middle_mm() - wide_mm / 2.0;
        let words = words_at - DASH_MM..words_at + wide_mm + DASH_MM;
        let mut x_mm = self.sheet.left_mm;
        while x_mm + DASH_MM <= self.sheet.right_mm() {
            if !words.contains(&x_mm) && !words.contains(&(x_mm + DASH_MM)) {
                flow.items().push(Item::Rule(Rule {
                    from_mm: (x_mm, y_mm),
                    to_mm: (x_mm + DASH_MM, y_mm),
                    thickness_mm: 0.2,
                    ink: Ink::Grey,
                }));
            }
            x_mm += 2.0 * DASH_MM;
        }
        place_glyphs(flow.items(), &glyphs, style, (words_at, baseline));
        flow.skip(self.gap_mm);
        Ok(())
    }
}

/// What a line is about: the name in front of its colon.
fn named(text: &str) -> Place {
    let name = text.split('：').next().unwrap_or_default();
    Place::field(name.chars().take(12).collect::<String>())
}
