//! What a finished item still asks for: an exempt one a look every year, an important matter its next
//! step.

use chrono::NaiveDate;
use gongkai_rulebook::ids::{DisclosureId, StaffId};
use gongkai_rulebook::moment::Moment;
use gongkai_rulebook::vocabulary::Stage;
use rusqlite::{Row, named_params};

use super::Records;
use super::agenda::{Subject, subject_of};
use super::kept::{many, write};
use super::moment::{entered_on, moment, on};
use crate::columns::parsed;
use crate::{Change, RegistryError};

/// A yearly look at an exempt item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reassessment {
    /// It still is not disclosed.
    pub still: bool,
    /// Why.
    pub why: String,
    /// Who looked.
    pub by: StaffId,
    /// When.
    pub moment: Moment,
}

/// An exempt item with the day it was last looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToReassess {
    /// The item.
    pub subject: Subject,
    /// The day of the last look, or of its registration.
    pub assessed_on: NaiveDate,
}

/// A step of an important matter that nothing follows yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToContinue {
    /// The item.
    pub subject: Subject,
    /// Its step.
    pub stage: Stage,
    /// When it was released.
    pub released_on: NaiveDate,
}

impl Records<'_> {
    /// The yearly looks at an exempt item, the oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn reassessments(&self, item: DisclosureId) -> Result<Vec<Reassessment>, RegistryError> {
        let wanted = named_params! { ":disclosure": item.to_string() };
        let sql = include_str!("standing/reassessments.sql");
        many(self.connection, sql, wanted, |row| {
            Ok(Reassessment {
                still: row.get("still")?,
                why: row.get("why")?,
                by: parsed(row, "assessed_by")?,
                moment: moment(row, "assessed")?,
            })
        })
    }

    /// Exempt items last looked at on or before `until`, the oldest look first, at most `limit`.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn to_reassess(
        &self,
        until: NaiveDate,
        limit: u32,
    ) -> Result<Vec<ToReassess>, RegistryError> {
        let wanted = named_params! { ":until": until.to_string(), ":limit": limit };
        let sql = include_str!("standing/to_reassess.sql");
        many(self.connection, sql, wanted, |row| {
            Ok(ToReassess {
                subject: subject_of(row)?,
                assessed_on: parsed(row, "assessed_on")?,
            })
        })
    }

    /// Released steps of important matters whose next step nobody has begun, at most `limit`.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn to_continue(&self, limit: u32) -> Result<Vec<ToContinue>, RegistryError> {
        let wanted = named_params! { ":limit": limit };
        let sql = include_str!("standing/to_continue.sql");
        let read = |row: &Row<'_>| {
            Ok(ToContinue {
                subject: subject_of(row)?,
                stage: parsed(row, "stage")?,
                released_on: parsed(row, "released_on")?,
            })
        };
        many(self.connection, sql, wanted, read)
    }
}

impl Change<'_> {
    /// Keeps a yearly look at an exempt item.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_reassessment(
        &self,
        item: DisclosureId,
        look: &Reassessment,
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":disclosure": item.to_string(),
            ":still": look.still,
            ":why": look.why,
            ":assessed_by": look.by.to_string(),
            ":assessed_on": on(&look.moment),
            ":assessed_entered_at": look.moment.entered.unix_ms,
            ":assessed_entered_on": entered_on(&look.moment),
        };
        let sql = include_str!("standing/put_reassessment.sql");
        write(self.connection(), sql, row)?;
        self.touch("disclosure", item);
        Ok(())
    }
}
