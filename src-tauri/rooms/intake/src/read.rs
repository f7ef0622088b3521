//! Reads one file within this process; the office itself always asks [`crate::child`] instead.

use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::panic::AssertUnwindSafe;
use std::path::Path;

use crate::error::{Bound, Fault, IntakeError, Trouble};
use crate::gather::{Assembler, Sink};
use crate::limits::Limits;
use crate::raw::{Format, Workbook};
use crate::sniff::Written;
use crate::{delimited, html, ods, sniff, text, xls, xlsb, xlsx, xml2003};

/// Reads a file in this process, without the walls of a process of its own: for tests, for
/// measuring, and for files this program has just written itself.
///
/// # Errors
/// [`IntakeError`] saying what the file is or what is wrong with it.
pub fn read_here(path: &Path, limits: &Limits) -> Result<Workbook, IntakeError> {
    let mut assembler = Assembler::new(*limits);
    read_into(path, limits, &mut assembler)
        .and_then(|()| {
            assembler.finish().ok_or_else(|| Fault::ReaderBroken {
                detail: "no end".to_owned(),
            })
        })
        .map_err(|fault| IntakeError::new(path, fault))
}

/// Reads bytes that somebody already holds, as [`read_here`] reads a file; `name` becomes the
/// sheet's name where the format has none. For tests and fuzzers.
///
/// # Errors
/// The [`Fault`] that the bytes have as a file.
pub fn read_held(bytes: &[u8], name: &str, limits: &Limits) -> Result<Workbook, Fault> {
    let mut assembler = Assembler::new(*limits);
    read_bytes(bytes, name, limits, &mut assembler)?;
    assembler.finish().ok_or_else(|| Fault::ReaderBroken {
        detail: "no end".to_owned(),
    })
}

/// Reads a file into a sink.
pub(crate) fn read_into(path: &Path, limits: &Limits, sink: &mut dyn Sink) -> Result<(), Fault> {
    let bytes = load(path, limits)?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    read_bytes(&bytes, &name, limits, sink)
}

/// Reads the bytes of a file; `name` becomes the sheet's name where the format has none. A parser
/// that panics has met a damaged file.
pub(crate) fn read_bytes(
    bytes: &[u8],
    name: &str,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<(), Fault> {
    let reading = AssertUnwindSafe(|| parse(bytes, name, limits, sink));
    std::panic::catch_unwind(reading).unwrap_or_else(|_| {
        Err(Fault::Damaged {
            detail: "the parser gave up".to_owned(),
        })
    })
}

fn parse(bytes: &[u8], name: &str, limits: &Limits, sink: &mut dyn Sink) -> Result<(), Fault> {
    match sniff::format_of(bytes, limits)? {
        Format::Xlsx => xlsx::read(bytes, limits, sink),
        Format::Xlsb => xlsb::read(bytes, limits, sink),
        Format::Xls => xls::read(bytes, name, limits, sink),
        Format::Ods => ods::read(bytes, limits, sink),
        // What is no container is a text, and which one only its characters tell.
        Format::Csv | Format::Html | Format::Xml2003 => parse_text(bytes, name, limits, sink),
    }
}

fn parse_text(bytes: &[u8], name: &str, limits: &Limits, sink: &mut dyn Sink) -> Result<(), Fault> {
    let text = text::decode(bytes)?;
    match sniff::written(&text) {
        Written::Html => html::read(&text, name, limits, sink),
        Written::Xml2003 => xml2003::read(&text, limits, sink),
        Written::FlatOds => ods::read_flat(&text, limits, sink),
        Written::Foreign(found) => Err(Fault::NotAWorkbook { found }),
        Written::Plain => delimited::read(&text, name, sink),
    }
}

/// The whole file, if it is one and not too large.
pub(crate) fn load(path: &Path, limits: &Limits) -> Result<Vec<u8>, Fault> {
    let unreadable = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Fault::Missing,
        ErrorKind::IsADirectory => Fault::NotAFile,
        _ => Fault::Unreadable {
            trouble: Trouble::of(&error),
            detail: error.to_string(),
        },
    };
    // Asked before opening: opening a pipe would wait for its writer.
    let about = std::fs::metadata(path).map_err(unreadable)?;
    if about.is_dir() {
        return Err(Fault::NotAFile);
    }
    if !about.is_file() {
        return Err(Fault::NotRegular);
    }
    let file = File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(limits.file.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    crate::gather::within(bytes.len() as u64, limits.file, Bound::File)?;
    Ok(bytes)
}
