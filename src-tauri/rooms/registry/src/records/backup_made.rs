//! Backups that were made: what is known of them while the stick lies in the cabinet.

use gongkai_rulebook::moment::Moment;
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::{one, write};
use super::moment::{entered_on, moment, on};
use crate::{Change, Fingerprint, RegistryError};

/// A backup as it was made and read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupMade {
    /// Name of its folder.
    pub name: String,
    /// The place it was put.
    pub place: String,
    /// SHA-256 of the copied store.
    pub sha256: Fingerprint,
    /// Length of the copied store in bytes.
    pub bytes: u64,
    /// Files that belong to it.
    pub files: u64,
    /// Files that the office itself had lost already.
    pub missing: u64,
    /// Audit entries in it.
    pub entries: u64,
    /// When.
    pub made: Moment,
}

impl Records<'_> {
    /// The newest backup.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn last_backup(&self) -> Result<Option<BackupMade>, RegistryError> {
        one(
            self.connection,
            include_str!("backup_made/newest.sql"),
            [],
            made_of,
        )
    }
}

impl Change<'_> {
    /// Records a backup.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_backup(&self, backup: &BackupMade) -> Result<(), RegistryError> {
        let row = named_params! {
            ":name": backup.name,
            ":place": backup.place,
            ":sha256": backup.sha256,
            ":bytes": backup.bytes,
            ":files": backup.files,
            ":missing": backup.missing,
            ":entries": backup.entries,
            ":made_on": on(&backup.made),
            ":made_entered_at": backup.made.entered.unix_ms,
            ":made_entered_on": entered_on(&backup.made),
        };
        write(self.connection(), include_str!("backup_made/put.sql"), row)?;
        self.touch("backup", &backup.name);
        Ok(())
    }
}

fn made_of(row: &Row<'_>) -> rusqlite::Result<BackupMade> {
    Ok(BackupMade {
        name: row.get("name")?,
        place: row.get("place")?,
        sha256: row.get("sha256")?,
        bytes: row.get("bytes")?,
        files: row.get("files")?,
        missing: row.get("missing")?,
        entries: row.get("entries")?,
        made: moment(row, "made")?,
    })
}
