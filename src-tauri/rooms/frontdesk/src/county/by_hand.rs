//! A letter that a person brings to the county himself: which one waits, what stands in it for the
//! county's form, and what its page showed. What leaves is what goes online, and nothing else.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use gongkai_letters::Letter;
use gongkai_mailroom::{MailError, Page, fetch_page};
use gongkai_registry::records::{CountyReport, OutboxLetter};
use gongkai_rulebook::county_form::{CountyField, PageFinding, judge};
use gongkai_rulebook::disclosure::Disclosure;
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::letter::LetterKind;

use crate::papers::{Paper, finished, lay_out, order_online};
use crate::tasks::draft_disclosure::item;
use crate::tasks::take_in_file::{TakenIn, take_in_made};
use crate::{Desk, Problem, cleaning, compose};

/// A letter with the item it is about.
pub(crate) struct Brought {
    pub(crate) letter: Letter,
    pub(crate) item: Disclosure,
    /// The report of it, where somebody has brought it.
    pub(crate) report: Option<CountyReport>,
}

/// The letter of an item that waits first, or its newest one.
///
/// # Errors
/// `not-found`, `no-letter` where nothing of it goes to the county, `sealed` where it goes in a
/// package.
pub(crate) fn brought(desk: &Desk, given: &str) -> Result<Brought, Problem> {
    let item = item(desk, given)?;
    let letters = desk.records().letters_about(item.id())?;
    let mut newest = None;
    for kept in &letters {
        let report = desk.records().county_report_of(kept.id)?;
        let sealed = desk.records().county_package_of(kept.id)?.is_some();
        if report.is_none() && !sealed {
            let letter = read(kept)?;
            return Ok(Brought {
                letter,
                item,
                report,
            });
        }
        newest = report.map(|report| (kept, report)).or(newest);
    }
    let Some((kept, report)) = newest else {
        return Err(match letters.is_empty() {
            true => item.refuse("报县").into(),
            false => {
                let text = "这件已经封装上报，不用手工填";
                Problem::refused("sealed", text, "在“上报县平台”里看县里收到没有")
            }
        });
    };
    Ok(Brought {
        letter: read(kept)?,
        item,
        report: Some(report),
    })
}

/// The letter as it was written at the release.
///
/// # Errors
/// `letter`.
pub(crate) fn read(kept: &OutboxLetter) -> Result<Letter, Problem> {
    serde_json::from_str(&kept.letter).map_err(|_| {
        let text = "报县的信函读不出来";
        Problem::unreadable("letter", text, "先核对登记库（gongkai verify）")
    })
}

/// What the county's form may be filled with. The text is that of the paper 网上公开件, which is
/// searched for anything private first.
///
/// # Errors
/// `private-data` and what else keeps an item from going online.
pub(crate) fn values(
    desk: &Desk,
    brought: &Brought,
) -> Result<BTreeMap<CountyField, String>, Problem> {
    let Brought { letter, item, .. } = brought;
    let listing = &item.content().listing;
    let catalogue = desk.catalogue_edition(&desk.records().filing(item.id())?.edition)?;
    let entry = catalogue.entry(letter.entry.as_str());
    let place = desk.records().public_place(item.id())?;
    let day = |day: NaiveDate| day.format("%Y-%m-%d").to_string();
    let channels: Vec<&str> = letter.channels.iter().map(|one| one.label()).collect();
    let validity = match letter.kind {
        LetterKind::Withdrawal => "已撤回",
        _ => "有效",
    };
    let numbers = 1..=item.content().attachments.len();
    let attachments: Vec<String> = numbers
        .map(|number| format!("{}附件{number}", letter.register_no))
        .collect();
    Ok(BTreeMap::from([
        (CountyField::Title, letter.title.clone()),
        (
            CountyField::IndexNo,
            place.and_then(|place| place.index_no).unwrap_or_default(),
        ),
        (CountyField::RegisterNo, letter.register_no.clone()),
        (
            CountyField::DocumentNo,
            item.document_no().unwrap_or_default().to_owned(),
        ),
        (CountyField::Publisher, letter.publisher.clone()),
        (
            CountyField::Entry,
            entry.map_or_else(String::new, |entry| entry.name.clone()),
        ),
        (CountyField::EntryCode, letter.entry.to_string()),
        (
            CountyField::FormedOn,
            letter.formed_on.map(day).unwrap_or_default(),
        ),
        (CountyField::ReleasedOn, day(letter.released_on)),
        (
            CountyField::Subject,
            listing.subject.clone().unwrap_or_default(),
        ),
        (
            CountyField::Genre,
            listing.genre.clone().unwrap_or_default(),
        ),
        (CountyField::Keywords, listing.keywords.join("、")),
        (CountyField::Class, letter.class.label().to_owned()),
        (CountyField::Channels, channels.join("、")),
        (
            CountyField::TimeLimit,
            entry
                .map_or("", |entry| entry.time_class.label())
                .to_owned(),
        ),
        (CountyField::Scope, "面向全社会".to_owned()),
        (CountyField::Validity, validity.to_owned()),
        (CountyField::Summary, letter.summary.clone()),
        (CountyField::Text, text(desk, brought)?),
        (
            CountyField::Unit,
            item.content().unit.clone().unwrap_or_default(),
        ),
        (CountyField::Why, letter.why.clone().unwrap_or_default()),
        (CountyField::Attachments, attachments.join("、")),
    ]))
}

