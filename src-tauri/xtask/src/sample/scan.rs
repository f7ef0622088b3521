//! Draws the pictures that stand for a signed approval sheet and for the photo of a notice board:
//! one-bit PNGs without compression; it draws no signature.

use super::glyphs::GLYPHS;

/// A4 at about 36 dots an inch.
const WIDTH: usize = 304;
const HEIGHT: usize = 424;
const LINE: usize = WIDTH / 8;

/// The PNG, about 16 KB.
pub(super) fn signed_sheet() -> Vec<u8> {
    let mut page = Page {
        dots: vec![0xff; LINE * HEIGHT],
    };
    page.write(10, 20, "示例：已签字的", 1);
    page.write(10, 52, "审批表扫描件", 2);
    let steps = ["经办", "审核", "主要领导"];
    for (place, step) in steps.into_iter().enumerate() {
        let top = 130 + place * 84;
        page.frame(10, top, WIDTH - 20, 72);
        page.write(18, top + 8, step, 1);
        page.write(150, top + 42, "年　月　日", 1);
    }
    page.png()
}

/// The PNG of a board on its two posts, with a sheet on it.
pub(super) fn board_photo() -> Vec<u8> {
    let mut page = Page {
        dots: vec![0xff; LINE * HEIGHT],
    };
    page.write(10, 20, "示例：", 1);
    for edge in 0..3 {
        page.frame(16 + edge, 70 + edge, 272 - 2 * edge, 190 - 2 * edge);
    }
    for post in [40, 252] {
        page.frame(post, 260, 12, 130);
    }
    for (left, lines) in [(40, 9), (176, 5)] {
        page.frame(left, 92, 88, 146);
        page.frame(left + 20, 104, 48, 6);
        for line in 0..lines {
            page.frame(left + 10, 124 + line * 12, 68, 0);
        }
    }
    page.png()
}

/// White paper; a bit that is 0 is ink.
struct Page {
    dots: Vec<u8>,
}

impl Page {
    fn ink(&mut self, x: usize, y: usize) {
        if x < WIDTH && y < HEIGHT {
            self.dots[y * LINE + x / 8] &= !(0x80 >> (x % 8));
        }
    }

    fn frame(&mut self, left: usize, top: usize, width: usize, height: usize) {
        for x in left..left + width {
            self.ink(x, top);
            self.ink(x, top + height);
        }
        for y in top..=top + height {
            self.ink(left, y);
            self.ink(left + width, y);
        }
    }

    fn write(&mut self, left: usize, top: usize, text: &str, size: usize) {
        for (place, character) in text.chars().enumerate() {
            let Some((_, rows)) = GLYPHS.iter().find(|(known, _)| *known == character) else {
                continue;
            };
            let left = left + place * 24 * size;
            for (y, row) in rows.iter().enumerate() {
                for x in (0..24).filter(|x| row >> (23 - x) & 1 == 1) {
                    for dot in 0..size * size {
                        self.ink(left + x * size + dot % size, top + y * size + dot / size);
                    }
                }
            }
        }
    }

    fn png(&self) -> Vec<u8> {
        let mut raw = Vec::with_capacity((LINE + 1) * HEIGHT);
        for line in self.dots.chunks(LINE) {
            raw.push(0);
            raw.extend_from_slice(line);
        }
        let mut header = Vec::new();
        header.extend_from_slice(&big_endian(WIDTH));
        header.extend_from_slice(&big_endian(HEIGHT));
        header.extend_from_slice(&[1, 0, 0, 0, 0]);
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        for (kind, body) in [
            (b"IHDR", header),
            (b"IDAT", stored(&raw)),
            (b"IEND", Vec::new()),
        ] {
            png.extend_from_slice(&big_endian(body.len()));
            let from = png.len();
            png.extend_from_slice(kind);
            png.extend_from_slice(&body);
            let sum = crc32(&png[from..]);
            png.extend_from_slice(&sum.to_be_bytes());
        }
        png
    }
}

fn big_endian(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes()
}

/// A zlib stream of one stored block; the page is smaller than the 65,535 bytes such a block holds.
fn stored(raw: &[u8]) -> Vec<u8> {
    let length = u16::try_from(raw.len()).unwrap_or(u16::MAX);
    let mut stream = vec![0x78, 0x01, 0x01];
    stream.extend_from_slice(&length.to_le_bytes());
    stream.extend_from_slice(&(!length).to_le_bytes());
    stream.extend_from_slice(raw);
    let (low, high) = raw.iter().fold((1u32, 0u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    stream.extend_from_slice(&(high << 16 | low).to_be_bytes());
    stream
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 {
                sum >> 1 ^ 0xedb8_8320
            } else {
                sum >> 1
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksum_agrees_with_the_published_one() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn every_character_on_the_sheet_is_drawn() {
        for character in "示例：已签字的审批表扫描件经办审核主要领导年月日".chars()
        {
            assert!(
                GLYPHS.iter().any(|(known, _)| *known == character),
                "{character}"
            );
        }
        assert!(signed_sheet().len() < 30_000);
    }
}
