//! The villages' lists: public cells apart from private ones, every row of the sheet accounted
//! for. What may be shown is derived by the rulebook, never stored here.

use gongkai_rulebook::ids::{DisclosureId, ImportId, ListId, StaffId};
use gongkai_rulebook::list::{ListKind, Meaning};
use gongkai_rulebook::moment::Moment;
use rusqlite::{CachedStatement, Row, named_params};
use serde::{Deserialize, Serialize};

use super::Records;
use super::kept::{from_json, many, one, to_json, write};
use super::moment::{entered_on, moment, on};
use crate::columns::parsed;
use crate::{Change, Fingerprint, RegistryError};

/// A column of a kept list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptColumn {
    /// Title as the village wrote it.
    pub title: String,
    /// What it means.
    pub meaning: Meaning,
    /// Kept apart from what search and print read.
    pub private: bool,
}

/// A list without its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListRecord {
    /// Its id.
    pub id: ListId,
    /// The import it came with.
    pub import: ImportId,
    /// What kind of list.
    pub kind: ListKind,
    /// Sheet it stood on.
    pub sheet: String,
    /// Village it is about, where one is named.
    pub village: Option<String>,
    /// Unit of its amounts as the sheet states it, for instance 元.
    pub unit: String,
    /// Its columns.
    pub columns: Vec<KeptColumn>,
    /// Rows kept.
    pub read: u32,
    /// Rows skipped: titles, header, totals, signatures.
    pub skipped: u32,
    /// Rows refused and left out.
    pub refused: u32,
}

/// Where lists came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListSource {
    /// The import.
    pub id: ImportId,
    /// Name of the workbook; it may name a person, so it lives only here.
    pub file_name: String,
    /// SHA-256 of the workbook.
    pub sha256: Fingerprint,
    /// Kind of list.
    pub kind: ListKind,
    /// Who imported it.
    pub by: StaffId,
    /// When.
    pub moment: Moment,
}

/// A row of a kept list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptRow {
    /// Row of the sheet, from 1.
    pub row: u32,
    /// One text per column, private ones included.
    pub cells: Vec<String>,
}

impl Records<'_> {
    /// The list without its rows.
    ///
    /// # Errors
    /// `not-found`, or what SQLite says.
    pub fn list(&self, id: ListId) -> Result<ListRecord, RegistryError> {
        let wanted = named_params! { ":id": id.to_string() };
        one(
            self.connection,
            include_str!("list/by_id.sql"),
            wanted,
            list_of,
        )?
        .ok_or_else(|| RegistryError::NotFound {
            what: "名单",
            given: id.to_string(),
        })
    }

    /// The lists of one import.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn lists_of(&self, import: ImportId) -> Result<Vec<ListRecord>, RegistryError> {
        let wanted = named_params! { ":import": import.to_string() };
        many(
            self.connection,
            include_str!("list/of_import.sql"),
            wanted,
            list_of,
        )
    }

    /// Where the lists of an import came from.
    ///
    /// # Errors
    /// `not-found`, or what SQLite says.
    pub fn list_source(&self, id: ImportId) -> Result<ListSource, RegistryError> {
        let wanted = named_params! { ":id": id.to_string() };
        let read = |row: &Row<'_>| {
            Ok(ListSource {
                id,
                file_name: row.get("file_name")?,
                sha256: row.get("sha256")?,
                kind: parsed(row, "kind")?,
                by: parsed(row, "imported_by")?,
                moment: moment(row, "imported")?,
            })
        };
        one(
            self.connection,
            include_str!("list/source.sql"),
            wanted,
            read,
        )?
        .ok_or_else(|| RegistryError::NotFound {
            what: "导入",
            given: id.to_string(),
        })
    }

    /// Every row with its private cells in place: for deriving the public view, not for showing.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list_rows(&self, list: ListId) -> Result<Vec<KeptRow>, RegistryError> {
        let wanted = named_params! { ":list": list.to_string() };
        many(
            self.connection,
            include_str!("list/rows.sql"),
            wanted,
            |row| {
                let mut cells: Vec<String> = from_json(row, "cells")?;
                let private: Vec<(usize, String)> = from_json(row, "private")?;
                for (column, text) in private {
                    if let Some(cell) = cells.get_mut(column) {
                        *cell = text;
                    }
                }
                Ok(KeptRow {
                    row: row.get("row")?,
                    cells,
                })
            },
        )
    }
}

