//! Keep who stands in for whom (代), from when until when: leave and duty trips are no wall.

use chrono::NaiveDate;
use gongkai_registry::records::{StaffMember, StandIn};
use gongkai_registry::{audit, operation};
use gongkai_rulebook::ids::{StaffId, StandInId};
use serde::{Deserialize, Serialize};

use super::draft_disclosure::required;
use super::keep_staff::administrator;
use crate::acting::here_on;
use crate::{Acting, Desk, Problem};

/// An arrangement to make.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepStandInsRequest", optional_fields = nullable))]
pub struct Request {
    /// Whose duties are exercised.
    pub for_whom: String,
    /// Who exercises them.
    pub who: String,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// Who enters it and when.
    pub acting: Acting,
}

/// An arrangement to end before its time.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepStandInsEnding", optional_fields = nullable))]
pub struct Ending {
    /// Which one.
    pub id: StandInId,
    /// Who enters it; the day of it is the last day.
    pub acting: Acting,
}

/// The arrangements.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepStandInsAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The newest first.
    pub stand_ins: Vec<Line>,
}

/// One arrangement.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepStandInsLine", optional_fields = nullable))]
pub struct Line {
    /// Its id.
    pub id: StandInId,
    /// Whose duties.
    pub for_whom: String,
    /// Who exercises them.
    pub who: String,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// The day it ended before its time.
    pub ended_on: Option<NaiveDate>,
    /// In force today.
    pub holds_today: bool,
}

/// The arrangements.
///
/// # Errors
/// What the store says.
pub fn list(desk: &Desk) -> Result<Answer, Problem> {
    let today = desk.host.now().today;
    let staff = desk.records().staff()?;
    let line = |stand_in: StandIn| Line {
        id: stand_in.id,
        for_whom: name_of(&staff, stand_in.for_whom),
        who: name_of(&staff, stand_in.who),
        from: stand_in.from_on,
        until: stand_in.until_on,
        ended_on: stand_in.ended_on,
        holds_today: stand_in.holds_on(today),
    };
    let stand_ins = desk.records().stand_ins()?;
    Ok(Answer {
        stand_ins: stand_ins.into_iter().map(line).collect(),
    })
}

/// Makes an arrangement. It gives no duty: every signature by it is still marked 代 and obeys the
/// hard rules.
///
/// # Errors
/// `not-found`, `has-left`, `stand-in-self`, `stand-in-dates`, `stand-in-overlaps`, `who-acts`,
/// `lacks-duty`, what the store says.
pub fn add(desk: &mut Desk, request: Request) -> Result<Answer, Problem> {
    let (actor, agreed) = administrator(desk, &request.acting)?;
    let given = required(Some(&request.for_whom), "请假的人")?;
    let for_whom = desk.records().staff_member(given)?;
    let who = desk
        .records()
        .staff_member(required(Some(&request.who), "代办的人")?)?;
    here_on(&who, request.from)?;
    let stand_in = StandIn {
        id: StandInId::new(&desk.seed()?),
        for_whom: for_whom.person.id,
        who: who.person.id,
        from_on: request.from,
        until_on: request.until,
        ended_on: None,
        agreed,
    };
    check(desk, &stand_in)?;
    desk.store
        .change::<_, Problem>(operation!("stand-in"), |change| {
            change.put_stand_in(&stand_in)?;
            let entry = audit::Entry::new(
                "stand-in",
                ("stand_in", stand_in.id),
                &actor,
                agreed.occurred_on,
                agreed.entered.unix_ms,
            )
            .open_fact("for_whom", &for_whom.person.name)
            .open_fact("who", &who.person.name)
            .open_fact("from", stand_in.from_on.to_string())
            .open_fact("until", stand_in.until_on.to_string());
            audit::append(change, &entry)?;
            Ok(())
        })?;
    list(desk)
}

/// Ends an arrangement before its time.
///
/// # Errors
/// `not-found`, `who-acts`, `lacks-duty`, what the store says.
pub fn end(desk: &mut Desk, request: Ending) -> Result<Answer, Problem> {
    let (actor, moment) = administrator(desk, &request.acting)?;
    desk.store
        .change::<_, Problem>(operation!("end-stand-in"), |change| {
            change.end_stand_in(request.id, moment.occurred_on)?;
            let entry = audit::Entry::new(
                "end-stand-in",
                ("stand_in", request.id),
                &actor,
                moment.occurred_on,
                moment.entered.unix_ms,
            );
            audit::append(change, &entry)?;
            Ok(())
        })?;
    list(desk)
}

fn check(desk: &Desk, wanted: &StandIn) -> Result<(), Problem> {
    if wanted.for_whom == wanted.who {
        let text = "一个人不能代自己办";
        return Err(Problem::refused("stand-in-self", text, "换一个代办的人").in_field("代办的人"));
    }
    if wanted.until_on < wanted.from_on {
        let text = "截止日期早于开始日期";
        return Err(Problem::refused("stand-in-dates", text, "改截止日期").in_field("截止日期"));
    }
    let overlaps = desk.records().stand_ins()?.into_iter().find(|there| {
        there.for_whom == wanted.for_whom
            && there.ended_on.is_none()
            && there.from_on <= wanted.until_on
            && wanted.from_on <= there.until_on
    });
    let Some(there) = overlaps else { return Ok(()) };
    let text = format!(
        "这个人 {} 到 {} 已经安排了代办",
        there.from_on, there.until_on
    );
    let next = "先结束原来的安排，或者换一段日期";
    Err(Problem::refused("stand-in-overlaps", text, next))
}

fn name_of(staff: &[StaffMember], id: StaffId) -> String {
    staff
        .iter()
        .find(|member| member.person.id == id)
        .map_or_else(String::new, |member| member.person.name.clone())
}
