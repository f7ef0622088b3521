//! 鉴定与销毁: a list of what is due, a verdict on every line, the approval of others than who made it,
//! and the destruction before two witnesses. The paper goes; what the program knows of it is set aside
//! and stays, as the certificate says (docs/decisions/0023). A held item never comes onto a list.

use chrono::Datelike;
use gongkai_registry::records::{ArchiveItem, CarriedOut, Disposal, DisposalLine as KeptLine};
use gongkai_registry::{audit, operation};
use gongkai_rulebook::archive::ArchiveRefusal;
use gongkai_rulebook::archive::keeping::{
    Appraisal, DisposalPhase, check_approval, check_witnesses,
};
use gongkai_rulebook::ids::{ArchiveItemId, DisposalId};
use serde::{Deserialize, Serialize};

use super::draft_disclosure::required;
use crate::acts::ItemAct;
use crate::archiving::{Standings, all_items, archive_item, archivist, old_enough};
use crate::{Acting, Desk, Problem, typed};

/// What to put on a list.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "DisposeItemsMake", optional_fields = nullable))]
pub struct Make {
    /// The items; everything that is due if none is said.
    #[serde(default)]
    pub items: Vec<String>,
    /// Who and when.
    pub acting: Acting,
}

/// Verdicts on lines of a list.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "DisposeItemsJudge", optional_fields = nullable))]
pub struct Judge {
    /// The list.
    pub disposal: DisposalId,
    /// The lines; every line if none is said.
    #[serde(default)]
    pub lines: Vec<u32>,
    /// The verdict.
    pub verdict: Appraisal,
    /// Why.
    pub why: String,
    /// Who and when.
    pub acting: Acting,
}

/// An approval.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "DisposeItemsApprove")
)]
pub struct Approve {
    /// The list.
    pub disposal: DisposalId,
    /// 鉴定小组.
    pub appraisers: Vec<String>,
    /// 批准人.
    pub approver: String,
    /// Who enters it and when it was approved.
    pub acting: Acting,
}

/// A destruction.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "DisposeItemsCarryOut")
)]
pub struct CarryOut {
    /// The list.
    pub disposal: DisposalId,
    /// 监销人.
    pub witnesses: Vec<String>,
    /// Where.
    pub place: String,
    /// How: 送指定纸厂化浆, 粉碎.
    pub method: String,
    /// Who enters it and when it happened.
    pub acting: Acting,
}

/// A list to set aside.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "DisposeItemsAside")
)]
pub struct Aside {
    /// The list.
    pub disposal: DisposalId,
    /// Why.
    pub why: String,
    /// Who and when.
    pub acting: Acting,
}

/// A list as it stands now.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "DisposeItemsAnswer")
)]
pub struct Answer {
    /// The list.
    pub disposal: DisposalId,
    /// Its number, `销2031-01`.
    pub no: String,
    /// How far it is.
    pub phase: DisposalPhase,
    /// How many lines.
    pub lines: usize,
}

/// `销2031-01`.
pub(crate) fn number(disposal: &Disposal) -> String {
    format!("销{}-{:02}", disposal.year, disposal.number)
}

/// Items that wait for appraisal and are on no list under way.
///
/// # Errors
/// What the store says.
pub(crate) fn due(desk: &Desk, standings: &Standings) -> Result<Vec<ArchiveItem>, Problem> {
    let today = desk.host.now().today;
    let under_way = desk.records().being_appraised()?;
    let mut items = desk.records().archive_items(&old_enough(today))?;
    items.retain(|item| standings.of(item).is_due(today) && !under_way.contains(&item.filed.id));
    Ok(items)
}

/// Makes a list.
///
/// # Errors
/// `nothing-due`, `not-due`, `item-held`, `item-gone`, `being-appraised`, `lacks-duty`, `who-acts`, what
/// the store says.
pub fn make(desk: &mut Desk, request: &Make) -> Result<Answer, Problem> {
    let actor = archivist(desk, &request.acting)?;
    let items = meant(desk, request)?;
    let id = DisposalId::new(&desk.seed()?);
    let year = actor.moment.occurred_on.year();
    desk.store
        .change::<_, Problem>(operation!("make-disposal"), |change| {
            let by = (actor.person.id, &actor.moment);
            change.make_disposal((id, year), &items, by)?;
            let entry = actor
                .entry("make-disposal", "archive", id)
                .open_fact("items", items.len().to_string());
            audit::append(change, &entry)?;
            Ok(())
        })?;
    answer(desk, id)
}

