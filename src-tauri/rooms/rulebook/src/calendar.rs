//! The State Council's work-day calendar as data; it refuses to guess a year it has no table for.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Deserialize;

use self::file::CalendarFile;

mod file;

/// The table that ships with the product: 2019–2026.
const SHIPPED: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../assets/calendars/workdays.json"
));

/// Which days are work days (工作日): weekends and statutory holidays are not, 调休 days are.
///
/// Every year comes from the notice of the General Office of the State Council that is named in
/// [`Calendar::papers`]; amendments (later notices, local holidays) are laid over it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendar {
    years: BTreeMap<i32, YearTable>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct YearTable {
    papers: Vec<Paper>,
    off: BTreeMap<NaiveDate, String>,
    on: BTreeSet<NaiveDate>,
}

/// The notice a year's table was taken from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Paper {
    /// Title of the notice.
    pub title: String,
    /// Where it can be read, if known.
    #[serde(default)]
    pub url: String,
}

/// What the calendar says of one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayKind {
    /// An ordinary work day, Monday to Friday.
    Workday,
    /// A Saturday or Sunday that is worked (调休上班).
    AdjustedWorkday,
    /// An ordinary Saturday or Sunday.
    Weekend,
    /// A day off by the notice, with the festival's name.
    Holiday(String),
}

impl DayKind {
    /// Whether the day counts.
    pub const fn is_workday(&self) -> bool {
        match self {
            Self::Workday | Self::AdjustedWorkday => true,
            Self::Weekend | Self::Holiday(_) => false,
        }
    }
}

impl Calendar {
    /// Reads a calendar file: `years` with `off` and `on` days, optional `amendments`.
    ///
    /// # Errors
    /// [`CalendarError`] when it is not such a file or contradicts itself.
    pub fn from_json(text: &str) -> Result<Self, CalendarError> {
        let mut calendar = Self::default();
        calendar.merge_json(text)?;
        Ok(calendar)
    }

    /// The calendar that ships with the product.
    ///
    /// # Errors
    /// [`CalendarError`] if the shipped file were damaged; a test keeps it readable.
    pub fn shipped() -> Result<Self, CalendarError> {
        Self::from_json(SHIPPED)
    }

    /// Lays a further file over this calendar: a year in it replaces the year's table, its
    /// amendments (a later notice, a local holiday) change single days of known years. Nothing is
    /// changed when the file is refused.
    ///
    /// # Errors
    /// [`CalendarError`] as for [`Calendar::from_json`]; an amendment to an unknown year is
    /// refused with [`CalendarError::AmendsUnknownYear`].
    pub fn merge_json(&mut self, text: &str) -> Result<(), CalendarError> {
        let file: CalendarFile =
            serde_json::from_str(text).map_err(|source| CalendarError::Unreadable { source })?;
        if file.format != 1 {
            return Err(CalendarError::Format { found: file.format });
        }
        let mut years = self.years.clone();
        let mut seen = BTreeSet::new();
        for year in file.years {
            if !seen.insert(year.year) {
                return Err(CalendarError::YearTwice { year: year.year });
            }
            years.insert(year.year, year.into_table()?);
        }
        for amendment in file.amendments {
            amendment.apply(&mut years)?;
        }
        self.years = years;
        Ok(())
    }

