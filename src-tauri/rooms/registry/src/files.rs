//! Files by their content under `files/`: written and synced before any row speaks of them. It
//! refuses to give a file the name the village gave it, and to hand out one that was altered.

mod fixity;

pub use fixity::{FetchedBack, FileUse, FixityLine};

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use gongkai_rulebook::ids::FileId;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::durable::{folder_of, make_folder, move_into_place};
use crate::fingerprint::TwinHasher;
use crate::{Change, Finding, Fingerprint, RegistryError, Store, columns};

/// Opens the name of every file that is still being written.
const INCOMING: &str = ".incoming-";

/// A content that lies in the file store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredFile {
    /// SHA-256; the name under `files/`.
    pub sha256: Fingerprint,
    /// SM3.
    pub sm3: Fingerprint,
    /// Length in bytes.
    pub bytes: u64,
}

/// A file as somebody handed it in. Several may have the same content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRecord {
    /// Its id.
    pub id: FileId,
    /// Its content.
    pub content: StoredFile,
    /// The name it came with. It may name a person: never print it, never use it as a path.
    pub original_name: String,
    /// What it is, for instance `image/jpeg`.
    pub media_kind: String,
    /// The day it was added.
    pub added_on: NaiveDate,
}

impl Store {
    /// Takes a content into the file store, durably. Putting the same content again changes
    /// nothing, or mends it where it was damaged.
    ///
    /// # Errors
    /// `read-only`, `disk-full`, `io`; nothing but a nameless leftover stays behind then, which the
    /// next writer sweeps away.
    pub fn put_file(&self, reader: impl Read) -> Result<StoredFile, RegistryError> {
        if !self.writable() {
            return Err(RegistryError::ReadOnly);
        }
        put(&self.layout().files(), reader)
    }

    /// The record of a file.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn file(&self, id: FileId) -> Result<Option<FileRecord>, RegistryError> {
        let read = || {
            let mut statement = self
                .connection()
                .prepare_cached(include_str!("files/find.sql"))?;
            statement
                .query_row(named_params! { ":id": id.to_string() }, record_of)
                .optional()
        };
        read().map_err(|error| self.at(error))
    }

    /// Where a stored content lies, for a program that reads it in a process of its own.
    pub fn file_path(&self, sha256: Fingerprint) -> PathBuf {
        path_of(&self.layout().files(), sha256)
    }

    /// The bytes of a stored content, checked against its fingerprint.
    ///
    /// # Errors
    /// `file-missing` where it is gone or altered, `io`.
    pub fn read_file(&self, sha256: Fingerprint) -> Result<Vec<u8>, RegistryError> {
        let path = path_of(&self.layout().files(), sha256);
        match fs::read(&path) {
            Ok(bytes) => match Fingerprint::sha256_of(bytes.as_slice()) {
                Ok((found, _)) if found == sha256 => Ok(bytes),
                _ => Err(RegistryError::FileGone {
                    fingerprint: sha256,
                }),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(RegistryError::FileGone {
                fingerprint: sha256,
            }),
            Err(error) => Err(RegistryError::io(&path, error)),
        }
    }
}

/// Records a file whose content lies in the file store.
///
/// # Errors
/// What SQLite says.
pub fn record(change: &Change<'_>, file: &FileRecord) -> Result<(), RegistryError> {
    change
        .connection()
        .prepare_cached(include_str!("files/record.sql"))?
        .execute(named_params! {
            ":id": file.id.to_string(),
            ":sha256": file.content.sha256,
            ":sm3": file.content.sm3,
            ":bytes": file.content.bytes,
            ":original_name": file.original_name,
            ":media_kind": file.media_kind,
            ":added_on": file.added_on.to_string(),
        })?;
    change.touch("file", file.id);
    Ok(())
}

