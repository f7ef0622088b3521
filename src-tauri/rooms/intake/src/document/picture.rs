//! What a camera writes into a JPEG or PNG besides the picture — where, when, with what telephone —
//! and the same picture without it; it never touches a dot.

use super::exif::{self, Tiff, lossy_text};

/// What stands in a picture besides its dots.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Traces {
    /// There is something.
    pub(crate) any: bool,
    /// The place it was taken at.
    pub(crate) located: bool,
    /// Maker and model.
    pub(crate) maker: Option<String>,
    /// Texts with their Chinese names.
    pub(crate) texts: Vec<(&'static str, String)>,
}

/// A picture written clean: its bytes, or why not.
pub(crate) type Stripped = Result<Vec<u8>, &'static str>;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const EXIF: &[u8] = b"Exif\0\0";
/// Chunks of a PNG that say how its dots look.
const PNG_KEPT: &[&[u8; 4]] = &[
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD",
    b"pHYs",
];

/// What stands in a picture besides its dots.
pub(crate) fn traces(bytes: &[u8]) -> Traces {
    let mut traces = Traces::default();
    if bytes.starts_with(PNG) {
        for (name, content, _) in png_chunks(bytes).unwrap_or_default() {
            traces.any |= !PNG_KEPT.contains(&&name) && &name != b"iCCP";
            match &name {
                b"eXIf" => exif::read(content, &mut traces),
                b"tEXt" | b"iTXt" | b"zTXt" => {
                    let text = String::from_utf8_lossy(content).replace('\0', " ");
                    traces.texts.push(("附注", text));
                }
                _ => {}
            }
        }
        return traces;
    }
    for segment in jpeg_segments(bytes)
        .map(|jpeg| jpeg.segments)
        .unwrap_or_default()
    {
        let content = segment.content;
        traces.any |= !segment.is_needed();
        match segment.marker {
            0xE1 if content.starts_with(EXIF) => exif::read(&content[EXIF.len()..], &mut traces),
            // XMP, its text as it stands.
            0xE1 => traces.texts.push(("附加数据", lossy_text(content))),
            0xED => traces.texts.push(("说明", lossy_text(content))),
            0xFE => traces.texts.push(("附注", lossy_text(content))),
            _ => {}
        }
    }
    // An orientation alone is what the clean copy keeps.
    traces.any &= !is_clean_jpeg(bytes);
    traces
}

/// The same picture without anything but its dots and how to show them.
///
/// # Errors
/// What is wrong with it, in Chinese.
pub(crate) fn strip(bytes: &[u8]) -> Stripped {
    if bytes.starts_with(PNG) {
        strip_png(bytes)
    } else if bytes.starts_with(b"\xFF\xD8") {
        strip_jpeg(bytes)
    } else {
        Err("这种图片程序不能清理")
    }
}

fn strip_png(bytes: &[u8]) -> Stripped {
    let chunks = png_chunks(bytes).ok_or("图片不完整")?;
    let mut clean = PNG.to_vec();
    for (name, _, whole) in chunks {
        if PNG_KEPT.contains(&&name) {
            clean.extend_from_slice(whole);
        }
    }
    Ok(clean)
}

type Chunk<'a> = ([u8; 4], &'a [u8], &'a [u8]);

/// Name, content and whole of every chunk up to the end of the picture.
fn png_chunks(bytes: &[u8]) -> Option<Vec<Chunk<'_>>> {
    let mut chunks = Vec::new();
    let mut at = PNG.len();
    loop {
        let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize;
        let name: [u8; 4] = bytes.get(at + 4..at + 8)?.try_into().ok()?;
        let end = at.checked_add(12)?.checked_add(length)?;
        let whole = bytes.get(at..end)?;
        chunks.push((name, &whole[8..8 + length], whole));
        if &name == b"IEND" {
            return Some(chunks);
        }
        at = end;
    }
}

