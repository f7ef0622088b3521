//! Clocks and posting periods as data; they refuse to count work days in a year without a table.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, YearMissing};
use crate::coded::coded;
use crate::source::Certainty;

coded! {
    /// 计算单位 of a period.
    pub enum TimeUnit ("计算单位") {
        /// 工作日, by the State Council's calendar.
        Workday = "workday" / "个工作日" | "工作日",
        /// 日, every day counts.
        CalendarDay = "calendar_day" / "日" | "天",
        /// 月, to the same day of a later month; clamped to the month's end.
        Month = "month" / "个月" | "月",
    }
}

coded! {
    /// 起算点: the event a clock starts from. The day itself is never counted.
    pub enum Anchor ("起算点") {
        /// 形成或者变更之日 (Order 711 Art. 26).
        FormedOrChanged = "formed_or_changed" / "形成或者变更之日" | "形成之日",
        /// 批准之日, as of a budget by the people's congress.
        Approved = "approved" / "批准之日",
        /// 发布之日 of the document, as for its interpretation.
        Published = "published" / "发布之日",
        /// 收到之日 of a request or letter.
        Received = "received" / "收到之日",
    }
}

/// How long something may take, from what, and in whose words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct Clock {
    /// How many units.
    pub n: u32,
    /// Unit of `n`.
    pub unit: TimeUnit,
    /// The event it starts from.
    pub anchor: Anchor,
    /// The rule's own words.
    pub original: String,
    /// Document and article.
    pub basis: String,
    /// How sure we are of it.
    pub certainty: Certainty,
}

impl Clock {
    /// 20 work days from the day the information was formed or changed (Order 711 Art. 26).
    pub fn statutory() -> Self {
        Self {
            n: 20,
            unit: TimeUnit::Workday,
            anchor: Anchor::FormedOrChanged,
            original: "应当自该政府信息形成或者变更之日起20个工作日内及时公开".to_owned(),
            basis: "《政府信息公开条例》（国务院令第711号）第二十六条".to_owned(),
            certainty: Certainty::Read,
        }
    }

    /// The last day in time, when the anchor's event was on `from`.
    ///
    /// # Errors
    /// [`DeadlineError`] when a year's calendar is missing or the date leaves the calendar.
    pub fn due(&self, from: NaiveDate, calendar: &Calendar) -> Result<NaiveDate, DeadlineError> {
        later(from, self.n, self.unit, calendar)
    }

    /// The work days that were counted to reach [`Clock::due`]; empty for other units, where
    /// every day counts.
    ///
    /// # Errors
    /// [`DeadlineError::YearMissing`] when a year's calendar is missing.
    pub fn counted_days(
        &self,
        from: NaiveDate,
        calendar: &Calendar,
    ) -> Result<Vec<NaiveDate>, DeadlineError> {
        match self.unit {
            TimeUnit::Workday => Ok(calendar.counted_days(from, self.n)?),
            TimeUnit::CalendarDay | TimeUnit::Month => Ok(Vec::new()),
        }
    }
}

/// How long a sheet must hang (公示期, 张贴期).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct PostingPeriod {
    /// How many units; at least one.
    pub n: u32,
    /// Unit of `n`.
    pub unit: TimeUnit,
    /// Document that asks for it.
    pub basis: String,
    /// How sure we are of it.
    pub certainty: Certainty,
}

/// First and last day of a posting, both printed on the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct PostingSpan {
    /// The day it was hung up; not counted.
    pub posted_on: NaiveDate,
    /// First day that counts.
    pub first: NaiveDate,
    /// Last day that counts; it may be taken down the day after.
    pub last: NaiveDate,
}

impl PostingPeriod {
    /// First and last counted day of a sheet hung up on `posted_on`.
    ///
    /// # Errors
    /// [`DeadlineError`] when the period is empty, a year's calendar is missing or the date
    /// leaves the calendar.
    pub fn span(
        &self,
        posted_on: NaiveDate,
        calendar: &Calendar,
    ) -> Result<PostingSpan, DeadlineError> {
        if self.n == 0 {
            return Err(DeadlineError::EmptyPeriod);
        }
        let first = match self.unit {
            TimeUnit::Workday => calendar.add_workdays(posted_on, 1)?,
            TimeUnit::CalendarDay | TimeUnit::Month => posted_on
                .succ_opt()
                .ok_or(DeadlineError::OutOfRange { n: self.n })?,
        };
        let last = later(posted_on, self.n, self.unit, calendar)?;
        Ok(PostingSpan {
            posted_on,
            first,
            last,
        })
    }
}