fn meant(desk: &Desk, request: &Make) -> Result<Vec<ArchiveItemId>, Problem> {
    let standings = Standings::read(desk)?;
    let today = desk.host.now().today;
    let under_way = desk.records().being_appraised()?;
    let mut items = Vec::new();
    for given in &request.items {
        let item = archive_item(desk, given)?;
        standings
            .of(&item)
            .may_be_destroyed(today)
            .map_err(Problem::from)?;
        if under_way.contains(&item.filed.id) {
            let text = format!("{} 已经在另一份清册里", item.filed.code);
            return Err(Problem::refused("being-appraised", text, "先办完那一份"));
        }
        if !items.contains(&item.filed.id) {
            items.push(item.filed.id);
        }
    }
    if request.items.is_empty() {
        items.extend(due(desk, &standings)?.iter().map(|item| item.filed.id));
    }
    if items.is_empty() {
        let text = "现在没有保管期满、等着鉴定的件";
        return Err(Problem::refused(
            "nothing-due",
            text,
            "期满以后“今日”会提醒",
        ));
    }
    Ok(items)
}

/// Writes verdicts.
///
/// # Errors
/// `not-found`, `not-in-phase`, `field-missing`, `lacks-duty`, `who-acts`, what the store says.
pub fn judge(desk: &mut Desk, request: &Judge) -> Result<Answer, Problem> {
    let actor = archivist(desk, &request.acting)?;
    let why = typed::open_line("理由", required(Some(&request.why), "理由")?)?;
    let disposal = in_phase(desk, request.disposal, DisposalPhase::Appraising)?;
    let mut lines = request.lines.clone();
    if lines.is_empty() {
        let kept = desk.records().disposal_lines(disposal.id)?;
        lines.extend(kept.iter().map(|line| line.position));
    }
    desk.store
        .change::<_, Problem>(operation!("judge-disposal"), |change| {
            for line in &lines {
                change.judge_line((disposal.id, *line), request.verdict, &why)?;
            }
            let told: Vec<String> = lines.iter().map(u32::to_string).collect();
            let entry = actor
                .entry("judge-disposal", "archive", disposal.id)
                .open_fact("lines", told.join("、"))
                .open_fact("verdict", request.verdict.code())
                .open_fact("why", &why);
            audit::append(change, &entry)?;
            Ok(())
        })?;
    answer(desk, disposal.id)
}

/// Records the approval, as it was signed on paper.
///
/// # Errors
/// `verdict-missing`, `too-few-appraisers`, `maker-approves`, `item-held` where something was held
/// since, `not-in-phase`, dates out of order, `lacks-duty`, `who-acts`, what the store says.
pub fn approve(desk: &mut Desk, request: &Approve) -> Result<Answer, Problem> {
    let actor = archivist(desk, &request.acting)?;
    let disposal = in_phase(desk, request.disposal, DisposalPhase::Appraising)?;
    actor.moment.not_before(disposal.made_on, "编制清册")?;
    let appraisers = names("鉴定小组", &request.appraisers)?;
    let approver = typed::open_line("批准人", required(Some(&request.approver), "批准人")?)?;
    check_approval(&disposal.made_by, &appraisers, &approver)?;
    let lines = judged(desk, &disposal)?;
    still_due(desk, &lines)?;
    desk.store
        .change::<_, Problem>(operation!("approve-disposal"), |change| {
            change.approve_disposal(disposal.id, &appraisers, &approver, &actor.moment)?;
            let entry = actor
                .entry("approve-disposal", "archive", disposal.id)
                .signed_by(&approver)
                .open_fact("appraisers", appraisers.join("、"));
            audit::append(change, &entry)?;
            Ok(())
        })?;
    answer(desk, disposal.id)
}

/// Records the destruction.
///
/// # Errors
/// `too-few-witnesses`, `item-held` where something was held since the approval, `not-in-phase`, dates
/// out of order, `field-missing`, `lacks-duty`, `who-acts`, what the store says.
pub fn carry_out(desk: &mut Desk, request: &CarryOut) -> Result<Answer, Problem> {
    let actor = archivist(desk, &request.acting)?;
    let disposal = in_phase(desk, request.disposal, DisposalPhase::Approved)?;
    if let Some((_, on)) = &disposal.approved {
        actor.moment.not_before(*on, "批准")?;
    }
    let done = CarriedOut {
        witnesses: names("监销人", &request.witnesses)?,
        place: typed::open_line("销毁地点", required(Some(&request.place), "销毁地点")?)?,
        method: typed::open_line("销毁方式", required(Some(&request.method), "销毁方式")?)?,
        on: actor.moment.occurred_on,
    };
    check_witnesses(&done.witnesses)?;
    let lines = judged(desk, &disposal)?;
    let gone = still_due(desk, &lines)?;
    desk.store
        .change::<_, Problem>(operation!("carry-out-disposal"), |change| {
            change.carry_out_disposal(disposal.id, &done, &actor.moment)?;
            let entry = actor
                .entry("carry-out-disposal", "archive", disposal.id)
                .open_fact("witnesses", done.witnesses.join("、"))
                .open_fact("place", &done.place)
                .open_fact("method", &done.method);
            audit::append(change, &entry)?;
            for item in &gone {
                if let Some(disclosure) = item.filed.disclosure {
                    let entry = actor
                        .about(ItemAct::Destroy, disclosure)
                        .open_fact("list", number(&disposal));
                    audit::append(change, &entry)?;
                }
            }
            Ok(())
        })?;
    answer(desk, disposal.id)
}

