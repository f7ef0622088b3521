//! Scanned pages: what came, what was read on it, what became of it. Which sheet is meant the front
//! desk decides; nothing is removed.

use chrono::NaiveDate;
use gongkai_rulebook::ids::{DisclosureId, FileId, ScannedPageId, StaffId};
use gongkai_rulebook::moment::Moment;
use gongkai_rulebook::scanned::{ScanStanding, ScanWait};
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::{many, one, write};
use super::moment::{entered_on, moment, on};
use crate::columns::{parsed, parsed_or_null};
use crate::{Change, Fingerprint, RegistryError};

/// A page of a scan or photo.
#[derive(Debug, Clone, PartialEq)]
pub struct ScannedPage {
    /// Its id.
    pub id: ScannedPageId,
    /// The file as it came.
    pub original: FileId,
    /// The name that file came with. It may name a person.
    pub original_name: String,
    /// Which page of that file, from 1.
    pub page: u32,
    /// The page laid straight; none where the file could not be read.
    pub picture: Option<StraightPicture>,
    /// Its code: the sheet, which page, of how many.
    pub sheet: Option<(String, u32, u32)>,
    /// What became of it.
    pub standing: ScanStanding,
    /// Why it waits, or waited.
    pub reason: Option<ScanWait>,
    /// What hinders the reading.
    pub note: String,
    /// Why it was set aside, while it is.
    pub aside_why: Option<String>,
    /// The PDF it went into.
    pub filed: Option<FileId>,
    /// The item that has it.
    pub disclosure: Option<DisclosureId>,
    /// When it was taken in.
    pub taken: Moment,
    /// When it was filed or set aside.
    pub settled_on: Option<NaiveDate>,
}

/// A page laid straight: a stored JPEG with its sizes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StraightPicture {
    /// The JPEG.
    pub file: FileId,
    /// Width in points.
    pub width: u32,
    /// Height in points.
    pub height: u32,
    /// Width of the sheet in millimetres.
    pub width_mm: f64,
    /// Height of the sheet in millimetres.
    pub height_mm: f64,
}

/// What became of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled<'a> {
    /// It went into a PDF, with an item where one has it.
    Filed(FileId, Option<DisclosureId>),
    /// Nobody needs it, and why.
    SetAside(&'a str),
}

impl Records<'_> {
    /// Scanned pages that stand so, oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn scanned_pages(&self, standing: ScanStanding) -> Result<Vec<ScannedPage>, RegistryError> {
        self.scanned(None, Some(standing), None)
    }

    /// Every page that was ever taken in of a sheet (`SP-9QTX-7K3M`).
    ///
    /// # Errors
    /// What SQLite says.
    pub fn scanned_of_sheet(&self, sheet: &str) -> Result<Vec<ScannedPage>, RegistryError> {
        self.scanned(None, None, Some(sheet))
    }

    /// A scanned page.
    ///
    /// # Errors
    /// `not-found`, what SQLite says.
    pub fn scanned_page(&self, id: ScannedPageId) -> Result<ScannedPage, RegistryError> {
        let found = self.scanned(Some(id), None, None)?.pop();
        found.ok_or_else(|| RegistryError::NotFound {
            what: "扫描页",
            given: id.to_string(),
        })
    }

    fn scanned(
        &self,
        id: Option<ScannedPageId>,
        standing: Option<ScanStanding>,
        sheet: Option<&str>,
    ) -> Result<Vec<ScannedPage>, RegistryError> {
        let wanted = named_params! {
            ":id": id.map(|id| id.to_string()),
            ":standing": standing.map(ScanStanding::code),
            ":sheet": sheet,
        };
        let sql = include_str!("scanned_page/pages.sql");
        many(self.connection, sql, wanted, page_of)
    }

    /// How many scanned pages wait.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn scans_waiting(&self) -> Result<u32, RegistryError> {
        let count = |row: &Row<'_>| row.get("waiting");
        let sql = include_str!("scanned_page/waiting.sql");
        Ok(one(self.connection, sql, [], count)?.unwrap_or(0))
    }

    /// What became of a file with this content, if it was taken in before.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn scan_known(&self, sha256: Fingerprint) -> Result<Option<ScanStanding>, RegistryError> {
        let standing = |row: &Row<'_>| parsed(row, "standing");
        let sql = include_str!("scanned_page/known.sql");
        let wanted = named_params! { ":sha256": sha256 };
        one(self.connection, sql, wanted, standing)
    }

    /// Items whose id ends so: by ten hexadecimal digits, one or none but for a miracle.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn items_ending(&self, ending: &str) -> Result<Vec<DisclosureId>, RegistryError> {
        let id = |row: &Row<'_>| parsed(row, "id");
        let sql = include_str!("scanned_page/items_ending.sql");
        many(
            self.connection,
            sql,
            named_params! { ":ending": ending },
            id,
        )
    }
}

