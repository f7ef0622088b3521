//! `office.json`: which office a folder belongs to and how its store is kept; it refuses a format
//! or a cipher it does not know.

use std::fs;
use std::io::ErrorKind;

use chrono::NaiveDate;
use gongkai_rulebook::ids::{OfficeId, StoreId};
use serde::{Deserialize, Serialize};

use crate::durable::write_beside;
use crate::{Layout, RegistryError};

/// The newest format of the card that this program writes and reads.
const FORMAT: u32 = 1;

/// The card beside the store. Its own format is apart from the store's migrations, because it must
/// be readable before anybody knows whether the store needs a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeCard {
    /// Format of the card itself.
    pub format: u32,
    /// The office; the same on each of its PCs.
    pub office: OfficeId,
    /// This store file.
    pub store: StoreId,
    /// How the store is encrypted.
    pub cipher: Cipher,
    /// The day the office was founded here.
    pub created: NaiveDate,
}

/// How a store is encrypted at rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cipher {
    /// Not at all.
    None,
    /// SQLCipher, whole file.
    Sqlcipher,
}

impl OfficeCard {
    /// The card of a new, unencrypted office.
    pub fn new(office: OfficeId, store: StoreId, created: NaiveDate) -> Self {
        Self {
            format: FORMAT,
            office,
            store,
            cipher: Cipher::None,
            created,
        }
    }

    /// Reads the card of an office.
    ///
    /// # Errors
    /// `office-missing` where there is neither card nor store, `store-damaged` where only the
    /// store is there or the card is not understood, `store-newer`, `cipher-unsupported`, `io`.
    pub fn read(layout: &Layout) -> Result<Self, RegistryError> {
        let path = layout.card();
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
            {
                return Err(Self::absent(layout));
            }
            Err(error) => return Err(RegistryError::io(&path, error)),
        };
        let damaged = |source| RegistryError::CardDamaged {
            path: path.clone(),
            source,
        };
        let first: FirstLook = serde_json::from_slice(&bytes).map_err(damaged)?;
        if first.format > FORMAT {
            let (found, known) = (first.format, FORMAT);
            return Err(RegistryError::CardNewer { path, found, known });
        }
        if !["none", "sqlcipher"].contains(&first.cipher.as_str()) {
            return Err(RegistryError::CipherUnknown {
                path,
                cipher: first.cipher,
            });
        }
        serde_json::from_slice(&bytes).map_err(damaged)
    }

    /// Writes the card durably.
    ///
    /// # Errors
    /// `disk-full` or `io`.
    pub fn write(&self, layout: &Layout) -> Result<(), RegistryError> {
        let path = layout.card();
        let bytes =
            serde_json::to_vec_pretty(self).map_err(|source| RegistryError::CardDamaged {
                path: path.clone(),
                source,
            })?;
        write_beside(&path, &bytes)
    }

    fn absent(layout: &Layout) -> RegistryError {
        let path = layout.folder().to_owned();
        if layout.database().exists() {
            RegistryError::CardMissing { path }
        } else {
            RegistryError::OfficeMissing { path }
        }
    }
}

/// What must be understood before the rest may be judged.
#[derive(Deserialize)]
struct FirstLook {
    format: u32,
    cipher: String,
}
