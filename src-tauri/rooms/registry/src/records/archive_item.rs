//! Items of the archive (件): numbered in their class without gaps, with their papers, and held where
//! they may not be disposed of. A number is never given twice.

use chrono::NaiveDate;
use gongkai_rulebook::archive::Class;
use gongkai_rulebook::archive::item::PartKind;
use gongkai_rulebook::archive::keeping::{Appraisal, Fate};
use gongkai_rulebook::disclosure::EntryCode;
use gongkai_rulebook::ids::{
    ArchiveBoxId, ArchiveItemId, DisclosureId, FileId, StaffId, TransferId,
};
use gongkai_rulebook::moment::Moment;
use gongkai_rulebook::register::RegisterNo;
use rusqlite::{Row, named_params};

use super::Records;
use super::archive_refiling::Refiled;
use super::kept::{many, one, write};
use super::moment::{entered_on, moment, on};
use crate::columns::{parsed, parsed_or_null};
use crate::{Change, Finding, RegistryError};

/// What is written down about an item when it is filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewItem {
    /// Its id.
    pub id: ArchiveItemId,
    /// The disclosure it is about; none for a paper of the office itself.
    pub disclosure: Option<DisclosureId>,
    /// Its class.
    pub class: Class,
    /// 件号.
    pub number: u32,
    /// 档号.
    pub code: String,
    /// 题名.
    pub title: String,
    /// 文号; empty without.
    pub document_no: String,
    /// 责任者.
    pub responsible: String,
    /// 日期.
    pub dated_on: NaiveDate,
    /// What decided its period.
    pub basis: String,
}

/// An item as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveItem {
    /// What was written down when it was filed.
    pub filed: NewItem,
    /// When it was filed.
    pub moment: Moment,
    /// 备注.
    pub remark: String,
    /// 页数 of all its papers.
    pub pages: u32,
    /// Its box, and the box's number.
    pub boxed: Option<(ArchiveBoxId, u32)>,
    /// 冻结: why.
    pub held: Option<String>,
    /// What became of it.
    pub fate: Fate,
    /// The line that counts instead, where this one is void.
    pub refiled: Option<Refiled>,
    /// Catalogue entry of its disclosure.
    pub entry: Option<EntryCode>,
    /// 登记编号 of its disclosure.
    pub register_no: Option<RegisterNo>,
}

/// A paper of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPart {
    /// Its number within the item.
    pub position: u32,
    /// What it is.
    pub kind: PartKind,
    /// What it is called.
    pub title: String,
    /// How many pages.
    pub pages: u32,
    /// The stored file, where it is one.
    pub file: Option<FileId>,
    /// What the file is, for instance `image/jpeg`.
    pub media_kind: Option<String>,
}

/// A paper to be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPart {
    /// What it is.
    pub kind: PartKind,
    /// What it is called.
    pub title: String,
    /// How many pages.
    pub pages: u32,
    /// The stored file.
    pub file: Option<FileId>,
}

/// Which items are meant; everything that is said must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemFilter {
    /// This one.
    pub id: Option<ArchiveItemId>,
    /// The one of this disclosure.
    pub disclosure: Option<DisclosureId>,
    /// The one with this 档号.
    pub code: Option<String>,
    /// Of this year.
    pub year: Option<i32>,
    /// Of this year or an earlier one.
    pub until_year: Option<i32>,
    /// In this box.
    pub in_box: Option<ArchiveBoxId>,
    /// Gone with this transfer.
    pub transfer: Option<TransferId>,
}

