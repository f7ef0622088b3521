//! The package that a document is stored in; same parts, same bytes.

use std::io::{self, Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::error::PrintError;

/// Packs parts in their order, without the time of day.
pub(super) fn pack(parts: &[(&str, String)]) -> Result<Vec<u8>, PrintError> {
    let failed = |source: io::Error| PrintError::Writing { source };
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        package
            .start_file(*name, options)
            .map_err(|error| failed(io::Error::other(error)))?;
        package.write_all(text.as_bytes()).map_err(failed)?;
    }
    let cursor = package
        .finish()
        .map_err(|error| failed(io::Error::other(error)))?;
    Ok(cursor.into_inner())
}

/// Everything that can be read in a package, part by part: what an editable file holds is searched
/// before it leaves, as pages are.
///
/// # Errors
/// What is wrong with the package.
pub fn docx_text(package: &[u8]) -> io::Result<String> {
    let mut archive = ZipArchive::new(Cursor::new(package)).map_err(io::Error::other)?;
    let mut all = String::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(io::Error::other)?;
        let mut xml = String::new();
        part.read_to_string(&mut xml)?;
        strip(&xml, &mut all);
        all.push('\n');
    }
    Ok(all)
}

/// The text between tags; a paragraph, a break and a cell end a line.
fn strip(xml: &str, into: &mut String) {
    let mut rest = xml;
    while let Some(at) = rest.find('<') {
        into.push_str(&plain(&rest[..at]));
        let tag = &rest[at..];
        let ends_line = ["</w:p>", "<w:br/>", "</row>", "</si>", "</v>", "</t>"];
        if ends_line.iter().any(|end| tag.starts_with(end)) {
            into.push('\n');
        }
        rest = tag.find('>').map_or("", |end| &tag[end + 1..]);
    }
    into.push_str(&plain(rest));
}

fn plain(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    text.replace("&quot;", "\"").replace("&amp;", "&")
}
