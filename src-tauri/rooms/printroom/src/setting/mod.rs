//! Typesetting by Chinese rules: glyphs, lines, titles and the grid; it refuses to know papers.

mod amounts;
mod breaks;
pub(crate) mod flow;
pub(crate) mod grid;
mod lines;
mod punctuation;
#[cfg(test)]
mod tests;
mod title;

use crate::error::{Place, PrintError};
use crate::fonts::{FaceId, FontRole, FontShelf, is_drawn};
use crate::page::{Ink, Item, MM_PER_PT, TextRun};

pub(crate) use breaks::opportunities;
pub(crate) use lines::{Fill, Measure, break_lines};
pub(crate) use title::balance;

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    /// Font.
    pub(crate) role: FontRole,
    /// Type size in points.
    pub(crate) size_pt: f64,
    /// Colour.
    pub(crate) ink: Ink,
    /// Factor on every advance: 1, or [`grid::PITCH_FACTOR`] on the grid of official documents.
    pub(crate) pitch: f64,
}

impl Style {
    /// Black text at natural advances.
    pub(crate) const fn new(role: FontRole, size_pt: f64) -> Self {
        Self {
            role,
            size_pt,
            ink: Ink::Black,
            pitch: 1.0,
        }
    }

    /// The same in another colour.
    pub(crate) const fn inked(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }

    /// The same with every advance multiplied.
    pub(crate) const fn pitched(self, pitch: f64) -> Self {
        Self { pitch, ..self }
    }
}

/// One character with its place in a line still open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Glyph {
    pub(crate) character: char,
    pub(crate) face: FaceId,
    pub(crate) role: FontRole,
    /// Advance in points.
    pub(crate) advance: f64,
    /// One em in points, pitch included.
    pub(crate) em: f64,
}

/// Makes glyphs and marks from text with the fonts of a shelf.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setter<'a> {
    shelf: &'a FontShelf,
}

impl<'a> Setter<'a> {
    /// Sets with these fonts.
    pub(crate) const fn new(shelf: &'a FontShelf) -> Self {
        Self { shelf }
    }

    /// The glyphs of a text. Tabs and line ends become spaces, characters that are never drawn go.
    pub(crate) fn glyphs(
        &self,
        text: &str,
        style: Style,
        place: &Place,
    ) -> Result<Vec<Glyph>, PrintError> {
        let em = style.size_pt * style.pitch;
        let mut glyphs = Vec::with_capacity(text.len() / 2);
        for character in text.chars().map(plain_space).filter(|c| is_drawn(*c)) {
            let found = self.shelf.glyph(style.role, character)?;
            let (face, thousandths) = found.ok_or_else(|| PrintError::MissingCharacter {
                character,
                place: place.clone(),
            })?;
            glyphs.push(Glyph {
                character,
                face,
                role: style.role,
                advance: f64::from(thousandths) * em / 1000.0,
                em,
            });
        }
        Ok(glyphs)
    }

    /// Width of a text on one line, in points.
    pub(crate) fn width(&self, text: &str, style: Style, place: &Place) -> Result<f64, PrintError> {
        Ok(width(&self.glyphs(text, style, place)?))
    }

    /// The style in a size in which the text fits one line of this width: smaller by a half at most.
    pub(crate) fn fitted(
        &self,
        text: &str,
        style: Style,
        room_mm: f64,
        place: &Place,
    ) -> Result<Style, PrintError> {
        let wide = self.width(text, style, place)? * MM_PER_PT;
        let smaller = (style.size_pt * room_mm / wide.max(room_mm) * 10.0).floor() / 10.0;
        if smaller < style.size_pt / 2.0 {
            return Err(PrintError::TooLong {
                place: place.clone(),
                lines: 1,
            });
        }
        Ok(Style {
            size_pt: smaller,
            ..style
        })
    }

    /// Puts a text on one line with its left edge at `x_mm`; answers with its width in millimetres.
    pub(crate) fn put(
        &self,
        items: &mut Vec<Item>,
        text: &str,
        style: Style,
        at: (f64, f64),
        place: &Place,
    ) -> Result<f64, PrintError> {
        let glyphs = self.glyphs(text, style, place)?;
        place_glyphs(items, &glyphs, style, at);
        Ok(width(&glyphs) * MM_PER_PT)
    }

    /// Puts a text on one line with its right edge at `x_mm`.
    pub(crate) fn put_right(
        &self,
        items: &mut Vec<Item>,
        text: &str,
        style: Style,
        (x_mm, baseline_mm): (f64, f64),
        place: &Place,
    ) -> Result<(), PrintError> {
        let glyphs = self.glyphs(text, style, place)?;
        let left = x_mm - width(&glyphs) * MM_PER_PT;
        place_glyphs(items, &glyphs, style, (left, baseline_mm));
        Ok(())
    }

    /// Puts a text on one line with its middle at `x_mm`.
    pub(crate) fn put_centred(
        &self,
        items: &mut Vec<Item>,
        text: &str,
        style: Style,
        (x_mm, baseline_mm): (f64, f64),
        place: &Place,
    ) -> Result<(), PrintError> {
        let glyphs = self.glyphs(text, style, place)?;
        let left = x_mm - width(&glyphs) * MM_PER_PT / 2.0;
        place_glyphs(items, &glyphs, style, (left, baseline_mm));
        Ok(())
    }
}

/// Sum of the advances, in points.
pub(crate) fn width(glyphs: &[Glyph]) -> f64 {
    glyphs.iter().map(|glyph| glyph.advance).sum()
}

/// How far below the top of its em the baseline of Chinese type lies.
pub(crate) const ASCENT: f64 = 0.88;

/// Turns glyphs into text runs from this left edge and baseline, one run for each face.
pub(crate) fn place_glyphs(
    items: &mut Vec<Item>,
    glyphs: &[Glyph],
    style: Style,
    (mut x_mm, baseline_mm): (f64, f64),
) {
    for run in glyphs.chunk_by(|a, b| a.face == b.face && a.role == b.role) {
        items.push(Item::Text(TextRun {
            role: run[0].role,
            face: run[0].face,
            size_pt: style.size_pt,
            ink: style.ink,
            x_mm,
            baseline_mm,
            text: run.iter().map(|glyph| glyph.character).collect(),
            advances_pt: run.iter().map(|glyph| glyph.advance as f32).collect(),
        }));
        x_mm += width(run) * MM_PER_PT;
    }
}

fn plain_space(character: char) -> char {
    match character {
        '\t' | '\n' | '\r' | '\u{A0}' | '\u{2002}'..='\u{200A}' | '\u{202F}' => ' ',
        other => other,
    }
}
