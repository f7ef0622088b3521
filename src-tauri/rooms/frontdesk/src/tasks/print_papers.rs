//! Print papers: at a printer or into a file, one or many in one job that the log keeps. A file is
//! written beside and renamed; an unreleased item prints as a preview that says so on every page.

mod job;
mod piles;

use std::path::Path;

use gongkai_registry::write_beside;
use gongkai_rulebook::ids::PrintJobId;
use gongkai_rulebook::printing::{PaperSize, PostedSheet, PrintPhase};
use gongkai_rulebook::register::Book;
use serde::{Deserialize, Serialize};

pub use self::job::{run, settle};
pub use crate::compose::Addressed;
pub use crate::compose::archive::ArchivePaper;
use crate::finished::Form;
pub use crate::papers::Paper;
use crate::papers::{finished, lay_out};
use crate::printers::Sides;
use crate::problem::file_problem;
use crate::{Acting, Desk, Problem};

/// A printed file.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "PrintPapersAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The file.
    pub file: String,
    /// How many pages it has.
    pub pages: usize,
}

/// What is to be printed.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "PrintRequest", optional_fields = nullable))]
pub struct Request {
    /// The papers, in the order of the stack.
    pub papers: Vec<Paper>,
    /// Whether a list of them lies on top (打印清单).
    pub with_list: bool,
    /// How many times the stack is printed; into a file it is written once.
    pub copies: u32,
    /// Where to.
    pub to: Target,
    /// Who and when.
    pub acting: Acting,
}

/// Where papers go.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum Target {
    /// To a printer.
    Printer {
        /// Its name in the system.
        name: String,
        /// Which sides of a sheet.
        sides: Sides,
        /// Every page made to fill this paper; on the paper it is set for if not said.
        #[cfg_attr(feature = "contract", ts(optional = nullable))]
        paper: Option<PaperSize>,
    },
    /// Into a file.
    File {
        /// The file: an OFD where its name ends so, else a PDF.
        path: String,
    },
}

/// How a print ended.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "Printed", optional_fields = nullable))]
pub struct Printed {
    /// Its line in the log.
    pub job: PrintJobId,
    /// How it ended: handed over, saved, or stopped.
    pub phase: PrintPhase,
    /// How many papers it held.
    pub papers: usize,
    /// Pages of one copy.
    pub pages: usize,
    /// Sheets of paper in all.
    pub sheets: usize,
}

/// Prints the copies of the item `given` into a file, the posted one on this sheet if one is said.
///
/// # Errors
/// `not-found`, `missing-character` and what else the printroom refuses, what the disk says.
pub fn copies(
    desk: &Desk,
    given: &str,
    sheet: Option<PostedSheet>,
    out: &Path,
) -> Result<Answer, Problem> {
    let paper = Paper::Copies {
        item: given.to_owned(),
        only: None,
        sheet,
    };
    put(desk, &paper, out)
}

/// Prints the approval and secrecy review sheet of the item `given` into a file.
///
/// # Errors
/// As [`copies`].
pub fn approval(desk: &Desk, given: &str, out: &Path) -> Result<Answer, Problem> {
    let item = given.to_owned();
    put(desk, &Paper::Approval { item }, out)
}

/// Prints what changed on the list of the item `given` into a file.
///
/// # Errors
/// As [`copies`], `no-list`.
pub fn changes(desk: &Desk, given: &str, out: &Path) -> Result<Answer, Problem> {
    let item = given.to_owned();
    put(desk, &Paper::Changes { item }, out)
}

/// Prints what of the item `given` goes online into a file.
///
/// # Errors
/// As [`copies`], `not-online`.
pub fn online(desk: &Desk, given: &str, out: &Path) -> Result<Answer, Problem> {
    let item = given.to_owned();
    put(desk, &Paper::Online { item }, out)
}

/// Prints into a file, as a row of the log.
///
/// # Errors
/// As [`run`]; `usage` for a printer.
pub fn into_file(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let Target::File { path } = &request.to else {
        return Err(Problem::usage("usage", "没有写存到哪里", "写明文件"));
    };
    let pages = run(desk, request)?.pages;
    Ok(Answer {
        file: path.clone(),
        pages,
    })
}

/// Prints a book of a year into a file.
///
/// # Errors
/// As [`copies`].
pub fn register(desk: &Desk, book: Book, year: i32, out: &Path) -> Result<Answer, Problem> {
    put(desk, &Paper::Register { book, year }, out)
}

/// Prints a paper of the archive into a file.
///
/// # Errors
/// `archive-unsettled`, `not-found`, what the printroom refuses, what the disk says.
pub fn archive(desk: &Desk, paper: ArchivePaper, out: &Path) -> Result<Answer, Problem> {
    put(desk, &Paper::Archive(paper), out)
}

/// Prints a paper into a file.
///
/// # Errors
/// As [`copies`].
pub fn put(desk: &Desk, paper: &Paper, out: &Path) -> Result<Answer, Problem> {
    let laid = lay_out(desk, paper)?;
    let finished = finished(desk, &laid)?;
    check_target(desk, out)?;
    let pages = finished.pages;
    let bytes = finished.in_form(desk, &laid.pages, Form::of(out))?;
    write_beside(out, &bytes)?;
    Ok(Answer {
        file: out.display().to_string(),
        pages,
    })
}

/// Papers never land among the office's own files: one of them could be written over.
pub(super) fn check_target(desk: &Desk, out: &Path) -> Result<(), Problem> {
    let folder = out
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let real = |path: &Path| {
        path.canonicalize()
            .map_err(|error| file_problem(path, &error))
    };
    if !real(folder)?.starts_with(real(desk.store.layout().folder())?) {
        return Ok(());
    }
    let text = "不能把打印件存进登记库的文件夹";
    Err(Problem::refused("target-inside-office", text, "换一个文件夹存放").in_file(out))
}