struct Segment<'a> {
    marker: u8,
    content: &'a [u8],
}

impl Segment<'_> {
    /// Tables and frames, the colours' profile, Adobe's word on the colours.
    fn is_needed(&self) -> bool {
        match self.marker {
            0xE0 => {
                self.content.starts_with(b"JFIF\0") && self.content.get(12..14) == Some(b"\0\0")
            }
            0xE2 => self.content.starts_with(b"ICC_PROFILE\0"),
            0xEE => self.content.starts_with(b"Adobe"),
            0xE1 | 0xE3..=0xED | 0xEF | 0xFE => false,
            _ => true,
        }
    }
}

struct Jpeg<'a> {
    /// Everything before the first scan.
    segments: Vec<Segment<'a>>,
    /// The scans up to and with the end mark.
    dots: &'a [u8],
}

fn jpeg_segments(bytes: &[u8]) -> Option<Jpeg<'_>> {
    let mut segments = Vec::new();
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xFF {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            0xFF => at += 1,
            0xDA => {
                let end = end_of_scans(bytes, at)?;
                let dots = bytes.get(at..end)?;
                return Some(Jpeg { segments, dots });
            }
            0x01 | 0xD0..=0xD9 => return None,
            _ => {
                let length = u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?);
                let end = at + 2 + usize::from(length).max(2);
                let content = bytes.get(at + 4..end)?;
                segments.push(Segment { marker, content });
                at = end;
            }
        }
    }
}

/// Behind the end mark; what hangs behind it (a second picture, a film) does not belong to it. A
/// progressive picture has tables and comments between its scans.
fn end_of_scans(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let gap = memchr::memchr(0xFF, bytes.get(at..)?)?;
        at += gap;
        match *bytes.get(at + 1)? {
            0xD9 => return Some(at + 2),
            0x00 | 0xD0..=0xD7 => at += 2,
            0xFF => at += 1,
            // Something spoken between the scans: not dots.
            0xE0..=0xEF | 0xFE => return None,
            _ => {
                let length = u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?);
                at += 2 + usize::from(length).max(2);
            }
        }
    }
}

fn strip_jpeg(bytes: &[u8]) -> Stripped {
    let jpeg = jpeg_segments(bytes).ok_or("图片不完整，或者结构少见")?;
    let mut clean = vec![0xFF, 0xD8];
    // The telephone held upright: without this word the picture lies on its side.
    let turned = orientation(&jpeg).filter(|turned| *turned != 1);
    if !jpeg.segments.iter().any(|segment| segment.marker == 0xEE) {
        push_jfif(&jpeg, &mut clean);
    }
    if let Some(turned) = turned {
        push_segment(&mut clean, 0xE1, &orientation_alone(turned));
    }
    for segment in &jpeg.segments {
        if segment.is_needed() && segment.marker != 0xE0 {
            push_segment(&mut clean, segment.marker, segment.content);
        }
    }
    clean.extend_from_slice(jpeg.dots);
    Ok(clean)
}

/// JFIF's mark with its densities, without the small picture that can hang in it.
fn push_jfif(jpeg: &Jpeg<'_>, clean: &mut Vec<u8>) {
    let given = jpeg
        .segments
        .iter()
        .find(|segment| segment.marker == 0xE0 && segment.content.starts_with(b"JFIF\0"));
    let head = given.and_then(|segment| segment.content.get(..12));
    let mut content = head.unwrap_or(b"JFIF\0\x01\x01\0\0\x01\0\x01").to_vec();
    content.extend([0, 0]);
    push_segment(clean, 0xE0, &content);
}

fn push_segment(clean: &mut Vec<u8>, marker: u8, content: &[u8]) {
    clean.extend([0xFF, marker]);
    let length = u16::try_from(content.len() + 2).unwrap_or(u16::MAX);
    clean.extend(length.to_be_bytes());
    clean.extend_from_slice(content);
}

