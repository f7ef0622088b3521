//! Items as one picks them for a print: filtered, newest first, with the day each was last printed.

use chrono::NaiveDate;
use gongkai_rulebook::disclosure::{EntryCode, State};
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::printing::PaperKind;
use gongkai_rulebook::register::RegisterNo;
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::many;
use crate::RegistryError;
use crate::columns::{parsed, parsed_or_null};

/// An item that could be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printable {
    /// Its id.
    pub id: DisclosureId,
    /// Its state.
    pub state: State,
    /// Its catalogue entry.
    pub entry: EntryCode,
    /// Its title.
    pub title: String,
    /// Its number and when it was released.
    pub line: Option<(RegisterNo, NaiveDate)>,
    /// The village of its list.
    pub village: Option<String>,
    /// The day a paper of the wanted kind was last printed of it.
    pub printed_on: Option<NaiveDate>,
}

/// Which items; what is not said does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrintableFilter {
    /// In this state.
    pub state: Option<State>,
    /// Of this year: of its register line, else of 形成日期, else of its opening.
    pub year: Option<i32>,
    /// Of this village's list.
    pub village: Option<String>,
    /// Of this catalogue entry.
    pub entry: Option<String>,
    /// With this in title or number.
    pub text: Option<String>,
    /// Only those of which nothing was printed.
    pub unprinted: bool,
}

impl Records<'_> {
    /// `count` items from the `from`-th on, those without a number first, then the newest numbers;
    /// and how many fit in all (0 where the page is empty). `paper` is what is to be printed.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn printables(
        &self,
        paper: PaperKind,
        filter: &PrintableFilter,
        (from, count): (u32, u32),
    ) -> Result<(Vec<Printable>, u32), RegistryError> {
        let wanted = named_params! {
            ":paper": paper.code(),
            ":state": filter.state.map(State::code),
            ":year": filter.year,
            ":village": filter.village,
            ":entry": filter.entry,
            ":text": filter.text,
            ":unprinted": filter.unprinted,
            ":from": from,
            ":count": count,
        };
        let mut total = 0;
        let read = |row: &Row<'_>| {
            total = row.get("total")?;
            printable_of(row)
        };
        let sql = include_str!("printable/page.sql");
        let items = many(self.connection, sql, wanted, read)?;
        Ok((items, total))
    }

    /// Every village that a list names.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn villages(&self) -> Result<Vec<String>, RegistryError> {
        let sql = include_str!("printable/villages.sql");
        many(self.connection, sql, [], |row| row.get("village"))
    }
}

fn printable_of(row: &Row<'_>) -> rusqlite::Result<Printable> {
    let number: Option<u32> = row.get("number")?;
    let line = match number {
        Some(number) => {
            let year = row.get("year")?;
            Some((RegisterNo { year, number }, parsed(row, "released_on")?))
        }
        None => None,
    };
    Ok(Printable {
        id: parsed(row, "id")?,
        state: parsed(row, "state")?,
        entry: parsed(row, "entry")?,
        title: row.get("title")?,
        line,
        village: row.get("village")?,
        printed_on: parsed_or_null(row, "printed_on")?,
    })
}
