//! The marks of a page as OFD objects (GB/T 33190-2016, 9 and 11); it refuses to move anything:
//! every character stands where the page has it.

use super::fonts::{Embedded, Fonts};
use super::{Ids, escaped, mm};
use crate::page::{Frame, Ink, Item, MM_PER_PT, Page, Rule, TextRun};

/// Room around a text in ems: readers cut off what lies outside an object's boundary.
const ABOVE: f64 = 1.1;
const BELOW: f64 = 0.4;
const BESIDE: f64 = 0.2;

/// Repeated advances are counted from this many on.
const COUNTED_FROM: usize = 3;

/// The objects of a page: lines and frames first, text on top in reading order, as in the PDF.
pub(super) fn objects(page: &Page, fonts: &Fonts, ids: &mut Ids) -> String {
    let mut out = String::new();
    for item in &page.items {
        match item {
            Item::Frame(frame) => draw_frame(&mut out, frame, ids),
            Item::Rule(rule) => draw_rule(&mut out, rule, ids),
            Item::Text(_) => {}
        }
    }
    for run in page.runs() {
        if let Some(font) = fonts.get(&run.face) {
            for piece in pieces(run) {
                draw_text(&mut out, run, &piece, font, ids);
            }
        }
    }
    out
}

/// Characters of a run that are one text object.
struct Piece {
    /// Left edge of the first character, in millimetres from the run's.
    offset_mm: f64,
    text: String,
    /// Advance of each character in millimetres.
    advances_mm: Vec<f64>,
}

impl Piece {
    /// A character that takes two code units of UTF-16. Readers do not agree whether they count it
    /// once or twice, so it stands alone and brings its glyph along.
    fn is_beyond(&self) -> bool {
        self.text.chars().all(|c| u32::from(c) > 0xFFFF)
    }
}

/// Cuts a run where readers would count characters differently, and drops the blanks at the ends of
/// a piece, which some readers trim away without moving the rest.
fn pieces(run: &TextRun) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open = false;
    let mut offset_mm = 0.0;
    for (character, advance) in run.text.chars().zip(&run.advances_pt) {
        let beyond = u32::from(character) > 0xFFFF;
        let advance_mm = f64::from(*advance) * MM_PER_PT;
        match pieces.last_mut().filter(|_| open && !beyond) {
            Some(piece) => {
                piece.text.push(character);
                piece.advances_mm.push(advance_mm);
            }
            // A piece never begins with a blank, be it the wide one (U+3000).
            None if character.is_whitespace() => {}
            None => {
                pieces.push(Piece {
                    offset_mm,
                    text: character.to_string(),
                    advances_mm: vec![advance_mm],
                });
                open = !beyond;
            }
        }
        offset_mm += advance_mm;
    }
    for piece in &mut pieces {
        piece.text.truncate(piece.text.trim_end().len());
        piece.advances_mm.truncate(piece.text.chars().count());
    }
    pieces
}

fn draw_text(out: &mut String, run: &TextRun, piece: &Piece, font: &Embedded, ids: &mut Ids) {
    let em = run.size_pt * MM_PER_PT;
    let (above, beside) = (em * ABOVE, em * BESIDE);
    let x = run.x_mm + piece.offset_mm - beside;
    let width = piece.advances_mm.iter().sum::<f64>() + beside * 2.0;
    let boundary = boundary(x, run.baseline_mm - above, width, em * (ABOVE + BELOW));
    let (id, size, font_id) = (ids.next(), mm(em), font.id);
    out.push_str(&format!(
        "<ofd:TextObject ID=\"{id}\" Boundary=\"{boundary}\" Font=\"{font_id}\" Size=\"{size}\">"
    ));
    out.push_str(&colour("FillColor", run.ink));
    if piece.is_beyond() {
        let glyph = |character| font.cut.glyph(character).map(|id| id.to_string());
        let glyphs: Vec<String> = piece.text.chars().filter_map(glyph).collect();
        out.push_str(&format!(
            "<ofd:CGTransform CodePosition=\"0\" CodeCount=\"1\" GlyphCount=\"1\">\
             <ofd:Glyphs>{}</ofd:Glyphs></ofd:CGTransform>",
            glyphs.join(" ")
        ));
    }
    let (x, y, text) = (mm(beside), mm(above), escaped(&piece.text));
    out.push_str(&format!("<ofd:TextCode X=\"{x}\" Y=\"{y}\""));
    let between = piece.advances_mm.len().saturating_sub(1);
    if between > 0 {
        let deltas = deltas(&piece.advances_mm[..between]);
        out.push_str(&format!(" DeltaX=\"{deltas}\""));
    }
    out.push_str(&format!(">{text}</ofd:TextCode></ofd:TextObject>"));
}

