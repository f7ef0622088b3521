//! The checks of the gate, one function each; none of them decides whether a warning is accepted.

use chrono::NaiveDate;

use super::leaving::{allowed, channels, exemption, list_online, printable, private_data, words};
use super::{Check, CheckKind, Fix, GateFacts, Level, Mend, Spot};
use super::{attached, evidence};
use crate::chain::Step;
use crate::disclosure::Disclosure;
use crate::signature::Secrecy;
use crate::vocabulary::{DisclosureClass, TimeClass};

/// Every line of the sheet, in the order a person would ask.
pub(super) fn all(facts: &GateFacts<'_>) -> Vec<Check> {
    let mut checks = vec![signatures(facts), secrecy(facts), class(facts)];
    checks.push(exemption(facts));
    checks.extend(private_data(facts));
    checks.extend(allowed(facts));
    checks.extend(list_online(facts));
    checks.extend(attached::lines(facts));
    checks.extend(printable(facts));
    checks.extend(words(facts));
    checks.push(content(facts));
    checks.extend(list(facts));
    checks.extend(channels(facts));
    checks.push(elements(facts));
    checks.push(provider(facts));
    checks.push(phone(facts));
    checks.push(time_class(facts));
    checks.extend(deadline(facts));
    checks.extend(scans(facts));
    checks.extend(owed(facts));
    checks.extend(copies(facts));
    checks
}

pub(super) fn line(
    check: CheckKind,
    level: Level,
    text: impl Into<String>,
    place: impl Into<String>,
) -> Check {
    Check {
        check,
        level,
        text: text.into(),
        evidence: String::new(),
        place: place.into(),
        mend: (level != Level::Ok).then(|| mend(check)).flatten(),
        spot: None,
        fix: None,
        accepted: None,
    }
}

/// A day as people here write it: 2019年10月15日.
pub(super) fn written(day: NaiveDate) -> impl std::fmt::Display {
    day.format("%Y年%-m月%-d日")
}

/// Where a line of this kind is mended, as a rule.
const fn mend(check: CheckKind) -> Option<Mend> {
    match check {
        CheckKind::Signatures | CheckKind::Secrecy | CheckKind::Scans | CheckKind::Owed => {
            Some(Mend::Signing)
        }
        CheckKind::Class
        | CheckKind::PrivateData
        | CheckKind::Print
        | CheckKind::Words
        | CheckKind::Content
        | CheckKind::Elements
        | CheckKind::Provider => Some(Mend::Item),
        CheckKind::Attachments | CheckKind::Pictures => Some(Mend::Attachments),
        CheckKind::List => Some(Mend::List),
        CheckKind::ListOnline | CheckKind::Channels => Some(Mend::Channels),
        CheckKind::Exemption => Some(Mend::Catalogue),
        CheckKind::Phone => Some(Mend::Settings),
        CheckKind::TimeClass => Some(Mend::Catalogue),
        CheckKind::Deadline | CheckKind::Copies | CheckKind::Allowance => None,
    }
}

impl Check {
    pub(super) fn shown_by(mut self, evidence: String) -> Self {
        self.evidence = evidence;
        self
    }

    pub(super) fn mended_at(mut self, mend: Option<Mend>) -> Self {
        self.mend = mend;
        self
    }

    pub(super) fn standing_at(mut self, spot: &Spot) -> Self {
        self.spot = Some(spot.code());
        self
    }

    pub(super) fn fixed_by(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix;
        self
    }
}

fn signatures(facts: &GateFacts<'_>) -> Check {
    let kind = CheckKind::Signatures;
    match facts.disclosure {
        Disclosure::Approved(_) => {
            line(kind, Level::Ok, "签名齐全", "").shown_by(evidence::signatures(facts))
        }
        Disclosure::InReview(review) => {
            let next = review.next_step().map_or("", Step::label);
            line(
                kind,
                Level::Red,
                format!("还没有签完，下一步是“{next}”"),
                next,
            )
        }
        Disclosure::Draft(_) => line(
            kind,
            Level::Red,
            "还没有提交，先由经办签名",
            Step::Draft.label(),
        ),
        Disclosure::Released(_) => {
            line(kind, Level::Red, "已经发布，不能再发布一次", "").mended_at(None)
        }
        Disclosure::SetAside(_)
        | Disclosure::Corrected(_)
        | Disclosure::Withdrawn(_)
        | Disclosure::Exempt(_) => {
            let state = facts.disclosure.state();
            line(kind, Level::Red, format!("本件“{state}”，不能发布"), "").mended_at(None)
        }
    }
}

