//! Separated text (`.csv`, `.txt`): finds its separator and leaves every text as it stands, leading
//! zeros and long numbers included; a text without columns is no table and is refused.

use csv::{ReaderBuilder, StringRecord};

use crate::error::{Bound, Fault, Foreign};
use crate::gather::{Message, Sink};
use crate::raw::{CellKind, Format, MAX_COLUMNS, MAX_ROWS, Row};
use crate::understand::is_title as is_title_of_a_list;

/// Rows sent at once.
const BATCH: usize = 512;
/// Lines among which the title of a list with one column is looked for.
const TITLES_WITHIN: u32 = 60;

/// Reads separated text into the sink as one sheet with the given name.
pub(crate) fn read(text: &str, name: &str, sink: &mut dyn Sink) -> Result<(), Fault> {
    sink.take(Message::Sheet {
        name: name.to_owned(),
        hidden: false,
    })?;
    read_rows(text, sink)?;
    sink.take(Message::End {
        format: Format::Csv,
        properties: Vec::new(),
        not_looked_at: Vec::new(),
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
    let mut is_table = false;
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
        is_table |= record.len() > 1 || (number <= TITLES_WITHIN && is_title(&record));
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
    if !is_table {
        return Err(Fault::NotAWorkbook {
            found: Foreign::PlainText,
        });
    }
    sink.take(Message::Rows(batch))
}

/// Whether a line of one column is a title that lists have: `姓名`.
fn is_title(record: &StringRecord) -> bool {
    record.iter().any(is_title_of_a_list)
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
    use crate::text::decode;
    use encoding_rs::GB18030;

    fn sheet(bytes: &[u8]) -> Sheet {
        let mut assembler = Assembler::new(Limits::default());
        read(&decode(bytes).unwrap(), "名单", &mut assembler).unwrap();
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
    fn a_text_without_columns_is_no_table() {
        let refused = |text: &str| {
            let mut assembler = Assembler::new(Limits::default());
            read(text, "名单", &mut assembler).unwrap_err()
        };
        for text in ["hello", "hello\n", "各村：\n请于本周内报送。\n", "\n\n"] {
            let found = Foreign::PlainText;
            assert_eq!(refused(text), Fault::NotAWorkbook { found }, "{text:?}");
        }
        assert_eq!(cells("姓名\n张三\n".as_bytes()), [["姓名"], ["张三"]]);
        assert_eq!(cells("名单\n身份证号\n".as_bytes()).len(), 2);
        assert_eq!(cells(b"hello\na,b\n").len(), 2);
    }
}
