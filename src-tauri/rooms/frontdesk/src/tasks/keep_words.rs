//! Words that the office watches: those that ship, its own beside them, and shipped ones that it does
//! not mind. They only ever warn.

use std::collections::BTreeMap;

use gongkai_registry::records::OwnWord;
use gongkai_registry::{audit, operation};
use gongkai_rulebook::wording::{WatchedWord, Wording};
use serde::{Deserialize, Serialize};

use super::draft_disclosure::required;
use super::keep_staff::administrator;
use crate::{Acting, Desk, Problem, typed};

/// Longest word, in characters.
const LONGEST: usize = 20;

/// A word as the office keeps it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepWordRequest", optional_fields = nullable))]
pub struct Request {
    /// The word.
    pub word: String,
    /// It is pointed at; a shipped one may be left out.
    pub minded: bool,
    /// What to write instead.
    pub better: Option<String>,
    /// What is wrong with it.
    pub why: Option<String>,
    /// Who settles it.
    pub acting: Acting,
}

/// Every word.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "WatchedWords"))]
pub struct Answer {
    /// The words, the office's own first.
    pub words: Vec<Line>,
}

/// One word.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "WatchedWordLine")
)]
pub struct Line {
    /// The word with what is wrong with it.
    #[serde(flatten)]
    pub watched: WatchedWord,
    /// The office added it.
    pub own: bool,
    /// It is pointed at.
    pub minded: bool,
}

/// Every word that ships or is the office's own.
///
/// # Errors
/// What the store says.
pub fn list(desk: &Desk) -> Result<Answer, Problem> {
    let mut kept: BTreeMap<String, OwnWord> = BTreeMap::new();
    for own in desk.records().own_words()? {
        kept.insert(own.word.clone(), own);
    }
    let shipped = shipped()?;
    let mut words: Vec<Line> = Vec::new();
    for own in kept.values().filter(|own| !ships(&shipped, &own.word)) {
        words.push(Line {
            watched: WatchedWord {
                word: own.word.clone(),
                better: own.better.clone(),
                why: own.why.clone(),
                source: String::new(),
                since: None,
            },
            own: true,
            minded: own.minded,
        });
    }
    words.extend(shipped.into_iter().map(|watched| Line {
        minded: kept.get(&watched.word).is_none_or(|own| own.minded),
        watched,
        own: false,
    }));
    Ok(Answer { words })
}

/// Adds a word, minds it no more, or minds it again.
///
/// # Errors
/// `field-missing`, `too-long`, `private-data`, `lacks-duty`, `who-acts`, what the store says.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    administrator(desk, &request.acting)?;
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let word = typed::open_line("词", required(Some(&request.word), "词")?)?;
    if word.chars().count() > LONGEST {
        let text = format!("词超过 {LONGEST} 个字");
        return Err(Problem::refused("too-long", text, "只写要提醒的那几个字").in_field("词"));
    }
    let line = |field: &str, text: &Option<String>| {
        typed::open_line_maybe(field, text.as_deref()).map(Option::unwrap_or_default)
    };
    let own = OwnWord {
        better: line("宜作", &request.better)?,
        why: line("原因", &request.why)?,
        minded: request.minded,
        word,
    };
    let goes = is_as_shipped(&own, &shipped()?);
    let office = desk.store.card().office;
    desk.store
        .change::<_, Problem>(operation!("keep-word"), |change| {
            if goes {
                change.drop_own_word(&own.word)?;
            } else {
                change.put_own_word(&own, (actor.person.id, &actor.moment))?;
            }
            let entry = actor
                .entry("keep-word", "office", office)
                .open_fact("word", &own.word)
                .open_fact("minded", if own.minded { "yes" } else { "no" });
            audit::append(change, &entry)?;
            Ok(())
        })?;
    list(desk)
}

/// Nothing has to be kept of a shipped word that is minded, nor of an own one that is not.
fn is_as_shipped(own: &OwnWord, shipped: &[WatchedWord]) -> bool {
    ships(shipped, &own.word) == own.minded
}

fn ships(shipped: &[WatchedWord], word: &str) -> bool {
    shipped.iter().any(|watched| watched.word == word)
}

fn shipped() -> Result<Vec<WatchedWord>, Problem> {
    Wording::shipped().map_err(|damaged| {
        Problem::unreadable("wording-damaged", damaged.to_string(), "重新安装本程序")
    })
}
