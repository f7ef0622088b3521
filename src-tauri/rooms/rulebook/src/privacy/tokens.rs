//! A text as groups of digits with what stands between them; it refuses to judge what they mean.

use std::ops::Range;

use super::characters::{is_blank, is_hyphen, narrow};
use super::credit_code::{has_known_department, is_credit_code};

/// Longest gap between two groups that may still be one number.
const LONGEST_GAP: usize = 8;

/// A text read once: its characters (narrow, upper case) and its groups of digits.
pub(crate) struct Tokens {
    pub(crate) chars: Vec<Char>,
    pub(crate) groups: Vec<Group>,
    length: usize,
}

/// One character and where it starts in the text.
#[derive(Clone, Copy)]
pub(crate) struct Char {
    at: usize,
    pub(crate) c: char,
}

/// A run of digits without anything between.
pub(crate) struct Group {
    /// Indices into `chars`.
    pub(crate) span: Range<usize>,
    /// The digits; at most [`Group::LONGEST`] are kept, more are never one private number.
    pub(crate) digits: String,
    /// How the next group follows.
    pub(crate) gap: Gap,
    /// Whether the word it stands in is a credit code, or stars touch it.
    pub(crate) harmless: bool,
}

impl Group {
    const LONGEST: usize = 64;
}

/// What stands between two groups of digits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Something else, or too much: they are two numbers.
    Apart,
    /// Blanks within one line.
    Blank,
    /// A hyphen, perhaps among blanks.
    Hyphen,
    /// Blanks with a line break.
    LineBreak,
    /// A closing bracket, as in `(0730)6234567`.
    Bracket,
}

impl Tokens {
    pub(crate) fn read(text: &str) -> Self {
        let chars: Vec<Char> = text
            .char_indices()
            .map(|(at, c)| Char {
                at,
                c: narrow(c).to_ascii_uppercase(),
            })
            .collect();
        let mut tokens = Self {
            chars,
            groups: Vec::new(),
            length: text.len(),
        };
        tokens.groups = tokens.read_groups();
        tokens
    }

    /// The byte range in the text that a range of characters covers.
    pub(crate) fn bytes(&self, span: &Range<usize>) -> Range<usize> {
        let at = |index: usize| self.chars.get(index).map_or(self.length, |c| c.at);
        at(span.start)..at(span.end)
    }

    pub(crate) fn char(&self, index: usize) -> Option<char> {
        self.chars.get(index).map(|c| c.c)
    }

    pub(crate) fn char_before(&self, index: usize) -> Option<char> {
        index.checked_sub(1).and_then(|before| self.char(before))
    }

    /// The characters of a span, narrow and upper case.
    pub(crate) fn text(&self, span: Range<usize>) -> String {
        let within = span.start..span.end.min(self.chars.len());
        let chars = self.chars.get(within).unwrap_or_default();
        chars.iter().map(|c| c.c).collect()
    }

    /// Whether a word stands at a place.
    pub(crate) fn starts_with(&self, at: usize, word: &str) -> bool {
        let mut place = at;
        word.chars().all(|c| {
            place += 1;
            self.char(place - 1) == Some(c)
        })
    }

    /// Whether a word ends just before a place.
    pub(crate) fn ends_with(&self, end: usize, word: &str) -> bool {
        end.checked_sub(word.chars().count())
            .is_some_and(|start| self.starts_with(start, word))
    }

    /// The words just before a place, back to the last digit, line break or twelve characters.
    pub(crate) fn words_before(&self, index: usize) -> String {
        let start = index.saturating_sub(12);
        let before = &self.chars[start..index];
        let cut = before
            .iter()
            .rposition(|c| c.c.is_ascii_digit() || c.c == '\n')
            .map_or(0, |at| at + 1);
        before[cut..]
            .iter()
            .filter(|c| !is_blank(c.c))
            .map(|c| c.c)
            .collect()
    }

    /// The place behind an X that ends a number whose digits end at `index`.
    pub(crate) fn x_after(&self, index: usize) -> Option<usize> {
        let mut at = index;
        while at - index < LONGEST_GAP && self.char(at).is_some_and(|c| is_blank(c) || is_hyphen(c))
        {
            at += 1;
        }
        let end = at + 1;
        let of_word = |at: usize| self.char(at).is_some_and(|c| c.is_ascii_alphanumeric());
        // A disabled person's certificate bears kind and grade behind the number.
        let certified = self.is_digit(end) && self.is_digit(end + 1) && !of_word(end + 2);
        let ends = !of_word(end) || certified;
        (self.char(at) == Some('X') && ends).then_some(at + 1)
    }

    fn read_groups(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let mut word_end = 0;
        let mut word_is_code = false;
        let mut at = 0;
        while at < self.chars.len() {
            if at >= word_end && self.is_word(at) {
                word_end = self.end_of(at, Self::is_word);
                word_is_code = self.is_code(at..word_end);
            }
            if !self.is_digit(at) {
                at += 1;
                continue;
            }
            let end = self.end_of(at, Self::is_digit);
            if let Some(last) = groups.last_mut() {
                last.gap = self.gap(last.span.end..at);
            }
            let digits = self.chars[at..end]
                .iter()
                .take(Group::LONGEST)
                .map(|c| c.c)
                .collect();
            let starred = self.char_before(at) == Some('*') || self.char(end) == Some('*');
            let harmless = word_is_code || starred;
            groups.push(Group {
                span: at..end,
                digits,
                gap: Gap::Apart,
                harmless,
            });
            at = end;
        }
        groups
    }

    /// A credit code that has a letter in it; one of digits alone is weighed against an identity
    /// number later.
    fn is_code(&self, word: Range<usize>) -> bool {
        if word.len() != 18 {
            return false;
        }
        let text: String = self.chars[word].iter().map(|c| c.c).collect();
        let has_letter = text[..17].bytes().any(|byte| byte.is_ascii_alphabetic())
            || !matches!(text.as_bytes()[17], b'0'..=b'9' | b'X');
        has_letter && is_credit_code(&text) && has_known_department(&text)
    }

    fn gap(&self, between: Range<usize>) -> Gap {
        let between = &self.chars[between];
        if between.is_empty() || between.len() > LONGEST_GAP {
            return Gap::Apart;
        }
        if between.len() == 1 && between[0].c == ')' {
            return Gap::Bracket;
        }
        let hyphens = between.iter().filter(|c| is_hyphen(c.c)).count();
        if hyphens > 1 || !between.iter().all(|c| is_blank(c.c) || is_hyphen(c.c)) {
            Gap::Apart
        } else if between.iter().any(|c| matches!(c.c, '\n' | '\r')) {
            Gap::LineBreak
        } else if hyphens == 1 {
            Gap::Hyphen
        } else {
            Gap::Blank
        }
    }

    fn end_of(&self, from: usize, is_part: fn(&Self, usize) -> bool) -> usize {
        let mut end = from;
        while is_part(self, end) {
            end += 1;
        }
        end
    }

    fn is_digit(&self, index: usize) -> bool {
        self.char(index).is_some_and(|c| c.is_ascii_digit())
    }

    fn is_word(&self, index: usize) -> bool {
        self.char(index).is_some_and(|c| c.is_ascii_alphanumeric())
    }
}
