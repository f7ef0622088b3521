//! What an EXIF block says of the place, the camera and the people; every number in it is checked
//! before it is followed.

use super::picture::Traces;

/// Reads what an EXIF block says of place, maker and people.
pub(super) fn read(block: &[u8], traces: &mut Traces) {
    const TEXTS: &[(u16, &str)] = &[
        (0x010E, "说明"),
        (0x0131, "软件"),
        (0x013B, "作者"),
        (0x8298, "版权"),
        (0x9003, "拍摄时间"),
        (0x9C9B, "标题"),
        (0x9C9C, "备注"),
        (0x9C9D, "作者"),
        (0x9C9E, "关键字"),
        (0x9286, "备注"),
        (0xA430, "机主"),
    ];
    let Some(tiff) = Tiff::of(block) else { return };
    let mut folders: Vec<usize> = tiff.first().into_iter().collect();
    let mut maker: Vec<String> = Vec::new();
    let mut read = 0;
    while let Some(folder) = folders.pop() {
        read += 1;
        if read > 4 {
            return;
        }
        for entry in tiff.entries(folder) {
            match entry.tag {
                0x010F | 0x0110 => maker.extend(tiff.text(&entry)),
                0x8825 => traces.located = true,
                0x8769 => folders.extend(tiff.long(entry.at)),
                tag => {
                    let known = TEXTS.iter().find(|(known, _)| *known == tag);
                    if let (Some((_, name)), Some(text)) = (known, tiff.text(&entry)) {
                        traces.texts.push((name, text));
                    }
                }
            }
        }
    }
    if !maker.is_empty() {
        traces.maker = Some(maker.join(" "));
    }
}

pub(super) struct Tiff<'a> {
    bytes: &'a [u8],
    big: bool,
}

pub(super) struct Entry {
    pub(super) tag: u16,
    form: u16,
    count: usize,
    /// Where its value, or the place of it, stands.
    pub(super) at: usize,
}

impl<'a> Tiff<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Option<Self> {
        match bytes.get(..2)? {
            b"MM" => Some(Self { bytes, big: true }),
            b"II" => Some(Self { bytes, big: false }),
            _ => None,
        }
    }

    pub(super) fn first(&self) -> Option<usize> {
        self.long(4)
    }

    pub(super) fn short(&self, at: usize) -> Option<u16> {
        let two: [u8; 2] = self.bytes.get(at..at + 2)?.try_into().ok()?;
        Some(if self.big {
            u16::from_be_bytes(two)
        } else {
            u16::from_le_bytes(two)
        })
    }

    pub(super) fn long(&self, at: usize) -> Option<usize> {
        let four: [u8; 4] = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        let number = if self.big {
            u32::from_be_bytes(four)
        } else {
            u32::from_le_bytes(four)
        };
        Some(number as usize)
    }

    pub(super) fn entries(&self, folder: usize) -> Vec<Entry> {
        let count = usize::from(self.short(folder).unwrap_or(0));
        let entry = |index: usize| {
            let at = folder + 2 + index * 12;
            Some(Entry {
                tag: self.short(at)?,
                form: self.short(at + 2)?,
                count: self.long(at + 4)?,
                at: at + 8,
            })
        };
        (0..count).map_while(entry).collect()
    }

    /// The text of an entry: ASCII, or UTF-16 in the entries of Windows, or marked.
    fn text(&self, entry: &Entry) -> Option<String> {
        let size = match entry.form {
            1 | 2 | 7 => entry.count,
            _ => return None,
        };
        let at = if size <= 4 {
            entry.at
        } else {
            self.long(entry.at)?
        };
        let bytes = self.bytes.get(at..at.checked_add(size)?)?;
        let text = if (0x9C9B..=0x9C9F).contains(&entry.tag) {
            let units = bytes
                .chunks_exact(2)
                .map(|two| u16::from_le_bytes([two[0], two[1]]));
            char::decode_utf16(units).flatten().collect()
        } else {
            lossy_text(bytes)
        };
        let text = text
            .trim_matches(|c: char| c == '\0' || c.is_whitespace())
            .to_owned();
        (!text.is_empty()).then_some(text)
    }
}

/// UTF-8 where it is, otherwise GB18030; bytes that are neither are left out.
pub(super) fn lossy_text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.replace('\0', " "),
        Err(_) => encoding_rs::GB18030
            .decode(bytes)
            .0
            .replace(['\0', '\u{FFFD}'], " "),
    }
}
