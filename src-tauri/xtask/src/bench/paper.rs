//! What benches ask of finished PDFs and of offices made for them.

use std::path::Path;
use std::process::Command;

use crate::clerk::{Clerk, Step};
use crate::house::Fault;

use super::Ground;

/// Lets a clerk do these steps in silence and gives him back.
pub(super) fn prepare(clerk: Clerk, tables: &[&[Step]]) -> Result<Clerk, Fault> {
    let mut clerk = clerk;
    for step in tables.iter().copied().flatten() {
        clerk.does(step)?;
    }
    Ok(clerk)
}

/// A `gongkai` command with the words of a step.
pub(super) fn command(ground: &Ground, clerk: &Clerk, step: &Step) -> Result<Command, Fault> {
    let mut command = Command::new(&ground.program);
    command.args(clerk.line(step)?);
    Ok(command)
}

/// The whole program with next to nothing to do: what starting it costs.
pub(super) fn idle(ground: &Ground) -> Command {
    let mut command = Command::new(&ground.program);
    command.args(["workday", "is", "2019-09-30"]);
    command
}

/// How many pages a PDF has, by poppler's `pdfinfo`.
pub(super) fn pages(path: &Path) -> Result<u32, Fault> {
    let output = Command::new("pdfinfo")
        .arg(path)
        .output()
        .map_err(|error| Fault::new(format!("pdfinfo: {error}")))?;
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .find_map(|line| line.strip_prefix("Pages:")?.trim().parse().ok())
        .ok_or_else(|| Fault::new(format!("{}: pdfinfo finds no pages", path.display())))
}

/// Size in bytes.
pub(super) fn size(path: &Path) -> Result<u64, Fault> {
    Ok(std::fs::metadata(path).map_err(Fault::at(path))?.len())
}
