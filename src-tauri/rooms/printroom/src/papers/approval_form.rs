//! The frame of the approval sheet while it grows, row by row; it refuses to fill in what nobody
//! signed.

use crate::error::{Place, PrintError};
use crate::fonts::FontRole;
use crate::page::{Frame, Ink, Item, MM_PER_PT, Rule};
use crate::papers::approval::{ApprovalStep, Signed};
use crate::papers::parts::{self, Block};
use crate::setting::flow::{Flow, Sheet};
use crate::setting::{Fill, Glyph, Setter, Style, grid, place_glyphs, width};

pub(super) const SHEET: Sheet = Sheet {
    width_mm: crate::page::A4_WIDTH_MM,
    height_mm: crate::page::A4_HEIGHT_MM,
    left_mm: 25.0,
    top_mm: 22.0,
    text_width_mm: 160.0,
    // The square for the scan has its place below.
    text_height_mm: 246.5,
};
pub(super) const TEXT: Style = Style::new(FontRole::Body, 12.0);
const LABEL: Style = Style::new(FontRole::Hei, 12.0);
const NOTE: Style = Style::new(FontRole::Body, 10.5);
const LINE_MM: f64 = 6.2;
const LABEL_MM: f64 = 28.0;
/// Content of the left of two fields side by side; the right one has what is left.
const LEFT_FIELD_MM: f64 = 60.0;
const PAD_MM: f64 = 2.0;
const FIELD_MM: f64 = 9.0;
/// A box into which a hand writes several lines.
const HIGH_MM: f64 = 34.0;
/// A step is at least so high that a signature and an opinion of a line have room.
const STEP_LEAST_MM: f64 = 19.0;
pub(super) const STEP_MOST_MM: f64 = 30.0;

/// Boxes with their words in rows.
struct Ticks {
    rows: Vec<Vec<(String, bool)>>,
    /// Room between a word and the next box, in em.
    gap_em: f64,
}

/// Gaps between ticks, widest first: one line is read at a glance.
const TICK_GAPS_EM: [f64; 3] = [0.9, 0.6, 0.4];

/// A step with its words set.
pub(super) struct LaidStep<'a> {
    step: &'a ApprovalStep,
    ticks: Ticks,
    note: Vec<Vec<Glyph>>,
    opinion: Vec<Vec<Glyph>>,
    pub(super) least_mm: f64,
}

/// The frame of the sheet while it grows.
pub(super) struct Form<'a> {
    pub(super) flow: Flow,
    pub(super) setter: Setter<'a>,
    /// Top of the frame on the open page.
    pub(super) top_mm: f64,
}

