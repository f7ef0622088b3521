//! Pages as pictures, to be compared: a printer's own file has lost its text.

use std::fs;
use std::path::Path;
use std::process::Command;

/// A page in greys, small enough to forgive a hair's breadth.
pub(super) struct Picture {
    pub(super) width: usize,
    pub(super) height: usize,
    greys: Vec<u8>,
}

impl Picture {
    /// How much of the page is inked, 0 to 1.
    pub(super) fn ink(&self) -> f64 {
        let ink: u64 = self.greys.iter().map(|grey| u64::from(255 - grey)).sum();
        ink as f64 / (255.0 * self.greys.len() as f64)
    }

    /// How far two pages of one size are apart, as a share of what is inked on both.
    pub(super) fn differs(&self, other: &Self) -> f64 {
        assert_eq!((self.width, self.height), (other.width, other.height));
        let pairs = self.greys.iter().zip(&other.greys);
        let apart: u64 = pairs.map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
        let inked = (self.ink() + other.ink()) * 255.0 * self.greys.len() as f64;
        apart as f64 / inked.max(1.0)
    }
}

/// Every page of a PDF.
#[track_caller]
pub(super) fn pictures(pdf: &[u8]) -> Vec<Picture> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("pages.pdf");
    fs::write(&file, pdf).expect("a file");
    let status = Command::new("pdftoppm")
        .args(["-gray", "-scale-to-x", "140", "-scale-to-y", "198"])
        .arg(&file)
        .arg(folder.path().join("page"))
        .status()
        .expect("pdftoppm (poppler-utils)");
    assert!(status.success());
    let mut files: Vec<_> = fs::read_dir(folder.path())
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "pgm"))
        .collect();
    files.sort();
    files.iter().map(|path| picture(path)).collect()
}

/// A PGM file: `P5 width height 255`, one blank, the greys.
#[track_caller]
fn picture(path: &Path) -> Picture {
    let bytes = fs::read(path).expect("a picture");
    let mut at = 0;
    let mut word = || {
        let rest = &bytes[at..];
        let end = rest
            .iter()
            .position(u8::is_ascii_whitespace)
            .expect("a word");
        at += end + 1;
        String::from_utf8_lossy(&rest[..end]).into_owned()
    };
    assert_eq!(word(), "P5");
    let width = word().parse().expect("a width");
    let height = word().parse().expect("a height");
    assert_eq!(word(), "255");
    Picture {
        width,
        height,
        greys: bytes[at..].to_vec(),
    }
}
