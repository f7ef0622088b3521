//! Take in scans and phone photos of signed sheets: each page is laid straight in a process of its
//! own and filed by its scan code. What cannot be filed waits in a list; it never stops the others,
//! and nothing is taken out of the clerk's folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use gongkai_registry::{Change, audit, operation};
use gongkai_rulebook::ids::{DisclosureId, ScannedPageId};
use gongkai_rulebook::scan_code::CodedSheet;
use gongkai_rulebook::scanned::ScanWait;
use serde::{Deserialize, Serialize};

use self::found::{LeftOut, found};
use self::sorted::{Sorted, sorted};
use self::straightened::{Incoming, straightened};
use super::look_at_scans::{Waiting, waiting};
use crate::acting::Actor;
use crate::scans::{Bound, bind, file, home_of};
use crate::{Acting, Desk, Problem};

pub mod again;
pub mod found;
mod sorted;
mod straightened;

/// What is taken in.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "TakeInScansRequest", optional_fields = nullable))]
pub struct Request {
    /// Pictures, PDFs, or folders of them.
    pub files: Vec<PathBuf>,
    /// Who and when.
    pub acting: Acting,
}

/// What became of it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "TakeInScansAnswer", optional_fields = nullable))]
pub struct Answer {
    /// How many files were looked at.
    pub files: usize,
    /// Sheets that were filed.
    pub filed: Vec<FiledSheet>,
    /// Pages that wait for somebody now.
    pub waiting: Vec<Waiting>,
    /// What has been taken in before and is not kept twice.
    pub twice: Vec<Twice>,
    /// Empty sides that were left out.
    pub blank: usize,
    /// Files that were not looked at, and why.
    pub left_out: Vec<LeftOut>,
}

/// A sheet that was filed.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "TakeInScansFiled", optional_fields = nullable))]
pub struct FiledSheet {
    /// Its code.
    pub sheet: String,
    /// Its item's title.
    pub title: String,
    /// The item, where it is one's.
    pub disclosure: Option<DisclosureId>,
    /// What it is kept as: `签字扫描件`, `2019-0049-1 的回执`.
    pub kept_as: String,
    /// How many pages.
    pub pages: usize,
}

/// Something that came again.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "TakeInScansTwice", optional_fields = nullable))]
pub struct Twice {
    /// The file.
    pub file: String,
    /// What it was: `这个文件已经收过`, `SP-9QTX-7K3M 第 1 页已经收过`.
    pub what: String,
}

/// Takes the files in.
///
/// # Errors
/// `nothing-to-take`, `who-acts`, `stopped`, a reading process that cannot be started, what the store
/// says. Nothing is kept then. A file that cannot be read is no error: it waits.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let found = found(&request.files)?;
    let mut incoming = straightened(desk, &found.files, &actor)?;
    let sheets = sorted(desk, &mut incoming)?;
    let bound = bind_all(desk, sheets)?;
    desk.pace.past("正在归入扫描件", 0, 0);
    let mut filed = Vec::new();
    desk.store
        .change::<_, Problem>(operation!("take-in-scans"), |change| {
            keep(change, &incoming, &actor)?;
            for one in &bound {
                filed.extend(settle(change, &actor, one)?);
            }
            Ok(())
        })?;
    let fresh: BTreeSet<ScannedPageId> = incoming.pages.iter().map(|leaf| leaf.id()).collect();
    let waiting = waiting(desk)?;
    Ok(Answer {
        files: found.files.len(),
        filed,
        waiting: waiting
            .into_iter()
            .filter(|page| fresh.contains(&page.id))
            .collect(),
        twice: incoming.twice,
        blank: incoming.blank,
        left_out: found.left_out,
    })
}

/// A sheet on its way: bound where it is whole and has a home, else the reason why it waits.
enum OnItsWay {
    Bound(CodedSheet, Bound),
    Waits(Vec<ScannedPageId>, ScanWait),
}

fn bind_all(desk: &Desk, sheets: BTreeMap<String, Sorted>) -> Result<Vec<OnItsWay>, Problem> {
    let mut all = Vec::new();
    for (code, sorted) in sheets {
        let ids = sorted.leaves.values().map(|leaf| leaf.page.id).collect();
        if !sorted.is_whole() {
            all.push(OnItsWay::Waits(ids, ScanWait::PagesMissing));
            continue;
        }
        all.push(match home_of(desk.records(), sorted.sheet)? {
            Err(wait) => OnItsWay::Waits(ids, wait),
            Ok(_) => {
                let leaves = sorted.leaves.into_values().collect();
                OnItsWay::Bound(sorted.sheet, bind(desk, leaves, &code)?)
            }
        });
    }
    Ok(all)
}

/// Writes the rows of what came. Every page waits until it is filed.
fn keep(change: &Change<'_>, incoming: &Incoming, actor: &Actor) -> Result<(), Problem> {
    for original in &incoming.originals {
        original.keep(change)?;
    }
    for page in &incoming.pages {
        page.keep(change, actor.person.id)?;
    }
    if let Some(first) = incoming.pages.first() {
        let entry = actor
            .entry("take-in-scans", "scanned_page", first.id())
            .open_fact("files", incoming.originals.len().to_string())
            .open_fact("pages", incoming.pages.len().to_string());
        audit::append(change, &entry)?;
    }
    Ok(())
}

/// Files a sheet, by what is true now: a sheet before it may have filled the place.
fn settle(
    change: &Change<'_>,
    actor: &Actor,
    one: &OnItsWay,
) -> Result<Option<FiledSheet>, Problem> {
    let (sheet, bound) = match one {
        OnItsWay::Waits(ids, wait) => {
            for id in ids {
                change.let_scan_wait(*id, *wait)?;
            }
            return Ok(None);
        }
        OnItsWay::Bound(sheet, bound) => (*sheet, bound),
    };
    match home_of(change.records(), sheet)? {
        Ok(home) => {
            file(change, actor, &home, bound)?;
            Ok(Some(FiledSheet {
                sheet: sheet.to_string(),
                title: home.title(),
                disclosure: home.disclosure(),
                kept_as: home.told(),
                pages: bound.leaves.len(),
            }))
        }
        Err(wait) => {
            for leaf in &bound.leaves {
                change.let_scan_wait(leaf.page.id, wait)?;
            }
            Ok(None)
        }
    }
}
