//! What is still open at the office: the questions that a morning asks. Every one reads an index of
//! open things, so that ten finished years cost nothing; it decides nothing about dates.

use chrono::NaiveDate;
use gongkai_rulebook::chain::{Chain, Step};
use gongkai_rulebook::disclosure::{EntryCode, State};
use gongkai_rulebook::ids::{DisclosureId, StaffId};
use gongkai_rulebook::vocabulary::{Channel, DisclosureClass};
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::{many, one, to_json};
use crate::columns::{parsed, parsed_or_null};
use crate::{Finding, RegistryError};

/// The item that something is still open about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Its id.
    pub id: DisclosureId,
    /// Edition of the catalogue it is filed under.
    pub edition: String,
    /// Its catalogue entry.
    pub entry: EntryCode,
    /// Its title.
    pub title: String,
    /// 公开属性.
    pub class: DisclosureClass,
    /// 形成日期.
    pub formed_on: Option<NaiveDate>,
    /// The last day that a superior set.
    pub demanded_due: Option<NaiveDate>,
    /// 提供单位.
    pub unit: Option<String>,
    /// The village its list came from.
    pub village: Option<String>,
}

/// An item that is not yet released.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenItem {
    /// The item.
    pub subject: Subject,
    /// Its state.
    pub state: State,
    /// The chain it goes along, once submitted.
    pub chain: Option<Chain>,
    /// How many steps of it are signed.
    pub signed: usize,
    /// Who signed as 经办.
    pub drafter: Option<StaffId>,
    /// Who signed last, and on which day.
    pub last: Option<(String, NaiveDate)>,
    /// 退回: why, by whom, on which day.
    pub returned: Option<(String, String, NaiveDate)>,
    /// The day it was opened.
    pub opened_on: NaiveDate,
}

/// A released item that some planned channel still waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToPost {
    /// The item.
    pub subject: Subject,
    /// When it was released.
    pub released_on: NaiveDate,
    /// The channels on which nothing has been posted.
    pub channels: Vec<Channel>,
}

/// A posting that has not been taken down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hanging {
    /// The item.
    pub subject: Subject,
    /// On what.
    pub channel: Channel,
    /// Where.
    pub place: String,
    /// Since when.
    pub posted_on: NaiveDate,
}

/// A signature that still wants its paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureWanted {
    /// The item.
    pub subject: Subject,
    /// The step.
    pub step: Step,
    /// Who signed.
    pub signer: String,
    /// The day of the oral agreement, or of the paper signature whose scan is missing.
    pub on: NaiveDate,
    /// 补签 is owed; otherwise a scan is missing.
    pub owed: bool,
}

/// The county's copy of an item, without its receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountyCopy {
    /// The item.
    pub subject: Subject,
    /// When it was released.
    pub released_on: NaiveDate,
    /// Number of the copy.
    pub no: String,
    /// To whom it was handed over, and on which day.
    pub handed: Option<(String, NaiveDate)>,
}

/// How many things of each kind are open, whatever the limits of the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenTotals {
    /// Released items with a channel still to post.
    pub to_post: u32,
    /// County copies without receipt.
    pub county_copies: u32,
    /// Signatures that want their paper.
    pub signatures_wanted: u32,
    /// The office has at least one item.
    pub has_items: bool,
}

