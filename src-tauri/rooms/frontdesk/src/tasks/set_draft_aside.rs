//! Set a draft aside (搁置) with a reason, and take it up again. Nothing of it is deleted: it stands
//! in no list of work, and whoever looks for it finds it with its history.

use gongkai_registry::{audit, operation};
use gongkai_rulebook::disclosure::{Disclosure, Setting};

use super::correct_disclosure::may_be_corrected;
use super::draft_disclosure::{Answer, after_last_act, change_item, item, required};
use crate::acts::ItemAct;
use crate::{Acting, Desk, Problem, typed};

/// Sets the draft `given` aside.
///
/// # Errors
/// `not-in-state` unless it is a draft, `field-missing`, a day out of order, `who-acts`, what the
/// store says.
pub fn run(desk: &mut Desk, given: &str, why: &str, acting: &Acting) -> Result<Answer, Problem> {
    let actor = acting.resolve(desk.records(), desk.host.as_ref())?;
    let why = typed::open_line("搁置原因", required(Some(why), "搁置原因")?)?;
    let before = item(desk, given)?;
    after_last_act(desk, &before, &actor)?;
    let after = before.clone().set_aside(Setting {
        why: why.clone(),
        by: actor.person.id,
        moment: actor.moment,
    })?;
    desk.store
        .change::<_, Problem>(operation!("set-aside"), |change| {
            change.save(&before, &after, &actor.moment)?;
            let entry = actor
                .about(ItemAct::SetAside, after.id())
                .open_fact("why", &why);
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Answer::of(&after))
}

/// Takes up again what was set aside: a draft, as it was.
///
/// # Errors
/// `not-in-state` unless it was set aside, `already-being-corrected` where another correction of the
/// same item was begun since, a day out of order, `who-acts`, what the store says.
pub fn take_up(desk: &mut Desk, given: &str, acting: &Acting) -> Result<Answer, Problem> {
    let actor = acting.resolve(desk.records(), desk.host.as_ref())?;
    let before = item(desk, given)?;
    let after = before.clone().take_up(actor.moment)?;
    if let Some(old) = after.content().corrects {
        may_be_corrected(desk, &desk.records().disclosure(old)?)?;
    }
    change_item(desk, &before, &after, &actor, ItemAct::TakeUp)
}

/// Whether an item was set aside.
pub(super) const fn is_aside(item: &Disclosure) -> bool {
    match item {
        Disclosure::SetAside(_) => true,
        Disclosure::Draft(_)
        | Disclosure::InReview(_)
        | Disclosure::Approved(_)
        | Disclosure::Released(_)
        | Disclosure::Corrected(_)
        | Disclosure::Withdrawn(_)
        | Disclosure::Exempt(_) => false,
    }
}
