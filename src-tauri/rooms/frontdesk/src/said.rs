//! What an item says, part by part, with the place of each: what is private in it, which words it
//! should not have, which characters no font has. A finished page shows that something is there; this
//! shows where it is mended.

use chrono::NaiveDate;
use gongkai_printroom::{FontRole, FontShelf, PrintError};
use gongkai_rulebook::catalogue::Catalogue;
use gongkai_rulebook::disclosure::Content;
use gongkai_rulebook::gate::{PrintFault, Sourced, Spot, WordFound};
use gongkai_rulebook::privacy::{ScanOptions, scan_text};
use gongkai_rulebook::wording::Wording;

use crate::compose::PublicList;
use crate::finished::level;
use crate::listed;

/// Most characters of a list that are told one by one.
const MOST_FAULTS: usize = 30;

/// One part of what an item says.
pub(crate) struct Part<'a> {
    pub(crate) spot: Spot,
    pub(crate) text: &'a str,
    /// It is the item's own, not its catalogue entry's.
    own: bool,
}

/// Title, body, elements, unit, provider and 目录栏, in the order of the form.
pub(crate) fn parts<'a>(catalogue: &'a Catalogue, content: &'a Content) -> Vec<Part<'a>> {
    let own = |spot, text: &'a str| Part {
        spot,
        text,
        own: true,
    };
    let mut parts = vec![own(Spot::Title, content.title.as_str())];
    parts.push(own(Spot::Body(0), content.body.as_str()));
    let inherited = catalogue.inherited_elements(content.entry.as_str());
    for (element, text) in &inherited {
        if !content.elements.contains_key(element) {
            parts.push(Part {
                spot: Spot::Element(*element),
                text,
                own: false,
            });
        }
    }
    let elements = content.elements.iter();
    parts.extend(elements.map(|(element, text)| own(Spot::Element(*element), text)));
    parts.extend(content.unit.as_deref().map(|unit| own(Spot::Unit, unit)));
    let provider = content.provider.as_deref();
    parts.extend(provider.map(|provider| own(Spot::Provider, provider)));
    parts.extend(listed::lines(content).map(|(spot, text)| own(spot, text)));
    parts
}

/// Everything private in the parts, each once a place.
pub(crate) fn private(parts: &[Part<'_>], options: &ScanOptions) -> Vec<Sourced> {
    let mut found: Vec<Sourced> = Vec::new();
    for part in parts {
        for finding in scan_text(part.text, options) {
            let sourced = Sourced {
                kind: finding.kind.label().to_owned(),
                level: level(&finding, part.text),
                spot: exact(&part.spot, part.text, finding.range.start),
                masked: finding.masked,
                maskable: part.own && may_be_starred(&part.spot),
            };
            if !found.contains(&sourced) {
                found.push(sourced);
            }
        }
    }
    found
}

/// Unit and provider are typed anew: stars in a name say nothing.
const fn may_be_starred(spot: &Spot) -> bool {
    matches!(spot, Spot::Title | Spot::Body(_) | Spot::Element(_))
}

/// Watched words in the parts and in the titles of a list's columns.
pub(crate) fn words(
    parts: &[Part<'_>],
    list: Option<&PublicList>,
    wording: &Wording,
    on: NaiveDate,
) -> Vec<WordFound> {
    let mut found: Vec<WordFound> = Vec::new();
    let mut look = |spot: &Spot, text: &str| {
        for watched in wording.look(text, on) {
            let at = text.find(&watched.word).unwrap_or_default();
            let told = WordFound {
                word: watched.word.clone(),
                better: watched.better.clone(),
                why: match watched.source.as_str() {
                    "" => watched.why.clone(),
                    source => format!("{}（{source}）", watched.why),
                },
                spot: exact(spot, text, at),
            };
            if !found.contains(&told) {
                found.push(told);
            }
        }
    };
    for part in parts {
        look(&part.spot, part.text);
    }
    for column in list.iter().flat_map(|list| &list.view.columns) {
        look(&Spot::Row(0), &column.title);
    }
    found
}

/// Every character that no font has, with its row; the first ones of a list full of them.
///
/// # Errors
/// A font that cannot be read.
pub(crate) fn unprintable(
    parts: &[Part<'_>],
    list: Option<&PublicList>,
    shelf: &FontShelf,
) -> Result<Vec<PrintFault>, PrintError> {
    let mut faults = Vec::new();
    for part in parts {
        for character in shelf.missing_characters(FontRole::Body, part.text)? {
            let at = part.text.find(character).unwrap_or_default();
            faults.push(fault(character, exact(&part.spot, part.text, at), ""));
        }
    }
    let Some(list) = list else { return Ok(faults) };
    for (row, cells) in list.view.rows.iter().enumerate() {
        for (cell, column) in cells.iter().zip(&list.view.columns) {
            // Latin letters and digits have a font everywhere.
            if cell.is_ascii() || faults.len() >= MOST_FAULTS {
                continue;
            }
            for character in shelf.missing_characters(FontRole::Body, cell)? {
                let named = format!("“{}”", column.title);
                faults.push(fault(character, Spot::Row(row + 1), &named));
            }
        }
    }
    Ok(faults)
}

fn fault(character: char, spot: Spot, column: &str) -> PrintFault {
    let text = format!(
        "{spot}{column}的“{character}”（U+{:04X}）没有字体可印：请核对此字，或把含有此字的字体放进字体文件夹",
        u32::from(character)
    );
    PrintFault {
        text,
        place: spot.to_string(),
        spot: Some(spot),
    }
}

/// Within a body the paragraph, as the printed sheet counts them.
fn exact(spot: &Spot, text: &str, at: usize) -> Spot {
    if *spot != Spot::Body(0) {
        return spot.clone();
    }
    let before = text.get(..at).unwrap_or_default();
    let whole = before.rsplit_once('\n').map_or("", |(lines, _)| lines);
    let done = whole.lines().filter(|line| !line.trim().is_empty()).count();
    Spot::Body(done + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_counted_as_it_is_printed() {
        let body = "第一段。\n\n第二段里有号码。\n第三段。";
        let at = |word: &str| exact(&Spot::Body(0), body, body.find(word).unwrap_or_default());
        assert_eq!(at("第一"), Spot::Body(1));
        assert_eq!(at("号码"), Spot::Body(2));
        assert_eq!(at("第三"), Spot::Body(3));
        assert_eq!(exact(&Spot::Title, body, 30), Spot::Title);
    }
}
