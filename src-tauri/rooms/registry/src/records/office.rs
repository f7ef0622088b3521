//! The office itself: particulars, the catalogue in force, the review chain.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use gongkai_rulebook::chain::{Chain, Step};
use gongkai_rulebook::disclosure::EntryCode;
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::{from_json, many, one, to_json, write};
use crate::columns::parsed;
use crate::{Change, RegistryError};

/// A catalogue as it was adopted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueRecord {
    /// Its edition, for instance `mujin-2019`.
    pub edition: String,
    /// The catalogue's own text (JSON).
    pub text: String,
    /// The day it was adopted.
    pub adopted_on: NaiveDate,
}

impl Records<'_> {
    /// Every particular of the office by name.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn settings(&self) -> Result<BTreeMap<String, String>, RegistryError> {
        let pair = |row: &Row<'_>| Ok((row.get("name")?, row.get("value")?));
        Ok(many(
            self.connection,
            include_str!("office/settings.sql"),
            [],
            pair,
        )?
        .into_iter()
        .collect())
    }

    /// The catalogue adopted last.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn catalogue(&self) -> Result<Option<CatalogueRecord>, RegistryError> {
        one(
            self.connection,
            include_str!("office/newest_catalogue.sql"),
            [],
            catalogue_of,
        )
    }

    /// The catalogue of `edition`, which items filed under it keep.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn catalogue_edition(
        &self,
        edition: &str,
    ) -> Result<Option<CatalogueRecord>, RegistryError> {
        let wanted = named_params! { ":edition": edition };
        one(
            self.connection,
            include_str!("office/catalogue.sql"),
            wanted,
            catalogue_of,
        )
    }

    /// The chain for an entry: its own where it has one, otherwise the office's.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn chain(&self, entry: Option<&EntryCode>) -> Result<Option<Chain>, RegistryError> {
        let wanted = named_params! { ":entry": entry.map_or("", EntryCode::as_str) };
        let chain = |row: &Row<'_>| from_json::<Chain>(row, "steps");
        one(
            self.connection,
            include_str!("office/chain.sql"),
            wanted,
            chain,
        )
    }
}

impl Records<'_> {
    /// Every chain that is set: the office's own under no entry, then those of entries.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn chains(&self) -> Result<Vec<(Option<EntryCode>, Chain)>, RegistryError> {
        let chain = |row: &Row<'_>| {
            let entry: String = row.get("entry")?;
            let entry = match entry.is_empty() {
                true => None,
                false => Some(parsed(row, "entry")?),
            };
            Ok((entry, from_json::<Chain>(row, "steps")?))
        };
        many(
            self.connection,
            include_str!("office/chains.sql"),
            [],
            chain,
        )
    }
}

impl Change<'_> {
    /// An entry follows the office's chain again.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn drop_chain(&self, entry: &EntryCode) -> Result<(), RegistryError> {
        let wanted = named_params! { ":entry": entry.as_str() };
        write(
            self.connection(),
            include_str!("office/drop_chain.sql"),
            wanted,
        )
        .map(drop)
    }

    /// Sets a particular of the office.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_setting(&self, name: &str, value: &str) -> Result<(), RegistryError> {
        let row = named_params! { ":name": name, ":value": value };
        write(
            self.connection(),
            include_str!("office/put_setting.sql"),
            row,
        )
        .map(drop)
    }

    /// Adopts a catalogue. A second time the same edition replaces its text.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn adopt_catalogue(&self, catalogue: &CatalogueRecord) -> Result<(), RegistryError> {
        let row = named_params! {
            ":edition": catalogue.edition,
            ":text": catalogue.text,
            ":adopted_on": catalogue.adopted_on.to_string(),
        };
        write(
            self.connection(),
            include_str!("office/adopt_catalogue.sql"),
            row,
        )
        .map(drop)
    }

    /// Takes an edition back that nothing is filed under; the one before it is in force again.
    ///
    /// # Errors
    /// What SQLite says; it refuses an edition that an item is filed under.
    pub fn drop_catalogue(&self, edition: &str) -> Result<(), RegistryError> {
        let wanted = named_params! { ":edition": edition };
        write(
            self.connection(),
            include_str!("office/drop_catalogue.sql"),
            wanted,
        )?;
        self.touch("catalogue", edition);
        Ok(())
    }

    /// Sets the chain of the office, or of one entry.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_chain(&self, entry: Option<&EntryCode>, chain: &Chain) -> Result<(), RegistryError> {
        let steps: &[Step] = chain.steps();
        let row = named_params! {
            ":entry": entry.map_or("", EntryCode::as_str),
            ":steps": to_json(&steps)?,
        };
        write(self.connection(), include_str!("office/put_chain.sql"), row).map(drop)
    }
}

fn catalogue_of(row: &Row<'_>) -> rusqlite::Result<CatalogueRecord> {
    Ok(CatalogueRecord {
        edition: row.get("edition")?,
        text: row.get("text")?,
        adopted_on: parsed(row, "adopted_on")?,
    })
}
