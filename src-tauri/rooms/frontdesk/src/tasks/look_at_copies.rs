//! 档案与三份: where each of the copies of a year is, and what is missing about it. A posted copy
//! and a posting meet in their order: the first sheet hung up is the first posted copy.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use gongkai_registry::records::{CopyLine, PostingLine};
use gongkai_rulebook::disclosure::State;
use gongkai_rulebook::ids::{DisclosureId, FileId};
use gongkai_rulebook::register::{Book, CopyFor, RegisterNo};
use serde::{Deserialize, Serialize};

use super::keep_boards::hangs_on_a_board;
use crate::typed::masked;
use crate::{Desk, Problem};

/// Which copies to look at.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtCopiesRequest", optional_fields = nullable))]
pub struct Request {
    /// Of this year; the newest that has lines if none is said.
    #[serde(default)]
    pub year: Option<i32>,
    /// Only items that lack this.
    #[serde(default)]
    pub missing: Option<Lack>,
}

/// What may be missing about the copies of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "LookAtCopiesLack")
)]
pub enum Lack {
    /// The county's copy was not handed over.
    County,
    /// It was, and no receipt is filed.
    Receipt,
    /// The township's copy lies in no folder or box yet (待归档).
    Filing,
    /// A posted copy hangs nowhere.
    Posting,
    /// A posting has no photo.
    Photo,
}

impl Lack {
    const ALL: [Self; 5] = [
        Self::County,
        Self::Receipt,
        Self::Filing,
        Self::Posting,
        Self::Photo,
    ];
}

/// The copies of a year.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtCopiesAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The year.
    pub year: i32,
    /// Years that have lines, newest first.
    pub years: Vec<i32>,
    /// How many items there are.
    pub items: usize,
    /// How many items lack what, whatever is filtered.
    pub lacking: Vec<Count>,
    /// The items, by book and number.
    pub lines: Vec<Line>,
}

/// How many items lack something.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtCopiesCount", optional_fields = nullable))]
pub struct Count {
    /// What.
    pub lack: Lack,
    /// How many.
    pub items: usize,
}

/// The copies of one item.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtCopiesLine", optional_fields = nullable))]
pub struct Line {
    /// The item.
    pub disclosure: DisclosureId,
    /// Its title.
    pub title: String,
    /// Its state.
    pub state: State,
    /// The book it stands in.
    pub book: Book,
    /// 登记编号.
    pub register_no: RegisterNo,
    /// When it was released.
    pub released_on: NaiveDate,
    /// Its line is void (作废).
    pub void: bool,
    /// The county's copy.
    pub county: Option<County>,
    /// The township's own copy.
    pub township: Option<Township>,
    /// The posted copies, each with the sheet that hangs or hung.
    pub posted: Vec<Posted>,
    /// Postings beyond the copies: website, leaflet, further boards.
    pub shown: Vec<Shown>,
    /// What is missing.
    pub lacks: Vec<Lack>,
}

/// The county's copy.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtCopiesCounty", optional_fields = nullable))]
pub struct County {
    /// Its number.
    pub no: String,
    /// To whom it was handed.
    pub handed_to: Option<String>,
    /// How.
    pub handed_by: Option<String>,
    /// When.
    pub handed_on: Option<NaiveDate>,
    /// Its receipt.
    pub receipt: Option<FileId>,
}

/// The township's own copy.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtCopiesTownship", optional_fields = nullable))]
pub struct Township {
    /// Its number.
    pub no: String,
    /// Folder or box; none while it waits for filing.
    pub place: Option<String>,
    /// Since when.
    pub kept_on: Option<NaiveDate>,
}

/// A posted copy.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtCopiesPosted", optional_fields = nullable))]
pub struct Posted {
    /// Its number.
    pub no: String,
    /// The sheet; none while it hangs nowhere.
    pub sheet: Option<Shown>,
}

/// A posting.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtCopiesShown", optional_fields = nullable))]
pub struct Shown {
    /// On what.
    pub channel: gongkai_rulebook::vocabulary::Channel,
    /// Where.
    pub place: String,
    /// Since when.
    pub posted_on: NaiveDate,
    /// Until when; none while it hangs.
    pub taken_down_on: Option<NaiveDate>,
    /// Photo, minutes, snapshot.
    pub evidence: Option<FileId>,
    /// Photo of the place afterwards.
    pub taken_down_photo: Option<FileId>,
}

