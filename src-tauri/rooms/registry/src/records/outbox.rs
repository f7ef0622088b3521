//! Letters that wait for the county, written by the release itself.

use gongkai_rulebook::ids::{DisclosureId, LetterId};
use gongkai_rulebook::register::RegisterNo;
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::{many, write};
use crate::columns::parsed;
use crate::{Change, Finding, RegistryError};

/// One letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxLetter {
    /// Its id.
    pub id: LetterId,
    /// What kind of letter, by its code.
    pub kind: String,
    /// The item it is about.
    pub disclosure: DisclosureId,
    /// When it was written, milliseconds since 1970 (UTC).
    pub written_at: i64,
    /// The letter itself (JSON).
    pub letter: String,
}

impl Records<'_> {
    /// Every letter, oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn outbox(&self) -> Result<Vec<OutboxLetter>, RegistryError> {
        let sql = include_str!("outbox/all.sql");
        many(self.connection, sql, [], outbox_of)
    }

    /// The letters about an item, oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn letters_about(&self, item: DisclosureId) -> Result<Vec<OutboxLetter>, RegistryError> {
        let wanted = named_params! { ":disclosure": item.to_string() };
        let sql = include_str!("outbox/of_item.sql");
        many(self.connection, sql, wanted, outbox_of)
    }

    /// Public lines that wrote no letter to the county.
    pub(crate) fn letter_findings(&self) -> Result<Vec<Finding>, RegistryError> {
        many(
            self.connection,
            include_str!("outbox/missing.sql"),
            [],
            |row| {
                let no = RegisterNo {
                    year: row.get("year")?,
                    number: row.get("number")?,
                };
                Ok(Finding::broken(
                    "letter-missing",
                    no,
                    format!("{no} 没有报县的信函"),
                ))
            },
        )
    }
}

pub(super) fn outbox_of(row: &Row<'_>) -> rusqlite::Result<OutboxLetter> {
    Ok(OutboxLetter {
        id: parsed(row, "id")?,
        kind: row.get("kind")?,
        disclosure: parsed(row, "disclosure")?,
        written_at: row.get("written_at")?,
        letter: row.get("letter")?,
    })
}

impl Change<'_> {
    /// Puts a letter into the outbox.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_letter(&self, letter: &OutboxLetter) -> Result<(), RegistryError> {
        let row = named_params! {
            ":id": letter.id.to_string(),
            ":kind": letter.kind,
            ":disclosure": letter.disclosure.to_string(),
            ":written_at": letter.written_at,
            ":letter": letter.letter,
        };
        write(self.connection(), include_str!("outbox/put.sql"), row).map(drop)
    }
}