fn secrecy(facts: &GateFacts<'_>) -> Check {
    let kind = CheckKind::Secrecy;
    let place = Step::Review.label();
    if let Disclosure::InReview(review) = facts.disclosure
        && let Some(referral) = review.referral()
    {
        let since = written(referral.moment.occurred_on);
        return line(
            kind,
            Level::Red,
            format!("不能确定，{since} 已报上级，等候答复"),
            place,
        );
    }
    match facts
        .disclosure
        .signatures()
        .iter()
        .find_map(|signature| signature.secrecy)
    {
        Some(Secrecy::Open) => {
            line(kind, Level::Ok, "保密审查：可公开", place).shown_by(evidence::secrecy(facts))
        }
        Some(Secrecy::Partly) => {
            line(kind, Level::Ok, "保密审查：部分公开", place).shown_by(evidence::secrecy(facts))
        }
        Some(conclusion @ (Secrecy::Closed | Secrecy::Referred)) => {
            line(kind, Level::Red, format!("保密审查：{conclusion}"), place)
        }
        None => line(kind, Level::Red, "还没有作保密审查", place),
    }
}

fn class(facts: &GateFacts<'_>) -> Check {
    let class = facts.disclosure.content().class;
    let kind = CheckKind::Class;
    match class {
        DisclosureClass::Proactive => line(kind, Level::Ok, "公开属性：主动公开", ""),
        DisclosureClass::Internal => line(
            kind,
            Level::Ok,
            "公开属性：内部公开，只存乡里一份，不报县、不张贴",
            "",
        ),
        DisclosureClass::OnRequest | DisclosureClass::Exempt => {
            line(kind, Level::Red, format!("公开属性是“{class}”，不发布"), "")
        }
    }
}

fn content(facts: &GateFacts<'_>) -> Check {
    let content = facts.disclosure.content();
    let empty =
        content.body.trim().is_empty() && content.list.is_none() && content.attachments.is_empty();
    if empty {
        return line(
            CheckKind::Content,
            Level::Warning,
            "没有正文、名单，也没有附件",
            "正文",
        );
    }
    line(CheckKind::Content, Level::Ok, "有公开内容", "").shown_by(evidence::content(facts))
}

fn list(facts: &GateFacts<'_>) -> Option<Check> {
    let (rows, left_out) = facts.list?;
    if left_out > 0 {
        let text = format!("名单 {rows} 行，另有 {left_out} 行有错未列入");
        return Some(line(CheckKind::List, Level::Warning, text, "名单"));
    }
    let whole = line(
        CheckKind::List,
        Level::Ok,
        format!("名单 {rows} 行"),
        "名单",
    );
    Some(whole.shown_by(evidence::columns(facts)))
}

fn elements(facts: &GateFacts<'_>) -> Check {
    let kind = CheckKind::Elements;
    if facts.missing_elements.is_empty() {
        return line(kind, Level::Ok, "六个要素齐全或本目录不要求", "");
    }
    let names: Vec<_> = facts
        .missing_elements
        .iter()
        .map(|element| element.label())
        .collect();
    let names = names.join("、");
    let missing = line(kind, Level::Warning, format!("缺少要素：{names}"), names);
    match facts.missing_elements.first() {
        Some(first) => missing.standing_at(&Spot::Element(*first)),
        None => missing,
    }
}

fn provider(facts: &GateFacts<'_>) -> Check {
    let content = facts.disclosure.content();
    let missing = match (&content.unit, &content.provider) {
        (Some(unit), Some(provider)) => {
            return line(CheckKind::Provider, Level::Ok, "提供单位和提供人已写明", "")
                .shown_by(format!("{unit}　{provider}"));
        }
        (None, Some(_)) => "提供单位",
        (Some(_), None) => "提供人",
        (None, None) => "提供单位、提供人",
    };
    let text = format!("没有写{missing}（谁提供、谁负责）");
    let spot = match content.unit {
        Some(_) => Spot::Provider,
        None => Spot::Unit,
    };
    line(CheckKind::Provider, Level::Warning, text, missing).standing_at(&spot)
}

