//! 档号 by the office's pattern, for instance `J001-WS·2019-D30-BGS-0026` (DA/T 22-2015, 5.4): parts of
//! different levels are joined by `-`, of one level by `·`. The pattern is data; a bad one, and a 档号
//! that does not follow it, is refused with the place.

use std::fmt;
use std::str::FromStr;

use crate::retention::RetentionPeriod;

/// The pattern that DA/T 22-2015 gives, with 机构（问题）.
pub const USUAL_PATTERN: &str = "{全宗号}-{门类}·{年度}-{期限}-{机构}-{件号}";

/// Digits of 件号 where the pattern does not say otherwise.
const NUMBER_WIDTH: usize = 4;

/// A part of a 档号.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CodePart {
    /// 全宗号, given by the county archive.
    Fonds,
    /// 档案门类代码; 文书 is `WS`.
    Category,
    /// 年度, four digits.
    Year,
    /// 保管期限: `Y`, `D30`, `D10`.
    Period,
    /// 机构（问题）.
    Organ,
    /// 件号, padded with zeros.
    Number,
}

impl CodePart {
    const ALL: [Self; 6] = [
        Self::Fonds,
        Self::Category,
        Self::Year,
        Self::Period,
        Self::Organ,
        Self::Number,
    ];

    /// Its name in a pattern.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fonds => "全宗号",
            Self::Category => "门类",
            Self::Year => "年度",
            Self::Period => "期限",
            Self::Organ => "机构",
            Self::Number => "件号",
        }
    }

    /// What may stand in its place.
    const fn form(self) -> &'static str {
        match self {
            Self::Fonds => "全宗号（字母或数字）",
            Self::Category => "门类代码（字母或数字）",
            Self::Year => "年度（四位数字）",
            Self::Period => "保管期限（Y、D30 或 D10）",
            Self::Organ => "机构（问题）代码（字母或数字）",
            Self::Number => "件号（数字，不足的补零）",
        }
    }
}

/// The office's pattern, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodePattern {
    text: String,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Part(CodePart, usize),
}

/// What a 档号 says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ArchiveCode {
    /// 全宗号.
    pub fonds: String,
    /// 门类.
    pub category: String,
    /// 年度.
    pub year: i32,
    /// 保管期限.
    pub period: RetentionPeriod,
    /// 机构（问题）; empty where the pattern has none.
    pub organ: String,
    /// 件号, from 1.
    pub number: u32,
}

/// Why a pattern is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("档号格式第 {at} 个字：{what}")]
pub struct PatternError {
    /// Which character, from 1.
    pub at: usize,
    /// What is wrong there.
    pub what: String,
}

/// Why a 档号 does not follow the pattern.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("档号第 {at} 个字起应是{expected}")]
pub struct CodeError {
    /// Which character, from 1.
    pub at: usize,
    /// What should stand there.
    pub expected: String,
}

impl FromStr for CodePattern {
    type Err = PatternError;

    fn from_str(text: &str) -> Result<Self, PatternError> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut rest = text;
        let at = |rest: &str| text[..text.len() - rest.len()].chars().count() + 1;
        while let Some(open) = rest.find(['{', '}']) {
            let (before, from) = rest.split_at(open);
            push_text(&mut pieces, before);
            let wrong = |what: &str| PatternError {
                at: at(from),
                what: what.to_owned(),
            };
            let inside = from
                .strip_prefix('{')
                .ok_or_else(|| wrong("“}”前面没有“{”"))?;
            let (name, after) = inside
                .split_once('}')
                .ok_or_else(|| wrong("“{”没有对应的“}”"))?;
            let piece = part(name).map_err(|what| wrong(&what))?;
            if let (Piece::Part(part, _), true) = (&piece, has(&pieces, &piece)) {
                return Err(wrong(&format!("“{}”写了两次", part.name())));
            }
            if matches!(pieces.last(), Some(Piece::Part(..))) {
                return Err(wrong("两项之间要有“-”或“·”，否则分不清"));
            }
            pieces.push(piece);
            rest = after;
        }
        push_text(&mut pieces, rest);
        let pattern = Self {
            text: text.to_owned(),
            pieces,
        };
        pattern.check()?;
        Ok(pattern)
    }
}

impl fmt::Display for CodePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl CodePattern {
    /// Whether the pattern names this part.
    pub fn names(&self, part: CodePart) -> bool {
        has(&self.pieces, &Piece::Part(part, 0))
    }

