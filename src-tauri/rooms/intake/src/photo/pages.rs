//! The pictures of a file, one a page: JPEG, PNG, TIFF with all its pages, PDF with all of them. It
//! asks for a picture's size before it makes room for it.

use std::io::Cursor;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use image::error::ImageError;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Rgb, RgbImage};
use memchr::memmem;

use super::{LONGEST, damaged};
use crate::error::{Bound, Fault};
use crate::limits::Limits;

mod tiff;

/// Points of one picture: the largest telephones have two hundred million, an old PC has not the
/// memory for them.
const MOST_POINTS: u64 = 110_000_000;
/// No side of a picture is longer.
const LONGEST_SIDE: u32 = 30_000;

/// Hands every page of a file to `page`, in order.
pub(super) fn each(
    bytes: &[u8],
    limits: &Limits,
    page: &mut dyn FnMut(RgbImage) -> Result<(), Fault>,
) -> Result<(), Fault> {
    match Kind::of(bytes) {
        Some(Kind::Jpeg) if is_cut(bytes) => Err(Fault::Truncated {
            detail: "no end of image".to_owned(),
        }),
        Some(Kind::Jpeg) => page(decoded(bytes, ImageFormat::Jpeg)?),
        Some(Kind::Png) => page(decoded(bytes, ImageFormat::Png)?),
        Some(Kind::Tiff) => tiff::each(bytes, limits, &mut |one| {
            page(decoded(one, ImageFormat::Tiff)?)
        }),
        Some(Kind::Pdf) => drawn(bytes, limits, page),
        None => Err(Fault::NotAPicture),
    }
}

enum Kind {
    Jpeg,
    Png,
    Tiff,
    Pdf,
}

impl Kind {
    /// By its own first bytes, never by its name.
    fn of(bytes: &[u8]) -> Option<Self> {
        let starts = |mark: &[u8]| bytes.starts_with(mark);
        if starts(b"\xFF\xD8\xFF") {
            Some(Self::Jpeg)
        } else if starts(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if starts(b"II*\0") || starts(b"MM\0*") {
            Some(Self::Tiff)
        } else {
            let head = &bytes[..bytes.len().min(1024)];
            memmem::find(head, b"%PDF-").map(|_| Self::Pdf)
        }
    }
}

/// A JPEG without its end is a sheet of which the lower part is missing: a decoder fills it up.
fn is_cut(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some(&[0xFF, marker, high, low]) = bytes.get(at..at + 4) {
        let length = usize::from(u16::from_be_bytes([high, low]));
        at += 2 + length;
        if marker == 0xDA {
            return memmem::find(bytes.get(at..).unwrap_or_default(), b"\xFF\xD9").is_none();
        }
    }
    true
}

fn decoded(bytes: &[u8], format: ImageFormat) -> Result<RgbImage, Fault> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_POINTS * 6);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(fault)?;
    let (width, height) = decoder.dimensions();
    bounded(width, height)?;
    let orientation = decoder.orientation().map_err(fault)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(fault)?;
    picture.apply_orientation(orientation);
    match picture.color().has_alpha() {
        true => Ok(on_white(&picture)),
        false => Ok(picture.into_rgb8()),
    }
}

fn bounded(width: u32, height: u32) -> Result<(), Fault> {
    if width < 16 || height < 16 {
        return Err(damaged("no sheet is so small"));
    }
    match u64::from(width) * u64::from(height) > MOST_POINTS {
        true => Err(too_many_points()),
        false => Ok(()),
    }
}

const fn too_many_points() -> Fault {
    Fault::TooBig {
        limit: Bound::Points(MOST_POINTS),
    }
}

fn fault(error: ImageError) -> Fault {
    match error {
        ImageError::Limits(_) => too_many_points(),
        ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            Fault::Truncated {
                detail: error.to_string(),
            }
        }
        other => damaged(&other.to_string()),
    }
}

fn on_white(picture: &DynamicImage) -> RgbImage {
    let dots = picture.to_rgba8();
    RgbImage::from_fn(dots.width(), dots.height(), |x, y| {
        let [r, g, b, seen] = dots.get_pixel(x, y).0;
        let over = |part: u8| {
            let seen = u16::from(seen);
            ((u16::from(part) * seen + 255 * (255 - seen)) / 255) as u8
        };
        Rgb([over(r), over(g), over(b)])
    })
}

/// Every page of a PDF, drawn at the resolution of a good scan.
fn drawn(
    bytes: &[u8],
    limits: &Limits,
    page: &mut dyn FnMut(RgbImage) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Fault::Encrypted,
        LoadPdfError::Invalid => damaged("not a PDF inside"),
    })?;
    let pages = pdf.pages();
    if pages.len() as u64 > limits.sheets {
        return Err(Fault::TooBig {
            limit: Bound::Pages(limits.sheets),
        });
    }
    let (interpreter, renderer) = (InterpreterSettings::default(), RenderSettings::default());
    for one in pages.iter() {
        // A cache for the whole file would keep every page's picture.
        let cache = RenderCache::new();
        let (width, height) = one.render_dimensions();
        if !(width.is_finite() && height.is_finite() && width >= 16.0 && height >= 16.0) {
            return Err(damaged("a page without size"));
        }
        let scale = LONGEST as f32 / width.max(height);
        let settings = PixmapSettings {
            x_scale: scale,
            y_scale: scale,
            bg_color: WHITE,
        };
        let drawn = hayro::render(one, &cache, &interpreter, &renderer, &settings);
        let (width, height) = (u32::from(drawn.width()), u32::from(drawn.height()));
        let dots = drawn.data().iter().flat_map(|dot| [dot.r, dot.g, dot.b]);
        let picture = RgbImage::from_raw(width, height, dots.collect());
        page(picture.ok_or_else(|| damaged("a page without dots"))?)?;
    }
    Ok(())
}
