//! The period a title speaks of (2019年第三季度, 9月份, 上半年, 年度): found, and moved on to the next
//! one when last period's item is copied. What cannot be told for certain is left as it is; the
//! clerk is shown what was changed.

mod days;
mod read;

pub use self::days::{Stretch, stretch_of};

use self::read::{Span, spans};

/// A stretch of time as a title names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The year, where the title gives one.
    pub year: Option<i32>,
    /// What of the year.
    pub part: Part,
}

/// A part of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The year itself (2019年, 2019年度).
    Year,
    /// 上半年 is 1, 下半年 is 2.
    Half(u32),
    /// 第一 to 第四季度.
    Quarter(u32),
    /// A month, or the first and the last of several.
    Months(u32, u32),
    /// 第二批, 第3期: counted, not dated.
    Count(u32),
}

/// A title for the next period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advanced {
    /// The title.
    pub title: String,
    /// What was changed, as it stood and as it stands now.
    pub changed: Vec<(String, String)>,
}

/// The title with its period words moved on by one period: a quarter, a month, a half-year, a year.
/// A full date (2019年9月20日), what stands in 《》 and a period that reaches back to January
/// (1—9月, 前三季度) stay as they are.
pub fn advanced(title: &str) -> Advanced {
    let characters: Vec<char> = title.chars().collect();
    let found = spans(&characters);
    let dated = found
        .iter()
        .any(|span| !matches!(span.period.part, Part::Year | Part::Count(_)));
    let counted = found
        .iter()
        .any(|span| matches!(span.period.part, Part::Count(_)));
    let moves = |span: &Span| match span.period.part {
        // 2019年第二批: the next is the third of the same year.
        Part::Year => !counted && !dated,
        Part::Count(_) => !dated,
        Part::Half(_) | Part::Quarter(_) | Part::Months(..) => true,
    };
    let (mut out, mut changed, mut at) = (String::new(), Vec::new(), 0);
    for span in found.iter().filter(|span| moves(span)) {
        let Some(period) = next(span.period) else {
            continue;
        };
        let old: String = characters[span.from..span.to].iter().collect();
        let new = span.written(&characters, period);
        out.extend(&characters[at..span.from]);
        out.push_str(&new);
        changed.push((old, new));
        at = span.to;
    }
    out.extend(&characters[at..]);
    Advanced {
        title: out,
        changed,
    }
}

/// The periods that a text names, in order, each with its words.
pub fn named(text: &str) -> Vec<(String, Period)> {
    let characters: Vec<char> = text.chars().collect();
    let words = |span: &Span| characters[span.from..span.to].iter().collect();
    let found = spans(&characters);
    found
        .iter()
        .map(|span| (words(span), span.period))
        .collect()
}

