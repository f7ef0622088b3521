//! Keep the register book: look at a year, close it, make a line void. Nothing is deleted.

use chrono::NaiveDate;
use gongkai_registry::records::{BookYear, KeptLine};
use gongkai_registry::{audit, operation};
use gongkai_rulebook::disclosure::{Disclosure, Withdrawal};
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::register::{Book, RegisterNo};
use serde::{Deserialize, Serialize};

use super::draft_disclosure::required;
use super::post_disclosure;
use super::show_disclosure::register_no;
use super::withdraw_disclosure::{letter, still_posted};
use crate::acts::ItemAct;
use crate::typed::masked;
use crate::{Acting, Desk, Problem, typed};

/// A year's book.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepRegisterAnswer", optional_fields = nullable))]
pub struct Answer {
    /// Which book.
    pub book: Book,
    /// Which year.
    pub year: i32,
    /// Its lines.
    pub lines: Vec<Line>,
    /// The day it was closed.
    pub closed_on: Option<NaiveDate>,
    /// The hash over its lines.
    pub closing: Option<String>,
    /// What still hangs of a line that was just made void.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub still_posted: Vec<post_disclosure::Line>,
}

/// A line to be made void.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "KeepRegisterVoid")
)]
pub struct Voiding {
    /// Which book.
    pub book: Book,
    /// 登记编号.
    pub register_no: RegisterNo,
    /// Why.
    pub why: String,
    /// Who and when.
    pub acting: Acting,
}

/// One line.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepRegisterLine", optional_fields = nullable))]
pub struct Line {
    /// 登记编号.
    pub register_no: RegisterNo,
    /// The item.
    pub disclosure: DisclosureId,
    /// Its title.
    pub title: String,
    /// When it was released.
    pub released_on: NaiveDate,
    /// 补录.
    pub late_entry: bool,
    /// 作废: why.
    pub void: Option<String>,
}

/// A register number as it was typed.
///
/// # Errors
/// `register-no`.
pub fn number(typed: &str) -> Result<RegisterNo, Problem> {
    typed
        .trim()
        .parse()
        .map_err(|error: gongkai_rulebook::register::NotARegisterNo| {
            Problem::refused("register-no", error.to_string(), "照登记簿上的编号写")
                .in_field("登记编号")
        })
}

/// The book of a year; an empty year is an empty book.
///
/// # Errors
/// What the store says.
pub fn show(desk: &Desk, book: Book, year: i32) -> Result<Answer, Problem> {
    let which = BookYear { book, year };
    let lines = desk.records().register_lines(which)?;
    let closing = desk.records().closing(which)?;
    let line = |line: KeptLine| -> Result<Line, Problem> {
        Ok(Line {
            register_no: line.register_no,
            disclosure: line.disclosure,
            title: masked(&desk.records().disclosure(line.disclosure)?.content().title),
            released_on: line.moment.occurred_on,
            late_entry: line.moment.is_late_entry(),
            void: line.void.map(|(why, _)| why),
        })
    };
    Ok(Answer {
        book,
        year,
        lines: lines.into_iter().map(line).collect::<Result<_, _>>()?,
        closed_on: closing.as_ref().map(|(_, moment)| moment.occurred_on),
        closing: closing.map(|(hash, _)| hash.to_string()),
        still_posted: Vec::new(),
    })
}

/// Closes a year: it takes no further line, and its hash seals what stands there.
///
/// # Errors
/// `year-closed`, `year-not-over`, `who-acts`, what the store says.
pub fn close(desk: &mut Desk, book: Book, year: i32, acting: &Acting) -> Result<Answer, Problem> {
    let actor = acting.resolve(desk.records(), desk.host.as_ref())?;
    let which = BookYear { book, year };
    let over =
        NaiveDate::from_ymd_opt(year, 12, 31).is_some_and(|last| actor.moment.occurred_on > last);
    if !over {
        let text = format!("{year} 年还没有过完，不能封存");
        return Err(Problem::refused("year-not-over", text, "到下一年再封存"));
    }
    let lines = desk.records().register_lines(which)?;
    let sha256 = desk.records().register_sum(which)?;
    let count = u32::try_from(lines.len()).unwrap_or(u32::MAX);
    desk.store
        .change::<_, Problem>(operation!("close-year"), |change| {
            change.close_year(which, count, &sha256, &actor.moment)?;
            let entry = actor
                .entry("close-year", "register", format!("{}-{year}", book.code()))
                .open_fact("lines", count.to_string())
                .open_fact("sha256", sha256.to_string());
            audit::append(change, &entry)?;
            Ok(())
        })?;
    show(desk, book, year)
}

/// The line of an item in its book, and whether that year is closed.
pub(super) fn line_of(desk: &Desk, item: &Disclosure) -> Result<Option<(KeptLine, bool)>, Problem> {
    let book = Book::of(item.content().class);
    let (Some(no), Some(book)) = (register_no(item), book) else {
        return Ok(None);
    };
    let which = BookYear {
        book,
        year: no.year,
    };
    let lines = desk.records().register_lines(which)?;
    let line = lines.into_iter().find(|line| line.disclosure == item.id());
    let closed = desk.records().closing(which)?.is_some();
    Ok(line.map(|line| (line, closed)))
}

/// Makes a line void; its item is withdrawn where it was released. The number stays taken.
///
/// # Errors
/// `not-found`, `year-closed`, `field-missing`, `who-acts`, what the store says.
pub fn void(
    desk: &mut Desk,
    book: Book,
    no: RegisterNo,
    why: &str,
    acting: &Acting,
) -> Result<Answer, Problem> {
    let actor = acting.resolve(desk.records(), desk.host.as_ref())?;
    let why = typed::open_line("作废原因", required(Some(why), "作废原因")?)?;
    let which = BookYear {
        book,
        year: no.year,
    };
    // A closed book is sealed: a line of it is corrected by a new one, never struck.
    desk.records().next_register_no(which)?;
    let lines = desk.records().register_lines(which)?;
    let line = lines
        .into_iter()
        .find(|line| line.register_no == no && line.void.is_none());
    let Some(line) = line else {
        let text = format!("{book}里没有可作废的 {no}");
        return Err(Problem::refused(
            "not-found",
            text,
            "核对登记编号；作废过的不能再作废",
        ));
    };
    let before = desk.records().disclosure(line.disclosure)?;
    let withdrawal = Withdrawal {
        why: why.clone(),
        by: actor.person.id,
        moment: actor.moment,
    };
    // What was released goes with its line; an item that ended otherwise stays as it is.
    let (after, letter) = if let Disclosure::Released(released) = before.clone() {
        let withdrawn = released.withdraw(withdrawal)?;
        let letter = letter(desk, &withdrawn)?;
        (Disclosure::Withdrawn(withdrawn), letter)
    } else {
        (before.clone(), None)
    };
    desk.store
        .change::<_, Problem>(operation!("void-line"), |change| {
            change.void_line(book, no, &why, &actor.moment)?;
            change.save(&before, &after, &actor.moment)?;
            if let Some(letter) = &letter {
                change.put_letter(letter)?;
            }
            let entry = actor
                .about(ItemAct::VoidLine, line.disclosure)
                .open_fact("register_no", no.to_string())
                .open_fact("why", &why);
            audit::append(change, &entry)?;
            Ok(())
        })?;
    let still_posted = still_posted(&after);
    Ok(Answer {
        still_posted,
        ..show(desk, book, no.year)?
    })
}
