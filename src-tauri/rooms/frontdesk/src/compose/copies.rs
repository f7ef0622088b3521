//! The three copies of an item.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use gongkai_printroom::papers::copies::{Copies, CopyFor as Slip, CopySlip, Posting};
use gongkai_rulebook::calendar::Calendar;
use gongkai_rulebook::catalogue::{Catalogue, Entry};
use gongkai_rulebook::chain::Step;
use gongkai_rulebook::deadline::{PostingPeriod, TimeUnit};
use gongkai_rulebook::disclosure::Disclosure;
use gongkai_rulebook::printing::PostedSheet;
use gongkai_rulebook::public_view::Audience;
use gongkai_rulebook::register::{CopyFor, RegisterNo, copies_of, copy_no};
use gongkai_rulebook::vocabulary::{Channel, DisclosureClass, Element};

use super::list::{PublicList, audience_of, public_list};
use super::online::totals_table;
use crate::settings::Settings;
use crate::typed::masked;
use crate::{Desk, Problem};

/// Which copies are wanted.
#[derive(Clone)]
pub(crate) struct CopiesOrder {
    /// The number they bear; none for a preview.
    pub(crate) register_no: Option<RegisterNo>,
    /// The copies.
    pub(crate) slips: Vec<CopySlip>,
    /// The day of release, printed as 成文日期.
    pub(crate) dated: NaiveDate,
    /// Channels planned.
    pub(crate) channels: Vec<Channel>,
    /// It goes online: of a list of people its totals, unless a reviewer let it.
    pub(crate) online: bool,
    /// The sheet of the posted copy, where somebody asked for one.
    pub(crate) sheet: Option<PostedSheet>,
}

/// Copies with the list they carry, if any.
pub(crate) struct Composed {
    pub(crate) copies: Copies,
    pub(crate) list: Option<PublicList>,
}

/// The slips of a release of this class under `register_no`.
pub(crate) fn slips(class: DisclosureClass, register_no: RegisterNo, posted: u32) -> Vec<CopySlip> {
    let slip = |(index, made_for)| CopySlip {
        copy_for: slip_of(made_for),
        no: copy_no(register_no, index),
    };
    copies_of(class, posted)
        .into_iter()
        .enumerate()
        .map(slip)
        .collect()
}

pub(crate) const fn slip_of(made_for: CopyFor) -> Slip {
    match made_for {
        CopyFor::County => Slip::County,
        CopyFor::Township => Slip::Township,
        CopyFor::Board => Slip::Board,
    }
}

/// Lays an item out as its copies.
pub(crate) fn copies(
    desk: &Desk,
    item: &Disclosure,
    order: CopiesOrder,
) -> Result<Composed, Problem> {
    let settings = imprint(desk, item)?;
    let posted_sheet = posted_sheet(desk, item, order.sheet)?;
    let content = item.content();
    // A sheet that has not passed the gate never shows anybody's number.
    let draft = order.register_no.is_none();
    let shown = |text: &str| if draft { masked(text) } else { text.to_owned() };
    let edition = desk.records().filing(item.id())?.edition;
    let catalogue = desk.catalogue_edition(&edition)?;
    let entry = catalogue.entry(content.entry.as_str());
    let audience = match order.online {
        true => Audience::Website,
        false => audience_of(content.class),
    };
    let list = match content.list {
        Some(id) => Some(public_list(
            desk,
            (item.id(), id),
            audience,
            content.formed_on.unwrap_or(order.dated),
        )?),
        None => None,
    };
    let (place, hung_on) = boards(item, &order);
    // Who handled it is known at the board; the whole country need not.
    let handler = match order.online {
        true => String::new(),
        false => handler(desk, item)?,
    };
    let lists = list.iter().map(|list| match list.is_totals() {
        true => totals_table(list, &place),
        false => list.printed(),
    });
    let copies = Copies {
        office: settings.name.clone(),
        register_no: order.register_no.map(|no| no.to_string()),
        title: shown(&content.title),
        paragraphs: paragraphs(&shown(&content.body)),
        unbroken: content
            .provider
            .iter()
            .cloned()
            .chain([handler.clone()])
            .collect(),
        elements: elements(&catalogue, item)
            .into_iter()
            .map(|(name, text)| (name, shown(&text)))
            .collect(),
        attachments: content.attachments.len(),
        lists: lists.collect(),
        // Dates to come are written by hand: printed ones would look back-dated.
        posting: if draft {
            None
        } else {
            posting(entry, hung_on, &desk.calendar()?)
        },
        supervision_phone: settings.supervision_phone.unwrap_or_default(),
        undertaking_unit: content.unit.clone().unwrap_or(settings.name),
        handler,
        place,
        dated: order.register_no.map(|_| order.dated),
        copies: order.slips,
        // A preview is nobody's copy yet.
        margin_marks: settings.margin_marks && !draft,
        internal: content.class == DisclosureClass::Internal,
        draft,
        ended: ended(desk, item)?,
        posted_sheet,
        office_mark: Some(desk.office_mark()),
    };
    Ok(Composed { copies, list })
}