/// Streams `reader` into `folder` under the name of its content.
fn put(folder: &Path, reader: impl Read) -> Result<StoredFile, RegistryError> {
    make_folder(folder)?;
    let (path, mut file) = incoming(folder)?;
    let stored = receive(reader, &mut file).map_err(|error| RegistryError::io(&path, error));
    drop(file);
    let kept = stored.and_then(|stored| {
        keep(folder, &path, stored.sha256)?;
        Ok(stored)
    });
    if kept.is_err() {
        // The first error is the one to tell; the next writer sweeps.
        let _ = fs::remove_file(&path);
    }
    kept
}

/// Removes what a kill left half received.
pub(crate) fn sweep(folder: &Path) -> Result<(), RegistryError> {
    make_folder(folder)?;
    for entry in listed(folder)? {
        if name_of(&entry).starts_with(INCOMING) {
            fs::remove_file(&entry).map_err(|error| RegistryError::io(&entry, error))?;
        }
    }
    Ok(())
}

/// Files that are missing or altered, and, as a note, contents that no record speaks of.
pub(crate) fn verify_files(
    connection: &Connection,
    folder: &Path,
) -> Result<Vec<Finding>, RegistryError> {
    let mut findings = Vec::new();
    let mut known = BTreeSet::new();
    for content in contents(connection)? {
        findings.extend(verify_content(folder, &content)?);
        known.insert(content.sha256);
    }
    for path in stored_paths(folder)? {
        let name: Option<Fingerprint> = name_of(&path).parse().ok();
        if !name.is_some_and(|name| known.contains(&name) && path == path_of(folder, name)) {
            findings.push(orphan(&path, name));
        }
    }
    Ok(findings)
}

/// A file that no record speaks of, by what it is: nothing is ever removed for that.
fn orphan(path: &Path, name: Option<Fingerprint>) -> Finding {
    let text = match name {
        Some(name) if holds(path, name) => {
            "有一个文件没有任何记录提到它，可能是上次中断留下的，无害"
        }
        Some(_) => "有一个文件没有任何记录提到它，内容也和名字对不上",
        None if name_of(path).starts_with(INCOMING) => {
            "有一个文件只写了一半，是上次中断留下的，下次打开登记库时会清掉"
        }
        None => "有一个文件不是本程序放的",
    };
    Finding::note("file-orphaned", path.display(), text)
}

/// Every content that a record speaks of, each once.
pub(crate) fn contents(connection: &Connection) -> rusqlite::Result<Vec<StoredFile>> {
    let mut statement = connection.prepare(include_str!("files/contents.sql"))?;
    let rows = statement.query_map([], content_of)?;
    rows.collect()
}

/// Brings a content from one file store into another, durably, and says whether it was there to be
/// brought. One that lies there in its full length already is left alone.
pub(crate) fn bring(from: &Path, to: &Path, content: &StoredFile) -> Result<bool, RegistryError> {
    let target = path_of(to, content.sha256);
    if fs::metadata(&target).is_ok_and(|there| there.len() == content.bytes) {
        return Ok(true);
    }
    let source = path_of(from, content.sha256);
    let file = match File::open(&source) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(RegistryError::io(&source, error)),
    };
    // The name is made from what was read, so an altered file does not come under the old name.
    Ok(put(to, file)? == *content)
}

/// Whether a content lies in `folder`, whole: by its length, or read again where `thoroughly`.
pub(crate) fn lies_there(folder: &Path, content: &StoredFile, thoroughly: bool) -> bool {
    let path = path_of(folder, content.sha256);
    let length = fs::metadata(&path).is_ok_and(|there| there.len() == content.bytes);
    length && (!thoroughly || holds(&path, content.sha256))
}

