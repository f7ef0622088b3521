//! The margins of a copy: what ties the paper to its place and to the register; it refuses to touch
//! the text, which all copies share.

use crate::block::Block;
use crate::error::{Place, PrintError};
use crate::fonts::FontRole;
use crate::page::{Ink, Item, Page};
use crate::papers::copies::{Copies, CopySlip};
use crate::papers::official_sheet::Measures;
use crate::papers::parts;
use crate::setting::flow::Sheet;
use crate::setting::{Setter, Style};

/// Type size of what every page of a draft or an ended item says.
const BANNER_PT: f64 = 22.0;

/// Type size of the marks.
const MARK_PT: f64 = 12.0;
/// Baseline of what stands in the head margin above the text area.
const HEAD_MM: f64 = 7.0;

/// How wide the frame of a banner is: Latin characters take half.
fn banner_mm(text: &str, size_pt: f64) -> f64 {
    let ems: f64 = text
        .chars()
        .map(|c| if c.is_ascii() { 0.5 } else { 1.0 })
        .sum();
    (ems + 0.75) * size_pt * 25.4 / 72.0
}

impl Copies {
    /// What every page of a draft says, and of an item that no longer stands.
    pub(super) fn warning(&self) -> &str {
        if self.draft {
            "草稿，未经审批，不得张贴"
        } else {
            &self.ended
        }
    }

    /// What stands outside the text area: number, marks, and the line that ties paper to screen.
    pub(super) fn margin(
        &self,
        page: &mut Page,
        setter: Setter<'_>,
        measures: Measures,
        (slip, margins): (&CopySlip, &[Block]),
    ) -> Result<(), PrintError> {
        let items = &mut page.items;
        let (sheet, margin) = (measures.sheet, measures.margin);
        let head_mm = sheet.top_mm - HEAD_MM * margin;
        let mark_pt = MARK_PT * margin;
        set_words(items, setter, (sheet, margin), margins)?;
        let mut right = sheet.right_mm();
        if self.margin_marks {
            let mark = slip.copy_for.mark();
            right = parts::framed_mark(items, setter, mark, mark_pt, (right, head_mm))? - 3.0;
        }
        if self.internal {
            parts::framed_mark(items, setter, "内部公开", mark_pt, (right, head_mm))?;
        }
        let banner = self.warning();
        if !banner.is_empty() {
            let size_pt = BANNER_PT * margin;
            let right = sheet.middle_mm() + banner_mm(banner, size_pt) / 2.0;
            let at = (right, sheet.top_mm - 19.0 * margin);
            parts::framed_mark(items, setter, banner, size_pt, at)?;
        }
        Ok(())
    }
}

/// The words of the form: in the head margin at the left, in the foot margin below the number.
pub(super) fn set_words(
    items: &mut Vec<Item>,
    setter: Setter<'_>,
    (sheet, margin): (Sheet, f64),
    margins: &[Block],
) -> Result<(), PrintError> {
    for block in margins {
        match block {
            Block::MarginHead(text) => {
                let at = (sheet.left_mm, sheet.top_mm - HEAD_MM * margin);
                let style = Style::new(FontRole::Body, MARK_PT * margin);
                setter.put(items, text, style, at, &Place::field("登记编号"))?;
            }
            Block::MarginFoot(text) => {
                let place = Place::field("页脚");
                let style = Style::new(FontRole::Body, 9.0 * margin).inked(Ink::Grey);
                let style = setter.fitted(text, style, sheet.text_width_mm, &place)?;
                let at = (sheet.left_mm, sheet.bottom_mm() + 18.0 * margin);
                setter.put(items, text, style, at, &place)?;
            }
            // What is no margin stands in the text area.
            _ => {}
        }
    }
    Ok(())
}
