//! 改归: an item that was filed in the wrong class gets a line in the right one. The line it had stays, void,
//! with the reason; its number is never given again.

use gongkai_rulebook::ids::{ArchiveItemId, StaffId};
use gongkai_rulebook::moment::Moment;
use rusqlite::named_params;

use super::archive_item::NewItem;
use super::kept::write;
use super::moment::{entered_on, on};
use crate::{Change, RegistryError};

/// The line that counts instead of a void one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refiled {
    /// Its 档号.
    pub code: String,
    /// Why.
    pub why: String,
}

impl Change<'_> {
    /// Voids the line of an item and gives it another, with the same papers.
    ///
    /// # Errors
    /// What SQLite says: a line that is void already, a number that is taken.
    pub fn refile_item(
        &self,
        void: ArchiveItemId,
        instead: &NewItem,
        why: &str,
        (by, at): (StaffId, &Moment),
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":item": void.to_string(),
            ":instead": instead.id.to_string(),
            ":why": why,
            ":by": by.to_string(),
            ":on": on(at),
            ":entered_at": at.entered.unix_ms,
            ":entered_on": entered_on(at),
        };
        let sql = include_str!("archive_refiling/put.sql");
        write(self.connection(), sql, row)?;
        self.file_item(instead, &[], (by, at))?;
        let both = named_params! {
            ":item": void.to_string(), ":instead": instead.id.to_string(),
        };
        let sql = include_str!("archive_refiling/copy_parts.sql");
        write(self.connection(), sql, both)?;
        self.touch("archive", void);
        Ok(())
    }
}
