//! The approval and secrecy review sheet of an item.

use chrono::NaiveDate;
use gongkai_printroom::papers::ScanMark;
use gongkai_printroom::papers::approval::{ApprovalSheet, ApprovalStep, SecrecyTick, Signed};
use gongkai_rulebook::batch;
use gongkai_rulebook::catalogue::Entry;
use gongkai_rulebook::chain::{Chain, Step};
use gongkai_rulebook::disclosure::{Content, Disclosure};
use gongkai_rulebook::ids::{DisclosureId, ListId};
use gongkai_rulebook::moment::Moment;
use gongkai_rulebook::scan_code::{CodedSheet, ItemMark};
use gongkai_rulebook::signature::{Secrecy, Signature};
use gongkai_rulebook::vocabulary::{Channel, DisclosureClass, TimeClass};

use super::list::{PublicList, audience_of, lower_part, public_list};
use crate::tasks::cite_signed_sheet;
use crate::tasks::pass_gate::planned_channels;
use crate::typed::masked;
use crate::{Desk, Problem};

/// Lays an item out as its approval sheet. Steps not signed yet are blank: a printed date beside
/// an empty signature looks back-dated.
pub(crate) fn approval_sheet(desk: &Desk, item: &Disclosure) -> Result<ApprovalSheet, Problem> {
    let content = item.content();
    let edition = desk.records().filing(item.id())?.edition;
    let catalogue = desk.catalogue_edition(&edition)?;
    let entry = catalogue.entry(content.entry.as_str());
    let chain = chain_of(desk, item)?;
    let mut steps = vec![ApprovalStep {
        heading: "提供单位".to_owned(),
        note: provided_by(
            content.unit.as_deref(),
            content.provider.as_deref(),
            answered_for(desk, item.id())?,
        ),
        ..ApprovalStep::default()
    }];
    for step in chain.steps() {
        let signature = item
            .signatures()
            .iter()
            .find(|signature| signature.step == *step);
        steps.push(ApprovalStep {
            heading: heading(*step).to_owned(),
            note: signature.map(later).unwrap_or_default(),
            secrecy_review: *step == Step::Review,
            conclusions: Vec::new(),
            signed: signature
                .map(|signature| signed(desk, signature))
                .transpose()?,
        });
    }
    steps.push(release_box(desk, item)?);
    Ok(ApprovalSheet {
        office: desk.settings()?.name,
        register_no: item
            .released()
            .map(|released| released.release().register_no.to_string()),
        title: masked(&content.title),
        entry: entry.map_or_else(
            || content.entry.to_string(),
            |entry| format!("{} {}", entry.code, entry.name),
        ),
        class: content.class.label().to_owned(),
        time_class: entry.map_or("", time_class).to_owned(),
        demand: demanded(content),
        stage: content
            .stage
            .map_or_else(String::new, |stage| format!("{stage}公开")),
        formed_on: content.formed_on,
        channels: channels(&planned(desk, item)?),
        attachments: attachments(desk, item.id(), content)?,
        summary: masked(&summary(content)),
        steps,
        scan_mark: Some(ScanMark {
            office: desk.office_mark(),
            sheet: CodedSheet::Approval(ItemMark::of(item.id())),
        }),
    })
}

/// What a superior asks for: `样政办〔2019〕31号，10月12日前公开`.
fn demanded(content: &Content) -> String {
    let Some(demand) = &content.demand else {
        return String::new();
    };
    match demand.due {
        Some(due) => format!("{}，{}前公开", demand.document, due.format("%-m月%-d日")),
        None => demand.document.clone(),
    }
}

/// What is not settled is left blank for the hand: a form is not the place for a question.
fn time_class(entry: &Entry) -> &'static str {
    match entry.time_class == TimeClass::Unsettled {
        true => "",
        false => entry.time_class.label(),
    }
}

/// The chain the item goes along, or will.
pub(crate) fn chain_of(desk: &Desk, item: &Disclosure) -> Result<Chain, Problem> {
    let in_force = chain_in_force(desk, item)?;
    Ok(batch::chain_of(item, &in_force).clone())
}

/// The chain in force for the item's entry.
pub(crate) fn chain_in_force(desk: &Desk, item: &Disclosure) -> Result<Chain, Problem> {
    let chain = desk.records().chain(Some(&item.content().entry))?;
    Ok(chain.unwrap_or_else(Chain::three_people))
}

