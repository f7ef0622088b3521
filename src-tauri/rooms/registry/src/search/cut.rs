//! Cuts a text into the terms by which it is found; index and query must cut alike, so nobody
//! else does it.
//!
//! The terms of a text, told apart by their shape:
//! - two neighbouring characters, in order, so that a longer word is a phrase: `低保 保发 发放`;
//! - one character, once per text: `低`;
//! - two to four initials of neighbouring characters, each reading, once per text: `db` `dbf`;
//! - a Latin word or number behind a `0`, once per text: `02026`, `0wps`.

use std::collections::BTreeSet;

use pinyin::ToPinyinMulti;

/// Initials are kept for this many neighbours at most.
pub(super) const LONGEST_INITIALS: usize = 4;

/// Of one stretch of characters no more spellings than this are kept. Four characters of three
/// initials each have 81; nearly every stretch has one to four.
const MOST_SPELLINGS: usize = 64;

/// Ends a run, so that its last character is no neighbour of the next run's first.
const BREAK: &str = "0";

/// A stretch of text without blanks and punctuation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Run {
    /// Chinese and every other script beyond ASCII.
    Wide(Vec<char>),
    /// ASCII letters and digits, lower-cased.
    Latin(String),
}

/// Everything by which `text` is found, separated by blanks.
pub(super) fn terms(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 4);
    let mut once = Once::default();
    for run in runs(text) {
        match run {
            Run::Wide(characters) => {
                for pair in characters.windows(2) {
                    out.extend([pair[0], pair[1], ' ']);
                }
                out.push_str(BREAK);
                out.push(' ');
                once.see(&characters);
            }
            Run::Latin(word) => {
                once.words.insert(word);
            }
        }
    }
    once.write(&mut out);
    out
}

/// The runs of a text. Full-width letters and digits count as their half-width selves.
pub(super) fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut open = false;
    for character in text.chars().map(half_width) {
        if character.is_ascii_alphanumeric() {
            let character = character.to_ascii_lowercase();
            match runs.last_mut() {
                Some(Run::Latin(word)) if open => word.push(character),
                Some(_) | None => runs.push(Run::Latin(character.into())),
            }
            open = true;
        } else if is_wide(character) {
            match runs.last_mut() {
                Some(Run::Wide(word)) if open => word.push(character),
                Some(_) | None => runs.push(Run::Wide(vec![character])),
            }
            open = true;
        } else {
            open = false;
        }
    }
    runs
}

/// The initials of every reading of a character, `a` to `z`, each once.
pub(super) fn initials(character: char) -> Vec<u8> {
    let mut found: Vec<u8> = character
        .to_pinyin_multi()
        .into_iter()
        .flatten()
        .filter_map(|reading| reading.plain().bytes().next())
        .filter(u8::is_ascii_lowercase)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The characters of a text as they are compared: half-width, lower case, one for one.
pub(super) fn folded(text: &str) -> Vec<char> {
    text.chars()
        .map(|character| half_width(character).to_ascii_lowercase())
        .collect()
}

/// The readings of a character in plain letters, each once; none for what is no Chinese character.
pub(super) fn readings(character: char) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = character
        .to_pinyin_multi()
        .into_iter()
        .flatten()
        .map(|reading| reading.plain())
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Beyond ASCII, letters and digits of every script, and the private characters in which older
/// systems wrote rare names.
fn is_wide(character: char) -> bool {
    !character.is_ascii()
        && (character.is_alphanumeric()
            || matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}'))
}

fn half_width(character: char) -> char {
    match character {
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
        }
        other => other,
    }
}

/// Terms that are kept once per text, however often they stand in it.
#[derive(Default)]
struct Once {
    characters: Vec<char>,
    spellings: Vec<u32>,
    words: BTreeSet<String>,
}

impl Once {
    fn see(&mut self, characters: &[char]) {
        self.characters.extend(characters);
        let readings: Vec<_> = characters
            .iter()
            .map(|&character| initials(character))
            .collect();
        for start in 0..readings.len() {
            self.spell(&readings[start..]);
        }
    }

    /// The spellings of the first two, three, four characters, five bits a letter.
    fn spell(&mut self, readings: &[Vec<u8>]) {
        let mut so_far = vec![0_u32];
        for (place, letters) in readings.iter().take(LONGEST_INITIALS).enumerate() {
            so_far = so_far
                .iter()
                .flat_map(|head| {
                    letters
                        .iter()
                        .map(move |l| head << 5 | u32::from(l - b'a' + 1))
                })
                .take(MOST_SPELLINGS)
                .collect();
            if place > 0 {
                self.spellings.extend(&so_far);
            }
        }
    }

    fn write(mut self, out: &mut String) {
        self.characters.sort_unstable();
        self.characters.dedup();
        for character in self.characters {
            out.extend([character, ' ']);
        }
        self.spellings.sort_unstable();
        self.spellings.dedup();
        for spelling in self.spellings {
            for place in (0..LONGEST_INITIALS).rev() {
                let letter = (spelling >> (5 * place)) & 31;
                if letter > 0 {
                    out.push(char::from(b'a' - 1 + letter as u8));
                }
            }
            out.push(' ');
        }
        for word in self.words {
            out.extend(["0", &word, " "]);
        }
    }
}
