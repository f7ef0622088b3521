//! The rules of disclosure work as pure values and functions; it refuses to read a file, a
//! database or a clock.

mod coded;

pub mod ids;
pub mod list;
pub mod money;
pub mod vocabulary;

pub use coded::UnknownTerm;
