//! Look at the print log (打印记录): what was printed when, by whom, and how it ended.

use chrono::NaiveDate;
use gongkai_registry::records::{PrintJob, PrintedPaper};
use gongkai_rulebook::ids::{DisclosureId, PrintJobId};
use gongkai_rulebook::printing::{PaperKind, PaperSize, PrintPhase};
use serde::{Deserialize, Serialize};

use super::draft_disclosure::item;
use crate::{Desk, Problem};

/// Most lines of one answer.
const MOST: u32 = 200;

/// Which lines.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "PrintLogRequest", optional_fields = nullable))]
pub struct Request {
    /// Only prints that held a paper of this item.
    pub item: Option<String>,
    /// How many of the newest are left out.
    pub from: u32,
    /// How many at most.
    pub count: u32,
}

/// The log.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "PrintLog", optional_fields = nullable))]
pub struct Answer {
    /// How many lines there are in all.
    pub total: u32,
    /// The lines, newest first.
    pub lines: Vec<Line>,
}

/// One print.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "PrintLogLine", optional_fields = nullable))]
pub struct Line {
    /// Its id.
    pub job: PrintJobId,
    /// The day it was printed.
    pub printed_on: NaiveDate,
    /// The instant it was entered, milliseconds since 1970 (UTC).
    pub entered_at: i64,
    /// Who printed.
    pub by: String,
    /// The printer; none for a file.
    pub printer: Option<String>,
    /// How many copies.
    pub copies: u32,
    /// Whether both sides of the sheets were printed.
    pub two_sided: bool,
    /// The sizes of paper it went on; none for a file.
    pub sizes: Vec<PaperSize>,
    /// Pages of one copy.
    pub pages: u32,
    /// How it ended.
    pub phase: PrintPhase,
    /// Why it failed.
    pub reason: Option<String>,
    /// What it held.
    pub papers: Vec<LoggedPaper>,
}

/// A paper that was printed.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub struct LoggedPaper {
    /// Which kind.
    pub paper: PaperKind,
    /// Its title as it was printed.
    pub title: String,
    /// The item it is of.
    pub disclosure: Option<DisclosureId>,
}

/// The lines asked for.
///
/// # Errors
/// `not-found`, what the store says.
pub fn run(desk: &Desk, request: &Request) -> Result<Answer, Problem> {
    let of = request.item.as_deref().map(|given| item(desk, given));
    let of = of.transpose()?.map(|item| item.id());
    let count = request.count.min(MOST);
    let (jobs, total) = desk.records().print_jobs(of, request.from, count)?;
    let lines = jobs.into_iter().map(|job| line(desk, job));
    Ok(Answer {
        total,
        lines: lines.collect::<Result<_, _>>()?,
    })
}

fn line(desk: &Desk, job: PrintJob) -> Result<Line, Problem> {
    let paper = |paper: PrintedPaper| LoggedPaper {
        paper: paper.paper,
        title: paper.title,
        disclosure: paper.disclosure,
    };
    let papers = desk.records().printed_papers(job.id)?;
    Ok(Line {
        job: job.id,
        printed_on: job.moment.occurred_on,
        entered_at: job.moment.entered.unix_ms,
        by: desk.records().person(job.by)?.name,
        printer: job.printer,
        copies: job.copies,
        two_sided: job.two_sided,
        sizes: job.sizes,
        pages: job.pages,
        phase: job.phase,
        reason: job.reason,
        papers: papers.into_iter().map(paper).collect(),
    })
}
