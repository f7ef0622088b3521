//! The end of a copy: posting period, contacts, office and date; it refuses to leave out what every
//! posted paper must bear, and to print a seal.

use crate::error::{Place, PrintError};
use crate::page::{Ink, Item, MM_PER_PT, Rule};
use crate::papers::copies_content::{Composition, GAP_MM, SMALL, SMALL_LINE_MM};
use crate::papers::parts::{self, Block};
use crate::setting::flow::Flow;
use crate::setting::{Fill, Glyph, grid, place_glyphs, width};

/// Room above the date for a seal of 42 mm.
const SIGNATURE_MM: f64 = 4.0 * grid::LINE_MM;
/// Length of the line on which a missing contact is written by hand.
const BLANK_MM: f64 = 48.0;
const BLANK_PERIOD: &str = "自　　　　年　　月　　日起至　　　　年　　月　　日止";

/// An entry of a contact line.
struct Entry {
    x_mm: f64,
    glyphs: Vec<Glyph>,
    /// Whether a line for the hand follows.
    blank: bool,
}

/// What ends a copy, set in lines.
pub(super) struct Ending {
    lines: Vec<Vec<Entry>>,
}

impl Ending {
    /// Height of contacts and signature.
    pub(super) fn height_mm(&self) -> f64 {
        self.lines.len() as f64 * SMALL_LINE_MM + SIGNATURE_MM
    }
}

impl Composition<'_> {
    /// The lines of posting and contacts: two entries side by side where both are short.
    pub(super) fn ending(&self) -> Result<Ending, PrintError> {
        let half_mm = self.sheet.text_width_mm / 2.0;
        let mut lines: Vec<Vec<Entry>> = Vec::new();
        let mut beside_free = false;
        for (label, text) in self.contacts() {
            let place = Place::field(label);
            let glyphs = self
                .setter
                .glyphs(&format!("{label}：{text}"), SMALL, &place)?;
            let blank = text.is_empty();
            let wide_mm = width(&glyphs) * MM_PER_PT + if blank { BLANK_MM } else { 0.0 };
            let short = wide_mm < half_mm - 2.0 && label != "公示期";
            match lines.last_mut() {
                Some(line) if short && beside_free => {
                    let x_mm = self.sheet.left_mm + half_mm;
                    line.push(Entry {
                        x_mm,
                        glyphs,
                        blank,
                    });
                    beside_free = false;
                }
                Some(_) | None => {
                    let x_mm = self.sheet.left_mm;
                    let block = Block {
                        x_mm,
                        width_mm: self.sheet.text_width_mm,
                        indent_pt: 0.0,
                        line_mm: SMALL_LINE_MM,
                        fill: Fill::Ragged,
                    };
                    for glyphs in parts::lines(glyphs, block, &self.copies.unbroken) {
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
        Ok(Ending { lines })
    }

    fn contacts(&self) -> Vec<(&'static str, String)> {
        let copies = self.copies;
        let mut contacts = Vec::new();
        match &copies.posting {
            Some(posting) => {
                let (from, until) = (parts::date(posting.from), parts::date(posting.until));
                let length = match posting.length.as_str() {
                    "" => String::new(),
                    length => format!("（{length}）"),
                };
                contacts.push(("公示期", format!("自{from}起至{until}止{length}")));
            }
            None if copies.is_posted() => contacts.push(("公示期", BLANK_PERIOD.to_owned())),
            None => {}
        }
        for (label, text, wanted) in [
            ("监督电话", &copies.supervision_phone, copies.is_posted()),
            ("承办单位", &copies.undertaking_unit, false),
            ("张贴地点", &copies.place, false),
            ("经办人", &copies.handler, false),
        ] {
            if wanted || !text.trim().is_empty() {
                contacts.push((label, text.trim().to_owned()));
            }
        }
        contacts
    }

    /// Posting, contacts and signature on one page.
    pub(super) fn set_ending(&self, flow: &mut Flow, ending: Ending) -> Result<(), PrintError> {
        flow.skip(GAP_MM);
        flow.need(ending.height_mm());
        for line in &ending.lines {
            let top = flow.take(SMALL_LINE_MM);
            let baseline = grid::baseline_mm(top, SMALL_LINE_MM, SMALL.size_pt);
            for entry in line {
                place_glyphs(flow.items(), &entry.glyphs, SMALL, (entry.x_mm, baseline));
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
        self.sign(flow)
    }

    /// Office over date, the date four characters from the right (GB/T 9704-2012, 7.3.5.1), with
    /// room above for a seal of 42 mm.
    fn sign(&self, flow: &mut Flow) -> Result<(), PrintError> {
        let body = self.body;
        let em_mm = body.size_pt * body.pitch * MM_PER_PT;
        let place = Place::field("署名");
        let office = &self.copies.office;
        let style = self
            .setter
            .fitted(office, body, self.sheet.text_width_mm, &place)?;
        let office = self.setter.glyphs(office, style, &place)?;
        let dated = self
            .copies
            .dated
            .map_or("　　年　月　日".to_owned(), parts::date);
        let dated = self
            .setter
            .glyphs(&dated, body, &Place::field("成文日期"))?;
        let (office_mm, dated_mm) = (width(&office) * MM_PER_PT, width(&dated) * MM_PER_PT);
        let right_mm = self.sheet.right_mm();
        let middle = (right_mm - 4.0 * em_mm - dated_mm / 2.0)
            .min(right_mm - 2.0 * em_mm - office_mm / 2.0)
            .max(self.sheet.left_mm + office_mm / 2.0);
        let bottom = flow.take(SIGNATURE_MM) + SIGNATURE_MM;
        let lines = [
            (office, office_mm, 2.0, style),
            (dated, dated_mm, 1.0, body),
        ];
        for (glyphs, wide, line, style) in lines {
            let top = bottom - line * grid::LINE_MM;
            let baseline = grid::baseline_mm(top, grid::LINE_MM, body.size_pt);
            let left = middle - wide / 2.0;
            place_glyphs(flow.items(), &glyphs, style, (left, baseline));
        }
        Ok(())
    }
}
