//! Makes a package: one form, one order, one spelling; the same letter gives the same manifest.

use chrono::{DateTime, SubsecRound, Utc};
use gongkai_rulebook::ids::{LetterId, OfficeId};

use crate::container::{self, File};
use crate::digest::Sha256Digest;
use crate::envelope::Envelope;
use crate::keys::{BadKey, Signer};
use crate::limits::{MANIFEST_BYTES, METADATA_BYTES};
use crate::manifest::{FileLine, Manifest};
use crate::metadata::Metadata;
use crate::names::{
    COPY, MANIFEST, METADATA, SIGNATURE, TEXT, TownshipCode, attachment_path, is_extension,
};
use crate::refusal::{MetadataFault, Refusal};
use crate::standing::Standing;
use crate::{FORMAT, PackageName};

/// A letter to pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The package's id: the letter's.
    pub package: LetterId,
    /// The township it comes from or goes to.
    pub township: TownshipCode,
    /// Who makes it.
    pub sender: OfficeId,
    /// When; information only.
    pub created: DateTime<Utc>,
    /// What it says.
    pub metadata: Metadata,
    /// Clean text for a page.
    pub text: Option<String>,
    /// The county's copy, a PDF.
    pub copy: Option<Vec<u8>>,
    /// Attachments as they may leave, in the order in which the metadata names them.
    pub attachments: Vec<Attachment>,
}

/// An attachment to pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its ending, small letters and digits: `xlsx`.
    pub extension: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Attachment {
    /// Where the `index`-th one (from 0) lies in the package: what the metadata calls it.
    pub fn path(&self, index: usize) -> String {
        attachment_path(index, &self.extension)
    }
}

/// A package, ready to travel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedPackage {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its manifest.
    pub manifest: Manifest,
    /// Where the chain stands with it.
    pub standing: Standing,
}

impl SealedPackage {
    /// What it is called on the way.
    pub fn name(&self) -> PackageName {
        self.manifest.name()
    }
}

/// Why a letter cannot be packed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// An attachment's ending is not small letters and digits.
    #[error("第 {number} 个附件的扩展名不能用")]
    Extension {
        /// Which, from 1.
        number: usize,
    },
    /// A reader would not take it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The key does not sign.
    #[error(transparent)]
    Key(#[from] BadKey),
}

/// Packs a letter as the next one after `standing`.
///
/// # Errors
/// [`SealError`] where a reader would refuse it.
pub fn seal(
    letter: &Outgoing,
    standing: &Standing,
    signer: &dyn Signer,
) -> Result<SealedPackage, SealError> {
    check(letter)?;
    let metadata = letter.metadata.to_bytes();
    limit(&metadata, METADATA_BYTES, METADATA)?;
    let mut paths = Vec::new();
    for (index, attachment) in letter.attachments.iter().enumerate() {
        if !is_extension(&attachment.extension) {
            let number = index + 1;
            return Err(SealError::Extension { number });
        }
        paths.push(attachment.path(index));
    }
    let files = files(letter, &metadata, &paths);
    let manifest = Manifest {
        created: letter.created.trunc_subsecs(0),
        files: files
            .iter()
            .map(|file| FileLine::of(file.path, file.bytes))
            .collect(),
        format: FORMAT,
        key: signer.public().id(),
        kind: letter.metadata.kind(),
        number: standing.next_number(),
        package: letter.package,
        previous: standing.head,
        sender: letter.sender,
        township: letter.township.clone(),
    };
    let listed = manifest.to_bytes();
    limit(&listed, MANIFEST_BYTES, MANIFEST)?;
    let signature = signer.sign(&listed)?;
    let signed = Envelope::new(manifest.key, signer.public().scheme(), &signature).to_bytes();
    let heads = [(MANIFEST, &listed), (SIGNATURE, &signed)];
    let mut all: Vec<File<'_>> = heads.map(|(path, bytes)| File { path, bytes }).to_vec();
    all.extend(files);
    let bytes = container::write(&all)?;
    let standing = Standing {
        count: manifest.number,
        head: Some(Sha256Digest::of(&listed)),
    };
    Ok(SealedPackage {
        bytes,
        manifest,
        standing,
    })
}

/// What a reader looks at in the files.
fn check(letter: &Outgoing) -> Result<(), Refusal> {
    let named = letter.metadata.attachments();
    let lie: Vec<String> = (0..)
        .zip(&letter.attachments)
        .map(|(index, attachment)| attachment.path(index))
        .collect();
    if !named.iter().map(|line| &line.file).eq(&lie) {
        let kind = letter.metadata.kind();
        let why = MetadataFault::Attachments;
        return Err(Refusal::Metadata { kind, why });
    }
    match &letter.copy {
        Some(copy) if !copy.starts_with(b"%PDF-") => Err(Refusal::Copy),
        Some(_) | None => Ok(()),
    }
}

/// The files after manifest and signature, in the order of the form.
fn files<'a>(letter: &'a Outgoing, metadata: &'a [u8], paths: &'a [String]) -> Vec<File<'a>> {
    let text = letter.text.as_deref().map(str::as_bytes);
    let fixed = [
        (METADATA, Some(metadata)),
        (TEXT, text),
        (COPY, letter.copy.as_deref()),
    ];
    let fixed = fixed
        .into_iter()
        .filter_map(|(path, bytes)| bytes.map(|bytes| File { path, bytes }));
    let attached = paths
        .iter()
        .zip(&letter.attachments)
        .map(|(path, attachment)| File {
            path,
            bytes: &attachment.bytes,
        });
    fixed.chain(attached).collect()
}

fn limit(bytes: &[u8], most: usize, path: &'static str) -> Result<(), Refusal> {
    if bytes.len() > most {
        return Err(Refusal::FileTooBig { path });
    }
    Ok(())
}
