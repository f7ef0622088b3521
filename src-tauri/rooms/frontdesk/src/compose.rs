//! Composes papers: lays what the store knows out as printroom's documents. It decides nothing;
//! what of a list may leave is the rulebook's public view.

mod approval;
mod book;
mod copies;
mod list;

pub(crate) use approval::{approval_sheet, chain_of};
pub(crate) use book::{book_lines, register_book};
pub(crate) use copies::{CopiesOrder, copies, slip_of, slips};
