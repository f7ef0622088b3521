//! A reviewer lets something out of a list beyond the rulings, by a reason that is kept in his name
//! and shown at the gate and on the approval sheet; or takes it back. Without one an office is never
//! laxer.

use chrono::NaiveDate;
use gongkai_registry::records::GivenAllowance;
use gongkai_registry::{audit, operation};
use gongkai_rulebook::disclosure::Disclosure;
use gongkai_rulebook::ids::{DisclosureId, ListId, StaffId};
use gongkai_rulebook::public_view::Allowance;
use gongkai_rulebook::vocabulary::Duty;
use gongkai_rulebook::{Refusal, UnknownTerm};
use serde::{Deserialize, Serialize};

use super::draft_disclosure::{item, required};
use crate::acting::here_on;
use crate::acts::ItemAct;
use crate::{Acting, Desk, Problem, typed};

/// What a reviewer lets out.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "AllowInListRequest", optional_fields = nullable))]
pub struct Request {
    /// The item.
    pub disclosure: String,
    /// `online` for the list on the internet, or the meaning of a column.
    pub allowance: String,
    /// The reviewer whose reason it is; whoever enters it if not said.
    pub reviewer: Option<String>,
    /// Why; none takes it back.
    pub why: Option<String>,
    /// Who enters it, and the day the reviewer said so.
    pub acting: Acting,
}

/// What is let out of the item's list, and what could be.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "AllowancesOfItem")
)]
pub struct Answer {
    /// The item.
    pub disclosure: DisclosureId,
    /// What is let out.
    pub given: Vec<Given>,
    /// What a reviewer's reason could let out besides.
    pub choices: Vec<Choice>,
}

/// What was let out.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "AllowanceGiven"))]
pub struct Given {
    /// Its code.
    pub allowance: String,
    /// What, in words.
    pub told: String,
    /// Whose reason it is.
    pub reviewer: String,
    /// The day.
    pub on: NaiveDate,
    /// Why.
    pub why: String,
}

/// What could be let out.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "AllowanceChoice")
)]
pub struct Choice {
    /// Its code.
    pub allowance: String,
    /// What, in words.
    pub told: String,
}

/// What is let out of the list of the item `given`, and what could be: of the columns it has.
///
/// # Errors
/// `not-found`, what the store says.
pub fn look(desk: &Desk, given: &str) -> Result<Answer, Problem> {
    answer(desk, &item(desk, given)?)
}

fn answer(desk: &Desk, item: &Disclosure) -> Result<Answer, Problem> {
    let mut answer = Answer {
        disclosure: item.id(),
        given: Vec::new(),
        choices: Vec::new(),
    };
    let Some(list) = item.content().list else {
        return Ok(answer);
    };
    for given in desk.records().allowances(item.id())? {
        if given.list == list {
            answer.given.push(Given {
                allowance: given.allowance.code().to_owned(),
                told: given.allowance.told(),
                reviewer: desk.records().person(given.reviewer)?.name,
                on: given.given.occurred_on,
                why: given.why,
            });
        }
    }
    let record = desk.records().list(list)?;
    for allowance in Allowance::all(record.kind) {
        let has = match allowance {
            Allowance::Online => may_go_online(desk, item)?,
            Allowance::Column(meaning) => record
                .columns
                .iter()
                .any(|column| column.meaning == meaning),
        };
        let is_given = answer
            .given
            .iter()
            .any(|given| given.allowance == allowance.code());
        if has && !is_given && may_change(item, allowance).is_ok() {
            answer.choices.push(Choice {
                allowance: allowance.code().to_owned(),
                told: allowance.told(),
            });
        }
    }
    Ok(answer)
}

/// Lets it out, or takes it back.
///
/// # Errors
/// `no-list`, `never-let-out` for what no reason lets out, `not-in-catalogue` for the internet where
/// the adopted catalogue does not ask for it, `lacks-duty` for whoever is no reviewer,
/// `reviewer-drafted`, `not-in-state` before it is submitted, after its release and, where it changes
/// the sheet, after the head approved it; `field-missing`, `private-data` in the reason, `who-acts`,
/// what the store says.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let item = item(desk, &request.disclosure)?;
    let allowance = named(&request.allowance)?;
    let list = item.content().list.ok_or_else(|| {
        Problem::refused(
            "no-list",
            "本件没有名单",
            "要放宽的是名单的公开范围；没有名单不必放宽",
        )
    })?;
    let drafter = may_change(&item, allowance)?;
    let Some(why) = request.why.as_deref() else {
        take_back(desk, &item, (list, allowance), &actor)?;
        return answer(desk, &item);
    };
    let why = typed::open_line("放宽的原因", required(Some(why), "放宽的原因")?)?;
    check_allowance(desk, &item, list, allowance)?;
    let name = request.reviewer.as_deref().unwrap_or(&actor.person.name);
    let reviewer = desk.records().staff_member(name)?;
    here_on(&reviewer, actor.moment.occurred_on)?;
    check_reviewer(&reviewer.person, drafter)?;
    let given = GivenAllowance {
        list,
        allowance,
        why,
        reviewer: reviewer.person.id,
        enterer: actor.person.id,
        given: actor.moment,
    };
    desk.store
        .change::<_, Problem>(operation!("allow-in-list"), |change| {
            change.put_allowance(item.id(), &given)?;
            let entry = actor
                .about(ItemAct::Allow, item.id())
                .signed_by(&reviewer.person.name)
                .open_fact("allowance", allowance.code())
                .open_fact("why", &given.why);
            audit::append(change, &entry)?;
            Ok(())
        })?;
    answer(desk, &item)
}

