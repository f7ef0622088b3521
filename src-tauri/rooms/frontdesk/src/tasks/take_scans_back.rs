//! Take scanned pages back that were set aside by mistake: they wait again, each for what hinders it now.

use gongkai_registry::records::ScannedPage;
use gongkai_registry::{audit, operation};
use gongkai_rulebook::ids::ScannedPageId;
use gongkai_rulebook::scan_code::CodedSheet;
use gongkai_rulebook::scanned::{ScanStanding, ScanWait};
use serde::{Deserialize, Serialize};

use super::draft_disclosure::required;
use crate::scans::home_of;
use crate::{Acting, Desk, Problem};

/// Which.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "TakeScansBackRequest")
)]
pub struct Request {
    /// The pages.
    pub scans: Vec<ScannedPageId>,
    /// Who and when.
    pub acting: Acting,
}

/// How many were taken back.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "TakeScansBackAnswer")
)]
pub struct Answer {
    /// How many.
    pub pages: usize,
}

/// Takes them back: all or none.
///
/// # Errors
/// `field-missing`, `not-found` for an unknown page, `already-so` for one that is not set aside,
/// `who-acts`, what the store says.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let mut pages = Vec::new();
    for id in &request.scans {
        let page = desk.records().scanned_page(*id)?;
        if page.standing != ScanStanding::SetAside {
            let text = format!("这一页{}，没有放一边", page.standing);
            return Err(Problem::refused("already-so", text, "刷新页面看看"));
        }
        let reason = hindrance(desk, &page)?;
        pages.push((page, reason));
    }
    if pages.is_empty() {
        required(None, "扫描页")?;
    }
    desk.store
        .change::<_, Problem>(operation!("take-scans-back"), |change| {
            for (page, reason) in &pages {
                change.take_scan_back(page.id, *reason)?;
                let entry = actor
                    .entry("take-scan-back", "scanned_page", page.id)
                    .open_fact("aside_why", page.aside_why.clone().unwrap_or_default());
                audit::append(change, &entry)?;
            }
            Ok(())
        })?;
    Ok(Answer { pages: pages.len() })
}

/// What hinders a page from being filed, by what is true now.
fn hindrance(desk: &Desk, page: &ScannedPage) -> Result<ScanWait, Problem> {
    let sheet = page.sheet.as_ref();
    match sheet.and_then(|(sheet, ..)| sheet.parse::<CodedSheet>().ok()) {
        Some(sheet) => {
            let home = home_of(desk.records(), sheet)?;
            Ok(home.err().unwrap_or(ScanWait::TakenBack))
        }
        None => Ok(page.reason.unwrap_or(ScanWait::NoCode)),
    }
}
