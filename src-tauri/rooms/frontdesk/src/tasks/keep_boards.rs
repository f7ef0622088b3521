//! Keep the notice boards of the office and its villages: add, rename, set aside. A board that is
//! set aside stays known, for sheets once hung on it.

use std::path::PathBuf;

use gongkai_registry::records::Board;
use gongkai_registry::{audit, operation};
use gongkai_rulebook::ids::{BoardId, FileId};
use gongkai_rulebook::vocabulary::Channel;
use serde::{Deserialize, Serialize};

use super::draft_disclosure::required;
use super::take_in_file::{keep_maybe, take_in_maybe};
use crate::{Acting, Desk, Problem, typed};

/// Boards to add.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepBoardsAdd", optional_fields = nullable))]
pub struct Add {
    /// The boards; a name that is there already is left as it is.
    pub boards: Vec<NewBoard>,
    /// Who and when.
    pub acting: Acting,
}

/// A board to be.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepBoardsNewBoard", optional_fields = nullable))]
pub struct NewBoard {
    /// Its name: 乡政府大院公开栏, 上坪村公开栏.
    pub name: String,
    /// The channel of a posting on it.
    pub channel: Channel,
    /// Where it stands.
    #[serde(default)]
    pub stands: Option<String>,
    /// The village whose matters hang on it.
    #[serde(default)]
    pub village: Option<String>,
}

/// What changes about a board; what is not said stays.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepBoardsChange", optional_fields = nullable))]
pub struct Change {
    /// The board.
    pub board: BoardId,
    /// A new name.
    pub name: Option<String>,
    /// Where it stands.
    pub stands: Option<String>,
    /// The village.
    pub village: Option<String>,
    /// A photo.
    pub photo: Option<PathBuf>,
    /// Who and when.
    pub acting: Acting,
}

/// A board to set aside, or to use again.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepBoardsSetAside", optional_fields = nullable))]
pub struct SetAside {
    /// The board.
    pub board: BoardId,
    /// Set aside (true), or use again (false).
    pub aside: bool,
    /// Who and when.
    pub acting: Acting,
}

/// The boards.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepBoardsAnswer", optional_fields = nullable))]
pub struct Answer {
    /// Every board, those set aside among them.
    pub boards: Vec<Line>,
}

/// One board.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepBoardsLine", optional_fields = nullable))]
pub struct Line {
    /// Its id.
    pub board: BoardId,
    /// Its name.
    pub name: String,
    /// The channel of a posting on it.
    pub channel: Channel,
    /// Where it stands.
    pub stands: Option<String>,
    /// The village whose matters hang on it.
    pub village: Option<String>,
    /// Its photo.
    pub photo: Option<FileId>,
    /// It is not used any more.
    pub set_aside: bool,
}

/// Channels whose postings hang on a board.
pub const fn hangs_on_a_board(channel: Channel) -> bool {
    match channel {
        Channel::NoticeBoard
        | Channel::VillageBoard
        | Channel::InternalBoard
        | Channel::ServiceCentre
        | Channel::Screen => true,
        Channel::Leaflet
        | Channel::Household
        | Channel::Website
        | Channel::Wechat
        | Channel::Weibo
        | Channel::LiveStream
        | Channel::Broadcast
        | Channel::Television
        | Channel::Meeting
        | Channel::StaffMeeting => false,
    }
}

/// Every board.
///
/// # Errors
/// What the store says.
pub fn list(desk: &Desk) -> Result<Answer, Problem> {
    let boards = desk.records().boards()?;
    Ok(Answer {
        boards: boards.into_iter().map(Line::of).collect(),
    })
}

/// Adds boards: all of them or none.
///
/// # Errors
/// `no-board` for a channel that hangs on none, `field-missing`, `who-acts`, what the store says.
pub fn add(desk: &mut Desk, request: Add) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let mut known: Vec<String> = named(desk)?.into_iter().map(|(name, _)| name).collect();
    let mut boards = Vec::new();
    for new in request.boards {
        let board = board_of(desk, new)?;
        if !known.contains(&board.name) {
            known.push(board.name.clone());
            boards.push(board);
        }
    }
    desk.store
        .change::<_, Problem>(operation!("add-boards"), |change| {
            for board in &boards {
                change.add_board(board, &actor.moment)?;
                let entry = actor
                    .entry("add-board", "board", board.id)
                    .open_fact("name", &board.name);
                audit::append(change, &entry)?;
            }
            Ok(())
        })?;
    list(desk)
}

