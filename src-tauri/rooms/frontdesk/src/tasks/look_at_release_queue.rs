//! What waits for release, and what was released and is not yet shown everywhere it was planned.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use gongkai_registry::records::SummaryFilter;
use gongkai_rulebook::disclosure::{Disclosure, State};
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::register::RegisterNo;
use gongkai_rulebook::vocabulary::{Channel, DisclosureClass};
use serde::Serialize;

use super::keep_boards;
use super::look_at_boards::belongs_on;
use super::pass_gate::planned_channels;
use crate::typed::masked;
use crate::{Desk, Problem};

/// The queue.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtReleaseQueueAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The day of the look.
    pub today: NaiveDate,
    /// Approved, most urgent first.
    pub ready: Vec<Ready>,
    /// Released and not yet posted everywhere, oldest first.
    pub unposted: Vec<Unposted>,
}

/// An approved item.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtReleaseQueueReady", optional_fields = nullable))]
pub struct Ready {
    /// The item.
    pub disclosure: DisclosureId,
    /// Its title.
    pub title: String,
    /// Name of its catalogue entry.
    pub entry_name: String,
    /// 公开属性.
    pub class: DisclosureClass,
    /// The day of the last signature.
    pub approved_on: Option<NaiveDate>,
    /// Last day of the entry's clock, where it can be reckoned.
    pub due: Option<NaiveDate>,
    /// That day is past.
    pub overdue: bool,
    /// Channels that the entry asks for.
    pub channels: Vec<Channel>,
    /// The number of the item it corrects.
    pub corrects: Option<RegisterNo>,
}

/// A released item.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtReleaseQueueUnposted", optional_fields = nullable))]
pub struct Unposted {
    /// The item.
    pub disclosure: DisclosureId,
    /// Its title.
    pub title: String,
    /// 登记编号.
    pub register_no: RegisterNo,
    /// When it was released.
    pub released_on: NaiveDate,
    /// Planned channels on which it was never posted.
    pub missing: Vec<Missing>,
}

/// A channel that is missing.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtReleaseQueueMissing", optional_fields = nullable))]
pub struct Missing {
    /// The channel.
    pub channel: Channel,
    /// The board it belongs on, where there is one: what the page offers as the place.
    pub board: Option<String>,
}

/// Looks at the queue.
///
/// # Errors
/// What the store says.
pub fn run(desk: &Desk) -> Result<Answer, Problem> {
    Ok(Answer {
        today: desk.host.now().today,
        ready: ready(desk)?,
        unposted: unposted(desk)?,
    })
}

fn ready(desk: &Desk) -> Result<Vec<Ready>, Problem> {
    let approved = SummaryFilter {
        state: Some(State::Approved),
        year: None,
    };
    let mut lines = Vec::new();
    for summary in desk.records().disclosures(&approved)? {
        // 不予公开 and 依申请公开 end elsewhere; they are never released.
        match summary.class {
            DisclosureClass::Proactive | DisclosureClass::Internal => {
                lines.push(ready_line(desk, &desk.records().disclosure(summary.id)?)?);
            }
            DisclosureClass::OnRequest | DisclosureClass::Exempt => {}
        }
    }
    lines.sort_by_key(|line| (line.due.is_none(), line.due, line.approved_on));
    Ok(lines)
}

fn ready_line(desk: &Desk, item: &Disclosure) -> Result<Ready, Problem> {
    let content = item.content();
    let edition = desk.records().filing(item.id())?.edition;
    let catalogue = desk.catalogue_edition(&edition)?;
    let entry = catalogue.entry(content.entry.as_str());
    let calendar = desk.calendar()?;
    let due = entry.and_then(|entry| {
        let due = content.due(catalogue.clock(entry), &calendar);
        due.ok().flatten()
    });
    let signed = item.signatures().iter();
    let corrects = match content.corrects {
        Some(old) => desk.records().disclosure(old)?.released().map(number),
        None => None,
    };
    Ok(Ready {
        disclosure: item.id(),
        title: masked(&content.title),
        entry_name: entry.map_or_else(String::new, |entry| entry.name.clone()),
        class: content.class,
        approved_on: signed.map(|signature| signature.moment.occurred_on).max(),
        due,
        overdue: due.is_some_and(|due| due < desk.host.now().today),
        channels: planned_channels(desk, item, &[])?,
        corrects,
    })
}

fn number(released: &gongkai_rulebook::disclosure::Released) -> RegisterNo {
    released.release().register_no
}

fn unposted(desk: &Desk) -> Result<Vec<Unposted>, Problem> {
    let boards = keep_boards::list(desk)?.boards;
    let mut lines: Vec<Unposted> = Vec::new();
    let mut place: BTreeMap<DisclosureId, usize> = BTreeMap::new();
    for planned in desk.records().planned_nowhere()? {
        let own = belongs_on(&planned, &boards);
        let board = boards.iter().find(|board| Some(board.board) == own);
        let missing = Missing {
            channel: planned.channel,
            board: board.map(|board| board.name.clone()),
        };
        let at = *place.entry(planned.disclosure).or_insert_with(|| {
            lines.push(Unposted {
                disclosure: planned.disclosure,
                title: masked(&planned.title),
                register_no: planned.register_no,
                released_on: planned.released_on,
                missing: Vec::new(),
            });
            lines.len() - 1
        });
        if let Some(line) = lines.get_mut(at) {
            line.missing.push(missing);
        }
    }
    Ok(lines)
}
