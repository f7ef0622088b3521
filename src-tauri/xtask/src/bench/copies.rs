//! The three copies of a one-page disclosure: as a whole process, and through the door of an office that is
//! open, as the window's preview asks for them.

use std::process::Command;

use crate::clerk::{Clerk, Step};
use crate::house::Fault;
use crate::run::FOUNDING;
use crate::sample;

use super::paper::{command, idle, pages, prepare, size};
use super::stopwatch::Amount;
use super::stopwatch::in_turn;
use super::{Figure, Ground, Outcome, TIMES};

/// The example that asks at the door.
pub(super) const ASKER: &str = "paper_at_the_door";

macro_rules! step {
    ($title:literal, $words:expr) => {
        step!($title, $words, &[])
    };
    ($title:literal, $words:expr, $keep:expr) => {
        Step {
            title: $title,
            words: $words,
            keep: $keep,
            expect: &[],
            tell: |_| String::new(),
        }
    };
}

const RELEASED: &[Step] = &[
    step!(
        "起草",
        "disclosure new --entry 2.4 --title 关于2019年第三季度低保金发放情况的公示 \
                --body {body} --formed-on 2019-09-25 --as 周禾生 --on 2019-09-26",
        &[("/disclosure", "disclosure")]
    ),
    step!(
        "经办",
        "sign {disclosure} --step 经办 --as 周禾生 --on 2019-09-26"
    ),
    step!(
        "审核",
        "sign {disclosure} --step 审核 --secrecy 可公开 --as 林见清 --on 2019-09-27"
    ),
    step!(
        "批准",
        "sign {disclosure} --step 主要领导 --as 何远山 --on 2019-09-29"
    ),
    step!(
        "发布",
        "release {disclosure} --accept-warnings --why 测速 --as 周禾生 --on 2019-09-29"
    ),
];

const PRINT: Step = step!("打印", "print copies {disclosure} --out {out} --as 周禾生");

/// Whose last word is the item.
const SHOW: Step = step!("看这一件", "show {disclosure}");

/// An office with one released item.
fn clerk(ground: &Ground) -> Clerk {
    let body = ground
        .house
        .root
        .join("assets/sample-office")
        .join(sample::BODY);
    Clerk::new(&ground.program, &ground.folder.join("office"))
        .knows("body", body.display().to_string())
}

/// What a clerk waits for who looks at the three copies in the window.
pub(super) fn in_window(ground: &Ground) -> Result<Outcome, Fault> {
    let clerk = prepare(clerk(ground), &[FOUNDING, RELEASED])?;
    let item = clerk.line(&SHOW)?.pop().unwrap_or_default();
    let asker = ground.house.program("release/examples", ASKER);
    let told = Command::new(&asker)
        .arg(ground.folder.join("office"))
        .args([&item, &ground.program.display().to_string()])
        .output()
        .map_err(Fault::at(&asker))?;
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    let times: Vec<f64> = told
        .split_whitespace()
        .filter_map(|time| time.parse().ok())
        .collect();
    let [first, median] = times.as_slice() else {
        return Err(Fault::new(format!("{ASKER} said no times: {told}")));
    };
    Ok(Outcome::Taken(Figure {
        name: "copies-window",
        what: "three copies through the door of an open office, as the window previews them"
            .to_owned(),
        unit: "s",
        median: Amount(*median),
        peer: "the first after the office is opened",
        peer_median: Amount(*first),
        also: "median of 41".to_owned(),
        goal: "a tenth of a second",
        reached: Some(*median < 0.1),
    }))
}

pub(super) fn bench(ground: &Ground) -> Result<Outcome, Fault> {
    let out = ground.folder.join("一式三份.pdf");
    let clerk = clerk(ground).knows("out", out.display().to_string());
    let clerk = prepare(clerk, &[FOUNDING, RELEASED, &[PRINT]])?;
    let (pages, bytes) = (pages(&out)?, size(&out)?);
    if pages != 3 {
        return Err(Fault::new(format!(
            "{}: {pages} pages instead of 3",
            out.display()
        )));
    }
    let (median, peer_median) = in_turn(
        TIMES * 4,
        |_| command(ground, &clerk, &PRINT),
        |_| Ok(idle(ground)),
    )?;
    Ok(Outcome::Taken(Figure {
        name: "copies",
        what: "gongkai print copies, one page in three".to_owned(),
        unit: "s",
        median,
        peer: "gongkai with nothing to do",
        peer_median,
        also: format!("{} KB", bytes.div_ceil(1000)),
        goal: "< 0.3 s and < 250 KB",
        reached: Some(median.0 < 0.3 && bytes < 250_000),
    }))
}
