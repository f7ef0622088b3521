//! By which words an item is found, cut alike for index and question and for both engines: single
//! characters, pairs of neighbouring ones, Latin words and numbers.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};
use gongkai_letters::TownshipCode;

use crate::store::{Session, Statement, StoreError, Value};

const PLACE: Statement = Statement::sqlite(include_str!("sql/found_place_sqlite.sql"));
const LEAVE: Statement = Statement::sqlite(include_str!("sql/found_leave_sqlite.sql"));
const DROP: Statement = Statement::each(
    include_str!("sql/found_drop_sqlite.sql"),
    include_str!("sql/found_drop_postgres.sql"),
);
const ADD: Statement = Statement::each(
    include_str!("sql/found_add_sqlite.sql"),
    include_str!("sql/found_add_postgres.sql"),
);

/// What one item is found by; the rest of a very long text is not.
const CHARACTERS: usize = 20_000;
/// The longest Latin word that is told apart from its beginning.
const WORD: usize = 40;
/// Terms of a question; more make no difference to what is found.
const ASKED: usize = 12;

/// Places of one day: more than anybody will release on it.
const DAY: i64 = 1 << 32;

/// What makes an item findable.
pub(crate) struct Findable<'a> {
    /// The item.
    pub(crate) item: &'a str,
    /// Whose it is.
    pub(crate) township: &'a TownshipCode,
    /// When it was released: the newest is found first.
    pub(crate) day: NaiveDate,
    /// The texts whose words find it.
    pub(crate) texts: &'a [&'a str],
}

/// Makes an item findable by these words, and no others.
pub(crate) async fn index(
    session: &mut dyn Session,
    found: &Findable<'_>,
) -> Result<(), StoreError> {
    forget(session, found.item).await?;
    let month = month(found.day);
    let terms = format!(
        "{} {} {month} 年{:04}",
        terms(&found.texts.join("\n")),
        whose(found.township),
        found.day.year()
    );
    let values: [Value; 4] = [
        found.item.into(),
        (i64::from(found.day.num_days_from_ce()) * DAY).into(),
        month.into(),
        terms.into(),
    ];
    session.run(PLACE, &values).await?;
    session.run(ADD, &values).await?;
    Ok(())
}

/// Makes an item unfindable.
pub(crate) async fn forget(session: &mut dyn Session, item: &str) -> Result<(), StoreError> {
    session.run(DROP, &[item.into()]).await?;
    session.run(LEAVE, &[item.into()]).await?;
    Ok(())
}

/// The term that a township's items have. No text has it: Latin and other runs are cut apart there.
fn whose(township: &TownshipCode) -> String {
    format!("乡{township}")
}

/// The term that the items of a month have, beside one of their year.
fn month(day: NaiveDate) -> String {
    format!("月{}", day.format("%Y%m"))
}

/// Every term of a text, each once.
fn terms(text: &str) -> String {
    let mut found = BTreeSet::new();
    for run in runs(&text.chars().take(CHARACTERS).collect::<String>()) {
        if run[0].is_ascii() {
            found.insert(word(&run));
        } else {
            found.extend(run.iter().map(char::to_string));
            found.extend(run.windows(2).map(|pair| pair.iter().collect()));
        }
    }
    found.into_iter().collect::<Vec<_>>().join(" ")
}

/// The terms a question asks for in one township or in all, all of which must be there; empty where it
/// asks for nothing, or in a place that cannot be.
pub(crate) fn asked(question: &str, township: &str) -> String {
    let mut wanted: Vec<String> = Vec::new();
    for run in runs(question) {
        if run[0].is_ascii() || run.len() == 1 {
            wanted.push(word(&run));
        } else {
            wanted.extend(run.windows(2).map(|pair| pair.iter().collect()));
        }
    }
    wanted.truncate(ASKED);
    if !wanted.is_empty() && !township.is_empty() {
        match township.parse() {
            Ok(township) => wanted.push(whose(&township)),
            Err(_) => wanted.clear(),
        }
    }
    wanted.join(" ")
}

fn word(run: &[char]) -> String {
    run.iter().take(WORD).collect()
}

/// Stretches of letters and digits: Latin ones and others apart, full-width ones as half-width.
fn runs(text: &str) -> Vec<Vec<char>> {
    let mut runs: Vec<Vec<char>> = Vec::new();
    let mut last: Option<bool> = None;
    for character in text.chars().map(folded) {
        let kind = character.is_alphanumeric().then_some(character.is_ascii());
        match (kind, last) {
            (Some(_), _) if kind == last => {
                if let Some(run) = runs.last_mut() {
                    run.push(character);
                }
            }
            (Some(_), _) => runs.push(vec![character]),
            (None, _) => {}
        }
        last = kind;
    }
    runs
}

fn folded(character: char) -> char {
    let half = match character {
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
        }
        other => other,
    };
    half.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn index_and_question_are_cut_alike() {
        let terms = terms("上坪村２０２６年低保金，WPS表格");
        let terms: BTreeSet<&str> = terms.split(' ').collect();
        for question in ["低保金", "2026年", "wps", "村", "上坪村 表格"] {
            let asked = asked(question, "");
            assert!(!asked.is_empty());
            for term in asked.split(' ') {
                assert!(terms.contains(term), "{question}: {term}");
            }
        }
        assert!(!terms.contains("金w"));
    }

    #[test]
    fn a_question_of_signs_asks_for_nothing() {
        assert_eq!(asked("（）' & | : * \" !", "430699205"), "");
        assert!(asked(&"公开".repeat(500), "").split(' ').count() <= ASKED);
    }

    #[test]
    fn no_text_reads_as_a_township_or_a_month() {
        assert_eq!(asked("低保", "430699205"), "低保 乡430699205");
        assert_eq!(asked("低保", "别处"), "");
        assert_eq!(
            asked("乡430699205 月202610年2026", ""),
            "乡 430699205 月 202610 年 2026"
        );
    }
}
