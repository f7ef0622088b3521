//! What a list comes to: households, persons, money, the standards paid by. It may leave for
//! everybody, so it refuses to hold anything that one row alone would tell.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};

use serde::{Deserialize, Serialize};

use super::SourceList;
use crate::list::{CountedBy, Meaning};
use crate::money::Fen;
use crate::privacy::characters::plain;
use crate::privacy::narrow_digits;

/// The most standards that are told one by one; of more the lowest and the highest.
const STANDARDS_TOLD: usize = 4;

/// Of fewer than so many a sum tells of each: published statistics put three or more together
/// (practice under 统计法 2009, Art. 25: nothing by which one who was counted can be told or guessed).
const FEWEST_TOLD: u64 = 3;

/// What a list comes to, which may leave for everybody (Order 711 Art. 15; PIPL Art. 28: of a list
/// of people only this goes online).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Totals {
    /// Rows.
    pub rows: usize,
    /// Households, where the kind counts them.
    pub households: Option<u64>,
    /// Persons, where a column counts them in every row or every row is a person.
    pub persons: Option<u64>,
    /// Money, where a column of amounts can be read whole.
    pub amount: Option<Fen>,
    /// The standards paid by, lowest first, each once; empty where no column names any.
    pub standards: Vec<Fen>,
}

/// Adds up the whole list.
pub(super) fn totals(list: &SourceList<'_>) -> Totals {
    let counted = column(list, Meaning::Population).and_then(|at| {
        cells(list, at).try_fold(0_u64, |sum, text| {
            let counted = text.parse().or_else(|_| narrow_digits(text).parse());
            sum.checked_add(counted.ok()?)
        })
    });
    let (households, persons) = match list.kind.counts() {
        CountedBy::Household => {
            let apart = [Meaning::HouseholdNo, Meaning::IdNumber];
            (Some(different(list, &apart)), counted)
        }
        CountedBy::Person => {
            let each = || different(list, &[Meaning::IdNumber]);
            (None, counted.or_else(|| Some(each())))
        }
        CountedBy::Line => (None, counted),
    };
    let amount = column(list, Meaning::Amount).and_then(|at| {
        cells(list, at)
            .filter(|text| !text.is_empty())
            .try_fold(Fen(0), |sum, text| {
                let paid = Fen::parse_yuan(text).ok()?;
                Some(Fen(sum.0.checked_add(paid.0)?))
            })
    });
    let standards: BTreeSet<Fen> = column(list, Meaning::Standard)
        .map(|at| cells(list, at).filter_map(|text| Fen::parse_yuan(text).ok()))
        .into_iter()
        .flatten()
        .collect();
    Totals {
        rows: list.rows.len(),
        households,
        persons,
        amount,
        standards: standards.into_iter().collect(),
    }
}

/// Rows that differ in what tells them apart (the first such column there is): who has several rows
/// counts once.
fn different(list: &SourceList<'_>, apart: &[Meaning]) -> u64 {
    let Some(at) = apart.iter().find_map(|meaning| column(list, *meaning)) else {
        return list.rows.len() as u64;
    };
    let mut known: HashSet<Cow<'_, str>> = HashSet::with_capacity(list.rows.len());
    let mut count = 0;
    for text in cells(list, at) {
        if text.is_empty() || known.insert(plain(text)) {
            count += 1;
        }
    }
    count
}

fn column(list: &SourceList<'_>, meaning: Meaning) -> Option<usize> {
    let mut columns = list.columns.iter();
    columns.position(|column| column.meaning == meaning)
}

fn cells<'l>(list: &SourceList<'l>, at: usize) -> impl Iterator<Item = &'l str> {
    let cells = list.rows.iter().map(move |row| row.get(at));
    cells.map(|cell| cell.map_or("", |text| text.trim()))
}

impl Totals {
    /// `48户126人`, `12人`, `7项`: what was counted.
    pub fn counted(&self) -> String {
        match (self.households, self.persons) {
            (Some(households), Some(persons)) => format!("{households}户{persons}人"),
            (Some(households), None) => format!("{households}户"),
            (None, Some(persons)) => format!("{persons}人"),
            (None, None) => format!("{}项", self.rows),
        }
    }

    /// Whether so few people are counted that a sum would tell of each of them. A list of goods,
    /// works or money counts nobody.
    pub fn is_of_few(&self) -> bool {
        let counted = self.households.or(self.persons);
        counted.is_some_and(|counted| counted < FEWEST_TOLD)
    }

