//! Where things stand inside an office's folder; it never touches the disk.

use std::path::{Path, PathBuf};

/// The paths of one office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    folder: PathBuf,
}

impl Layout {
    /// The layout of the office in `folder`.
    pub fn of(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
        }
    }

    /// The office's folder itself.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// `office.json`: which office this is and how its store is kept.
    pub fn card(&self) -> PathBuf {
        self.folder.join("office.json")
    }

    /// `registry.db`: the SQLite store.
    pub fn database(&self) -> PathBuf {
        self.folder.join("registry.db")
    }

    /// `files/`: attachments, scans and photos by content.
    pub fn files(&self) -> PathBuf {
        self.folder.join("files")
    }

    /// `backups/`: verified copies of the store.
    pub fn backups(&self) -> PathBuf {
        self.folder.join("backups")
    }

    /// `writer.lock`: held by the one program that may write.
    pub fn writer_lock(&self) -> PathBuf {
        self.folder.join("writer.lock")
    }

    /// `writer.json`: who holds the lock. Apart from the lock itself, because Windows lets nobody
    /// read a locked file.
    pub fn writer_note(&self) -> PathBuf {
        self.folder.join("writer.json")
    }

    /// `.founding/`: an office that is just being founded.
    pub(crate) fn founding(&self) -> Self {
        Self::of(self.folder.join(".founding"))
    }
}
