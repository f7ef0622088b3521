//! Takes a package apart that anybody may have made. First its form ([`Sealed::read`]), which says
//! whose it claims to be; then, with that sender's key, its signature and digests
//! ([`Sealed::open`]). Nothing is copied and nothing unpacked: memory stays that of the package.

use crate::container::{self, File};
use crate::digest::{Sha256Digest, Sm3Digest};
use crate::envelope::Envelope;
use crate::keys::{KeyId, PublicKey, Scheme, Verifier};
use crate::limits::{MANIFEST_BYTES, METADATA_BYTES, SIGNATURE_BYTES};
use crate::manifest::{FileLine, Manifest};
use crate::metadata::{DraftSheet, Metadata};
use crate::names::{ATTACHMENTS, COPY, MANIFEST, METADATA, SIGNATURE, TEXT};
use crate::refusal::{MetadataFault, Refusal};

/// A package whose form is right. Nothing it says is to be believed yet.
#[derive(Debug, Clone)]
pub struct Sealed<'a> {
    manifest: Manifest,
    listed: &'a [u8],
    scheme: Scheme,
    signature: Vec<u8>,
    files: Vec<File<'a>>,
}

/// A package that its sender signed and nobody changed.
#[derive(Debug, Clone)]
pub struct Opened<'a> {
    /// Its manifest.
    pub manifest: Manifest,
    /// SHA-256 of the manifest: the head of the chain with this package.
    pub head: Sha256Digest,
    /// What it says.
    pub metadata: Metadata,
    /// Clean text for a page.
    pub text: Option<&'a str>,
    /// The county's copy, a PDF.
    pub copy: Option<&'a [u8]>,
    /// Its attachments, in the order in which the metadata names them.
    pub attachments: Vec<Enclosure<'a>>,
}

/// An attachment in a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Enclosure<'a> {
    /// Where it lies; its real name stands in the metadata.
    pub path: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}

impl<'a> Sealed<'a> {
    /// Looks at the form of a package.
    ///
    /// # Errors
    /// Every [`Refusal`] but those of key, signature, digests and content.
    pub fn read(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let mut files = container::read(bytes)?;
        let listed = head(&files, 0, MANIFEST, MANIFEST_BYTES)?;
        let signed = head(&files, 1, SIGNATURE, SIGNATURE_BYTES)?;
        head(&files, 2, METADATA, METADATA_BYTES)?;
        files.drain(..2);
        let manifest = Manifest::read(listed)?;
        let (envelope, signature) = Envelope::read(signed)?;
        if envelope.key != manifest.key {
            return Err(Refusal::SignatureFile);
        }
        let same = |(line, file): (&FileLine, &File<'_>)| {
            line.path == file.path && line.bytes == file.bytes.len() as u64
        };
        let all = manifest.files.len() == files.len();
        if !all || !manifest.files.iter().zip(&files).all(same) || !in_order(&files) {
            return Err(Refusal::Files);
        }
        Ok(Self {
            manifest,
            listed,
            scheme: envelope.scheme,
            signature,
            files,
        })
    }

    /// What it claims to be: good for finding its sender's key, and for nothing else.
    pub fn claims(&self) -> &Manifest {
        &self.manifest
    }

    /// The key it claims to be signed with.
    pub fn key(&self) -> KeyId {
        self.manifest.key
    }

    /// The outside of a draft: for whom it claims to be, and the key it offers to be checked with,
    /// which nobody has vouched for yet.
    pub fn draft(&self) -> Option<DraftSheet> {
        let file = self.files.iter().find(|file| file.path == METADATA)?;
        let Metadata::Draft(sheet) = Metadata::read(self.manifest.kind, file.bytes)? else {
            return None;
        };
        Some(*sheet)
    }

    /// SHA-256 of its manifest.
    pub fn head(&self) -> Sha256Digest {
        Sha256Digest::of(self.listed)
    }

