//! The command line on a stage: its clock and its dice are set from outside, and it dies or waits
//! at a named point, as a power cut or a slow disk would have it. It exists for rehearsals only
//! and never ships.
//!
//! `STAGE_TODAY=2019-10-15` sets the day and `STAGE_DICE=7` the ids it makes;
//! `STAGE_DIES_AT=release.before-commit` ends it at that point, `STAGE_WAITS_AT` lets it say
//! `waiting` on its error stream there and go on once its input is closed.

use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use gongkai_frontdesk::printers::Printers;
use gongkai_frontdesk::words::{Now, Waypoints};
use gongkai_frontdesk::{Host, Problem, Reader};
use stage::StageHost;

/// What happens at which point.
struct Script {
    dies_at: Option<String>,
    waits_at: Option<String>,
}

impl Waypoints for Script {
    fn reached(&self, name: &'static str) {
        if self.dies_at.as_deref() == Some(name) {
            std::process::abort();
        }
        if self.waits_at.as_deref() == Some(name) {
            // Whoever does not listen, or gives no input, only makes the wait short.
            let _ = writeln!(io::stderr(), "waiting");
            let _ = io::stdin().read_to_end(&mut Vec::new());
        }
    }
}

/// The stage, with dice that fall the same way every time they are set the same.
struct Machine {
    stage: StageHost,
    dice: Option<Mutex<u64>>,
}

impl Host for Machine {
    fn now(&self) -> Now {
        self.stage.now()
    }

    fn random(&self, bytes: &mut [u8]) -> Result<(), Problem> {
        let Some(dice) = &self.dice else {
            return self.stage.random(bytes);
        };
        let mut state = dice.lock().unwrap_or_else(PoisonError::into_inner);
        for byte in bytes {
            // SplitMix64, one step a byte.
            *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            *byte = (mixed >> 56) as u8;
        }
        Ok(())
    }

    fn fonts(&self) -> &Path {
        self.stage.fonts()
    }

    fn forms(&self) -> &Path {
        self.stage.forms()
    }

    fn samples(&self) -> &Path {
        self.stage.samples()
    }

    fn preferences(&self) -> &Path {
        self.stage.preferences()
    }

    fn usual_place(&self) -> &Path {
        self.stage.usual_place()
    }

    fn reader(&self) -> Reader {
        self.stage.reader()
    }

    fn printers(&self) -> Arc<dyn Printers> {
        self.stage.printers()
    }

    fn waypoints(&self) -> Arc<dyn Waypoints> {
        self.stage.waypoints()
    }
}

fn main() -> ExitCode {
    let told = |name: &str| std::env::var(name).ok();
    let today = told("STAGE_TODAY").and_then(|day| day.parse().ok());
    let program: PathBuf = std::env::current_exe().unwrap_or_default();
    let script = Script {
        dies_at: told("STAGE_DIES_AT"),
        waits_at: told("STAGE_WAITS_AT"),
    };
    let machine = Machine {
        stage: StageHost::new(today.unwrap_or_default(), program, Arc::new(script)),
        dice: told("STAGE_DICE")
            .and_then(|dice| dice.parse().ok())
            .map(|dice: u64| Mutex::new(dice.wrapping_mul(0xD6E8_FEB8_6659_FD93))),
    };
    ExitCode::from(gongkai_cli::run(
        std::env::args_os(),
        Arc::new(machine),
        &mut io::stdout(),
        &mut io::stderr(),
    ))
}
