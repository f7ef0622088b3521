//! A title in balanced lines (GB/T 9704-2012, 7.3.1: 词意完整，排列对称，长短适宜，标题排列应当使用梯形或菱形);
//! it refuses to end a line in the middle of a number, and ends it within 《》 only where there is hardly another way.

use std::collections::BTreeMap;

use crate::setting::{Glyph, width};

/// More lines than this are no title.
const MOST_LINES: usize = 12;

/// Cuts a title into the fewest lines that fit `room` points, as even as the sense allows.
/// `None` if a single piece is wider than the room, or the text is no title by its length.
pub(crate) fn balance(glyphs: &[Glyph], starts: &[bool], room: f64) -> Option<Vec<Vec<Glyph>>> {
    let total = width(glyphs);
    let fewest = (total / room).ceil().max(1.0) as usize;
    let most = glyphs.len().clamp(1, MOST_LINES);
    (fewest..=most)
        .take(6)
        .find_map(|count| cut(glyphs, starts, room, count))
}

/// The cheapest way to end a line at a place.
#[derive(Debug, Clone, Copy)]
struct Way {
    cost: f64,
    /// The way up to the line before, in its own layer.
    before: State,
}

/// Where a line begins and ends, and whether the lines last grew shorter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    from: usize,
    to: usize,
    narrowing: bool,
}

const NOTHING: State = State {
    from: 0,
    to: 0,
    narrowing: false,
};

/// Best cut into exactly `count` lines: least sum of squared distance from the mean, plus what each
/// break costs in sense, plus what the shape costs.
fn cut(glyphs: &[Glyph], starts: &[bool], room: f64, count: usize) -> Option<Vec<Vec<Glyph>>> {
    let mut edges = vec![0.0];
    for glyph in glyphs {
        edges.push(edges[edges.len() - 1] + glyph.advance);
    }
    let measured = Measured {
        mean: edges[glyphs.len()] / count as f64,
        em: glyphs.first().map_or(1.0, |glyph| glyph.em),
        room: room + 0.01,
        glyphs,
        starts,
        edges,
    };
    let start = Way {
        cost: 0.0,
        before: NOTHING,
    };
    let mut layers = vec![BTreeMap::from([(NOTHING, start)])];
    for line in 0..count {
        let next = measured.next_line(&layers[line], count - line - 1);
        layers.push(next);
    }
    let ends = layers[count]
        .iter()
        .filter(|(state, _)| state.to == glyphs.len());
    let (mut state, _) = ends.min_by(|a, b| a.1.cost.total_cmp(&b.1.cost))?;
    let mut lines = Vec::new();
    for layer in layers[1..].iter().rev() {
        lines.push(glyphs[state.from..state.to].to_vec());
        state = &layer.get(state)?.before;
    }
    lines.reverse();
    Some(lines)
}

/// A title and what is known of its widths.
struct Measured<'a> {
    glyphs: &'a [Glyph],
    starts: &'a [bool],
    /// Width up to each glyph.
    edges: Vec<f64>,
    em: f64,
    mean: f64,
    room: f64,
}

impl Measured<'_> {
    fn wide(&self, from: usize, to: usize) -> f64 {
        self.edges[to] - self.edges[from]
    }

    /// Every way on by one line, with so many lines to come after it.
    fn next_line(&self, ways: &BTreeMap<State, Way>, after: usize) -> BTreeMap<State, Way> {
        let mut next: BTreeMap<State, Way> = BTreeMap::new();
        let length = self.glyphs.len();
        for (before, way) in ways {
            let from = before.to;
            for to in from + 1..=length {
                if self.wide(from, to) > self.room {
                    break;
                }
                let ends = to == length || self.starts[to];
                if !ends || self.wide(to, length) > self.room * after as f64 {
                    continue;
                }
                let (narrowing, shape) = self.shape(*before, to);
                let off = (self.wide(from, to) - self.mean) / self.em;
                let cost = way.cost + off * off + sense_cost(self.glyphs, to) + shape;
                let state = State {
                    from,
                    to,
                    narrowing,
                };
                let known = next.get(&state).is_some_and(|known| known.cost <= cost);
                if !known {
                    let before = *before;
                    next.insert(state, Way { cost, before });
                }
            }
        }
        next
    }

    /// Whether the lines narrow with this one, and what it costs if they had narrowed before and now
    /// widen: a title is a trapezium or a rhombus, never an hourglass.
    fn shape(&self, before: State, to: usize) -> (bool, f64) {
        let grown = self.wide(before.to, to) - self.wide(before.from, before.to);
        match before == NOTHING {
            true => (false, 0.0),
            false if grown > self.em / 2.0 => (false, if before.narrowing { 60.0 } else { 0.0 }),
            false => (before.narrowing || grown < -self.em / 2.0, 0.0),
        }
    }
}

/// What a break within book marks costs: as much as two lines of which one is twelve characters longer.
const WITHIN_MARKS: f64 = 72.0;

/// What it costs the reader if a line ends before glyph `at`.
fn sense_cost(glyphs: &[Glyph], at: usize) -> f64 {
    if at >= glyphs.len() {
        return 0.0;
    }
    let within = glyphs[..at]
        .iter()
        .fold(false, |within, glyph| match glyph.character {
            '《' => true,
            '》' => false,
            _ => within,
        });
    let marks = if within { WITHIN_MARKS } else { 0.0 };
    marks + words_cost(glyphs[at - 1].character, glyphs[at].character)
}

/// The same by the two characters that are parted.
fn words_cost(before: char, after: char) -> f64 {
    if "的、》）年度月季乡镇村县市省局委办府会）日期".contains(before)
        && !"的份度间内".contains(after)
        || after == '《'
        || after == '（'
        || before == ' '
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
