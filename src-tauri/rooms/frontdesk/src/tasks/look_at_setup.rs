//! Look at what this office still lacks before it can work: the list of first steps, which shows
//! until it is done.

use std::collections::BTreeSet;

use gongkai_registry::records::StaffMember;
use gongkai_rulebook::chain::{Chain, Step};
use gongkai_rulebook::ids::StaffId;
use gongkai_rulebook::vocabulary::Duty;
use serde::Serialize;

use crate::{Desk, Problem};

/// The first steps.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtSetupAnswer", optional_fields = nullable))]
pub struct Answer {
    /// Everything is done; the list need not show.
    pub done: bool,
    /// The steps, in the order in which they are best taken.
    pub steps: Vec<Line>,
}

/// One step.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtSetupLine", optional_fields = nullable))]
pub struct Line {
    /// What it is about.
    pub matter: Matter,
    /// Where it is mended: a tab of the settings.
    pub tab: Tab,
    /// In a sentence.
    pub text: String,
    /// It is done.
    pub done: bool,
    /// Without it nothing can be released.
    pub needed: bool,
}

/// What a step is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "LookAtSetupMatter")
)]
#[serde(rename_all = "kebab-case")]
pub enum Matter {
    /// Somebody for a step of the chain.
    Chain,
    /// The hard rules can be kept: reviewer and head are not the drafter.
    Apart,
    /// Somebody who releases.
    Release,
    /// Somebody who keeps the settings.
    Administer,
    /// 监督电话.
    Phone,
    /// A backup was made.
    Backup,
}

/// A tab of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtSetupTab"))]
#[serde(rename_all = "kebab-case")]
pub enum Tab {
    /// 单位.
    Office,
    /// 人员与职责.
    Staff,
    /// 备份与检查.
    Backup,
}

/// Looks at the setup.
///
/// # Errors
/// What the store says.
pub fn run(desk: &Desk) -> Result<Answer, Problem> {
    let today = desk.host.now().today;
    let mut staff = desk.records().staff()?;
    staff.retain(|member| member.is_here_on(today));
    let chain = desk.records().chain(None)?;
    let chain = chain.unwrap_or_else(Chain::three_people);
    let settings = desk.settings()?;
    let mut steps: Vec<Line> = chain
        .steps()
        .iter()
        .map(|step| somebody(&staff, *step))
        .collect();
    steps.push(apart(&staff));
    let held = |duty: Duty| staff.iter().any(|member| holds(member, duty));
    steps.push(line(
        (Matter::Release, Tab::Staff, true),
        "有人承担“发布”：批准以后由他登记编号、出三份",
        held(Duty::Release),
    ));
    steps.push(line(
        (Matter::Administer, Tab::Staff, false),
        "有人承担“管理”：只有他能改设置；没有人承担时谁都能改",
        held(Duty::Administer),
    ));
    steps.push(line(
        (Matter::Phone, Tab::Office, false),
        "写上监督电话：每一份公开件上都要印",
        settings.supervision_phone.is_some(),
    ));
    steps.push(line(
        (Matter::Backup, Tab::Backup, false),
        "做一次备份，最好备份到 U 盘上",
        desk.records().last_backup()?.is_some(),
    ));
    Ok(Answer {
        done: steps.iter().all(|line| line.done),
        steps,
    })
}

fn somebody(staff: &[StaffMember], step: Step) -> Line {
    let text = format!("有人承担“{}”", step.duty());
    let done = staff.iter().any(|member| holds(member, step.duty()));
    line((Matter::Chain, Tab::Staff, true), text, done)
}

/// Somebody drafts whom neither the reviewer nor the head has to be.
fn apart(staff: &[StaffMember]) -> Line {
    let who = |duty: Duty| -> BTreeSet<StaffId> {
        let held = staff.iter().filter(|member| holds(member, duty));
        held.map(|member| member.person.id).collect()
    };
    let (reviewers, heads) = (who(Duty::Review), who(Duty::Approve));
    let done = who(Duty::Draft).into_iter().any(|drafter| {
        reviewers.iter().any(|id| *id != drafter) && heads.iter().any(|id| *id != drafter)
    });
    let text = "经办的人不是审核的人，也不是主要领导：自己经办的，不能自己审、自己批";
    line((Matter::Apart, Tab::Staff, true), text, done)
}

fn holds(member: &StaffMember, duty: Duty) -> bool {
    member.person.duties.contains(&duty)
}

fn line((matter, tab, needed): (Matter, Tab, bool), text: impl Into<String>, done: bool) -> Line {
    Line {
        matter,
        tab,
        text: text.into(),
        done,
        needed,
    }
}
