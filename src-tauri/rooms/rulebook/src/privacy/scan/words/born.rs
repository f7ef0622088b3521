//! Birth dates: a date that a word calls one; it refuses a date alone, for most dates are public.

use super::super::super::characters::is_blank;
use super::super::super::tokens::Tokens;
use super::super::FindingKind;
use super::Said;

/// Words in front of a birth date.
const BEFORE: &[&str] = &[
    "出生",
    "出生日期",
    "出生年月",
    "出生年月日",
    "出生时间",
    "生日",
    "生于",
    "生年月日",
    "诞生",
];

/// The date that starts here, where words before or behind it say that somebody was born then.
pub(super) fn date_at(tokens: &Tokens, at: usize, done: usize) -> Option<Said> {
    if at < done || tokens.char_before(at).is_some_and(is_numeral) {
        return None;
    }
    let end = end_of_date(tokens, at)?;
    if !(is_called_so(tokens, at) || is_followed_by_birth(tokens, end)) {
        return None;
    }
    let star = |c: char| if is_numeral(c) { '*' } else { c };
    let masked = tokens.text(at..end).chars().map(star).collect();
    Some(Said::new(FindingKind::BirthDate, at..end, masked))
}

fn is_called_so(tokens: &Tokens, at: usize) -> bool {
    let is_link = |c: char| is_blank(c) || ":：为是于在(（".contains(c);
    let mut end = at;
    while end > 0 && at - end < 4 && tokens.char_before(end).is_some_and(is_link) {
        end -= 1;
    }
    // 生于 ends in a link word itself.
    let stops = [end, (end + 1).min(at)];
    stops
        .iter()
        .any(|end| BEFORE.iter().any(|word| tokens.ends_with(*end, word)))
}

fn is_followed_by_birth(tokens: &Tokens, end: usize) -> bool {
    let mut at = end;
    while at < end + 2 && tokens.char(at).is_some_and(is_blank) {
        at += 1;
    }
    let next = |offset: usize| tokens.char(at + offset);
    match next(0) {
        Some('出') => next(1) == Some('生'),
        // 1980年3月生，… but not 10月1日生效.
        Some('生') => !next(1).is_some_and(char::is_alphanumeric) || next(1) == Some('人'),
        _ => false,
    }
}

/// Where a date of at least year and month that starts here ends.
fn end_of_date(tokens: &Tokens, start: usize) -> Option<usize> {
    let year_end = run_end(tokens, start, 9);
    let digits = tokens.text(start..year_end);
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    if plain && matches!(digits.len(), 6 | 8) {
        let month: u32 = digits.get(4..6)?.parse().ok()?;
        return (is_year(digits.get(..4)?) && (1..=12).contains(&month)).then_some(year_end);
    }
    let short = plain && digits.len() == 2;
    let spoken = digits.chars().count() == 4;
    if !(short || spoken) || (plain && spoken && !is_year(&digits)) {
        return None;
    }
    let parted = |c: Option<char>| c.is_some_and(|c| is_blank(c) || "年-./、".contains(c));
    let month = after(tokens, year_end, &parted)?;
    if short && tokens.char(year_end) != Some('年') {
        return None;
    }
    let month_end = run_end(tokens, month, 3);
    if month_end == month {
        return None;
    }
    let parted = |c: Option<char>| c.is_some_and(|c| is_blank(c) || "月-./".contains(c));
    let Some(day) = after(tokens, month_end, &parted) else {
        return (tokens.char(year_end) == Some('年')).then_some(month_end);
    };
    let day_end = run_end(tokens, day, 3);
    let end = if day_end == day { month_end } else { day_end };
    let unit = tokens.char(end).filter(|c| matches!(c, '日' | '号' | '月'));
    Some(end + usize::from(unit.is_some()))
}

/// Behind one separator and the blanks beside it.
fn after(tokens: &Tokens, from: usize, parted: &dyn Fn(Option<char>) -> bool) -> Option<usize> {
    let mut at = from;
    while at < from + 3 && parted(tokens.char(at)) {
        at += 1;
    }
    (at > from).then_some(at)
}

fn run_end(tokens: &Tokens, start: usize, longest: usize) -> usize {
    let mut end = start;
    while end - start < longest && tokens.char(end).is_some_and(is_numeral) {
        end += 1;
    }
    end
}

fn is_year(digits: &str) -> bool {
    digits.starts_with("19") || digits.starts_with("20") || digits.starts_with("18")
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "〇零○一二三四五六七八九十".contains(c)
}
