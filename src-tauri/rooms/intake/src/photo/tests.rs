//! Pictures that mean harm, and pictures of sheets drawn here dot by dot.

use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};
use proptest::prelude::*;

use super::*;
use crate::error::Bound;

/// A written sheet on a dark table; none of its sides is parallel to the picture's.
fn on_a_table() -> RgbImage {
    let inside = |x: f64, y: f64| {
        let (left, right) = (60.0 + y * 0.05, 560.0 - y * 0.03);
        let (top, bottom) = (70.0 + x * 0.06, 760.0 + x * 0.02);
        (left..right).contains(&x) && (top..bottom).contains(&y)
    };
    RgbImage::from_fn(640, 860, |x, y| {
        let (right, down) = (f64::from(x), f64::from(y));
        let line = (y / 12) % 2 == 0 && (x / 5) % 3 != 0;
        let written = line && (120..500).contains(&x) && (140..700).contains(&y);
        match (inside(right, down), written) {
            (true, true) => Rgb([60, 60, 70]),
            (true, false) => Rgb([205, 200, 190]),
            (false, _) => Rgb([80, 62, 48]),
        }
    })
}

fn saved(picture: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture
        .write_to(&mut Cursor::new(&mut bytes), format)
        .unwrap();
    bytes
}

fn fault(bytes: &[u8]) -> Fault {
    straighten(bytes, &PHOTO_LIMITS).unwrap_err()
}

#[test]
fn a_sheet_on_a_table_is_taken_out_of_it_and_its_paper_is_white() {
    let bytes = saved(&on_a_table(), ImageFormat::Png);
    let whole = straighten(&bytes, &PHOTO_LIMITS).unwrap();
    let page = &whole.pages[0];
    assert!(page.cornered && page.codes.is_empty() && !page.blank);
    let straight = image::load_from_memory(&page.jpeg).unwrap().into_rgb8();
    let (width, height) = straight.dimensions();
    assert_eq!((page.width, page.height), (width, height));
    // Every corner is paper, no table.
    for (x, y) in [
        (12, 12),
        (width - 12, 12),
        (12, height - 12),
        (width - 12, height - 12),
    ] {
        let [r, g, b] = straight.get_pixel(x, y).0;
        assert!(r > 225 && g > 225 && b > 225, "{r} {g} {b} at {x} {y}");
    }
}

#[test]
fn pages_of_a_tiff_are_read_and_one_that_follows_itself_is_refused() {
    let picture = on_a_table();
    let mut tiff = saved(&picture, ImageFormat::Tiff);
    assert_eq!(straighten(&tiff, &PHOTO_LIMITS).unwrap().pages.len(), 1);
    let first = u32::from_le_bytes(tiff[4..8].try_into().unwrap()) as usize;
    let entries = usize::from(u16::from_le_bytes(
        tiff[first..first + 2].try_into().unwrap(),
    ));
    let next = first + 2 + entries * 12;
    // A second directory with the same entries, behind the first.
    let second = u32::try_from(tiff.len()).unwrap();
    let copied = tiff[first..next].to_vec();
    tiff[next..next + 4].copy_from_slice(&second.to_le_bytes());
    tiff.extend(copied);
    tiff.extend([0; 4]);
    assert_eq!(straighten(&tiff, &PHOTO_LIMITS).unwrap().pages.len(), 2);
    let end = tiff.len() - 4;
    tiff[end..].copy_from_slice(&second.to_le_bytes());
    assert!(matches!(fault(&tiff), Fault::Damaged { .. }));
    tiff.truncate(first + 3);
    assert!(matches!(fault(&tiff), Fault::Truncated { .. }));
}

#[test]
fn what_means_harm_is_refused_by_its_name() {
    let jpeg = saved(&on_a_table(), ImageFormat::Jpeg);
    let half = &jpeg[..jpeg.len() / 2];
    assert!(matches!(fault(half), Fault::Truncated { .. }));
    let mut claims = saved(&on_a_table(), ImageFormat::Png);
    // Twenty thousand points in the square: four hundred million.
    claims[16..24].copy_from_slice(&[0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20]);
    let sum = crc(&claims[12..29]).to_be_bytes();
    claims[29..33].copy_from_slice(&sum);
    assert!(matches!(
        fault(&claims),
        Fault::TooBig {
            limit: Bound::Points(_)
        }
    ));
    assert_eq!(fault(b"<html>"), Fault::NotAPicture);
    assert!(matches!(fault(b"%PDF-1.4 nothing"), Fault::Damaged { .. }));
}

/// The sum of a PNG's chunk (ISO/IEC 15948, annex D).
fn crc(bytes: &[u8]) -> u32 {
    let step = |sum: u32| {
        if sum & 1 == 1 {
            0xEDB8_8320 ^ (sum >> 1)
        } else {
            sum >> 1
        }
    };
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_bytes_make_it_panic(
        head in prop::sample::select(vec![
            &b"\xFF\xD8\xFF"[..], b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*", b"%PDF-1.7\n", b"",
        ]),
        bytes in proptest::collection::vec(0_u8.., 0..300),
    ) {
        let file = [head, &bytes].concat();
        let _ = crate::straighten_sheets_held(&file, &PHOTO_LIMITS);
    }
}
