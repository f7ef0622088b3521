//! Words that the office watches, and shipped ones that it does not mind.

use gongkai_rulebook::ids::StaffId;
use gongkai_rulebook::moment::Moment;
use rusqlite::named_params;

use super::Records;
use super::kept::{many, write};
use super::moment::{entered_on, on};
use crate::{Change, RegistryError};

/// A word of the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnWord {
    /// The word.
    pub word: String,
    /// It is pointed at; otherwise it is a shipped one that the office does not mind.
    pub minded: bool,
    /// What to write instead; may be empty.
    pub better: String,
    /// What is wrong with it; may be empty.
    pub why: String,
}

impl Records<'_> {
    /// The office's own words.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn own_words(&self) -> Result<Vec<OwnWord>, RegistryError> {
        many(
            self.connection,
            include_str!("wording/all.sql"),
            [],
            |row| {
                Ok(OwnWord {
                    word: row.get("word")?,
                    minded: row.get("minded")?,
                    better: row.get("better")?,
                    why: row.get("why")?,
                })
            },
        )
    }
}

impl Change<'_> {
    /// Keeps a word.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_own_word(
        &self,
        word: &OwnWord,
        (by, at): (StaffId, &Moment),
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":word": word.word,
            ":minded": word.minded,
            ":better": word.better,
            ":why": word.why,
            ":kept_by": by.to_string(),
            ":kept_on": on(at),
            ":kept_entered_at": at.entered.unix_ms,
            ":kept_entered_on": entered_on(at),
        };
        write(self.connection(), include_str!("wording/put.sql"), row)?;
        self.touch("office", "words");
        Ok(())
    }

    /// Forgets what the office said of a word.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn drop_own_word(&self, word: &str) -> Result<(), RegistryError> {
        write(
            self.connection(),
            include_str!("wording/drop.sql"),
            named_params! { ":word": word },
        )?;
        self.touch("office", "words");
        Ok(())
    }
}
