//! Ids and keys that nobody can foresee, and the digests by which keys are kept.

use chrono::{DateTime, Utc};
use gongkai_rulebook::ids::IdSeed;
use sha2::{Digest, Sha256};

/// The machine gave no randomness.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("这台机器没有给出随机数")]
pub struct NoRandomness;

fn random<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
    Ok(bytes)
}

/// The raw material of an id made at `now`.
pub(crate) fn seed(now: DateTime<Utc>) -> Result<IdSeed, NoRandomness> {
    Ok(IdSeed {
        unix_ms: u64::try_from(now.timestamp_millis()).unwrap_or_default(),
        random: random()?,
    })
}

/// 32 bytes for a signing key.
pub(crate) fn secret() -> Result<[u8; 32], NoRandomness> {
    random()
}

/// A key that is handed to somebody once: 256 bits as text.
pub(crate) fn bearer() -> Result<String, NoRandomness> {
    Ok(format!("gkx-{}", hex::encode(random::<32>()?)))
}

/// What is kept of a bearer key. It has 256 bits of its own, so one round of SHA-256 is enough.
pub(crate) fn kept(key: &str) -> String {
    hex::encode(Sha256::digest(key.as_bytes()))
}
