//! What every way to the county can do, and nothing more: look, put, list, fetch. None can delete.

use std::collections::BTreeSet;

use gongkai_letters::{PackageName, Sha256Digest, Standing};
use gongkai_rulebook::ids::{LetterId, OfficeId};
use serde::{Deserialize, Serialize};

use crate::error::MailError;

/// Where both chains stand on the other side, and which side that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standings {
    /// The platform, made when its store was founded: an emptied one comes back as another.
    pub platform: OfficeId,
    /// What it took from the office.
    pub up: Standing,
    /// What it wrote to the office.
    pub down: Standing,
}

/// A letter that waits on the other side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterLine {
    /// Its number, from 1.
    pub number: u64,
    /// The package.
    pub package: LetterId,
    /// SHA-256 of its manifest, where the carrier knows it.
    #[serde(default)]
    pub sha256: Option<Sha256Digest>,
    /// Its length.
    pub bytes: u64,
}

/// What became of a package that was put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// The county has it, now or since an earlier try, and stands so.
    Taken(Standings),
    /// The county counts it and does not show what it says, now or since an earlier try; it stands so, and
    /// its receipt tells why.
    Refused(Standings),
    /// It lies where the county fetches it; that it has it is told later.
    Deposited,
}

/// The folders of an exchange place that packages go up and come down by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ways {
    pub(crate) up: &'static str,
    pub(crate) down: &'static str,
}

impl Ways {
    /// A township and its county: each writes where the other reads.
    pub(crate) const COUNTY: Self = Self {
        up: "up",
        down: "down",
    };
    /// Stations and villages lay closed drafts where the office finds them.
    pub(crate) const DRAFTS: Self = Self {
        up: "drafts",
        down: "drafts",
    };
}

/// A way to the county.
pub trait Carrier {
    /// Where the other side stands; none where it has never looked at this inbox.
    ///
    /// # Errors
    /// [`MailError`].
    fn standing(&mut self) -> Result<Option<Standings>, MailError>;

    /// The packages that lie where the county fetches them; none where it takes them at once.
    ///
    /// # Errors
    /// [`MailError`].
    fn lying(&mut self) -> Result<BTreeSet<PackageName>, MailError>;

    /// Whether what lies there under this name is this package, as far as the way tells without carrying
    /// it once more: a folder by its bytes, a server by its length.
    ///
    /// # Errors
    /// [`MailError`].
    fn is_whole(&mut self, name: &PackageName, bytes: &[u8]) -> Result<bool, MailError>;

    /// Hands a package over. Doing it twice is doing it once. What lies there damaged under its name is set
    /// aside under another one, never written over.
    ///
    /// # Errors
    /// [`MailError`]; after one it is not known whether the package arrived, and the next
    /// [`Carrier::standing`] tells.
    fn put(&mut self, name: &PackageName, bytes: &[u8]) -> Result<Put, MailError>;

    /// The letters after this number, in order.
    ///
    /// # Errors
    /// [`MailError`].
    fn list(&mut self, after: u64) -> Result<Vec<LetterLine>, MailError>;

    /// One letter's package.
    ///
    /// # Errors
    /// [`MailError`].
    fn fetch(&mut self, line: &LetterLine) -> Result<Vec<u8>, MailError>;
}
