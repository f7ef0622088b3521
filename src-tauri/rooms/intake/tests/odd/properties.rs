//! What holds for every workbook.

use std::sync::OnceLock;

use gongkai_intake::{Choice, scan, understand};
use gongkai_rulebook::list::Meaning;
use gongkai_rulebook::privacy::ScanOptions;
use proptest::prelude::*;

use super::{filled, raw, workbooks};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// Whatever is changed in a workbook, it is read or refused, and no row is lost.
    #[test]
    fn changed_workbooks_never_panic(changes in prop::collection::vec((0.0..1.0, 0_u8..), 1..12)) {
        static USUAL: OnceLock<Vec<u8>> = OnceLock::new();
        let mut bytes = USUAL.get_or_init(|| workbooks::usual("上坪村", 20)).clone();
        for (place, byte) in changes {
            let at = (place * bytes.len() as f64) as usize;
            bytes[at] = byte;
        }
        check_identity(&bytes)?;
    }

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(0_u8.., 0..2000)) {
        check_identity(&bytes)?;
    }

    /// Tables of every make keep their rows: read + skipped + refused.
    #[test]
    fn no_row_is_lost(rows in prop::collection::vec(prop::collection::vec(
        prop::sample::select(vec![
            "", " ", "姓名", "金额", "身份证号", "合计", "小计", "备注：公示", "制表人：", "上坪村",
            "钱夏禾", "630", "-1", "1,2,3", "2019.9.5", "单位：元", "430699194103070011", "１２",
        ]), 0..6), 0..25)) {
        let lines: Vec<String> = rows.iter().map(|row| row.iter()
            .map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",")).collect();
        check_identity(lines.join("\n").as_bytes())?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// However households are merged and whoever stands first in them, every household is paid
    /// once, nobody is lost and the stated total agrees.
    #[test]
    fn households_are_paid_once(sizes in prop::collection::vec((1_u32..5, 0_u32..5), 1..12)) {
        let people: u32 = sizes.iter().map(|(size, _)| size).sum();
        let read = understand(&raw("户.xlsx", &households(&sizes)).unwrap(), &Choice::default()).unwrap();
        let sheet = &read.sheets[0];
        prop_assert_eq!(sheet.rows.len(), sizes.len());
        prop_assert_eq!(read.counts.refused, 0);
        let members: u32 = sheet.rows.iter().map(|row| row.members).sum();
        prop_assert_eq!(members + sheet.rows.len() as u32, people);
        let paid: i64 = sheet.rows.iter()
            .filter_map(|row| sheet.money_of(row, Meaning::Amount)).map(|fen| fen.0).sum();
        prop_assert_eq!(paid, 31_500 * i64::from(people));
        prop_assert!(sheet.totals.iter().all(|total| total.agrees));
        for row in &sheet.rows {
            prop_assert_eq!(sheet.text_of(row, Meaning::HouseholdHead), sheet.text_of(row, Meaning::Name));
        }
    }

    /// Tables below each other are read as if each stood alone.
    #[test]
    fn tables_do_not_mix(villages in prop::collection::vec(1_usize..5, 1..5)) {
        let names = ["上坪村", "下坪村", "石桥村", "桥头村"];
        let mut lines: Vec<String> = Vec::new();
        for (people, village) in villages.iter().zip(names) {
            lines.push(format!("青禾乡{village}2019年第三季度低保金发放表"));
            lines.push("姓名,身份证号,低保金".to_owned());
            for person in workbooks::people(village, *people) {
                lines.push(format!("{},{},630", person.name, person.id_number));
            }
            lines.push(format!("合计,,{}", 630 * people));
        }
        let read = understand(&raw("表.csv", lines.join("\n").as_bytes()).unwrap(), &Choice::default()).unwrap();
        let told: Vec<(Option<&str>, usize)> = read.sheets.iter()
            .map(|table| (table.village.as_deref(), table.rows.len())).collect();
        let expected: Vec<(Option<&str>, usize)> = names.iter().zip(&villages)
            .map(|(name, people)| (Some(*name), *people)).collect();
        prop_assert_eq!(told, expected);
        prop_assert!(read.sheets.iter().flat_map(|table| &table.totals).all(|total| total.agrees));
    }
}

/// Households of so many people, the head at the given place among them, paid 315 元 a head.
fn households(sizes: &[(u32, u32)]) -> Vec<u8> {
    let all: u32 = sizes.iter().map(|(size, _)| size).sum();
    let people = workbooks::people("上坪村", all as usize);
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let titles = ["序号", "户主姓名", "姓名", "身份证号", "保障人口", "低保金"];
    sheet.write_row(0, 0, titles).unwrap();
    let plain = rust_xlsxwriter::Format::new();
    let mut row = 1;
    for (number, (size, head)) in (1_u32..).zip(sizes) {
        let head = &people[(row - 1 + head % size) as usize];
        let last = row + size - 1;
        let texts = [
            (0, number.to_string()),
            (1, head.name.clone()),
            (4, size.to_string()),
            (5, (315 * size).to_string()),
        ];
        for (column, text) in texts {
            if *size > 1 {
                sheet
                    .merge_range(row, column, last, column, &text, &plain)
                    .unwrap();
            } else {
                sheet.write(row, column, &text).unwrap();
            }
        }
        for at in row..=last {
            let person = &people[at as usize - 1];
            sheet.write(at, 2, &person.name).unwrap();
            sheet.write(at, 3, &person.id_number).unwrap();
        }
        row = last + 1;
    }
    sheet.write(row, 0, "合计").unwrap();
    sheet.write(row, 4, all).unwrap();
    sheet.write(row, 5, 315 * all).unwrap();
    book.save_to_buffer().unwrap()
}

fn check_identity(bytes: &[u8]) -> Result<(), TestCaseError> {
    if let Ok(workbook) = raw("改过.xlsx", bytes) {
        let read = understand(&workbook, &Choice::default()).unwrap();
        let counts = read.counts;
        prop_assert_eq!(
            counts.read + counts.skipped + counts.refused,
            filled(&workbook)
        );
        let _ = serde_json::to_string(&read).unwrap();
        let _ = scan(&workbook, &ScanOptions::default());
    }
    Ok(())
}
