//! Documents read and written clean in the reading process: one order, one answer. The answer is a
//! length and postcard; the asking end makes room only for what arrives.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::panic::AssertUnwindSafe;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::child::{ServeError, ask, broken};
use crate::clean::{self, Cleaned};
use crate::document::{self, Document};
use crate::error::{Fault, IntakeError};
use crate::limits::Limits;
use crate::photo::{self, Straightened};
use crate::read::load;

/// Stands before the limits in the order to read a document.
const READ: &str = "document:";
/// Stands before the limits in the order to write one clean.
const CLEAN: &str = "clean:";
/// Stands before the limits in the order to straighten the sheets in its pictures.
const STRAIGHTEN: &str = "straighten:";

/// What a reading process does with a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Job {
    Read,
    Clean,
    Straighten,
}

impl Job {
    /// The job of an order and the limits in it; no job for a workbook's plain limits.
    pub(crate) fn of(order: &str) -> (Option<Self>, &str) {
        if let Some(limits) = order.strip_prefix(READ) {
            (Some(Self::Read), limits)
        } else if let Some(limits) = order.strip_prefix(CLEAN) {
            (Some(Self::Clean), limits)
        } else if let Some(limits) = order.strip_prefix(STRAIGHTEN) {
            (Some(Self::Straighten), limits)
        } else {
            (None, order)
        }
    }
}

/// Asks a reading process (see [`crate::child::read_unless`]) what a document holds.
///
/// # Errors
/// As [`crate::child::read_unless`].
pub fn read_document(
    program: &Path,
    prefix: &[OsString],
    path: &Path,
    limits: &Limits,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Document, IntakeError> {
    let order = format!("{READ}{limits}");
    ask(program, prefix, &order, path, limits, stop, |output| {
        let document: Option<Document> = answer(output, limits)?;
        match document {
            Some(document) if !document.is_sound() => Err(broken("rows out of place")),
            other => Ok(other),
        }
    })
}

/// Asks a reading process for a copy of a document without what nobody sees on paper.
///
/// # Errors
/// As [`crate::child::read_unless`]. A document that cannot be written clean is no error: see
/// [`Cleaned::Refused`].
pub fn clean_document(
    program: &Path,
    prefix: &[OsString],
    path: &Path,
    limits: &Limits,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Cleaned, IntakeError> {
    let order = format!("{CLEAN}{limits}");
    ask(program, prefix, &order, path, limits, stop, |output| {
        answer(output, limits)
    })
}

/// Asks a reading process for the sheets in a file of scans or photos, laid straight.
///
/// # Errors
/// As [`crate::child::read_unless`].
pub fn straighten_sheets(
    program: &Path,
    prefix: &[OsString],
    path: &Path,
    limits: &Limits,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Straightened, IntakeError> {
    let order = format!("{STRAIGHTEN}{limits}");
    ask(program, prefix, &order, path, limits, stop, |output| {
        answer(output, limits)
    })
}

/// Straightens the sheets in a file that somebody already holds, without the walls of a process of
/// its own: for tests and fuzzers.
///
/// # Errors
/// The [`Fault`] that the bytes have as a file.
pub fn straighten_sheets_held(bytes: &[u8], limits: &Limits) -> Result<Straightened, Fault> {
    calmly(|| photo::straighten(bytes, limits))
}

/// Reads a document that somebody already holds, without the walls of a process of its own: for
/// tests and fuzzers.
///
/// # Errors
/// The [`Fault`] that the bytes have as a file.
pub fn read_document_held(bytes: &[u8], limits: &Limits) -> Result<Document, Fault> {
    calmly(|| document::read(bytes, limits))
}

/// Writes a document that somebody already holds again without what nobody sees on paper, as
/// [`read_document_held`] reads it.
///
/// # Errors
/// The [`Fault`] that the bytes have as a file.
pub fn clean_document_held(bytes: &[u8], limits: &Limits) -> Result<Cleaned, Fault> {
    calmly(|| clean::clean(bytes, limits))
}

/// What the reading process does.
pub(crate) fn serve(
    job: Job,
    path: &Path,
    limits: &Limits,
    output: impl Write,
) -> Result<(), ServeError> {
    let bytes = load(path, limits);
    match job {
        Job::Read => tell(
            bytes.and_then(|bytes| read_document_held(&bytes, limits)),
            output,
        ),
        Job::Clean => tell(
            bytes.and_then(|bytes| clean_document_held(&bytes, limits)),
            output,
        ),
        Job::Straighten => tell(
            bytes.and_then(|bytes| straighten_sheets_held(&bytes, limits)),
            output,
        ),
    }
}

/// A parser that panics has met a damaged file.
fn calmly<T>(work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    std::panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(Fault::Damaged {
            detail: "the parser gave up".to_owned(),
        })
    })
}

fn tell<T: Serialize>(whole: Result<T, Fault>, mut output: impl Write) -> Result<(), ServeError> {
    let bytes = postcard::to_stdvec(&whole).map_err(|_| ServeError::Output)?;
    let length = (bytes.len() as u64).to_le_bytes();
    output
        .write_all(&length)
        .and_then(|()| output.write_all(&bytes))
        .and_then(|()| output.flush())
        .map_err(|_| ServeError::Output)
}

/// The answer; `None` when the stream broke off before its end.
fn answer<T: DeserializeOwned>(mut output: impl Read, limits: &Limits) -> Result<Option<T>, Fault> {
    let mut length = [0_u8; 8];
    if output.read_exact(&mut length).is_err() {
        return Ok(None);
    }
    let length = u64::from_le_bytes(length);
    // All text twice over, or the document itself.
    let most = limits.text.saturating_mul(2).saturating_add(limits.file);
    if length > most {
        return Err(broken("answer too long"));
    }
    let mut bytes = Vec::new();
    let read = output.take(length).read_to_end(&mut bytes);
    match read {
        Ok(read) if read as u64 == length => {}
        Ok(_) | Err(_) => return Ok(None),
    }
    let whole: Result<T, Fault> =
        postcard::from_bytes(&bytes).map_err(|error| broken(&error.to_string()))?;
    whole.map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn no_answer_makes_it_panic(bytes in proptest::collection::vec(0_u8.., 0..300)) {
            let limits = Limits::default();
            let length = (bytes.len() as u64).to_le_bytes();
            let stream = [&length[..], &bytes].concat();
            let _ = answer::<Document>(stream.as_slice(), &limits);
            let _ = answer::<Cleaned>(stream.as_slice(), &limits);
            let _ = answer::<Straightened>(stream.as_slice(), &limits);
        }
    }
}
