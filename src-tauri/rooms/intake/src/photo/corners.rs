//! Finds the four corners of a sheet that lies on a table. Several ways of telling paper from table
//! propose a figure each; the one whose sides are edges of paper wins. It refuses to guess: where no
//! figure has such sides, the whole picture is the sheet.

use image::RgbImage;

use super::near::closed;
use super::plane::{Quad, Spot, length};

mod outline;

use outline::quad_of;

/// Longer side of the picture in which corners are looked for, in points.
const SIDE: u32 = 480;
/// Writing and rules are thinner than twice this and are closed up, in points of that picture.
const STROKE: usize = 5;
/// A sheet covers at least so much of its picture.
const LEAST_AREA: f64 = 0.18;
/// So much of a sheet's sides is seen as edges of paper.
const LEAST_EDGES: f64 = 0.7;
/// How many places along a side are looked at.
const PLACES: u32 = 40;
/// How far inside and outside of a side, in points.
const BESIDE: f64 = 5.0;

/// The corners of the sheet in a picture, if it lies within one.
pub(super) fn find(picture: &RgbImage) -> Option<Quad> {
    let (width, height) = super::shrunk(picture.dimensions(), SIDE);
    if width.min(height) < 60 {
        return None;
    }
    let small = image::imageops::thumbnail(picture, width, height);
    let light = Plane::of(&small, |[r, g, b]| {
        ((u32::from(r) * 3 + u32::from(g) * 6 + u32::from(b)) / 10) as u8
    });
    // Paper is white in all three colours, wood and cloth are not.
    let white = Plane::of(&small, |[r, g, b]| r.min(g).min(b));
    let mut best: Option<(f64, Quad)> = None;
    for plane in [&light, &white] {
        for mask in plane.masks() {
            let Some(quad) = quad_of(&mask, plane.width, plane.height) else {
                continue;
            };
            let edges = light.edges(&quad).max(white.edges(&quad));
            let rank = plane.rank(&quad, edges);
            if edges > LEAST_EDGES && best.is_none_or(|(best, _)| rank > best) {
                best = Some((rank, quad));
            }
        }
    }
    let scale = f64::from(picture.width()) / f64::from(width);
    best.map(|(_, quad)| Quad(quad.0.map(|(x, y)| (x * scale, y * scale))))
}

/// One value for every point, writing closed up.
struct Plane {
    width: usize,
    height: usize,
    dots: Vec<u8>,
}

impl Plane {
    fn of(picture: &RgbImage, value: impl Fn([u8; 3]) -> u8) -> Self {
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        let dots = picture.pixels().map(|dot| value(dot.0)).collect();
        let mut plane = Self {
            width,
            height,
            dots,
        };
        closed(&mut plane.dots, (width, height), STROKE);
        plane.soften();
        plane
    }

    fn at(&self, x: usize, y: usize) -> u8 {
        self.dots[y * self.width + x]
    }

    /// The grain of a camera is no edge.
    fn soften(&mut self) {
        let before = self.dots.clone();
        for y in 1..self.height.saturating_sub(1) {
            for x in 1..self.width - 1 {
                let mut sum = 0_u32;
                for row in y - 1..=y + 1 {
                    let start = row * self.width + x;
                    sum += before[start - 1..=start + 1]
                        .iter()
                        .map(|dot| u32::from(*dot))
                        .sum::<u32>();
                }
                self.dots[y * self.width + x] = (sum / 9) as u8;
            }
        }
    }

    /// What could be the sheet: what is brighter than some bound, and what lies between edges.
    fn masks(&self) -> Vec<Vec<bool>> {
        let middle = self.otsu(0);
        let bounds = [middle, self.otsu(middle)];
        let bright = bounds.map(|bound| self.dots.iter().map(|dot| *dot > bound).collect());
        let calm = [4, 7, 12, 20].map(|most| self.calm(most));
        bright.into_iter().chain(calm).collect()
    }

    /// The bound that parts dark from bright best, of points brighter than `above` (Otsu 1979).
    fn otsu(&self, above: u8) -> u8 {
        let mut counts = [0_u64; 256];
        for dot in self.dots.iter().filter(|dot| **dot >= above) {
            counts[usize::from(*dot)] += 1;
        }
        let all: u64 = counts.iter().sum();
        let sum: u64 = counts.iter().zip(0..).map(|(n, at): (_, u64)| n * at).sum();
        let (mut below, mut below_sum, mut best, mut bound) = (0_u64, 0_u64, -1.0, 128_u8);
        for (value, count) in counts.iter().enumerate() {
            below += count;
            below_sum += count * value as u64;
            if below == 0 || below == all {
                continue;
            }
            let dark = below_sum as f64 / below as f64;
            let bright = (sum - below_sum) as f64 / (all - below) as f64;
            let between = below as f64 * (all - below) as f64 * (bright - dark).powi(2);
            if between > best {
                (best, bound) = (between, value as u8);
            }
        }
        bound
    }

