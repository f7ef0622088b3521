//! The embedded store: one file, one writer, readers beside it. It waits for the disk at every
//! commit.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, OpenFlags, TransactionBehavior};
use tokio::sync::{Mutex, OwnedMutexGuard};
use tokio::task::block_in_place;

use super::{NEWEST, Row, Session, Statement, Store, StoreError, TABLES, Value};

/// `GKXP` (公开县平台) in the header, so that a foreign file is told at once.
const APPLICATION_ID: i32 = 0x474B_5850;
/// How long SQLite waits for a lock of another process (an admin command beside the server).
const PATIENCE: Duration = Duration::from_secs(10);
/// Connections that only look: more would only wait for the same disk.
const READERS: usize = 4;

/// Each step is what is the same in both engines, and what is this one's own.
const STEPS: [[&str; 2]; 1] = [[
    TABLES,
    include_str!("sqlite/migrations/0001-2026-11-22-search.sql"),
]];

/// PostgreSQL's words for what this engine calls otherwise.
const WORDS: [(&str, &str); 4] = [
    (" GENERATED ALWAYS AS IDENTITY", ""),
    ("BIGINT", "INTEGER"),
    ("BYTEA", "BLOB"),
    ("\n);", "\n) STRICT;"),
];

/// Pages that the log may grow by before they are moved into the database: 32 MB, so that the pages that
/// every package touches are moved once for many packages.
const LOG_PAGES: u32 = 8000;

/// The embedded store.
pub(super) struct Embedded {
    writer: Arc<Mutex<Connection>>,
    readers: Vec<Arc<Mutex<Connection>>>,
    next: AtomicUsize,
}

impl Embedded {
    pub(super) fn open(path: &Path) -> Result<Self, StoreError> {
        let mut writer = connect(path, OpenFlags::SQLITE_OPEN_CREATE)?;
        let stamp: i32 = writer.pragma_query_value(None, "application_id", |row| row.get(0))?;
        let version: i64 = writer.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if stamp != APPLICATION_ID && (stamp != 0 || version != 0 || has_tables(&writer)?) {
            return Err(StoreError::Foreign(path.to_owned()));
        }
        if version > NEWEST {
            return Err(StoreError::Newer {
                found: version,
                known: NEWEST,
            });
        }
        writer.pragma_update(None, "journal_mode", "WAL")?;
        writer.pragma_update(None, "synchronous", "FULL")?;
        writer.pragma_update(None, "wal_autocheckpoint", LOG_PAGES)?;
        migrate(&mut writer)?;
        let readers = (0..READERS)
            .map(|_| {
                let reader = connect(path, OpenFlags::empty())?;
                reader.pragma_update(None, "query_only", true)?;
                Ok(Arc::new(Mutex::new(reader)))
            })
            .collect::<Result<_, StoreError>>()?;
        Ok(Self {
            writer: Arc::new(Mutex::new(writer)),
            readers,
            next: AtomicUsize::new(0),
        })
    }
}

fn connect(path: &Path, more: OpenFlags) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | more;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(128);
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    Ok(connection)
}

fn has_tables(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row(include_str!("sqlite/count_tables.sql"), [], |row| {
        row.get::<_, i64>(0).map(|count| count > 0)
    })
}

fn in_own_words(step: &str) -> String {
    let said = |text: String, (theirs, ours): &(&str, &str)| text.replace(theirs, ours);
    WORDS.iter().fold(step.to_owned(), said)
}

/// All steps that are missing, or none of them.
fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let reached: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for (number, [alike, own]) in (1_i64..).zip(STEPS) {
        if number > reached {
            transaction.execute_batch(&in_own_words(alike))?;
            transaction.execute_batch(own)?;
            transaction.pragma_update(None, "user_version", number)?;
        }
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.commit()?;
    Ok(())
}

#[async_trait]
impl Store for Embedded {
    async fn read(&self) -> Result<Box<dyn Session>, StoreError> {
        let turn = self.next.fetch_add(1, Ordering::Relaxed) % self.readers.len();
        let connection = self.readers[turn].clone().lock_owned().await;
        Ok(Box::new(Held {
            connection,
            open: false,
        }))
    }

    async fn write(&self) -> Result<Box<dyn Session>, StoreError> {
        let connection = self.writer.clone().lock_owned().await;
        // Immediately: a writer that waits at its first change could not be told to try again.
        block_in_place(|| connection.execute_batch(include_str!("sqlite/begin.sql")))?;
        Ok(Box::new(Held {
            connection,
            open: true,
        }))
    }
}

/// A connection for as long as it is used.
struct Held {
    connection: OwnedMutexGuard<Connection>,
    open: bool,
}

impl Held {
    /// A look may take long and gets a thread of its own. What a writer says is short, and waits neither for
    /// others nor for the disk before its end: to hand it over and back would cost more than it does.
    fn out_of_the_way<T>(&self, work: impl FnOnce() -> T) -> T {
        match self.open {
            true => work(),
            false => block_in_place(work),
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if self.open {
            // If even this fails, SQLite rolls back by itself when the next transaction begins.
            let _ = self
                .connection
                .execute_batch(include_str!("sqlite/rollback.sql"));
        }
    }
}

#[async_trait]
impl Session for Held {
    async fn rows(&mut self, what: Statement, values: &[Value]) -> Result<Vec<Row>, StoreError> {
        self.out_of_the_way(|| {
            let mut statement = self.connection.prepare_cached(what.sqlite)?;
            let columns: Arc<[String]> = statement.column_names().map(str::to_owned).collect();
            bind(&mut statement, values)?;
            let mut rows = statement.raw_query();
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let cells = (0..columns.len())
                    .map(|place| value(row.get_ref(place)?, &columns[place]))
                    .collect::<Result<_, _>>()?;
                found.push(Row::new(columns.clone(), cells));
            }
            Ok(found)
        })
    }

    async fn run(&mut self, what: Statement, values: &[Value]) -> Result<u64, StoreError> {
        self.out_of_the_way(|| {
            let mut statement = self.connection.prepare_cached(what.sqlite)?;
            bind(&mut statement, values)?;
            Ok(statement.raw_execute()? as u64)
        })
    }

    async fn commit(mut self: Box<Self>) -> Result<(), StoreError> {
        block_in_place(|| {
            self.connection
                .execute_batch(include_str!("sqlite/commit.sql"))
        })?;
        self.open = false;
        Ok(())
    }
}

/// `$1` is the first value wherever it stands, as in PostgreSQL.
fn bind(statement: &mut CachedStatement<'_>, values: &[Value]) -> Result<(), StoreError> {
    for (number, value) in (1..).zip(values) {
        if let Some(place) = statement.parameter_index(&format!("${number}"))? {
            statement.raw_bind_parameter(place, value)?;
        }
    }
    Ok(())
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

fn value(cell: ValueRef<'_>, column: &str) -> Result<Value, StoreError> {
    match cell {
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Integer(number) => Ok(Value::Int(number)),
        ValueRef::Text(bytes) => String::from_utf8(bytes.to_vec())
            .map(Value::Text)
            .map_err(|_| StoreError::Shape(column.to_owned())),
        ValueRef::Blob(bytes) => Ok(Value::Bytes(bytes.to_vec())),
        ValueRef::Real(_) => Err(StoreError::Shape(column.to_owned())),
    }
}
