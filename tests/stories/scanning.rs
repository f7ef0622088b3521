//! Scanning files and masking values: kind and place are told, the value never.

use serde_json::{Value, json};
use stage::workbooks::usual;

use super::privacy::{CARD, MOBILE, number};
use super::{approve, id, release, text, three};

#[test]
fn a_scan_names_kind_and_place_and_keeps_the_value_to_itself() {
    let office = three();
    let number = number();
    let clean = office.file("干净.txt", "现将完工情况予以公示。");
    assert_eq!(office.does(format!("scan {clean}"))["findings"], json!([]));

    let dirty = office.file(
        "不干净.txt",
        format!("第一行\n号码{number}\n电话{MOBILE}\n卡{CARD}\n"),
    );
    let heard = office.hears(format!("scan {dirty}"));
    assert_eq!(heard.status, 1, "something was found");
    let found = heard.value["findings"].as_array().unwrap().clone();
    let seen: Vec<(String, String)> = found
        .iter()
        .map(|line| (text(line, "/kind"), text(line, "/where")))
        .collect();
    let expected = [
        ("id", "正文第 2 行"),
        ("phone", "正文第 3 行"),
        ("bank_card", "正文第 4 行"),
    ]
    .map(|(kind, place)| (kind.to_owned(), place.to_owned()));
    assert_eq!(seen, expected);
    for never in [number.as_str(), MOBILE, CARD] {
        assert!(!heard.value.to_string().contains(never));
    }
    let list = office.file("名单.xlsx", usual("上坪村", 2));
    let found = office.hears(format!("scan {list}"));
    assert_eq!(
        (found.status, text(&found.value, "/findings/0/where")),
        (1, "名单!E4".to_owned())
    );
    office.hears("scan 没有.xlsx").failed(3, "file-missing");
}

#[test]
fn a_scan_looks_where_a_person_does_not() {
    let office = three();
    let hidden = super::intake::odd("隐藏.xlsx");
    let list = office.file("隐藏.xlsx", hidden);
    let found = office.hears(format!("scan {list}"));
    let told = found.value.to_string();
    assert_eq!(found.status, 1);
    assert!(told.contains("底稿"), "a hidden sheet: {told}");
    for masked in ["137****0000", "139****0000"] {
        assert!(
            told.contains(masked),
            "a comment or a page header: no {masked} in {told}"
        );
    }
}

#[test]
fn a_released_paper_scans_clean_but_for_the_offices_telephone() {
    let office = three();
    let list = office.file("名单.xlsx", usual("上坪村", 12));
    let import =
        format!("import {list} --entry 2.4 --unit 上坪村村民委员会 --provider 许长福 --as 周禾生");
    let item = id(&office.does(format!("{import} --title 名单")));
    approve(&office, &item);
    release(&office, &item);
    let path = office.path("三份.pdf");
    office.does(format!("print copies {item} --out {path}"));
    let found = office.hears(format!("scan {path}")).value;
    let others = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|line| line["masked"] != "0730-*****34");
    assert_eq!(others.collect::<Vec<_>>(), Vec::<&Value>::new());
    assert_eq!(found["not_looked_at"], json!([]));
}

#[test]
fn masks_are_the_offices() {
    let office = three();
    for (words, masked) in [
        (
            format!("mask id {}", number()),
            format!("43*************{}", &number()[15..]),
        ),
        ("mask id 430699500228001".into(), "43**********001".into()),
        (format!("mask phone {MOBILE}"), "139****1234".into()),
        (format!("mask card {CARD}"), "***************0018".into()),
        ("mask name 张三".into(), "张*".into()),
        ("mask name 李建民".into(), "李*民".into()),
        ("mask name 欧阳修".into(), "欧阳*".into()),
        // What is not valid is masked as well.
        ("mask id 123".into(), "***".into()),
        ("mask phone 12".into(), "**".into()),
        ("mask card 0018".into(), "****".into()),
        ("mask name 王".into(), "*".into()),
    ] {
        assert_eq!(office.does(&words), json!({"masked": masked}), "{words}");
    }
}
