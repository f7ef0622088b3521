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
    /// Of every name.
    bearers: Vec<Bearers<'a>>,
    /// Names of minors as far as nobody grown up in the list bears the same.
    minor_names: BTreeSet<String>,
    /// Those and names of members of a family, which stay out of every other column, by first
    /// character.
    hidden: BTreeMap<char, Vec<String>>,
}

/// What is known of the person of a row.
#[derive(Clone, Copy)]
struct Known {
    is_minor: bool,
    /// Which of the bearers.
    name: usize,
}

/// Who bears a name.
#[derive(Default)]
struct Bearers<'a> {
    minors: bool,
    grown_up: bool,
    /// The first number that stands beside the name.
    number: Option<Cow<'a, str>>,
    /// Another number stands beside it too: they are several people.
    several: bool,
}

impl<'a> People<'a> {
    pub(super) fn of(list: &'a SourceList<'a>, reference: NaiveDate) -> Self {
        let told = Told::by(list);
        let mut names: HashMap<Cow<'_, str>, usize> = HashMap::new();
        let mut bearers: Vec<Bearers<'_>> = Vec::new();
        let mut known = Vec::with_capacity(list.rows.len());
        for cells in list.rows {
            let is_minor = told.is_minor(cells, reference);
            let name = without_blanks(cell(cells, told.name));
            let is_named = !name.is_empty();
            let name = *names.entry(name).or_insert(bearers.len());
            if name == bearers.len() {
                bearers.push(Bearers::default());
            }
            bearers[name].count(is_minor, told.number(cells).filter(|_| is_named));
            known.push(Known { is_minor, name });
        }
        let minors = names.iter().filter(|(name, at)| {
            let bearers = &bearers[**at];
            bearers.minors && !bearers.grown_up && name.chars().count() > 1
        });
        let minor_names: BTreeSet<String> = minors.map(|(name, _)| name.to_string()).collect();
        let mut family = members(list, &[Meaning::Members, Meaning::Guardian]);
        let is_grown_up = |name: &str| names.get(name).is_some_and(|at| bearers[*at].grown_up);
        family.retain(|name| !is_grown_up(name));
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
            bearers,
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
        let Some(known) = self.known.get(row) else {
            return text;
        };
        if known.is_minor && !cell.trim().is_empty() {
            kinds.push(FindingKind::Minor);
            return Cow::Owned(mask_minor_name(cell));
        }
        let has_namesake = apart && self.bearers[known.name].several;
        match has_namesake.then(|| self.told.number(&self.list.rows[row])) {
            Some(Some(number)) => Cow::Owned([&text, "（", &mask_id(&number), "）"].concat()),
            Some(None) | None => text,
        }
    }
}

impl<'a> Bearers<'a> {
    /// One more bears the name, with this number.
    fn count(&mut self, is_minor: bool, number: Option<Cow<'a, str>>) {
        self.minors |= is_minor;
        self.grown_up |= !is_minor;
        match (&self.number, number) {
            (Some(first), Some(number)) => self.several |= *first != number,
            (None, number) => self.number = number,
            (Some(_), None) => {}
        }
    }
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

    /// The number in a row, of the same form for everybody; nothing where there is none.
    fn number<'a>(&self, cells: &'a [String]) -> Option<Cow<'a, str>> {
        let number = cell(cells, self.id);
        (!number.trim().is_empty()).then(|| same_form(number))
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
