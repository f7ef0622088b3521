//! The fonts of an OFD file, each cut down to its characters; they stand in the public resources.

use std::collections::BTreeMap;

use super::Ids;
use crate::error::PrintError;
use crate::fonts::{CutFace, FaceId, FontRole, FontShelf};
use crate::page::Page;
use crate::pdf::{characters_by_face, font_name};

/// A font of the document.
pub(super) struct Embedded {
    /// Its number.
    pub(super) id: u32,
    /// Its name, with the mark of a font that was cut down.
    pub(super) name: String,
    /// What the text is set in (仿宋, …): a reader that cannot load the font may look for its like.
    pub(super) family: String,
    /// Name of its file in the resources.
    pub(super) file: String,
    /// The font.
    pub(super) cut: CutFace,
}

/// The fonts of a document by their face.
pub(super) type Fonts = BTreeMap<FaceId, Embedded>;

/// Cuts the fonts down to what the pages need.
pub(super) fn embedded(
    pages: &[Page],
    shelf: &FontShelf,
    ids: &mut Ids,
) -> Result<Fonts, PrintError> {
    let roles = roles(pages);
    let mut fonts = Fonts::new();
    for (face, characters) in characters_by_face(pages) {
        let characters: Vec<char> = characters.into_iter().collect();
        let cut = shelf.face(face).cut(&characters)?;
        let id = ids.next();
        let family = roles.get(&face).map(ToString::to_string);
        let embedded = Embedded {
            id,
            name: font_name(shelf, face),
            family: family.unwrap_or_default(),
            file: format!("font_{id}.{}", cut.ending()),
            cut,
        };
        fonts.insert(face, embedded);
    }
    Ok(fonts)
}

/// What each face is first used for.
fn roles(pages: &[Page]) -> BTreeMap<FaceId, FontRole> {
    let mut roles = BTreeMap::new();
    for run in pages.iter().flat_map(Page::runs) {
        roles.entry(run.face).or_insert(run.role);
    }
    roles
}
