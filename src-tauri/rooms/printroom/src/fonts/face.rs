//! One font file, read when first asked; it refuses to guess about a damaged one.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use allsorts::binary::read::ReadScope;
use allsorts::font::read_cmap_subtable;
use allsorts::font_data::FontData;
use allsorts::subset::{CmapTarget, SubsetProfile, subset};
use allsorts::tables::cmap::Cmap;
use allsorts::tables::{FontTableProvider, HeadTable, HheaTable, HmtxTable, MaxpTable};
use allsorts::tag;

use crate::error::PrintError;

/// A font file on the shelf.
#[derive(Debug)]
pub(crate) struct Face {
    path: PathBuf,
    loaded: OnceLock<Result<LoadedFace, String>>,
}

/// What typesetting needs of a font, and its bytes.
#[derive(Debug)]
pub(crate) struct LoadedFace {
    bytes: Vec<u8>,
    glyphs: Glyphs,
    advances: Vec<u16>,
    units_per_em: u16,
}

/// A font cut down to the characters of a document.
#[derive(Debug)]
pub(crate) struct CutFace {
    bytes: Vec<u8>,
    glyphs: Glyphs,
}

impl CutFace {
    /// The font file.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Its glyph of a character.
    pub(crate) fn glyph(&self, character: char) -> Option<u16> {
        self.glyphs.get(character)
    }

    /// What its file is called after: an OpenType font says so in its first four bytes.
    pub(crate) fn ending(&self) -> &'static str {
        match self.bytes.starts_with(b"OTTO") {
            true => "otf",
            false => "ttf",
        }
    }
}

/// Glyph of a character: an array for the first plane, which a long register asks millions of
/// times, and a map for the rest.
#[derive(Debug)]
struct Glyphs {
    first_plane: Vec<u16>,
    beyond: HashMap<char, u16>,
}

impl Glyphs {
    fn get(&self, character: char) -> Option<u16> {
        let found = match self.first_plane.get(character as usize) {
            Some(glyph) => *glyph,
            None => *self.beyond.get(&character)?,
        };
        (found != 0).then_some(found)
    }

    fn insert(&mut self, character: char, glyph: u16) {
        match self.first_plane.get_mut(character as usize) {
            Some(place) => *place = glyph,
            None => {
                self.beyond.insert(character, glyph);
            }
        }
    }
}

impl Face {
    /// A face that is read later.
    pub(crate) fn at(path: PathBuf) -> Self {
        Self {
            path,
            loaded: OnceLock::new(),
        }
    }

    /// The file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the file the first time.
    pub(crate) fn loaded(&self) -> Result<&LoadedFace, PrintError> {
        self.loaded
            .get_or_init(|| LoadedFace::read(&self.path))
            .as_ref()
            .map_err(|reason| PrintError::FontUnreadable {
                path: self.path.clone(),
                reason: reason.clone(),
            })
    }

    /// A font of only these characters, with where its characters are; each of them is in it.
    pub(crate) fn cut(&self, characters: &[char]) -> Result<CutFace, PrintError> {
        let bytes = self.subset(characters)?;
        let unreadable = |reason: String| PrintError::FontUnreadable {
            path: self.path.clone(),
            reason,
        };
        let (glyphs, ..) =
            read_tables(&bytes).ok_or_else(|| unreadable("裁剪后不能读取".to_owned()))?;
        match characters.iter().find(|c| glyphs.get(**c).is_none()) {
            Some(lost) => Err(unreadable(format!("裁剪后缺“{lost}”"))),
            None => Ok(CutFace { bytes, glyphs }),
        }
    }

    /// A font of only these characters, as a file's bytes.
    pub(crate) fn subset(&self, characters: &[char]) -> Result<Vec<u8>, PrintError> {
        self.loaded()?
            .subset(characters)
            .map_err(|reason| PrintError::FontUnreadable {
                path: self.path.clone(),
                reason,
            })
    }
}

impl LoadedFace {
    /// Advance in thousandths of an em, rounded down as PDF widths are; `None` if not in the font.
    pub(crate) fn advance(&self, character: char) -> Option<u16> {
        let glyph = self.glyphs.get(character)?;
        let raw = u32::from(*self.advances.get(usize::from(glyph))?);
        u16::try_from(raw * 1000 / u32::from(self.units_per_em.max(1))).ok()
    }

    /// How many Chinese characters it has.
    pub(crate) fn chinese_characters(&self) -> usize {
        let plane = ('\u{3400}'..='\u{9FFF}').filter(|c| self.glyphs.get(*c).is_some());
        let beyond = self.glyphs.beyond.keys();
        plane.count() + beyond.filter(|c| **c >= '\u{20000}').count()
    }

    fn read(path: &Path) -> Result<Self, String> {
        let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
        let (glyphs, advances, units_per_em) = read_tables(&bytes).ok_or("不是可用的字体文件")?;
        Ok(Self {
            bytes,
            glyphs,
            advances,
            units_per_em,
        })
    }

    fn subset(&self, characters: &[char]) -> Result<Vec<u8>, String> {
        let mut ids: Vec<u16> = characters
            .iter()
            .filter_map(|c| self.glyphs.get(*c))
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids.insert(0, 0);
        let font = ReadScope::new(&self.bytes)
            .read::<FontData<'_>>()
            .map_err(|error| error.to_string())?;
        let provider = font.table_provider(0).map_err(|error| error.to_string())?;
        subset(
            &provider,
            &ids,
            &SubsetProfile::Minimal,
            CmapTarget::Unicode,
        )
        .map_err(|error| error.to_string())
    }
}

type Tables = (Glyphs, Vec<u16>, u16);

fn read_tables(bytes: &[u8]) -> Option<Tables> {
    let font = ReadScope::new(bytes).read::<FontData<'_>>().ok()?;
    let provider = font.table_provider(0).ok()?;
    let table = |tag| provider.read_table_data(tag).ok();
    let head = ReadScope::new(&table(tag::HEAD)?)
        .read::<HeadTable>()
        .ok()?;
    let maxp = ReadScope::new(&table(tag::MAXP)?)
        .read::<MaxpTable>()
        .ok()?;
    let hhea = ReadScope::new(&table(tag::HHEA)?)
        .read::<HheaTable>()
        .ok()?;
    let hmtx_bytes = table(tag::HMTX)?;
    let shape = (
        usize::from(maxp.num_glyphs),
        usize::from(hhea.num_h_metrics),
    );
    let hmtx = ReadScope::new(&hmtx_bytes)
        .read_dep::<HmtxTable<'_>>(shape)
        .ok()?;
    let advances = (0..maxp.num_glyphs)
        .map(|glyph| hmtx.horizontal_advance(glyph).unwrap_or(0))
        .collect();
    let cmap_bytes = table(tag::CMAP)?;
    let cmap = ReadScope::new(&cmap_bytes).read::<Cmap<'_>>().ok()?;
    let (_, subtable) = read_cmap_subtable(&cmap).ok()??;
    let mut glyphs = Glyphs {
        first_plane: vec![0; 0x1_0000],
        beyond: HashMap::new(),
    };
    subtable
        .mappings_fn(|code, glyph| {
            if let Some(character) = char::from_u32(code) {
                glyphs.insert(character, glyph);
            }
        })
        .ok()?;
    Some((glyphs, advances, head.units_per_em))
}
