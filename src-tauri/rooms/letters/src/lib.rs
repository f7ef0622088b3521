//! The package that travels between offices: its form, its checks, its signature, its place in the
//! chain. It knows no carrier and no store, and unpacks nothing that it would not have packed
//! itself, byte for byte.
//!
//! [`seal`](fn@seal) makes a package, [`Sealed::read`] and [`Sealed::open`] take one apart,
//! [`Standing`] says which one comes next.

mod closed;
mod container;
mod digest;
mod draft;
mod envelope;
mod keys;
mod letter;
mod limits;
mod manifest;
mod metadata;
mod names;
mod open;
mod refusal;
mod seal;
mod standing;
mod update;

pub use closed::{ClosingKey, OpeningKey};
pub use digest::{NotADigest, Sha256Digest, Sm3Digest};
pub use draft::{
    Checked, DraftAddress, DraftColumn, DraftFile, DraftLetter, DraftList, DraftRow, LeftOut,
};
pub use keys::{BadKey, KeyId, PrivateKey, PublicKey, Scheme, Signer, Verifier};
pub use letter::{Letter, LetterError, Sender};
pub use limits::{MANIFEST_BYTES, METADATA_BYTES, PACKAGE_BYTES, PACKAGE_FILES, SIGNATURE_BYTES};
pub use manifest::{FileLine, Manifest};
pub use metadata::{
    AttachmentLine, CatalogueLetter, Circular, DraftSheet, ItemSheet, Metadata, Opinion, Outcome,
    Ranking, Receipt, ReportSheet, RequestLetter, Return,
};
pub use names::{NotATownship, PackageName, TownshipCode};
pub use open::{Enclosure, Opened, Sealed};
pub use refusal::Refusal;
pub use seal::{Attachment, Outgoing, SealError, SealedPackage, seal};
pub use standing::{ChainBreak, Standing};
pub use update::{UPDATE_LINE_BYTES, UpdateRefusal, UpdateSeal};

/// Version of the form of packages and letters.
pub const FORMAT: u32 = 1;
