//! Checks of what leaves: private data, what a reviewer let out, the internet, words, print, channels
//! and what is not disclosed at all.

use super::checks::{line, written};
use super::evidence;
use super::{
    Check, CheckKind, Fix, GateFacts, Level, ListOnline, Mend, OutputFinding, Sourced, Spot,
};
use crate::signature::Secrecy;
use crate::vocabulary::{Channel, DisclosureClass};

/// What was found on the finished pages is told where it stands in the item, if it is the item's.
pub(super) fn private_data(facts: &GateFacts<'_>) -> Vec<Check> {
    let kind = CheckKind::PrivateData;
    if facts.findings.is_empty() && facts.sources.is_empty() {
        let clean = line(kind, Level::Ok, "成品和附件已检查，没有发现个人信息", "");
        return vec![clean.shown_by(evidence::read_again(facts))];
    }
    let explained = |finding: &&OutputFinding| {
        let same =
            |source: &Sourced| (&source.kind, &source.masked) == (&finding.kind, &finding.masked);
        finding.attached.is_some() || !facts.sources.iter().any(same)
    };
    let sources = facts.sources.iter().map(|source| {
        let place = source.spot.to_string();
        let text = format!("{place}有{}：{}", source.kind, source.masked);
        let inherited = matches!(source.spot, Spot::Element(_)) && !source.maskable;
        let mend = match inherited {
            true => Mend::Catalogue,
            false => Mend::Item,
        };
        line(kind, source.level, text, place)
            .mended_at(Some(mend))
            .standing_at(&source.spot)
            .fixed_by(source.maskable.then_some(Fix::Mask))
    });
    let pages = facts.findings.iter().filter(explained).map(|finding| {
        let text = format!("{}有{}：{}", finding.place, finding.kind, finding.masked);
        let told = line(kind, finding.level, text, finding.place.clone());
        match &finding.attached {
            None => told.mended_at(Some(Mend::Item)),
            Some(file) => {
                let told = told
                    .mended_at(Some(Mend::Attachments))
                    .standing_at(&Spot::Attachment(file.number));
                match file.table {
                    true => told.fixed_by(Some(Fix::MaskTable)),
                    false => told.shown_by(file.by_hand.clone()),
                }
            }
        }
    });
    sources.chain(pages).collect()
}

pub(super) fn printable(facts: &GateFacts<'_>) -> Vec<Check> {
    let red = |fault: &super::PrintFault| {
        let text = fault.text.clone();
        let told = line(CheckKind::Print, Level::Red, text, fault.place.clone());
        match &fault.spot {
            Some(spot @ Spot::Row(_)) => told.mended_at(Some(Mend::List)).standing_at(spot),
            Some(spot) => told.standing_at(spot),
            None => told,
        }
    };
    if facts.print_faults.is_empty() {
        return vec![line(CheckKind::Print, Level::Ok, "每个字都有字体可印", "")];
    }
    facts.print_faults.iter().map(red).collect()
}

/// What a reviewer let out beyond the rulings, in his name.
pub(super) fn allowed(facts: &GateFacts<'_>) -> Vec<Check> {
    let told = |allowed: &super::Allowed| {
        let text = format!("{}：审核人另有说明", allowed.told);
        let by = format!(
            "{} {}：{}",
            allowed.reviewer,
            written(allowed.on),
            allowed.why
        );
        line(CheckKind::Allowance, Level::Ok, text, "名单").shown_by(by)
    };
    facts.allowed.iter().map(told).collect()
}

/// Words that a notice should not have; they never block.
pub(super) fn words(facts: &GateFacts<'_>) -> Vec<Check> {
    let kind = CheckKind::Words;
    if facts.words.is_empty() {
        return vec![line(kind, Level::Ok, "没有旧机构名称和常见错别字", "")];
    }
    let told = |found: &super::WordFound| {
        let better = match found.better.as_str() {
            "" => String::new(),
            better => format!("，宜作“{better}”"),
        };
        let text = format!("{}有“{}”{better}", found.spot, found.word);
        line(kind, Level::Warning, text, found.spot.to_string())
            .shown_by(found.why.clone())
            .standing_at(&found.spot)
    };
    facts.words.iter().map(told).collect()
}

/// What the catalogue asks for against what is planned.
pub(super) fn channels(facts: &GateFacts<'_>) -> Option<Check> {
    let kind = CheckKind::Channels;
    if facts.disclosure.content().class != DisclosureClass::Proactive || facts.entry_mode.is_none()
    {
        return None;
    }
    let names = |channels: &[Channel]| {
        let names: Vec<_> = channels.iter().map(|channel| channel.label()).collect();
        names.join("、")
    };
    if facts.channels_left_out.is_empty() {
        let fine = line(kind, Level::Ok, "目录要求的公开形式都选了", "");
        return Some(fine.shown_by(names(&facts.channels)));
    }
    let text = format!(
        "目录要求的公开形式没有选：{}",
        names(&facts.channels_left_out)
    );
    Some(line(kind, Level::Warning, text, "公开形式").standing_at(&Spot::Channels))
}

/// Whether the matter is one that the catalogue or the review keeps back (Order 711 Art. 14–16).
pub(super) fn exemption(facts: &GateFacts<'_>) -> Check {
    let kind = CheckKind::Exemption;
    if let Some(laxer) = laxer_class(facts) {
        return laxer;
    }
    let partly =
        |signature: &crate::signature::Signature| signature.secrecy == Some(Secrecy::Partly);
    if facts.disclosure.signatures().iter().any(partly) {
        let text = "部分公开：不公开的部分已经去掉，其余照发";
        return line(kind, Level::Ok, text, "").shown_by(evidence::secrecy(facts));
    }
    match facts.entry_mode {
        Some(_) => line(kind, Level::Ok, "目录条目不属免予公开", ""),
        None => line(
            kind,
            Level::Warning,
            "目录里没有这个条目，请核对是不是免予公开事项",
            "目录",
        ),
    }
}

/// The catalogue keeps the matter inside, the item does not: somebody has to say why.
fn laxer_class(facts: &GateFacts<'_>) -> Option<Check> {
    let class = facts.disclosure.content().class;
    let mode = facts.entry_mode?;
    let laxer = class == DisclosureClass::Proactive && mode != DisclosureClass::Proactive;
    let text = format!("目录条目是“{mode}”，本件却是“{class}”，请核对");
    let told = || line(CheckKind::Exemption, Level::Warning, text, "公开属性");
    laxer.then(|| told().mended_at(Some(Mend::Item)).standing_at(&Spot::Class))
}

/// Lists of people go to the village board; the internet gets totals unless the adopted catalogue
/// asks for it and the reviewer says why.
pub(super) fn list_online(facts: &GateFacts<'_>) -> Option<Check> {
    let kind = CheckKind::ListOnline;
    let told = match facts.people_online? {
        ListOnline::Rows => line(kind, Level::Ok, "名单上网，审核人已确认", ""),
        ListOnline::TotalsEver => line(kind, Level::Ok, "名单本身涉及隐私，网上只放合计", ""),
        ListOnline::Totals => {
            let told = line(kind, Level::Ok, "名单只上公开栏，网上只放合计", "");
            told.fixed_by(facts.entry_online.then_some(Fix::Allow))
        }
    };
    let as_what = facts.totals_online.clone().unwrap_or_default();
    Some(told.shown_by(as_what))
}
