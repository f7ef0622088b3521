//! Look at a register book as it lies on the desk: its columns, its years, a page of its lines at a
//! time; correction, withdrawal and 作废 are told in the line, never by its absence.

use chrono::{Datelike, NaiveDate};
use gongkai_printroom::papers::register_book::BookColumn;
use gongkai_registry::records::{BookCount, BookYear, LineFilter};
use gongkai_rulebook::disclosure::{Disclosure, State};
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::register::{Book, RegisterNo};
use serde::{Deserialize, Serialize};

use crate::compose::BookReader;
use crate::{Desk, Problem};

/// Most lines of one answer.
const MOST: u32 = 200;

/// Which lines of which book.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "RegisterRequest", optional_fields = nullable))]
pub struct Request {
    /// Which book.
    pub book: Book,
    /// Which year; the newest with lines if not said.
    pub year: Option<i32>,
    /// With this in number, matter, unit, entry or place.
    pub text: Option<String>,
    /// How many lines are left out in front.
    pub from: u32,
    /// How many at most.
    pub count: u32,
}

/// A book, open at a place.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "RegisterAnswer", optional_fields = nullable))]
pub struct Answer {
    /// Name of the office.
    pub office: String,
    /// Which book.
    pub book: Book,
    /// Which year.
    pub year: i32,
    /// The years that can be opened, oldest first; this one is always among them.
    pub years: Vec<Year>,
    /// Titles of the columns.
    pub columns: Vec<String>,
    /// How many lines fit in all.
    pub total: u32,
    /// The lines, by number.
    pub lines: Vec<Line>,
    /// SHA-256 over the lines of a closed year.
    pub closing: Option<String>,
}

/// A year of the book.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "RegisterYear", optional_fields = nullable))]
pub struct Year {
    /// The year.
    pub year: i32,
    /// How many lines it has.
    pub lines: u32,
    /// How many of them are void.
    pub void: u32,
    /// The day it was closed.
    pub closed_on: Option<NaiveDate>,
}

/// One line.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "RegisterBookLine", optional_fields = nullable))]
pub struct Line {
    /// 登记编号.
    pub register_no: RegisterNo,
    /// The item.
    pub disclosure: DisclosureId,
    /// What stands in each column; a new line in a cell is one on paper.
    pub cells: Vec<String>,
    /// 作废: struck through.
    pub void: bool,
    /// What became of the item.
    pub state: State,
    /// It corrects an earlier line.
    pub corrects: bool,
    /// 补录.
    pub late_entry: bool,
    /// What can be done with the line.
    pub may: Vec<LineAct>,
}

/// What can be done with a line: nothing of it is ever deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "RegisterLineAct")
)]
pub enum LineAct {
    /// Open a correction.
    Correct,
    /// Withdraw the item at once.
    Withdraw,
    /// Strike the line; its number stays taken.
    Void,
}

/// The book, open at the place asked for.
///
/// # Errors
/// What the store says.
pub fn run(desk: &Desk, request: &Request) -> Result<Answer, Problem> {
    let this_year = desk.host.now().today.year();
    let counts = desk.records().book_years(request.book)?;
    // Early in January the newest book that has lines is last year's.
    let newest = counts.last().map_or(this_year, |count| count.year);
    let year = request.year.unwrap_or(newest);
    let which = BookYear {
        book: request.book,
        year,
    };
    let text = request.text.as_deref().map(str::trim);
    let filter = LineFilter {
        text: text.filter(|text| !text.is_empty()).map(str::to_owned),
        from: request.from,
        count: request.count.min(MOST),
    };
    let (kept, total) = desk.records().register_page(which, &filter)?;
    let mut reader = BookReader::new(desk, request.book);
    let mut lines = Vec::with_capacity(kept.len());
    let closing = desk.records().closing(which)?;
    for line in kept {
        let (told, item) = reader.line(&line)?;
        lines.push(Line {
            register_no: line.register_no,
            disclosure: line.disclosure,
            cells: BookColumn::ALL
                .iter()
                .map(|column| column.text(&told).clone())
                .collect(),
            void: told.void,
            state: item.state(),
            corrects: item.content().corrects.is_some(),
            late_entry: line.moment.is_late_entry(),
            may: may(desk, &item, told.void, closing.is_some())?,
        });
    }
    Ok(Answer {
        office: desk.settings()?.name,
        book: request.book,
        year,
        years: years(counts, [this_year, year]),
        columns: BookColumn::ALL
            .iter()
            .map(|column| column.title().to_owned())
            .collect(),
        total,
        lines,
        closing: closing.map(|(sha256, _)| sha256.to_string()),
    })
}

/// What can be done with a line of an open or closed year.
fn may(desk: &Desk, item: &Disclosure, void: bool, closed: bool) -> Result<Vec<LineAct>, Problem> {
    let mut may = Vec::new();
    if void {
        return Ok(may);
    }
    if matches!(item, Disclosure::Released(_)) {
        if desk.records().open_correction(item.id())?.is_none() {
            may.push(LineAct::Correct);
        }
        may.push(LineAct::Withdraw);
    }
    // A closed book is sealed.
    if !closed {
        may.push(LineAct::Void);
    }
    Ok(may)
}

/// The years of the book; those of `also` are there without a line too.
fn years(counts: Vec<BookCount>, also: [i32; 2]) -> Vec<Year> {
    let mut years: Vec<Year> = counts
        .into_iter()
        .map(|count| Year {
            year: count.year,
            lines: count.lines,
            void: count.void,
            closed_on: count.closed_on,
        })
        .collect();
    for year in also {
        if !years.iter().any(|known| known.year == year) {
            years.push(Year {
                year,
                lines: 0,
                void: 0,
                closed_on: None,
            });
        }
    }
    years.sort_by_key(|year| year.year);
    years
}
