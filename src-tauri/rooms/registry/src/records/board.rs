//! Notice boards: what they are called, what hangs, what was planned and hangs nowhere. A posting
//! names its place in words; which board that is, the names of the boards say.

use chrono::NaiveDate;
use gongkai_rulebook::disclosure::{EntryCode, State};
use gongkai_rulebook::ids::{BoardId, DisclosureId, FileId, PostingId};
use gongkai_rulebook::moment::Moment;
use gongkai_rulebook::register::RegisterNo;
use gongkai_rulebook::vocabulary::Channel;
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::{many, write};
use super::moment::{entered_on, on};
use crate::columns::{parsed, parsed_or_null};
use crate::{Change, RegistryError};

/// A board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// Its id.
    pub id: BoardId,
    /// Its name in use.
    pub name: String,
    /// The channel of a posting on it.
    pub channel: Channel,
    /// Where it stands.
    pub stands: Option<String>,
    /// The village whose matters hang on it.
    pub village: Option<String>,
    /// A photo of it.
    pub photo: Option<FileId>,
    /// Since when it is not used any more.
    pub set_aside_on: Option<NaiveDate>,
}

/// A sheet that hangs somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HangingSheet {
    /// The posting.
    pub posting: PostingId,
    /// On what.
    pub channel: Channel,
    /// Where, in the words of that day.
    pub place: String,
    /// Photo.
    pub evidence: Option<FileId>,
    /// Since when.
    pub posted_on: NaiveDate,
    /// The item.
    pub disclosure: DisclosureId,
    /// Its state: a withdrawn or corrected one must come down.
    pub state: State,
    /// Its title.
    pub title: String,
    /// Edition of the catalogue it is filed under.
    pub edition: String,
    /// Its entry, which says how long it hangs.
    pub entry: EntryCode,
    /// 登记编号.
    pub register_no: RegisterNo,
}

/// A released item and a planned channel on which it has never been posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedSheet {
    /// The item.
    pub disclosure: DisclosureId,
    /// Its title.
    pub title: String,
    /// 提供单位.
    pub unit: Option<String>,
    /// The village of its list.
    pub village: Option<String>,
    /// The channel.
    pub channel: Channel,
    /// 登记编号.
    pub register_no: RegisterNo,
    /// When it was released.
    pub released_on: NaiveDate,
}

impl Records<'_> {
    /// Every board, in the order in which they were added.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn boards(&self) -> Result<Vec<Board>, RegistryError> {
        many(self.connection, include_str!("board/all.sql"), [], board_of)
    }

    /// Every name that a board has or had, with the board.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn board_names(&self) -> Result<Vec<(String, BoardId)>, RegistryError> {
        let name = |row: &Row<'_>| Ok((row.get("name")?, parsed(row, "board")?));
        many(self.connection, include_str!("board/names.sql"), [], name)
    }

    /// Everything that hangs, longest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn hanging(&self) -> Result<Vec<HangingSheet>, RegistryError> {
        many(
            self.connection,
            include_str!("board/hanging.sql"),
            [],
            hanging_of,
        )
    }

    /// Released items with each planned channel on which they were never posted, oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn planned_nowhere(&self) -> Result<Vec<PlannedSheet>, RegistryError> {
        let wanted = named_params! { ":state": State::Released.code() };
        many(
            self.connection,
            include_str!("board/planned.sql"),
            wanted,
            planned_of,
        )
    }
}

impl Change<'_> {
    /// Adds a board with its name.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add_board(&self, board: &Board, at: &Moment) -> Result<(), RegistryError> {
        let row = named_params! {
            ":id": board.id.to_string(),
            ":channel": board.channel.code(),
            ":stands": board.stands,
            ":village": board.village,
            ":photo": board.photo.map(|photo| photo.to_string()),
            ":added_on": on(at),
            ":added_entered_at": at.entered.unix_ms,
            ":added_entered_on": entered_on(at),
        };
        write(self.connection(), include_str!("board/put.sql"), row)?;
        self.name_board(board.id, &board.name)
    }

    /// Changes where a board stands, whose it is, and its photo.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn change_board(&self, board: &Board) -> Result<(), RegistryError> {
        let row = named_params! {
            ":id": board.id.to_string(),
            ":stands": board.stands,
            ":village": board.village,
            ":photo": board.photo.map(|photo| photo.to_string()),
        };
        write(self.connection(), include_str!("board/change.sql"), row)?;
        self.touch("board", board.id);
        Ok(())
    }

    /// Gives a board a new name; it stays known by its old ones.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn name_board(&self, id: BoardId, name: &str) -> Result<(), RegistryError> {
        let row = named_params! { ":name": name, ":board": id.to_string() };
        write(self.connection(), include_str!("board/put_name.sql"), row)?;
        self.touch("board", id);
        Ok(())
    }

    /// Sets a board aside since a day, or takes it back into use.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn set_board_aside(&self, id: BoardId, at: Option<&Moment>) -> Result<(), RegistryError> {
        let row = named_params! {
            ":id": id.to_string(),
            ":on": at.map(on),
            ":entered_at": at.map(|moment| moment.entered.unix_ms),
            ":entered_on": at.map(entered_on),
        };
        write(self.connection(), include_str!("board/set_aside.sql"), row)?;
        self.touch("board", id);
        Ok(())
    }
}

fn board_of(row: &Row<'_>) -> rusqlite::Result<Board> {
    Ok(Board {
        id: parsed(row, "id")?,
        name: row.get("name")?,
        channel: parsed(row, "channel")?,
        stands: row.get("stands")?,
        village: row.get("village")?,
        photo: parsed_or_null(row, "photo")?,
        set_aside_on: parsed_or_null(row, "set_aside_on")?,
    })
}

fn hanging_of(row: &Row<'_>) -> rusqlite::Result<HangingSheet> {
    Ok(HangingSheet {
        posting: parsed(row, "posting")?,
        channel: parsed(row, "channel")?,
        place: row.get("place")?,
        evidence: parsed_or_null(row, "evidence")?,
        posted_on: parsed(row, "posted_on")?,
        disclosure: parsed(row, "id")?,
        state: parsed(row, "state")?,
        title: row.get("title")?,
        edition: row.get("edition")?,
        entry: parsed(row, "entry")?,
        register_no: number_of(row)?,
    })
}

fn planned_of(row: &Row<'_>) -> rusqlite::Result<PlannedSheet> {
    Ok(PlannedSheet {
        disclosure: parsed(row, "id")?,
        title: row.get("title")?,
        unit: row.get("unit")?,
        village: row.get("village")?,
        channel: parsed(row, "channel")?,
        register_no: number_of(row)?,
        released_on: parsed(row, "released_on")?,
    })
}

/// 登记编号 from the columns `year` and `number`.
pub(super) fn number_of(row: &Row<'_>) -> rusqlite::Result<RegisterNo> {
    Ok(RegisterNo {
        year: row.get("year")?,
        number: row.get("number")?,
    })
}
