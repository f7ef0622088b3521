//! Gathers texts that no cell shows, so that they can be searched for private values: many short
//! ones of one place are joined, for a cache of a pivot table has as many as its list has cells.

use crate::error::{Bound, Fault};
use crate::gather::within;
use crate::limits::Limits;
use crate::raw::Elsewhere;

/// Bytes after which joined texts begin a new one.
const LONG: usize = 16 << 10;
/// Stands between texts that stood apart: no number is read across it.
const BETWEEN: char = '；';

/// What was gathered so far.
pub(crate) struct Texts {
    found: Vec<Elsewhere>,
    bytes: u64,
    most: u64,
}

impl Texts {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            found: Vec::new(),
            bytes: 0,
            most: limits.text,
        }
    }

    /// Adds a text; blank ones leave no trace.
    pub(crate) fn add(&mut self, place: &str, text: &str) -> Result<(), Fault> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        self.bytes += (text.len() + BETWEEN.len_utf8()) as u64;
        within(self.bytes, self.most, Bound::Text)?;
        match self.found.last_mut() {
            Some(last) if last.place == place && last.text.len() < LONG => {
                last.text.push(BETWEEN);
                last.text.push_str(text);
            }
            Some(_) | None => self.found.push(Elsewhere {
                place: place.to_owned(),
                text: text.to_owned(),
            }),
        }
        Ok(())
    }

    /// All of it.
    pub(crate) fn done(self) -> Vec<Elsewhere> {
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_one_place_are_joined_and_numbers_stay_apart() {
        let mut texts = Texts::new(&Limits::default());
        for (place, text) in [("甲", "630"), ("甲", " "), ("甲", "126"), ("乙", "张三")] {
            texts.add(place, text).unwrap();
        }
        let found = texts.done();
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].text, "630；126");
        let mut few = Texts::new(&Limits {
            text: 8,
            ..Limits::default()
        });
        assert!(few.add("甲", "一二三四五六").is_err());
    }
}
