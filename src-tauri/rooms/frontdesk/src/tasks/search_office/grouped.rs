//! What was found, kind by kind, with the place where each leads and the characters that fit.

use chrono::NaiveDate;
use gongkai_registry::search::Words;
use gongkai_rulebook::catalogue::EntryCode;
use gongkai_rulebook::disclosure::Disclosure;
use gongkai_rulebook::disclosure::State;
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::register::RegisterNo;
use serde::{Deserialize, Serialize};

use crate::typed::masked;
use crate::{Desk, Problem};

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "SearchOfficeGroupedRequest", optional_fields = nullable))]
pub struct Request {
    /// Words, initials, a register number.
    pub words: String,
    /// At most so many items and rows; 60 if not said.
    pub limit: Option<u32>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "SearchOfficeGroupedAnswer", optional_fields = nullable))]
pub struct Answer {
    /// Items, newest first; an exact register number before everything.
    pub items: Vec<Found>,
    /// Rows of lists.
    pub rows: Vec<Found>,
    /// Entries of the catalogue in force.
    pub entries: Vec<FoundEntry>,
    /// There may be more than is shown.
    pub more: bool,
}

/// An item, or a row of its list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "SearchOfficeGroupedFound", optional_fields = nullable))]
pub struct Found {
    /// The item.
    pub item: DisclosureId,
    /// Its title.
    pub title: Marked,
    /// The line that has the words, where it is not the title.
    pub snippet: Option<Marked>,
    /// Its state.
    pub state: State,
    /// Its entry.
    pub entry: EntryCode,
    /// 登记编号.
    pub register_no: Option<RegisterNo>,
    /// When it was released, else 形成日期.
    pub on: Option<NaiveDate>,
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "SearchOfficeGroupedFoundEntry", optional_fields = nullable))]
pub struct FoundEntry {
    /// Its number.
    pub code: EntryCode,
    /// Its name.
    pub name: Marked,
}

/// A text with the stretches that fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "SearchOfficeGroupedMarked", optional_fields = nullable))]
pub struct Marked {
    /// The text.
    pub text: String,
    /// First character and the one after the last of every stretch; characters, not bytes.
    pub marks: Vec<(u32, u32)>,
}

/// Finds items, rows of lists and entries of the catalogue in which all words stand.
///
/// # Errors
/// What the store says.
pub fn grouped(desk: &Desk, request: &Request) -> Result<Answer, Problem> {
    let words = Words::parse(&request.words);
    let limit = request.limit.unwrap_or(60).clamp(1, 500);
    let mut answer = Answer {
        items: Vec::new(),
        rows: Vec::new(),
        entries: Vec::new(),
        more: false,
    };
    if words.is_empty() {
        return Ok(answer);
    }
    for id in numbered(desk, &request.words)? {
        let item = desk.records().disclosure(id)?;
        answer.items.push(found(&item, &words, None));
    }
    let hits = super::run(desk, &request.words, limit)?.hits;
    answer.more = hits.len() >= limit as usize;
    for hit in hits {
        let item = desk.records().disclosure(hit.id)?;
        if hit.kind == "list_row" {
            answer.rows.push(found(&item, &words, Some(&hit.snippet)));
        } else if !answer.items.iter().any(|known| known.item == hit.id) {
            let body = (hit.snippet != hit.title).then_some(hit.snippet.as_str());
            answer.items.push(found(&item, &words, body));
        }
    }
    answer.entries = entries(desk, &words)?;
    Ok(answer)
}

/// The items that bear what was typed as their register number.
fn numbered(desk: &Desk, typed: &str) -> Result<Vec<DisclosureId>, Problem> {
    match typed.trim().parse::<RegisterNo>() {
        Ok(number) => Ok(desk.records().items_numbered(number)?),
        Err(_) => Ok(Vec::new()),
    }
}

fn entries(desk: &Desk, words: &Words) -> Result<Vec<FoundEntry>, Problem> {
    let catalogue = desk.catalogue()?;
    let fitting = catalogue
        .entries()
        .iter()
        .filter(|entry| !entry.group)
        .filter(|entry| words.match_text(&entry.name) || words.match_text(&entry.wording));
    Ok(fitting
        .map(|entry| FoundEntry {
            code: entry.code.clone(),
            name: marked(words, &entry.name),
        })
        .collect())
}

fn found(item: &Disclosure, words: &Words, snippet: Option<&str>) -> Found {
    let content = item.content();
    let release = item.released().map(|released| released.release());
    let register_no = match item {
        Disclosure::Exempt(exempt) => Some(exempt.exemption().register_no),
        Disclosure::Draft(_)
        | Disclosure::SetAside(_)
        | Disclosure::InReview(_)
        | Disclosure::Approved(_)
        | Disclosure::Released(_)
        | Disclosure::Corrected(_)
        | Disclosure::Withdrawn(_) => release.map(|release| release.register_no),
    };
    Found {
        item: item.id(),
        title: marked(words, &masked(&content.title)),
        snippet: snippet.map(|line| marked(words, line)),
        state: item.state(),
        entry: content.entry.clone(),
        register_no,
        on: release
            .map(|release| release.moment.occurred_on)
            .or(content.formed_on),
    }
}

fn marked(words: &Words, text: &str) -> Marked {
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Marked {
        text: text.to_owned(),
        marks: words
            .marks(text)
            .into_iter()
            .map(|(from, to)| (place(from), place(to)))
            .collect(),
    }
}
