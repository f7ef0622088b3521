//! Take postings down (撤下), one or many in one go, with the day and a photo of the bare place.

use std::collections::BTreeMap;
use std::path::PathBuf;

use gongkai_registry::{audit, operation};
use gongkai_rulebook::disclosure::{Disclosure, TakingDown};
use gongkai_rulebook::ids::{DisclosureId, FileId};
use gongkai_rulebook::moment::Moment;
use serde::{Deserialize, Serialize};

use super::draft_disclosure::{item, required};
use super::post_disclosure::{Answer, answer};
use super::take_in_file::Photos;
use crate::acts::ItemAct;
use crate::{Acting, Desk, Problem};

/// What comes down.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "TakeDownPostingRequest", optional_fields = nullable))]
pub struct Request {
    /// The sheets.
    pub sheets: Vec<Sheet>,
    /// Photo of the place afterwards, for all of them.
    pub evidence: Option<PathBuf>,
    /// Who and when.
    pub acting: Acting,
}

/// One item at one place.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "TakeDownPostingSheet", optional_fields = nullable))]
pub struct Sheet {
    /// The item.
    pub disclosure: String,
    /// Where it hangs.
    pub place: String,
}

/// What came down.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "TakeDownPostingDone", optional_fields = nullable))]
pub struct Done {
    /// Each item with its postings as they are now.
    pub items: Vec<Answer>,
}

/// Records that one item was taken down; answers with its postings.
///
/// # Errors
/// As [`run`].
pub fn one(desk: &mut Desk, request: Request) -> Result<Answer, Problem> {
    let given = request.sheets.first().map(|sheet| sheet.disclosure.clone());
    run(desk, request)?;
    Ok(answer(&item(desk, &given.unwrap_or_default())?))
}

/// Records that sheets were taken down: all of them or none.
///
/// # Errors
/// `nothing-posted`, `not-in-state`, dates out of order, `who-acts`, `field-missing` without a
/// sheet, an unreadable photo, what the store says.
pub fn run(desk: &mut Desk, request: Request) -> Result<Done, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    if request.sheets.is_empty() {
        required(None, "要撤下的公开件")?;
    }
    let mut photos = Photos::default();
    let evidence = photos.take(desk, request.evidence.as_deref())?;
    let mut steps: BTreeMap<DisclosureId, Step> = BTreeMap::new();
    for sheet in &request.sheets {
        let place = required(Some(&sheet.place), "地点")?;
        let before = item(desk, &sheet.disclosure)?;
        let step = steps.entry(before.id()).or_insert_with(|| Step::at(before));
        step.after = taken_down(step.after.clone(), place, evidence, actor.moment)?;
        step.places.push(place.to_owned());
    }
    desk.store
        .change::<_, Problem>(operation!("take-down"), |change| {
            photos.keep(change)?;
            for step in steps.values() {
                change.save(&step.before, &step.after, &actor.moment)?;
                for place in &step.places {
                    let entry = actor
                        .about(ItemAct::TakeDown, step.after.id())
                        .open_fact("from", step.before.state().code())
                        .open_fact("to", step.after.state().code())
                        .open_fact("place", place);
                    audit::append(change, &entry)?;
                }
            }
            Ok(())
        })?;
    let items = steps.values().map(|step| answer(&step.after)).collect();
    Ok(Done { items })
}

/// An item before and after, and where it came down.
struct Step {
    before: Disclosure,
    after: Disclosure,
    places: Vec<String>,
}

impl Step {
    fn at(before: Disclosure) -> Self {
        Self {
            after: before.clone(),
            before,
            places: Vec::new(),
        }
    }
}

fn taken_down(
    item: Disclosure,
    place: &str,
    evidence: Option<FileId>,
    moment: Moment,
) -> Result<Disclosure, Problem> {
    let order = TakingDown {
        place,
        evidence,
        moment,
    };
    Ok(match item {
        Disclosure::Released(item) => Disclosure::Released(item.take_down(order)?),
        Disclosure::Corrected(item) => Disclosure::Corrected(item.take_down(order)?),
        Disclosure::Withdrawn(item) => Disclosure::Withdrawn(item.take_down(order)?),
        other => return Err(other.refuse("撤下").into()),
    })
}
