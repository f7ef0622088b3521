//! File the scan of a signed sheet whose signatures were entered without it.

use std::path::PathBuf;

use gongkai_registry::operation;
use serde::{Deserialize, Serialize};

use super::draft_disclosure::{Answer, item, save};
use super::take_in_file::take_in;
use crate::acts::ItemAct;
use crate::{Acting, Desk, Problem};

/// A scan and the item it belongs to.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "FileMissingScanRequest", optional_fields = nullable))]
pub struct Request {
    /// Scan or photo of the signed sheet.
    pub scan: PathBuf,
    /// Who files it.
    pub acting: Acting,
}

/// Files the scan with every paper signature of the item that lacks one.
///
/// # Errors
/// `no-scan-missing`, an unreadable scan, `who-acts`, what the store says.
pub fn run(desk: &mut Desk, given: &str, request: Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let before = item(desk, given)?;
    if !before
        .signatures()
        .iter()
        .any(|signature| signature.lacks_scan())
    {
        return Err(gongkai_rulebook::Refusal::NoScanMissing.into());
    }
    let scan = take_in(desk, &request.scan)?;
    let after = before.clone().file_scan(scan.id)?;
    desk.store
        .change::<_, Problem>(operation!("file-missing-scan"), |change| {
            scan.keep(change)?;
            save(change, &before, &after, &actor, ItemAct::FileScan)
        })?;
    Ok(Answer::of(&after))
}