fn take_back(
    desk: &mut Desk,
    item: &Disclosure,
    (list, allowance): (ListId, Allowance),
    actor: &crate::acting::Actor,
) -> Result<(), Problem> {
    desk.store
        .change::<_, Problem>(operation!("allow-no-more"), |change| {
            change.drop_allowance(item.id(), list, allowance)?;
            let entry = actor
                .about(ItemAct::AllowNoMore, item.id())
                .open_fact("allowance", allowance.code());
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(())
}

/// What the words mean.
fn named(words: &str) -> Result<Allowance, Problem> {
    words.parse().map_err(|unknown: UnknownTerm| {
        let text = format!("没有这样的放宽：{}", typed::masked(&unknown.to_string()));
        Problem::usage(
            "unknown-term",
            text,
            "写“上网”，或名单上一列的含义，如“电话”",
        )
    })
}

/// Who drafted it. What changes the sheet is settled before the head approves it.
fn may_change(item: &Disclosure, allowance: Allowance) -> Result<Option<StaffId>, Problem> {
    match item {
        Disclosure::InReview(review) => Ok(review.drafter()),
        Disclosure::Approved(_) if allowance == Allowance::Online => {
            Ok(item.signatures().first().map(|signature| signature.signer))
        }
        Disclosure::Approved(_) => {
            let text = "主要领导已经批准，名单上不能再多列一栏";
            let next = "要放宽，先退回或修改，重新送审时由审核人说明";
            Err(Problem::refused("not-in-state", text, next))
        }
        Disclosure::Draft(_)
        | Disclosure::SetAside(_)
        | Disclosure::Released(_)
        | Disclosure::Corrected(_)
        | Disclosure::Withdrawn(_)
        | Disclosure::Exempt(_) => Err(item.refuse("放宽公开").into()),
    }
}

fn check_allowance(
    desk: &Desk,
    item: &Disclosure,
    list: ListId,
    allowance: Allowance,
) -> Result<(), Problem> {
    let kind = desk.records().list(list)?.kind;
    if !Allowance::all(kind).contains(&allowance) {
        let text = format!("“{kind}”名单不能{}：任何原因都不行", allowance.told());
        let next = "只公布合计，或改用不涉及个人的说明";
        return Err(Problem::refused("never-let-out", text, next));
    }
    if allowance != Allowance::Online {
        return Ok(());
    }
    if may_go_online(desk, item)? {
        return Ok(());
    }
    let text = "采用的公开目录没有要求这一条目上网，名单不能上网";
    let next = "只公布合计；确要上网，先按规定修订公开目录";
    Err(Problem::refused("not-in-catalogue", text, next))
}

/// Whether the adopted catalogue asks for a channel beyond the township.
fn may_go_online(desk: &Desk, item: &Disclosure) -> Result<bool, Problem> {
    let edition = desk.records().filing(item.id())?.edition;
    let catalogue = desk.catalogue_edition(&edition)?;
    let entry = catalogue.entry(item.content().entry.as_str());
    Ok(entry.is_some_and(|entry| entry.channels.iter().any(|channel| channel.is_online())))
}

/// The reviewer holds 审核 and did not draft it himself.
fn check_reviewer(
    reviewer: &gongkai_rulebook::signature::Person,
    drafter: Option<StaffId>,
) -> Result<(), Problem> {
    if !reviewer.duties.contains(&Duty::Review) {
        let (name, duty) = (reviewer.name.clone(), Duty::Review);
        return Err(Refusal::LacksDuty { name, duty }.into());
    }
    if drafter == Some(reviewer.id) {
        let text = format!("{}是本件的经办人，不能自己放宽", reviewer.name);
        return Err(Problem::refused("reviewer-drafted", text, "换一位审核人"));
    }
    Ok(())
}
