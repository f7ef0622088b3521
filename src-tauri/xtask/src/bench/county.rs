//! The county: a first report of many disclosures against bare PUTs of the same bytes to a server that
//! writes them down and syncs, and a platform of 2,000 townships that grows on PostgreSQL.

use std::process::{Command, Stdio};

use serde_json::Value;

use crate::house::{Fault, fresh_folder};

use super::stopwatch::{Amount, median};
use super::{Figure, Ground, Outcome};

/// The programs that measure, examples of the county.
pub(super) const REPORTER: &str = "first_report";
pub(super) const GROWER: &str = "many_townships";

const DISCLOSURES: usize = 10_000;
/// Bytes of the county's copy, a page or two with its fonts.
const COPY: usize = 64 << 10;
/// Each run writes the same bytes twice; three tell enough.
const RUNS: usize = 3;
const SIZES: [u64; 3] = [10_000, 100_000, 1_000_000];

pub(super) fn first_report(ground: &Ground) -> Result<Outcome, Fault> {
    let (mut ours, mut bare, mut whole) = (Vec::new(), Vec::new(), Vec::new());
    let mut wire = 0.0_f64;
    for _ in 0..RUNS {
        let words = [DISCLOSURES.to_string(), COPY.to_string()];
        let told = measured(ground, REPORTER, &words)?;
        ours.push(Amount(number(&told, "ours")?));
        bare.push(Amount(number(&told, "bare")?));
        whole.push(Amount(number(&told, "whole")?));
        wire = wire.max(number(&told, "wire")? / number(&told, "packages")?);
    }
    let (median_ours, peer_median) = (median(ours), median(bare));
    let rate = peer_median.0 / median_ours.0;
    Ok(Outcome::Taken(Figure {
        name: "county-first-report",
        what: format!(
            "{DISCLOSURES} disclosures handed over, {} KiB each",
            COPY >> 10
        ),
        unit: "s",
        median: median_ours,
        peer: "bare PUTs of the same bytes, synced",
        peer_median,
        also: format!(
            "rate {:.0} % of bare, wire {wire:.3} × packages, with every receipt {:.1} s",
            rate * 100.0,
            median(whole).0
        ),
        goal: "rate ≥ 60 %, wire ≤ 1.05",
        reached: Some(rate >= 0.6 && wire <= 1.05),
    }))
}

pub(super) fn postgres(ground: &Ground) -> Result<Outcome, Fault> {
    let words = SIZES.map(|size| size.to_string());
    let told = measured(ground, GROWER, &words)?;
    let lines = told.as_array().map(Vec::as_slice).unwrap_or_default();
    let [first, .., last] = lines else {
        return Err(Fault::new(format!("{GROWER} said {told}")));
    };
    let accept = |line: &Value| number(&line["accept"], "p99_ms").map(Amount);
    Ok(Outcome::Taken(Figure {
        name: "county-postgres",
        what: "take one more of a million packages, p99".to_owned(),
        unit: "ms",
        median: accept(last)?,
        peer: "the same of ten thousand",
        peer_median: accept(first)?,
        also: lines.iter().map(spoken).collect::<Vec<_>>().join("; "),
        goal: "stated",
        reached: None,
    }))
}

/// One size in a line.
fn spoken(line: &Value) -> String {
    let spread = |name: &str| {
        let of = |part: &str| line[name][part].as_f64().unwrap_or(f64::NAN);
        format!("{name} {:.1}/{:.1}", of("p50_ms"), of("p99_ms"))
    };
    let names = [
        "accept",
        "every_third",
        "one_in_40",
        "one_in_2000",
        "two_words",
        "one_township",
        "one_item",
        "newest",
        "page_500",
        "entry",
        "township",
        "home",
    ];
    format!("{}: {} ms", line["packages"], names.map(spread).join(", "))
}

/// Runs a measuring program in a folder of its own, which goes afterwards, and answers with what it said.
fn measured(ground: &Ground, program: &str, words: &[String]) -> Result<Value, Fault> {
    let name = format!("bench/{program}-run");
    let folder = fresh_folder(ground.house, &name)?;
    let path = ground.house.program("release/examples", program);
    let output = Command::new(&path)
        .arg(&folder)
        .args(words)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| Fault::new(format!("{}: {error}", path.display())))?;
    std::fs::remove_dir_all(&folder).map_err(Fault::at(&folder))?;
    serde_json::from_slice(&output.stdout)
        .map_err(|_| Fault::new(format!("{program} did not end well: {}", output.status)))
}

fn number(told: &Value, name: &str) -> Result<f64, Fault> {
    let found = told[name].as_f64();
    found.ok_or_else(|| Fault::new(format!("no {name} in {told}")))
}
