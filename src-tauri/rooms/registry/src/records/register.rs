//! The register book: numbers in order of entry, per book and year, without gaps; a line may be
//! void, never gone; a closed year takes no further line.

use chrono::NaiveDate;
use gongkai_rulebook::ids::{CopyId, DisclosureId, FileId};
use gongkai_rulebook::moment::Moment;
use gongkai_rulebook::printing::PostedSheet;
use gongkai_rulebook::register::{Book, CopyFor, RegisterNo};
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::{many, one, write};
use super::moment::{entered_on, moment, moment_or_null, on};
use crate::columns::{parsed, parsed_or_null};
use crate::{Change, Finding, Fingerprint, RegistryError};

/// One book of one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BookYear {
    /// Which book.
    pub book: Book,
    /// Which year.
    pub year: i32,
}

/// A line of the book, without what the item itself says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptLine {
    /// Its number.
    pub register_no: RegisterNo,
    /// The item.
    pub disclosure: DisclosureId,
    /// When it was released and entered.
    pub moment: Moment,
    /// 作废: why and on which day.
    pub void: Option<(String, NaiveDate)>,
}

/// One of the copies, with where it went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptCopy {
    /// Its id.
    pub id: CopyId,
    /// For whom it was made.
    pub made_for: CopyFor,
    /// Its number.
    pub no: String,
    /// Where it went.
    pub handed: Option<HandOver>,
}

/// 报送: a copy was handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver {
    /// To whom.
    pub to: String,
    /// How: on paper, by the document system …
    pub how: String,
    /// The receipt.
    pub receipt: Option<FileId>,
    /// When.
    pub moment: Moment,
}

/// What the office printed on its papers on the day of a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imprint {
    /// Its name.
    pub office: String,
    /// Its supervision telephone; may be empty.
    pub supervision_phone: String,
    /// The sheet of the copy that is posted.
    pub posted_sheet: PostedSheet,
    /// Whether the copies bear their margin mark.
    pub margin_marks: bool,
}

impl Records<'_> {
    /// The lines of a book, by number.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn register_lines(&self, book: BookYear) -> Result<Vec<KeptLine>, RegistryError> {
        let wanted = named_params! { ":book": book.book.code(), ":year": book.year };
        many(
            self.connection,
            include_str!("register/lines.sql"),
            wanted,
            line_of,
        )
    }

    /// The number that the next line gets.
    ///
    /// # Errors
    /// `year-closed`, or what SQLite says.
    pub fn next_register_no(&self, book: BookYear) -> Result<RegisterNo, RegistryError> {
        if let Some((_, closed)) = self.closing(book)? {
            return Err(RegistryError::YearClosed {
                year: book.year,
                closed_on: closed.occurred_on,
            });
        }
        let wanted = named_params! { ":book": book.book.code(), ":year": book.year };
        let number = |row: &Row<'_>| row.get("next");
        let number = one(
            self.connection,
            include_str!("register/next.sql"),
            wanted,
            number,
        )?
        .unwrap_or(1);
        Ok(RegisterNo {
            year: book.year,
            number,
        })
    }

    /// The closing hash of a closed year, and when it was closed.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn closing(&self, book: BookYear) -> Result<Option<(Fingerprint, Moment)>, RegistryError> {
        let wanted = named_params! { ":book": book.book.code(), ":year": book.year };
        let read = |row: &Row<'_>| Ok((row.get("sha256")?, moment(row, "closed")?));
        one(
            self.connection,
            include_str!("register/closing.sql"),
            wanted,
            read,
        )
    }

    /// The office's particulars as they were when the item was released.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn imprint(&self, id: DisclosureId) -> Result<Option<Imprint>, RegistryError> {
        let wanted = named_params! { ":disclosure": id.to_string() };
        let read = |row: &Row<'_>| {
            let (sheet, marks): (String, String) =
                (row.get("posted_sheet")?, row.get("margin_marks")?);
            Ok(Imprint {
                office: row.get("office_name")?,
                supervision_phone: row.get("supervision_phone")?,
                posted_sheet: sheet.parse().unwrap_or_default(),
                margin_marks: marks != "no",
            })
        };
        one(
            self.connection,
            include_str!("register/imprint.sql"),
            wanted,
            read,
        )
    }

    /// The items that bear a register number, in whichever book; the public one first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn items_numbered(&self, no: RegisterNo) -> Result<Vec<DisclosureId>, RegistryError> {
        let wanted = named_params! { ":year": no.year, ":number": no.number };
        many(
            self.connection,
            include_str!("register/by_number.sql"),
            wanted,
            |row| parsed(row, "disclosure"),
        )
    }

    /// SHA-256 over number, item, day and 作废 of every line of a book.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn register_sum(&self, book: BookYear) -> Result<Fingerprint, RegistryError> {
        let mut text = String::new();
        for line in self.register_lines(book)? {
            let void = if line.void.is_some() { "void" } else { "" };
            let (no, on) = (line.register_no, line.moment.occurred_on);
            text.push_str(&format!("{no}\t{}\t{on}\t{void}\n", line.disclosure));
        }
        Ok(Fingerprint::of_text(&text))
    }

    /// The copies of a released item with where they went.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn kept_copies(&self, id: DisclosureId) -> Result<Vec<KeptCopy>, RegistryError> {
        let wanted = named_params! { ":disclosure": id.to_string() };
        many(
            self.connection,
            include_str!("register/copies.sql"),
            wanted,
            copy_of,
        )
    }

    /// Numbers that are missing, and closed books whose lines no longer agree with their sum.
    pub(crate) fn register_findings(&self) -> Result<Vec<Finding>, RegistryError> {
        let gap = |row: &Row<'_>| {
            let book: Book = parsed(row, "book")?;
            let (year, lines, last): (i32, u32, u32) =
                (row.get("year")?, row.get("lines")?, row.get("last")?);
            let text = format!("{book} {year} 年有 {lines} 条，最后一号却是 {last}");
            Ok(Finding::broken(
                "register-gap",
                format!("{book} {year}"),
                text,
            ))
        };
        let mut findings = many(self.connection, include_str!("register/gaps.sql"), [], gap)?;
        findings.extend(self.altered_closings()?);
        Ok(findings)
    }

    /// Closed books whose lines are no longer what their closing sealed.
    fn altered_closings(&self) -> Result<Vec<Finding>, RegistryError> {
        let closed = |row: &Row<'_>| {
            let book = BookYear {
                book: parsed(row, "book")?,
                year: row.get("year")?,
            };
            Ok((
                book,
                row.get::<_, u32>("lines")?,
                row.get::<_, Fingerprint>("sha256")?,
            ))
        };
        let mut findings = Vec::new();
        for (book, lines, sha256) in many(
            self.connection,
            include_str!("register/closings.sql"),
            [],
            closed,
        )? {
            let now = self.register_lines(book)?.len();
            if now != lines as usize || self.register_sum(book)? != sha256 {
                let place = format!("{} {}", book.book, book.year);
                let text = format!("{place} 年封存以后被改动");
                findings.push(Finding::broken("register-altered", place, text));
            }
        }
        Ok(findings)
    }
}

