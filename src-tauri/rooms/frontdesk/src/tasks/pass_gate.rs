//! 能不能发: every check before a release, on the finished output itself.

use chrono::{Datelike, NaiveDate};
use gongkai_registry::records::BookYear;
use gongkai_rulebook::catalogue::{Catalogue, Entry};
use gongkai_rulebook::deadline::DeadlineError;
use gongkai_rulebook::disclosure::{Content, Disclosure, Said};
use gongkai_rulebook::gate::{
    Accepted, Allowed, Gate, GateFacts, ListOnline, MADE_GOOD_WITHIN, Reasoned,
};
use gongkai_rulebook::privacy::ScanOptions;
use gongkai_rulebook::public_view::{Allowance, names_people};
use gongkai_rulebook::register::{Book, RegisterNo};
use gongkai_rulebook::signature::Signature;
use gongkai_rulebook::signature::unscanned_since;
use gongkai_rulebook::vocabulary::{Channel, DisclosureClass, Element, TimeClass};

use super::draft_disclosure::item;
use crate::compose::{self, CopiesOrder, PublicList, copies, slips};
use crate::finished::{Looked, make_and_look};
use crate::{Desk, Problem, attached, said};

/// The sheet of checks.
pub type Answer = Gate;

/// What a release would be like.
pub(crate) struct Trial {
    pub(crate) gate: Gate,
    /// The number it would get.
    pub(crate) register_no: Option<RegisterNo>,
    /// What of its list goes online, in words; nothing without a list, or where nothing goes online.
    pub(crate) online: Option<String>,
}

/// Checks the item `given` as if it were released today.
///
/// # Errors
/// `not-found`, what the store says. What the checks find is the answer, not an error.
pub fn run(desk: &Desk, given: &str) -> Result<Answer, Problem> {
    let item = item(desk, given)?;
    let today = desk.host.now().today;
    let channels = planned_channels(desk, &item, &[])?;
    Ok(attempt(desk, &item, today, &channels, 1)?.gate)
}

/// Makes the copies of a release on `on` and checks everything.
pub(crate) fn attempt(
    desk: &Desk,
    item: &Disclosure,
    on: NaiveDate,
    channels: &[Channel],
    posted: u32,
) -> Result<Trial, Problem> {
    let content = item.content();
    let register_no = match Book::of(content.class) {
        Some(book) => Some(next_number(desk, book, on)?),
        None => None,
    };
    let number = register_no.unwrap_or(RegisterNo {
        year: on.year(),
        number: 1,
    });
    let mut slips = slips(content.class, number, posted);
    if slips.is_empty() {
        // An item that is never released still shows what its sheet would say.
        slips = self::slips(DisclosureClass::Internal, number, 1);
    }
    let order = CopiesOrder {
        register_no: Some(number),
        slips,
        dated: on,
        channels: channels.to_vec(),
        online: false,
        sheet: None,
    };
    let online_too = match content.list {
        Some(_) if is_online(channels) && content.class == DisclosureClass::Proactive => {
            Some(look_online(desk, item, order.clone())?)
        }
        Some(_) | None => None,
    };
    let composed = copies(desk, item, order)?;
    let minors = composed
        .list
        .as_ref()
        .map_or(&[][..], |list| &list.view.minors);
    let mut looked = make_and_look(desk, &composed.copies, minors, on)?;
    looked.findings.extend(attached::look(desk, content, on)?);
    let mut totals_online = None;
    let mut online_as = None;
    if let Some(look) = online_too {
        looked.join(look.looked);
        totals_online = look.totals.clone();
        online_as = Some(look.totals.unwrap_or_else(|| ROWS_ONLINE.to_owned()));
    }
    let edition = desk.records().filing(item.id())?.edition;
    let catalogue = desk.catalogue_edition(&edition)?;
    let entry = catalogue.entry(content.entry.as_str());
    let list = composed
        .list
        .as_ref()
        .map(|list| (list.view.rows.len(), list.record.refused as usize));
    let due = due(desk, &catalogue, entry, content)?;
    let settings = desk.settings()?;
    let parts = said::parts(&catalogue, content);
    let options = ScanOptions {
        reference_date: Some(on),
        allowed_numbers: settings.supervision_phone.iter().cloned().collect(),
        ..ScanOptions::default()
    };
    if !looked.print_faults.is_empty() {
        // The print stops at the first; a person mends them all at once.
        let every = said::unprintable(&parts, composed.list.as_ref(), desk.fonts()?)?;
        if !every.is_empty() {
            looked.print_faults = every;
        }
    }
    let entry_channels = entry.map_or(&[][..], |entry| &entry.channels);
    let gate = Gate::look(&GateFacts {
        disclosure: item,
        missing_elements: missing_elements(&catalogue, content),
        time_class: entry.map_or(TimeClass::Unsettled, |entry| entry.time_class),
        on,
        owed_by: owed_by(desk, item)?,
        scan_by: scan_by(desk, item)?,
        list,
        people_online: match &composed.list {
            Some(list) if is_online(channels) => list_online(desk, item, list)?,
            Some(_) | None => None,
        },
        totals_online,
        entry_online: is_online(entry_channels),
        allowed: allowed(desk, item)?,
        channels_left_out: left_out(entry_channels, channels),
        channels: channels.to_vec(),
        sources: said::private(&parts, &options),
        words: said::words(&parts, composed.list.as_ref(), &desk.wording()?, on),
        findings: looked.findings,
        attachments: attached::facts(desk, item)?,
        print_faults: looked.print_faults,
        entry_mode: entry.map(|entry| entry.mode),
        signers: signers(desk, item)?,
        clock: entry.map(|entry| catalogue.clock(entry)),
        workdays_left: workdays_left(desk, on, &due)?,
        due,
        shown_columns: composed.list.as_ref().map_or_else(Vec::new, shown_columns),
        pages_read: looked.pages,
        supervision_phone: settings.supervision_phone,
        posted,
        reasons: reasons(desk, item)?,
    });
    Ok(Trial {
        gate,
        register_no,
        online: online_as,
    })
}

