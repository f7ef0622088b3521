//! A year goes into the archive: its items are filed, boxed, catalogued and bound, once with 300 items
//! and once with ten times as many. What grows faster than the year would one day be too slow.

use std::process::Command;

use crate::clerk::{Clerk, Step};
use crate::house::{Fault, succeed};

use super::paper::{command, pages};
use super::register::MAKER;
use super::stopwatch::{Amount, Run, middle, run};
use super::{Figure, Ground, Outcome};

const FEW: u32 = 300;
const MANY: u32 = 3_000;
/// How often a whole year is archived.
const TIMES: usize = 3;
/// An old PC has four gigabytes for everything.
const MEGABYTES: f64 = 500.0;

const fn step(title: &'static str, words: &'static str) -> Step {
    Step {
        title,
        words,
        keep: &[],
        expect: &[],
        tell: |_| String::new(),
    }
}

const SETTLED: Step = step(
    "定归档办法",
    "archive scheme --fonds J001 --as 周禾生 --on 2020-03-02",
);

/// What is measured, each a process.
const STEPS: [Step; 4] = [
    step(
        "归档",
        "archive file --year 2019 --as 周禾生 --on 2020-03-02",
    ),
    step(
        "装盒",
        "archive pack --year 2019 --as 周禾生 --on 2020-03-02",
    ),
    step(
        "归档文件目录",
        "print archive catalogue --year 2019 --out {out}",
    ),
    step(
        "合订本",
        "print archive volume --year 2019 --volume 1 --out {out}",
    ),
];

/// What a year took, step by step.
struct Year {
    steps: Vec<Vec<Run>>,
    /// Pages of the bound book's first volume.
    pages: u32,
}

impl Year {
    /// The whole of it in seconds of processor time; on a busy machine the clock on the wall says little.
    fn processor(&self) -> f64 {
        let steps = self.steps.iter();
        steps.map(|runs| middle(runs, |run| run.processor).0).sum()
    }

    fn megabytes(&self) -> f64 {
        let runs = self.steps.iter().flatten();
        runs.map(|run| run.megabytes).fold(0.0, f64::max)
    }

    fn told(&self) -> String {
        let told = STEPS.iter().zip(&self.steps).map(|(step, runs)| {
            let seconds = middle(runs, |run| run.seconds).0;
            let megabytes = middle(runs, |run| run.megabytes).0;
            format!("{} {seconds:.2} s {megabytes:.0} MB", step.title)
        });
        told.collect::<Vec<_>>().join(", ")
    }
}

pub(super) fn bench(ground: &Ground) -> Result<Outcome, Fault> {
    let (few, many) = (year(ground, FEW)?, year(ground, MANY)?);
    let growth = many.processor() / few.processor();
    Ok(Outcome::Taken(Figure {
        name: "archive",
        what: format!("a year of {MANY} items filed, boxed, catalogued and bound, processor time"),
        unit: "s",
        median: Amount(many.processor()),
        peer: "a year of 300 items",
        peer_median: Amount(few.processor()),
        also: format!("{}; first volume {} pages", many.told(), many.pages),
        goal: "ten times the items at most twelve times the time, under 500 MB",
        reached: Some(growth <= 12.0 && many.megabytes() < MEGABYTES),
    }))
}

/// Archives a year of so many items several times, each time from the same office.
fn year(ground: &Ground, items: u32) -> Result<Year, Fault> {
    let first = ground.folder.join(format!("office-{items}"));
    let mut maker = Command::new(ground.house.program("release/examples", MAKER));
    succeed(MAKER, maker.arg(&first).arg(items.to_string()))?;
    let mut year = Year {
        steps: STEPS.iter().map(|_| Vec::new()).collect(),
        pages: 0,
    };
    for _ in 0..TIMES {
        let office = ground.folder.join("office");
        succeed("cp", Command::new("cp").arg("-a").arg(&first).arg(&office))?;
        let out = ground.folder.join("out.pdf");
        let mut clerk =
            Clerk::new(&ground.program, &office).knows("out", out.display().to_string());
        clerk.does(&SETTLED)?;
        for (step, runs) in STEPS.iter().zip(&mut year.steps) {
            runs.push(run(&mut command(ground, &clerk, step)?)?);
        }
        year.pages = pages(&out)?;
        std::fs::remove_dir_all(&office).map_err(Fault::at(&office))?;
    }
    Ok(year)
}
