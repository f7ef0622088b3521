//! The texts of a workbook stream: bytes in the code page of the program before BIFF8, UTF-16 or
//! its low halves since; a text may go on in the next record and change its width there.

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_16LE, WINDOWS_1252};

use crate::error::{Bound, Fault};
use crate::gather::within;
use crate::limits::Limits;
use crate::text::is_common_chinese;

use super::records::{Generation, u16_at};

/// How the texts of one workbook are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letters {
    generation: Generation,
    encoding: Option<&'static Encoding>,
}

impl Letters {
    pub(super) fn new(generation: Generation) -> Self {
        Self {
            generation,
            encoding: None,
        }
    }

    /// Takes the code page that a workbook names; a western one is not believed, for programs that
    /// knew nothing of Chinese wrote it over Chinese bytes.
    pub(super) fn set_code_page(&mut self, page: u16) {
        self.encoding = match page {
            932 => Some(SHIFT_JIS),
            936 | 54936 | 10008 => Some(GB18030),
            949 => Some(EUC_KR),
            950 | 10002 => Some(BIG5),
            1250..=1258 if page != 1252 => {
                Encoding::for_label(format!("windows-{page}").as_bytes())
            }
            _ => None,
        };
    }

    /// Whether texts have a flag for their width.
    pub(super) fn is_wide(&self) -> bool {
        self.generation == Generation::Eight
    }

    /// A text behind its length of one byte.
    pub(super) fn short(&self, data: &[u8]) -> String {
        let length = data.first().copied().map_or(0, usize::from);
        self.characters(data.get(1..).unwrap_or_default(), length)
    }

    /// A text behind its length of two bytes.
    pub(super) fn long(&self, data: &[u8]) -> String {
        let length = u16_at(data, 0).map_or(0, usize::from);
        self.characters(data.get(2..).unwrap_or_default(), length)
    }

    /// Up to `length` characters (before BIFF8: bytes).
    pub(super) fn characters(&self, data: &[u8], length: usize) -> String {
        if self.generation < Generation::Eight {
            return self.decode(&data[..data.len().min(length)]);
        }
        let mut text = String::new();
        Parts::new(&[data]).characters(length, &mut text);
        text
    }

    fn decode(&self, bytes: &[u8]) -> String {
        if bytes.is_ascii() {
            return bytes.iter().map(|byte| char::from(*byte)).collect();
        }
        let encoding = self.encoding.unwrap_or_else(|| {
            if is_common_chinese(bytes) {
                GB18030
            } else {
                WINDOWS_1252
            }
        });
        // A program that cut a text in the middle of a character left half of it.
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    }
}

/// The data of a record and of those that continue it, read as one.
pub(super) struct Parts<'p, 'a> {
    now: &'a [u8],
    later: std::slice::Iter<'p, &'a [u8]>,
}

