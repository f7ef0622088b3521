//! Keep the review chain: of the office, or of one catalogue entry.

use gongkai_registry::{audit, operation};
use gongkai_rulebook::catalogue::EntryCode;
use gongkai_rulebook::chain::{Chain, Step};
use serde::{Deserialize, Serialize};

use super::keep_staff::administrator;
use crate::{Acting, Desk, Problem};

/// A chain to set.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepChainRequest", optional_fields = nullable))]
pub struct Request {
    /// `经办,审核,主要领导`.
    pub steps: String,
    /// For this entry only.
    pub entry: Option<String>,
    /// Who and when.
    pub acting: Acting,
}

/// The chain in force.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepChainAnswer", optional_fields = nullable))]
pub struct Answer {
    /// Its steps in order.
    pub steps: Vec<Step>,
    /// The entry that was asked for.
    pub entry: Option<EntryCode>,
}

/// The chain in force for `entry`, or the office's own.
///
/// # Errors
/// An unknown entry, what the store says.
pub fn show(desk: &Desk, entry: Option<&str>) -> Result<Answer, Problem> {
    let entry = known_entry(desk, entry)?;
    let chain = desk
        .records()
        .chain(entry.as_ref())?
        .unwrap_or_else(Chain::three_people);
    Ok(Answer {
        steps: chain.into(),
        entry,
    })
}

/// Sets the chain; items under way keep theirs.
///
/// # Errors
/// `chain`: 经办, 审核 (secrecy review) and the head's approval cannot be left out; `who-acts`,
/// `lacks-duty`, an unknown entry, what the store says.
pub fn set(desk: &mut Desk, request: Request) -> Result<Answer, Problem> {
    let (actor, moment) = administrator(desk, &request.acting)?;
    let chain: Chain =
        request
            .steps
            .parse()
            .map_err(|error: gongkai_rulebook::chain::ChainError| {
                let next = "流程从“经办”开始，以“主要领导”结束，中间必须有“审核”（保密审查）";
                Problem::refused("chain", error.to_string(), next).in_field("审批流程")
            })?;
    let entry = known_entry(desk, request.entry.as_deref())?;
    desk.store
        .change::<_, Problem>(operation!("keep-chain"), |change| {
            change.put_chain(entry.as_ref(), &chain)?;
            let steps: Vec<_> = chain.steps().iter().map(|step| step.code()).collect();
            let subject = ("chain", entry.as_ref().map_or("", EntryCode::as_str));
            let entered_at = moment.entered.unix_ms;
            let entry = audit::Entry::new(
                "keep-chain",
                subject,
                &actor,
                moment.occurred_on,
                entered_at,
            )
            .open_fact("steps", steps.join(","));
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Answer {
        steps: chain.into(),
        entry,
    })
}

fn known_entry(desk: &Desk, entry: Option<&str>) -> Result<Option<EntryCode>, Problem> {
    let Some(code) = entry else { return Ok(None) };
    Ok(Some(desk.catalogue()?.fileable(code)?.code.clone()))
}
