//! Reads the scan codes of a sheet, and how the sheet stands by them; it refuses to know what they
//! mean.

use image::imageops::FilterType;
use image::{GrayImage, RgbImage};
use rqrr::{Point, PreparedImage};

use super::near::closed;
use super::plane::Spot;

/// A code that was read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Code {
    /// What it says.
    pub(super) text: String,
    /// How many quarter turns to the right it stands off upright.
    pub(super) quarters: u8,
    /// Its middle, as shares of the picture's width and height.
    pub(super) middle: Spot,
}

/// No code of a sheet is longer.
const LONGEST: usize = 200;
/// No sheet bears more.
const MOST: usize = 8;
/// Sides at which a code is looked for: what is small enough is quick, what is large is sharp.
const SIDES: [u32; 3] = [1400, 2200, u32::MAX];
/// Sides at which a code is looked for under a shadow. The small ones come first: drawn small, what the
/// shadow's edge frays is averaged away; a sheet that fills little of its photo wants a large one.
const SHADOWED: [u32; 4] = [1200, 1400, 1800, 3000];
/// A shadow is evened out over so many parts of the longer side: half a code's dots, more than any black
/// patch of it, less than the code.
const SHADOW: u32 = 233;
/// How much of the paper's light ink has at the most, in hundredths: toner in a photo has a third.
const INK: u32 = 60;
/// Nothing is drawn larger than this.
const LARGEST: u32 = 4800;

/// The codes of a picture, each text once.
pub(super) fn read(picture: &RgbImage) -> Vec<Code> {
    let grey = image::imageops::grayscale(picture);
    let longest = grey.width().max(grey.height());
    for side in SIDES {
        let found = match side < longest {
            true => read_grey(&smaller(&grey, side)),
            false => read_grey(&grey),
        };
        if !found.is_empty() {
            return found;
        }
        if side >= longest {
            break;
        }
    }
    for side in SHADOWED {
        let found = match side < longest {
            true => read_grey(&unshadowed(&smaller(&grey, side))),
            false => read_grey(&unshadowed(&grey)),
        };
        if !found.is_empty() {
            return found;
        }
    }
    // Dots of two or three points are told apart when they are drawn larger.
    match longest <= LARGEST / 2 {
        true => {
            let (width, height) = (grey.width() * 2, grey.height() * 2);
            let large = image::imageops::resize(&grey, width, height, FilterType::CatmullRom);
            read_grey(&large)
        }
        false => Vec::new(),
    }
}

fn smaller(grey: &GrayImage, longest: u32) -> GrayImage {
    let (width, height) = super::shrunk(grey.dimensions(), longest);
    image::imageops::thumbnail(grey, width, height)
}

/// The same without light and shadow: black is what has less than [`INK`] of the light of the paper about
/// it. The edge of a hard shadow, which a reader takes for ink, is gone.
fn unshadowed(grey: &GrayImage) -> GrayImage {
    let (width, height) = grey.dimensions();
    let mut paper = grey.clone();
    let reach = (width.max(height) / SHADOW).max(2) as usize;
    closed(&mut paper, (width as usize, height as usize), reach);
    let mut even = grey.clone();
    for (dot, paper) in even.iter_mut().zip(paper.iter()) {
        let ink = u32::from(*dot) * 100 < u32::from(*paper) * INK;
        *dot = if ink { 0 } else { 255 };
    }
    even
}

fn read_grey(grey: &GrayImage) -> Vec<Code> {
    let (width, height) = (grey.width() as usize, grey.height() as usize);
    let dots = grey.as_raw();
    let mut prepared =
        PreparedImage::prepare_from_greyscale(width, height, |x, y| dots[y * width + x]);
    let mut codes: Vec<Code> = Vec::new();
    for grid in prepared.detect_grids().into_iter().take(4 * MOST) {
        let Ok((_, text)) = grid.decode() else {
            continue;
        };
        let known = codes.iter().any(|code| code.text == text);
        if !known && text.len() <= LONGEST && codes.len() < MOST {
            codes.push(Code {
                text,
                quarters: quarters(&grid.bounds),
                middle: middle(&grid.bounds, (width, height)),
            });
        }
    }
    codes
}

fn middle(bounds: &[Point; 4], (width, height): (usize, usize)) -> Spot {
    let sum = |part: fn(&Point) -> i32| bounds.iter().map(part).map(f64::from).sum::<f64>();
    let (x, y) = (sum(|point| point.x) / 4.0, sum(|point| point.y) / 4.0);
    (x / width as f64, y / height as f64)
}

/// Its corners go round from its own top left.
fn quarters(bounds: &[Point; 4]) -> u8 {
    let (x, y) = (bounds[1].x - bounds[0].x, bounds[1].y - bounds[0].y);
    match (x.abs() >= y.abs(), x >= 0, y >= 0) {
        (true, true, _) => 0,
        (true, false, _) => 2,
        (false, _, true) => 1,
        (false, _, false) => 3,
    }
}
