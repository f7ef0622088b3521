//! What was released under the entries of the catalogue, and what the office settled about them.

use chrono::NaiveDate;
use gongkai_rulebook::disclosure::EntryCode;
use gongkai_rulebook::ids::{DisclosureId, StaffId};
use gongkai_rulebook::moment::Moment;
use gongkai_rulebook::rhythm::Rhythm;
use gongkai_rulebook::vocabulary::TimeClass;
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::{many, one, write};
use super::moment::{entered_on, on};
use crate::columns::{parsed, parsed_or_null};
use crate::{Change, RegistryError};

/// The item released last under an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastItem {
    /// Its id.
    pub id: DisclosureId,
    /// Its title.
    pub title: String,
    /// 提供单位.
    pub unit: Option<String>,
    /// When it was released.
    pub released_on: NaiveDate,
}

/// How much was released under an entry since the first day of four spans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryCount {
    /// The entry.
    pub entry: EntryCode,
    /// Since the first day of each span asked for.
    pub month: u32,
    /// Of the quarter.
    pub quarter: u32,
    /// Of the half-year.
    pub half: u32,
    /// Of the year.
    pub year: u32,
}

/// First days of the spans that releases are counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Since {
    /// Of the month.
    pub month: NaiveDate,
    /// Of the quarter.
    pub quarter: NaiveDate,
    /// Of the half-year.
    pub half: NaiveDate,
    /// Of the year.
    pub year: NaiveDate,
}

/// A release of a year, with what tells whether it was in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearRelease {
    /// When it was released.
    pub released_on: NaiveDate,
    /// Edition of the catalogue.
    pub edition: String,
    /// Its entry.
    pub entry: EntryCode,
    /// 形成日期.
    pub formed_on: Option<NaiveDate>,
    /// The last day that a superior set.
    pub demanded_due: Option<NaiveDate>,
    /// A planned channel still waits.
    pub waiting: bool,
    /// The day the last planned channel was first posted on.
    pub last_posted_on: Option<NaiveDate>,
}

/// What the office settled about the time of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryTiming {
    /// The entry.
    pub entry: EntryCode,
    /// 时限类别.
    pub time_class: TimeClass,
    /// How often, for a periodic entry.
    pub period: Option<Rhythm>,
}

/// An edition of the catalogue that was adopted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Its name.
    pub edition: String,
    /// The day it was adopted.
    pub adopted_on: NaiveDate,
}

impl Records<'_> {
    /// The item released last under an entry.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn last_of_entry(&self, entry: &EntryCode) -> Result<Option<LastItem>, RegistryError> {
        let wanted = named_params! { ":entry": entry.as_str() };
        let read = |row: &Row<'_>| {
            Ok(LastItem {
                id: parsed(row, "id")?,
                title: row.get("title")?,
                unit: row.get("unit")?,
                released_on: parsed(row, "released_on")?,
            })
        };
        one(
            self.connection,
            include_str!("agenda/last_of_entry.sql"),
            wanted,
            read,
        )
    }

    /// How much was released under each entry since these days; entries with nothing are left out.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn counted_since(&self, since: &Since) -> Result<Vec<EntryCount>, RegistryError> {
        let wanted = named_params! {
            ":month": since.month.to_string(),
            ":quarter": since.quarter.to_string(),
            ":half": since.half.to_string(),
            ":year": since.year.to_string(),
        };
        let read = |row: &Row<'_>| {
            Ok(EntryCount {
                entry: parsed(row, "entry")?,
                month: row.get("month")?,
                quarter: row.get("quarter")?,
                half: row.get("half")?,
                year: row.get("year")?,
            })
        };
        many(
            self.connection,
            include_str!("agenda/counted_since.sql"),
            wanted,
            read,
        )
    }

    /// Every release of the public and internal books between two days, both counted.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn releases_between(
        &self,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Result<Vec<YearRelease>, RegistryError> {
        let wanted = named_params! { ":first": first.to_string(), ":last": last.to_string() };
        let read = |row: &Row<'_>| {
            Ok(YearRelease {
                released_on: parsed(row, "released_on")?,
                edition: row.get("edition")?,
                entry: parsed(row, "entry")?,
                formed_on: parsed_or_null(row, "formed_on")?,
                demanded_due: parsed_or_null(row, "demanded_due")?,
                waiting: row.get("waiting")?,
                last_posted_on: parsed_or_null(row, "last_posted_on")?,
            })
        };
        many(
            self.connection,
            include_str!("agenda/year.sql"),
            wanted,
            read,
        )
    }

    /// What the office settled about its entries.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn entry_timings(&self) -> Result<Vec<EntryTiming>, RegistryError> {
        let read = |row: &Row<'_>| {
            Ok(EntryTiming {
                entry: parsed(row, "entry")?,
                time_class: parsed(row, "time_class")?,
                period: parsed_or_null(row, "period")?,
            })
        };
        many(
            self.connection,
            include_str!("agenda/timings.sql"),
            [],
            read,
        )
    }

    /// The editions of the catalogue, the one in force first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn editions(&self) -> Result<Vec<Edition>, RegistryError> {
        let read = |row: &Row<'_>| {
            Ok(Edition {
                edition: row.get("edition")?,
                adopted_on: parsed(row, "adopted_on")?,
            })
        };
        many(
            self.connection,
            include_str!("agenda/editions.sql"),
            [],
            read,
        )
    }
}

impl Records<'_> {
    /// How many items are filed under an edition of the catalogue.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn filed_under(&self, edition: &str) -> Result<u32, RegistryError> {
        let wanted = named_params! { ":edition": edition };
        let filed = one(
            self.connection,
            include_str!("entries/filed_under.sql"),
            wanted,
            |row| row.get("filed"),
        )?;
        Ok(filed.unwrap_or_default())
    }
}

impl Change<'_> {
    /// Keeps what the office settled about an entry; what was settled before is in the audit chain.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_entry_timing(
        &self,
        timing: &EntryTiming,
        by: StaffId,
        at: &Moment,
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":entry": timing.entry.as_str(),
            ":time_class": timing.time_class.code(),
            ":period": timing.period.map(Rhythm::code),
            ":settled_by": by.to_string(),
            ":settled_on": on(at),
            ":settled_entered_at": at.entered.unix_ms,
            ":settled_entered_on": entered_on(at),
        };
        write(
            self.connection(),
            include_str!("agenda/put_timing.sql"),
            row,
        )?;
        self.touch("catalogue", timing.entry.as_str());
        Ok(())
    }
}
