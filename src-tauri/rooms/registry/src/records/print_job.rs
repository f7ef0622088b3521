//! 打印记录: what was printed when and by whom. A row is written before the first page is made and
//! ends once; it is never taken away.

use gongkai_rulebook::ids::{DisclosureId, PrintJobId, StaffId};
use gongkai_rulebook::moment::Moment;
use gongkai_rulebook::printing::{PaperKind, PaperSize, PostedSheet, PrintPhase};
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::{many, one, write};
use super::moment::{entered_on, moment, on};
use crate::columns::{parse, parsed, parsed_or_null};
use crate::{Change, RegistryError};

/// One print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintJob {
    /// Its id.
    pub id: PrintJobId,
    /// Who printed.
    pub by: StaffId,
    /// The printer's name; none for a file.
    pub printer: Option<String>,
    /// How many copies of the whole.
    pub copies: u32,
    /// Whether both sides of the sheets were printed.
    pub two_sided: bool,
    /// The sizes of paper it went on; none for a file.
    pub sizes: Vec<PaperSize>,
    /// Pages of one copy, once they are made.
    pub pages: u32,
    /// How far it got.
    pub phase: PrintPhase,
    /// Why it failed.
    pub reason: Option<String>,
    /// Its number in the printing system.
    pub request: Option<String>,
    /// When.
    pub moment: Moment,
}

/// A paper that a print held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedPaper {
    /// Which kind.
    pub paper: PaperKind,
    /// Its title as it was printed.
    pub title: String,
    /// The item it is of.
    pub disclosure: Option<DisclosureId>,
    /// Of copies: the sheet of the posted one.
    pub sheet: Option<PostedSheet>,
}

impl Records<'_> {
    /// `count` prints from the `from`-th newest on, of one item if `of` says so, and how many there
    /// are in all (0 where the page is empty).
    ///
    /// # Errors
    /// What SQLite says.
    pub fn print_jobs(
        &self,
        of: Option<DisclosureId>,
        from: u32,
        count: u32,
    ) -> Result<(Vec<PrintJob>, u32), RegistryError> {
        let wanted = named_params! {
            ":disclosure": of.map(|id| id.to_string()), ":from": from, ":count": count,
        };
        let mut total = 0;
        let read = |row: &Row<'_>| {
            total = row.get("total")?;
            job_of(row)
        };
        let sql = include_str!("print_job/page.sql");
        let jobs = many(self.connection, sql, wanted, read)?;
        Ok((jobs, total))
    }

    /// What a print held, in the order of its pages.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn printed_papers(&self, job: PrintJobId) -> Result<Vec<PrintedPaper>, RegistryError> {
        let wanted = named_params! { ":job": job.to_string() };
        let read = |row: &Row<'_>| {
            Ok(PrintedPaper {
                paper: parsed(row, "paper")?,
                title: row.get("title")?,
                disclosure: parsed_or_null(row, "disclosure")?,
                sheet: parsed_or_null(row, "sheet")?,
            })
        };
        let sql = include_str!("print_job/papers.sql");
        many(self.connection, sql, wanted, read)
    }

    /// The sheet on which the posted copy of an item was last printed since `since_ms`; none if it was not.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn last_sheet(
        &self,
        item: DisclosureId,
        since_ms: i64,
    ) -> Result<Option<PostedSheet>, RegistryError> {
        let wanted = named_params! { ":disclosure": item.to_string(), ":since": since_ms };
        let sql = include_str!("print_job/last_sheet.sql");
        one(self.connection, sql, wanted, |row| parsed(row, "sheet"))
    }

    /// Prints whose pages were still being made when they were last heard of.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn unfinished_prints(&self) -> Result<Vec<PrintJobId>, RegistryError> {
        let sql = include_str!("print_job/cut_off.sql");
        many(self.connection, sql, [], |row| parsed(row, "id"))
    }
}

impl Change<'_> {
    /// Writes a print that begins.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn begin_print(
        &self,
        job: &PrintJob,
        papers: &[PrintedPaper],
    ) -> Result<(), RegistryError> {
        let id = job.id.to_string();
        let row = named_params! {
            ":id": id,
            ":by": job.by.to_string(),
            ":printer": job.printer,
            ":copies": job.copies,
            ":two_sided": job.two_sided,
            ":sizes": codes(&job.sizes),
            ":pages": job.pages,
            ":phase": job.phase.code(),
            ":reason": job.reason,
            ":request": job.request,
            ":printed_on": on(&job.moment),
            ":printed_entered_at": job.moment.entered.unix_ms,
            ":printed_entered_on": entered_on(&job.moment),
        };
        write(self.connection(), include_str!("print_job/add.sql"), row)?;
        let sql = include_str!("print_job/add_paper.sql");
        for (position, paper) in (0_u32..).zip(papers) {
            let row = named_params! {
                ":job": id,
                ":position": position,
                ":paper": paper.paper.code(),
                ":title": paper.title,
                ":disclosure": paper.disclosure.map(|id| id.to_string()),
                ":sheet": paper.sheet.map(PostedSheet::code),
            };
            write(self.connection(), sql, row)?;
        }
        self.touch("print_job", id);
        Ok(())
    }

    /// Ends a print that was being prepared; one that has ended stays as it ended.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn end_print(
        &self,
        id: PrintJobId,
        (phase, reason): (PrintPhase, Option<&str>),
        request: Option<&str>,
        (pages, sizes): (u32, &[PaperSize]),
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":id": id.to_string(),
            ":phase": phase.code(),
            ":reason": reason,
            ":request": request,
            ":pages": pages,
            ":sizes": codes(sizes),
        };
        write(self.connection(), include_str!("print_job/finish.sql"), row)?;
        self.touch("print_job", id);
        Ok(())
    }
}

fn job_of(row: &Row<'_>) -> rusqlite::Result<PrintJob> {
    Ok(PrintJob {
        id: parsed(row, "id")?,
        by: parsed(row, "by")?,
        printer: row.get("printer")?,
        copies: row.get("copies")?,
        two_sided: row.get("two_sided")?,
        sizes: sizes(row)?,
        pages: row.get("pages")?,
        phase: parsed(row, "phase")?,
        reason: row.get("reason")?,
        request: row.get("request")?,
        moment: moment(row, "printed")?,
    })
}

fn codes(sizes: &[PaperSize]) -> String {
    let codes: Vec<&str> = sizes.iter().map(|size| size.code()).collect();
    codes.join(" ")
}

fn sizes(row: &Row<'_>) -> rusqlite::Result<Vec<PaperSize>> {
    let text: String = row.get("sizes")?;
    let codes = text.split_whitespace();
    codes.map(|code| parse(row, "sizes", code)).collect()
}
