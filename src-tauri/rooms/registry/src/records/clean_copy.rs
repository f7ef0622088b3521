//! Clean copies of attached files, and who looked at their pictures. The original is a file like
//! any other and never changes; a copy is made once, when the original comes in.

use gongkai_rulebook::ids::{DisclosureId, FileId, StaffId};
use gongkai_rulebook::moment::Moment;
use rusqlite::{Row, named_params};
use serde::{Deserialize, Serialize};

use super::Records;
use super::kept::{from_json, one, to_json, write};
use super::moment::{entered_on, moment, on};
use crate::columns::{parsed, parsed_or_null};
use crate::{Change, RegistryError};

/// What of an attached file may leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CleanCopy {
    /// The file as it came.
    pub file: FileId,
    /// The copy that may leave, or why there is none and what to do about it.
    pub clean: Result<FileId, NoCopy>,
    /// What was taken out, or would go with the file.
    pub removed: Vec<TakenOut>,
    /// Pictures that somebody has to look at.
    pub pictures: Vec<PictureSeen>,
}

/// Why a file has no clean copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoCopy {
    /// Why, for the clerk.
    pub why: String,
    /// What to do.
    pub next: String,
}

/// Something that was taken out of a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenOut {
    /// What, in Chinese.
    pub what: String,
    /// How many.
    pub count: u32,
    /// What shows may read differently than its author saw it: tracked changes.
    pub changes: bool,
}

/// A picture in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureSeen {
    /// Where it lies.
    pub place: String,
    /// The original says where it was taken.
    pub located: bool,
    /// The camera or telephone that the original names.
    pub maker: Option<String>,
}

/// Who looked at the pictures of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureLook {
    /// Name.
    pub who: String,
    /// When.
    pub moment: Moment,
}

impl Records<'_> {
    /// The clean copy of a file, if one was tried.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn clean_copy(&self, file: FileId) -> Result<Option<CleanCopy>, RegistryError> {
        let wanted = named_params! { ":file": file.to_string() };
        one(
            self.connection,
            include_str!("clean_copy/find.sql"),
            wanted,
            copy_of,
        )
    }

    /// Who looked at the pictures of an item's file.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn picture_look(
        &self,
        disclosure: DisclosureId,
        file: FileId,
    ) -> Result<Option<PictureLook>, RegistryError> {
        let wanted = named_params! {
            ":disclosure": disclosure.to_string(),
            ":file": file.to_string(),
        };
        let read = |row: &Row<'_>| {
            Ok(PictureLook {
                who: row.get("name")?,
                moment: moment(row, "looked")?,
            })
        };
        one(
            self.connection,
            include_str!("clean_copy/looked.sql"),
            wanted,
            read,
        )
    }
}

impl Change<'_> {
    /// Records what of a file may leave.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_clean_copy(&self, copy: &CleanCopy) -> Result<(), RegistryError> {
        let none = copy.clean.as_ref().err();
        let row = named_params! {
            ":file": copy.file.to_string(),
            ":clean": copy.clean.as_ref().ok().map(ToString::to_string),
            ":refused": none.map(|none| &none.why),
            ":next": none.map(|none| &none.next),
            ":removed": to_json(&copy.removed)?,
            ":pictures": to_json(&copy.pictures)?,
        };
        write(self.connection(), include_str!("clean_copy/put.sql"), row)?;
        self.touch("file", copy.file);
        Ok(())
    }

    /// Records that somebody looked at the pictures of an item's file.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_picture_look(
        &self,
        disclosure: DisclosureId,
        file: FileId,
        by: StaffId,
        at: &Moment,
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":disclosure": disclosure.to_string(),
            ":file": file.to_string(),
            ":looked_by": by.to_string(),
            ":looked_on": on(at),
            ":looked_entered_at": at.entered.unix_ms,
            ":looked_entered_on": entered_on(at),
        };
        write(self.connection(), include_str!("clean_copy/look.sql"), row)?;
        self.touch("disclosure", disclosure);
        Ok(())
    }

    /// Forgets who looked, with an item that is removed as a whole.
    pub(in crate::records) fn drop_looks(&self, item: &str) -> Result<(), RegistryError> {
        write(
            self.connection(),
            include_str!("clean_copy/drop_looks.sql"),
            named_params! { ":disclosure": item },
        )
        .map(drop)
    }
}

fn copy_of(row: &Row<'_>) -> rusqlite::Result<CleanCopy> {
    let clean = match parsed_or_null(row, "clean")? {
        Some(clean) => Ok(clean),
        None => Err(NoCopy {
            why: row.get("refused")?,
            next: row.get("next")?,
        }),
    };
    Ok(CleanCopy {
        file: parsed(row, "file")?,
        clean,
        removed: from_json(row, "removed")?,
        pictures: from_json(row, "pictures")?,
    })
}
