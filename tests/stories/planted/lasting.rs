//! What leaves the house is still read when this program is gone: every paper is PDF/A-1b to an
//! independent validator, and as OFD two independent readers find the same words at the same places.
//!
//! Apache PDFBox Preflight judges the PDFs; `cargo xtask setup` installs it (Debian:
//! `libpdfbox2-java` with `libjaxb-api-java` and `libactivation-java`). A machine keeps its jars
//! elsewhere: name their folder in `GONGKAI_JARS`. Without them the test fails and is not skipped.

mod picture;
mod readers;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use picture::SQUARE;

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

/// How far two pictures of one page may be apart, as a share of what is inked on both. Seen: 4 to 13 %, and
/// 18 % on labels of spines, which are little but long lines, for poppler lays a line on whole dots.
const ALIKE: f64 = 0.2;

/// Names a folder in which the papers are kept for somebody who wants to look at them.
const KEEP: &str = "GONGKAI_KEEP";

/// Every PDF of `papers` is PDF/A-1b, and every OFD beside it is the same paper.
#[track_caller]
pub(super) fn last(papers: &[PathBuf]) {
    if let Some(folder) = std::env::var_os(KEEP).map(PathBuf::from) {
        fs::create_dir_all(&folder).unwrap();
        for pdf in papers {
            for paper in [pdf.clone(), pdf.with_extension("ofd")] {
                fs::copy(&paper, folder.join(paper.file_name().unwrap())).unwrap();
            }
        }
    }
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

/// What the OFD beside a PDF says or shows differently, to whichever reader.
fn differences(pdf: &Path) -> Vec<String> {
    let (texts, pictures) = (picture::texts(pdf), picture::pictures(pdf));
    let name = pdf.file_name().unwrap_or_default().to_string_lossy();
    let bytes = fs::read(pdf.with_extension("ofd")).unwrap();
    let mut faults = Vec::new();
    for mut reader in readers::every(&bytes) {
        let told = format!("{name} to {}", reader.name());
        if reader.texts().len() != texts.len() {
            let pages = reader.texts().len();
            faults.push(format!("{told}: {} pages are {pages}", texts.len()));
            continue;
        }
        for (page, (text, picture)) in texts.iter().zip(&pictures).enumerate() {
            let (read, place) = (&reader.texts()[page], format!("{told}, page {page}"));
            if text != read {
                faults.push(format!("{place}: “{text}” is “{read}”"));
            }
            let shown = reader.picture(page);
            let apart = picture.apart(&shown);
            if apart > ALIKE {
                faults.push(format!("{place}: the pictures are {apart:.3} apart"));
            }
            // The measure is no measure if it does not see a millimetre.
            let moved = picture.apart(&shown.moved_by(SQUARE));
            assert!(picture.is_empty() || moved > ALIKE, "{place}: {moved:.3}");
        }
    }
    faults
}
