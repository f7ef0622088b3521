//! Hand a copy over: to whom, how, when, with the receipt.

use std::path::PathBuf;

use chrono::NaiveDate;
use gongkai_registry::records::{HandOver, KeptCopy};
use gongkai_registry::{audit, operation};
use gongkai_rulebook::ids::{DisclosureId, FileId};
use gongkai_rulebook::register::CopyFor;
use serde::{Deserialize, Serialize};

use super::draft_disclosure::{item, required};
use super::take_in_file::{keep_maybe, take_in, take_in_maybe};
use crate::acting::Actor;
use crate::acts::ItemAct;
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
    /// Which file that is.
    pub receipt_file: Option<FileId>,
}

/// Copies of many items that go with one hand-over.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "HandOverCopyTogether", optional_fields = nullable))]
pub struct Together {
    /// Numbers of the copies with their items.
    pub copies: Vec<OneCopy>,
    /// To whom.
    pub to: String,
    /// How: on paper, by the document system …
    pub by: String,
    /// The receipt, for all of them.
    pub receipt: Option<PathBuf>,
    /// Who and when.
    pub acting: Acting,
}

/// One copy of many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "HandOverCopyOneCopy", optional_fields = nullable))]
pub struct OneCopy {
    /// Its item.
    pub disclosure: String,
    /// Its number, `2019-0049-1`.
    pub no: String,
}

/// How many copies were handed over.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "HandOverCopyHanded", optional_fields = nullable))]
pub struct Handed {
    /// How many.
    pub copies: usize,
}

/// Records the hand-over.
///
/// # Errors
/// `not-in-state`, `not-found` for an unknown number, `already-handed-over`, dates out of order,
/// `who-acts`, an unreadable receipt, what the store says.
pub fn run(desk: &mut Desk, given: &str, request: Request) -> Result<Answer, Problem> {
    let copy = OneCopy {
        disclosure: given.to_owned(),
        no: request.copy,
    };
    let together = Together {
        copies: vec![copy],
        to: request.to,
        by: request.by,
        receipt: request.receipt,
        acting: request.acting,
    };
    run_together(desk, together)?;
    let disclosure = item(desk, given)?.id();
    Ok(Answer {
        disclosure,
        copies: lines(desk, disclosure)?,
    })
}

/// Records one hand-over of many copies: all of them or none.
///
/// # Errors
/// As [`run`]; `field-missing` without a copy.
pub fn run_together(desk: &mut Desk, request: Together) -> Result<Handed, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let to = typed::open_line("收件人", required(Some(&request.to), "收件人")?)?;
    let how = typed::open_line("报送方式", required(Some(&request.by), "报送方式")?)?;
    if request.copies.is_empty() {
        required(None, "要送交的份号")?;
    }
    let mut copies = Vec::new();
    for copy in &request.copies {
        let wanted = (check(desk, copy, &actor)?, copy.no.trim().to_owned());
        // The same copy twice in one list is one hand-over.
        if !copies.contains(&wanted) {
            copies.push(wanted);
        }
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
            for (disclosure, no) in &copies {
                change.hand_over(*disclosure, no, &hand_over)?;
                let entry = actor
                    .about(ItemAct::HandOver, disclosure)
                    .open_fact("copy", no)
                    .open_fact("to", &hand_over.to);
                audit::append(change, &entry)?;
            }
            Ok(())
        })?;
    Ok(Handed {
        copies: copies.len(),
    })
}

/// A receipt that came after its copies were handed over.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "HandOverCopyLater", optional_fields = nullable))]
pub struct Later {
    /// The copies it is for.
    pub copies: Vec<OneCopy>,
    /// The receipt.
    pub receipt: PathBuf,
    /// Who and when.
    pub acting: Acting,
}

/// Files a receipt that came later.
///
/// # Errors
/// `not-found` where a copy does not wait for one, `field-missing` without a copy, `who-acts`, an
/// unreadable receipt, what the store says.
pub fn add_receipt(desk: &mut Desk, request: &Later) -> Result<Handed, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    if request.copies.is_empty() {
        required(None, "回执对应的份号")?;
    }
    let items = request.copies.iter().map(|copy| {
        let item = item(desk, &copy.disclosure)?;
        Ok((item.id(), copy.no.trim().to_owned()))
    });
    let items = items.collect::<Result<Vec<_>, Problem>>()?;
    let receipt = take_in(desk, &request.receipt)?;
    desk.store
        .change::<_, Problem>(operation!("add-receipt"), |change| {
            receipt.keep(change)?;
            for (disclosure, no) in &items {
                change.add_receipt(*disclosure, no, receipt.id)?;
                let entry = actor
                    .about(ItemAct::Receipt, disclosure)
                    .open_fact("copy", no);
                audit::append(change, &entry)?;
            }
            Ok(())
        })?;
    Ok(Handed {
        copies: items.len(),
    })
}

/// Makes sure that a copy may be handed over; answers with its item.
fn check(desk: &Desk, copy: &OneCopy, actor: &Actor) -> Result<DisclosureId, Problem> {
    let item = item(desk, &copy.disclosure)?;
    let Some(released) = item.released() else {
        return Err(item.refuse("报送").into());
    };
    actor
        .moment
        .not_before(released.release().moment.occurred_on, "发布")?;
    let number = copy.no.trim();
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
    Ok(item.id())
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
        receipt_file: copy.handed.as_ref().and_then(|handed| handed.receipt),
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
