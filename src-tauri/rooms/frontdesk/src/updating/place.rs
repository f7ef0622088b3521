//! Where versions of the program stand: the installed one in its folder, those that updates brought
//! in `版本` below it, and a small file that says which is in force. That file is the only thing a
//! switch changes, by one rename: a power cut leaves the old version in force or the new one.

use std::fs;
use std::path::{Path, PathBuf};

use gongkai_registry::write_beside;
use serde::{Deserialize, Serialize};

use super::version::Version;
use crate::portable::Portable;
use crate::problem::file_problem;
use crate::{Host, Problem};

/// The list of an installed program's files, which tells its version.
const FILES: &str = "files.json";
/// The folder of the versions that updates brought.
const VERSIONS: &str = "版本";
/// The file in [`VERSIONS`] that says which is in force.
const STANDING: &str = "现用.json";

/// The folder that a program was installed into.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    home: PathBuf,
    installed: Version,
}

/// A version, with the form of the stores it makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Edition {
    /// Its number.
    pub(crate) version: Version,
    /// The form of the store.
    pub(crate) form: u32,
}

/// Which version is in force, as [`STANDING`] says it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Standing {
    /// The one in force.
    pub(crate) current: Option<Edition>,
    /// The one before, which can be gone back to.
    pub(crate) previous: Option<Edition>,
    /// The office as it was before the last update.
    pub(crate) saved: Option<SafeCopy>,
}

/// The backup that was made before an update.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SafeCopy {
    /// The office's folder.
    pub(crate) office: PathBuf,
    /// The backup's folder.
    pub(crate) backup: PathBuf,
}

/// The installed folder that `program` belongs to, also where `program` is one that an update
/// brought.
pub(crate) fn home_of(program: &Path) -> Option<PathBuf> {
    let own = program.parent()?;
    let above = own.parent();
    let brought = above
        .and_then(Path::file_name)
        .is_some_and(|name| name == VERSIONS);
    let home = if brought { above?.parent()? } else { own };
    Some(home.to_owned())
}

impl Place {
    /// The place that `program` was installed into; none where it was not installed as a folder.
    pub(crate) fn of(program: &Path) -> Option<Self> {
        Self::at(home_of(program)?).ok()
    }

    /// The place of this machine's program.
    ///
    /// # Errors
    /// `update-by-system` where the system's own packages keep the program, `update-not-installed`
    /// where it was built from sources.
    pub(crate) fn here(host: &dyn Host) -> Result<Self, Problem> {
        let home = host.home().ok_or_else(not_installed)?;
        let kept_by_system = home
            .parent()
            .is_some_and(|above| above.join("share/gongkai").is_dir());
        match Self::at(home.to_owned()) {
            Err(_) if kept_by_system => {
                let text = "这台电脑上的政务公开是用系统的安装包（.deb）装的，不用更新文件";
                let next = "向软件提供者要新的 .deb 安装包，双击安装；或者用命令 \
                            sudo apt install ./安装包文件名";
                Err(Problem::refused("update-by-system", text, next))
            }
            found => found,
        }
    }

    fn at(home: PathBuf) -> Result<Self, Problem> {
        #[derive(Deserialize)]
        struct Files {
            version: Version,
        }
        let text = fs::read_to_string(home.join(FILES)).map_err(|_| not_installed())?;
        let files: Files = serde_json::from_str(&text).map_err(|_| damaged(FILES))?;
        Ok(Self {
            home,
            installed: files.version,
        })
    }

    /// The folder.
    pub(crate) fn home(&self) -> &Path {
        &self.home
    }

    /// The version that was installed.
    pub(crate) const fn installed(&self) -> Version {
        self.installed
    }

    /// Where versions that updates bring stand.
    pub(crate) fn versions(&self) -> PathBuf {
        self.home.join(VERSIONS)
    }

    /// Where the programs of a version stand.
    pub(crate) fn folder_of(&self, edition: &Edition) -> PathBuf {
        if edition.version == self.installed {
            self.home.clone()
        } else {
            self.versions().join(edition.version.to_string())
        }
    }

    /// What was switched to last.
    ///
    /// # Errors
    /// `install-damaged` where the file is unreadable: it is written whole or not at all, so that
    /// somebody else has been at it.
    pub(crate) fn standing(&self) -> Result<Standing, Problem> {
        let text = match fs::read_to_string(self.versions().join(STANDING)) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Standing::default());
            }
            Err(error) => return Err(file_problem(&self.versions(), &error)),
        };
        let mut standing: Standing = serde_json::from_str(&text).map_err(|_| damaged(STANDING))?;
        if let (Some(stick), Some(saved)) = (Portable::at(&self.home), &mut standing.saved) {
            saved.office = stick.found_again(&saved.office);
            saved.backup = stick.found_again(&saved.backup);
        }
        Ok(standing)
    }

    /// Switches: from here on the next start runs what `standing` says.
    ///
    /// # Errors
    /// What the disk says; what was in force stays in force.
    pub(crate) fn keep(&self, standing: &Standing) -> Result<(), Problem> {
        let mut kept = standing.clone();
        if let (Some(stick), Some(saved)) = (Portable::at(&self.home), &mut kept.saved) {
            saved.office = stick.remembered(&saved.office);
            saved.backup = stick.remembered(&saved.backup);
        }
        let folder = self.versions();
        fs::create_dir_all(&folder).map_err(|error| file_problem(&folder, &error))?;
        let text = serde_json::to_vec_pretty(&kept).unwrap_or_default();
        Ok(write_beside(&folder.join(STANDING), &text)?)
    }

    /// The version in force that an update brought; none where the installed one is. Whoever has
    /// installed a newer program by hand since then gets that one.
    ///
    /// # Errors
    /// As [`Place::standing`].
    pub(crate) fn brought(&self) -> Result<Option<Edition>, Problem> {
        let current = self.standing()?.current;
        Ok(current.filter(|current| current.version > self.installed))
    }

    /// The number of the version that the next start runs.
    ///
    /// # Errors
    /// As [`Place::standing`].
    pub(crate) fn in_force(&self) -> Result<Version, Problem> {
        let brought = self.brought()?;
        Ok(brought.map_or(self.installed, |edition| edition.version))
    }
}

fn not_installed() -> Problem {
    let text = "正在用的程序不是装好的，而是从源码编译的，不用更新文件";
    Problem::refused("update-not-installed", text, "重新编译新的版本")
}

fn damaged(name: &str) -> Problem {
    let text = format!("程序文件夹里的 {name} 坏了");
    Problem::unreadable("install-damaged", text, "重新安装本程序；登记库不受影响")
}
