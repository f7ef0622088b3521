//! Look at the catalogue: its tree with what was released under every entry, the gaps, and what the
//! plan leaves open for the office to settle.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use gongkai_registry::records::{EntryCount, LastItem, Since};
use gongkai_registry::search::letters;
use gongkai_rulebook::catalogue::{Catalogue, Entry, EntryCode};
use gongkai_rulebook::deadline::Clock;
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::rhythm::Rhythm;
use gongkai_rulebook::vocabulary::{DisclosureClass, TimeClass};
use serde::{Deserialize, Serialize};

use super::keep_catalogue;
use super::settle_entry::as_the_plan_says;
use crate::typed::masked;
use crate::{Desk, Problem};

/// Which edition is looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtCatalogueRequest", optional_fields = nullable))]
pub struct Request {
    /// An edition adopted before; the one in force if not said.
    pub edition: Option<String>,
}

/// The catalogue of an edition.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtCatalogueAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The edition shown.
    pub edition: String,
    /// It is the one in force.
    pub in_force: bool,
    /// The paper it was taken from, with its number where it bears one.
    pub document: String,
    /// The plan asks for all six elements.
    pub elements_required: bool,
    /// The editions adopted, the one in force first.
    pub editions: Vec<EditionLine>,
    /// The entries in the plan's order, groups among them.
    pub entries: Vec<EntryLine>,
    /// How many entries have a gap.
    pub gaps: u32,
    /// How many entries have a time class that nobody has settled.
    pub unsettled: u32,
}

/// An edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtCatalogueEditionLine", optional_fields = nullable))]
pub struct EditionLine {
    /// Its name.
    pub edition: String,
    /// The paper it was taken from.
    pub document: String,
    /// The day it was adopted.
    pub adopted_on: NaiveDate,
    /// How many entries it has, groups left out.
    pub entries: u32,
}

/// One entry with what happened under it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtCatalogueEntryLine", optional_fields = nullable))]
pub struct EntryLine {
    /// What the catalogue says.
    pub about: keep_catalogue::Line,
    /// What the office should confirm, in the words of the catalogue.
    pub remark: Option<String>,
    /// The plan's sentence that gives the time class, or that the office settled it.
    pub time_class_basis: Option<String>,
    /// How often, where it is settled.
    pub rhythm: Option<Rhythm>,
    /// The clock in a sentence.
    pub clock_sentence: String,
    /// How long it must hang, in a sentence.
    pub posting_sentence: Option<String>,
    /// By which letters each character of the name can be typed.
    pub letters: Vec<String>,
    /// Editions in which an entry has this number.
    pub editions: Vec<String>,
    /// How much was released in the current span.
    pub count: u32,
    /// The span that `count` is of: 本季度, 今年.
    pub count_span: String,
    /// The item released last.
    pub last: Option<Last>,
    /// What is missing: a periodic entry with nothing in its span.
    pub gap: Option<String>,
    /// The office may settle the time of this entry.
    pub may_settle: bool,
    /// Something can be filed under it in this edition.
    pub fileable: bool,
}

/// The item released last under an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtCatalogueLast", optional_fields = nullable))]
pub struct Last {
    /// Its id.
    pub item: DisclosureId,
    /// Its title.
    pub title: String,
    /// 提供单位.
    pub unit: Option<String>,
    /// When it was released.
    pub released_on: NaiveDate,
}

/// The catalogue of an edition, the one in force if none is named.
///
/// # Errors
/// `not-found` for an edition that was never adopted, what the store says.
pub fn run(desk: &Desk, request: &Request) -> Result<Answer, Problem> {
    let adopted = editions(desk)?;
    let in_force = desk.catalogue()?;
    let catalogue = match request.edition.as_deref() {
        None => in_force.clone(),
        Some(name) if adopted.iter().any(|(line, _)| line.edition == name) => {
            desk.catalogue_edition(name)?
        }
        Some(name) => {
            let text = format!("没有采用过“{name}”这一版目录");
            return Err(Problem::refused("not-found", text, "从列表里另选一版"));
        }
    };
    let today = desk.host.now().today;
    let counts: BTreeMap<EntryCode, EntryCount> = match since(today) {
        Some(since) => {
            let counted = desk.records().counted_since(&since)?;
            counted
                .into_iter()
                .map(|count| (count.entry.clone(), count))
                .collect()
        }
        None => BTreeMap::new(),
    };
    let plan = as_the_plan_says(desk)?;
    let current = catalogue.head().edition == in_force.head().edition;
    let mut entries = Vec::new();
    for about in keep_catalogue::shown(&catalogue).entries {
        let last = desk.records().last_of_entry(&about.code)?;
        let editions = adopted
            .iter()
            .filter(|(_, other)| other.entry(about.code.as_str()).is_some())
            .map(|(line, _)| line.edition.clone())
            .collect();
        let count = counts.get(&about.code);
        let open = plan.entry(about.code.as_str()).is_some_and(open_to_settle);
        entries.push(entry_line(
            &catalogue,
            about,
            Beside {
                last,
                editions,
                count,
                current,
                open,
            },
        ));
    }
    let many = |wanted: fn(&EntryLine) -> bool| {
        u32::try_from(entries.iter().filter(|line| wanted(line)).count()).unwrap_or(u32::MAX)
    };
    Ok(Answer {
        edition: catalogue.head().edition.clone(),
        in_force: current,
        document: document(&catalogue),
        elements_required: catalogue.head().elements_required,
        editions: adopted.into_iter().map(|(line, _)| line).collect(),
        gaps: many(|line| line.gap.is_some()),
        unsettled: many(|line| line.may_settle && line.about.time_class == TimeClass::Unsettled),
        entries,
    })
}

