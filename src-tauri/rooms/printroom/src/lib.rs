//! Turns a finished document into pages and pages into a PDF or an OFD; it refuses to read a database or a
//! clock, to print a seal, and to leave a character out without saying so.
//!
//! Pages first, a writer after: the [`papers`] set their text as [`page::Page`]s in millimetres;
//! [`pdf::write_pdf`] and [`ofd::write_ofd`] know nothing of papers. Same input, same fonts, same bytes.

pub mod block;
pub mod editable;
pub mod error;
pub mod fonts;
pub mod forms;
pub mod ofd;
pub mod page;
pub mod papers;
pub mod pdf;
mod setting;
pub mod table;

pub use error::{Place, PrintError};
pub use fonts::{FontRole, FontShelf};
pub use forms::{FormKind, FormShelf};
pub use page::Page;
