//! The way to the county: the one link, what was sealed, what came back. Sealed packages and letters
//! are only ever added.

use chrono::NaiveDate;
use gongkai_rulebook::ids::{DisclosureId, LetterId, OfficeId, StaffId};
use gongkai_rulebook::letter::{CarrierKind, LetterKind};
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::{many, one, write};
use super::outbox::{OutboxLetter, outbox_of};
use crate::columns::{parsed, parsed_or_null};
use crate::{Change, Fingerprint, RegistryError};

/// How the county is reached, and where both sides stood at the last look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountyLink {
    /// 区划代码.
    pub township: String,
    /// The way.
    pub carrier: CarrierKind,
    /// A folder, or the address of an inbox or a platform.
    pub address: String,
    /// The key that others check the office's packages with.
    pub own_key: String,
    /// The key that the county signs with.
    pub county_key: Option<String>,
    /// The county's own root certificate (PEM).
    pub root: Option<String>,
    /// The county's web form that a person fills.
    pub form: Option<String>,
    /// Who let the program make rounds by itself.
    pub by_itself: Option<StaffId>,
    /// The platform that answered.
    pub platform: Option<OfficeId>,
    /// How many packages it had.
    pub taken: u64,
    /// Whether both sides agreed after the last round.
    pub agreed: Option<bool>,
    /// When it was looked at, milliseconds since 1970 (UTC).
    pub looked_at: Option<i64>,
}

/// A sealed package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountyPackage {
    /// 报送编号.
    pub number: u64,
    /// The letter in it.
    pub letter: LetterId,
    /// What kind of letter.
    pub kind: LetterKind,
    /// The item it is about.
    pub disclosure: DisclosureId,
    /// SHA-256 of its manifest.
    pub head: Fingerprint,
    /// SHA-256 of the package, under which it lies among the files.
    pub content: Fingerprint,
    /// When it was sealed, milliseconds since 1970 (UTC).
    pub sealed_at: i64,
}

/// A letter of the county.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountyLetter {
    /// Its place among all letters filed, from 1.
    pub number: u64,
    /// The platform that wrote it.
    pub platform: OfficeId,
    /// That platform's own number, from 1 without gaps.
    pub series_no: u64,
    /// The key that it was opened with.
    pub signed_with: String,
    /// Its package.
    pub package: LetterId,
    /// What kind of letter.
    pub kind: LetterKind,
    /// SHA-256 of its manifest.
    pub head: Fingerprint,
    /// SHA-256 of the package, under which it lies among the files.
    pub content: Fingerprint,
    /// The package it answers.
    pub answers: Option<LetterId>,
    /// The item it is about.
    pub disclosure: Option<DisclosureId>,
    /// What it says, in a line that repeats nothing of what citizens wrote.
    pub told: String,
    /// Whether it refuses or returns something.
    pub refused: bool,
    /// The field at fault.
    pub field: Option<String>,
    /// 索引号 that it gives.
    pub index_no: Option<String>,
    /// Address of the page that it names.
    pub address: Option<String>,
    /// The day by which it asks for something.
    pub due: Option<NaiveDate>,
    /// When it was filed, milliseconds since 1970 (UTC).
    pub filed_at: i64,
}

impl Records<'_> {
    /// The link, once it is set up.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn county_link(&self) -> Result<Option<CountyLink>, RegistryError> {
        one(
            self.connection,
            include_str!("county/link.sql"),
            [],
            |row| {
                Ok(CountyLink {
                    township: row.get("township")?,
                    carrier: parsed(row, "carrier")?,
                    address: row.get("address")?,
                    own_key: row.get("own_key")?,
                    county_key: row.get("county_key")?,
                    root: row.get("root")?,
                    form: row.get("form")?,
                    by_itself: parsed_or_null(row, "by_itself")?,
                    platform: parsed_or_null(row, "platform")?,
                    taken: row.get("taken")?,
                    agreed: row.get("agreed")?,
                    looked_at: row.get("looked_at")?,
                })
            },
        )
    }

    /// Every sealed package, in order of number.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn county_packages(&self) -> Result<Vec<CountyPackage>, RegistryError> {
        let sql = include_str!("county/packages.sql");
        many(self.connection, sql, [], package_of)
    }

    /// The sealed package of this letter.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn county_package_of(
        &self,
        letter: LetterId,
    ) -> Result<Option<CountyPackage>, RegistryError> {
        let wanted = named_params! { ":letter": letter.to_string() };
        let sql = include_str!("county/package_of_letter.sql");
        one(self.connection, sql, wanted, package_of)
    }

    /// How many of the county's letters are filed, whichever platform wrote them.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn last_county_letter(&self) -> Result<u64, RegistryError> {
        let sql = include_str!("county/last_letter.sql");
        let last = one(self.connection, sql, [], |row| row.get("number"))?;
        Ok(last.unwrap_or(0))
    }

    /// Each platform's letters: how many of them are filed, and SHA-256 of the last one's manifest.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn county_letter_series(&self) -> Result<Vec<(OfficeId, u64, Fingerprint)>, RegistryError> {
        let sql = include_str!("county/letter_series.sql");
        many(self.connection, sql, [], |row| {
            Ok((
                parsed(row, "platform")?,
                row.get("series_no")?,
                row.get("head")?,
            ))
        })
    }

    /// Letters that no package holds yet and nobody brought by hand, oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn unsealed_letters(&self) -> Result<Vec<OutboxLetter>, RegistryError> {
        let sql = include_str!("county/unsealed.sql");
        many(self.connection, sql, [], outbox_of)
    }

    /// Whether the county's last receipt for the item refuses it, so that the public does not see it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn county_refused(&self, item: DisclosureId) -> Result<bool, RegistryError> {
        let wanted = named_params! { ":disclosure": item.to_string() };
        let sql = include_str!("county/last_receipt.sql");
        let refused = one(self.connection, sql, wanted, |row| row.get("refused"))?;
        Ok(refused.unwrap_or(false))
    }

    /// Every letter of the county, in order of number.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn county_letters(&self) -> Result<Vec<CountyLetter>, RegistryError> {
        let sql = include_str!("county/letters.sql");
        many(self.connection, sql, [], letter_of)
    }
}