    /// Opens it with the key that is known for the sender it claims.
    ///
    /// # Errors
    /// [`Refusal::OtherKey`], [`Refusal::Signature`], [`Refusal::Digest`], and what is wrong with the
    /// content.
    pub fn open(self, known: &PublicKey) -> Result<Opened<'a>, Refusal> {
        if known.id() != self.manifest.key || known.scheme() != self.scheme {
            return Err(Refusal::OtherKey {
                known: known.id(),
                found: self.manifest.key,
            });
        }
        if !known.verify(self.listed, &self.signature) {
            return Err(Refusal::Signature);
        }
        for (line, file) in self.manifest.files.iter().zip(&self.files) {
            let same = line.sha256 == Sha256Digest::of(file.bytes)
                && line.sm3 == Sm3Digest::of(file.bytes);
            if !same {
                let path = line.path.clone();
                return Err(Refusal::Digest { path });
            }
        }
        self.content()
    }

    /// Opens it again, long after its signature was proved and it was filed under its own digest: the
    /// sender's key may have changed since. Never for what comes in.
    ///
    /// # Errors
    /// What is wrong with the content.
    pub fn read_again(self) -> Result<Opened<'a>, Refusal> {
        self.content()
    }

    fn content(self) -> Result<Opened<'a>, Refusal> {
        let head = self.head();
        let file = |path: &str| {
            let found = self.files.iter().find(|file| file.path == path);
            found.map(|file| file.bytes)
        };
        let kind = self.manifest.kind;
        let metadata = file(METADATA)
            .and_then(|bytes| Metadata::read(kind, bytes))
            .ok_or(Refusal::Metadata {
                kind,
                why: MetadataFault::Fields,
            })?;
        let text = file(TEXT)
            .map(|bytes| str::from_utf8(bytes).map_err(|_| Refusal::Text))
            .transpose()?;
        let copy = file(COPY);
        if copy.is_some_and(|copy| !copy.starts_with(b"%PDF-")) {
            return Err(Refusal::Copy);
        }
        let attachments = enclosures(&self.files);
        let lie = attachments.iter().map(|enclosure| enclosure.path);
        let named = metadata.attachments();
        if !named.iter().map(|line| line.file.as_str()).eq(lie) {
            let why = MetadataFault::Attachments;
            return Err(Refusal::Metadata { kind, why });
        }
        Ok(Opened {
            manifest: self.manifest,
            head,
            metadata,
            text,
            copy,
            attachments,
        })
    }
}

/// The file of the form's own that must stand at this place.
fn head<'a>(
    files: &[File<'a>],
    place: usize,
    path: &'static str,
    most: usize,
) -> Result<&'a [u8], Refusal> {
    let file = files
        .get(place)
        .filter(|file| file.path == path)
        .ok_or(Refusal::Missing { path })?;
    if file.bytes.len() > most {
        return Err(Refusal::FileTooBig { path });
    }
    Ok(file.bytes)
}

fn enclosures<'a>(files: &[File<'a>]) -> Vec<Enclosure<'a>> {
    files
        .iter()
        .filter(|file| file.path.starts_with(ATTACHMENTS))
        .map(|file| Enclosure {
            path: file.path,
            bytes: file.bytes,
        })
        .collect()
}

/// Metadata, text, copy, then attachments numbered without gaps.
fn in_order(files: &[File<'_>]) -> bool {
    let rank = |file: &File<'_>| {
        [METADATA, TEXT, COPY]
            .iter()
            .position(|path| *path == file.path)
    };
    let fixed: Vec<Option<usize>> = files.iter().map(rank).take_while(Option::is_some).collect();
    let attached = files.iter().skip(fixed.len());
    let numbered = attached.zip(1..).all(|(file, number): (_, usize)| {
        let name = file.path.strip_prefix(ATTACHMENTS);
        name.is_some_and(|name| name.starts_with(&format!("{number:02}.")))
    });
    fixed.is_sorted() && numbered
}
