//! Imports that are not finished: which workbook, what was settled about it, which cells were mended
//! and which rows are left out. All of it goes when the import is finished or set aside.

use gongkai_rulebook::ids::StaffId;
use gongkai_rulebook::moment::Moment;
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::{many, one, write};
use super::moment::{entered_on, moment, on};
use crate::columns::parsed;
use crate::{Change, Fingerprint, RegistryError};

/// An import that is not finished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnderWay {
    /// SHA-256 of the workbook.
    pub sha256: Fingerprint,
    /// Where the workbook was when it was chosen last.
    pub path: String,
    /// Its name; it may name a person, so it lives only here.
    pub file_name: String,
    /// What was settled about it, as the front desk writes it (JSON).
    pub choice: String,
    /// Who began.
    pub by: StaffId,
    /// When.
    pub moment: Moment,
}

/// A cell's new text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// Sheet.
    pub sheet: String,
    /// Row of the sheet, from 1.
    pub row: u32,
    /// Column of the sheet, from 1.
    pub column: u32,
    /// What it says now.
    pub text: String,
    /// Who mended it.
    pub by: StaffId,
    /// When.
    pub moment: Moment,
}

/// A row that is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Omission {
    /// Sheet.
    pub sheet: String,
    /// Row of the sheet, from 1.
    pub row: u32,
    /// Why.
    pub why: String,
    /// Who decided it.
    pub by: StaffId,
    /// When.
    pub moment: Moment,
}

impl Records<'_> {
    /// Imports that are not finished, the latest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn imports_under_way(&self) -> Result<Vec<UnderWay>, RegistryError> {
        many(
            self.connection,
            include_str!("under_way/every.sql"),
            [],
            under_way_of,
        )
    }

    /// The unfinished import of a workbook.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn under_way_of(&self, sha256: Fingerprint) -> Result<Option<UnderWay>, RegistryError> {
        one(
            self.connection,
            include_str!("under_way/by_sha256.sql"),
            named_params! { ":sha256": sha256 },
            under_way_of,
        )
    }

    /// The cells mended in an unfinished import.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn mends(&self, sha256: Fingerprint) -> Result<Vec<Mend>, RegistryError> {
        let read = |row: &Row<'_>| {
            Ok(Mend {
                sheet: row.get("sheet")?,
                row: row.get("row")?,
                column: row.get("position")?,
                text: row.get("text")?,
                by: parsed(row, "mended_by")?,
                moment: moment(row, "mended")?,
            })
        };
        let wanted = named_params! { ":sha256": sha256 };
        many(
            self.connection,
            include_str!("under_way/mends.sql"),
            wanted,
            read,
        )
    }

    /// The rows that an unfinished import leaves out.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn omissions(&self, sha256: Fingerprint) -> Result<Vec<Omission>, RegistryError> {
        let read = |row: &Row<'_>| {
            Ok(Omission {
                sheet: row.get("sheet")?,
                row: row.get("row")?,
                why: row.get("why")?,
                by: parsed(row, "left_by")?,
                moment: moment(row, "left")?,
            })
        };
        let wanted = named_params! { ":sha256": sha256 };
        many(
            self.connection,
            include_str!("under_way/omissions.sql"),
            wanted,
            read,
        )
    }
}

impl Change<'_> {
    /// Begins an import, or settles anew what was settled about it; who began it and when stay.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_under_way(&self, work: &UnderWay) -> Result<(), RegistryError> {
        let row = named_params! {
            ":sha256": work.sha256,
            ":path": work.path,
            ":file_name": work.file_name,
            ":choice": work.choice,
            ":begun_by": work.by.to_string(),
            ":begun_on": on(&work.moment),
            ":begun_entered_at": work.moment.entered.unix_ms,
            ":begun_entered_on": entered_on(&work.moment),
        };
        write(self.connection(), include_str!("under_way/put.sql"), row)?;
        self.touch("import-under-way", work.sha256);
        Ok(())
    }

    /// Mends a cell of an unfinished import.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_mend(&self, sha256: Fingerprint, mend: &Mend) -> Result<(), RegistryError> {
        let row = named_params! {
            ":sha256": sha256,
            ":sheet": mend.sheet,
            ":row": mend.row,
            ":position": mend.column,
            ":text": mend.text,
            ":mended_by": mend.by.to_string(),
            ":mended_on": on(&mend.moment),
            ":mended_entered_at": mend.moment.entered.unix_ms,
            ":mended_entered_on": entered_on(&mend.moment),
        };
        write(
            self.connection(),
            include_str!("under_way/put_mend.sql"),
            row,
        )
        .map(drop)
    }

    /// Takes a mend back: the cell says again what the village wrote.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn drop_mend(
        &self,
        sha256: Fingerprint,
        (sheet, row, column): (&str, u32, u32),
    ) -> Result<(), RegistryError> {
        let cell = named_params! {
            ":sha256": sha256, ":sheet": sheet, ":row": row, ":position": column,
        };
        write(
            self.connection(),
            include_str!("under_way/drop_mend.sql"),
            cell,
        )
        .map(drop)
    }

    /// Leaves a row out of an unfinished import.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_omission(
        &self,
        sha256: Fingerprint,
        omission: &Omission,
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":sha256": sha256,
            ":sheet": omission.sheet,
            ":row": omission.row,
            ":why": omission.why,
            ":left_by": omission.by.to_string(),
            ":left_on": on(&omission.moment),
            ":left_entered_at": omission.moment.entered.unix_ms,
            ":left_entered_on": entered_on(&omission.moment),
        };
        write(
            self.connection(),
            include_str!("under_way/put_omission.sql"),
            row,
        )
        .map(drop)
    }

    /// Takes a row in again.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn drop_omission(
        &self,
        sha256: Fingerprint,
        (sheet, row): (&str, u32),
    ) -> Result<(), RegistryError> {
        let row = named_params! { ":sha256": sha256, ":sheet": sheet, ":row": row };
        write(
            self.connection(),
            include_str!("under_way/drop_omission.sql"),
            row,
        )
        .map(drop)
    }

    /// Ends an import under way, finished or set aside.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn end_under_way(&self, sha256: Fingerprint) -> Result<(), RegistryError> {
        let wanted = named_params! { ":sha256": sha256 };
        let connection = self.connection();
        write(connection, include_str!("under_way/drop_mends.sql"), wanted)?;
        write(
            connection,
            include_str!("under_way/drop_omissions.sql"),
            wanted,
        )?;
        write(connection, include_str!("under_way/drop.sql"), wanted)?;
        self.touch("import-under-way", sha256);
        Ok(())
    }
}

fn under_way_of(row: &Row<'_>) -> rusqlite::Result<UnderWay> {
    Ok(UnderWay {
        sha256: row.get("sha256")?,
        path: row.get("path")?,
        file_name: row.get("file_name")?,
        choice: row.get("choice")?,
        by: parsed(row, "begun_by")?,
        moment: moment(row, "begun")?,
    })
}
