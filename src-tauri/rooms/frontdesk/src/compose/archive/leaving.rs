//! What goes to the county's archive, and what is destroyed, as papers.

use chrono::Datelike;
use gongkai_printroom::papers::archive_disposal::{DisposalDone, DisposalPapers, DisposalRow};
use gongkai_printroom::papers::archive_list::TransferPapers;
use gongkai_registry::records::{ArchiveItem, ItemFilter};
use gongkai_rulebook::archive::keeping::Appraisal;
use gongkai_rulebook::archive::scheme::Scheme;
use gongkai_rulebook::ids::{DisposalId, TransferId};

use crate::archiving::{Standings, all_items, archive_line, day};
use crate::tasks::{dispose_items, hand_to_archive};
use crate::typed::masked;
use crate::{Desk, Problem};

/// A transfer that was made, or everything that is due.
pub(super) fn transfer(
    desk: &Desk,
    scheme: &Scheme,
    id: Option<TransferId>,
) -> Result<TransferPapers, Problem> {
    let (to, on, items) = match id {
        None => {
            let due = hand_to_archive::due(desk, scheme, &Standings::read(desk)?)?;
            (String::new(), String::new(), due)
        }
        Some(id) => {
            let Some(made) = desk.records().transfers(Some(id))?.pop() else {
                return Err(Problem::refused(
                    "not-found",
                    "没有这一次移交",
                    "核对移交记录",
                ));
            };
            let gone = ItemFilter {
                transfer: Some(id),
                ..ItemFilter::default()
            };
            (
                made.to,
                day(made.handed_on),
                desk.records().archive_items(&gone)?,
            )
        }
    };
    let mut boxes: Vec<_> = items.iter().filter_map(|item| item.boxed).collect();
    boxes.sort_unstable();
    boxes.dedup();
    Ok(TransferPapers {
        office: scheme.fonds_name.clone(),
        to,
        years: years(&items),
        boxes: boxes.len(),
        on,
        lines: items.iter().map(listed).collect(),
    })
}

/// An item as a list that hands it over says it: that it goes is no remark there.
fn listed(item: &ArchiveItem) -> gongkai_printroom::papers::archive_list::ArchiveLine {
    let mut line = archive_line(item);
    let no = item.register_no.map(|no| no.to_string());
    line.remark = no.unwrap_or_default();
    line
}

fn years(items: &[ArchiveItem]) -> String {
    let all = || items.iter().map(|item| item.filed.class.year);
    match (all().min(), all().max()) {
        (Some(first), Some(last)) if first < last => format!("{first}年至{last}年"),
        (Some(year), _) => format!("{year}年"),
        (None, _) => String::new(),
    }
}

/// A disposal list with its lines.
pub(super) fn disposal(
    desk: &Desk,
    scheme: &Scheme,
    id: DisposalId,
) -> Result<DisposalPapers, Problem> {
    let list = dispose_items::find(desk, id)?;
    let ended = list
        .carried_out
        .as_ref()
        .map_or(list.made_on, |done| done.on);
    let mut all = all_items(desk)?;
    let mut lines = Vec::new();
    for line in desk.records().disposal_lines(id)? {
        let Some(item) = all.remove(&line.item) else {
            continue;
        };
        let class = &item.filed.class;
        lines.push(DisposalRow {
            code: item.filed.code.clone(),
            title: masked(&item.filed.title),
            year: class.year.to_string(),
            period: class.period.label().to_owned(),
            // Periods count from 1 January after the year of formation.
            kept_years: ended.year() - class.year - 1,
            pages: item.pages,
            verdict: line
                .verdict
                .map(|verdict| verdict.label().to_owned())
                .unwrap_or_default(),
            why: line.why,
            destroyed: line.verdict == Some(Appraisal::Destroy),
        });
    }
    Ok(DisposalPapers {
        office: scheme.fonds_name.clone(),
        fonds: scheme.fonds.clone(),
        no: dispose_items::number(&list),
        made: (list.made_by.clone(), day(list.made_on)),
        appraisers: list.appraisers.clone(),
        approved: list.approved.map(|(name, on)| (name, day(on))),
        done: list.carried_out.map(|done| DisposalDone {
            witnesses: done.witnesses,
            place: done.place,
            method: done.method,
            on: day(done.on),
        }),
        lines,
    })
}
