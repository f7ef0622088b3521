//! What the fonts of a PDF say of their codes: characters and widths; it refuses to guess characters
//! of a font that has no table of them.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::{Dictionary, Document, Encoding, Object};

/// Most that a font's table may unpack to, in bytes.
const LARGEST_TABLE: usize = 16 << 20;

/// A font as far as reading needs it.
pub(super) struct ReadFont<'a> {
    encoding: Option<Encoding<'a>>,
    /// Bytes of a code: 2 in composite fonts.
    pub(super) code_bytes: usize,
    widths: HashMap<u32, f64>,
    default_width: f64,
    known: HashMap<u32, String>,
}

impl ReadFont<'_> {
    /// The characters of a code; `None` if the font does not say.
    pub(super) fn characters(&mut self, code: &[u8]) -> Option<&str> {
        let key = number(code);
        if !self.known.contains_key(&key) {
            let encoding = self.encoding.as_ref()?;
            let text = Document::decode_text(encoding, code).ok()?;
            self.known.insert(key, text);
        }
        self.known
            .get(&key)
            .map(String::as_str)
            .filter(|text| !text.is_empty() && !text.contains('\u{FFFD}'))
    }

    /// Width of a code in em.
    pub(super) fn width(&self, code: &[u8]) -> f64 {
        let width = self.widths.get(&number(code));
        width.copied().unwrap_or(self.default_width) / 1000.0
    }
}

/// The fonts of a file, each read once.
pub(super) struct Fonts<'a> {
    file: &'a Document,
    read: HashMap<*const Dictionary, Rc<std::cell::RefCell<ReadFont<'a>>>>,
}

impl<'a> Fonts<'a> {
    /// Nothing is read yet.
    pub(super) fn of(file: &'a Document) -> Self {
        Self {
            file,
            read: HashMap::new(),
        }
    }

    /// The font that a name means among these resources.
    pub(super) fn find(
        &mut self,
        resources: &'a Dictionary,
        name: &[u8],
    ) -> Option<Rc<std::cell::RefCell<ReadFont<'a>>>> {
        let fonts = resources
            .get_deref(b"Font", self.file)
            .ok()?
            .as_dict()
            .ok()?;
        let font = fonts.get_deref(name, self.file).ok()?.as_dict().ok()?;
        let file = self.file;
        let entry = self
            .read
            .entry(std::ptr::from_ref(font))
            .or_insert_with(|| Rc::new(std::cell::RefCell::new(read_font(file, font))));
        Some(Rc::clone(entry))
    }
}

fn read_font<'a>(file: &'a Document, font: &'a Dictionary) -> ReadFont<'a> {
    let composite = font
        .get(b"Subtype")
        .and_then(Object::as_name)
        .is_ok_and(|subtype| subtype == b"Type0");
    // A composite font without a ToUnicode table would be read as if codes were characters.
    let says = !composite || font.has(b"ToUnicode");
    let encoding = says
        .then(|| font.get_font_encoding_with_limit(file, LARGEST_TABLE).ok())
        .flatten();
    let (widths, default_width) = if composite {
        composite_widths(file, font)
    } else {
        (simple_widths(file, font), 500.0)
    };
    ReadFont {
        encoding,
        code_bytes: if composite { 2 } else { 1 },
        widths,
        default_width,
        known: HashMap::new(),
    }
}

fn composite_widths(file: &Document, font: &Dictionary) -> (HashMap<u32, f64>, f64) {
    let mut widths = HashMap::new();
    let descendant = font
        .get_deref(b"DescendantFonts", file)
        .and_then(Object::as_array)
        .ok()
        .and_then(|list| list.first())
        .and_then(|first| file.dereference(first).ok())
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

fn number(code: &[u8]) -> u32 {
    code.iter().fold(0, |sum, byte| {
        sum.wrapping_mul(256).wrapping_add(u32::from(*byte))
    })
}
