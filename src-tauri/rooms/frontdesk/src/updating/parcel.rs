//! An update file as it came on a stick: the maker's line, then a zip. Nothing of the zip is looked
//! at before the digest over all of it has been found signed, and it is read a piece at a time, so
//! that it may be as large as it likes within its limit.

use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

use gongkai_letters::{PublicKey, Sha256Digest, UPDATE_LINE_BYTES, UpdateRefusal, UpdateSeal};
use sha2::{Digest as _, Sha256};
use zip::ZipArchive;
use zip::result::ZipError;

use super::list::{LIST, LIST_BYTES, List, ListedFile, program};
use crate::Problem;
use crate::problem::{file_problem, open_plain};

/// No update file is longer, bytes.
const FILE_BYTES: u64 = 600 << 20;
/// So much is held in memory at a time.
const PIECE: usize = 64 << 10;

/// An update whose signature is good.
pub(crate) struct Parcel<R> {
    list: List,
    zip: ZipArchive<R>,
}

impl Parcel<Inner> {
    /// Checks the file at `path` where it lies.
    ///
    /// # Errors
    /// `no-maker-key`, `update-unsigned`, `update-key`, `update-altered`, `update-form`, what the
    /// disk says.
    pub(crate) fn look(path: &Path, keys: &[PublicKey]) -> Result<Self, Problem> {
        let (file, start) = signed(path, keys, &mut io::sink())?;
        Self::of(Inner::new(file, start).map_err(|error| file_problem(path, &error))?)
    }
}

impl Parcel<File> {
    /// Checks the file at `path` while it is copied to `copy`, and goes on with the copy alone:
    /// what a stick gives a second time need not be what it gave at first.
    ///
    /// # Errors
    /// As [`Parcel::look`].
    pub(crate) fn fetch(path: &Path, keys: &[PublicKey], copy: &Path) -> Result<Self, Problem> {
        let at_copy = |error: io::Error| file_problem(copy, &error);
        let mut kept = File::create(copy).map_err(at_copy)?;
        signed(path, keys, &mut kept)?;
        kept.sync_all().map_err(at_copy)?;
        drop(kept);
        Self::of(File::open(copy).map_err(at_copy)?)
    }
}

impl<R: Read + Seek> Parcel<R> {
    fn of(reader: R) -> Result<Self, Problem> {
        let mut zip = ZipArchive::new(reader).map_err(packed)?;
        let mut text = Vec::new();
        zip.by_name(LIST)
            .map_err(packed)?
            .take(LIST_BYTES)
            .read_to_end(&mut text)
            .map_err(|error| packed(error.into()))?;
        let list = List::read(&text)?;
        Ok(Self { list, zip })
    }

    /// What it says is in it.
    pub(crate) const fn list(&self) -> &List {
        &self.list
    }

    /// Unpacks everything into `folder`, which is new, and makes it durable. `reached` is told how
    /// many files stand.
    ///
    /// # Errors
    /// `update-form` where a file is not what the list says, what the disk says.
    pub(crate) fn unpack(
        &mut self,
        folder: &Path,
        mut reached: impl FnMut(usize),
    ) -> Result<(), Problem> {
        let mut folders = vec![folder.to_owned()];
        for (number, listed) in self.list.files.iter().enumerate() {
            let target = folder.join(&listed.path);
            if let Some(shelf) = target.parent()
                && !folders.iter().any(|known| known == shelf)
            {
                fs::create_dir_all(shelf).map_err(|error| file_problem(shelf, &error))?;
                folders.push(shelf.to_owned());
            }
            let packed_file = self.zip.by_name(&listed.path).map_err(packed)?;
            unpack_one(packed_file, listed, &target)?;
            reached(number + 1);
        }
        for folder in &folders {
            sync_folder(folder).map_err(|error| file_problem(folder, &error))?;
        }
        Ok(())
    }
}

fn unpack_one(mut from: impl Read, listed: &ListedFile, target: &Path) -> Result<(), Problem> {
    let at = |error: io::Error| file_problem(target, &error);
    let mut file = File::create_new(target).map_err(at)?;
    // One byte more than listed is enough to see that there are more.
    let mut from = (&mut from).take(listed.size.saturating_add(1));
    let (digest, length) = pour(&mut from, &mut file).map_err(at)?;
    if length != listed.size || digest != listed.sha256 {
        return Err(packed(ZipError::InvalidArchive(
            "not what is listed".into(),
        )));
    }
    make_runnable(&file, &listed.path).map_err(at)?;
    file.sync_all().map_err(at)
}

