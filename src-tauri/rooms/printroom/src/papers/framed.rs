//! A sheet in a frame of named boxes, set from its blocks: approval sheets, the handling sheet; it
//! refuses to part the boxes that are signed together where one page holds them.

use crate::block::Block;
use crate::error::{Place, PrintError};
use crate::fonts::FontRole;
use crate::page::{Ink, Page};
use crate::papers::approval::ApprovalStep;
use crate::papers::approval_form::{Form, SHEET, STEP_MOST_MM};
use crate::papers::copies::List;
use crate::papers::parts;
use crate::setting::flow::Flow;
use crate::setting::{Setter, Style, grid};
use crate::table::pour::Look;

const NOTE: Style = Style::new(FontRole::Body, 10.5);
const GAP_MM: f64 = 2.0;
const NOTE_MM: f64 = 7.0;
const NUMBER_MM: f64 = 284.0;

/// Sets the blocks; `head` stands above every page but the first.
pub(super) fn pages(
    setter: Setter<'_>,
    part: &str,
    head: &str,
    blocks: &[Block],
) -> Result<Vec<Page>, PrintError> {
    let form = Form {
        flow: Flow::new(SHEET, part),
        setter,
        top_mm: 0.0,
    };
    let mut framed = Framed { form, open: false };
    let mut index = 0;
    while let Some(block) = blocks.get(index) {
        match block {
            Block::Steps(_) => {
                let (steps, taken) = steps_from(&blocks[index..]);
                index += taken;
                framed.steps(&steps, notes_mm(&blocks[index..]))?;
            }
            other => {
                framed.set(other, &blocks[index + 1..])?;
                index += 1;
            }
        }
    }
    framed.close();
    let mut pages = framed.form.flow.finish();
    set_running_head(&mut pages, setter, head)?;
    if pages.len() > 1 {
        parts::number_pages(&mut pages, setter, (SHEET.middle_mm(), NUMBER_MM))?;
    }
    Ok(pages)
}

/// Steps that follow one another share the room that is left on their page.
fn steps_from(blocks: &[Block]) -> (Vec<&ApprovalStep>, usize) {
    let mut steps = Vec::new();
    let mut taken = 0;
    for block in blocks {
        let Block::Steps(more) = block else { break };
        steps.extend(more);
        taken += 1;
    }
    (steps, taken)
}

/// Height of the notes that follow.
fn notes_mm(blocks: &[Block]) -> f64 {
    let note = |block: &&Block| matches!(block, Block::Note(_) | Block::Line(_) | Block::Text(..));
    blocks.iter().filter(note).count() as f64 * (GAP_MM + NOTE_MM)
}

struct Framed<'a> {
    form: Form<'a>,
    /// Whether a frame is open.
    open: bool,
}

impl Framed<'_> {
    fn set(&mut self, block: &Block, after: &[Block]) -> Result<(), PrintError> {
        match block {
            Block::Title(text) => self.form.title(text),
            Block::Ends(left, right) => self.form.ends(left, right),
            Block::Fields(fields, high) => {
                self.frame();
                match fields.as_slice() {
                    [(first, text), (second, beside)] => {
                        self.form.two_fields((first, text), (second, beside))
                    }
                    fields => fields
                        .iter()
                        .try_for_each(|(label, text)| self.form.field(label, text, *high)),
                }
            }
            Block::Ticks(label, choices) => {
                self.frame();
                self.form.ticks(label, choices)
            }
            Block::List(list) => self.list(list, after),
            Block::Note(text) | Block::Line(text) | Block::Hand(text) | Block::Text(text, _) => {
                self.note(text)
            }
            Block::Gap => {
                self.close();
                self.form.flow.skip(GAP_MM);
                Ok(())
            }
            // These belong to sheets of another make.
            Block::RedHead(_)
            | Block::DocumentNo(_)
            | Block::Subtitle(_)
            | Block::Addressee(_)
            | Block::Heading(_)
            | Block::Right(_)
            | Block::Steps(_)
            | Block::Elements(_)
            | Block::Attachments(_)
            | Block::Contact { .. }
            | Block::Signature(..)
            | Block::Remark(_)
            | Block::Imprint { .. }
            | Block::Annex { .. }
            | Block::Tear(_)
            | Block::MarginHead(_)
            | Block::MarginFoot(_) => Ok(()),
        }
    }

    fn frame(&mut self) {
        if !self.open {
            self.form.open();
            self.open = true;
        }
    }

    fn close(&mut self) {
        if self.open {
            self.form.close();
            self.open = false;
        }
    }

    /// Boxes that share the room of their page but for what is said below them.
    fn steps(&mut self, steps: &[&ApprovalStep], below_mm: f64) -> Result<(), PrintError> {
        let mut laid = Vec::new();
        for step in steps {
            laid.push(self.form.lay_step(step)?);
        }
        let least: f64 = laid.iter().map(|step| step.least_mm).sum();
        if !self.open {
            self.form.flow.skip(GAP_MM);
        }
        self.frame();
        let room_mm = self.form.flow.room_mm() - 0.1 - below_mm;
        let spare = (room_mm - least).max(0.0) / laid.len().max(1) as f64;
        for step in &laid {
            let height = (step.least_mm + spare).min(STEP_MOST_MM.max(step.least_mm));
            self.form.step(step, height)?;
        }
        Ok(())
    }

    /// A list of items; the boxes that are signed for them stand on the page of its last rows.
    fn list(&mut self, list: &List, after: &[Block]) -> Result<(), PrintError> {
        self.close();
        let look = Look {
            head: Style::new(FontRole::Hei, 10.5),
            body: NOTE,
            sizes_pt: &[10.5, 10.0, 9.0],
            line_em: 1.35,
            row_mm: 8.5,
            tight_row_mm: Some(7.0),
        };
        let mut least = 0.0;
        for block in after {
            if let Block::Steps(steps) = block {
                for step in steps {
                    least += self.form.lay_step(step)?.least_mm;
                }
            }
        }
        let tail_mm = least + NOTE_MM + 2.0 * GAP_MM;
        let setter = self.form.setter;
        list.table.pour(&mut self.form.flow, setter, &look, tail_mm)
    }

    fn note(&mut self, text: &str) -> Result<(), PrintError> {
        self.close();
        self.form.flow.skip(GAP_MM);
        let top = self.form.flow.take(NOTE_MM);
        let baseline = grid::baseline_mm(top, NOTE_MM, NOTE.size_pt);
        let place = Place::field("说明");
        let setter = self.form.setter;
        let style = setter.fitted(text, NOTE, SHEET.text_width_mm, &place)?;
        let items = self.form.flow.items();
        let at = (SHEET.left_mm, baseline);
        setter.put(items, text, style, at, &place).map(drop)
    }
}

fn set_running_head(pages: &mut [Page], setter: Setter<'_>, text: &str) -> Result<(), PrintError> {
    let style = Style::new(FontRole::Body, 9.0).inked(Ink::Grey);
    let place = Place::field("页眉");
    for page in pages.iter_mut().skip(1) {
        let at = (SHEET.left_mm, SHEET.top_mm - 4.0);
        setter.put(&mut page.items, text, style, at, &place)?;
    }
    Ok(())
}
