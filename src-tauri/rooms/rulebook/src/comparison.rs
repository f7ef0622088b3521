//! Who stands on two lists, who joined, who left, whose amount changed. Persons are told by a key that
//! nobody can read back; a name speaks only where a key is missing, and it is told so. It refuses to
//! guess between namesakes.

use std::collections::HashMap;
use std::hash::Hash;

use crate::list::ListKind;
use crate::money::Fen;

/// Somebody on a list, as far as lists are compared. `K` is the digest of an identity number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<K> {
    /// The digest of the identity number, where the row has a whole one.
    pub key: Option<K>,
    /// Name as the list writes it.
    pub name: String,
    /// The village, in its shortest form; empty where the list names none.
    pub village: String,
    /// What the list pays, in all the person's rows.
    pub amount: Option<Fen>,
    /// The first row, from 1.
    pub row: u32,
    /// How many rows.
    pub rows: u32,
    /// Digests of the numbers of whoever else belongs to the household.
    pub members: Vec<K>,
}

/// How two rows were told to be one person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The same number.
    Number,
    /// The same name in the same village, each the only one; one of them has no whole number.
    Name,
    /// The same, but both have a number, and they differ.
    NameOtherNumber,
    /// The number of a member of the household, of one of them or of both.
    Member,
}

/// One person on both lists, as places in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// Place in the first list.
    pub one: usize,
    /// Place in the second.
    pub other: usize,
    /// How it was told.
    pub by: By,
}

/// Two lists of the same matter, one after the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Who stands on both.
    pub stayed: Vec<Pair>,
    /// Who stands on the later one only, as places in it.
    pub joined: Vec<usize>,
    /// Who stands on the earlier one only.
    pub left: Vec<usize>,
}

/// Whether lists of this kind are about persons who can join and leave.
pub const fn is_of_persons(kind: ListKind) -> bool {
    match kind {
        ListKind::SubsistenceReview
        | ListKind::SubsistencePayment
        | ListKind::Destitute
        | ListKind::TemporaryAid
        | ListKind::Preferential
        | ListKind::DisabilityAllowance
        | ListKind::PovertyRelief
        | ListKind::HousingRepair
        | ListKind::FarmSubsidy
        | ListKind::LandCompensation
        | ListKind::DisasterRelief
        | ListKind::SeriousIllness
        | ListKind::FamilyPlanningAid
        | ListKind::Orphan
        | ListKind::General => true,
        ListKind::Procurement | ListKind::PublicProject | ListKind::Finance => false,
    }
}

/// One entry a person: rows with the same number are added up. The order of first rows stays.
pub fn gathered<K: Eq + Hash + Copy>(rows: impl IntoIterator<Item = Listed<K>>) -> Vec<Listed<K>> {
    let mut all: Vec<Listed<K>> = Vec::new();
    let mut places: HashMap<K, usize> = HashMap::new();
    for row in rows {
        let known = row.key.and_then(|key| places.get(&key).copied());
        match known.and_then(|at| all.get_mut(at)) {
            Some(person) => {
                person.amount = match (person.amount, row.amount) {
                    (Some(one), Some(other)) => Some(one + other),
                    (one, other) => one.or(other),
                };
                person.rows = person.rows.saturating_add(row.rows);
                person.members.extend(row.members);
            }
            None => {
                if let Some(key) = row.key {
                    places.insert(key, all.len());
                }
                all.push(row);
            }
        }
    }
    all
}

/// Compares two lists of the same matter, `before` and `now`.
pub fn compare<K: Eq + Hash + Copy>(before: &[Listed<K>], now: &[Listed<K>]) -> Comparison {
    let mut stayed = on_both(before, now);
    stayed.sort_unstable_by_key(|pair| pair.other);
    let mut gone = vec![true; before.len()];
    let mut new = vec![true; now.len()];
    for pair in &stayed {
        gone[pair.one] = false;
        new[pair.other] = false;
    }
    let places =
        |flags: &[bool]| -> Vec<usize> { (0..flags.len()).filter(|at| flags[*at]).collect() };
    Comparison {
        stayed,
        joined: places(&new),
        left: places(&gone),
    }
}

/// Who stands on both lists: by number, then by name where it leaves no doubt.
pub fn on_both<K: Eq + Hash + Copy>(one: &[Listed<K>], other: &[Listed<K>]) -> Vec<Pair> {
    let mut pairs = by_number(one, other);
    let mut known = (vec![false; one.len()], vec![false; other.len()]);
    for pair in &pairs {
        known.0[pair.one] = true;
        known.1[pair.other] = true;
    }
    let first = names(one, &known.0);
    for (name, place) in names(other, &known.1) {
        let (Some(at), Some(Some(to))) = (place, first.get(&name)) else {
            continue;
        };
        let by = match (one[*to].key, other[at].key) {
            (Some(_), Some(_)) => By::NameOtherNumber,
            (None, _) | (_, None) => By::Name,
        };
        pairs.push(Pair {
            one: *to,
            other: at,
            by,
        });
    }
    pairs
}

/// Who stands on both lists by number alone: namesakes in two villages are two persons.
pub fn by_number<K: Eq + Hash + Copy>(one: &[Listed<K>], other: &[Listed<K>]) -> Vec<Pair> {
    let places: HashMap<K, usize> = one
        .iter()
        .enumerate()
        .filter_map(|(at, person)| Some((person.key?, at)))
        .collect();
    let pair = |(at, person): (usize, &Listed<K>)| {
        let to = places.get(&person.key?)?;
        Some(Pair {
            one: *to,
            other: at,
            by: By::Number,
        })
    };
    other.iter().enumerate().filter_map(pair).collect()
}

