//! Backups of the whole office: the store read back, its card, its keys, and every file; it refuses to put a
//! backup under its name before all of it is there, and to restore over anything.
//!
//! At the place they share one file store, so that a daily backup carries only what is new:
//! `政务公开备份/files/…` and `政务公开备份/<name>/{registry.db, office.json, backup.json}`, with the office's own
//! forms of papers and its keys.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::keys::{self, Keys};
use crate::connection::{self, Purpose};
use crate::durable::{make_folder, move_into_place, write_beside};
use crate::office_card::Cipher;
use crate::{Fingerprint, Layout, OfficeCard, RegistryError, Store, files, migrate, verify};

/// The folder at the place that the clerk chose.
const ROOT: &str = "政务公开备份";
/// The folder of an office's own forms of papers.
const FORMS: &str = "forms";
/// A form is a page of text; what is larger is none.
const LARGEST_FORM: u64 = 1 << 20;
/// What a backup says about itself.
const NOTE: &str = "backup.json";

/// What a backup says about itself; it names nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupNote {
    /// Form of this note.
    pub format: u32,
    /// Name of its folder.
    pub name: String,
    /// The office's name when it was made.
    pub office_name: String,
    /// When it was made: milliseconds since 1970, UTC.
    pub made_at: i64,
    /// SHA-256 of the copied store.
    pub sha256: String,
    /// Length of the copied store in bytes.
    pub bytes: u64,
    /// The form of the store (its migration).
    pub form: u32,
    /// Audit entries in it.
    pub audit_entries: u64,
    /// Files that belong to it.
    pub files: u64,
    /// Files that the office itself had lost already.
    pub missing: u64,
    /// The office's key files in it, and SHA-256 of each.
    #[serde(default)]
    pub keys: Keys,
}

/// A backup found at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundBackup {
    /// Where it stands.
    pub folder: PathBuf,
    /// What it says about itself; nothing where that cannot be read.
    pub note: Option<BackupNote>,
    /// Why it could not be restored, as far as a quick look tells (Chinese).
    pub fault: Option<String>,
}

impl Store {
    /// Backs the whole office up at `place`, under `name`. `at` hears how many files of how many
    /// are brought, and may stop it.
    ///
    /// # Errors
    /// What `at` says, `copy-unsound`, `disk-full`, `io`; nothing stands under `name` then.
    pub fn back_up_whole<E: From<RegistryError>>(
        &self,
        place: &Path,
        name: &str,
        (office_name, made_at): (&str, i64),
        mut at: impl FnMut(u64, u64) -> Result<(), E>,
    ) -> Result<BackupNote, E> {
        let root = place.join(ROOT);
        let part = root.join(format!(".{name}.part"));
        clear(&part)?;
        make_folder(&part)?;
        let staged = Layout::of(&part);
        let receipt = self.backup_to(&staged.database())?;
        let contents = contents_of(&staged)?;
        let mut missing = 0;
        for (done, content) in (0..).zip(&contents) {
            at(done, contents.len() as u64)?;
            let brought = files::bring(&self.layout().files(), &root.join("files"), content)?;
            missing += u64::from(!brought);
        }
        bring_forms(self.layout().folder(), &part)?;
        let keys = keys::bring(self.layout().folder(), &part)?;
        self.card().write(&staged)?;
        let note = BackupNote {
            format: 1,
            name: name.to_owned(),
            office_name: office_name.to_owned(),
            made_at,
            sha256: receipt.sha256.to_string(),
            bytes: receipt.bytes,
            form: receipt.form,
            audit_entries: receipt.audit_entries,
            files: contents.len() as u64,
            missing,
            keys,
        };
        write_note(&part, &note)?;
        move_into_place(&part, &root.join(name))?;
        Ok(note)
    }
}

/// The backups at `place`, the newest first.
///
/// # Errors
/// `io` where the place cannot be read; a place without backups has none.
pub fn backups_at(place: &Path) -> Result<Vec<FoundBackup>, RegistryError> {
    let root = place.join(ROOT);
    let entries = match fs::read_dir(&root) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        other => other.map_err(|error| RegistryError::io(&root, error))?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let folder = entry
            .map_err(|error| RegistryError::io(&root, error))?
            .path();
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        if name == "files" || name.starts_with('.') || !folder.is_dir() {
            continue;
        }
        found.push(look(&folder, false)?);
    }
    let age = |backup: &FoundBackup| {
        let note = backup.note.as_ref();
        note.map(|note| (note.made_at, note.name.clone()))
    };
    found.sort_by_key(|backup| std::cmp::Reverse(age(backup)));
    Ok(found)
}

/// Looks at one backup: by what it says and by lengths, or read again from end to end where
/// `thoroughly`.
///
/// # Errors
/// `io` where it cannot be read at all.
pub fn look(folder: &Path, thoroughly: bool) -> Result<FoundBackup, RegistryError> {
    let note = read_note(folder);
    let fault = match &note {
        None => Some("说明文件不在或读不懂".to_owned()),
        Some(note) => fault_of(folder, note, thoroughly)?,
    };
    Ok(FoundBackup {
        folder: folder.to_owned(),
        note,
        fault,
    })
}

