//! Lays the totals that a sheet states beside the sums of its rows.

use gongkai_rulebook::list::Meaning;

use super::lines::Line;
use super::values::{self, compact};
use super::{Column, ReadRow};
use crate::raw::Row;

/// A total that a sheet states, and what its rows give. Money is in 分, people are counted.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct Total {
    /// Title of the column.
    pub column: String,
    /// The row that states it.
    pub row: u32,
    /// What it states; `None` when that is no number.
    pub stated: Option<i64>,
    /// What the rows give.
    pub computed: i64,
    /// Whether both are equal.
    pub agrees: bool,
}

/// Sums as the rows go by.
pub(super) struct Sums {
    /// Index of a summed column, the sum of all rows and that since the last total.
    columns: Vec<(usize, i64, i64)>,
}

impl Sums {
    pub(super) fn new(columns: &[Column]) -> Self {
        let summed =
            |column: &Column| matches!(column.meaning, Meaning::Amount | Meaning::Population);
        let indices = columns
            .iter()
            .enumerate()
            .filter(|(_, column)| summed(column));
        Self {
            columns: indices.map(|(index, _)| (index, 0, 0)).collect(),
        }
    }

    /// Adds a row, a refused one as well: the village's own total counts it.
    pub(super) fn add(&mut self, row: &ReadRow, columns: &[Column]) {
        for (index, all, since) in &mut self.columns {
            let value = match columns[*index].meaning {
                Meaning::Population => row.text(*index).parse::<i64>().ok(),
                _ => row
                    .money
                    .iter()
                    .find(|(at, _)| at == index)
                    .map(|(_, fen)| fen.0),
            };
            let value = value.unwrap_or(0);
            *all = all.saturating_add(value);
            *since = since.saturating_add(value);
        }
    }

    /// Checks a row of totals.
    pub(super) fn check(&mut self, row: &Row, line: Line, columns: &[Column]) -> Vec<Total> {
        let mut totals = Vec::new();
        for (index, all, since) in &mut self.columns {
            let column = &columns[*index];
            let Some(cell) = row.cell(column.number) else {
                continue;
            };
            let stated = match column.meaning {
                Meaning::Population => compact(cell.text)
                    .trim_end_matches(['人', '户'])
                    .parse()
                    .ok(),
                _ => values::amount(Some(cell), column.ten_thousands)
                    .ok()
                    .map(|fen| fen.0),
            };
            // A subtotal of villages may stand over subtotals of groups, so that either sum is
            // right for a subtotal; a total is over everything.
            let computed = match line {
                Line::Subtotal if stated != Some(*all) => *since,
                _ => *all,
            };
            totals.push(Total {
                column: column.title.clone(),
                row: row.number,
                stated,
                computed,
                agrees: stated == Some(computed),
            });
        }
        for (_, _, since) in &mut self.columns {
            *since = 0;
        }
        totals
    }
}