/// What is said of a list that a reviewer let online.
const ROWS_ONLINE: &str = "名单本身上网，只列网上可以公开的栏";

fn is_online(channels: &[Channel]) -> bool {
    channels.iter().any(|channel| channel.is_online())
}

/// What goes online, made and looked at.
struct OnlineLook {
    looked: Looked,
    totals: Option<String>,
}

/// Makes what would go online and reads it again, as the copies are: it is another paper.
fn look_online(desk: &Desk, item: &Disclosure, order: CopiesOrder) -> Result<OnlineLook, Problem> {
    let day = order.dated;
    let online = compose::online(desk, item, order)?;
    let mut looked = make_and_look(desk, &online.copies, &online.minors, day)?;
    for found in &mut looked.findings {
        found.place = format!("网上公开件{}", found.place);
    }
    looked.findings.extend(online.named);
    Ok(OnlineLook {
        looked,
        totals: online.totals,
    })
}

/// How the item's list of people stands towards the internet; nothing for a list of goods or money.
fn list_online(
    desk: &Desk,
    item: &Disclosure,
    list: &PublicList,
) -> Result<Option<ListOnline>, Problem> {
    let columns = list.source_columns();
    if !names_people(&columns) {
        return Ok(None);
    }
    if list.record.kind.reveals() {
        return Ok(Some(ListOnline::TotalsEver));
    }
    let given = desk.records().allowances(item.id())?;
    let confirmed = given.iter().any(|given| {
        Some(given.list) == item.content().list && given.allowance == Allowance::Online
    });
    Ok(Some(match confirmed {
        true => ListOnline::Rows,
        false => ListOnline::Totals,
    }))
}

/// What a reviewer let out of the item's list.
fn allowed(desk: &Desk, item: &Disclosure) -> Result<Vec<Allowed>, Problem> {
    let given = desk.records().allowances(item.id())?.into_iter();
    given
        .filter(|given| Some(given.list) == item.content().list)
        .map(|given| {
            Ok(Allowed {
                told: given.allowance.told(),
                reviewer: desk.records().person(given.reviewer)?.name,
                on: given.given.occurred_on,
                why: given.why,
            })
        })
        .collect()
}

/// Reasons that were given about the item as it stands; after an edit it is another text.
fn reasons(desk: &Desk, item: &Disclosure) -> Result<Vec<Reasoned>, Problem> {
    let mut reasons = Vec::new();
    for given in desk.records().accepted_warnings(item.id())? {
        if given.is_about(item.content())? {
            reasons.push(Reasoned {
                check: given.kind,
                accepted: Accepted {
                    who: desk.records().person(given.by)?.name,
                    on: given.moment.occurred_on,
                    why: given.why,
                },
                place: given.place,
                text: given.warning,
            });
        }
    }
    Ok(reasons)
}

/// Channels of the entry that nobody planned.
fn left_out(wanted: &[Channel], planned: &[Channel]) -> Vec<Channel> {
    let missing = |channel: &Channel| !planned.contains(channel);
    wanted.iter().copied().filter(missing).collect()
}

/// Who signed, in the order of the signatures.
fn signers(desk: &Desk, item: &Disclosure) -> Result<Vec<String>, Problem> {
    let name = |signature: &Signature| Ok(desk.records().person(signature.signer)?.name);
    item.signatures().iter().map(name).collect()
}

