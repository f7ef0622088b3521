//! Measures the release program as a whole process, several times, against a named peer in the
//! same run, and writes ratios down; it fails when a measurement cannot be made, never because
//! one was slow.

mod book;
mod book_peers;
mod copies;
mod import;
mod leaving;
mod paper;
mod register;
mod stopwatch;
mod window;
mod zoo;

use std::path::PathBuf;

use serde_json::json;

use crate::house::{Fault, House, fresh_folder, succeed};
use crate::page;
use stopwatch::Amount;

/// How often each side is run; the median counts.
const TIMES: usize = 5;

/// What a bench has to work with.
pub(crate) struct Ground<'a> {
    house: &'a House,
    /// The release `gongkai`.
    program: PathBuf,
    /// A folder of its own below `out/bench`.
    folder: PathBuf,
}

/// One line of the table.
struct Figure {
    name: &'static str,
    what: String,
    unit: &'static str,
    median: Amount,
    peer: &'static str,
    peer_median: Amount,
    /// What else was seen, such as sizes and rates.
    also: String,
    goal: &'static str,
    /// Whether the goal was reached on this machine; nothing where there is no goal.
    reached: Option<bool>,
}

impl Figure {
    fn ratio(&self) -> f64 {
        self.median.0 / self.peer_median.0
    }
}

/// What a bench came to: a figure, or why it could not be taken.
enum Outcome {
    Taken(Figure),
    NotTaken(&'static str, String),
}

type Bench = fn(&Ground) -> Result<Outcome, Fault>;

const BENCHES: &[(&str, Bench)] = &[
    ("import", import::bench),
    ("leaving", leaving::bench),
    ("copies", copies::bench),
    ("register", register::bench),
    ("paper-typst", book::typst),
    ("paper-libreoffice", book::office),
    ("paper-triplicate", book::triplicate),
    ("zoo", zoo::bench),
    ("window-paint", window::paint),
    ("window-memory", window::memory),
    ("window-clicks", window::clicks),
    ("window-scroll", window::scroll),
];

/// Whether a bench is asked for by its name or by that of its group: `paper` for `paper-typst`.
fn is_asked(name: &str, asked: &str) -> bool {
    let rest = name.strip_prefix(asked);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// `cargo xtask bench [NAME…]`.
pub(crate) fn bench(house: &House, names: &[String]) -> Result<(), Fault> {
    if let Some(name) = names
        .iter()
        .find(|asked| BENCHES.iter().all(|(known, _)| !is_asked(known, asked)))
    {
        let known: Vec<_> = BENCHES.iter().map(|(known, _)| *known).collect();
        return Err(Fault::new(format!(
            "no bench {name}; there are {}",
            known.join(", ")
        )));
    }
    println!("bench: building release programs …");
    // Files and papers are measured without the window, which is long in the making.
    let windowed = names.is_empty() || names.iter().any(|name| name.starts_with("window"));
    if windowed {
        page::build(house, page::For::Window)?;
    }
    // The printroom alone is soon made.
    let paper = !names.is_empty() && names.iter().all(|name| name.starts_with("paper"));
    let mut building = match paper {
        true => house.cargo(&BOOK_ALONE),
        false => build(house, windowed),
    };
    succeed("cargo build", &mut building)?;
    fresh_folder(house, "bench")?;
    let mut outcomes = Vec::new();
    for (name, bench) in BENCHES {
        if !names.is_empty() && !names.iter().any(|asked| is_asked(name, asked)) {
            continue;
        }
        println!("bench: {name} …");
        let folder = fresh_folder(house, &format!("bench/{name}"))?;
        let program = house.program("release", "gongkai");
        outcomes.push(bench(&Ground {
            house,
            program,
            folder,
        })?);
    }
    print_table(&outcomes);
    write_json(house, &outcomes)
}

/// What the benches of paper need. The whole workspace is asked for, so that nothing is built with
/// other features than usual.
const BOOK_ALONE: [&str; 6] = [
    "build",
    "--release",
    "--locked",
    "--workspace",
    "--example",
    book::MAKER,
];

fn build(house: &House, windowed: bool) -> std::process::Command {
    let mut words = vec!["build", "--release", "--locked"];
    words.extend(["--package", "gongkai-cli", "--bin", "gongkai"]);
    if windowed {
        words.extend(["--package", "gongkai-desk", "--bin", "gongkai-desk"]);
        words.extend(["--example", "empty_window"]);
    }
    words.extend(["--package", "gongkai-intake", "--example", "bare_read"]);
    words.extend(["--example", zoo::MAKER]);
    words.extend(["--package", "gongkai-printroom", "--example", book::MAKER]);
    words.extend(["--example", "check_and_mask"]);
    if register::has_maker(house) {
        words.extend(["--package", "rehearsal", "--example", register::MAKER]);
    }
    house.cargo(&words)
}

fn print_table(outcomes: &[Outcome]) {
    println!(
        "\n{:<14} {:>10} {:>10} {:>6}  what · peer · also · goal",
        "bench", "median", "peer", "ratio"
    );
    for outcome in outcomes {
        match outcome {
            Outcome::Taken(figure) => println!(
                "{:<18} {:>7.3} {:<2} {:>7.3} {:<2} {:>6.2}  {} · {} · {} · goal {} ({})",
                figure.name,
                figure.median.0,
                figure.unit,
                figure.peer_median.0,
                figure.unit,
                figure.ratio(),
                figure.what,
                figure.peer,
                figure.also,
                figure.goal,
                match figure.reached {
                    Some(true) => "reached",
                    Some(false) => "MISSED",
                    None => "none set",
                },
            ),
            Outcome::NotTaken(name, why) => println!("{name:<18} not taken: {why}"),
        }
    }
}

fn write_json(house: &House, outcomes: &[Outcome]) -> Result<(), Fault> {
    let lines: Vec<_> = outcomes
        .iter()
        .map(|outcome| match outcome {
            Outcome::Taken(figure) => json!({
                "name": figure.name,
                "what": figure.what,
                "unit": figure.unit,
                "median": figure.median.0,
                "peer": figure.peer,
                "peer_median": figure.peer_median.0,
                "ratio": figure.ratio(),
                "also": figure.also,
                "goal": figure.goal,
                "reached": figure.reached,
            }),
            Outcome::NotTaken(name, why) => json!({ "name": name, "not_taken": why }),
        })
        .collect();
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let report = json!({
        "machine": { "os": std::env::consts::OS, "arch": std::env::consts::ARCH, "cores": cores },
        "times": TIMES,
        "benches": lines,
    });
    let path = house.out().join("bench.json");
    std::fs::write(&path, format!("{report:#}\n")).map_err(Fault::at(&path))?;
    println!("\nwritten: {}", path.display());
    Ok(())
}
