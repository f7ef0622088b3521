//! Closes bytes so that one office alone can read them: HPKE (RFC 9180) in base mode with
//! DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and ChaCha20-Poly1305. It makes no randomness and keeps no
//! key; who wrote the bytes is what the package's signature says.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::digest::Sha256Digest;
use crate::keys::{BadKey, KeyId};
use crate::refusal::Refusal;

type Suite = X25519HkdfSha256;

/// What both sides say the bytes are for, so that they open as nothing else.
const PURPOSE: &[u8] = b"gongkai draft 1";
/// The scheme's name before a key.
const SCHEME: &str = "x25519:";
/// Length of an encapsulated key.
const HEAD_BYTES: usize = 32;

/// The key that others close with. Written `x25519:BASE64`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClosingKey(<Suite as Kem>::PublicKey);

impl ClosingKey {
    /// Its id: the first 16 hexadecimal digits of SHA-256 of its bytes.
    pub fn id(&self) -> KeyId {
        KeyId::of(&Sha256Digest::of(&self.0.to_bytes()))
    }

    /// Closes `bytes`, bound to `about`: they open with the same `about` only. `seed` is 32 bytes that
    /// nobody can foresee and that are used once.
    ///
    /// # Errors
    /// [`BadKey`] where the key cannot close.
    pub fn close(&self, bytes: &[u8], about: &[u8], seed: [u8; 32]) -> Result<Vec<u8>, BadKey> {
        let mut once = Once::of(seed);
        let mode = OpModeS::Base;
        let (head, closed) =
            hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, Suite>(
                &mode, &self.0, PURPOSE, bytes, about, &mut once,
            )
            .map_err(|_| BadKey)?;
        Ok([&head.to_bytes()[..], &closed].concat())
    }
}

impl fmt::Display for ClosingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{SCHEME}{}", STANDARD.encode(self.0.to_bytes()))
    }
}

impl fmt::Debug for ClosingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for ClosingKey {
    type Err = BadKey;

    fn from_str(text: &str) -> Result<Self, BadKey> {
        let bytes = decoded(text)?;
        let key = <Suite as Kem>::PublicKey::from_bytes(&bytes).map_err(|_| BadKey)?;
        Ok(Self(key))
    }
}

impl TryFrom<String> for ClosingKey {
    type Error = BadKey;

    fn try_from(text: String) -> Result<Self, BadKey> {
        text.parse()
    }
}

impl From<ClosingKey> for String {
    fn from(key: ClosingKey) -> Self {
        key.to_string()
    }
}

/// The key that opens. It is shown nowhere; only [`OpeningKey::secret_text`] gives it out.
pub struct OpeningKey {
    secret: <Suite as Kem>::PrivateKey,
    closing: ClosingKey,
}

impl OpeningKey {
    /// A key made of 32 bytes that nobody can foresee (RFC 9180 §7.1.3, DeriveKeyPair).
    pub fn new(seed: [u8; 32]) -> Self {
        let seed = Zeroizing::new(seed);
        let (secret, public) = Suite::derive_keypair(&*seed);
        let closing = ClosingKey(public);
        Self { secret, closing }
    }

    /// The key that others close with.
    pub fn closing(&self) -> &ClosingKey {
        &self.closing
    }

    /// The text that a key file holds.
    pub fn secret_text(&self) -> Zeroizing<String> {
        let bytes = Zeroizing::new(self.secret.to_bytes().to_vec());
        let encoded = Zeroizing::new(STANDARD.encode(&*bytes));
        Zeroizing::new(format!("{SCHEME}{}", encoded.as_str()))
    }

    /// Reads what [`OpeningKey::secret_text`] gave.
    ///
    /// # Errors
    /// [`BadKey`] where it is something else.
    pub fn from_secret_text(text: &str) -> Result<Self, BadKey> {
        let bytes = Zeroizing::new(decoded(text)?);
        let secret = <Suite as Kem>::PrivateKey::from_bytes(&bytes).map_err(|_| BadKey)?;
        let closing = ClosingKey(Suite::sk_to_pk(&secret));
        Ok(Self { secret, closing })
    }

