//! Dates as villages write them: of the file, in words, in Chinese numerals, in eight digits, as a
//! serial number; what is no day of the calendar is none.

use chrono::NaiveDate;

use super::values::{compact, half_width, trimmed};
use crate::raw::{Cell, CellKind};

/// What a workbook's days are held against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Days {
    /// The day on which it is read; nobody is born later.
    pub(super) today: Option<NaiveDate>,
    /// Its serial numbers count from 1904.
    pub(super) from_1904: bool,
}

/// Signs between year, month and day.
const BETWEEN: [char; 12] = [
    '年', '月', '日', '号', '.', '-', '/', '－', '—', '。', '、', ',',
];

/// A date from what stands in a cell: a date of the file, `2019.9.5`, `2019年9月5日`, `20190905`,
/// `二〇一九年九月五日`, a serial number of the spreadsheet.
pub(super) fn date(cell: &Cell<'_>) -> Option<NaiveDate> {
    date_of(cell, false)
}

/// The same in a workbook whose serial numbers count from 1904.
pub(super) fn date_of(cell: &Cell<'_>, from_1904: bool) -> Option<NaiveDate> {
    let text = compact(cell.text);
    if cell.kind == CellKind::Date {
        return text.get(..10)?.parse().ok();
    }
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    if text.len() == 8 && digits {
        return day(&text[..4], &text[4..6], &text[6..]);
    }
    if text.len() == 5 && digits {
        // Serials of 1954 to 2078; a year or a small number is none.
        let serial: i64 = text
            .parse()
            .ok()
            .filter(|serial| (20_000..65_380).contains(serial))?;
        let first = match from_1904 {
            true => NaiveDate::from_ymd_opt(1904, 1, 1),
            false => NaiveDate::from_ymd_opt(1899, 12, 30),
        };
        return first?.checked_add_signed(chrono::TimeDelta::days(serial));
    }
    let whole = half_width(trimmed(cell.text));
    let text = in_digits(&compact(without_time(&whole)));
    let parts: Vec<&str> = text
        .split(BETWEEN)
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [year, month, day_of_month] if year.len() == 4 => day(year, month, day_of_month),
        _ => None,
    }
}

/// Whether a text is a year, or a year and a month: a date that is not finer.
pub(super) fn is_coarse(text: &str) -> bool {
    let text = in_digits(&compact(text));
    let text = text.trim_end_matches('度').trim_end_matches('份');
    let year = |text: &str| text.len() == 4 && (1900..2100).contains(&text.parse().unwrap_or(0));
    let month = |text: &str| text.len() <= 2 && (1..=12).contains(&text.parse().unwrap_or(0));
    let parts: Vec<&str> = text
        .split(BETWEEN)
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [one] if one.len() == 6 => {
            one.get(..4).is_some_and(year) && one.get(4..).is_some_and(month)
        }
        [one] => year(one),
        [first, second] => year(first) && month(second),
        _ => false,
    }
}

/// The day without the time of day behind it: `2019/9/5 0:00:00`, `2019-09-05T00:00`.
fn without_time(text: &str) -> &str {
    let hour = text.find(':').map(|colon| &text[..colon]);
    let day = hour.and_then(|before| before.rfind([' ', 'T']));
    day.map_or(text, |end| &text[..end])
}

/// Chinese numerals of a date as digits: 二〇一九年九月十五日 is 2019年9月15日.
fn in_digits(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let value = |c: char| "〇一二三四五六七八九".chars().position(|known| known == c);
    let mut out = String::with_capacity(text.len());
    let mut run: Vec<char> = Vec::new();
    let flush = |run: &mut Vec<char>, out: &mut String| {
        let place = run.iter().position(|c| *c == '十');
        let digit = |c: Option<&char>| c.and_then(|c| value(*c)).unwrap_or(0);
        match place {
            Some(0) => out.push_str(&(10 + digit(run.get(1))).to_string()),
            Some(1) => out.push_str(&(10 * digit(run.first()) + digit(run.get(2))).to_string()),
            _ => run
                .iter()
                .filter_map(|c| value(*c))
                .for_each(|digit| out.push_str(&digit.to_string())),
        }
        run.clear();
    };
    for c in text.chars() {
        let c = match c {
            '零' | '○' | 'Ｏ' => '〇',
            c => c,
        };
        if c == '十' || value(c).is_some() {
            run.push(c);
        } else {
            flush(&mut run, &mut out);
            out.push(c);
        }
    }
    flush(&mut run, &mut out);
    out
}

fn day(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(kind: CellKind, text: &str) -> Cell<'_> {
        Cell {
            column: 1,
            kind,
            text,
        }
    }

    #[test]
    fn dates_as_villages_write_them() {
        let expected = NaiveDate::from_ymd_opt(2019, 9, 5);
        for text in [
            "2019.9.5",
            "2019年9月5日",
            "2019年9月5号",
            "20190905",
            "2019-09-05",
            "２０１９／９／５",
            "43713",
            "二〇一九年九月五日",
            "二零一九年九月五日",
            "2019-09-05T00:00:00",
            "2019-09-05 00:00",
        ] {
            assert_eq!(date(&cell(CellKind::Text, text)), expected, "{text}");
        }
        assert_eq!(date(&cell(CellKind::Date, "2019-09-05T08:00:00")), expected);
        let later = NaiveDate::from_ymd_opt(2019, 10, 25);
        for text in [
            "二〇一九年十月二十五日",
            "2019/10/25 8:30:00",
            "2019/10/25 0:00",
        ] {
            assert_eq!(date(&cell(CellKind::Text, text)), later, "{text}");
        }
        for text in [
            "2019",
            "2019.13.1",
            "九月五日",
            "2019.9",
            "12345678901",
            "20191332",
            "2019年2月30日",
        ] {
            assert_eq!(date(&cell(CellKind::Text, text)), None, "{text}");
        }
    }

    #[test]
    fn serials_count_from_where_the_workbook_says() {
        let expected = NaiveDate::from_ymd_opt(2019, 9, 5);
        assert_eq!(date_of(&cell(CellKind::Number, "43713"), false), expected);
        assert_eq!(date_of(&cell(CellKind::Number, "42251"), true), expected);
    }

    #[test]
    fn a_month_is_coarse_and_a_wrong_day_is_wrong() {
        for text in [
            "2019",
            "2019年",
            "2019.9",
            "2019年9月",
            "201909",
            "2019年度",
            "2019年9月份",
            "二〇一九年九月",
        ] {
            assert!(is_coarse(text), "{text}");
        }
        for text in [
            "2019.13",
            "20191332",
            "2019年2月30日",
            "9月5日",
            "待定",
            "201999",
        ] {
            assert!(!is_coarse(text), "{text}");
        }
    }
}
