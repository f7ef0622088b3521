//! PDF from anywhere: the text of its pages, what lies over and beside them, and its pictures; a
//! page whose characters cannot be told is named, never called clean.

use lopdf::{Document, LoadOptions, Object};

use super::pdf_fonts::Known;
use super::pdf_pages::PagesError;
use super::pdf_text::Reach;
use super::reading::Reading;
use super::{Picture, Unit, pdf_marks, pdf_text};
use crate::error::{Bound, Fault};
use crate::limits::Limits;

/// Most that the streams of one page may unpack to, in bytes.
pub(super) const LARGEST_PAGE: usize = 64 << 20;
/// Most pages.
pub(super) const MOST_PAGES: usize = 20_000;

/// Opens a file.
pub(crate) fn load(bytes: &[u8], limits: &Limits) -> Result<Document, Fault> {
    let parts = usize::try_from(limits.parts).unwrap_or(usize::MAX);
    open(bytes, MOST_PAGES.min(parts)).map_err(|error| match error {
        PagesError::Encrypted => Fault::Encrypted,
        PagesError::Unreadable { detail } => Fault::Damaged { detail },
        PagesError::TooLarge { limit, .. } => Fault::TooBig {
            limit: Bound::File(limit as u64),
        },
        PagesError::TooMuch { limit } => Fault::TooBig {
            limit: Bound::Parts(limit as u64),
        },
    })
}

/// Opens a file that has pages, no more than `most_pages`, and no password.
pub(super) fn open(bytes: &[u8], most_pages: usize) -> Result<Document, PagesError> {
    let options = LoadOptions::with_max_decompressed_size(LARGEST_PAGE);
    let file = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) => PagesError::Encrypted,
        other => PagesError::Unreadable {
            detail: other.to_string(),
        },
    })?;
    if file.is_encrypted() {
        return Err(PagesError::Encrypted);
    }
    match file.get_pages().len() {
        0 => Err(PagesError::Unreadable {
            detail: "no pages".to_owned(),
        }),
        pages if pages > most_pages => Err(PagesError::TooMuch { limit: most_pages }),
        _ => Ok(file),
    }
}

/// Reads a file.
pub(super) fn read(bytes: &[u8], reading: &mut Reading<'_>) -> Result<(), Fault> {
    let file = load(bytes, reading.limits)?;
    pdf_marks::read(&file, reading)?;
    let mut fonts = Known::new();
    for (number, page) in file.get_pages() {
        let drawn = pdf_text::page(&file, page, &mut fonts, Reach::foreign(LARGEST_PAGE));
        let place = format!("第 {number} 页");
        reading.passage(&place, Unit::Line, false, &drawn.shown)?;
        reading.passage(
            &format!("{place}看不见的文字"),
            Unit::Line,
            true,
            &drawn.invisible,
        )?;
        pdf_marks::notes(&file, page, number, &mut fonts, reading)?;
        if drawn.unknown_font {
            reading.unread(&format!("{place}里认不出字的字体"));
        }
        if drawn.damaged {
            reading.unread(&format!("{place}里损坏的内容"));
        }
        for id in &drawn.pictures {
            picture(&file, *id, &place, reading);
        }
        if drawn.inline_pictures {
            reading.put_picture(Picture {
                place,
                located: false,
                maker: None,
            });
        }
    }
    Ok(())
}

/// A picture as the camera wrote it lies in the file with all that it wrote besides.
fn picture(file: &Document, id: lopdf::ObjectId, place: &str, reading: &mut Reading<'_>) {
    let place = format!("{place}的图片");
    let stream = file.get_object(id).and_then(Object::as_stream);
    match stream {
        Ok(stream) if is_photo(stream) => reading.picture(&place, &stream.content),
        Ok(_) | Err(_) => reading.put_picture(Picture {
            place,
            located: false,
            maker: None,
        }),
    }
}

/// Whether a stream is a JPEG as it stands.
pub(crate) fn is_photo(stream: &lopdf::Stream) -> bool {
    stream
        .filters()
        .is_ok_and(|filters| filters == [&b"DCTDecode"[..]])
}

/// The text of a string: by its mark, or as the old programs of the region wrote it.
pub(super) fn text_string(value: &Object) -> Option<String> {
    let bytes = value.as_str().ok()?;
    let marked = bytes.starts_with(b"\xFE\xFF") || bytes.starts_with(b"\xEF\xBB\xBF");
    if !marked && !bytes.is_ascii() {
        let (text, bad) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
        if !bad {
            return Some(text.into_owned());
        }
    }
    lopdf::decode_text_string(value).ok()
}
