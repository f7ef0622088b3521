//! Documents of every kind with a secret in every place where one can hide: each is found, named by
//! its place, and gone from the clean copy; what shows stays. All people and numbers are invented.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails where its footing gives way"
)]

#[path = "../stage/reader.rs"]
pub mod reader;

mod catalogues;
mod old;
mod packages;
mod pages;
mod pdfs;
mod secrets;
mod words;
mod workbooks;

use std::ffi::OsString;
use std::io::{Cursor, Read as _, Write as _};

use gongkai_intake::{CleanCopy, Cleaned, Document, Limits, clean_document, read_document};
use gongkai_rulebook::privacy::ScanOptions;
use reader::{in_folder, program};
use zip::write::SimpleFileOptions;

/// What the reading process says of a document.
pub(crate) fn document(bytes: &[u8]) -> Document {
    in_folder("附件", bytes, |path| {
        let none: &[OsString] = &[];
        read_document(program(), none, path, &Limits::default(), &|| false).unwrap()
    })
}

/// What came of cleaning a document.
pub(crate) fn cleaned(bytes: &[u8]) -> Cleaned {
    in_folder("附件", bytes, |path| {
        let none: &[OsString] = &[];
        clean_document(program(), none, path, &Limits::default(), &|| false).unwrap()
    })
}

/// The clean copy of a document that has one.
pub(crate) fn copy(bytes: &[u8]) -> CleanCopy {
    match cleaned(bytes) {
        Cleaned::Copy(copy) => copy,
        Cleaned::Refused(cannot) => panic!("refused: {}", cannot.reason()),
    }
}

/// Place and masked value of everything private.
pub(crate) fn found(document: &Document) -> Vec<(String, String)> {
    let scanned = document.scan(&ScanOptions::default());
    let line = |found: gongkai_intake::Found| (found.place, found.masked);
    scanned.findings.into_iter().map(line).collect()
}

/// A container of these parts.
pub(crate) fn container(parts: &[(&str, &str)]) -> Vec<u8> {
    let parts: Vec<(&str, Vec<u8>)> = parts
        .iter()
        .map(|(name, text)| (*name, text.as_bytes().to_vec()))
        .collect();
    container_of(&parts)
}

/// The same of bytes.
pub(crate) fn container_of(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// All parts of a container, unpacked.
pub(crate) fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// Whether a text stands anywhere in the parts of a container, or in a name of one.
pub(crate) fn holds(bytes: &[u8], text: &str) -> bool {
    unpacked(bytes).iter().any(|(name, part)| {
        name.contains(text)
            || part
                .windows(text.len())
                .any(|window| window == text.as_bytes())
    })
}
