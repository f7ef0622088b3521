//! Widths of columns from what stands in them; it refuses a table that the paper cannot carry.

use std::collections::HashMap;

use crate::error::{Place, PrintError};
use crate::setting::{Setter, Style, opportunities, width};
use crate::table::Table;

/// Type size and the widths of the columns, both in points.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Columns {
    pub(crate) size_pt: f64,
    pub(crate) widths_pt: Vec<f64>,
}

/// Space at each side of a cell's text, in em.
pub(crate) const PADDING_EM: f64 = 0.4;

/// Finds the largest of `sizes_pt` in which no word of the table must be cut. Titles of up to five
/// characters stay whole in the first two sizes, and the column with most to read keeps room to be
/// read in; after that titles may take two lines, which reads better than small type. In the smallest
/// size words are cut if there is no other way.
pub(crate) fn choose(
    table: &Table,
    setter: Setter<'_>,
    styles: (Style, Style),
    sizes_pt: &[f64],
    room_pt: f64,
) -> Result<Columns, PrintError> {
    let unit = |style: Style| Style {
        size_pt: 1.0,
        ..style
    };
    let narrow = wants(table, setter, unit(styles.0), unit(styles.1))?;
    let most = narrow.iter().map(|want| want.pull).fold(0.0, f64::max);
    let calm: Vec<Want> = narrow
        .iter()
        .map(|want| want.with_whole_title().with_room_to_read(most))
        .collect();
    let cut: Vec<Want> = narrow.iter().map(Want::with_words_cut).collect();
    let padding = 2.0 * PADDING_EM;
    let smallest = sizes_pt.last().copied().unwrap_or(9.0);
    let calm_sizes = sizes_pt.iter().take(2).map(|size| (*size, &calm));
    let all_sizes = sizes_pt.iter().map(|size| (*size, &narrow));
    calm_sizes
        .chain(all_sizes)
        .chain([(smallest, &cut)])
        .find(|(size_pt, wants)| {
            let least: f64 = wants.iter().map(|want| want.least + padding).sum();
            least <= room_pt / size_pt
        })
        .map(|(size_pt, wants)| divide(wants, size_pt, room_pt / size_pt, padding))
        .ok_or(PrintError::TableTooWide {
            columns: table.columns.len(),
        })
}

/// What a column would like, in em.
#[derive(Debug, Clone, Copy)]
struct Want {
    natural: f64,
    least: f64,
    /// How strongly the cells ask for width: a column gets the fifth root of it, as far as there is
    /// room. Heights of rows are then least, long cells counting far more than short ones: of all
    /// ways to divide the room it makes the sum of (length of a cell's line ÷ width)⁴ least.
    pull: f64,
    /// Width of the longest run of digits, which is never cut: a number in two pieces could be
    /// misread, and an identity number would escape the scan of the finished paper.
    digits: f64,
    /// Width of the title if it is short and should stay whole, else 0.
    title: f64,
}

impl Want {
    fn with_whole_title(&self) -> Self {
        Self {
            least: self.least.max(self.title),
            ..*self
        }
    }

    fn with_room_to_read(self, most: f64) -> Self {
        let comfortable = match self.pull < most {
            true => 0.0,
            false => self.natural.min(COMFORTABLE_EM),
        };
        Self {
            least: self.least.max(comfortable),
            ..self
        }
    }

    fn with_words_cut(&self) -> Self {
        Self {
            least: self.least.min(2.0).max(self.digits),
            ..*self
        }
    }
}

/// Text is not wrapped to less than so many characters, or it would run downwards.
const NARROWEST_EM: f64 = 4.0;

/// The column with most to read is no narrower than this if there is another way.
const COMFORTABLE_EM: f64 = 12.0;

/// Width in which a title takes two lines, or a few more if it is very long.
fn two_lines(natural: f64) -> f64 {
    (natural / 2.0).ceil().clamp(2.0, 4.0).min(natural)
}

