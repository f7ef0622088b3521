//! Whose rows they are and which period they speak of, with what told it.

use std::collections::BTreeMap;

use gongkai_intake::understand::{ReadSheet, ToldBy, Verdict};
use gongkai_rulebook::list::Meaning;
use gongkai_rulebook::money::Fen;

use super::VillageRows;
use crate::reading::Reading;
use crate::{typed, village};

/// The villages that a workbook is about, each with its rows; none where it is about one.
pub(super) fn villages(reading: &Reading) -> Vec<VillageRows> {
    /// Rows of one village and what they pay.
    struct Counted<'a> {
        village: &'a str,
        rows: u64,
        paid: Option<Fen>,
    }
    let mut found: BTreeMap<&str, Counted<'_>> = BTreeMap::new();
    let tables = || reading.understood.sheets.iter();
    let by_column = |sheet: &&ReadSheet| sheet.column_of(Meaning::Village).is_some();
    for sheet in tables().filter(|sheet| !sheet.rows.is_empty()) {
        let column = sheet.column_of(Meaning::Village);
        // Titles and tabs divide a file only where no column does.
        if column.is_none() && tables().any(|sheet| by_column(&sheet)) {
            continue;
        }
        let mut named = sheet
            .village
            .as_deref()
            .filter(|_| column.is_none())
            .unwrap_or("");
        let stand = sheet
            .rows
            .iter()
            .filter(|row| row.verdict != Verdict::Refused);
        for row in stand {
            let cell = column.map_or("", |column| row.text(column));
            if !cell.is_empty() {
                named = cell;
            }
            let counted = found.entry(village::stem(named)).or_insert(Counted {
                village: named,
                rows: 0,
                paid: None,
            });
            counted.rows += 1;
            if let Some(fen) = sheet.money_of(row, Meaning::Amount) {
                counted.paid = Some(counted.paid.unwrap_or_default() + fen);
            }
        }
    }
    if found.len() < 2 {
        return Vec::new();
    }
    let told = |one: Counted<'_>| VillageRows {
        village: one.village.to_owned(),
        rows: one.rows,
        paid: one.paid.map(|fen| format!("{fen} 元")),
    };
    found.into_values().map(told).collect()
}

/// `上坪村（标题）`, `2019年第三季度（文件名）`, `单位：万元，已换算成元`.
pub(super) fn facts(read: &ReadSheet) -> Vec<String> {
    let from = |what: &str, text: &Option<String>, by: Option<ToldBy>| {
        let by = by.map_or("", ToldBy::label);
        text.as_ref()
            .map(|text| format!("{what}：{}（{by}）", typed::masked(text)))
    };
    let village = from("村", &read.village, read.village_by);
    let period = from("期间", &read.period, read.period_by);
    let households = read.rows.iter().filter(|row| row.members > 0).count();
    let joined: u32 = read.rows.iter().map(|row| row.members).sum();
    let households = (households > 0).then(|| {
        format!("{households} 户有多行，家庭成员 {joined} 行并入户主一行，金额不重复计算")
    });
    [village, period, households]
        .into_iter()
        .flatten()
        .collect()
}
