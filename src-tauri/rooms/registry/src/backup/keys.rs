//! The office's key files in a backup: what signs to the county, and what signs and opens drafts. They lie
//! beside the store and not in it; an office that is put back without them could neither report nor open
//! what was closed for it. It reads no key, it only carries the files.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use crate::durable::{move_into_place, part_beside};
use crate::{Fingerprint, RegistryError};

/// The file of the keys to the county, in the office's folder.
pub const COUNTY_KEY_FILE: &str = "county.key";
/// The file of the keys for drafts, in the office's folder.
pub const DRAFT_KEY_FILE: &str = "drafts.key";
const NAMES: [&str; 2] = [COUNTY_KEY_FILE, DRAFT_KEY_FILE];
/// A key file is a few lines; what is larger is none.
const LARGEST: usize = 64 << 10;

/// Names of the key files in a backup, and SHA-256 of each. The keys are random, so that it tells nothing.
pub(super) type Keys = BTreeMap<String, String>;

/// Copies the key files that there are, for their owner alone.
pub(super) fn bring(from: &Path, to: &Path) -> Result<Keys, RegistryError> {
    let mut brought = Keys::new();
    for name in NAMES {
        let (source, target) = (from.join(name), to.join(name));
        let bytes = match fs::read(&source) {
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            other => other.map_err(|error| RegistryError::io(&source, error))?,
        };
        if bytes.len() <= LARGEST {
            write_private(&target, &bytes).map_err(|error| RegistryError::io(&target, error))?;
            move_into_place(&part_beside(&target), &target)?;
            brought.insert(name.to_owned(), sum(&bytes)?);
        }
    }
    Ok(brought)
}

/// Whether the key files of a backup are there as they were brought.
pub(super) fn are_whole(folder: &Path, keys: &Keys) -> Result<bool, RegistryError> {
    for (name, sha256) in keys {
        // A note names nothing outside its own folder.
        let known = NAMES.contains(&name.as_str());
        match fs::read(folder.join(name)) {
            Ok(bytes) if known && sum(&bytes)? == *sha256 => {}
            Ok(_) | Err(_) => return Ok(false),
        }
    }
    Ok(true)
}

fn sum(bytes: &[u8]) -> Result<String, RegistryError> {
    let (sum, _) =
        Fingerprint::sha256_of(bytes).map_err(|error| RegistryError::io(Path::new(""), error))?;
    Ok(sum.to_string())
}

/// Where the folder knows whose a file is, nobody else reads it; a stick does not.
fn write_private(target: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(part_beside(target))?;
    file.write_all(bytes)?;
    file.sync_all()
}