fn wants(
    table: &Table,
    setter: Setter<'_>,
    head: Style,
    body: Style,
) -> Result<Vec<Want>, PrintError> {
    let mut wants = Vec::with_capacity(table.columns.len());
    for (index, column) in table.columns.iter().enumerate() {
        let title_place = Place::ColumnTitle(column.title.clone());
        let title = piece_widths(setter, &column.title, head, &title_place, false)?;
        let short = column.title.chars().count() <= 5;
        let mut want = Want {
            natural: title.natural.max(1.0),
            least: title.least.max(two_lines(title.natural)),
            pull: 0.0,
            digits: 0.0,
            title: if short { title.natural } else { 0.0 },
        };
        if column.summed {
            for sum in table.widest_sums(index) {
                let wide = setter.width(&sum.to_string(), body, &title_place)?;
                want.natural = want.natural.max(wide);
                want.least = want.least.max(wide);
            }
        }
        let mut seen: HashMap<String, f64> = HashMap::new();
        for (row, cells) in table.rows.iter().enumerate() {
            let Some(cell) = cells.cells.get(index) else {
                continue;
            };
            let text = cell.printed();
            if let Some(pull) = seen.get(text.as_ref()) {
                want.pull += pull;
                continue;
            }
            let place = Place::Cell {
                row: row + 1,
                column: column.title.clone(),
            };
            let style = if column.strong { head } else { body };
            let cell = piece_widths(setter, &text, style, &place, column.whole)?;
            want.natural = want.natural.max(cell.natural);
            let narrowest = cell.natural.min(NARROWEST_EM);
            want.least = want.least.max(cell.least).max(narrowest);
            want.pull += cell.pull;
            want.digits = want.digits.max(cell.digits);
            seen.insert(text.into_owned(), cell.pull);
        }
        wants.push(want);
    }
    Ok(wants)
}

/// Width of the longest line and of the longest piece that may not be cut.
fn piece_widths(
    setter: Setter<'_>,
    text: &str,
    style: Style,
    place: &Place,
    whole: bool,
) -> Result<Want, PrintError> {
    let mut want = Want {
        natural: 0.0,
        least: 0.0,
        pull: 0.0,
        digits: 0.0,
        title: 0.0,
    };
    for line in text.split('\n') {
        let glyphs = setter.glyphs(line, style, place)?;
        let natural = width(&glyphs);
        // Lines of a cell stand below one another whatever the width: each pulls for itself.
        want.pull += f64::powi(natural, 4);
        want.natural = want.natural.max(natural);
        for run in glyphs.split(|glyph| !glyph.character.is_ascii_digit()) {
            want.digits = want.digits.max(width(run));
        }
        if whole || natural <= want.least {
            want.least = want.least.max(natural);
            continue;
        }
        let characters: Vec<char> = glyphs.iter().map(|glyph| glyph.character).collect();
        let starts = opportunities(&characters, &[]);
        let mut piece = 0.0;
        for (glyph, start) in glyphs.iter().zip(starts) {
            if start {
                piece = 0.0;
            }
            piece += glyph.advance;
            want.least = want.least.max(piece);
        }
    }
    Ok(want)
}

/// Divides the room so that rows are low; no column gets less than its least; what is over goes to
/// all alike.
fn divide(wants: &[Want], size_pt: f64, room_em: f64, padding: f64) -> Columns {
    let room = room_em - padding * wants.len() as f64;
    let natural: f64 = wants.iter().map(|want| want.natural).sum();
    let widths: Vec<f64> = if natural <= room {
        let spread = room / natural.max(f64::MIN_POSITIVE);
        wants.iter().map(|want| want.natural * spread).collect()
    } else {
        wrap(wants, room)
    };
    Columns {
        size_pt,
        widths_pt: widths
            .iter()
            .map(|width| (width + padding) * size_pt)
            .collect(),
    }
}

/// Finds by halving how much each column gets of what its cells ask for, so that all fill the room.
fn wrap(wants: &[Want], room: f64) -> Vec<f64> {
    let widths = |share: f64| -> Vec<f64> {
        wants
            .iter()
            .map(|want| {
                (want.pull.powf(0.2) * share)
                    .min(want.natural)
                    .max(want.least)
            })
            .collect()
    };
    let (mut less, mut more) = (0.0, 1000.0);
    for _ in 0..60 {
        let middle = (less + more) / 2.0;
        if widths(middle).iter().sum::<f64>() > room {
            more = middle;
        } else {
            less = middle;
        }
    }
    let mut found = widths(less);
    let over = room - found.iter().sum::<f64>();
    let share = over / found.len().max(1) as f64;
    for width in &mut found {
        *width += share;
    }
    found
}
