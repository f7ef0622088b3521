//! 一键遮盖: stars in the place of everything private in an item's own text. It is an edit like any
//! other: what was signed approved another text, so every signature is void.

use gongkai_registry::{audit, operation};
use gongkai_rulebook::disclosure::State;
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::privacy::{ScanOptions, mask_text, scan_text};
use serde::Serialize;

use super::draft_disclosure::{after_last_act, index, item};
use crate::acts::ItemAct;
use crate::{Acting, Desk, Problem};

/// What was masked.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "MaskItemAnswer"))]
pub struct Answer {
    /// The item.
    pub disclosure: DisclosureId,
    /// Its state then.
    pub state: State,
    /// How many places were masked.
    pub places: usize,
}

/// Masks the item `given`.
///
/// # Errors
/// `nothing-to-mask`, `not-in-state` once released, a day out of order, `who-acts`, what the store
/// says.
pub fn run(desk: &mut Desk, given: &str, acting: &Acting) -> Result<Answer, Problem> {
    let actor = acting.resolve(desk.records(), desk.host.as_ref())?;
    let before = item(desk, given)?;
    after_last_act(desk, &before, &actor)?;
    let options = ScanOptions {
        allowed_numbers: desk.settings()?.supervision_phone.into_iter().collect(),
        ..ScanOptions::default()
    };
    let mut content = before.content().clone();
    let mut places = 0;
    let elements = content.elements.values_mut();
    for text in [&mut content.title, &mut content.body]
        .into_iter()
        .chain(elements)
    {
        let findings = scan_text(text, &options);
        if !findings.is_empty() {
            places += findings.len();
            *text = mask_text(text, &findings);
        }
    }
    if places == 0 {
        let text = "题名、正文和要素里没有要遮盖的个人信息";
        let next = "附件里的，在“能不能发”那一行处理；目录里的，改目录";
        return Err(Problem::refused("nothing-to-mask", text, next));
    }
    let after = before.clone().edit(content)?;
    desk.store
        .change::<_, Problem>(operation!("mask-disclosure"), |change| {
            change.save(&before, &after, &actor.moment)?;
            index(change, after.id(), after.content())?;
            let entry = actor
                .about(ItemAct::Mask, after.id())
                .open_fact("places", places.to_string())
                .open_fact("from", before.state().code())
                .open_fact("to", after.state().code());
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Answer {
        disclosure: after.id(),
        state: after.state(),
        places,
    })
}
