//! Keep the staff list: who works here and which duties they hold.

use std::collections::BTreeSet;

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
