//! The fixity list (固定性清单): every kept content with its length, both digests and the day it
//! came, so that another program can say years later whether a byte has changed. It writes nothing.

use std::path::Path;

use chrono::NaiveDate;
use rusqlite::{Connection, Row, named_params};

use super::{StoredFile, content_of, lies_there, path_of, put};
use crate::{Fingerprint, RegistryError, Store, columns};

/// A kept content, as the list names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FixityLine {
    /// Its digests and length, as they were when it came.
    pub content: StoredFile,
    /// The first day it was handed in.
    pub kept_on: NaiveDate,
}

impl FixityLine {
    /// Where it lies, seen from the office's folder; slashes on every system.
    pub fn path(&self) -> String {
        place_of(self.content.sha256)
    }
}

/// What a content is kept for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileUse {
    /// As what, in Chinese: 附件, 签字扫描件, 回执, …
    pub kept_as: String,
    /// Title of the item; it may hold something private. Empty where it is no item's.
    pub title: String,
    /// 登记编号 of the item, or 档号 where it is filed; empty before.
    pub register_no: String,
    /// The first day it was handed in.
    pub kept_on: NaiveDate,
}

/// What came of fetching contents back from a backup.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FetchedBack {
    /// Contents that were missing or altered and are whole again.
    pub mended: u64,
    /// Contents that the backup does not have either, or not whole.
    pub still_broken: u64,
}

impl Store {
    /// Every kept content, by its SHA-256.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn fixity_list(&self) -> Result<Vec<FixityLine>, RegistryError> {
        let list = || {
            let mut statement = self.connection().prepare(include_str!("fixity.sql"))?;
            let lines = statement.query_map([], line_of)?;
            lines.collect::<rusqlite::Result<_>>()
        };
        list().map_err(|error| self.at(error))
    }

    /// Whether a listed content lies in its place, read again from end to end.
    pub fn lies_whole(&self, line: &FixityLine) -> bool {
        lies_there(&self.layout().files(), &line.content, true)
    }

    /// What a content is kept for; nothing where no record says so any more.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn uses_of(&self, sha256: Fingerprint) -> Result<Vec<FileUse>, RegistryError> {
        uses(self.connection(), sha256).map_err(|error| self.at(error))
    }

    /// Puts every content that is missing or altered back from `backup`, the folder of a backup of
    /// the whole office. A content comes back only if it is the very same.
    ///
    /// # Errors
    /// `read-only`, `disk-full`, `io`; what was put back by then stays.
    pub fn fetch_back(&self, backup: &Path) -> Result<FetchedBack, RegistryError> {
        if !self.writable() {
            return Err(RegistryError::ReadOnly);
        }
        let from = backup.with_file_name("files");
        let own = self.layout().files();
        let mut done = FetchedBack::default();
        for FixityLine { content, .. } in self.fixity_list()? {
            if lies_there(&own, &content, true) {
                continue;
            }
            match lies_there(&from, &content, true) && fetch(&from, &own, &content)? {
                true => done.mended += 1,
                false => done.still_broken += 1,
            }
        }
        Ok(done)
    }
}

/// Where a content lies, seen from the office's folder.
pub(super) fn place_of(sha256: Fingerprint) -> String {
    let name = sha256.to_string();
    format!("files/{}/{name}", &name[..2])
}

fn fetch(from: &Path, to: &Path, content: &StoredFile) -> Result<bool, RegistryError> {
    let source = path_of(from, content.sha256);
    let file = std::fs::File::open(&source).map_err(|error| RegistryError::io(&source, error))?;
    Ok(put(to, file)? == *content)
}

fn uses(connection: &Connection, sha256: Fingerprint) -> rusqlite::Result<Vec<FileUse>> {
    let mut statement = connection.prepare_cached(include_str!("uses.sql"))?;
    let rows = statement.query_map(named_params! { ":sha256": sha256 }, |row| {
        Ok(FileUse {
            kept_as: row.get("kept_as")?,
            title: row.get("title")?,
            register_no: row.get("register_no")?,
            kept_on: columns::parsed(row, "kept_on")?,
        })
    })?;
    rows.collect()
}

fn line_of(row: &Row<'_>) -> rusqlite::Result<FixityLine> {
    Ok(FixityLine {
        content: content_of(row)?,
        kept_on: columns::parsed(row, "kept_on")?,
    })
}
