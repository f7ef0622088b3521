//! Everything CI runs, in one order, each step named and timed; it stops at the first failure.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::house::{Fault, House, succeed};
use crate::{page, sample, setup};

/// The one test program that drives the finished binaries and is told where they are.
const REHEARSAL: &str = "rehearsal";

/// The dice of the property tests. Whoever judges a change has to get the same answer twice; a plain
/// `cargo test` still draws anew each time, and so does this where the variable is set to `random`.
const DICE: (&str, &str) = ("PROPTEST_RNG_SEED", "2019");

/// `cargo xtask test`.
pub(crate) fn test(house: &House) -> Result<(), Fault> {
    let mut book = Book::open();
    let result = steps(house, &mut book);
    book.close(result.is_ok());
    result
}

/// `cargo xtask codegen`: writes what is generated from the sources. The tidy tests know how.
pub(crate) fn codegen(house: &House) -> Result<(), Fault> {
    // The whole workspace is asked for, so that nothing is built with other features than usual.
    let mut command = house.cargo(&["test", "--workspace", "--locked", "--test", REHEARSAL]);
    command
        .args(["--", "codegen_writes"])
        .env("GONGKAI_WRITE_CONTRACT", "1")
        .env("GONGKAI_WRITE_GLOSSARY", "1");
    succeed("codegen", &mut command)
}

/// `cargo xtask workbooks`: writes the empty tables for villages. The front desk knows how.
pub(crate) fn workbooks(house: &House) -> Result<(), Fault> {
    let mut command = house.cargo(&["test", "--workspace", "--locked", "--test", REHEARSAL]);
    command
        .args(["--", "empty_tables_are_written"])
        .env("GONGKAI_WRITE_WORKBOOKS", "1");
    succeed("workbooks", &mut command)
}

fn steps(house: &House, book: &mut Book) -> Result<(), Fault> {
    let cargo = |words: &[&str]| house.cargo(words);
    book.step("tools", || tools(house))?;
    book.step("sample office", || sample::check(house))?;
    // The page comes first: the window cannot be compiled without it.
    book.step("page", || page::build(house, page::For::Window))?;
    book.step("page for the stage", || {
        page::build(house, page::For::Stage)
    })?;
    book.step("types and logic of the page", || page::check(house))?;
    book.run("format", cargo(&["fmt", "--all", "--check"]))?;
    let mut clippy = cargo(&["clippy", "--workspace", "--all-targets", "--locked"]);
    clippy.args(["--", "-D", "warnings"]);
    book.run("clippy", clippy)?;
    // One build with one set of features serves the programs and every test after it.
    book.run(
        "build",
        cargo(&["build", "--workspace", "--all-targets", "--locked"]),
    )?;
    let mut rooms = cargo(&[
        "test",
        "--workspace",
        "--locked",
        "--lib",
        "--bins",
        "--examples",
    ]);
    for name in other_tests(house) {
        rooms.args(["--test", &name]);
    }
    book.run("tests of the rooms", same_dice(rooms))?;
    book.run(
        "examples in docs",
        cargo(&["test", "--workspace", "--locked", "--doc"]),
    )?;
    let rehearsal = cargo(&["test", "--workspace", "--locked", "--test", REHEARSAL]);
    book.run("rehearsal", same_dice(told_where(house, rehearsal)))?;
    let mut doc = cargo(&["doc", "--workspace", "--no-deps", "--locked"]);
    doc.env("RUSTDOCFLAGS", "-D warnings");
    book.run("docs", doc)
}

/// The property tests throw the same dice, unless others were asked for.
fn same_dice(mut tests: Command) -> Command {
    let (name, usual) = DICE;
    let said = std::env::var(name).ok();
    match said.as_deref() {
        Some("random") => tests.env_remove(name),
        Some(_) => &mut tests,
        None => tests.env(name, usual),
    };
    tests
}

/// The rehearsal drives the finished programs and is told where they are.
pub(crate) fn told_where(house: &House, mut rehearsal: Command) -> Command {
    rehearsal
        .env("GONGKAI_PROGRAM", house.program("debug", "gongkai"))
        .env("GONGKAI_DESK", house.program("debug", "gongkai-desk"))
        .env("GONGKAI_COUNTER", house.program("debug", "counter"))
        .env("GONGKAI_PAGE", house.root.join("ui/dist-stage"));
    rehearsal
}

fn tools(house: &House) -> Result<(), Fault> {
    for part in ["fmt", "clippy"] {
        let mut version = house.cargo(&[part, "--version"]);
        succeed(
            &format!("cargo {part} (rustup component add it)"),
            &mut version,
        )?;
    }
    // Two commands do everything on a fresh machine, so this one installs what it may.
    setup::setup()
}

/// Integration tests other than the rehearsal, by name.
fn other_tests(house: &House) -> Vec<String> {
    let packages = house.metadata["packages"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let targets = packages
        .iter()
        .filter_map(|package| package["targets"].as_array())
        .flatten();
    targets
        .filter(|target| target["kind"][0] == "test" && target["name"] != REHEARSAL)
        .filter_map(|target| target["name"].as_str().map(str::to_owned))
        .collect()
}

/// What ran, how long it took and how it ended.
pub(crate) struct Book {
    started: Instant,
    steps: Vec<(&'static str, Duration, bool)>,
}

impl Book {
    /// A book with nothing in it.
    pub(crate) fn open() -> Self {
        Self {
            started: Instant::now(),
            steps: Vec::new(),
        }
    }

    fn run(&mut self, name: &'static str, mut command: Command) -> Result<(), Fault> {
        self.step(name, || succeed(name, &mut command))
    }

    /// Does one step, and notes how long it took and how it ended.
    pub(crate) fn step(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        println!("\n== {name}");
        let started = Instant::now();
        let result = work();
        self.steps.push((name, started.elapsed(), result.is_ok()));
        result
    }

    /// Says what ran and how it came out.
    pub(crate) fn close(&self, good: bool) {
        println!();
        for (name, time, good) in &self.steps {
            let mark = if *good { "ok" } else { "FAILED" };
            println!("{:>8.1} s  {mark:<6}  {name}", time.as_secs_f64());
        }
        let total = self.started.elapsed().as_secs();
        let word = if good { "all good" } else { "FAILED" };
        println!(
            "test: {word}, {} steps in {} min {:02} s",
            self.steps.len(),
            total / 60,
            total % 60
        );
    }
}
