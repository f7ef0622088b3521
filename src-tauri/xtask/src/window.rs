//! Opens the window, or lets a story open the sample office in it where there is no display; it
//! drives the finished programs only.

use std::path::Path;
use std::process::Command;

use crate::check::told_where;
use crate::house::{Fault, House, fresh_folder, succeed};
use crate::page;

/// Builds page, window and whatever the rehearsal needs, with the features that tests use, so that
/// nothing is built twice.
fn build(house: &House) -> Result<(), Fault> {
    page::build(house, page::For::Window)?;
    let mut build = house.cargo(&["build", "--workspace", "--all-targets", "--locked"]);
    succeed("cargo build", &mut build)
}

/// Shows the window, or says that there is no display and opens the sample office in a window on a
/// virtual one.
pub(crate) fn run(house: &House) -> Result<(), Fault> {
    build(house)?;
    let display = ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    if display || cfg!(windows) {
        println!("run: the window opens on a machine's own first day; choose 打开样例单位");
        let mut window = Command::new(house.program("debug", "gongkai-desk"));
        return succeed("gongkai-desk", &mut window);
    }
    println!("run: there is no display here: the window opens the sample office on a virtual one");
    let out = fresh_folder(house, "window")?;
    rehearse(house, "window::first_day", &[("GONGKAI_KEEP", &out)])?;
    println!("\n窗口打开了样例单位，各页的图在：{}", out.display());
    for entry in std::fs::read_dir(&out).map_err(Fault::at(&out))?.flatten() {
        println!("  {}", entry.path().display());
    }
    Ok(())
}

/// Runs one story of the rehearsal that leaves something to look at.
fn rehearse(house: &House, story: &str, told: &[(&str, &Path)]) -> Result<(), Fault> {
    let mut words = vec![
        "test",
        "--workspace",
        "--locked",
        "--test",
        "rehearsal",
        "--",
    ];
    words.extend([story, "--nocapture"]);
    let mut rehearsal = told_where(house, house.cargo(&words));
    rehearsal.envs(told.iter().copied());
    succeed(story, &mut rehearsal)
}
