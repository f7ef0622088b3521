//! Documents of every kind with a secret in every place where one can hide: each is found, named by
//! its place, and gone from the clean copy; what shows stays. All people and numbers are invented.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails where its footing gives way"
)]

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
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use gongkai_intake::{CleanCopy, Cleaned, Document, Limits, clean_document, read_document};
use gongkai_rulebook::privacy::ScanOptions;
use zip::write::SimpleFileOptions;

/// The reading program: this crate's example, built once beside the tests.
fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let tests = std::env::current_exe().unwrap();
        let profile = tests.ancestors().nth(2).unwrap();
        let reader = profile
            .join("examples")
            .join(format!("reader{}", std::env::consts::EXE_SUFFIX));
        if !reader.exists() {
            let words = [
                "build",
                "--quiet",
                "--package",
                "gongkai-intake",
                "--example",
                "reader",
            ];
            let kind = if cfg!(debug_assertions) {
                &[][..]
            } else {
                &["--release"][..]
            };
            let built = Command::new(env!("CARGO"))
                .args(words)
                .args(kind)
                .status()
                .unwrap();
            assert!(built.success());
        }
        reader
    })
}

fn in_a_file<T>(bytes: &[u8], act: impl FnOnce(&Path) -> T) -> T {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("附件");
    std::fs::write(&path, bytes).unwrap();
    act(&path)
}

/// What the reading process says of a document.
pub(crate) fn document(bytes: &[u8]) -> Document {
    in_a_file(bytes, |path| {
        let none: &[OsString] = &[];
        read_document(program(), none, path, &Limits::default(), &|| false).unwrap()
    })
}

/// What came of cleaning a document.
pub(crate) fn cleaned(bytes: &[u8]) -> Cleaned {
    in_a_file(bytes, |path| {
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
