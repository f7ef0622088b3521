//! How far the lines of a sheet stand askew: the angle at which ink gathers most in rows and in
//! columns, as rules and lines of characters do.

use image::GrayImage;

/// Points of ink that are looked at, at the most.
const MOST_INK: usize = 60_000;
/// How much darker ink is than the paper about it.
const INK: i32 = 40;
/// Side of the squares in which the paper's own brightness is taken.
const SQUARE: u32 = 24;
/// Steps in degrees of the first look and of the second.
const COARSE: f64 = 0.5;
const FINE: f64 = 0.05;

/// The angle in degrees by which a sheet has to be turned to stand straight (what leans down to the
/// right counts above zero), looked for up to `widest` to either side; 0 where nothing stands out.
pub fn skew_of(grey: &GrayImage, widest: f64) -> f64 {
    let ink = ink_of(grey);
    if ink.len() < 200 {
        return 0.0;
    }
    let reach = f64::from(grey.width()).hypot(f64::from(grey.height()));
    // A row as broad as a step moves the rim of the sheet: no angle between two steps is missed,
    // and the grid of dots, which gathers at 0° whatever is written, is not seen.
    let broad = (reach / 2.0 * COARSE.to_radians().sin()).max(1.0);
    let (coarse, best, mean) = sharpest(-widest, widest, COARSE, &|degrees| {
        gathered(&ink, degrees, reach, broad)
    });
    // A picture without lines gathers nowhere.
    if best < mean * 1.1 {
        return 0.0;
    }
    let (fine, _, _) = sharpest(coarse - COARSE, coarse + COARSE, FINE, &|degrees| {
        gathered(&ink, degrees, reach, 2.0)
    });
    fine
}

/// The angle with the highest score, the score, and the mean of all scores.
fn sharpest(from: f64, to: f64, step: f64, score: &dyn Fn(f64) -> f64) -> (f64, f64, f64) {
    let steps = ((to - from) / step).round() as u32;
    let (mut angle, mut best, mut sum) = (0.0, f64::MIN, 0.0);
    for at in 0..=steps {
        let degrees = from + f64::from(at) * step;
        let found = score(degrees);
        sum += found;
        if found > best {
            (angle, best) = (degrees, found);
        }
    }
    (angle, best, sum / f64::from(steps + 1))
}

/// How unevenly ink lies in the rows and in the columns, `broad` dots each, of a sheet that is
/// turned so.
fn gathered(ink: &[(f32, f32)], degrees: f64, reach: f64, broad: f64) -> f64 {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (sin, cos) = ((sin / broad) as f32, (cos / broad) as f32);
    let middle = (reach / broad) as f32;
    let mut rows = vec![0_i32; 2 * middle as usize + 2];
    let mut columns = rows.clone();
    for (x, y) in ink {
        rows[(y * cos - x * sin + middle) as usize] += 1;
        columns[(x * cos + y * sin + middle) as usize] += 1;
    }
    uneven(&rows) + uneven(&columns)
}

fn uneven(counts: &[i32]) -> f64 {
    let squares = counts.windows(2).map(|pair| {
        let step = f64::from(pair[1] - pair[0]);
        step * step
    });
    squares.sum()
}

/// Points that are darker than the paper about them, from the middle of the sheet.
fn ink_of(grey: &GrayImage) -> Vec<(f32, f32)> {
    let (width, height) = grey.dimensions();
    let paper = paper_of(grey);
    let across = width.div_ceil(SQUARE);
    let (rim_x, rim_y) = (width / 40, height / 40);
    let mut ink = Vec::new();
    for y in rim_y..height - rim_y {
        for x in rim_x..width - rim_x {
            let here = paper[((y / SQUARE) * across + x / SQUARE) as usize];
            if i32::from(here) - i32::from(grey.get_pixel(x, y).0[0]) > INK {
                let (x, y) = (
                    x as f32 - width as f32 / 2.0,
                    y as f32 - height as f32 / 2.0,
                );
                ink.push((x, y));
            }
        }
    }
    thinned(ink)
}

