//! The open store of one office, for reading or for writing; it refuses a file that is foreign,
//! newer, damaged or another office's before it changes a byte of it.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use gongkai_rulebook::ids::{DeskId, OfficeId, StoreId};
use rusqlite::{Connection, TransactionBehavior};

use crate::connection::{self, APPLICATION_ID, Purpose};
use crate::migrate::{self, MIGRATIONS, Migration};
use crate::secret::OfficeSecret;
use crate::writer_lock::{WriterLock, WriterNote};
use crate::{
    Change, Done, Fingerprint, Founding, Layout, OfficeCard, Operation, RegistryError, Waypoints,
    columns, durable, files, founding,
};

/// The open store of one office.
pub struct Store {
    // Before the lock, so that the connection is closed while the lock is still held.
    connection: Connection,
    layout: Layout,
    card: OfficeCard,
    desk: DeskId,
    secret: OfficeSecret,
    waypoints: Arc<dyn Waypoints>,
    lock: Option<WriterLock>,
}

/// How a store is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Access {
    /// Look only; works beside a writer and in a folder that nobody may write to.
    Read,
    /// Look and change; one at a time. The note tells others who it is.
    Write(WriterNote),
}

/// The key of an encrypted store.
pub struct StoreKey(pub [u8; 32]);

/// The form of the newest store that this program knows, and the one it makes.
pub fn newest_form() -> u32 {
    migrate::newest(MIGRATIONS)
}

/// The form of the store in `folder`, which may be newer than any that this program knows.
///
/// # Errors
/// `office-missing`, `store-damaged`, `cipher-unsupported`, `io`.
pub fn form_at(folder: &Path) -> Result<u32, RegistryError> {
    let layout = Layout::of(folder);
    let card = OfficeCard::read(&layout)?;
    let path = layout.database();
    refuse_what_is_no_file(&path)?;
    let connection = connection::open(&path, Purpose::Read, card.cipher, None)?;
    migrate::reached(&connection).map_err(|error| RegistryError::from(error).at(&path))
}

impl Store {
    /// Founds an office in `folder` (made if it is not there) and opens it for writing.
    ///
    /// # Errors
    /// `office-exists`, `office-busy`, `store-damaged` where a store stands without its card,
    /// `disk-full`, `io`. After any error, and after a kill, there is no office in the folder
    /// and founding may simply be tried again.
    pub fn create(
        folder: &Path,
        founding: &Founding,
        writer: WriterNote,
        waypoints: Arc<dyn Waypoints>,
    ) -> Result<Self, RegistryError> {
        let layout = Layout::of(folder);
        durable::make_folder(folder)?;
        let lock = WriterLock::take(&layout, &writer)?;
        founding::found(&layout, founding, waypoints.as_ref())?;
        let card = OfficeCard::read(&layout)?;
        Self::open_known(
            layout,
            card,
            None,
            Some((lock, writer.since_ms)),
            waypoints,
            MIGRATIONS,
        )
    }

    /// Opens the office in `folder`. A writer upgrades an older store, after a verified copy.
    ///
    /// # Errors
    /// `office-missing`, `office-busy` (writing only), `store-damaged`, `store-foreign`,
    /// `store-newer`, `store-older` (reading only), `cipher-unsupported`, `disk-full`, `io`.
    pub fn open(
        folder: &Path,
        access: Access,
        key: Option<&StoreKey>,
        waypoints: Arc<dyn Waypoints>,
    ) -> Result<Self, RegistryError> {
        Self::open_with(folder, access, key, waypoints, MIGRATIONS)
    }

    /// As [`Store::open`], for a program that knows these migrations.
    pub(crate) fn open_with(
        folder: &Path,
        access: Access,
        key: Option<&StoreKey>,
        waypoints: Arc<dyn Waypoints>,
        steps: &[Migration],
    ) -> Result<Self, RegistryError> {
        let layout = Layout::of(folder);
        let card = OfficeCard::read(&layout)?;
        let lock = match access {
            Access::Read => None,
            Access::Write(writer) => Some((WriterLock::take(&layout, &writer)?, writer.since_ms)),
        };
        Self::open_known(layout, card, key, lock, waypoints, steps)
    }

    fn open_known(
        layout: Layout,
        card: OfficeCard,
        key: Option<&StoreKey>,
        lock: Option<(WriterLock, i64)>,
        waypoints: Arc<dyn Waypoints>,
        steps: &[Migration],
    ) -> Result<Self, RegistryError> {
        let path = layout.database();
        refuse_what_is_no_file(&path)?;
        let purpose = if lock.is_some() {
            Purpose::Write
        } else {
            Purpose::Read
        };
        let mut connection = connection::open(&path, purpose, card.cipher, key)?;
        let at = |error: RegistryError| error.at(&path);
        refuse_a_foreign_store(&connection, &path, &card, steps).map_err(at)?;
        match &lock {
            Some((_, now_ms)) => {
                connection::prepare_for_writing(&connection).map_err(|e| at(e.into()))?;
                durable::make_folder(&layout.backups())?;
                migrate::upgrade(&mut connection, &layout, steps, *now_ms, waypoints.as_ref())
                    .map_err(at)?;
                files::sweep(&layout.files())?;
                founding::tidy_up(&layout)?;
            }
            None => refuse_an_older_store(&connection, &path, steps).map_err(at)?,
        }
        let desk = own_desk(&connection).map_err(|e| at(e.into()))?;
        let secret = OfficeSecret::load(&connection).map_err(|e| at(e.into()))?;
        let lock = lock.map(|(lock, _)| lock);
        Ok(Self {
            connection,
            layout,
            card,
            desk,
            secret,
            waypoints,
            lock,
        })
    }

