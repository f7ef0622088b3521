//! Calls of whoever prints, and of the register book.

use std::path::PathBuf;

use gongkai_rulebook::register::Book;
use serde::{Deserialize, Serialize};

use super::call::{Call, Empty, act, bytes, look};
use crate::tasks::{
    choose_papers, choose_posted_sheet, export_paper, export_register, keep_register,
    look_at_house_papers, look_at_print_log, look_at_printers, look_at_register, preview_paper,
    print_papers,
};
use crate::{Acting, Desk};

/// A year of a book to be written into a workbook.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub(super) struct ExportRegister {
    /// Which book.
    pub book: Book,
    /// Which year.
    pub year: i32,
    /// The file.
    pub path: PathBuf,
}

/// A year of a book to be closed.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub(super) struct CloseYear {
    /// Which book.
    pub book: Book,
    /// Which year.
    pub year: i32,
    /// Who and when.
    pub acting: Acting,
}

pub(super) fn calls() -> Vec<Call> {
    vec![
        look("choose-papers", choose_papers::run),
        look("look-at-posted-sheet", |desk, _: Empty| {
            choose_posted_sheet::show(desk)
        }),
        act("choose-posted-sheet", |desk, asked| {
            choose_posted_sheet::run(desk, &asked)
        }),
        look("look-at-printers", |desk, _: Empty| {
            look_at_printers::run(desk)
        }),
        look("look-at-house-papers", |desk, _: Empty| {
            look_at_house_papers::run(desk)
        }),
        look("look-at-print-log", |desk, asked| {
            look_at_print_log::run(desk, &asked)
        }),
        act("print-papers", |desk, asked| {
            print_papers::run(desk, &asked)
        }),
        bytes("preview-paper", |desk, paper| {
            preview_paper::run(desk, &paper)
        }),
        look("look-at-register", |desk, asked| {
            look_at_register::run(desk, &asked)
        }),
        look("export-register", |desk: &Desk, asked: ExportRegister| {
            export_register::run(desk, asked.book, asked.year, &asked.path)
        }),
        act("export-paper", |desk, asked| {
            export_paper::run(desk, &asked)
        }),
        act("void-line", |desk, asked: keep_register::Voiding| {
            let keep_register::Voiding {
                book,
                register_no,
                why,
                acting,
            } = asked;
            keep_register::void(desk, book, register_no, &why, &acting)
        }),
        act("close-register", |desk, asked: CloseYear| {
            keep_register::close(desk, asked.book, asked.year, &asked.acting)
        }),
    ]
}
