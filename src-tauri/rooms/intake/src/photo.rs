//! Scans and photos of sheets: the sheet found in the picture, laid straight, its background made
//! white, its scan codes read. It writes nothing, and keeps no more of a picture than the sheet.

mod code;
mod corners;
mod near;
mod pages;
mod plane;
mod skew;
#[cfg(test)]
mod tests;
mod white;

use std::fmt;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{rotate90, rotate180, rotate270};
use image::{ExtendedColorType, GrayImage, ImageEncoder as _, RgbImage};
use serde::{Deserialize, Serialize};

use crate::error::Fault;
use crate::limits::Limits;

pub use skew::skew_of;

/// Points of the longer side of an A4 sheet at 300 dpi: DA/T 31-2017 (7.2) asks for 200 dpi and
/// recommends 300 where characters are small.
const LONGEST: u32 = 3508;
/// How good the JPEG of a sheet is: text without rims, an A4 sheet in about a megabyte.
const QUALITY: u8 = 82;
/// Millimetres of the longer side of an A4 sheet.
const A4_LONG_MM: f64 = 297.0;
/// Dots of ink, of a thousand, below which nobody has written on a page.
const BLANK: f64 = 0.4;

/// The pages of one file, in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Straightened {
    /// The pages.
    pub pages: Vec<StraightPage>,
}

/// One page, laid straight.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct StraightPage {
    /// The picture: a JPEG in colour without anything but its dots.
    pub jpeg: Vec<u8>,
    /// Its width in points.
    pub width: u32,
    /// Its height in points.
    pub height: u32,
    /// How wide the sheet is taken to be, in millimetres.
    pub width_mm: f64,
    /// How high the sheet is taken to be, in millimetres.
    pub height_mm: f64,
    /// What its scan codes say.
    pub codes: Vec<String>,
    /// How far it stood askew, in degrees, after the corners were set right.
    pub skew: f64,
    /// The four corners of the sheet were found within the picture.
    pub cornered: bool,
    /// Nothing stands on it.
    pub blank: bool,
}

/// It shows no dot of the picture.
impl fmt::Debug for StraightPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { width, height, .. } = self;
        write!(f, "StraightPage({width} × {height}")?;
        write!(f, ", {} codes, skew {:.2}°)", self.codes.len(), self.skew)
    }
}

/// Bounds for a file of pictures: a scanner's file of a hundred sheets on an old PC takes minutes.
pub const PHOTO_LIMITS: Limits = Limits {
    memory: 1 << 30,
    processor_seconds: 600,
    wall_ms: 900_000,
    file: 256 << 20,
    unpacked: 512 << 20,
    parts: 20_000,
    // A page is a sheet.
    sheets: 200,
    cells: 5_000_000,
    text: 256 << 20,
    marks: 1_100_000,
};

/// Straightens every page of a file.
///
/// # Errors
/// [`Fault::NotAPicture`], [`Fault::TooBig`], [`Fault::Damaged`], [`Fault::Encrypted`].
pub(crate) fn straighten(bytes: &[u8], limits: &Limits) -> Result<Straightened, Fault> {
    let mut straight = Vec::new();
    pages::each(bytes, limits, &mut |picture| {
        straight.push(page(&picture)?);
        Ok(())
    })?;
    if straight.is_empty() {
        return Err(damaged("no page"));
    }
    Ok(Straightened { pages: straight })
}

/// Lays the sheet in one picture straight.
fn page(picture: &RgbImage) -> Result<StraightPage, Fault> {
    let found = corners::find(picture);
    let mut laid = Laid::of(picture, found);
    let mut codes = code::read(&laid.picture);
    if codes.is_empty()
        && let Some(quad) = found
    {
        codes = code::read(picture);
        let (width, height) = (f64::from(picture.width()), f64::from(picture.height()));
        let inside =
            |code: &code::Code| quad.holds((code.middle.0 * width, code.middle.1 * height));
        if !codes.iter().all(inside) {
            // What was taken for the sheet was a part of it: its code tells.
            laid = Laid::of(picture, None);
        }
    }
    let Laid {
        picture,
        cornered,
        skew,
    } = laid;
    let blank = codes.is_empty() && ink(&picture) < BLANK;
    let picture = upright(picture, codes.first().map_or(0, |code| code.quarters));
    let (width, height) = picture.dimensions();
    let scale = A4_LONG_MM / f64::from(width.max(height));
    Ok(StraightPage {
        jpeg: encoded(&picture)?,
        width,
        height,
        width_mm: f64::from(width) * scale,
        height_mm: f64::from(height) * scale,
        codes: codes.into_iter().map(|code| code.text).collect(),
        skew,
        cornered,
        blank,
    })
}

/// A sheet taken out of its picture.
struct Laid {
    picture: RgbImage,
    cornered: bool,
    skew: f64,
}

impl Laid {
    fn of(picture: &RgbImage, corners: Option<plane::Quad>) -> Self {
        let cornered = corners.is_some();
        let quad = corners.unwrap_or_else(|| plane::Quad::whole(picture.dimensions()));
        let size = quad.size(cornered, LONGEST);
        // A small one is enough to see how it stands; the sheet itself is drawn only once.
        let small = plane::draw(picture, &quad, shrunk(size, 1200), 0.0);
        let widest = if cornered { 3.0 } else { 15.0 };
        let skew = skew_of(&image::imageops::grayscale(&small), widest);
        let mut picture = plane::draw(picture, &quad, size, skew);
        white::whiten(&mut picture);
        Self {
            picture,
            cornered,
            skew,
        }
    }
}

fn shrunk((width, height): (u32, u32), longest: u32) -> (u32, u32) {
    let scale = (f64::from(longest) / f64::from(width.max(height))).min(1.0);
    let side = |side: u32| ((f64::from(side) * scale).round() as u32).max(1);
    (side(width), side(height))
}

/// Turned so that its code stands upright.
fn upright(picture: RgbImage, quarters: u8) -> RgbImage {
    match quarters {
        1 => rotate270(&picture),
        2 => rotate180(&picture),
        3 => rotate90(&picture),
        _ => picture,
    }
}

/// Dots of ink of a thousand, the rim left aside: a scanner's lid throws shadows there.
fn ink(picture: &RgbImage) -> f64 {
    let grey: GrayImage = image::imageops::grayscale(picture);
    let (width, height) = grey.dimensions();
    let (rim_x, rim_y) = (width / 20, height / 20);
    let (mut dark, mut all) = (0_u64, 0_u64);
    for y in (rim_y..height - rim_y).step_by(2) {
        for x in (rim_x..width - rim_x).step_by(2) {
            all += 1;
            dark += u64::from(grey.get_pixel(x, y).0[0] < 150);
        }
    }
    dark as f64 * 1000.0 / all.max(1) as f64
}

fn encoded(picture: &RgbImage) -> Result<Vec<u8>, Fault> {
    let mut jpeg = Vec::new();
    let (width, height) = picture.dimensions();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY)
        .write_image(picture.as_raw(), width, height, ExtendedColorType::Rgb8)
        .map_err(|error| damaged(&error.to_string()))?;
    Ok(jpeg)
}

fn damaged(detail: &str) -> Fault {
    Fault::Damaged {
        detail: detail.to_owned(),
    }
}