impl Records<'_> {
    /// Items in the order of their numbers.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn archive_items(&self, filter: &ItemFilter) -> Result<Vec<ArchiveItem>, RegistryError> {
        let wanted = named_params! {
            ":id": filter.id.map(|id| id.to_string()),
            ":disclosure": filter.disclosure.map(|id| id.to_string()),
            ":code": filter.code,
            ":year": filter.year,
            ":until_year": filter.until_year,
            ":box": filter.in_box.map(|id| id.to_string()),
            ":transfer": filter.transfer.map(|id| id.to_string()),
        };
        let sql = include_str!("archive_item/items.sql");
        many(self.connection, sql, wanted, item_of)
    }

    /// 档号 of a disclosure, once it is filed.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn archive_code(&self, id: DisclosureId) -> Result<Option<String>, RegistryError> {
        let wanted = named_params! { ":disclosure": id.to_string() };
        let sql = include_str!("archive_item/code.sql");
        one(self.connection, sql, wanted, |row| row.get("code"))
    }

    /// Years with filed items, newest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn archive_years(&self) -> Result<Vec<i32>, RegistryError> {
        let year = |row: &Row<'_>| row.get("year");
        many(
            self.connection,
            include_str!("archive_item/years.sql"),
            [],
            year,
        )
    }

    /// The number that the next item of a class gets.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn next_item_number(&self, class: &Class) -> Result<u32, RegistryError> {
        let wanted = named_params! {
            ":year": class.year, ":period": class.period.code(), ":organ": class.organ,
        };
        let next = |row: &Row<'_>| row.get("next");
        let sql = include_str!("archive_item/next.sql");
        Ok(one(self.connection, sql, wanted, next)?.unwrap_or(1))
    }

    /// The papers of an item.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn archive_parts(&self, item: ArchiveItemId) -> Result<Vec<KeptPart>, RegistryError> {
        let part = |row: &Row<'_>| {
            Ok(KeptPart {
                position: row.get("position")?,
                kind: parsed(row, "kind")?,
                title: row.get("title")?,
                pages: row.get("pages")?,
                file: parsed_or_null(row, "file")?,
                media_kind: row.get("media_kind")?,
            })
        };
        let wanted = named_params! { ":item": item.to_string() };
        let sql = include_str!("archive_item/parts.sql");
        many(self.connection, sql, wanted, part)
    }

    /// What appraisals added to the periods of items, oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn extensions(&self) -> Result<Vec<(ArchiveItemId, Appraisal, NaiveDate)>, RegistryError> {
        let read = |row: &Row<'_>| {
            Ok((
                parsed(row, "item")?,
                parsed(row, "verdict")?,
                parsed(row, "approved_on")?,
            ))
        };
        let sql = include_str!("archive_item/extensions.sql");
        many(self.connection, sql, [], read)
    }

    /// Classes whose numbers have a gap.
    pub(crate) fn archive_findings(&self) -> Result<Vec<Finding>, RegistryError> {
        let gap = |row: &Row<'_>| {
            let (year, items, last): (i32, u32, u32) =
                (row.get("year")?, row.get("items")?, row.get("last")?);
            let (period, organ): (String, String) = (row.get("period")?, row.get("organ")?);
            let class = format!("{year}-{period}-{organ}");
            let text = format!("归档 {class} 有 {items} 件，最后一个件号却是 {last}");
            Ok(Finding::broken("archive-gap", class, text))
        };
        let sql = include_str!("archive_item/gaps.sql");
        many(self.connection, sql, [], gap)
    }
}

