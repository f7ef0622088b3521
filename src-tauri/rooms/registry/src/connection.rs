//! The one door to SQLite: every connection of the registry is opened here, with its key and its
//! settings; it refuses to make a database that is not there.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::RegistryError;
use crate::office_card::Cipher;
use crate::store::StoreKey;

/// `GKDJ` (公开登记), in the header of every store, so that a foreign file is told at once.
pub(crate) const APPLICATION_ID: i32 = 0x474B_444A;

/// How long SQLite waits for its own lock. Only a checkpoint can make anybody wait, since there
/// is one writer.
const PATIENCE: Duration = Duration::from_secs(5);

/// What the connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Make a new database.
    Make,
    /// Read and write an existing one.
    Write,
    /// Only read an existing one.
    Read,
}

/// Opens `path`. The key is taken from day one, so that encryption only has to switch a feature.
pub(crate) fn open(
    path: &Path,
    purpose: Purpose,
    cipher: Cipher,
    _key: Option<&StoreKey>,
) -> Result<Connection, RegistryError> {
    match cipher {
        Cipher::None => {}
        Cipher::Sqlcipher => {
            return Err(RegistryError::CipherUnsupported {
                path: path.to_owned(),
            });
        }
    }
    match purpose {
        Purpose::Make => connect(path, writing() | OpenFlags::SQLITE_OPEN_CREATE),
        Purpose::Write => connect(path, writing()),
        Purpose::Read => connect(path, reading()).or_else(|error| {
            if cannot_keep_company(&error) && nothing_is_pending(path) {
                connect(&immutable(path), reading() | OpenFlags::SQLITE_OPEN_URI)
            } else {
                Err(error)
            }
        }),
    }
    .map_err(|error| RegistryError::from(error).at(path))
}

/// Turns on the write-ahead log and full syncing. Only after the file is known to be ours: it
/// writes into it.
pub(crate) fn prepare_for_writing(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")
}

fn connect(path: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(128);
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    // SQLite opens lazily: only the first look into the file tells whether it can be read.
    connection.pragma_query_value(None, "application_id", |row| row.get::<_, i32>(0))?;
    Ok(connection)
}

fn writing() -> OpenFlags {
    OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX
}

fn reading() -> OpenFlags {
    OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX
}

/// A reader of a write-ahead log must write its place into a file beside the store; in a folder
/// nobody may write to (a CD, a read-only share) it cannot.
fn cannot_keep_company(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::ReadOnly)
    )
}

/// Whether the store file alone is the whole store.
fn nothing_is_pending(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    path.is_file() && std::fs::metadata(log).map_or(true, |log| log.len() == 0)
}

/// The URI under which SQLite reads a file that nobody can change.
fn immutable(path: &Path) -> std::path::PathBuf {
    let mut uri = String::from("file:");
    let text = path.to_string_lossy().replace('\\', "/");
    if cfg!(windows) {
        uri.push_str("///");
    }
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b':' => {
                uri.push(char::from(byte));
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    uri.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_nobody_can_change_by_uri() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("乡 100%?.db");
        let made = open(&path, Purpose::Make, Cipher::None, None).unwrap();
        prepare_for_writing(&made).unwrap();
        made.execute_batch("CREATE TABLE t (n INTEGER) STRICT; INSERT INTO t VALUES (7)")
            .unwrap();
        drop(made);
        assert!(nothing_is_pending(&path));
        let read = connect(&immutable(&path), reading() | OpenFlags::SQLITE_OPEN_URI).unwrap();
        let n: i64 = read
            .query_row("SELECT n FROM t", [], |row| row.get(0))
            .unwrap();
        assert_eq!(n, 7);
        assert_eq!(
            std::fs::read_dir(folder.path()).unwrap().count(),
            1,
            "nothing beside it"
        );
    }
}
