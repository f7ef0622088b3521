//! An envelope (信封, GB/T 1416-2003): to whom and from whom. A bought envelope bears the red boxes of the
//! post code and the place of the stamp already, a plain one gets them here; it refuses to print anything
//! where the post's machines read.

use crate::block::Block;
use crate::error::{Place, PrintError};
use crate::fonts::{FontRole, FontShelf};
use crate::forms::{FieldKind, FormKind, FormShelf, Values, Vocabulary};
use crate::page::{Frame, Ink, Item, MM_PER_PT, Page};
use crate::setting::flow::{Flow, Sheet};
use crate::setting::{Setter, Style, grid};

/// What a form of this paper can say.
pub const FORM: Vocabulary = Vocabulary {
    fields: &[
        ("收件邮编", FieldKind::Text),
        ("收件地址", FieldKind::Text),
        ("收件人", FieldKind::Text),
        ("寄件单位", FieldKind::Text),
        ("寄件地址", FieldKind::Text),
        ("寄件邮编", FieldKind::Text),
    ],
    must: &["收件人", "寄件单位"],
};

/// The envelopes for letters at home (GB/T 1416-2003, table 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EnvelopeSize {
    /// 176 × 125 mm, formerly number 3.
    B6,
    /// 220 × 110 mm, formerly number 5: a sheet of A4 folded twice.
    #[default]
    DL,
    /// 230 × 120 mm, formerly number 6.
    ZL,
    /// 229 × 162 mm, formerly number 7: a sheet of A4 folded once.
    C5,
    /// 324 × 229 mm, formerly number 9: sheets of A4 unfolded.
    C4,
}

impl EnvelopeSize {
    /// Every size.
    pub const ALL: [Self; 5] = [Self::B6, Self::DL, Self::ZL, Self::C5, Self::C4];

    /// Width and height in millimetres, the long side lying.
    pub const fn size_mm(self) -> (f64, f64) {
        match self {
            Self::B6 => (176.0, 125.0),
            Self::DL => (220.0, 110.0),
            Self::ZL => (230.0, 120.0),
            Self::C5 => (229.0, 162.0),
            Self::C4 => (324.0, 229.0),
        }
    }
}

/// An envelope.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Envelope {
    /// How large.
    pub size: EnvelopeSize,
    /// Post code of the receiver; may be empty.
    pub to_code: String,
    /// His address; may be empty.
    pub to_address: String,
    /// Who receives it.
    pub to: String,
    /// The office.
    pub office: String,
    /// The office's address; may be empty.
    pub address: String,
    /// The office's post code; may be empty.
    pub code: String,
    /// It is plain paper: boxes, post codes and the place of the stamp are printed too.
    pub plain: bool,
}

/// Nothing stands nearer to an edge.
const MARGIN_MM: f64 = 15.0;
/// Upper left the post's machines read: nothing but the red boxes stands there (GB/T 1416-2003: 90 mm from
/// the left, 26 mm from the top).
pub const READ_MM: (f64, f64) = (90.0, 26.0);
/// At the foot the post prints its own bars: from 55 to 160 mm from the right, up to 20 mm from the foot,
/// nothing stands; the sender's name and address stand above (GB/T 1416-2003).
pub const BARS_MM: (f64, f64, f64) = (55.0, 160.0, 20.0);
/// Six boxes within [`READ_MM`]: left and top, width and height, from one to the next. The standard gives
/// these in a figure of which no text could be read: these measures are ours, to be confirmed.
const BOXES_MM: [f64; 5] = [12.0, 9.0, 8.0, 10.0, 10.0];
/// Place of the stamp: width, height, and how far from top and right. Ours, to be confirmed, like the boxes.
const STAMP_MM: (f64, f64, f64) = (20.0, 25.0, 8.0);
/// 小四: the words that the standard has on an envelope.
const WORDS_PT: f64 = 12.0;
/// Above the receiver stand the boxes of the post code and the stamp.
const HEAD: f64 = 0.36;

impl Envelope {
    /// What stands on the envelope.
    ///
    /// # Errors
    /// [`PrintError::Form`].
    pub fn blocks(&self, forms: &FormShelf) -> Result<Vec<Block>, PrintError> {
        let values = Values::default()
            .text("收件邮编", self.to_code.as_str())
            .text("收件地址", self.to_address.as_str())
            .text("收件人", self.to.as_str())
            .text("寄件单位", self.office.as_str())
            .text("寄件地址", self.address.as_str())
            .text("寄件邮编", self.code.as_str());
        Ok(forms.form(FormKind::Envelope)?.fill(&values))
    }

