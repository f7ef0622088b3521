//! The rules of disclosure work as pure values and functions; it refuses to read a file, a
//! database or a clock.

mod coded;
mod refusal;

pub mod chain;
pub mod disclosure;
pub mod gate;
pub mod ids;
pub mod list;
pub mod moment;
pub mod money;
pub mod register;
pub mod signature;
pub mod vocabulary;

pub use coded::UnknownTerm;
pub use refusal::Refusal;
