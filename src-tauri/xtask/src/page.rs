//! Builds the window's page: packages as the lock file says, then Vite; it knows no task of the page.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::house::{Fault, House, succeed};

/// For whom the page is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum For {
    /// The window.
    Window,
    /// A browser in front of the counter.
    Stage,
}

/// Where the page's sources are.
fn folder(house: &House) -> PathBuf {
    house.root.join("ui")
}

/// Installs what the page is built from, if the lock file has changed since the last time.
pub(crate) fn packages(house: &House) -> Result<(), Fault> {
    let folder = folder(house);
    let changed = |path: &Path| {
        std::fs::metadata(path)
            .and_then(|about| about.modified())
            .ok()
    };
    let installed = changed(&folder.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= changed(&folder.join("package-lock.json")) {
        return Ok(());
    }
    npm(house, &["ci", "--no-audit", "--no-fund"])
}

/// Builds the page.
pub(crate) fn build(house: &House, wanted: For) -> Result<(), Fault> {
    packages(house)?;
    match wanted {
        For::Window => npm(house, &["run", "build"]),
        For::Stage => npm(house, &["run", "build:stage"]),
    }
}

/// Checks types and the page's pure logic.
pub(crate) fn check(house: &House) -> Result<(), Fault> {
    npm(house, &["run", "check"])?;
    npm(house, &["test"])
}

fn npm(house: &House, words: &[&str]) -> Result<(), Fault> {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = Command::new(program);
    command.args(words).current_dir(folder(house));
    succeed(&format!("npm {}", words.join(" ")), &mut command)
}
