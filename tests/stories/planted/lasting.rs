//! What leaves the house is still read when this program is gone: every paper is PDF/A-1b to an
//! independent validator, and as OFD an independent reader finds the same words at the same places.
//!
//! Apache PDFBox Preflight judges the PDFs; `cargo xtask setup` installs it (Debian:
//! `libpdfbox2-java` with `libjaxb-api-java` and `libactivation-java`). A machine keeps its jars
//! elsewhere: name their folder in `GONGKAI_JARS`. Without them the test fails and is not skipped.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;

use ofd_core::{OfdPackage, OfdReader, PageBlock, RenderOptions};

const VALIDATOR: &str = "org.apache.pdfbox.preflight.Validator_A1b";
const JARS: [&str; 7] = [
    "preflight",
    "pdfbox2",
    "fontbox2",
    "xmpbox",
    "commons-logging",
    "javax.activation",
    "jaxb-api",
];

/// Dots an inch at which pages are laid side by side.
const DPI: f64 = 144.0;
/// Pictures are compared in squares of so many dots, a millimetre: two programs smooth an edge
/// differently.
const SQUARE: usize = 6;
/// How far two pictures of one page may be apart, as a share of what is inked on both.
const ALIKE: f64 = 0.15;

/// Every PDF of `papers` is PDF/A-1b, and every OFD beside it is the same paper.
#[track_caller]
pub(super) fn last(papers: &[PathBuf]) {
    let faults: Vec<String> = invalid(papers)
        .into_iter()
        .chain(papers.iter().flat_map(|pdf| differences(pdf)))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What the validator says against the files; one start for all of them.
pub(in crate::stories) fn invalid(pdfs: &[PathBuf]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("papers.txt");
    let lines: Vec<String> = pdfs.iter().map(|pdf| pdf.display().to_string()).collect();
    fs::write(&list, lines.join("\n")).unwrap();
    let kept = std::env::var_os("GONGKAI_JARS");
    let jars = kept.map_or_else(|| PathBuf::from("/usr/share/java"), PathBuf::from);
    let path = JARS.map(|jar| jars.join(format!("{jar}.jar")));
    for jar in &path {
        let told = "is missing: cargo xtask setup, or name the folder of the jars in GONGKAI_JARS";
        assert!(jar.is_file(), "{} {told}", jar.display());
    }
    let output = Command::new("java")
        .arg("-cp")
        .arg(std::env::join_paths(path).unwrap())
        .args([VALIDATOR, "xml", "group"])
        .arg(&list)
        .output()
        .expect("java (cargo xtask setup)");
    let told = folder.path().join("papers.txt.preflight.xml");
    let told = fs::read_to_string(told).unwrap_or_else(|_| panic!("{output:?}"));
    let judged: Vec<&str> = told.split("<preflight ").skip(1).collect();
    assert_eq!(judged.len(), pdfs.len(), "{told}");
    let valid = |one: &&str| one.contains("<isValid type=\"PDF/A1-b\">true</isValid>");
    let faulty = judged.into_iter().filter(|one| !valid(one));
    faulty.map(|one| format!("not PDF/A-1b: {one}")).collect()
}

/// What the OFD beside a PDF says or shows differently.
fn differences(pdf: &Path) -> Vec<String> {
    let mut ofd = Ofd::open(&pdf.with_extension("ofd"));
    let (texts, pictures) = (texts(pdf), pictures(pdf));
    let name = pdf.file_name().unwrap_or_default().to_string_lossy();
    if ofd.texts.len() != texts.len() {
        return vec![format!(
            "{name}: {} pages are {}",
            texts.len(),
            ofd.texts.len()
        )];
    }
    let mut faults = Vec::new();
    for (page, (text, picture)) in texts.iter().zip(&pictures).enumerate() {
        if *text != ofd.texts[page] {
            faults.push(format!("{name} {page}: “{text}” is “{}”", ofd.texts[page]));
        }
        let shown = ofd.picture(page);
        let apart = picture.apart(&shown);
        if apart > ALIKE {
            faults.push(format!("{name} {page}: the pictures are {apart:.3} apart"));
        }
        // The measure is no measure if it does not see a millimetre.
        let moved = picture.apart(&shown.moved_by(SQUARE));
        assert!(
            picture.is_empty() || moved > ALIKE,
            "{name} {page}: {moved:.3}"
        );
    }
    faults
}

/// An OFD as another program reads it.
struct Ofd {
    reader: OfdReader<Cursor<Vec<u8>>>,
    document: ofd_core::LoadedDocument,
    /// The text of each page without blanks, in the order of its objects.
    texts: Vec<String>,
}

impl Ofd {
    fn open(path: &Path) -> Self {
        let bytes = fs::read(path).unwrap();
        let package = OfdPackage::new(Cursor::new(bytes)).expect("a container");
        let mut reader = OfdReader::new(package).expect("OFD.xml");
        let body = reader.ofd().doc_bodies[0].clone();
        let document = reader.load_document(&body).expect("Document.xml");
        let mut texts = Vec::new();
        for page in document.pages() {
            let page = reader.load_page(&document, page).expect("a page");
            let layers = page.content.iter().flat_map(|content| &content.layers);
            let objects = layers.flat_map(|layer| &layer.objects);
            texts.push(objects.map(written).collect());
        }
        Self {
            reader,
            document,
            texts,
        }
    }

    fn picture(&mut self, page: usize) -> Picture {
        let options = RenderOptions::with_dpi(DPI);
        let shown = self.reader.render_page(&self.document, page, &options);
        let shown = shown.expect("a picture");
        let greys = shown.pixels().iter().map(|dot| {
            let (r, g, b) = (dot.red(), dot.green(), dot.blue());
            ((u32::from(r) * 299 + u32::from(g) * 587 + u32::from(b) * 114) / 1000) as u8
        });
        Picture::of(greys.collect(), shown.width() as usize)
    }
}

/// The text of an object without blanks.
fn written(object: &PageBlock) -> String {
    match object {
        PageBlock::Text(text) => {
            let codes = text
                .text_codes
                .iter()
                .filter_map(|code| code.text.as_deref());
            codes
                .flat_map(str::chars)
                .filter(|c| !c.is_whitespace())
                .collect()
        }
        _ => String::new(),
    }
}

/// The text of each page of a PDF without blanks, in the order of its objects.
fn texts(pdf: &Path) -> Vec<String> {
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
fn pictures(pdf: &Path) -> Vec<Picture> {
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
struct Picture {
    greys: Vec<u8>,
    width: usize,
}

impl Picture {
    fn of(greys: Vec<u8>, width: usize) -> Self {
        Self { greys, width }
    }

    fn is_empty(&self) -> bool {
        self.greys.iter().all(|grey| *grey == 255)
    }

    /// The same page, so many dots further right.
    fn moved_by(&self, dots: usize) -> Self {
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
    fn apart(&self, other: &Self) -> f64 {
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
