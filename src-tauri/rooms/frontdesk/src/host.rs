//! What the desk stands on: clock, randomness, fonts, and the program that reads workbooks.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gongkai_letters::PublicKey;
use gongkai_registry::{NoWaypoints, Waypoints};
use gongkai_rulebook::ids::IdSeed;
use gongkai_rulebook::moment::Now;
use sysinfo::{DiskRefreshKind, Disks};

use crate::portable::Portable;
use crate::printers::{NoPrinters, Printers, SystemPrinters};
use crate::updating::{home_of, maker_keys};
use crate::{Problem, READER_COMMAND};

/// The narrow view of the machine that tasks have. Tests hand in a fixed clock.
pub trait Host: Send + Sync {
    /// The instant, and the day at the office.
    fn now(&self) -> Now;

    /// Fills `bytes` with what nobody can foresee.
    ///
    /// # Errors
    /// `no-randomness` where the system gives none; nothing is done without it.
    fn random(&self, bytes: &mut [u8]) -> Result<(), Problem>;

    /// Folder of the fonts that the program brings along.
    fn fonts(&self) -> &Path;

    /// Folder of the forms of papers that the program brings along.
    fn forms(&self) -> &Path;

    /// The program that reads a workbook in a process of its own.
    fn reader(&self) -> Reader;

    /// Folder of the sample office's files that the program brings along.
    fn samples(&self) -> &Path;

    /// The file in which this PC remembers its preferences.
    fn preferences(&self) -> &Path;

    /// Where an office is kept if nobody says otherwise: the person's documents, or beside a
    /// portable program.
    fn usual_place(&self) -> &Path;

    /// Where the web view keeps its own files; where the system puts them if not said.
    fn web_view_folder(&self) -> Option<&Path> {
        None
    }

    /// The folder that the program was installed into; none where nobody knows one.
    fn home(&self) -> Option<&Path> {
        None
    }

    /// The keys whose updates are taken: the maker's, as the program was built with them. The real
    /// machine never says otherwise.
    fn maker_keys(&self) -> Vec<PublicKey> {
        maker_keys()
    }

    /// Where sticks and other removable disks are mounted.
    fn sticks(&self) -> Vec<PathBuf> {
        Vec::new()
    }

    /// The machine's printers; none that anybody knows of, unless it says otherwise.
    fn printers(&self) -> Arc<dyn Printers> {
        Arc::new(NoPrinters)
    }

    /// Who is told when a change passes a named point.
    fn waypoints(&self) -> Arc<dyn Waypoints> {
        Arc::new(NoWaypoints)
    }
}

/// A program and what stands before its own arguments.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The program.
    pub program: PathBuf,
    /// Its first arguments.
    pub prefix: Vec<OsString>,
}

/// A seed for one new id.
pub(crate) fn seed(host: &dyn Host) -> Result<IdSeed, Problem> {
    let mut random = [0; 10];
    host.random(&mut random)?;
    Ok(IdSeed {
        unix_ms: u64::try_from(host.now().unix_ms).unwrap_or_default(),
        random,
    })
}

/// The real machine. It alone asks the system for the time, for randomness and for folders.
#[derive(Debug, Clone)]
pub struct SystemHost {
    program: PathBuf,
    home: Option<PathBuf>,
    fonts: PathBuf,
    forms: PathBuf,
    samples: PathBuf,
    preferences: PathBuf,
    usual_place: PathBuf,
    web_view: Option<PathBuf>,
    portable: Option<Portable>,
}

impl SystemHost {
    /// The machine on which `program` runs, with what it brought along: beside it, in its share
    /// folder, or in the sources where one works. A portable program knows nothing of the
    /// machine's own folders.
    pub fn of(program: PathBuf) -> Self {
        let home = home_of(&program);
        let portable = home.as_deref().and_then(Portable::at);
        Self {
            home,
            fonts: brought_along(&program, "fonts"),
            forms: brought_along(&program, "forms"),
            samples: brought_along(&program, "sample-office"),
            preferences: portable
                .as_ref()
                .map_or_else(|| own_preferences(&program), Portable::preferences),
            usual_place: portable
                .as_ref()
                .map_or_else(|| documents(&program), Portable::offices),
            web_view: portable.as_ref().map(Portable::web_view),
            portable,
            program,
        }
    }

    /// Whether the program can work where it stands.
    ///
    /// # Errors
    /// `portable-read-only` where a portable program stands on a stick that takes nothing.
    pub fn ready(&self) -> Result<(), Problem> {
        self.portable
            .as_ref()
            .map_or(Ok(()), Portable::takes_writing)
    }
}

fn own_preferences(program: &Path) -> PathBuf {
    dirs::config_dir()
        .unwrap_or_else(|| beside(program, "config"))
        .join("gongkai")
        .join("preferences.json")
}

