//! Builds the programs that are shipped, in one cargo call, so that both are made of the same parts.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::house::{Fault, House, succeed};
use crate::page;

/// What is shipped: package and program.
const SHIPPED: &[(&str, &str)] = &[("gongkai-cli", "gongkai"), ("gongkai-desk", "gongkai-desk")];

/// Builds page and programs for a machine (`x86_64-pc-windows-gnu`) and answers with the folder
/// they lie in. A target is always named, so that what builds the programs is built as usual.
pub(crate) fn build(house: &House, target: &str) -> Result<PathBuf, Fault> {
    build_with(house, target, &[])
}

/// The same, with variables that say where the tools for another machine are.
pub(crate) fn build_with(
    house: &House,
    target: &str,
    tools: &[(String, String)],
) -> Result<PathBuf, Fault> {
    page::build(house, page::For::Window)?;
    let mut build = house.cargo(&["build", "--locked", "--release", "--target", target]);
    for (package, program) in SHIPPED {
        build.args(["--package", package, "--bin", program]);
    }
    let (rust, c) = nameless(house);
    build
        .envs(tools.iter().cloned())
        .env("CARGO_ENCODED_RUSTFLAGS", rust)
        .env(format!("CFLAGS_{}", target.replace('-', "_")), c);
    if let Some(seconds) = last_change(house) {
        // Linkers that write down when they linked write this instead.
        build.env("SOURCE_DATE_EPOCH", seconds);
    }
    succeed("cargo build", &mut build)?;
    Ok(house.target.join(target).join("release"))
}

/// When the sources were changed last, in seconds since 1970; whoever says it himself is obeyed.
fn last_change(house: &House) -> Option<String> {
    if let Ok(said) = std::env::var("SOURCE_DATE_EPOCH") {
        return Some(said);
    }
    let mut git = Command::new("git");
    let told = git
        .args(["log", "-1", "--format=%ct"])
        .current_dir(&house.root);
    let output = told
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The shipped programs in a folder, by their file names there.
pub(crate) fn shipped(folder: &Path, ending: &str) -> Vec<PathBuf> {
    SHIPPED
        .iter()
        .map(|(_, program)| folder.join(format!("{program}{ending}")))
        .collect()
}

/// Flags for rustc and the C compiler that keep the builder's folders out of the programs: whoever
/// opens one in an editor learns nothing of the machine it was made on, and two machines make the
/// same bytes.
fn nameless(house: &House) -> (OsString, OsString) {
    let crates = cargo_home().join("registry/src");
    let names = [
        (house.root.as_path(), "gongkai"),
        (crates.as_path(), "crates"),
        (house.target.as_path(), "built"),
    ];
    let joined = |flag: &str, between: &str| {
        let mut line = OsString::new();
        for (place, (folder, name)) in names.iter().enumerate() {
            if place > 0 {
                line.push(between);
            }
            line.push(flag);
            line.push(folder);
            line.push("=");
            line.push(name);
        }
        line
    };
    (
        joined("--remap-path-prefix=", "\u{1f}"),
        joined("-ffile-prefix-map=", " "),
    )
}

fn cargo_home() -> PathBuf {
    let home = || std::env::home_dir().unwrap_or_default().join(".cargo");
    std::env::var_os("CARGO_HOME").map_or_else(home, PathBuf::from)
}

/// No program tells where it was built: the folders of this machine stand in none of them.
///
/// # Errors
/// Which program tells of which folder.
pub(crate) fn tells_nothing(house: &House, programs: &[PathBuf]) -> Result<(), Fault> {
    let home = std::env::home_dir().unwrap_or_default();
    for program in programs {
        let bytes = std::fs::read(program).map_err(Fault::at(program))?;
        for folder in [&house.root, &house.target, &cargo_home(), &home] {
            let name = folder.as_os_str().as_encoded_bytes();
            // A folder as short as `/` or `/root` alone would be found in any program.
            let told = name.len() > 5 && bytes.windows(name.len()).any(|part| part == name);
            if told {
                return Err(Fault::new(format!(
                    "{} tells of {}, which belongs to this machine",
                    program.display(),
                    folder.display()
                )));
            }
        }
    }
    Ok(())
}