    /// Points whose neighbours are hardly brighter or darker: light and shadow change slowly, an
    /// edge does not.
    fn calm(&self, most: i32) -> Vec<bool> {
        let mut calm = vec![false; self.dots.len()];
        for y in 2..self.height.saturating_sub(2) {
            for x in 2..self.width.saturating_sub(2) {
                let step = |a: u8, b: u8| i32::from(a).abs_diff(i32::from(b)).cast_signed();
                let across = step(self.at(x + 2, y), self.at(x - 2, y));
                let down = step(self.at(x, y + 2), self.at(x, y - 2));
                calm[y * self.width + x] = across.max(down) < most * 2;
            }
        }
        calm
    }

    /// Of two figures with good edges the one in the proportion of a sheet wins, then the larger: the
    /// edge of a shadow across a sheet is an edge too.
    fn rank(&self, quad: &Quad, edges: f64) -> f64 {
        let (width, height) = quad.size(false, u32::MAX);
        let proportion = f64::from(width.max(height)) / f64::from(width.min(height));
        let likely = if (1.22..1.64).contains(&proportion) {
            1.0
        } else {
            0.85
        };
        edges * likely + 0.25 * area(quad) / (self.width * self.height) as f64
    }

    /// How much of a figure's sides are edges of paper: bright within, darker without. What lies
    /// along the rim of the picture says nothing; a figure that is mostly rim is none.
    fn edges(&self, quad: &Quad) -> f64 {
        let frame = (self.width * self.height) as f64;
        if area(quad) < frame * LEAST_AREA || !is_sound(quad) {
            return 0.0;
        }
        let (mut edges, mut silent) = (0, 0);
        for side in 0..4 {
            let (from, to) = (quad.0[side], quad.0[(side + 1) % 4]);
            let long = length(from, to).max(1.0);
            let along = ((to.0 - from.0) / long, (to.1 - from.1) / long);
            for place in 0..PLACES {
                let way = long * (0.04 + 0.92 * f64::from(place) / f64::from(PLACES - 1));
                let (x, y) = (from.0 + along.0 * way, from.1 + along.1 * way);
                // Clockwise, with down counted up: outside is to the left.
                let within = self.near((x - along.1 * BESIDE, y + along.0 * BESIDE));
                let without = self.near((x + along.1 * BESIDE, y - along.0 * BESIDE));
                match (within, without) {
                    (Some(within), Some(without)) => {
                        edges += u32::from(within - without > (within * 0.07).max(12.0));
                    }
                    (None, _) | (_, None) => silent += 1,
                }
            }
        }
        let told = 4 * PLACES - silent;
        match told * 2 >= 4 * PLACES {
            true => f64::from(edges) / f64::from(told),
            false => 0.0,
        }
    }

    fn near(&self, (x, y): Spot) -> Option<f64> {
        let inside = x >= 1.0 && y >= 1.0;
        let inside = inside && x < self.width as f64 - 1.0 && y < self.height as f64 - 1.0;
        inside.then(|| f64::from(self.at(x as usize, y as usize)))
    }
}

fn area(quad: &Quad) -> f64 {
    let [a, b, c, d] = quad.0;
    let across = (c.0 - a.0) * (d.1 - b.1) - (d.0 - b.0) * (c.1 - a.1);
    across.abs() / 2.0
}

/// Every corner is one that a sheet of paper can have in a photo.
fn is_sound(quad: &Quad) -> bool {
    (0..4).all(|at| {
        let (before, here, after) = (quad.0[(at + 3) % 4], quad.0[at], quad.0[(at + 1) % 4]);
        let (one, two) = (
            (before.0 - here.0, before.1 - here.1),
            (after.0 - here.0, after.1 - here.1),
        );
        let lengths = one.0.hypot(one.1) * two.0.hypot(two.1);
        let angle = ((one.0 * two.0 + one.1 * two.1) / lengths.max(1e-9)).acos();
        (50.0..130.0).contains(&angle.to_degrees())
    })
}
