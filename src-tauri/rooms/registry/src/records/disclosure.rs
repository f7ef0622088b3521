//! Disclosures: read back as values of the rulebook, saved as the difference between two of them.
//! A record that no legal path could have made does not come back to life.

mod load;
mod save;

use chrono::NaiveDate;
use gongkai_rulebook::disclosure::{Content, EntryCode, State};
use gongkai_rulebook::ids::{DisclosureId, StaffId};
use gongkai_rulebook::moment::Moment;
use gongkai_rulebook::register::{Book, RegisterNo};
use gongkai_rulebook::vocabulary::DisclosureClass;
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::{from_json, many, one};
use crate::RegistryError;
use crate::columns::{parsed, parsed_or_null};

/// How an item came to be filed, which is no part of what signatures approve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filing {
    /// Edition of the catalogue it is filed under.
    pub edition: String,
    /// When it was opened.
    pub opened: Moment,
    /// The day a text was changed that had been signed or sent back; no later signature is older.
    pub changed_on: Option<NaiveDate>,
}

/// An item as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Its id.
    pub id: DisclosureId,
    /// Its state.
    pub state: State,
    /// Its catalogue entry.
    pub entry: EntryCode,
    /// Its title.
    pub title: String,
    /// 公开属性.
    pub class: DisclosureClass,
    /// 形成日期.
    pub formed_on: Option<NaiveDate>,
    /// Its line in the register, and when it was released.
    pub line: Option<(Book, RegisterNo, NaiveDate)>,
    /// That line is void (作废): its number stays, and it counts nowhere.
    pub void: bool,
    /// Who signed as 经办, once submitted.
    pub drafter: Option<StaffId>,
}

/// A text that gave way to a later one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierText {
    /// What the item said.
    pub content: Content,
    /// When it was replaced, milliseconds since 1970 (UTC).
    pub replaced_at: i64,
}

/// A draft as the person who goes on with it sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftLine {
    /// Its id.
    pub id: DisclosureId,
    /// Draft or returned.
    pub state: State,
    /// Its catalogue entry.
    pub entry: EntryCode,
    /// Its title.
    pub title: String,
    /// Name of the person who opened it.
    pub opened_by: String,
    /// When it was last entered in the audit chain, milliseconds since 1970.
    pub changed_at: i64,
}

/// A draft that was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsideLine {
    /// Its id.
    pub id: DisclosureId,
    /// Its catalogue entry.
    pub entry: EntryCode,
    /// Its title.
    pub title: String,
    /// Why.
    pub why: String,
    /// Name of who set it aside.
    pub by: String,
    /// The day on which it was.
    pub on: NaiveDate,
}

/// Which items a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SummaryFilter {
    /// In this state only.
    pub state: Option<State>,
    /// Of this year only: of its register line, else of 形成日期, else of its opening.
    pub year: Option<i32>,
}

