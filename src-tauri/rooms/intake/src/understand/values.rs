//! Turns what a village wrote into what it meant: half-width digits, names without blanks, amounts
//! in 分, dates; it never guesses a value that is not there.

use gongkai_rulebook::money::{Fen, words};

use super::units::MoneyUnit;
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

/// An amount that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Paid {
    pub(super) fen: Fen,
    /// It was said as people talk (一千二).
    pub(super) talked: bool,
}

impl Paid {
    const fn plain(fen: Fen) -> Self {
        Self { fen, talked: false }
    }
}

/// An amount in 分 from what stands in a cell of a column that counts in `unit`; a unit in the cell
/// itself goes before it.
pub(super) fn amount(cell: Option<Cell<'_>>, unit: MoneyUnit) -> Result<Paid, NoAmount> {
    let cell = cell
        .filter(|cell| !trimmed(cell.text).is_empty())
        .ok_or(NoAmount::Missing)?;
    match cell.kind {
        CellKind::Number => amount_of_number(cell.text, unit).map(Paid::plain),
        CellKind::Text => amount_of_text(cell.text, unit),
        CellKind::Date | CellKind::Truth | CellKind::Error => Err(NoAmount::NotANumber),
    }
}

/// A stored number may carry the dust of binary fractions (`0.30000000000000004`); what lies
/// within a millionth of a 分 is that 分.
fn amount_of_number(text: &str, unit: MoneyUnit) -> Result<Fen, NoAmount> {
    let yuan: f64 = text.parse().map_err(|_| NoAmount::NotANumber)?;
    let fen = yuan * unit.fen();
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

fn amount_of_text(text: &str, unit: MoneyUnit) -> Result<Paid, NoAmount> {
    let whole = compact(text);
    let (plain, own) = match MoneyUnit::at_end(&whole) {
        Some((rest, own)) => (rest, Some(own)),
        None => (whole.as_str(), None),
    };
    // Bookkeeping writes a negative amount in brackets.
    let inner = plain
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    let plain = inner.map_or_else(|| plain.to_owned(), |inner| format!("-{inner}"));
    let places = own.unwrap_or(unit).places();
    let shifted = match places {
        0 => None,
        places => shifted(&plain, places),
    };
    let read = match (places, &shifted) {
        (0, _) => Some(Fen::parse_yuan(&plain)),
        (_, shifted) => shifted.as_deref().map(Fen::parse_yuan),
    };
    match read {
        Some(Ok(fen)) => small_enough(fen).map(Paid::plain),
        Some(Err(_)) | None => in_words(&whole, unit)
            .unwrap_or_else(|| Err(why_no_money(shifted.as_deref().unwrap_or(&plain)))),
    }
}

fn small_enough(fen: Fen) -> Result<Fen, NoAmount> {
    if fen.0.unsigned_abs() > MOST_FEN.unsigned_abs() {
        return Err(NoAmount::TooLarge);
    }
    Ok(fen)
}

/// An amount in Chinese numerals. Under 万元 it must say 元 itself, or nobody knows what it counts.
fn in_words(text: &str, unit: MoneyUnit) -> Option<Result<Paid, NoAmount>> {
    let spoken = words::spoken(text)?;
    if unit != MoneyUnit::Yuan && !spoken.says_yuan {
        return None;
    }
    let paid = |fen| Paid {
        fen,
        talked: spoken.is_colloquial,
    };
    Some(small_enough(spoken.fen).map(paid))
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

/// A decimal with its point moved to the right, digit by digit.
fn shifted(plain: &str, places: usize) -> Option<String> {
    let plain = plain.replace(',', "");
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let digits = whole.trim_start_matches(['-', '¥', '￥']);
    if digits.is_empty()
        || !digits
            .bytes()
            .chain(fraction.bytes())
            .all(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    let (up, rest) = fraction.split_at(fraction.len().min(places));
    Some(format!("{whole}{up:0<places$}.{rest}"))
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

/// A measure as a list shows it: `12.5`, `3`; its unit and the dust of binary fractions are gone.
/// `None` when it is no number.
pub(super) fn measure(cell: &Cell<'_>) -> Option<String> {
    let mut plain = compact(cell.text).replace(',', "");
    if cell.kind == CellKind::Text {
        let digits = plain.trim_end_matches(|c: char| !c.is_ascii_digit());
        let unit = &plain[digits.len()..];
        if unit.chars().count() > 3 || unit.contains(['.', '-', '/', '+']) {
            return None;
        }
        plain = digits.to_owned();
    }
    let number: f64 = plain
        .parse()
        .ok()
        .filter(|number: &f64| number.is_finite())?;
    let exact = plain
        .split_once('.')
        .is_none_or(|(_, fraction)| fraction.len() <= 4);
    if exact && !plain.contains(['e', 'E']) {
        return Some(plain);
    }
    let rounded = format!("{number:.4}");
    Some(
        rounded
            .trim_end_matches('0')
            .trim_end_matches('.')
            .to_owned(),
    )
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

    fn amount_of(kind: CellKind, text: &str, unit: MoneyUnit) -> Result<i64, NoAmount> {
        amount(Some(cell(kind, text)), unit).map(|paid| paid.fen.0)
    }

    #[test]
    fn amounts_as_villages_write_them() {
        use MoneyUnit::{HundredMillion, TenThousand, Thousand, Yuan};
        let wrong = Err(NoAmount::NotANumber);
        for (text, unit, fen) in [
            ("１，２６０．５０元", Yuan, Ok(126_050)),
            ("￥630", Yuan, Ok(63_000)),
            (" 630.00 元整", Yuan, Ok(63_000)),
            ("(50)", Yuan, Ok(-5_000)),
            ("0.63万元", Yuan, Ok(630_000)),
            ("3万", Yuan, Ok(3_000_000)),
            ("-1.5万元", Yuan, Ok(-1_500_000)),
            ("-", Yuan, wrong),
            ("1.26", TenThousand, Ok(1_260_000)),
            ("2.5", Thousand, Ok(250_000)),
            ("0.12345678", HundredMillion, Ok(1_234_567_800)),
            ("500元", TenThousand, Ok(50_000)),
            ("壹仟贰佰元整", TenThousand, Ok(120_000)),
            ("一百二十", TenThousand, wrong),
            ("壹仟贰佰元整", Yuan, Ok(120_000)),
            ("一千二", Yuan, Ok(120_000)),
            ("3万5千元", Yuan, Ok(3_500_000)),
            ("1.234", Yuan, Err(NoAmount::TooFine)),
            (" ", Yuan, Err(NoAmount::Missing)),
            ("99999999999999", Yuan, Err(NoAmount::TooLarge)),
            ("9999999999999999999", Yuan, Err(NoAmount::TooLarge)),
            ("￥99,999,999,999,999.00元", Yuan, Err(NoAmount::TooLarge)),
        ] {
            assert_eq!(amount_of(CellKind::Text, text, unit), fen, "{text}");
        }
        for (text, unit, fen) in [
            ("0.30000000000000004", Yuan, Ok(30)),
            ("33.333", Yuan, Err(NoAmount::TooFine)),
            ("1e300", Yuan, Err(NoAmount::TooLarge)),
            ("99999999999999", Yuan, Err(NoAmount::TooLarge)),
            ("1.26", TenThousand, Ok(1_260_000)),
        ] {
            assert_eq!(amount_of(CellKind::Number, text, unit), fen, "{text}");
        }
        assert_eq!(amount_text(Fen(-126_050)), "-1260.50");
    }

    #[test]
    fn measures_lose_unit_and_dust() {
        for (kind, text, expected) in [
            (CellKind::Text, "12.5亩", Some("12.5")),
            (CellKind::Text, "３ 床", Some("3")),
            (CellKind::Number, "3.4000000000000004", Some("3.4")),
            (CellKind::Text, "1,200", Some("1200")),
            (CellKind::Text, "两床", None),
            (CellKind::Text, "3-5", None),
            (CellKind::Text, "棉被2床", None),
        ] {
            assert_eq!(measure(&cell(kind, text)).as_deref(), expected, "{text}");
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
