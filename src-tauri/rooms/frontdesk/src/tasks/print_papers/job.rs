//! One print as a row of the log: begun before the first page is made, ended once.

use std::borrow::Cow;
use std::path::Path;

use gongkai_printroom::Page;
use gongkai_printroom::papers::print_list::{PrintList, PrintListLine};
use gongkai_printroom::pdf::Sheaf;
use gongkai_registry::records::{PrintJob, PrintedPaper};
use gongkai_registry::{audit, operation, write_beside};
use gongkai_rulebook::ids::PrintJobId;
use gongkai_rulebook::printing::{PaperSize, PrintPhase};
use gongkai_rulebook::register::CopyFor;

use super::piles::{Pile, has_paper, piles};
use super::{Printed, Request, Target, check_target};
use crate::acting::Actor;
use crate::compose::posted_sheet;
use crate::finished::{Finished, Form, finish};
use crate::papers::{Laid, Paper, lay_out, search};
use crate::printers::{PrintOrder, Printer, Sides};
use crate::tasks::draft_disclosure::item;
use crate::tasks::return_sheet;
use crate::{Desk, Problem};

/// Most papers of one print.
const MOST_PAPERS: usize = 500;
/// Most copies of one print.
const MOST_COPIES: u32 = 99;
/// Most sheets of one print: a carton of paper.
const MOST_SHEETS: usize = 2_500;
/// What a printer's queue shows.
const QUEUED_AS: &str = "政务公开";

/// What came of the pages.
struct Outcome {
    phase: PrintPhase,
    request: Option<String>,
    pages: usize,
    sheets: usize,
    sizes: Vec<PaperSize>,
}

/// Prints. Until the pages go out it may be stopped; then nothing is printed and the log says so.
///
/// # Errors
/// `who-acts`, `nothing-to-print`, `too-many`, `stopped`, what papers and printers refuse; the log
/// keeps why.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Printed, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    check(request)?;
    settle(desk)?;
    let job = begin(desk, request, &actor)?;
    let outcome = print(desk, request, &actor);
    let (phase, reason) = match &outcome {
        Ok(outcome) => (outcome.phase, None),
        Err(problem) if problem.code == "stopped" => (PrintPhase::Stopped, None),
        Err(problem) => (PrintPhase::Failed, Some(problem.text.clone())),
    };
    let request_no = outcome.as_ref().ok().and_then(|done| done.request.clone());
    let pages = outcome.as_ref().map_or(0, |outcome| outcome.pages);
    let sizes: &[PaperSize] = outcome.as_ref().map_or(&[], |outcome| &outcome.sizes);
    desk.store
        .change::<_, Problem>(operation!("end-print"), |change| {
            let pages = u32::try_from(pages).unwrap_or(u32::MAX);
            change.end_print(
                job,
                (phase, reason.as_deref()),
                request_no.as_deref(),
                (pages, sizes),
            )?;
            let entry = actor
                .entry("print-papers", "print_job", job)
                .open_fact("outcome", phase.code())
                .open_fact("papers", request.papers.len().to_string())
                .open_fact("copies", request.copies.to_string());
            audit::append(change, &entry)?;
            Ok(())
        })?;
    let outcome = outcome?;
    if phase.came_out() {
        for paper in &request.papers {
            if let Paper::Return(sheet) = paper {
                return_sheet::printed(desk, sheet, &actor)?;
            }
        }
    }
    Ok(Printed {
        job,
        phase,
        papers: request.papers.len(),
        pages: outcome.pages,
        sheets: outcome.sheets,
    })
}

/// Prints that were cut off with the program are marked so. Nobody prints while this desk asks.
///
/// # Errors
/// What the store says.
pub fn settle(desk: &mut Desk) -> Result<(), Problem> {
    let cut_off = desk.records().unfinished_prints()?;
    if cut_off.is_empty() {
        return Ok(());
    }
    desk.store
        .change::<_, Problem>(operation!("settle-prints"), |change| {
            let reason = Some("打印还没有完成，程序就关闭了");
            for job in &cut_off {
                change.end_print(*job, (PrintPhase::Interrupted, reason), None, (0, &[]))?;
            }
            Ok(())
        })?;
    Ok(())
}

