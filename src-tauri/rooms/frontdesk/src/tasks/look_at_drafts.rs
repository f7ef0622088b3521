//! Look at what is being written: drafts and items that came back, one's own first, and texts that
//! were not saved, and what was set aside. Also what a draft still wants, and whether a title has been entered before.

use chrono::NaiveDate;
use gongkai_rulebook::catalogue::EntryCode;
use gongkai_rulebook::disclosure::State;
use gongkai_rulebook::gate::{Check, CheckKind, Level};
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::period::same_matter;
use serde::Serialize;

use super::keep_working_text::{Offer, offers};
use super::pass_gate;
use crate::typed::masked;
use crate::{Acting, Desk, Problem};

/// How many items of an entry a new title is compared with.
const COMPARED: u32 = 60;

/// What is being written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtDraftsAnswer", optional_fields = nullable))]
pub struct Answer {
    /// Drafts, one's own first, then the newest.
    pub drafts: Vec<Line>,
    /// Texts that were not saved, those put aside last.
    pub working: Vec<Offer>,
    /// Drafts that were set aside, the newest first.
    pub set_aside: Vec<Aside>,
}

/// A draft that was set aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtDraftsAside", optional_fields = nullable))]
pub struct Aside {
    /// Its id.
    pub disclosure: DisclosureId,
    /// Name of the entry.
    pub entry_name: String,
    /// Its title.
    pub title: String,
    /// Why.
    pub why: String,
    /// Who set it aside.
    pub by: String,
    /// When.
    pub on: NaiveDate,
}

/// One draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtDraftsLine", optional_fields = nullable))]
pub struct Line {
    /// Its id.
    pub disclosure: DisclosureId,
    /// Draft or returned.
    pub state: State,
    /// Its entry.
    pub entry: EntryCode,
    /// Name of the entry.
    pub entry_name: String,
    /// Its title.
    pub title: String,
    /// Who opened it.
    pub opened_by: String,
    /// Whether that is whoever looks.
    pub mine: bool,
    /// When it was last changed, milliseconds since 1970.
    pub changed_at: i64,
}

/// What a draft still wants before it can be released, signatures apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtDraftsMissing", optional_fields = nullable))]
pub struct Missing {
    /// The checks that are not in order.
    pub checks: Vec<Check>,
}

/// An item that says the same as a title somebody types.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtDraftsAlike", optional_fields = nullable))]
pub struct Alike {
    /// The item.
    pub disclosure: DisclosureId,
    /// Its title.
    pub title: String,
    /// Its state.
    pub state: State,
    /// 形成日期.
    pub formed_on: Option<NaiveDate>,
}

/// What is being written in the office.
///
/// # Errors
/// `who-acts`, what the store says.
pub fn run(desk: &Desk, acting: &Acting) -> Result<Answer, Problem> {
    let actor = acting.resolve(desk.records(), desk.host.as_ref())?;
    let catalogue = desk.catalogue()?;
    let name_of = |code: &EntryCode| {
        let entry = catalogue.entry(code.as_str());
        entry.map_or_else(String::new, |entry| entry.name.clone())
    };
    let drafts = desk.records().drafts()?;
    let mut drafts: Vec<Line> = drafts
        .into_iter()
        .map(|draft| Line {
            disclosure: draft.id,
            state: draft.state,
            entry_name: name_of(&draft.entry),
            entry: draft.entry,
            title: masked(&draft.title),
            mine: draft.opened_by == actor.person.name,
            opened_by: draft.opened_by,
            changed_at: draft.changed_at,
        })
        .collect();
    drafts.sort_by_key(|line| !line.mine);
    let aside = desk.records().set_aside()?.into_iter().map(|line| Aside {
        disclosure: line.id,
        entry_name: name_of(&line.entry),
        title: masked(&line.title),
        why: masked(&line.why),
        by: line.by,
        on: line.on,
    });
    Ok(Answer {
        drafts,
        set_aside: aside.collect(),
        working: offers(desk, acting)?,
    })
}

/// What the saved draft `given` still wants: the checks of 能不能发 that its writer can mend.
///
/// # Errors
/// `not-found`, what the store says.
pub fn missing(desk: &Desk, given: &str) -> Result<Missing, Problem> {
    let gate = pass_gate::run(desk, given)?;
    let checks = gate.checks.into_iter();
    Ok(Missing {
        checks: checks
            .filter(|check| check.level != Level::Ok && writers(check.check))
            .collect(),
    })
}

/// Whether the writer can mend what this check finds; signatures come later.
const fn writers(check: CheckKind) -> bool {
    match check {
        CheckKind::Class
        | CheckKind::PrivateData
        | CheckKind::Attachments
        | CheckKind::Pictures
        | CheckKind::Print
        | CheckKind::Content
        | CheckKind::List
        | CheckKind::ListOnline
        | CheckKind::Exemption
        | CheckKind::Words
        | CheckKind::Elements
        | CheckKind::Provider
        | CheckKind::Phone
        | CheckKind::TimeClass
        | CheckKind::Deadline => true,
        CheckKind::Signatures
        | CheckKind::Secrecy
        | CheckKind::Scans
        | CheckKind::Owed
        | CheckKind::Allowance
        | CheckKind::Channels
        | CheckKind::Copies => false,
    }
}

/// Items of the same entry whose titles speak of the same matter and period; a hint, no refusal.
///
/// # Errors
/// What the store says.
pub fn alike(
    desk: &Desk,
    entry: &str,
    title: &str,
    except: Option<DisclosureId>,
) -> Result<Vec<Alike>, Problem> {
    let Ok(code) = entry.parse::<EntryCode>() else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for id in desk.records().newest_of_entry(&code, COMPARED)? {
        if Some(id) == except {
            continue;
        }
        let item = desk.records().disclosure(id)?;
        let content = item.content();
        if same_matter(&content.title, title) {
            found.push(Alike {
                disclosure: id,
                title: masked(&content.title),
                state: item.state(),
                formed_on: content.formed_on,
            });
        }
    }
    Ok(found)
}
