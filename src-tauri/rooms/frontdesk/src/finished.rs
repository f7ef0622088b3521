//! The finished output: made, read again, and searched for anything private before it may leave.

use std::path::Path;

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use gongkai_intake::document::{PageText, PagesError};
use gongkai_intake::pdf_pages;
use gongkai_printroom::ofd::{self, write_ofd};
use gongkai_printroom::papers::copies::Copies;
use gongkai_printroom::pdf::{About, write_pdf};
use gongkai_printroom::{FontShelf, Page, Place, PrintError};
use gongkai_rulebook::gate::{Level, OutputFinding, PrintFault, Spot};
use gongkai_rulebook::privacy::mask::mask_minor_name;
use gongkai_rulebook::privacy::phone::PhoneKind;
use gongkai_rulebook::privacy::{Finding, FindingKind, ScanOptions, scan_text};

use crate::{Desk, Problem};

/// A finished paper.
pub(crate) struct Finished {
    /// The PDF.
    pub(crate) pdf: Vec<u8>,
    /// How many pages.
    pub(crate) pages: usize,
    /// What it says about itself.
    about: About,
}

/// A format of finished pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// PDF/A-1b (GB/T 23286.1).
    Pdf,
    /// OFD (GB/T 33190).
    Ofd,
}

impl Form {
    /// The format that a file's name asks for: OFD by its ending, a PDF otherwise.
    pub(crate) fn of(path: &Path) -> Self {
        let ending = path.extension().unwrap_or_default();
        match ending.eq_ignore_ascii_case(ofd::ENDING) {
            true => Self::Ofd,
            false => Self::Pdf,
        }
    }
}

impl Finished {
    /// The file in this format. `pages` are those it was finished from: what was searched as a PDF
    /// is what leaves as an OFD.
    ///
    /// # Errors
    /// What the printroom refuses.
    pub(crate) fn in_form(
        self,
        desk: &Desk,
        pages: &[Page],
        form: Form,
    ) -> Result<Vec<u8>, Problem> {
        match form {
            Form::Pdf => Ok(self.pdf),
            Form::Ofd => Ok(write_ofd(pages, desk.fonts()?, &self.about)?),
        }
    }
}

/// What a look at the finished copies found.
pub(crate) struct Looked {
    pub(crate) findings: Vec<OutputFinding>,
    /// What would stop the print.
    pub(crate) print_faults: Vec<PrintFault>,
    /// Pages that were read again.
    pub(crate) pages: usize,
}

impl Looked {
    /// What another paper of the same item shows; what both show is told once.
    pub(crate) fn join(&mut self, other: Self) {
        for found in other.findings {
            let known = |known: &OutputFinding| {
                (&known.kind, &known.masked) == (&found.kind, &found.masked)
            };
            if !self.findings.iter().any(known) {
                self.findings.push(found);
            }
        }
        for fault in other.print_faults {
            if !self.print_faults.contains(&fault) {
                self.print_faults.push(fault);
            }
        }
        self.pages += other.pages;
    }
}

/// Puts pages into a PDF that says what it is; the same pages on the same `day` give the same
/// bytes.
pub(crate) fn finish(
    desk: &Desk,
    shelf: &FontShelf,
    pages: &[Page],
    (subject, title, identifier): (&str, &str, &str),
    day: NaiveDate,
) -> Result<Finished, Problem> {
    let about = About {
        title: title.to_owned(),
        author: desk.settings()?.name,
        subject: subject.to_owned(),
        identifier: identifier.to_owned(),
        created: midnight(day),
    };
    Ok(Finished {
        pdf: write_pdf(pages, shelf, &about)?,
        pages: pages.len(),
        about,
    })
}

/// Makes the copies, reads the finished PDF again and searches its text.
pub(crate) fn make_and_look(
    desk: &Desk,
    copies: &Copies,
    minors: &[String],
    day: NaiveDate,
) -> Result<Looked, Problem> {
    let shelf = desk.fonts()?;
    let pages = match copies.pages(shelf, &desk.forms()) {
        Ok(pages) => pages,
        Err(fault) => match print_fault(&fault) {
            Some(fault) => {
                return Ok(Looked {
                    findings: Vec::new(),
                    print_faults: vec![fault],
                    pages: 0,
                });
            }
            None => return Err(fault.into()),
        },
    };
    let number = copies.register_no.as_deref().unwrap_or_default();
    let finished = finish(desk, shelf, &pages, ("公开件", &copies.title, number), day)?;
    let findings = look(desk, &finished.pdf, (minors, &[]), day, &|_| true)?;
    Ok(Looked {
        findings,
        print_faults: Vec::new(),
        pages: finished.pages,
    })
}

/// A fault of the text itself, which the clerk can mend; the program's own are none.
fn print_fault(error: &PrintError) -> Option<PrintFault> {
    let fault = |place: String, spot: Option<Spot>| PrintFault {
        text: error.to_string(),
        place,
        spot,
    };
    match error {
        PrintError::MissingCharacter { place, .. } | PrintError::TooLong { place, .. } => {
            Some(fault(place.to_string(), spot_of(place)))
        }
        PrintError::RowTooTall { row } => {
            Some(fault(format!("名单第 {row} 行"), Some(Spot::Row(*row))))
        }
        PrintError::TableTooWide { .. } => Some(fault("名单".to_owned(), Some(Spot::Row(0)))),
        PrintError::FontMissing { .. }
        | PrintError::FontUnreadable { .. }
        | PrintError::UnevenRow { .. }
        | PrintError::Nothing { .. }
        | PrintError::Form(_)
        | PrintError::Writing { .. } => None,
    }
}

