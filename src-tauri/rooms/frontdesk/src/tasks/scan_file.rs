//! Scan a file for anything private, wherever it hides; no office is needed. Every file is read in
//! the reading process.

use std::path::Path;

use gongkai_intake::document::Picture;
use gongkai_rulebook::privacy::{FindingKind, ScanOptions, scan_text};
use serde::Serialize;

use crate::{Desk, Host, Problem, cleaning};

/// What a scan found.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ScanFileAnswer", optional_fields = nullable))]
pub struct Answer {
    /// Private values with their places.
    pub findings: Vec<Line>,
    /// What is in the file and was not looked at; such a file is never called clean.
    pub not_looked_at: Vec<String>,
    /// Pictures: what stands on them only a person can see.
    pub pictures: Vec<PictureLine>,
    /// What would leave with the file although nobody sees it: `文档属性 3 处`.
    pub remains: Vec<String>,
}

/// One finding. It keeps the place, never the value.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ScanFileLine", optional_fields = nullable))]
pub struct Line {
    /// What it is.
    pub kind: FindingKind,
    /// Where.
    #[serde(rename = "where")]
    pub place: String,
    /// The value, masked.
    pub masked: String,
    /// It stands where neither screen nor paper shows it.
    pub unseen: bool,
}

/// A picture that somebody has to look at.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ScanFilePicture", optional_fields = nullable))]
pub struct PictureLine {
    /// Where.
    #[serde(rename = "where")]
    pub place: String,
    /// It says where it was taken.
    pub located: bool,
    /// The camera or telephone that it names.
    pub maker: Option<String>,
}

/// Scans a file of any kind, its name among the rest.
///
/// # Errors
/// What is wrong with the file.
pub fn run(host: &dyn Host, file: &Path) -> Result<Answer, Problem> {
    let options = ScanOptions {
        reference_date: Some(host.now().today),
        ..ScanOptions::default()
    };
    named(host, file, &options)
}

/// The same at an office, whose own telephones are no finding.
///
/// # Errors
/// What is wrong with the file, what the store says.
pub fn run_at(desk: &Desk, file: &Path) -> Result<Answer, Problem> {
    let options = ScanOptions {
        reference_date: Some(desk.host.now().today),
        allowed_numbers: desk.settings()?.supervision_phone.into_iter().collect(),
        ..ScanOptions::default()
    };
    named(desk.host.as_ref(), file, &options)
}

fn named(host: &dyn Host, file: &Path, options: &ScanOptions) -> Result<Answer, Problem> {
    let mut answer = scan(host, file, options)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let in_name = scan_text(&name, options).into_iter().map(|found| Line {
        kind: found.kind,
        place: "文件名".to_owned(),
        masked: found.masked,
        unseen: false,
    });
    answer.findings.splice(..0, in_name);
    Ok(answer)
}

/// The same with other options, its name left aside: a stored file has none.
pub(crate) fn scan(host: &dyn Host, file: &Path, options: &ScanOptions) -> Result<Answer, Problem> {
    let document = cleaning::read(host, file)?;
    let scanned = document.scan(options);
    let line = |found: gongkai_intake::Found| Line {
        kind: found.kind,
        place: found.place,
        masked: found.masked,
        unseen: found.unseen,
    };
    let picture = |picture: &Picture| PictureLine {
        place: picture.place.clone(),
        located: picture.located,
        maker: picture.maker.clone(),
    };
    let remnants = document.remnants.iter();
    Ok(Answer {
        findings: scanned.findings.into_iter().map(line).collect(),
        not_looked_at: scanned.not_looked_at,
        pictures: document.pictures.iter().map(picture).collect(),
        remains: remnants
            .map(|remnant| format!("{} {} 处", remnant.kind.label(), remnant.count))
            .collect(),
    })
}
