//! What the papers of the archive share: headings, lines, fields for the hand; it refuses to fill in
//! what only a hand can write.

use crate::error::{Place, PrintError};
use crate::fonts::FontRole;
use crate::page::{Frame, Ink, Item, Rule};
use crate::setting::flow::{Flow, Sheet};
use crate::setting::{Fill, Setter, Style, grid};
use crate::table::pour::Look;

use super::parts::{self, Block};

/// A4 lying, bound at the left.
pub(super) const LYING: Sheet = Sheet {
    width_mm: crate::page::A4_HEIGHT_MM,
    height_mm: crate::page::A4_WIDTH_MM,
    left_mm: 20.0,
    top_mm: 22.0,
    text_width_mm: 265.0,
    text_height_mm: 168.0,
};

/// Body of lines about a table.
pub(super) const SMALL: Style = Style::new(FontRole::Body, 12.0);

/// Room for a name that is written by hand, and for a day.
pub(super) const NAME_BLANK: &str = "　　　　　　";
pub(super) const DATE_BLANK: &str = "　　　　年　　月　　日";

/// How far from the left edge of a 备考表 those sign who answer for it.
pub(super) const SIGNED_MM: f64 = 66.0;

/// A heading in the middle.
pub(super) fn heading(
    flow: &mut Flow,
    setter: Setter<'_>,
    text: &str,
    size_pt: f64,
) -> Result<(), PrintError> {
    let height = size_pt * 0.6;
    let top = flow.take(height + 3.0);
    let style = Style::new(FontRole::Title, size_pt);
    let room = flow.sheet.text_width_mm;
    let style = setter.fitted(text, style, room, &Place::Title)?;
    let at = (
        flow.sheet.middle_mm(),
        grid::baseline_mm(top, height, style.size_pt),
    );
    setter.put_centred(flow.items(), text, style, at, &Place::Title)
}

/// A line of text at the left, set smaller where it is long.
pub(super) fn line(
    flow: &mut Flow,
    setter: Setter<'_>,
    text: &str,
    style: Style,
    height_mm: f64,
) -> Result<(), PrintError> {
    let top = flow.take(height_mm);
    let place = Place::field("档案");
    let style = setter.fitted(text, style, flow.sheet.text_width_mm, &place)?;
    let at = (
        flow.sheet.left_mm,
        grid::baseline_mm(top, height_mm, style.size_pt),
    );
    setter.put(flow.items(), text, style, at, &place).map(drop)
}

/// Text in as many lines as it needs.
pub(super) fn paragraph(
    flow: &mut Flow,
    setter: Setter<'_>,
    text: &str,
    style: Style,
    (indent_mm, height_mm): (f64, f64),
) -> Result<(), PrintError> {
    let block = Block {
        x_mm: flow.sheet.left_mm + indent_mm,
        width_mm: flow.sheet.text_width_mm - 2.0 * indent_mm,
        indent_pt: 2.0 * style.size_pt,
        line_mm: height_mm,
        fill: Fill::Ragged,
    };
    let glyphs = setter.glyphs(text, style, &Place::field("档案"))?;
    let lines = parts::lines(glyphs, block, &[]);
    parts::pour_lines(flow, &lines, style, block);
    Ok(())
}

/// How tables of the archive look.
pub(super) const fn look() -> Look<'static> {
    Look {
        head: Style::new(FontRole::Hei, 11.0),
        body: Style::new(FontRole::Body, 11.0),
        sizes_pt: &[11.0, 10.0, 9.0, 8.0],
        line_em: 1.35,
        row_mm: 8.0,
        tight_row_mm: None,
    }
}

/// A rectangle.
pub(super) fn frame(items: &mut Vec<Item>, (x_mm, y_mm): (f64, f64), size: (f64, f64), ink: Ink) {
    items.push(Item::Frame(Frame {
        x_mm,
        y_mm,
        width_mm: size.0,
        height_mm: size.1,
        thickness_mm: 0.35,
        ink,
        fill: None,
    }));
}

/// A straight line.
pub(super) fn rule(
    items: &mut Vec<Item>,
    from_mm: (f64, f64),
    to_mm: (f64, f64),
    (thickness_mm, ink): (f64, Ink),
) {
    items.push(Item::Rule(Rule {
        from_mm,
        to_mm,
        thickness_mm,
        ink,
    }));
}

/// A short text in the middle of a rectangle, set smaller where it must be.
pub(super) fn in_cell(
    items: &mut Vec<Item>,
    setter: Setter<'_>,
    text: &str,
    style: Style,
    (x_mm, y_mm, width_mm, height_mm): (f64, f64, f64, f64),
) -> Result<(), PrintError> {
    if text.is_empty() {
        return Ok(());
    }
    let place = Place::field("档案");
    let style = setter.fitted(text, style, width_mm - 1.0, &place)?;
    let at = (
        x_mm + width_mm / 2.0,
        grid::baseline_mm(y_mm, height_mm, style.size_pt),
    );
    setter.put_centred(items, text, style, at, &place)
}
