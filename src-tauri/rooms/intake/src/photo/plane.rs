//! A sheet lies in a picture as a four-sided figure; here it is drawn as a rectangle again.

use image::{Rgb, RgbImage};

/// A place in a picture: points to the right and down.
pub(super) type Spot = (f64, f64);

/// The corners of a sheet in its picture, from the top left onwards as the clock goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Quad(pub(super) [Spot; 4]);

impl Quad {
    /// The whole of a picture.
    pub(super) fn whole((width, height): (u32, u32)) -> Self {
        let (right, down) = (f64::from(width), f64::from(height));
        Self([(0.0, 0.0), (right, 0.0), (right, down), (0.0, down)])
    }

    /// Whether a place lies in it.
    pub(super) fn holds(&self, (x, y): Spot) -> bool {
        (0..4).all(|at| {
            let (from, to) = (self.0[at], self.0[(at + 1) % 4]);
            (to.0 - from.0) * (y - from.1) - (to.1 - from.1) * (x - from.0) >= 0.0
        })
    }

    /// How large it is drawn: as large as it is in the picture, `longest` at the most. A sheet that
    /// is nearly in the proportion of ISO 216 (GB/T 148) is in it.
    pub(super) fn size(&self, is_sheet: bool, longest: u32) -> (u32, u32) {
        let [a, b, c, d] = self.0;
        let mut width = f64::midpoint(length(a, b), length(d, c)).max(1.0);
        let mut height = f64::midpoint(length(a, d), length(b, c)).max(1.0);
        let proportion = width.max(height) / width.min(height);
        if is_sheet && (1.22..1.64).contains(&proportion) {
            let long = (width * height * std::f64::consts::SQRT_2).sqrt();
            let short = long / std::f64::consts::SQRT_2;
            (width, height) = match width > height {
                true => (long, short),
                false => (short, long),
            };
        }
        let scale = (f64::from(longest) / width.max(height)).min(1.0);
        let side = |side: f64| ((side * scale).round() as u32).max(1);
        (side(width), side(height))
    }
}

pub(super) fn length(from: Spot, to: Spot) -> f64 {
    (to.0 - from.0).hypot(to.1 - from.1)
}

/// From the unit square to a figure of four sides (Heckbert 1989, 2.2.2).
struct Projection {
    across: [f64; 3],
    down: [f64; 3],
    depth: [f64; 2],
}

impl Projection {
    fn onto(quad: &Quad) -> Self {
        let [a, b, c, d] = quad.0;
        let sum = (a.0 - b.0 + c.0 - d.0, a.1 - b.1 + c.1 - d.1);
        let (one, two) = ((b.0 - c.0, b.1 - c.1), (d.0 - c.0, d.1 - c.1));
        let whole = one.0 * two.1 - two.0 * one.1;
        let flat = whole.abs() < 1e-9;
        let g = match flat {
            true => 0.0,
            false => (sum.0 * two.1 - two.0 * sum.1) / whole,
        };
        let h = match flat {
            true => 0.0,
            false => (one.0 * sum.1 - sum.0 * one.1) / whole,
        };
        Self {
            across: [b.0 - a.0 + g * b.0, d.0 - a.0 + h * d.0, a.0],
            down: [b.1 - a.1 + g * b.1, d.1 - a.1 + h * d.1, a.1],
            depth: [g, h],
        }
    }

    fn at(&self, (u, v): Spot) -> Spot {
        let depth = self.depth[0] * u + self.depth[1] * v + 1.0;
        let of = |row: &[f64; 3]| (row[0] * u + row[1] * v + row[2]) / depth;
        (of(&self.across), of(&self.down))
    }
}

/// Draws what lies in `quad` as a rectangle of `size`, turned by `skew` degrees about its middle.
/// What is outside the picture is paper.
pub(super) fn draw(
    picture: &RgbImage,
    quad: &Quad,
    (width, height): (u32, u32),
    skew: f64,
) -> RgbImage {
    let projection = Projection::onto(quad);
    let (sin, cos) = skew.to_radians().sin_cos();
    let (middle_x, middle_y) = (f64::from(width) / 2.0, f64::from(height) / 2.0);
    let around = around(quad, (width, height));
    let mut drawn = RgbImage::new(width, height);
    for (y, row) in drawn.rows_mut().enumerate() {
        let down = y as f64 + 0.5 - middle_y;
        for (x, dot) in row.enumerate() {
            let right = x as f64 + 0.5 - middle_x;
            let u = (cos * right - sin * down + middle_x) / f64::from(width);
            let v = (sin * right + cos * down + middle_y) / f64::from(height);
            *dot = looked_at(picture, projection.at((u, v)), around);
        }
    }
    drawn
}

/// How many points of the picture go into one drawn point, sideways: more than one where it is
/// drawn much smaller.
fn around(quad: &Quad, (width, height): (u32, u32)) -> u32 {
    let [a, b, _, d] = quad.0;
    let across = length(a, b) / f64::from(width.max(1));
    let down = length(a, d) / f64::from(height.max(1));
    (across.max(down).round() as u32).clamp(1, 8)
}

/// The colour at a place between points; the mean about it where much goes into one.
fn looked_at(picture: &RgbImage, (x, y): Spot, around: u32) -> Rgb<u8> {
    if around <= 1 {
        return between(picture, x - 0.5, y - 0.5);
    }
    let first = -f64::from(around - 1) / 2.0;
    let mut sum = [0_u32; 3];
    for down in 0..around {
        for right in 0..around {
            let (x, y) = (x + first + f64::from(right), y + first + f64::from(down));
            let dot = nearest(picture, x, y);
            for (sum, part) in sum.iter_mut().zip(dot.0) {
                *sum += u32::from(part);
            }
        }
    }
    Rgb(sum.map(|sum| (sum / (around * around)) as u8))
}

fn nearest(picture: &RgbImage, x: f64, y: f64) -> Rgb<u8> {
    let (width, height) = picture.dimensions();
    if x < 0.0 || y < 0.0 || x >= f64::from(width) || y >= f64::from(height) {
        return PAPER;
    }
    *picture.get_pixel(x as u32, y as u32)
}

const PAPER: Rgb<u8> = Rgb([255; 3]);

fn between(picture: &RgbImage, x: f64, y: f64) -> Rgb<u8> {
    let (width, height) = picture.dimensions();
    let (last_x, last_y) = (f64::from(width) - 1.0, f64::from(height) - 1.0);
    if x < -0.5 || y < -0.5 || x > last_x + 0.5 || y > last_y + 0.5 {
        return PAPER;
    }
    let (x, y) = (x.clamp(0.0, last_x), y.clamp(0.0, last_y));
    let (left, top) = (x as u32, y as u32);
    let (right, bottom) = ((left + 1).min(width - 1), (top + 1).min(height - 1));
    // In 256ths: whole numbers are quicker by half.
    let over = ((x - f64::from(left)) * 256.0) as u32;
    let under = ((y - f64::from(top)) * 256.0) as u32;
    let corners = [(left, top), (right, top), (left, bottom), (right, bottom)]
        .map(|(x, y)| picture.get_pixel(x, y).0);
    let mut mixed = [0; 3];
    for (at, mixed) in mixed.iter_mut().enumerate() {
        let [a, b, c, d] = corners.map(|dot| u32::from(dot[at]));
        let top = a * (256 - over) + b * over;
        let bottom = c * (256 - over) + d * over;
        *mixed = ((top * (256 - under) + bottom * under) >> 16) as u8;
    }
    Rgb(mixed)
}
