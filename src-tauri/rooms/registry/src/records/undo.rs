//! Undo of a whole import: its lists and the drafts made of them go, as long as nothing of it was
//! released. What it was stays in the audit chain.

use gongkai_rulebook::ids::{DisclosureId, ImportId, ListId};
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::{many, write};
use crate::columns::{parsed, parsed_or_null};
use crate::{Change, RegistryError, search};

/// An item that carries a list of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MadeItem {
    /// The item.
    pub disclosure: DisclosureId,
    /// The list.
    pub list: ListId,
    /// The draft that the list was put into, where it opened none of its own.
    pub into: Option<DisclosureId>,
}

impl Records<'_> {
    /// The items that carry a list of one import: those it made, the drafts it was put into, and
    /// corrections under way.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn made_by_import(&self, import: ImportId) -> Result<Vec<MadeItem>, RegistryError> {
        let wanted = named_params! { ":import": import.to_string() };
        let made = |row: &Row<'_>| {
            Ok(MadeItem {
                disclosure: parsed(row, "disclosure")?,
                list: parsed(row, "list")?,
                into: parsed_or_null(row, "into_draft")?,
            })
        };
        many(
            self.connection,
            include_str!("undo/made_by_import.sql"),
            wanted,
            made,
        )
    }
}

impl Change<'_> {
    /// Removes an unreleased item with everything that hangs on it.
    ///
    /// # Errors
    /// What SQLite says; it refuses an item that has a register line.
    pub fn remove_unreleased(&self, id: DisclosureId) -> Result<(), RegistryError> {
        let item = id.to_string();
        self.drop_elements(&item)?;
        self.drop_listing(&item)?;
        self.drop_attachments(&item)?;
        self.drop_looks(&item)?;
        self.drop_remarks(&item)?;
        self.drop_plan(&item)?;
        self.drop_allowances(&item)?;
        self.drop_accepted_warnings(&item)?;
        let wanted = named_params! { ":id": item };
        write(
            self.connection(),
            include_str!("undo/drop_versions.sql"),
            wanted,
        )?;
        write(
            self.connection(),
            include_str!("undo/drop_signatures.sql"),
            wanted,
        )?;
        write(
            self.connection(),
            include_str!("undo/drop_disclosure.sql"),
            wanted,
        )?;
        search::forget(self, "disclosure", &item)?;
        self.touch("disclosure", id);
        Ok(())
    }

    /// Removes a list that no item carries any more.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn remove_list(&self, id: ListId) -> Result<(), RegistryError> {
        let wanted = named_params! { ":list": id.to_string() };
        write(
            self.connection(),
            include_str!("undo/drop_list_mends.sql"),
            wanted,
        )?;
        write(
            self.connection(),
            include_str!("undo/drop_list_omissions.sql"),
            wanted,
        )?;
        write(
            self.connection(),
            include_str!("undo/drop_private_rows.sql"),
            wanted,
        )?;
        write(
            self.connection(),
            include_str!("undo/drop_members.sql"),
            wanted,
        )?;
        write(
            self.connection(),
            include_str!("undo/drop_rows.sql"),
            wanted,
        )?;
        write(
            self.connection(),
            include_str!("undo/drop_list.sql"),
            wanted,
        )?;
        search::forget(self, "list", &id.to_string())?;
        self.touch("list", id);
        Ok(())
    }
}
