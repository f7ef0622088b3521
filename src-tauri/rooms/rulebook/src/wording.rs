//! Words that a notice should not have: outdated names of offices, words that hurt, characters
//! that are often mistaken. It only ever points at them; it refuses to change a text.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The list that ships with the product; an office adds its own and leaves out what it does not
/// mind.
const SHIPPED: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../assets/wording/watched.json"
));

/// A word to be pointed at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub struct WatchedWord {
    /// The word.
    pub word: String,
    /// What to write instead; may be empty.
    #[serde(default)]
    pub better: String,
    /// What is wrong with it.
    #[serde(default)]
    pub why: String,
    /// Where that is said; of the office's own words nowhere.
    #[serde(default)]
    pub source: String,
    /// Only in texts from this day on: before it the word was right.
    #[serde(default)]
    pub since: Option<NaiveDate>,
}

#[derive(Deserialize)]
struct File {
    words: Vec<WatchedWord>,
}

/// The words that an office watches.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wording {
    /// Longer words first, so that the whole name is pointed at and not its beginning.
    words: Vec<WatchedWord>,
}

impl Wording {
    /// The shipped list alone.
    ///
    /// # Errors
    /// [`ListDamaged`] where the program's own file cannot be read.
    pub fn shipped() -> Result<Vec<WatchedWord>, ListDamaged> {
        let file: File = serde_json::from_str(SHIPPED).map_err(|_| ListDamaged)?;
        Ok(file.words)
    }

    /// The shipped words but those `left_out`, and the office's own.
    ///
    /// # Errors
    /// As [`Wording::shipped`].
    pub fn of_office(
        own: impl IntoIterator<Item = WatchedWord>,
        left_out: &BTreeSet<String>,
    ) -> Result<Self, ListDamaged> {
        let mut words = Self::shipped()?;
        words.retain(|watched| !left_out.contains(&watched.word));
        words.extend(own);
        words.retain(|watched| !watched.word.is_empty());
        words.sort_by_key(|watched| std::cmp::Reverse(watched.word.chars().count()));
        Ok(Self { words })
    }

    /// The watched words in a text that is dated `on`, each once, in the order of the text.
    pub fn look<'a>(&'a self, text: &str, on: NaiveDate) -> Vec<&'a WatchedWord> {
        let mut found: Vec<(usize, &WatchedWord)> = Vec::new();
        let mut taken: Vec<std::ops::Range<usize>> = Vec::new();
        let applies = |watched: &&WatchedWord| watched.since.is_none_or(|since| since <= on);
        for watched in self.words.iter().filter(applies) {
            let free = text.match_indices(&watched.word).find(|(at, word)| {
                let range = *at..at + word.len();
                !taken
                    .iter()
                    .any(|other| other.start < range.end && range.start < other.end)
            });
            if let Some((at, word)) = free {
                taken.push(at..at + word.len());
                found.push((at, watched));
            }
        }
        found.sort_by_key(|(at, _)| *at);
        found.into_iter().map(|(_, watched)| watched).collect()
    }
}

/// The program's own list cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("随程序的用词表损坏")]
pub struct ListDamaged;

#[cfg(test)]
mod tests {
    use super::*;

    fn wording() -> Wording {
        let own = WatchedWord {
            word: "上坪大队".to_owned(),
            better: "上坪村".to_owned(),
            why: "旧称".to_owned(),
            source: String::new(),
            since: None,
        };
        Wording::of_office([own], &BTreeSet::from(["涉及到".to_owned()])).unwrap()
    }

    #[test]
    fn every_shipped_word_says_why_and_where_from() {
        let words = Wording::shipped().unwrap();
        assert!(words.len() > 40);
        let said = |word: &WatchedWord| {
            !word.better.is_empty() && !word.why.is_empty() && !word.source.is_empty()
        };
        assert!(words.iter().all(said));
        let names: BTreeSet<&str> = words.iter().map(|word| word.word.as_str()).collect();
        assert_eq!(names.len(), words.len());
        for word in &words {
            assert!(
                !word.better.contains(&word.word),
                "{} would be found again",
                word.word
            );
        }
    }

    #[test]
    fn a_name_is_outdated_only_after_it_was_changed() {
        let wording = wording();
        let text = "经县环境保护局核准，截止目前涉及到上坪大队帐户三个。";
        let found = |on: &str| -> Vec<String> {
            let on = on.parse().unwrap();
            wording
                .look(text, on)
                .iter()
                .map(|word| word.word.clone())
                .collect()
        };
        assert_eq!(
            found("2019-10-15"),
            ["环境保护局", "截止目前", "上坪大队", "帐户"]
        );
        assert_eq!(found("2018-01-15"), ["截止目前", "上坪大队", "帐户"]);
        assert!(
            wording
                .look("一切照规定办理。", "2019-10-15".parse().unwrap())
                .is_empty()
        );
    }
}