/// An EXIF block that says how the picture is turned and nothing else.
fn orientation_alone(turned: u16) -> Vec<u8> {
    let mut block = EXIF.to_vec();
    block.extend(b"MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01");
    block.extend(turned.to_be_bytes());
    block.extend([0; 6]);
    block
}

/// Whether nothing is left in it that [`strip`] takes out.
fn is_clean_jpeg(bytes: &[u8]) -> bool {
    strip_jpeg(bytes).is_ok_and(|clean| clean == bytes)
}

fn orientation(jpeg: &Jpeg<'_>) -> Option<u16> {
    let block = jpeg
        .segments
        .iter()
        .find(|segment| segment.marker == 0xE1 && segment.content.starts_with(EXIF))?;
    let tiff = Tiff::of(&block.content[EXIF.len()..])?;
    let entry = tiff
        .entries(tiff.first()?)
        .into_iter()
        .find(|entry| entry.tag == 0x0112)?;
    let turned = tiff.short(entry.at)?;
    (1..=8).contains(&turned).then_some(turned)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A JPEG's frame without its dots: enough for what is read and cut here.
    fn jpeg(segments: &[(u8, &[u8])]) -> Vec<u8> {
        let mut bytes = vec![0xFF, 0xD8];
        for (marker, content) in segments {
            push_segment(&mut bytes, *marker, content);
        }
        bytes.extend(b"\xFF\xDA\0\x02\x11\xFF\0\x22\xFF\xD0\x33\xFF\xD9");
        bytes
    }

    /// Maker, orientation 6, GPS.
    fn telephone() -> Vec<u8> {
        let mut block = b"Exif\0\0II\x2A\0\x08\0\0\0\x03\0".to_vec();
        block.extend(b"\x0F\x01\x02\0\x04\0\0\0MI8\0");
        block.extend(b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0");
        block.extend(b"\x25\x88\x04\0\x01\0\0\0\x40\0\0\0");
        block
    }

    #[test]
    fn a_telephone_photo_loses_all_but_its_turn() {
        let block = telephone();
        let jfif = b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0";
        let mut bytes = jpeg(&[
            (0xE0, jfif),
            (0xE1, &block),
            (0xDB, b"table"),
            (0xFE, "林见清".as_bytes()),
        ]);
        bytes.extend(b"a second picture behind the end");
        let seen = traces(&bytes);
        assert!(seen.any && seen.located);
        assert_eq!(seen.maker.as_deref(), Some("MI8"));
        assert_eq!(seen.texts, [("附注", "林见清".to_owned())]);
        let clean = strip(&bytes).unwrap();
        let left = traces(&clean);
        assert_eq!(
            (left.any, left.located, left.texts.len()),
            (false, false, 0)
        );
        let turned = orientation(&jpeg_segments(&clean).unwrap());
        assert_eq!(turned, Some(6), "it would lie on its side");
        assert!(clean.windows(5).any(|window| window == b"table"));
        assert!(clean.ends_with(b"\xFF\xD0\x33\xFF\xD9"));
        assert_eq!(strip(&clean).unwrap(), clean);
    }

    #[test]
    fn a_cut_picture_is_refused() {
        for cut in [3, 20, 40] {
            let whole = jpeg(&[(0xE1, &telephone())]);
            assert!(strip(&whole[..cut]).is_err(), "{cut}");
        }
        assert!(strip(b"GIF89a").is_err());
        assert!(strip(b"\x89PNG\r\n\x1a\n\0\0").is_err());
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(tail in proptest::collection::vec(0_u8.., 0..200)) {
            for head in [&b"\xFF\xD8"[..], PNG, b"\xFF\xD8\xFF\xE1\0\x40Exif\0\0II*\0\x08\0\0\0"] {
                let bytes = [head, &tail].concat();
                let _ = (traces(&bytes), strip(&bytes));
            }
        }
    }
}