/// The name by which a form words the step.
pub(super) const fn heading(step: Step) -> &'static str {
    match step {
        Step::Draft => "经办",
        Step::Proofread => "校对",
        Step::Review => "审核",
        Step::Agree => "分管领导",
        Step::Approve => "主要领导",
    }
}

/// What is said beside a signature: the draft sheet it is cited from; what happened after its day:
/// 补签 of an oral consent, 补录. Never hidden.
fn later(signature: &Signature) -> String {
    let made_good = signature.made_good.as_ref();
    let made_good = made_good.map(|later| later.moment.occurred_on);
    let told = told_later(made_good, signature.moment);
    let cited = signature.document.as_deref().map(cite_signed_sheet::told);
    let told = Some(told).filter(|told| !told.is_empty());
    let parts: Vec<String> = cited.into_iter().chain(told).collect();
    parts.join("；")
}

fn told_later(made_good: Option<NaiveDate>, moment: Moment) -> String {
    let told = |day: NaiveDate, act: &str| format!("{}{act}", day.format("%Y年%-m月%-d日"));
    let made_good = made_good.map(|day| told(day, "补签"));
    let late = moment.is_late_entry();
    let entered = late.then(|| told(moment.entered.today, "补录"));
    let acts: Vec<String> = made_good.into_iter().chain(entered).collect();
    acts.join("；")
}

/// Who of the station answers for the draft that came in last, and since when (谁负责).
fn answered_for(desk: &Desk, item: DisclosureId) -> Result<Option<String>, Problem> {
    let drafts = desk.records().taken_drafts_of(item)?;
    Ok(drafts.last().map(|draft| {
        let day = draft.agreed_on.format("%Y年%-m月%-d日");
        format!("来稿负责人：{}（{day}审核）", draft.responsible)
    }))
}

/// The providing unit, who brought it and who answers for it, as far as they are known; its leader signs
/// by hand.
fn provided_by(unit: Option<&str>, provider: Option<&str>, answered_for: Option<String>) -> String {
    let provider = provider.map(|name| format!("提供人：{name}"));
    let known: Vec<String> = unit
        .map(str::to_owned)
        .into_iter()
        .chain(provider)
        .chain(answered_for)
        .collect();
    known.join("　")
}

pub(super) fn signed(desk: &Desk, signature: &Signature) -> Result<Signed, Problem> {
    Ok(Signed {
        signer: desk.records().person(signature.signer)?.name,
        on: signature.moment.occurred_on,
        kind: signature.kind.label().to_owned(),
        stand_in: signature.stands_in_for.is_some(),
        opinion: masked(signature.opinion.as_deref().unwrap_or_default()),
        secrecy: signature
            .secrecy
            .map(|secrecy| (tick(secrecy), String::new())),
    })
}

const fn tick(secrecy: Secrecy) -> SecrecyTick {
    match secrecy {
        Secrecy::Open => SecrecyTick::Open,
        Secrecy::Partly => SecrecyTick::Partly,
        Secrecy::Closed => SecrecyTick::Closed,
        Secrecy::Referred => SecrecyTick::AskAbove,
    }
}

fn release_box(desk: &Desk, item: &Disclosure) -> Result<ApprovalStep, Problem> {
    let signed = match item.released() {
        Some(released) => Some(Signed {
            signer: desk.records().person(released.release().by)?.name,
            on: released.release().moment.occurred_on,
            kind: "本机".to_owned(),
            stand_in: false,
            opinion: String::new(),
            secrecy: None,
        }),
        None => None,
    };
    Ok(ApprovalStep {
        heading: "发布".to_owned(),
        note: let_stand(desk, item)?,
        secrecy_review: false,
        conclusions: Vec::new(),
        signed,
    })
}

/// `“缺少要素：依据”照发：沿用上年（周禾生 2019年10月9日）`: each warning that was let stand, with its own
/// reason.
fn let_stand(desk: &Desk, item: &Disclosure) -> Result<String, Problem> {
    let mut told = Vec::new();
    for given in desk.records().accepted_warnings(item.id())? {
        if given.is_about(item.content())? {
            let who = desk.records().person(given.by)?.name;
            let on = given.moment.occurred_on.format("%Y年%-m月%-d日");
            let (warning, why) = (&given.warning, &given.why);
            told.push(format!("“{warning}”照发：{why}（{who} {on}）"));
        }
    }
    Ok(told.join("；"))
}

