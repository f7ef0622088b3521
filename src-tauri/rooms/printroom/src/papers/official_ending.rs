//! The end of an official document: posting period, contacts, office and date, remarks; it
//! refuses to print a seal.

use crate::block::Block;
use crate::error::{Place, PrintError};
use crate::page::{Ink, Item, MM_PER_PT, Rule};
use crate::papers::official::{Composition, GAP_MM};
use crate::papers::official_sheet::Measures;
use crate::papers::parts::{self, Block as Lines};
use crate::setting::flow::Flow;
use crate::setting::{Fill, Glyph, grid, place_glyphs, width};

/// Lines that leave room above the date for a seal of 42 mm.
const SIGNATURE_LINES: f64 = 4.0;
/// Length of the line on which a missing contact is written by hand.
const BLANK_MM: f64 = 48.0;

/// An entry of a contact line.
struct Entry {
    x_mm: f64,
    glyphs: Vec<Glyph>,
    /// Whether a line for the hand follows.
    blank: bool,
}

/// What ends a document, set in lines.
pub(super) struct Ending<'a> {
    measures: Measures,
    lines: Vec<Vec<Entry>>,
    /// Office and date.
    signature: Option<(&'a str, &'a str)>,
    /// 附注, each in its lines.
    remarks: Vec<Vec<Vec<Glyph>>>,
}

impl<'a> Ending<'a> {
    /// Reads contacts, signature and remarks from what closes a document.
    pub(super) fn of(page: &Composition<'_>, blocks: &'a [Block]) -> Result<Self, PrintError> {
        let mut ending = Self {
            measures: page.measures,
            lines: Vec::new(),
            signature: None,
            remarks: Vec::new(),
        };
        let mut contacts = Vec::new();
        for block in blocks {
            match block {
                Block::Contact { label, text, blank } if *blank || !text.is_empty() => {
                    contacts.push((label.as_str(), text.as_str()));
                }
                Block::Signature(office, dated) => ending.signature = Some((office, dated)),
                Block::Remark(text) => ending.remarks.push(remark(page, text)?),
                // Whatever else stands behind the first of them has no place there.
                _ => {}
            }
        }
        ending.lines = contact_lines(page, &contacts)?;
        Ok(ending)
    }

    /// Height of all of it.
    pub(super) fn height_mm(&self) -> f64 {
        let line_mm = self.measures.line_mm;
        let signed = if self.signature.is_some() {
            SIGNATURE_LINES * line_mm
        } else {
            0.0
        };
        let remarks: usize = self.remarks.iter().map(Vec::len).sum();
        self.lines.len() as f64 * self.measures.small_line_mm + signed + remarks as f64 * line_mm
    }

    /// Posting, contacts, signature and remarks on one page.
    pub(super) fn set(&self, page: &Composition<'_>, flow: &mut Flow) -> Result<(), PrintError> {
        flow.skip(GAP_MM);
        flow.need(self.height_mm());
        let (small, small_mm) = (self.measures.small, self.measures.small_line_mm);
        for line in &self.lines {
            let top = flow.take(small_mm);
            let baseline = grid::baseline_mm(top, small_mm, small.size_pt);
            for entry in line {
                place_glyphs(flow.items(), &entry.glyphs, small, (entry.x_mm, baseline));
                if entry.blank {
                    let from = entry.x_mm + width(&entry.glyphs) * MM_PER_PT;
                    flow.items().push(Item::Rule(Rule {
                        from_mm: (from, baseline + 1.0),
                        to_mm: (from + BLANK_MM, baseline + 1.0),
                        thickness_mm: 0.2,
                        ink: Ink::Black,
                    }));
                }
            }
        }
        if let Some((office, dated)) = self.signature {
            page.sign(flow, office, dated)?;
        }
        for lines in &self.remarks {
            parts::pour_lines(flow, lines, page.body, page.remark_block());
        }
        Ok(())
    }
}

/// The lines of posting and contacts: two entries side by side where both are short.
fn contact_lines(
    page: &Composition<'_>,
    contacts: &[(&str, &str)],
) -> Result<Vec<Vec<Entry>>, PrintError> {
    let half_mm = page.sheet.text_width_mm / 2.0;
    let mut lines: Vec<Vec<Entry>> = Vec::new();
    let mut beside_free = false;
    for &(label, text) in contacts {
        let place = Place::field(label);
        let told = format!("{label}：{text}");
        let glyphs = page.setter.glyphs(&told, page.measures.small, &place)?;
        let blank = text.is_empty();
        let wide_mm = width(&glyphs) * MM_PER_PT + if blank { BLANK_MM } else { 0.0 };
        let short = wide_mm < half_mm - 2.0 && label != "公示期";
        match lines.last_mut() {
            Some(line) if short && beside_free => {
                let x_mm = page.sheet.left_mm + half_mm;
                line.push(Entry {
                    x_mm,
                    glyphs,
                    blank,
                });
                beside_free = false;
            }
            Some(_) | None => {
                let x_mm = page.sheet.left_mm;
                let block = Lines {
                    x_mm,
                    width_mm: page.sheet.text_width_mm,
                    indent_pt: 0.0,
                    line_mm: page.measures.small_line_mm,
                    fill: Fill::Ragged,
                };
                for glyphs in parts::lines(glyphs, block, page.unbroken) {
                    lines.push(vec![Entry {
                        x_mm,
                        glyphs,
                        blank,
                    }]);
                }
                beside_free = short;
            }
        }
    }
    Ok(lines)
}

/// 附注, two characters in (GB/T 9704-2012, 7.3.7).
fn remark(page: &Composition<'_>, text: &str) -> Result<Vec<Vec<Glyph>>, PrintError> {
    let glyphs = page.setter.glyphs(text, page.body, &Place::field("附注"))?;
    Ok(parts::lines(glyphs, page.remark_block(), page.unbroken))
}

impl Composition<'_> {
    /// Office over date, the date four characters from the right (GB/T 9704-2012, 7.3.5.1), with
    /// room above for a seal of 42 mm.
    fn sign(&self, flow: &mut Flow, office: &str, dated: &str) -> Result<(), PrintError> {
        let body = self.body;
        let em_mm = body.size_pt * body.pitch * MM_PER_PT;
        let place = Place::field("署名");
        let style = self
            .setter
            .fitted(office, body, self.sheet.text_width_mm, &place)?;
        let office = self.setter.glyphs(office, style, &place)?;
        let place = Place::field("成文日期");
        let dated = self.setter.glyphs(dated, body, &place)?;
        let (office_mm, dated_mm) = (width(&office) * MM_PER_PT, width(&dated) * MM_PER_PT);
        let right_mm = self.sheet.right_mm();
        let middle = (right_mm - 4.0 * em_mm - dated_mm / 2.0)
            .min(right_mm - 2.0 * em_mm - office_mm / 2.0)
            .max(self.sheet.left_mm + office_mm / 2.0);
        let line_mm = self.measures.line_mm;
        let room_mm = SIGNATURE_LINES * line_mm;
        let bottom = flow.take(room_mm) + room_mm;
        let lines = [
            (office, office_mm, 2.0, style),
            (dated, dated_mm, 1.0, body),
        ];
        for (glyphs, wide, line, style) in lines {
            let top = bottom - line * line_mm;
            let baseline = grid::baseline_mm(top, line_mm, body.size_pt);
            let left = middle - wide / 2.0;
            place_glyphs(flow.items(), &glyphs, style, (left, baseline));
        }
        Ok(())
    }
}
