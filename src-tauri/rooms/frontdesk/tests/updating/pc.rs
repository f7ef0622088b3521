//! A PC with a program installed in a folder, and an office it opens by itself.

use std::fs;
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitStatus;
use std::sync::Arc;

use gongkai_frontdesk::tasks::{found_office, go_back, keep_staff, update_program};
use gongkai_frontdesk::words::{Duty, Now, Waypoints};
use gongkai_frontdesk::{Acting, Desk, Host, Preferences, Problem, Reader, SystemHost};
use gongkai_letters::{PublicKey, Signer as _};
use gongkai_registry::NoWaypoints;

use super::updates::{self, maker};

pub(crate) fn acting() -> Acting {
    Acting {
        who: Some("周禾生".to_owned()),
        on: None,
    }
}

/// The PC.
#[derive(Clone)]
pub(crate) struct Pc {
    ground: PathBuf,
    home: PathBuf,
    preferences: PathBuf,
    machine: SystemHost,
    keys: Vec<PublicKey>,
    waypoints: Arc<dyn Waypoints>,
}

impl Pc {
    pub(crate) fn at(ground: &Path, home: &Path) -> Self {
        Self {
            ground: ground.to_owned(),
            home: home.to_owned(),
            preferences: ground.join("preferences.json"),
            machine: SystemHost::of(home.join("gongkai")),
            keys: vec![maker().public().clone()],
            waypoints: Arc::new(NoWaypoints),
        }
    }

    /// A PC on which `version` was installed.
    pub(crate) fn installed(ground: &Path, version: &str) -> Self {
        let home = ground.join("程序");
        updates::install(&home, version);
        Self::at(ground, &home)
    }

    /// The PC that stands on `ground` already.
    pub(crate) fn again(ground: &Path) -> Self {
        Self::at(ground, &ground.join("程序"))
    }

    pub(crate) fn without_keys(mut self) -> Self {
        self.keys.clear();
        self
    }

    /// The power goes at this step.
    pub(crate) fn dying_at(mut self, step: &str) -> Self {
        self.waypoints = Arc::new(Cut(step.to_owned()));
        self
    }

    /// An office that this PC opens by itself, with one person.
    pub(crate) fn office(&self, name: &str) -> PathBuf {
        let folder = self.ground.join("登记库").join(name);
        let request = found_office::Request {
            name: "青禾乡人民政府".to_owned(),
            county: "样例县".to_owned(),
            prefix: "青政".to_owned(),
            catalogue: "mujin".to_owned(),
            region: None,
            supervision_phone: None,
            acting: Acting::default(),
        };
        found_office::run(&folder, self.host(), request).unwrap();
        let mut desk = Desk::open_to_write(&folder, self.host()).unwrap();
        let hired = keep_staff::Request {
            name: "周禾生".to_owned(),
            duties: vec![Duty::Draft, Duty::Administer],
            replace: false,
            unit: None,
            acting: Acting::default(),
        };
        keep_staff::add(&mut desk, hired).unwrap();
        let preferences = Preferences {
            office: Some(folder.clone()),
            ..Preferences::default()
        };
        preferences.keep(&self.preferences).unwrap();
        folder
    }

    pub(crate) fn host(&self) -> Arc<dyn Host> {
        Arc::new(self.clone())
    }

    pub(crate) fn look(&self, file: &Path) -> Result<update_program::Found, Problem> {
        let file = file.to_owned();
        update_program::look(self, &update_program::Look { file }, None)
    }

    pub(crate) fn request(&self, file: &Path) -> update_program::Request {
        update_program::Request {
            file: file.to_owned(),
            backup_place: None,
            acting: acting(),
        }
    }

    pub(crate) fn update(&self, file: &Path) -> Result<update_program::Answer, Problem> {
        self.update_with(&self.request(file))
    }

    pub(crate) fn update_with(
        &self,
        request: &update_program::Request,
    ) -> Result<update_program::Answer, Problem> {
        update_program::run(&self.host(), request, None)
    }

    pub(crate) fn look_back(&self) -> Result<go_back::Found, Problem> {
        go_back::look(self, None)
    }

    pub(crate) fn back(&self, request: &go_back::Request) -> Result<go_back::Answer, Problem> {
        go_back::run(self, request, None)
    }

    pub(crate) fn in_force(&self) -> String {
        self.look_back().unwrap().current
    }

    /// What the program says that the next start runs.
    pub(crate) fn program_in_force(&self) -> String {
        let brought = self.home.join("版本").join(self.in_force());
        let folder = if brought.is_dir() {
            brought
        } else {
            self.home.clone()
        };
        fs::read_to_string(folder.join("gongkai")).unwrap()
    }

    /// The versions that updates brought, as they stand on disk.
    pub(crate) fn versions(&self) -> Vec<String> {
        let entries = fs::read_dir(self.home.join("版本")).into_iter().flatten();
        let mut found: Vec<String> = entries
            .map(|entry| entry.unwrap())
            .filter(|entry| entry.path().is_dir())
            .map(|entry| entry.file_name().into_string().unwrap())
            .collect();
        found.sort();
        found
    }
}

/// Dies where it is told to.
struct Cut(String);

impl Waypoints for Cut {
    fn reached(&self, name: &'static str) {
        if name == self.0 {
            std::process::abort();
        }
    }
}

impl Pc {
    pub(crate) fn home(&self) -> &Path {
        &self.home
    }

    pub(crate) fn preferences(&self) -> PathBuf {
        self.preferences.clone()
    }
}

impl Host for Pc {
    fn now(&self) -> Now {
        self.machine.now()
    }

    fn random(&self, bytes: &mut [u8]) -> Result<(), Problem> {
        self.machine.random(bytes)
    }

    fn fonts(&self) -> &Path {
        self.machine.fonts()
    }

    fn forms(&self) -> &Path {
        self.machine.forms()
    }

    fn samples(&self) -> &Path {
        self.machine.samples()
    }

    fn preferences(&self) -> &Path {
        &self.preferences
    }

    fn usual_place(&self) -> &Path {
        &self.ground
    }

    fn reader(&self) -> Reader {
        self.machine.reader()
    }

    fn home(&self) -> Option<&Path> {
        Some(&self.home)
    }

    fn sticks(&self) -> Vec<PathBuf> {
        ["E", "F", "没有插"]
            .map(|stick| self.ground.join(stick))
            .to_vec()
    }

    fn maker_keys(&self) -> Vec<PublicKey> {
        self.keys.clone()
    }

    fn waypoints(&self) -> Arc<dyn Waypoints> {
        self.waypoints.clone()
    }
}

/// Brings a store to a form that only a newer program knows: `user_version` in the file's head
/// (SQLite file format, 1.3). Nobody has the office open.
pub(crate) fn bring_to_form(office: &Path, form: u32) {
    let store = gongkai_registry::Layout::of(office).database();
    let mut file = fs::OpenOptions::new().write(true).open(store).unwrap();
    file.seek(SeekFrom::Start(60)).unwrap();
    file.write_all(&form.to_be_bytes()).unwrap();
}

#[cfg(unix)]
pub(crate) fn was_killed(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt as _;
    status.signal().is_some()
}

#[cfg(not(unix))]
pub(crate) fn was_killed(status: ExitStatus) -> bool {
    !status.success()
}

#[cfg(unix)]
pub(crate) fn may_be_run(program: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    let about = fs::metadata(program).unwrap();
    about.permissions().mode() & 0o111 == 0o111
}

#[cfg(not(unix))]
pub(crate) fn may_be_run(program: &Path) -> bool {
    program.is_file()
}