/// Looks at the copies of a year.
///
/// # Errors
/// What the store says.
pub fn run(desk: &Desk, request: &Request) -> Result<Answer, Problem> {
    use chrono::Datelike;
    let years = desk.records().register_years()?;
    let this_year = desk.host.now().today.year();
    let newest = years.first().copied().unwrap_or(this_year);
    let year = request.year.unwrap_or(newest);
    let mut postings: BTreeMap<DisclosureId, Vec<Shown>> = BTreeMap::new();
    for posting in desk.records().postings_of_year(year)? {
        let of_item = postings.entry(posting.disclosure).or_default();
        of_item.push(posting.into());
    }
    let mut lines: Vec<Line> = Vec::new();
    for copy in desk.records().copies_of_year(year)? {
        if lines
            .last()
            .is_none_or(|line| line.disclosure != copy.disclosure)
        {
            let shown = postings.remove(&copy.disclosure).unwrap_or_default();
            lines.push(Line::of(&copy, shown));
        }
        if let Some(line) = lines.last_mut() {
            line.take(copy);
        }
    }
    for line in &mut lines {
        line.lacks = line.lacking();
    }
    let count = |lack: Lack| Count {
        lack,
        items: lines
            .iter()
            .filter(|line| line.lacks.contains(&lack))
            .count(),
    };
    let lacking = Lack::ALL.into_iter().map(count).collect();
    let items = lines.len();
    if let Some(lack) = request.missing {
        lines.retain(|line| line.lacks.contains(&lack));
    }
    Ok(Answer {
        year,
        years,
        items,
        lacking,
        lines,
    })
}

impl Line {
    fn of(copy: &CopyLine, shown: Vec<Shown>) -> Self {
        Self {
            disclosure: copy.disclosure,
            title: masked(&copy.title),
            state: copy.state,
            book: copy.book,
            register_no: copy.register_no,
            released_on: copy.released_on,
            void: copy.void,
            county: None,
            township: None,
            posted: Vec::new(),
            shown,
            lacks: Vec::new(),
        }
    }

    fn take(&mut self, line: CopyLine) {
        let (no, handed) = (line.copy.no, line.copy.handed);
        match line.copy.made_for {
            CopyFor::County => {
                self.county = Some(County {
                    no,
                    receipt: handed.as_ref().and_then(|handed| handed.receipt),
                    handed_on: handed.as_ref().map(|handed| handed.moment.occurred_on),
                    handed_by: handed.as_ref().map(|handed| handed.how.clone()),
                    handed_to: handed.map(|handed| handed.to),
                });
            }
            CopyFor::Township => {
                let (place, kept_on) = line.kept.unzip();
                self.township = Some(Township { no, place, kept_on });
            }
            CopyFor::Board => {
                let on_board = |shown: &Shown| hangs_on_a_board(shown.channel);
                let sheet = self.shown.iter().position(on_board);
                let sheet = sheet.map(|at| self.shown.remove(at));
                self.posted.push(Posted { no, sheet });
            }
        }
    }

    /// What is missing; nothing is asked for an item that no longer stands but its filing.
    fn lacking(&self) -> Vec<Lack> {
        let stands = !self.void && self.state == State::Released;
        let lacks = |lack: &Lack| match lack {
            Lack::County => {
                stands
                    && self
                        .county
                        .as_ref()
                        .is_some_and(|copy| copy.handed_on.is_none())
            }
            Lack::Receipt => self
                .county
                .as_ref()
                .is_some_and(|copy| copy.handed_on.is_some() && copy.receipt.is_none()),
            Lack::Filing => self
                .township
                .as_ref()
                .is_some_and(|copy| copy.place.is_none()),
            Lack::Posting => stands && self.posted.iter().any(|copy| copy.sheet.is_none()),
            Lack::Photo => self.all_shown().any(|shown| shown.evidence.is_none()),
        };
        Lack::ALL.into_iter().filter(|lack| lacks(lack)).collect()
    }

    fn all_shown(&self) -> impl Iterator<Item = &Shown> {
        let hung = self.posted.iter().filter_map(|copy| copy.sheet.as_ref());
        hung.chain(&self.shown)
    }
}

impl From<PostingLine> for Shown {
    fn from(posting: PostingLine) -> Self {
        Self {
            channel: posting.channel,
            place: posting.place,
            posted_on: posting.posted_on,
            taken_down_on: posting.taken_on,
            evidence: posting.evidence,
            taken_down_photo: posting.taken_photo,
        }
    }
}
