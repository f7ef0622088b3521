//! Lines from glyphs: where each ends and how it is filled; it refuses to lose a character.

use crate::setting::punctuation::{can_give, can_give_inside, squeeze_pairs};
use crate::setting::{Glyph, width};

/// The room for a paragraph, in points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measure {
    /// Indent of the first line.
    pub(crate) indent: f64,
    /// Width of every line, the indent of the first included.
    pub(crate) width: f64,
}

/// How a line that is not the last is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fill {
    /// To the right edge, as body text is.
    Justified,
    /// Not at all, as in the cells of tables.
    Ragged,
}

/// The largest gap that justification opens between two characters, in em; beyond it the line
/// stays short, which looks calmer than letters drawn apart.
const WIDEST_GAP: f64 = 0.25;
/// Rounding slack in points.
const SLACK: f64 = 0.01;

/// Cuts glyphs into lines. `starts[i]` says whether a line may begin with glyph `i`.
/// A word longer than a line is cut where it must.
pub(crate) fn break_lines(
    mut glyphs: Vec<Glyph>,
    starts: &[bool],
    measure: Measure,
    fill: Fill,
) -> Vec<Vec<Glyph>> {
    squeeze_pairs(&mut glyphs);
    let mut lines = Vec::new();
    let mut from = 0;
    while from < glyphs.len() {
        let indent = if from == 0 { measure.indent } else { 0.0 };
        let room = measure.width - indent;
        let to = line_end(&glyphs, starts, from, room);
        let mut line = glyphs[from..to].to_vec();
        while line.last().is_some_and(|glyph| glyph.character == ' ') && line.len() > 1 {
            line.pop();
        }
        fit(
            &mut line,
            room,
            fill == Fill::Justified && to < glyphs.len(),
        );
        lines.push(line);
        from = to;
    }
    lines
}

/// End of the line that begins at `from`: the last allowed place that fits, closing marks set
/// narrower where that saves pushing them down; a forced cut if there is none.
fn line_end(glyphs: &[Glyph], starts: &[bool], from: usize, room: f64) -> usize {
    let mut natural = 0.0;
    // Width without the blanks at the end, which hang over the edge.
    let mut inked = 0.0;
    let mut can_shrink = 0.0;
    let mut best = None;
    let mut forced = from + 1;
    for (index, glyph) in glyphs.iter().enumerate().skip(from) {
        natural += glyph.advance;
        if glyph.character != ' ' {
            inked = natural;
        }
        let give = can_give(glyph);
        let fits = inked <= room + SLACK;
        let squeezed = give > 0.0 && natural - can_shrink - give <= room + SLACK;
        can_shrink += can_give_inside(glyph);
        let next = index + 1;
        let allowed = next == glyphs.len() || starts[next];
        if fits || squeezed {
            if allowed {
                best = Some(next);
            }
            if fits {
                forced = next;
            }
        }
        if natural - can_shrink > room + glyph.em {
            break;
        }
    }
    best.unwrap_or(forced)
}

/// Brings a line to its room: narrower by its closing marks if too wide, wider if asked.
fn fit(line: &mut [Glyph], room: f64, justify: bool) {
    let slack = room - width(line);
    if slack < -SLACK {
        shrink(line, -slack);
    } else if justify {
        stretch(line, slack);
    }
}

fn shrink(line: &mut [Glyph], mut wanted: f64) {
    if let Some(last) = line.last_mut() {
        let give = can_give(last).min(wanted);
        last.advance -= give;
        wanted -= give;
    }
    let inside = line.len().saturating_sub(1);
    let available: f64 = line[..inside].iter().map(can_give_inside).sum();
    if available <= 0.0 || wanted <= 0.0 {
        return;
    }
    let share = (wanted / available).min(1.0);
    for glyph in &mut line[..inside] {
        glyph.advance -= can_give_inside(glyph) * share;
    }
}

fn stretch(line: &mut [Glyph], slack: f64) {
    let joined = |a: char, b: char| a == b && (a == '…' || a == '—');
    let latin = |a: char, b: char| a.is_ascii_graphic() && b.is_ascii_graphic();
    let opens_up = |a: char, b: char| !joined(a, b) && !latin(a, b);
    let gaps: Vec<usize> = (1..line.len())
        .filter(|i| opens_up(line[i - 1].character, line[*i].character))
        .map(|i| i - 1)
        .collect();
    let Some(em) = line.first().map(|glyph| glyph.em) else {
        return;
    };
    let each = slack / gaps.len().max(1) as f64;
    if each <= em * WIDEST_GAP {
        for gap in gaps {
            line[gap].advance += each;
        }
    }
}
