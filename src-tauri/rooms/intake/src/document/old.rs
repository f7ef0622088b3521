//! Old compound documents (`.doc`, `.wps`, `.ppt`, `.xls`): their text as far as it can be had, and
//! their properties; what else may hide in them it says it did not see.

use std::io::{Cursor, Read as _};

use cfb::CompoundFile;

use super::old_text::{properties_of, slides_text, words_text};
use super::reading::Reading;
use super::{RemnantKind, Unit};
use crate::error::Fault;

/// No stream of an office document is larger.
const LARGEST: u64 = 256 << 20;

/// What a program must say of an old document whatever it found.
const UNSEEN: &str = "旧格式里的修订、隐藏文字、嵌入的文件和图片（请另存为 .docx、.xlsx 或 PDF）";

type File<'a> = CompoundFile<Cursor<&'a [u8]>>;

/// `.doc` and `.wps`: one text with body, notes, headers, comments and what was deleted.
pub(super) fn read_words(bytes: &[u8], reading: &mut Reading<'_>) -> Result<(), Fault> {
    let mut file = open(bytes)?;
    let words = stream(&mut file, "/WordDocument").unwrap_or_default();
    let tables = [stream(&mut file, "/0Table"), stream(&mut file, "/1Table")];
    match words_text(&words, &tables) {
        Ok(Some(text)) => reading.passage("文字", Unit::Paragraph, false, &text)?,
        Ok(None) => reading.unread("旧文档的文字（请另存为 .docx）"),
        Err(()) => return Err(Fault::Encrypted),
    }
    reading.unread(UNSEEN);
    note_macros(&file, reading);
    put_properties(&mut file, reading)
}

/// `.ppt` and `.dps`.
pub(super) fn read_slides(bytes: &[u8], reading: &mut Reading<'_>) -> Result<(), Fault> {
    let mut file = open(bytes)?;
    let slides = stream(&mut file, "/PowerPoint Document").unwrap_or_default();
    reading.passage("文字", Unit::Line, false, &slides_text(&slides))?;
    reading.unread(UNSEEN);
    note_macros(&file, reading);
    put_properties(&mut file, reading)
}

/// Only the properties: the cells are read by the workbook's reader.
pub(super) fn read_properties(bytes: &[u8], reading: &mut Reading<'_>) {
    let Ok(mut file) = open(bytes) else { return };
    note_macros(&file, reading);
    // The bound is that of the streams.
    drop(put_properties(&mut file, reading));
}

fn put_properties(file: &mut File<'_>, reading: &mut Reading<'_>) -> Result<(), Fault> {
    for name in [
        "/\u{5}SummaryInformation",
        "/\u{5}DocumentSummaryInformation",
    ] {
        let Some(bytes) = stream(file, name) else {
            continue;
        };
        for (called, text) in properties_of(&bytes, name.contains("DocumentSummary")) {
            reading.remnant(RemnantKind::Properties, 1);
            reading.passage(&format!("文档属性“{called}”"), Unit::Whole, true, &text)?;
        }
    }
    Ok(())
}

fn note_macros(file: &File<'_>, reading: &mut Reading<'_>) {
    let macros = file.walk().any(|entry| {
        let name = entry.name();
        entry.is_storage() && (name == "VBA" || name == "Macros" || name == "_VBA_PROJECT_CUR")
    });
    if macros {
        reading.remnant(RemnantKind::Macros, 1);
        reading.unread("宏");
    }
}

fn open(bytes: &[u8]) -> Result<File<'_>, Fault> {
    CompoundFile::open(Cursor::new(bytes)).map_err(|error| Fault::Truncated {
        detail: error.to_string(),
    })
}

fn stream(file: &mut File<'_>, name: &str) -> Option<Vec<u8>> {
    if !file.is_stream(name) {
        return None;
    }
    let mut bytes = Vec::new();
    let stream = file.open_stream(name).ok()?;
    stream.take(LARGEST).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}
