//! The office's keys to the county.

use gongkai_letters::{PrivateKey, Scheme};
use serde::{Deserialize, Serialize};

use crate::key_file::KeyFile;
use crate::{Desk, Problem};

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
    let key = PrivateKey::new(scheme, secret).map_err(|_| CountyKeys::damaged())?;
    Ok(CountyKeys {
        signing: key.secret_text().to_string(),
        access: None,
    })
}

impl KeyFile for CountyKeys {
    const FILE: &'static str = gongkai_registry::backup::COUNTY_KEY_FILE;

    fn damaged() -> Problem {
        let text = "本单位报县用的密钥不在或已损坏";
        let next = "从备份盘放回 county.key；没有备份的，请县里停用旧密钥后重新登记";
        Problem::unreadable("county-key", text, next)
    }
}

impl CountyKeys {
    /// The keys of this office, which it must have.
    ///
    /// # Errors
    /// `county-key`.
    pub(crate) fn needed(desk: &Desk) -> Result<Self, Problem> {
        Self::read(desk)?.ok_or_else(Self::damaged)
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
        PrivateKey::from_secret_text(&self.signing).map_err(|_| Self::damaged())
    }

    pub(super) fn bearer(&self) -> Option<String> {
        self.access.as_ref().map(|key| format!("Bearer {key}"))
    }

    pub(super) fn basic(&self) -> Option<String> {
        let access = self.access.as_ref()?;
        Some(gongkai_mailroom::basic(access))
    }
}
