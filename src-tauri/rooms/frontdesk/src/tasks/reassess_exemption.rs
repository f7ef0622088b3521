//! Look again at an exempt item (Order 711 Art. 18: 定期评估审查): it still is not disclosed, or it may
//! be; then a disclosure of its own is drafted, which goes round the whole chain.

use chrono::NaiveDate;
use gongkai_registry::records::Reassessment;
use gongkai_registry::{audit, operation};
use gongkai_rulebook::disclosure::{Disclosure, reassess_by};
use gongkai_rulebook::ids::DisclosureId;
use serde::{Deserialize, Serialize};

use super::draft_disclosure::item;
use crate::acts::ItemAct;
use crate::{Acting, Desk, Problem, typed};

/// What came of the look.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "ReassessExemptionRequest")
)]
pub struct Request {
    /// The item.
    pub disclosure: String,
    /// It still is not disclosed.
    pub still: bool,
    /// Why.
    pub why: String,
    /// Who and when.
    pub acting: Acting,
}

/// The item as it stands then.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ReassessExemptionAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The item.
    pub disclosure: DisclosureId,
    /// The day by which it must be looked at again; nothing where it may be disclosed.
    pub reassess_by: Option<NaiveDate>,
}

/// Keeps the look.
///
/// # Errors
/// `not-in-state` for what is not exempt, `already-assessed` where it may be disclosed already, a
/// day before the last look, `private-data` in the reason, `who-acts`, what the store says.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let why = typed::open_line("评估意见", &request.why)?;
    if why.is_empty() {
        let text = "没有写评估意见";
        return Err(Problem::usage("no-reason", text, "写一句为什么").in_field("评估意见"));
    }
    let item = item(desk, &request.disclosure)?;
    let Disclosure::Exempt(exempt) = &item else {
        return Err(item.refuse("重新评估").into());
    };
    let before = desk.records().reassessments(item.id())?;
    if before.iter().any(|look| !look.still) {
        let text = "已经评估为可以公开";
        let next = "照这件另起一件，公开属性选“主动公开”，走审批";
        return Err(Problem::refused("already-assessed", text, next));
    }
    let registered = exempt.exemption().moment.occurred_on;
    let last = before.last().map(|look| look.moment.occurred_on);
    let moment = actor
        .moment
        .not_before(last.unwrap_or(registered), "上一次评估或登记")?;
    let look = Reassessment {
        still: request.still,
        why,
        by: actor.person.id,
        moment,
    };
    desk.store
        .change::<_, Problem>(operation!("reassess-exemption"), |change| {
            change.put_reassessment(item.id(), &look)?;
            let entry = actor
                .about(ItemAct::Reassess, item.id())
                .open_fact("still", if look.still { "yes" } else { "no" })
                .open_fact("why", &look.why);
            audit::append(change, &entry)?;
            Ok(())
        })?;
    let next = look.still.then(|| reassess_by(moment.occurred_on));
    Ok(Answer {
        disclosure: item.id(),
        reassess_by: next.flatten(),
    })
}
