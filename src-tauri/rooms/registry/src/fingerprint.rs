//! SHA-256 and SM3 of the same bytes, side by side; it refuses to stand for any other length
//! than 32 bytes.

use std::fmt;
use std::io::{self, Read};
use std::str::FromStr;

use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use sha2::{Digest, Sha256};
use sm3::Sm3;

/// 32 bytes that stand for a content. Shown as 64 lower-case hexadecimal digits, stored as a BLOB.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub [u8; 32]);

/// Both fingerprints of one content: SHA-256, and SM3 (GB/T 32905) where a domestic algorithm is
/// asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TwinFingerprint {
    /// SHA-256 (FIPS 180-4).
    pub sha256: Fingerprint,
    /// SM3 (GB/T 32905-2016).
    pub sm3: Fingerprint,
}

/// A text that is not 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是文件指纹：应为 64 位十六进制数")]
pub struct NotAFingerprint(String);

impl Fingerprint {
    /// What stands before the first entry of a chain.
    pub(crate) const ZERO: Self = Self([0; 32]);

    /// SHA-256 of a text.
    pub fn of_text(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }

    /// SHA-256 of everything `reader` gives, with the number of bytes.
    ///
    /// # Errors
    /// What the reader says.
    pub fn sha256_of(mut reader: impl Read) -> io::Result<(Self, u64)> {
        let mut hasher = Sha256::new();
        let mut piece = vec![0; 1 << 16];
        let mut bytes = 0;
        loop {
            let read = reader.read(&mut piece)?;
            if read == 0 {
                return Ok((Self(hasher.finalize().into()), bytes));
            }
            hasher.update(&piece[..read]);
            bytes += read as u64;
        }
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Fingerprint {
    type Err = NotAFingerprint;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| NotAFingerprint(text.to_owned()))?;
        Ok(Self(bytes))
    }
}

impl ToSql for Fingerprint {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.as_slice().to_sql()
    }
}

impl FromSql for Fingerprint {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        <[u8; 32]>::column_result(value).map(Self)
    }
}

impl TwinFingerprint {
    /// Both fingerprints of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut hasher = TwinHasher::default();
        hasher.update(bytes);
        hasher.finish()
    }
}

/// Takes both fingerprints in one pass.
#[derive(Default)]
pub(crate) struct TwinHasher {
    sha256: Sha256,
    sm3: Sm3,
}

impl TwinHasher {
    /// The next link of a chain: each algorithm goes on from its own predecessor.
    pub(crate) fn after(predecessor: &TwinFingerprint) -> Self {
        Self {
            sha256: Sha256::new_with_prefix(predecessor.sha256.0),
            sm3: Sm3::new_with_prefix(predecessor.sm3.0),
        }
    }

    pub(crate) fn update(&mut self, bytes: &[u8]) {
        self.sha256.update(bytes);
        self.sm3.update(bytes);
    }

    pub(crate) fn finish(self) -> TwinFingerprint {
        TwinFingerprint {
            sha256: Fingerprint(self.sha256.finalize().into()),
            sm3: Fingerprint(self.sm3.finalize().into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_agree_with_the_standards() {
        let mut hasher = TwinHasher::default();
        hasher.update(b"a");
        hasher.update(b"bc");
        let twin = hasher.finish();
        assert_eq!(
            twin.sha256.to_string(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(
            twin.sm3.to_string(),
            "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
        );
        assert_eq!(twin.sm3.to_string().parse(), Ok(twin.sm3));
        assert!("66c7".parse::<Fingerprint>().is_err());
    }
}