/// Advances as an array, `g 5 5.6` for five alike (11.3, table 46).
fn deltas(advances_mm: &[f64]) -> String {
    let written: Vec<String> = advances_mm.iter().map(|advance| mm(*advance)).collect();
    let alike = written.chunk_by(|one, next| one == next);
    let parts = alike.map(|alike| match alike.len() {
        COUNTED_FROM.. => format!("g {} {}", alike.len(), alike[0]),
        _ => alike.join(" "),
    });
    parts.collect::<Vec<_>>().join(" ")
}

fn draw_rule(out: &mut String, rule: &Rule, ids: &mut Ids) {
    let half = rule.thickness_mm / 2.0;
    let (left, right) = ordered(rule.from_mm.0, rule.to_mm.0);
    let (top, bottom) = ordered(rule.from_mm.1, rule.to_mm.1);
    let (x, y) = (left - half, top - half);
    let outline = format!(
        "M {} {} L {} {}",
        mm(rule.from_mm.0 - x),
        mm(rule.from_mm.1 - y),
        mm(rule.to_mm.0 - x),
        mm(rule.to_mm.1 - y)
    );
    let size = (right - left + half * 2.0, bottom - top + half * 2.0);
    let stroke = Some((rule.ink, rule.thickness_mm));
    draw_path(out, ((x, y), size), (stroke, None), &outline, ids);
}

fn draw_frame(out: &mut String, frame: &Frame, ids: &mut Ids) {
    let half = frame.thickness_mm / 2.0;
    let (x, y) = (frame.x_mm - half, frame.y_mm - half);
    let (near, right, bottom) = (
        mm(half),
        mm(half + frame.width_mm),
        mm(half + frame.height_mm),
    );
    let outline =
        format!("M {near} {near} L {right} {near} L {right} {bottom} L {near} {bottom} C");
    let size = (
        frame.width_mm + frame.thickness_mm,
        frame.height_mm + frame.thickness_mm,
    );
    let stroke = (frame.thickness_mm > 0.0).then_some((frame.ink, frame.thickness_mm));
    draw_path(out, ((x, y), size), (stroke, frame.fill), &outline, ids);
}

fn draw_path(
    out: &mut String,
    ((x, y), (width, height)): ((f64, f64), (f64, f64)),
    (stroke, fill): (Option<(Ink, f64)>, Option<Ink>),
    outline: &str,
    ids: &mut Ids,
) {
    let (id, boundary) = (ids.next(), boundary(x, y, width, height));
    out.push_str(&format!(
        "<ofd:PathObject ID=\"{id}\" Boundary=\"{boundary}\""
    ));
    match stroke {
        Some((_, thickness)) => out.push_str(&format!(" LineWidth=\"{}\"", mm(thickness))),
        None => out.push_str(" Stroke=\"false\""),
    }
    if fill.is_some() {
        out.push_str(" Fill=\"true\"");
    }
    out.push('>');
    if let Some((ink, _)) = stroke {
        out.push_str(&colour("StrokeColor", ink));
    }
    if let Some(ink) = fill {
        out.push_str(&colour("FillColor", ink));
    }
    out.push_str(&format!(
        "<ofd:AbbreviatedData>{outline}</ofd:AbbreviatedData></ofd:PathObject>"
    ));
}

fn boundary(x: f64, y: f64, width: f64, height: f64) -> String {
    [x, y, width, height].map(mm).join(" ")
}

/// A colour in eight bits of red, green and blue, the standard's own space (8.3.2).
fn colour(element: &str, ink: Ink) -> String {
    let (r, g, b) = ink.rgb();
    let [r, g, b] = [r, g, b].map(|part| (part * 255.0).round() as u8);
    format!("<ofd:{element} Value=\"{r} {g} {b}\"/>")
}

fn ordered(one: f64, other: f64) -> (f64, f64) {
    (one.min(other), one.max(other))
}