impl Records<'_> {
    /// Items, oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn disclosures(&self, filter: &SummaryFilter) -> Result<Vec<Summary>, RegistryError> {
        let wanted = named_params! {
            ":state": filter.state.map(State::code),
            ":year": filter.year,
        };
        many(
            self.connection,
            include_str!("disclosure/summaries.sql"),
            wanted,
            summary_of,
        )
    }

    /// Items that are written or go along their chain, oldest first; approved ones are through it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn under_way(&self) -> Result<Vec<DisclosureId>, RegistryError> {
        many(
            self.connection,
            include_str!("disclosure/under_way.sql"),
            [],
            |row| parsed(row, "id"),
        )
    }

    /// Earlier texts of the item, newest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn earlier_texts(&self, id: DisclosureId) -> Result<Vec<EarlierText>, RegistryError> {
        let wanted = named_params! { ":id": id.to_string() };
        many(
            self.connection,
            include_str!("disclosure/earlier_texts.sql"),
            wanted,
            |row| {
                Ok(EarlierText {
                    content: from_json(row, "content")?,
                    replaced_at: row.get("replaced_entered_at")?,
                })
            },
        )
    }

    /// Drafts and returned items, the newest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn drafts(&self) -> Result<Vec<DraftLine>, RegistryError> {
        let line = |row: &Row<'_>| {
            Ok(DraftLine {
                id: parsed(row, "id")?,
                state: parsed(row, "state")?,
                entry: parsed(row, "entry")?,
                title: row.get("title")?,
                opened_by: row.get("opened_by")?,
                changed_at: row.get("changed_at")?,
            })
        };
        many(
            self.connection,
            include_str!("disclosure/drafts.sql"),
            [],
            line,
        )
    }

    /// Drafts that were set aside, the newest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn set_aside(&self) -> Result<Vec<AsideLine>, RegistryError> {
        let line = |row: &Row<'_>| {
            Ok(AsideLine {
                id: parsed(row, "id")?,
                entry: parsed(row, "entry")?,
                title: row.get("title")?,
                why: row.get("why")?,
                by: row.get("by")?,
                on: parsed(row, "made_on")?,
            })
        };
        let sql = include_str!("disclosure/set_aside.sql");
        many(self.connection, sql, [], line)
    }

    /// When something about the item was last entered, milliseconds since 1970.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn last_entered(&self, id: DisclosureId) -> Result<Option<i64>, RegistryError> {
        let wanted = named_params! { ":id": id.to_string() };
        let sql = include_str!("disclosure/last_entered.sql");
        Ok(one(self.connection, sql, wanted, |row| row.get("entered_at"))?.flatten())
    }

    /// The newest items of an entry, newest first, at most `limit`.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn newest_of_entry(
        &self,
        entry: &EntryCode,
        limit: u32,
    ) -> Result<Vec<DisclosureId>, RegistryError> {
        let wanted = named_params! { ":entry": entry.as_str(), ":limit": limit };
        many(
            self.connection,
            include_str!("disclosure/newest_of_entry.sql"),
            wanted,
            |row| parsed(row, "id"),
        )
    }

    /// An unreleased correction of the item, if one is under way.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn open_correction(&self, id: DisclosureId) -> Result<Option<DisclosureId>, RegistryError> {
        let wanted = named_params! { ":id": id.to_string() };
        one(
            self.connection,
            include_str!("disclosure/open_correction.sql"),
            wanted,
            |row| parsed(row, "id"),
        )
    }

    /// The item that `given` means: its id, or at least eight characters that only its id begins
    /// with.
    ///
    /// # Errors
    /// `not-found`, `ambiguous`.
    pub fn disclosure_id(&self, given: &str) -> Result<DisclosureId, RegistryError> {
        let lower = given.trim().to_ascii_lowercase();
        let not_found = || RegistryError::NotFound {
            what: "公开事项",
            given: given.to_owned(),
        };
        let fits = lower.len() >= 8 && lower.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
        if !fits {
            return Err(not_found());
        }
        let wanted = named_params! { ":from": lower, ":to": format!("{lower}g") };
        let id = |row: &Row<'_>| parsed::<DisclosureId>(row, "id");
        let found = many(
            self.connection,
            include_str!("disclosure/by_prefix.sql"),
            wanted,
            id,
        )?;
        match found.as_slice() {
            [] => Err(not_found()),
            [one] => Ok(*one),
            several => Err(RegistryError::Ambiguous {
                given: given.to_owned(),
                matches: several.len(),
            }),
        }
    }
}

fn summary_of(row: &Row<'_>) -> rusqlite::Result<Summary> {
    let number: Option<u32> = row.get("number")?;
    let line = match number {
        Some(number) => {
            let no = RegisterNo {
                year: row.get("year")?,
                number,
            };
            Some((parsed(row, "book")?, no, parsed(row, "released_on")?))
        }
        None => None,
    };
    Ok(Summary {
        id: parsed(row, "id")?,
        state: parsed(row, "state")?,
        entry: parsed(row, "entry")?,
        title: row.get("title")?,
        class: parsed(row, "class")?,
        formed_on: parsed_or_null(row, "formed_on")?,
        line,
        void: row.get("void")?,
        drafter: parsed_or_null(row, "drafter")?,
    })
}
