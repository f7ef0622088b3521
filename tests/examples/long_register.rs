//! `long_register DIR LINES`: founds an office whose register of 2019 has so many lines, each
//! released through the front desk with all its signatures and its gate. For measuring the book;
//! it writes nothing that a clerk could not have written.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use gongkai_frontdesk::tasks::{
    draft_disclosure, found_office, keep_staff, release_disclosure, sign_disclosure,
};
use gongkai_frontdesk::words::{Duty, Secrecy, Step, Waypoints};
use gongkai_frontdesk::{Acting, Desk, Problem};
use stage::StageHost;

const CLERK: &str = "周禾生";
const REVIEWER: &str = "林见清";
const HEAD: &str = "何远山";
const VILLAGES: [&str; 3] = ["上坪村", "下坪村", "石桥村"];
/// The working days of the book: the first is the day after its office was founded.
const DAYS: u64 = 364;

/// What went wrong, in a sentence.
type Outcome<T> = Result<T, String>;

/// Nobody listens.
struct Nobody;

impl Waypoints for Nobody {
    fn reached(&self, _name: &'static str) {}
}

fn main() -> Outcome<()> {
    let mut arguments = std::env::args_os().skip(1);
    let usage = "usage: long_register DIR LINES";
    let folder = PathBuf::from(arguments.next().ok_or(usage)?);
    let lines: u64 = arguments
        .next()
        .and_then(|lines| lines.to_str()?.parse().ok())
        .ok_or(usage)?;
    // Five commits a line, each synced: where the machine has a folder in memory, the office is made
    // there and carried over whole.
    match tempfile::tempdir_in("/dev/shm") {
        Ok(quick) => {
            let made = quick.path().join("office");
            make(&made, lines)?;
            carry(&made, &folder).map_err(|error| format!("{}: {error}", folder.display()))
        }
        Err(_) => make(&folder, lines),
    }
}

fn make(folder: &Path, lines: u64) -> Outcome<()> {
    let first = NaiveDate::from_ymd_opt(2019, 1, 1).ok_or("no such day")?;
    let host = Arc::new(StageHost::new(first, PathBuf::new(), Arc::new(Nobody)));
    let mut desk = found(folder, &host, first)?;
    for line in 0..lines {
        let day = first + Days::new(1 + line * DAYS / lines.max(1));
        host.set_today(day);
        release(&mut desk, line, day)?;
    }
    Ok(())
}

/// Copies an office whose desk is closed.
fn carry(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for place in std::fs::read_dir(from)? {
        let place = place?;
        let target = to.join(place.file_name());
        if place.file_type()?.is_dir() {
            carry(&place.path(), &target)?;
        } else {
            std::fs::copy(place.path(), target)?;
        }
    }
    Ok(())
}

fn told(problem: Problem) -> String {
    format!("{}: {problem}", problem.code)
}

fn by(who: &str, on: NaiveDate) -> Acting {
    Acting {
        who: Some(who.to_owned()),
        on: Some(on),
    }
}

/// An office with the three people of 木金's chain.
fn found(folder: &Path, host: &Arc<StageHost>, on: NaiveDate) -> Outcome<Desk> {
    let request = found_office::Request {
        name: "青禾乡人民政府".to_owned(),
        county: "样例县".to_owned(),
        prefix: "青政".to_owned(),
        catalogue: "mujin".to_owned(),
        region: None,
        supervision_phone: Some("0000-1234567".to_owned()),
        acting: by(CLERK, on),
    };
    found_office::run(folder, host.clone(), request).map_err(told)?;
    let mut desk = Desk::open_to_write(folder, host.clone()).map_err(told)?;
    let staff: [(&str, &[Duty]); 3] = [
        (
            CLERK,
            &[Duty::Draft, Duty::Release, Duty::Archive, Duty::Administer],
        ),
        (REVIEWER, &[Duty::Review]),
        (HEAD, &[Duty::Approve]),
    ];
    for (name, duties) in staff {
        let request = keep_staff::Request {
            replace: false,
            name: name.to_owned(),
            duties: duties.to_vec(),
            unit: None,
            acting: by(CLERK, on),
        };
        keep_staff::add(&mut desk, request).map_err(told)?;
    }
    Ok(desk)
}

/// One item from its draft to its line, all on one day.
fn release(desk: &mut Desk, line: u64, on: NaiveDate) -> Outcome<()> {
    let village = VILLAGES[usize::try_from(line).unwrap_or_default() % VILLAGES.len()];
    let fields = draft_disclosure::Fields {
        entry: Some("2.4".to_owned()),
        title: Some(format!(
            "关于{village}2019年第{}批救灾物资发放情况的公示",
            line + 1
        )),
        body_text: Some("现将本批救灾物资发放情况公示如下，公示期七天。".to_owned()),
        formed_on: Some(on),
        unit: Some(format!("{village}民委员会")),
        provider: Some("许长福".to_owned()),
        ..draft_disclosure::Fields::default()
    };
    let opened = draft_disclosure::open(desk, fields, &by(CLERK, on)).map_err(told)?;
    let id = opened.disclosure.to_string();
    for (step, signer, secrecy) in [
        (Step::Draft, CLERK, None),
        (Step::Review, REVIEWER, Some(Secrecy::Open)),
        (Step::Approve, HEAD, None),
    ] {
        let request = sign_disclosure::Request {
            step,
            signer: None,
            stands_in_for: None,
            kind: None,
            scan: None,
            opinion: None,
            secrecy,
            acting: by(signer, on),
        };
        sign_disclosure::sign(desk, &id, request).map_err(told)?;
    }
    let request = release_disclosure::Request {
        channels: Vec::new(),
        posted: 1,
        accept_warnings: true,
        why: Some("测速用的登记簿".to_owned()),
        acting: by(CLERK, on),
    };
    release_disclosure::run(desk, &id, request).map_err(told)?;
    Ok(())
}
