//! Texts of a binary workbook that no cell shows: defined names, the cells of linked workbooks as
//! they were last seen, the records of pivot tables.

use crate::elsewhere::Texts;
use crate::error::Fault;

use super::records::{Generation, Record, f64_at, record_at, u16_at};
use super::strings::Letters;

const NAMES: &str = "定义的名称";
const LINKS: &str = "外部链接的缓存";
const PIVOTS: &str = "数据透视表缓存";

/// A constant text or number at the beginning of a formula ([MS-XLS] 2.5.198.89, .79).
const TEXT_TOKEN: u8 = 0x17;
const NUMBER_TOKEN: u8 = 0x1F;

/// A defined name, and its value where that is a constant ([MS-XLS] 2.4.150).
pub(super) fn name(
    data: &[u8],
    generation: Generation,
    letters: &Letters,
    texts: &mut Texts,
) -> Result<(), Fault> {
    let length = data.get(3).copied().map_or(0, usize::from);
    let formula_length = u16_at(data, 4).map_or(0, usize::from);
    let start = if generation < Generation::Five { 6 } else { 14 };
    let rest = data.get(start..).unwrap_or_default();
    // A name that Excel knows by itself is one character below the letters.
    let own = letters.characters(rest, length);
    if own.chars().all(|c| c > '\u{1f}') {
        texts.add(NAMES, &own)?;
    }
    let formula = data.len().checked_sub(formula_length);
    match formula.and_then(|at| data.get(at..)) {
        Some([TEXT_TOKEN, constant @ ..]) => texts.add(NAMES, &letters.short(constant)),
        Some([NUMBER_TOKEN, constant @ ..]) => number(NAMES, f64_at(constant, 0), texts),
        Some(_) | None => Ok(()),
    }
}

/// Where a linked workbook lies ([MS-XLS] 2.4.271, and 2.4.106 before BIFF8).
pub(super) fn link(record: &Record<'_>, letters: &Letters, texts: &mut Texts) -> Result<(), Fault> {
    const LINKED_BOOK: u16 = 0x01AE;
    let path = if record.kind == LINKED_BOOK {
        // The short form means this workbook itself.
        if record.data.len() <= 4 {
            return Ok(());
        }
        letters.long(record.data.get(2..).unwrap_or_default())
    } else {
        return Ok(());
    };
    let shown: String = path.chars().filter(|c| *c > '\u{1f}').collect();
    texts.add("外部链接", &shown)
}

/// The address that a cell leads to ([MS-XLS] 2.4.140): behind the mark of an address and its
/// length in bytes.
pub(super) fn address(data: &[u8], texts: &mut Texts) -> Result<(), Fault> {
    const MARK: &[u8] = b"\xE0\xC9\xEA\x79\xF9\xBA\xCE\x11\x8C\x82\x00\xAA\x00\x4B\xA9\x0B";
    let Some(at) = memchr::memmem::find(data, MARK) else {
        return Ok(());
    };
    let written = data.get(at + MARK.len() + 4..).unwrap_or_default();
    let (text, _) = encoding_rs::UTF_16LE.decode_without_bom_handling(written);
    texts.add("超链接", text.split('\0').next().unwrap_or_default())
}

/// A run of cells of a linked workbook ([MS-XLS] 2.4.66).
pub(super) fn linked_row(data: &[u8], letters: &Letters, texts: &mut Texts) -> Result<(), Fault> {
    const FIXED: usize = 9;
    let mut at = 4;
    while let Some(sort) = data.get(at) {
        if *sort == 2 {
            let behind = data.get(at + 1..).unwrap_or_default();
            let text = letters.long(behind);
            texts.add(LINKS, &text)?;
            at += 1 + text_size(behind, letters.is_wide());
        } else {
            if *sort == 1 {
                number(LINKS, f64_at(data, at + 1), texts)?;
            }
            at += FIXED;
        }
    }
    Ok(())
}

/// Bytes of a text with its length of two bytes.
fn text_size(data: &[u8], flagged: bool) -> usize {
    let length = u16_at(data, 0).map_or(0, usize::from);
    if !flagged {
        return 1 + length;
    }
    let width = 1 + usize::from(data.get(2).copied().unwrap_or_default() & 1);
    3 + length * width
}

/// A stream of the storage in which pivot tables keep their records ([MS-XLS] 2.1.7.10).
pub(super) fn pivot(stream: &[u8], texts: &mut Texts) -> Result<(), Fault> {
    const TEXT: u16 = 0x00CD;
    const NUMBER: u16 = 0x00C9;
    const FIELD: u16 = 0x00C7;
    let letters = Letters::new(Generation::Eight);
    let mut at = 0;
    while let Some((record, after)) = record_at(stream, at)? {
        match record.kind {
            TEXT => texts.add(PIVOTS, &letters.long(record.data))?,
            FIELD => texts.add(
                PIVOTS,
                &letters.long(record.data.get(14..).unwrap_or_default()),
            )?,
            NUMBER => number(PIVOTS, f64_at(record.data, 0), texts)?,
            _ => {}
        }
        at = after;
    }
    Ok(())
}

fn number(place: &str, number: Option<f64>, texts: &mut Texts) -> Result<(), Fault> {
    match number {
        Some(number) => texts.add(place, &number.to_string()),
        None => Ok(()),
    }
}