/// Sets a list aside that is not carried out.
///
/// # Errors
/// `not-in-phase`, `field-missing`, `lacks-duty`, `who-acts`, what the store says.
pub fn set_aside(desk: &mut Desk, request: &Aside) -> Result<Answer, Problem> {
    let actor = archivist(desk, &request.acting)?;
    let why = typed::open_line("原因", required(Some(&request.why), "原因")?)?;
    let disposal = find(desk, request.disposal)?;
    // What an approval kept on stays approved; only what has not begun can be dropped.
    let disposal = match disposal.phase {
        DisposalPhase::Appraising => disposal,
        DisposalPhase::Approved | DisposalPhase::CarriedOut | DisposalPhase::SetAside => {
            in_phase(desk, request.disposal, DisposalPhase::Appraising)?
        }
    };
    desk.store
        .change::<_, Problem>(operation!("set-disposal-aside"), |change| {
            change.set_disposal_aside(disposal.id)?;
            let entry = actor
                .entry("set-disposal-aside", "archive", disposal.id)
                .open_fact("why", &why);
            audit::append(change, &entry)?;
            Ok(())
        })?;
    answer(desk, disposal.id)
}

/// The lines of a list, every one with its verdict.
fn judged(desk: &Desk, disposal: &Disposal) -> Result<Vec<KeptLine>, Problem> {
    let lines = desk.records().disposal_lines(disposal.id)?;
    let missing = lines.iter().position(|line| line.verdict.is_none());
    match missing {
        None => Ok(lines),
        Some(at) => Err(ArchiveRefusal::NoVerdict { line: at + 1 }.into()),
    }
}

/// What is to be destroyed, if all of it may still be.
fn still_due(desk: &Desk, lines: &[KeptLine]) -> Result<Vec<ArchiveItem>, Problem> {
    let standings = Standings::read(desk)?;
    let today = desk.host.now().today;
    let mut all = all_items(desk)?;
    let mut gone = Vec::new();
    let to_destroy = lines
        .iter()
        .filter(|line| line.verdict == Some(Appraisal::Destroy));
    for line in to_destroy {
        let Some(item) = all.remove(&line.item) else {
            continue;
        };
        let may = standings.of(&item).may_be_destroyed(today);
        may.map_err(|refusal| {
            let told = format!("第 {} 件（{}）{refusal}", line.position, item.filed.code);
            Problem::refused(refusal.code(), told, refusal.next())
        })?;
        gone.push(item);
    }
    Ok(gone)
}

fn names(field: &str, given: &[String]) -> Result<Vec<String>, Problem> {
    let names = given.iter().map(|name| typed::open_line(field, name));
    let mut names = names.collect::<Result<Vec<_>, Problem>>()?;
    names.retain(|name| !name.is_empty());
    Ok(names)
}

pub(crate) fn find(desk: &Desk, id: DisposalId) -> Result<Disposal, Problem> {
    let found = desk.records().disposals(Some(id))?.pop();
    found.ok_or_else(|| Problem::refused("not-found", "没有这份销毁清册", "核对清册编号"))
}

fn in_phase(desk: &Desk, id: DisposalId, wanted: DisposalPhase) -> Result<Disposal, Problem> {
    let disposal = find(desk, id)?;
    if disposal.phase == wanted {
        return Ok(disposal);
    }
    let text = format!(
        "清册 {} 现在是“{}”，要在“{wanted}”时才能这样办",
        number(&disposal),
        disposal.phase
    );
    Err(Problem::refused("not-in-phase", text, "看看清册的进度"))
}

fn answer(desk: &Desk, id: DisposalId) -> Result<Answer, Problem> {
    let disposal = find(desk, id)?;
    Ok(Answer {
        disposal: id,
        no: number(&disposal),
        phase: disposal.phase,
        lines: desk.records().disposal_lines(id)?.len(),
    })
}
