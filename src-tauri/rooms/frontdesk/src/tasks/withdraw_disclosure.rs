//! Withdraw a released item at once (先撤后报): any clerk may; the county is told by letter.

use gongkai_letters::{Letter, Sender};
use gongkai_registry::{audit, operation};
use gongkai_rulebook::disclosure::{Disclosure, State, Withdrawal, Withdrawn};
use gongkai_rulebook::ids::{DisclosureId, LetterId};
use gongkai_rulebook::register::reports_to_county;
use serde::Serialize;

use super::draft_disclosure::{item, required};
use super::post_disclosure::{Line, lines};
use super::release_disclosure::outbox;
use crate::acts::ItemAct;
use crate::{Acting, Desk, Problem, typed};

/// The withdrawn item.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "WithdrawDisclosureAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The item.
    pub disclosure: DisclosureId,
    /// Its state.
    pub state: State,
    /// What still hangs and must come down.
    pub still_posted: Vec<Line>,
}

/// Withdraws the item `given`.
///
/// # Errors
/// `not-in-state` unless it is released, `field-missing`, `who-acts`, what the store says.
pub fn run(desk: &mut Desk, given: &str, why: &str, acting: &Acting) -> Result<Answer, Problem> {
    let actor = acting.resolve(desk.records(), desk.host.as_ref())?;
    let why = typed::open_line("撤回原因", required(Some(why), "撤回原因")?)?;
    let before = item(desk, given)?;
    let withdrawal = Withdrawal {
        why: why.clone(),
        by: actor.person.id,
        moment: actor.moment,
    };
    let withdrawn = match before.clone() {
        Disclosure::Released(released) => released.withdraw(withdrawal)?,
        other => return Err(other.refuse("撤回").into()),
    };
    let letter = letter(desk, &withdrawn)?;
    let after = Disclosure::Withdrawn(withdrawn);
    desk.store
        .change::<_, Problem>(operation!("withdraw"), |change| {
            change.save(&before, &after, &actor.moment)?;
            if let Some(letter) = &letter {
                change.put_letter(letter)?;
            }
            let entry = actor
                .about(ItemAct::Withdraw, after.id())
                .open_fact("why", &why);
            audit::append(change, &entry)?;
            Ok(())
        })?;
    let still_posted = still_posted(&after);
    Ok(Answer {
        disclosure: after.id(),
        state: after.state(),
        still_posted,
    })
}

/// The letter that tells the county, where the class is reported.
pub(super) fn letter(
    desk: &Desk,
    item: &Withdrawn,
) -> Result<Option<gongkai_registry::records::OutboxLetter>, Problem> {
    if !reports_to_county(item.released.content().class) {
        return Ok(None);
    }
    let settings = desk.settings()?;
    let id = LetterId::new(&desk.seed()?);
    let sender = Sender {
        id,
        office: desk.store.card().office,
        name: &settings.name,
    };
    outbox(desk, &Letter::of_withdrawal(item, &sender)?).map(Some)
}

/// Where the item still hangs.
pub(super) fn still_posted(item: &Disclosure) -> Vec<Line> {
    lines(item)
        .into_iter()
        .filter(|line| line.taken_down_on.is_none())
        .collect()
}
