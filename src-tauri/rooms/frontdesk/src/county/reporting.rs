//! Seals reports of a period after the items, in the same chain.

use chrono::DateTime;
use gongkai_letters::{Letter, Metadata, Outgoing, PrivateKey, ReportSheet, Standing, seal};
use gongkai_registry::records::{ChainedPackage, CountyLink, PeriodReport};
use gongkai_registry::{Fingerprint, audit, operation};
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::letter::LetterKind;

use super::sealing::{Public, public};
use super::township;
use crate::acting::Actor;
use crate::tasks::take_in_file::take_in_made;
use crate::{Desk, Problem};

/// Seals every report that waits, after `standing`. Answers with how many.
///
/// # Errors
/// What keeps a report's item from leaving, what the store says.
pub(super) fn seal_reports(
    desk: &mut Desk,
    link: &CountyLink,
    signer: &PrivateKey,
    mut standing: Standing,
    actor: &Actor,
) -> Result<u64, Problem> {
    let mut sealed = 0;
    let reports = desk.records().period_reports()?.into_iter();
    for report in reports.filter(PeriodReport::waits) {
        let outgoing = outgoing(desk, link, &report)?;
        let package = seal(&outgoing, &standing, signer).map_err(|error| {
            let next = "核对这份报告的附件后再报";
            Problem::refused("seal", error.to_string(), next)
        })?;
        standing = package.standing;
        let kept = take_in_made(desk, &package.bytes, &package.name().to_string())?;
        let head = standing.head.map_or([0; 32], |head| *head.bytes());
        let row = ChainedPackage {
            number: package.manifest.number,
            letter: report.id,
            kind: Some(report.kind),
            head: Fingerprint(head),
            content: kept.sha256(),
            sealed_at: desk.host.now().unix_ms,
        };
        desk.store
            .change::<_, Problem>(operation!("seal-county-report"), |change| {
                kept.keep(change)?;
                change.put_sealed_report(&row)?;
                let entry = actor
                    .entry("seal-county-package", "county-package", row.number)
                    .open_fact("head", row.head.to_string());
                audit::append(change, &entry)?;
                Ok(())
            })?;
        sealed += 1;
    }
    Ok(sealed)
}

fn outgoing(desk: &Desk, link: &CountyLink, report: &PeriodReport) -> Result<Outgoing, Problem> {
    let public = match report.disclosure {
        None => Public {
            text: Some(report.body.clone()),
            ..Public::default()
        },
        Some(item) => item_of(desk, item)?,
    };
    let sheet = ReportSheet {
        period: report.period.clone(),
        title: report.title.clone(),
        publisher: desk.settings()?.name,
        figures: report.figures.clone(),
        attachments: public.lines,
    };
    let metadata = match report.kind {
        LetterKind::AnnualReport => Metadata::AnnualReport(sheet),
        LetterKind::SelfCheckReport => Metadata::SelfCheckReport(sheet),
        LetterKind::NilReport => Metadata::NilReport(sheet),
        LetterKind::Statistics
        | LetterKind::Disclosure
        | LetterKind::Correction
        | LetterKind::Withdrawal
        | LetterKind::Draft
        | LetterKind::Receipt
        | LetterKind::Return
        | LetterKind::Notice
        | LetterKind::Circular
        | LetterKind::Catalogue
        | LetterKind::Request
        | LetterKind::Opinion
        | LetterKind::Ranking => Metadata::Statistics(sheet),
    };
    Ok(Outgoing {
        package: report.id,
        township: township(&link.township)?,
        sender: desk.store.card().office,
        created: DateTime::from_timestamp_millis(desk.host.now().unix_ms).unwrap_or_default(),
        metadata,
        text: public.text,
        copy: public.copy,
        attachments: public.attachments,
    })
}

/// What of the item that is the report may leave: what went online of it.
fn item_of(desk: &Desk, item: DisclosureId) -> Result<Public, Problem> {
    let written = desk.records().outbox()?.into_iter().rev();
    let mut letters = written
        .filter(|kept| kept.disclosure == item)
        .filter_map(|kept| serde_json::from_str::<Letter>(&kept.letter).ok());
    let letter = letters.find(|letter| letter.kind != LetterKind::Withdrawal);
    match letter {
        Some(letter) => public(desk, &desk.records().disclosure(item)?, &letter),
        None => Ok(Public::default()),
    }
}
