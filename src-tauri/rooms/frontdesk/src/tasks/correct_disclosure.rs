//! Correct a released item: a new draft tied to the old one, which takes the whole chain. The old
//! line stays; it reads 已更正 once the correction is released.

use gongkai_registry::operation;
use gongkai_rulebook::disclosure::{Content, Disclosure, Draft, State};
use gongkai_rulebook::ids::DisclosureId;
use serde::Serialize;

use super::draft_disclosure::{Fields, check_formed_on, filled, item, open_in, required};
use crate::acts::ItemAct;
use crate::desk::fileable;
use crate::{Acting, Desk, Problem, typed};

/// The correction.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "CorrectDisclosureAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The new draft.
    pub disclosure: DisclosureId,
    /// Its state.
    pub state: State,
    /// The item it corrects.
    pub corrects: DisclosureId,
}

/// Opens a correction of the item `given`.
///
/// # Errors
/// `not-in-state` unless it is released, `field-missing`, `who-acts`, what the store says.
pub fn run(
    desk: &mut Desk,
    given: &str,
    why: &str,
    fields: Fields,
    acting: &Acting,
) -> Result<Answer, Problem> {
    let actor = acting.resolve(desk.records(), desk.host.as_ref())?;
    let why = typed::open_line("更正原因", required(Some(why), "更正原因")?)?;
    let old = item(desk, given)?;
    may_be_corrected(desk, &old)?;
    let catalogue = desk.catalogue()?;
    let mut content = Content {
        corrects: Some(old.id()),
        ..old.content().clone()
    };
    if let Some(code) = &fields.entry {
        content.entry = fileable(&catalogue, code)?.code.clone();
    }
    let content = filled(desk, content, fields)?;
    check_formed_on(&content, &actor)?;
    let edition = catalogue.head().edition.clone();
    let draft = Draft {
        id: DisclosureId::new(&desk.seed()?),
        content,
        returned: None,
    };
    desk.store
        .change::<_, Problem>(operation!("correct"), |change| {
            open_in(change, &draft, edition, &actor, ItemAct::Correct)?;
            let entry = actor
                .about(ItemAct::BeingCorrected, old.id())
                .open_fact("why", &why);
            gongkai_registry::audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Answer {
        disclosure: draft.id,
        state: State::Draft,
        corrects: old.id(),
    })
}

/// Refuses a second correction of an item, and one of what is not released.
pub(super) fn may_be_corrected(desk: &Desk, old: &Disclosure) -> Result<(), Problem> {
    if !matches!(old, Disclosure::Released(_)) {
        return Err(old.refuse("更正").into());
    }
    match desk.records().open_correction(old.id())? {
        None => Ok(()),
        Some(under_way) => {
            let text = format!("这一件已有更正稿（{under_way}）在办");
            let next = "在那份更正稿上修改";
            Err(Problem::refused("already-being-corrected", text, next))
        }
    }
}
