//! The way to the county: the one link, what was sealed, what came back. Sealed packages and letters
//! are only ever added.

use gongkai_rulebook::ids::{DisclosureId, LetterId, OfficeId};
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
    /// The county's number.
    pub number: u64,
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

    /// The sealed package of this number.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn county_package(&self, number: u64) -> Result<Option<CountyPackage>, RegistryError> {
        let wanted = named_params! { ":number": number };
        let sql = include_str!("county/package.sql");
        one(self.connection, sql, wanted, package_of)
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

    /// The county's last letter.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn last_county_letter(&self) -> Result<Option<CountyLetter>, RegistryError> {
        let sql = include_str!("county/last_letter.sql");
        one(self.connection, sql, [], letter_of)
    }

    /// Letters that no package holds yet, oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn unsealed_letters(&self) -> Result<Vec<OutboxLetter>, RegistryError> {
        let sql = include_str!("county/unsealed.sql");
        many(self.connection, sql, [], outbox_of)
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

fn letter_of(row: &Row<'_>) -> rusqlite::Result<CountyLetter> {
    Ok(CountyLetter {
        number: row.get("number")?,
        package: parsed(row, "package")?,
        kind: parsed(row, "kind")?,
        head: row.get("head")?,
        content: row.get("content")?,
        answers: parsed_or_null(row, "answers")?,
        disclosure: parsed_or_null(row, "disclosure")?,
        told: row.get("told")?,
        refused: row.get("refused")?,
        field: row.get("field")?,
        filed_at: row.get("filed_at")?,
    })
}

impl Change<'_> {
    /// Sets the link up, or changes its way; township and own key stay what they are.
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
            ":package": letter.package.to_string(),
            ":kind": letter.kind.code(),
            ":head": letter.head,
            ":content": letter.content,
            ":answers": letter.answers.map(|id| id.to_string()),
            ":disclosure": letter.disclosure.map(|id| id.to_string()),
            ":told": letter.told,
            ":refused": letter.refused,
            ":field": letter.field,
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