impl Change<'_> {
    /// Files an item with its papers, in their order.
    ///
    /// # Errors
    /// What SQLite says; a number that is taken is refused.
    pub fn file_item(
        &self,
        item: &NewItem,
        parts: &[NewPart],
        (by, at): (StaffId, &Moment),
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":id": item.id.to_string(),
            ":disclosure": item.disclosure.map(|id| id.to_string()),
            ":year": item.class.year,
            ":period": item.class.period.code(),
            ":organ": item.class.organ,
            ":number": item.number,
            ":code": item.code,
            ":title": item.title,
            ":document_no": item.document_no,
            ":responsible": item.responsible,
            ":dated_on": item.dated_on.to_string(),
            ":remark": "",
            ":basis": item.basis,
            ":by": by.to_string(),
            ":on": on(at),
            ":entered_at": at.entered.unix_ms,
            ":entered_on": entered_on(at),
        };
        write(self.connection(), include_str!("archive_item/put.sql"), row)?;
        parts
            .iter()
            .try_for_each(|part| self.add_archive_part(item.id, part))?;
        self.touch("archive", item.id);
        Ok(())
    }

    /// Adds a paper to an item, behind those that are there.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add_archive_part(
        &self,
        item: ArchiveItemId,
        part: &NewPart,
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":item": item.to_string(),
            ":kind": part.kind.code(),
            ":title": part.title,
            ":pages": part.pages,
            ":file": part.file.map(|file| file.to_string()),
        };
        let sql = include_str!("archive_item/put_part.sql");
        write(self.connection(), sql, row)?;
        self.touch("archive", item);
        Ok(())
    }

    /// Writes down how many pages a paper really has.
    ///
    /// # Errors
    /// `not-found`, what SQLite says.
    pub fn count_archive_part(
        &self,
        item: ArchiveItemId,
        position: u32,
        pages: u32,
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":item": item.to_string(), ":position": position, ":pages": pages,
        };
        let sql = include_str!("archive_item/count_part.sql");
        self.touch("archive", item);
        match write(self.connection(), sql, row)? {
            1 => Ok(()),
            _ => Err(RegistryError::NotFound {
                what: "件内文件",
                given: position.to_string(),
            }),
        }
    }

    /// Writes the remark of an item.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn remark_archive_item(
        &self,
        item: ArchiveItemId,
        text: &str,
    ) -> Result<(), RegistryError> {
        let row = named_params! { ":item": item.to_string(), ":remark": text };
        let sql = include_str!("archive_item/remark.sql");
        self.touch("archive", item);
        write(self.connection(), sql, row).map(drop)
    }

    /// Holds an item.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn hold_archive_item(
        &self,
        item: ArchiveItemId,
        why: &str,
        (by, at): (StaffId, &Moment),
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":item": item.to_string(),
            ":why": why,
            ":by": by.to_string(),
            ":on": on(at),
            ":entered_at": at.entered.unix_ms,
            ":entered_on": entered_on(at),
        };
        self.touch("archive", item);
        write(
            self.connection(),
            include_str!("archive_item/hold.sql"),
            row,
        )
        .map(drop)
    }

    /// Lifts the hold of an item.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn lift_hold(
        &self,
        item: ArchiveItemId,
        why: &str,
        at: &Moment,
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":item": item.to_string(),
            ":why": why,
            ":on": on(at),
            ":entered_at": at.entered.unix_ms,
            ":entered_on": entered_on(at),
        };
        self.touch("archive", item);
        write(
            self.connection(),
            include_str!("archive_item/lift.sql"),
            row,
        )
        .map(drop)
    }
}

fn item_of(row: &Row<'_>) -> rusqlite::Result<ArchiveItem> {
    let boxed: Option<ArchiveBoxId> = parsed_or_null(row, "box")?;
    let box_number: Option<u32> = row.get("box_number")?;
    let (year, number): (Option<i32>, Option<u32>) =
        (row.get("register_year")?, row.get("register_number")?);
    let (transferred, destroyed): (bool, bool) = (row.get("transferred")?, row.get("destroyed")?);
    let (refiled_to, why): (Option<String>, Option<String>) =
        (row.get("refiled_to")?, row.get("refiled_why")?);
    let refiled = refiled_to.zip(why).map(|(code, why)| Refiled { code, why });
    Ok(ArchiveItem {
        filed: NewItem {
            id: parsed(row, "id")?,
            disclosure: parsed_or_null(row, "disclosure")?,
            class: Class {
                year: row.get("year")?,
                period: parsed(row, "period")?,
                organ: row.get("organ")?,
            },
            number: row.get("number")?,
            code: row.get("code")?,
            title: row.get("title")?,
            document_no: row.get("document_no")?,
            responsible: row.get("responsible")?,
            dated_on: parsed(row, "dated_on")?,
            basis: row.get("basis")?,
        },
        moment: moment(row, "filed")?,
        remark: row.get("remark")?,
        pages: row.get("pages")?,
        boxed: boxed.zip(box_number),
        held: row.get("held")?,
        fate: match (destroyed, transferred, &refiled) {
            (true, _, _) => Fate::Destroyed,
            (false, true, _) => Fate::Transferred,
            (false, false, Some(_)) => Fate::Refiled,
            (false, false, None) => Fate::Kept,
        },
        refiled,
        entry: parsed_or_null(row, "entry")?,
        register_no: year
            .zip(number)
            .map(|(year, number)| RegisterNo { year, number }),
    })
}
