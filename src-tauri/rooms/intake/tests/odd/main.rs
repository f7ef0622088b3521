//! Odd workbooks, each answered as it must be, in this process and in a process of its own.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails where its footing gives way"
)]

#[path = "../../../../../tests/fixtures/workbooks.rs"]
pub mod workbooks;

mod closing;
mod files;
mod hostile;
mod judged;
mod kinds;
mod properties;
mod tables;
mod understood;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use gongkai_intake::understand::{ReadSheet, Rule};
use gongkai_intake::{
    Choice, IntakeError, Limits, Understanding, Workbook, child, read_here, understand,
};
use workbooks::every;

fn in_folder(name: &str, bytes: &[u8], act: impl FnOnce(&Path)) {
    let folder = tempfile::Builder::new()
        .prefix("村里 的表")
        .tempdir()
        .unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    act(&path);
}

fn raw(name: &str, bytes: &[u8]) -> Result<Workbook, IntakeError> {
    let mut answer = None;
    in_folder(name, bytes, |path| {
        answer = Some(read_here(path, &Limits::default()))
    });
    answer.unwrap()
}

fn understood(name: &str) -> Understanding {
    let odd = every_by_name(name);
    understand(&raw(name, &odd).unwrap(), &Choice::default()).unwrap()
}

fn every_by_name(name: &str) -> Vec<u8> {
    static ALL: OnceLock<Vec<workbooks::Odd>> = OnceLock::new();
    let all = ALL.get_or_init(every);
    all.iter()
        .find(|odd| odd.name == name)
        .unwrap()
        .bytes
        .clone()
}

fn rules(sheet: &ReadSheet) -> Vec<(u32, Rule)> {
    sheet
        .rows
        .iter()
        .flat_map(|row| row.notes.iter().map(|note| (row.number, note.rule)))
        .collect()
}

/// Rows that have more than blanks in them.
fn filled(workbook: &Workbook) -> u64 {
    let rows = workbook.sheets.iter().flat_map(|sheet| &sheet.rows);
    rows.filter(|row| row.cells().any(|cell| !cell.text.trim().is_empty()))
        .count() as u64
}

/// The reading program: this crate's example, built once beside the tests.
fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let tests = std::env::current_exe().unwrap();
        let profile = tests.ancestors().nth(2).unwrap();
        // Built together with the tests, unless these were asked for by name.
        let reader = profile
            .join("examples")
            .join(format!("reader{}", std::env::consts::EXE_SUFFIX));
        if !reader.exists() {
            let built = Command::new(env!("CARGO"))
                .args([
                    "build",
                    "--quiet",
                    "--package",
                    "gongkai-intake",
                    "--example",
                    "reader",
                ])
                .args(if cfg!(debug_assertions) {
                    &[][..]
                } else {
                    &["--release"][..]
                })
                .status()
                .unwrap();
            assert!(built.success());
        }
        reader
    })
}

fn through_child(path: &Path, limits: &Limits) -> Result<Workbook, IntakeError> {
    child::read(program(), &[] as &[OsString], path, limits)
}
