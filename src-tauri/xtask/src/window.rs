//! Opens the window on the sample office, or lets stories walk through it where there is no
//! display; it drives the finished programs only.

use std::path::Path;
use std::process::Command;

use crate::check::told_where;
use crate::house::{Fault, House, fresh_folder, succeed};
use crate::page;

/// Builds page, window and whatever the rehearsal needs, with the features that tests use, so that
/// nothing is built twice.
pub(crate) fn build(house: &House) -> Result<(), Fault> {
    page::build(house, page::For::Window)?;
    let mut build = house.cargo(&["build", "--workspace", "--all-targets", "--locked"]);
    succeed("cargo build", &mut build)
}

/// Opens the window on the sample office; where there is no display it says so, and walks the main
/// job through the window on a virtual one.
pub(crate) fn run(house: &House) -> Result<(), Fault> {
    build(house)?;
    let display = ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    if display || cfg!(windows) {
        on_sample(house)
    } else {
        on_virtual_display(house)
    }
}

fn on_sample(house: &House) -> Result<(), Fault> {
    let office = fresh_folder(house, "window")?.join("样例单位");
    let mut sample = Command::new(house.program("debug", "gongkai"));
    succeed(
        "gongkai sample",
        sample.arg("--office").arg(&office).arg("sample"),
    )?;
    println!(
        "run: the window opens on the sample office in {}",
        office.display()
    );
    let mut window = Command::new(house.program("debug", "gongkai-desk"));
    succeed("gongkai-desk", window.arg("--office").arg(&office))
}

fn on_virtual_display(house: &House) -> Result<(), Fault> {
    println!("run: there is no display here: the main job is walked in a window on a virtual one");
    let out = fresh_folder(house, "window")?;
    for story in ["window::main_job", "window::first_day"] {
        rehearse(house, story, &[("GONGKAI_KEEP", &out)])?;
    }
    println!(
        "\n主线在窗口里走完了，每一步的图和印出来的件在：{}",
        out.display()
    );
    let mut kept: Vec<_> = std::fs::read_dir(&out)
        .map_err(Fault::at(&out))?
        .flatten()
        .map(|entry| entry.path())
        .collect();
    kept.sort();
    for path in kept {
        println!("  {}", path.display());
    }
    Ok(())
}

/// Runs one story of the rehearsal that leaves something to look at.
pub(crate) fn rehearse(house: &House, story: &str, told: &[(&str, &Path)]) -> Result<(), Fault> {
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
