//! Keeps an office's records in one SQLite store with its files beside it, every change in one
//! named transaction; it refuses to guess at a store it does not know, to let two programs write
//! at once, and to erase what has been entered in the audit chain.
//!
//! Nothing here reads a clock, the environment or a source of randomness: times, names, ids and
//! secrets are handed in.

pub mod audit;
pub mod backup;
pub mod files;
pub mod records;
pub mod search;

mod change;
mod columns;
mod connection;
mod durable;
mod error;
mod fingerprint;
mod founding;
mod layout;
mod migrate;
mod office_card;
mod secret;
mod store;
mod verify;
mod waypoint;
mod writer_lock;

pub use change::{Change, Done, Touched};
pub use durable::write_beside;
pub use error::RegistryError;
pub use fingerprint::{Fingerprint, NotAFingerprint, TwinFingerprint};
pub use founding::Founding;
pub use layout::Layout;
pub use office_card::{Cipher, OfficeCard};
pub use store::{Access, Store, StoreKey, form_at, newest_form};
pub use verify::{Finding, Gravity};
pub use waypoint::{NoWaypoints, Operation, Waypoints};
pub use writer_lock::WriterNote;

#[cfg(test)]
mod throwaway;
