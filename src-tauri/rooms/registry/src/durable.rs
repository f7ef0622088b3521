//! Writes that survive a pulled plug: beside, synced, renamed, folder synced. It refuses to leave
//! half a file under the name that was asked for.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::RegistryError;

/// Writes `bytes` to `path` so that after a kill or a power cut either the old file or the whole
/// new one stands there.
///
/// The bytes first go to `.<name>.part` in the same folder; one left behind by a kill is
/// overwritten by the next attempt. Two programs must not write the same path at once.
///
/// # Errors
/// `disk-full` or `io` with the path; the half-written part is removed and `path` untouched.
pub fn write_beside(path: &Path, bytes: &[u8]) -> Result<(), RegistryError> {
    let part = part_beside(path);
    let written = write_synced(&part, bytes).and_then(|()| move_into_place(&part, path));
    if written.is_err() {
        // The first error is the one to tell; a leftover part is overwritten next time.
        let _ = fs::remove_file(&part);
    }
    written
}

/// The name under which `path` is prepared in its own folder.
pub(crate) fn part_beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".part");
    path.with_file_name(name)
}

/// Renames `from` to `to` in the same file system and makes the new name durable.
pub(crate) fn move_into_place(from: &Path, to: &Path) -> Result<(), RegistryError> {
    fs::rename(from, to).map_err(|error| RegistryError::io(to, error))?;
    sync_folder(folder_of(to))
}

/// Makes the names inside `folder` durable. Windows keeps them with the rename itself and cannot
/// open a folder for syncing.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), RegistryError> {
    if cfg!(unix) {
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(|error| RegistryError::io(folder, error))?;
    }
    Ok(())
}

/// Makes the content of an existing file durable.
pub(crate) fn sync_file(path: &Path) -> Result<(), RegistryError> {
    fs::OpenOptions::new()
        .write(true)
        .open(path)
        .and_then(|file| file.sync_all())
        .map_err(|error| RegistryError::io(path, error))
}

/// Makes `folder` with all its parents, if it is not there yet, and its name durable.
pub(crate) fn make_folder(folder: &Path) -> Result<(), RegistryError> {
    if folder.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(folder).map_err(|error| RegistryError::io(folder, error))?;
    sync_folder(folder_of(folder))
}

/// Removes a file that may or may not be there.
pub(crate) fn remove_if_there(path: &Path) -> Result<(), RegistryError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(RegistryError::io(path, error))
        }
        _ => Ok(()),
    }
}

/// The folder a path stands in; the current one for a bare name.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}

fn write_synced(path: &Path, bytes: &[u8]) -> Result<(), RegistryError> {
    File::create(path)
        .and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        })
        .map_err(|error| RegistryError::io(path, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaces_whole_and_leaves_nothing_beside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("登记簿.pdf");
        write_beside(&path, b"first").unwrap();
        fs::write(part_beside(&path), b"left by a kill, longer than the next").unwrap();
        write_beside(&path, b"second").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"second");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_missing_folder_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let error = write_beside(&folder.path().join("无/x"), b"x").unwrap_err();
        assert_eq!(error.code(), "io");
        assert!(error.to_string().contains('无'), "{error}");
    }
}
