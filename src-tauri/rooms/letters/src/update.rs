//! The maker's signature over another version of the program: one line that stands before it. It
//! knows nothing of what is signed but its digest.

use crate::digest::Sha256Digest;
use crate::envelope::Envelope;
use crate::keys::{BadKey, KeyId, PublicKey, Signer, Verifier};

/// How the line begins.
const HEAD: &[u8] = b"GONGKAI-UPDATE 1 ";
/// What is signed begins with this, so that no signature over anything else stands for one.
const SIGNED: &str = "gongkai-update 1\n";
/// No line is longer, its end included.
pub const UPDATE_LINE_BYTES: usize = 512;

/// Why a signature over an update is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UpdateRefusal {
    /// The line is none.
    #[error("不是政务公开的更新文件")]
    NotAnUpdate,
    /// Nobody knows the key.
    #[error("签名用的密钥（{key}）不是软件提供者的")]
    UnknownKey {
        /// The key.
        key: KeyId,
    },
    /// What follows is not what was signed.
    #[error("内容与签名不符：文件没有拷完整，或者被改动过")]
    Altered,
}

/// The signature.
#[derive(Debug)]
pub struct UpdateSeal {
    envelope: Envelope,
    signature: Vec<u8>,
}

impl UpdateSeal {
    /// Reads the line with its end.
    ///
    /// # Errors
    /// [`UpdateRefusal::NotAnUpdate`] where anything is not of the form or spelt otherwise.
    pub fn read(line: &[u8]) -> Result<Self, UpdateRefusal> {
        let text = line
            .strip_prefix(HEAD)
            .and_then(|rest| rest.strip_suffix(b"\n"))
            .ok_or(UpdateRefusal::NotAnUpdate)?;
        let (envelope, signature) = Envelope::read(text).map_err(|_| UpdateRefusal::NotAnUpdate)?;
        Ok(Self {
            envelope,
            signature,
        })
    }

    /// The line for what has this digest.
    ///
    /// # Errors
    /// [`BadKey`] where the key cannot sign.
    pub fn line(digest: &Sha256Digest, signer: &dyn Signer) -> Result<Vec<u8>, BadKey> {
        let signature = signer.sign(signed(digest).as_bytes())?;
        let key = signer.public();
        let envelope = Envelope::new(key.id(), key.scheme(), &signature);
        Ok([HEAD, &envelope.to_bytes(), b"\n"].concat())
    }

    /// Whether one of the maker's keys signed what has this digest.
    ///
    /// # Errors
    /// [`UpdateRefusal::UnknownKey`], [`UpdateRefusal::Altered`].
    pub fn holds(&self, digest: &Sha256Digest, keys: &[PublicKey]) -> Result<(), UpdateRefusal> {
        let Envelope { key, scheme, .. } = &self.envelope;
        let known = keys
            .iter()
            .find(|known| known.id() == *key && known.scheme() == *scheme)
            .ok_or(UpdateRefusal::UnknownKey { key: *key })?;
        match known.verify(signed(digest).as_bytes(), &self.signature) {
            true => Ok(()),
            false => Err(UpdateRefusal::Altered),
        }
    }
}

fn signed(digest: &Sha256Digest) -> String {
    format!("{SIGNED}{digest}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{PrivateKey, Scheme};

    #[test]
    fn a_line_with_any_byte_changed_signs_nothing() {
        let key = PrivateKey::new(Scheme::Ed25519, [7; 32]).unwrap();
        let keys = [key.public().clone()];
        let digest = Sha256Digest::of(b"a program");
        let line = UpdateSeal::line(&digest, &key).unwrap();
        assert!(line.len() <= UPDATE_LINE_BYTES);
        let held = |line: &[u8]| UpdateSeal::read(line)?.holds(&digest, &keys);
        assert_eq!(held(&line), Ok(()));
        for at in 0..line.len() {
            for bit in 0..8 {
                let mut changed = line.clone();
                changed[at] ^= 1 << bit;
                assert!(held(&changed).is_err(), "byte {at}, bit {bit}");
            }
        }
        let seal = UpdateSeal::read(&line).unwrap();
        let other = Sha256Digest::of(b"another program");
        assert_eq!(seal.holds(&other, &keys), Err(UpdateRefusal::Altered));
        let key = key.public().id();
        assert_eq!(
            seal.holds(&digest, &[]),
            Err(UpdateRefusal::UnknownKey { key })
        );
        assert_eq!(
            held(&[&line[..], b"\n"].concat()),
            Err(UpdateRefusal::NotAnUpdate)
        );
    }

    /// The chore that makes update files knows no room: both sides hold this one line.
    #[test]
    fn the_line_has_the_form_that_the_maker_writes() {
        let key = PrivateKey::new(Scheme::Ed25519, [7; 32]).unwrap();
        let line = UpdateSeal::line(&Sha256Digest::of(b"a program"), &key).unwrap();
        let kept = include_bytes!("../tests/golden/update-line.txt");
        assert_eq!(
            String::from_utf8_lossy(&line),
            String::from_utf8_lossy(kept)
        );
    }

    #[test]
    fn no_signature_over_a_package_is_one_over_an_update() {
        let key = PrivateKey::new(Scheme::Ed25519, [7; 32]).unwrap();
        let digest = Sha256Digest::of(b"a program");
        let signature = key.sign(digest.to_string().as_bytes()).unwrap();
        let public = key.public();
        let envelope = Envelope::new(public.id(), public.scheme(), &signature);
        let line = [HEAD, &envelope.to_bytes(), b"\n"].concat();
        let seal = UpdateSeal::read(&line).unwrap();
        let refused = seal.holds(&digest, std::slice::from_ref(public));
        assert_eq!(refused, Err(UpdateRefusal::Altered));
    }
}
