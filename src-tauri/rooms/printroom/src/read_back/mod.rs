//! Reads the text of a finished PDF again, page by page, so that what leaves the office can be
//! scanned; it refuses to call clean what it could not look at, and to run without bounds.

mod fonts;
mod walk;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Document, LoadOptions};

/// Largest file that is read, in bytes.
pub const LARGEST_FILE: usize = 64 << 20;
/// Most that the streams of one page may unpack to, in bytes.
const LARGEST_PAGE: usize = 64 << 20;
/// Most text of a whole file, in bytes.
const MOST_TEXT: usize = 64 << 20;
/// Most pages.
const MOST_PAGES: usize = 20_000;

/// The text of one page and what on it could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageText {
    /// The text in the order in which it was written; a new line or a wide gap in it separates.
    pub text: String,
    /// What was on the page but not looked at. Empty: everything was.
    pub not_looked_at: BTreeSet<NotLookedAt>,
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

/// Why a PDF could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadBackError {
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
        /// What the reader said, if it said something.
        #[source]
        source: Option<lopdf::Error>,
    },
    /// It has more pages or text than is read.
    #[error("PDF 内容过多，无法检查完（上限 {limit}），请拆分后再试")]
    TooMuch {
        /// The bound that was reached.
        limit: usize,
    },
}

/// The text of every page of a PDF, our own or a foreign one. Never panics.
///
/// # Errors
/// [`ReadBackError`] says why the file cannot be read. A page without text is no error: see
/// [`PageText::not_looked_at`].
pub fn pdf_text(bytes: &[u8]) -> Result<Vec<PageText>, ReadBackError> {
    if bytes.len() > LARGEST_FILE {
        return Err(ReadBackError::TooLarge {
            bytes: bytes.len(),
            limit: LARGEST_FILE,
        });
    }
    catch_unwind(AssertUnwindSafe(|| read(bytes)))
        .unwrap_or(Err(ReadBackError::Unreadable { source: None }))
}

fn read(bytes: &[u8]) -> Result<Vec<PageText>, ReadBackError> {
    let options = LoadOptions::with_max_decompressed_size(LARGEST_PAGE);
    let file = Document::load_mem_with_options(bytes, options).map_err(|source| match source {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) => ReadBackError::Encrypted,
        other => ReadBackError::Unreadable {
            source: Some(other),
        },
    })?;
    if file.is_encrypted() {
        return Err(ReadBackError::Encrypted);
    }
    let pages = file.get_pages();
    if pages.is_empty() {
        return Err(ReadBackError::Unreadable { source: None });
    }
    if pages.len() > MOST_PAGES {
        return Err(ReadBackError::TooMuch { limit: MOST_PAGES });
    }
    let mut fonts = fonts::Fonts::of(&file);
    let mut texts = Vec::with_capacity(pages.len());
    let mut total = 0;
    for page in pages.values() {
        let text = walk::page(&file, *page, &mut fonts, LARGEST_PAGE);
        total += text.text.len();
        if total > MOST_TEXT {
            return Err(ReadBackError::TooMuch { limit: MOST_TEXT });
        }
        texts.push(text);
    }
    Ok(texts)
}
