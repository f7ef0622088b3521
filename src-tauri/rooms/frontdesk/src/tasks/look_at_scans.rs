//! Look at the scanned pages that wait: what is seen on them, why they wait, what helps.

use chrono::NaiveDate;
use gongkai_registry::records::ScannedPage;
use gongkai_rulebook::ids::{DisclosureId, FileId, ScannedPageId};
use gongkai_rulebook::scan_code::CodedSheet;
use gongkai_rulebook::scanned::{ScanStanding, ScanWait};
use serde::Serialize;

use crate::scans::{home_of, named_by};
use crate::typed::masked;
use crate::{Desk, Problem};

/// What waits, and what was set aside.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtScansAnswer", optional_fields = nullable))]
pub struct Answer {
    /// Pages that wait, oldest first.
    pub waiting: Vec<Waiting>,
    /// Pages that were set aside, newest first.
    pub aside: Vec<Aside>,
}

/// A page that waits.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtScansWaiting", optional_fields = nullable))]
pub struct Waiting {
    /// Its id.
    pub id: ScannedPageId,
    /// Name of the file it came in, private numbers masked.
    pub file: String,
    /// Which page of that file.
    pub page: u32,
    /// The page laid straight, to be looked at; none where the file cannot be read.
    pub picture: Option<FileId>,
    /// Why it waits.
    pub reason: ScanWait,
    /// The same in words.
    pub why: String,
    /// What helps.
    pub next: String,
    /// Its code, where one was read.
    pub sheet: Option<String>,
    /// Which page of its sheet, `第 1 页 共 2 页`; empty where nobody knows.
    pub place: String,
    /// It could be filed now: what hindered it has passed.
    pub ready: bool,
    /// Title of the item that its code names.
    pub title: Option<String>,
    /// That item.
    pub disclosure: Option<DisclosureId>,
    /// The day it was taken in.
    pub taken_on: NaiveDate,
}

/// A page that was set aside.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtScansAside", optional_fields = nullable))]
pub struct Aside {
    /// Its id.
    pub id: ScannedPageId,
    /// Name of the file it came in.
    pub file: String,
    /// Which page of that file.
    pub page: u32,
    /// The page laid straight.
    pub picture: Option<FileId>,
    /// Why.
    pub why: String,
    /// When.
    pub on: Option<NaiveDate>,
}

/// Looks.
///
/// # Errors
/// What the store says.
pub fn run(desk: &Desk) -> Result<Answer, Problem> {
    let aside = desk.records().scanned_pages(ScanStanding::SetAside)?;
    let told = |page: ScannedPage| Aside {
        id: page.id,
        file: masked(&page.original_name),
        page: page.page,
        picture: page.picture.map(|picture| picture.file),
        why: masked(page.aside_why.as_deref().unwrap_or_default()),
        on: page.settled_on,
    };
    Ok(Answer {
        waiting: waiting(desk)?,
        aside: aside.into_iter().rev().map(told).collect(),
    })
}

/// The pages that wait.
pub(crate) fn waiting(desk: &Desk) -> Result<Vec<Waiting>, Problem> {
    let pages = desk.records().scanned_pages(ScanStanding::Waiting)?;
    pages.into_iter().map(|page| told(desk, page)).collect()
}

fn told(desk: &Desk, page: ScannedPage) -> Result<Waiting, Problem> {
    let reason = page.reason.unwrap_or(ScanWait::NoCode);
    let sheet = page.sheet.as_ref().map(|(sheet, ..)| sheet.clone());
    let meant = sheet
        .as_deref()
        .and_then(|sheet| sheet.parse::<CodedSheet>().ok());
    let home = match meant {
        Some(meant) => home_of(desk.records(), meant)?.ok(),
        None => None,
    };
    let title = match (&home, meant) {
        (Some(home), _) => Some(home.title()),
        (None, Some(meant)) => {
            named_by(desk.records(), meant)?.map(|item| masked(&item.content().title))
        }
        (None, None) => None,
    };
    let why = match page.note.as_str() {
        "" => reason.label().to_owned(),
        note => format!("{}：{note}", reason.label()),
    };
    Ok(Waiting {
        id: page.id,
        file: masked(&page.original_name),
        page: page.page,
        picture: page.picture.map(|picture| picture.file),
        reason,
        why,
        next: reason.next().to_owned(),
        place: page
            .sheet
            .map_or_else(String::new, |(_, at, of)| format!("第 {at} 页 共 {of} 页")),
        sheet,
        ready: home.is_some() && reason != ScanWait::PagesMissing,
        title,
        disclosure: home.as_ref().and_then(|home| home.disclosure()),
        taken_on: page.taken.occurred_on,
    })
}
