//! Where the platform's rows are kept, behind one trait: embedded SQLite for a county, PostgreSQL
//! when it grows. It knows statements and values; what they mean is decided by its callers.

mod error;
mod postgres;
mod row;
mod sqlite;

use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;

pub use self::error::StoreError;
pub use self::row::{Row, Value};

/// The newest form of the store that this program knows.
const NEWEST: i64 = 1;

/// The tables that both engines have alike, in PostgreSQL's words.
const TABLES: &str = include_str!("store/migrations/0001-2026-11-22-platform.sql");

/// One statement in the words of each engine. Both bind `$1`, `$2`, … by name.
#[derive(Debug, Clone, Copy)]
pub struct Statement {
    sqlite: &'static str,
    postgres: &'static str,
}

impl Statement {
    /// A statement that both engines understand alike.
    pub const fn both(sql: &'static str) -> Self {
        Self {
            sqlite: sql,
            postgres: sql,
        }
    }

    /// A statement that only the embedded engine needs; the other passes over it.
    pub const fn sqlite(sql: &'static str) -> Self {
        Self {
            sqlite: sql,
            postgres: "",
        }
    }

    /// A statement that each engine says in its own words.
    pub const fn each(sqlite: &'static str, postgres: &'static str) -> Self {
        Self { sqlite, postgres }
    }
}

/// A database that holds the platform's rows.
#[async_trait]
pub trait Store: Send + Sync {
    /// Looks, and changes nothing.
    ///
    /// # Errors
    /// The database cannot be reached.
    async fn read(&self) -> Result<Box<dyn Session>, StoreError>;

    /// Begins a transaction. What is not committed has never been.
    ///
    /// # Errors
    /// The database cannot be reached.
    async fn write(&self) -> Result<Box<dyn Session>, StoreError>;
}

/// A look, or a transaction. Dropped without [`Session::commit`], it is rolled back.
#[async_trait]
pub trait Session: Send {
    /// Runs a statement and answers with its rows.
    ///
    /// # Errors
    /// The database refuses it or is gone.
    async fn rows(&mut self, what: Statement, values: &[Value]) -> Result<Vec<Row>, StoreError>;

    /// Runs a statement and answers with the number of rows it touched.
    ///
    /// # Errors
    /// The database refuses it or is gone.
    async fn run(&mut self, what: Statement, values: &[Value]) -> Result<u64, StoreError>;

    /// Ends the transaction; after this it is on disk.
    ///
    /// # Errors
    /// The database could not make it last; nothing of it has happened then.
    async fn commit(self: Box<Self>) -> Result<(), StoreError>;
}

/// The first row, if there is one.
///
/// # Errors
/// As [`Session::rows`].
pub async fn first(
    session: &mut dyn Session,
    what: Statement,
    values: &[Value],
) -> Result<Option<Row>, StoreError> {
    Ok(session.rows(what, values).await?.into_iter().next())
}

/// Opens the embedded store in a folder, making it if there is none.
///
/// # Errors
/// The file is foreign, newer than this program, or cannot be written.
pub fn embedded(folder: &Path) -> Result<Arc<dyn Store>, StoreError> {
    Ok(Arc::new(sqlite::Embedded::open(&folder.join("county.db"))?))
}

/// Connects to a PostgreSQL database (`postgres://…`), making the tables if there are none.
///
/// # Errors
/// The address is not understood, nobody answers there, or its tables are newer than this program.
pub async fn served(address: &str, connections: usize) -> Result<Arc<dyn Store>, StoreError> {
    Ok(Arc::new(
        postgres::Served::connect(address, connections).await?,
    ))
}
