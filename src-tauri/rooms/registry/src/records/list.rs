//! The villages' lists: public cells apart from private ones, every row of the sheet accounted
//! for. What may be shown is derived by the rulebook, never stored here.

use gongkai_rulebook::ids::{DisclosureId, ImportId, ListId, StaffId};
use gongkai_rulebook::list::{ListKind, Meaning};
use gongkai_rulebook::moment::Moment;
use gongkai_rulebook::period::Stretch;
use rusqlite::{CachedStatement, Row, ToSql, named_params};
use serde::{Deserialize, Serialize, Serializer as _};

use super::Records;
use super::kept::{from_json, many, one, to_json, write};
use super::list_provenance::{ListMend, ListOmission};
use super::list_seal::RowSeal;
use super::moment::{entered_on, moment, on};
use super::people::period_of;
use crate::columns::{parsed, parsed_or_null};
use crate::secret::OfficeSecret;
use crate::{Change, Finding, Fingerprint, RegistryError};

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
    /// The period it is about, where title or item name one.
    pub period: Option<Stretch>,
    /// Unit of its amounts as the sheet states it, for instance 元.
    pub unit: String,
    /// Its columns.
    pub columns: Vec<KeptColumn>,
    /// The draft it was put into, where it opened none of its own.
    pub into: Option<DisclosureId>,
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
    /// The draft it was put into, where it opened none of its own.
    pub into: Option<DisclosureId>,
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
                into: parsed_or_null(row, "into_draft")?,
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

    /// Lists that no item carries.
    pub(crate) fn list_findings(&self) -> Result<Vec<Finding>, RegistryError> {
        many(
            self.connection,
            include_str!("list/orphans.sql"),
            [],
            |row| {
                let id: ListId = parsed(row, "id")?;
                Ok(Finding::broken(
                    "list-orphaned",
                    id,
                    "登记库里有一份不属于任何事项的名单",
                ))
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
            ":into": source.into.map(|into| into.to_string()),
            ":imported_by": source.by.to_string(),
            ":imported_on": on(&source.moment),
            ":imported_entered_at": source.moment.entered.unix_ms,
            ":imported_entered_on": entered_on(&source.moment),
        };
        write(self.connection(), include_str!("list/put_source.sql"), row).map(drop)
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
            ":period": list.period.as_ref().map(|period| &period.words),
            ":period_first": list.period.as_ref().map(|period| period.first.to_string()),
            ":period_last": list.period.as_ref().map(|period| period.last.to_string()),
            ":unit": list.unit,
            ":columns": to_json(&list.columns)?,
            ":into_draft": list.into.map(|into| into.to_string()),
            ":read": list.read,
            ":skipped": list.skipped,
            ":refused": list.refused,
        };
        write(self.connection(), include_str!("list/put.sql"), row)?;
        RowSink::open(self, list)
    }
}

/// A row as it is kept: what is private apart from what is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadyRow {
    row: u32,
    open: String,
    apart: String,
    id_hmac: Option<Fingerprint>,
    members: Vec<Fingerprint>,
}

impl ReadyRow {
    /// With whoever else belongs to its household, by their numbers in the one normal form.
    pub fn with_members(mut self, maker: &RowMaker<'_>, numbers: &[String]) -> Self {
        let digests = numbers.iter().map(|number| maker.secret.hmac_id(number));
        self.members = digests.collect();
        self
    }
}

/// Makes the rows of one list ready for its sink. It needs no store, so that it may work beside
/// one that is busy.
pub struct RowMaker<'a> {
    private: Vec<bool>,
    secret: &'a OfficeSecret,
}

impl RowMaker<'_> {
    /// Makes row number `row` of the sheet ready, with one text per column. `id_number` is its ID
    /// number in the one normal form, for comparing only.
    ///
    /// # Errors
    /// None that a text could cause.
    pub fn ready<'t>(
        &self,
        row: u32,
        cells: impl Iterator<Item = &'t str> + Clone,
        id_number: Option<&str>,
    ) -> Result<ReadyRow, RegistryError> {
        let is_private = |column: usize| self.private.get(column).copied().unwrap_or(true);
        let open = cells
            .clone()
            .enumerate()
            .map(|(column, text)| if is_private(column) { "" } else { text });
        let apart = cells
            .enumerate()
            .filter(|(column, text)| is_private(*column) && !text.is_empty());
        Ok(ReadyRow {
            row,
            open: array(open)?,
            apart: array(apart)?,
            id_hmac: id_number.map(|id| self.secret.hmac_id(id)),
            members: Vec::new(),
        })
    }
}

