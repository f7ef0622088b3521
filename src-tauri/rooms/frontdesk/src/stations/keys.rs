//! The keys of this desk for drafts: one signs what is handed over, one opens what comes in. They are
//! made when they are first needed.

use gongkai_letters::{OpeningKey, PrivateKey, Scheme};
use serde::{Deserialize, Serialize};

use super::Exchange;
use crate::key_file::KeyFile;
use crate::{Desk, Problem};

/// What the file holds.
#[derive(Serialize, Deserialize)]
pub(crate) struct DraftKeys {
    signing: String,
    opening: String,
    /// Where drafts go and come by themselves; its password is a secret as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    exchange: Option<Exchange>,
}

impl KeyFile for DraftKeys {
    const FILE: &'static str = gongkai_registry::backup::DRAFT_KEY_FILE;

    fn damaged() -> Problem {
        let text = "这台电脑交稿、收稿用的密钥已损坏";
        let next =
            "从备份盘放回 drafts.key；没有的，删去这个文件，重新发一次收稿凭据，请站所重新交稿";
        Problem::unreadable("draft-key", text, next)
    }
}

impl DraftKeys {
    /// The keys of this desk, made now if it has none.
    ///
    /// # Errors
    /// As [`KeyFile::read`]; a folder that cannot be written.
    pub(crate) fn read_or_made(desk: &Desk) -> Result<Self, Problem> {
        if let Some(keys) = Self::read(desk)? {
            return Ok(keys);
        }
        let (mut signing, mut opening) = ([0; 32], [0; 32]);
        desk.host.random(&mut signing)?;
        desk.host.random(&mut opening)?;
        let signing = PrivateKey::new(Scheme::Ed25519, signing).map_err(|_| Self::damaged())?;
        let keys = Self {
            signing: signing.secret_text().to_string(),
            opening: OpeningKey::new(opening).secret_text().to_string(),
            exchange: None,
        };
        keys.keep(desk)?;
        Ok(keys)
    }

    /// The key that signs.
    ///
    /// # Errors
    /// `draft-key`.
    pub(crate) fn signing(&self) -> Result<PrivateKey, Problem> {
        PrivateKey::from_secret_text(&self.signing).map_err(|_| Self::damaged())
    }

    /// The key that opens.
    ///
    /// # Errors
    /// `draft-key`.
    pub(crate) fn opening(&self) -> Result<OpeningKey, Problem> {
        OpeningKey::from_secret_text(&self.opening).map_err(|_| Self::damaged())
    }

    /// Where drafts go and come by themselves.
    pub(crate) const fn exchange(&self) -> Option<&Exchange> {
        self.exchange.as_ref()
    }

    /// The same keys, with another place.
    pub(crate) fn with_exchange(self, exchange: Option<Exchange>) -> Self {
        Self { exchange, ..self }
    }
}
