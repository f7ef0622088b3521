//! Pages as pictures and as text, as poppler shows a PDF, and how far two pictures are apart.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Dots an inch at which pages are laid side by side.
pub(super) const DPI: f64 = 144.0;
/// Pictures are compared in squares of so many dots, a millimetre: two programs smooth an edge
/// differently.
pub(super) const SQUARE: usize = 6;

/// The text of each page of a PDF without blanks, in the order of its objects.
pub(super) fn texts(pdf: &Path) -> Vec<String> {
    let output = Command::new("pdftotext")
        .arg("-raw")
        .arg(pdf)
        .arg("-")
        .output();
    let output = output.expect("pdftotext (poppler-utils)");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut pages: Vec<String> = text
        .split('\u{c}')
        .map(|page| page.split_whitespace().collect())
        .collect();
    pages.pop();
    pages
}

/// The pages of a PDF.
pub(super) fn pictures(pdf: &Path) -> Vec<Picture> {
    let folder = tempfile::tempdir().unwrap();
    let status = Command::new("pdftoppm")
        .args(["-gray", "-r", &DPI.to_string()])
        .arg(pdf)
        .arg(folder.path().join("page"))
        .status()
        .expect("pdftoppm (poppler-utils)");
    assert!(status.success());
    let mut files: Vec<PathBuf> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
        .iter()
        .map(|file| pgm(&fs::read(file).unwrap()))
        .collect()
}

/// `P5 width height 255`, one blank, the greys.
fn pgm(bytes: &[u8]) -> Picture {
    let head = bytes.split(u8::is_ascii_whitespace).take(3);
    let words: Vec<String> = head
        .map(|word| String::from_utf8_lossy(word).into_owned())
        .collect();
    let (width, height): (usize, usize) = (words[1].parse().unwrap(), words[2].parse().unwrap());
    Picture::of(bytes[bytes.len() - width * height..].to_vec(), width)
}

/// A page in greys.
pub(super) struct Picture {
    greys: Vec<u8>,
    width: usize,
}

impl Picture {
    pub(super) fn of(greys: Vec<u8>, width: usize) -> Self {
        Self { greys, width }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.greys.iter().all(|grey| *grey == 255)
    }

    /// The same page, so many dots further right.
    pub(super) fn moved_by(&self, dots: usize) -> Self {
        let rows = self.greys.chunks(self.width);
        let moved = rows.flat_map(|row| {
            let kept = &row[..row.len() - dots];
            std::iter::repeat_n(255, dots).chain(kept.iter().copied())
        });
        Self::of(moved.collect(), self.width)
    }

    /// Ink of each square of dots.
    fn squares(&self) -> Vec<u32> {
        let across = self.width / SQUARE;
        let down = self.greys.len() / self.width / SQUARE;
        let mut squares = vec![0; across * down];
        for (y, row) in self
            .greys
            .chunks(self.width)
            .take(down * SQUARE)
            .enumerate()
        {
            for (x, grey) in row.iter().take(across * SQUARE).enumerate() {
                squares[y / SQUARE * across + x / SQUARE] += u32::from(255 - grey);
            }
        }
        squares
    }

    /// How far two pictures are apart, 0 for the same, 1 for nothing in common.
    pub(super) fn apart(&self, other: &Self) -> f64 {
        assert!(
            self.width.abs_diff(other.width) <= 1,
            "{} {}",
            self.width,
            other.width
        );
        let width = self.width.min(other.width);
        let (one, two) = (self.cut_to(width).squares(), other.cut_to(width).squares());
        let apart: u32 = one.iter().zip(&two).map(|(a, b)| a.abs_diff(*b)).sum();
        let inked: u32 = one.iter().chain(&two).sum();
        f64::from(apart) / f64::from(inked.max(1))
    }

    /// Without the last column, where one program rounds up and the other down.
    fn cut_to(&self, width: usize) -> Self {
        let rows = self.greys.chunks(self.width);
        Self::of(rows.flat_map(|row| row[..width].to_vec()).collect(), width)
    }
}
