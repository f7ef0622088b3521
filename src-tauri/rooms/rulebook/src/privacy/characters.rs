//! One way to read characters that input methods write differently; it refuses to know meaning.

use std::borrow::Cow;

/// Full-width letters, digits and signs as their ASCII counterparts; others as they are.
pub(crate) const fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => match char::from_u32(c as u32 - 0xFEE0) {
            Some(ascii) => ascii,
            None => c,
        },
        '\u{3000}' => ' ',
        // Digits of mathematical alphabets, which come in by copying from web pages.
        '\u{1D7CE}'..='\u{1D7FF}' => match char::from_digit((c as u32 - 0x1D7CE) % 10, 10) {
            Some(digit) => digit,
            None => c,
        },
        // What people type for the X of an identity number: Roman ten, times sign, Cyrillic.
        '\u{2169}' | '\u{2179}' | '×' | '\u{425}' | '\u{445}' => 'X',
        _ => c,
    }
}

/// Blanks that occur inside a number: spaces of every width, line breaks, zero-width marks.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}'
        )
}

/// Hyphens and dashes of every kind.
pub(crate) const fn is_hyphen(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}'
    )
}

/// A number as people write it, made plain: narrow, upper case, without blanks and hyphens.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    // Most numbers are written plainly.
    let is_plain = |byte: u8| byte.is_ascii_digit() || byte.is_ascii_uppercase();
    if text.bytes().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter(|c| !is_blank(*c) && !is_hyphen(*c));
    Cow::Owned(kept.map(|c| narrow(c).to_ascii_uppercase()).collect())
}

/// Value of an ASCII digit; 0 for anything else.
pub(crate) const fn digit(byte: u8) -> u32 {
    if byte.is_ascii_digit() {
        (byte - b'0') as u32
    } else {
        0
    }
}