impl Change<'_> {
    /// Takes a page in; it waits.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_scanned_page(&self, page: &ScannedPage, by: StaffId) -> Result<(), RegistryError> {
        let picture = page.picture.as_ref();
        let sheet = page.sheet.as_ref();
        let row = named_params! {
            ":id": page.id.to_string(),
            ":original": page.original.to_string(),
            ":page": page.page,
            ":picture": picture.map(|picture| picture.file.to_string()),
            ":width": picture.map(|picture| picture.width),
            ":height": picture.map(|picture| picture.height),
            ":width_mm": picture.map(|picture| picture.width_mm),
            ":height_mm": picture.map(|picture| picture.height_mm),
            ":sheet": sheet.map(|(sheet, ..)| sheet),
            ":sheet_page": sheet.map(|(_, page, _)| page),
            ":sheet_pages": sheet.map(|(.., pages)| pages),
            ":reason": page.reason.map(ScanWait::code),
            ":note": page.note,
            ":by": by.to_string(),
            ":on": on(&page.taken),
            ":entered_at": page.taken.entered.unix_ms,
            ":entered_on": entered_on(&page.taken),
        };
        write(self.connection(), include_str!("scanned_page/put.sql"), row)?;
        self.touch("scanned_page", page.id);
        Ok(())
    }

    /// Writes down why a page waits.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn let_scan_wait(&self, id: ScannedPageId, reason: ScanWait) -> Result<(), RegistryError> {
        let row = named_params! { ":id": id.to_string(), ":reason": reason.code() };
        write(
            self.connection(),
            include_str!("scanned_page/wait.sql"),
            row,
        )?;
        self.touch("scanned_page", id);
        Ok(())
    }

    /// Writes down what became of a page.
    ///
    /// # Errors
    /// `not-found` where it does not wait, what SQLite says.
    pub fn settle_scan(
        &self,
        id: ScannedPageId,
        settled: Settled<'_>,
        (by, at): (StaffId, &Moment),
    ) -> Result<(), RegistryError> {
        let (standing, aside_why, filed, disclosure) = match settled {
            Settled::Filed(file, item) => (ScanStanding::Filed, None, Some(file), item),
            Settled::SetAside(why) => (ScanStanding::SetAside, Some(why), None, None),
        };
        let row = named_params! {
            ":id": id.to_string(),
            ":standing": standing.code(),
            ":aside_why": aside_why,
            ":filed": filed.map(|file| file.to_string()),
            ":disclosure": disclosure.map(|item| item.to_string()),
            ":by": by.to_string(),
            ":on": on(at),
            ":entered_at": at.entered.unix_ms,
            ":entered_on": entered_on(at),
        };
        let sql = include_str!("scanned_page/settle.sql");
        self.touch("scanned_page", id);
        let changed = write(self.connection(), sql, row)?;
        there(changed, "等待处理的扫描页", id)
    }

    /// Lets a page wait again that was set aside.
    ///
    /// # Errors
    /// `not-found` where it is not set aside, what SQLite says.
    pub fn take_scan_back(&self, id: ScannedPageId, reason: ScanWait) -> Result<(), RegistryError> {
        let row = named_params! { ":id": id.to_string(), ":reason": reason.code() };
        let sql = include_str!("scanned_page/take_back.sql");
        self.touch("scanned_page", id);
        let changed = write(self.connection(), sql, row)?;
        there(changed, "放一边的扫描页", id)
    }

    /// Writes down what was seen when a waiting page was read again.
    ///
    /// # Errors
    /// `not-found` where it does not wait, what SQLite says.
    pub fn reread_scan(&self, page: &ScannedPage) -> Result<(), RegistryError> {
        let picture = page.picture.as_ref();
        let sheet = page.sheet.as_ref();
        let row = named_params! {
            ":id": page.id.to_string(),
            ":picture": picture.map(|picture| picture.file.to_string()),
            ":width": picture.map(|picture| picture.width),
            ":height": picture.map(|picture| picture.height),
            ":width_mm": picture.map(|picture| picture.width_mm),
            ":height_mm": picture.map(|picture| picture.height_mm),
            ":sheet": sheet.map(|(sheet, ..)| sheet),
            ":sheet_page": sheet.map(|(_, page, _)| page),
            ":sheet_pages": sheet.map(|(.., pages)| pages),
            ":reason": page.reason.map(ScanWait::code),
            ":note": page.note,
        };
        let sql = include_str!("scanned_page/read_again.sql");
        self.touch("scanned_page", page.id);
        let changed = write(self.connection(), sql, row)?;
        there(changed, "等待处理的扫描页", page.id)
    }
}

fn there(changed: usize, what: &'static str, id: ScannedPageId) -> Result<(), RegistryError> {
    match changed {
        1 => Ok(()),
        _ => Err(RegistryError::NotFound {
            what,
            given: id.to_string(),
        }),
    }
}

fn page_of(row: &Row<'_>) -> rusqlite::Result<ScannedPage> {
    let file: Option<FileId> = parsed_or_null(row, "picture")?;
    let picture = match file {
        Some(file) => Some(StraightPicture {
            file,
            width: row.get("width")?,
            height: row.get("height")?,
            width_mm: row.get("width_mm")?,
            height_mm: row.get("height_mm")?,
        }),
        None => None,
    };
    let sheet: Option<String> = row.get("sheet")?;
    let (page, pages): (Option<u32>, Option<u32>) =
        (row.get("sheet_page")?, row.get("sheet_pages")?);
    Ok(ScannedPage {
        id: parsed(row, "id")?,
        original: parsed(row, "original")?,
        original_name: row.get("original_name")?,
        page: row.get("page")?,
        picture,
        sheet: sheet.map(|sheet| (sheet, page.unwrap_or(1), pages.unwrap_or(1))),
        standing: parsed(row, "standing")?,
        reason: parsed_or_null(row, "reason")?,
        note: row.get("note")?,
        aside_why: row.get("aside_why")?,
        filed: parsed_or_null(row, "filed")?,
        disclosure: parsed_or_null(row, "disclosure")?,
        taken: moment(row, "taken")?,
        settled_on: parsed_or_null(row, "settled_on")?,
    })
}
