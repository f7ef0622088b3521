//! Pages become an OFD file (GB/T 33190-2016), the national fixed-layout format, with the same fonts
//! cut down to the same characters as in the PDF; it refuses to know what is on the pages, what day
//! it is, and to leave a character to a font of the reader's machine.

mod fonts;
mod marks;
mod package;
#[cfg(test)]
mod tests;

use crate::error::PrintError;
use crate::fonts::FontShelf;
use crate::page::Page;
use crate::pdf::About;

/// The ending of its files.
pub const ENDING: &str = "ofd";

/// Writes the pages as one OFD file. The same pages, fonts and words about them give the same bytes.
///
/// # Errors
/// [`PrintError::Nothing`] without pages, [`PrintError::FontUnreadable`] if a font cannot be cut
/// down, [`PrintError::Writing`] if the file cannot be assembled.
pub fn write_ofd(pages: &[Page], shelf: &FontShelf, about: &About) -> Result<Vec<u8>, PrintError> {
    if pages.is_empty() {
        return Err(PrintError::Nothing { what: "没有页" });
    }
    let mut ids = Ids::default();
    let fonts = fonts::embedded(pages, shelf, &mut ids)?;
    package::write(pages, &fonts, about, ids).map_err(|source| PrintError::Writing { source })
}

/// Gives each object of the document a number of its own (7.3, ST_ID).
#[derive(Debug, Default)]
struct Ids {
    last: u32,
}

impl Ids {
    fn next(&mut self) -> u32 {
        self.last += 1;
        self.last
    }
}

/// Millimetres as the file writes them: to a tenth of a micrometre, no more digits than needed.
fn mm(value: f64) -> String {
    let text = format!("{value:.4}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    match text {
        "-0" | "" => "0".to_owned(),
        text => text.to_owned(),
    }
}

/// A text inside an element or an attribute.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars().filter(|c| !c.is_control()) {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}
