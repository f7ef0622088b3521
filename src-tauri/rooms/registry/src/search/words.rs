//! What a clerk typed, cut like the texts; it refuses to let a character of it act as syntax.

use super::cut::{self, LONGEST_INITIALS, Run};

/// The words looked for. All of them must be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words(Vec<Run>);

impl Words {
    /// Cuts what was typed. Blanks and punctuation only separate.
    pub fn parse(typed: &str) -> Self {
        Self(cut::runs(typed))
    }

    /// Whether nothing is left to look for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether all the words stand in `text` itself: a row of a block, a title.
    pub fn match_text(&self, text: &str) -> bool {
        let runs = cut::runs(text);
        self.0.iter().all(|wanted| match wanted {
            Run::Wide(word) => runs.iter().any(|run| match run {
                Run::Wide(text) => text.windows(word.len()).any(|piece| piece == word),
                Run::Latin(_) => false,
            }),
            Run::Latin(word) => runs.iter().any(|run| match run {
                Run::Latin(text) => text.starts_with(word),
                Run::Wide(text) => stands_for(word, text),
            }),
        })
    }

    /// Where the words stand in `text`: first character and the one after the last, ascending,
    /// none overlapping. Characters are counted, not bytes.
    pub fn marks(&self, text: &str) -> Vec<(usize, usize)> {
        let characters = cut::folded(text);
        let mut marks: Vec<(usize, usize)> = Vec::new();
        for wanted in &self.0 {
            let length = wanted.length();
            let pieces = characters.windows(length).enumerate();
            marks.extend(
                pieces
                    .filter(|(_, piece)| wanted.stands_as(piece))
                    .map(|(at, _)| (at, at + length)),
            );
        }
        marks.sort_unstable();
        let mut apart: Vec<(usize, usize)> = Vec::new();
        for (from, to) in marks {
            match apart.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                Some(_) | None => apart.push((from, to)),
            }
        }
        apart
    }

    /// The FTS5 expression: nothing but quoted terms of our own making. None where there is
    /// nothing to look for.
    pub(super) fn query(&self) -> Option<String> {
        let terms: Vec<_> = self.0.iter().map(term).collect();
        (!terms.is_empty()).then(|| terms.join(" AND "))
    }
}

fn term(run: &Run) -> String {
    match run {
        Run::Wide(word) if word.len() == 1 => format!("\"{}\"", word[0]),
        Run::Wide(word) => {
            let pairs: Vec<String> = word.windows(2).map(|pair| pair.iter().collect()).collect();
            format!("\"{}\"", pairs.join(" "))
        }
        Run::Latin(word) => match spelling(word) {
            Some(initials) => format!("(\"0{word}\"* OR ({initials}))"),
            None => format!("\"0{word}\"*"),
        },
    }
}

/// The word as pinyin initials, where it can be: two letters or more, no digit.
fn spelling(word: &str) -> Option<String> {
    let letters = word.as_bytes();
    if letters.len() < 2 || !letters.iter().all(u8::is_ascii_lowercase) {
        return None;
    }
    let pieces: Vec<_> = letters
        .windows(letters.len().min(LONGEST_INITIALS))
        .map(|piece| format!("\"{}\"", String::from_utf8_lossy(piece)))
        .collect();
    Some(pieces.join(" AND "))
}

/// Whether somewhere in `text` neighbouring characters can be read with these initials.
fn stands_for(word: &str, text: &[char]) -> bool {
    let letters = word.as_bytes();
    letters.len() > 1
        && text.windows(letters.len()).any(|piece| {
            piece
                .iter()
                .zip(letters)
                .all(|(&one, letter)| cut::initials(one).contains(letter))
        })
}

impl Run {
    /// How many characters it has, all of one length where they are compared.
    fn length(&self) -> usize {
        match self {
            Self::Wide(word) => word.len(),
            Self::Latin(word) => word.len(),
        }
    }

    /// Whether these neighbours are the word itself, or can be read with these initials.
    fn stands_as(&self, piece: &[char]) -> bool {
        match self {
            Self::Wide(word) => piece == &word[..],
            Self::Latin(word) => {
                let itself = piece.iter().copied().eq(word.chars());
                itself || (word.len() > 1 && stands_for(word, piece))
            }
        }
    }
}
