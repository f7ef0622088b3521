//! The records of a binary package ([MS-XLSB] 2.1.4): what lies beside the cells of a sheet.

use std::io::{BufRead, BufReader, Read};

use encoding_rs::UTF_16LE;

use crate::error::{Bound, Fault};
use crate::gather::{Beside, within};
use crate::limits::Limits;
use crate::raw::{Area, Comment, MAX_COLUMNS, MAX_ROWS};
use crate::xml::{damaged, io_fault};

const ROW: u16 = 0;
const COLUMN: u16 = 60;
const SHEET: u16 = 156;
const MERGED: u16 = 176;
const PAGE_TEXTS: u16 = 479;
const COMMENT: u16 = 635;
const COMMENT_TEXT: u16 = 637;

/// No record is longer: a text has 32,767 characters, each with a format.
const LONGEST: u64 = 1 << 20;

/// Relation and name of every sheet that a workbook lists.
pub(super) fn sheets(workbook: &[u8]) -> Result<Vec<(String, String)>, Fault> {
    let mut found = Vec::new();
    each(workbook, |kind, data| {
        if kind == SHEET {
            let (id, used) = wide(data.get(8..).unwrap_or_default());
            let (name, _) = wide(data.get(8 + used..).unwrap_or_default());
            found.push((id, name));
        }
        Ok(())
    })?;
    Ok(found)
}

/// What lies beside the cells of a sheet.
pub(super) fn sheet(part: impl Read, limits: &Limits, beside: &mut Beside) -> Result<(), Fault> {
    each(BufReader::new(part), |kind, data| {
        match kind {
            ROW if u32_at(data, 0) >= MAX_ROWS => {
                return Err(Fault::TooBig {
                    limit: Bound::Position,
                });
            }
            ROW if data.get(11).is_some_and(|flags| flags & 0x10 != 0) => {
                beside.hidden_rows.push(u32_at(data, 0) + 1);
            }
            COLUMN if data.get(16).is_some_and(|flags| flags & 1 != 0) => {
                let last = u32_at(data, 4).min(MAX_COLUMNS - 1);
                beside
                    .hidden_columns
                    .push((u32_at(data, 0).saturating_add(1), last + 1));
            }
            MERGED => beside.merged.extend(area(data)),
            PAGE_TEXTS => {
                let mut rest = data.get(2..).unwrap_or_default();
                while rest.len() >= 4 {
                    let (text, used) = wide(rest);
                    beside
                        .page_texts
                        .extend(Some(text).filter(|text| !text.is_empty()));
                    rest = rest.get(used..).unwrap_or_default();
                }
            }
            _ => {}
        }
        let marks = beside.merged.len() + beside.hidden_rows.len() + beside.hidden_columns.len();
        within(marks as u64, limits.marks, Bound::Marks)
    })
}

/// The comments of a sheet.
pub(super) fn comments(part: &[u8], beside: &mut Beside) -> Result<(), Fault> {
    let mut place = (1, 1);
    each(part, |kind, data| {
        if kind == COMMENT {
            place = (
                u32_at(data, 4).saturating_add(1),
                u32_at(data, 12).saturating_add(1),
            );
        } else if kind == COMMENT_TEXT {
            let (text, _) = wide(data.get(1..).unwrap_or_default());
            if !text.is_empty() {
                let (row, column) = place;
                beside.comments.push(Comment { row, column, text });
            }
        }
        Ok(())
    })
}

/// Calls `act` with the kind and the data of every record.
fn each(
    mut part: impl BufRead,
    mut act: impl FnMut(u16, &[u8]) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut data = Vec::new();
    while !part
        .fill_buf()
        .map_err(|error| io_fault(&error))?
        .is_empty()
    {
        let kind = u16::try_from(number(&mut part, 2)?).unwrap_or(u16::MAX);
        let length = u64::from(number(&mut part, 4)?);
        if length > LONGEST {
            return Err(damaged("a record is too long"));
        }
        data.clear();
        let read = part.by_ref().take(length).read_to_end(&mut data);
        if read.map_err(|error| io_fault(&error))? as u64 != length {
            return Err(Fault::Truncated {
                detail: "a record ends early".to_owned(),
            });
        }
        act(kind, &data)?;
    }
    Ok(())
}

/// A number in groups of seven bits, the lowest first.
fn number(part: &mut impl Read, bytes: u32) -> Result<u32, Fault> {
    let mut number = 0;
    for group in 0..bytes {
        let mut byte = [0];
        part.read_exact(&mut byte)
            .map_err(|error| io_fault(&error))?;
        number |= u32::from(byte[0] & 0x7F) << (7 * group);
        if byte[0] & 0x80 == 0 {
            break;
        }
    }
    Ok(number)
}

/// A text behind its length of four bytes, and how many bytes it took; no text at all has the
/// highest length.
fn wide(data: &[u8]) -> (String, usize) {
    const NONE: u32 = u32::MAX;
    let length = u32_at(data, 0);
    if length == NONE {
        return (String::new(), 4);
    }
    let bytes = usize::try_from(length)
        .unwrap_or(usize::MAX)
        .saturating_mul(2);
    let rest = data.get(4..).unwrap_or_default();
    let text = &rest[..rest.len().min(bytes)];
    let (text, _) = UTF_16LE.decode_without_bom_handling(text);
    (text.into_owned(), bytes.saturating_add(4))
}

fn area(data: &[u8]) -> Option<Area> {
    let edge = |at| u32_at(data, at).saturating_add(1);
    let area = Area {
        top: edge(0),
        bottom: edge(4),
        left: edge(8),
        right: edge(12),
    };
    let sound = area.top <= area.bottom
        && area.left <= area.right
        && area.bottom <= MAX_ROWS
        && area.right <= MAX_COLUMNS;
    sound.then_some(area)
}

/// The number at a place; zero where the data end first.
fn u32_at(data: &[u8], at: usize) -> u32 {
    let bytes = data.get(at..).and_then(<[u8]>::first_chunk);
    bytes.copied().map_or(0, u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_of_every_length_are_walked() {
        let mut part = vec![0_u8, 12];
        part.extend([4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10]);
        part.extend([0xB0, 0x01, 16]);
        for edge in [0_u32, 1, 2, 3] {
            part.extend(edge.to_le_bytes());
        }
        let mut beside = Beside::default();
        sheet(part.as_slice(), &Limits::default(), &mut beside).unwrap();
        assert_eq!(beside.hidden_rows, [5]);
        let merged = &beside.merged[0];
        assert_eq!(
            (merged.top, merged.bottom, merged.left, merged.right),
            (1, 2, 3, 4)
        );
        let cut = sheet(&part[..5], &Limits::default(), &mut beside).unwrap_err();
        assert_eq!(cut.code(), "truncated");
    }
}