    /// Opens what was closed for this key and about this.
    ///
    /// # Errors
    /// [`Refusal::Closed`] where it was closed for another, about something else, or was changed.
    pub fn open(&self, closed: &[u8], about: &[u8]) -> Result<Zeroizing<Vec<u8>>, Refusal> {
        let (head, rest) = closed.split_at_checked(HEAD_BYTES).ok_or(Refusal::Closed)?;
        let head = <Suite as Kem>::EncappedKey::from_bytes(head).map_err(|_| Refusal::Closed)?;
        let mode = OpModeR::Base;
        hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, Suite>(
            &mode,
            &self.secret,
            &head,
            PURPOSE,
            rest,
            about,
        )
        .map(Zeroizing::new)
        .map_err(|_| Refusal::Closed)
    }
}

impl fmt::Debug for OpeningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OpeningKey({})", self.closing.id())
    }
}

fn decoded(text: &str) -> Result<Vec<u8>, BadKey> {
    let encoded = text.trim().strip_prefix(SCHEME).ok_or(BadKey)?;
    STANDARD.decode(encoded).map_err(|_| BadKey)
}

/// Randomness that was handed in, stretched by SHA-256 of a counter where more is asked for.
struct Once {
    seed: Zeroizing<[u8; 32]>,
    count: u64,
}

impl Once {
    fn of(seed: [u8; 32]) -> Self {
        let seed = Zeroizing::new(seed);
        Self { seed, count: 0 }
    }

    fn next(&mut self) -> [u8; 32] {
        let block = [&self.seed[..], &self.count.to_le_bytes()].concat();
        self.count = self.count.saturating_add(1);
        *Sha256Digest::of(&Zeroizing::new(block)).bytes()
    }
}

impl TryRng for Once {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, wanted: &mut [u8]) -> Result<(), Infallible> {
        for piece in wanted.chunks_mut(32) {
            let block = Zeroizing::new(self.next());
            piece.copy_from_slice(&block[..piece.len()]);
        }
        Ok(())
    }
}

impl TryCryptoRng for Once {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_closed_opens_for_one_key_and_one_matter() {
        let key = OpeningKey::new([7; 32]);
        let text = "430699195002280018".as_bytes();
        let closed = key.closing().close(text, b"one", [1; 32]).unwrap();
        assert_eq!(key.open(&closed, b"one").unwrap().as_slice(), text);
        assert!(!closed.windows(6).any(|piece| piece == b"430699"));
        assert_eq!(key.open(&closed, b"two"), Err(Refusal::Closed));
        let other = OpeningKey::new([8; 32]);
        assert_eq!(other.open(&closed, b"one"), Err(Refusal::Closed));
        let again = key.closing().close(text, b"one", [2; 32]).unwrap();
        assert_ne!(closed, again, "another seed, other bytes");
    }

    #[test]
    fn a_change_of_any_byte_and_every_cut_is_seen() {
        let key = OpeningKey::new([7; 32]);
        let closed = key.closing().close(b"draft", b"one", [1; 32]).unwrap();
        for at in 0..closed.len() {
            let mut changed = closed.clone();
            changed[at] ^= 1;
            assert_eq!(key.open(&changed, b"one"), Err(Refusal::Closed), "{at}");
            assert_eq!(key.open(&closed[..at], b"one"), Err(Refusal::Closed));
        }
    }

    #[test]
    fn keys_are_written_and_read_and_never_shown() {
        let key = OpeningKey::new([7; 32]);
        let back = OpeningKey::from_secret_text(&key.secret_text()).unwrap();
        assert_eq!(back.closing(), key.closing());
        let shown = format!("{key:?}");
        assert_eq!(shown, format!("OpeningKey({})", key.closing().id()));
        let told = key.closing().to_string();
        assert_eq!(told.parse::<ClosingKey>().as_ref(), Ok(key.closing()));
        for wrong in ["", "x25519:", "x25519:AAAA", "ed25519:AAAA"] {
            assert!(wrong.parse::<ClosingKey>().is_err(), "{wrong}");
        }
    }

    /// RFC 9180 A.2.1 (base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305): the pair
    /// of keys that the document derives.
    #[test]
    fn keys_are_derived_as_the_document_prints_them() {
        let seed = "1ac01f181fdf9f352797655161c58b75c656a6cc2716dcb66372da835542e1df";
        let mut bytes = [0; 32];
        hex::decode_to_slice(seed, &mut bytes).unwrap();
        let key = OpeningKey::new(bytes);
        assert_eq!(
            hex::encode(key.closing().0.to_bytes()),
            "4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a"
        );
    }
}
