//! Ed25519 (RFC 8032), checked strictly: no weak keys, one spelling of a signature.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

use super::BadKey;

fn key(bytes: &[u8]) -> Option<VerifyingKey> {
    let key = VerifyingKey::from_bytes(bytes.try_into().ok()?).ok()?;
    (!key.is_weak()).then_some(key)
}

pub(super) fn check(bytes: &[u8]) -> Result<(), BadKey> {
    key(bytes).map(drop).ok_or(BadKey)
}

pub(super) fn public(secret: &[u8; 32]) -> Vec<u8> {
    SigningKey::from_bytes(secret)
        .verifying_key()
        .to_bytes()
        .to_vec()
}

pub(super) fn sign(secret: &[u8; 32], bytes: &[u8]) -> Vec<u8> {
    SigningKey::from_bytes(secret)
        .sign(bytes)
        .to_bytes()
        .to_vec()
}

pub(super) fn verify(public: &[u8], bytes: &[u8], signature: &[u8]) -> bool {
    let Ok(signature) = Signature::from_slice(signature) else {
        return false;
    };
    key(public).is_some_and(|key| key.verify_strict(bytes, &signature).is_ok())
}
