//! Installs what building and testing need where it may, and otherwise says in plain words what
//! is missing; it never asks for a password.

use std::process::{Command, Stdio};

use crate::house::{Fault, has_program, succeed};

/// Program, the Debian package that has it, and what it is for.
const NEEDED: &[(&str, &str, &str)] = &[
    (
        "pdftotext",
        "poppler-utils",
        "reads the text of finished pages in tests",
    ),
    ("pdfinfo", "poppler-utils", "counts pages in tests"),
    (
        "pdftoppm",
        "poppler-utils",
        "makes pictures of finished pages in tests",
    ),
    (
        "qpdf",
        "qpdf",
        "checks the structure of finished PDFs in tests",
    ),
    (
        "cc",
        "build-essential",
        "compiles SQLite, which is part of the program",
    ),
];

/// `cargo xtask setup`.
pub(crate) fn setup() -> Result<(), Fault> {
    let missing = missing();
    if missing.is_empty() {
        println!("setup: everything is here already ({})", names());
        return Ok(());
    }
    let packages = packages(&missing);
    for (program, package, purpose) in &missing {
        println!("setup: {program} is missing (package {package}): {purpose}");
    }
    if !has_program("apt-get") {
        return Err(Fault::new(format!(
            "this is not Debian or a relative of it, so nothing was installed. Please install: {}",
            packages.join(", ")
        )));
    }
    let Some(rights) = rights() else {
        return Err(Fault::new(format!(
            "setup may not install packages here (neither root nor sudo without a password). \
             Please run: sudo apt-get install {}",
            packages.join(" ")
        )));
    };
    install(rights, &packages)?;
    let still = self::missing();
    if still.is_empty() {
        println!("setup: done");
        return Ok(());
    }
    Err(Fault::new(format!(
        "still missing after installing: {}",
        list(&still)
    )))
}

/// The programs that are not there.
pub(crate) fn missing() -> Vec<(&'static str, &'static str, &'static str)> {
    NEEDED
        .iter()
        .copied()
        .filter(|(program, _, _)| !has_program(program))
        .collect()
}

/// The names of programs, for a sentence.
pub(crate) fn list(programs: &[(&str, &str, &str)]) -> String {
    programs
        .iter()
        .map(|(program, _, _)| *program)
        .collect::<Vec<_>>()
        .join(", ")
}

fn names() -> String {
    list(NEEDED)
}

fn packages(missing: &[(&'static str, &'static str, &'static str)]) -> Vec<&'static str> {
    let mut packages: Vec<_> = missing.iter().map(|(_, package, _)| *package).collect();
    packages.sort_unstable();
    packages.dedup();
    packages
}

/// The words to put before `apt-get`, or nothing where it may not be used.
fn rights() -> Option<&'static [&'static str]> {
    let says = |program: &str, args: &[&str]| {
        Command::new(program)
            .args(args)
            .stderr(Stdio::null())
            .output()
            .ok()
    };
    if says("id", &["-u"]).is_some_and(|output| output.stdout.trim_ascii() == b"0") {
        return Some(&[]);
    }
    says("sudo", &["-n", "true"])
        .filter(|output| output.status.success())
        .map(|_| &["sudo", "-n"][..])
}

/// Tries at once, and reads the package lists only when that fails: they may be fresh already.
fn install(rights: &[&str], packages: &[&str]) -> Result<(), Fault> {
    let apt = |words: &[&str]| {
        let mut line: Vec<&str> = rights.to_vec();
        line.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        line.extend(["-o", "DPkg::Lock::Timeout=400", "-q", "-y"]);
        line.extend(words);
        println!("setup: {}", line.join(" "));
        let mut command = Command::new(line[0]);
        command.args(&line[1..]);
        succeed("apt-get", &mut command)
    };
    let mut words = vec!["install", "--no-install-recommends"];
    words.extend(packages);
    if apt(&words).is_ok() {
        return Ok(());
    }
    apt(&["update"])?;
    apt(&words)
}
