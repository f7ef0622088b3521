//! How a village's sheets were understood last time: what its columns meant, where its header stood,
//! under which entry it was filed.

use gongkai_rulebook::ids::StaffId;
use gongkai_rulebook::list::{ListKind, Meaning};
use gongkai_rulebook::moment::Moment;
use rusqlite::{Row, named_params};
use serde::{Deserialize, Serialize};

use super::Records;
use super::kept::{from_json, many, to_json, write};
use super::moment::{entered_on, moment, on};
use crate::columns::parsed;
use crate::{Change, RegistryError};

/// What a village means by the title of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnHabit {
    /// Title as the village writes it.
    pub title: String,
    /// What it means.
    pub meaning: Meaning,
}

/// How one village's sheets of one kind were understood last time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Habit {
    /// The village in its shortest form; empty for sheets that name none or several.
    pub village: String,
    /// Kind of list.
    pub kind: ListKind,
    /// Its columns.
    pub columns: Vec<ColumnHabit>,
    /// First and last row of the header.
    pub header: Option<(u32, u32)>,
    /// Catalogue entry it was filed under.
    pub entry: String,
    /// Who confirmed it.
    pub by: StaffId,
    /// When.
    pub moment: Moment,
}

impl Records<'_> {
    /// The habits of a village, the latest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn habits_of(&self, village: &str) -> Result<Vec<Habit>, RegistryError> {
        let read = |row: &Row<'_>| {
            let top: Option<u32> = row.get("header_top")?;
            let bottom: Option<u32> = row.get("header_bottom")?;
            Ok(Habit {
                village: row.get("village")?,
                kind: parsed(row, "kind")?,
                columns: from_json(row, "columns")?,
                header: top.zip(bottom),
                entry: row.get("entry")?,
                by: parsed(row, "kept_by")?,
                moment: moment(row, "kept")?,
            })
        };
        let wanted = named_params! { ":village": village };
        many(
            self.connection,
            include_str!("habit/of_village.sql"),
            wanted,
            read,
        )
    }
}

impl Change<'_> {
    /// Remembers a habit in place of the village's earlier one of the same kind.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_habit(&self, habit: &Habit) -> Result<(), RegistryError> {
        let row = named_params! {
            ":village": habit.village,
            ":kind": habit.kind.code(),
            ":columns": to_json(&habit.columns)?,
            ":header_top": habit.header.map(|(top, _)| top),
            ":header_bottom": habit.header.map(|(_, bottom)| bottom),
            ":entry": habit.entry,
            ":kept_by": habit.by.to_string(),
            ":kept_on": on(&habit.moment),
            ":kept_entered_at": habit.moment.entered.unix_ms,
            ":kept_entered_on": entered_on(&habit.moment),
        };
        write(self.connection(), include_str!("habit/put.sql"), row).map(drop)
    }
}