    /// Where things stand.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The office's card.
    pub fn card(&self) -> &OfficeCard {
        &self.card
    }

    /// The desk in whose name this store is written.
    pub fn desk(&self) -> DeskId {
        self.desk
    }

    /// Whether the store was opened for writing.
    pub fn writable(&self) -> bool {
        self.lock.is_some()
    }

    /// Does one named operation in one transaction: everything `work` writes is kept, or nothing.
    /// Passes `<name>.before-commit` and `<name>.after-commit`.
    ///
    /// # Errors
    /// `read-only` if the store was opened for reading; what `work` says; what the commit says
    /// (`disk-full`, `io`). Nothing is kept then.
    pub fn change<T, E: From<RegistryError>>(
        &mut self,
        operation: Operation,
        work: impl FnOnce(&Change<'_>) -> Result<T, E>,
    ) -> Result<Done<T>, E> {
        if self.lock.is_none() {
            return Err(RegistryError::ReadOnly.into());
        }
        let path = self.layout.database();
        let at = |error: rusqlite::Error| RegistryError::from(error).at(&path);
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(at)?;
        let change = Change::new(transaction, self.desk, &self.secret);
        let answer = work(&change)?;
        self.waypoints.reached(operation.before_commit);
        let touched = change.commit().map_err(at)?;
        self.waypoints.reached(operation.after_commit);
        Ok(Done { answer, touched })
    }

    /// HMAC-SHA256 of an ID number under the office's secret: equal numbers stay comparable, none
    /// can be read back. `normalised` is the one form of the number: 18 half-width characters,
    /// `X` in upper case.
    pub fn hmac_id(&self, normalised: &str) -> Fingerprint {
        self.secret.hmac_id(normalised)
    }

    pub(crate) fn secret(&self) -> &OfficeSecret {
        &self.secret
    }

    /// The connection, for reading. Writing goes through [`Store::change`].
    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// An error of SQLite, with this store's path.
    pub(crate) fn at(&self, error: impl Into<RegistryError>) -> RegistryError {
        error.into().at(&self.layout.database())
    }
}

fn refuse_what_is_no_file(path: &Path) -> Result<(), RegistryError> {
    let path = path.to_owned();
    match fs::metadata(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(RegistryError::StoreGone { path })
        }
        Err(error) => Err(RegistryError::io(&path, error)),
        // SQLite would take an empty file for a new database.
        Ok(file) if file.len() == 0 || !file.is_file() => Err(RegistryError::StoreDamaged {
            path: Some(path),
            source: None,
        }),
        Ok(_) => Ok(()),
    }
}

fn refuse_a_foreign_store(
    connection: &Connection,
    path: &Path,
    card: &OfficeCard,
    steps: &[Migration],
) -> Result<(), RegistryError> {
    let path = path.to_owned();
    let application: i32 =
        connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if application != APPLICATION_ID {
        return Err(RegistryError::StoreForeign {
            path,
            why: "是别的程序的数据库",
        });
    }
    let (found, known) = (migrate::reached(connection)?, migrate::newest(steps));
    if found > known {
        return Err(RegistryError::StoreNewer { path, found, known });
    }
    if identity(connection)? != (card.office, card.store) {
        let why = "office.json 与登记库写的不是同一个办公室或同一个库";
        return Err(RegistryError::StoreForeign { path, why });
    }
    Ok(())
}

fn refuse_an_older_store(
    connection: &Connection,
    path: &Path,
    steps: &[Migration],
) -> Result<(), RegistryError> {
    let (found, known) = (migrate::reached(connection)?, migrate::newest(steps));
    if found < known {
        return Err(RegistryError::StoreOlder {
            path: path.to_owned(),
            found,
            known,
        });
    }
    Ok(())
}

fn identity(connection: &Connection) -> rusqlite::Result<(OfficeId, StoreId)> {
    connection.query_row(include_str!("store/identity.sql"), [], |row| {
        Ok((
            columns::parsed(row, "office")?,
            columns::parsed(row, "store")?,
        ))
    })
}

fn own_desk(connection: &Connection) -> rusqlite::Result<DeskId> {
    connection.query_row(include_str!("store/own_desk.sql"), [], |row| {
        columns::parsed(row, "id")
    })
}

#[cfg(test)]
mod tests;
