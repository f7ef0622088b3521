//! Seals the letters that wait, each once, in the order in which they were written: what goes online
//! of the item, its clean attachments, the sheet of the directory. No row of a list of people travels
//! unless a reviewer let it online.

use chrono::DateTime;
use gongkai_letters::{
    Attachment, AttachmentLine, ItemSheet, Letter, Metadata, Outgoing, Sha256Digest, Standing, seal,
};
use gongkai_registry::records::{CountyLink, CountyPackage, OutboxLetter};
use gongkai_registry::{Fingerprint, audit, operation};
use gongkai_rulebook::disclosure::Disclosure;
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::letter::LetterKind;

use super::keys::CountyKeys;
use super::reporting::seal_reports;
use super::township;
use crate::acting::Actor;
use crate::papers::{Paper, finished, lay_out, order_online};
use crate::tasks::hand_out_attachments::{ending_of, leaving};
use crate::tasks::take_in_file::take_in_made;
use crate::{Desk, Problem, compose};

/// Seals every letter that waits. Answers with how many.
///
/// # Errors
/// `county-key`, `private-data` and what else keeps an item's paper from leaving; what was sealed
/// before is sealed.
pub(crate) fn seal_waiting(
    desk: &mut Desk,
    link: &CountyLink,
    keys: &CountyKeys,
    actor: &Actor,
) -> Result<u64, Problem> {
    let waiting = desk.records().unsealed_letters()?;
    let signer = keys.signing()?;
    let last = desk.records().county_chain()?.pop();
    let mut standing = last.map_or_else(Standing::default, |last| Standing {
        count: last.number,
        head: Some(Sha256Digest::from(last.head.0)),
    });
    let mut sealed = 0;
    for kept in waiting {
        let outgoing = outgoing(desk, link, &kept)?;
        let package = seal(&outgoing, &standing, &signer).map_err(|error| {
            let next = "核对这件的附件后再报";
            Problem::refused("seal", error.to_string(), next)
        })?;
        standing = package.standing;
        let head = Fingerprint(standing.head.map_or([0; 32], |head| *head.bytes()));
        let kept_file = take_in_made(desk, &package.bytes, &package.name().to_string())?;
        let row = CountyPackage {
            number: package.manifest.number,
            letter: kept.id,
            kind: package.manifest.kind,
            disclosure: kept.disclosure,
            head,
            content: kept_file.sha256(),
            sealed_at: desk.host.now().unix_ms,
        };
        desk.store
            .change::<_, Problem>(operation!("seal-county-package"), |change| {
                kept_file.keep(change)?;
                change.put_county_package(&row)?;
                let entry = actor
                    .entry("seal-county-package", "county-package", row.number)
                    .open_fact("head", row.head.to_string());
                audit::append(change, &entry)?;
                Ok(())
            })?;
        sealed += 1;
    }
    Ok(sealed + seal_reports(desk, link, &signer, standing, actor)?)
}

fn outgoing(desk: &Desk, link: &CountyLink, kept: &OutboxLetter) -> Result<Outgoing, Problem> {
    let letter: Letter = serde_json::from_str(&kept.letter).map_err(|_| {
        let text = "报县的信函读不出来";
        Problem::unreadable("letter", text, "先核对登记库（gongkai verify）")
    })?;
    let item = desk.records().disclosure(letter.disclosure)?;
    let public = match letter.kind {
        LetterKind::Withdrawal => Public::default(),
        _ => public(desk, &item, &letter)?,
    };
    let corrects = corrected(desk, letter.corrects)?;
    let sheet = sheet(desk, &letter, corrects, public.lines)?;
    let metadata = match letter.kind {
        LetterKind::Withdrawal => Metadata::Withdrawal(sheet),
        _ if corrects.is_some() => Metadata::Correction(sheet),
        _ => Metadata::Disclosure(sheet),
    };
    Ok(Outgoing {
        package: letter.id,
        township: township(&link.township)?,
        sender: letter.office,
        created: DateTime::from_timestamp_millis(desk.host.now().unix_ms).unwrap_or_default(),
        metadata,
        text: public.text,
        copy: public.copy,
        attachments: public.attachments,
    })
}

