//! An envelope (信封, GB/T 1416-2003): to whom and from whom; it refuses to print the red boxes and the
//! place of the stamp, which a bought envelope bears already.

use crate::block::Block;
use crate::error::{Place, PrintError};
use crate::fonts::{FontRole, FontShelf};
use crate::forms::{FieldKind, FormKind, FormShelf, Values, Vocabulary};
use crate::page::Page;
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
}

/// Nothing stands nearer to an edge.
const MARGIN_MM: f64 = 15.0;
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
            text_height_mm: height_mm - MARGIN_MM - 8.0,
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
        let mut top = sheet.bottom_mm() - right.len() as f64 * small_mm;
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
        Ok(flow.finish())
    }
}
