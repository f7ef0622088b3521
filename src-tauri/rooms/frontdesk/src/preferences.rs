//! What this PC remembers between two days at work: the office it opens, who sits here, the size
//! of the type; nothing of the office's records.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gongkai_rulebook::printing::{PaperKind, PaperSize};
use serde::{Deserialize, Serialize};

use crate::Problem;
use crate::portable::Portable;
use crate::problem::file_problem;

/// What this PC remembers. A file that is missing or broken means nothing is remembered yet.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(optional_fields = nullable))]
#[serde(default)]
pub struct Preferences {
    /// The office that opens by itself.
    pub office: Option<PathBuf>,
    /// Name of the person who sits here.
    pub seat: Option<String>,
    /// Size of the type in per cent, 100 to 175; 100 if not said.
    pub type_size: Option<u16>,
    /// High contrast.
    pub high_contrast: bool,
    /// The printer used last.
    pub printer: Option<String>,
    /// Which printer is meant for which paper, and how it prints it.
    #[cfg_attr(
        feature = "contract",
        ts(type = "Partial<Record<PaperKind, PrinterUse>>")
    )]
    pub printing: BTreeMap<PaperKind, PrinterUse>,
    /// Where backups go.
    pub backup_folder: Option<PathBuf>,
    /// Size and place of the window.
    pub window: Option<WindowPlace>,
}

/// How a kind of paper is printed at this PC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(optional_fields = nullable))]
#[serde(default)]
pub struct PrinterUse {
    /// The printer; the one used last if not said.
    pub printer: Option<String>,
    /// How many copies.
    pub copies: u32,
    /// On both sides, where the printer can.
    pub two_sided: bool,
    /// Every page made to fill this paper; on the paper it is set for if not said.
    pub paper: Option<PaperSize>,
}

impl Default for PrinterUse {
    fn default() -> Self {
        Self {
            printer: None,
            copies: 1,
            two_sided: false,
            paper: None,
        }
    }
}

/// Size and place of the window, in physical pixels of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct WindowPlace {
    /// From the left edge.
    pub x: i32,
    /// From the upper edge.
    pub y: i32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
    /// It filled the screen.
    pub maximized: bool,
}

impl Preferences {
    /// What the file at `path` remembers.
    pub fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let read = serde_json::from_str::<Self>(&text).unwrap_or_default();
        let read = match Portable::remembering_at(path) {
            Some(portable) => read.with_paths(|path| portable.found_again(path)),
            None => read,
        };
        read.within_bounds()
    }

    /// Keeps them in the file at `path`, whole or not at all.
    ///
    /// # Errors
    /// What the file system says.
    pub fn keep(&self, path: &Path) -> Result<(), Problem> {
        let at = |error: std::io::Error| file_problem(path, &error);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(at)?;
        }
        let kept = match Portable::remembering_at(path) {
            Some(portable) => self.clone().with_paths(|path| portable.remembered(path)),
            None => self.clone(),
        };
        let text = serde_json::to_string_pretty(&kept).unwrap_or_default();
        let beside = path.with_extension("new");
        std::fs::write(&beside, text).map_err(at)?;
        std::fs::rename(&beside, path).map_err(at)
    }

    /// What a person chose on the page, beside what the program itself remembers: which office is
    /// open and where the window stood. A page that was there before both knows neither.
    pub(crate) fn chosen_over(self, before: &Self) -> Self {
        Self {
            office: before.office.clone(),
            window: before.window,
            ..self
        }
    }

    /// Every path in them, said otherwise.
    fn with_paths(self, said: impl Fn(&Path) -> PathBuf) -> Self {
        Self {
            office: self.office.as_deref().map(&said),
            backup_folder: self.backup_folder.as_deref().map(&said),
            ..self
        }
    }

    fn within_bounds(mut self) -> Self {
        self.type_size = self.type_size.map(|size| size.clamp(100, 175));
        for used in self.printing.values_mut() {
            used.copies = used.copies.clamp(1, 99);
        }
        self
    }
}
