//! Turns what a village wrote into what it meant: half-width digits, names without blanks, amounts
//! in 分, dates; it never guesses a value that is not there.

use chrono::NaiveDate;
use gongkai_rulebook::money::Fen;

use crate::raw::{Cell, CellKind};

/// Full-width letters, digits and signs as half-width ones; the ideographic space as a space.
pub(super) fn half_width(text: &str) -> String {
    text.chars().map(half_width_char).collect()
}

fn half_width_char(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        other => other,
    }
}

/// Text without blanks at its ends and without invisible signs.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{202a}'..='\u{202e}')
}

/// A name without blanks inside; the dots of minority names as one sort of dot.
pub(super) fn name(text: &str) -> String {
    let latin = text.is_ascii();
    if latin {
        return text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    text.chars()
        .filter(|c| !c.is_whitespace() && !is_invisible(*c))
        .map(|c| match c {
            '•' | '・' | '‧' | '∙' | '⋅' | '．' | '.' => '·',
            other => other,
        })
        .collect()
}

/// Whether a name has what names do not have.
pub(super) fn is_odd_name(name: &str) -> bool {
    let length = name.chars().count();
    let odd = |c: char| {
        c.is_ascii_digit()
            || c.is_control()
            || matches!(
                c,
                '?' | '？' | '□' | '■' | '\u{FFFD}' | '*' | '＊' | '×' | '#' | '/' | '、' | ','
            )
            || ('\u{E000}'..='\u{F8FF}').contains(&c)
    };
    !(2..=20).contains(&length) || name.chars().any(odd)
}

/// Digits and letters of a number that must keep its zeros: account, telephone, identity number.
pub(super) fn compact(text: &str) -> String {
    text.chars()
        .map(half_width_char)
        .filter(|c| !c.is_whitespace() && !is_invisible(*c) && !matches!(c, '\'' | '`' | '’' | '‘'))
        .collect()
}

/// The full digits of a long whole number that the file keeps as a float, `None` if it is none.
pub(super) fn long_number(cell: &Cell<'_>) -> Option<String> {
    let number: f64 = (cell.kind == CellKind::Number).then(|| cell.text.parse().ok())??;
    let long = number.fract() == 0.0 && (1e15..1e20).contains(&number);
    long.then(|| format!("{number}"))
}

/// Why an amount cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoAmount {
    /// Nothing there.
    Missing,
    /// Something else than a number.
    NotANumber,
    /// Finer than 分.
    TooFine,
    /// More than any list pays.
    TooLarge,
}

/// No list pays more in one row, in 分 (ten million million yuan).
const MOST_FEN: i64 = 1_000_000_000_000_000;

/// An amount in 分 from what stands in a cell; `ten_thousands` when the sheet counts in 万元.
pub(super) fn amount(cell: Option<Cell<'_>>, ten_thousands: bool) -> Result<Fen, NoAmount> {
    let cell = cell
        .filter(|cell| !trimmed(cell.text).is_empty())
        .ok_or(NoAmount::Missing)?;
    match cell.kind {
        CellKind::Number => amount_of_number(cell.text, ten_thousands),
        CellKind::Text => amount_of_text(cell.text, ten_thousands),
        CellKind::Date | CellKind::Truth | CellKind::Error => Err(NoAmount::NotANumber),
    }
}

/// A stored number may carry the dust of binary fractions (`0.30000000000000004`); what lies
/// within a millionth of a 分 is that 分.
fn amount_of_number(text: &str, ten_thousands: bool) -> Result<Fen, NoAmount> {
    let yuan: f64 = text.parse().map_err(|_| NoAmount::NotANumber)?;
    let fen = yuan * if ten_thousands { 1_000_000.0 } else { 100.0 };
    if !fen.is_finite() {
        return Err(NoAmount::NotANumber);
    }
    if fen.abs() > MOST_FEN as f64 {
        return Err(NoAmount::TooLarge);
    }
    if (fen - fen.round()).abs() > 1e-6_f64.max(fen.abs() * 1e-12) {
        return Err(NoAmount::TooFine);
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a whole number within 10^15, checked above"
    )]
    Ok(Fen(fen.round() as i64))
}

fn amount_of_text(text: &str, ten_thousands: bool) -> Result<Fen, NoAmount> {
    let mut plain = compact(text);
    let own_unit = plain.ends_with("万元");
    for unit in ["万元", "元整", "元"] {
        if let Some(rest) = plain.strip_suffix(unit) {
            plain = rest.to_owned();
            break;
        }
    }
    if let Some(inner) = plain
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    {
        // Bookkeeping writes a negative amount in brackets.
        plain = format!("-{inner}");
    }
    if ten_thousands || own_unit {
        plain = shifted(&plain).ok_or(NoAmount::NotANumber)?;
    }
    match Fen::parse_yuan(&plain) {
        Ok(Fen(fen)) if fen.unsigned_abs() > MOST_FEN.unsigned_abs() => Err(NoAmount::TooLarge),
        Ok(fen) => Ok(fen),
        Err(_) => Err(why_no_money(&plain)),
    }
}

