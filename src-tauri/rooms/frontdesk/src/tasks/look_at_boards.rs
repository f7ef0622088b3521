//! 公开栏现状: per board what hangs now, since when and until when, what is overdue to come down,
//! which board is bare, and what should hang there and does not.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use gongkai_registry::records::{HangingSheet, PlannedSheet};
use gongkai_rulebook::calendar::Calendar;
use gongkai_rulebook::catalogue::{Catalogue, EntryCode};
use gongkai_rulebook::disclosure::State;
use gongkai_rulebook::ids::{BoardId, DisclosureId, FileId};
use gongkai_rulebook::register::RegisterNo;
use gongkai_rulebook::vocabulary::Channel;
use serde::Serialize;

use super::keep_boards::{self, Line, hangs_on_a_board};
use crate::typed::masked;
use crate::{Desk, Problem};

/// The boards as they are.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtBoardsAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The day of the look.
    pub today: NaiveDate,
    /// Boards in use, and those set aside on which something still hangs.
    pub boards: Vec<BoardNow>,
    /// What hangs at places that are no board of the office.
    pub elsewhere: Vec<Sheet>,
    /// What should hang on a village board, but no board says it is that village's.
    pub homeless: Vec<Wanted>,
    /// How many sheets should come down by now.
    pub overdue: usize,
}

/// One board.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtBoardsBoardNow", optional_fields = nullable))]
pub struct BoardNow {
    /// The board.
    #[serde(flatten)]
    pub board: Line,
    /// What hangs, longest first.
    pub sheets: Vec<Sheet>,
    /// What should hang there and does not.
    pub wanted: Vec<Wanted>,
}

/// A sheet that hangs.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtBoardsSheet", optional_fields = nullable))]
pub struct Sheet {
    /// The item.
    pub disclosure: DisclosureId,
    /// Its title.
    pub title: String,
    /// 登记编号.
    pub register_no: RegisterNo,
    /// On what.
    pub channel: Channel,
    /// Where, in the words of that day.
    pub place: String,
    /// Since when.
    pub posted_on: NaiveDate,
    /// Last day of the entry's posting; none where no rule gives one, or a year has no calendar.
    pub until: Option<NaiveDate>,
    /// The length of the posting in words, where a rule gives one.
    pub length: Option<String>,
    /// Whether it should come down, and why.
    pub due: Due,
    /// Its photo.
    pub evidence_file: Option<FileId>,
}

/// Whether a sheet should come down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "LookAtBoardsDue")
)]
pub enum Due {
    /// It was withdrawn: at once.
    Withdrawn,
    /// It was corrected: at once.
    Corrected,
    /// Its posting is over.
    Over,
    /// Today is its last day.
    Today,
    /// It stays.
    Stays,
}

/// What should hang and does not.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtBoardsWanted", optional_fields = nullable))]
pub struct Wanted {
    /// The item.
    pub disclosure: DisclosureId,
    /// Its title.
    pub title: String,
    /// 登记编号.
    pub register_no: RegisterNo,
    /// The channel that was planned.
    pub channel: Channel,
    /// When it was released.
    pub released_on: NaiveDate,
}

/// Looks at every board.
///
/// # Errors
/// What the store says.
pub fn run(desk: &Desk) -> Result<Answer, Problem> {
    let names = keep_boards::named(desk)?;
    let board_of = |place: &str| {
        let found = names.iter().find(|(name, _)| name == place);
        found.map(|(_, board)| *board)
    };
    let mut hanging: BTreeMap<BoardId, Vec<Sheet>> = BTreeMap::new();
    let mut elsewhere = Vec::new();
    let mut rules = Rules::of(desk)?;
    for sheet in desk.records().hanging()? {
        let on = board_of(&sheet.place);
        let sheet = rules.sheet(desk, sheet)?;
        match on {
            Some(board) => hanging.entry(board).or_default().push(sheet),
            None if hangs_on_a_board(sheet.channel) => elsewhere.push(sheet),
            None => {}
        }
    }
    let all = hanging.values().flatten().chain(&elsewhere);
    let overdue = all.filter(|sheet| sheet.due <= Due::Over).count();
    let lines = keep_boards::list(desk)?.boards;
    let (mut wanted, homeless) = wanted(desk, &lines)?;
    let boards = lines
        .into_iter()
        .map(|board| BoardNow {
            sheets: hanging.remove(&board.board).unwrap_or_default(),
            wanted: wanted.remove(&board.board).unwrap_or_default(),
            board,
        })
        .filter(|now| !now.board.set_aside || !now.sheets.is_empty())
        .collect();
    Ok(Answer {
        today: desk.host.now().today,
        boards,
        elsewhere,
        homeless,
        overdue,
    })
}

