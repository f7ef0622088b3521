//! Tells by its bytes what a file is; it never looks at the name's ending.

use std::io::{Cursor, Read as _};

use crate::error::{Fault, Foreign};
use crate::limits::Limits;
use crate::package::Package;
use crate::raw::Format;
use crate::xml2003;

/// The BOF records with which a bare workbook stream begins, of Excel 2, 3, 4, 5 and 97.
const BARE: &[&[u8]] = &[
    b"\x09\x00\x04\x00",
    b"\x09\x00\x06\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x08\x10\x00",
];

/// What the bytes are, as far as intake reads it.
///
/// # Errors
/// [`Fault`] naming what the file is instead, or why it cannot be told.
pub(crate) fn format_of(bytes: &[u8], limits: &Limits) -> Result<Format, Fault> {
    if bytes.is_empty() {
        return Err(Fault::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zip_format(bytes, limits);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return compound_format(bytes);
    }
    if bytes.len() < 16 && b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".starts_with(bytes) {
        return Err(truncated("compound header"));
    }
    if BARE.iter().any(|begin| bytes.starts_with(begin)) {
        return Ok(Format::Xls);
    }
    match foreign(bytes) {
        Some(found) => Err(Fault::NotAWorkbook { found }),
        None => Ok(Format::Csv),
    }
}

/// Formats known by their first bytes.
fn foreign(bytes: &[u8]) -> Option<Foreign> {
    const FIRST: &[(&[u8], Foreign)] = &[
        (b"%PDF-", Foreign::Pdf),
        (b"\x89PNG\r\n\x1a\n", Foreign::Picture),
        (b"\xFF\xD8\xFF", Foreign::Picture),
        (b"GIF8", Foreign::Picture),
        (b"II*\0", Foreign::Picture),
        (b"MM\0*", Foreign::Picture),
        (b"{\\rtf", Foreign::RichText),
        (b"Rar!\x1a\x07", Foreign::Archive),
        (b"7z\xBC\xAF\x27\x1C", Foreign::Archive),
        (b"\x1F\x8B", Foreign::Archive),
        (b"PK\x07\x08", Foreign::Archive),
    ];
    let known = FIRST.iter().find(|(magic, _)| bytes.starts_with(magic));
    if let Some((_, found)) = known {
        return Some(*found);
    }
    if is_dbf(bytes) {
        return Some(Foreign::Dbf);
    }
    let bitmap = bytes.starts_with(b"BM") && bytes.get(6..10) == Some(b"\0\0\0\0");
    let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    (bitmap || webp).then_some(Foreign::Picture)
}

/// What a text is, by its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    /// Separated values, as far as can be told.
    Plain,
    /// A web page.
    Html,
    /// An XML spreadsheet of Excel 2003.
    Xml2003,
    /// A flat OpenDocument spreadsheet.
    FlatOds,
    /// Something else.
    Foreign(Foreign),
}

/// Tells markup from separated values.
pub(crate) fn written(text: &str) -> Written {
    let head: String = text.trim_start().chars().take(4096).collect();
    let head = head.to_ascii_lowercase();
    if head.starts_with("mime-version:") || head.starts_with("from: <") {
        return Written::Foreign(Foreign::WebArchive);
    }
    if !head.starts_with('<') {
        return Written::Plain;
    }
    if head.contains(xml2003::NAME_SPACE) && !head.contains("<html") {
        return Written::Xml2003;
    }
    if head.contains("oasis") && head.contains("opendocument.spreadsheet") {
        return Written::FlatOds;
    }
    let page = [
        "<html",
        "<!doctype html",
        "<table",
        "<meta",
        "<tr",
        "<body",
        "<div",
        "<style",
    ];
    if page.iter().any(|tag| head.contains(tag)) {
        return Written::Html;
    }
    if head.starts_with("<?xml") {
        return Written::Foreign(Foreign::Xml);
    }
    Written::Plain
}

/// The header of a dBASE table: a version, a date, and the length of the header itself, which
/// ends with a carriage return.
fn is_dbf(bytes: &[u8]) -> bool {
    let [3 | 0x30 | 0x31 | 0x83 | 0x8B | 0xF5, _, 1..=12, 1..=31, ..] = bytes else {
        return false;
    };
    let header = match bytes.get(8..10) {
        Some([low, high]) => usize::from(u16::from_le_bytes([*low, *high])),
        Some(_) | None => return false,
    };
    header > 32 && bytes.get(header - 1) == Some(&0x0D)
}