fn check(request: &Request) -> Result<(), Problem> {
    let count = request.papers.len();
    if count == 0 {
        let next = "在左边勾选要打印的事项";
        return Err(Problem::refused(
            "nothing-to-print",
            "没有选要打印的东西",
            next,
        ));
    }
    if count > MOST_PAPERS {
        let text = format!("一次最多打印 {MOST_PAPERS} 件，这次选了 {count} 件");
        return Err(Problem::refused("too-many", text, "分几次打印"));
    }
    if !(1..=MOST_COPIES).contains(&request.copies) {
        let text = format!("份数要在 1 到 {MOST_COPIES} 之间");
        return Err(Problem::refused("too-many", text, "改一下份数").in_field("份数"));
    }
    Ok(())
}

fn begin(desk: &mut Desk, request: &Request, actor: &Actor) -> Result<PrintJobId, Problem> {
    let (printer, two_sided) = match &request.to {
        Target::Printer { name, sides, .. } => (Some(called(desk, name)), *sides == Sides::Two),
        Target::File { .. } => (None, false),
    };
    let job = PrintJob {
        id: PrintJobId::new(&desk.seed()?),
        by: actor.person.id,
        printer,
        copies: request.copies,
        two_sided,
        sizes: Vec::new(),
        pages: 0,
        phase: PrintPhase::Preparing,
        reason: None,
        request: None,
        moment: actor.moment,
    };
    let papers = request.papers.iter().map(|paper| named(desk, paper));
    let papers: Vec<PrintedPaper> = papers.collect::<Result<_, _>>()?;
    desk.store
        .change::<_, Problem>(operation!("begin-print"), |change| {
            change.begin_print(&job, &papers)?;
            Ok(())
        })?;
    Ok(job.id)
}

/// What people call the printer; the log is read by them.
fn called(desk: &Desk, name: &str) -> String {
    known(desk, name).map_or_else(|| name.to_owned(), |printer| printer.called)
}

/// The printer of this name, if the machine has it today.
fn known(desk: &Desk, name: &str) -> Option<Printer> {
    let known = desk.host.printers().list().unwrap_or_default();
    known.into_iter().find(|printer| printer.name == name)
}

/// A paper as the log names it.
fn named(desk: &Desk, paper: &Paper) -> Result<PrintedPaper, Problem> {
    let title = paper.title(desk)?;
    let sheet = if let Paper::Copies {
        item: given,
        only: None | Some(CopyFor::Board),
        sheet,
    } = paper
    {
        Some(posted_sheet(desk, &item(desk, given)?, *sheet)?)
    } else {
        None
    };
    Ok(PrintedPaper {
        paper: paper.kind(),
        title: title.text,
        disclosure: title.disclosure,
        sheet,
    })
}

fn print(desk: &Desk, request: &Request, actor: &Actor) -> Result<Outcome, Problem> {
    let of = request.papers.len() as u64;
    let mut papers = Vec::with_capacity(request.papers.len());
    for (done, paper) in (0_u64..).zip(&request.papers) {
        desk.pace.at("正在排版", done, of)?;
        papers.push(lay_out(desk, paper)?);
    }
    desk.pace.at("正在检查个人信息", of, of)?;
    let stack = stack(desk, request, actor, &papers)?;
    desk.pace.past("正在送出", of, of);
    match &request.to {
        Target::File { path } => save(desk, stack, Path::new(path)),
        Target::Printer { name, sides, paper } => {
            let piles = piles(&stack.pages, stack.cover, &papers, *paper);
            if let Some(printer) = known(desk, name) {
                has_paper(&printer, &piles)?;
            }
            hand_over(desk, &stack.finished, piles, (name, *sides, request.copies))
        }
    }
}