    /// The 档号 of an item.
    pub fn write(&self, code: &ArchiveCode) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(fixed) => text.push_str(fixed),
                Piece::Part(CodePart::Fonds, _) => text.push_str(&code.fonds),
                Piece::Part(CodePart::Category, _) => text.push_str(&code.category),
                Piece::Part(CodePart::Year, _) => text.push_str(&format!("{:04}", code.year)),
                Piece::Part(CodePart::Period, _) => text.push_str(code.period.code()),
                Piece::Part(CodePart::Organ, _) => text.push_str(&code.organ),
                Piece::Part(CodePart::Number, width) => {
                    text.push_str(&format!("{:0width$}", code.number, width = *width));
                }
            }
        }
        text
    }

    /// What a 档号 says that follows the pattern. Parts that the pattern does not name are empty.
    ///
    /// # Errors
    /// [`CodeError`] with the character from which on it does not.
    pub fn read(&self, text: &str) -> Result<ArchiveCode, CodeError> {
        let mut code = ArchiveCode {
            fonds: String::new(),
            category: String::new(),
            year: 0,
            period: RetentionPeriod::Years10,
            organ: String::new(),
            number: 0,
        };
        let mut rest = text;
        for piece in &self.pieces {
            let wrong = |expected: String| CodeError {
                at: text[..text.len() - rest.len()].chars().count() + 1,
                expected,
            };
            rest = match piece {
                Piece::Text(fixed) => rest
                    .strip_prefix(fixed.as_str())
                    .ok_or_else(|| wrong(format!("“{fixed}”")))?,
                Piece::Part(part, width) => {
                    let end = rest
                        .find(|c: char| !c.is_ascii_alphanumeric())
                        .unwrap_or(rest.len());
                    let (word, after) = rest.split_at(end);
                    take(&mut code, *part, word, *width)
                        .ok_or_else(|| wrong(part.form().to_owned()))?;
                    after
                }
            };
        }
        if rest.is_empty() {
            return Ok(code);
        }
        Err(CodeError {
            at: text[..text.len() - rest.len()].chars().count() + 1,
            expected: "末尾".to_owned(),
        })
    }

    /// What must be in a pattern so that every 档号 is one item's only.
    fn check(&self) -> Result<(), PatternError> {
        let end = self.text.chars().count() + 1;
        for part in [CodePart::Year, CodePart::Period, CodePart::Number] {
            if !self.names(part) {
                let what = format!("缺少“{{{}}}”，不同的件会得到同一个档号", part.name());
                return Err(PatternError { at: end, what });
            }
        }
        let mut at = 1;
        for (piece, next) in self.pieces.iter().zip(self.pieces.iter().skip(1)) {
            at += piece.length();
            if let (Piece::Part(..), Piece::Text(text)) = (piece, next)
                && text.starts_with(|c: char| c.is_ascii_alphanumeric())
            {
                let what = "紧跟在一项后面的不能是字母或数字，否则分不清".to_owned();
                return Err(PatternError { at, what });
            }
        }
        Ok(())
    }
}

impl Piece {
    /// How many characters it takes in the pattern.
    fn length(&self) -> usize {
        match self {
            Self::Text(text) => text.chars().count(),
            Self::Part(part, NUMBER_WIDTH) => part.name().chars().count() + 2,
            Self::Part(part, width) => part.name().chars().count() + 3 + width.to_string().len(),
        }
    }
}

fn has(pieces: &[Piece], wanted: &Piece) -> bool {
    pieces.iter().any(|piece| match (piece, wanted) {
        (Piece::Part(known, _), Piece::Part(part, _)) => known == part,
        (Piece::Text(_), _) | (_, Piece::Text(_)) => false,
    })
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    if !text.is_empty() {
        pieces.push(Piece::Text(text.to_owned()));
    }
}

/// `件号` or `件号:3`.
fn part(name: &str) -> Result<Piece, String> {
    let (name, width) = match name.split_once(':') {
        Some((name, width)) => (name, Some(width)),
        None => (name, None),
    };
    let known = CodePart::ALL.into_iter().find(|part| part.name() == name);
    let Some(part) = known else {
        let names: Vec<&str> = CodePart::ALL.iter().map(|part| part.name()).collect();
        return Err(format!("没有“{name}”这一项，可以用：{}", names.join("、")));
    };
    let Some(width) = width else {
        return Ok(Piece::Part(part, NUMBER_WIDTH));
    };
    match (part, width.parse::<usize>()) {
        (CodePart::Number, Ok(width @ 1..=8)) => Ok(Piece::Part(part, width)),
        (CodePart::Number, _) => Err("件号的位数是 1 到 8".to_owned()),
        (
            CodePart::Fonds
            | CodePart::Category
            | CodePart::Year
            | CodePart::Period
            | CodePart::Organ,
            _,
        ) => Err("只有“件号”可以写位数".to_owned()),
    }
}