    /// Sets the envelope: lines from the left are the receiver's, lines at the right the sender's.
    ///
    /// # Errors
    /// [`PrintError::Form`], [`PrintError::MissingCharacter`], [`PrintError::TooLong`] for a line
    /// that the envelope does not hold.
    pub fn pages(&self, shelf: &FontShelf, forms: &FormShelf) -> Result<Vec<Page>, PrintError> {
        let setter = Setter::new(shelf);
        let (width_mm, height_mm) = self.size.size_mm();
        let sheet = Sheet {
            width_mm,
            height_mm,
            left_mm: MARGIN_MM,
            top_mm: MARGIN_MM,
            text_width_mm: width_mm - 2.0 * MARGIN_MM,
            text_height_mm: height_mm - MARGIN_MM - BARS_MM.2,
        };
        let scale = (height_mm / 110.0).sqrt();
        let blocks = self.blocks(forms)?;
        let mut flow = Flow::new(sheet, "信封");
        let place = Place::field("信封");
        let large = Style::new(FontRole::Body, 18.0 * scale);
        let line_mm = 11.0 * scale;
        let mut top = height_mm * HEAD;
        for block in &blocks {
            if let Block::Line(text) = block {
                let left = sheet.left_mm + width_mm * 0.1;
                let room_mm = sheet.right_mm() - left;
                let style = setter.fitted(text, large, room_mm, &place)?;
                let at = (left, grid::baseline_mm(top, line_mm, style.size_pt));
                setter.put(flow.items(), text, style, at, &place)?;
                top += line_mm;
            }
        }
        let small = Style::new(FontRole::Body, 12.0 * scale);
        let small_mm = 7.0 * scale;
        let right: Vec<&String> = blocks
            .iter()
            .filter_map(|block| match block {
                Block::Right(text) => Some(text),
                // The receiver's lines stand already; nothing else is on an envelope.
                _ => None,
            })
            .collect();
        let receiver_mm = top;
        let mut top = sheet.bottom_mm() - right.len() as f64 * small_mm;
        if top < receiver_mm {
            let lines = ((sheet.bottom_mm() - height_mm * HEAD) / line_mm) as usize;
            return Err(PrintError::TooLong { place, lines });
        }
        for text in right {
            let style = setter.fitted(text, small, sheet.text_width_mm, &place)?;
            let baseline = grid::baseline_mm(top, small_mm, style.size_pt);
            setter.put_right(
                flow.items(),
                text,
                style,
                (sheet.right_mm(), baseline),
                &place,
            )?;
            top += small_mm;
        }
        if self.plain {
            self.as_bought(flow.items(), setter, &place)?;
        }
        Ok(flow.finish())
    }

    /// What a bought envelope bears: boxes with the receiver's post code, the place of the stamp, and at
    /// the foot, to the right of the bars, the sender's post code.
    fn as_bought(
        &self,
        items: &mut Vec<Item>,
        setter: Setter<'_>,
        place: &Place,
    ) -> Result<(), PrintError> {
        let [left, top, width, height, pitch] = BOXES_MM;
        let digit = Style::new(FontRole::Body, 16.0);
        let mut digits = self.to_code.chars();
        for number in 0..6_u8 {
            let x_mm = left + f64::from(number) * pitch;
            items.push(red(x_mm, top, (width, height)));
            if let Some(one) = digits.next() {
                let baseline = grid::baseline_mm(top, height, digit.size_pt);
                let at = (x_mm + width / 2.0, baseline);
                setter.put_centred(items, &one.to_string(), digit, at, place)?;
            }
        }
        let (sheet_width, sheet_height) = self.size.size_mm();
        let (stamp_width, stamp_height, edge) = STAMP_MM;
        let x_mm = sheet_width - edge - stamp_width;
        items.push(red(x_mm, edge, (stamp_width, stamp_height)));
        let words = Style::new(FontRole::Body, WORDS_PT).inked(Ink::Red);
        let line_mm = WORDS_PT * MM_PER_PT * 1.3;
        let middle = (x_mm + stamp_width / 2.0, edge + stamp_height / 2.0);
        for (line, text) in [(-1.0, "贴邮"), (0.0, "票处")] {
            let baseline = grid::baseline_mm(middle.1 + line * line_mm, line_mm, WORDS_PT);
            setter.put_centred(items, text, words, (middle.0, baseline), place)?;
        }
        let text = format!("邮政编码　{}", self.code);
        let at = (sheet_width - BARS_MM.0 + 3.0, sheet_height - 9.0);
        let code = Style::new(FontRole::Body, WORDS_PT);
        setter.put(items, text.trim_end(), code, at, place)?;
        Ok(())
    }
}

/// A frame in the red of the boxes (PANTONE 1795C in the standard).
const fn red(x_mm: f64, y_mm: f64, (width_mm, height_mm): (f64, f64)) -> Item {
    Item::Frame(Frame {
        x_mm,
        y_mm,
        width_mm,
        height_mm,
        thickness_mm: 0.3,
        ink: Ink::Red,
        fill: None,
    })
}
