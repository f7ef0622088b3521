//! Where the self-test works: a folder of its own that goes with it, and a machine that remembers
//! nothing, so that the person's own office and habits stay as they are.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gongkai_frontdesk::printers::Printers;
use gongkai_frontdesk::words::Now;
use gongkai_frontdesk::{Host, Problem, Reader, SystemHost};

/// A folder in the system's place for such, with a Chinese name; it goes with this value.
pub(super) struct Ground(PathBuf);

impl Ground {
    /// Makes it.
    pub(super) fn new() -> io::Result<Self> {
        let name = format!("政务公开体检 {}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }

    /// The folder.
    pub(super) fn folder(&self) -> &Path {
        &self.0
    }
}

impl Drop for Ground {
    fn drop(&mut self) {
        // What cannot be removed now, the system removes with its other temporary files.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The real machine, but for what it remembers.
pub(super) struct TestHost {
    system: SystemHost,
    preferences: PathBuf,
}

impl TestHost {
    /// Remembers in `ground` what would be remembered.
    pub(super) fn on(system: SystemHost, ground: &Path) -> Self {
        Self {
            system,
            preferences: ground.join("preferences.json"),
        }
    }
}

impl Host for TestHost {
    fn now(&self) -> Now {
        self.system.now()
    }

    fn random(&self, bytes: &mut [u8]) -> Result<(), Problem> {
        self.system.random(bytes)
    }

    fn fonts(&self) -> &Path {
        self.system.fonts()
    }

    fn forms(&self) -> &Path {
        self.system.forms()
    }

    fn reader(&self) -> Reader {
        self.system.reader()
    }

    fn samples(&self) -> &Path {
        self.system.samples()
    }

    fn preferences(&self) -> &Path {
        &self.preferences
    }

    fn usual_place(&self) -> &Path {
        self.system.usual_place()
    }

    fn printers(&self) -> Arc<dyn Printers> {
        self.system.printers()
    }
}
