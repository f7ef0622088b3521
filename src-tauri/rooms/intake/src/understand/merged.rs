//! What a merged area says to its rows: a village, a category, a head for all of them; and which
//! rows are one household that is paid once.

use gongkai_rulebook::list::{CellForm, Meaning};

use super::values::{self, trimmed};
use super::{Column, main_column};
use crate::raw::{Cell, Row, Sheet};

/// No household has more rows.
const LARGEST_HOUSEHOLD: u32 = 40;

/// A merged area of one column over several rows.
struct Stretch<'a> {
    top: u32,
    bottom: u32,
    cell: Option<Cell<'a>>,
}

/// Rows that are one household.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Household {
    /// First row.
    pub(super) top: u32,
    /// Last row.
    pub(super) bottom: u32,
    /// The row of its head.
    pub(super) head: u32,
}

/// The merged areas under a header.
pub(super) struct Merged<'a> {
    /// Index of a column and its areas, ascending.
    columns: Vec<(usize, bool, Vec<Stretch<'a>>)>,
    households: Vec<Household>,
}

impl<'a> Merged<'a> {
    pub(super) fn new(sheet: &'a Sheet, columns: &[Column], below: u32) -> Self {
        let mut all = Vec::new();
        if sheet.merged.iter().any(|area| area.bottom > below) {
            for (index, column) in columns.iter().enumerate() {
                let areas = sheet.merged.iter().filter(|area| {
                    area.bottom > area.top && area.top > below && area.left == column.number
                });
                let mut areas: Vec<Stretch<'a>> = areas
                    .map(|area| Stretch {
                        top: area.top,
                        bottom: area.bottom,
                        cell: sheet.row(area.top).and_then(|row| row.cell(area.left)),
                    })
                    .collect();
                areas.sort_unstable_by_key(|area| (area.top, area.bottom));
                if !areas.is_empty() {
                    all.push((index, reaches_all(column.meaning), areas));
                }
            }
        }
        let mut merged = Self {
            columns: all,
            households: Vec::new(),
        };
        merged.households = merged.households_in(sheet, columns);
        merged
    }

    /// What merged areas say to a row that has no text of its own there.
    pub(super) fn at(&self, row: u32) -> Vec<(usize, Cell<'a>)> {
        let of = self.columns.iter().filter(|(_, reaches, _)| *reaches);
        of.filter_map(|(index, _, areas)| Some((*index, covering(areas, row)?.cell?)))
            .collect()
    }

    /// The household that a row is of.
    pub(super) fn household(&self, row: u32) -> Option<Household> {
        let after = self.households.partition_point(|one| one.top <= row);
        let one = self.households.get(after.checked_sub(1)?)?;
        (one.bottom >= row).then_some(*one)
    }

    /// What the areas of a household say, to the row of its head.
    pub(super) fn of_household(&self, one: Household) -> Vec<(usize, Cell<'a>)> {
        let of = self.columns.iter();
        of.filter_map(|(index, _, areas)| Some((*index, covering(areas, one.top)?.cell?)))
            .collect()
    }

    fn households_in(&self, sheet: &Sheet, columns: &[Column]) -> Vec<Household> {
        let amount = main_column(columns, Meaning::Amount);
        let name = main_column(columns, Meaning::Name);
        let head = main_column(columns, Meaning::HouseholdHead);
        let binds = |meaning: Meaning| {
            matches!(
                meaning,
                Meaning::Amount
                    | Meaning::HouseholdNo
                    | Meaning::SerialNo
                    | Meaning::HouseholdHead
                    | Meaning::Name
            )
        };
        let binding = self
            .columns
            .iter()
            .filter(|(index, _, _)| binds(columns[*index].meaning));
        let mut spans: Vec<(u32, u32)> = binding
            .flat_map(|(_, _, areas)| areas.iter().map(|area| (area.top, area.bottom)))
            .filter(|(top, bottom)| bottom - top < LARGEST_HOUSEHOLD)
            .collect();
        spans.sort_unstable_by_key(|(top, bottom)| (*top, std::cmp::Reverse(*bottom)));
        let text = |row: u32, index: Option<usize>| {
            let number = index.map(|index| columns[index].number);
            let row = number.and_then(|number| Some((sheet.row(row)?, number)));
            row.map_or("", |(row, number)| trimmed(row.text(number)))
        };
        let mut households: Vec<Household> = Vec::new();
        for (top, bottom) in spans {
            let inside = households.last().is_some_and(|before| before.bottom >= top);
            let paid_alone = (top + 1..=bottom).any(|row| !text(row, amount).is_empty());
            if inside || paid_alone {
                continue;
            }
            let of = values::name(text(top, head));
            let is_head = |row: &u32| !of.is_empty() && values::name(text(*row, name)) == of;
            households.push(Household {
                top,
                bottom,
                head: (top..=bottom).find(is_head).unwrap_or(top),
            });
        }
        households
    }
}

/// Whether a merged cell of this meaning is said of each of its rows. Money, people and numbers of
/// persons are not: they would count twice.
const fn reaches_all(meaning: Meaning) -> bool {
    match meaning.form() {
        CellForm::Words => !matches!(
            meaning,
            Meaning::Remark | Meaning::Other | Meaning::Members | Meaning::Opinion
        ),
        CellForm::Date => true,
        CellForm::Money => matches!(meaning, Meaning::Standard),
        CellForm::Name
        | CellForm::IdNumber
        | CellForm::Count
        | CellForm::Measure
        | CellForm::Ordinal
        | CellForm::Code => false,
    }
}

fn covering<'s, 'a>(areas: &'s [Stretch<'a>], row: u32) -> Option<&'s Stretch<'a>> {
    let after = areas.partition_point(|area| area.top <= row);
    let area = areas.get(after.checked_sub(1)?)?;
    (area.bottom >= row).then_some(area)
}

/// Whether a row is a member of the household above it where nothing is merged: it has a name and a
/// relation to somebody else, and neither number nor money nor people of its own.
pub(super) fn is_member(row: &Row, columns: &[Column]) -> bool {
    let text = |meaning| {
        main_column(columns, meaning).map_or("", |index| trimmed(row.text(columns[index].number)))
    };
    let relation = text(Meaning::Relation);
    let own = ["户主", "本人", "户主本人", "自己", "申请人"];
    let other = !relation.is_empty() && !own.contains(&relation);
    other
        && !text(Meaning::Name).is_empty()
        && [
            Meaning::SerialNo,
            Meaning::HouseholdNo,
            Meaning::Amount,
            Meaning::Population,
        ]
        .into_iter()
        .all(|meaning| text(meaning).is_empty())
        && main_column(columns, Meaning::Amount)
            .or(main_column(columns, Meaning::SerialNo))
            .or(main_column(columns, Meaning::Population))
            .is_some()
}