impl Records<'_> {
    /// The public cells of the rows from `first` to `last`; private ones are empty.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn public_rows(
        &self,
        list: ListId,
        first: u32,
        last: u32,
    ) -> Result<Vec<KeptRow>, RegistryError> {
        let wanted = named_params! { ":list": list.to_string(), ":first": first, ":last": last };
        many(
            self.connection,
            include_str!("list/public_rows.sql"),
            wanted,
            |row| {
                Ok(KeptRow {
                    row: row.get("row")?,
                    cells: from_json(row, "cells")?,
                })
            },
        )
    }

    /// The item that carries a list, with its title.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn item_of_list(
        &self,
        list: ListId,
    ) -> Result<Option<(DisclosureId, String)>, RegistryError> {
        let wanted = named_params! { ":list": list.to_string() };
        let read = |row: &Row<'_>| Ok((parsed(row, "id")?, row.get("title")?));
        one(self.connection, include_str!("list/item.sql"), wanted, read)
    }
}

impl Change<'_> {
    /// Records where lists come from.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_list_source(&self, source: &ListSource) -> Result<(), RegistryError> {
        let row = named_params! {
            ":id": source.id.to_string(),
            ":file_name": source.file_name,
            ":sha256": source.sha256,
            ":kind": source.kind.code(),
            ":imported_by": source.by.to_string(),
            ":imported_on": on(&source.moment),
            ":imported_entered_at": source.moment.entered.unix_ms,
            ":imported_entered_on": entered_on(&source.moment),
        };
        write(self, include_str!("list/put_source.sql"), row).map(drop)
    }

    /// Records a list and opens it for its rows.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_list(&self, list: &ListRecord) -> Result<RowSink<'_>, RegistryError> {
        let row = named_params! {
            ":id": list.id.to_string(),
            ":import": list.import.to_string(),
            ":kind": list.kind.code(),
            ":sheet": list.sheet,
            ":village": list.village,
            ":unit": list.unit,
            ":columns": to_json(&list.columns)?,
            ":read": list.read,
            ":skipped": list.skipped,
            ":refused": list.refused,
        };
        write(self, include_str!("list/put.sql"), row)?;
        RowSink::open(self, list)
    }
}

/// Takes the rows of one list, as fast as SQLite can.
pub struct RowSink<'a> {
    change: &'a Change<'a>,
    list: String,
    private: Vec<bool>,
    add_row: CachedStatement<'a>,
    add_private: CachedStatement<'a>,
}

impl<'a> RowSink<'a> {
    fn open(change: &'a Change<'a>, list: &ListRecord) -> Result<Self, RegistryError> {
        Ok(Self {
            change,
            list: list.id.to_string(),
            private: list.columns.iter().map(|column| column.private).collect(),
            add_row: change.prepare_cached(include_str!("list/add_row.sql"))?,
            add_private: change.prepare_cached(include_str!("list/add_private.sql"))?,
        })
    }

    /// Adds a row. `id_number` is its ID number in the one normal form, for comparing only.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add(&mut self, row: &KeptRow, id_number: Option<&str>) -> Result<(), RegistryError> {
        let is_private = |column: usize| self.private.get(column).copied().unwrap_or(true);
        let open: Vec<&str> = row
            .cells
            .iter()
            .enumerate()
            .map(|(column, text)| {
                if is_private(column) {
                    ""
                } else {
                    text.as_str()
                }
            })
            .collect();
        let apart: Vec<(usize, &str)> = row
            .cells
            .iter()
            .enumerate()
            .filter(|(column, text)| is_private(*column) && !text.is_empty())
            .map(|(column, text)| (column, text.as_str()))
            .collect();
        self.add_row.execute(named_params! {
            ":list": self.list, ":row": row.row, ":cells": to_json(&open)?,
        })?;
        self.add_private.execute(named_params! {
            ":list": self.list,
            ":row": row.row,
            ":cells": to_json(&apart)?,
            ":id_hmac": id_number.map(|id| self.change.hmac_id(id)),
        })?;
        Ok(())
    }
}

fn list_of(row: &Row<'_>) -> rusqlite::Result<ListRecord> {
    Ok(ListRecord {
        id: parsed(row, "id")?,
        import: parsed(row, "import")?,
        kind: parsed(row, "kind")?,
        sheet: row.get("sheet")?,
        village: row.get("village")?,
        unit: row.get("unit")?,
        columns: from_json(row, "columns")?,
        read: row.get("read")?,
        skipped: row.get("skipped")?,
        refused: row.get("refused")?,
    })
}
