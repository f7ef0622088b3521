//! Stories in the real window, on a display of their own: what a clerk sees, clicks and types.
//!
//! `GONGKAI_DESK` names the program; `GONGKAI_KEEP` a folder for pictures of what was seen;
//! `GONGKAI_CLICKS` an office to be clicked through and `GONGKAI_TIMES` a file for its times.

#![expect(
    clippy::expect_used,
    reason = "a story that cannot go on has failed, and says where"
)]

mod at_printer;
mod clicks;
mod first_day;
mod habits;
mod handbook;
mod interrupted;
mod long_list;
mod main_job;
mod opened;

use std::path::{Path, PathBuf};

use stage::window::Machine;
use tempfile::TempDir;

/// A machine that lives for one story.
struct Ground {
    machine: Machine,
    _home: TempDir,
}

/// The window's program.
fn program() -> String {
    std::env::var("GONGKAI_DESK").unwrap_or_else(|_| {
        let built = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/debug/gongkai-desk");
        built.display().to_string()
    })
}

/// A machine with nothing on it.
fn machine() -> Ground {
    let home = TempDir::new().expect("a home");
    let machine = Machine::new(&program(), home.path());
    Ground {
        machine,
        _home: home,
    }
}

/// Leaves a picture of the window where somebody asked for what was seen.
fn kept(window: &stage::window::Window<'_>, name: &str) {
    if let Some(folder) = std::env::var_os("GONGKAI_KEEP") {
        window.pictures(&PathBuf::from(folder).join(format!("{name}.png")));
    }
}

/// Leaves a paper there.
fn kept_paper(paper: &Path, name: &str) {
    if let Some(folder) = std::env::var_os("GONGKAI_KEEP") {
        let copied = std::fs::copy(paper, PathBuf::from(folder).join(format!("{name}.pdf")));
        copied.expect("a folder for what was seen");
    }
}
