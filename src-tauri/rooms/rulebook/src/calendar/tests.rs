use chrono::{Duration, NaiveDate};
use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn shipped() -> Calendar {
    Calendar::shipped().unwrap()
}

#[test]
fn adds_as_the_law_counts() {
    let calendar = shipped();
    for (from, n, to) in [
        ("2019-01-25", 20, "2019-02-27"),
        ("2019-09-20", 20, "2019-10-23"),
        ("2019-12-27", 20, "2020-02-03"),
        ("2020-01-20", 20, "2020-02-25"),
        ("2023-09-20", 20, "2023-10-24"),
        ("2024-01-31", 20, "2024-03-04"),
        ("2025-01-20", 7, "2025-02-05"),
        ("2025-09-22", 20, "2025-10-24"),
        ("2026-01-30", 20, "2026-03-05"),
        ("2026-02-13", 7, "2026-03-02"),
        ("2026-09-18", 20, "2026-10-22"),
        ("2026-05-08", 1, "2026-05-09"),
    ] {
        assert_eq!(
            calendar.add_workdays(day(from), n),
            Ok(day(to)),
            "{from} + {n}"
        );
        let counted = calendar.counted_days(day(from), n).unwrap();
        assert_eq!(counted.len(), n as usize);
        assert_eq!(counted.last(), Some(&day(to)));
    }
}

#[test]
fn has_the_right_number_of_workdays_each_year() {
    let calendar = shipped();
    let expected = [250, 249, 250, 249, 249, 251, 248, 248];
    assert!(calendar.years().eq(2019..=2026));
    for (year, count) in (2019..).zip(expected) {
        let from = NaiveDate::from_ymd_opt(year - 1, 12, 31).unwrap();
        let until = NaiveDate::from_ymd_opt(year, 12, 31).unwrap();
        assert_eq!(calendar.workdays_between(from, until), Ok(count), "{year}");
        assert!(
            calendar
                .papers(year)
                .iter()
                .all(|p| p.url.contains("www.gov.cn/"))
        );
        assert!(!calendar.papers(year).is_empty());
    }
}

#[test]
fn names_the_kind_of_day() {
    let calendar = shipped();
    assert_eq!(
        calendar.day(day("2026-05-09")),
        Ok(DayKind::AdjustedWorkday)
    );
    assert_eq!(
        calendar.day(day("2026-05-04")),
        Ok(DayKind::Holiday("劳动节".into()))
    );
    assert_eq!(calendar.day(day("2026-05-16")), Ok(DayKind::Weekend));
    assert_eq!(calendar.day(day("2026-05-18")), Ok(DayKind::Workday));
}

#[test]
fn never_guesses_a_year() {
    let calendar = shipped();
    assert_eq!(
        calendar.is_workday(day("2027-01-04")),
        Err(YearMissing { year: 2027 })
    );
    assert_eq!(
        calendar.is_workday(day("2018-12-28")),
        Err(YearMissing { year: 2018 })
    );
    assert_eq!(
        calendar.add_workdays(day("2026-12-20"), 20),
        Err(YearMissing { year: 2027 })
    );
    assert_eq!(
        calendar.add_workdays(day("2026-12-20"), u32::MAX),
        Err(YearMissing { year: 2027 })
    );
    assert_eq!(calendar.add_workdays(NaiveDate::MAX, 0), Ok(NaiveDate::MAX));
    assert_eq!(
        calendar.add_workdays(day("2018-12-31"), 1),
        Ok(day("2019-01-02"))
    );
    assert!(YearMissing { year: 2027 }.to_string().contains("2027年"));
}

#[test]
fn takes_a_further_year_and_local_holidays() {
    let mut calendar = shipped();
    calendar
        .merge_json(
            r#"{"format":1,
                "years":[{"year":2027,"papers":[{"title":"县里转发的通知"}],
                          "off":[{"first":"2027-01-01","last":"2027-01-03","festival":"元旦"}]}],
                "amendments":[{"paper":{"title":"州火把节放假通知"},
                          "off":[{"first":"2026-08-06","last":"2026-08-07","festival":"火把节"}],
                          "on":["2026-08-08"]}]}"#,
        )
        .unwrap();
    assert_eq!(calendar.is_workday(day("2027-01-04")), Ok(true));
    assert_eq!(calendar.is_workday(day("2026-08-06")), Ok(false));
    assert_eq!(calendar.is_workday(day("2026-08-08")), Ok(true));
    assert_eq!(calendar.papers(2026).len(), 2);
}

#[test]
fn refuses_files_that_contradict_themselves_and_stays_as_it_was() {
    let mut calendar = shipped();
    let before = calendar.clone();
    let year =
        |body: &str| format!(r#"{{"format":1,"years":[{{"year":2027,"papers":[],{body}}}]}}"#);
    for text in [
        "not json".to_owned(),
        r#"{"format":2}"#.to_owned(),
        r#"{"format":1,"surprise":[]}"#.to_owned(),
        r#"{"format":1,"years":[{"year":99999,"papers":[]}]}"#.to_owned(),
        r#"{"format":1,"years":[{"year":2027,"papers":[]},{"year":2027,"papers":[]}]}"#.to_owned(),
        r#"{"format":1,"amendments":[{"paper":{"title":"x"},"on":["2031-01-04"]}]}"#.to_owned(),
        year(r#""on":["2026-01-04"]"#),
        year(r#""off":[{"first":"2027-02-08","last":"2027-02-01","festival":"春节"}]"#),
        year(
            r#""off":[{"first":"2027-01-01","last":"2027-01-03","festival":"元旦"}],"on":["2027-01-02"]"#,
        ),
    ] {
        assert!(calendar.merge_json(&text).is_err(), "{text}");
        assert_eq!(calendar, before);
    }
}

proptest! {
    #[test]
    fn counting_undoes_adding(offset in 0i64..2500, n in 0u32..300) {
        let calendar = shipped();
        let from = day("2019-01-01") + Duration::days(offset);
        if let Ok(due) = calendar.add_workdays(from, n) {
            prop_assert_eq!(calendar.workdays_between(from, due), Ok(n));
            prop_assert!(n == 0 || calendar.is_workday(due).unwrap());
            let counted = calendar.counted_days(from, n).unwrap();
            prop_assert!(counted.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in ".{0,200}") {
        let _read_or_refused = Calendar::from_json(&text);
    }
}
