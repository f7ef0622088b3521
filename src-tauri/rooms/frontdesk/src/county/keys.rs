//! The office's keys to the county, in a file beside the store that its owner alone may read: they are
//! in no dump, no backup of the store and no answer.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::PathBuf;

use gongkai_letters::{PrivateKey, Scheme};
use serde::{Deserialize, Serialize};

use crate::problem::file_problem;
use crate::{Desk, Problem};

/// Name of the file in the office's folder.
const FILE: &str = "county.key";

/// What the file holds.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct CountyKeys {
    /// The key that signs packages.
    signing: String,
    /// What opens the county's door: the key of the township, or name and password.
    access: Option<String>,
}

/// A new key of the office.
///
/// # Errors
/// `no-randomness`.
pub(crate) fn made_new(desk: &Desk, scheme: Scheme) -> Result<CountyKeys, Problem> {
    let mut secret = [0; 32];
    desk.host.random(&mut secret)?;
    let key = PrivateKey::new(scheme, secret).map_err(|_| damaged())?;
    Ok(CountyKeys {
        signing: key.secret_text().to_string(),
        access: None,
    })
}

impl CountyKeys {
    /// The keys of this office, if it has any.
    ///
    /// # Errors
    /// `county-key` where the file is damaged, a file that cannot be read.
    pub(crate) fn read(desk: &Desk) -> Result<Option<Self>, Problem> {
        let path = place(desk);
        match fs::read_to_string(&path) {
            Ok(text) => serde_json::from_str(&text).map(Some).map_err(|_| damaged()),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(file_problem(&path, &error)),
        }
    }

    /// The keys of this office, which it must have.
    ///
    /// # Errors
    /// `county-key`.
    pub(crate) fn needed(desk: &Desk) -> Result<Self, Problem> {
        Self::read(desk)?.ok_or_else(damaged)
    }

    /// Keeps the keys, for the owner of the folder alone; whole or not at all.
    ///
    /// # Errors
    /// A folder that cannot be written.
    pub(crate) fn keep(&self, desk: &Desk) -> Result<(), Problem> {
        let path = place(desk);
        let beside = path.with_extension("part");
        let write = || -> std::io::Result<()> {
            let mut options = OpenOptions::new();
            options.write(true).create(true).truncate(true);
            // On Windows the folder of the office belongs to its person already.
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut file = options.open(&beside)?;
            file.write_all(serde_json::to_string(self).unwrap_or_default().as_bytes())?;
            file.sync_all()?;
            fs::rename(&beside, &path)
        };
        write().map_err(|error| file_problem(&path, &error))
    }

    /// The same, with what opens the county's door.
    pub(crate) fn with_access(mut self, access: Option<String>) -> Self {
        self.access = access.or(self.access);
        self
    }

    /// The key that signs.
    ///
    /// # Errors
    /// `county-key`.
    pub(crate) fn signing(&self) -> Result<PrivateKey, Problem> {
        PrivateKey::from_secret_text(&self.signing).map_err(|_| damaged())
    }

    pub(super) fn bearer(&self) -> Option<String> {
        self.access.as_ref().map(|key| format!("Bearer {key}"))
    }

    pub(super) fn basic(&self) -> Option<String> {
        let access = self.access.as_ref()?;
        Some(gongkai_mailroom::basic(access))
    }
}

fn place(desk: &Desk) -> PathBuf {
    desk.store.layout().folder().join(FILE)
}

fn damaged() -> Problem {
    let text = "本单位报县用的密钥不在或已损坏";
    let next = "从备份盘放回 county.key；没有备份的，请县里停用旧密钥后重新登记";
    Problem::unreadable("county-key", text, next)
}
