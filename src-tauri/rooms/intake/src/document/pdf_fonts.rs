//! What the fonts of a PDF say of their codes: characters and widths. A font that does not
//! say which characters it draws is told, never guessed.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use encoding_rs::{GB18030, UTF_16BE};
use lopdf::{Dictionary, Document, Encoding, Object};

/// Most that a font's table may unpack to, in bytes.
const LARGEST_TABLE: usize = 16 << 20;

/// How the codes of a font are read.
enum Codes<'a> {
    /// By its table of characters, or by a named encoding.
    Table(Encoding<'a>),
    /// GBK-EUC and its kin: what old Chinese programs write without a table.
    National,
    /// UniGB-UCS2, UniGB-UTF16.
    Wide,
    Unknown,
}

/// A font as far as reading needs it.
pub(super) struct ReadFont<'a> {
    codes: Codes<'a>,
    composite: bool,
    widths: HashMap<u32, f64>,
    default_width: f64,
    /// Characters of the codes met so far: a table is asked once for each.
    met: HashMap<Box<[u8]>, Option<String>>,
}

/// Fonts of a file, each read once.
pub(super) type Known<'a> = HashMap<*const Dictionary, Rc<RefCell<ReadFont<'a>>>>;

impl<'a> ReadFont<'a> {
    pub(super) fn of(file: &'a Document, font: &'a Dictionary) -> Self {
        let composite = name_of(font, b"Subtype") == Some(&b"Type0"[..]);
        let (widths, default_width) = if composite {
            composite_widths(file, font)
        } else {
            (simple_widths(file, font), 500.0)
        };
        Self {
            codes: codes_of(file, font, composite),
            composite,
            widths,
            default_width,
            met: HashMap::new(),
        }
    }

    /// The codes of a string: each with its bytes.
    pub(super) fn cut<'b>(&self, bytes: &'b [u8]) -> Vec<&'b [u8]> {
        if !self.composite {
            return bytes.chunks(1).collect();
        }
        if !matches!(self.codes, Codes::National) {
            return bytes.chunks(2).collect();
        }
        let mut codes = Vec::new();
        let mut rest = bytes;
        while let Some(first) = rest.first() {
            let length = if *first < 0x81 { 1 } else { 2.min(rest.len()) };
            let (code, after) = rest.split_at(length);
            codes.push(code);
            rest = after;
        }
        codes
    }

    /// The characters of a code; `None` if the font does not say.
    pub(super) fn characters(&mut self, code: &[u8]) -> Option<&str> {
        if !self.met.contains_key(code) {
            let told = self.codes.characters(code);
            self.met.insert(code.into(), told);
        }
        self.met.get(code)?.as_deref()
    }

    /// Width of a code in em.
    pub(super) fn width(&self, code: &[u8]) -> f64 {
        let number = code.iter().fold(0_u32, |sum, byte| {
            sum.wrapping_mul(256).wrapping_add(u32::from(*byte))
        });
        self.widths
            .get(&number)
            .copied()
            .unwrap_or(self.default_width)
            / 1000.0
    }
}

impl Codes<'_> {
    fn characters(&self, code: &[u8]) -> Option<String> {
        let text = match self {
            Self::Table(encoding) => Document::decode_text(encoding, code).ok()?,
            Self::National => GB18030.decode_without_bom_handling(code).0.into_owned(),
            Self::Wide => UTF_16BE.decode_without_bom_handling(code).0.into_owned(),
            Self::Unknown => return None,
        };
        let told = !text.is_empty() && !text.contains('\u{FFFD}');
        told.then_some(text)
    }
}

fn codes_of<'a>(file: &'a Document, font: &'a Dictionary, composite: bool) -> Codes<'a> {
    if let Some(table) = own_table(file, font) {
        return Codes::Table(table);
    }
    if !composite {
        let named = font.get_font_encoding_with_limit(file, LARGEST_TABLE);
        return named.map_or(Codes::Unknown, Codes::Table);
    }
    match name_of(font, b"Encoding") {
        Some(name) if name.starts_with(b"UniGB-U") => Codes::Wide,
        Some(name) if name.starts_with(b"GB") => Codes::National,
        Some(_) | None => Codes::Unknown,
    }
}

/// The font's own table of characters. It goes before a named encoding: programs that embed a part
/// of a font number its glyphs as they like.
fn own_table(file: &Document, font: &Dictionary) -> Option<Encoding<'static>> {
    if !font.has(b"ToUnicode") {
        return None;
    }
    let mut alone = font.clone();
    alone.remove(b"Encoding");
    match alone
        .get_font_encoding_with_limit(file, LARGEST_TABLE)
        .ok()?
    {
        Encoding::UnicodeMapEncoding(table) => Some(Encoding::UnicodeMapEncoding(table)),
        Encoding::OneByteEncoding(_) | Encoding::SimpleEncoding(_) | Encoding::Differences(_) => {
            None
        }
    }
}

fn name_of<'a>(font: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
    font.get(key).ok()?.as_name().ok()
}

fn composite_widths(file: &Document, font: &Dictionary) -> (HashMap<u32, f64>, f64) {
    let mut widths = HashMap::new();
    let descendant = font
        .get_deref(b"DescendantFonts", file)
        .and_then(Object::as_array)
        .ok()
        .and_then(|list| file.dereference(list.first()?).ok())
        .and_then(|(_, object)| object.as_dict().ok());
    let Some(descendant) = descendant else {
        return (widths, 1000.0);
    };
    let default = descendant
        .get(b"DW")
        .and_then(Object::as_float)
        .map_or(1000.0, f64::from);
    let list = descendant.get_deref(b"W", file).and_then(Object::as_array);
    let mut entries = list.map_or(&[][..], Vec::as_slice).iter();
    while let (Some(first), Some(second)) = (entries.next(), entries.next()) {
        let Some(first) = first.as_i64().ok().and_then(|n| u32::try_from(n).ok()) else {
            break;
        };
        let second = file
            .dereference(second)
            .map_or(second, |(_, object)| object);
        if let Ok(list) = second.as_array() {
            for (code, width) in (first..).zip(list) {
                widths.insert(code, width.as_float().map_or(default, f64::from));
            }
        } else if let (Ok(last), Some(width)) = (second.as_i64(), entries.next()) {
            let last = u32::try_from(last).unwrap_or(first).min(0xFFFF);
            let width = width.as_float().map_or(default, f64::from);
            widths.extend((first..=last).map(|code| (code, width)));
        }
    }
    (widths, default)
}

fn simple_widths(file: &Document, font: &Dictionary) -> HashMap<u32, f64> {
    let first = font.get(b"FirstChar").and_then(Object::as_i64).unwrap_or(0);
    let first = u32::try_from(first).unwrap_or(0);
    let list = font.get_deref(b"Widths", file).and_then(Object::as_array);
    let list = list.map_or(&[][..], Vec::as_slice);
    (first..)
        .zip(list)
        .filter_map(|(code, width)| Some((code, f64::from(width.as_float().ok()?))))
        .collect()
}
