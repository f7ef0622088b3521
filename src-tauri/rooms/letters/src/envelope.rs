//! `signature.json`: who signed the manifest's bytes, and how; it has one spelling.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::keys::{KeyId, Scheme};
use crate::refusal::Refusal;

/// The signature of a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Envelope {
    /// The key.
    pub(crate) key: KeyId,
    /// How it signs.
    pub(crate) scheme: Scheme,
    /// The signature, base64.
    signature: String,
}

impl Envelope {
    pub(crate) fn new(key: KeyId, scheme: Scheme, signature: &[u8]) -> Self {
        Self {
            key,
            scheme,
            signature: STANDARD.encode(signature),
        }
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        // A struct of strings always has a JSON.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Reads the file, with the signature's bytes.
    ///
    /// # Errors
    /// [`Refusal::SignatureFile`] where anything is not of the form or spelt otherwise.
    pub(crate) fn read(bytes: &[u8]) -> Result<(Self, Vec<u8>), Refusal> {
        let read = || -> Option<(Self, Vec<u8>)> {
            let envelope: Self = serde_json::from_slice(bytes).ok()?;
            let signature = STANDARD.decode(&envelope.signature).ok()?;
            (envelope.to_bytes() == bytes).then_some((envelope, signature))
        };
        read().ok_or(Refusal::SignatureFile)
    }
}
