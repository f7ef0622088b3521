//! Try again what waits: its signatures may have been entered since, its other pages may have come, and a
//! newer program may read what an older one could not. What still cannot be filed goes on waiting.

use std::collections::BTreeMap;

use gongkai_intake::{Fault, IntakeError, Straightened};
use gongkai_registry::records::ScannedPage;
use gongkai_registry::{audit, operation};
use gongkai_rulebook::ids::FileId;
use gongkai_rulebook::scanned::{ScanStanding, ScanWait};
use serde::{Deserialize, Serialize};

use super::sorted::sorted;
use super::straightened::{Incoming, read, row, seen, unreadable_at_all};
use super::{FiledSheet, bind_all, settle};
use crate::acting::Actor;
use crate::{Acting, Desk, Problem};

/// Who tries.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "TryScansAgainRequest")
)]
pub struct Request {
    /// Who and when.
    pub acting: Acting,
}

/// What came of it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "TryScansAgainAnswer")
)]
pub struct Answer {
    /// Sheets that were filed.
    pub filed: Vec<FiledSheet>,
    /// Pages on which something was read that could not be read before.
    pub read: usize,
    /// How many pages wait on.
    pub waiting: u32,
}

/// Tries everything that waits.
///
/// # Errors
/// `nothing-waits`, `who-acts`, `stopped`, a reading process that cannot be started, what the store
/// says. Nothing is changed then.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let waiting = desk.records().scanned_pages(ScanStanding::Waiting)?;
    if waiting.is_empty() {
        let text = "没有等着归入的扫描页";
        return Err(Problem::refused("nothing-waits", text, "不用再试"));
    }
    let mut incoming = read_again(desk, waiting, &actor)?;
    let read = incoming.pages.len();
    let sheets = sorted(desk, &mut incoming)?;
    let bound = bind_all(desk, sheets)?;
    desk.pace.past("正在归入扫描件", 0, 0);
    let office = desk.store.card().office;
    let mut filed = Vec::new();
    desk.store
        .change::<_, Problem>(operation!("try-scans-again"), |change| {
            for page in &incoming.pages {
                page.keep(change, actor.person.id)?;
            }
            for one in &bound {
                filed.extend(settle(change, &actor, one)?);
            }
            if read + filed.len() > 0 {
                let entry = actor
                    .entry("try-scans-again", "office", office)
                    .open_fact("read", read.to_string())
                    .open_fact("filed", filed.len().to_string());
                audit::append(change, &entry)?;
            }
            Ok(())
        })?;
    Ok(Answer {
        filed,
        read,
        waiting: desk.records().scans_waiting()?,
    })
}

/// Reads the files again of which pages wait because nothing, or too much, was read on them. What was
/// read before is not read again, and what says the same as before is left as it is.
fn read_again(desk: &Desk, waiting: Vec<ScannedPage>, actor: &Actor) -> Result<Incoming, Problem> {
    let mut files: BTreeMap<FileId, Vec<ScannedPage>> = BTreeMap::new();
    for page in waiting {
        if page.reason.is_some_and(is_the_readers) {
            files.entry(page.original).or_default().push(page);
        }
    }
    let mut incoming = Incoming::default();
    let of = files.len() as u64;
    for (done, (file, pages)) in (0_u64..).zip(files) {
        desk.pace.at("正在重新读扫描件", done, of)?;
        let Some(stored) = desk.store.file(file)? else {
            continue;
        };
        match read(desk, stored.content.sha256) {
            Ok(straightened) => compare(desk, pages, straightened, actor, &mut incoming)?,
            Err(IntakeError {
                fault: fault @ (Fault::Stopped | Fault::ReaderBroken { .. }),
                ..
            }) => return Err(unreadable_at_all(desk, &fault)),
            // As unreadable as it was.
            Err(_) => {}
        }
    }
    Ok(incoming)
}

/// Whether a better reader could help.
const fn is_the_readers(reason: ScanWait) -> bool {
    match reason {
        ScanWait::Unreadable | ScanWait::NoCode | ScanWait::SeveralCodes => true,
        ScanWait::OtherOffice
        | ScanWait::Unknown
        | ScanWait::PagesMissing
        | ScanWait::NotSigned
        | ScanWait::NothingMissing
        | ScanWait::NotYetFiled
        | ScanWait::TakenBack => false,
    }
}

/// Lays what is read now beside what was read then.
fn compare(
    desk: &Desk,
    waiting: Vec<ScannedPage>,
    straightened: Straightened,
    actor: &Actor,
    incoming: &mut Incoming,
) -> Result<(), Problem> {
    // Of a file that could not be read at all one row stands for all of its pages.
    let whole = waiting
        .iter()
        .find(|page| page.picture.is_none())
        .map(|page| (page.original, page.original_name.clone()));
    let mut rows: BTreeMap<u32, ScannedPage> =
        waiting.into_iter().map(|page| (page.page, page)).collect();
    let all_blank = straightened.pages.iter().all(|page| page.blank);
    for (page, number) in straightened.pages.into_iter().zip(1..) {
        let blank = page.blank && !all_blank;
        match (rows.remove(&number), &whole) {
            (Some(before), _) => {
                let reason = before.reason;
                let now = seen(desk, before, page)?;
                if now.row.reason != reason {
                    incoming.pages.push(super::straightened::Page {
                        waited: true,
                        ..now
                    });
                }
            }
            (None, Some(_)) if blank => incoming.blank += 1,
            (None, Some((original, name))) => {
                let row = row(desk, *original, name, number, actor)?;
                incoming.pages.push(seen(desk, row, page)?);
            }
            (None, None) => {}
        }
    }
    Ok(())
}