/// The channels of the release, or what the clerk plans: whoever signs agrees to these.
fn planned(desk: &Desk, item: &Disclosure) -> Result<Vec<Channel>, Problem> {
    if let Some(released) = item.released() {
        return Ok(released.release().channels.clone());
    }
    match item.content().class {
        DisclosureClass::OnRequest | DisclosureClass::Exempt => Ok(Vec::new()),
        DisclosureClass::Proactive | DisclosureClass::Internal => planned_channels(desk, item, &[]),
    }
}

/// The usual channels, ticked where they are planned; others only where they are.
fn channels(planned: &[Channel]) -> Vec<(String, bool)> {
    let usual = [
        Channel::NoticeBoard,
        Channel::VillageBoard,
        Channel::Website,
        Channel::Leaflet,
        Channel::Broadcast,
        Channel::Meeting,
        Channel::Television,
    ];
    Channel::ALL
        .iter()
        .filter(|channel| usual.contains(channel) || planned.contains(channel))
        .map(|channel| (channel.label().to_owned(), planned.contains(channel)))
        .collect()
}

fn attachments(desk: &Desk, item: DisclosureId, content: &Content) -> Result<String, Problem> {
    let mut parts = Vec::new();
    if let Some(id) = content.list {
        let reference = content.formed_on.unwrap_or(desk.host.now().today);
        let audience = audience_of(content.class);
        parts.push(told(&public_list(desk, (item, id), audience, reference)?));
        parts.extend(let_out(desk, item, id)?);
    }
    if !content.attachments.is_empty() {
        parts.push(format!("附件 {} 个", content.attachments.len()));
    }
    Ok(parts.join("；"))
}

/// `公开“电话”（林见清：…）`: what the reviewer let out, so that the head approves it knowingly.
fn let_out(desk: &Desk, item: DisclosureId, list: ListId) -> Result<Vec<String>, Problem> {
    let given = desk.records().allowances(item)?.into_iter();
    given
        .filter(|given| given.list == list)
        .map(|given| {
            let reviewer = desk.records().person(given.reviewer)?.name;
            Ok(format!(
                "{}（{reviewer}：{}）",
                given.allowance.told(),
                given.why
            ))
        })
        .collect()
}

/// `名单 57 行，合计 35,910.00 元；对外不列：身份证号`.
fn told(list: &PublicList) -> String {
    let totals = &list.view.totals;
    let mut text = format!("名单 {} 行", totals.rows);
    if let Some(sum) = totals.amount {
        text.push_str(&format!("，合计 {sum} 元"));
    }
    let title = |title: &str| lower_part(title).to_owned();
    let dropped: Vec<String> = list
        .view
        .leaving
        .dropped
        .iter()
        .map(|column| title(&column.title))
        .collect();
    if !dropped.is_empty() {
        text.push_str(&format!("；对外不列：{}", dropped.join("、")));
    }
    let masked: Vec<String> = list
        .view
        .leaving
        .masked
        .iter()
        .map(|column| title(column))
        .collect();
    if !masked.is_empty() {
        text.push_str(&format!("；遮盖：{}", masked.join("、")));
    }
    text
}

/// The beginning of the body.
fn summary(content: &Content) -> String {
    const LENGTH: usize = 120;
    let words: Vec<&str> = content.body.split_whitespace().collect();
    let text = words.join("");
    if text.chars().count() <= LENGTH {
        return text;
    }
    text.chars().take(LENGTH).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use gongkai_rulebook::moment::{Moment, Now};

    use super::{provided_by, told_later};

    #[test]
    fn a_sheet_says_when_a_signature_was_made_good_or_entered_late() {
        let day = |day| NaiveDate::from_ymd_opt(2019, 10, day).unwrap_or_default();
        let moment = |on, entered| {
            let now = Now {
                unix_ms: 0,
                today: day(entered),
            };
            Moment::new(Some(day(on)), now).expect("a moment")
        };
        assert_eq!(told_later(None, moment(8, 8)), "");
        assert_eq!(told_later(None, moment(8, 9)), "2019年10月9日补录");
        let both = told_later(Some(day(10)), moment(8, 9));
        assert_eq!(both, "2019年10月10日补签；2019年10月9日补录");
    }

    #[test]
    fn a_provider_is_named_as_far_as_known() {
        let both = provided_by(Some("上坪村村民委员会"), Some("许长福"), None);
        assert_eq!(both, "上坪村村民委员会　提供人：许长福");
        assert_eq!(provided_by(None, Some("许长福"), None), "提供人：许长福");
        assert_eq!(provided_by(None, None, None), "");
    }
}
