//! The rules of disclosure work as pure values and functions; it refuses to read a file, a
//! database or a clock.

mod coded;
mod refusal;

pub mod archive;
pub mod batch;
pub mod calendar;
pub mod catalogue;
pub mod chain;
pub mod comparison;
pub mod county_form;
pub mod deadline;
pub mod disclosure;
pub mod exclusion;
pub mod gate;
pub mod ids;
pub mod letter;
pub mod list;
pub mod moment;
pub mod money;
pub mod period;
pub mod printing;
pub mod privacy;
pub mod public_view;
pub mod register;
pub mod retention;
pub mod rhythm;
pub mod scan_code;
pub mod scanned;
pub mod signature;
pub mod source;
pub mod template;
pub mod vocabulary;
pub mod wording;

pub use coded::{Coded, UnknownTerm};
pub use refusal::Refusal;