/// Households that share somebody without being one person's rows: a member of the one stands on the
/// other list, by himself or as a member again. Each two once.
pub fn by_member<K: Eq + Hash + Copy>(one: &[Listed<K>], other: &[Listed<K>]) -> Vec<Pair> {
    let mut places: HashMap<K, Vec<(usize, bool)>> = HashMap::new();
    for (at, person) in one.iter().enumerate() {
        if let Some(key) = person.key {
            places.entry(key).or_default().push((at, false));
        }
        for member in &person.members {
            places.entry(*member).or_default().push((at, true));
        }
    }
    let mut pairs: Vec<Pair> = Vec::new();
    for (at, person) in other.iter().enumerate() {
        let own = person.key.map(|key| (key, false));
        let members = person.members.iter().map(|member| (*member, true));
        let mut shared: Vec<usize> = own
            .into_iter()
            .chain(members)
            .flat_map(|(key, member)| {
                let found = places.get(&key).map_or(&[][..], Vec::as_slice);
                let through_member = move |(_, theirs): &&(usize, bool)| member || *theirs;
                found.iter().filter(through_member).map(|(to, _)| *to)
            })
            .filter(|to| person.key.is_none() || one[*to].key != person.key)
            .collect();
        shared.sort_unstable();
        shared.dedup();
        pairs.extend(shared.into_iter().map(|to| Pair {
            one: to,
            other: at,
            by: By::Member,
        }));
    }
    pairs
}

/// Places by village and name; `None` for a name that several bear.
fn names<'l, K>(
    list: &'l [Listed<K>],
    known: &[bool],
) -> HashMap<(&'l str, &'l str), Option<usize>> {
    let mut places = HashMap::new();
    for (at, person) in list.iter().enumerate() {
        if known[at] || person.name.is_empty() {
            continue;
        }
        places
            .entry((person.village.as_str(), person.name.as_str()))
            .and_modify(|place| *place = None)
            .or_insert(Some(at));
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(key: Option<u32>, name: &str, yuan: i64) -> Listed<u32> {
        Listed {
            key,
            name: name.to_owned(),
            village: "上坪".to_owned(),
            amount: Some(Fen(yuan * 100)),
            row: 1,
            rows: 1,
            members: Vec::new(),
        }
    }

    #[test]
    fn a_member_of_a_household_is_found_on_the_other_list_and_a_person_is_no_member_of_himself() {
        let family = |key, members: &[u32]| Listed {
            members: members.to_vec(),
            ..person(Some(key), "甲", 1)
        };
        let one = [family(1, &[2, 3]), family(4, &[]), family(5, &[6])];
        let other = [
            family(3, &[]),
            family(7, &[6, 2]),
            family(4, &[8]),
            family(9, &[]),
        ];
        let found: Vec<(usize, usize)> = by_member(&one, &other)
            .iter()
            .map(|pair| (pair.one, pair.other))
            .collect();
        assert_eq!(found, [(0, 0), (0, 1), (2, 1)]);
        assert!(
            by_member(&one, &one).is_empty(),
            "households are themselves"
        );
    }

    #[test]
    fn persons_are_told_by_number_then_by_a_name_without_doubt() {
        let before = [
            person(Some(1), "甲", 630),
            person(Some(2), "乙", 630),
            person(None, "丙", 420),
            person(Some(4), "丁", 420),
            person(None, "戊", 1),
            person(None, "戊", 2),
        ];
        let now = [
            // A new name, the same number.
            person(Some(1), "甲甲", 840),
            person(Some(3), "丙", 420),
            person(Some(5), "丁", 420),
            person(None, "戊", 1),
            person(Some(9), "己", 9),
        ];
        let found = compare(&before, &now);
        let told: Vec<(usize, usize, By)> = found
            .stayed
            .iter()
            .map(|pair| (pair.one, pair.other, pair.by))
            .collect();
        assert_eq!(
            told,
            [
                (0, 0, By::Number),
                (2, 1, By::Name),
                (3, 2, By::NameOtherNumber)
            ]
        );
        assert_eq!(found.joined, [3, 4], "two bear the name 戊: nobody guesses");
        assert_eq!(found.left, [1, 4, 5]);
        assert_eq!(by_number(&before, &now).len(), 1);
    }

    #[test]
    fn several_rows_of_one_person_are_added_up() {
        let rows = vec![
            person(Some(1), "甲", 210),
            person(None, "乙", 1),
            person(Some(1), "甲", 210),
            person(None, "乙", 1),
        ];
        let all = gathered(rows);
        assert_eq!(all.len(), 3, "without a number nobody is added up");
        assert_eq!((all[0].amount, all[0].rows), (Some(Fen(42_000)), 2));
    }

    #[test]
    fn every_person_is_counted_once() {
        // Whatever is compared: stayed + joined = now, stayed + left = before.
        for seed in 0_u32..200 {
            let list = |salt: u32| -> Vec<Listed<u32>> {
                let rows = (0..12).map(|at| {
                    let value = seed
                        .wrapping_mul(2_654_435_761)
                        .wrapping_add(at * salt * 97)
                        % 9;
                    let key = (value % 3 != 0).then_some(value);
                    person(
                        key,
                        ["甲", "乙", "丙"][(value % 3) as usize],
                        i64::from(value),
                    )
                });
                gathered(rows)
            };
            let (before, now) = (list(1), list(3));
            let found = compare(&before, &now);
            assert_eq!(found.stayed.len() + found.joined.len(), now.len());
            assert_eq!(found.stayed.len() + found.left.len(), before.len());
        }
    }
}
