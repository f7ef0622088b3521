//! Finds period words in a text; it takes no full date and nothing inside 《》 for a period.

use super::{Part, Period};

/// Where a text names a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    /// First character.
    pub(super) from: usize,
    /// Behind the last character.
    pub(super) to: usize,
    /// What it names.
    pub(super) period: Period,
    /// Its numbers as they are written, in order.
    pub(super) numerals: Vec<Numeral>,
}

/// A number in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numeral {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) kind: Kind,
    value: u32,
}

/// The script of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// 3.
    Ascii,
    /// ３.
    Wide,
    /// 三.
    Chinese,
    /// 上, 下 of a half-year.
    Half,
}

/// Signs between the first and the last of several.
const UNTIL: [char; 8] = ['-', '—', '–', '－', '至', '到', '~', '～'];

/// Every period that the text names, in order.
pub(super) fn spans(text: &[char]) -> Vec<Span> {
    let (mut found, mut at, mut quoted) = (Vec::new(), 0, 0_u32);
    while at < text.len() {
        match text[at] {
            '《' => quoted += 1,
            '》' => quoted = quoted.saturating_sub(1),
            _ => {}
        }
        if quoted > 0 {
            at += 1;
            continue;
        }
        match read(text, at) {
            Found::Span(span) => {
                at = span.to;
                found.push(span);
            }
            Found::Skip(to) => at = to,
            Found::Nothing => at += 1,
        }
    }
    found
}

/// What stands at a place.
enum Found {
    Span(Span),
    /// Something like a period that is none: go on behind it.
    Skip(usize),
    Nothing,
}

fn read(text: &[char], from: usize) -> Found {
    let year = year(text, from);
    let behind = year.map_or(from, |(_, to)| to);
    // 前三季度 reaches back to January: what comes next nobody knows.
    if text.get(behind) == Some(&'前')
        && let Ok(Some((Part::Quarter(_), _, to))) = part(text, behind + 1)
    {
        return Found::Skip(to);
    }
    let rest = blanks(text, behind);
    let (part, numerals, to) = match part(text, rest) {
        Ok(Some(part)) => part,
        Err(to) => return Found::Skip(to),
        Ok(None) => match year {
            Some(_) => (Part::Year, Vec::new(), whole_year(text, behind)),
            None => return Found::Nothing,
        },
    };
    let counted = matches!(part, Part::Count(_));
    let (year, from) = match year {
        // 2019年第二批: the year is a period of its own and the count another.
        Some((number, to)) if counted => {
            let to = whole_year(text, to);
            return Found::Span(span(from, to, Some(number), Part::Year, Vec::new()));
        }
        other => (other.map(|(number, _)| number), from),
    };
    Found::Span(span(from, to, year, part, numerals))
}

fn span(from: usize, to: usize, year: Option<Numeral>, part: Part, rest: Vec<Numeral>) -> Span {
    let mut numerals: Vec<Numeral> = year.into_iter().collect();
    numerals.extend(rest);
    let year = year.and_then(|year| i32::try_from(year.value).ok());
    Span {
        from,
        to,
        period: Period { year, part },
        numerals,
    }
}

/// `2019年`: the number, and the place behind 年.
fn year(text: &[char], from: usize) -> Option<(Numeral, usize)> {
    let before = from.checked_sub(1).and_then(|at| text.get(at));
    if before.is_some_and(|character| digit(*character).is_some()) {
        return None;
    }
    let number = number(text, from)?;
    let long = number.to - number.from == 4 && (1900..2100).contains(&number.value);
    (long && text.get(number.to) == Some(&'年')).then_some((number, number.to + 1))
}

/// Behind the 度 of 年度.
fn whole_year(text: &[char], behind: usize) -> usize {
    behind + usize::from(text.get(behind) == Some(&'度'))
}

fn blanks(text: &[char], from: usize) -> usize {
    let blank = text[from.min(text.len())..]
        .iter()
        .take_while(|character| character.is_whitespace());
    from + blank.count()
}

type Read = Option<(Part, Vec<Numeral>, usize)>;

