//! SM2 signatures over SM3 (GB/T 32918.2-2016), with the default identifier of GM/T 0009-2012.
//! The one-time number is derived (RFC 6979), so that a bad source of randomness betrays no key.

use ::sm2::dsa::{Signature, SigningKey, VerifyingKey};
use signature::{Signer, Verifier};

use super::BadKey;

/// GM/T 0009-2012: the identifier where parties have agreed on no other.
const IDENTIFIER: &str = "1234567812345678";
/// An uncompressed point: one byte for the form, two coordinates.
const POINT_BYTES: usize = 65;

fn key(bytes: &[u8]) -> Option<VerifyingKey> {
    if bytes.len() != POINT_BYTES {
        return None;
    }
    VerifyingKey::from_sec1_bytes(IDENTIFIER, bytes).ok()
}

fn signing(secret: &[u8; 32]) -> Result<SigningKey, BadKey> {
    SigningKey::from_slice(IDENTIFIER, secret).map_err(|_| BadKey)
}

pub(super) fn check(bytes: &[u8]) -> Result<(), BadKey> {
    key(bytes).map(drop).ok_or(BadKey)
}

pub(super) fn public(secret: &[u8; 32]) -> Result<Vec<u8>, BadKey> {
    Ok(signing(secret)?.verifying_key().to_sec1_bytes().to_vec())
}

pub(super) fn sign(secret: &[u8; 32], bytes: &[u8]) -> Result<Vec<u8>, BadKey> {
    let signature = signing(secret)?.try_sign(bytes).map_err(|_| BadKey)?;
    Ok(signature.to_bytes().to_vec())
}

pub(super) fn verify(public: &[u8], bytes: &[u8], signature: &[u8]) -> bool {
    let Ok(signature) = Signature::from_slice(signature) else {
        return false;
    };
    key(public).is_some_and(|key| key.verify(bytes, &signature).is_ok())
}
