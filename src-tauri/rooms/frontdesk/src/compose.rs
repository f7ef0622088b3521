//! Composes papers: lays what the store knows out as printroom's documents. It decides nothing;
//! what of a list may leave is the rulebook's public view.

mod approval;
pub(crate) mod archive;
mod batch;
mod book;
mod changes;
mod copies;
mod envelope;
mod leaflet;
mod list;
mod online;
mod others;

pub(crate) use approval::{approval_sheet, chain_in_force, chain_of};
pub(crate) use archive::{ArchivePaper, archive_paper};
pub(crate) use batch::{batch_approval, standing};
pub(crate) use book::{BookReader, book_lines, register_book};
pub(crate) use changes::list_changes;
pub(crate) use copies::{CopiesOrder, copies, posted_sheet, slip_of, slips};
pub use envelope::Addressed;
pub(crate) use envelope::envelope;
pub(crate) use leaflet::leaflet;
pub(crate) use list::{PublicList, own_rules, stricter};
pub(crate) use online::online;
pub(crate) use others::{feedback_sheet, notice, secrecy_letter};