fn documents(program: &Path) -> PathBuf {
    dirs::document_dir()
        .or_else(dirs::home_dir)
        .unwrap_or_else(|| beside(program, "documents"))
        .join("政务公开")
}

fn beside(program: &Path, name: &str) -> PathBuf {
    program.with_file_name(name)
}

fn brought_along(program: &Path, name: &str) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let sources = here
        .ancestors()
        .map(|folder| folder.join("assets").join(name));
    let installed = program.ancestors().skip(1).flat_map(|folder| {
        ["", "share/gongkai", "assets"].map(|shelf| folder.join(shelf).join(name))
    });
    let found = installed
        .chain(sources)
        .find(|place| place.join("README.md").is_file());
    found.unwrap_or_else(|| beside(program, name))
}

impl Host for SystemHost {
    fn now(&self) -> Now {
        let now = chrono::Local::now();
        Now {
            unix_ms: now.timestamp_millis(),
            today: now.date_naive(),
        }
    }

    fn random(&self, bytes: &mut [u8]) -> Result<(), Problem> {
        getrandom::fill(bytes).map_err(|error| {
            let text = format!("系统没有给出随机数：{error}");
            Problem::unreadable("no-randomness", text, "重启电脑后再试")
        })
    }

    fn fonts(&self) -> &Path {
        &self.fonts
    }

    fn forms(&self) -> &Path {
        &self.forms
    }

    fn samples(&self) -> &Path {
        &self.samples
    }

    fn preferences(&self) -> &Path {
        &self.preferences
    }

    fn usual_place(&self) -> &Path {
        &self.usual_place
    }

    fn web_view_folder(&self) -> Option<&Path> {
        self.web_view.as_deref()
    }

    fn home(&self) -> Option<&Path> {
        self.home.as_deref()
    }

    fn reader(&self) -> Reader {
        Reader {
            program: self.program.clone(),
            prefix: vec![READER_COMMAND.into()],
        }
    }

    fn sticks(&self) -> Vec<PathBuf> {
        let kinds = DiskRefreshKind::nothing();
        let Ok(disks) = Disks::new_with_refreshed_list_specifics(kinds) else {
            return Vec::new();
        };
        let removable = disks.iter().filter(|disk| disk.is_removable());
        let mounted = removable.map(|disk| disk.mount_point().to_owned());
        mounted.collect()
    }

    fn printers(&self) -> Arc<dyn Printers> {
        Arc::new(SystemPrinters::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Preferences;

    #[test]
    fn a_portable_program_keeps_everything_beside_it_and_an_installed_one_does_not() {
        let stick = tempfile::tempdir().unwrap();
        let program = stick.path().join("gongkai");
        let installed = SystemHost::of(program.clone());
        assert!(!installed.preferences().starts_with(stick.path()));
        assert!(!installed.usual_place().starts_with(stick.path()));
        assert_eq!(installed.web_view_folder(), None);
        installed.ready().unwrap();

        std::fs::write(stick.path().join("便携版.txt"), "").unwrap();
        let portable = SystemHost::of(program);
        let kept = stick.path().join("数据");
        assert_eq!(portable.usual_place(), kept);
        assert!(portable.preferences().starts_with(&kept));
        let web_view = portable.web_view_folder().unwrap();
        assert!(web_view.starts_with(&kept));
        portable.ready().unwrap();
        // The version that an update brought is the same stick's program.
        let newer = stick.path().join("版本").join("0.2.0").join("gongkai");
        let updated = SystemHost::of(newer);
        assert_eq!(updated.usual_place(), portable.usual_place());
        assert_eq!(updated.home(), Some(stick.path()));
    }

    #[test]
    fn the_office_of_a_stick_is_found_where_the_stick_is_mounted_next() {
        let pcs = tempfile::tempdir().unwrap();
        let (here, there) = (pcs.path().join("E"), pcs.path().join("F"));
        let office = here.join("数据").join("青禾乡");
        std::fs::create_dir_all(&office).unwrap();
        std::fs::write(here.join("便携版.txt"), "").unwrap();
        let on_the_pc = pcs.path().join("D").join("备份");
        let preferences = Preferences {
            office: Some(office.clone()),
            backup_folder: Some(on_the_pc.clone()),
            ..Preferences::default()
        };
        let path = SystemHost::of(here.join("gongkai")).preferences;
        preferences.keep(&path).unwrap();
        assert_eq!(Preferences::read(&path), preferences);
        std::fs::rename(&here, &there).unwrap();
        let read = Preferences::read(&SystemHost::of(there.join("gongkai")).preferences);
        assert_eq!(read.office, Some(there.join("数据").join("青禾乡")));
        assert_eq!(read.backup_folder, Some(on_the_pc));
    }
}
