//! Founds an office: store first, card last. It refuses to found where one stands, and clears
//! away only a founding that was cut short.

use std::fs;

use chrono::NaiveDate;
use gongkai_rulebook::ids::{DeskId, OfficeId, StoreId};
use rusqlite::{Connection, named_params};

use crate::connection::{self, Purpose};
use crate::durable::{make_folder, move_into_place, remove_if_there, sync_file, sync_folder};
use crate::migrate::{self, MIGRATIONS};
use crate::office_card::{Cipher, OfficeCard};
use crate::secret::OfficeSecret;
use crate::{Layout, RegistryError, Waypoints};

/// What a new office needs from outside.
#[derive(Clone)]
pub struct Founding {
    /// The office.
    pub office: OfficeId,
    /// Its store file.
    pub store: StoreId,
    /// The desk that founds it and gives the register numbers.
    pub desk: DeskId,
    /// That desk as people call it, for instance 党政办一号机.
    pub desk_name: String,
    /// The day.
    pub founded_on: NaiveDate,
    /// 32 random bytes for the HMAC of ID numbers; never shown again.
    pub secret: [u8; 32],
}

/// Founds an office in `layout`. The caller holds the writing lock.
///
/// Everything is made in `.founding/`, then the store is moved into place and the card last: until
/// the card stands there is no office, and a staged card beside a placed store proves that a
/// founding was cut short and may be done anew.
pub(crate) fn found(
    layout: &Layout,
    founding: &Founding,
    waypoints: &dyn Waypoints,
) -> Result<(), RegistryError> {
    let staged = layout.founding();
    refuse_an_office(layout, &staged)?;
    clear_away(layout, &staged)?;
    make_folder(staged.folder())?;
    make_store(&staged, founding)?;
    OfficeCard::new(founding.office, founding.store, founding.founded_on).write(&staged)?;
    waypoints.reached("found.staged");
    make_folder(&layout.files())?;
    make_folder(&layout.backups())?;
    move_into_place(&staged.database(), &layout.database())?;
    waypoints.reached("found.store-placed");
    move_into_place(&staged.card(), &layout.card())?;
    waypoints.reached("found.card-placed");
    tidy_up(layout)
}

/// Removes the empty staging folder of a founding that was cut short after its last step. The
/// caller holds the writing lock of an office that stands.
pub(crate) fn tidy_up(layout: &Layout) -> Result<(), RegistryError> {
    remove_folder(&layout.founding())
}

fn refuse_an_office(layout: &Layout, staged: &Layout) -> Result<(), RegistryError> {
    let path = layout.folder().to_owned();
    if layout.card().exists() {
        return Err(RegistryError::OfficeExists { path });
    }
    if layout.database().exists() && !staged.card().exists() {
        return Err(RegistryError::CardMissing { path });
    }
    Ok(())
}

fn clear_away(layout: &Layout, staged: &Layout) -> Result<(), RegistryError> {
    // The store before the staged card: the card is the licence to remove the store.
    remove_if_there(&layout.database())?;
    sync_folder(layout.folder())?;
    remove_folder(staged)
}

fn remove_folder(staged: &Layout) -> Result<(), RegistryError> {
    match fs::remove_dir_all(staged.folder()) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(RegistryError::io(staged.folder(), error))
        }
        _ => Ok(()),
    }
}

fn make_store(staged: &Layout, founding: &Founding) -> Result<(), RegistryError> {
    let path = staged.database();
    let mut connection = connection::open(&path, Purpose::Make, Cipher::None, None)?;
    connection::prepare_for_writing(&connection)
        .map_err(RegistryError::from)
        .and_then(|()| {
            migrate::apply(&mut connection, MIGRATIONS, |store| {
                first_rows(store, founding)
            })
        })
        .and_then(|()| connection.close().map_err(|(_, error)| error.into()))
        .map_err(|error| error.at(&path))?;
    sync_file(&path)
}

fn first_rows(store: &Connection, founding: &Founding) -> rusqlite::Result<()> {
    store
        .prepare(include_str!("founding/identify.sql"))?
        .execute(named_params! {
            ":office": founding.office.to_string(),
            ":store": founding.store.to_string(),
            ":founded_on": founding.founded_on.to_string(),
        })?;
    store
        .prepare(include_str!("founding/add_desk.sql"))?
        .execute(named_params! {
            ":id": founding.desk.to_string(),
            ":name": founding.desk_name,
        })?;
    OfficeSecret::keep(store, &founding.secret)
}
