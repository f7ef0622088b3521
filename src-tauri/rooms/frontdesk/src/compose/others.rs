//! Notices, the letter to the secrecy authority, the handling sheet.

use gongkai_printroom::papers::{Correction, FeedbackSheet, Notice, SecrecyLetter};
use gongkai_rulebook::chain::Step;
use gongkai_rulebook::disclosure::{Content, Disclosure, Posting, Released};
use gongkai_rulebook::vocabulary::{Channel, DisclosureClass};

use super::copies::{elements, handler, imprint, paragraphs};
use crate::tasks::pass_gate::planned_channels;
use crate::typed::{self, masked};
use crate::{Desk, Problem};

/// Lays out the notice that an item was corrected or withdrawn. Titles are masked and no reason is
/// told: what had to go must not come back on its own notice.
pub(crate) fn notice(desk: &Desk, item: &Disclosure) -> Result<Notice, Problem> {
    let (released, correction, ended_on) = match item {
        Disclosure::Corrected(corrected) => {
            let by = desk.records().disclosure(corrected.by)?;
            let no = by
                .released()
                .map(|new| new.release().register_no.to_string());
            let new = Correction {
                register_no: no.unwrap_or_default(),
                title: masked(&by.content().title),
            };
            (&corrected.released, Some(new), corrected.on)
        }
        Disclosure::Withdrawn(withdrawn) => {
            let on = withdrawn.withdrawal.moment.occurred_on;
            (&withdrawn.released, None, on)
        }
        Disclosure::Draft(_)
        | Disclosure::SetAside(_)
        | Disclosure::InReview(_)
        | Disclosure::Approved(_)
        | Disclosure::Released(_)
        | Disclosure::Exempt(_) => return Err(item.refuse("打印公告").into()),
    };
    if item.content().class == DisclosureClass::Internal {
        return Err(item.refuse("打印公告").into());
    }
    let settings = imprint(desk, item)?;
    Ok(Notice {
        office: settings.name.clone(),
        register_no: released.release().register_no.to_string(),
        title: masked(&item.content().title),
        released_on: Some(released.release().moment.occurred_on),
        correction,
        ended_on: Some(ended_on),
        place: masked(&places(released)),
        supervision_phone: settings.supervision_phone.unwrap_or_default(),
        undertaking_unit: item.content().unit.clone().unwrap_or(settings.name),
        // The hand that signs writes the day.
        dated: None,
    })
}

/// Where it hung, each place once.
fn places(released: &Released) -> String {
    let mut places: Vec<&str> = Vec::new();
    for Posting { place, .. } in released.postings() {
        if !places.contains(&place.as_str()) {
            places.push(place);
        }
    }
    places.join("、")
}

/// Lays out the letter that asks whether an item may be disclosed.
///
/// # Errors
/// `not-in-state` once it is released, `bad-character`.
pub(crate) fn secrecy_letter(
    desk: &Desk,
    item: &Disclosure,
    to: Option<&str>,
) -> Result<SecrecyLetter, Problem> {
    if item.released().is_some() {
        return Err(item.refuse("打印保密审查函").into());
    }
    let settings = desk.settings()?;
    let content = item.content();
    let edition = desk.records().filing(item.id())?.edition;
    let catalogue = desk.catalogue_edition(&edition)?;
    let entry = catalogue.entry(content.entry.as_str());
    let review = item
        .signatures()
        .iter()
        .find(|signature| signature.step == Step::Review);
    let reviewer = match review {
        Some(signature) => desk.records().person(signature.signer)?.name,
        None => String::new(),
    };
    let opinion = review.and_then(|signature| signature.opinion.as_deref());
    let channels = planned_channels(desk, item, &[])?;
    let channels: Vec<&str> = channels
        .iter()
        .map(|channel: &Channel| channel.label())
        .collect();
    Ok(SecrecyLetter {
        office: settings.name,
        prefix: settings.prefix,
        year: chrono::Datelike::year(&desk.host.now().today),
        to: typed::open_line_maybe("主送", to)?.unwrap_or_default(),
        title: masked(&content.title),
        entry: entry.map_or_else(
            || content.entry.to_string(),
            |entry| format!("{} {}", entry.code, entry.name),
        ),
        class: content.class.label().to_owned(),
        channels: channels.join("、"),
        unit: content.unit.clone().unwrap_or_default(),
        summary: String::new(),
        reviewer,
        opinion: masked(opinion.unwrap_or_default()),
        contact: handler(desk, item)?,
        phone: String::new(),
        paragraphs: paragraphs(&masked(&content.body)),
        elements: elements(&catalogue, item)
            .into_iter()
            .map(|(name, text)| (name, masked(&text)))
            .collect(),
        beside: beside(content),
    })
}

/// What goes to the authority on paper beside the text: a list names people, and is not in a letter.
fn beside(content: &Content) -> String {
    let list = content.list.is_some().then(|| "名单1份".to_owned());
    let attached = content.attachments.len();
    let attached = (attached > 0).then(|| format!("附件{attached}件"));
    let all: Vec<String> = list.into_iter().chain(attached).collect();
    all.join("、")
}

/// Lays out the sheet on which what people say about an item is handled.
pub(crate) fn feedback_sheet(desk: &Desk, item: &Disclosure) -> Result<FeedbackSheet, Problem> {
    let release = item.released().map(|released| released.release());
    Ok(FeedbackSheet {
        office: desk.settings()?.name,
        register_no: release
            .map(|release| release.register_no.to_string())
            .unwrap_or_default(),
        title: masked(&item.content().title),
        released_on: release.map(|release| release.moment.occurred_on),
        unit: item.content().unit.clone().unwrap_or_default(),
    })
}