/// Renames a board, or says more about it.
///
/// # Errors
/// `not-found`, `board-name-taken`, `who-acts`, an unreadable photo, what the store says.
pub fn change(desk: &mut Desk, request: Change) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let old = find(desk, request.board)?;
    let name = typed::open_line_maybe("名称", request.name.as_deref())?;
    let renamed = name.filter(|name| *name != old.name);
    if let Some(name) = &renamed {
        check_free(desk, name, old.id)?;
    }
    let photo = take_in_maybe(desk, request.photo.as_deref())?;
    let told = |field, text: Option<String>, old: Option<String>| match text {
        Some(text) => typed::open_line_maybe(field, Some(&text)),
        None => Ok(old),
    };
    let new = Board {
        stands: told("位置", request.stands, old.stands.clone())?,
        village: told("所属村", request.village, old.village.clone())?,
        photo: photo.as_ref().map(|file| file.id).or(old.photo),
        ..old
    };
    desk.store
        .change::<_, Problem>(operation!("change-board"), |change| {
            keep_maybe(change, photo.as_ref())?;
            change.change_board(&new)?;
            let mut entry = actor.entry("change-board", "board", new.id);
            if let Some(name) = &renamed {
                change.name_board(new.id, name)?;
                entry = entry.open_fact("from", &new.name).open_fact("to", name);
            }
            audit::append(change, &entry)?;
            Ok(())
        })?;
    list(desk)
}

/// Sets a board aside, or takes it back into use.
///
/// # Errors
/// `not-found`, `still-hanging` where something hangs on it, `who-acts`, what the store says.
pub fn set_aside(desk: &mut Desk, request: &SetAside) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let board = find(desk, request.board)?;
    if request.aside {
        check_bare(desk, &board)?;
    }
    let at = request.aside.then_some(&actor.moment);
    desk.store
        .change::<_, Problem>(operation!("set-board-aside"), |change| {
            change.set_board_aside(board.id, at)?;
            let act = if request.aside {
                "set-aside"
            } else {
                "use-again"
            };
            audit::append(change, &actor.entry(act, "board", board.id))?;
            Ok(())
        })?;
    list(desk)
}

impl Line {
    pub(crate) fn of(board: Board) -> Self {
        Self {
            board: board.id,
            name: board.name,
            channel: board.channel,
            stands: board.stands,
            village: board.village,
            photo: board.photo,
            set_aside: board.set_aside_on.is_some(),
        }
    }
}

/// The board of a name that it has or had.
///
/// # Errors
/// `not-found`.
pub fn named_board(desk: &Desk, name: &str) -> Result<BoardId, Problem> {
    let found = named(desk)?
        .into_iter()
        .find(|(known, _)| known == name.trim());
    found.map(|(_, board)| board).ok_or_else(|| {
        let text = format!("没有叫“{name}”的公开栏");
        Problem::refused("not-found", text, "用 board list 看看有哪些公开栏")
    })
}

/// Every name with its board.
pub(crate) fn named(desk: &Desk) -> Result<Vec<(String, BoardId)>, Problem> {
    Ok(desk.records().board_names()?)
}

fn board_of(desk: &Desk, new: NewBoard) -> Result<Board, Problem> {
    if !hangs_on_a_board(new.channel) {
        let text = format!("“{}”不挂在公开栏上", new.channel);
        let next = "选公开栏、村公开栏、便民服务中心、电子屏或内部公示栏";
        return Err(Problem::refused("no-board", text, next).in_field("类型"));
    }
    Ok(Board {
        id: BoardId::new(&desk.seed()?),
        name: typed::open_line("名称", required(Some(&new.name), "名称")?)?,
        channel: new.channel,
        stands: typed::open_line_maybe("位置", new.stands.as_deref())?,
        village: typed::open_line_maybe("所属村", new.village.as_deref())?,
        photo: None,
        set_aside_on: None,
    })
}

fn find(desk: &Desk, id: BoardId) -> Result<Board, Problem> {
    let boards = desk.records().boards()?;
    boards
        .into_iter()
        .find(|board| board.id == id)
        .ok_or_else(|| Problem::refused("not-found", "没有这块公开栏", "刷新页面后重新选择"))
}

/// A name is one board's for ever: old postings are found by it.
fn check_free(desk: &Desk, name: &str, own: BoardId) -> Result<(), Problem> {
    let taken = |(known, board): &(String, BoardId)| known == name && *board != own;
    if !named(desk)?.iter().any(taken) {
        return Ok(());
    }
    let text = format!("“{name}”已是另一块公开栏现在或从前的名称");
    Err(Problem::refused("board-name-taken", text, "换一个名称").in_field("名称"))
}

fn check_bare(desk: &Desk, board: &Board) -> Result<(), Problem> {
    let names = named(desk)?;
    let is_here = |place: &str| {
        names
            .iter()
            .any(|(name, id)| name == place && *id == board.id)
    };
    let hanging = desk.records().hanging()?;
    let here = hanging.iter().filter(|sheet| is_here(&sheet.place)).count();
    if here == 0 {
        return Ok(());
    }
    let text = format!("“{}”上还挂着 {here} 件", board.name);
    Err(Problem::refused(
        "still-hanging",
        text,
        "先把挂着的撤下并记录，再停用",
    ))
}
