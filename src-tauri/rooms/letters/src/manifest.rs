//! `manifest.json`: what a package is, whose, which number, what it follows, and its files with
//! their digests. Exactly its bytes are signed and chained, so it has one spelling.

use chrono::{DateTime, Utc};
use gongkai_rulebook::ids::{LetterId, OfficeId};
use gongkai_rulebook::letter::LetterKind;
use serde::{Deserialize, Serialize};

use crate::FORMAT;
use crate::digest::{Sha256Digest, Sm3Digest};
use crate::keys::KeyId;
use crate::names::{PackageName, TownshipCode};
use crate::refusal::Refusal;

/// The manifest of a package. Its fields stand in the order of their names, as the canonical form
/// wants it (RFC 8785).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// When it was made: information only. Order is the number, never the time.
    pub created: DateTime<Utc>,
    /// The files, in the order in which they lie in the package, without manifest and signature.
    pub files: Vec<FileLine>,
    /// Version of the form.
    pub format: u32,
    /// The key that signed it.
    pub key: KeyId,
    /// What kind of letter it carries.
    pub kind: LetterKind,
    /// Its running number in its sender's chain for this township, from 1, without gaps.
    pub number: u64,
    /// Its id; sending it twice is sending it once.
    pub package: LetterId,
    /// SHA-256 of the manifest before it; none for number 1.
    pub previous: Option<Sha256Digest>,
    /// Who made it: the office, or the county's platform.
    pub sender: OfficeId,
    /// The township that it comes from or goes to.
    pub township: TownshipCode,
}

/// One file of a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileLine {
    /// Its length.
    pub bytes: u64,
    /// Its path.
    pub path: String,
    /// SHA-256 of its content.
    pub sha256: Sha256Digest,
    /// SM3 of its content.
    pub sm3: Sm3Digest,
}

impl FileLine {
    /// The line of a file.
    pub(crate) fn of(path: &str, bytes: &[u8]) -> Self {
        Self {
            bytes: bytes.len() as u64,
            path: path.to_owned(),
            sha256: Sha256Digest::of(bytes),
            sm3: Sm3Digest::of(bytes),
        }
    }
}

/// The one field that every version has.
#[derive(Deserialize)]
struct Version {
    format: u64,
}

impl Manifest {
    /// Its bytes in the one spelling.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        // A struct of strings, numbers and lists always has a JSON.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Reads a manifest.
    ///
    /// # Errors
    /// [`Refusal::NewerFormat`], [`Refusal::Manifest`] where anything is not of the form or spelt
    /// otherwise.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        let version: Version = serde_json::from_slice(bytes).map_err(|_| Refusal::Manifest)?;
        if version.format != u64::from(FORMAT) {
            let format = version.format;
            return Err(Refusal::NewerFormat { format });
        }
        let manifest: Self = serde_json::from_slice(bytes).map_err(|_| Refusal::Manifest)?;
        let first = (manifest.number == 1) == manifest.previous.is_none();
        if manifest.number == 0 || !first || manifest.to_bytes() != bytes {
            return Err(Refusal::Manifest);
        }
        Ok(manifest)
    }

    /// What it is called on the way.
    pub fn name(&self) -> PackageName {
        PackageName {
            township: self.township.clone(),
            number: self.number,
            package: self.package,
        }
    }
}