/// Work days after `on` up to the last day; none where it is past or its year has no calendar.
fn workdays_left(
    desk: &Desk,
    on: NaiveDate,
    due: &Option<Result<NaiveDate, i32>>,
) -> Result<Option<u32>, Problem> {
    let Some(Ok(due)) = due else { return Ok(None) };
    let left = desk.calendar()?.workdays_between(on, *due).ok();
    Ok(left.filter(|_| on <= *due))
}

fn shown_columns(list: &PublicList) -> Vec<String> {
    let titles = list.view.columns.iter();
    titles.map(|column| column.title.clone()).collect()
}

/// The last day for the 补签 of an oral agreement; unknown where its year has no calendar.
fn owed_by(desk: &Desk, item: &Disclosure) -> Result<Option<NaiveDate>, Problem> {
    let oral = item
        .signatures()
        .iter()
        .find(|signature| signature.is_owed());
    let Some(oral) = oral else { return Ok(None) };
    Ok(desk
        .calendar()?
        .add_workdays(oral.moment.occurred_on, MADE_GOOD_WITHIN)
        .ok())
}

/// The last day for the scan of what was signed on paper; unknown where its year has no calendar.
pub(crate) fn scan_by(desk: &Desk, item: &Disclosure) -> Result<Option<NaiveDate>, Problem> {
    let Some(since) = unscanned_since(item.signatures()) else {
        return Ok(None);
    };
    let within = desk.settings()?.scan_within;
    Ok(desk.calendar()?.add_workdays(since, within).ok())
}

/// The next number for an act on `on`: of that year while its book is open, otherwise of the year
/// in which it is entered.
pub(crate) fn next_number(desk: &Desk, book: Book, on: NaiveDate) -> Result<RegisterNo, Problem> {
    let records = desk.records();
    let year = BookYear {
        book,
        year: on.year(),
    };
    if records.closing(year)?.is_none() {
        return Ok(records.next_register_no(year)?);
    }
    let today = desk.host.now().today;
    Ok(records.next_register_no(BookYear {
        book,
        year: today.year(),
    })?)
}

/// The channels asked for, or those the clerk planned, or those of the entry; inside the office the
/// internal ones of them.
pub(crate) fn planned_channels(
    desk: &Desk,
    item: &Disclosure,
    asked: &[Channel],
) -> Result<Vec<Channel>, Problem> {
    if !asked.is_empty() {
        let mut channels = Vec::new();
        for channel in asked {
            if !channels.contains(channel) {
                channels.push(*channel);
            }
        }
        return Ok(channels);
    }
    let planned = fitting(item.content(), &desk.records().plan(item.id())?.channels);
    if !planned.is_empty() {
        return Ok(planned);
    }
    entry_channels(desk, item.content())
}

/// The channels of the item's entry that fit its class.
pub(crate) fn entry_channels(desk: &Desk, content: &Content) -> Result<Vec<Channel>, Problem> {
    let catalogue = desk.catalogue()?;
    let own = catalogue
        .entry(content.entry.as_str())
        .map_or(&[][..], |entry| &entry.channels);
    let channels = fitting(content, own);
    if channels.is_empty() && content.class == DisclosureClass::Internal {
        return Ok(vec![Channel::InternalBoard]);
    }
    Ok(channels)
}

/// Of an internal item only the internal channels.
fn fitting(content: &Content, channels: &[Channel]) -> Vec<Channel> {
    let inside = content.class == DisclosureClass::Internal;
    let fits = |channel: &Channel| !inside || channel.is_internal();
    channels.iter().copied().filter(fits).collect()
}

fn missing_elements(catalogue: &Catalogue, content: &Content) -> Vec<Element> {
    if !catalogue.head().elements_required {
        return Vec::new();
    }
    let inherited = catalogue.inherited_elements(content.entry.as_str());
    let missing = |element: &&Element| match content.elements.get(element) {
        Some(text) => !Said::of(text).is_complete(),
        None => !inherited.contains_key(element),
    };
    Element::ALL.iter().filter(missing).copied().collect()
}

fn due(
    desk: &Desk,
    catalogue: &Catalogue,
    entry: Option<&Entry>,
    content: &Content,
) -> Result<Option<Result<NaiveDate, i32>>, Problem> {
    let Some(entry) = entry else {
        return Ok(None);
    };
    match content.due(catalogue.clock(entry), &desk.calendar()?) {
        Ok(due) => Ok(due.map(Ok)),
        Err(DeadlineError::YearMissing(missing)) => Ok(Some(Err(missing.year))),
        Err(DeadlineError::EmptyPeriod | DeadlineError::OutOfRange { .. }) => Ok(None),
    }
}
