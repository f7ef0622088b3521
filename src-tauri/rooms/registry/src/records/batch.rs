//! 批量审批表 as they were printed: which items stood on them with which text.

use gongkai_rulebook::batch::BatchNo;
use gongkai_rulebook::chain::Chain;
use gongkai_rulebook::disclosure::Content;
use gongkai_rulebook::ids::{BatchSheetId, DisclosureId, StaffId};
use gongkai_rulebook::moment::Moment;
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::{from_json, many, one, to_json, write};
use super::moment::{entered_on, moment, on};
use crate::columns::parsed;
use crate::{Change, Fingerprint, RegistryError};

/// A sheet as it was printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchSheet {
    /// Its id.
    pub id: BatchSheetId,
    /// Its number.
    pub no: BatchNo,
    /// The chain whose boxes it has.
    pub chain: Chain,
    /// Who printed it.
    pub by: StaffId,
    /// When.
    pub printed: Moment,
    /// Its lines, in order.
    pub lines: Vec<BatchLine>,
}

/// One line of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchLine {
    /// The item; it may be gone since, where its import was undone.
    pub disclosure: DisclosureId,
    /// Its title as it was printed.
    pub title: String,
    /// What its text was.
    pub text: Fingerprint,
}

impl BatchLine {
    /// The line of an item with this content.
    ///
    /// # Errors
    /// What the content cannot be written as.
    pub fn of(disclosure: DisclosureId, content: &Content) -> Result<Self, RegistryError> {
        Ok(Self {
            disclosure,
            title: content.title.clone(),
            text: Fingerprint::of_text(&to_json(content)?),
        })
    }

    /// Whether an item with this content still says what was printed.
    ///
    /// # Errors
    /// What the content cannot be written as.
    pub fn says(&self, content: &Content) -> Result<bool, RegistryError> {
        Ok(self.text == Fingerprint::of_text(&to_json(content)?))
    }
}

impl Records<'_> {
    /// The number that the next sheet of a year gets.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn next_batch_no(&self, year: i32) -> Result<BatchNo, RegistryError> {
        let wanted = named_params! { ":year": year };
        let number = one(
            self.connection,
            include_str!("batch/next.sql"),
            wanted,
            |row| row.get("next"),
        )?;
        Ok(BatchNo {
            year,
            number: number.unwrap_or(1),
        })
    }

    /// The sheet of that number.
    ///
    /// # Errors
    /// `not-found` where there is none.
    pub fn batch_sheet(&self, no: BatchNo) -> Result<BatchSheet, RegistryError> {
        let wanted = named_params! { ":year": no.year, ":number": no.number };
        let sheet = one(
            self.connection,
            include_str!("batch/by_no.sql"),
            wanted,
            sheet_of,
        )?;
        let mut sheet = sheet.ok_or_else(|| RegistryError::NotFound {
            what: "批量审批表",
            given: no.to_string(),
        })?;
        let wanted = named_params! { ":sheet": sheet.id.to_string() };
        sheet.lines = many(
            self.connection,
            include_str!("batch/lines.sql"),
            wanted,
            line_of,
        )?;
        Ok(sheet)
    }

    /// Sheets with an item that is still under way, newest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn batch_sheets_under_way(&self) -> Result<Vec<BatchNo>, RegistryError> {
        many(
            self.connection,
            include_str!("batch/under_way.sql"),
            [],
            no_of,
        )
    }
}

impl Change<'_> {
    /// Keeps a sheet that is going to be printed.
    ///
    /// # Errors
    /// What SQLite says; a number that is taken.
    pub fn put_batch_sheet(&self, sheet: &BatchSheet) -> Result<(), RegistryError> {
        let id = sheet.id.to_string();
        let row = named_params! {
            ":id": id,
            ":year": sheet.no.year,
            ":number": sheet.no.number,
            ":chain": to_json(&sheet.chain)?,
            ":printed_by": sheet.by.to_string(),
            ":printed_on": on(&sheet.printed),
            ":printed_entered_at": sheet.printed.entered.unix_ms,
            ":printed_entered_on": entered_on(&sheet.printed),
        };
        write(self.connection(), include_str!("batch/put.sql"), row)?;
        for (position, line) in (1_i64..).zip(&sheet.lines) {
            let row = named_params! {
                ":sheet": id,
                ":position": position,
                ":disclosure": line.disclosure.to_string(),
                ":title": line.title,
                ":text_sha256": line.text,
            };
            write(self.connection(), include_str!("batch/put_line.sql"), row)?;
            self.touch("disclosure", line.disclosure);
        }
        self.touch("batch_sheet", sheet.no);
        Ok(())
    }
}

fn no_of(row: &Row<'_>) -> rusqlite::Result<BatchNo> {
    Ok(BatchNo {
        year: row.get("year")?,
        number: row.get("number")?,
    })
}

fn sheet_of(row: &Row<'_>) -> rusqlite::Result<BatchSheet> {
    Ok(BatchSheet {
        id: parsed(row, "id")?,
        no: no_of(row)?,
        chain: from_json(row, "chain")?,
        by: parsed(row, "printed_by")?,
        printed: moment(row, "printed")?,
        lines: Vec::new(),
    })
}

fn line_of(row: &Row<'_>) -> rusqlite::Result<BatchLine> {
    Ok(BatchLine {
        disclosure: parsed(row, "disclosure")?,
        title: row.get("title")?,
        text: row.get("text_sha256")?,
    })
}
