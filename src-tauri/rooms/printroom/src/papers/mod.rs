//! The office's papers, one file each: plain values in, pages out; it refuses to look anything up.

pub mod approval;
mod approval_form;
pub mod copies;
mod copies_content;
mod copies_ending;
mod copies_margin;
mod headings;
mod parts;
pub mod register_book;

pub use approval::{ApprovalSheet, ApprovalStep, SecrecyTick, Signed};
pub use copies::{Copies, CopyFor, CopySlip, List, Posting};
pub use register_book::{BookColumn, BookLine, RegisterBook};
