//! Let a warning of the gate stand, by a reason in one's own name. It is that very line that is accepted:
//! one that says something else, or is about another text, wants a reason of its own.

use gongkai_registry::records::AcceptedWarning;
use gongkai_registry::{audit, operation};
use gongkai_rulebook::gate::{Accepted, Check, CheckKind};
use serde::{Deserialize, Serialize};

use super::draft_disclosure::item;
use super::look_before_release;
use crate::acts::ItemAct;
use crate::{Acting, Desk, Problem, typed};

/// A line of the gate, as it was shown.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "WarningLine"))]
pub struct Line {
    /// What was checked.
    pub check: CheckKind,
    /// Where it stands.
    #[serde(rename = "where")]
    pub place: String,
    /// What it says.
    pub text: String,
}

/// A warning to let stand.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "AcceptWarningRequest")
)]
pub struct Request {
    /// The release as it is planned: other channels warn of other things.
    pub plan: look_before_release::Request,
    /// The line.
    pub line: Line,
    /// Why.
    pub why: String,
    /// Who and when.
    pub acting: Acting,
}

/// Keeps the reason.
///
/// # Errors
/// `no-such-warning` where the gate does not say so (any more), `private-data` in the reason, what a
/// look at the gate says, `who-acts`, what the store says.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Accepted, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let why = typed::open_line("原因", &request.why)?;
    if why.is_empty() {
        let text = "没有写为什么照样发布";
        return Err(Problem::usage("no-reason", text, "写一句原因").in_field("原因"));
    }
    let gate = look_before_release::run(desk, &request.plan)?.gate;
    let is_it = |check: &&Check| {
        (check.check, &check.place, &check.text)
            == (request.line.check, &request.line.place, &request.line.text)
    };
    if !gate.unaccepted().any(|check| is_it(&check)) {
        let text = "“能不能发”现在没有这条提醒，或者已经有人说明过";
        return Err(Problem::refused(
            "no-such-warning",
            text,
            "重新检查一遍再写",
        ));
    }
    let item = item(desk, &request.plan.disclosure)?;
    let line = &request.line;
    let accepted = AcceptedWarning::about(
        item.content(),
        (line.check, &line.place, &line.text),
        (&why, actor.person.id, actor.moment),
    )?;
    desk.store
        .change::<_, Problem>(operation!("accept-warning"), |change| {
            change.put_accepted_warning(item.id(), &accepted)?;
            let entry = actor
                .about(ItemAct::AcceptWarning, item.id())
                .open_fact("warning", line.check.label())
                .open_fact("why", &why);
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Accepted {
        who: actor.person.name,
        on: actor.moment.occurred_on,
        why,
    })
}
