//! The shelf of fonts that paper is set in; it refuses to draw a character that no font has.

mod chosen;
mod face;
#[cfg(test)]
mod tests;

use std::fmt;
use std::path::{Path, PathBuf};

pub use chosen::{UsedFont, try_font};
pub(crate) use face::{CutFace, Face};

use crate::error::{Place, PrintError};

/// What a font is for (GB/T 9704-2012, 7.2 to 7.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FontRole {
    /// 仿宋: body text.
    Body,
    /// 楷体: second-level headings.
    Kai,
    /// 黑体: first-level headings and labels.
    Hei,
    /// 小标宋, or what stands in its place: titles.
    Title,
}

impl FontRole {
    /// Every role.
    pub const ALL: [Self; 4] = [Self::Body, Self::Kai, Self::Hei, Self::Title];

    /// The file that the program brings along.
    const fn bundled_file(self) -> &'static str {
        match self {
            Self::Body => "FandolFang-Regular.otf",
            Self::Kai => "GongkaiKai-Regular.ttf",
            Self::Hei => "NotoSansCJKsc-Regular.otf",
            Self::Title => "NotoSerifCJKsc-Black.otf",
        }
    }

    /// The name (without ending) under which an office puts its own.
    const fn own_name(self) -> &'static str {
        match self {
            Self::Body => "fangsong",
            Self::Kai => "kaiti",
            Self::Hei => "heiti",
            Self::Title => "xiaobiaosong",
        }
    }
}

impl fmt::Display for FontRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Body => "仿宋",
            Self::Kai => "楷体",
            Self::Hei => "黑体",
            Self::Title => "小标宋",
        })
    }
}

/// One face on the shelf; only the shelf makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FaceId(u8);

impl FaceId {
    /// Position on the shelf.
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// All fonts that may be needed. A file is read when the first character asks for it.
#[derive(Debug)]
pub struct FontShelf {
    faces: Vec<Face>,
    chains: [Vec<FaceId>; 4],
}

impl FontShelf {
    /// Looks for the program's fonts in `bundled` and, if given, for the office's own in `own`
    /// (`fangsong`, `kaiti`, `heiti`, `xiaobiaosong` with `.ttf`, `.otf` or `.ttc`), which come first.
    ///
    /// # Errors
    /// [`PrintError::FontMissing`] if a font of the program is not in its folder.
    pub fn load(bundled: &Path, own: Option<&Path>) -> Result<Self, PrintError> {
        let mut faces = Vec::new();
        let mut put = |path: PathBuf| {
            faces.push(Face::at(path));
            FaceId((faces.len() - 1) as u8)
        };
        let mut at_role = Vec::new();
        for role in FontRole::ALL {
            let path = bundled.join(role.bundled_file());
            if !path.is_file() {
                return Err(PrintError::FontMissing { role, path });
            }
            at_role.push(put(path));
        }
        let chains = FontRole::ALL.map(|role| {
            let mut chain: Vec<FaceId> = own
                .and_then(|folder| own_file(folder, role))
                .map(&mut put)
                .into_iter()
                .collect();
            for face in [at_role[role as usize], at_role[1], at_role[2]] {
                if !chain.contains(&face) {
                    chain.push(face);
                }
            }
            chain
        });
        Ok(Self { faces, chains })
    }

    /// The characters of `text` that no font of the role's chain has, each once, in order.
    /// Characters that are never drawn (line ends, joiners, variation selectors) do not count.
    ///
    /// # Errors
    /// [`PrintError::FontUnreadable`] if a font file is damaged.
    pub fn missing_characters(&self, role: FontRole, text: &str) -> Result<Vec<char>, PrintError> {
        let mut missing = Vec::new();
        for character in text.chars().filter(|c| is_drawn(*c)) {
            if self.glyph(role, character)?.is_none() && !missing.contains(&character) {
                missing.push(character);
            }
        }
        Ok(missing)
    }

    /// Makes sure that every character of `text` can be printed.
    ///
    /// # Errors
    /// [`PrintError::MissingCharacter`] names the first that cannot, and `place`.
    pub fn require(&self, role: FontRole, text: &str, place: Place) -> Result<(), PrintError> {
        match self.missing_characters(role, text)?.first() {
            None => Ok(()),
            Some(&character) => Err(PrintError::MissingCharacter { character, place }),
        }
    }

    /// First face of the chain that has the character, and its advance in thousandths of an em.
    pub(crate) fn glyph(
        &self,
        role: FontRole,
        character: char,
    ) -> Result<Option<(FaceId, u16)>, PrintError> {
        for &id in &self.chains[role as usize] {
            if let Some(advance) = self.faces[id.index()].loaded()?.advance(character) {
                return Ok(Some((id, advance)));
            }
        }
        Ok(None)
    }

    /// The face behind an id.
    pub(crate) fn face(&self, id: FaceId) -> &Face {
        &self.faces[id.index()]
    }
}

/// Whether a character leaves a mark or a space on paper.
pub(crate) fn is_drawn(character: char) -> bool {
    !character.is_control()
        && !matches!(
            character,
            '\u{AD}'
                | '\u{200B}'..='\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}'
                | '\u{E0100}'..='\u{E01EF}'
        )
}

fn own_file(folder: &Path, role: FontRole) -> Option<PathBuf> {
    ["ttf", "otf", "ttc", "TTF", "OTF", "TTC"]
        .into_iter()
        .map(|ending| folder.join(format!("{}.{ending}", role.own_name())))
        .find(|path| path.is_file())
}