fn editions(desk: &Desk) -> Result<Vec<(EditionLine, Catalogue)>, Problem> {
    let mut editions = Vec::new();
    for adopted in desk.records().editions()? {
        let catalogue = desk.catalogue_edition(&adopted.edition)?;
        let filed = catalogue
            .entries()
            .iter()
            .filter(|entry| !entry.group)
            .count();
        let line = EditionLine {
            edition: adopted.edition,
            document: document(&catalogue),
            adopted_on: adopted.adopted_on,
            entries: u32::try_from(filed).unwrap_or(u32::MAX),
        };
        editions.push((line, catalogue));
    }
    Ok(editions)
}

fn document(catalogue: &Catalogue) -> String {
    let document = &catalogue.head().document;
    match &document.number {
        Some(number) => format!("{}（{number}）", document.title),
        None => document.title.clone(),
    }
}

fn since(today: NaiveDate) -> Option<Since> {
    let first = |rhythm: Rhythm| rhythm.span(today).map(|span| span.first);
    Some(Since {
        month: first(Rhythm::Monthly)?,
        quarter: first(Rhythm::Quarterly)?,
        half: first(Rhythm::HalfYearly)?,
        year: first(Rhythm::Yearly)?,
    })
}

/// What stands beside an entry.
struct Beside<'a> {
    last: Option<LastItem>,
    editions: Vec<String>,
    count: Option<&'a EntryCount>,
    /// The edition is in force.
    current: bool,
    /// The plan leaves its time open.
    open: bool,
}

fn entry_line(catalogue: &Catalogue, about: keep_catalogue::Line, beside: Beside<'_>) -> EntryLine {
    let entry = catalogue.entry(about.code.as_str());
    let rhythm = entry.and_then(Entry::rhythm);
    let periodic = rhythm.filter(|_| about.time_class == TimeClass::Periodic);
    let (count, count_span) = counted(beside.count, periodic);
    let gap = periodic
        .filter(|_| count == 0 && beside.current)
        .map(|rhythm| format!("{}还没有公开", rhythm.this()));
    let fileable = beside.current && entry.is_some_and(|entry| !entry.group);
    EntryLine {
        remark: entry.and_then(|entry| entry.note.clone()),
        time_class_basis: entry.and_then(|entry| entry.time_class_basis.clone()),
        rhythm,
        clock_sentence: clock_sentence(&about.clock),
        posting_sentence: about.posting.as_ref().map(|posting| {
            format!(
                "公示 {} {}。依据：{}。",
                posting.n, posting.unit, posting.basis
            )
        }),
        letters: letters(&about.name),
        editions: beside.editions,
        count,
        count_span,
        last: beside.last.map(|last| Last {
            item: last.id,
            title: masked(&last.title),
            unit: last.unit.as_deref().map(masked),
            released_on: last.released_on,
        }),
        gap,
        may_settle: fileable && beside.open,
        fileable: fileable && about.mode != DisclosureClass::Exempt,
        about,
    }
}

/// Whether the plan leaves the time of an entry open; the same question as
/// [`Catalogue::settle_timing`] asks.
fn open_to_settle(entry: &Entry) -> bool {
    match entry.time_class {
        TimeClass::Unsettled => entry.mode != DisclosureClass::Exempt,
        TimeClass::Periodic => entry.rhythm().is_none(),
        TimeClass::LongTerm | TimeClass::Immediate => false,
    }
}

fn counted(count: Option<&EntryCount>, rhythm: Option<Rhythm>) -> (u32, String) {
    let of = |part: fn(&EntryCount) -> u32| count.map_or(0, part);
    match rhythm {
        Some(rhythm) => {
            let many = match rhythm {
                Rhythm::Monthly => of(|count| count.month),
                Rhythm::Quarterly => of(|count| count.quarter),
                Rhythm::HalfYearly => of(|count| count.half),
                Rhythm::Yearly => of(|count| count.year),
            };
            (many, rhythm.this().to_owned())
        }
        None => (of(|count| count.year), "今年".to_owned()),
    }
}

fn clock_sentence(clock: &Clock) -> String {
    format!(
        "{}起 {} {}内公开。依据：{}。",
        clock.anchor, clock.n, clock.unit, clock.basis
    )
}
