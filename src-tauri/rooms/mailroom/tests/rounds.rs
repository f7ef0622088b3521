//! Rounds between an office and a county, over carriers that fail in every way: nothing is lost,
//! nothing doubled, nothing deleted, and what is odd stops.

#![expect(clippy::unwrap_used, reason = "a test that fails says where")]

#[path = "rounds/carried.rs"]
mod carried;
#[path = "rounds/faulty.rs"]
mod faulty;
#[path = "rounds/folder.rs"]
mod folder;
#[path = "rounds/odd.rs"]
mod odd;
#[path = "rounds/sides.rs"]
mod sides;
#[cfg(feature = "carriers")]
#[path = "rounds/spoken.rs"]
mod spoken;
