//! From a line of a form to its word, the manners in brackets and what it says; it refuses a word or a
//! manner that it does not know.

use super::super::fault::FormTrouble;
use super::super::lines::Word;
use super::Told;

/// A line that says something.
pub(super) struct Line<'a> {
    pub(super) number: usize,
    pub(super) word: Word,
    pub(super) manners: Vec<&'static str>,
    pub(super) content: &'a str,
}

/// The lines of a form, without remarks and empty ones.
pub(super) fn lines(text: &str) -> Told<Vec<Line<'_>>> {
    let mut lines = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim_matches([' ', '\t', '\r', '\u{FEFF}']);
        let line = line.trim_start_matches('　');
        if !line.is_empty() && !line.starts_with(['#', '＃']) {
            lines.push(one(line, number).map_err(|trouble| (number, trouble))?);
        }
    }
    Ok(lines)
}

fn one(line: &str, number: usize) -> Result<Line<'_>, FormTrouble> {
    let (head, content) = match line.find(['：', ':']) {
        Some(at) => {
            let colon = line[at..].chars().next().map_or(0, char::len_utf8);
            (&line[..at], &line[at + colon..])
        }
        None => (line, ""),
    };
    let (name, given) = match head.find(['（', '(']) {
        Some(at) => (&head[..at], head[at..].trim_matches(['（', '）', '(', ')'])),
        None => (head, ""),
    };
    let word = match Word::of(name.trim()) {
        Some(word) if word.stands_alone() || content.len() < line.len() && line != head => word,
        Some(_) | None if line == head => {
            let shown: String = line.chars().take(12).collect();
            return Err(FormTrouble::Nameless(shown));
        }
        Some(word) => word,
        None => return Err(FormTrouble::UnknownWord(name.trim().to_owned())),
    };
    let given = given.split(['、', '，', ',']).map(str::trim);
    let manners = given
        .filter(|given| !given.is_empty())
        .map(|given| {
            let known = word.manners();
            let found = known.iter().find(|known| **known == given);
            found
                .copied()
                .ok_or_else(|| FormTrouble::UnknownManner(given.to_owned(), known))
        })
        .collect::<Result<_, _>>()?;
    Ok(Line {
        number,
        word,
        manners,
        content: content.trim_start_matches([' ', '\t']),
    })
}
