//! One item as a person looks at it: the whole of it, its history in sentences, and what can be
//! done next.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDate};
use gongkai_registry::audit::{Entry, Fact, Link};
use gongkai_rulebook::disclosure::{Disclosure, Setting, State, Withdrawal};
use gongkai_rulebook::ids::{DisclosureId, FileId, StaffId};
use gongkai_rulebook::moment::Moment;
use gongkai_rulebook::register::RegisterNo;
use gongkai_rulebook::vocabulary::DisclosureClass;
use serde::Serialize;

use super::draft_disclosure::item;
use super::keep_register;
use super::look_at_stations::{self, Came};
use super::show_disclosure::{self, Whole};
use crate::typed::masked;
use crate::{Desk, Problem};
use crate::{acts, county};

/// An item with everything about it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtItemAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The item.
    pub whole: Whole,
    /// Name of its catalogue entry.
    pub entry_name: String,
    /// Files that are attached, and which of them are pictures or PDFs.
    pub attached: Vec<Attached>,
    /// Why it was withdrawn.
    pub withdrawn: Option<Ended>,
    /// Why it was set aside.
    pub set_aside: Option<Ended>,
    /// Why its line in the book is void.
    pub void: Option<String>,
    /// The item that it corrects.
    pub corrects: Option<Other>,
    /// The item that corrects it, released or under way.
    pub corrected_by: Option<Other>,
    /// Why a correction was begun, said when it was.
    pub correcting_why: Option<String>,
    /// The drafts of a station that it came with, newest first (谁提供、谁审核、谁负责).
    pub came: Vec<Came>,
    /// 索引号 and address that the county gave.
    pub public_place: Option<PublicPlace>,
    /// What the county refused in it or returned, and nothing has answered yet.
    pub refused: Vec<Refused>,
    /// What happened, oldest first.
    pub history: Vec<Event>,
    /// What can be done next, most usual first.
    pub next: Vec<Next>,
}

/// A file that is attached.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtItemAttached", optional_fields = nullable))]
pub struct Attached {
    /// The file.
    pub file: FileId,
    /// What it is, as it was taken in.
    pub media_kind: String,
    /// Length in bytes.
    pub bytes: u64,
}

/// A withdrawal, or a setting aside.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtItemEnded", optional_fields = nullable))]
pub struct Ended {
    /// Why.
    pub why: String,
    /// Who.
    pub by: String,
    /// When.
    pub on: NaiveDate,
}

/// Another item.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtItemOther", optional_fields = nullable))]
pub struct Other {
    /// The item.
    pub disclosure: DisclosureId,
    /// Its number, once released.
    pub register_no: Option<RegisterNo>,
    /// Its state.
    pub state: State,
}

/// Where the public finds an item.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtItemPublicPlace", optional_fields = nullable))]
pub struct PublicPlace {
    /// 索引号.
    pub index_no: Option<String>,
    /// Address of its page.
    pub address: Option<String>,
}

/// What the county refused or returned.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtItemRefused", optional_fields = nullable))]
pub struct Refused {
    /// What it says.
    pub told: String,
    /// The field at fault.
    pub field: Option<String>,
}

/// Something that happened.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtItemEvent", optional_fields = nullable))]
pub struct Event {
    /// What, in words.
    pub text: String,
    /// What is said besides: where, to whom, why.
    pub detail: String,
    /// Who entered it.
    pub who: String,
    /// Who signed, where that is somebody else.
    pub signer: Option<String>,
    /// The day it happened.
    pub on: NaiveDate,
    /// 补录: the later day on which it was entered.
    pub entered_on: Option<NaiveDate>,
}

/// What can be done next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtItemNext"))]
pub enum Next {
    /// Change text, list, attachments.
    Edit,
    /// Sign the next step, or enter the paper sheet.
    Sign,
    /// Set aside with a reason.
    SetAside,
    /// Take up again.
    TakeUp,
    /// Send back with a reason.
    Return,
    /// Release.
    Release,
    /// Register as 不予公开.
    Exempt,
    /// Look again at what is not disclosed.
    Reassess,
    /// Record a posting.
    Post,
    /// Record a taking down.
    TakeDown,
    /// Hand a copy over.
    HandOver,
    /// Say where the township's copy lies.
    KeepCopy,
    /// Open a correction.
    Correct,
    /// Withdraw at once.
    Withdraw,
    /// Strike its line in the book.
    Void,
    /// Begin a like one.
    CopyAsNew,
    /// Begin its explanation.
    Explain,
    /// Print the approval sheet.
    PrintApproval,
    /// Print the copies.
    PrintCopies,
}

