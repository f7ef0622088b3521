//! The months of a year in two numbers each: released, and in time. In time means that the last
//! channel planned was done by the last day.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::clockwork::{Clockwork, Due};
use crate::{Desk, Problem};

/// A year, month by month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtTodayYear", optional_fields = nullable))]
pub struct Year {
    /// The year.
    pub year: i32,
    /// Twelve months.
    pub months: Vec<Month>,
    /// Released in the year.
    pub released: u32,
    /// Of these in time.
    pub on_time: u32,
    /// Of these late.
    pub late: u32,
    /// The year in a sentence, for those who do not see the picture.
    pub sentence: String,
}

/// One month.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtTodayMonth", optional_fields = nullable))]
pub struct Month {
    /// 1 to 12.
    pub month: u32,
    /// Released.
    pub released: u32,
    /// In time on every channel.
    pub on_time: u32,
    /// Late on some channel.
    pub late: u32,
    /// Not yet decided: a channel still waits and its last day is not over, or no date is known.
    pub undecided: u32,
}

/// The months of a year.
///
/// # Errors
/// What the store says.
pub fn year(desk: &Desk, year: Option<i32>) -> Result<Year, Problem> {
    let today = desk.host.now().today;
    let year = year.unwrap_or_else(|| today.year());
    let mut clockwork = Clockwork::new(desk, today)?;
    let mut months: Vec<Month> = (1..=12)
        .map(|month| Month {
            month,
            ..Month::default()
        })
        .collect();
    let span = NaiveDate::from_ymd_opt(year, 1, 1).zip(NaiveDate::from_ymd_opt(year, 12, 31));
    let releases = match span {
        Some((first, last)) => desk.records().releases_between(first, last)?,
        None => Vec::new(),
    };
    for release in &releases {
        let entry = (release.edition.as_str(), release.entry.as_str());
        let due = clockwork.last_day(entry, release.demanded_due, release.formed_on)?;
        let done = if release.waiting {
            None
        } else {
            // Where no channel was planned the release itself is the disclosure.
            Some(release.last_posted_on.unwrap_or(release.released_on))
        };
        let place = release.released_on.month0() as usize;
        if let Some(month) = months.get_mut(place) {
            month.add(&due, done, today);
        }
    }
    Ok(summed(year, months))
}

impl Month {
    fn add(&mut self, due: &Due, done: Option<NaiveDate>, today: NaiveDate) {
        self.released += 1;
        let Due::On(due, _) = due else {
            self.undecided += 1;
            return;
        };
        match done {
            Some(done) if done <= *due => self.on_time += 1,
            Some(_) => self.late += 1,
            None if today > *due => self.late += 1,
            None => self.undecided += 1,
        }
    }
}

fn summed(year: i32, months: Vec<Month>) -> Year {
    let sum = |part: fn(&Month) -> u32| months.iter().map(part).sum::<u32>();
    let released = sum(|month| month.released);
    let (on_time, late) = (sum(|month| month.on_time), sum(|month| month.late));
    let undecided = sum(|month| month.undecided);
    let mut sentence = format!("{year}年公开 {released} 件，按时 {on_time} 件");
    if late > 0 {
        sentence.push_str(&format!("，超期 {late} 件"));
    }
    if undecided > 0 {
        sentence.push_str(&format!("，还不能断定 {undecided} 件"));
    }
    sentence.push('。');
    Year {
        year,
        months,
        released,
        on_time,
        late,
        sentence,
    }
}
