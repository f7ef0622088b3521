//! Pages per second of a year's register book with 5,000 lines.
//!
//! The office with so many lines is made by the example `long_register` of the rehearsal package
//! (`long_register DIR LINES`), which stands on the same stage as the stories, so that the
//! program itself carries no hidden way of making register lines.

use std::process::Command;

use crate::clerk::{Clerk, Step};
use crate::house::{Fault, succeed};

use super::paper::{command, pages, size};
use super::stopwatch::in_turn;
use super::{Figure, Ground, Outcome, TIMES};

/// The example that makes the office.
pub(super) const MAKER: &str = "long_register";
const LINES: &str = "5000";

const PRINT: Step = Step {
    title: "打印登记簿",
    words: "print register --year 2019 --out {out} --as 周禾生",
    keep: &[],
    expect: &[],
    tell: |_| String::new(),
};

pub(super) fn bench(ground: &Ground) -> Result<Outcome, Fault> {
    let office = ground.folder.join("office");
    let mut maker = Command::new(ground.house.program("release/examples", MAKER));
    succeed(MAKER, maker.arg(&office).arg(LINES))?;
    let out = ground.folder.join("登记簿.pdf");
    let mut clerk = Clerk::new(&ground.program, &office).knows("out", out.display().to_string());
    clerk.does(&PRINT)?;
    let (pages, bytes) = (pages(&out)?, size(&out)?);
    let (median, peer_median) = in_turn(
        TIMES,
        |_| command(ground, &clerk, &PRINT),
        |_| {
            let mut peer = Command::new("pdftotext");
            peer.arg(&out).arg("-");
            Ok(peer)
        },
    )?;
    Ok(Outcome::Taken(Figure {
        name: "register",
        what: format!("gongkai print register, {LINES} lines, {pages} pages"),
        unit: "s",
        median,
        peer: "pdftotext over the same book",
        peer_median,
        also: format!(
            "{:.0} pages/s, {} KB",
            f64::from(pages) / median.0,
            bytes.div_ceil(1000)
        ),
        goal: "pages per second, noted",
        reached: None,
    }))
}
