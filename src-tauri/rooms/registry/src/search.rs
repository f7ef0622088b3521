//! Finds things by one character, by words and by pinyin initials. It keeps the terms of a text
//! and not the text, and it refuses to read what a clerk types as a query language.

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::{Change, RegistryError, Store};

mod cut;
mod words;

pub use words::Words;

/// Where the words were found: one part of one thing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The kind of thing, for instance `disclosure`.
    pub kind: String,
    /// Its id.
    pub subject: String,
    /// Which part, for instance `title` or `rows 501-1000`.
    pub part: String,
}

/// The letters by which each character of a short text can be typed: the initials of its readings,
/// a Latin letter or a number itself, nothing for punctuation.
pub fn letters(text: &str) -> Vec<String> {
    let of = |character: char| {
        if character.is_ascii_alphanumeric() {
            return character.to_string();
        }
        let initials = cut::initials(character);
        initials.into_iter().map(char::from).collect()
    };
    cut::folded(text).into_iter().map(of).collect()
}

impl Store {
    /// The parts in which all the words stand, newest first, at most `limit`.
    ///
    /// Characters, words and numbers are never missed; of initials every reading is found, up to
    /// 64 spellings of one stretch. Where a part is a block of rows, the words may stand in different rows of
    /// it; [`Words::match_text`] tells for a single row.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn search(&self, words: &Words, limit: u32) -> Result<Vec<Hit>, RegistryError> {
        find(self.connection(), words, limit).map_err(|error| self.at(error))
    }
}

/// Makes `text` findable as this part of the subject; what the part said before is forgotten.
/// A part may be a block of some hundred rows, one line each.
///
/// # Errors
/// What SQLite says.
pub fn index(
    change: &Change<'_>,
    kind: &str,
    subject: &str,
    part: &str,
    text: &str,
) -> Result<(), RegistryError> {
    index_terms(change, kind, subject, part, &Terms::of(text))
}

/// A text cut into the terms by which it is found. Cutting needs no store, so that it may be done
/// beside one that is busy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms(String);

impl Terms {
    /// Cuts `text`.
    pub fn of(text: &str) -> Self {
        Self(cut::terms(text))
    }
}

/// As [`index`], for a text that was cut beforehand.
///
/// # Errors
/// What SQLite says.
pub fn index_terms(
    change: &Change<'_>,
    kind: &str,
    subject: &str,
    part: &str,
    terms: &Terms,
) -> Result<(), RegistryError> {
    let place = named_params! { ":kind": kind, ":subject": subject, ":part": part };
    let mut known = change
        .connection()
        .prepare_cached(include_str!("search/doc_of_part.sql"))?;
    let id = match known
        .query_row(place, |row| row.get::<_, i64>("id"))
        .optional()?
    {
        Some(id) => {
            let mut drop = change
                .connection()
                .prepare_cached(include_str!("search/drop_text.sql"))?;
            drop.execute(named_params! { ":id": id })?;
            id
        }
        None => {
            change
                .connection()
                .prepare_cached(include_str!("search/add_doc.sql"))?
                .execute(place)?;
            change.connection().last_insert_rowid()
        }
    };
    change
        .connection()
        .prepare_cached(include_str!("search/add_text.sql"))?
        .execute(named_params! { ":id": id, ":terms": terms.0 })?;
    Ok(())
}

/// Forgets every part of the subject.
///
/// # Errors
/// What SQLite says.
pub fn forget(change: &Change<'_>, kind: &str, subject: &str) -> Result<(), RegistryError> {
    let gone = named_params! { ":kind": kind, ":subject": subject };
    change
        .connection()
        .prepare_cached(include_str!("search/forget_texts.sql"))?
        .execute(gone)?;
    change
        .connection()
        .prepare_cached(include_str!("search/forget_docs.sql"))?
        .execute(gone)?;
    Ok(())
}

/// How every character of `text` may be read, in plain pinyin, for a list that is searched while
/// somebody types. A character that is not Chinese is read as itself, in small letters.
pub fn sounds(text: &str) -> Vec<Vec<String>> {
    let sound = |character: char| {
        let readings = cut::readings(character);
        if readings.is_empty() {
            return vec![character.to_lowercase().collect()];
        }
        readings.into_iter().map(str::to_owned).collect()
    };
    text.chars().map(sound).collect()
}

pub(crate) fn find(
    connection: &Connection,
    words: &Words,
    limit: u32,
) -> rusqlite::Result<Vec<Hit>> {
    let Some(query) = words.query() else {
        return Ok(Vec::new());
    };
    let mut statement = connection.prepare_cached(include_str!("search/find.sql"))?;
    let hits = statement.query_map(named_params! { ":query": query, ":limit": limit }, |row| {
        Ok(Hit {
            kind: row.get("kind")?,
            subject: row.get("subject")?,
            part: row.get("part")?,
        })
    })?;
    hits.collect()
}

#[cfg(test)]
mod tests;