/// Puts a backup back as an office of its own in `target`, which must not be there yet or be empty.
///
/// # Errors
/// `copy-unsound` for a backup that is not whole, `office-exists` for a folder in use, `disk-full`,
/// `io`; nothing stands in `target` then.
pub fn restore(folder: &Path, target: &Path) -> Result<BackupNote, RegistryError> {
    let found = look(folder, true)?;
    let unsound = |problem: String| RegistryError::CopyUnsound {
        path: folder.to_owned(),
        problem,
    };
    let note = match (found.note, found.fault) {
        (Some(note), None) => note,
        (_, fault) => return Err(unsound(fault.unwrap_or_default())),
    };
    if fs::read_dir(target).is_ok_and(|mut inside| inside.next().is_some()) {
        return Err(RegistryError::OfficeExists {
            path: target.to_owned(),
        });
    }
    let part = crate::durable::part_beside(target);
    clear(&part)?;
    make_folder(&part)?;
    let (from, staged) = (Layout::of(folder), Layout::of(&part));
    let copied = fs::copy(from.database(), staged.database());
    copied.map_err(|error| RegistryError::io(&staged.database(), error))?;
    crate::durable::sync_file(&staged.database())?;
    for content in contents_of(&staged)? {
        files::bring(&files_of(folder), &staged.files(), &content)?;
    }
    bring_forms(folder, &part)?;
    keys::bring(folder, &part)?;
    OfficeCard::read(&from)?.write(&staged)?;
    match fs::remove_dir(target) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(RegistryError::io(target, error));
        }
        _ => move_into_place(&part, target)?,
    }
    Ok(note)
}

/// Copies the office's own forms, if it has any.
fn bring_forms(from: &Path, to: &Path) -> Result<(), RegistryError> {
    let (from, to) = (from.join(FORMS), to.join(FORMS));
    let entries = match fs::read_dir(&from) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        other => other.map_err(|error| RegistryError::io(&from, error))?,
    };
    make_folder(&to)?;
    for entry in entries {
        let path = entry
            .map_err(|error| RegistryError::io(&from, error))?
            .path();
        let is_form = path.extension().is_some_and(|ending| ending == "txt");
        let small =
            fs::metadata(&path).is_ok_and(|file| file.is_file() && file.len() <= LARGEST_FORM);
        if let (true, true, Some(name)) = (is_form, small, path.file_name()) {
            let bytes = fs::read(&path).map_err(|error| RegistryError::io(&path, error))?;
            write_beside(&to.join(name), &bytes)?;
        }
    }
    Ok(())
}

fn fault_of(
    folder: &Path,
    note: &BackupNote,
    thoroughly: bool,
) -> Result<Option<String>, RegistryError> {
    let layout = Layout::of(folder);
    let known = migrate::newest(migrate::MIGRATIONS);
    if note.form > known {
        return Ok(Some("是更新版本的程序做的，先更新本程序".to_owned()));
    }
    let length = fs::metadata(layout.database()).map(|file| file.len());
    if !length.is_ok_and(|length| length == note.bytes) || OfficeCard::read(&layout).is_err() {
        return Ok(Some("登记库副本不全".to_owned()));
    }
    if !keys::are_whole(folder, &note.keys)? {
        return Ok(Some("密钥文件不在或已损坏".to_owned()));
    }
    if thoroughly {
        let path = layout.database();
        let (sha256, _) = File::open(&path)
            .and_then(Fingerprint::sha256_of)
            .map_err(|error| RegistryError::io(&path, error))?;
        if sha256.to_string() != note.sha256 || !verify::database(&opened(&layout)?)?.is_empty() {
            return Ok(Some("登记库副本的内容与做的时候不同".to_owned()));
        }
    }
    let files = files_of(folder);
    let gone = contents_of(&layout)?
        .iter()
        .filter(|content| !files::lies_there(&files, content, thoroughly))
        .count() as u64;
    let more = gone.saturating_sub(note.missing);
    Ok((more > 0).then(|| format!("缺少或改动了 {more} 个附件")))
}

fn opened(layout: &Layout) -> Result<rusqlite::Connection, RegistryError> {
    connection::open(&layout.database(), Purpose::Read, Cipher::None, None)
}

fn contents_of(layout: &Layout) -> Result<Vec<files::StoredFile>, RegistryError> {
    let at = |error: rusqlite::Error| RegistryError::from(error).at(&layout.database());
    files::contents(&opened(layout)?).map_err(at)
}

/// The shared file store beside a backup.
fn files_of(folder: &Path) -> PathBuf {
    folder.with_file_name("files")
}

fn read_note(folder: &Path) -> Option<BackupNote> {
    let bytes = fs::read(folder.join(NOTE)).ok()?;
    serde_json::from_slice(&bytes).ok()
}

fn write_note(folder: &Path, note: &BackupNote) -> Result<(), RegistryError> {
    let bytes = serde_json::to_vec_pretty(note)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    write_beside(&folder.join(NOTE), &bytes)
}

/// Removes what an attempt that was cut short left: nothing else bears such a name.
fn clear(part: &Path) -> Result<(), RegistryError> {
    match fs::remove_dir_all(part) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(RegistryError::io(part, error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
