//! 代: who acts for whom, and for how long.

use chrono::NaiveDate;
use gongkai_rulebook::ids::{StaffId, StandInId};
use gongkai_rulebook::moment::Moment;
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::{many, write};
use super::moment::{entered_on, moment, on};
use crate::columns::{parsed, parsed_or_null};
use crate::{Change, RegistryError};

/// One arrangement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandIn {
    /// Its id.
    pub id: StandInId,
    /// Whose duties are exercised.
    pub for_whom: StaffId,
    /// Who exercises them.
    pub who: StaffId,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day.
    pub until_on: NaiveDate,
    /// The day it ended before its time.
    pub ended_on: Option<NaiveDate>,
    /// When it was agreed and entered.
    pub agreed: Moment,
}

impl StandIn {
    /// Whether it is in force on `day`.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        let last = self
            .ended_on
            .map_or(self.until_on, |ended| ended.min(self.until_on));
        (self.from_on..=last).contains(&day)
    }
}

impl Records<'_> {
    /// Every arrangement, the newest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn stand_ins(&self) -> Result<Vec<StandIn>, RegistryError> {
        many(
            self.connection,
            include_str!("stand_in/all.sql"),
            [],
            stand_in_of,
        )
    }
}

impl Change<'_> {
    /// Records an arrangement.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_stand_in(&self, stand_in: &StandIn) -> Result<(), RegistryError> {
        let row = named_params! {
            ":id": stand_in.id.to_string(),
            ":for_whom": stand_in.for_whom.to_string(),
            ":who": stand_in.who.to_string(),
            ":from_on": stand_in.from_on.to_string(),
            ":until_on": stand_in.until_on.to_string(),
            ":agreed_on": on(&stand_in.agreed),
            ":agreed_entered_at": stand_in.agreed.entered.unix_ms,
            ":agreed_entered_on": entered_on(&stand_in.agreed),
        };
        write(self.connection(), include_str!("stand_in/put.sql"), row)?;
        self.touch("stand_in", stand_in.id);
        Ok(())
    }

    /// Ends an arrangement on `ended_on`, its last day.
    ///
    /// # Errors
    /// `not-found` where there is none of that id.
    pub fn end_stand_in(&self, id: StandInId, ended_on: NaiveDate) -> Result<(), RegistryError> {
        let row = named_params! { ":id": id.to_string(), ":ended_on": ended_on.to_string() };
        if write(self.connection(), include_str!("stand_in/end.sql"), row)? == 0 {
            return Err(RegistryError::NotFound {
                what: "代办安排",
                given: id.to_string(),
            });
        }
        self.touch("stand_in", id);
        Ok(())
    }
}

fn stand_in_of(row: &Row<'_>) -> rusqlite::Result<StandIn> {
    Ok(StandIn {
        id: parsed(row, "id")?,
        for_whom: parsed(row, "for_whom")?,
        who: parsed(row, "who")?,
        from_on: parsed(row, "from_on")?,
        until_on: parsed(row, "until_on")?,
        ended_on: parsed_or_null(row, "ended_on")?,
        agreed: moment(row, "agreed")?,
    })
}
