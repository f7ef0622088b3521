//! What several papers share: blocks of text, boxes to tick, page numbers, dates; it refuses to know
//! which paper it stands on.

use chrono::{Datelike, NaiveDate};

use crate::error::{Place, PrintError};
use crate::fonts::FontRole;
use crate::page::{Frame, Ink, Item, MM_PER_PT, Page, Rule};
use crate::setting::flow::Flow;
use crate::setting::{
    ASCENT, Fill, Glyph, Measure, Setter, Style, break_lines, grid, opportunities, place_glyphs,
};

/// Where and how a block of text is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block {
    pub(super) x_mm: f64,
    pub(super) width_mm: f64,
    pub(super) indent_pt: f64,
    pub(super) line_mm: f64,
    pub(super) fill: Fill,
}

/// Cuts glyphs into the lines of a block.
pub(super) fn lines(glyphs: Vec<Glyph>, block: Block, unbroken: &[String]) -> Vec<Vec<Glyph>> {
    let characters: Vec<char> = glyphs.iter().map(|glyph| glyph.character).collect();
    let starts = opportunities(&characters, unbroken);
    let measure = Measure {
        indent: block.indent_pt,
        width: block.width_mm / MM_PER_PT,
    };
    break_lines(glyphs, &starts, measure, block.fill)
}

/// Sets lines one below the other in the flow.
pub(super) fn pour_lines(flow: &mut Flow, lines: &[Vec<Glyph>], style: Style, block: Block) {
    for (number, line) in lines.iter().enumerate() {
        let indent = if number == 0 { block.indent_pt } else { 0.0 };
        let top = flow.take(block.line_mm);
        let at = (
            block.x_mm + indent * MM_PER_PT,
            grid::baseline_mm(top, block.line_mm, style.size_pt),
        );
        place_glyphs(flow.items(), line, style, at);
    }
}

/// `2019年10月16日` (GB/T 9704-2012, 7.3.5.4: digits, no zeros in front).
pub(crate) fn date(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// A box as high as the type, ticked or not; answers with the width it takes, gap included.
pub(super) fn check_box(
    items: &mut Vec<Item>,
    (x_mm, baseline_mm): (f64, f64),
    size_pt: f64,
    ticked: bool,
) -> f64 {
    let em = size_pt * MM_PER_PT;
    let side = em * 0.78;
    let top = baseline_mm - em * ASCENT + (em - side) / 2.0;
    items.push(Item::Frame(Frame {
        x_mm,
        y_mm: top,
        width_mm: side,
        height_mm: side,
        thickness_mm: 0.2,
        ink: Ink::Black,
        fill: None,
    }));
    if ticked {
        let corner = (x_mm + side * 0.42, top + side * 0.82);
        for from_mm in [
            (x_mm + side * 0.15, top + side * 0.5),
            (x_mm + side * 0.9, top + side * 0.12),
        ] {
            items.push(Item::Rule(Rule {
                from_mm,
                to_mm: corner,
                thickness_mm: 0.45,
                ink: Ink::Black,
            }));
        }
    }
    em
}

/// `第 x 页 共 y 页` in the middle of every page, at this baseline.
pub(super) fn number_pages(
    pages: &mut [Page],
    setter: Setter<'_>,
    at_mm: (f64, f64),
) -> Result<(), PrintError> {
    let style = Style::new(FontRole::Body, 10.5);
    number_pages_in(style, pages, setter, at_mm)
}

/// The same in this type.
pub(super) fn number_pages_in(
    style: Style,
    pages: &mut [Page],
    setter: Setter<'_>,
    at_mm: (f64, f64),
) -> Result<(), PrintError> {
    let total = pages.len();
    for page in pages {
        let number = format!("第 {} 页 共 {total} 页", page.number);
        let place = Place::field("页码");
        setter.put_centred(&mut page.items, &number, style, at_mm, &place)?;
    }
    Ok(())
}

/// Text in a red frame whose right edge is at `x_mm`; answers with the frame's left edge.
pub(super) fn framed_mark(
    items: &mut Vec<Item>,
    setter: Setter<'_>,
    text: &str,
    size_pt: f64,
    (right_mm, baseline_mm): (f64, f64),
) -> Result<f64, PrintError> {
    let style = Style::new(FontRole::Hei, size_pt).inked(Ink::Red);
    let place = Place::field("页边标记");
    let em = size_pt * MM_PER_PT;
    let width_mm = setter.width(text, style, &place)? * MM_PER_PT + em;
    let x_mm = right_mm - width_mm;
    items.push(Item::Frame(Frame {
        x_mm,
        y_mm: baseline_mm - em * (ASCENT + 0.3),
        width_mm,
        height_mm: em * 1.6,
        thickness_mm: 0.3,
        ink: Ink::Red,
        fill: None,
    }));
    setter.put(items, text, style, (x_mm + em / 2.0, baseline_mm), &place)?;
    Ok(x_mm)
}
