//! Print papers into PDF files: copies, approval sheet, register book. The file is written beside
//! and renamed; an unreleased item prints as a preview that says so on every page.

use std::path::Path;

use chrono::{Datelike, NaiveDate};
use gongkai_printroom::papers::copies::{CopyFor, CopySlip};
use gongkai_registry::records::BookYear;
use gongkai_registry::write_beside;
use gongkai_rulebook::disclosure::Disclosure;
use gongkai_rulebook::register::{Book, CopyFor as CopyMadeFor};
use serde::Serialize;

use super::draft_disclosure::item;
use super::pass_gate::planned_channels;
use crate::compose::{self, CopiesOrder, approval_sheet, register_book};
use crate::finished::{Finished, finish};
use crate::problem::file_problem;
use crate::{Desk, Problem};

/// A printed file.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "PrintPapersAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The file.
    pub file: String,
    /// How many pages it has.
    pub pages: usize,
}

/// Prints the copies of the item `given`.
///
/// # Errors
/// `not-found`, `missing-character` and what else the printroom refuses, what the disk says.
pub fn copies(desk: &Desk, given: &str, out: &Path) -> Result<Answer, Problem> {
    let item = item(desk, given)?;
    let order = match item.released() {
        Some(released) => {
            let release = released.release();
            let slip = |copy: &gongkai_rulebook::disclosure::Copy| CopySlip {
                copy_for: compose::slip_of(copy.made_for),
                no: copy.no.clone(),
            };
            CopiesOrder {
                register_no: Some(release.register_no),
                slips: release
                    .copies
                    .iter()
                    .filter(|copy| stands(&item) || copy.made_for == CopyMadeFor::Township)
                    .map(slip)
                    .collect(),
                dated: release.moment.occurred_on,
                channels: release.channels.clone(),
            }
        }
        None => preview(desk, &item)?,
    };
    let day = order.dated;
    let number = order
        .register_no
        .map(|no| no.to_string())
        .unwrap_or_default();
    let composed = compose::copies(desk, &item, order)?;
    let shelf = desk.fonts()?;
    let pages = composed.copies.pages(shelf)?;
    let finished = finish(
        desk,
        shelf,
        &pages,
        ("公开件", &composed.copies.title, &number),
        day,
    )?;
    put(desk, finished, out)
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

/// Of an item that was withdrawn or corrected only the township's own copy is printed again.
const fn stands(item: &Disclosure) -> bool {
    match item {
        Disclosure::Corrected(_) | Disclosure::Withdrawn(_) => false,
        Disclosure::Draft(_)
        | Disclosure::InReview(_)
        | Disclosure::Approved(_)
        | Disclosure::Released(_)
        | Disclosure::Exempt(_) => true,
    }
}

/// Prints the approval and secrecy review sheet of the item `given`.
///
/// # Errors
/// As [`copies`].
pub fn approval(desk: &Desk, given: &str, out: &Path) -> Result<Answer, Problem> {
    let item = item(desk, given)?;
    let sheet = approval_sheet(desk, &item)?;
    let shelf = desk.fonts()?;
    let pages = sheet.pages(shelf)?;
    let day = day_of(desk, &item);
    let id = item.id().to_string();
    put(
        desk,
        finish(desk, shelf, &pages, ("审批表", &sheet.title, &id), day)?,
        out,
    )
}

/// Prints a book of a year.
///
/// # Errors
/// As [`copies`].
pub fn register(desk: &Desk, book: Book, year: i32, out: &Path) -> Result<Answer, Problem> {
    let year = BookYear { book, year };
    let paper = register_book(desk, year)?;
    let shelf = desk.fonts()?;
    let pages = paper.pages(shelf)?;
    let title = format!("{}年{book}", year.year);
    let today = desk.host.now().today;
    let day = NaiveDate::from_ymd_opt(year.year, 12, 31)
        .filter(|last| *last < today)
        .unwrap_or(today);
    put(
        desk,
        finish(desk, shelf, &pages, ("登记簿", &title, &title), day)?,
        out,
    )
}

/// One sheet without number or date, marked as a draft.
fn preview(desk: &Desk, item: &Disclosure) -> Result<CopiesOrder, Problem> {
    let day = day_of(desk, item);
    Ok(CopiesOrder {
        register_no: None,
        slips: vec![CopySlip {
            copy_for: CopyFor::Township,
            no: String::new(),
        }],
        dated: day,
        channels: planned_channels(desk, item.content(), &[])?,
    })
}

/// A day that does not move while the item does not: the same item prints the same bytes.
fn day_of(desk: &Desk, item: &Disclosure) -> NaiveDate {
    let content = item.content();
    let signed = item
        .signatures()
        .iter()
        .map(|signature| signature.moment.occurred_on)
        .max();
    signed.or(content.formed_on).unwrap_or_else(|| {
        let today = desk.host.now().today;
        NaiveDate::from_ymd_opt(today.year(), 1, 1).unwrap_or(today)
    })
}

fn put(desk: &Desk, finished: Finished, out: &Path) -> Result<Answer, Problem> {
    check_target(desk, out)?;
    write_beside(out, &finished.pdf)?;
    Ok(Answer {
        file: out.display().to_string(),
        pages: finished.pages,
    })
}
