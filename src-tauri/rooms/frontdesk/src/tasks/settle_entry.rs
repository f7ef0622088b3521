//! Settle the time of an entry that the plan leaves open (未定，请确认): how it is disclosed and, if
//! periodically, how often. What the plan says itself nobody changes.

use gongkai_registry::records::EntryTiming;
use gongkai_registry::{audit, operation};
use gongkai_rulebook::Refusal;
use gongkai_rulebook::catalogue::{Catalogue, EntryCode};
use gongkai_rulebook::rhythm::Rhythm;
use gongkai_rulebook::vocabulary::{Duty, TimeClass};
use serde::{Deserialize, Serialize};

use crate::{Acting, Desk, Problem};

/// The time of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "SettleEntryRequest", optional_fields = nullable))]
pub struct Request {
    /// The entry.
    pub entry: EntryCode,
    /// 时限类别.
    pub time_class: TimeClass,
    /// How often, for 定期公开.
    pub period: Option<Rhythm>,
    /// Who and when.
    pub acting: Acting,
}

/// What was settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "SettleEntryAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The entry.
    pub entry: EntryCode,
    /// 时限类别.
    pub time_class: TimeClass,
    /// How often.
    pub period: Option<Rhythm>,
}

/// Settles the time of an entry of the catalogue in force; a second time replaces the first.
///
/// # Errors
/// `who-acts`, `lacks-duty` for whoever does not administer the office, `catalogue` where the plan
/// says it or the period does not fit, what the store says.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    if !actor.person.duties.contains(&Duty::Administer) {
        let (name, duty) = (actor.person.name, Duty::Administer);
        return Err(Refusal::LacksDuty { name, duty }.into());
    }
    let mut plan = as_the_plan_says(desk)?;
    let code = request.entry.as_str();
    plan.settle_timing(code, request.time_class, request.period)?;
    let timing = EntryTiming {
        entry: request.entry.clone(),
        time_class: request.time_class,
        period: request.period,
    };
    desk.store
        .change::<_, Problem>(operation!("settle-entry"), |change| {
            change.put_entry_timing(&timing, actor.person.id, &actor.moment)?;
            let entry = actor
                .entry("settle-entry", "catalogue", code)
                .open_fact("time_class", timing.time_class.code())
                .open_fact("period", timing.period.map_or("", Rhythm::code));
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Answer {
        entry: timing.entry,
        time_class: timing.time_class,
        period: timing.period,
    })
}

/// The catalogue in force without what the office settled before.
pub(super) fn as_the_plan_says(desk: &Desk) -> Result<Catalogue, Problem> {
    let edition = desk.records().catalogue()?;
    match edition {
        Some(record) => Ok(Catalogue::from_json(&record.text)?),
        None => desk.catalogue(),
    }
}
