//! The days that a named period covers; it refuses to give days to what is counted, not dated.

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::read::spans;
use super::{Part, Period, in_months};

/// A period with its words and its days, both ends in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Stretch {
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
    /// The words it was named with, such as `2019年第三季度`.
    pub words: String,
}

impl Stretch {
    /// Whether the two have a day in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// The first dated period that a text names. One without its year is of the latest year in which
/// it has begun by `today`.
pub fn stretch_of(text: &str, today: NaiveDate) -> Option<Stretch> {
    let characters: Vec<char> = text.chars().collect();
    let found = spans(&characters);
    let year = found.iter().find_map(|span| span.period.year);
    // A part of a year says more than the year it stands beside.
    let span = found
        .iter()
        .find(|span| !matches!(span.period.part, Part::Year | Part::Count(_)))
        .or_else(|| found.iter().find(|span| span.period.part == Part::Year))?;
    let period = Period {
        year: span.period.year.or(year),
        ..span.period
    };
    let own = |year: i32| {
        days(Period {
            year: Some(year),
            ..period
        })
    };
    let (first, last) = match period.year {
        Some(year) => own(year)?,
        None => own(today.year())
            .filter(|(first, _)| *first <= today)
            .or_else(|| own(today.year() - 1))?,
    };
    let named: String = characters[span.from..span.to].iter().collect();
    let words = match span.period.year {
        Some(_) => named,
        None => format!("{}年{named}", first.year()),
    };
    Some(Stretch { first, last, words })
}

/// First and last day of a period that has its year.
fn days(period: Period) -> Option<(NaiveDate, NaiveDate)> {
    let year = period.year?;
    let (first, last) = match in_months(period).part {
        Part::Year => (1, 12),
        Part::Months(first, last) => (first, last),
        Part::Half(_) | Part::Quarter(_) | Part::Count(_) => return None,
    };
    let begins = NaiveDate::from_ymd_opt(year, first, 1)?;
    let ends = NaiveDate::from_ymd_opt(year, last, 1)?
        .checked_add_months(Months::new(1))?
        .pred_opt()?;
    Some((begins, ends))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<(String, String, String)> {
        let today = NaiveDate::from_ymd_opt(2019, 9, 30).unwrap();
        let found = stretch_of(text, today)?;
        Some((found.first.to_string(), found.last.to_string(), found.words))
    }

    #[test]
    fn words_become_days() {
        for (text, first, last, words) in [
            (
                "上坪村2019年第三季度低保",
                "2019-07-01",
                "2019-09-30",
                "2019年第三季度",
            ),
            ("2019年7-9月低保", "2019-07-01", "2019-09-30", "2019年7-9月"),
            ("2020年2月临时救助", "2020-02-01", "2020-02-29", "2020年2月"),
            ("2019年度救灾物资", "2019-01-01", "2019-12-31", "2019年度"),
            ("第二季度低保", "2019-04-01", "2019-06-30", "2019年第二季度"),
            ("第四季度低保", "2018-10-01", "2018-12-31", "2018年第四季度"),
            ("2019年上半年", "2019-01-01", "2019-06-30", "2019年上半年"),
        ] {
            let wanted = (first.to_owned(), last.to_owned(), words.to_owned());
            assert_eq!(told(text), Some(wanted), "{text}");
        }
        for text in ["低保名单", "第二批危房改造", "2019年9月20日"] {
            assert_eq!(told(text), None, "{text}");
        }
    }

    #[test]
    fn a_quarter_is_its_months() {
        let today = NaiveDate::from_ymd_opt(2019, 9, 30).unwrap();
        let of = |text| stretch_of(text, today).unwrap();
        assert!(of("2019年第三季度").overlaps(&of("2019年9月")));
        assert!(!of("2019年第三季度").overlaps(&of("2019年10月")));
    }
}
