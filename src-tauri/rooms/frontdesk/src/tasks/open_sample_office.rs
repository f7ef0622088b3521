//! Open the sample office: a township with every kind of item in every state, so that a person can
//! look at a living office before founding a real one. Everybody and everything in it is invented.
//!
//! It is made with the same tasks a clerk uses, day after day on a clock of its own, beside the
//! place where it shall stand, and put there only when it is whole.

mod days;
mod papers;
mod walk;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use gongkai_registry::{audit, operation};
use gongkai_rulebook::ids::OfficeId;
use gongkai_rulebook::vocabulary::Duty;
use serde::{Deserialize, Serialize};

use super::{found_office, keep_boards, keep_staff};
use crate::problem::file_problem;
use crate::{Acting, Desk, Host, Problem};
use days::{Days, WalkedClock};
use papers::{CLERK, HEAD, REVIEWER};

/// The sample office that is wanted; there is only one kind.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Request {}

/// The sample office.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "OpenSampleOfficeAnswer", optional_fields = nullable))]
pub struct Answer {
    /// Its id.
    pub office: OfficeId,
    /// Where it stands.
    pub folder: PathBuf,
    /// It was there already and was only opened.
    pub existed: bool,
    /// The day it was made for: today, or the last day the work-day calendar allows.
    pub dated_on: NaiveDate,
    /// Who keeps the records in it: whoever opens it sits in this seat.
    pub clerk: String,
    /// A sentence, where that is not the day it was made on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Makes the sample office in `folder`, or opens the one that stands there.
///
/// # Errors
/// `office-exists` where a real office stands, `folder-in-use` for a folder with other things in it,
/// `samples-missing` where the program came without its papers, `calendar-year-missing` where the PC's
/// date lies before every calendar, what the disk says. Nothing stands in `folder` then.
pub fn run(folder: &Path, host: Arc<dyn Host>, _request: Request) -> Result<Answer, Problem> {
    if folder.join("office.json").exists() {
        return opened(folder, host);
    }
    if fs::read_dir(folder).is_ok_and(|mut inside| inside.next().is_some()) {
        let text = "这个文件夹里已经有别的文件";
        let problem = Problem::refused("folder-in-use", text, "另选一个空文件夹放样例单位");
        return Err(problem.in_file(folder));
    }
    let days = Days::before(host.now().today)?;
    let making = beside(folder);
    clear(&making)?;
    let office = make(&making, host.clone(), &days)?;
    let placed = match fs::remove_dir(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => fs::rename(&making, folder),
    };
    placed.map_err(|error| file_problem(folder, &error))?;
    Ok(Answer {
        office,
        folder: folder.to_owned(),
        existed: false,
        clerk: CLERK.to_owned(),
        dated_on: days.today(),
        note: note(host.now().today, days.today()),
    })
}

/// The office that stands there, if it is a sample.
fn opened(folder: &Path, host: Arc<dyn Host>) -> Result<Answer, Problem> {
    let today = host.now().today;
    let desk = Desk::open_to_read(folder, host)?;
    let Some(dated_on) = desk.settings()?.sample else {
        let text = "这个文件夹里是一个正式的登记库，不是样例单位";
        let problem = Problem::refused("office-exists", text, "另选一个空文件夹放样例单位");
        return Err(problem.in_file(folder));
    };
    Ok(Answer {
        office: desk.store.card().office,
        folder: folder.to_owned(),
        existed: true,
        clerk: CLERK.to_owned(),
        dated_on,
        note: note(today, dated_on),
    })
}

/// What is said where the sample does not live today.
fn note(today: NaiveDate, dated_on: NaiveDate) -> Option<String> {
    (today != dated_on).then(|| {
        format!(
            "样例单位里的“今天”是{}，与电脑上的日期不同，只作演示用。",
            dated_on.format("%Y年%-m月%-d日")
        )
    })
}

/// Where it is made: in the same folder, so that putting it into place is one rename.
fn beside(folder: &Path) -> PathBuf {
    folder.with_file_name(".gongkai-sample-in-the-making")
}

/// Removes what a making that was cut short left behind: this name is used for nothing else.
fn clear(making: &Path) -> Result<(), Problem> {
    match fs::remove_dir_all(making) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(file_problem(making, &error))
        }
        _ => Ok(()),
    }
}

fn make(making: &Path, host: Arc<dyn Host>, days: &Days) -> Result<OfficeId, Problem> {
    let clock = Arc::new(WalkedClock::on(host, days.first()));
    let founding = found_office::Request {
        name: "青禾乡人民政府".to_owned(),
        county: "样例县".to_owned(),
        prefix: "青政".to_owned(),
        catalogue: "mujin".to_owned(),
        region: Some("430699".to_owned()),
        supervision_phone: Some("0730-6661234".to_owned()),
        acting: Acting::default(),
    };
    let office = found_office::run(making, clock.clone(), founding)?.office;
    let mut desk = Desk::open_to_write(making, clock.clone())?;
    mark(&mut desk, days.today())?;
    hire(&mut desk)?;
    put_up_boards(&mut desk)?;
    walk::walk(&mut desk, &clock, days)?;
    Ok(office)
}

/// Marks it, before anything is in it, so that it can never be taken for a real office.
fn mark(desk: &mut Desk, dated_on: NaiveDate) -> Result<(), Problem> {
    let now = desk.host.now();
    let office = desk.store.card().office;
    desk.store
        .change::<_, Problem>(operation!("open-sample"), |change| {
            change.put_setting("sample", &dated_on.to_string())?;
            let entry = audit::Entry::new(
                "open-sample",
                ("office", office),
                "样例",
                now.today,
                now.unix_ms,
            );
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(())
}

/// The boards on which the sample's sheets hang.
fn put_up_boards(desk: &mut Desk) -> Result<(), Problem> {
    use gongkai_rulebook::vocabulary::Channel;

    let board = |name: &str, channel, stands: &str, village: Option<&str>| keep_boards::NewBoard {
        name: name.to_owned(),
        channel,
        stands: Some(stands.to_owned()),
        village: village.map(str::to_owned),
    };
    let request = keep_boards::Add {
        boards: vec![
            board(
                "乡政府大院公开栏",
                Channel::NoticeBoard,
                "乡政府大院门口",
                None,
            ),
            board(
                "上坪村公开栏",
                Channel::VillageBoard,
                "上坪村村部",
                Some("上坪村"),
            ),
            board(
                "石桥村公开栏",
                Channel::VillageBoard,
                "石桥村村部",
                Some("石桥村"),
            ),
        ],
        acting: by_clerk(),
    };
    keep_boards::add(desk, request).map(drop)
}

fn hire(desk: &mut Desk) -> Result<(), Problem> {
    let people: [(&str, &[Duty]); 3] = [
        (
            CLERK,
            &[Duty::Draft, Duty::Release, Duty::Archive, Duty::Administer],
        ),
        (REVIEWER, &[Duty::Review]),
        (HEAD, &[Duty::Approve]),
    ];
    for (name, duties) in people {
        let request = keep_staff::Request {
            name: name.to_owned(),
            duties: duties.to_vec(),
            replace: false,
            unit: Some("党政办".to_owned()).filter(|_| name != HEAD),
            acting: by_clerk(),
        };
        keep_staff::add(desk, request)?;
    }
    Ok(())
}

/// The clerk, on the day the clock shows.
fn by_clerk() -> Acting {
    Acting {
        who: Some(CLERK.to_owned()),
        on: None,
    }
}
