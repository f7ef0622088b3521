//! `long_register DIR LINES`: founds an office whose register of 2019 has so many lines, each
//! released through the front desk with all its signatures and its gate, for measuring the book.
//! With the word `lived` behind it the lines spread from 2019 to this machine's day, and each was
//! handed over, posted, taken down and filed, for measuring the window. It writes nothing that a
//! clerk could not have written.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{Days, Local, NaiveDate};
use gongkai_frontdesk::tasks::{
    draft_disclosure, found_office, hand_over_copy, keep_boards, keep_copies, keep_staff,
    post_disclosure, release_disclosure, sign_disclosure, take_down_posting,
};
use gongkai_frontdesk::words::{Channel, CopyFor, Duty, Secrecy, Step, Waypoints};
use gongkai_frontdesk::{Acting, Desk, Problem};
use stage::StageHost;

const CLERK: &str = "周禾生";
const REVIEWER: &str = "林见清";
const HEAD: &str = "何远山";
const VILLAGES: [&str; 3] = ["上坪村", "下坪村", "石桥村"];
const BOARD: &str = "乡政府大院公开栏";
/// How long a sheet hangs.
const HANGS: Days = Days::new(8);

/// What went wrong, in a sentence.
type Outcome<T> = Result<T, String>;

/// Nobody listens.
struct Nobody;

impl Waypoints for Nobody {
    fn reached(&self, _name: &'static str) {}
}

fn main() -> Outcome<()> {
    let mut arguments = std::env::args_os().skip(1);
    let usage = "usage: long_register DIR LINES [lived]";
    let folder = PathBuf::from(arguments.next().ok_or(usage)?);
    let lines: u64 = arguments
        .next()
        .and_then(|lines| lines.to_str()?.parse().ok())
        .ok_or(usage)?;
    let lived = match arguments.next() {
        None => false,
        Some(word) if word == "lived" => true,
        Some(_) => return Err(usage.to_owned()),
    };
    // Many commits a line, each synced: where the machine has a folder in memory, the office is made
    // there and carried over whole.
    match tempfile::tempdir_in("/dev/shm") {
        Ok(quick) => {
            let made = quick.path().join("office");
            make(&made, lines, lived)?;
            carry(&made, &folder).map_err(|error| format!("{}: {error}", folder.display()))
        }
        Err(_) => make(&folder, lines, lived),
    }
}

fn make(folder: &Path, lines: u64, lived: bool) -> Outcome<()> {
    let first = NaiveDate::from_ymd_opt(2019, 1, 1).ok_or("no such day")?;
    let last = NaiveDate::from_ymd_opt(2019, 12, 31).ok_or("no such day")?;
    let last = if lived {
        Local::now().date_naive()
    } else {
        last
    };
    let days = u64::try_from((last - first).num_days()).map_err(|error| error.to_string())?;
    let host = Arc::new(StageHost::new(first, PathBuf::new(), Arc::new(Nobody)));
    let mut desk = found(folder, &host, first)?;
    let mut hanging = VecDeque::new();
    for line in 0..lines {
        let day = first + Days::new(1 + line * days.saturating_sub(1) / lines.max(1));
        host.set_today(day);
        let released = release(&mut desk, line, day)?;
        if lived {
            hanging.push_back((day, released.disclosure.to_string()));
            live(&mut desk, &released, day)?;
            take_down(&mut desk, &mut hanging, day)?;
        }
    }
    Ok(())
}

/// What happens to an item after its release: it hangs, the county has its copy, ours is filed.
fn live(desk: &mut Desk, released: &release_disclosure::Answer, on: NaiveDate) -> Outcome<()> {
    let id = released.disclosure.to_string();
    let posted = post_disclosure::Everywhere {
        disclosure: id.clone(),
        spots: vec![post_disclosure::Spot {
            channel: Channel::NoticeBoard,
            place: BOARD.to_owned(),
            evidence: None,
        }],
        acting: by(CLERK, on),
    };
    post_disclosure::post_everywhere(desk, posted).map_err(told)?;
    let county = released.copies.iter();
    if let Some(copy) = county
        .into_iter()
        .find(|copy| copy.made_for == CopyFor::County)
    {
        let handed = hand_over_copy::Request {
            copy: copy.no.clone(),
            to: "样例县政务公开办公室".to_owned(),
            by: "专人送达".to_owned(),
            receipt: None,
            acting: by(CLERK, on),
        };
        hand_over_copy::run(desk, &id, handed).map_err(told)?;
    }
    let filed = keep_copies::Request {
        disclosures: vec![id],
        place: format!("{}年政务公开卷", on.format("%Y")),
        acting: by(CLERK, on),
    };
    keep_copies::run(desk, &filed).map_err(told)?;
    Ok(())
}

/// Takes down what has hung long enough.
fn take_down(
    desk: &mut Desk,
    hanging: &mut VecDeque<(NaiveDate, String)>,
    on: NaiveDate,
) -> Outcome<()> {
    let mut sheets = Vec::new();
    while hanging
        .front()
        .is_some_and(|(since, _)| *since + HANGS <= on)
    {
        let disclosure = hanging.pop_front().map(|(_, id)| id).unwrap_or_default();
        let place = BOARD.to_owned();
        sheets.push(take_down_posting::Sheet { disclosure, place });
    }
    if sheets.is_empty() {
        return Ok(());
    }
    let down = take_down_posting::Request {
        sheets,
        evidence: None,
        acting: by(CLERK, on),
    };
    take_down_posting::run(desk, down).map_err(told)?;
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
    let board = keep_boards::NewBoard {
        name: BOARD.to_owned(),
        channel: Channel::NoticeBoard,
        stands: None,
        village: None,
    };
    let request = keep_boards::Add {
        boards: vec![board],
        acting: by(CLERK, on),
    };
    keep_boards::add(&mut desk, request).map_err(told)?;
    Ok(desk)
}

/// One item from its draft to its line, all on one day.
fn release(desk: &mut Desk, line: u64, on: NaiveDate) -> Outcome<release_disclosure::Answer> {
    let village = VILLAGES[usize::try_from(line).unwrap_or_default() % VILLAGES.len()];
    let fields = draft_disclosure::Fields {
        entry: Some("2.4".to_owned()),
        title: Some(format!(
            "关于{village}{}年第{}批救灾物资发放情况的公示",
            on.format("%Y"),
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
        channels: vec![Channel::NoticeBoard],
        posted: 1,
        accept_warnings: true,
        why: Some("测速用的登记簿".to_owned()),
        acting: by(CLERK, on),
    };
    release_disclosure::run(desk, &id, request).map_err(told)
}