impl Form<'_> {
    /// The sheet's name above the frame.
    pub(super) fn title(&mut self, heading: &str) -> Result<(), PrintError> {
        let style = Style::new(FontRole::Title, 22.0);
        let top = self.flow.take(13.0);
        let at = (
            SHEET.middle_mm(),
            grid::baseline_mm(top, 11.0, style.size_pt),
        );
        let style = self
            .setter
            .fitted(heading, style, SHEET.text_width_mm, &Place::Title)?;
        let items = self.flow.items();
        self.setter
            .put_centred(items, heading, style, at, &Place::Title)
    }

    /// Whose it is and its number, above the frame.
    pub(super) fn ends(&mut self, left: &str, right: &str) -> Result<(), PrintError> {
        let top = self.flow.take(8.0);
        let baseline = grid::baseline_mm(top, 7.0, TEXT.size_pt);
        let items = self.flow.items();
        let at = (SHEET.left_mm, baseline);
        let place = Place::field("单位");
        let style = self.setter.fitted(left, TEXT, 105.0, &place)?;
        self.setter.put(items, left, style, at, &place)?;
        let at = (SHEET.right_mm(), baseline);
        let place = Place::field("编号");
        self.setter.put_right(items, right, TEXT, at, &place)
    }

    pub(super) fn open(&mut self) {
        self.top_mm = self.flow.y_mm;
    }

    pub(super) fn close(&mut self) {
        let height_mm = self.flow.y_mm - self.top_mm;
        self.flow.items().push(Item::Frame(Frame {
            x_mm: SHEET.left_mm,
            y_mm: self.top_mm,
            width_mm: SHEET.text_width_mm,
            height_mm,
            thickness_mm: 0.4,
            ink: Ink::Black,
            fill: None,
        }));
    }

    /// Takes a row of this height with its label; answers with the row's top.
    fn row(&mut self, label: &str, height_mm: f64) -> Result<f64, PrintError> {
        if self.flow.room_mm() < height_mm {
            if height_mm > SHEET.text_height_mm {
                return Err(PrintError::TooLong {
                    place: Place::field(label.replace('\n', "")),
                    lines: (SHEET.text_height_mm / LINE_MM) as usize,
                });
            }
            self.close();
            self.flow.turn();
            self.open();
        }
        let top = self.flow.take(height_mm);
        let (left, right) = (SHEET.left_mm, SHEET.right_mm());
        let bottom = top + height_mm;
        self.rule((left, bottom), (right, bottom));
        self.rule((left + LABEL_MM, top), (left + LABEL_MM, bottom));
        self.label(label, (left, top), (LABEL_MM, height_mm))?;
        Ok(top)
    }

    /// A named box; a high one has room for a hand.
    pub(super) fn field(&mut self, label: &str, text: &str, high: bool) -> Result<(), PrintError> {
        let place = Place::field(label);
        let block = content_block(SHEET.left_mm + LABEL_MM, SHEET.text_width_mm - LABEL_MM);
        let lines = self.lines(text, block, &place)?;
        let least = if high { HIGH_MM } else { FIELD_MM };
        let height = least.max(lines.len() as f64 * LINE_MM + 2.0 * PAD_MM);
        let top = self.row(label, height)?;
        self.put_lines(&lines, block.x_mm, middle(top, height, lines.len()));
        Ok(())
    }

    pub(super) fn two_fields(
        &mut self,
        (first, first_text): (&str, &str),
        (second, second_text): (&str, &str),
    ) -> Result<(), PrintError> {
        let left = content_block(SHEET.left_mm + LABEL_MM, LEFT_FIELD_MM);
        let second_x = SHEET.left_mm + LABEL_MM + LEFT_FIELD_MM;
        let right_mm = SHEET.right_mm() - second_x - LABEL_MM;
        let right = content_block(second_x + LABEL_MM, right_mm);
        let first_lines = self.lines(first_text, left, &Place::field(first))?;
        let second_lines = self.lines(second_text, right, &Place::field(second))?;
        let most = first_lines.len().max(second_lines.len());
        let height = FIELD_MM.max(most as f64 * LINE_MM + 2.0 * PAD_MM);
        let top = self.row(first, height)?;
        self.put_lines(
            &first_lines,
            left.x_mm,
            middle(top, height, first_lines.len()),
        );
        self.rule((second_x, top), (second_x, top + height));
        let label_right = second_x + LABEL_MM;
        self.rule((label_right, top), (label_right, top + height));
        self.label(second, (second_x, top), (LABEL_MM, height))?;
        let second_top = middle(top, height, second_lines.len());
        self.put_lines(&second_lines, right.x_mm, second_top);
        Ok(())
    }

    pub(super) fn ticks(
        &mut self,
        label: &str,
        choices: &[(String, bool)],
    ) -> Result<(), PrintError> {
        let ticks = self.arrange(choices, &Place::field(label))?;
        let lines = ticks.rows.len();
        let height = FIELD_MM.max(lines as f64 * LINE_MM + 2.0 * PAD_MM);
        let top = self.row(label, height)?;
        let first = middle(top, height, lines);
        self.put_ticks(&ticks, first, &Place::field(label))
    }

    pub(super) fn lay_step<'s>(&self, step: &'s ApprovalStep) -> Result<LaidStep<'s>, PrintError> {
        let place = Place::field(step.heading.replace('\n', ""));
        let block = content_block(SHEET.left_mm + LABEL_MM, SHEET.text_width_mm - LABEL_MM);
        let ticks = match step.secrecy_review {
            true => step.choices(),
            false => Vec::new(),
        };
        let ticks = self.arrange(&ticks, &place)?;
        let note = self.lines_in(&step.note, NOTE, block, &place)?;
        let opinion = step.signed.as_ref().map_or("", |signed| &signed.opinion);
        let opinion = self.lines(opinion, block, &place)?;
        let lines = ticks.rows.len() + note.len() + opinion.len() + 1;
        let least_mm = STEP_LEAST_MM.max(lines as f64 * LINE_MM + 2.0 * PAD_MM);
        Ok(LaidStep {
            step,
            ticks,
            note,
            opinion,
            least_mm,
        })
    }

    pub(super) fn step(&mut self, laid: &LaidStep<'_>, height_mm: f64) -> Result<(), PrintError> {
        let heading = &laid.step.heading;
        let place = Place::field(heading.replace('\n', ""));
        let top = self.row(heading, height_mm)?;
        self.put_ticks(&laid.ticks, top + PAD_MM, &place)?;
        let x_mm = SHEET.left_mm + LABEL_MM + PAD_MM;
        let below = top + PAD_MM + laid.ticks.rows.len() as f64 * LINE_MM;
        self.put_lines(&laid.opinion, x_mm, below);
        let note_top = below + laid.opinion.len() as f64 * LINE_MM;
        self.put_lines_in(&laid.note, NOTE, x_mm, note_top);
        let sign_top = top + height_mm - LINE_MM - 1.0;
        self.signature(laid.step.signed.as_ref(), sign_top, &place)
    }

    /// The line for name and date at the foot of a step, filled only with what was given.
    fn signature(
        &mut self,
        signed: Option<&Signed>,
        top_mm: f64,
        place: &Place,
    ) -> Result<(), PrintError> {
        let baseline = grid::baseline_mm(top_mm, LINE_MM, TEXT.size_pt);
        let date_at = (SHEET.right_mm() - PAD_MM - 2.0, baseline);
        let Some(signed) = signed else {
            let name_at = (SHEET.left_mm + LABEL_MM + 46.0, baseline);
            let items = self.flow.items();
            self.setter.put(items, "签名：", TEXT, name_at, place)?;
            let blank = "年　　月　　日";
            return self.setter.put_right(items, blank, TEXT, date_at, place);
        };
        let stand_in = if signed.stand_in { "（代）" } else { "" };
        let kind = match signed.kind.as_str() {
            "" => String::new(),
            kind => format!("（{kind}）"),
        };
        let name = format!("签名：{}{stand_in}{kind}", signed.signer);
        let date = parts::date(signed.on);
        let date_mm = self.setter.width(&date, TEXT, place)? * MM_PER_PT;
        let name_at = (date_at.0 - date_mm - 8.0, baseline);
        let room_mm = name_at.0 - SHEET.left_mm - LABEL_MM - PAD_MM;
        let style = self.setter.fitted(&name, TEXT, room_mm, place)?;
        let items = self.flow.items();
        self.setter.put_right(items, &name, style, name_at, place)?;
        self.setter.put_right(items, &date, TEXT, date_at, place)
    }

    /// Arranges boxes in the widest gaps that keep them on one line, else in as many as they take.
    fn arrange(&self, choices: &[(String, bool)], place: &Place) -> Result<Ticks, PrintError> {
        let mut widest = None;
        for gap_em in TICK_GAPS_EM {
            let rows = self.rows_of_ticks(choices, gap_em, place)?;
            if rows.len() <= 1 {
                return Ok(Ticks { rows, gap_em });
            }
            widest.get_or_insert(Ticks { rows, gap_em });
        }
        Ok(widest.unwrap_or(Ticks {
            rows: Vec::new(),
            gap_em: 0.0,
        }))
    }

    fn rows_of_ticks(
        &self,
        choices: &[(String, bool)],
        gap_em: f64,
        place: &Place,
    ) -> Result<Vec<Vec<(String, bool)>>, PrintError> {
        let room = SHEET.text_width_mm - LABEL_MM - 2.0 * PAD_MM;
        let em = TEXT.size_pt * MM_PER_PT;
        let mut rows: Vec<Vec<(String, bool)>> = Vec::new();
        let mut used = f64::INFINITY;
        for (text, ticked) in choices {
            let wide = self.setter.width(text, TEXT, place)? * MM_PER_PT + em;
            if used + wide > room {
                rows.push(Vec::new());
                used = 0.0;
            }
            used += wide + gap_em * em;
            if let Some(row) = rows.last_mut() {
                row.push((text.clone(), *ticked));
            }
        }
        Ok(rows)
    }

    fn put_ticks(&mut self, ticks: &Ticks, top_mm: f64, place: &Place) -> Result<(), PrintError> {
        let em = TEXT.size_pt * MM_PER_PT;
        for (number, row) in ticks.rows.iter().enumerate() {
            let top = top_mm + number as f64 * LINE_MM;
            let baseline = grid::baseline_mm(top, LINE_MM, TEXT.size_pt);
            let mut x = SHEET.left_mm + LABEL_MM + PAD_MM;
            for (text, ticked) in row {
                let items = self.flow.items();
                let after = parts::check_box(items, (x, baseline), TEXT.size_pt, *ticked);
                let at = (x + after, baseline);
                x += after + self.setter.put(items, text, TEXT, at, place)? + ticks.gap_em * em;
            }
        }
        Ok(())
    }

    fn lines(
        &self,
        text: &str,
        block: Block,
        place: &Place,
    ) -> Result<Vec<Vec<Glyph>>, PrintError> {
        self.lines_in(text, TEXT, block, place)
    }

    fn lines_in(
        &self,
        text: &str,
        style: Style,
        block: Block,
        place: &Place,
    ) -> Result<Vec<Vec<Glyph>>, PrintError> {
        let mut lines = Vec::new();
        for part in text.split('\n').filter(|part| !part.trim().is_empty()) {
            let glyphs = self.setter.glyphs(part.trim_end(), style, place)?;
            lines.extend(parts::lines(glyphs, block, &[]));
        }
        Ok(lines)
    }

    fn put_lines(&mut self, lines: &[Vec<Glyph>], x_mm: f64, top_mm: f64) {
        self.put_lines_in(lines, TEXT, x_mm, top_mm);
    }

    fn put_lines_in(&mut self, lines: &[Vec<Glyph>], style: Style, x_mm: f64, top_mm: f64) {
        for (number, line) in lines.iter().enumerate() {
            let top = top_mm + number as f64 * LINE_MM;
            let at = (x_mm, grid::baseline_mm(top, LINE_MM, style.size_pt));
            place_glyphs(self.flow.items(), line, style, at);
        }
    }

    /// A label in the middle of its cell.
    fn label(
        &mut self,
        text: &str,
        (x_mm, y_mm): (f64, f64),
        (width_mm, height_mm): (f64, f64),
    ) -> Result<(), PrintError> {
        let place = Place::field(text.replace('\n', ""));
        // Six characters must fit: 主要领导意见.
        let block = Block {
            width_mm: width_mm - 1.0,
            ..content_block(x_mm, width_mm)
        };
        let mut lines = Vec::new();
        for part in text.split('\n') {
            // Two characters stand apart, as on every printed form: 经　办.
            let apart = match part.chars().collect::<Vec<char>>()[..] {
                [first, second] => format!("{first}　{second}"),
                _ => part.to_owned(),
            };
            let glyphs = self.setter.glyphs(&apart, LABEL, &place)?;
            lines.extend(parts::lines(glyphs, block, &[]));
        }
        let first = middle(y_mm, height_mm, lines.len());
        for (number, line) in lines.iter().enumerate() {
            let top = first + number as f64 * LINE_MM;
            let left = x_mm + (width_mm - width(line) * MM_PER_PT) / 2.0;
            let at = (left, grid::baseline_mm(top, LINE_MM, LABEL.size_pt));
            place_glyphs(self.flow.items(), line, LABEL, at);
        }
        Ok(())
    }

    fn rule(&mut self, from_mm: (f64, f64), to_mm: (f64, f64)) {
        self.flow.items().push(Item::Rule(Rule {
            from_mm,
            to_mm,
            thickness_mm: 0.2,
            ink: Ink::Black,
        }));
    }
}

fn content_block(x_mm: f64, width_mm: f64) -> Block {
    Block {
        x_mm: x_mm + PAD_MM,
        width_mm: width_mm - 2.0 * PAD_MM,
        indent_pt: 0.0,
        line_mm: LINE_MM,
        fill: Fill::Ragged,
    }
}

/// Top of so many lines in the middle of a cell.
fn middle(top_mm: f64, height_mm: f64, lines: usize) -> f64 {
    top_mm + (height_mm - lines as f64 * LINE_MM) / 2.0
}
