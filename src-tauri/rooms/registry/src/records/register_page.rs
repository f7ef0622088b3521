//! The register book a page at a time, so that a long book opens at once.

use chrono::NaiveDate;
use gongkai_rulebook::register::Book;
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::many;
use super::register::{BookYear, KeptLine, line_of};
use crate::RegistryError;
use crate::columns::parsed_or_null;

/// Which lines of a book.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LineFilter {
    /// With this in number, title, unit, entry, place or reason of 作废.
    pub text: Option<String>,
    /// How many lines are left out in front.
    pub from: u32,
    /// How many lines at most.
    pub count: u32,
}

/// A year of a book, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BookCount {
    /// The year.
    pub year: i32,
    /// How many lines it has.
    pub lines: u32,
    /// How many of them are void (作废).
    pub void: u32,
    /// The day it was closed.
    pub closed_on: Option<NaiveDate>,
}

impl Records<'_> {
    /// The lines of a book that fit, by number, and how many fit in all (0 where the page is empty).
    ///
    /// # Errors
    /// What SQLite says.
    pub fn register_page(
        &self,
        book: BookYear,
        filter: &LineFilter,
    ) -> Result<(Vec<KeptLine>, u32), RegistryError> {
        let wanted = named_params! {
            ":book": book.book.code(),
            ":year": book.year,
            ":text": filter.text,
            ":from": filter.from,
            ":count": filter.count,
        };
        let mut total = 0;
        let read = |row: &Row<'_>| {
            total = row.get("total")?;
            line_of(row)
        };
        let sql = include_str!("register_page/page.sql");
        let lines = many(self.connection, sql, wanted, read)?;
        Ok((lines, total))
    }

    /// The years of a book that have lines, oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn book_years(&self, book: Book) -> Result<Vec<BookCount>, RegistryError> {
        let wanted = named_params! { ":book": book.code() };
        let read = |row: &Row<'_>| {
            Ok(BookCount {
                year: row.get("year")?,
                lines: row.get("lines")?,
                void: row.get("void")?,
                closed_on: parsed_or_null(row, "closed_on")?,
            })
        };
        let sql = include_str!("register_page/years.sql");
        many(self.connection, sql, wanted, read)
    }
}