/// Why a date could not be worked out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeadlineError {
    /// A year's work-day table is missing.
    #[error(transparent)]
    YearMissing(#[from] YearMissing),
    /// A posting of no days.
    #[error("公示期不能是零：请填写天数")]
    EmptyPeriod,
    /// The date lies beyond what a calendar can write.
    #[error("期限 {n} 太长，算不出日期：请核对")]
    OutOfRange {
        /// The length asked for.
        n: u32,
    },
}

fn later(
    from: NaiveDate,
    n: u32,
    unit: TimeUnit,
    calendar: &Calendar,
) -> Result<NaiveDate, DeadlineError> {
    match unit {
        TimeUnit::Workday => Ok(calendar.add_workdays(from, n)?),
        TimeUnit::CalendarDay => from
            .checked_add_days(Days::new(u64::from(n)))
            .ok_or(DeadlineError::OutOfRange { n }),
        TimeUnit::Month => from
            .checked_add_months(Months::new(n))
            .ok_or(DeadlineError::OutOfRange { n }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn posting(n: u32, unit: TimeUnit) -> PostingPeriod {
        PostingPeriod {
            n,
            unit,
            basis: "测试".to_owned(),
            certainty: Certainty::Read,
        }
    }

    #[test]
    fn twenty_work_days_by_law() {
        let calendar = Calendar::shipped().unwrap();
        let clock = Clock::statutory();
        assert_eq!(
            clock.due(day("2019-09-20"), &calendar),
            Ok(day("2019-10-23"))
        );
        assert_eq!(
            clock
                .counted_days(day("2019-09-20"), &calendar)
                .unwrap()
                .len(),
            20
        );
        assert_eq!(
            clock.due(day("2026-12-10"), &calendar),
            Err(DeadlineError::YearMissing(YearMissing { year: 2027 }))
        );
    }

    #[test]
    fn the_day_of_posting_is_not_counted() {
        let calendar = Calendar::shipped().unwrap();
        let span = posting(7, TimeUnit::CalendarDay)
            .span(day("2019-09-02"), &calendar)
            .unwrap();
        assert_eq!(
            (span.first, span.last),
            (day("2019-09-03"), day("2019-09-09"))
        );
        let span = posting(7, TimeUnit::Workday)
            .span(day("2019-09-12"), &calendar)
            .unwrap();
        assert_eq!(
            (span.first, span.last),
            (day("2019-09-16"), day("2019-09-24"))
        );
        assert_eq!(
            posting(0, TimeUnit::Month).span(day("2019-09-02"), &calendar),
            Err(DeadlineError::EmptyPeriod)
        );
    }

    #[test]
    fn months_clamp_to_their_end_and_nothing_overflows() {
        let calendar = Calendar::shipped().unwrap();
        let month = posting(1, TimeUnit::Month);
        assert_eq!(
            month.span(day("2019-01-31"), &calendar).unwrap().last,
            day("2019-02-28")
        );
        assert_eq!(
            month.span(day("2020-01-31"), &calendar).unwrap().last,
            day("2020-02-29")
        );
        for unit in [TimeUnit::CalendarDay, TimeUnit::Month] {
            assert!(
                posting(u32::MAX, unit)
                    .span(day("2020-01-31"), &calendar)
                    .is_err()
            );
        }
        assert!(month.span(NaiveDate::MAX, &calendar).is_err());
    }

    #[test]
    fn a_clock_survives_json() {
        let text = serde_json::to_string(&Clock::statutory()).unwrap();
        assert!(text.contains(r#""unit":"workday""#), "{text}");
        assert_eq!(
            serde_json::from_str::<Clock>(&text).unwrap(),
            Clock::statutory()
        );
    }
}
