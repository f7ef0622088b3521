//! Set scanned pages aside that nobody needs, with the reason; they stay in the store.

use gongkai_registry::records::Settled;
use gongkai_registry::{audit, operation};
use gongkai_rulebook::ids::ScannedPageId;
use serde::{Deserialize, Serialize};

use super::draft_disclosure::required;
use crate::{Acting, Desk, Problem, typed};

/// Which, and why.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "SetScansAsideRequest")
)]
pub struct Request {
    /// The pages.
    pub scans: Vec<ScannedPageId>,
    /// Why.
    pub why: String,
    /// Who and when.
    pub acting: Acting,
}

/// How many were set aside.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "SetScansAsideAnswer")
)]
pub struct Answer {
    /// How many.
    pub pages: usize,
}

/// Sets them aside: all or none.
///
/// # Errors
/// `field-missing`, `not-found` where one does not wait, `who-acts`, what the store says.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let why = typed::open_line("原因", required(Some(&request.why), "原因")?)?;
    if request.scans.is_empty() {
        required(None, "扫描页")?;
    }
    desk.store
        .change::<_, Problem>(operation!("set-scans-aside"), |change| {
            for id in &request.scans {
                let by = (actor.person.id, &actor.moment);
                change.settle_scan(*id, Settled::SetAside(&why), by)?;
                let entry = actor
                    .entry("set-scan-aside", "scanned_page", id)
                    .open_fact("why", &why);
                audit::append(change, &entry)?;
            }
            Ok(())
        })?;
    Ok(Answer {
        pages: request.scans.len(),
    })
}
