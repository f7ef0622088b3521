//! 能不能发: every check before a release, on the finished output itself.

use chrono::{Datelike, NaiveDate};
use gongkai_registry::records::BookYear;
use gongkai_rulebook::catalogue::{Catalogue, Entry};
use gongkai_rulebook::deadline::DeadlineError;
use gongkai_rulebook::disclosure::{Content, Disclosure};
use gongkai_rulebook::gate::{Gate, GateFacts, MADE_GOOD_WITHIN};
use gongkai_rulebook::list::Meaning;
use gongkai_rulebook::register::{Book, RegisterNo};
use gongkai_rulebook::vocabulary::{Channel, Element, TimeClass};

use super::draft_disclosure::item;
use crate::compose::{CopiesOrder, copies, slips};
use crate::finished::make_and_look;
use crate::{Desk, Problem, attached};

/// The sheet of checks.
pub type Answer = Gate;

/// What a release would be like.
pub(crate) struct Trial {
    pub(crate) gate: Gate,
    /// The number it would get.
    pub(crate) register_no: Option<RegisterNo>,
}

/// Checks the item `given` as if it were released today.
///
/// # Errors
/// `not-found`, what the store says. What the checks find is the answer, not an error.
pub fn run(desk: &Desk, given: &str) -> Result<Answer, Problem> {
    let item = item(desk, given)?;
    let today = desk.host.now().today;
    let channels = planned_channels(desk, item.content(), &[])?;
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
        slips = self::slips(
            gongkai_rulebook::vocabulary::DisclosureClass::Internal,
            number,
            1,
        );
    }
    let order = CopiesOrder {
        register_no: Some(number),
        slips,
        dated: on,
        channels: channels.to_vec(),
    };
    let composed = copies(desk, item, order)?;
    let minors = composed
        .list
        .as_ref()
        .map_or(&[][..], |list| &list.view.minors);
    let mut looked = make_and_look(desk, &composed.copies, minors, on)?;
    looked.findings.extend(attached::look(desk, content, on)?);
    let edition = desk.records().filing(item.id())?.edition;
    let catalogue = desk.catalogue_edition(&edition)?;
    let entry = catalogue.entry(content.entry.as_str());
    let list = composed
        .list
        .as_ref()
        .map(|list| (list.view.rows.len(), list.record.refused as usize));
    let names_people = composed.list.as_ref().is_some_and(|list| {
        list.view
            .columns
            .iter()
            .any(|column| column.meaning == Meaning::Name)
    });
    let gate = Gate::look(&GateFacts {
        disclosure: item,
        missing_elements: missing_elements(&catalogue, content),
        time_class: entry.map_or(TimeClass::Unsettled, |entry| entry.time_class),
        due: due(desk, &catalogue, entry, content)?,
        on,
        owed_by: owed_by(desk, item)?,
        has_supervision_phone: desk.settings()?.supervision_phone.is_some(),
        list,
        people_online: names_people && channels.iter().any(|channel| channel.is_online()),
        findings: looked.findings,
        print_faults: looked.print_faults,
        entry_mode: entry.map(|entry| entry.mode),
    });
    Ok(Trial { gate, register_no })
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

/// The channels asked for, or those of the entry; inside the office the entry's internal ones.
pub(crate) fn planned_channels(
    desk: &Desk,
    content: &Content,
    asked: &[Channel],
) -> Result<Vec<Channel>, Problem> {
    use gongkai_rulebook::vocabulary::DisclosureClass;
    if !asked.is_empty() {
        let mut channels = Vec::new();
        for channel in asked {
            if !channels.contains(channel) {
                channels.push(*channel);
            }
        }
        return Ok(channels);
    }
    let catalogue = desk.catalogue()?;
    let own = catalogue
        .entry(content.entry.as_str())
        .map_or(&[][..], |entry| &entry.channels);
    let channels: Vec<Channel> = match content.class {
        DisclosureClass::Internal => own
            .iter()
            .copied()
            .filter(|channel| channel.is_internal())
            .collect(),
        DisclosureClass::Proactive | DisclosureClass::OnRequest | DisclosureClass::Exempt => {
            own.to_vec()
        }
    };
    if channels.is_empty() && content.class == DisclosureClass::Internal {
        return Ok(vec![Channel::InternalBoard]);
    }
    Ok(channels)
}

fn missing_elements(catalogue: &Catalogue, content: &Content) -> Vec<Element> {
    if !catalogue.head().elements_required {
        return Vec::new();
    }
    let inherited = catalogue.inherited_elements(content.entry.as_str());
    let missing = |element: &&Element| {
        !content.elements.contains_key(element) && !inherited.contains_key(element)
    };
    Element::ALL.iter().filter(missing).copied().collect()
}

fn due(
    desk: &Desk,
    catalogue: &Catalogue,
    entry: Option<&Entry>,
    content: &Content,
) -> Result<Option<Result<NaiveDate, i32>>, Problem> {
    let (Some(entry), Some(formed_on)) = (entry, content.formed_on) else {
        return Ok(None);
    };
    match catalogue.clock(entry).due(formed_on, &desk.calendar()?) {
        Ok(due) => Ok(Some(Ok(due))),
        Err(DeadlineError::YearMissing(missing)) => Ok(Some(Err(missing.year))),
        Err(DeadlineError::EmptyPeriod | DeadlineError::OutOfRange { .. }) => Ok(None),
    }
}
