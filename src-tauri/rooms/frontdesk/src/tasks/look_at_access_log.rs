//! Look at who saw or took out private values (查看记录). The entries hold none themselves; they are
//! read by whoever holds 管理.

use chrono::NaiveDate;
use gongkai_registry::audit::{Entry, Fact, Link};
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::privacy::access::AccessWay;
use serde::{Deserialize, Serialize};

use super::keep_staff::administrator;
use crate::typed::masked;
use crate::{Acting, Desk, Problem};

/// Most lines of one answer.
const MOST: u32 = 200;

/// Which lines, and who asks.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "AccessLogRequest")
)]
pub struct Request {
    /// How many of the newest are left out.
    pub from: u32,
    /// How many at most.
    pub count: u32,
    /// Who asks.
    pub acting: Acting,
}

/// The log.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "AccessLog"))]
pub struct Answer {
    /// How many lines there are in all.
    pub total: u32,
    /// The lines, newest first.
    pub lines: Vec<Line>,
}

/// One look at private values.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "AccessLogLine", optional_fields = nullable))]
pub struct Line {
    /// The day.
    pub on: NaiveDate,
    /// The instant it was entered, milliseconds since 1970 (UTC).
    pub entered_at: i64,
    /// Who, at this PC.
    pub who: String,
    /// How; none where only a newer program knows.
    pub way: Option<AccessWay>,
    /// Which list, file or item.
    pub what: String,
    /// How many rows of people.
    pub rows: u64,
    /// The item, where it was one.
    pub disclosure: Option<DisclosureId>,
}

/// The lines asked for.
///
/// # Errors
/// `who-acts`, a refusal without the duty 管理, what the store says.
pub fn run(desk: &Desk, request: &Request) -> Result<Answer, Problem> {
    administrator(desk, &request.acting)?;
    let count = request.count.min(MOST);
    let (links, total) = desk.store.accesses(request.from, count)?;
    Ok(Answer {
        total,
        lines: links.iter().map(|link| line(desk, link)).collect(),
    })
}

fn line(desk: &Desk, link: &Link) -> Line {
    let entry = &link.entry;
    let about_item = entry.subject_kind == "disclosure";
    let disclosure: Option<DisclosureId> =
        about_item.then(|| entry.subject_id.parse().ok()).flatten();
    let title = || {
        let item = desk.records().disclosure(disclosure?).ok()?;
        Some(masked(&item.content().title))
    };
    Line {
        on: entry.occurred_on,
        entered_at: entry.entered_at,
        who: entry.actor.clone(),
        way: entry.act.parse().ok(),
        what: fact(entry, "what").map_or_else(|| title().unwrap_or_default(), str::to_owned),
        rows: fact(entry, "rows")
            .and_then(|rows| rows.parse().ok())
            .unwrap_or_default(),
        disclosure,
    }
}

fn fact<'a>(entry: &'a Entry, wanted: &str) -> Option<&'a str> {
    entry.facts.iter().find_map(|(name, fact)| match fact {
        Fact::Open(text) if name == wanted => Some(text.as_str()),
        Fact::Open(_) | Fact::Private(_) => None,
    })
}