fn verify_content(folder: &Path, content: &StoredFile) -> Result<Option<Finding>, RegistryError> {
    let path = path_of(folder, content.sha256);
    let place = fixity::place_of(content.sha256);
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let missing = Finding::broken("file-missing", place, "登记过的文件不见了");
            return Ok(Some(missing.of(content.sha256)));
        }
        Err(error) => return Err(RegistryError::io(&path, error)),
    };
    let mut hasher = TwinHasher::default();
    let bytes = each_piece(file, |piece| {
        hasher.update(piece);
        Ok(())
    })
    .map_err(|error| RegistryError::io(&path, error))?;
    let twin = hasher.finish();
    let found = StoredFile {
        sha256: twin.sha256,
        sm3: twin.sm3,
        bytes,
    };
    let altered = || {
        let altered = Finding::broken("file-altered", place, "文件的内容与登记时不同");
        altered.of(content.sha256)
    };
    Ok((found != *content).then(altered))
}

fn receive(reader: impl Read, file: &mut File) -> io::Result<StoredFile> {
    let mut hasher = TwinHasher::default();
    let bytes = each_piece(reader, |piece| {
        hasher.update(piece);
        file.write_all(piece)
    })?;
    file.sync_all()?;
    let twin = hasher.finish();
    Ok(StoredFile {
        sha256: twin.sha256,
        sm3: twin.sm3,
        bytes,
    })
}

fn keep(folder: &Path, incoming: &Path, sha256: Fingerprint) -> Result<(), RegistryError> {
    let path = path_of(folder, sha256);
    if holds(&path, sha256) {
        return fs::remove_file(incoming).map_err(|error| RegistryError::io(incoming, error));
    }
    make_folder(folder_of(&path))?;
    move_into_place(incoming, &path)
}

fn holds(path: &Path, sha256: Fingerprint) -> bool {
    File::open(path)
        .and_then(|file| Fingerprint::sha256_of(BufReader::new(file)))
        .is_ok_and(|(found, _)| found == sha256)
}

/// A fresh file in `folder`. There is one writer, so a free number is soon found.
fn incoming(folder: &Path) -> Result<(PathBuf, File), RegistryError> {
    let mut number = 0_u32;
    loop {
        let path = folder.join(format!("{INCOMING}{number}"));
        match File::create_new(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 10_000 => {
                number += 1;
            }
            Err(error) => return Err(RegistryError::io(&path, error)),
        }
    }
}

fn each_piece(
    mut reader: impl Read,
    mut take: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<u64> {
    let mut piece = vec![0; 1 << 16];
    let mut bytes = 0_u64;
    loop {
        let read = match reader.read(&mut piece) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        if read == 0 {
            return Ok(bytes);
        }
        take(&piece[..read])?;
        bytes = bytes.saturating_add(read as u64);
    }
}

/// `files/ab/ab…`: two digits keep folders small.
fn path_of(folder: &Path, sha256: Fingerprint) -> PathBuf {
    let name = sha256.to_string();
    folder.join(&name[..2]).join(&name)
}

fn stored_paths(folder: &Path) -> Result<Vec<PathBuf>, RegistryError> {
    let mut paths = Vec::new();
    for entry in listed(folder)? {
        if entry.is_dir() {
            paths.extend(listed(&entry)?);
        } else {
            paths.push(entry);
        }
    }
    Ok(paths)
}

fn listed(folder: &Path) -> Result<Vec<PathBuf>, RegistryError> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other.map_err(|error| RegistryError::io(folder, error))?,
    };
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<_>>>()
        .map_err(|error| RegistryError::io(folder, error))?;
    paths.sort();
    Ok(paths)
}

fn name_of(path: &Path) -> &str {
    path.file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default()
}

fn record_of(row: &Row<'_>) -> rusqlite::Result<FileRecord> {
    Ok(FileRecord {
        id: columns::parsed(row, "id")?,
        content: content_of(row)?,
        original_name: row.get("original_name")?,
        media_kind: row.get("media_kind")?,
        added_on: columns::parsed(row, "added_on")?,
    })
}

fn content_of(row: &Row<'_>) -> rusqlite::Result<StoredFile> {
    Ok(StoredFile {
        sha256: row.get("sha256")?,
        sm3: row.get("sm3")?,
        bytes: row.get("bytes")?,
    })
}

#[cfg(test)]
mod tests;
