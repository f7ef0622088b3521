//! A 批量审批表: what is known of its items now, laid out as the sheet that was numbered.

use gongkai_printroom::papers::ScanMark;
use gongkai_printroom::papers::approval::ApprovalStep;
use gongkai_printroom::papers::batch_approval::{BatchApproval, BatchItem};
use gongkai_registry::records::{BatchLine, BatchSheet};
use gongkai_rulebook::chain::Step;
use gongkai_rulebook::disclosure::Disclosure;
use gongkai_rulebook::scan_code::CodedSheet;
use gongkai_rulebook::signature::Signature;

use super::approval::{heading, signed};
use crate::typed::masked;
use crate::{Desk, Problem};

/// Lays the sheet out. An item that was changed or is gone since stands struck through; a step that
/// one hand has signed for every item on one day tells so, any other is blank.
pub(crate) fn batch_approval(desk: &Desk, sheet: &BatchSheet) -> Result<BatchApproval, Problem> {
    let mut lines = Vec::new();
    let mut items = Vec::new();
    for line in &sheet.lines {
        match standing(desk, line)? {
            Some(item) => {
                lines.push(told(desk, &item)?);
                items.push(item);
            }
            None => lines.push(BatchItem {
                title: masked(&line.title),
                changed: true,
                ..BatchItem::default()
            }),
        }
    }
    let mut steps = Vec::new();
    for step in sheet.chain.steps() {
        steps.push(ApprovalStep {
            heading: heading(*step).to_owned(),
            note: String::new(),
            secrecy_review: *step == Step::Review,
            conclusions: Vec::new(),
            signed: common(&items, *step)
                .map(|signature| signed(desk, signature))
                .transpose()?,
        });
    }
    Ok(BatchApproval {
        office: desk.settings()?.name,
        number: sheet.no.to_string(),
        lines,
        steps,
        scan_mark: Some(ScanMark {
            office: desk.office_mark(),
            sheet: CodedSheet::Batch(sheet.no),
        }),
    })
}

/// The item of a line, while it still says what was printed.
pub(crate) fn standing(desk: &Desk, line: &BatchLine) -> Result<Option<Disclosure>, Problem> {
    let item = match desk.records().disclosure(line.disclosure) {
        Ok(item) => item,
        Err(error) if error.code() == "not-found" => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let says = line.says(item.content())?;
    Ok(says.then_some(item))
}

fn told(desk: &Desk, item: &Disclosure) -> Result<BatchItem, Problem> {
    let content = item.content();
    let edition = desk.records().filing(item.id())?.edition;
    let catalogue = desk.catalogue_edition(&edition)?;
    let entry = catalogue.entry(content.entry.as_str());
    let people = match content.list {
        Some(list) => format!("{} 行", desk.records().list(list)?.read),
        None => String::new(),
    };
    Ok(BatchItem {
        title: masked(&content.title),
        entry: entry.map_or_else(
            || content.entry.to_string(),
            |entry| format!("{} {}", entry.code, entry.name),
        ),
        unit: [content.unit.as_deref(), content.provider.as_deref()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("\n"),
        class: content.class.label().to_owned(),
        people,
        changed: false,
    })
}

/// The signature of `step` where every item has the same one: signer, day, way and conclusion.
fn common(items: &[Disclosure], step: Step) -> Option<&Signature> {
    let of = |item: &'_ Disclosure| -> Option<usize> {
        item.signatures()
            .iter()
            .position(|signature| signature.step == step)
    };
    let first = items.first()?;
    let one = first.signatures().get(of(first)?)?;
    let same = |other: &Signature| {
        (
            other.signer,
            other.moment.occurred_on,
            other.kind,
            other.secrecy,
        ) == (one.signer, one.moment.occurred_on, one.kind, one.secrecy)
    };
    let all = items.iter().all(|item| {
        of(item)
            .and_then(|at| item.signatures().get(at))
            .is_some_and(same)
    });
    all.then_some(one)
}
