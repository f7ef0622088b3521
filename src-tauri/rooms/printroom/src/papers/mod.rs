//! The office's papers, one file each: plain values in, pages out; it refuses to look anything up.

pub mod approval;
mod approval_form;
pub mod archive_book;
pub mod archive_box;
pub mod archive_disposal;
pub mod archive_list;
mod archive_parts;
pub mod archive_stamp;
pub mod batch_approval;
pub mod copies;
mod copies_content;
mod copies_ending;
mod copies_margin;
mod headings;
pub mod list_changes;
mod parts;
pub mod print_list;
pub mod register_book;
pub mod return_slip;
pub mod slip;
pub mod test_page;

pub use approval::{ApprovalSheet, ApprovalStep, SecrecyTick, Signed};
pub use batch_approval::{BatchApproval, BatchItem};
pub use copies::{Copies, CopyFor, CopySlip, List, Posting};
pub use list_changes::{ChangedAmount, Doubt, ListChanges, ListedPerson};
pub use print_list::{PrintList, PrintListLine};
pub use register_book::{BookColumn, BookLine, RegisterBook};
pub use return_slip::{ReturnSlip, ReturnedRow};
pub use slip::{HandOverSlip, SlipLine};
pub use test_page::TestPage;
