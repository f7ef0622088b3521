//! Measures the release program as a whole process, several times, against a named peer in the
//! same run, and writes ratios down; it fails when a measurement cannot be made, never because
//! one was slow.

mod archive;
mod book;
mod book_peers;
mod copies;
mod county;
mod import;
mod leaving;
mod paper;
mod programs;
mod register;
mod scans;
mod stopwatch;
mod window;
mod zoo;

use std::path::PathBuf;

use serde_json::json;

use crate::house::{Fault, House, fresh_folder};
use crate::page;
use programs::Program;
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

/// A bench by its name, with the programs it runs.
struct Bench {
    name: &'static str,
    takes: fn(&Ground) -> Result<Outcome, Fault>,
    needs: &'static [Program],
}

const fn bench_of(
    name: &'static str,
    takes: fn(&Ground) -> Result<Outcome, Fault>,
    needs: &'static [Program],
) -> Bench {
    Bench { name, takes, needs }
}

const GONGKAI: Program = Program::Bin("gongkai");
const DESK: Program = Program::Bin("gongkai-desk");
const BOOK: Program = Program::Example(book::MAKER);
const OFFICE: Program = Program::Example(register::MAKER);

const BENCHES: &[Bench] = &[
    bench_of(
        "import",
        import::bench,
        &[GONGKAI, Program::Example("bare_read")],
    ),
    bench_of(
        "leaving",
        leaving::bench,
        &[Program::Example("check_and_mask")],
    ),
    bench_of("copies", copies::bench, &[GONGKAI]),
    bench_of(
        "copies-window",
        copies::in_window,
        &[GONGKAI, Program::Example(copies::ASKER)],
    ),
    bench_of("register", register::bench, &[GONGKAI, OFFICE]),
    bench_of("paper-typst", book::typst, &[BOOK]),
    bench_of("paper-libreoffice", book::office, &[BOOK]),
    bench_of("paper-triplicate", book::triplicate, &[BOOK]),
    bench_of("archive", archive::bench, &[GONGKAI, OFFICE]),
    bench_of(
        "scans",
        scans::bench,
        &[
            GONGKAI,
            Program::Example(scans::MAKER),
            Program::Example(scans::PEER),
        ],
    ),
    bench_of("zoo", zoo::bench, &[GONGKAI, Program::Example(zoo::MAKER)]),
    bench_of(
        "county-first-report",
        county::first_report,
        &[Program::Example(county::REPORTER)],
    ),
    bench_of(
        "county-postgres",
        county::postgres,
        &[Program::Example(county::GROWER)],
    ),
    bench_of("window-paint", window::paint, WINDOW),
    bench_of("window-memory", window::memory, WINDOW),
    bench_of("window-clicks", window::clicks, WINDOW),
    bench_of("window-scroll", window::scroll, WINDOW),
];

const WINDOW: &[Program] = &[GONGKAI, DESK, OFFICE, Program::Example("empty_window")];

/// Whether a bench is asked for by its name or by that of its group: `paper` for `paper-typst`.
fn is_asked(name: &str, asked: &str) -> bool {
    let rest = name.strip_prefix(asked);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// `cargo xtask bench [NAME…]`.
pub(crate) fn bench(house: &House, names: &[String]) -> Result<(), Fault> {
    if let Some(name) = names
        .iter()
        .find(|asked| BENCHES.iter().all(|bench| !is_asked(bench.name, asked)))
    {
        let known: Vec<_> = BENCHES.iter().map(|bench| bench.name).collect();
        return Err(Fault::new(format!(
            "no bench {name}; there are {}",
            known.join(", ")
        )));
    }
    let wanted =
        |bench: &&Bench| names.is_empty() || names.iter().any(|asked| is_asked(bench.name, asked));
    let chosen: Vec<&Bench> = BENCHES.iter().filter(wanted).collect();
    println!("bench: building release programs …");
    let needs: Vec<Program> = chosen
        .iter()
        .flat_map(|bench| bench.needs)
        .copied()
        .collect();
    if needs.contains(&DESK) {
        page::build(house, page::For::Window)?;
    }
    programs::build(house, &needs)?;
    fresh_folder(house, "bench")?;
    let mut outcomes = Vec::new();
    for Bench { name, takes, .. } in chosen {
        println!("bench: {name} …");
        let folder = fresh_folder(house, &format!("bench/{name}"))?;
        let program = house.program("release", "gongkai");
        outcomes.push(takes(&Ground {
            house,
            program,
            folder,
        })?);
    }
    print_table(&outcomes);
    write_json(house, &outcomes)
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