impl Change<'_> {
    /// Makes a line void. The number stays taken.
    ///
    /// # Errors
    /// `not-found`, or what SQLite says.
    pub fn void_line(
        &self,
        book: Book,
        no: RegisterNo,
        why: &str,
        at: &Moment,
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":book": book.code(), ":year": no.year, ":number": no.number, ":why": why, ":on": on(at),
        };
        let changed = write(self.connection(), include_str!("register/void.sql"), row)?;
        self.touch("register", book.code());
        if changed == 1 {
            return Ok(());
        }
        Err(RegistryError::NotFound {
            what: "登记编号",
            given: no.to_string(),
        })
    }

    /// Closes a year with the hash over its lines.
    ///
    /// # Errors
    /// `year-closed`, or what SQLite says.
    pub fn close_year(
        &self,
        book: BookYear,
        lines: u32,
        sha256: &Fingerprint,
        at: &Moment,
    ) -> Result<(), RegistryError> {
        if let Some((_, closed)) = self.records().closing(book)? {
            return Err(RegistryError::YearClosed {
                year: book.year,
                closed_on: closed.occurred_on,
            });
        }
        let row = named_params! {
            ":book": book.book.code(),
            ":year": book.year,
            ":lines": lines,
            ":sha256": sha256,
            ":closed_on": on(at),
            ":closed_entered_at": at.entered.unix_ms,
            ":closed_entered_on": entered_on(at),
        };
        write(self.connection(), include_str!("register/close.sql"), row)?;
        self.touch("register", book.book.code());
        Ok(())
    }

    /// Records that the copy `no` of an item was handed over.
    ///
    /// # Errors
    /// `not-found`, or what SQLite says.
    pub fn hand_over(
        &self,
        id: DisclosureId,
        no: &str,
        hand_over: &HandOver,
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":disclosure": id.to_string(),
            ":no": no,
            ":handed_to": hand_over.to,
            ":handed_how": hand_over.how,
            ":receipt": hand_over.receipt.map(|file| file.to_string()),
            ":handed_on": on(&hand_over.moment),
            ":handed_entered_at": hand_over.moment.entered.unix_ms,
            ":handed_entered_on": entered_on(&hand_over.moment),
        };
        let changed = write(
            self.connection(),
            include_str!("register/hand_over.sql"),
            row,
        )?;
        if changed == 1 {
            return Ok(());
        }
        Err(RegistryError::NotFound {
            what: "份号",
            given: no.to_owned(),
        })
    }
}

pub(super) fn line_of(row: &Row<'_>) -> rusqlite::Result<KeptLine> {
    let void_on: Option<NaiveDate> = parsed_or_null(row, "void_on")?;
    let void_why: Option<String> = row.get("void_why")?;
    Ok(KeptLine {
        register_no: RegisterNo {
            year: row.get("year")?,
            number: row.get("number")?,
        },
        disclosure: parsed(row, "disclosure")?,
        moment: moment(row, "released")?,
        void: void_why.zip(void_on),
    })
}

pub(super) fn copy_of(row: &Row<'_>) -> rusqlite::Result<KeptCopy> {
    let handed = match moment_or_null(row, "handed")? {
        Some(moment) => Some(HandOver {
            to: row.get("handed_to")?,
            how: row.get("handed_how")?,
            receipt: parsed_or_null(row, "receipt")?,
            moment,
        }),
        None => None,
    };
    Ok(KeptCopy {
        id: parsed(row, "id")?,
        made_for: parsed(row, "made_for")?,
        no: row.get("no")?,
        handed,
    })
}
