//! Scan a file for anything private, wherever it hides; no office is needed.

use std::path::Path;

use gongkai_intake::decode_text;
use gongkai_printroom::read_back;
use gongkai_rulebook::privacy::{FindingKind, ScanOptions, scan_text};
use serde::Serialize;

use super::look_at_sheet::read;
use crate::problem::{file_problem, open_plain};
use crate::{Desk, Host, Problem};

/// Texts longer than this are not read at all.
const LONGEST_TEXT: u64 = 64 << 20;

/// What a scan found.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ScanFileAnswer", optional_fields = nullable))]
pub struct Answer {
    /// Private values with their places.
    pub findings: Vec<Line>,
    /// What is in the file and was not looked at; such a file is never called clean.
    pub not_looked_at: Vec<String>,
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
}

/// Scans a workbook, a PDF or a plain text.
///
/// # Errors
/// What is wrong with the file.
pub fn run(host: &dyn Host, file: &Path) -> Result<Answer, Problem> {
    let options = ScanOptions {
        reference_date: Some(host.now().today),
        ..ScanOptions::default()
    };
    scan(host, file, &options)
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
    scan(desk.host.as_ref(), file, &options)
}

/// The same with other options.
pub(crate) fn scan(host: &dyn Host, file: &Path, options: &ScanOptions) -> Result<Answer, Problem> {
    let begins = beginning(file)?;
    if begins.starts_with(b"%PDF") {
        return scan_pdf(file, options);
    }
    match read(host, file) {
        Ok(workbook) => {
            let scanned = gongkai_intake::scan(&workbook, options);
            let line = |found: gongkai_intake::Found| Line {
                kind: found.kind,
                place: found.place,
                masked: found.masked,
            };
            Ok(Answer {
                findings: scanned.findings.into_iter().map(line).collect(),
                not_looked_at: scanned.not_looked_at,
            })
        }
        Err(problem) if problem.code == "not-a-workbook" => scan_plain(file, options, problem),
        Err(problem) => Err(problem),
    }
}

fn beginning(file: &Path) -> Result<Vec<u8>, Problem> {
    use std::io::Read as _;
    let mut begins = Vec::new();
    let open = open_plain(file)?;
    open.take(8)
        .read_to_end(&mut begins)
        .map_err(|error| file_problem(file, &error))?;
    Ok(begins)
}

fn scan_pdf(file: &Path, options: &ScanOptions) -> Result<Answer, Problem> {
    let bytes = std::fs::read(file).map_err(|error| file_problem(file, &error))?;
    let pages = read_back::pdf_text(&bytes).map_err(|error| {
        Problem::unreadable("unreadable", error.to_string(), "换一个能打开的 PDF 再检查")
            .in_file(file)
    })?;
    let mut findings = Vec::new();
    let mut not_looked_at = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let place = format!("第 {} 页", index + 1);
        findings.extend(found_in(&page.text, options, &place));
        not_looked_at.extend(
            page.not_looked_at
                .iter()
                .map(|what| format!("{place}的{}", what.label())),
        );
    }
    Ok(Answer {
        findings,
        not_looked_at,
    })
}

fn scan_plain(file: &Path, options: &ScanOptions, otherwise: Problem) -> Result<Answer, Problem> {
    let about = std::fs::metadata(file).map_err(|error| file_problem(file, &error))?;
    if about.len() > LONGEST_TEXT {
        return Err(otherwise);
    }
    let bytes = std::fs::read(file).map_err(|error| file_problem(file, &error))?;
    let Some(text) = decode_text(&bytes) else {
        return Err(otherwise);
    };
    Ok(Answer {
        findings: found_in(&text, options, "正文"),
        not_looked_at: Vec::new(),
    })
}

fn found_in(text: &str, options: &ScanOptions, place: &str) -> Vec<Line> {
    let line = |finding: gongkai_rulebook::privacy::Finding| {
        let before = text.get(..finding.range.start).unwrap_or_default();
        let row = before.matches('\n').count() + 1;
        Line {
            kind: finding.kind,
            place: format!("{place}第 {row} 行"),
            masked: finding.masked,
        }
    };
    scan_text(text, options).into_iter().map(line).collect()
}
