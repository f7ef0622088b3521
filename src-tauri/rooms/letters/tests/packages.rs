//! Packages as others see them: what is sealed comes back, what anybody changed is refused with its
//! reason, and packages of every released form stay readable.

#![expect(clippy::unwrap_used, reason = "a test that fails says where")]

#[path = "packages/chained.rs"]
mod chained;
#[path = "packages/golden.rs"]
mod golden;
#[path = "packages/hostile.rs"]
mod hostile;
#[path = "packages/made.rs"]
mod made;
#[path = "packages/round_trip.rs"]
mod round_trip;
