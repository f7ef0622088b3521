//! Workbooks that went back to their village (退回), with what was wrong with them, and which workbook
//! came for them.

use chrono::NaiveDate;
use gongkai_rulebook::ids::{ReturnId, StaffId};
use gongkai_rulebook::list::ListKind;
use gongkai_rulebook::moment::Moment;
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::{many, write};
use super::moment::{entered_on, moment, on};
use crate::columns::{parsed, parsed_or_null};
use crate::{Change, Fingerprint, RegistryError};

/// A workbook that went back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListReturn {
    /// Its id.
    pub id: ReturnId,
    /// SHA-256 of the workbook.
    pub sha256: Fingerprint,
    /// Name of the workbook; it may name a person, so it lives only here.
    pub file_name: String,
    /// Kind of list.
    pub kind: ListKind,
    /// The village's shortest name; empty where the workbook names none.
    pub village: String,
    /// The period it is about, in its words.
    pub period: Option<String>,
    /// By when it should come back.
    pub due: Option<NaiveDate>,
    /// Who returned it.
    pub by: StaffId,
    /// When.
    pub moment: Moment,
}

/// One fault of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnFault {
    /// Sheet.
    pub sheet: String,
    /// Row of the sheet, from 1.
    pub row: u32,
    /// Title of the column, where it is one column's.
    pub title: Option<String>,
    /// Code of the rule.
    pub rule: String,
    /// What was wrong, without a value.
    pub said: String,
    /// Name in the row.
    pub name: String,
    /// HMAC of the row's identity number, where it was whole.
    pub id_hmac: Option<Fingerprint>,
}

impl Records<'_> {
    /// What went back to a village and has not been answered, the latest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn open_returns(
        &self,
        village: &str,
        kind: ListKind,
    ) -> Result<Vec<ListReturn>, RegistryError> {
        let read = |row: &Row<'_>| {
            Ok(ListReturn {
                id: parsed(row, "id")?,
                sha256: row.get("sha256")?,
                file_name: row.get("file_name")?,
                kind: parsed(row, "kind")?,
                village: row.get("village")?,
                period: row.get("period")?,
                due: parsed_or_null(row, "due")?,
                by: parsed(row, "returned_by")?,
                moment: moment(row, "returned")?,
            })
        };
        let wanted = named_params! { ":village": village, ":kind": kind.code() };
        many(
            self.connection,
            include_str!("list_return/open.sql"),
            wanted,
            read,
        )
    }

    /// What was wrong with a workbook that went back.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn return_faults(&self, id: ReturnId) -> Result<Vec<ReturnFault>, RegistryError> {
        let read = |row: &Row<'_>| {
            Ok(ReturnFault {
                sheet: row.get("sheet")?,
                row: row.get("row")?,
                title: row.get("title")?,
                rule: row.get("rule")?,
                said: row.get("said")?,
                name: row.get("name")?,
                id_hmac: row.get("id_hmac")?,
            })
        };
        let wanted = named_params! { ":slip": id.to_string() };
        many(
            self.connection,
            include_str!("list_return/faults.sql"),
            wanted,
            read,
        )
    }
}

impl Change<'_> {
    /// Records that a workbook went back. The same workbook that went back before is answered by
    /// this: it is returned once, as it was last printed or exported.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_return(
        &self,
        sent: &ListReturn,
        faults: &[ReturnFault],
    ) -> Result<(), RegistryError> {
        let connection = self.connection();
        let before = named_params! { ":sha256": sent.sha256 };
        write(connection, include_str!("list_return/replace.sql"), before)?;
        let row = named_params! {
            ":id": sent.id.to_string(),
            ":sha256": sent.sha256,
            ":file_name": sent.file_name,
            ":kind": sent.kind.code(),
            ":village": sent.village,
            ":period": sent.period,
            ":due": sent.due.map(|due| due.to_string()),
            ":returned_by": sent.by.to_string(),
            ":returned_on": on(&sent.moment),
            ":returned_entered_at": sent.moment.entered.unix_ms,
            ":returned_entered_on": entered_on(&sent.moment),
        };
        write(connection, include_str!("list_return/put.sql"), row)?;
        for (position, fault) in (0_u32..).zip(faults) {
            let row = named_params! {
                ":slip": sent.id.to_string(),
                ":position": position,
                ":sheet": fault.sheet,
                ":row": fault.row,
                ":title": fault.title,
                ":rule": fault.rule,
                ":said": fault.said,
                ":name": fault.name,
                ":id_hmac": fault.id_hmac,
            };
            write(connection, include_str!("list_return/put_fault.sql"), row)?;
        }
        self.touch("list-return", sent.id);
        Ok(())
    }

    /// Records that the workbook `by` came for a return.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn answer_return(&self, id: ReturnId, by: Fingerprint) -> Result<(), RegistryError> {
        let row = named_params! { ":id": id.to_string(), ":answered": by };
        write(
            self.connection(),
            include_str!("list_return/answer.sql"),
            row,
        )?;
        self.touch("list-return", id);
        Ok(())
    }

    /// The import of the workbook `by` was undone: what it answered is open again.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn reopen_returns(&self, by: Fingerprint) -> Result<(), RegistryError> {
        let row = named_params! { ":answered": by };
        write(
            self.connection(),
            include_str!("list_return/reopen.sql"),
            row,
        )
        .map(drop)
    }
}
