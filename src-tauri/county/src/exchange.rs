//! Exchange through a folder: an exchange front machine's inbox or a stick. Takes what lies in `up/`,
//! writes `down/` and `standing/`. Packages that were taken stay where they are: only their owner
//! clears his folder.

use std::path::{Path, PathBuf};

use axum::body::Bytes;
use gongkai_letters::{PACKAGE_BYTES, PackageName};

use crate::platform::Platform;
use crate::store::StoreError;
use crate::taking::TakeError;
use crate::townships::Township;

/// The exchange stopped; what was taken before stays taken.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeFault {
    /// The folder.
    #[error("{0} 不能读写：{1}")]
    Folder(PathBuf, #[source] std::io::Error),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What one round did.
#[derive(Debug, Default)]
pub struct Round {
    /// Packages taken.
    pub taken: u64,
    /// Letters written.
    pub written: u64,
    /// The names of packages that were refused, and why. What is a township's word counts all the same.
    pub refused: Vec<(String, String)>,
}

impl Platform {
    /// One round.
    ///
    /// # Errors
    /// The folder or the database fails. A package that does not count stops nobody but its own
    /// township.
    pub async fn exchange(&self, folder: &Path) -> Result<Round, ExchangeFault> {
        let mut round = Round::default();
        for township in self.townships().await? {
            if township.closed.is_some() {
                continue;
            }
            self.fetch(folder, &township, &mut round).await?;
            round.written += self.deliver(folder, &township).await?;
        }
        Ok(round)
    }

    /// Takes a township's packages in the order of their numbers, until one does not count.
    async fn fetch(
        &self,
        folder: &Path,
        township: &Township,
        round: &mut Round,
    ) -> Result<(), ExchangeFault> {
        let place = folder.join("up").join(township.code.as_str());
        let entries = match std::fs::read_dir(&place) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(ExchangeFault::Folder(place, error)),
        };
        let mut names: Vec<PackageName> = entries
            .flatten()
            .filter_map(|entry| PackageName::parse(entry.file_name().to_str()?))
            .filter(|name| name.township == township.code && name.number > township.up.count)
            .collect();
        names.sort();
        for name in names {
            let path = place.join(name.to_string());
            let bytes = read(&path)?;
            match self.take(&township.code, name.package, bytes).await {
                Ok(answer) => match answer.refused {
                    Some(why) => round
                        .refused
                        .push((name.to_string(), why.text.into_owned())),
                    None => round.taken += u64::from(answer.now),
                },
                Err(TakeError::Store(error)) => return Err(error.into()),
                Err(error) => {
                    round.refused.push((name.to_string(), error.to_string()));
                    break;
                }
            }
        }
        Ok(())
    }

    /// Writes the letters that are not there yet, and where both chains stand.
    async fn deliver(&self, folder: &Path, township: &Township) -> Result<u64, ExchangeFault> {
        let place = folder.join("down").join(township.code.as_str());
        let fail = |path: &Path, error| ExchangeFault::Folder(path.to_owned(), error);
        std::fs::create_dir_all(&place).map_err(|error| fail(&place, error))?;
        let (mut after, mut written) = (0, 0);
        loop {
            let lines = self.letters_after(&township.code, after, 1000).await?;
            let Some(last) = lines.last() else { break };
            after = last.number;
            for line in lines {
                let name = format!(
                    "{}-{:08}-{}.gkpkg",
                    township.code, line.number, line.package
                );
                let path = place.join(name);
                if path.exists() {
                    continue;
                }
                if let Some(bytes) = self.letter(&township.code, line.number).await? {
                    whole(&path, &bytes).map_err(|error| fail(&path, error))?;
                    written += 1;
                }
            }
        }
        let Some(now) = self.township(&township.code).await? else {
            return Ok(written);
        };
        let standing = serde_json::json!({
            "platform": self.id(), "up": now.up, "down": now.down,
        });
        let place = folder.join("standing");
        std::fs::create_dir_all(&place).map_err(|error| fail(&place, error))?;
        let path = place.join(format!("{}.json", township.code));
        whole(&path, standing.to_string().as_bytes()).map_err(|error| fail(&path, error))?;
        Ok(written)
    }
}

/// The file's bytes, of which no more are read than a package may have.
fn read(path: &Path) -> Result<Bytes, ExchangeFault> {
    use std::io::Read as _;
    let fail = |error| ExchangeFault::Folder(path.to_owned(), error);
    let file = std::fs::File::open(path).map_err(fail)?;
    let mut bytes = Vec::new();
    let most = PACKAGE_BYTES as u64 + 1;
    file.take(most).read_to_end(&mut bytes).map_err(fail)?;
    Ok(bytes.into())
}

/// Beside, synced, renamed: whoever reads finds the whole file or none.
fn whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut aside = path.as_os_str().to_owned();
    aside.push(".part");
    let mut file = std::fs::File::create(&aside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&aside, path)
}
