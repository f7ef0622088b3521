//! What a person brought to the county himself, and what its pages showed. Lines are only ever added;
//! of each letter the last one counts.

use chrono::NaiveDate;
use gongkai_rulebook::county_form::{PageFinding, ReportWay};
use gongkai_rulebook::ids::{DisclosureId, FileId, LetterId, StaffId};
use gongkai_rulebook::letter::LetterKind;
use gongkai_rulebook::moment::Moment;
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::{many, one, write};
use super::moment::{entered_on, moment, on};
use crate::columns::{parsed, parsed_or_null};
use crate::{Change, RegistryError};

/// A report that a person made by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReport {
    /// The letter that it brought.
    pub letter: LetterId,
    /// The item, for who shows it.
    pub disclosure: DisclosureId,
    /// How.
    pub way: ReportWay,
    /// The address of the county's page.
    pub address: Option<String>,
    /// Who was told.
    pub told_to: Option<String>,
    /// 索引号 that the page showed.
    pub index_no: Option<String>,
    /// Who brought it.
    pub by: StaffId,
    /// When.
    pub moment: Moment,
}

/// A report as it stands, with the last look at its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountyReport {
    /// Its place among all reports.
    pub position: u64,
    /// What it was.
    pub report: NewReport,
    /// What kind of letter.
    pub kind: LetterKind,
    /// What the last look showed.
    pub finding: Option<PageFinding>,
    /// Why a person found it right.
    pub why: Option<String>,
    /// The page as it was, or a picture of it.
    pub snapshot: Option<FileId>,
    /// The day of the last look.
    pub looked_on: Option<NaiveDate>,
}

/// A look at a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageLook {
    /// The report's place.
    pub report: u64,
    /// What was seen.
    pub finding: PageFinding,
    /// Why a person found it right.
    pub why: Option<String>,
    /// The page as it was, or a picture of it.
    pub snapshot: Option<FileId>,
    /// Who looked.
    pub by: StaffId,
    /// When.
    pub moment: Moment,
}

impl Records<'_> {
    /// The newest reports, each letter once, at most so many.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn county_reports(&self, count: u32) -> Result<Vec<CountyReport>, RegistryError> {
        let wanted = named_params! { ":count": count };
        let sql = include_str!("county_report/newest.sql");
        many(self.connection, sql, wanted, report_of)
    }

    /// How many letters were reported by hand.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn county_reports_made(&self) -> Result<u64, RegistryError> {
        let sql = include_str!("county_report/count.sql");
        let count = one(self.connection, sql, [], |row| row.get("letters"))?;
        Ok(count.unwrap_or_default())
    }

    /// The report of a letter.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn county_report_of(
        &self,
        letter: LetterId,
    ) -> Result<Option<CountyReport>, RegistryError> {
        let wanted = named_params! { ":letter": letter.to_string() };
        let sql = include_str!("county_report/of_letter.sql");
        one(self.connection, sql, wanted, report_of)
    }

    /// The newest report about an item.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn county_report_about(
        &self,
        item: DisclosureId,
    ) -> Result<Option<CountyReport>, RegistryError> {
        let wanted = named_params! { ":disclosure": item.to_string() };
        let sql = include_str!("county_report/of_item.sql");
        one(self.connection, sql, wanted, report_of)
    }

    /// Reports whose page nobody has found right yet, the oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn county_pages_owed(&self) -> Result<Vec<CountyReport>, RegistryError> {
        let sql = include_str!("county_report/owed.sql");
        many(self.connection, sql, [], report_of)
    }
}

fn report_of(row: &Row<'_>) -> rusqlite::Result<CountyReport> {
    Ok(CountyReport {
        position: row.get("position")?,
        report: NewReport {
            letter: parsed(row, "letter")?,
            disclosure: parsed(row, "disclosure")?,
            way: parsed(row, "way")?,
            address: row.get("address")?,
            told_to: row.get("told_to")?,
            index_no: row.get("index_no")?,
            by: parsed(row, "reported_by")?,
            moment: moment(row, "reported")?,
        },
        kind: parsed(row, "kind")?,
        finding: parsed_or_null(row, "finding")?,
        why: row.get("why")?,
        snapshot: parsed_or_null(row, "snapshot")?,
        looked_on: parsed_or_null(row, "looked_on")?,
    })
}

impl Change<'_> {
    /// Adds a report.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_county_report(&self, report: &NewReport) -> Result<(), RegistryError> {
        let row = named_params! {
            ":letter": report.letter.to_string(),
            ":way": report.way.code(),
            ":address": report.address,
            ":told_to": report.told_to,
            ":index_no": report.index_no,
            ":reported_by": report.by.to_string(),
            ":reported_on": on(&report.moment),
            ":reported_entered_at": report.moment.entered.unix_ms,
            ":reported_entered_on": entered_on(&report.moment),
        };
        self.touch("disclosure", report.disclosure);
        write(
            self.connection(),
            include_str!("county_report/put.sql"),
            row,
        )
        .map(drop)
    }

    /// Adds a look at the page of a report.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_page_look(&self, look: &PageLook) -> Result<(), RegistryError> {
        let row = named_params! {
            ":report": look.report,
            ":finding": look.finding.code(),
            ":why": look.why,
            ":snapshot": look.snapshot.map(|file| file.to_string()),
            ":looked_by": look.by.to_string(),
            ":looked_on": on(&look.moment),
            ":looked_entered_at": look.moment.entered.unix_ms,
            ":looked_entered_on": entered_on(&look.moment),
        };
        let sql = include_str!("county_report/put_page.sql");
        write(self.connection(), sql, row).map(drop)
    }
}