/// At most about [`MOST_INK`] of the points, scattered: every third one would lay a pattern of its
/// own over the sheet.
fn thinned(mut ink: Vec<(f32, f32)>) -> Vec<(f32, f32)> {
    let kept = (MOST_INK as f64 / ink.len().max(1) as f64).min(1.0);
    let limit = (kept * f64::from(u32::MAX)) as u32;
    let mut at = 0_u32;
    ink.retain(|_| {
        at = at.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        at <= limit
    });
    ink
}

/// The brightness of the paper in every square: what its brightest tenth has.
fn paper_of(grey: &GrayImage) -> Vec<u8> {
    let (width, height) = grey.dimensions();
    let mut paper = Vec::new();
    for top in (0..height).step_by(SQUARE as usize) {
        for left in (0..width).step_by(SQUARE as usize) {
            let mut dots: Vec<u8> = Vec::with_capacity((SQUARE * SQUARE) as usize);
            for y in top..(top + SQUARE).min(height) {
                for x in left..(left + SQUARE).min(width) {
                    dots.push(grey.get_pixel(x, y).0[0]);
                }
            }
            // The tenth part of a square is never its last point.
            let at = dots.len() * 9 / 10;
            let (_, bright, _) = dots.select_nth_unstable(at);
            paper.push(*bright);
        }
    }
    paper
}

#[cfg(test)]
mod tests {
    use image::Luma;
    use proptest::prelude::*;

    use super::*;

    fn mixed(number: u32) -> u32 {
        let spread = number.wrapping_add(1).wrapping_mul(2_654_435_761);
        (spread ^ (spread >> 15)).wrapping_mul(2_246_822_519) >> 7
    }

    /// A sheet of lines of strokes, as characters are, turned by `degrees`.
    fn written(degrees: f64, lines: u32, seed: u32) -> GrayImage {
        let (width, height) = (700_u32, 990_u32);
        let (sin, cos) = degrees.to_radians().sin_cos();
        GrayImage::from_fn(width, height, |x, y| {
            let (x, y) = (f64::from(x) - 350.0, f64::from(y) - 495.0);
            let (right, down) = (x * cos + y * sin + 350.0, y * cos - x * sin + 495.0);
            let pitch = 800.0 / f64::from(lines);
            let line = ((down - 90.0) / pitch).floor();
            let within = (down - 90.0) - line * pitch;
            let inside = (0.0..f64::from(lines)).contains(&line) && (80.0..620.0).contains(&right);
            let cell = (right / 5.0).floor() as u32;
            // Mixed twice: strokes that moved on evenly from line to line would stand in columns of
            // another lean.
            let stroke = mixed(mixed(cell ^ seed) ^ line as u32) % 3;
            let paper = 190.0 + right * 0.06;
            let dark = inside && within < pitch * 0.45 && stroke != 0;
            Luma([if dark {
                60
            } else {
                paper.clamp(0.0, 255.0) as u8
            }])
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn a_skewed_sheet_comes_back_straight(
            degrees in -12.0_f64..12.0, lines in 12_u32..40, seed in 0_u32..1000,
        ) {
            let found = skew_of(&written(degrees, lines, seed), 15.0);
            prop_assert!((found - degrees).abs() < 0.3, "{degrees} taken for {found}");
        }
    }

    #[test]
    fn a_small_lean_is_not_lost_in_the_grid_of_dots() {
        for (tenths, lines) in (-20..=20).zip((12..40).cycle()) {
            let degrees = f64::from(tenths) / 10.0;
            let found = skew_of(&written(degrees, lines, lines * 7), 15.0);
            assert!((found - degrees).abs() < 0.3, "{degrees} taken for {found}");
        }
    }

    #[test]
    fn nothing_written_is_not_askew() {
        let empty = GrayImage::from_pixel(600, 800, Luma([220]));
        assert_eq!(skew_of(&empty, 15.0), 0.0);
        assert_eq!(skew_of(&GrayImage::new(1, 1), 15.0), 0.0);
    }
}