/// The periods that a text names, in its words and each once; for telling a clerk what a copied
/// body still says.
pub fn words_of(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let mut words: Vec<String> = Vec::new();
    for span in spans(&characters) {
        let word: String = characters[span.from..span.to].iter().collect();
        if !matches!(span.period.part, Part::Count(_)) && !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// Whether two titles speak of the same matter and the same period: a quiet hint that one of them
/// may be entered twice. Villages and kinds that differ make different matters.
pub fn same_matter(one: &str, other: &str) -> bool {
    let (one, other) = (matter(one), matter(other));
    !one.1.is_empty() && one == other
}

/// Words that a title may have or not without meaning anything else.
const FILLERS: [&str; 14] = [
    "花名册",
    "明细表",
    "一览表",
    "情况",
    "关于",
    "公示",
    "公告",
    "通告",
    "公布",
    "公开",
    "名单",
    "表",
    "的",
    "了",
];

/// The periods of a title, and what it says beside them.
fn matter(title: &str) -> (Vec<Period>, String) {
    let characters: Vec<char> = title.chars().collect();
    let found = spans(&characters);
    let inside = |at: usize| found.iter().any(|span| (span.from..span.to).contains(&at));
    let mut rest: String = characters
        .iter()
        .enumerate()
        .filter(|(at, character)| !inside(*at) && character.is_alphanumeric())
        .map(|(_, character)| *character)
        .collect();
    for filler in FILLERS {
        rest = rest.replace(filler, "");
    }
    let periods = found.iter().map(|span| in_months(span.period)).collect();
    (periods, rest)
}

/// A quarter or half-year as its months, so that 第三季度 and 7—9月 are one period.
const fn in_months(period: Period) -> Period {
    let part = match period.part {
        Part::Half(half) => Part::Months(half * 6 - 5, half * 6),
        Part::Quarter(quarter) => Part::Months(quarter * 3 - 2, quarter * 3),
        Part::Year | Part::Months(..) | Part::Count(_) => period.part,
    };
    Period { part, ..period }
}

/// The period after this one; none where it cannot be told.
fn next(period: Period) -> Option<Period> {
    let later = |part, wraps: bool| {
        let year = period.year.map(|year| year + i32::from(wraps));
        Some(Period { year, part })
    };
    match period.part {
        Part::Year => period.year.and_then(|_| later(Part::Year, true)),
        Part::Half(half) => later(Part::Half(half % 2 + 1), half == 2),
        Part::Quarter(quarter) => later(Part::Quarter(quarter % 4 + 1), quarter == 4),
        Part::Count(count) => later(Part::Count(count + 1), false),
        Part::Months(first, last) => {
            let length = last + 1 - first;
            // 1—9月 runs from January and will run to December: nobody knows what comes next.
            let whole = 12 % length == 0 && (first - 1) % length == 0;
            let wraps = last == 12;
            let first = if wraps { 1 } else { last + 1 };
            whole.then(|| later(Part::Months(first, first + length - 1), wraps))?
        }
    }
}

impl Span {
    /// The words of another period, written like these.
    fn written(&self, characters: &[char], period: Period) -> String {
        let mut words = String::new();
        let mut at = self.from;
        let values = period
            .year
            .into_iter()
            .filter_map(|year| u32::try_from(year).ok())
            .chain(part_numbers(period.part));
        for (numeral, value) in self.numerals.iter().zip(values) {
            words.extend(&characters[at..numeral.from]);
            words.push_str(&numeral.kind.written(value));
            at = numeral.to;
        }
        words.extend(&characters[at..self.to]);
        words
    }
}

/// The numbers of a part, in the order in which they are written.
fn part_numbers(part: Part) -> impl Iterator<Item = u32> {
    let (first, second) = match part {
        Part::Year => (None, None),
        Part::Half(number) | Part::Quarter(number) | Part::Count(number) => (Some(number), None),
        Part::Months(first, last) if first == last => (Some(first), None),
        Part::Months(first, last) => (Some(first), Some(last)),
    };
    first.into_iter().chain(second)
}

impl read::Kind {
    /// A number in this script.
    fn written(self, value: u32) -> String {
        match self {
            Self::Ascii => value.to_string(),
            Self::Wide => value
                .to_string()
                .chars()
                .filter_map(|digit| char::from_u32(u32::from(digit) + 0xFEE0))
                .collect(),
            Self::Chinese => chinese(value),
            Self::Half => if value == 1 { "上" } else { "下" }.to_owned(),
        }
    }
}

/// 1 to 99 in Chinese; larger ones in digits.
fn chinese(value: u32) -> String {
    let digit = |value: u32| "一二三四五六七八九".chars().nth(value as usize - 1);
    if value == 0 || value > 99 {
        return value.to_string();
    }
    let (tens, ones) = (value / 10, value % 10);
    let mut text = String::new();
    if tens > 1 {
        text.extend(digit(tens));
    }
    if tens > 0 {
        text.push('十');
    }
    if ones > 0 {
        text.extend(digit(ones));
    }
    text
}

#[cfg(test)]
mod tests;
