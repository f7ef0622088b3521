//! How often a periodic entry is to be disclosed, as spans of the calendar; it refuses to guess a
//! rhythm that a plan does not name.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::coded::coded;

coded! {
    /// 公开周期 of a periodic entry (定期公开).
    pub enum Rhythm ("公开周期") {
        /// 每月.
        Monthly = "monthly" / "每月" | "月",
        /// 每季度.
        Quarterly = "quarterly" / "每季度" | "每季" | "季度" | "季",
        /// 每半年.
        HalfYearly = "half_yearly" / "每半年" | "半年",
        /// 每年.
        Yearly = "yearly" / "每年" | "一年" | "年度",
    }
}

/// A span of the calendar, both days in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
}

impl Rhythm {
    /// How many months a span has.
    pub const fn months(self) -> u32 {
        match self {
            Self::Monthly => 1,
            Self::Quarterly => 3,
            Self::HalfYearly => 6,
            Self::Yearly => 12,
        }
    }

    /// The span in which `day` lies; `None` at the end of the calendar.
    pub fn span(self, day: NaiveDate) -> Option<Span> {
        let month0 = day.month0() - day.month0() % self.months();
        let first = NaiveDate::from_ymd_opt(day.year(), month0 + 1, 1)?;
        let last = first
            .checked_add_months(Months::new(self.months()))?
            .checked_sub_days(Days::new(1))?;
        Some(Span { first, last })
    }

    /// The span before the one in which `day` lies.
    pub fn span_before(self, day: NaiveDate) -> Option<Span> {
        let first = self.span(day)?.first;
        self.span(first.checked_sub_days(Days::new(1))?)
    }

    /// What people call the span of `day`: 10月, 第四季度, 下半年, 2019年.
    pub fn name_of(self, day: NaiveDate) -> String {
        const QUARTERS: [&str; 4] = ["一", "二", "三", "四"];
        match self {
            Self::Monthly => format!("{}月", day.month()),
            Self::Quarterly => {
                let quarter = QUARTERS.get(day.month0() as usize / 3).unwrap_or(&"");
                format!("第{quarter}季度")
            }
            Self::HalfYearly if day.month() <= 6 => "上半年".to_owned(),
            Self::HalfYearly => "下半年".to_owned(),
            Self::Yearly => format!("{}年", day.year()),
        }
    }

    /// What people call the span they live in: 本月, 本季度, 半年, 本年度.
    pub const fn this(self) -> &'static str {
        match self {
            Self::Monthly => "本月",
            Self::Quarterly => "本季度",
            Self::HalfYearly => "本半年",
            Self::Yearly => "本年度",
        }
    }

    /// What people call the span before theirs: 上月, 上季度, 上个半年, 上年度.
    pub const fn last(self) -> &'static str {
        match self {
            Self::Monthly => "上月",
            Self::Quarterly => "上季度",
            Self::HalfYearly => "上个半年",
            Self::Yearly => "上年度",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn spans_follow_the_calendar() {
        for (rhythm, first, last, name) in [
            (Rhythm::Monthly, "2024-02-01", "2024-02-29", "2月"),
            (Rhythm::Quarterly, "2024-01-01", "2024-03-31", "第一季度"),
            (Rhythm::HalfYearly, "2024-01-01", "2024-06-30", "上半年"),
            (Rhythm::Yearly, "2024-01-01", "2024-12-31", "2024年"),
        ] {
            let span = rhythm.span(day("2024-02-15")).unwrap();
            assert_eq!((span.first, span.last), (day(first), day(last)));
            assert_eq!(rhythm.name_of(day("2024-02-15")), name);
        }
        let before = Rhythm::Quarterly.span_before(day("2024-02-15")).unwrap();
        assert_eq!(before.first, day("2023-10-01"));
        assert_eq!(Rhythm::Quarterly.name_of(before.first), "第四季度");
        assert_eq!("每季".parse(), Ok(Rhythm::Quarterly));
        assert!("经常".parse::<Rhythm>().is_err());
    }

    #[test]
    fn the_end_of_the_calendar_is_no_panic() {
        assert_eq!(Rhythm::Yearly.span(NaiveDate::MAX), None);
        assert_eq!(Rhythm::Yearly.span_before(NaiveDate::MIN), None);
    }
}