    /// The years that are known, ascending.
    pub fn years(&self) -> impl Iterator<Item = i32> + '_ {
        self.years.keys().copied()
    }

    /// The notices a year was taken from; empty when the year is unknown.
    pub fn papers(&self, year: i32) -> &[Paper] {
        self.years.get(&year).map_or(&[], |table| &table.papers)
    }

    /// What kind of day it is.
    ///
    /// # Errors
    /// [`YearMissing`] when there is no table for the year.
    pub fn day(&self, date: NaiveDate) -> Result<DayKind, YearMissing> {
        let year = date.year();
        let table = self.years.get(&year).ok_or(YearMissing { year })?;
        let weekend = is_weekend(date);
        Ok(if table.on.contains(&date) {
            if weekend {
                DayKind::AdjustedWorkday
            } else {
                DayKind::Workday
            }
        } else if let Some(festival) = table.off.get(&date) {
            DayKind::Holiday(festival.clone())
        } else if weekend {
            DayKind::Weekend
        } else {
            DayKind::Workday
        })
    }

    /// Whether the day is a work day.
    ///
    /// # Errors
    /// [`YearMissing`] when there is no table for the year.
    pub fn is_workday(&self, date: NaiveDate) -> Result<bool, YearMissing> {
        let year = date.year();
        let table = self.years.get(&year).ok_or(YearMissing { year })?;
        Ok(table.on.contains(&date) || (!table.off.contains_key(&date) && !is_weekend(date)))
    }

    /// The `n`-th work day after `date`; the day itself is never counted, the next work day is
    /// one. With `n` = 0 the answer is `date`.
    ///
    /// # Errors
    /// [`YearMissing`] when a day on the way lies in a year without a table.
    pub fn add_workdays(&self, date: NaiveDate, n: u32) -> Result<NaiveDate, YearMissing> {
        let mut last = date;
        for day in self.workdays_after(date).take(n as usize) {
            last = day?;
        }
        Ok(last)
    }

    /// The days that [`Calendar::add_workdays`] counts, in order: the answer to “why this date”.
    ///
    /// # Errors
    /// [`YearMissing`] when a day on the way lies in a year without a table.
    pub fn counted_days(&self, date: NaiveDate, n: u32) -> Result<Vec<NaiveDate>, YearMissing> {
        self.workdays_after(date).take(n as usize).collect()
    }

    /// How many work days lie after `from` up to and including `until`; 0 when `until` is not
    /// later. Inverse of [`Calendar::add_workdays`].
    ///
    /// # Errors
    /// [`YearMissing`] when a day between lies in a year without a table.
    pub fn workdays_between(&self, from: NaiveDate, until: NaiveDate) -> Result<u32, YearMissing> {
        let mut count = 0;
        let mut day = from;
        while day < until {
            day = day.succ_opt().ok_or(YearMissing { year: day.year() })?;
            count += u32::from(self.is_workday(day)?);
        }
        Ok(count)
    }

    fn workdays_after(
        &self,
        date: NaiveDate,
    ) -> impl Iterator<Item = Result<NaiveDate, YearMissing>> + '_ {
        let mut next = date.succ_opt();
        std::iter::from_fn(move || {
            loop {
                let day = next?;
                next = day.succ_opt();
                match self.is_workday(day) {
                    Ok(true) => return Some(Ok(day)),
                    Ok(false) => {}
                    Err(missing) => return Some(Err(missing)),
                }
            }
        })
    }
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// A deadline needs a year that has no table. It is never guessed from Monday to Friday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("没有{year}年的工作日安排，不能推算：国务院办公厅公布放假通知后，请先导入该年的日历")]
pub struct YearMissing {
    /// The year without a table.
    pub year: i32,
}

/// A calendar file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CalendarError {
    /// Not JSON, or not of the calendar's form.
    #[error("日历文件读不懂，请换用从程序导出的格式")]
    Unreadable {
        /// Where and why.
        source: serde_json::Error,
    },
    /// A format that this version does not know.
    #[error("日历文件的格式版本是 {found}，本程序只认识 1：请先升级程序")]
    Format {
        /// The version found.
        found: u32,
    },
    /// A year given twice in one file.
    #[error("日历文件里{year}年出现了两次，请只保留一份")]
    YearTwice {
        /// The year.
        year: i32,
    },
    /// A year that cannot be meant.
    #[error("日历文件里的年份 {year} 不在 1949 到 2199 之间")]
    YearImplausible {
        /// The year.
        year: i32,
    },
    /// A day that does not belong to the year it stands under.
    #[error("日历文件里{date}写在了{year}年之下；跨年的日子请写进“amendments”")]
    ForeignDay {
        /// The year.
        year: i32,
        /// The day.
        date: NaiveDate,
    },
    /// A range that ends before it begins.
    #[error("日历文件里{festival}假期的起止日期颠倒：{first} 至 {last}")]
    RangeReversed {
        /// The festival's name.
        festival: String,
        /// First day.
        first: NaiveDate,
        /// Last day.
        last: NaiveDate,
    },
    /// A day both worked and off.
    #[error("日历文件里{date}既放假又上班，请核对通知原文")]
    Contradiction {
        /// The day.
        date: NaiveDate,
    },
    /// An amendment to a year that is not known.
    #[error("补充安排涉及{year}年，但还没有该年的日历：请先导入该年的放假安排")]
    AmendsUnknownYear {
        /// The year.
        year: i32,
    },
}

#[cfg(test)]
mod tests;
