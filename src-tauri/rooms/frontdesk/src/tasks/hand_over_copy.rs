//! Hand a copy over: to whom, how, when, with the receipt.

use std::path::PathBuf;

use chrono::NaiveDate;
use gongkai_registry::records::{HandOver, KeptCopy};
use gongkai_registry::{audit, operation};
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::register::CopyFor;
use serde::{Deserialize, Serialize};

use super::draft_disclosure::{item, required};
use super::take_in_file::{keep_maybe, take_in_maybe};
use crate::{Acting, Desk, Problem, typed};

/// A hand-over to record.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "HandOverCopyRequest", optional_fields = nullable))]
pub struct Request {
    /// Number of the copy, `2019-0049-1`.
    pub copy: String,
    /// To whom.
    pub to: String,
    /// How: on paper, by the document system …
    pub by: String,
    /// The receipt.
    pub receipt: Option<PathBuf>,
    /// Who and when.
    pub acting: Acting,
}

/// The item's copies.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "HandOverCopyAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The item.
    pub disclosure: DisclosureId,
    /// Its copies.
    pub copies: Vec<Line>,
}

/// One copy.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "HandOverCopyLine", optional_fields = nullable))]
pub struct Line {
    /// For whom.
    #[serde(rename = "for")]
    pub made_for: CopyFor,
    /// Its number.
    pub no: String,
    /// To whom it was handed.
    pub handed_to: Option<String>,
    /// How.
    pub handed_by: Option<String>,
    /// When.
    pub handed_on: Option<NaiveDate>,
    /// There is a receipt.
    pub receipt: bool,
}

/// Records the hand-over.
///
/// # Errors
/// `not-in-state`, `not-found` for an unknown number, dates out of order, `who-acts`, an unreadable
/// receipt, what the store says.
pub fn run(desk: &mut Desk, given: &str, request: Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let to = typed::open_line("收件人", required(Some(&request.to), "收件人")?)?;
    let how = typed::open_line("报送方式", required(Some(&request.by), "报送方式")?)?;
    let item = item(desk, given)?;
    let Some(released) = item.released() else {
        return Err(item.refuse("报送").into());
    };
    actor
        .moment
        .not_before(released.release().moment.occurred_on, "发布")?;
    let number = request.copy.trim();
    let gone = lines(desk, item.id())?
        .into_iter()
        .find(|copy| copy.no == number && copy.handed_on.is_some());
    if let Some(Line {
        handed_on: Some(on),
        handed_to: Some(to),
        ..
    }) = gone
    {
        let text = format!("{number} 已于 {on} 送交{to}");
        return Err(Problem::refused(
            "already-handed-over",
            text,
            "核对份号；送错的请另行说明，记录不改",
        ));
    }
    let receipt = take_in_maybe(desk, request.receipt.as_deref())?;
    let hand_over = HandOver {
        to,
        how,
        receipt: receipt.as_ref().map(|file| file.id),
        moment: actor.moment,
    };
    desk.store
        .change::<_, Problem>(operation!("hand-over"), |change| {
            keep_maybe(change, receipt.as_ref())?;
            change.hand_over(item.id(), request.copy.trim(), &hand_over)?;
            let entry = actor
                .entry("hand-over", "disclosure", item.id())
                .open_fact("copy", request.copy.trim())
                .open_fact("to", &hand_over.to);
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Answer {
        disclosure: item.id(),
        copies: lines(desk, item.id())?,
    })
}

/// The copies of an item, for showing.
pub(crate) fn lines(desk: &Desk, id: DisclosureId) -> Result<Vec<Line>, Problem> {
    let line = |copy: KeptCopy| Line {
        made_for: copy.made_for,
        no: copy.no,
        receipt: copy
            .handed
            .as_ref()
            .is_some_and(|handed| handed.receipt.is_some()),
        handed_on: copy.handed.as_ref().map(|handed| handed.moment.occurred_on),
        handed_by: copy.handed.as_ref().map(|handed| handed.how.clone()),
        handed_to: copy.handed.map(|handed| handed.to),
    };
    Ok(desk
        .records()
        .kept_copies(id)?
        .into_iter()
        .map(line)
        .collect())
}