/// The place in the item that a place on the paper is set from.
fn spot_of(place: &Place) -> Option<Spot> {
    match place {
        Place::Title => Some(Spot::Title),
        Place::Paragraph(number) => Some(Spot::Body(*number)),
        Place::Cell { row, .. } => Some(Spot::Row(*row)),
        Place::ColumnTitle(_) => Some(Spot::Row(0)),
        Place::Field(name) => name.parse().ok().map(Spot::Element),
    }
}

/// Every private value on the pages of a finished PDF that `is_meant` by their index. Numbers of
/// `telephones` stand there on purpose.
pub(crate) fn look(
    desk: &Desk,
    pdf: &[u8],
    (minors, telephones): (&[String], &[String]),
    day: NaiveDate,
    is_meant: &dyn Fn(usize) -> bool,
) -> Result<Vec<OutputFinding>, Problem> {
    let unread = |error: PagesError| {
        let next = "重新生成一次；仍不行，检查字体文件夹";
        Problem::unreadable("output-unreadable", format!("成品读不回来：{error}"), next)
    };
    let pages = pdf_pages(pdf).map_err(unread)?;
    let options = options(desk, telephones, day)?;
    let mut findings = Vec::new();
    for (index, page) in pages
        .iter()
        .enumerate()
        .filter(|(index, _)| is_meant(*index))
    {
        look_over((page, index), minors, &options, &mut findings);
    }
    Ok(findings)
}

/// Looks over one page: every text of it, and what could not be looked at.
fn look_over(
    (page, index): (&PageText, usize),
    minors: &[String],
    options: &ScanOptions,
    findings: &mut Vec<OutputFinding>,
) {
    findings.extend(named_minors(minors, page, index));
    let unread = page.not_looked_at.iter();
    findings.extend(unread.map(|what| unseen(what.label(), index)));
    for text in page.texts() {
        for finding in scan_text(text, options) {
            let told = OutputFinding {
                kind: finding.kind.label().to_owned(),
                level: level(&finding, text),
                masked: finding.masked,
                place: format!("第 {} 页", index + 1),
                attached: None,
            };
            // Every copy says the same; one line of the sheet is enough.
            if !findings
                .iter()
                .any(|known| (&known.kind, &known.masked) == (&told.kind, &told.masked))
            {
                findings.push(told);
            }
        }
    }
}

fn options(desk: &Desk, telephones: &[String], day: NaiveDate) -> Result<ScanOptions, Problem> {
    let own = desk.settings()?.supervision_phone;
    let numbers = own.into_iter().chain(telephones.iter().cloned());
    Ok(ScanOptions {
        reference_date: Some(day),
        allowed_numbers: numbers.filter(|number| !number.is_empty()).collect(),
        ..ScanOptions::default()
    })
}

/// The first private value in a text that must not leave, by its kind and masked.
pub(crate) fn look_at_text(
    desk: &Desk,
    text: &str,
    telephones: &[String],
    day: NaiveDate,
) -> Result<Option<(String, String)>, Problem> {
    let options = options(desk, telephones, day)?;
    let found = scan_text(text, &options).into_iter();
    let mut red = found.filter(|finding| level(finding, text) == Level::Red);
    Ok(red
        .next()
        .map(|finding| (finding.kind.label().to_owned(), finding.masked)))
}

/// Minors of the list who are named elsewhere on the page. A name of two characters may be part of
/// other words, so it only warns.
fn named_minors(minors: &[String], page: &PageText, index: usize) -> Vec<OutputFinding> {
    let named = |name: &&String| page.texts().any(|text| text.contains(name.as_str()));
    let told = move |name: &String| OutputFinding {
        kind: FindingKind::Minor.label().to_owned(),
        level: if name.chars().count() > 2 {
            Level::Red
        } else {
            Level::Warning
        },
        masked: mask_minor_name(name),
        place: format!("第 {} 页", index + 1),
        attached: None,
    };
    minors.iter().filter(named).map(told).collect()
}

/// What could not be read back is never called clean.
fn unseen(what: &str, index: usize) -> OutputFinding {
    OutputFinding {
        kind: "没有检查到的内容".to_owned(),
        masked: what.to_owned(),
        place: format!("第 {} 页", index + 1),
        attached: None,
        level: Level::Red,
    }
}

/// As its kind has it, but a landline may be an office's and wants a reason, not a red line.
pub(crate) fn level(finding: &Finding, text: &str) -> Level {
    match finding.kind {
        FindingKind::Phone => match text.get(finding.range.clone()).and_then(PhoneKind::of) {
            Some(PhoneKind::Landline) => Level::Warning,
            Some(PhoneKind::Mobile) | None => Level::Red,
        },
        FindingKind::Id
        | FindingKind::BankCard
        | FindingKind::Minor
        | FindingKind::Address
        | FindingKind::Sensitive
        | FindingKind::BirthDate
        | FindingKind::Household
        | FindingKind::Email
        | FindingKind::Plate => finding.kind.level(),
    }
}

/// The first moment of a day.
pub(crate) fn midnight(day: NaiveDate) -> NaiveDateTime {
    day.and_hms_opt(0, 0, 0)
        .unwrap_or(DateTime::UNIX_EPOCH.naive_utc())
}
