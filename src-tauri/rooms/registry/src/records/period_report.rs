//! Reports of a period on their way to the county — nil reports, figures, the annual and the self-check
//! report — and the one chain that every package stands in.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use gongkai_rulebook::ids::{DisclosureId, LetterId, StaffId};
use gongkai_rulebook::letter::LetterKind;
use gongkai_rulebook::moment::Moment;
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::{from_json, many, one, to_json, write};
use super::moment::{entered_on, moment, on};
use crate::columns::{parsed, parsed_or_null};
use crate::{Change, Fingerprint, RegistryError};

/// A report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodReport {
    /// Its letter's id.
    pub id: LetterId,
    /// What kind of letter.
    pub kind: LetterKind,
    /// The period: `2019-09`, `2019-Q3`, `2019`.
    pub period: String,
    /// Its title.
    pub title: String,
    /// The released item that is the report, where it is one.
    pub disclosure: Option<DisclosureId>,
    /// Figures by name.
    pub figures: BTreeMap<String, i64>,
    /// Its words.
    pub body: String,
    /// Who wrote it.
    pub by: StaffId,
    /// When.
    pub moment: Moment,
    /// 报送编号, once it is sealed.
    pub number: Option<u64>,
    /// How a person brought it, once one did; such a report is never sealed.
    pub brought: Option<Brought>,
}

impl PeriodReport {
    /// Neither sealed nor brought by anybody: somebody has to do something yet.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.number.is_none() && self.brought.is_none()
    }
}

/// That a person brought a report to the county.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brought {
    /// How, and to whom, in words.
    pub how: String,
    /// The day.
    pub on: NaiveDate,
}

/// A link of the chain of packages, whatever it carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainedPackage {
    /// 报送编号.
    pub number: u64,
    /// The letter in it.
    pub letter: LetterId,
    /// What kind of letter; none where the letter itself is gone.
    pub kind: Option<LetterKind>,
    /// SHA-256 of its manifest.
    pub head: Fingerprint,
    /// SHA-256 of the package, under which it lies among the files.
    pub content: Fingerprint,
    /// When it was sealed, milliseconds since 1970 (UTC).
    pub sealed_at: i64,
}

impl Records<'_> {
    /// Every report, in the order in which they were written.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn period_reports(&self) -> Result<Vec<PeriodReport>, RegistryError> {
        let read = |row: &Row<'_>| {
            Ok(PeriodReport {
                id: parsed(row, "id")?,
                kind: parsed(row, "kind")?,
                period: row.get("period")?,
                title: row.get("title")?,
                disclosure: parsed_or_null(row, "disclosure")?,
                figures: from_json(row, "figures")?,
                body: row.get("body")?,
                by: parsed(row, "written_by")?,
                moment: moment(row, "written")?,
                number: row.get("number")?,
                brought: brought_of(row)?,
            })
        };
        many(
            self.connection,
            include_str!("period_report/all.sql"),
            [],
            read,
        )
    }

    /// Every package of the chain, in order of number.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn county_chain(&self) -> Result<Vec<ChainedPackage>, RegistryError> {
        let sql = include_str!("period_report/chain.sql");
        many(self.connection, sql, [], chained_of)
    }

    /// The package of this number.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn county_chained(&self, number: u64) -> Result<Option<ChainedPackage>, RegistryError> {
        let wanted = named_params! { ":number": number };
        let sql = include_str!("period_report/chained.sql");
        one(self.connection, sql, wanted, chained_of)
    }

    /// Whether this office sealed that letter.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn sealed_letter(&self, letter: LetterId) -> Result<bool, RegistryError> {
        let wanted = named_params! { ":letter": letter.to_string() };
        let sql = include_str!("period_report/ours.sql");
        let number = one(self.connection, sql, wanted, |row| {
            row.get::<_, u64>("number")
        })?;
        Ok(number.is_some())
    }
}

fn brought_of(row: &Row<'_>) -> rusqlite::Result<Option<Brought>> {
    let how: Option<String> = row.get("how")?;
    let on: Option<NaiveDate> = parsed_or_null(row, "brought_on")?;
    Ok(how.zip(on).map(|(how, on)| Brought { how, on }))
}

fn chained_of(row: &Row<'_>) -> rusqlite::Result<ChainedPackage> {
    Ok(ChainedPackage {
        number: row.get("number")?,
        letter: parsed(row, "letter")?,
        kind: parsed_or_null(row, "kind")?,
        head: row.get("head")?,
        content: row.get("content")?,
        sealed_at: row.get("sealed_at")?,
    })
}

impl Change<'_> {
    /// Writes a report.
    ///
    /// # Errors
    /// What SQLite says; a period is reported once a kind.
    pub fn put_period_report(&self, report: &PeriodReport) -> Result<(), RegistryError> {
        let row = named_params! {
            ":id": report.id.to_string(),
            ":kind": report.kind.code(),
            ":period": report.period,
            ":title": report.title,
            ":disclosure": report.disclosure.map(|item| item.to_string()),
            ":figures": to_json(&report.figures)?,
            ":body": report.body,
            ":written_by": report.by.to_string(),
            ":written_on": on(&report.moment),
            ":written_entered_at": report.moment.entered.unix_ms,
            ":written_entered_on": entered_on(&report.moment),
        };
        self.touch("period-report", report.id);
        write(
            self.connection(),
            include_str!("period_report/put.sql"),
            row,
        )
        .map(drop)
    }

    /// Adds that a person brought a report.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_brought_report(
        &self,
        report: LetterId,
        how: &str,
        by: StaffId,
        moment: &Moment,
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":report": report.to_string(),
            ":how": how,
            ":brought_by": by.to_string(),
            ":brought_on": on(moment),
            ":brought_entered_at": moment.entered.unix_ms,
            ":brought_entered_on": entered_on(moment),
        };
        self.touch("period-report", report);
        let sql = include_str!("period_report/put_brought.sql");
        write(self.connection(), sql, row).map(drop)
    }

    /// Adds a sealed report to the chain.
    ///
    /// # Errors
    /// What SQLite says; a number or a letter is sealed once.
    pub fn put_sealed_report(&self, package: &ChainedPackage) -> Result<(), RegistryError> {
        let row = named_params! {
            ":number": package.number,
            ":letter": package.letter.to_string(),
            ":head": package.head,
            ":content": package.content,
            ":sealed_at": package.sealed_at,
        };
        self.touch("period-report", package.letter);
        let sql = include_str!("period_report/put_sealed.sql");
        write(self.connection(), sql, row).map(drop)
    }
}
