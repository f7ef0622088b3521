//! Walks the records of a BIFF8 workbook stream ([MS-XLS] 2.1.4) for what lies beside the cells;
//! it never follows a length that leaves the stream.

use crate::error::{Bound, Fault};
use crate::gather::{Beside, within};
use crate::limits::Limits;
use crate::raw::Comment;

/// What the walk found, one entry for every sheet of the workbook's own list.
pub(crate) struct Walked {
    pub(crate) sheets: Vec<Beside>,
    pub(crate) not_looked_at: Vec<String>,
}

const BOUND_SHEET: u16 = 0x0085;
const FILE_PASS: u16 = 0x002F;
const EOF: u16 = 0x000A;
const BOF: u16 = 0x0809;
const ROW: u16 = 0x0208;
const COL_INFO: u16 = 0x007D;
const HEADER: u16 = 0x0014;
const FOOTER: u16 = 0x0015;
const NOTE: u16 = 0x001C;
const OBJECT: u16 = 0x005D;
const TEXT_OBJECT: u16 = 0x01B6;
const CONTINUE: u16 = 0x003C;
const PICTURES: u16 = 0x00EB;

/// Walks a workbook stream.
pub(crate) fn walk(stream: &[u8], limits: &Limits) -> Result<Walked, Fault> {
    let mut places = Vec::new();
    let mut not_looked_at = Vec::new();
    for (kind, data) in Records::new(stream, 0)? {
        match kind {
            FILE_PASS => return Err(Fault::Encrypted),
            BOUND_SHEET => places.push(u32_at(data, 0).unwrap_or(u32::MAX)),
            PICTURES if not_looked_at.is_empty() => not_looked_at.push("图片".to_owned()),
            _ => {}
        }
    }
    within(places.len() as u64, limits.sheets, Bound::Sheets)?;
    let mut sheets = Vec::new();
    for place in places {
        sheets.push(walk_sheet(stream, place as usize, limits)?);
    }
    Ok(Walked {
        sheets,
        not_looked_at,
    })
}

fn walk_sheet(stream: &[u8], place: usize, limits: &Limits) -> Result<Beside, Fault> {
    let mut beside = Beside::default();
    let mut texts = TextObjects::default();
    let mut notes = Vec::new();
    for (kind, data) in Records::new(stream, place)? {
        match kind {
            ROW if u16_at(data, 12).is_some_and(|options| options & 0x20 != 0) => {
                beside
                    .hidden_rows
                    .extend(u16_at(data, 0).map(|row| u32::from(row) + 1));
            }
            COL_INFO if u16_at(data, 8).is_some_and(|options| options & 1 != 0) => {
                if let (Some(first), Some(last)) = (u16_at(data, 0), u16_at(data, 2)) {
                    beside
                        .hidden_columns
                        .push((u32::from(first) + 1, u32::from(last) + 1));
                }
            }
            HEADER | FOOTER => beside.page_texts.extend(page_text(data)),
            NOTE => notes.extend(note(data)),
            OBJECT | TEXT_OBJECT | CONTINUE => texts.take(kind, data),
            _ => {}
        }
        within(notes.len() as u64, limits.marks, Bound::Marks)?;
    }
    beside.comments = notes
        .into_iter()
        .map(|(row, column, object)| Comment {
            row,
            column,
            text: texts.of(object),
        })
        .filter(|comment| !comment.text.is_empty())
        .collect();
    beside.page_texts.extend(texts.unclaimed());
    Ok(beside)
}

/// Row, column (1-based) and object number of a comment.
fn note(data: &[u8]) -> Option<(u32, u32, u16)> {
    let (row, column) = (u16_at(data, 0)?, u16_at(data, 2)?);
    Some((u32::from(row) + 1, u32::from(column) + 1, u16_at(data, 6)?))
}

fn page_text(data: &[u8]) -> Option<String> {
    let length = usize::from(u16_at(data, 0)?);
    let text = characters(data.get(2..)?, length);
    (!text.is_empty()).then_some(text)
}