/// The item that the public knows and that is corrected: one that the county refused was never seen, so
/// what mends it stands in place of the one before, or is new.
fn corrected(
    desk: &Desk,
    mut before: Option<DisclosureId>,
) -> Result<Option<DisclosureId>, Problem> {
    while let Some(item) = before {
        if !desk.records().county_refused(item)? {
            break;
        }
        before = desk.records().disclosure(item)?.content().corrects;
    }
    Ok(before)
}

/// What of an item the public may have.
#[derive(Default)]
pub(super) struct Public {
    pub(super) text: Option<String>,
    pub(super) copy: Option<Vec<u8>>,
    pub(super) attachments: Vec<Attachment>,
    pub(super) lines: Vec<AttachmentLine>,
}

/// Nothing where the item no longer stands: its withdrawal or correction follows.
pub(super) fn public(desk: &Desk, item: &Disclosure, letter: &Letter) -> Result<Public, Problem> {
    let Ok(order) = order_online(desk, item) else {
        return Ok(Public::default());
    };
    let paper = Paper::Online {
        item: letter.disclosure.to_string(),
    };
    let copy = finished(desk, &lay_out(desk, &paper)?)?.pdf;
    let mut public = Public {
        text: Some(compose::online(desk, item, order)?.text),
        copy: Some(copy),
        ..Public::default()
    };
    for (index, file) in item.content().attachments.iter().enumerate() {
        let clean = leaving(desk, index + 1, *file)?;
        let attachment = Attachment {
            extension: ending_of(&clean),
            bytes: desk.store.read_file(clean.content.sha256)?,
        };
        let (no, number) = (&letter.register_no, index + 1);
        public.lines.push(AttachmentLine {
            file: attachment.path(index),
            name: format!("{no}附件{number}.{}", attachment.extension),
        });
        public.attachments.push(attachment);
    }
    Ok(public)
}

/// The sheet of the directory.
fn sheet(
    desk: &Desk,
    letter: &Letter,
    corrects: Option<DisclosureId>,
    attachments: Vec<AttachmentLine>,
) -> Result<Box<ItemSheet>, Problem> {
    let catalogue = desk.catalogue()?;
    let entry = catalogue.entry(letter.entry.as_str());
    let item = desk.records().disclosure(letter.disclosure)?;
    let listing = &item.content().listing;
    // What the county gave before is what it finds the item by.
    let place = desk.records().public_place(letter.disclosure)?;
    let given = place.and_then(|place| place.index_no);
    let validity = match letter.kind {
        LetterKind::Withdrawal => "已撤回",
        _ => "有效",
    };
    Ok(Box::new(ItemSheet {
        disclosure: letter.disclosure,
        corrects,
        interprets: listing.interprets,
        register_no: letter.register_no.clone(),
        entry: letter.entry.clone(),
        entry_name: entry.map_or_else(|| letter.entry.to_string(), |entry| entry.name.clone()),
        index_no: letter.index_no.clone().or(given),
        title: letter.title.clone(),
        document_no: item.document_no().map(str::to_owned),
        publisher: letter.publisher.clone(),
        formed_on: letter.formed_on,
        released_on: letter.released_on,
        subject: listing.subject.clone(),
        genre: listing.genre.clone(),
        class: letter.class,
        channels: letter.channels.clone(),
        time_limit: entry.map(|entry| entry.time_class.label().to_owned()),
        scope: "面向全社会".to_owned(),
        validity: validity.to_owned(),
        void_from: None,
        keywords: listing.keywords.clone(),
        summary: letter.summary.clone(),
        why: letter.why.clone(),
        attachments,
    }))
}
