//! The text of a PDF that this program has just made, page by page, so that what leaves the office
//! can be scanned; it never calls clean what it could not look at, and never runs without bounds.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Document, ObjectId};

use super::pdf::{LARGEST_PAGE, MOST_PAGES, open};
use super::pdf_fonts::Known;
use super::pdf_marks::has_notes;
use super::pdf_text::{Drawn, Reach, page};

/// Largest file that is read, in bytes.
pub const LARGEST_PDF: usize = 64 << 20;
/// Most text of a whole file, in bytes.
const MOST_TEXT: usize = 64 << 20;
/// A page of ours draws no forms at all.
const REACH: Reach = Reach {
    bytes: LARGEST_PAGE,
    depth: 6,
    forms: 500,
};

/// The text of one page and what on it could not be read. `Debug` shows no text: it may be
/// somebody's number.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct PageText {
    /// What shows, in the order in which it was written; a new line or a wide gap in it separates.
    pub shown: String,
    /// What is there and not drawn, and what marks say instead of what is drawn.
    pub invisible: String,
    /// Both in the order in which they were written, where a page has both; else empty.
    pub mixed: String,
    /// What was on the page but not looked at. Empty: everything was.
    pub not_looked_at: BTreeSet<NotLookedAt>,
}

impl PageText {
    /// All its texts: whoever looks for something looks through each.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let texts = [&self.shown, &self.invisible, &self.mixed];
        texts.into_iter().map(String::as_str)
    }

    fn bytes(&self) -> usize {
        self.texts().map(str::len).sum()
    }
}

/// `PageText(1204 bytes, {Picture})`.
impl std::fmt::Debug for PageText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let unread = &self.not_looked_at;
        write!(f, "PageText({} bytes, {unread:?})", self.bytes())
    }
}

/// Something on a page that may hold text which was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotLookedAt {
    /// A picture.
    Picture,
    /// Text in a font that does not say which characters it draws.
    UnknownFont,
    /// Notes, form fields and the like laid over the page.
    Annotation,
    /// Contents that are damaged or nested too deeply.
    Damaged,
}

impl NotLookedAt {
    /// What it is, for the clerk.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Picture => "图片",
            Self::UnknownFont => "无法辨认字符的字体",
            Self::Annotation => "批注或表单",
            Self::Damaged => "损坏的内容",
        }
    }
}

/// Why the pages of a PDF could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PagesError {
    /// The file is larger than is read.
    #[error("文件有 {bytes} 字节，超过能检查的 {limit} 字节，请拆分后再试")]
    TooLarge {
        /// Size in bytes.
        bytes: usize,
        /// Largest size in bytes.
        limit: usize,
    },
    /// It needs a password.
    #[error("PDF 有密码，无法检查，请取消密码后再试")]
    Encrypted,
    /// It is not a PDF, or damaged.
    #[error("不是可读的 PDF 文件，或文件已损坏")]
    Unreadable {
        /// What the parser said: for a log, never for a clerk.
        detail: String,
    },
    /// It has more pages or text than is read.
    #[error("PDF 内容过多，无法检查完（上限 {limit}），请拆分后再试")]
    TooMuch {
        /// The bound that was reached.
        limit: usize,
    },
}

/// The text of every page of a PDF. It is read in this process and so only for files that this
/// program has just made; what comes from outside goes through [`crate::read_document`]. It never
/// panics all the same.
///
/// # Errors
/// [`PagesError`] says why the file cannot be read. A page without text is no error: see
/// [`PageText::not_looked_at`].
pub fn pdf_pages(bytes: &[u8]) -> Result<Vec<PageText>, PagesError> {
    if bytes.len() > LARGEST_PDF {
        return Err(PagesError::TooLarge {
            bytes: bytes.len(),
            limit: LARGEST_PDF,
        });
    }
    catch_unwind(AssertUnwindSafe(|| read(bytes))).unwrap_or_else(|_| {
        Err(PagesError::Unreadable {
            detail: "the parser gave up".to_owned(),
        })
    })
}

fn read(bytes: &[u8]) -> Result<Vec<PageText>, PagesError> {
    let file = open(bytes, MOST_PAGES)?;
    let mut fonts = Known::new();
    let mut texts = Vec::new();
    let mut total = 0;
    for id in file.get_pages().into_values() {
        let text = told(&file, id, page(&file, id, &mut fonts, REACH));
        total += text.bytes();
        if total > MOST_TEXT {
            return Err(PagesError::TooMuch { limit: MOST_TEXT });
        }
        texts.push(text);
    }
    Ok(texts)
}

fn told(file: &Document, page: ObjectId, drawn: Drawn) -> PageText {
    let unread = [
        (
            NotLookedAt::Picture,
            drawn.inline_pictures || !drawn.pictures.is_empty(),
        ),
        (NotLookedAt::UnknownFont, drawn.unknown_font),
        (NotLookedAt::Annotation, has_notes(file, page)),
        (NotLookedAt::Damaged, drawn.damaged || drawn.nameless),
    ];
    let there = unread.into_iter().filter(|(_, is_there)| *is_there);
    PageText {
        shown: drawn.shown,
        invisible: drawn.invisible,
        mixed: drawn.mixed,
        not_looked_at: there.map(|(what, _)| what).collect(),
    }
}
