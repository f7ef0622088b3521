//! Photos and scans of signed copies taken in and filed, against the same pictures laid straight by the
//! reading part alone.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::clerk::{Clerk, Step};
use crate::house::{Fault, succeed};

use super::paper::command;
use super::register;
use super::stopwatch::{middle, run};
use super::{Figure, Ground, Outcome};

/// The example that photographs printed papers, and the one that only lays pictures straight.
pub(super) const MAKER: &str = "photographed";
pub(super) const PEER: &str = "straighten";
const SHEETS: usize = 24;
/// How often each side is run.
const TIMES: usize = 3;

const fn step(words: &'static str) -> Step {
    Step {
        title: "收扫描件",
        words,
        keep: &[],
        expect: &[],
        tell: |_| String::new(),
    }
}

const LIST: Step = step("disclosure list --state released");
const PRINT: Step = step("print copies {item} --out {out} --as 周禾生");
const TAKE: Step = step("scans take {pictures} --as 周禾生");

pub(super) fn bench(ground: &Ground) -> Result<Outcome, Fault> {
    let office = ground.folder.join("office");
    let pictures = ground.folder.join("pictures");
    let mut maker = Command::new(ground.house.program("release/examples", register::MAKER));
    let lines = SHEETS.to_string();
    succeed(register::MAKER, maker.arg(&office).arg(lines).arg("lived"))?;
    let taken = photograph(ground, &office, &pictures)?;
    expect_filed(&mut clerk_in(ground, &office, "trial", &pictures)?)?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for turn in 0..TIMES {
        let clerk = clerk_in(ground, &office, &format!("office-{turn}"), &pictures)?;
        ours.push(run(&mut command(ground, &clerk, &TAKE)?)?);
        let mut peer = Command::new(ground.house.program("release/examples", PEER));
        theirs.push(run(peer.arg(ground.folder.join("straight")).args(&taken))?);
    }
    let (median, peer_median) = (
        middle(&ours, |run| run.seconds),
        middle(&theirs, |run| run.seconds),
    );
    Ok(Outcome::Taken(Figure {
        name: "scans",
        what: format!("{SHEETS} photos and scans of signed copies, taken in and filed"),
        unit: "s",
        median,
        peer: "the same pictures laid straight and nothing else",
        peer_median,
        also: format!(
            "{:.0} pages a minute, processor {:.1} s, {:.0} MB",
            SHEETS as f64 * 60.0 / median.0,
            middle(&ours, |run| run.processor).0,
            middle(&ours, |run| run.megabytes).0,
        ),
        goal: "pages a minute, noted",
        reached: None,
    }))
}

/// Prints the copies of every item and photographs the county's.
fn photograph(ground: &Ground, office: &Path, pictures: &Path) -> Result<Vec<PathBuf>, Fault> {
    let mut clerk = Clerk::new(&ground.program, office);
    let listed = clerk.does(&LIST)?;
    let items = listed["disclosures"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let mut papers = Vec::new();
    for (place, item) in items.iter().enumerate() {
        let out = ground.folder.join(format!("{place:02}.pdf"));
        let id = item["disclosure"].as_str().unwrap_or_default();
        clerk = clerk
            .knows("item", id)
            .knows("out", out.display().to_string());
        clerk.does(&PRINT)?;
        papers.push(out);
    }
    let mut maker = Command::new(ground.house.program("release/examples", MAKER));
    succeed(MAKER, maker.arg(pictures).args(&papers))?;
    let entries = std::fs::read_dir(pictures).map_err(Fault::at(pictures))?;
    let mut taken = Vec::new();
    for entry in entries {
        taken.push(entry.map_err(Fault::at(pictures))?.path());
    }
    taken.sort();
    match taken.len() {
        SHEETS => Ok(taken),
        found => Err(Fault::new(format!("{found} pictures instead of {SHEETS}"))),
    }
}

/// A clerk in a copy of the office.
fn clerk_in(ground: &Ground, office: &Path, name: &str, pictures: &Path) -> Result<Clerk, Fault> {
    let copy = ground.folder.join(name);
    succeed("cp", Command::new("cp").arg("-a").arg(office).arg(&copy))?;
    let clerk = Clerk::new(&ground.program, &copy);
    Ok(clerk.knows("pictures", pictures.display().to_string()))
}

/// Time says nothing unless every sheet found its home.
fn expect_filed(clerk: &mut Clerk) -> Result<(), Fault> {
    let answer = clerk.does(&TAKE)?;
    let filed = answer["filed"].as_array().map_or(0, Vec::len);
    match filed == SHEETS {
        true => Ok(()),
        false => Err(Fault::new(format!(
            "{filed} of {SHEETS} were filed: {answer}"
        ))),
    }
}