fn phone(facts: &GateFacts<'_>) -> Check {
    if let Some(phone) = &facts.supervision_phone {
        return line(CheckKind::Phone, Level::Ok, "有监督电话", "").shown_by(phone.clone());
    }
    line(
        CheckKind::Phone,
        Level::Warning,
        "没有监督电话，公示表上会空着",
        "设置",
    )
}

fn time_class(facts: &GateFacts<'_>) -> Check {
    match facts.time_class {
        TimeClass::Unsettled => line(
            CheckKind::TimeClass,
            Level::Warning,
            "目录条目的时限类别未定，请确认",
            "目录",
        ),
        settled @ (TimeClass::LongTerm | TimeClass::Periodic | TimeClass::Immediate) => line(
            CheckKind::TimeClass,
            Level::Ok,
            format!("时限类别：{settled}"),
            "",
        ),
    }
}

fn deadline(facts: &GateFacts<'_>) -> Option<Check> {
    let kind = CheckKind::Deadline;
    if facts.due.is_none() && facts.disclosure.content().formed_on.is_none() {
        let text = "没有写形成日期，算不出公开期限";
        let missing = line(kind, Level::Warning, text, "形成日期");
        let missing = missing.mended_at(Some(Mend::Item));
        return Some(missing.standing_at(&Spot::FormedOn));
    }
    Some(match facts.due? {
        Ok(due) if facts.on > due => line(
            kind,
            Level::Warning,
            format!("公开期限是 {}，已经过了", written(due)),
            due.to_string(),
        ),
        Ok(due) => line(kind, Level::Ok, format!("公开期限 {}", written(due)), "")
            .shown_by(evidence::deadline(facts)),
        Err(year) => {
            let text = format!("没有 {year} 年的放假安排，算不出公开期限");
            line(kind, Level::Warning, text, "工作日历")
        }
    })
}

fn scans(facts: &GateFacts<'_>) -> Option<Check> {
    let missing = |signature: &&crate::signature::Signature| signature.lacks_scan();
    let steps: Vec<_> = facts
        .disclosure
        .signatures()
        .iter()
        .filter(missing)
        .map(|s| s.step.label())
        .collect();
    let steps = (!steps.is_empty()).then(|| steps.join("、"))?;
    let (level, due) = match facts.scan_by {
        Some(by) if facts.on > by => (Level::Red, format!("，应于 {} 前补交，已逾期", written(by))),
        Some(by) => (Level::Warning, format!("，应于 {} 前补交", written(by))),
        None => (Level::Warning, String::new()),
    };
    let text = format!("纸签没有扫描件：{steps}{due}");
    Some(line(CheckKind::Scans, level, text, steps))
}

/// How many work days after a signature on paper its scan may be missing, unless the office sets
/// another limit.
pub const SCANNED_WITHIN: u32 = 5;

/// How many work days after an oral agreement its 补签 is due.
pub const MADE_GOOD_WITHIN: u32 = 2;

fn owed(facts: &GateFacts<'_>) -> Option<Check> {
    let oral = facts
        .disclosure
        .signatures()
        .iter()
        .find(|signature| signature.is_owed())?;
    let (step, on) = (oral.step.label(), written(oral.moment.occurred_on));
    let due = match facts.owed_by {
        Some(by) if facts.on > by => format!("应于 {} 前补签，已逾期", written(by)),
        Some(by) => format!("应于 {} 前补签", written(by)),
        None => format!("应在 {MADE_GOOD_WITHIN} 个工作日内补签"),
    };
    let immediate = facts.time_class == TimeClass::Immediate;
    let rule = if immediate {
        ""
    } else {
        "；口头同意本来只用于即时公开事项"
    };
    let text = format!("{step} {on} 口头同意，{due}{rule}");
    Some(line(CheckKind::Owed, Level::Warning, text, step))
}

/// 一式三份: how many for whom; nothing for what makes none.
fn copies(facts: &GateFacts<'_>) -> Option<Check> {
    let text = evidence::copies(facts.disclosure.content().class, facts.posted)?;
    Some(line(CheckKind::Copies, Level::Ok, text, ""))
}
