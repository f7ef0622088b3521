//! Search: one box, everything; one and two characters, pinyin initials.

use gongkai_registry::search::{Hit as Stored, Words};
use gongkai_rulebook::ids::{DisclosureId, ListId};
use serde::Serialize;

use crate::typed::masked;
use crate::{Desk, Problem};

pub use self::grouped::{Answer as Grouped, Found, FoundEntry, Marked, Request, grouped};

mod grouped;

/// How many characters stand around a hit.
const AROUND: usize = 24;

/// What was found.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "SearchOfficeAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The hits, newest first.
    pub hits: Vec<Hit>,
}

/// One hit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "SearchOfficeHit", optional_fields = nullable))]
pub struct Hit {
    /// `disclosure`, or `list_row` for a row of its list.
    pub kind: &'static str,
    /// The item.
    pub id: DisclosureId,
    /// Its title.
    pub title: String,
    /// Where the words stand.
    pub snippet: String,
}

/// Finds items and rows of lists in which all `words` stand.
///
/// # Errors
/// What the store says.
pub fn run(desk: &Desk, words: &str, limit: u32) -> Result<Answer, Problem> {
    let words = Words::parse(words);
    let mut hits: Vec<Hit> = Vec::new();
    if words.is_empty() {
        return Ok(Answer { hits });
    }
    for found in desk
        .store
        .search(&words, limit.saturating_mul(4).max(limit))?
    {
        for hit in hits_of(desk, &words, &found)? {
            let known = hit.kind == "disclosure"
                && hits
                    .iter()
                    .any(|other| other.kind == hit.kind && other.id == hit.id);
            if !known {
                hits.push(hit);
            }
        }
        if hits.len() >= limit as usize {
            break;
        }
    }
    hits.truncate(limit as usize);
    Ok(Answer { hits })
}

fn hits_of(desk: &Desk, words: &Words, found: &Stored) -> Result<Vec<Hit>, Problem> {
    if found.kind == "list" {
        rows_of(desk, words, found)
    } else {
        item_of(desk, words, found)
    }
}

fn item_of(desk: &Desk, words: &Words, found: &Stored) -> Result<Vec<Hit>, Problem> {
    let Ok(id) = found.subject.parse::<DisclosureId>() else {
        return Ok(Vec::new());
    };
    let item = desk.records().disclosure(id)?;
    let content = item.content();
    let text = if found.part == "body" {
        &content.body
    } else {
        &content.title
    };
    let snippet = snippet(words, text);
    Ok(vec![Hit {
        kind: "disclosure",
        id,
        title: masked(&content.title),
        snippet,
    }])
}

/// The rows of a block in which the words really stand.
fn rows_of(desk: &Desk, words: &Words, found: &Stored) -> Result<Vec<Hit>, Problem> {
    let Ok(list) = found.subject.parse::<ListId>() else {
        return Ok(Vec::new());
    };
    let Some((first, last)) = block(&found.part) else {
        return Ok(Vec::new());
    };
    let Some((id, title)) = desk.records().item_of_list(list)? else {
        return Ok(Vec::new());
    };
    let rows = desk.records().public_rows(list, first, last)?;
    let hit = |cells: Vec<String>| {
        let line = cells
            .into_iter()
            .filter(|cell| !cell.is_empty())
            .collect::<Vec<_>>()
            .join("　");
        words.match_text(&line).then(|| Hit {
            kind: "list_row",
            id,
            title: masked(&title),
            snippet: masked(&line),
        })
    };
    Ok(rows.into_iter().filter_map(|row| hit(row.cells)).collect())
}

/// `rows 5-504` as first and last row.
fn block(part: &str) -> Option<(u32, u32)> {
    let (first, last) = part.strip_prefix("rows ")?.split_once('-')?;
    Some((first.parse().ok()?, last.parse().ok()?))
}

/// The line of the text that has the words, shortened around them, masked.
fn snippet(words: &Words, text: &str) -> String {
    let line = text
        .lines()
        .find(|line| words.match_text(line))
        .or_else(|| text.lines().next());
    let line = masked(line.unwrap_or_default());
    let characters: Vec<char> = line.chars().collect();
    if characters.len() <= 2 * AROUND {
        return line;
    }
    let hit = (0..characters.len())
        .rev()
        .find(|start| words.match_text(&characters[*start..].iter().collect::<String>()))
        .unwrap_or_default();
    let from = hit.saturating_sub(AROUND);
    let to = hit.saturating_add(AROUND).min(characters.len());
    let before = if from > 0 { "…" } else { "" };
    let after = if to < characters.len() { "…" } else { "" };
    format!(
        "{before}{}{after}",
        characters[from..to].iter().collect::<String>()
    )
}