impl<'p, 'a> Parts<'p, 'a> {
    pub(super) fn new(parts: &'p [&'a [u8]]) -> Self {
        let mut later = parts.iter();
        Self {
            now: later.next().copied().unwrap_or_default(),
            later,
        }
    }

    fn byte(&mut self) -> Option<u8> {
        while self.now.is_empty() {
            self.now = self.later.next()?;
        }
        let (first, rest) = self.now.split_first()?;
        self.now = rest;
        Some(*first)
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > self.now.len() {
            count -= self.now.len();
            self.now = self.later.next()?;
        }
        self.now = &self.now[count..];
        Some(())
    }

    /// Characters behind their flag: 1 means UTF-16, 0 its low halves; where the text goes on in
    /// the next part there is a new flag. `None` when the parts end first.
    pub(super) fn characters(&mut self, length: usize, text: &mut String) -> Option<()> {
        let wide = self.byte()? & 1 == 1;
        self.rest_of_characters(wide, length, text)
    }

    fn rest_of_characters(
        &mut self,
        mut wide: bool,
        mut length: usize,
        text: &mut String,
    ) -> Option<()> {
        while length > 0 {
            if self.now.is_empty() {
                self.now = self.later.next()?;
                wide = self.byte()? & 1 == 1;
            }
            let width = if wide { 2 } else { 1 };
            // Half a character at the end of a part belongs to nothing.
            let count = length.min(self.now.len() / width);
            if count == 0 {
                self.now = &[];
                continue;
            }
            let (bytes, rest) = self.now.split_at(count * width);
            if wide {
                text.push_str(&UTF_16LE.decode_without_bom_handling(bytes).0);
            } else {
                text.extend(bytes.iter().map(|byte| char::from(*byte)));
            }
            self.now = rest;
            length -= count;
        }
        Some(())
    }

    /// The next text of a table of shared strings ([MS-XLS] 2.5.293): its formats and its reading
    /// aids are passed over.
    fn rich(&mut self, text: &mut String) -> Option<()> {
        let length = usize::from(self.u16()?);
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.u16()? } else { 0 };
        let aids = if flags & 4 != 0 { self.u32()? } else { 0 };
        self.rest_of_characters(flags & 1 == 1, length, text)?;
        self.skip(usize::from(runs) * 4)?;
        self.skip(usize::try_from(aids).ok()?)
    }
}

/// All shared strings in one text.
#[derive(Default)]
pub(super) struct Shared {
    text: String,
    ends: Vec<u32>,
}

impl Shared {
    pub(super) fn read(parts: &[&[u8]], limits: &Limits) -> Result<Self, Fault> {
        let mut shared = Self::default();
        let mut parts = Parts::new(parts);
        let announced = parts.u32().and_then(|_| parts.u32()).unwrap_or_default();
        within(announced.into(), limits.cells, Bound::Cells)?;
        for _ in 0..announced {
            if parts.rich(&mut shared.text).is_none() {
                break;
            }
            within(shared.text.len() as u64, limits.text, Bound::Text)?;
            shared
                .ends
                .push(u32::try_from(shared.text.len()).unwrap_or(u32::MAX));
        }
        Ok(shared)
    }

    pub(super) fn get(&self, index: u32) -> Option<&str> {
        let index = usize::try_from(index).ok()?;
        let end = *self.ends.get(index)? as usize;
        let start = index.checked_sub(1).map_or(0, |at| self.ends[at] as usize);
        self.text.get(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_goes_on_in_the_next_record_with_another_width() {
        let head = [2, 0, 0, 0, 2, 0, 0, 0];
        let mut first = head.to_vec();
        // "ab村" cut after "a", then "c" alone.
        first.extend([3, 0, 0, b'a']);
        let second = [&[1_u8, b'b', 0, 0x51, 0x67][..], &[1, 0, 0, b'c']].concat();
        let shared = Shared::read(&[&first, &second], &Limits::default()).unwrap();
        assert_eq!(shared.get(0), Some("ab村"));
        assert_eq!(shared.get(1), Some("c"));
        assert_eq!(shared.get(2), None);
        let lying = [&0xFFFF_FFFF_u32.to_le_bytes()[..], &[0xFF; 4]].concat();
        assert!(Shared::read(&[&lying], &Limits::default()).is_err());
    }

    #[test]
    fn old_bytes_are_chinese_whatever_the_page_says() {
        let (bytes, _, _) = GB18030.encode("上坪村");
        let data = [&[6_u8][..], &bytes].concat();
        for page in [None, Some(936), Some(1252), Some(1200)] {
            let mut letters = Letters::new(Generation::Five);
            page.into_iter()
                .for_each(|page| letters.set_code_page(page));
            assert_eq!(letters.short(&data), "上坪村", "{page:?}");
        }
        assert_eq!(Letters::new(Generation::Five).short(b"\x04caf\xE9"), "café");
        assert_eq!(Letters::new(Generation::Eight).short(b"\x03\x00abc"), "abc");
    }
}
