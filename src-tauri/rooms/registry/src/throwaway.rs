//! A throw-away office for this room's tests.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use gongkai_rulebook::ids::{DeskId, FileId, IdSeed, OfficeId, StoreId};
use tempfile::TempDir;

use crate::audit::{self, Entry};
use crate::{Access, Founding, NoWaypoints, RegistryError, Store, WriterNote, operation};

pub(crate) const NOW: i64 = 1_795_300_000_000;

pub(crate) fn seed(number: u8) -> IdSeed {
    IdSeed {
        unix_ms: NOW as u64,
        random: [number; 10],
    }
}

pub(crate) fn file_id(number: u8) -> FileId {
    FileId::new(&seed(number))
}

pub(crate) fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

pub(crate) fn founding(number: u8) -> Founding {
    Founding {
        office: OfficeId::new(&seed(number)),
        store: StoreId::new(&seed(number)),
        desk: DeskId::new(&seed(number)),
        desk_name: "党政办一号机".into(),
        founded_on: day(),
        secret: [number; 32],
    }
}

pub(crate) fn writer() -> WriterNote {
    WriterNote {
        name: "政务公开登记".into(),
        pid: 4711,
        since_ms: NOW,
    }
}

pub(crate) struct Office {
    pub(crate) temp: TempDir,
}

impl Office {
    /// An office that has been founded and closed again.
    pub(crate) fn new() -> Self {
        let office = Self {
            temp: tempfile::tempdir().unwrap(),
        };
        office.create().unwrap();
        office
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.temp.path().join("青禾乡 100%")
    }

    pub(crate) fn create(&self) -> Result<Store, RegistryError> {
        Store::create(
            &self.folder(),
            &founding(1),
            writer(),
            Arc::new(NoWaypoints),
        )
    }

    pub(crate) fn open(&self, access: Access) -> Result<Store, RegistryError> {
        Store::open(&self.folder(), access, None, Arc::new(NoWaypoints))
    }

    pub(crate) fn write(&self) -> Store {
        self.open(Access::Write(writer())).unwrap()
    }

    pub(crate) fn read(&self) -> Store {
        self.open(Access::Read).unwrap()
    }

    /// SQL behind the registry's back.
    pub(crate) fn tamper(&self, sql: &str) {
        let path = self.folder().join("registry.db");
        rusqlite::Connection::open(path)
            .unwrap()
            .execute_batch(sql)
            .unwrap();
    }
}

/// Enters one audit entry.
pub(crate) fn enter(store: &mut Store, act: &str) {
    store
        .change(operation!("enter"), |change| {
            let entry = Entry::new(act, ("disclosure", 1), "王经办", day(), NOW);
            audit::append(
                change,
                &entry.signed_by("李主任").open_fact("state", "draft"),
            )
        })
        .unwrap();
}