/// A part of a year; `Err` with the place behind it where it is a full date.
fn part(text: &[char], from: usize) -> Result<Read, usize> {
    if let Some(half) = half(text, from) {
        return Ok(Some(half));
    }
    let ordinal = text.get(from) == Some(&'第');
    let start = from + usize::from(ordinal);
    let Some(number) = number(text, start) else {
        return Ok(None);
    };
    let follows = |word: &str| starts_with(text, number.to, word);
    if follows("季度") {
        let known = (1..=4).contains(&number.value);
        let to = number.to + 2;
        return Ok(known.then(|| (Part::Quarter(number.value), vec![number], to)));
    }
    if ordinal && (follows("批") || follows("期")) {
        return Ok(Some((
            Part::Count(number.value),
            vec![number],
            number.to + 1,
        )));
    }
    if ordinal {
        return Ok(None);
    }
    months(text, from, number)
}

fn half(text: &[char], from: usize) -> Read {
    let value = match text.get(from)? {
        '上' => 1,
        '下' => 2,
        _ => return None,
    };
    let numeral = Numeral {
        from,
        to: from + 1,
        kind: Kind::Half,
        value,
    };
    starts_with(text, from + 1, "半年").then_some((Part::Half(value), vec![numeral], from + 3))
}

/// `9月`, `9月份`, `7—9月`, `7月至9月`.
fn months(text: &[char], from: usize, first: Numeral) -> Result<Read, usize> {
    // The middle of a longer number or of 二〇一九年 is no month.
    let before = from.checked_sub(1).and_then(|at| text.get(at));
    if before.is_some_and(|character| digit(*character).is_some()) {
        return Ok(None);
    }
    let month = |number: &Numeral| (1..=12).contains(&number.value);
    let named = text.get(first.to) == Some(&'月');
    let behind = first.to + usize::from(named);
    let last = text
        .get(behind)
        .filter(|sign| UNTIL.contains(sign))
        .and_then(|_| number(text, behind + 1))
        .filter(|last| text.get(last.to) == Some(&'月'));
    let (end, numerals) = match last {
        Some(last) => (last, vec![first, last]),
        None if named => (first, vec![first]),
        None => return Ok(None),
    };
    let mut to = end.to + 1;
    // A day follows: a date.
    if let Some(day) = number(text, to)
        && matches!(text.get(day.to), Some('日' | '号'))
    {
        return Err(day.to + 1);
    }
    to += usize::from(text.get(to) == Some(&'份'));
    let good = month(&first) && month(&end) && first.value <= end.value;
    Ok(good.then_some((Part::Months(first.value, end.value), numerals, to)))
}

fn starts_with(text: &[char], from: usize, word: &str) -> bool {
    let word = word.chars();
    let there = text.get(from..).unwrap_or_default().iter().copied();
    word.clone().count()
        == there
            .zip(word)
            .take_while(|(is, wanted)| is == wanted)
            .count()
}

/// A number in one script, up to four digits or 九十九.
fn number(text: &[char], from: usize) -> Option<Numeral> {
    let (kind, _) = digit(*text.get(from)?)?;
    let rest = text[from..].iter().map_while(|character| {
        let (own, value) = digit(*character)?;
        (own == kind).then_some(value)
    });
    let values: Vec<u32> = rest.collect();
    if values.len() > 4 {
        return None;
    }
    let value = match kind {
        Kind::Ascii | Kind::Wide => values.iter().fold(0, |sum, value| sum * 10 + value),
        Kind::Chinese => match values.as_slice() {
            [10] => 10,
            [one] => *one,
            [10, ones] if *ones < 10 => 10 + ones,
            [tens, 10] if *tens < 10 => tens * 10,
            [tens, 10, ones] if *tens < 10 && *ones < 10 => tens * 10 + ones,
            _ => return None,
        },
        Kind::Half => return None,
    };
    let to = from + values.len();
    Some(Numeral {
        from,
        to,
        kind,
        value,
    })
}

fn digit(character: char) -> Option<(Kind, u32)> {
    let chinese = |at| (Kind::Chinese, at);
    match character {
        '0'..='9' => Some((Kind::Ascii, u32::from(character) - u32::from('0'))),
        '０'..='９' => Some((Kind::Wide, u32::from(character) - u32::from('０'))),
        other => "一二三四五六七八九十"
            .chars()
            .zip(1..)
            .find(|(known, _)| *known == other)
            .map(|(_, value)| chinese(value)),
    }
}
