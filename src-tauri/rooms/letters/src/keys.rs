//! Keys that sign packages: Ed25519, and SM2 with SM3 where a domestic algorithm is asked for, both
//! behind one trait. It makes no randomness and keeps no key.

mod ed25519;
mod sm2;

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_with::{DeserializeFromStr, SerializeDisplay};
use zeroize::Zeroizing;

use crate::digest::Sha256Digest;

/// A way to sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Scheme {
    /// Ed25519 (RFC 8032).
    #[serde(rename = "ed25519")]
    Ed25519,
    /// SM2 with SM3 (GB/T 32918.2-2016, GM/T 0003.2), with the default identifier of GM/T 0009.
    #[serde(rename = "sm2-sm3")]
    Sm2Sm3,
}

impl Scheme {
    /// Every scheme.
    pub const ALL: &'static [Self] = &[Self::Ed25519, Self::Sm2Sm3];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ed25519 => "ed25519",
            Self::Sm2Sm3 => "sm2-sm3",
        }
    }
}

/// What is given is no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("不是密钥，或者已损坏")]
pub struct BadKey;

/// Signs bytes.
pub trait Signer {
    /// The key that others check with.
    fn public(&self) -> &PublicKey;

    /// The signature over these bytes.
    ///
    /// # Errors
    /// [`BadKey`] where the key cannot sign.
    fn sign(&self, bytes: &[u8]) -> Result<Vec<u8>, BadKey>;
}

/// Checks signatures.
pub trait Verifier {
    /// Whether the signature is this key's over these bytes.
    fn verify(&self, bytes: &[u8], signature: &[u8]) -> bool;
}

/// The id of a key: the first 16 hexadecimal digits of SHA-256 of the public key's bytes.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, SerializeDisplay, DeserializeFromStr,
)]
pub struct KeyId([u8; 8]);

impl KeyId {
    /// The id of a key whose bytes have this digest.
    pub(crate) fn of(digest: &Sha256Digest) -> Self {
        let mut id = [0; 8];
        id.copy_from_slice(&digest.bytes()[..8]);
        Self(id)
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for KeyId {
    type Err = BadKey;

    fn from_str(text: &str) -> Result<Self, BadKey> {
        let mut bytes = [0; 8];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| BadKey)?;
        Some(Self(bytes))
            .filter(|id| id.to_string() == text)
            .ok_or(BadKey)
    }
}

/// A key that others check with: 32 bytes (Ed25519) or the uncompressed point of 65 bytes (SM2).
/// Written `ed25519:BASE64` or `sm2-sm3:BASE64`.
#[derive(Clone, PartialEq, Eq, Hash, SerializeDisplay, DeserializeFromStr)]
pub struct PublicKey {
    scheme: Scheme,
    bytes: Vec<u8>,
}

impl PublicKey {
    /// A key of these bytes.
    ///
    /// # Errors
    /// [`BadKey`] where they are no key of the scheme.
    pub fn new(scheme: Scheme, bytes: &[u8]) -> Result<Self, BadKey> {
        match scheme {
            Scheme::Ed25519 => ed25519::check(bytes)?,
            Scheme::Sm2Sm3 => sm2::check(bytes)?,
        }
        let bytes = bytes.to_vec();
        Ok(Self { scheme, bytes })
    }

    /// Its scheme.
    pub fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// Its id.
    pub fn id(&self) -> KeyId {
        KeyId::of(&Sha256Digest::of(&self.bytes))
    }
}

impl Verifier for PublicKey {
    fn verify(&self, bytes: &[u8], signature: &[u8]) -> bool {
        match self.scheme {
            Scheme::Ed25519 => ed25519::verify(&self.bytes, bytes, signature),
            Scheme::Sm2Sm3 => sm2::verify(&self.bytes, bytes, signature),
        }
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.scheme.code(), STANDARD.encode(&self.bytes))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for PublicKey {
    type Err = BadKey;

    fn from_str(text: &str) -> Result<Self, BadKey> {
        let (scheme, bytes) = split(text.trim())?;
        Self::new(scheme, &bytes)
    }
}

/// A key that signs. It is shown nowhere; only [`PrivateKey::secret_text`] gives it out.
pub struct PrivateKey {
    public: PublicKey,
    secret: Zeroizing<[u8; 32]>,
}

impl PrivateKey {
    /// A key of 32 bytes that nobody can foresee.
    ///
    /// # Errors
    /// [`BadKey`] where they are no key of the scheme (SM2: zero, or not below the group's order).
    pub fn new(scheme: Scheme, secret: [u8; 32]) -> Result<Self, BadKey> {
        let secret = Zeroizing::new(secret);
        let bytes = match scheme {
            Scheme::Ed25519 => ed25519::public(&secret),
            Scheme::Sm2Sm3 => sm2::public(&secret)?,
        };
        let public = PublicKey::new(scheme, &bytes)?;
        Ok(Self { public, secret })
    }

    /// The text that a key file holds.
    pub fn secret_text(&self) -> Zeroizing<String> {
        let encoded = Zeroizing::new(STANDARD.encode(*self.secret));
        let scheme = self.public.scheme.code();
        Zeroizing::new(format!("{scheme}:{}", encoded.as_str()))
    }

    /// Reads what [`PrivateKey::secret_text`] gave.
    ///
    /// # Errors
    /// [`BadKey`] where it is something else.
    pub fn from_secret_text(text: &str) -> Result<Self, BadKey> {
        let (scheme, bytes) = split(text.trim())?;
        let bytes = Zeroizing::new(bytes);
        Self::new(scheme, bytes.as_slice().try_into().map_err(|_| BadKey)?)
    }
}

impl Signer for PrivateKey {
    fn public(&self) -> &PublicKey {
        &self.public
    }

    fn sign(&self, bytes: &[u8]) -> Result<Vec<u8>, BadKey> {
        match self.public.scheme {
            Scheme::Ed25519 => Ok(ed25519::sign(&self.secret, bytes)),
            Scheme::Sm2Sm3 => sm2::sign(&self.secret, bytes),
        }
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PrivateKey({})", self.public.id())
    }
}

fn split(text: &str) -> Result<(Scheme, Vec<u8>), BadKey> {
    let (code, encoded) = text.split_once(':').ok_or(BadKey)?;
    let scheme = Scheme::ALL
        .iter()
        .find(|scheme| scheme.code() == code)
        .ok_or(BadKey)?;
    let bytes = STANDARD.decode(encoded).map_err(|_| BadKey)?;
    Ok((*scheme, bytes))
}

#[cfg(test)]
mod tests;
