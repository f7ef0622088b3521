//! What the rows of a list tell about the persons in them, known before the first row is shown; it
//! refuses to take a child for grown up because a number was damaged on the way.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

use super::SourceList;
use super::rules::meaning_of;
use crate::list::{ListKind, Meaning};
use crate::privacy::id_number::{IdNumber, MINOR_BELOW, age, birth_hint};
use crate::privacy::mask::{mask_id, mask_minor_name};
use crate::privacy::{FindingKind, narrow_digits};

/// Minors and namesakes of a list.
pub(super) struct People<'a> {
    list: &'a SourceList<'a>,
    told: Told,
    /// Of every row.
    known: Vec<Known>,
    /// Names of minors as far as nobody grown up in the list bears the same.
    minor_names: BTreeSet<String>,
    /// Those and names of members of a family, which stay out of every other column, by first
    /// character.
    hidden: BTreeMap<char, Vec<String>>,
}

/// What is known of the person of a row.
#[derive(Clone, Copy, Default)]
struct Known {
    is_minor: bool,
    /// Somebody else in the list bears the same name.
    has_namesake: bool,
}

/// Who bears a name.
#[derive(Default)]
struct Bearers {
    minors: bool,
    grown_up: bool,
    /// Rows in which the name has a number beside it.
    numbered: Vec<usize>,
}

impl<'a> People<'a> {
    pub(super) fn of(list: &'a SourceList<'a>, reference: NaiveDate) -> Self {
        let told = Told::by(list);
        let mut known = vec![Known::default(); list.rows.len()];
        let names = bearers(list, &told, reference, &mut known);
        for bearers in names.values() {
            let mut ids = bearers.numbered.iter().map(|row| told.id_of(list, *row));
            let first = ids.next();
            if ids.any(|other| Some(other) != first) {
                for row in &bearers.numbered {
                    known[*row].has_namesake = true;
                }
            }
        }
        let is_of_a_minor = |(name, bearers): &(&Cow<'_, str>, &Bearers)| {
            bearers.minors && !bearers.grown_up && name.chars().count() > 1
        };
        let minors = names.iter().filter(is_of_a_minor);
        let minor_names: BTreeSet<String> = minors.map(|(name, _)| name.to_string()).collect();
        let mut family = members(list, &[Meaning::Members, Meaning::Guardian]);
        family.retain(|name| !names.get(name.as_str()).is_some_and(|one| one.grown_up));
        let mut hidden: BTreeMap<char, Vec<String>> = BTreeMap::new();
        for name in minor_names.iter().chain(&family) {
            if let Some(first) = name.chars().next() {
                hidden.entry(first).or_default().push(name.clone());
            }
        }
        Self {
            list,
            told,
            known,
            minor_names,
            hidden,
        }
    }

    /// Names of minors, in order.
    pub(super) fn minor_names(&self) -> Vec<String> {
        self.minor_names.iter().cloned().collect()
    }

    /// A text of another column without the names of minors and of members of a family.
    pub(super) fn hide_minors<'t>(
        &self,
        text: Cow<'t, str>,
        kinds: &mut Vec<FindingKind>,
    ) -> Cow<'t, str> {
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
        Cow::Owned(names.fold(text.into_owned(), |text, name| {
            text.replace(name.as_str(), &mask_minor_name(name))
        }))
    }

    fn named_at(&self, text: &str, first: char) -> bool {
        let names = self.hidden.get(&first);
        names.is_some_and(|names| names.iter().any(|name| text.starts_with(name.as_str())))
    }

    /// The name as it leaves: a minor's from the raw cell, another's from the masked text, told
    /// apart from namesakes where that is wanted.
    pub(super) fn show<'t>(
        &self,
        row: usize,
        cell: &str,
        text: Cow<'t, str>,
        (meaning, apart): (Meaning, bool),
        kinds: &mut Vec<FindingKind>,
    ) -> Cow<'t, str> {
        if meaning != Meaning::Name {
            return self.hide_minors(text, kinds);
        }
        let known = self.known.get(row).copied().unwrap_or_default();
        if known.is_minor && !cell.trim().is_empty() {
            kinds.push(FindingKind::Minor);
            return Cow::Owned(mask_minor_name(cell));
        }
        if known.has_namesake && apart {
            let masked_id = mask_id(&self.told.id_of(self.list, row));
            return Cow::Owned([&text, "（", &masked_id, "）"].concat());
        }
        text
    }
}

/// Who bears which name; what a row says of age is noted in passing.
fn bearers<'a>(
    list: &'a SourceList<'a>,
    told: &Told,
    reference: NaiveDate,
    known: &mut [Known],
) -> HashMap<Cow<'a, str>, Bearers> {
    let mut names: HashMap<Cow<'_, str>, Bearers> = HashMap::new();
    for ((row, cells), known) in list.rows.iter().enumerate().zip(known) {
        let name = without_blanks(cell(cells, told.name));
        known.is_minor = told.is_minor(cells, reference);
        let numbered = !name.is_empty() && !cell(cells, told.id).trim().is_empty();
        let bearers = names.entry(name).or_default();
        bearers.minors |= known.is_minor;
        bearers.grown_up |= !known.is_minor;
        if numbered {
            bearers.numbered.push(row);
        }
    }
    names
}

fn without_blanks(name: &str) -> Cow<'_, str> {
    if name.contains(char::is_whitespace) {
        Cow::Owned(name.chars().filter(|c| !c.is_whitespace()).collect())
    } else {
        Cow::Borrowed(name)
    }
}

/// Which columns say who and how old somebody is.
struct Told {
    name: Option<usize>,
    id: Option<usize>,
    born: Option<usize>,
    age: Option<usize>,
    unless_told: bool,
}

impl Told {
    fn by(list: &SourceList<'_>) -> Self {
        let column = |meaning| list.columns.iter().position(|c| c.meaning == meaning);
        Self {
            name: column(Meaning::Name),
            id: column(Meaning::IdNumber),
            born: column(Meaning::BirthDate),
            age: column(Meaning::Age),
            // On a list of orphans who is not known to be grown up is a child.
            unless_told: list.kind == ListKind::Orphan,
        }
    }

    /// The number of a row's person, of the same form for everybody.
    fn id_of<'a>(&self, list: &SourceList<'a>, row: usize) -> Cow<'a, str> {
        same_form(list.rows.get(row).map_or("", |cells| cell(cells, self.id)))
    }

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
fn same_form(id: &str) -> Cow<'_, str> {
    // Written plainly it needs no reading.
    if id.len() == 18 && id.bytes().all(|byte| byte.is_ascii_digit() || byte == b'X') {
        return Cow::Borrowed(id);
    }
    id.parse::<IdNumber>().map_or(Cow::Borrowed(id), |id| {
        Cow::Owned(id.to_current().as_str().to_owned())
    })
}