fn package_of(row: &Row<'_>) -> rusqlite::Result<CountyPackage> {
    Ok(CountyPackage {
        number: row.get("number")?,
        letter: parsed(row, "letter")?,
        kind: parsed(row, "kind")?,
        disclosure: parsed(row, "disclosure")?,
        head: row.get("head")?,
        content: row.get("content")?,
        sealed_at: row.get("sealed_at")?,
    })
}

pub(super) fn letter_of(row: &Row<'_>) -> rusqlite::Result<CountyLetter> {
    Ok(CountyLetter {
        number: row.get("number")?,
        platform: parsed(row, "platform")?,
        series_no: row.get("series_no")?,
        signed_with: row.get("signed_with")?,
        package: parsed(row, "package")?,
        kind: parsed(row, "kind")?,
        head: row.get("head")?,
        content: row.get("content")?,
        answers: parsed_or_null(row, "answers")?,
        disclosure: parsed_or_null(row, "disclosure")?,
        told: row.get("told")?,
        refused: row.get("refused")?,
        field: row.get("field")?,
        index_no: row.get("index_no")?,
        address: row.get("address")?,
        due: parsed_or_null(row, "due")?,
        filed_at: row.get("filed_at")?,
    })
}

impl Change<'_> {
    /// Sets the link up, or changes its way; the township stays what it is once it is known.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_county_link(&self, link: &CountyLink) -> Result<(), RegistryError> {
        let row = named_params! {
            ":township": link.township,
            ":carrier": link.carrier.code(),
            ":address": link.address,
            ":own_key": link.own_key,
            ":county_key": link.county_key,
            ":root": link.root,
            ":form": link.form,
            ":by_itself": link.by_itself.map(|id| id.to_string()),
        };
        write(self.connection(), include_str!("county/put_link.sql"), row).map(drop)
    }

    /// Notes where the county stood.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn county_stood(
        &self,
        platform: OfficeId,
        taken: u64,
        at: i64,
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":platform": platform.to_string(), ":taken": taken, ":looked_at": at,
        };
        write(self.connection(), include_str!("county/stand.sql"), row).map(drop)
    }

    /// Notes whether both sides agreed after a round.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn county_agreed(&self, agreed: Option<bool>) -> Result<(), RegistryError> {
        let row = named_params! { ":agreed": agreed };
        write(self.connection(), include_str!("county/agree.sql"), row).map(drop)
    }

    /// Adds a sealed package.
    ///
    /// # Errors
    /// What SQLite says; a number or a letter is sealed once.
    pub fn put_county_package(&self, package: &CountyPackage) -> Result<(), RegistryError> {
        let row = named_params! {
            ":number": package.number,
            ":letter": package.letter.to_string(),
            ":head": package.head,
            ":content": package.content,
            ":sealed_at": package.sealed_at,
        };
        self.touch("disclosure", package.disclosure);
        write(
            self.connection(),
            include_str!("county/put_package.sql"),
            row,
        )
        .map(drop)
    }

    /// Files a letter of the county.
    ///
    /// # Errors
    /// What SQLite says; a number or a package is filed once.
    pub fn put_county_letter(&self, letter: &CountyLetter) -> Result<(), RegistryError> {
        let row = named_params! {
            ":number": letter.number,
            ":platform": letter.platform.to_string(),
            ":series_no": letter.series_no,
            ":signed_with": letter.signed_with,
            ":package": letter.package.to_string(),
            ":kind": letter.kind.code(),
            ":head": letter.head,
            ":content": letter.content,
            ":answers": letter.answers.map(|id| id.to_string()),
            ":disclosure": letter.disclosure.map(|id| id.to_string()),
            ":told": letter.told,
            ":refused": letter.refused,
            ":field": letter.field,
            ":index_no": letter.index_no,
            ":address": letter.address,
            ":due": letter.due.map(|day| day.to_string()),
            ":filed_at": letter.filed_at,
        };
        self.touch("county-letter", letter.number);
        write(
            self.connection(),
            include_str!("county/put_letter.sql"),
            row,
        )
        .map(drop)
    }
}
