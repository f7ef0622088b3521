//! The audit chain: who did what to which thing, on which day, entered when. It only ever grows;
//! it refuses to carry a private value in the open.
//!
//! Format version 1 is fixed in `docs/audit-format.md`: an entry's hashes cover its
//! predecessor's hash and its canonical bytes, once with SHA-256 and once with SM3.

use chrono::NaiveDate;
use gongkai_rulebook::ids::DeskId;
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::records::{SEAL, seal};
use crate::{Change, Fingerprint, RegistryError, Store, TwinFingerprint, columns};

mod canonical;
mod chain;

pub(crate) use chain::verify_chain;

/// What is to be entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The act, by its code, for instance `release`.
    pub act: String,
    /// The kind of thing acted upon, for instance `disclosure`.
    pub subject_kind: String,
    /// Its id.
    pub subject_id: String,
    /// Who entered it.
    pub actor: String,
    /// Who signed, where that is another fact than who entered.
    pub signer: Option<String>,
    /// 发生日期: the day the act happened.
    pub occurred_on: NaiveDate,
    /// 录入时间: milliseconds since 1970 (UTC), as the desk's clock had it.
    pub entered_at: i64,
    /// What else must be provable, in the order given.
    pub facts: Vec<(String, Fact)>,
}

/// A value that an entry proves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fact {
    /// Anybody who may read the chain may read it.
    Open(String),
    /// Only its salted digest is in the chain; once value and salt are lawfully disposed of,
    /// nothing leads back to it and the chain still holds.
    Private(SaltedDigest),
}

/// SHA-256 of salt and text. There is no way from a plain text into an entry but through it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SaltedDigest(Fingerprint);

/// An entry as it stands in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The desk that entered it.
    pub desk: DeskId,
    /// Its number at that desk: 1, 2, 3 … without gaps.
    pub sequence: u64,
    /// What was entered.
    pub entry: Entry,
    /// Hashes of the predecessor's hash and this entry.
    pub hashes: TwinFingerprint,
}

/// The newest entry of a desk; printed on paper, it seals everything before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChainHead {
    /// The desk.
    pub desk: DeskId,
    /// Number of the newest entry, 0 where there is none.
    pub sequence: u64,
    /// Its hashes, all zero where there is none.
    pub hashes: TwinFingerprint,
}

impl Entry {
    /// An entry without signer and facts.
    pub fn new(
        act: impl Into<String>,
        (subject_kind, subject_id): (&str, impl ToString),
        actor: impl Into<String>,
        occurred_on: NaiveDate,
        entered_at: i64,
    ) -> Self {
        Self {
            act: act.into(),
            subject_kind: subject_kind.to_owned(),
            subject_id: subject_id.to_string(),
            actor: actor.into(),
            signer: None,
            occurred_on,
            entered_at,
            facts: Vec::new(),
        }
    }

    /// The same, signed by `signer`.
    #[must_use]
    pub fn signed_by(mut self, signer: impl Into<String>) -> Self {
        self.signer = Some(signer.into());
        self
    }

    /// The same, with one more fact that may be read.
    #[must_use]
    pub fn open_fact(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.facts.push((name.into(), Fact::Open(text.into())));
        self
    }

    /// The same, with one more fact that may not be read; see [`Fact::private`].
    #[must_use]
    pub fn private_fact(mut self, name: impl Into<String>, text: &str, salt: &[u8; 16]) -> Self {
        self.facts.push((name.into(), Fact::private(text, salt)));
        self
    }
}

impl Fact {
    /// The digest of a private text. Keep `salt` beside the text and dispose of both together:
    /// whoever has the salt can try out texts.
    pub fn private(text: &str, salt: &[u8; 16]) -> Self {
        let digest = Sha256::new_with_prefix(salt)
            .chain_update(text.as_bytes())
            .finalize();
        Self::Private(SaltedDigest(Fingerprint(digest.into())))
    }
}

impl Serialize for SaltedDigest {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for SaltedDigest {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map(Self).map_err(serde::de::Error::custom)
    }
}

