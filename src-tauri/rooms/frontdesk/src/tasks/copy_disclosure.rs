//! Copy last period's item: text, elements, unit carry over; dates, list and signatures never do.

use chrono::NaiveDate;
use gongkai_rulebook::disclosure::Content;
use gongkai_rulebook::vocabulary::Stage;

use super::draft_disclosure::{Answer, check_formed_on, item, open_content};
use crate::acts::ItemAct;
use crate::{Acting, Desk, Problem};

/// Opens a draft like the item `given`, formed on `formed_on`.
///
/// # Errors
/// `not-found`, `who-acts`, `date-in-future`, what the store says.
pub fn run(
    desk: &mut Desk,
    given: &str,
    formed_on: NaiveDate,
    acting: &Acting,
) -> Result<Answer, Problem> {
    let actor = acting.resolve(desk.records(), desk.host.as_ref())?;
    let old = item(desk, given)?;
    let edition = desk.catalogue()?.head().edition.clone();
    let content = Content {
        formed_on: Some(formed_on),
        list: None,
        attachments: Vec::new(),
        corrects: None,
        demand: None,
        stage: old.content().stage.and_then(Stage::next),
        listing: old.content().listing.carried_on(),
        ..old.content().clone()
    };
    check_formed_on(&content, &actor)?;
    open_content(desk, content, edition, &actor, ItemAct::Copy)
}