/// Hands every pile to the printer, one job a size of paper.
fn hand_over(
    desk: &Desk,
    finished: &Finished,
    piles: Vec<Pile>,
    (printer, sides, copies): (&str, Sides, u32),
) -> Result<Outcome, Problem> {
    let mut sizes = Vec::new();
    let mut orders = Vec::new();
    let mut sheets = 0;
    for pile in piles {
        let sheaf = Sheaf {
            papers: pile.papers,
            copies,
            onto_mm: pile.fit.then(|| pile.size.sides_mm()),
            two_sided: sides == Sides::Two,
        };
        sheets += sheaf.sheets();
        sizes.push(pile.size);
        if sheets <= MOST_SHEETS {
            orders.push(PrintOrder {
                printer: printer.to_owned(),
                title: QUEUED_AS.to_owned(),
                pdf: sheaf.of(&finished.pdf)?,
                sides,
                size: pile.size,
            });
        }
    }
    if sheets > MOST_SHEETS {
        let text = format!("这次要用 {sheets} 张纸，一次最多 {MOST_SHEETS} 张");
        return Err(Problem::refused("too-many", text, "分几次打印，或减少份数"));
    }
    let mut requests = Vec::new();
    for order in &orders {
        let sent = desk.host.printers().print(order);
        requests.push(sent.map_err(|problem| partly(problem, &sizes[..requests.len()]))?);
    }
    Ok(Outcome {
        phase: PrintPhase::Sent,
        request: Some(requests.join(" ")),
        pages: finished.pages,
        sheets,
        sizes,
    })
}

/// A refusal after some of the paper went out says what did.
fn partly(problem: Problem, sent: &[PaperSize]) -> Problem {
    if sent.is_empty() {
        return problem;
    }
    let labels: Vec<&str> = sent.iter().map(|size| size.label()).collect();
    let text = format!(
        "{}的已交打印机；其余的没有：{}",
        labels.join("、"),
        problem.text
    );
    Problem { text, ..problem }
}

fn save(desk: &Desk, stack: Stack<'_>, out: &Path) -> Result<Outcome, Problem> {
    check_target(desk, out)?;
    let pages = stack.finished.pages;
    let bytes = stack.finished.in_form(desk, &stack.pages, Form::of(out))?;
    write_beside(out, &bytes)?;
    Ok(Outcome {
        phase: PrintPhase::Saved,
        request: None,
        pages,
        sheets: 0,
        sizes: Vec::new(),
    })
}

/// Every page of a print, searched.
struct Stack<'a> {
    finished: Finished,
    pages: Cow<'a, [Page]>,
    /// How many of the pages are the list on top.
    cover: usize,
}

/// Puts every page together.
fn stack<'a>(
    desk: &Desk,
    request: &Request,
    actor: &Actor,
    papers: &'a [Laid],
) -> Result<Stack<'a>, Problem> {
    if let ([only], false) = (papers, request.with_list) {
        return Ok(Stack {
            finished: crate::papers::finished(desk, only)?,
            pages: Cow::Borrowed(&only.pages),
            cover: 0,
        });
    }
    let shelf = desk.fonts()?;
    let mut pages = Vec::new();
    if request.with_list {
        pages = list(desk, request, actor, papers)?.pages(shelf, &desk.forms())?;
    }
    let cover = pages.len();
    for paper in papers {
        pages.extend(paper.pages.iter().cloned());
    }
    let title = format!("打印件（{} 件）", papers.len());
    let day = actor.moment.occurred_on;
    let finished = finish(desk, shelf, &pages, ("打印件", &title, &title), day)?;
    search(desk, &finished, papers, cover)?;
    Ok(Stack {
        finished,
        pages: Cow::Owned(pages),
        cover,
    })
}

fn list(
    desk: &Desk,
    request: &Request,
    actor: &Actor,
    papers: &[Laid],
) -> Result<PrintList, Problem> {
    let line = |paper: &Laid| PrintListLine {
        register_no: paper.register_no.clone(),
        title: paper.title.clone(),
        paper: paper.kind.label().to_owned(),
        pages: paper.pages.len(),
    };
    Ok(PrintList {
        office: desk.settings()?.name,
        day: actor.moment.occurred_on,
        by: actor.person.name.clone(),
        copies: match request.to {
            Target::Printer { .. } => request.copies,
            Target::File { .. } => 1,
        },
        lines: papers.iter().map(line).collect(),
    })
}