/// Looks at the item `given`.
///
/// # Errors
/// `not-found`, `ambiguous`, what the store says.
pub fn run(desk: &Desk, given: &str) -> Result<Answer, Problem> {
    let item = item(desk, given)?;
    let whole = show_disclosure::show(desk, given)?;
    let catalogue = desk.catalogue_edition(&whole.edition)?;
    let entry = catalogue.entry(item.content().entry.as_str());
    let links = desk.store.history("disclosure", item.id())?;
    let corrected_by = corrected_by(desk, &item)?;
    let line = keep_register::line_of(desk, &item)?;
    let mut next = next(&item, corrected_by.is_some());
    // A closed book is sealed.
    if matches!(&line, Some((line, false)) if line.void.is_none()) {
        next.push(Next::Void);
    }
    Ok(Answer {
        entry_name: entry.map_or_else(String::new, |entry| entry.name.clone()),
        attached: attached(desk, &item)?,
        withdrawn: withdrawn(desk, &item)?,
        set_aside: set_aside(desk, &item)?,
        corrects: other(desk, item.content().corrects)?,
        correcting_why: links.iter().rev().find_map(why_corrected),
        void: line
            .and_then(|(line, _)| line.void)
            .map(|(why, _)| masked(&why)),
        next,
        corrected_by,
        came: look_at_stations::of_item(desk, given)?,
        public_place: desk
            .records()
            .public_place(item.id())?
            .map(|place| PublicPlace {
                index_no: place.index_no,
                address: place.address,
            }),
        refused: refused(desk, item.id())?,
        history: links.iter().map(event).collect(),
        whole,
    })
}

/// The county's open noes about an item.
fn refused(desk: &Desk, item: DisclosureId) -> Result<Vec<Refused>, Problem> {
    let mut refused = Vec::new();
    for letter in desk.records().open_county_letters()? {
        let about = county::about(desk, letter.disclosure, letter.answers)?;
        if letter.refused && about == Some(item) {
            refused.push(Refused {
                told: masked(&letter.told),
                field: letter.field,
            });
        }
    }
    Ok(refused)
}

fn attached(desk: &Desk, item: &Disclosure) -> Result<Vec<Attached>, Problem> {
    let mut attached = Vec::new();
    for id in &item.content().attachments {
        if let Some(file) = desk.store.file(*id)? {
            attached.push(Attached {
                file: *id,
                media_kind: file.media_kind,
                bytes: file.content.bytes,
            });
        }
    }
    Ok(attached)
}

fn withdrawn(desk: &Desk, item: &Disclosure) -> Result<Option<Ended>, Problem> {
    let Disclosure::Withdrawn(item) = item else {
        return Ok(None);
    };
    let Withdrawal { why, by, moment } = &item.withdrawal;
    ended(desk, why, *by, moment).map(Some)
}

fn set_aside(desk: &Desk, item: &Disclosure) -> Result<Option<Ended>, Problem> {
    let Disclosure::SetAside(item) = item else {
        return Ok(None);
    };
    let Setting { why, by, moment } = &item.setting;
    ended(desk, why, *by, moment).map(Some)
}

fn ended(desk: &Desk, why: &str, by: StaffId, moment: &Moment) -> Result<Ended, Problem> {
    Ok(Ended {
        why: masked(why),
        by: desk.records().person(by)?.name,
        on: moment.occurred_on,
    })
}

fn corrected_by(desk: &Desk, item: &Disclosure) -> Result<Option<Other>, Problem> {
    let by = match item {
        Disclosure::Corrected(corrected) => Some(corrected.by),
        Disclosure::Released(_) | Disclosure::Withdrawn(_) => {
            desk.records().open_correction(item.id())?
        }
        Disclosure::Draft(_)
        | Disclosure::SetAside(_)
        | Disclosure::InReview(_)
        | Disclosure::Approved(_)
        | Disclosure::Exempt(_) => None,
    };
    other(desk, by)
}

