//! The text of one cell by its value: whole numbers in full, other numbers by their shortest
//! round trip, dates as ISO 8601; it never rounds and never guesses.

use std::fmt::Write as _;

use calamine::{DataRef, ExcelDateTime};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::raw::{CellKind, Row};

/// Beyond 2^53 not every whole number has a float of its own.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Adds a cell of calamine to a row.
pub(crate) fn push_value(row: &mut Row, column: u16, value: &DataRef<'_>) {
    match value {
        DataRef::Empty => {}
        DataRef::SharedString(text) => row.push(column, CellKind::Text, text),
        DataRef::String(text) => row.push(column, CellKind::Text, text),
        DataRef::Float(number) => {
            row.push_with(column, CellKind::Number, |text| write_number(text, *number));
        }
        DataRef::Int(number) => row.push_with(column, CellKind::Number, |text| {
            let _ = write!(text, "{number}");
        }),
        DataRef::Bool(truth) => {
            row.push(
                column,
                CellKind::Truth,
                if *truth { "TRUE" } else { "FALSE" },
            );
        }
        DataRef::DateTime(moment) => {
            row.push_with(column, CellKind::Date, |text| write_moment(text, moment));
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            row.push(column, CellKind::Date, text);
        }
        DataRef::Error(error) => row.push_with(column, CellKind::Error, |text| {
            let _ = write!(text, "{error}");
        }),
    }
}

/// `630`, `0.1`, `3.50102199001011e17`.
fn write_number(text: &mut String, number: f64) {
    if number.fract() == 0.0 && number.abs() <= EXACT {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "whole and within 2^53, checked above"
        )]
        let whole = number as i64;
        let _ = write!(text, "{whole}");
        return;
    }
    let before = text.len();
    let _ = write!(text, "{number:?}");
    if text[before..].ends_with(".0") {
        text.truncate(text.len() - 2);
    }
}

fn write_moment(text: &mut String, moment: &ExcelDateTime) {
    let value = moment.as_f64();
    let written = if moment.is_duration() {
        write_duration(text, value)
    } else if (0.0..1.0).contains(&value) {
        seconds(value).map(|s| write_time(text, NaiveTime::MIN + TimeDelta::seconds(s)))
    } else if (1.0..2_958_466.0).contains(&value) {
        date_time(moment).map(|at| write_date_time(text, at))
    } else {
        None
    };
    if written.is_none() {
        write_number(text, value);
    }
}

fn date_time(moment: &ExcelDateTime) -> Option<NaiveDateTime> {
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    // Excel counts a 29 February 1900 that never was; the next real day stands for it.
    let date = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())
        .or_else(|| NaiveDate::from_ymd_opt(year.into(), u32::from(month) + 1, 1))?;
    date.and_hms_milli_opt(hour.into(), minute.into(), second.into(), milli.into())
}

fn write_date_time(text: &mut String, at: NaiveDateTime) {
    let _ = write!(text, "{}", at.date());
    if at.time() != NaiveTime::MIN {
        text.push('T');
        write_time(text, at.time());
    }
}

fn write_time(text: &mut String, time: NaiveTime) {
    let _ = write!(text, "{time}");
}

/// ISO 8601 duration: `PT30H15M`.
fn write_duration(text: &mut String, days: f64) -> Option<()> {
    let seconds = seconds(days)?;
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let _ = write!(text, "PT{hours}H{minutes}M{rest}S");
    Some(())
}

fn seconds(days: f64) -> Option<i64> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a float to an integer saturates, and the range is checked first"
    )]
    (0.0..1_000_000.0)
        .contains(&days)
        .then(|| (days * 86_400.0).round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    fn number(value: f64) -> String {
        let mut text = String::new();
        write_number(&mut text, value);
        text
    }

    fn moment(value: f64, date1904: bool) -> String {
        let mut text = String::new();
        let moment = ExcelDateTime::new(value, ExcelDateTimeType::DateTime, date1904);
        write_moment(&mut text, &moment);
        text
    }

    #[test]
    fn numbers_are_written_in_full_or_shortest() {
        for (value, text) in [
            (630.0, "630"),
            (-0.0, "0"),
            (0.1, "0.1"),
            (1260.5, "1260.5"),
            (EXACT, "9007199254740992"),
            (350_102_199_001_011_000.0, "3.50102199001011e17"),
            (1e-7, "1e-7"),
            (13_800_138_000.0, "13800138000"),
        ] {
            assert_eq!(number(value), text);
            assert_eq!(text.parse::<f64>().unwrap().abs(), value.abs());
        }
    }

    #[test]
    fn dates_are_iso() {
        assert_eq!(moment(43_713.0, false), "2019-09-05");
        assert_eq!(moment(43_713.5, false), "2019-09-05T12:00:00");
        assert_eq!(moment(0.5, false), "12:00:00");
        assert_eq!(moment(1.0, false), "1900-01-01");
        assert_eq!(moment(61.0, false), "1900-03-01");
        assert_eq!(moment(43_713.0 - 1462.0, true), "2019-09-05");
        assert_eq!(moment(-3.0, false), "-3");
        assert_eq!(moment(1e300, false), "1e300");
        let long = ExcelDateTime::new(1.25, ExcelDateTimeType::TimeDelta, false);
        let mut text = String::new();
        write_moment(&mut text, &long);
        assert_eq!(text, "PT30H0M0S");
    }
}
