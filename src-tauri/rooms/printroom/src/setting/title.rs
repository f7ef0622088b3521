//! A title in balanced lines (GB/T 9704-2012, 7.3.1: 词意完整，排列对称，长短适宜); it refuses to end a
//! line in the middle of a number or a name in book marks.

use crate::setting::{Glyph, width};

/// Cuts a title into the fewest lines that fit `room` points, as even as the sense allows.
/// `None` if a single piece is wider than the room.
pub(crate) fn balance(glyphs: &[Glyph], starts: &[bool], room: f64) -> Option<Vec<Vec<Glyph>>> {
    let total = width(glyphs);
    let fewest = (total / room).ceil().max(1.0) as usize;
    (fewest..=glyphs.len().max(1))
        .take(6)
        .find_map(|count| cut(glyphs, starts, room, count))
}

/// Best cut into exactly `count` lines: least sum of squared distance from the mean, plus what
/// each break costs in sense.
fn cut(glyphs: &[Glyph], starts: &[bool], room: f64, count: usize) -> Option<Vec<Vec<Glyph>>> {
    let length = glyphs.len();
    let mut edges = vec![0.0];
    for glyph in glyphs {
        edges.push(edges[edges.len() - 1] + glyph.advance);
    }
    let mean = edges[length] / count as f64;
    let em = glyphs.first().map_or(1.0, |glyph| glyph.em);
    let mut best = vec![vec![None::<(f64, usize)>; length + 1]; count + 1];
    best[0][0] = Some((0.0, 0));
    for line in 1..=count {
        for to in 1..=length {
            if to < length && !starts[to] {
                continue;
            }
            for from in 0..to {
                let Some((before, _)) = best[line - 1][from] else {
                    continue;
                };
                let wide = edges[to] - edges[from];
                if wide > room + 0.01 {
                    continue;
                }
                let off = (wide - mean) / em;
                let cost = before + off * off + sense_cost(glyphs, to);
                if best[line][to].is_none_or(|(known, _)| cost < known) {
                    best[line][to] = Some((cost, from));
                }
            }
        }
    }
    let mut lines = Vec::new();
    let mut to = length;
    for line in (1..=count).rev() {
        let (_, from) = best[line][to]?;
        lines.push(glyphs[from..to].to_vec());
        to = from;
    }
    lines.reverse();
    Some(lines)
}

/// What it costs the reader if a line ends before glyph `at`.
fn sense_cost(glyphs: &[Glyph], at: usize) -> f64 {
    if at >= glyphs.len() {
        return 0.0;
    }
    let (before, after) = (glyphs[at - 1].character, glyphs[at].character);
    if "的、》）年度月季乡镇村县市省局委办府会）日期".contains(before)
        && !"的份度间内".contains(after)
        || after == '《'
        || after == '（'
        || glyphs[at - 1].character == ' '
    {
        0.0
    } else if "的了和与及等在为于".contains(after) {
        30.0
    } else if "和与及为第关对以于本各".contains(before) {
        20.0
    } else {
        6.0
    }
}