/// Pours what follows the maker's line into `copy` and answers with the file and where the line
/// ends, if the maker signed exactly this.
fn signed(path: &Path, keys: &[PublicKey], copy: &mut dyn Write) -> Result<(File, u64), Problem> {
    if keys.is_empty() {
        let text = "这个程序里没有装软件提供者的公钥，不接受任何更新文件";
        let next = "用安装程序装新的版本";
        return Err(Problem::refused("no-maker-key", text, next));
    }
    let file = open_plain(path)?;
    let length = file.metadata().map(|about| about.len());
    if length.map_err(|error| file_problem(path, &error))? > FILE_BYTES {
        return Err(refused(&UpdateRefusal::NotAnUpdate, path));
    }
    let mut reader = BufReader::with_capacity(PIECE, file);
    let mut line = Vec::new();
    (&mut reader)
        .take(UPDATE_LINE_BYTES as u64)
        .read_until(b'\n', &mut line)
        .map_err(|error| file_problem(path, &error))?;
    let seal = UpdateSeal::read(&line).map_err(|error| refused(&error, path))?;
    let (digest, _) = pour(&mut (&mut reader).take(FILE_BYTES), copy)
        .map_err(|error| file_problem(path, &error))?;
    seal.holds(&digest, keys)
        .map_err(|error| refused(&error, path))?;
    Ok((reader.into_inner(), line.len() as u64))
}

/// Copies a piece at a time and answers with digest and length.
fn pour(from: &mut dyn Read, to: &mut dyn Write) -> io::Result<(Sha256Digest, u64)> {
    let mut hasher = Sha256::new();
    let mut piece = vec![0; PIECE];
    let mut length = 0;
    loop {
        let read = match from.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        hasher.update(&piece[..read]);
        to.write_all(&piece[..read])?;
        length += read as u64;
    }
    let digest: [u8; 32] = hasher.finalize().into();
    Ok((digest.into(), length))
}

/// What follows the maker's line, as a file of its own.
pub(crate) struct Inner {
    file: File,
    start: u64,
}

impl Inner {
    fn new(mut file: File, start: u64) -> io::Result<Self> {
        file.seek(SeekFrom::Start(start))?;
        Ok(Self { file, start })
    }
}

impl Read for Inner {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.file.read(bytes)
    }
}

impl Seek for Inner {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let to = match to {
            SeekFrom::Start(at) => SeekFrom::Start(at.saturating_add(self.start)),
            other => other,
        };
        let at = self.file.seek(to)?;
        at.checked_sub(self.start)
            .ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))
    }
}

/// Programs may be run. A stick's file system knows no such mark and refuses to be told; there every
/// file may be run, or none, as the stick is mounted.
#[cfg(unix)]
fn make_runnable(file: &File, path: &str) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    if ![program("gongkai"), program("gongkai-desk")].contains(&path.to_owned()) {
        return Ok(());
    }
    match file.set_permissions(fs::Permissions::from_mode(0o755)) {
        Err(_) if file.metadata()?.permissions().mode() & 0o100 != 0 => Ok(()),
        told => told,
    }
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same shape as on Unix")]
fn make_runnable(_: &File, path: &str) -> io::Result<()> {
    // Windows asks the ending alone.
    let _ = program(path);
    Ok(())
}

/// Makes the names in a folder durable, where the system has a way to.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

fn refused(refusal: &UpdateRefusal, path: &Path) -> Problem {
    let (code, next) = match refusal {
        UpdateRefusal::NotAnUpdate => (
            "update-unsigned",
            "选软件提供者给的、名字以 .gkupdate 结尾的文件",
        ),
        UpdateRefusal::UnknownKey { .. } => (
            "update-key",
            "不要用这个文件；向软件提供者核对它是不是他们给的",
        ),
        UpdateRefusal::Altered => (
            "update-altered",
            "从原处重新拷一份再试；还不行就不要用，告诉软件提供者",
        ),
    };
    let text = format!("没有更新，现在的程序没有动：{refusal}");
    Problem::refused(code, text, next).in_file(path)
}

fn packed(_: ZipError) -> Problem {
    let text = "更新文件不能用：里面的文件和清单对不上";
    let next = "请软件提供者重新给一份更新文件；现在的程序没有动";
    Problem::unreadable("update-form", text, next)
}