fn why_no_money(plain: &str) -> NoAmount {
    let plain = plain.replace(',', "");
    let digits = plain.trim_start_matches(['¥', '￥', '-']);
    let whole = digits.split('.').next().unwrap_or_default();
    match digits.parse::<f64>() {
        Ok(number) if number * 100.0 > MOST_FEN as f64 && whole.len() > 13 => NoAmount::TooLarge,
        Ok(number) if number.is_finite() && digits.contains('.') => NoAmount::TooFine,
        Ok(_) | Err(_) => NoAmount::NotANumber,
    }
}

/// A decimal times ten thousand, digit by digit.
fn shifted(plain: &str) -> Option<String> {
    let plain = plain.replace(',', "");
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (up, rest) = fraction.split_at(fraction.len().min(4));
    Some(format!("{whole}{up:0<4}.{rest}"))
}

/// An amount as a list shows it: `630` or `630.50`.
pub(super) fn amount_text(fen: Fen) -> String {
    let sign = if fen.0 < 0 { "-" } else { "" };
    let (yuan, rest) = (fen.0.unsigned_abs() / 100, fen.0.unsigned_abs() % 100);
    if rest == 0 {
        format!("{sign}{yuan}")
    } else {
        format!("{sign}{yuan}.{rest:02}")
    }
}

/// A date from what stands in a cell: a date of the file, `2019.9.5`, `2019年9月5日`, `20190905`,
/// a serial number of the spreadsheet.
pub(super) fn date(cell: &Cell<'_>) -> Option<NaiveDate> {
    let text = compact(cell.text);
    if cell.kind == CellKind::Date {
        return text.get(..10)?.parse().ok();
    }
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return day(&text[..4], &text[4..6], &text[6..]);
    }
    if text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // Serials of 1954 to 2078; a year or a small number is none.
        let serial: i64 = text
            .parse()
            .ok()
            .filter(|serial| (20_000..65_380).contains(serial))?;
        return NaiveDate::from_ymd_opt(1899, 12, 30)?
            .checked_add_signed(chrono::TimeDelta::days(serial));
    }
    let parts: Vec<&str> = text
        .split(['年', '月', '日', '.', '-', '/', '－', '。', '、'])
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [year, month, day_of_month] if year.len() == 4 => day(year, month, day_of_month),
        _ => None,
    }
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

    fn amount_of(kind: CellKind, text: &str, ten_thousands: bool) -> Result<i64, NoAmount> {
        amount(Some(cell(kind, text)), ten_thousands).map(|fen| fen.0)
    }

    #[test]
    fn amounts_as_villages_write_them() {
        for (text, fen) in [
            ("１，２６０．５０元", 126_050),
            ("￥630", 63_000),
            (" 630.00 元整", 63_000),
            ("(50)", -5_000),
            ("0.63万元", 630_000),
            ("-", i64::MIN),
        ] {
            let expected = if fen == i64::MIN {
                Err(NoAmount::NotANumber)
            } else {
                Ok(fen)
            };
            assert_eq!(amount_of(CellKind::Text, text, false), expected, "{text}");
        }
        assert_eq!(amount_of(CellKind::Text, "1.26", true), Ok(1_260_000));
        assert_eq!(
            amount_of(CellKind::Text, "1.234", false),
            Err(NoAmount::TooFine)
        );
        assert_eq!(
            amount_of(CellKind::Text, " ", false),
            Err(NoAmount::Missing)
        );
        assert_eq!(
            amount_of(CellKind::Number, "0.30000000000000004", false),
            Ok(30)
        );
        assert_eq!(
            amount_of(CellKind::Number, "33.333", false),
            Err(NoAmount::TooFine)
        );
        assert_eq!(
            amount_of(CellKind::Number, "1e300", false),
            Err(NoAmount::TooLarge)
        );
        for large in [
            "99999999999999",
            "9999999999999999999",
            "￥99,999,999,999,999.00元",
        ] {
            let answer = amount_of(CellKind::Text, large, false);
            assert_eq!(answer, Err(NoAmount::TooLarge), "{large}");
        }
        assert_eq!(
            amount_of(CellKind::Number, "99999999999999", false),
            Err(NoAmount::TooLarge)
        );
        assert_eq!(amount_of(CellKind::Number, "1.26", true), Ok(1_260_000));
        assert_eq!(amount_text(Fen(-126_050)), "-1260.50");
    }

    #[test]
    fn dates_as_villages_write_them() {
        let expected = NaiveDate::from_ymd_opt(2019, 9, 5);
        for text in [
            "2019.9.5",
            "2019年9月5日",
            "20190905",
            "2019-09-05",
            "２０１９／９／５",
            "43713",
        ] {
            assert_eq!(date(&cell(CellKind::Text, text)), expected, "{text}");
        }
        assert_eq!(date(&cell(CellKind::Date, "2019-09-05T08:00:00")), expected);
        for text in ["2019", "2019.13.1", "九月五日", "2019.9", "12345678901"] {
            assert_eq!(date(&cell(CellKind::Text, text)), None, "{text}");
        }
    }

    #[test]
    fn names_lose_their_blanks() {
        assert_eq!(name(" 张　 三 "), "张三");
        assert_eq!(name("阿依古丽．买买提"), "阿依古丽·买买提");
        assert_eq!(name("Li  Ming"), "Li Ming");
        assert!(!is_odd_name("阿依古丽·买买提") && !is_odd_name("㛃䶮"));
        for odd in ["张", "张3", "张?", "张□", "张三、李四"] {
            assert!(is_odd_name(odd), "{odd}");
        }
    }
}