/// Up to `length` characters after their flag byte: 1 means UTF-16, 0 its low halves.
fn characters(data: &[u8], length: usize) -> String {
    let Some((flag, bytes)) = data.split_first() else {
        return String::new();
    };
    let units: Vec<u16> = if flag & 1 == 1 {
        bytes
            .chunks_exact(2)
            .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
            .collect()
    } else {
        bytes.iter().map(|byte| u16::from(*byte)).collect()
    };
    String::from_utf16_lossy(&units[..units.len().min(length)])
}

/// Texts of drawn objects; those of comments are claimed by their number.
#[derive(Default)]
struct TextObjects {
    object: u16,
    waiting: Option<usize>,
    texts: Vec<(u16, String, bool)>,
}

impl TextObjects {
    fn take(&mut self, kind: u16, data: &[u8]) {
        if kind == OBJECT {
            self.object = u16_at(data, 6).unwrap_or(0);
        } else if kind == TEXT_OBJECT {
            self.waiting = u16_at(data, 10).map(usize::from);
        } else if let Some(length) = self.waiting.take().filter(|length| *length > 0) {
            self.texts
                .push((self.object, characters(data, length), false));
        }
    }

    fn of(&mut self, object: u16) -> String {
        match self
            .texts
            .iter_mut()
            .find(|(number, _, _)| *number == object)
        {
            Some((_, text, claimed)) => {
                *claimed = true;
                text.clone()
            }
            None => String::new(),
        }
    }

    /// Texts of boxes that are no comments.
    fn unclaimed(self) -> impl Iterator<Item = String> {
        self.texts
            .into_iter()
            .filter(|(_, text, claimed)| !claimed && !text.is_empty())
            .map(|(_, text, _)| text)
    }
}

/// The records of one substream, from its BOF to its EOF; those of nested ones are passed over.
struct Records<'a> {
    rest: &'a [u8],
    depth: usize,
}

impl<'a> Records<'a> {
    fn new(stream: &'a [u8], place: usize) -> Result<Self, Fault> {
        let rest = stream.get(place..).unwrap_or_default();
        if u16_at(rest, 0) != Some(BOF) {
            return Err(Fault::Damaged {
                detail: "no BOF where a substream should begin".to_owned(),
            });
        }
        Ok(Self { rest, depth: 0 })
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (kind, length) = (u16_at(self.rest, 0)?, usize::from(u16_at(self.rest, 2)?));
            let data = self.rest.get(4..4 + length)?;
            self.rest = &self.rest[4 + length..];
            match kind {
                BOF => self.depth += 1,
                EOF if self.depth <= 1 => return None,
                EOF => self.depth -= 1,
                _ if self.depth == 1 => return Some((kind, data)),
                _ => {}
            }
        }
    }
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    let bytes = data.get(at..at + 2)?;
    Some(u16::from_le_bytes([bytes[0], bytes[1]]))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(u16_at(data, at)?) | u32::from(u16_at(data, at + 2)?) << 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    }

    #[test]
    fn hidden_rows_and_comments_are_found() {
        let mut row = [0_u8; 16];
        row[0] = 4;
        row[12] = 0x20;
        let mut object = [0_u8; 10];
        object[6] = 7;
        let mut text = [0_u8; 18];
        text[10] = 2;
        let mut letters = vec![1_u8];
        letters.extend("电话".encode_utf16().flat_map(u16::to_le_bytes));
        let globals = [
            record(BOF, &[]),
            record(BOUND_SHEET, &20_u32.to_le_bytes()),
            record(EOF, &[]),
        ];
        let mut stream = globals.concat();
        stream.resize(20, 0);
        for (kind, data) in [
            (BOF, &[][..]),
            (ROW, &row),
            (OBJECT, &object),
            (TEXT_OBJECT, &text),
            (CONTINUE, &letters),
            (NOTE, &[4, 0, 2, 0, 0, 0, 7, 0]),
            (EOF, &[]),
        ] {
            stream.extend(record(kind, data));
        }
        let walked = walk(&stream, &Limits::default()).unwrap();
        assert_eq!(walked.sheets[0].hidden_rows, [5]);
        assert_eq!(walked.sheets[0].comments[0].text, "电话");
        assert_eq!(
            (
                walked.sheets[0].comments[0].row,
                walked.sheets[0].comments[0].column
            ),
            (5, 3)
        );
    }
}
