//! Lays the totals that a sheet states beside the sums of its rows.

use gongkai_rulebook::list::{CellForm, Meaning};
use gongkai_rulebook::money::Fen;

use super::lines::Line;
use super::values::{self, compact};
use super::{Column, ReadRow};
use crate::raw::Row;

/// A total that a sheet states, and what its rows give, both in the smallest part of `decimals`
/// places: money in 分, people whole, land in ten-thousandths.
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
    /// Places behind the point: 2 of money, 0 of people, 4 of land and goods.
    pub decimals: u8,
}

impl Total {
    /// What the sheet states, for people to read.
    pub fn stated_text(&self) -> String {
        self.stated
            .map_or_else(|| "不是数字".to_owned(), |stated| self.text(stated))
    }

    /// What its rows give, for people to read.
    pub fn computed_text(&self) -> String {
        self.text(self.computed)
    }

    fn text(&self, value: i64) -> String {
        match self.decimals {
            0 => value.to_string(),
            MONEY => format!("{} 元", Fen(value)),
            _ => {
                let sign = if value < 0 { "-" } else { "" };
                let (whole, rest) = (value.unsigned_abs() / 10_000, value.unsigned_abs() % 10_000);
                let text = format!("{sign}{whole}.{rest:04}");
                text.trim_end_matches('0').trim_end_matches('.').to_owned()
            }
        }
    }
}

/// Decimals of money.
const MONEY: u8 = 2;

/// Decimals of what a column sums; `None` when a sum says nothing.
fn decimals(meaning: Meaning) -> Option<u8> {
    if !meaning.is_summed() {
        return None;
    }
    match meaning.form() {
        CellForm::Money => Some(MONEY),
        CellForm::Count => Some(0),
        CellForm::Measure => Some(4),
        CellForm::Name
        | CellForm::IdNumber
        | CellForm::Ordinal
        | CellForm::Date
        | CellForm::Code
        | CellForm::Words => None,
    }
}

/// A measure in ten-thousandths.
fn ten_thousandths(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = fraction.len() <= 4 && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = whole.trim_start_matches('-');
    let scaled: i64 = format!("{unsigned}{fraction:0<4}")
        .parse()
        .ok()
        .filter(|_| digits)?;
    Some(if whole.starts_with('-') {
        -scaled
    } else {
        scaled
    })
}

/// Sums as the rows go by.
pub(super) struct Sums {
    columns: Vec<Sum>,
}

/// The sum of one column.
struct Sum {
    index: usize,
    decimals: u8,
    /// Of all rows.
    all: i64,
    /// Since the last total.
    since: i64,
}

impl Sums {
    pub(super) fn new(columns: &[Column]) -> Self {
        let summed = columns.iter().enumerate();
        let summed = summed.filter_map(|(index, column)| {
            Some(Sum {
                index,
                decimals: decimals(column.meaning)?,
                all: 0,
                since: 0,
            })
        });
        Self {
            columns: summed.collect(),
        }
    }

    /// Adds a row, a refused one as well: the village's own total counts it.
    pub(super) fn add(&mut self, row: &ReadRow) {
        for sum in &mut self.columns {
            let value = match sum.decimals {
                MONEY => row
                    .money
                    .iter()
                    .find(|(at, _)| *at == sum.index)
                    .map(|(_, fen)| fen.0),
                0 => row.text(sum.index).parse::<i64>().ok(),
                _ => ten_thousandths(row.text(sum.index)),
            };
            let value = value.unwrap_or(0);
            sum.all = sum.all.saturating_add(value);
            sum.since = sum.since.saturating_add(value);
        }
    }

    /// Checks a row of totals.
    pub(super) fn check(&mut self, row: &Row, line: Line, columns: &[Column]) -> Vec<Total> {
        let mut totals = Vec::new();
        for sum in &mut self.columns {
            let column = &columns[sum.index];
            let Some(cell) = row.cell(column.number) else {
                continue;
            };
            let stated = match sum.decimals {
                MONEY => values::amount(Some(cell), column.unit)
                    .ok()
                    .map(|paid| paid.fen.0),
                0 => compact(cell.text)
                    .trim_end_matches(['人', '户', '口'])
                    .parse()
                    .ok(),
                _ => values::measure(&cell).and_then(|text| ten_thousandths(&text)),
            };
            // A subtotal of villages may stand over subtotals of groups, so that either sum is
            // right for a subtotal; a total is over everything.
            let computed = match line {
                Line::Subtotal if stated != Some(sum.all) => sum.since,
                _ => sum.all,
            };
            totals.push(Total {
                column: column.title.clone(),
                row: row.number,
                stated,
                computed,
                agrees: stated == Some(computed),
                decimals: sum.decimals,
            });
        }
        for sum in &mut self.columns {
            sum.since = 0;
        }
        totals
    }
}
