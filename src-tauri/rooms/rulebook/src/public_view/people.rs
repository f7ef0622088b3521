//! What the rows of a list tell about the persons in them, known before the first row is shown; it
//! refuses to take a child for grown up because a number was damaged on the way.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

use super::SourceList;
use super::rules::meaning_of;
use crate::list::{ListKind, Meaning};
use crate::privacy::id_number::{IdNumber, MINOR_BELOW, age, birth_hint};
use crate::privacy::mask::{mask_id, mask_minor_name};
use crate::privacy::{FindingKind, narrow_digits};

/// Minors and namesakes of a list.
pub(super) struct People {
    minors: BTreeSet<usize>,
    /// Names of minors as far as nobody grown up in the list bears the same.
    minor_names: BTreeSet<String>,
    /// Those and names of members of a family, which stay out of every other column, by first
    /// character.
    hidden: HashMap<char, Vec<String>>,
    told_apart: BTreeMap<usize, String>,
}

impl People {
    pub(super) fn of(list: &SourceList<'_>, reference: NaiveDate) -> Self {
        let column = |meaning| list.columns.iter().position(|c| c.meaning == meaning);
        let names = column(Meaning::Name);
        let told = Told {
            id: column(Meaning::IdNumber),
            born: column(Meaning::BirthDate),
            age: column(Meaning::Age),
            // On a list of orphans who is not known to be grown up is a child.
            unless_told: list.kind == ListKind::Orphan,
        };
        let mut minors = BTreeSet::new();
        let mut children = BTreeSet::new();
        let mut grown_up = BTreeSet::new();
        let mut namesakes: HashMap<String, Vec<usize>> = HashMap::new();
        for (row, cells) in list.rows.iter().enumerate() {
            let name: String = cell(cells, names)
                .chars()
                .filter(|c| !c.is_whitespace())
                .collect();
            let seen = match told.is_minor(cells, reference) {
                true => {
                    minors.insert(row);
                    &mut children
                }
                false => &mut grown_up,
            };
            if !seen.contains(&name) {
                seen.insert(name.clone());
            }
            if !name.is_empty() && !cell(cells, told.id).trim().is_empty() {
                namesakes.entry(name).or_default().push(row);
            }
        }
        let id =
            |row: usize| same_form(list.rows.get(row).map_or("", |cells| cell(cells, told.id)));
        let mut told_apart = BTreeMap::new();
        for rows in namesakes.into_values().filter(|rows| rows.len() > 1) {
            let ids: Vec<String> = rows.iter().map(|row| id(*row)).collect();
            if ids.iter().any(|other| *other != ids[0]) {
                told_apart.extend(rows.into_iter().zip(ids.iter().map(|id| mask_id(id))));
            }
        }
        let minor_names: BTreeSet<String> = children
            .difference(&grown_up)
            .filter(|name| name.chars().count() > 1)
            .cloned()
            .collect();
        let family = members(list, &[Meaning::Members, Meaning::Guardian]);
        let mut hidden: HashMap<char, Vec<String>> = HashMap::new();
        for name in minor_names.iter().chain(family.difference(&grown_up)) {
            if let Some(first) = name.chars().next() {
                hidden.entry(first).or_default().push(name.clone());
            }
        }
        Self {
            minors,
            minor_names,
            hidden,
            told_apart,
        }
    }

    /// Names of minors, in order.
    pub(super) fn minor_names(&self) -> Vec<String> {
        self.minor_names.iter().cloned().collect()
    }

    /// A text of another column without the names of minors and of members of a family.
    pub(super) fn hide_minors(&self, text: String, kinds: &mut Vec<FindingKind>) -> String {
        if self.hidden.is_empty() || text.is_ascii() {
            return text;
        }
        let named = text
            .char_indices()
            .any(|(at, c)| self.named_at(&text[at..], c));
        if !named {
            return text;
        }
        kinds.push(FindingKind::Minor);
        let names = self.hidden.values().flatten();
        names.fold(text, |text, name| {
            text.replace(name.as_str(), &mask_minor_name(name))
        })
    }

    fn named_at(&self, text: &str, first: char) -> bool {
        let names = self.hidden.get(&first);
        names.is_some_and(|names| names.iter().any(|name| text.starts_with(name.as_str())))
    }

    /// The name as it leaves: a minor's from the raw cell, another's from the masked text, told
    /// apart from namesakes where that is wanted.
    pub(super) fn show(
        &self,
        row: usize,
        cell: &str,
        text: String,
        (meaning, apart): (Meaning, bool),
        kinds: &mut Vec<FindingKind>,
    ) -> String {
        if meaning != Meaning::Name {
            return self.hide_minors(text, kinds);
        }
        if self.minors.contains(&row) && !cell.trim().is_empty() {
            kinds.push(FindingKind::Minor);
            return mask_minor_name(cell);
        }
        match self.told_apart.get(&row).filter(|_| apart) {
            Some(masked_id) => format!("{text}（{masked_id}）"),
            None => text,
        }
    }
}

/// Which columns say how old somebody is.
struct Told {
    id: Option<usize>,
    born: Option<usize>,
    age: Option<usize>,
    unless_told: bool,
}

impl Told {
    /// Under 14 by the birth date in the ID, even a damaged one, else by the column of birth
    /// dates, else by that of ages.
    fn is_minor(&self, cells: &[String], reference: NaiveDate) -> bool {
        let born = birth_hint(cell(cells, self.id)).or_else(|| date_of(cell(cells, self.born)));
        if let Some(born) = born {
            return age(born, reference) < MINOR_BELOW;
        }
        narrow_digits(cell(cells, self.age))
            .parse::<u32>()
            .map_or(self.unless_told, |years| years < MINOR_BELOW)
    }
}

/// The names in columns of these meanings, of two to four characters each.
fn members(list: &SourceList<'_>, meanings: &[Meaning]) -> BTreeSet<String> {
    let columns = list.columns.iter().enumerate();
    let columns: Vec<usize> = columns
        .filter(|(_, column)| meanings.contains(&meaning_of(column)))
        .map(|(at, _)| at)
        .collect();
    let mut names = BTreeSet::new();
    for cells in list.rows {
        for at in &columns {
            let words = cell(cells, Some(*at)).split(|c: char| !c.is_alphabetic());
            let is_name = |word: &&str| (2..=4).contains(&word.chars().count());
            names.extend(words.filter(is_name).map(str::to_owned));
        }
    }
    names
}

fn cell(cells: &[String], at: Option<usize>) -> &str {
    at.and_then(|at| cells.get(at)).map_or("", String::as_str)
}

/// `2010-01-01`, `2010年1月`, `20100101`: the day, the first of a month where none is said.
fn date_of(text: &str) -> Option<NaiveDate> {
    let parts: Vec<u32> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(str::parse)
        .collect::<Result<_, _>>()
        .ok()?;
    let (year, month, day) = match parts[..] {
        [whole] if whole > 9_999_999 => (whole / 10_000, whole / 100 % 100, whole % 100),
        [whole] if whole > 99_999 => (whole / 100, whole % 100, 1),
        [year, month] => (year, month, 1),
        [year, month, day, ..] => (year, month, day),
        [] | [_] => return None,
    };
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// Old and new form of one person's number look the same; a broken one stands for itself.
fn same_form(id: &str) -> String {
    // Written plainly it needs no reading.
    if id.len() == 18 && id.bytes().all(|byte| byte.is_ascii_digit() || byte == b'X') {
        return id.to_owned();
    }
    id.parse::<IdNumber>()
        .map_or_else(|_| id.to_owned(), |id| id.to_current().as_str().to_owned())
}
