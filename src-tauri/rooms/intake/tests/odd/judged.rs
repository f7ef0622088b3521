//! Rules on single cells: birth dates to come, broken numbers of people, amounts beyond reason,
//! marks typed before a number, numbers split over cells.

use chrono::NaiveDate;
use gongkai_intake::understand::{Rule, Verdict};
use gongkai_intake::{Choice, Understanding, scan, understand};
use gongkai_rulebook::list::ListKind;
use gongkai_rulebook::privacy::{FindingKind, ScanOptions};

use super::{raw, rules, workbooks};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn read(text: &str, today: Option<NaiveDate>) -> Understanding {
    let workbook = raw("低保.csv", text.as_bytes()).unwrap();
    let choice = Choice {
        kind: Some(ListKind::SubsistencePayment),
        today,
        ..Choice::default()
    };
    understand(&workbook, &choice).unwrap()
}

#[test]
fn nobody_is_born_after_today() {
    let born = |date| workbooks::id_number(date, 1);
    let text = format!(
        "姓名,身份证号,金额\n钱夏禾,{},630\n孙山,{},630\n",
        born(day(2030, 1, 1)),
        born(day(2019, 10, 8)),
    );
    let known = read(&text, Some(day(2019, 10, 8)));
    assert_eq!(rules(&known.sheets[0]), [(2, Rule::IdFuture)]);
    assert_eq!(known.sheets[0].rows[0].verdict, Verdict::Refused);
    assert_eq!(read(&text, None).counts.refused, 0, "no clock, no verdict");
}

#[test]
fn people_are_counted_in_whole_numbers() {
    let text = "姓名,人口,金额\n钱夏禾,-1,630\n孙山,1.5,630\n赵春生,一家,630\n李冬青,３人,630\n\
                周玉田,,630\n";
    let sheet = read(text, None).sheets.remove(0);
    assert_eq!(
        rules(&sheet),
        [
            (2, Rule::PopulationInvalid),
            (3, Rule::PopulationInvalid),
            (4, Rule::PopulationUnclear),
        ]
    );
    let verdicts: Vec<Verdict> = sheet.rows.iter().map(|row| row.verdict).collect();
    assert_eq!(
        verdicts,
        [
            Verdict::Refused,
            Verdict::Refused,
            Verdict::Warned,
            Verdict::Ok,
            Verdict::Ok,
        ]
    );
}

#[test]
fn an_amount_beyond_reason_is_called_too_large() {
    let sheet = read("姓名,金额\n钱夏禾,99999999999999\n", None)
        .sheets
        .remove(0);
    let note = &sheet.rows[0].notes[0];
    assert_eq!(note.rule, Rule::AmountInvalid);
    assert!(note.text.contains("金额过大") && !note.text.contains("不是数字"));
}

#[test]
fn a_mark_typed_before_a_number_is_no_part_of_it() {
    for (at, mark) in ["'", "’", "‘", "`", "＇", " '"].iter().enumerate() {
        let id = &workbooks::people("上坪村", 6)[at].id_number;
        let read = read(
            &format!("姓名,身份证号,金额\n钱夏禾,{mark}{id},630\n"),
            None,
        );
        let row = &read.sheets[0].rows[0];
        assert_eq!(
            (row.verdict, row.text(1)),
            (Verdict::Ok, id.as_str()),
            "{mark}"
        );
    }
}

#[test]
fn a_number_over_cells_or_lines_is_found() {
    let id = &workbooks::people("上坪村", 1)[0].id_number;
    for cut in [6, 10, 14] {
        let text = format!("姓名,甲,乙\n钱夏禾,{},{}\n", &id[..cut], &id[cut..]);
        let workbook = raw("名单.csv", text.as_bytes()).unwrap();
        let found = scan(&workbook, &ScanOptions::default()).findings;
        assert_eq!(found.len(), 1, "{cut}");
        assert_eq!(
            (found[0].kind, found[0].place.as_str()),
            (FindingKind::Id, "名单!B2:C2")
        );
        assert!(!found[0].masked.contains(&id[6..14]));
    }
    for cut in 1..18 {
        let text = format!("姓名,身份证号\n钱夏禾,\"{}\n{}\"\n", &id[..cut], &id[cut..]);
        let workbook = raw("名单.csv", text.as_bytes()).unwrap();
        let found = scan(&workbook, &ScanOptions::default()).findings;
        let ids: Vec<&str> = found
            .iter()
            .filter(|found| found.kind == FindingKind::Id)
            .map(|found| found.place.as_str())
            .collect();
        assert_eq!(ids, ["名单!B2"], "{cut}");
    }
}