/// Takes the rows of one list, as fast as SQLite can.
pub struct RowSink<'a> {
    secret: &'a OfficeSecret,
    private: Vec<bool>,
    add_row: Inserted<'a, 2>,
    add_private: Inserted<'a, 3>,
    add_member: Inserted<'a, 2>,
    seal: RowSeal,
}

impl<'a> RowSink<'a> {
    fn open(change: &'a Change<'a>, list: &ListRecord) -> Result<Self, RegistryError> {
        let add_row = change
            .connection()
            .prepare_cached(include_str!("list/add_row.sql"))?;
        let add_private = change
            .connection()
            .prepare_cached(include_str!("list/add_private.sql"))?;
        let add_member = change
            .connection()
            .prepare_cached(include_str!("list/add_member.sql"))?;
        Ok(Self {
            secret: change.secret(),
            private: list.columns.iter().map(|column| column.private).collect(),
            add_row: Inserted::into(list.id, add_row, [":row", ":cells"])?,
            add_private: Inserted::into(list.id, add_private, [":row", ":cells", ":id_hmac"])?,
            add_member: Inserted::into(list.id, add_member, [":row", ":id_hmac"])?,
            seal: RowSeal::new(change.secret()),
        })
    }

    /// Who makes rows ready for this sink.
    pub fn maker(&self) -> RowMaker<'a> {
        RowMaker {
            private: self.private.clone(),
            secret: self.secret,
        }
    }

    /// Seals what the office mended and left out, in the order of the sheet; after the last row.
    pub fn seal_provenance(&mut self, mends: &[ListMend], omissions: &[ListOmission]) {
        self.seal.add_provenance(mends, omissions);
    }

    /// The seal of all rows added, for the audit entry about the list ([`LIST_SEAL`]).
    ///
    /// [`LIST_SEAL`]: super::LIST_SEAL
    pub fn seal(self) -> String {
        self.seal.finish()
    }

    /// Adds a row; rows come in the order of the sheet.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add(&mut self, ready: &ReadyRow) -> Result<(), RegistryError> {
        self.seal.add(ready.row, &ready.open, &ready.apart);
        self.add_row.insert([&ready.row, &ready.open])?;
        self.add_private
            .insert([&ready.row, &ready.apart, &ready.id_hmac])?;
        for member in &ready.members {
            self.add_member.insert([&ready.row, member])?;
        }
        Ok(())
    }
}

/// A statement that is run for every row of one list: its parameters' places are looked up by
/// name once, and the list is bound once.
struct Inserted<'a, const N: usize> {
    statement: CachedStatement<'a>,
    places: [usize; N],
}

impl<'a, const N: usize> Inserted<'a, N> {
    fn into(
        list: ListId,
        mut statement: CachedStatement<'a>,
        names: [&str; N],
    ) -> Result<Self, RegistryError> {
        let place = |statement: &CachedStatement<'_>, name: &str| {
            statement
                .parameter_index(name)?
                .ok_or_else(|| rusqlite::Error::InvalidParameterName(name.to_owned()))
        };
        let mut places = [0; N];
        for (found, name) in places.iter_mut().zip(names) {
            *found = place(&statement, name)?;
        }
        let at = place(&statement, ":list")?;
        statement.raw_bind_parameter(at, list.to_string())?;
        Ok(Self { statement, places })
    }

    fn insert(&mut self, values: [&dyn ToSql; N]) -> Result<(), RegistryError> {
        for (place, value) in self.places.iter().zip(values) {
            self.statement.raw_bind_parameter(*place, value)?;
        }
        self.statement.raw_execute()?;
        Ok(())
    }
}

/// A JSON array, written as its items come.
fn array<T: Serialize>(items: impl Iterator<Item = T>) -> Result<String, RegistryError> {
    let mut text = Vec::with_capacity(128);
    let written = serde_json::Serializer::new(&mut text).collect_seq(items);
    let text = written
        .map_err(Into::into)
        .and_then(|()| Ok(String::from_utf8(text)?));
    Ok(text.map_err(rusqlite::Error::ToSqlConversionFailure)?)
}

fn list_of(row: &Row<'_>) -> rusqlite::Result<ListRecord> {
    Ok(ListRecord {
        id: parsed(row, "id")?,
        import: parsed(row, "import")?,
        kind: parsed(row, "kind")?,
        sheet: row.get("sheet")?,
        village: row.get("village")?,
        period: period_of(row)?,
        unit: row.get("unit")?,
        columns: from_json(row, "columns")?,
        into: parsed_or_null(row, "into_draft")?,
        read: row.get("read")?,
        skipped: row.get("skipped")?,
        refused: row.get("refused")?,
    })
}