impl Records<'_> {
    /// Items not yet released, oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn open_items(&self) -> Result<Vec<OpenItem>, RegistryError> {
        many(
            self.connection,
            include_str!("agenda/open_items.sql"),
            [],
            open_item_of,
        )
    }

    /// Released items that a planned channel waits for, oldest first, at most `limit`.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn to_post(&self, limit: u32) -> Result<Vec<ToPost>, RegistryError> {
        let wanted = named_params! { ":limit": limit };
        many(
            self.connection,
            include_str!("agenda/to_post.sql"),
            wanted,
            to_post_of,
        )
    }

    /// What hangs on boards of items under these entries, oldest first, at most `limit`.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn hanging_under(
        &self,
        entries: &[&EntryCode],
        limit: u32,
    ) -> Result<Vec<Hanging>, RegistryError> {
        let entries = to_json(&entries)?;
        let wanted = named_params! { ":entries": entries, ":limit": limit };
        many(
            self.connection,
            include_str!("agenda/hanging.sql"),
            wanted,
            hanging_of,
        )
    }

    /// What still hangs of withdrawn and corrected items, with their state, at most `limit`.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn still_hanging(&self, limit: u32) -> Result<Vec<(Hanging, State)>, RegistryError> {
        let wanted = named_params! { ":limit": limit };
        let read = |row: &Row<'_>| Ok((hanging_of(row)?, parsed(row, "state")?));
        many(
            self.connection,
            include_str!("agenda/still_hanging.sql"),
            wanted,
            read,
        )
    }

    /// Signatures that want their paper, oldest item first, at most `limit`.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn signatures_wanted(&self, limit: u32) -> Result<Vec<SignatureWanted>, RegistryError> {
        let wanted = named_params! { ":limit": limit };
        many(
            self.connection,
            include_str!("agenda/signatures_wanted.sql"),
            wanted,
            signature_of,
        )
    }

    /// County copies without receipt, oldest item first, at most `limit`.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn county_copies(&self, limit: u32) -> Result<Vec<CountyCopy>, RegistryError> {
        let wanted = named_params! { ":limit": limit };
        many(
            self.connection,
            include_str!("agenda/county_copies.sql"),
            wanted,
            county_copy_of,
        )
    }

    /// Items of which the index of channels still to be posted says something else than their plan
    /// and their postings do: somebody would be reminded of nothing, or of too much.
    pub(crate) fn agenda_findings(&self) -> Result<Vec<Finding>, RegistryError> {
        let sql = include_str!("agenda/to_post_differs.sql");
        many(self.connection, sql, [], |row| {
            let id: DisclosureId = parsed(row, "disclosure")?;
            let text = "这一件“还差哪些公开形式”的记录与登记、张贴的记录不符";
            Ok(Finding::broken("to-post-differs", id, text))
        })
    }

    /// How many things are open.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn open_totals(&self) -> Result<OpenTotals, RegistryError> {
        let read = |row: &Row<'_>| {
            Ok(OpenTotals {
                to_post: row.get("to_post")?,
                county_copies: row.get("county_copies")?,
                signatures_wanted: row.get("signatures_wanted")?,
                has_items: row.get("has_items")?,
            })
        };
        let totals = one(self.connection, include_str!("agenda/totals.sql"), [], read)?;
        Ok(totals.unwrap_or(OpenTotals {
            to_post: 0,
            county_copies: 0,
            signatures_wanted: 0,
            has_items: false,
        }))
    }
}

pub(super) fn subject_of(row: &Row<'_>) -> rusqlite::Result<Subject> {
    Ok(Subject {
        id: parsed(row, "id")?,
        edition: row.get("edition")?,
        entry: parsed(row, "entry")?,
        title: row.get("title")?,
        class: parsed(row, "class")?,
        formed_on: parsed_or_null(row, "formed_on")?,
        demanded_due: parsed_or_null(row, "demanded_due")?,
        unit: row.get("unit")?,
        village: row.get("village")?,
    })
}

fn open_item_of(row: &Row<'_>) -> rusqlite::Result<OpenItem> {
    let chain: Option<String> = row.get("chain")?;
    let last_name: Option<String> = row.get("last_name")?;
    let returned: Option<String> = row.get("why")?;
    Ok(OpenItem {
        subject: subject_of(row)?,
        state: parsed(row, "state")?,
        chain: match chain {
            Some(_) => Some(super::kept::from_json(row, "chain")?),
            None => None,
        },
        signed: row.get::<_, u32>("signed")? as usize,
        drafter: parsed_or_null(row, "drafter")?,
        last: last_name.zip(parsed_or_null(row, "last_on")?),
        returned: match returned {
            Some(why) => Some((why, row.get("returner")?, parsed(row, "made_on")?)),
            None => None,
        },
        opened_on: parsed(row, "opened_on")?,
    })
}

fn to_post_of(row: &Row<'_>) -> rusqlite::Result<ToPost> {
    let codes: String = row.get("channels")?;
    let mut channels: Vec<Channel> = codes
        .split(',')
        .filter_map(|code| code.parse().ok())
        .collect();
    channels.sort_unstable();
    Ok(ToPost {
        subject: subject_of(row)?,
        released_on: parsed(row, "released_on")?,
        channels,
    })
}

fn hanging_of(row: &Row<'_>) -> rusqlite::Result<Hanging> {
    Ok(Hanging {
        subject: subject_of(row)?,
        channel: parsed(row, "channel")?,
        place: row.get("place")?,
        posted_on: parsed(row, "posted_on")?,
    })
}

fn signature_of(row: &Row<'_>) -> rusqlite::Result<SignatureWanted> {
    let signed_on: NaiveDate = parsed(row, "signed_on")?;
    let later_on: Option<NaiveDate> = parsed_or_null(row, "later_on")?;
    Ok(SignatureWanted {
        subject: subject_of(row)?,
        step: parsed(row, "step")?,
        signer: row.get::<_, Option<String>>("signer")?.unwrap_or_default(),
        on: later_on.unwrap_or(signed_on),
        owed: row.get("owed")?,
    })
}

fn county_copy_of(row: &Row<'_>) -> rusqlite::Result<CountyCopy> {
    let to: Option<String> = row.get("handed_to")?;
    Ok(CountyCopy {
        subject: subject_of(row)?,
        released_on: parsed(row, "released_on")?,
        no: row.get("no")?,
        handed: to.zip(parsed_or_null(row, "handed_on")?),
    })
}

#[cfg(test)]
mod tests;
