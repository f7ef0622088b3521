//! Where a chain of packages stands, and which package may come next. No clock takes part in it.

use serde::{Deserialize, Serialize};

use crate::digest::Sha256Digest;
use crate::manifest::Manifest;

/// How many packages a chain has, and SHA-256 of the last one's manifest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// How many.
    pub count: u64,
    /// The last one's manifest; none where there is none.
    pub head: Option<Sha256Digest>,
}

/// Why a package is not the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChainBreak {
    /// It has another number.
    #[error("编号应为 {expected}，实为 {found}")]
    Number {
        /// The next number.
        expected: u64,
        /// The package's.
        found: u64,
    },
    /// It follows another package.
    #[error("第 {number} 号接的不是上一号")]
    Previous {
        /// Its number.
        number: u64,
    },
}

impl Standing {
    /// The number of the next package.
    pub fn next_number(&self) -> u64 {
        self.count.saturating_add(1)
    }

    /// Where the chain stands with this package, whose manifest has the digest `head`.
    ///
    /// # Errors
    /// [`ChainBreak`] where it is not the next one.
    pub fn with(&self, manifest: &Manifest, head: Sha256Digest) -> Result<Self, ChainBreak> {
        let expected = self.next_number();
        if manifest.number != expected {
            let found = manifest.number;
            return Err(ChainBreak::Number { expected, found });
        }
        if manifest.previous != self.head {
            let number = manifest.number;
            return Err(ChainBreak::Previous { number });
        }
        Ok(Self {
            count: expected,
            head: Some(head),
        })
    }
}
