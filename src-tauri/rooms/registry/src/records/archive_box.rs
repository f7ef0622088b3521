//! Boxes (盒) with what is in them and where they stand, and the volumes of the yearly bound book
//! (合订本). A box keeps its number; it may move.

use chrono::NaiveDate;
use gongkai_rulebook::archive::Class;
use gongkai_rulebook::archive::boxes::Spine;
use gongkai_rulebook::ids::{ArchiveBoxId, ArchiveItemId, StaffId};
use gongkai_rulebook::moment::Moment;
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::{many, write};
use super::moment::{entered_on, on};
use crate::columns::parsed;
use crate::{Change, RegistryError};

/// A box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveBox {
    /// Its id.
    pub id: ArchiveBoxId,
    /// The one class whose items are in it.
    pub class: Class,
    /// 盒号 within the class.
    pub number: u32,
    /// 盒脊厚度.
    pub spine: Spine,
    /// Who packed it (整理人).
    pub packed_by: String,
    /// When (整理日期).
    pub packed_on: NaiveDate,
    /// Where it stands, once it stands somewhere.
    pub place: Option<BoxPlace>,
}

/// Where a box stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoxPlace {
    /// 库房（房间）.
    pub room: String,
    /// 柜.
    pub cabinet: String,
    /// 层、格; empty where it is not said.
    pub shelf: String,
}

/// A bound volume of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoundVolume {
    /// The year.
    pub year: i32,
    /// 册 from 1.
    pub volume: u32,
    /// 登记编号 of its first sheet.
    pub first_no: String,
    /// 登记编号 of its last sheet.
    pub last_no: String,
    /// How many pages it has.
    pub pages: u32,
    /// Where it stands.
    pub place: String,
    /// Who bound it.
    pub bound_by: String,
    /// When.
    pub bound_on: NaiveDate,
}

impl Records<'_> {
    /// Boxes, of one year or of all, in the order of their numbers.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn archive_boxes(&self, year: Option<i32>) -> Result<Vec<ArchiveBox>, RegistryError> {
        self.boxes_where(None, year)
    }

    /// A box.
    ///
    /// # Errors
    /// `not-found`, what SQLite says.
    pub fn archive_box(&self, id: ArchiveBoxId) -> Result<ArchiveBox, RegistryError> {
        let found = self.boxes_where(Some(id), None)?.pop();
        found.ok_or_else(|| RegistryError::NotFound {
            what: "档案盒",
            given: id.to_string(),
        })
    }

    fn boxes_where(
        &self,
        id: Option<ArchiveBoxId>,
        year: Option<i32>,
    ) -> Result<Vec<ArchiveBox>, RegistryError> {
        let wanted = named_params! { ":id": id.map(|id| id.to_string()), ":year": year };
        let sql = include_str!("archive_box/boxes.sql");
        many(self.connection, sql, wanted, box_of)
    }

    /// The bound volumes of a year.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn bound_volumes(&self, year: i32) -> Result<Vec<BoundVolume>, RegistryError> {
        let volume = |row: &Row<'_>| {
            Ok(BoundVolume {
                year: row.get("year")?,
                volume: row.get("volume")?,
                first_no: row.get("first_no")?,
                last_no: row.get("last_no")?,
                pages: row.get("pages")?,
                place: row.get("place")?,
                bound_by: row.get("bound_by")?,
                bound_on: parsed(row, "bound_on")?,
            })
        };
        let wanted = named_params! { ":year": year };
        let sql = include_str!("archive_box/volumes.sql");
        many(self.connection, sql, wanted, volume)
    }
}

impl Change<'_> {
    /// Adds an empty box.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add_archive_box(
        &self,
        (id, class): (ArchiveBoxId, &Class),
        (number, spine): (u32, Spine),
        (by, at): (StaffId, &Moment),
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":id": id.to_string(),
            ":year": class.year,
            ":period": class.period.code(),
            ":organ": class.organ,
            ":number": number,
            ":spine": spine.code(),
            ":by": by.to_string(),
            ":on": on(at),
            ":entered_at": at.entered.unix_ms,
            ":entered_on": entered_on(at),
        };
        self.touch("archive", id);
        write(self.connection(), include_str!("archive_box/put.sql"), row).map(drop)
    }

    /// Puts an item into a box.
    ///
    /// # Errors
    /// What SQLite says; an item is in one box only.
    pub fn put_into_box(
        &self,
        item: ArchiveItemId,
        into: ArchiveBoxId,
    ) -> Result<(), RegistryError> {
        let row = named_params! { ":item": item.to_string(), ":box": into.to_string() };
        let sql = include_str!("archive_box/put_item.sql");
        write(self.connection(), sql, row).map(drop)
    }

    /// Records where a box stands.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn place_box(
        &self,
        id: ArchiveBoxId,
        place: &BoxPlace,
        at: &Moment,
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":box": id.to_string(),
            ":room": place.room,
            ":cabinet": place.cabinet,
            ":shelf": place.shelf,
            ":on": on(at),
            ":entered_at": at.entered.unix_ms,
            ":entered_on": entered_on(at),
        };
        self.touch("archive", id);
        let sql = include_str!("archive_box/put_place.sql");
        write(self.connection(), sql, row).map(drop)
    }

    /// Records a bound volume.
    ///
    /// # Errors
    /// What SQLite says; a volume is bound once.
    pub fn bind_volume(
        &self,
        volume: &BoundVolume,
        by: StaffId,
        at: &Moment,
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":year": volume.year,
            ":volume": volume.volume,
            ":first_no": volume.first_no,
            ":last_no": volume.last_no,
            ":pages": volume.pages,
            ":place": volume.place,
            ":by": by.to_string(),
            ":on": on(at),
            ":entered_at": at.entered.unix_ms,
            ":entered_on": entered_on(at),
        };
        self.touch("archive", volume.year);
        let sql = include_str!("archive_box/put_volume.sql");
        write(self.connection(), sql, row).map(drop)
    }
}

fn box_of(row: &Row<'_>) -> rusqlite::Result<ArchiveBox> {
    let room: Option<String> = row.get("room")?;
    let place = match room {
        None => None,
        Some(room) => Some(BoxPlace {
            room,
            cabinet: row.get("cabinet")?,
            shelf: row.get("shelf")?,
        }),
    };
    Ok(ArchiveBox {
        id: parsed(row, "id")?,
        class: Class {
            year: row.get("year")?,
            period: parsed(row, "period")?,
            organ: row.get("organ")?,
        },
        number: row.get("number")?,
        spine: parsed(row, "spine")?,
        packed_by: row.get("packed_by")?,
        packed_on: parsed(row, "packed_on")?,
        place,
    })
}