/// The text below the title; of a withdrawal why it was withdrawn.
fn text(desk: &Desk, brought: &Brought) -> Result<String, Problem> {
    let Brought { letter, item, .. } = brought;
    if letter.kind == LetterKind::Withdrawal {
        let why = letter.why.clone().unwrap_or_default();
        return Ok(format!("该信息已撤回：{why}"));
    }
    let order = order_online(desk, item)?;
    let paper = Paper::Online {
        item: item.id().to_string(),
    };
    finished(desk, &lay_out(desk, &paper)?)?;
    let text = compose::online(desk, item, order)?.text;
    let below = text.split_once('\n').map(|(_, below)| below.to_owned());
    Ok(below.unwrap_or(text))
}

/// What came of looking at a page.
pub(crate) enum Fetched {
    /// The page.
    Page(Page),
    /// There is none.
    Absent,
    /// Nobody answered: it is looked at another time.
    Unreachable(MailError),
}

/// Looks at an address. No store is touched, so that nobody waits for a slow site.
pub(crate) fn fetched(address: &str) -> Fetched {
    match fetch_page(address) {
        Ok(Some(page)) => Fetched::Page(page),
        Ok(None) => Fetched::Absent,
        Err(error) => Fetched::Unreachable(error),
    }
}

/// What a page shows of a letter, with the page taken in as evidence. It is read in the reading
/// process, as every foreign file.
///
/// # Errors
/// What the store says. A page that cannot be read has no title.
pub(crate) fn judged(
    desk: &Desk,
    brought: &Brought,
    fetched: &Fetched,
) -> Result<Option<(PageFinding, Option<TakenIn>)>, Problem> {
    let withdrawn = brought.letter.kind == LetterKind::Withdrawal;
    let page = match (fetched, withdrawn) {
        (Fetched::Unreachable(_), _) => return Ok(None),
        (Fetched::Absent, true) => return Ok(Some((PageFinding::Gone, None))),
        (Fetched::Absent, false) => return Ok(Some((PageFinding::Absent, None))),
        (Fetched::Page(page), _) => page,
    };
    let name = format!("{}网页.html", brought.letter.register_no);
    let kept = take_in_made(desk, &page.bytes, &name)?;
    let stored = desk.store.file_path(kept.sha256());
    let text = match cleaning::read(desk.host.as_ref(), &stored) {
        Ok(document) => {
            let seen = document.passages.iter().filter(|passage| !passage.unseen);
            seen.map(|passage| passage.text.as_str())
                .collect::<Vec<_>>()
                .join("\n")
        }
        Err(_) => String::new(),
    };
    let mut days = vec![brought.letter.released_on];
    days.extend(
        brought
            .report
            .as_ref()
            .map(|one| one.report.moment.occurred_on),
    );
    let finding = judge(&text, &brought.letter.title, &days, withdrawn);
    Ok(Some((finding, Some(kept))))
}

/// Title of an item, for lines.
///
/// # Errors
/// What the store says.
pub(crate) fn title(desk: &Desk, item: DisclosureId) -> Result<String, Problem> {
    let title = desk.records().disclosure(item)?.content().title.clone();
    Ok(crate::typed::masked(&title))
}
