//! The stage: a machine with a fixed clock for throw-away offices; it refuses to look into a room.

#[cfg(unix)]
pub mod browser;
pub mod county;
pub mod county_site;
#[cfg(unix)]
pub mod exchange_server;
#[cfg(unix)]
mod hand;
#[path = "../fixtures/libreoffice.rs"]
pub mod libreoffice;
#[cfg(unix)]
mod machine;
pub mod office;
pub mod print_system;
#[expect(
    clippy::unwrap_used,
    reason = "a story that cannot go on has failed, and says where"
)]
#[path = "../fixtures/updates.rs"]
pub mod updates;
#[cfg(unix)]
pub mod window;
#[path = "../fixtures/workbooks.rs"]
pub mod workbooks;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{NaiveDate, NaiveTime};
use gongkai_frontdesk::printers::{NoPrinters, Printers};
use gongkai_frontdesk::words::{Now, Waypoints};
use gongkai_frontdesk::{Host, Problem, READER_COMMAND, Reader};
use gongkai_letters::{PublicKey, Signer as _};

/// How many machines there have been: two offices of one story are two offices.
static MACHINES: AtomicU64 = AtomicU64::new(0);

/// Where the stage's program is installed, if a story installs one: a folder in the machine's home.
pub const PROGRAM: &str = "程序";
/// Where the stage's stick is, if a story plugs one in: a folder in the machine's home.
pub const STICK: &str = "U盘";

/// A machine whose clock stands still until somebody sets it.
pub struct StageHost {
    today: Mutex<NaiveDate>,
    ticks: Mutex<u64>,
    program: PathBuf,
    fonts: PathBuf,
    forms: PathBuf,
    samples: PathBuf,
    home: PathBuf,
    program_folder: PathBuf,
    preferences: PathBuf,
    printers: Mutex<Arc<dyn Printers>>,
    waypoints: Arc<dyn Waypoints>,
}

impl StageHost {
    /// A machine on `today`, with `program` to read workbooks (it must serve the hidden reading
    /// command) and somebody to be told of every named point.
    pub fn new(today: NaiveDate, program: PathBuf, waypoints: Arc<dyn Waypoints>) -> Self {
        let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets");
        Self::at_home(today, program, waypoints, &assets, std::env::temp_dir())
    }

    /// The same, with the folder `home` where it keeps offices and remembers its preferences.
    pub fn at_home(
        today: NaiveDate,
        program: PathBuf,
        waypoints: Arc<dyn Waypoints>,
        assets: &Path,
        home: PathBuf,
    ) -> Self {
        Self {
            today: Mutex::new(today),
            ticks: Mutex::new(MACHINES.fetch_add(1, Ordering::Relaxed) << 32),
            program,
            fonts: assets.join("fonts"),
            forms: assets.join("forms"),
            samples: assets.join("sample-office"),
            program_folder: home.join(PROGRAM),
            preferences: home.join("preferences.json"),
            home,
            printers: Mutex::new(Arc::new(NoPrinters)),
            waypoints,
        }
    }

    /// Sets the day.
    pub fn set_today(&self, today: NaiveDate) {
        *self.today.lock().unwrap_or_else(PoisonError::into_inner) = today;
    }

    /// Connects printers; before that the machine has none.
    pub fn set_printers(&self, printers: Arc<dyn Printers>) {
        *self.printers.lock().unwrap_or_else(PoisonError::into_inner) = printers;
    }

    /// A number that never comes twice from this machine.
    fn tick(&self) -> u64 {
        let mut ticks = self.ticks.lock().unwrap_or_else(PoisonError::into_inner);
        *ticks += 1;
        *ticks
    }
}

impl Host for StageHost {
    fn now(&self) -> Now {
        let today = *self.today.lock().unwrap_or_else(PoisonError::into_inner);
        let morning = today.and_time(NaiveTime::MIN).and_utc().timestamp_millis() + 32_400_000;
        Now {
            unix_ms: morning,
            today,
        }
    }

    fn random(&self, bytes: &mut [u8]) -> Result<(), Problem> {
        // Ids must differ between the processes of one rehearsal too.
        let salt = u64::from(std::process::id()).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut state = salt ^ self.tick().wrapping_mul(0xBF58_476D_1CE4_E5B9);
        for byte in bytes {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            *byte = (state >> 33) as u8;
        }
        Ok(())
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
        &self.home
    }

    fn reader(&self) -> Reader {
        Reader {
            program: self.program.clone(),
            prefix: vec![READER_COMMAND.into()],
        }
    }

    fn home(&self) -> Option<&Path> {
        Some(&self.program_folder)
    }

    fn maker_keys(&self) -> Vec<PublicKey> {
        vec![updates::maker().public().clone()]
    }

    fn sticks(&self) -> Vec<PathBuf> {
        vec![self.home.join(STICK)]
    }

    fn printers(&self) -> Arc<dyn Printers> {
        let printers = self.printers.lock();
        printers.unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn waypoints(&self) -> Arc<dyn Waypoints> {
        self.waypoints.clone()
    }
}
