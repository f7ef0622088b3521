//! Bytes as text, in the encodings that offices of the region write; it never replaces a byte that
//! it cannot read, it says that there is no text.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::{Fault, Foreign};

/// The text of a file that a person wrote: UTF-8 with or without its mark, UTF-16 with its mark,
/// or GB18030 (what Notepad of a Chinese Windows calls ANSI) where every byte fits and the
/// characters are common ones. The mark is not part of the text. `None` for anything else, so that
/// no binary file passes for a text.
pub fn decode_text(bytes: &[u8]) -> Option<String> {
    let text = match marked(bytes) {
        Some(text) => text,
        None => std::str::from_utf8(bytes)
            .ok()
            .map(Cow::Borrowed)
            .or_else(|| decode_as(GB18030, bytes).filter(|_| is_common_chinese(bytes))),
    };
    text.filter(|text| is_text(text)).map(Cow::into_owned)
}

/// The text of a table's bytes: what [`decode_text`] reads, UTF-16 without its mark, and what other
/// old programs of the region wrote.
///
/// # Errors
/// [`Fault::Truncated`] when UTF-8 ends within a character, [`Fault::NotAWorkbook`] when it is no
/// text.
pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Fault> {
    let unknown = Fault::NotAWorkbook {
        found: Foreign::Unknown,
    };
    let text = if let Some(text) = marked(bytes) {
        text
    } else if let Some(text) = decode_unmarked_utf16(bytes) {
        Some(text)
    } else if let Some(text) = decode_as_it_says(bytes) {
        Some(text)
    } else {
        match std::str::from_utf8(bytes) {
            Ok(text) => Some(Cow::Borrowed(text)),
            Err(error) if error.error_len().is_none() && error.valid_up_to() > 64 => {
                return Err(Fault::Truncated {
                    detail: "UTF-8 ends within a character".to_owned(),
                });
            }
            Err(_) => decode_legacy(bytes),
        }
    };
    text.filter(|text| is_text(text)).ok_or(unknown)
}

/// Markup in the encoding that it names itself, where every byte fits.
fn decode_as_it_says(bytes: &[u8]) -> Option<Cow<'_, str>> {
    const WITHIN: usize = 2048;
    let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace())?;
    if bytes.get(start) != Some(&b'<') {
        return None;
    }
    let head = &bytes[start..bytes.len().min(start + WITHIN)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let label = ["charset=", "encoding="].iter().find_map(|mark| {
        let (_, rest) = head.split_once(mark)?;
        let rest = rest.trim_start_matches(['"', '\'', ' ']);
        rest.split(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)))
            .next()
    })?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    // Sixteen bits would have shown in the bytes.
    let believed = encoding != UTF_16BE && encoding != UTF_16LE && encoding != UTF_8;
    let western = encoding.is_single_byte() && is_common_chinese(bytes);
    believed
        .then(|| decode_as(if western { GB18030 } else { encoding }, bytes))
        .flatten()
}

fn decode_as<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Option<Cow<'a, str>> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes)
}

/// UTF-16 without its mark: separators, digits and line ends leave zero bytes on one side only.
fn decode_unmarked_utf16(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let sample = &bytes[..bytes.len().min(8192)];
    let zeros = |parity: usize| {
        sample
            .iter()
            .skip(parity)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (high_first, low_first) = (zeros(0), zeros(1));
    let encoding = match (high_first, low_first) {
        (0, 0) => return None,
        (_, 0) => UTF_16BE,
        (0, _) => UTF_16LE,
        (_, _) => return None,
    };
    let enough = (high_first + low_first) * 20 >= sample.len() / 2;
    let text = decode_as(encoding, bytes).filter(|_| enough)?;
    text.contains(['\n', '\r', ',', '\t', ';']).then_some(text)
}

/// What an old program wrote: GB18030, unless the letters speak clearly for something else.
fn decode_legacy(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    let first = if guess == GBK || guess.is_single_byte() || guess == UTF_8 {
        GB18030
    } else {
        guess
    };
    decode_as(first, bytes).or_else(|| decode_as(GB18030, bytes))
}

/// Whether there is nothing in it that no text has.
fn is_text(text: &str) -> bool {
    !text.chars().any(|c| {
        let code = c as u32;
        (code < 0x20 && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{1a}')) || code == 0xFFFE
    })
}

/// What the mark at the beginning announces: `None` without a mark, `Some(None)` when the bytes do
/// not keep what it promised.
fn marked(bytes: &[u8]) -> Option<Option<Cow<'_, str>>> {
    let (encoding, mark) = Encoding::for_bom(bytes)?;
    Some(decode_as(encoding, &bytes[mark..]))
}

/// Whether most characters of GB18030 bytes are those of GB 2312: random bytes decode as well, but
/// into rare ones.
pub(crate) fn is_common_chinese(bytes: &[u8]) -> bool {
    let (mut all, mut common) = (0_usize, 0_usize);
    let mut at = 0;
    while let Some(lead) = bytes.get(at) {
        let next = bytes.get(at + 1).copied().unwrap_or_default();
        let ascii = lead.is_ascii();
        all += usize::from(!ascii);
        common += usize::from(matches!(lead, 0xA1..=0xA3 | 0xB0..=0xF7) && next >= 0xA1);
        at += match next {
            _ if ascii => 1,
            b'0'..=b'9' => 4,
            _ => 2,
        };
    }
    common * 2 >= all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_notepad_saves_is_read() {
        let text = "青禾乡公示：\r\n上坪村低保名单，共 12 户。\t㛃䶮\r\n";
        let (ansi, _, _) = GB18030.encode(text);
        let units = |turn: fn(u16) -> [u8; 2]| -> Vec<u8> {
            let marked = format!("\u{feff}{text}");
            marked.encode_utf16().flat_map(turn).collect()
        };
        for bytes in [
            text.as_bytes().to_vec(),
            format!("\u{feff}{text}").into_bytes(),
            units(u16::to_le_bytes),
            units(u16::to_be_bytes),
            ansi.into_owned(),
        ] {
            assert_eq!(decode_text(&bytes).as_deref(), Some(text));
        }
        assert_eq!(decode_text(b"").as_deref(), Some(""));
    }

    #[test]
    fn what_is_no_text_stays_none() {
        let lone_surrogate = [0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00];
        let mut picture = b"\xFF\xD8\xFF\xE0\0\x10JFIF".to_vec();
        picture.extend(0..=255_u8);
        let rare: Vec<u8> = (0..400_u32)
            .flat_map(|at| [0x81 + (at * 7 % 31) as u8, 0x80 + (at * 11 % 32) as u8])
            .collect();
        for bytes in [
            &lone_surrogate[..],
            &picture,
            &rare,
            b"PK\x03\x04\x14\0\x06",
            b"a\0b",
            b"\xB0",
        ] {
            assert_eq!(decode_text(bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in [
            &b"a,b\n\0\0\x01,2\n"[..],
            b"\x80\x81\x82\xff\xff\xff\x01\x02",
            b"\0\0\0\0",
        ] {
            let fault = decode(bytes).unwrap_err();
            assert_eq!(fault.code(), "not-a-workbook", "{bytes:?}");
        }
        let mut cut = "姓名,金额\n".repeat(20).into_bytes();
        cut.truncate(cut.len() - 12);
        assert_eq!(decode(&cut).unwrap_err().code(), "truncated");
    }
}
