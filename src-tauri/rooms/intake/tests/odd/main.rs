//! Odd workbooks, each answered as it must be, in this process and in a process of its own.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails where its footing gives way"
)]

#[path = "../stage/reader.rs"]
pub mod reader;
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
use std::path::Path;
use std::sync::OnceLock;

use gongkai_intake::understand::{ReadSheet, Rule};
use gongkai_intake::{
    Choice, IntakeError, Limits, Understanding, Workbook, child, read_here, understand,
};
use reader::{in_folder, program};
use workbooks::every;

fn raw(name: &str, bytes: &[u8]) -> Result<Workbook, IntakeError> {
    in_folder(name, bytes, |path| read_here(path, &Limits::default()))
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

fn through_child(path: &Path, limits: &Limits) -> Result<Workbook, IntakeError> {
    child::read(program(), &[] as &[OsString], path, limits)
}
