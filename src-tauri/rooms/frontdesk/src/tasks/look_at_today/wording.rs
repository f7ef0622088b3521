//! Dates and short words as a clerk reads them on a line.

use chrono::{Datelike, NaiveDate, Weekday};

/// 10月15日, with the year where it is not this one.
pub(super) fn day(date: NaiveDate, today: NaiveDate) -> String {
    let short = format!("{}月{}日", date.month(), date.day());
    if date.year() == today.year() {
        short
    } else {
        format!("{}年{short}", date.year())
    }
}

/// 2019年10月15日.
pub(super) fn full_day(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// 2019年10月15日 星期二.
pub(super) fn day_with_weekday(date: NaiveDate) -> String {
    format!("{} 星期{}", full_day(date), weekday(date))
}

/// 一 to 日.
pub(super) const fn weekday_of(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "一",
        Weekday::Tue => "二",
        Weekday::Wed => "三",
        Weekday::Thu => "四",
        Weekday::Fri => "五",
        Weekday::Sat => "六",
        Weekday::Sun => "日",
    }
}

pub(super) fn weekday(date: NaiveDate) -> &'static str {
    weekday_of(date.weekday())
}

/// Parts that say something, with a middle dot between them.
pub(super) fn joined(parts: &[&str]) -> String {
    let said: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    said.join(" · ")
}
