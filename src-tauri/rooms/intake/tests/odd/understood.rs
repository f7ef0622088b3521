//! What lists say, to the last cell.

use gongkai_intake::understand::{Rule, Verdict};
use gongkai_intake::{Choice, RawView, masked_understanding, scan, understand};
use gongkai_rulebook::list::{ListKind, Meaning};
use gongkai_rulebook::money::Fen;
use gongkai_rulebook::privacy::{FindingKind, ScanOptions};

use super::{every_by_name, raw, rules, understood, workbooks};

#[test]
fn the_usual_list_is_understood_to_the_last_cell() {
    let read = understood("普通 名单.xlsx");
    assert_eq!(read.kind, ListKind::SubsistencePayment);
    let sheet = &read.sheets[0];
    assert_eq!((sheet.header_top, sheet.header_row), (Some(3), Some(3)));
    assert_eq!(sheet.village.as_deref(), Some("上坪村"));
    assert_eq!(sheet.period.as_deref(), Some("2019年第三季度"));
    let meanings: Vec<Meaning> = sheet.columns.iter().map(|column| column.meaning).collect();
    assert_eq!(
        meanings,
        [
            Meaning::SerialNo,
            Meaning::Village,
            Meaning::Group,
            Meaning::Name,
            Meaning::IdNumber,
            Meaning::Population,
            Meaning::Amount,
            Meaning::Remark,
        ]
    );
    let person = &workbooks::people("上坪村", 5)[4];
    let row = &sheet.rows[4];
    assert_eq!((row.number, row.verdict), (8, Verdict::Ok));
    assert_eq!(sheet.text_of(row, Meaning::Name), person.name);
    assert_eq!(row.id_number.as_ref().unwrap().as_str(), person.id_number);
    assert_eq!(
        sheet.money_of(row, Meaning::Amount),
        Some(Fen(i64::from(person.yuan) * 100))
    );
    let whys: Vec<(u32, &str)> = sheet
        .skipped
        .iter()
        .map(|line| (line.row, line.why))
        .collect();
    assert_eq!(
        whys,
        [
            (1, "标题行"),
            (2, "单位行"),
            (3, "表头"),
            (9, "合计行"),
            (10, "签名行")
        ]
    );
    assert!(sheet.totals.len() == 2 && sheet.totals.iter().all(|total| total.agrees));
}

#[test]
fn two_header_rows_become_one_title() {
    let read = understood("两行表头.xlsx");
    let sheet = &read.sheets[0];
    let titles: Vec<&str> = sheet
        .columns
        .iter()
        .map(|column| column.title.as_str())
        .collect();
    assert_eq!(
        titles,
        ["姓名", "身份证号码", "发放情况/标准", "发放情况/金额"]
    );
    assert_eq!((sheet.header_top, sheet.header_row), (Some(2), Some(3)));
}

#[test]
fn damage_is_named_and_numbers_stay_unsaid() {
    let read = understood("坏号码.xlsx");
    let sheet = &read.sheets[0];
    assert_eq!(
        rules(sheet),
        [
            (2, Rule::IdDamaged),
            (3, Rule::IdDamaged),
            (4, Rule::IdInvalid),
            (5, Rule::IdInvalid),
            (6, Rule::IdInvalid),
        ]
    );
    let sentences: Vec<String> = sheet
        .rows
        .iter()
        .flat_map(|row| &row.notes)
        .map(ToString::to_string)
        .collect();
    assert!(sentences[0].contains("“名单”第 2 行 B 列“身份证号”") && sentences[0].contains("000"));
    assert!(sentences[1].contains("科学记数法"));
    assert!(
        sentences
            .iter()
            .all(|sentence| !sentence.contains("430699"))
    );
}

#[test]
fn gaps_twins_and_hidden_rows_are_told() {
    let read = understood("缺项.xlsx");
    assert_eq!(
        rules(&read.sheets[0]),
        [
            (3, Rule::AmountInvalid),
            (4, Rule::AmountMissing),
            (5, Rule::AmountNotPositive),
            (6, Rule::IdTwice),
            (7, Rule::NameMissing),
        ]
    );
    let read = understood("隐藏.xlsx");
    assert_eq!(rules(&read.sheets[0]), [(3, Rule::RowHidden)]);
    assert_eq!(read.sheets[0].notes[0].rule, Rule::ColumnHidden);
    assert!(read.sheets[1].hidden && read.sheets[1].rows.is_empty());
    let read = understood("合计不符.xlsx");
    let total = &read.sheets[0].totals[0];
    assert_eq!(
        (total.stated, total.computed, total.agrees),
        (Some(126_100), 126_000, false)
    );
    assert_eq!(read.sheets[0].notes[0].rule, Rule::TotalDisagrees);
}

#[test]
fn a_hidden_sheet_is_read_when_it_is_asked_for() {
    let workbook = raw("隐藏.xlsx", &every_by_name("隐藏.xlsx")).unwrap();
    let choice = |name: &str| Choice {
        sheet: Some(name.to_owned()),
        ..Choice::default()
    };
    let read = understand(&workbook, &choice("底稿")).unwrap();
    assert_eq!((read.sheets.len(), read.counts.read), (1, 1));
    let fault = understand(&workbook, &choice("没有")).unwrap_err();
    assert_eq!(fault.code(), "no-such-sheet");
}

