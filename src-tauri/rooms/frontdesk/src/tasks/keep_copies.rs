//! Say in which folder or box the township's own copies lie (归档), many in one go. A copy may move;
//! the last place counts and the earlier ones stay on record.

use gongkai_registry::{audit, operation};
use gongkai_rulebook::ids::{CopyId, DisclosureId};
use gongkai_rulebook::register::CopyFor;
use serde::{Deserialize, Serialize};

use super::draft_disclosure::{item, required};
use crate::acting::Actor;
use crate::acts::ItemAct;
use crate::{Acting, Desk, Problem, typed};

/// What goes where.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepCopiesRequest", optional_fields = nullable))]
pub struct Request {
    /// The items.
    pub disclosures: Vec<String>,
    /// Folder or box: 2019年政务公开卷第1盒.
    pub place: String,
    /// Who and when.
    pub acting: Acting,
}

/// How many copies were filed.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepCopiesAnswer", optional_fields = nullable))]
pub struct Answer {
    /// How many.
    pub copies: usize,
    /// Where.
    pub place: String,
}

/// Records the place: for all items or none.
///
/// # Errors
/// `not-in-state` for an item that was never released, dates out of order, `field-missing`,
/// `who-acts`, what the store says.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let place = typed::open_line("存放处", required(Some(&request.place), "存放处")?)?;
    if request.disclosures.is_empty() {
        required(None, "要归档的事项")?;
    }
    let copies = request
        .disclosures
        .iter()
        .map(|given| own_copy(desk, given, &actor));
    let copies = copies.collect::<Result<Vec<_>, Problem>>()?;
    desk.store
        .change::<_, Problem>(operation!("keep-copies"), |change| {
            for (disclosure, copy) in &copies {
                change.keep_copy(*copy, &place, &actor.moment)?;
                let entry = actor
                    .about(ItemAct::KeepCopy, disclosure)
                    .open_fact("place", &place);
                audit::append(change, &entry)?;
            }
            Ok(())
        })?;
    Ok(Answer {
        copies: copies.len(),
        place,
    })
}

/// The township's own copy of an item.
fn own_copy(desk: &Desk, given: &str, actor: &Actor) -> Result<(DisclosureId, CopyId), Problem> {
    let item = item(desk, given)?;
    let Some(released) = item.released() else {
        return Err(item.refuse("归档").into());
    };
    let release = released.release();
    actor
        .moment
        .not_before(release.moment.occurred_on, "发布")?;
    let own = release
        .copies
        .iter()
        .find(|copy| copy.made_for == CopyFor::Township);
    match own {
        Some(copy) => Ok((item.id(), copy.id)),
        None => Err(item.refuse("归档").into()),
    }
}