fn zip_format(bytes: &[u8], limits: &Limits) -> Result<Format, Fault> {
    let mut package = Package::open(bytes, limits)?;
    let has = |start: &str| package.has(start);
    let found = if has("encryptedpackage") || has("encrypted-package") {
        return Err(Fault::Encrypted);
    } else if has("xl/workbook.bin") {
        return Ok(Format::Xlsb);
    } else if has("xl/") {
        return Ok(Format::Xlsx);
    } else if has("word/") {
        Foreign::Word
    } else if has("ppt/") {
        Foreign::Slides
    } else if has("ofd.xml") {
        Foreign::Ofd
    } else if has("mimetype") && has("content.xml") {
        return open_document(&mut package);
    } else if has("index/document.iwa") {
        Foreign::Numbers
    } else {
        Foreign::Archive
    };
    Err(Fault::NotAWorkbook { found })
}

/// Which of the OpenDocument kinds a package is: its first part says it (ODF 1.2 part 3, 3.3).
fn open_document(package: &mut Package<'_>) -> Result<Format, Fault> {
    let mut kind = String::new();
    if let Ok(Some(part)) = package.part("mimetype") {
        // What is no text names no kind.
        let _ = part.take(200).read_to_string(&mut kind);
    }
    let found = if kind.contains("opendocument.spreadsheet") {
        return Ok(Format::Ods);
    } else if kind.contains("opendocument.text") {
        Foreign::Word
    } else if kind.contains("opendocument.presentation") {
        Foreign::Slides
    } else {
        Foreign::Archive
    };
    Err(Fault::NotAWorkbook { found })
}

fn compound_format(bytes: &[u8]) -> Result<Format, Fault> {
    let compound = cfb::CompoundFile::open(Cursor::new(bytes))
        .map_err(|error| truncated(&error.to_string()))?;
    let has = |name: &str| compound.is_stream(name);
    let found = if has("/EncryptedPackage") {
        return Err(Fault::Encrypted);
    } else if has("/Workbook") || has("/Book") {
        return Ok(Format::Xls);
    } else if has("/\u{9}DRMContent") {
        return Err(Fault::Encrypted);
    } else if has("/WordDocument") {
        Foreign::Word
    } else if has("/PowerPoint Document") {
        Foreign::Slides
    } else {
        Foreign::Compound
    };
    Err(Fault::NotAWorkbook { found })
}

fn truncated(detail: &str) -> Fault {
    Fault::Truncated {
        detail: detail.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_files_are_named() {
        let limits = Limits::default();
        for (bytes, found) in [
            (&b"%PDF-1.7"[..], Foreign::Pdf),
            (b"\xFF\xD8\xFF\xE0", Foreign::Picture),
            (b"BM\x10\0\0\0\0\0\0\0", Foreign::Picture),
            (b"{\\rtf1", Foreign::RichText),
            (b"Rar!\x1a\x07\0", Foreign::Archive),
            (
                b"\x03\x13\x0A\x01\0\0\0\0\x21\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x0D",
                Foreign::Dbf,
            ),
        ] {
            assert_eq!(
                format_of(bytes, &limits),
                Err(Fault::NotAWorkbook { found })
            );
        }
        assert_eq!(format_of(b"", &limits), Err(Fault::Empty));
        assert_eq!(format_of("姓名,金额".as_bytes(), &limits), Ok(Format::Csv));
        let bare = b"\x09\x08\x08\0\0\0\x10\0\0\0\0\0\x0A\0\0\0";
        assert_eq!(format_of(bare, &limits), Ok(Format::Xls));
        assert_eq!(written("\n <HTML><table>"), Written::Html);
        let book = format!(
            "<?xml version='1.0'?><Workbook xmlns=\"{}\">",
            xml2003::NAME_SPACE
        );
        assert_eq!(written(&book), Written::Xml2003);
        let other = Written::Foreign(Foreign::Xml);
        assert_eq!(written("<?xml version='1.0'?><Workbook>"), other);
        assert_eq!(written("<张三>,1"), Written::Plain);
    }

    #[test]
    fn a_cut_container_is_told() {
        let limits = Limits::default();
        assert!(matches!(
            format_of(b"PK\x03\x04abc", &limits),
            Err(Fault::Truncated { .. })
        ));
        let cut = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0";
        assert!(matches!(
            format_of(cut, &limits),
            Err(Fault::Truncated { .. })
        ));
    }
}
