//! Brings a store to the form this program knows: all steps or none, in one transaction, after a
//! verified copy. It refuses a store that is already past what this program knows.

use std::path::PathBuf;

use chrono::DateTime;
use rusqlite::{Connection, TransactionBehavior};

use crate::connection::APPLICATION_ID;
use crate::{Layout, RegistryError, Waypoints, backup};

/// One dated step. Its SQL opens with a comment that says why.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Migration {
    /// What `user_version` says once the step is done; the first is 1, without gaps.
    pub(crate) number: u32,
    /// The statements.
    pub(crate) sql: &'static str,
}

/// Every step there has ever been. Append only.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        number: 1,
        sql: include_str!("../migrations/0001-2026-11-22-first-store.sql"),
    },
    Migration {
        number: 2,
        sql: include_str!("../migrations/0002-2026-11-22-records.sql"),
    },
    Migration {
        number: 3,
        sql: include_str!("../migrations/0003-2026-11-22-window.sql"),
    },
    Migration {
        number: 4,
        sql: include_str!("../migrations/0004-2026-11-22-archive.sql"),
    },
    Migration {
        number: 5,
        sql: include_str!("../migrations/0005-2026-11-22-county.sql"),
    },
];

/// The newest form in `steps`.
pub(crate) fn newest(steps: &[Migration]) -> u32 {
    steps.last().map_or(0, |step| step.number)
}

/// The form a store has reached.
pub(crate) fn reached(connection: &Connection) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Applies every step of `steps` that the store has not had yet, in one transaction; `finish`
/// works in the same transaction.
pub(crate) fn apply(
    connection: &mut Connection,
    steps: &[Migration],
    finish: impl FnOnce(&Connection) -> rusqlite::Result<()>,
) -> Result<(), RegistryError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let from = reached(&transaction)?;
    for step in steps.iter().filter(|step| step.number > from) {
        transaction.execute_batch(step.sql)?;
        transaction.pragma_update(None, "user_version", step.number)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    finish(&transaction)?;
    transaction.commit()?;
    Ok(())
}

/// Upgrades an existing store if it is older than `steps`, after a copy of it has been written to
/// `backups/` and read back.
pub(crate) fn upgrade(
    connection: &mut Connection,
    layout: &Layout,
    steps: &[Migration],
    now_ms: i64,
    waypoints: &dyn Waypoints,
) -> Result<(), RegistryError> {
    let from = reached(connection)?;
    if from == newest(steps) {
        return Ok(());
    }
    backup::copy_verified(connection, &safety_copy(layout, from, now_ms))?;
    waypoints.reached("upgrade.copied");
    apply(connection, steps, |_| Ok(()))?;
    waypoints.reached("upgrade.after-commit");
    Ok(())
}

/// `backups/before-upgrade-from-0001-20261122T013000Z.db`.
fn safety_copy(layout: &Layout, from: u32, now_ms: i64) -> PathBuf {
    let when = DateTime::from_timestamp_millis(now_ms).unwrap_or_default();
    let name = format!(
        "before-upgrade-from-{from:04}-{}.db",
        when.format("%Y%m%dT%H%M%SZ")
    );
    layout.backups().join(name)
}

#[cfg(test)]
mod tests;
