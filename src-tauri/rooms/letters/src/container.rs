//! The one spelling of a zip that packages have: files stored as they are, no date, no comment, no
//! extra field. It unpacks nothing, so that no bomb can burst in it, and every byte of the container
//! follows from the names and contents, so that none can be changed unseen.
//!
//! Layout: APPNOTE.TXT 6.3 of PKWARE, 4.3.7, 4.3.12 and 4.3.16. Any zip program opens it.

use std::collections::BTreeSet;

use crate::limits::{PACKAGE_BYTES, PACKAGE_FILES};
use crate::names::is_path;
use crate::refusal::Refusal;

const FILE_HEAD: [u8; 4] = *b"PK\x03\x04";
const DIRECTORY_HEAD: [u8; 4] = *b"PK\x01\x02";
const END_HEAD: [u8; 4] = *b"PK\x05\x06";
/// Version 2.0 of the format, no flags, stored, 1980-01-01 00:00.
const FIXED: [u8; 10] = [20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0];
/// A file's head without its name, bytes.
const HEAD_BYTES: usize = 30;

/// A file in the container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct File<'a> {
    /// Its path.
    pub(crate) path: &'a str,
    /// Its content.
    pub(crate) bytes: &'a [u8],
}

/// Writes a container.
///
/// # Errors
/// [`Refusal::TooManyFiles`], [`Refusal::TooBig`].
pub(crate) fn write(files: &[File<'_>]) -> Result<Vec<u8>, Refusal> {
    if files.len() > PACKAGE_FILES {
        return Err(Refusal::TooManyFiles);
    }
    let length = files
        .iter()
        .map(|file| 2 * (HEAD_BYTES + file.path.len()) + 16 + file.bytes.len())
        .fold(22_usize, usize::saturating_add);
    if length > PACKAGE_BYTES {
        return Err(Refusal::TooBig);
    }
    let mut out = Vec::with_capacity(length);
    let mut directory = Directory::default();
    for file in files {
        let sum = crc32fast::hash(file.bytes);
        directory.add(out.len(), file, sum);
        out.extend(FILE_HEAD);
        out.extend(particulars(file, sum));
        out.extend(file.path.as_bytes());
        out.extend(file.bytes);
    }
    let tail = directory.finished(out.len());
    out.extend(tail);
    Ok(out)
}

/// Reads a container: its files, in order, as they lie in `bytes`.
///
/// # Errors
/// Whatever the one spelling does not have.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<File<'_>>, Refusal> {
    if bytes.len() > PACKAGE_BYTES {
        return Err(Refusal::TooBig);
    }
    if !bytes.starts_with(&FILE_HEAD) {
        return Err(Refusal::NotAPackage);
    }
    let mut files = Vec::new();
    let mut paths = BTreeSet::new();
    let mut directory = Directory::default();
    let mut rest = bytes;
    while let Some(after) = rest.strip_prefix(&FILE_HEAD) {
        if files.len() == PACKAGE_FILES {
            return Err(Refusal::TooManyFiles);
        }
        let offset = bytes.len() - rest.len();
        let (file, sum, next) = one(after, files.len() + 1)?;
        if !paths.insert(file.path) {
            let path = file.path.to_owned();
            return Err(Refusal::Duplicate { path });
        }
        directory.add(offset, &file, sum);
        files.push(file);
        rest = next;
    }
    let tail = directory.finished(bytes.len() - rest.len());
    match rest {
        whole if whole == tail => Ok(files),
        cut if tail.starts_with(cut) || FILE_HEAD.starts_with(cut) => Err(Refusal::Truncated),
        _ => Err(Refusal::Directory),
    }
}

/// The file whose head begins after its signature, its check sum, and what follows.
fn one(after: &[u8], place: usize) -> Result<(File<'_>, u32, &[u8]), Refusal> {
    let (head, rest) = after
        .split_at_checked(HEAD_BYTES - FILE_HEAD.len())
        .ok_or(Refusal::Truncated)?;
    let head_fault = Refusal::Head { place };
    let mut reader = Reader(head);
    let fixed = reader.take::<10>() == Some(FIXED);
    let (sum, packed, length) = (reader.number(), reader.number(), reader.number());
    let (name, extra) = (reader.short(), reader.short());
    if !fixed || packed != length || extra != 0 {
        return Err(head_fault);
    }
    let (name, rest) = rest
        .split_at_checked(usize::from(name))
        .ok_or(Refusal::Truncated)?;
    let path = str::from_utf8(name)
        .ok()
        .filter(|path| is_path(path))
        .ok_or(Refusal::Path { place })?;
    let length = usize::try_from(length).map_err(|_| Refusal::TooBig)?;
    let (bytes, rest) = rest.split_at_checked(length).ok_or(Refusal::Truncated)?;
    if crc32fast::hash(bytes) != sum {
        let path = path.to_owned();
        return Err(Refusal::Damaged { path });
    }
    Ok((File { path, bytes }, sum, rest))
}

/// What head and directory say alike of a file.
fn particulars(file: &File<'_>, sum: u32) -> Vec<u8> {
    let length = small(file.bytes.len()).to_le_bytes();
    let name = (small(file.path.len()) as u16).to_le_bytes();
    let sum = sum.to_le_bytes();
    [&FIXED[..], &sum, &length, &length, &name, &[0, 0]].concat()
}

/// A length or offset of a container, which is never longer than [`PACKAGE_BYTES`].
fn small(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// The directory at the end, as it must be.
#[derive(Default)]
struct Directory {
    lines: Vec<u8>,
    count: u16,
}

impl Directory {
    fn add(&mut self, offset: usize, file: &File<'_>, sum: u32) {
        self.lines.extend(DIRECTORY_HEAD);
        // Made by version 2.0; then comment length, disk, attributes inside and outside: nothing.
        self.lines.extend([20, 0]);
        self.lines.extend(particulars(file, sum));
        self.lines.extend([0; 10]);
        self.lines.extend(small(offset).to_le_bytes());
        self.lines.extend(file.path.as_bytes());
        self.count += 1;
    }

    fn finished(mut self, offset: usize) -> Vec<u8> {
        let length = small(self.lines.len()).to_le_bytes();
        self.lines.extend(END_HEAD);
        self.lines.extend([0; 4]);
        self.lines.extend(self.count.to_le_bytes());
        self.lines.extend(self.count.to_le_bytes());
        self.lines.extend(length);
        self.lines.extend(small(offset).to_le_bytes());
        self.lines.extend([0; 2]);
        self.lines
    }
}

/// Little-endian numbers from a head whose length is known.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
    }

    fn number(&mut self) -> u32 {
        self.take().map_or(u32::MAX, u32::from_le_bytes)
    }

    fn short(&mut self) -> u16 {
        self.take().map_or(u16::MAX, u16::from_le_bytes)
    }
}
