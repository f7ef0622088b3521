//! Keep the review chain: of the office, or of one catalogue entry.

use gongkai_registry::{audit, operation};
use gongkai_rulebook::catalogue::{Entry, EntryCode};
use gongkai_rulebook::chain::{Chain, Step};
use gongkai_rulebook::vocabulary::Duty;
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

/// Every chain that is set.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepChainTable", optional_fields = nullable))]
pub struct Table {
    /// The office's own.
    pub office: Vec<Step>,
    /// Entries with a chain apart.
    pub entries: Vec<EntryChain>,
    /// Entries that follow the office's chain.
    pub following: Vec<EntryName>,
    /// Every step there is, in its order; those marked cannot be left out.
    pub steps: Vec<KnownStep>,
}

/// An entry with a chain apart.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepChainEntryChain", optional_fields = nullable))]
pub struct EntryChain {
    /// The entry.
    pub entry: EntryCode,
    /// Its name.
    pub name: String,
    /// Its steps.
    pub steps: Vec<Step>,
}

/// An entry by its name.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "KeepChainEntryName")
)]
pub struct EntryName {
    /// The entry.
    pub entry: EntryCode,
    /// Its name.
    pub name: String,
}

/// A step that a chain may have.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepChainKnownStep", optional_fields = nullable))]
pub struct KnownStep {
    /// The step.
    pub step: Step,
    /// The duty it takes.
    pub duty: Duty,
    /// Hard rule: no chain without it.
    pub always: bool,
}

/// The chains as a table, for the settings.
///
/// # Errors
/// What the store says.
pub fn table(desk: &Desk) -> Result<Table, Problem> {
    let catalogue = desk.catalogue()?;
    let mut office = Chain::three_people().into();
    let mut entries = Vec::new();
    for (entry, chain) in desk.records().chains()? {
        match entry {
            None => office = chain.into(),
            Some(code) => entries.push(EntryChain {
                name: catalogue
                    .entry(code.as_str())
                    .map_or_else(String::new, |entry| entry.name.clone()),
                entry: code,
                steps: chain.into(),
            }),
        }
    }
    let known = |step: &Step| KnownStep {
        step: *step,
        duty: step.duty(),
        always: matches!(step, Step::Draft | Step::Review | Step::Approve),
    };
    let follows =
        |entry: &&Entry| !entry.group && !entries.iter().any(|apart| apart.entry == entry.code);
    let named = |entry: &Entry| EntryName {
        entry: entry.code.clone(),
        name: entry.name.clone(),
    };
    Ok(Table {
        following: catalogue
            .entries()
            .iter()
            .filter(follows)
            .map(named)
            .collect(),
        office,
        entries,
        steps: Step::ALL.iter().map(known).collect(),
    })
}

/// An entry to follow the office's chain again.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepChainFollowing", optional_fields = nullable))]
pub struct Following {
    /// The entry.
    pub entry: String,
    /// Who and when.
    pub acting: Acting,
}

/// Lets an entry follow the office's chain again; items under way keep theirs.
///
/// # Errors
/// `who-acts`, `lacks-duty`, an unknown entry, what the store says.
pub fn follow(desk: &mut Desk, request: Following) -> Result<Table, Problem> {
    let (actor, moment) = administrator(desk, &request.acting)?;
    let code: EntryCode = request.entry.parse()?;
    desk.store
        .change::<_, Problem>(operation!("follow-chain"), |change| {
            change.drop_chain(&code)?;
            let entry = audit::Entry::new(
                "follow-chain",
                ("chain", &code),
                &actor,
                moment.occurred_on,
                moment.entered.unix_ms,
            );
            audit::append(change, &entry)?;
            Ok(())
        })?;
    table(desk)
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
