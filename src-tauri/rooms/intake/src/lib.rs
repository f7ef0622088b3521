//! Reads a spreadsheet as the village sent it and says of every row what it understood; it never
//! writes, never repairs silently and never lets a parser run on a foreign file inside the
//! office's own process.
//!
//! [`child::read`] gives the [`raw::Workbook`], [`understand::understand`] lays the columns'
//! meanings over it, [`scan::scan`] looks for private values everywhere in it. [`read_document`] does
//! the same for text documents, PDFs, pictures and all else, [`clean_document`] writes a copy without
//! what nobody sees on paper. [`pdf_pages`] reads the house's own papers again.

pub mod child;
pub mod clean;
pub mod document;
pub mod error;
pub mod limits;
pub mod photo;
pub mod raw;
pub mod read;
pub mod scan;
pub mod show;
pub mod standard;
pub mod understand;

mod cell_text;
mod child_document;
mod delimited;
mod elsewhere;
mod frame;
mod gather;
mod html;
mod ods;
mod package;
mod place;
mod properties;
mod rows;
mod sniff;
mod text;
mod xls;
mod xlsb;
mod xlsx;
mod xml;
mod xml2003;

pub use child_document::{
    clean_document, clean_document_held, read_document, read_document_held, straighten_sheets,
    straighten_sheets_held,
};
pub use clean::{Cannot, CleanCopy, Cleaned};
pub use document::{Document, DocumentKind, pasted_page, pdf_pages};
pub use error::{Bound, Fault, Foreign, IntakeError, Trouble};
pub use limits::Limits;
pub use photo::{PHOTO_LIMITS, StraightPage, Straightened};
pub use raw::{Format, Workbook};
pub use read::{read_held, read_here};
pub use scan::{Found, Scanned, scan};
pub use show::{RawView, masked_understanding};
pub use text::decode_text;
pub use understand::{Choice, Understanding, understand, village_named};