/// Enters `entry` as the next of the change's desk, in the change's transaction, and remembers its
/// subject as touched. An entry about a disclosure comes after everything the change writes about
/// it: it carries the seal of the item's rows.
///
/// # Errors
/// What SQLite says; the change is then to be given up.
pub fn append(change: &Change<'_>, entry: &Entry) -> Result<Link, RegistryError> {
    let head = chain_head(change.connection(), change.desk())?;
    let sequence = head.sequence.saturating_add(1);
    let mut entry = entry.clone();
    if entry.subject_kind == "disclosure" {
        let seal = seal(change.connection(), change.secret(), &entry.subject_id)?;
        entry.facts.push((SEAL.to_owned(), Fact::Open(seal)));
    }
    let bytes = canonical::bytes(head.desk, sequence, &entry);
    let hashes = chain::link(&head.hashes, &bytes);
    let facts = serde_json::to_string(&entry.facts)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    change
        .connection()
        .prepare_cached(include_str!("audit/append.sql"))?
        .execute(named_params! {
            ":desk": head.desk.to_string(),
            ":sequence": sequence,
            ":format": canonical::FORMAT,
            ":act": entry.act,
            ":subject_kind": entry.subject_kind,
            ":subject_id": entry.subject_id,
            ":actor": entry.actor,
            ":signer": entry.signer,
            ":occurred_on": entry.occurred_on.to_string(),
            ":entered_at": entry.entered_at,
            ":facts": facts,
            ":sha256": hashes.sha256,
            ":sm3": hashes.sm3,
        })?;
    change
        .connection()
        .prepare_cached(include_str!("audit/advance_desk.sql"))?
        .execute(named_params! {
            ":desk": head.desk.to_string(),
            ":sequence": sequence,
        })?;
    change.touch(&entry.subject_kind, &entry.subject_id);
    Ok(Link {
        desk: head.desk,
        sequence,
        entry,
        hashes,
    })
}

/// The newest entry of `desk`.
///
/// # Errors
/// What SQLite says.
pub(crate) fn chain_head(connection: &Connection, desk: DeskId) -> rusqlite::Result<ChainHead> {
    let mut statement = connection.prepare_cached(include_str!("audit/head.sql"))?;
    let head = statement.query_row(named_params! { ":desk": desk.to_string() }, |row| {
        Ok(ChainHead {
            desk,
            sequence: row.get("sequence")?,
            hashes: hashes(row)?,
        })
    });
    Ok(head.optional()?.unwrap_or(ChainHead {
        desk,
        sequence: 0,
        hashes: chain::BEGINNING,
    }))
}

impl Store {
    /// The newest entry of this store's desk.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn chain_head(&self) -> Result<ChainHead, RegistryError> {
        chain_head(self.connection(), self.desk()).map_err(|error| self.at(error))
    }

    /// Everything entered about one thing, oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn history(&self, kind: &str, id: impl ToString) -> Result<Vec<Link>, RegistryError> {
        let read = || -> rusqlite::Result<Vec<Link>> {
            let mut statement = self
                .connection()
                .prepare_cached(include_str!("audit/history.sql"))?;
            let wanted = named_params! { ":kind": kind, ":id": id.to_string() };
            statement.query_map(wanted, stored_link)?.collect()
        };
        read().map_err(|error| self.at(error))
    }

    /// Entries of looks at private values, newest first: `count` of them after the newest
    /// `left_out`, and how many there are in all.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn accesses(&self, left_out: u32, count: u32) -> Result<(Vec<Link>, u32), RegistryError> {
        let read = || -> rusqlite::Result<(Vec<Link>, u32)> {
            let mut statement = self
                .connection()
                .prepare_cached(include_str!("audit/of_acts.sql"))?;
            let wanted = named_params! {
                ":shown": SHOWN, ":taken": TAKEN, ":count": count, ":left_out": left_out,
            };
            let links: rusqlite::Result<Vec<Link>> =
                statement.query_map(wanted, stored_link)?.collect();
            let mut counting = self
                .connection()
                .prepare_cached(include_str!("audit/count_acts.sql"))?;
            let all = named_params! { ":shown": SHOWN, ":taken": TAKEN };
            let total = counting.query_row(all, |row| row.get("entries"))?;
            Ok((links?, total))
        };
        read().map_err(|error| self.at(error))
    }
}

/// Acts under which the chain keeps that private values were shown, and written into files.
const SHOWN: &str = "show-private*";
const TAKEN: &str = "take-private*";

fn stored_link(row: &Row<'_>) -> rusqlite::Result<Link> {
    let facts: String = row.get("facts")?;
    let facts = serde_json::from_str(&facts).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, error.into())
    })?;
    Ok(Link {
        desk: columns::parsed(row, "desk")?,
        sequence: row.get("sequence")?,
        entry: Entry {
            act: row.get("act")?,
            subject_kind: row.get("subject_kind")?,
            subject_id: row.get("subject_id")?,
            actor: row.get("actor")?,
            signer: row.get("signer")?,
            occurred_on: columns::parsed(row, "occurred_on")?,
            entered_at: row.get("entered_at")?,
            facts,
        },
        hashes: hashes(row)?,
    })
}

fn hashes(row: &Row<'_>) -> rusqlite::Result<TwinFingerprint> {
    Ok(TwinFingerprint {
        sha256: row.get("sha256")?,
        sm3: row.get("sm3")?,
    })
}

#[cfg(test)]
mod tests;