fn other(desk: &Desk, id: Option<DisclosureId>) -> Result<Option<Other>, Problem> {
    let Some(id) = id else { return Ok(None) };
    let item = desk.records().disclosure(id)?;
    Ok(Some(Other {
        disclosure: id,
        register_no: item
            .released()
            .map(|released| released.release().register_no),
        state: item.state(),
    }))
}

fn why_corrected(link: &Link) -> Option<String> {
    (link.entry.act == "being-corrected")
        .then(|| fact(&link.entry, "why"))
        .flatten()
        .map(masked)
}

/// What is open in an entry under this name.
fn fact<'a>(entry: &'a Entry, name: &str) -> Option<&'a str> {
    entry.facts.iter().find_map(|(known, fact)| match fact {
        Fact::Open(text) if known == name => Some(text.as_str()),
        Fact::Open(_) | Fact::Private(_) => None,
    })
}

fn event(link: &Link) -> Event {
    let entry = &link.entry;
    let entered_on = office_day(entry.entered_at);
    Event {
        text: acts::told(&entry.act, |name| fact(entry, name)),
        detail: masked(&acts::detail(&entry.act, |name| fact(entry, name))),
        who: entry.actor.clone(),
        signer: entry.signer.clone().filter(|signer| *signer != entry.actor),
        on: entry.occurred_on,
        entered_on: entered_on.filter(|entered| *entered > entry.occurred_on),
    }
}

/// The day of an instant at the office: the whole country keeps the time of Beijing.
pub(crate) fn office_day(unix_ms: i64) -> Option<NaiveDate> {
    let beijing = FixedOffset::east_opt(8 * 3600)?;
    let instant = DateTime::from_timestamp_millis(unix_ms)?;
    Some(instant.with_timezone(&beijing).date_naive())
}

fn next(item: &Disclosure, being_corrected: bool) -> Vec<Next> {
    use Next::{
        CopyAsNew, Correct, Edit, Exempt, Explain, HandOver, KeepCopy, Post, PrintApproval,
        PrintCopies, Reassess, Release, Return, SetAside, Sign, TakeDown, TakeUp, Withdraw,
    };
    let hangs = item
        .released()
        .into_iter()
        .flat_map(|released| released.postings())
        .any(|posting| posting.taken_down.is_none());
    let made: Vec<Next> = match item {
        Disclosure::Draft(_) => vec![Sign, Edit, SetAside, PrintApproval, PrintCopies],
        Disclosure::SetAside(_) => vec![TakeUp, CopyAsNew],
        Disclosure::InReview(_) => vec![Sign, Return, Edit, PrintApproval, PrintCopies],
        Disclosure::Approved(approved) => match approved.content().class {
            DisclosureClass::Proactive | DisclosureClass::Internal => {
                vec![Release, Return, PrintApproval, PrintCopies]
            }
            DisclosureClass::Exempt => vec![Exempt, Return, PrintApproval],
            DisclosureClass::OnRequest => vec![Return, PrintApproval],
        },
        Disclosure::Released(_) => {
            let mut next = vec![
                Post,
                TakeDown,
                HandOver,
                KeepCopy,
                PrintCopies,
                PrintApproval,
            ];
            if !being_corrected {
                next.push(Correct);
            }
            next.extend([Withdraw, CopyAsNew]);
            if item.content().class == DisclosureClass::Proactive {
                next.push(Explain);
            }
            next
        }
        Disclosure::Corrected(_) | Disclosure::Withdrawn(_) => {
            vec![TakeDown, KeepCopy, PrintCopies, PrintApproval, CopyAsNew]
        }
        Disclosure::Exempt(_) => vec![Reassess, CopyAsNew, PrintApproval],
    };
    let gone: BTreeSet<Next> = if hangs {
        BTreeSet::new()
    } else {
        BTreeSet::from([TakeDown])
    };
    made.into_iter()
        .filter(|next| !gone.contains(next))
        .collect()
}
