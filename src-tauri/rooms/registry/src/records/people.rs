//! The people of kept lists, as far as lists are compared: their public cells and the digest of their
//! numbers; and which lists of a kind stand. No number leaves here but one that is asked for by row.

use chrono::NaiveDate;
use gongkai_rulebook::disclosure::State;
use gongkai_rulebook::ids::{DisclosureId, ImportId, ListId};
use gongkai_rulebook::list::ListKind;
use gongkai_rulebook::period::Stretch;
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::{from_json, many, one};
use crate::columns::{parsed, parsed_or_null};
use crate::{Fingerprint, RegistryError};

/// A list that an item carries which still stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingList {
    /// The list.
    pub list: ListId,
    /// The import it came with.
    pub import: ImportId,
    /// SHA-256 of the workbook.
    pub sha256: Fingerprint,
    /// Village it is about, where it names one.
    pub village: Option<String>,
    /// Sheet it stood on.
    pub sheet: String,
    /// The period it is about.
    pub period: Option<Stretch>,
    /// Rows kept.
    pub read: u32,
    /// The item; of several the latest.
    pub disclosure: DisclosureId,
    /// Title of the item.
    pub title: String,
    /// State of the item.
    pub state: State,
    /// The day it was imported.
    pub imported_on: NaiveDate,
    /// When, milliseconds since 1970 (UTC).
    pub imported_at: i64,
}

/// A row of a kept list with the digest of its number; its private cells are empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPerson {
    /// Row of the sheet, from 1.
    pub row: u32,
    /// One text per column.
    pub cells: Vec<String>,
    /// HMAC of the identity number, where the row has a whole one.
    pub id_hmac: Option<Fingerprint>,
}

impl Records<'_> {
    /// The lists of a kind that stand, in the order in which they were imported, each once.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn standing_lists(&self, kind: ListKind) -> Result<Vec<StandingList>, RegistryError> {
        let wanted = named_params! { ":kind": kind.code() };
        let mut lists: Vec<StandingList> = many(
            self.connection,
            include_str!("people/standing.sql"),
            wanted,
            standing_of,
        )?;
        // A correction under way carries the list of what it corrects.
        lists.dedup_by(|later, first| {
            let same = later.list == first.list;
            if same {
                std::mem::swap(later, first);
            }
            same
        });
        Ok(lists)
    }

    /// The rows of a list with the digests of their numbers.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn people_of(&self, list: ListId) -> Result<Vec<KeptPerson>, RegistryError> {
        let wanted = named_params! { ":list": list.to_string() };
        many(
            self.connection,
            include_str!("people/of_list.sql"),
            wanted,
            |row| {
                Ok(KeptPerson {
                    row: row.get("row")?,
                    cells: from_json(row, "cells")?,
                    id_hmac: row.get("id_hmac")?,
                })
            },
        )
    }

    /// Digests of the numbers of whoever else belongs to the households of a list, each with the row.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn members_of(&self, list: ListId) -> Result<Vec<(u32, Fingerprint)>, RegistryError> {
        let wanted = named_params! { ":list": list.to_string() };
        let sql = include_str!("people/members.sql");
        many(self.connection, sql, wanted, |row| {
            Ok((row.get("row")?, row.get("id_hmac")?))
        })
    }

    /// What stands in one private cell of a row, by index of its column; nothing where it is empty.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn private_cell(
        &self,
        list: ListId,
        row: u32,
        column: usize,
    ) -> Result<Option<String>, RegistryError> {
        let wanted = named_params! { ":list": list.to_string(), ":row": row };
        let cells: Option<Vec<(usize, String)>> = one(
            self.connection,
            include_str!("people/number.sql"),
            wanted,
            |row| from_json(row, "cells"),
        )?;
        let mut cells = cells.unwrap_or_default().into_iter();
        Ok(cells.find(|(at, _)| *at == column).map(|(_, text)| text))
    }
}

fn standing_of(row: &Row<'_>) -> rusqlite::Result<StandingList> {
    Ok(StandingList {
        list: parsed(row, "id")?,
        import: parsed(row, "import")?,
        sha256: row.get("sha256")?,
        village: row.get("village")?,
        sheet: row.get("sheet")?,
        period: period_of(row)?,
        read: row.get("read")?,
        disclosure: parsed(row, "disclosure")?,
        title: row.get("title")?,
        state: parsed(row, "state")?,
        imported_on: parsed(row, "imported_on")?,
        imported_at: row.get("imported_entered_at")?,
    })
}

/// The period of a list.
pub(super) fn period_of(row: &Row<'_>) -> rusqlite::Result<Option<Stretch>> {
    let words: Option<String> = row.get("period")?;
    let first = parsed_or_null(row, "period_first")?;
    let last = parsed_or_null(row, "period_last")?;
    Ok(words
        .zip(first.zip(last))
        .map(|(words, (first, last))| Stretch { first, last, words }))
}
