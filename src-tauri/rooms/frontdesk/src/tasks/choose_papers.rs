//! Choose what to print: items by state, year, village and entry, and whether they were printed.

use chrono::{Datelike, NaiveDate};
use gongkai_registry::records::{Printable, PrintableFilter};
use gongkai_rulebook::disclosure::State;
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::printing::PaperKind;
use gongkai_rulebook::register::{Book, RegisterNo};
use serde::{Deserialize, Serialize};

use crate::typed::masked;
use crate::{Desk, Problem};

/// Most lines of one answer.
const MOST: u32 = 500;

/// What is looked for; what is not said does not matter.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ChoosePapersRequest", optional_fields = nullable))]
pub struct Request {
    /// Which kind of paper is to be printed: it tells what was printed already.
    pub paper: PaperKind,
    /// In this state.
    pub state: Option<State>,
    /// Of this year.
    pub year: Option<i32>,
    /// Of this village's list.
    pub village: Option<String>,
    /// Of this catalogue entry.
    pub entry: Option<String>,
    /// With this in title or number.
    pub text: Option<String>,
    /// Only what was not printed yet.
    pub unprinted: bool,
    /// How many lines are left out in front.
    pub from: u32,
    /// How many at most.
    pub count: u32,
}

/// What can be printed.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "PapersToChoose", optional_fields = nullable))]
pub struct Answer {
    /// How many items fit in all.
    pub total: u32,
    /// The items.
    pub lines: Vec<Line>,
    /// Villages that can be chosen.
    pub villages: Vec<String>,
    /// Years that can be chosen, newest first.
    pub years: Vec<i32>,
}

/// An item.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "PaperToChoose", optional_fields = nullable))]
pub struct Line {
    /// Its id.
    pub disclosure: DisclosureId,
    /// 登记编号.
    pub register_no: Option<RegisterNo>,
    /// Its title.
    pub title: String,
    /// Its state.
    pub state: State,
    /// Its catalogue entry.
    pub entry: String,
    /// When it was released.
    pub released_on: Option<NaiveDate>,
    /// The village of its list.
    pub village: Option<String>,
    /// The day this kind of paper was last printed of it.
    pub printed_on: Option<NaiveDate>,
}

/// The items that fit.
///
/// # Errors
/// What the store says.
pub fn run(desk: &Desk, request: Request) -> Result<Answer, Problem> {
    let said = |text: Option<String>| {
        let text = text.map(|text| text.trim().to_owned());
        text.filter(|text| !text.is_empty())
    };
    let filter = PrintableFilter {
        state: request.state,
        year: request.year,
        village: said(request.village),
        entry: said(request.entry),
        text: said(request.text),
        unprinted: request.unprinted,
    };
    let part = (request.from, request.count.min(MOST));
    let (items, total) = desk.records().printables(request.paper, &filter, part)?;
    Ok(Answer {
        total,
        lines: items.into_iter().map(line).collect(),
        villages: desk.records().villages()?,
        years: years(desk)?,
    })
}

fn line(item: Printable) -> Line {
    Line {
        disclosure: item.id,
        register_no: item.line.map(|(no, _)| no),
        title: masked(&item.title),
        state: item.state,
        entry: item.entry.to_string(),
        released_on: item.line.map(|(_, on)| on),
        village: item.village,
        printed_on: item.printed_on,
    }
}

/// The years of every book, and this one.
fn years(desk: &Desk) -> Result<Vec<i32>, Problem> {
    let mut years = vec![desk.host.now().today.year()];
    for book in Book::ALL {
        let counts = desk.records().book_years(*book)?;
        years.extend(counts.iter().map(|count| count.year));
    }
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    Ok(years)
}
