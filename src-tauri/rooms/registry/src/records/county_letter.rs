//! What became of the county's letters here: their attachments, who has read them, which still ask for
//! something, where the public finds an item.

use chrono::NaiveDate;
use gongkai_rulebook::ids::{DisclosureId, FileId, StaffId};
use gongkai_rulebook::moment::Moment;
use rusqlite::named_params;

use super::county::letter_of;
use super::kept::{many, one, write};
use super::moment::{entered_on, on};
use super::{CountyLetter, Records};
use crate::columns::parsed;
use crate::{Change, RegistryError};

/// An attachment of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterFile {
    /// Its name, as the county wrote it.
    pub name: String,
    /// The file.
    pub file: FileId,
}

/// A letter that was read or dealt with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterMark {
    /// The letter's number.
    pub number: u64,
    /// What was done.
    pub note: Option<String>,
    /// Who says so.
    pub by: String,
    /// When.
    pub on: NaiveDate,
}

/// Where the public finds an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicPlace {
    /// 索引号.
    pub index_no: Option<String>,
    /// Address of its page.
    pub address: Option<String>,
}

impl Records<'_> {
    /// A letter of the county.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn county_letter(&self, number: u64) -> Result<Option<CountyLetter>, RegistryError> {
        let wanted = named_params! { ":number": number };
        let sql = include_str!("county_letter/letter.sql");
        one(self.connection, sql, wanted, letter_of)
    }

    /// Letters that nobody has read, refusals and returns that nothing has answered yet.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn open_county_letters(&self) -> Result<Vec<CountyLetter>, RegistryError> {
        let sql = include_str!("county_letter/open_letters.sql");
        many(self.connection, sql, [], letter_of)
    }

    /// A letter's attachments, in its order.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn county_letter_files(&self, number: u64) -> Result<Vec<LetterFile>, RegistryError> {
        let wanted = named_params! { ":number": number };
        let sql = include_str!("county_letter/letter_files.sql");
        many(self.connection, sql, wanted, |row| {
            Ok(LetterFile {
                name: row.get("name")?,
                file: parsed(row, "file")?,
            })
        })
    }

    /// Every letter that was read or dealt with.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn county_letter_marks(&self) -> Result<Vec<LetterMark>, RegistryError> {
        let sql = include_str!("county_letter/marks.sql");
        many(self.connection, sql, [], |row| {
            Ok(LetterMark {
                number: row.get("number")?,
                note: row.get("note")?,
                by: row.get("name")?,
                on: parsed(row, "marked_on")?,
            })
        })
    }

    /// Where the public finds an item, once the county or a person has said so.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn public_place(&self, item: DisclosureId) -> Result<Option<PublicPlace>, RegistryError> {
        let wanted = named_params! { ":disclosure": item.to_string() };
        let sql = include_str!("county_letter/index_no.sql");
        one(self.connection, sql, wanted, |row| {
            Ok(PublicPlace {
                index_no: row.get("index_no")?,
                address: row.get("address")?,
            })
        })
    }
}

impl Change<'_> {
    /// Adds the attachments of a letter.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_county_letter_files(
        &self,
        number: u64,
        files: &[LetterFile],
    ) -> Result<(), RegistryError> {
        for (position, file) in (1_u64..).zip(files) {
            let row = named_params! {
                ":number": number,
                ":position": position,
                ":name": file.name,
                ":file": file.file.to_string(),
            };
            let sql = include_str!("county_letter/put_letter_file.sql");
            write(self.connection(), sql, row)?;
        }
        Ok(())
    }

    /// Marks a letter as read or dealt with, once.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn mark_county_letter(
        &self,
        number: u64,
        note: Option<&str>,
        by: StaffId,
        moment: &Moment,
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":number": number,
            ":note": note,
            ":marked_by": by.to_string(),
            ":marked_on": on(moment),
            ":marked_entered_at": moment.entered.unix_ms,
            ":marked_entered_on": entered_on(moment),
        };
        self.touch("county-letter", number);
        let sql = include_str!("county_letter/mark.sql");
        write(self.connection(), sql, row).map(drop)
    }
}
