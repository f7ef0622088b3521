//! Keep the staff list: who works here and which duties they hold.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use gongkai_registry::records::StaffMember;
use gongkai_registry::{audit, operation};
use gongkai_rulebook::Refusal;
use gongkai_rulebook::ids::StaffId;
use gongkai_rulebook::moment::Moment;
use gongkai_rulebook::signature::Person;
use gongkai_rulebook::vocabulary::Duty;
use serde::{Deserialize, Serialize};

use crate::{Acting, Desk, Problem, typed};

/// A person to add, or whose duties are to change.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepStaffRequest", optional_fields = nullable))]
pub struct Request {
    /// Name as printed.
    pub name: String,
    /// Duties held from now on.
    pub duties: Vec<Duty>,
    /// These duties instead of the ones held so far, not besides them.
    pub replace: bool,
    /// 单位, where it is not the office itself.
    pub unit: Option<String>,
    /// Who and when.
    pub acting: Acting,
}

/// The staff list.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepStaffAnswer", optional_fields = nullable))]
pub struct Answer {
    /// Everybody.
    pub staff: Vec<Line>,
}

/// One person.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepStaffLine", optional_fields = nullable))]
pub struct Line {
    /// Name.
    pub name: String,
    /// Duties.
    pub duties: Vec<Duty>,
    /// 单位.
    pub unit: Option<String>,
    /// The last day here, of somebody who has left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_on: Option<NaiveDate>,
}

/// Somebody leaves, or is back.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepStaffLeaving", optional_fields = nullable))]
pub struct Leaving {
    /// Who.
    pub name: String,
    /// The last day here; nothing for somebody who is back.
    pub left_on: Option<NaiveDate>,
    /// Who enters it and when.
    pub acting: Acting,
}

/// The staff list.
///
/// # Errors
/// What the store says.
pub fn list(desk: &Desk) -> Result<Answer, Problem> {
    let line = |member: StaffMember| Line {
        name: member.person.name,
        duties: member.person.duties.into_iter().collect(),
        unit: member.unit,
        left_on: member.left_on,
    };
    Ok(Answer {
        staff: desk.records().staff()?.into_iter().map(line).collect(),
    })
}

/// Adds a person, or changes the duties of one.
///
/// # Errors
/// `field-missing`, `who-acts`, `lacks-duty`, what the store says.
pub fn add(desk: &mut Desk, request: Request) -> Result<Answer, Problem> {
    let name = typed::open_line("姓名", &request.name)?;
    if name.is_empty() || request.duties.is_empty() {
        let field = if name.is_empty() { "姓名" } else { "职责" };
        let problem = Problem::refused(
            "field-missing",
            format!("没有写{field}"),
            format!("填写{field}"),
        );
        return Err(problem.in_field(field));
    }
    let (actor, moment) = administrator(desk, &request.acting)?;
    let mut duties: BTreeSet<Duty> = request.duties.into_iter().collect();
    if !request.replace {
        let known = desk
            .records()
            .staff()?
            .into_iter()
            .find(|member| member.person.name == name);
        duties.extend(known.into_iter().flat_map(|member| member.person.duties));
    }
    let person = Person {
        id: StaffId::new(&desk.seed()?),
        name,
        duties,
    };
    let member = StaffMember {
        person,
        unit: request.unit,
        left_on: None,
    };
    desk.store
        .change::<_, Problem>(operation!("keep-staff"), |change| {
            let id = change.put_person(&member, moment.occurred_on)?;
            let duties: Vec<_> = member
                .person
                .duties
                .iter()
                .map(|duty| duty.code())
                .collect();
            let entered_at = moment.entered.unix_ms;
            let entry = audit::Entry::new(
                "keep-staff",
                ("staff", id),
                &actor,
                moment.occurred_on,
                entered_at,
            )
            .open_fact("name", &member.person.name)
            .open_fact("duties", duties.join(","));
            audit::append(change, &entry)?;
            Ok(())
        })?;
    list(desk)
}

/// Records that a person has left, or is back. Nobody is taken off the list, for their name stands
/// on what they signed.
///
/// # Errors
/// `not-found`, `last-administrator` where nobody could change the settings afterwards, `who-acts`,
/// `lacks-duty`, what the store says.
pub fn leave(desk: &mut Desk, request: Leaving) -> Result<Answer, Problem> {
    let (actor, moment) = administrator(desk, &request.acting)?;
    let member = desk.records().staff_member(request.name.trim())?;
    if request.left_on.is_some() && is_last_administrator(desk, &member)? {
        let text = format!("{}是唯一一个有“管理”职责的人", member.person.name);
        let next = "先把“管理”职责交给别人，再办离岗";
        return Err(Problem::refused("last-administrator", text, next));
    }
    desk.store
        .change::<_, Problem>(operation!("leave-staff"), |change| {
            change.put_left(member.person.id, request.left_on)?;
            let left = request.left_on.map(|day| day.to_string());
            let entry = audit::Entry::new(
                "leave-staff",
                ("staff", member.person.id),
                &actor,
                moment.occurred_on,
                moment.entered.unix_ms,
            )
            .open_fact("name", &member.person.name)
            .open_fact("left_on", left.unwrap_or_default());
            audit::append(change, &entry)?;
            Ok(())
        })?;
    list(desk)
}

fn is_last_administrator(desk: &Desk, member: &StaffMember) -> Result<bool, Problem> {
    let administers = |member: &StaffMember| member.person.duties.contains(&Duty::Administer);
    let others = desk.records().staff()?.into_iter().filter(|other| {
        other.person.id != member.person.id && administers(other) && other.left_on.is_none()
    });
    Ok(administers(member) && others.count() == 0)
}

/// Who may change the office's own settings: anybody while nobody holds 管理, then only who does.
pub(super) fn administrator(desk: &Desk, acting: &Acting) -> Result<(String, Moment), Problem> {
    let moment = acting.moment(desk.host.as_ref())?;
    let staff = desk.records().staff()?;
    let administered = staff
        .iter()
        .any(|member| member.person.duties.contains(&Duty::Administer));
    if !administered {
        return Ok((
            acting.who.clone().unwrap_or_else(|| "开办".to_owned()),
            moment,
        ));
    }
    let actor = acting.resolve(desk.records(), desk.host.as_ref())?;
    if !actor.person.duties.contains(&Duty::Administer) {
        return Err(Refusal::LacksDuty {
            name: actor.person.name,
            duty: Duty::Administer,
        }
        .into());
    }
    Ok((actor.person.name, moment))
}
