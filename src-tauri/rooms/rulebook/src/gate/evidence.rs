//! What shows that a check is in order: who signed when, how many rows, which day. It repeats
//! nothing that a released sheet would not show.

use super::GateFacts;
use crate::chain::Step;
use crate::register::{CopyFor, copies_of};
use crate::signature::{Signature, SignatureKind};
use crate::vocabulary::DisclosureClass;

/// `经办周禾生 10月9日、审核林见清 10月10日；纸签 2 处，扫描件 2 份`.
pub(super) fn signatures(facts: &GateFacts<'_>) -> String {
    let given = facts.disclosure.signatures();
    let one = |(signature, name): (&Signature, &String)| {
        let on = signature.moment.occurred_on.format("%-m月%-d日");
        format!("{}{name} {on}", signature.step.label())
    };
    let names: Vec<_> = given.iter().zip(&facts.signers).map(one).collect();
    let names = names.join("、");
    if let Some(document) = given
        .iter()
        .find_map(|signature| signature.document.as_ref())
    {
        return format!("引用 {document} 的发文稿纸：{names}");
    }
    let paper = of_kind(given, SignatureKind::Paper);
    let scans = given
        .iter()
        .filter(|signature| signature.scan.is_some())
        .count();
    if paper == 0 {
        return names;
    }
    format!("{names}；纸签 {paper} 处，有扫描件 {scans} 处")
}

fn of_kind(signatures: &[Signature], kind: SignatureKind) -> usize {
    let is_it = |signature: &&Signature| signature.kind == kind;
    signatures.iter().filter(is_it).count()
}

/// Who reviewed, on which day.
pub(super) fn secrecy(facts: &GateFacts<'_>) -> String {
    let mut given = facts.disclosure.signatures().iter().zip(&facts.signers);
    let review = given.find(|(signature, _)| signature.step == Step::Review);
    review.map_or_else(String::new, |(signature, name)| {
        let on = signature.moment.occurred_on.format("%Y年%-m月%-d日");
        format!("{name} {on}")
    })
}

/// How much was read again.
pub(super) fn read_again(facts: &GateFacts<'_>) -> String {
    let attached = facts.disclosure.content().attachments.len();
    match (facts.pages_read, attached) {
        (0, _) => String::new(),
        (pages, 0) => format!("排好的 {pages} 页逐页读过一遍"),
        (pages, attached) => format!("排好的 {pages} 页和 {attached} 个附件逐页读过一遍"),
    }
}

/// What there is to publish.
pub(super) fn content(facts: &GateFacts<'_>) -> String {
    let content = facts.disclosure.content();
    let letters = content.body.chars().filter(|c| !c.is_whitespace()).count();
    let mut parts = Vec::new();
    if letters > 0 {
        parts.push(format!("正文 {letters} 字"));
    }
    if let Some((rows, _)) = facts.list {
        parts.push(format!("名单 {rows} 行"));
    }
    if !content.attachments.is_empty() {
        parts.push(format!("附件 {} 个", content.attachments.len()));
    }
    parts.join("，")
}

/// The columns that a list shows.
pub(super) fn columns(facts: &GateFacts<'_>) -> String {
    if facts.shown_columns.is_empty() {
        return String::new();
    }
    format!("对外只列：{}", facts.shown_columns.join("、"))
}

/// By which clock, and how much of it is left.
pub(super) fn deadline(facts: &GateFacts<'_>) -> String {
    if let Some(demand) = &facts.disclosure.content().demand
        && demand.due.is_some()
    {
        return format!("按 {} 的要求", demand.document);
    }
    let Some(clock) = facts.clock else {
        return String::new();
    };
    let rule = format!("自{}起 {} {}内", clock.anchor, clock.n, clock.unit);
    match facts.workdays_left {
        Some(0) => format!("{rule}，今天到期"),
        Some(left) => format!("{rule}，还有 {left} 个工作日"),
        None => rule,
    }
}

/// `三份：报县 1、乡存 1、张贴 2`; nothing for what makes no copy.
pub(super) fn copies(class: DisclosureClass, posted: u32) -> Option<String> {
    let made = copies_of(class, posted);
    let count = |wanted: CopyFor| made.iter().filter(|made| **made == wanted).count();
    let parts: Vec<_> = CopyFor::ALL
        .iter()
        .map(|wanted| (wanted, count(*wanted)))
        .filter(|(_, count)| *count > 0)
        .map(|(wanted, count)| format!("{wanted} {count}"))
        .collect();
    (!parts.is_empty()).then(|| format!("印 {} 份：{}", made.len(), parts.join("、")))
}