/// Takes a word as this part; `None` where it cannot be one.
fn take(code: &mut ArchiveCode, part: CodePart, word: &str, width: usize) -> Option<()> {
    if word.is_empty() {
        return None;
    }
    let digits = word.bytes().all(|byte| byte.is_ascii_digit());
    match part {
        CodePart::Fonds => word.clone_into(&mut code.fonds),
        CodePart::Category => word.clone_into(&mut code.category),
        CodePart::Organ => word.clone_into(&mut code.organ),
        CodePart::Year => {
            code.year = word.parse().ok().filter(|_| digits && word.len() == 4)?;
        }
        CodePart::Period => {
            let known = RetentionPeriod::ALL.iter().copied();
            code.period = known.into_iter().find(|period| period.code() == word)?;
        }
        CodePart::Number => {
            let number: u32 = word.parse().ok().filter(|_| digits)?;
            // 00026 would be a second spelling of the same number.
            let one_spelling = format!("{number:0width$}") == word && number > 0;
            code.number = Some(number).filter(|_| one_spelling)?;
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pattern(text: &str) -> CodePattern {
        text.parse().unwrap()
    }

    #[test]
    fn the_usual_pattern_writes_and_reads_the_standards_own_example() {
        let text = "J001-WS·2019-D30-BGS-0026";
        let code = pattern(USUAL_PATTERN).read(text).unwrap();
        assert_eq!(
            (code.year, code.period, code.number),
            (2019, RetentionPeriod::Years30, 26)
        );
        assert_eq!((code.fonds.as_str(), code.organ.as_str()), ("J001", "BGS"));
        assert_eq!(pattern(USUAL_PATTERN).write(&code), text);
    }

    #[test]
    fn a_bad_pattern_is_refused_with_its_place() {
        for (text, at, told) in [
            ("{全宗号}-{年度", 7, "没有对应"),
            ("{全宗}-{年度}", 1, "没有“全宗”"),
            ("{年度}{期限}-{件号}", 5, "分不清"),
            ("{年度}-{年度}-{件号}", 6, "写了两次"),
            ("{年度}-{件号}", 10, "缺少“{期限}”"),
            ("{年度}-{期限}-{件号:0}", 11, "1 到 8"),
            ("{年度:2}-{期限}-{件号}", 1, "只有“件号”"),
            ("年度}-{期限}", 3, "前面没有"),
            ("{年度}D{期限}-{件号}", 5, "字母或数字"),
            ("{件号:3}x{年度}-{期限}", 7, "字母或数字"),
        ] {
            let error = text.parse::<CodePattern>().unwrap_err();
            assert_eq!(error.at, at, "{text}: {error}");
            assert!(error.what.contains(told), "{text}: {error}");
        }
    }

    #[test]
    fn a_code_that_does_not_follow_is_refused_with_its_place() {
        for (text, at, told) in [
            ("J001-WS·19-D30-BGS-0026", 9, "年度"),
            ("J001-WS·2019-D20-BGS-0026", 14, "保管期限"),
            ("J001-WS-2019-D30-BGS-0026", 8, "“·”"),
            ("J001-WS·2019-D30-BGS-26", 22, "件号"),
            ("J001-WS·2019-D30-BGS-0026-1", 26, "末尾"),
            ("", 1, "全宗号"),
        ] {
            let error = pattern(USUAL_PATTERN).read(text).unwrap_err();
            assert_eq!(error.at, at, "{text}: {error}");
            assert!(error.expected.contains(told), "{text}: {error}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            fonds in "[A-Z][0-9]{3}", organ in "[A-Z]{3}", year in 1949_i32..2100,
            period in 0_usize..3, number in 1_u32..100_000, width in 1_usize..6,
        ) {
            let code = ArchiveCode {
                fonds, category: "WS".to_owned(), year,
                period: RetentionPeriod::ALL[period], organ, number,
            };
            let shape = format!("{{全宗号}}-{{门类}}·{{年度}}-{{期限}}-{{机构}}-{{件号:{width}}}");
            let pattern = pattern(&shape);
            prop_assert_eq!(pattern.read(&pattern.write(&code)), Ok(code));
        }

        #[test]
        fn nothing_panics(shape in ".{0,40}", text in ".{0,40}") {
            if let Ok(pattern) = shape.parse::<CodePattern>() {
                let _ = pattern.read(&text);
            }
            let _ = pattern(USUAL_PATTERN).read(&text);
        }
    }
}
