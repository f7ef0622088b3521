//! Makes the paper of a sheet white again where lamp, shadow and camera left it grey; ink and seals
//! keep their colour.

use image::RgbImage;

/// Points of a square in which the paper's colour is taken: about five millimetres of an A4 sheet.
const SQUARE: u32 = 64;
/// Brightness that paper gets: a touch of shade stays, so that it does not look like a copy.
const WHITE: f32 = 250.0;
/// No place is made brighter than so many times: a dark picture stays dark.
const MOST: f32 = 2.8;

type Colour = [f32; 3];

/// Whitens the paper of a sheet.
pub(super) fn whiten(sheet: &mut RgbImage) {
    let (width, height) = sheet.dimensions();
    let paper = Paper::of(sheet);
    let mut gains: Vec<Colour> = vec![[1.0; 3]; width as usize];
    for y in 0..height {
        // Light changes slowly: a row in four is worked out.
        if y % 4 == 0 {
            paper.gains(y, &mut gains);
        }
        let start = (y * width) as usize * 3;
        let row = &mut sheet.as_mut()[start..start + width as usize * 3];
        for (dot, gain) in row.chunks_exact_mut(3).zip(&gains) {
            for (part, gain) in dot.iter_mut().zip(gain) {
                *part = (f32::from(*part) * gain).min(255.0) as u8;
            }
        }
    }
}

/// The colour of the paper, square by square.
struct Paper {
    across: usize,
    down: usize,
    colours: Vec<Colour>,
}

impl Paper {
    fn of(sheet: &RgbImage) -> Self {
        let (width, height) = sheet.dimensions();
        let across = width.div_ceil(SQUARE).max(1) as usize;
        let down = height.div_ceil(SQUARE).max(1) as usize;
        let mut colours = Vec::with_capacity(across * down);
        for row in 0..down as u32 {
            for column in 0..across as u32 {
                colours.push(brightest(sheet, column * SQUARE, row * SQUARE));
            }
        }
        let mut paper = Self {
            across,
            down,
            colours,
        };
        paper.bridge();
        paper.smooth();
        paper.smooth();
        paper
    }

    /// A square that is covered by a seal or a picture takes its paper from those about it.
    fn bridge(&mut self) {
        let before = self.colours.clone();
        for row in 0..self.down {
            for column in 0..self.across {
                let mut near: Vec<Colour> = self.near(&before, row, column, 2);
                let at = near.len() * 3 / 4;
                near.sort_by(|a, b| light(a).total_cmp(&light(b)));
                let usual = near[at.min(near.len() - 1)];
                let here = &mut self.colours[row * self.across + column];
                if light(here) < light(&usual) * 0.85 {
                    *here = usual;
                }
            }
        }
    }

    fn smooth(&mut self) {
        let before = self.colours.clone();
        for row in 0..self.down {
            for column in 0..self.across {
                let near = self.near(&before, row, column, 1);
                let mut sum = [0.0; 3];
                for colour in &near {
                    for (sum, part) in sum.iter_mut().zip(colour) {
                        *sum += part;
                    }
                }
                self.colours[row * self.across + column] = sum.map(|sum| sum / near.len() as f32);
            }
        }
    }

    fn near(&self, colours: &[Colour], row: usize, column: usize, reach: usize) -> Vec<Colour> {
        let rows = row.saturating_sub(reach)..(row + reach + 1).min(self.down);
        let columns = column.saturating_sub(reach)..(column + reach + 1).min(self.across);
        rows.flat_map(|row| columns.clone().map(move |column| (row, column)))
            .map(|(row, column)| colours[row * self.across + column])
            .collect()
    }

    /// What every point of a row is to be multiplied by.
    fn gains(&self, y: u32, gains: &mut [Colour]) {
        let (above, under) = between(y, self.down);
        for (x, gain) in gains.iter_mut().enumerate() {
            let (left, over) = between(x as u32, self.across);
            let right = (left + 1).min(self.across - 1);
            let below = (above + 1).min(self.down - 1);
            let at = |row: usize, column: usize| self.colours[row * self.across + column];
            let (a, b, c, d) = (
                at(above, left),
                at(above, right),
                at(below, left),
                at(below, right),
            );
            for (part, gain) in gain.iter_mut().enumerate() {
                let top = a[part] + (b[part] - a[part]) * over;
                let bottom = c[part] + (d[part] - c[part]) * over;
                let paper = (top + (bottom - top) * under).max(1.0);
                *gain = (WHITE / paper).clamp(1.0, MOST);
            }
        }
    }
}

/// The square before a point, counted from the squares' middles, and how far it lies beyond it.
fn between(point: u32, squares: usize) -> (usize, f32) {
    let place = (point as f32 + 0.5) / SQUARE as f32 - 0.5;
    let place = place.clamp(0.0, squares.saturating_sub(1) as f32);
    (place as usize, place.fract())
}

fn light(colour: &Colour) -> f32 {
    colour.iter().sum()
}

/// The colour that the brighter fifth of a square has: paper between strokes.
fn brightest(sheet: &RgbImage, left: u32, top: u32) -> Colour {
    let (right, bottom) = (
        (left + SQUARE).min(sheet.width()),
        (top + SQUARE).min(sheet.height()),
    );
    let mut dots: Vec<[u8; 3]> = Vec::with_capacity(300);
    for y in (top..bottom).step_by(4) {
        for x in (left..right).step_by(4) {
            dots.push(sheet.get_pixel(x, y).0);
        }
    }
    let sum = |dot: &[u8; 3]| dot.iter().map(|part| u32::from(*part)).sum::<u32>();
    let at = (dots.len() * 4 / 5).min(dots.len().saturating_sub(1));
    if dots.is_empty() {
        return [WHITE; 3];
    }
    let (_, dot, _) = dots.select_nth_unstable_by_key(at, sum);
    dot.map(f32::from)
}
