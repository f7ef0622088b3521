//! Where the copies of a year are: handed over, kept in which folder or box, hanging where.

use chrono::NaiveDate;
use gongkai_rulebook::disclosure::State;
use gongkai_rulebook::ids::{CopyId, DisclosureId, FileId};
use gongkai_rulebook::moment::Moment;
use gongkai_rulebook::register::{Book, RegisterNo};
use gongkai_rulebook::vocabulary::Channel;
use rusqlite::{Row, named_params};

use super::Records;
use super::board::number_of;
use super::kept::{many, write};
use super::moment::{entered_on, on};
use super::register::{KeptCopy, copy_of};
use crate::columns::{parsed, parsed_or_null};
use crate::{Change, RegistryError};

/// A copy with its item and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyLine {
    /// The copy with where it was handed to.
    pub copy: KeptCopy,
    /// The item.
    pub disclosure: DisclosureId,
    /// Its title.
    pub title: String,
    /// Its state.
    pub state: State,
    /// The book it stands in.
    pub book: Book,
    /// 登记编号.
    pub register_no: RegisterNo,
    /// When it was released.
    pub released_on: NaiveDate,
    /// Its line is void (作废).
    pub void: bool,
    /// Folder or box, and since when.
    pub kept: Option<(String, NaiveDate)>,
}

/// A posting, as the copies of a year are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostingLine {
    /// The item.
    pub disclosure: DisclosureId,
    /// On what.
    pub channel: Channel,
    /// Where.
    pub place: String,
    /// Photo, minutes, snapshot.
    pub evidence: Option<FileId>,
    /// Since when.
    pub posted_on: NaiveDate,
    /// Until when.
    pub taken_on: Option<NaiveDate>,
    /// Photo of the place afterwards.
    pub taken_photo: Option<FileId>,
}

impl Records<'_> {
    /// The copies of a year, by book and number.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn copies_of_year(&self, year: i32) -> Result<Vec<CopyLine>, RegistryError> {
        let wanted = named_params! { ":year": year };
        many(
            self.connection,
            include_str!("copies/of_year.sql"),
            wanted,
            line_of,
        )
    }

    /// The postings of the items of a year, by item and in order of entry.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn postings_of_year(&self, year: i32) -> Result<Vec<PostingLine>, RegistryError> {
        let wanted = named_params! { ":year": year };
        many(
            self.connection,
            include_str!("copies/postings_of_year.sql"),
            wanted,
            posting_of,
        )
    }

    /// Years that have register lines, newest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn register_years(&self) -> Result<Vec<i32>, RegistryError> {
        let year = |row: &Row<'_>| row.get("year");
        many(self.connection, include_str!("copies/years.sql"), [], year)
    }
}

impl Change<'_> {
    /// Files the receipt of a copy that was handed over without one.
    ///
    /// # Errors
    /// `not-found` where no such copy waits for its receipt, or what SQLite says.
    pub fn add_receipt(
        &self,
        id: DisclosureId,
        no: &str,
        receipt: FileId,
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":disclosure": id.to_string(),
            ":no": no,
            ":receipt": receipt.to_string(),
        };
        match write(
            self.connection(),
            include_str!("register/add_receipt.sql"),
            row,
        )? {
            1 => Ok(()),
            _ => Err(RegistryError::NotFound {
                what: "缺回执的份号",
                given: no.to_owned(),
            }),
        }
    }

    /// Records in which folder or box a copy lies.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn keep_copy(&self, copy: CopyId, place: &str, at: &Moment) -> Result<(), RegistryError> {
        let row = named_params! {
            ":copy": copy.to_string(),
            ":place": place,
            ":kept_on": on(at),
            ":kept_entered_at": at.entered.unix_ms,
            ":kept_entered_on": entered_on(at),
        };
        write(self.connection(), include_str!("copies/put_place.sql"), row).map(drop)
    }
}

fn line_of(row: &Row<'_>) -> rusqlite::Result<CopyLine> {
    let place: Option<String> = row.get("place")?;
    let kept_on: Option<NaiveDate> = parsed_or_null(row, "kept_on")?;
    Ok(CopyLine {
        copy: copy_of(row)?,
        disclosure: parsed(row, "disclosure")?,
        title: row.get("title")?,
        state: parsed(row, "state")?,
        book: parsed(row, "book")?,
        register_no: number_of(row)?,
        released_on: parsed(row, "released_on")?,
        void: row.get("void")?,
        kept: place.zip(kept_on),
    })
}

fn posting_of(row: &Row<'_>) -> rusqlite::Result<PostingLine> {
    Ok(PostingLine {
        disclosure: parsed(row, "disclosure")?,
        channel: parsed(row, "channel")?,
        place: row.get("place")?,
        evidence: parsed_or_null(row, "evidence")?,
        posted_on: parsed(row, "posted_on")?,
        taken_on: parsed_or_null(row, "taken_on")?,
        taken_photo: parsed_or_null(row, "taken_photo")?,
    })
}
