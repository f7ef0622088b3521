//! How the office files: its way of filing, its own retention table, and what waits to be filed.
//! Whatever was settled before stays.

use chrono::NaiveDate;
use gongkai_rulebook::archive::scheme::Scheme;
use gongkai_rulebook::disclosure::EntryCode;
use gongkai_rulebook::ids::{DisclosureId, StaffId};
use gongkai_rulebook::moment::Moment;
use gongkai_rulebook::register::{Book, RegisterNo};
use gongkai_rulebook::retention::RetentionRule;
use gongkai_rulebook::source::Certainty;
use rusqlite::{Row, named_params};

use super::Records;
use super::board::number_of;
use super::kept::{from_json, many, one, to_json, write};
use super::moment::{entered_on, on};
use crate::columns::{parsed, parsed_or_null};
use crate::{Change, RegistryError};

/// A line of the office's own retention table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetentionLine {
    /// Its place in the table, for ever.
    pub position: u32,
    /// What it says.
    pub rule: RetentionRule,
}

/// An item of the register that is not filed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToFile {
    /// The item.
    pub disclosure: DisclosureId,
    /// Its title.
    pub title: String,
    /// Edition of the catalogue it is filed under.
    pub edition: String,
    /// Its entry.
    pub entry: EntryCode,
    /// 提供单位.
    pub unit: Option<String>,
    /// 形成日期.
    pub formed_on: Option<NaiveDate>,
    /// The book it stands in.
    pub book: Book,
    /// 登记编号.
    pub register_no: RegisterNo,
    /// When it was released.
    pub released_on: NaiveDate,
}

impl Records<'_> {
    /// The way of filing in force, once the office has settled one.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn archive_scheme(&self) -> Result<Option<Scheme>, RegistryError> {
        let scheme = |row: &Row<'_>| from_json(row, "text");
        one(
            self.connection,
            include_str!("archive/scheme.sql"),
            [],
            scheme,
        )
    }

    /// The office's own retention table, lines that ended among them.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn retention_lines(&self) -> Result<Vec<RetentionLine>, RegistryError> {
        let line = |row: &Row<'_>| {
            let position: u32 = row.get("position")?;
            let rule = RetentionRule {
                code: format!("本单位{position}"),
                matter: row.get("matter")?,
                entries: from_json(row, "entries")?,
                period: parsed(row, "period")?,
                basis: row.get("basis")?,
                from: parsed(row, "from_on")?,
                until: parsed_or_null(row, "until_on")?,
                certainty: Certainty::Read,
            };
            Ok(RetentionLine { position, rule })
        };
        many(self.connection, include_str!("archive/lines.sql"), [], line)
    }

    /// Register lines whose items are not filed, of one year or of all, in order of time.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn to_file(&self, year: Option<i32>) -> Result<Vec<ToFile>, RegistryError> {
        let item = |row: &Row<'_>| {
            Ok(ToFile {
                disclosure: parsed(row, "id")?,
                title: row.get("title")?,
                edition: row.get("edition")?,
                entry: parsed(row, "entry")?,
                unit: row.get("unit")?,
                formed_on: parsed_or_null(row, "formed_on")?,
                book: parsed(row, "book")?,
                register_no: number_of(row)?,
                released_on: parsed(row, "released_on")?,
            })
        };
        let wanted = named_params! { ":year": year };
        many(
            self.connection,
            include_str!("archive/to_file.sql"),
            wanted,
            item,
        )
    }

    /// Years with items that are not filed, oldest first, and how many.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn years_to_file(&self) -> Result<Vec<(i32, u32)>, RegistryError> {
        let year = |row: &Row<'_>| Ok((row.get("year")?, row.get("items")?));
        many(
            self.connection,
            include_str!("archive/years_to_file.sql"),
            [],
            year,
        )
    }
}

impl Change<'_> {
    /// Settles the way of filing from now on.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn settle_archive_scheme(
        &self,
        scheme: &Scheme,
        by: StaffId,
        at: &Moment,
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":text": to_json(scheme)?,
            ":by": by.to_string(),
            ":on": on(at),
            ":entered_at": at.entered.unix_ms,
            ":entered_on": entered_on(at),
        };
        let sql = include_str!("archive/put_scheme.sql");
        write(self.connection(), sql, row)?;
        self.touch("archive", "scheme");
        Ok(())
    }

    /// Adds a line to the office's retention table.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add_retention_line(
        &self,
        rule: &RetentionRule,
        by: StaffId,
        at: &Moment,
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":matter": rule.matter,
            ":entries": to_json(&rule.entries)?,
            ":period": rule.period.code(),
            ":basis": rule.basis,
            ":from_on": rule.from.to_string(),
            ":until_on": rule.until.map(|until| until.to_string()),
            ":by": by.to_string(),
            ":on": on(at),
            ":entered_at": at.entered.unix_ms,
            ":entered_on": entered_on(at),
        };
        write(self.connection(), include_str!("archive/put_line.sql"), row)?;
        self.touch("archive", "retention");
        Ok(())
    }

    /// Ends a line of the office's retention table with a day.
    ///
    /// # Errors
    /// `not-found` for a line that is not there or has ended, what SQLite says.
    pub fn end_retention_line(&self, position: u32, until: NaiveDate) -> Result<(), RegistryError> {
        let row = named_params! { ":position": position, ":until_on": until.to_string() };
        let changed = write(self.connection(), include_str!("archive/end_line.sql"), row)?;
        self.touch("archive", "retention");
        if changed == 1 {
            return Ok(());
        }
        Err(RegistryError::NotFound {
            what: "保管期限表里还有效的一行",
            given: position.to_string(),
        })
    }
}
