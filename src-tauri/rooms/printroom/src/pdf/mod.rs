//! Pages become a PDF/A-1b file (GB/T 23286.1-2009, ISO 19005-1) with each font cut down to its
//! characters; it refuses to know what is on the pages, or what day it is.

mod colour_profile;
mod finish;
mod marks;
mod scanned;
mod sheaf;

pub(crate) use finish::{PRODUCER, identifier};
pub use scanned::{ScannedPage, write_scanned};
pub use sheaf::Sheaf;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;
use printpdf::{FontId, ParsedFont, PdfDocument, PdfFont, PdfSaveOptions};

use crate::error::PrintError;
use crate::fonts::{FaceId, FontShelf};
use crate::page::Page;

/// What a finished file says about itself. All of it is handed in, so that the same pages give the same file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Title of the document.
    pub title: String,
    /// The office.
    pub author: String,
    /// What kind of paper it is.
    pub subject: String,
    /// Number or id of the document; with the date it gives the file's identifier.
    pub identifier: String,
    /// When it was made, China Standard Time.
    pub created: NaiveDateTime,
}

/// Writes the pages as one PDF.
///
/// # Errors
/// [`PrintError::Nothing`] without pages, [`PrintError::FontUnreadable`] if a font cannot be cut
/// down, [`PrintError::Writing`] if the file cannot be assembled.
pub fn write_pdf(pages: &[Page], shelf: &FontShelf, about: &About) -> Result<Vec<u8>, PrintError> {
    if pages.is_empty() {
        return Err(PrintError::Nothing { what: "没有页" });
    }
    let mut document = PdfDocument::new(&about.title);
    let mut glyph_counts = BTreeMap::new();
    for (face, characters) in characters_by_face(pages) {
        let font = cut_down(shelf, face, &characters)?;
        if font.font_type == printpdf::FontType::TrueType {
            glyph_counts.insert(font_name(shelf, face), font.glyph_widths.len());
        }
        let id = FontId(marks::font_key(face));
        document.resources.fonts.map.insert(id, PdfFont::new(font));
    }
    document.pages = pages
        .iter()
        .map(|page| marks::page(page, shelf))
        .collect::<Result<_, _>>()?;
    let options = PdfSaveOptions {
        image_optimization: None,
        ..PdfSaveOptions::default()
    };
    let raw = document.to_lopdf_document(&options, &mut Vec::new());
    drop(document);
    finish::finish(raw, pages, about, &glyph_counts)
}

/// What each face is needed for.
pub(crate) fn characters_by_face(pages: &[Page]) -> BTreeMap<FaceId, BTreeSet<char>> {
    let mut used: BTreeMap<FaceId, BTreeSet<char>> = BTreeMap::new();
    for run in pages.iter().flat_map(Page::runs) {
        used.entry(run.face).or_default().extend(run.text.chars());
    }
    used
}

fn cut_down(
    shelf: &FontShelf,
    face: FaceId,
    characters: &BTreeSet<char>,
) -> Result<ParsedFont, PrintError> {
    let characters: Vec<char> = characters.iter().copied().collect();
    let face_file = shelf.face(face);
    let bytes = face_file.subset(&characters)?;
    let unreadable = |reason: &str| PrintError::FontUnreadable {
        path: face_file.path().to_owned(),
        reason: reason.to_owned(),
    };
    let mut font = ParsedFont::from_bytes(&bytes, 0, &mut Vec::new())
        .ok_or_else(|| unreadable("裁剪后不能读取"))?;
    if let Some(lost) = characters
        .iter()
        .find(|c| font.lookup_glyph_index(u32::from(**c)).unwrap_or(0) == 0)
    {
        return Err(unreadable(&format!("裁剪后缺“{lost}”")));
    }
    font.font_name = Some(font_name(shelf, face));
    Ok(font)
}

/// `GONGAA+FandolFang-Regular`: the tag of a font cut down (ISO 32000-1, 9.6.4) and the file's name.
pub(crate) fn font_name(shelf: &FontShelf, face: FaceId) -> String {
    let letter = char::from(b'A' + (face.index() % 26) as u8);
    let stem = shelf.face(face).path().file_stem().unwrap_or_default();
    let plain: String = stem
        .to_string_lossy()
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    format!("GONGK{letter}+{plain}")
}
