//! A folder that both sides reach: a share, or a stick carried over. Written beside, synced, renamed;
//! what lies there is never written over and never removed. A package that was damaged there is set aside
//! under another name and laid down again.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use gongkai_letters::{PACKAGE_BYTES, PackageName, TownshipCode};

use crate::carrier::{Carrier, LetterLine, Put, Standings, Ways};
use crate::error::MailError;

/// Most bytes of `standing/<township>.json`.
const STANDING_BYTES: u64 = 4 << 10;

/// The exchange folder of a township.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
    township: TownshipCode,
    ways: Ways,
}

impl Folder {
    /// The exchange folder under `root`, which must be there: a stick that is not put in is told, and
    /// nothing is written where it would be.
    pub fn new(root: impl Into<PathBuf>, township: TownshipCode) -> Self {
        Self::with(root.into(), township, Ways::COUNTY)
    }

    /// The place under `root` where stations and villages lay closed drafts for a township.
    pub fn of_drafts(root: impl Into<PathBuf>, township: TownshipCode) -> Self {
        Self::with(root.into(), township, Ways::DRAFTS)
    }

    const fn with(root: PathBuf, township: TownshipCode, ways: Ways) -> Self {
        Self {
            root,
            township,
            ways,
        }
    }

    fn place(&self, way: &str) -> PathBuf {
        self.root.join(way).join(self.township.as_str())
    }

    fn there(&self) -> Result<(), MailError> {
        if self.root.is_dir() {
            Ok(())
        } else {
            Err(MailError::NoFolder)
        }
    }

    /// The packages in a folder, in order of number.
    fn packages(&self, folder: &Path) -> Result<Vec<(PackageName, u64)>, MailError> {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error.into()),
        };
        let mut lying = Vec::new();
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_str().and_then(PackageName::parse);
            let own = name.filter(|name| name.township == self.township);
            if let (Some(name), true) = (own, entry.file_type()?.is_file()) {
                lying.push((name, entry.metadata()?.len()));
            }
        }
        lying.sort_by_key(|(name, _)| (name.number, name.package));
        Ok(lying)
    }
}

impl Carrier for Folder {
    fn standing(&mut self) -> Result<Option<Standings>, MailError> {
        self.there()?;
        let path = self
            .root
            .join("standing")
            .join(format!("{}.json", self.township));
        match File::open(path) {
            Ok(file) => {
                let text = within(file, STANDING_BYTES)?;
                serde_json::from_slice(&text)
                    .map(Some)
                    .map_err(|_| MailError::Answer)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn lying(&mut self) -> Result<BTreeSet<PackageName>, MailError> {
        self.there()?;
        let lying = self.packages(&self.place(self.ways.up))?;
        Ok(lying.into_iter().map(|(name, _)| name).collect())
    }

    fn is_whole(&mut self, name: &PackageName, bytes: &[u8]) -> Result<bool, MailError> {
        same(&self.place(self.ways.up).join(name.to_string()), bytes)
    }

    fn put(&mut self, name: &PackageName, bytes: &[u8]) -> Result<Put, MailError> {
        self.there()?;
        let folder = self.place(self.ways.up);
        fs::create_dir_all(&folder)?;
        let path = folder.join(name.to_string());
        if path.is_file() {
            if same(&path, bytes)? {
                return Ok(Put::Deposited);
            }
            set_aside(&path)?;
        }
        let beside = folder.join(format!("{name}.part"));
        let mut file = File::create(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        drop(file);
        fs::rename(&beside, &path)?;
        sync_folder(&folder)?;
        Ok(Put::Deposited)
    }

    fn list(&mut self, after: u64) -> Result<Vec<LetterLine>, MailError> {
        self.there()?;
        let lying = self.packages(&self.place(self.ways.down))?;
        let waiting = lying.into_iter().filter(|(name, _)| name.number > after);
        Ok(waiting.map(line).collect())
    }

    fn fetch(&mut self, line: &LetterLine) -> Result<Vec<u8>, MailError> {
        let name = PackageName {
            township: self.township.clone(),
            number: line.number,
            package: line.package,
        };
        let file = File::open(self.place(self.ways.down).join(name.to_string()))?;
        // One byte more than a package may have: it is refused by its reader, not cut by us.
        within(file, PACKAGE_BYTES as u64 + 1)
    }
}

pub(crate) fn line((name, bytes): (PackageName, u64)) -> LetterLine {
    LetterLine {
        number: name.number,
        package: name.package,
        sha256: None,
        bytes,
    }
}

fn within(file: File, most: u64) -> Result<Vec<u8>, MailError> {
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether this very package lies there. What cannot be read any more is none.
fn same(path: &Path, bytes: &[u8]) -> Result<bool, MailError> {
    let lies = File::open(path).map(|file| within(file, PACKAGE_BYTES as u64 + 1));
    match lies {
        Ok(Ok(lies)) => Ok(lies == bytes),
        Ok(Err(MailError::Disk(_))) => Ok(false),
        Ok(Err(error)) => Err(error),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Gives what lies there another name, which no package has.
fn set_aside(path: &Path) -> Result<(), MailError> {
    for number in 1_u32.. {
        let aside = path.with_extension(format!("gkpkg.damaged-{number}"));
        if !aside.try_exists()? {
            fs::rename(path, aside)?;
            break;
        }
    }
    Ok(())
}

/// Makes a rename durable where the system knows how.
fn sync_folder(folder: &Path) -> Result<(), MailError> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
