//! The form of a calendar file; it refuses days that contradict each other or their year.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::{CalendarError, Paper, YearTable};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CalendarFile {
    pub(super) format: u32,
    #[serde(default, rename = "about")]
    _about: String,
    #[serde(default, rename = "checked_against")]
    _checked_against: Vec<String>,
    #[serde(default)]
    pub(super) years: Vec<YearFile>,
    #[serde(default)]
    pub(super) amendments: Vec<Amendment>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct YearFile {
    pub(super) year: i32,
    papers: Vec<Paper>,
    #[serde(default)]
    off: Vec<OffRange>,
    #[serde(default)]
    on: Vec<NaiveDate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Amendment {
    paper: Paper,
    #[serde(default)]
    off: Vec<OffRange>,
    #[serde(default)]
    on: Vec<NaiveDate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OffRange {
    first: NaiveDate,
    last: NaiveDate,
    festival: String,
}

impl OffRange {
    /// The days of the range; a range longer than two months is a slip of the pen.
    fn days(&self) -> Result<impl Iterator<Item = NaiveDate> + use<>, CalendarError> {
        let length = (self.last - self.first).num_days();
        if !(0..=62).contains(&length) {
            return Err(CalendarError::RangeReversed {
                festival: self.festival.clone(),
                first: self.first,
                last: self.last,
            });
        }
        Ok(self.first.iter_days().take(length as usize + 1))
    }
}

impl YearFile {
    pub(super) fn into_table(self) -> Result<YearTable, CalendarError> {
        if !(1949..=2199).contains(&self.year) {
            return Err(CalendarError::YearImplausible { year: self.year });
        }
        let mut table = YearTable {
            papers: self.papers,
            ..YearTable::default()
        };
        for range in &self.off {
            for date in range.days()? {
                if date.year() != self.year {
                    return Err(CalendarError::ForeignDay {
                        year: self.year,
                        date,
                    });
                }
                table.off.insert(date, range.festival.clone());
            }
        }
        for date in self.on {
            if date.year() != self.year {
                return Err(CalendarError::ForeignDay {
                    year: self.year,
                    date,
                });
            }
            if table.off.contains_key(&date) {
                return Err(CalendarError::Contradiction { date });
            }
            table.on.insert(date);
        }
        Ok(table)
    }
}

impl Amendment {
    pub(super) fn apply(self, years: &mut BTreeMap<i32, YearTable>) -> Result<(), CalendarError> {
        let mut touched = BTreeSet::new();
        for range in &self.off {
            for date in range.days()? {
                let table = known_year(years, date)?;
                table.on.remove(&date);
                table.off.insert(date, range.festival.clone());
                touched.insert(date);
            }
        }
        for date in self.on {
            if !touched.insert(date) {
                return Err(CalendarError::Contradiction { date });
            }
            let table = known_year(years, date)?;
            table.off.remove(&date);
            table.on.insert(date);
        }
        let touched_years: BTreeSet<i32> = touched.iter().map(Datelike::year).collect();
        for year in touched_years {
            if let Some(table) = years.get_mut(&year) {
                table.papers.push(self.paper.clone());
            }
        }
        Ok(())
    }
}

fn known_year(
    years: &mut BTreeMap<i32, YearTable>,
    date: NaiveDate,
) -> Result<&mut YearTable, CalendarError> {
    let year = date.year();
    years
        .get_mut(&year)
        .ok_or(CalendarError::AmendsUnknownYear { year })
}
