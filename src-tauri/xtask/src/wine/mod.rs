//! Tries the Windows package as a clerk gets it, under wine: installed by a double click, worked with,
//! updated, taken away; and holds what it makes against what Linux makes. What wine cannot play (the
//! window itself, printers) is not judged here.

mod compare;
mod installed;
mod job;
mod prefix;

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::check::Book;
use crate::house::{Fault, House, succeed};
use crate::package::windows;
use crate::setup;
use installed::Pc;

/// `cargo xtask test --windows`.
pub(crate) fn test(house: &House) -> Result<(), Fault> {
    let display = std::env::var_os("DISPLAY").is_some_and(|value| !value.is_empty());
    setup::setup_for_windows()?;
    if !display {
        return on_virtual_display(house);
    }
    let mut book = Book::open();
    let result = steps(house, &mut book);
    book.close(result.is_ok());
    result
}

/// Windows programs want a display even where they show nothing: the chore starts itself again on one.
fn on_virtual_display(house: &House) -> Result<(), Fault> {
    let own = std::env::current_exe().map_err(|error| Fault::new(error.to_string()))?;
    let mut again = Command::new("xvfb-run");
    again
        .args(["-a", "-s", "-screen 0 1366x768x24"])
        .arg(own)
        .args(["test", "--windows"])
        .current_dir(&house.root);
    succeed("test --windows", &mut again)
}

fn steps(house: &House, book: &mut Book) -> Result<(), Fault> {
    book.step("compiler for Windows", compiler)?;
    let mut setup = PathBuf::new();
    book.step("package", || {
        setup = windows::package(house)?;
        Ok(())
    })?;
    book.step("program for Linux", || {
        let mut build = house.cargo(&["build", "--locked", "--package", "gongkai-cli"]);
        succeed("cargo build", build.args(["--bin", "gongkai"]))
    })?;
    let mut pc = None;
    book.step("a PC", || {
        pc = Some(Pc::fresh(house, &setup)?);
        Ok(())
    })?;
    let Some(mut pc) = pc else {
        return Err(Fault::new("there is no PC"));
    };
    book.step("too old a Windows is told", || pc.refuses_old_windows())?;
    book.step("installs in silence", || pc.installs())?;
    book.step("file type and shortcuts", || pc.is_registered())?;
    let linux = pc.ground().join("Linux");
    book.step("main job on Windows", || job::walk_on_windows(house, &pc))?;
    book.step("main job on Linux", || job::walk_on_linux(house, &linux))?;
    book.step("both are the same", || job::compare(house, &pc, &linux))?;
    book.step("self-test", || pc.tests_itself())?;
    book.step("a damaged file is told", || pc.tells_of_damage())?;
    book.step("a running program is told", || pc.refuses_while_running())?;
    book.step("installs over itself", || pc.installs_over_itself())?;
    book.step("another folder", || pc.moves_to_another_folder())?;
    book.step("WebView2 from the stick", || {
        pc.takes_web_view_from_stick(house)
    })?;
    book.step("uninstalls", || pc.uninstalls())?;
    job::still_good(house, &pc)
}

/// The standard library for the target must be there; rustup brings it where it is used.
fn compiler() -> Result<(), Fault> {
    let asked = |words: &[&str]| Command::new("rustc").args(words).output();
    let folder = asked(&["--print", "target-libdir", "--target", windows::TARGET])
        .map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
        .unwrap_or_default();
    if Path::new(&folder).is_dir() {
        return Ok(());
    }
    let mut rustup = Command::new("rustup");
    succeed(
        "rustup target add (without rustup: docs/packaging.md)",
        rustup.args(["target", "add", windows::TARGET]),
    )
}
