//! The office's main job, walked by the same clerk on Windows and on Linux, and laid side by side.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::compare;
use super::installed::Pc;
use super::prefix::Prefix;
use crate::clerk::{Clerk, Step};
use crate::house::{Fault, House};
use crate::package::staging;
use crate::run::{FOUNDING, PAPERS, WALK};
use crate::sample;

/// What both are asked afterwards; words of a walk, and whether the answer may differ by chance only.
const ASKED: &[&str] = &[
    "register show --year 2019",
    "disclosure list --year 2019",
    "disclosure show {disclosure} --private --as 周禾生",
    "gate {disclosure}",
    "copies --year 2019",
    "staff list",
    "board look",
    "catalogue list",
    "search dbj",
];

/// The office on the Windows PC, as the PC names it.
fn office() -> String {
    Prefix::own(r"Documents\政务公开\青禾乡")
}

/// The folder for papers on the Windows PC: with a space, outside the clerk's own.
const PAPERS_ON_WINDOWS: &str = r"C:\打印件 2019";

/// Walks the main job with the installed program.
pub(super) fn walk_on_windows(house: &House, pc: &Pc) -> Result<(), Fault> {
    let papers = pc.prefix().path(PAPERS_ON_WINDOWS);
    std::fs::create_dir_all(&papers).map_err(Fault::at(&papers))?;
    on_windows(house, pc).walk(&[FOUNDING, WALK])
}

/// Walks the main job with the program for Linux in a fresh folder.
pub(super) fn walk_on_linux(house: &House, folder: &Path) -> Result<(), Fault> {
    let papers = folder.join("打印件");
    std::fs::create_dir_all(&papers).map_err(Fault::at(&papers))?;
    on_linux(house, folder).walk(&[FOUNDING, WALK])
}

fn on_windows(house: &House, pc: &Pc) -> Clerk {
    let program = pc.program("gongkai.exe");
    let prefix = pc.prefix().clone();
    let started = program.clone();
    let start = Box::new(move || prefix.command(&started));
    let given = |name: &str| Prefix::outside(&house.root.join("assets/sample-office").join(name));
    knowing(
        Clerk::started(Path::new(&program), start, office()),
        given,
        PAPERS_ON_WINDOWS,
    )
}

fn on_linux(house: &House, folder: &Path) -> Clerk {
    let material = house.root.join("assets/sample-office");
    knowing(
        Clerk::new(&house.program("debug", "gongkai"), &folder.join("青禾乡")),
        |name| material.join(name).display().to_string(),
        &folder.join("打印件").display().to_string(),
    )
}

fn knowing(clerk: Clerk, given: impl Fn(&str) -> String, papers: &str) -> Clerk {
    clerk
        .knows("list", given(sample::LIST))
        .knows("body", given(sample::BODY))
        .knows("scan", given(sample::SCAN))
        .knows("out", papers)
}

/// Papers, answers and kept files are the same, and each side can read what the other has made.
pub(super) fn compare(house: &House, pc: &Pc, linux: &Path) -> Result<(), Fault> {
    let (here, there) = (pc.prefix().path(PAPERS_ON_WINDOWS), linux.join("打印件"));
    for name in PAPERS {
        let (one, other) = (here.join(name), there.join(name));
        match name.ends_with(".pdf") {
            true => compare::same_pages(&one, &other)?,
            false => compare::same_cells(&one, &other)?,
        }
        println!("  the same: {name}");
    }
    let mut windows = on_windows(house, pc);
    let mut unix = on_linux(house, linux);
    for words in ASKED {
        let (one, other) = (asked(&mut windows, words)?, asked(&mut unix, words)?);
        compare::same_answer(words, &one, &other)?;
        println!("  the same: gongkai {words}");
    }
    let made = pc.prefix().path(&office());
    let (one, other) = (kept(&made)?, kept(&linux.join("青禾乡"))?);
    compare::same_files(&one, &other)?;
    println!("  the same: {} kept files, by their SHA-256", one.len());
    still_good(house, pc)?;
    reads_the_other(pc, &linux.join("青禾乡"))
}

/// Asks one question; the item is the one that the search finds.
fn asked(clerk: &mut Clerk, words: &'static str) -> Result<Value, Fault> {
    let find = Step {
        title: "查找",
        words: "search dbj",
        keep: &[("/hits/0/id", "disclosure")],
        expect: &[],
        tell: |_| String::new(),
    };
    clerk.does(&find)?;
    clerk.does(&Step {
        title: "查看",
        words,
        keep: &[],
        expect: &[],
        tell: |_| String::new(),
    })
}

/// The kept files of an office, which bear their digests as names.
fn kept(office: &Path) -> Result<BTreeSet<String>, Fault> {
    Ok(staging::files(&office.join("files"))?.into_iter().collect())
}

/// The program for Linux finds the office that Windows has made in order.
pub(super) fn still_good(house: &House, pc: &Pc) -> Result<(), Fault> {
    let office = pc.prefix().path(&office());
    let mut verify = Command::new(house.program("debug", "gongkai"));
    verify
        .arg("--office")
        .arg(&office)
        .args(["--json", "verify"]);
    in_order("Linux, the office made on Windows", verify)
}

/// The program for Windows finds a copy of the office that Linux has made in order.
fn reads_the_other(pc: &Pc, office: &Path) -> Result<(), Fault> {
    let brought = r"C:\从别的电脑拷来的\青禾乡";
    let target: PathBuf = pc.prefix().path(brought);
    for path in staging::files(office)? {
        let file = target.join(&path);
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).map_err(Fault::at(folder))?;
        }
        std::fs::copy(office.join(&path), &file).map_err(Fault::at(&file))?;
    }
    let mut verify = pc.prefix().command(&pc.program("gongkai.exe"));
    verify.args(["--office", brought, "--json", "verify"]);
    in_order("Windows, the office made on Linux", verify)
}

fn in_order(what: &str, mut verify: Command) -> Result<(), Fault> {
    let output = verify
        .output()
        .map_err(|error| Fault::new(format!("{what}: {error}")))?;
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
    if answer["ok"] == true {
        println!("  in order: {what}");
        return Ok(());
    }
    Err(Fault::new(format!("{what}: {answer}")))
}
