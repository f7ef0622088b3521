//! One writer at a time: a lock on `writer.lock`, held as long as the store is open for writing.
//! It refuses to wait, so that the clerk learns at once who is writing.

use std::fmt;
use std::fs::{self, File, TryLockError};

use chrono::DateTime;
use serde::{Deserialize, Serialize};

use crate::durable::{remove_if_there, write_beside};
use crate::{Layout, RegistryError};

/// Who writes, told to whoever finds the office busy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WriterNote {
    /// The program or window as the clerk knows it.
    pub name: String,
    /// Its process number.
    pub pid: u32,
    /// Since when, in milliseconds since 1970 (UTC).
    pub since_ms: i64,
}

impl fmt::Display for WriterNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}，进程 {}", self.name, self.pid)?;
        match DateTime::from_timestamp_millis(self.since_ms) {
            Some(since) => write!(f, "，自 {}（世界时）起", since.format("%Y-%m-%d %H:%M")),
            None => Ok(()),
        }
    }
}

/// The lock while it is held; the system lets go of it when the process dies, however it dies.
#[derive(Debug)]
pub(crate) struct WriterLock {
    layout: Layout,
    held: File,
}

impl WriterLock {
    pub(crate) fn take(layout: &Layout, note: &WriterNote) -> Result<Self, RegistryError> {
        let path = layout.writer_lock();
        let file = File::options()
            .create(true)
            .write(true)
            .truncate(false)
            .open(&path)
            .map_err(|error| RegistryError::io(&path, error))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(busy(layout)),
            Err(TryLockError::Error(error)) => return Err(RegistryError::io(&path, error)),
        }
        let lock = Self {
            layout: layout.clone(),
            held: file,
        };
        let text =
            serde_json::to_vec(note).map_err(|error| RegistryError::io(&path, error.into()))?;
        write_beside(&layout.writer_note(), &text)?;
        Ok(lock)
    }
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        // A note left behind is harmless: it is only read while somebody holds the lock.
        let _ = remove_if_there(&self.layout.writer_note());
        // Closing alone is not enough: a child process that is just being started holds a copy of
        // the file for a moment, and with it the lock.
        let _ = self.held.unlock();
    }
}

fn busy(layout: &Layout) -> RegistryError {
    let writer = fs::read(layout.writer_note())
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok());
    RegistryError::OfficeBusy {
        path: layout.folder().to_owned(),
        writer,
    }
}
