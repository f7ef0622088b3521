//! Keys in a file of their own beside the store, which its owner alone may read: they are in no dump,
//! no copy of the store and no answer. A backup of the whole office takes such files along.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::PathBuf;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::problem::file_problem;
use crate::{Desk, Problem};

/// What such a file holds.
pub(crate) trait KeyFile: Serialize + DeserializeOwned {
    /// Name of the file in the office's folder.
    const FILE: &'static str;

    /// What a clerk is told of a file that cannot be understood.
    fn damaged() -> Problem;

    /// The keys, if this office has any.
    ///
    /// # Errors
    /// [`KeyFile::damaged`], a file that cannot be read.
    fn read(desk: &Desk) -> Result<Option<Self>, Problem> {
        let path = Self::place(desk);
        match fs::read_to_string(&path) {
            Ok(text) => serde_json::from_str(&text)
                .map(Some)
                .map_err(|_| Self::damaged()),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(file_problem(&path, &error)),
        }
    }

    /// Keeps the keys, for the owner of the folder alone; whole or not at all.
    ///
    /// # Errors
    /// A folder that cannot be written.
    fn keep(&self, desk: &Desk) -> Result<(), Problem> {
        let path = Self::place(desk);
        let beside = path.with_extension("part");
        let write = || -> std::io::Result<()> {
            let mut options = OpenOptions::new();
            options.write(true).create(true).truncate(true);
            // On Windows the folder of the office belongs to its person already.
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut file = options.open(&beside)?;
            file.write_all(&serde_json::to_vec(self)?)?;
            file.sync_all()?;
            fs::rename(&beside, &path)
        };
        write().map_err(|error| file_problem(&path, &error))
    }

    /// Where the file lies.
    fn place(desk: &Desk) -> PathBuf {
        desk.store.layout().folder().join(Self::FILE)
    }
}