#[test]
fn what_somebody_settles_goes_before_what_is_told() {
    let workbook = raw("普通 名单.xlsx", &every_by_name("普通 名单.xlsx")).unwrap();
    let choice = Choice {
        headers: [("名单".to_owned(), (2, 3))].into(),
        meanings: [("备注".to_owned(), Meaning::Category)].into(),
        ..Choice::default()
    };
    let sheet = understand(&workbook, &choice).unwrap().sheets.remove(0);
    assert_eq!((sheet.header_top, sheet.header_row), (Some(2), Some(3)));
    assert_eq!(sheet.columns[7].meaning, Meaning::Category);
    let nowhere = Choice {
        headers: [("名单".to_owned(), (5, 900))].into(),
        ..Choice::default()
    };
    let sheet = understand(&workbook, &nowhere).unwrap().sheets.remove(0);
    assert_eq!(sheet.header_row, Some(3), "nine hundred rows are no header");
}

#[test]
fn merged_villages_and_headings_reach_every_row() {
    for (name, expected) in [
        (
            "村合并.xlsx",
            &["上坪村", "上坪村", "上坪村", "下坪村", "下坪村"][..],
        ),
        ("村标题.xlsx", &["上坪村", "上坪村", "下坪村", "下坪村"]),
    ] {
        let read = understood(name);
        let sheet = &read.sheets[0];
        let villages: Vec<&str> = sheet
            .rows
            .iter()
            .map(|row| sheet.text_of(row, Meaning::Village))
            .collect();
        assert_eq!(villages, expected, "{name}");
    }
}

#[test]
fn what_villages_write_is_read() {
    let read = understood("手写体.xlsx");
    let sheet = &read.sheets[0];
    let money: Vec<i64> = sheet
        .rows
        .iter()
        .filter_map(|row| sheet.money_of(row, Meaning::Amount))
        .map(|f| f.0)
        .collect();
    assert_eq!(money, [126_000, 63_000, 105_050, 84_000]);
    for (row, person) in sheet.rows.iter().zip(workbooks::people("石桥村", 4)) {
        assert_eq!(sheet.text_of(row, Meaning::Name), person.name);
        assert_eq!(sheet.text_of(row, Meaning::IdNumber), person.id_number);
        assert_eq!(sheet.text_of(row, Meaning::Date), "2019-09-05");
    }
    let read = understood("万元.xlsx");
    let sheet = &read.sheets[0];
    let money: Vec<_> = sheet
        .rows
        .iter()
        .map(|row| sheet.money_of(row, Meaning::Amount))
        .collect();
    assert_eq!(money, [Some(Fen(63_000)), Some(Fen(126_000))]);
}

#[test]
fn of_several_amounts_the_sum_counts() {
    let workbook = raw("逐月.xlsx", &every_by_name("逐月.xlsx")).unwrap();
    let choice = Choice {
        kind: Some(ListKind::SubsistencePayment),
        ..Choice::default()
    };
    let sheet = understand(&workbook, &choice).unwrap().sheets.remove(0);
    assert!(sheet.rows.iter().all(|row| row.verdict == Verdict::Ok));
    let paid: Vec<_> = sheet
        .rows
        .iter()
        .map(|row| sheet.money_of(row, Meaning::Amount))
        .collect();
    assert_eq!(paid, [Some(Fen(21_000)), Some(Fen(31_500))]);
    assert_eq!(sheet.totals.len(), 3);
    assert!(sheet.totals.iter().all(|total| total.agrees));
}

#[test]
fn the_scan_sees_what_the_screen_does_not() {
    let workbook = raw("隐藏.xlsx", &every_by_name("隐藏.xlsx")).unwrap();
    let scanned = scan(&workbook, &ScanOptions::default());
    let places: Vec<(&str, FindingKind, bool)> = scanned
        .findings
        .iter()
        .map(|found| (found.place.as_str(), found.kind, found.unseen))
        .collect();
    for expected in [
        ("名单!B2", FindingKind::Id, false),
        ("名单!B3", FindingKind::Id, true),
        ("名单!D2", FindingKind::Phone, true),
        ("名单!A2 批注", FindingKind::Phone, true),
        ("名单 页眉页脚", FindingKind::Phone, true),
        ("底稿!B2", FindingKind::Id, true),
    ] {
        assert!(places.contains(&expected), "{expected:?} in {places:?}");
    }
    assert!(!scanned.is_clean());
}

#[test]
fn the_answers_have_the_shape_of_the_contract() {
    let workbook = raw("普通 名单.xlsx", &every_by_name("普通 名单.xlsx")).unwrap();
    let view = RawView::new(&workbook, false, 1_000_000).unwrap();
    let json = serde_json::to_value(view).unwrap();
    let cells = json["sheets"][0]["cells"].as_array().unwrap();
    assert!(
        cells.iter().all(|row| row.as_array().unwrap().len() == 8),
        "rectangular"
    );
    assert_eq!(cells[0][1], "", "under the merged title");
    assert_eq!((&cells[3][0], &cells[3][6]), (&"1".into(), &"630".into()));
    let masked = RawView::new(&workbook, true, 1_000_000).unwrap();
    let id = serde_json::to_value(masked).unwrap()["sheets"][0]["cells"][3][4].to_string();
    assert!(id.contains('*'), "{id}");

    let read = understand(&workbook, &Choice::default()).unwrap();
    let json = serde_json::to_value(masked_understanding(&read)).unwrap();
    let sheet = &json["sheets"][0];
    assert_eq!(sheet["header_rows"], 1);
    assert_eq!(sheet["header_row"], 3);
    assert_eq!(sheet["columns"][3]["meaning"], "name");
    assert_eq!(sheet["rows"][0]["verdict"], "ok");
    assert!(
        sheet["rows"][0]["cells"]["身份证号"]
            .as_str()
            .unwrap()
            .contains("***")
    );
    assert_eq!(sheet["totals"][1]["agrees"], true);
    assert_eq!(json["counts"]["read"], 5);
}