/// The office's particulars as they were when the item was released, so that an old paper prints
/// again as it was.
pub(super) fn imprint(desk: &Desk, item: &Disclosure) -> Result<Settings, Problem> {
    let mut settings = desk.settings()?;
    if let Some(imprint) = desk.records().imprint(item.id())? {
        settings.name = imprint.office;
        let phone = imprint.supervision_phone;
        settings.supervision_phone = Some(phone).filter(|phone| !phone.is_empty());
        settings.posted_sheet = imprint.posted_sheet;
        settings.margin_marks = imprint.margin_marks;
    }
    Ok(settings)
}

/// The sheet of an item's posted copy: what is asked for; else, once it is released, what it was last
/// printed on, so that it prints again as it hangs; else what the office chose, then or now.
///
/// # Errors
/// What the store says.
pub(crate) fn posted_sheet(
    desk: &Desk,
    item: &Disclosure,
    asked: Option<PostedSheet>,
) -> Result<PostedSheet, Problem> {
    if let Some(asked) = asked {
        return Ok(asked);
    }
    let printed = match item.released() {
        Some(released) => {
            let since = released.release().moment.entered.unix_ms;
            desk.records().last_sheet(item.id(), since)?
        }
        None => None,
    };
    match printed {
        Some(sheet) => Ok(sheet),
        None => Ok(imprint(desk, item)?.posted_sheet),
    }
}

/// What every page of an item says that no longer stands.
pub(super) fn ended(desk: &Desk, item: &Disclosure) -> Result<String, Problem> {
    match item {
        Disclosure::Withdrawn(_) => Ok("已撤回，不得张贴".to_owned()),
        Disclosure::Corrected(corrected) => {
            let by = desk.records().disclosure(corrected.by)?;
            let no = by.released().map(|released| released.release().register_no);
            let no = no.map(|no| no.to_string()).unwrap_or_default();
            Ok(format!("已由 {no} 更正，不得张贴"))
        }
        Disclosure::SetAside(_) => Ok("已搁置".to_owned()),
        Disclosure::Draft(_)
        | Disclosure::InReview(_)
        | Disclosure::Approved(_)
        | Disclosure::Released(_)
        | Disclosure::Exempt(_) => Ok(String::new()),
    }
}

pub(super) fn paragraphs(body: &str) -> Vec<String> {
    body.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The six elements: the item's own text, else what it inherits from its entry.
pub(super) fn elements(catalogue: &Catalogue, item: &Disclosure) -> Vec<(String, String)> {
    let content = item.content();
    let mut texts: BTreeMap<Element, &str> = catalogue.inherited_elements(content.entry.as_str());
    texts.extend(
        content
            .elements
            .iter()
            .map(|(element, text)| (*element, text.as_str())),
    );
    let named = |element: &Element| {
        texts
            .get(element)
            .map(|text| (element.label().to_owned(), (*text).to_owned()))
    };
    Element::ALL.iter().filter_map(named).collect()
}

/// Who is printed as 经办人: the drafter who signed.
pub(super) fn handler(desk: &Desk, item: &Disclosure) -> Result<String, Problem> {
    let drafter = item
        .signatures()
        .iter()
        .find(|signature| signature.step == Step::Draft);
    match drafter {
        Some(signature) => Ok(desk.records().person(signature.signer)?.name),
        None => Ok(String::new()),
    }
}

/// Where it hangs or will hang, and since when.
fn boards(item: &Disclosure, order: &CopiesOrder) -> (String, NaiveDate) {
    let is_board = |channel: Channel| {
        matches!(
            channel,
            Channel::NoticeBoard | Channel::VillageBoard | Channel::InternalBoard
        )
    };
    let hung: Vec<_> = item
        .released()
        .into_iter()
        .flat_map(|released| released.postings())
        .filter(|posting| is_board(posting.channel))
        .collect();
    if let Some(first) = hung.iter().map(|posting| posting.posted.occurred_on).min() {
        let mut places: Vec<&str> = hung.iter().map(|posting| posting.place.as_str()).collect();
        places.dedup();
        return (places.join("、"), first);
    }
    let planned: Vec<&str> = order
        .channels
        .iter()
        .filter(|channel| is_board(**channel))
        .map(|channel| channel.label())
        .collect();
    (planned.join("、"), order.dated)
}

/// From when to when it hangs; a year without a calendar leaves it out, and the gate says so.
fn posting(entry: Option<&Entry>, hung_on: NaiveDate, calendar: &Calendar) -> Option<Posting> {
    let period = entry?.posting.as_ref()?;
    let span = period.span(hung_on, calendar).ok()?;
    Some(Posting {
        from: span.first,
        until: span.last,
        length: length(period),
    })
}

fn length(period: &PostingPeriod) -> String {
    let unit = match period.unit {
        TimeUnit::Workday => "个工作日",
        TimeUnit::CalendarDay => "天",
        TimeUnit::Month => "个月",
    };
    format!("{}{unit}", period.n)
}
