//! Where a kept list differs from what the village sent: cells the office mended, rows it left out;
//! and the imports there have been.

use gongkai_rulebook::ids::{DisclosureId, ImportId, ListId, StaffId};
use gongkai_rulebook::moment::Moment;
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::{many, write};
use super::moment::{entered_on, moment, on};
use crate::columns::{parsed, parsed_or_null};
use crate::{Change, Fingerprint, RegistryError};

/// A mended cell of a kept list. `original` may be somebody's number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListMend {
    /// Row of the sheet, from 1.
    pub row: u32,
    /// Column of the sheet, from 1.
    pub column: u32,
    /// What the village had written.
    pub original: String,
    /// Who mended it.
    pub by: StaffId,
    /// When.
    pub moment: Moment,
}

/// A row that a kept list does not have, by the office's own decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListOmission {
    /// Row of the sheet, from 1.
    pub row: u32,
    /// Why.
    pub why: String,
    /// Who decided it.
    pub by: StaffId,
    /// When.
    pub moment: Moment,
}

/// An import that was finished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptImport {
    /// Its id.
    pub id: ImportId,
    /// Name of the workbook.
    pub file_name: String,
    /// SHA-256 of the workbook.
    pub sha256: Fingerprint,
    /// The draft it was put into, where it opened none of its own.
    pub into: Option<DisclosureId>,
    /// Who imported it.
    pub by: StaffId,
    /// When.
    pub moment: Moment,
}

impl Records<'_> {
    /// The latest imports, at most `most`.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn latest_imports(&self, most: u32) -> Result<Vec<KeptImport>, RegistryError> {
        let read = |row: &Row<'_>| {
            Ok(KeptImport {
                id: parsed(row, "id")?,
                file_name: row.get("file_name")?,
                sha256: row.get("sha256")?,
                into: parsed_or_null(row, "into_draft")?,
                by: parsed(row, "imported_by")?,
                moment: moment(row, "imported")?,
            })
        };
        let wanted = named_params! { ":most": most };
        many(
            self.connection,
            include_str!("list_provenance/latest_imports.sql"),
            wanted,
            read,
        )
    }

    /// The cells of a kept list that the office mended.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list_mends(&self, list: ListId) -> Result<Vec<ListMend>, RegistryError> {
        let read = |row: &Row<'_>| {
            Ok(ListMend {
                row: row.get("row")?,
                column: row.get("position")?,
                original: row.get("original")?,
                by: parsed(row, "mended_by")?,
                moment: moment(row, "mended")?,
            })
        };
        let wanted = named_params! { ":list": list.to_string() };
        many(
            self.connection,
            include_str!("list_provenance/mends.sql"),
            wanted,
            read,
        )
    }

    /// The rows that the office left out of a kept list.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list_omissions(&self, list: ListId) -> Result<Vec<ListOmission>, RegistryError> {
        let read = |row: &Row<'_>| {
            Ok(ListOmission {
                row: row.get("row")?,
                why: row.get("why")?,
                by: parsed(row, "left_by")?,
                moment: moment(row, "left")?,
            })
        };
        let wanted = named_params! { ":list": list.to_string() };
        many(
            self.connection,
            include_str!("list_provenance/omissions.sql"),
            wanted,
            read,
        )
    }
}

impl Change<'_> {
    /// Keeps what a mended cell had said.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_list_mend(&self, list: ListId, mend: &ListMend) -> Result<(), RegistryError> {
        let row = named_params! {
            ":list": list.to_string(),
            ":row": mend.row,
            ":position": mend.column,
            ":original": mend.original,
            ":mended_by": mend.by.to_string(),
            ":mended_on": on(&mend.moment),
            ":mended_entered_at": mend.moment.entered.unix_ms,
            ":mended_entered_on": entered_on(&mend.moment),
        };
        write(
            self.connection(),
            include_str!("list_provenance/put_mend.sql"),
            row,
        )
        .map(drop)
    }

    /// Keeps why a row was left out.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_list_omission(
        &self,
        list: ListId,
        omission: &ListOmission,
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":list": list.to_string(),
            ":row": omission.row,
            ":why": omission.why,
            ":left_by": omission.by.to_string(),
            ":left_on": on(&omission.moment),
            ":left_entered_at": omission.moment.entered.unix_ms,
            ":left_entered_on": entered_on(&omission.moment),
        };
        write(
            self.connection(),
            include_str!("list_provenance/put_omission.sql"),
            row,
        )
        .map(drop)
    }
}
