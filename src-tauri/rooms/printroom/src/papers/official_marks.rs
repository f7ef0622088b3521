//! What only a numbered document bears (GB/T 9704-2012, 7.2 and 7.4): the red head with its number
//! and line, the 版记 at the foot of the last page, and page numbers between dashes.

use crate::block::Block;
use crate::error::{Place, PrintError};
use crate::fonts::FontRole;
use crate::page::{Ink, Item, MM_PER_PT, Page, Rule};
use crate::papers::official::Composition;
use crate::papers::parts::Block as Lines;
use crate::setting::flow::{Flow, Sheet};
use crate::setting::{ASCENT, Fill, Setter, Style, grid};

/// 发文机关标志: its upper edge stands 35 mm below the text area's (7.2.4).
const HEAD_BELOW_MM: f64 = 35.0;
/// As large as a township's name in one line asks for; never larger.
const HEAD_PT: f64 = 42.0;
/// The red line stands 4 mm below the number (7.2.7).
const LINE_BELOW_MM: f64 = 4.0;
/// 版记 is set in 4号 (7.4.2).
const IMPRINT_PT: f64 = 14.0;
const IMPRINT_LINE_MM: f64 = 8.0;

/// 版记: whom it is copied to, who printed it and when.
pub(super) struct Imprint<'a> {
    pub(super) copies_to: &'a str,
    pub(super) office: &'a str,
    pub(super) dated: &'a str,
}

impl Composition<'_> {
    /// The office's name in red, in one line.
    pub(super) fn set_red_head(&self, flow: &mut Flow, text: &str) -> Result<(), PrintError> {
        let place = Place::field("红头");
        let style = Style::new(FontRole::Title, HEAD_PT).inked(Ink::Red);
        let style = self
            .setter
            .fitted(text, style, self.sheet.text_width_mm, &place)?;
        let height_mm = style.size_pt * MM_PER_PT;
        let top = flow.take(HEAD_BELOW_MM + height_mm) + HEAD_BELOW_MM;
        let at = (
            self.sheet.middle_mm(),
            grid::baseline_mm(top, height_mm, style.size_pt),
        );
        self.setter
            .put_centred(flow.items(), text, style, at, &place)
    }

    /// The number two lines below, the red line under it, two lines free for the title.
    pub(super) fn set_document_no(&self, flow: &mut Flow, text: &str) -> Result<(), PrintError> {
        let place = Place::field("文号");
        let top = flow.take(3.0 * grid::LINE_MM) + 2.0 * grid::LINE_MM;
        let at = (
            self.sheet.middle_mm(),
            grid::baseline_mm(top, grid::LINE_MM, self.body.size_pt),
        );
        self.setter
            .put_centred(flow.items(), text, self.body, at, &place)?;
        let y_mm = flow.take(LINE_BELOW_MM) + LINE_BELOW_MM;
        rule(flow, self.sheet, (y_mm, 0.5), Ink::Red);
        flow.take(2.0 * grid::LINE_MM);
        flow.snap_to_grid(grid::LINE_MM);
        Ok(())
    }

    pub(super) fn remark_block(&self) -> Lines {
        Lines {
            x_mm: self.sheet.left_mm,
            width_mm: self.sheet.text_width_mm,
            indent_pt: 2.0 * self.body.size_pt * self.body.pitch,
            line_mm: self.measures.line_mm,
            fill: Fill::Justified,
        }
    }
}

impl<'a> Imprint<'a> {
    /// The 版记 among what closes a document.
    pub(super) fn of(blocks: &'a [Block]) -> Option<Self> {
        blocks.iter().find_map(|block| match block {
            Block::Imprint {
                copies_to,
                office,
                dated,
            } => Some(Self {
                copies_to,
                office,
                dated,
            }),
            _ => None,
        })
    }

    /// At the foot of the last page, which is an even one (7.4).
    pub(super) fn set(&self, page: &Composition<'_>, flow: &mut Flow) -> Result<(), PrintError> {
        let rows = 1 + usize::from(!self.copies_to.trim().is_empty());
        let height_mm = rows as f64 * IMPRINT_LINE_MM;
        if flow.room_mm() < height_mm || !flow.on_even_page() {
            flow.turn();
        }
        if !flow.on_even_page() {
            flow.turn();
        }
        let sheet = page.sheet;
        let mut top = sheet.bottom_mm() - height_mm;
        flow.y_mm = sheet.bottom_mm();
        let style = Style::new(FontRole::Body, IMPRINT_PT);
        let em_mm = IMPRINT_PT * MM_PER_PT;
        rule(flow, sheet, (top, 0.35), Ink::Black);
        let place = Place::field("版记");
        if rows > 1 {
            let text = format!("抄送：{}。", self.copies_to.trim_end_matches('。'));
            let baseline = grid::baseline_mm(top, IMPRINT_LINE_MM, IMPRINT_PT);
            let room_mm = sheet.text_width_mm - 2.0 * em_mm;
            let style = page.setter.fitted(&text, style, room_mm, &place)?;
            let at = (sheet.left_mm + em_mm, baseline);
            page.setter.put(flow.items(), &text, style, at, &place)?;
            top += IMPRINT_LINE_MM;
            rule(flow, sheet, (top, 0.25), Ink::Black);
        }
        let baseline = grid::baseline_mm(top, IMPRINT_LINE_MM, IMPRINT_PT);
        let at = (sheet.left_mm + em_mm, baseline);
        page.setter
            .put(flow.items(), self.office, style, at, &place)?;
        let at = (sheet.right_mm() - em_mm, baseline);
        page.setter
            .put_right(flow.items(), self.dated, style, at, &place)?;
        rule(flow, sheet, (sheet.bottom_mm(), 0.35), Ink::Black);
        Ok(())
    }
}

/// The stroke of a dash stands so high above the baseline, in em: half of the square of a Chinese
/// character, which reaches 0.88 em above it.
const DASH_EM: f64 = ASCENT - 0.5;

/// `— 1 —` in 4号, its dashes 7 mm below the text area: odd pages at the right, even ones at the left, one character in
/// (7.5).
pub(super) fn dashed_numbers(
    pages: &mut [Page],
    setter: Setter<'_>,
    sheet: Sheet,
) -> Result<(), PrintError> {
    let style = Style::new(FontRole::Body, 14.0);
    let em_mm = style.size_pt * MM_PER_PT;
    let place = Place::field("页码");
    let baseline = sheet.bottom_mm() + 7.0 + DASH_EM * em_mm;
    // An empty page before the 版记 and the page of the 版记 bear no number (7.5).
    let blank = pages.iter().position(|page| page.items.is_empty());
    let numbered = blank.unwrap_or(pages.len());
    for page in &mut pages[..numbered] {
        let text = format!("— {} —", page.number);
        let items = &mut page.items;
        if page.number % 2 == 1 {
            let at = (sheet.right_mm() - em_mm, baseline);
            setter.put_right(items, &text, style, at, &place)?;
        } else {
            let at = (sheet.left_mm + em_mm, baseline);
            setter.put(items, &text, style, at, &place)?;
        }
    }
    Ok(())
}

fn rule(flow: &mut Flow, sheet: Sheet, (y_mm, thickness_mm): (f64, f64), ink: Ink) {
    flow.items().push(Item::Rule(Rule {
        from_mm: (sheet.left_mm, y_mm),
        to_mm: (sheet.right_mm(), y_mm),
        thickness_mm,
        ink,
    }));
}
