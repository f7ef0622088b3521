//! The office's secret, with which ID numbers become comparable but unreadable; it refuses to
//! show itself.

use hmac::{Hmac, KeyInit, Mac};
use rusqlite::{Connection, named_params};
use sha2::Sha256;

use crate::Fingerprint;

/// 32 random bytes made when the office was founded.
pub(crate) struct OfficeSecret([u8; 32]);

impl OfficeSecret {
    pub(crate) fn keep(connection: &Connection, bytes: &[u8; 32]) -> rusqlite::Result<()> {
        let mut statement = connection.prepare_cached(include_str!("secret/keep.sql"))?;
        statement.execute(named_params! { ":bytes": bytes.as_slice() })?;
        Ok(())
    }

    pub(crate) fn load(connection: &Connection) -> rusqlite::Result<Self> {
        let mut statement = connection.prepare_cached(include_str!("secret/load.sql"))?;
        statement.query_row([], |row| row.get("bytes")).map(Self)
    }

    /// HMAC-SHA256 of an ID number in its one normal form.
    pub(crate) fn hmac_id(&self, normalised: &str) -> Fingerprint {
        self.hmac(normalised.as_bytes())
    }

    /// HMAC-SHA256 of bytes that must not be readable from it.
    pub(crate) fn hmac(&self, bytes: &[u8]) -> Fingerprint {
        let mut hmac = self.keyed();
        hmac.update(bytes);
        Fingerprint(hmac.finalize().into_bytes().into())
    }

    /// An HMAC-SHA256 under this secret, to be fed piece by piece.
    pub(crate) fn keyed(&self) -> Hmac<Sha256> {
        // A key shorter than the block is padded with zeros by the standard (RFC 2104, 2); done
        // here, the key has the one length that cannot be refused.
        let mut block = [0; 64];
        block[..32].copy_from_slice(&self.0);
        Hmac::<Sha256>::new(&block.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_an_hmac_computed_elsewhere() {
        // printf 43069919700101001X | openssl dgst -sha256 -mac HMAC -macopt hexkey:0b0b…0b (32)
        let secret = OfficeSecret([0x0b; 32]);
        assert_eq!(
            secret.hmac_id("43069919700101001X").to_string(),
            "0ae6f394a407afc98dd26c817db268a415f55818f97620e787131b74d55fb1b7"
        );
    }
}
