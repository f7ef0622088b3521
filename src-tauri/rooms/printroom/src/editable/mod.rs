//! A paper as a file that WPS and LibreOffice open and edit (.docx, .xlsx), from the same blocks as its
//! pages; it refuses to hold a word that the pages do not have, a clock's time or an author's account.
//!
//! A file that somebody edits is no longer the approved text: it is imported again and signed again.
//! Why these writers: `docs/decisions/0025-editable-files.md`.

mod docx;
mod package;
mod pieces;
mod rows;
mod styles;
mod xlsx;

pub use docx::write_docx;
pub use package::docx_text;
pub use xlsx::write_xlsx;

/// The page of an editable file, in millimetres and points, as the printed sheet has it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Make {
    /// Width and height of the paper.
    pub paper_mm: (f64, f64),
    /// Left and top margin, and the text area.
    pub left_mm: f64,
    /// Top margin.
    pub top_mm: f64,
    /// Width of the text area.
    pub width_mm: f64,
    /// Height of the text area.
    pub height_mm: f64,
    /// Size of the title.
    pub title_pt: f64,
    /// Size of the text.
    pub text_pt: f64,
    /// Distance between lines.
    pub line_pt: f64,
    /// Size of tables and boxes.
    pub table_pt: f64,
    /// Whether it stands on the grid of 22 lines of 28 characters (GB/T 9704-2012, 5.2.3).
    pub grid: bool,
    /// How pages are numbered.
    pub numbers: Numbering,
}

/// How the pages of an editable file are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbering {
    /// 第 1 页 共 3 页, in the middle.
    OfAll,
    /// — 1 —, odd pages at the right, even ones at the left (GB/T 9704-2012, 7.5).
    Dashed,
    /// Not at all.
    None,
}
