//! Tells by its bytes what a document is, whatever its name says.

use std::io::Cursor;

use serde::{Deserialize, Serialize};

use crate::error::Fault;
use crate::limits::Limits;
use crate::package::Package;
use crate::text::decode_text;

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DocumentKind {
    /// `.docx`.
    Words,
    /// `.xlsx`.
    Workbook,
    /// `.pptx`.
    Slides,
    /// `.doc`, `.wps`.
    OldWords,
    /// `.xls`, `.et`.
    OldWorkbook,
    /// `.ppt`, `.dps`.
    OldSlides,
    /// PDF.
    Pdf,
    /// OFD (GB/T 33190).
    Ofd,
    /// `.odt`, `.ods`, `.odp`.
    OpenDocument,
    /// RTF.
    RichText,
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// BMP: it can hold nothing but its dots.
    Bitmap,
    /// A picture of another form.
    OtherPicture,
    /// A web page.
    Page,
    /// Plain text.
    Text,
    /// A packed archive.
    Archive,
    /// Anything else.
    Unknown,
}

impl DocumentKind {
    /// What it is called, in Chinese.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Words => "文字文档（.docx）",
            Self::Workbook => "表格（.xlsx）",
            Self::Slides => "演示文稿（.pptx）",
            Self::OldWords => "旧格式文字文档（.doc、.wps）",
            Self::OldWorkbook => "旧格式表格（.xls、.et）",
            Self::OldSlides => "旧格式演示文稿（.ppt、.dps）",
            Self::Pdf => "PDF",
            Self::Ofd => "OFD",
            Self::OpenDocument => "OpenDocument 文档",
            Self::RichText => "RTF 文档",
            Self::Jpeg | Self::Png | Self::Bitmap | Self::OtherPicture => "图片",
            Self::Page => "网页",
            Self::Text => "文本",
            Self::Archive => "压缩包",
            Self::Unknown => "认不出的文件",
        }
    }

    /// Whether it is a picture by itself.
    pub const fn is_picture(self) -> bool {
        match self {
            Self::Jpeg | Self::Png | Self::Bitmap | Self::OtherPicture => true,
            Self::Words
            | Self::Workbook
            | Self::Slides
            | Self::OldWords
            | Self::OldWorkbook
            | Self::OldSlides
            | Self::Pdf
            | Self::Ofd
            | Self::OpenDocument
            | Self::RichText
            | Self::Page
            | Self::Text
            | Self::Archive
            | Self::Unknown => false,
        }
    }
}

const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// What the bytes are.
///
/// # Errors
/// [`Fault::Empty`], [`Fault::Encrypted`], or what is wrong with a container.
pub(crate) fn kind_of(bytes: &[u8], limits: &Limits) -> Result<DocumentKind, Fault> {
    const FIRST: &[(&[u8], DocumentKind)] = &[
        (b"%PDF-", DocumentKind::Pdf),
        (b"\xFF\xD8\xFF", DocumentKind::Jpeg),
        (b"\x89PNG\r\n\x1a\n", DocumentKind::Png),
        (b"GIF8", DocumentKind::OtherPicture),
        (b"II*\0", DocumentKind::OtherPicture),
        (b"MM\0*", DocumentKind::OtherPicture),
        (b"{\\rtf", DocumentKind::RichText),
        (b"Rar!\x1a\x07", DocumentKind::Archive),
        (b"7z\xBC\xAF\x27\x1C", DocumentKind::Archive),
        (b"\x1F\x8B", DocumentKind::Archive),
    ];
    if bytes.is_empty() {
        return Err(Fault::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return packed(bytes, limits);
    }
    if bytes.starts_with(COMPOUND) {
        return compound(bytes);
    }
    if let Some((_, kind)) = FIRST.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Ok(*kind);
    }
    if bytes.starts_with(b"BM") && bytes.get(6..10) == Some(b"\0\0\0\0") {
        return Ok(DocumentKind::Bitmap);
    }
    let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    let heic = bytes.get(4..8) == Some(b"ftyp");
    if webp || heic {
        return Ok(DocumentKind::OtherPicture);
    }
    // Some scanners write a line before the mark.
    let head = &bytes[..bytes.len().min(1024)];
    if head.windows(5).any(|window| window == b"%PDF-") {
        return Ok(DocumentKind::Pdf);
    }
    Ok(match decode_text(bytes) {
        Some(text) if is_page(&text) => DocumentKind::Page,
        Some(_) => DocumentKind::Text,
        None => DocumentKind::Unknown,
    })
}

fn is_page(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(4096).collect();
    let head = head.to_ascii_lowercase();
    head.starts_with('<')
        && [
            "<html",
            "<!doctype html",
            "<table",
            "<meta",
            "<div",
            "<body",
        ]
        .iter()
        .any(|tag| head.contains(tag))
}

fn packed(bytes: &[u8], limits: &Limits) -> Result<DocumentKind, Fault> {
    let parts = Package::open(bytes, limits)?;
    Ok(if parts.has("encryptedpackage") {
        return Err(Fault::Encrypted);
    } else if parts.has("xl/workbook.bin") {
        DocumentKind::OldWorkbook
    } else if parts.has("xl/") {
        DocumentKind::Workbook
    } else if parts.has("word/") {
        DocumentKind::Words
    } else if parts.has("ppt/") {
        DocumentKind::Slides
    } else if parts.has("ofd.xml") {
        DocumentKind::Ofd
    } else if parts.has("mimetype") && parts.has("content.xml") {
        DocumentKind::OpenDocument
    } else {
        DocumentKind::Archive
    })
}

fn compound(bytes: &[u8]) -> Result<DocumentKind, Fault> {
    let file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|error| Fault::Truncated {
        detail: error.to_string(),
    })?;
    let has = |name: &str| file.is_stream(name);
    Ok(if has("/EncryptedPackage") {
        return Err(Fault::Encrypted);
    } else if has("/WordDocument") {
        DocumentKind::OldWords
    } else if has("/Workbook") || has("/Book") {
        DocumentKind::OldWorkbook
    } else if has("/PowerPoint Document") {
        DocumentKind::OldSlides
    } else {
        DocumentKind::Unknown
    })
}