    /// What stands for the number of so few: `不足3户`, `不足3人`.
    pub fn few_told(&self) -> String {
        let unit = if self.households.is_some() {
            "户"
        } else {
            "人"
        };
        format!("不足{FEWEST_TOLD}{unit}")
    }

    /// `420.00元`, `420.00元、630.00元`, or the lowest and the highest of many; empty without any.
    pub fn standards_told(&self) -> String {
        let all = &self.standards;
        match (all.first(), all.last()) {
            (Some(lowest), Some(highest)) if all.len() > STANDARDS_TOLD => {
                format!("{lowest}元至{highest}元")
            }
            (Some(_), Some(_)) => {
                let each: Vec<String> = all.iter().map(|one| format!("{one}元")).collect();
                each.join("、")
            }
            (None, _) | (_, None) => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Column;
    use super::*;
    use crate::list::ListKind;

    fn of(kind: ListKind, columns: &[(&str, Meaning)], rows: &[&[&str]]) -> Totals {
        let columns: Vec<Column> = columns
            .iter()
            .map(|(title, meaning)| Column {
                title: (*title).to_owned(),
                meaning: *meaning,
            })
            .collect();
        let text = |row: &&[&str]| row.iter().map(|cell| (*cell).to_owned()).collect();
        let rows: Vec<Vec<String>> = rows.iter().map(text).collect();
        totals(&SourceList {
            kind,
            columns: &columns,
            rows: &rows,
        })
    }

    const HOUSEHOLDS: &[(&str, Meaning)] = &[
        ("户编号", Meaning::HouseholdNo),
        ("人口", Meaning::Population),
        ("标准", Meaning::Standard),
        ("金额", Meaning::Amount),
    ];

    #[test]
    fn a_household_of_several_rows_counts_once_and_standards_are_told_once() {
        let rows: &[&[&str]] = &[
            &["1", "2", "420", "840"],
            &["１", "1", "420", "420"],
            &["2", "1", "630", "630"],
            &["", "1", "", ""],
        ];
        let totals = of(ListKind::SubsistencePayment, HOUSEHOLDS, rows);
        assert_eq!(totals.counted(), "3户5人");
        assert_eq!(totals.amount, Some(Fen(189_000)));
        assert_eq!(totals.standards_told(), "420.00元、630.00元");
    }

    #[test]
    fn of_fewer_than_three_nothing_is_told_but_that() {
        let one = |rows: &[&[&str]]| of(ListKind::SubsistencePayment, HOUSEHOLDS, rows);
        let first: &[&str] = &["1", "2", "420", "840"];
        let few = one(&[first, &["2", "1", "630", "630"]]);
        assert!(few.is_of_few());
        assert_eq!(few.few_told(), "不足3户");
        let three: &[&[&str]] = &[first, &["2", "1", "", ""], &["3", "1", "", ""]];
        assert!(!one(three).is_of_few());
        let orphans = of(
            ListKind::Orphan,
            &[("身份证号", Meaning::IdNumber)],
            &[&["1"]],
        );
        assert_eq!(
            (orphans.is_of_few(), orphans.few_told().as_str()),
            (true, "不足3人")
        );
        assert!(!of(ListKind::Procurement, &[], &[&["x"]]).is_of_few());
    }

    #[test]
    fn persons_are_told_by_number_and_lines_by_themselves() {
        let columns = &[("身份证号", Meaning::IdNumber)];
        let rows: &[&[&str]] = &[&["101"], &["10X"], &["101"], &[""]];
        let persons = of(ListKind::Destitute, columns, rows);
        assert_eq!(persons.counted(), "3人");
        assert_eq!(of(ListKind::Procurement, &[], rows).counted(), "4项");
        assert_eq!(persons.standards_told(), "");
    }

    #[test]
    fn many_standards_are_told_by_the_lowest_and_the_highest() {
        let columns = &[("标准", Meaning::Standard)];
        let rows: Vec<[&str; 1]> = ["5", "1", "2", "3", "4"].map(|one| [one]).into();
        let rows: Vec<&[&str]> = rows.iter().map(|row| &row[..]).collect();
        let totals = of(ListKind::Orphan, columns, &rows);
        assert_eq!(totals.standards_told(), "1.00元至5.00元");
    }
}
