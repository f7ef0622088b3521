//! Who acts and when: every change is somebody's, on a day.

use chrono::NaiveDate;
use gongkai_registry::audit::Entry;
use gongkai_registry::records::{Records, StaffMember};
use gongkai_rulebook::moment::Moment;
use gongkai_rulebook::signature::Person;
use serde::{Deserialize, Serialize};

use crate::acts::ItemAct;
use crate::{Host, Problem};

/// Who acts and when, as it was asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub struct Acting {
    /// Name of the person who enters this.
    pub who: Option<String>,
    /// The day it happened; today if not said.
    pub on: Option<NaiveDate>,
}

/// Who acts and when, made sure of.
#[derive(Debug, Clone)]
pub(crate) struct Actor {
    pub(crate) person: Person,
    pub(crate) moment: Moment,
}

impl Acting {
    /// Makes sure of both.
    ///
    /// # Errors
    /// `who-acts` where nobody is named, `not-found` for a name that is not on the staff list,
    /// `date-in-future`.
    pub(crate) fn resolve(&self, records: Records<'_>, host: &dyn Host) -> Result<Actor, Problem> {
        let name = self
            .who
            .as_deref()
            .map(str::trim)
            .filter(|name| !name.is_empty());
        let Some(name) = name else {
            let next = "先选定现在办事的人";
            return Err(Problem::refused("who-acts", "没有写明是谁在办", next).in_field("经手人"));
        };
        let member = records.staff_member(name)?;
        let moment = self.moment(host)?;
        here_on(&member, moment.occurred_on)?;
        Ok(Actor {
            person: member.person,
            moment,
        })
    }

    /// The moment alone.
    pub(crate) fn moment(&self, host: &dyn Host) -> Result<Moment, Problem> {
        Ok(Moment::new(self.on, host.now())?)
    }
}

/// Refuses who had left by `day`.
///
/// # Errors
/// `has-left`.
pub(crate) fn here_on(member: &StaffMember, day: NaiveDate) -> Result<(), Problem> {
    let Some(left) = member.left_on.filter(|_| !member.is_here_on(day)) else {
        return Ok(());
    };
    let text = format!("{}已于 {left} 离岗", member.person.name);
    let next = "换一个在岗的人；已经回来的，先在“设置”的“人员与职责”里恢复";
    Err(Problem::refused("has-left", text, next).in_field("经手人"))
}

impl Actor {
    /// An audit entry about an item in this person's name.
    pub(crate) fn about(&self, act: ItemAct, item: impl ToString) -> Entry {
        self.entry(act.code(), "disclosure", item)
    }

    /// An audit entry in this person's name, about something else than an item.
    pub(crate) fn entry(&self, act: &str, kind: &str, id: impl ToString) -> Entry {
        let entered_at = self.moment.entered.unix_ms;
        Entry::new(
            act,
            (kind, id),
            &self.person.name,
            self.moment.occurred_on,
            entered_at,
        )
    }
}
