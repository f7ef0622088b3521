//! Which file each role prints with, and whether a file may take its place; it refuses a file that
//! cannot be cut down to what a document needs, for such a document could not be read elsewhere.

use std::path::{Path, PathBuf};

use crate::error::PrintError;
use crate::fonts::{Face, FontRole, FontShelf, own_file};

/// Fewer Chinese characters make no font for documents: level 1 of GB/T 2312-1980 has 3,755.
const LEAST: usize = 3_755;

/// What a role prints with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedFont {
    /// The role.
    pub role: FontRole,
    /// The file that is asked first.
    pub path: PathBuf,
    /// Whether it is the office's own.
    pub own: bool,
    /// How many Chinese characters it has; the others come from the next of the chain.
    pub characters: usize,
}

impl FontShelf {
    /// What each role prints with.
    ///
    /// # Errors
    /// [`PrintError::FontUnreadable`] if a file is damaged.
    pub fn used(&self) -> Result<Vec<UsedFont>, PrintError> {
        let first = |role: FontRole| {
            let face = self.chains[role as usize].first().map(|id| self.face(*id));
            face.map(|face| {
                Ok(UsedFont {
                    role,
                    path: face.path().to_owned(),
                    own: face.path().file_name() != Some(role.bundled_file().as_ref()),
                    characters: face.loaded()?.chinese_characters(),
                })
            })
        };
        FontRole::ALL.into_iter().filter_map(first).collect()
    }
}

impl FontRole {
    /// The role of this name (`仿宋`).
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.to_string() == name)
    }

    /// The office's own file of this role in its folder of fonts, if there is one.
    pub fn own_in(self, folder: &Path) -> Option<PathBuf> {
        own_file(folder, self)
    }

    /// Name under which a font of these bytes stands in the office's folder of fonts.
    pub fn own_file_name(self, bytes: &[u8]) -> String {
        let ending = match bytes.get(..4) {
            Some(b"OTTO") => "otf",
            Some(b"ttcf") => "ttc",
            Some(_) | None => "ttf",
        };
        format!("{}.{ending}", self.own_name())
    }
}

/// Reads a file as a font for documents and cuts it down for a trial.
///
/// # Errors
/// [`PrintError::FontUnreadable`] says what is wrong with it.
pub fn try_font(path: &Path) -> Result<(), PrintError> {
    let face = Face::at(path.to_owned());
    let found = face.loaded()?.chinese_characters();
    if found < LEAST {
        return Err(PrintError::FontUnreadable {
            path: path.to_owned(),
            reason: format!("里面只有 {found} 个汉字，不是印公文的中文字体"),
        });
    }
    face.subset(&['政', '务', '公', '开', '0'])?;
    Ok(())
}
