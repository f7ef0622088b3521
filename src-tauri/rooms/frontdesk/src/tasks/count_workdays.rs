//! Count work days by the State Council's calendar; no office is needed.

use chrono::NaiveDate;
use serde::Serialize;

use crate::Problem;
use crate::desk::calendar;

/// A date, with the days that were counted to reach it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "CountWorkdaysCounted", optional_fields = nullable))]
pub struct Counted {
    /// The date.
    pub date: NaiveDate,
    /// The work days counted, the first being the day after.
    pub counted: Vec<NaiveDate>,
}

/// Whether a day is a work day.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "CountWorkdaysWorkday", optional_fields = nullable))]
pub struct Workday {
    /// It is.
    pub workday: bool,
}

/// `days` work days after `date`; the day after counts as one.
///
/// # Errors
/// `calendar-year-missing`: a year without a table is never guessed.
pub fn add(date: NaiveDate, days: u32) -> Result<Counted, Problem> {
    let calendar = calendar()?;
    let counted = calendar.counted_days(date, days)?;
    Ok(Counted {
        date: calendar.add_workdays(date, days)?,
        counted,
    })
}

/// Whether `date` is a work day.
///
/// # Errors
/// `calendar-year-missing`.
pub fn is(date: NaiveDate) -> Result<Workday, Problem> {
    Ok(Workday {
        workday: calendar()?.is_workday(date)?,
    })
}
