//! What people are typing and have not saved. It is nobody's act yet: it enters no audit chain,
//! voids no signature, and goes when the item is saved. What was put aside is kept.

use gongkai_rulebook::ids::{DisclosureId, StaffId, WorkingTextId};
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::{many, one, write};
use crate::columns::{parsed, parsed_or_null};
use crate::{Change, RegistryError};

/// A text that somebody works on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingText {
    /// Its id.
    pub id: WorkingTextId,
    /// Whose it is.
    pub person: StaffId,
    /// The item that is being changed; none for a new one.
    pub disclosure: Option<DisclosureId>,
    /// The form as it was typed, in the words of whoever keeps it.
    pub text: String,
    /// When it was kept, milliseconds since 1970.
    pub kept_at: i64,
    /// Whether it was put aside and is not offered by itself any more.
    pub set_aside: bool,
}

impl Records<'_> {
    /// What a person works on, the newest first; what was put aside comes last.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn working_texts(&self, person: StaffId) -> Result<Vec<WorkingText>, RegistryError> {
        let wanted = named_params! { ":person": person.to_string() };
        many(
            self.connection,
            include_str!("working_text/of_person.sql"),
            wanted,
            working_text_of,
        )
    }

    /// One of them.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn working_text(&self, id: WorkingTextId) -> Result<Option<WorkingText>, RegistryError> {
        let wanted = named_params! { ":id": id.to_string() };
        one(
            self.connection,
            include_str!("working_text/by_id.sql"),
            wanted,
            working_text_of,
        )
    }
}

impl Change<'_> {
    /// Keeps a text, in place of what it was under the same id.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn keep_working_text(&self, text: &WorkingText) -> Result<(), RegistryError> {
        let row = named_params! {
            ":id": text.id.to_string(),
            ":person": text.person.to_string(),
            ":disclosure": text.disclosure.map(|id| id.to_string()),
            ":text": text.text,
            ":kept_at": text.kept_at,
        };
        write(
            self.connection(),
            include_str!("working_text/keep.sql"),
            row,
        )
        .map(drop)
    }

    /// Puts a text aside: it is kept and no longer offered by itself.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn set_working_text_aside(&self, id: WorkingTextId, at: i64) -> Result<(), RegistryError> {
        let row = named_params! { ":id": id.to_string(), ":at": at };
        write(
            self.connection(),
            include_str!("working_text/set_aside.sql"),
            row,
        )
        .map(drop)
    }

    /// Drops a text, because the item that it became was saved.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn drop_working_text(&self, id: WorkingTextId) -> Result<(), RegistryError> {
        let row = named_params! { ":id": id.to_string() };
        write(
            self.connection(),
            include_str!("working_text/drop.sql"),
            row,
        )
        .map(drop)
    }
}

fn working_text_of(row: &Row<'_>) -> rusqlite::Result<WorkingText> {
    Ok(WorkingText {
        id: parsed(row, "id")?,
        person: parsed(row, "person")?,
        disclosure: parsed_or_null(row, "disclosure")?,
        text: row.get("text")?,
        kept_at: row.get("kept_at")?,
        set_aside: row.get::<_, Option<i64>>("set_aside_at")?.is_some(),
    })
}