/// How long entries hang, each edition of the catalogue read once.
struct Rules {
    calendar: Calendar,
    editions: BTreeMap<String, Catalogue>,
    today: NaiveDate,
}

impl Rules {
    fn of(desk: &Desk) -> Result<Self, Problem> {
        Ok(Self {
            calendar: desk.calendar()?,
            editions: BTreeMap::new(),
            today: desk.host.now().today,
        })
    }

    fn sheet(&mut self, desk: &Desk, kept: HangingSheet) -> Result<Sheet, Problem> {
        let (until, length) = self.end(desk, &kept.edition, &kept.entry, kept.posted_on)?;
        Ok(Sheet {
            disclosure: kept.disclosure,
            title: masked(&kept.title),
            register_no: kept.register_no,
            channel: kept.channel,
            place: kept.place,
            posted_on: kept.posted_on,
            until,
            length,
            due: due(kept.state, until, self.today),
            evidence_file: kept.evidence,
        })
    }

    /// Last day and length of a posting.
    fn end(
        &mut self,
        desk: &Desk,
        edition: &str,
        entry: &EntryCode,
        posted_on: NaiveDate,
    ) -> Result<(Option<NaiveDate>, Option<String>), Problem> {
        if !self.editions.contains_key(edition) {
            let catalogue = desk.catalogue_edition(edition)?;
            self.editions.insert(edition.to_owned(), catalogue);
        }
        let catalogue = self.editions.get(edition);
        let entry = catalogue.and_then(|catalogue| catalogue.entry(entry.as_str()));
        let Some(period) = entry.and_then(|entry| entry.posting.as_ref()) else {
            return Ok((None, None));
        };
        let span = period.span(posted_on, &self.calendar).ok();
        let length = format!("{}{}", period.n, period.unit);
        Ok((span.map(|span| span.last), Some(length)))
    }
}

fn due(state: State, until: Option<NaiveDate>, today: NaiveDate) -> Due {
    match state {
        State::Withdrawn => Due::Withdrawn,
        State::Corrected => Due::Corrected,
        State::Draft
        | State::Returned
        | State::SetAside
        | State::Submitted
        | State::Proofread
        | State::Reviewed
        | State::Agreed
        | State::Approved
        | State::Released
        | State::Exempt => match until {
            Some(last) if last < today => Due::Over,
            Some(last) if last == today => Due::Today,
            Some(_) | None => Due::Stays,
        },
    }
}

type WantedByBoard = BTreeMap<BoardId, Vec<Wanted>>;

/// What was planned and hangs nowhere, by the board it belongs on.
fn wanted(desk: &Desk, boards: &[Line]) -> Result<(WantedByBoard, Vec<Wanted>), Problem> {
    let mut by_board = WantedByBoard::new();
    let mut homeless = Vec::new();
    for planned in desk.records().planned_nowhere()? {
        if !hangs_on_a_board(planned.channel) {
            continue;
        }
        match belongs_on(&planned, boards) {
            Some(board) => by_board.entry(board).or_default().push(planned.into()),
            None => homeless.push(planned.into()),
        }
    }
    Ok((by_board, homeless))
}

/// The board an item belongs on: its village's, or the office's first of that kind.
pub(crate) fn belongs_on(planned: &PlannedSheet, boards: &[Line]) -> Option<BoardId> {
    let mut fitting = boards
        .iter()
        .filter(|board| !board.set_aside && board.channel == planned.channel);
    if planned.channel != Channel::VillageBoard {
        return fitting.next().map(|board| board.board);
    }
    let is_its = |board: &&Line| {
        board.village.as_deref().is_some_and(|village| {
            let unit = planned.unit.as_deref().unwrap_or_default();
            planned.village.as_deref() == Some(village) || unit.starts_with(village)
        })
    };
    fitting.find(is_its).map(|board| board.board)
}

impl From<PlannedSheet> for Wanted {
    fn from(planned: PlannedSheet) -> Self {
        Self {
            disclosure: planned.disclosure,
            title: masked(&planned.title),
            register_no: planned.register_no,
            channel: planned.channel,
            released_on: planned.released_on,
        }
    }
}
