//! Choose the sheet of the copy that is posted (A4, larger type, A3): whoever prints chooses, and the
//! office keeps it for the next time.

use gongkai_registry::{audit, operation};
use gongkai_rulebook::printing::PostedSheet;
use serde::{Deserialize, Serialize};

use crate::{Acting, Desk, Problem};

/// What is chosen.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ChoosePostedSheetRequest", optional_fields = nullable))]
pub struct Request {
    /// The sheet.
    pub sheet: PostedSheet,
    /// Who and when.
    pub acting: Acting,
}

/// The sheet as it is kept.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "ChoosePostedSheetAnswer")
)]
pub struct Answer {
    /// The sheet.
    pub sheet: PostedSheet,
}

/// The sheet on which posted copies are printed now.
///
/// # Errors
/// What the store says.
pub fn show(desk: &Desk) -> Result<Answer, Problem> {
    let sheet = desk.settings()?.posted_sheet;
    Ok(Answer { sheet })
}

/// Keeps the choice. What was posted before is not touched by it: it hangs as it hangs.
///
/// # Errors
/// `who-acts`, what the store says.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let mut settings = desk.settings()?;
    if settings.posted_sheet != request.sheet {
        settings.posted_sheet = request.sheet;
        let office = desk.store.card().office;
        desk.store
            .change::<_, Problem>(operation!("choose-posted-sheet"), |change| {
                settings.keep(change)?;
                let entry = actor
                    .entry("choose-posted-sheet", "office", office)
                    .open_fact("sheet", request.sheet.code());
                audit::append(change, &entry)?;
                Ok(())
            })?;
    }
    show(desk)
}
