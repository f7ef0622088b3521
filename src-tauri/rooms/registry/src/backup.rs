//! Copies of the store, made while it is in use and read back before they count; it refuses to
//! leave a copy that did not pass.
//!
//! A copy holds the store only; [`whole`] puts the office's files and keys beside it.

mod keys;
pub mod whole;

pub use keys::{COUNTY_KEY_FILE, DRAFT_KEY_FILE};

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::Backup;

use crate::connection::{self, Purpose};
use crate::durable::{
    folder_of, make_folder, move_into_place, part_beside, remove_if_there, sync_file,
};
use crate::office_card::Cipher;
use crate::{Fingerprint, RegistryError, Store, migrate, verify};

/// What a copy holds, as read back from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyReceipt {
    /// Where it stands.
    pub path: PathBuf,
    /// Its length in bytes.
    pub bytes: u64,
    /// SHA-256 of the copy, to be noted on the label of the stick.
    pub sha256: Fingerprint,
    /// The form of the store (its migration).
    pub form: u32,
    /// Audit entries in it.
    pub audit_entries: u64,
    /// File records in it.
    pub files: u64,
}

impl Store {
    /// Copies the store to `target`, which appears only after the copy was read back and found
    /// sound. Works beside a writer.
    ///
    /// # Errors
    /// `copy-unsound`, `disk-full`, `office-busy`, `io`; `target` is untouched then.
    pub fn backup_to(&self, target: &Path) -> Result<CopyReceipt, RegistryError> {
        copy_verified(self.connection(), target)
    }
}

/// Copies what `connection` sees to `target`.
pub(crate) fn copy_verified(
    connection: &Connection,
    target: &Path,
) -> Result<CopyReceipt, RegistryError> {
    make_folder(folder_of(target))?;
    let part = part_beside(target);
    remove_if_there(&part)?;
    let copied = copy(connection, &part).and_then(|()| read_back(connection, &part, target));
    let placed = copied.and_then(|receipt| {
        move_into_place(&part, target)?;
        Ok(receipt)
    });
    if placed.is_err() {
        // The first error is the one to tell; a leftover part is removed next time.
        let _ = fs::remove_file(&part);
    }
    placed
}

fn copy(connection: &Connection, part: &Path) -> Result<(), RegistryError> {
    let at = |error: rusqlite::Error| RegistryError::from(error).at(part);
    let mut copy = connection::open(part, Purpose::Make, Cipher::None, None)?;
    Backup::new(connection, &mut copy)
        .and_then(|backup| backup.run_to_completion(1024, Duration::ZERO, None))
        .map_err(at)?;
    // One file, no log beside it: a copy is carried about.
    copy.pragma_update(None, "journal_mode", "DELETE")
        .map_err(at)?;
    copy.close().map_err(|(_, error)| at(error))?;
    sync_file(part)
}

fn read_back(
    original: &Connection,
    part: &Path,
    target: &Path,
) -> Result<CopyReceipt, RegistryError> {
    let unsound = |problem: String| RegistryError::CopyUnsound {
        path: target.to_owned(),
        problem,
    };
    let copy = connection::open(part, Purpose::Read, Cipher::None, None)?;
    if let Some(finding) = verify::database(&copy)?.into_iter().next() {
        return Err(unsound(finding.text));
    }
    let counts = count(&copy)?;
    // A writer may have gone on meanwhile, so the original may hold more, never less.
    if counts > count(original)? || migrate::reached(&copy)? != migrate::reached(original)? {
        return Err(unsound("条数与登记库不符".to_owned()));
    }
    let (sha256, bytes) = File::open(part)
        .and_then(Fingerprint::sha256_of)
        .map_err(|error| RegistryError::io(part, error))?;
    let (audit_entries, files) = counts;
    let form = migrate::reached(&copy)?;
    Ok(CopyReceipt {
        path: target.to_owned(),
        bytes,
        sha256,
        form,
        audit_entries,
        files,
    })
}

fn count(connection: &Connection) -> rusqlite::Result<(u64, u64)> {
    connection.query_row(include_str!("backup/count.sql"), [], |row| {
        Ok((row.get("audit_entries")?, row.get("files")?))
    })
}

#[cfg(test)]
mod tests;
