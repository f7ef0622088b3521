//! Separated text (`.csv`, `.txt`): finds its encoding and its separator and leaves every text as
//! it stands, leading zeros and long numbers included.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::{Bound, Fault, Foreign};
use crate::gather::{Message, Sink};
use crate::raw::{CellKind, Format, MAX_COLUMNS, MAX_ROWS, Row};
use crate::sniff;

/// Rows sent at once.
const BATCH: usize = 512;

/// Reads separated text into the sink as one sheet with the given name.
pub(crate) fn read(bytes: &[u8], name: &str, sink: &mut dyn Sink) -> Result<(), Fault> {
    let text = decode(bytes)?;
    if let Some(found) = sniff::markup(&text) {
        return Err(Fault::NotAWorkbook { found });
    }
    sink.take(Message::Sheet {
        name: name.to_owned(),
        hidden: false,
    })?;
    read_rows(&text, sink)?;
    sink.take(Message::End {
        format: Format::Csv,
        properties: Vec::new(),
        not_looked_at: Vec::new(),
    })
}

/// The text of bytes in UTF-8, UTF-16 or GB18030.
///
/// # Errors
/// [`Fault::Truncated`] when UTF-8 ends within a character, [`Fault::NotAWorkbook`] when it is no
/// text.
pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Fault> {
    let unknown = Fault::NotAWorkbook {
        found: Foreign::Unknown,
    };
    let text = if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        decode_as(encoding, &bytes[mark..])
    } else if let Some(text) = decode_unmarked_utf16(bytes) {
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

fn read_rows(text: &str, sink: &mut dyn Sink) -> Result<(), Fault> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(text))
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut batch = Vec::with_capacity(BATCH);
    let mut number = 0_u32;
    loop {
        let start = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        let more = reader
            .read_record(&mut record)
            .map_err(|error| Fault::Damaged {
                detail: error.to_string(),
            })?;
        if !more {
            break;
        }
        number = number.saturating_add(1 + blank_lines(text.as_bytes(), start));
        if number > MAX_ROWS || record.len() > MAX_COLUMNS as usize {
            return Err(Fault::TooBig {
                limit: Bound::Position,
            });
        }
        let row = row_of(number, &record);
        if !row.is_empty() {
            batch.push(row);
        }
        if batch.len() == BATCH {
            sink.take(Message::Rows(std::mem::replace(
                &mut batch,
                Vec::with_capacity(BATCH),
            )))?;
        }
    }
    sink.take(Message::Rows(batch))
}

fn row_of(number: u32, record: &StringRecord) -> Row {
    let mut row = Row::new(number);
    for (column, text) in (1_u16..).zip(record) {
        // The old end-of-file mark of DOS is no cell.
        row.push(column, CellKind::Text, text.trim_matches('\u{1a}'));
    }
    row
}

/// Empty lines before the record that is read from `start`: the csv reader passes over them, but
/// a spreadsheet program counts them.
fn blank_lines(bytes: &[u8], start: usize) -> u32 {
    let mut at = start;
    if start > 0 && bytes.get(start - 1) == Some(&b'\r') && bytes.get(start) == Some(&b'\n') {
        at += 1;
    }
    let mut lines = 0_u32;
    loop {
        at += match (bytes.get(at), bytes.get(at + 1)) {
            (Some(b'\r'), Some(b'\n')) => 2,
            (Some(b'\r' | b'\n'), _) => 1,
            (_, _) => return lines,
        };
        lines = lines.saturating_add(1);
    }
}

/// The separator that most of the first lines agree on; a comma when none does.
fn separator(text: &str) -> u8 {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(50)
        .collect();
    let score = |separator: char| {
        let counts: Vec<usize> = lines
            .iter()
            .map(|line| outside_quotes(line, separator))
            .collect();
        let lines_with = counts.iter().filter(|count| **count > 0).count();
        (lines_with, counts.iter().sum::<usize>())
    };
    [',', '\t', ';']
        .into_iter()
        .rev()
        .max_by_key(|separator| score(*separator))
        .map_or(b',', |separator| separator as u8)
}

fn outside_quotes(line: &str, separator: char) -> usize {
    let mut quoted = false;
    line.chars()
        .filter(|c| {
            quoted ^= *c == '"';
            !quoted && *c == separator
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gather::Assembler;
    use crate::limits::Limits;
    use crate::raw::Sheet;

    fn sheet(bytes: &[u8]) -> Sheet {
        let mut assembler = Assembler::new(Limits::default());
        read(bytes, "名单", &mut assembler).unwrap();
        assembler.finish().unwrap().sheets.remove(0)
    }

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        let sheet = sheet(bytes);
        let rectangle = sheet.rectangle(1000).unwrap();
        rectangle
            .iter()
            .map(|row| row.iter().map(|cell| (*cell).to_owned()).collect())
            .collect()
    }

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        let turn = |unit: u16| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        };
        text.encode_utf16().flat_map(turn).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "姓名,金额\n钱上坪,0630\n";
        let (gb, _, _) = GB18030.encode(text);
        let mut marked = vec![0xEF, 0xBB, 0xBF];
        marked.extend(text.as_bytes());
        let mut marked16 = vec![0xFF, 0xFE];
        marked16.extend(utf16(text, false));
        for bytes in [
            text.as_bytes().to_vec(),
            marked,
            gb.into_owned(),
            utf16(text, false),
            utf16(text, true),
            marked16,
        ] {
            assert_eq!(cells(&bytes), [["姓名", "金额"], ["钱上坪", "0630"]]);
        }
        let (rare, _, _) = GB18030.encode("姓名,村\n㛃䶮𬭊,上坪村\n");
        assert_eq!(cells(&rare)[1][0], "㛃䶮𬭊");
    }

    #[test]
    fn separators_quotes_and_empty_lines() {
        assert_eq!(cells(b"a;b\n1,5;2\n"), [["a", "b"], ["1,5", "2"]]);
        assert_eq!(
            cells(b"a\tb\r\n\r\n\"1\t2\"\t3\r\n"),
            [["a", "b"], ["", ""], ["1\t2", "3"]]
        );
        assert_eq!(
            cells(b"\n\na,b\n\"x\ny\",z\nlast,1"),
            [["", ""], ["", ""], ["a", "b"], ["x\ny", "z"], ["last", "1"]]
        );
        let long = cells(b"430699199001011230, 007 ,1.50\n");
        assert_eq!(long, [["430699199001011230", " 007 ", "1.50"]]);
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
