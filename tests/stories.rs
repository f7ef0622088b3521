//! Stories: the office's work from outside, told in its own words on a throw-away office; they
//! know the command line and nothing else.

mod archive;
mod archive_leaving;
mod archive_refiling;
mod attachments;
mod batch_sheets;
mod boards;
mod by_hand;
mod catalogue;
mod catalogue_tables;
mod citing;
mod contract;
mod copies;
mod corrections;
mod county;
mod county_checked;
mod county_itself;
mod county_kept;
pub(crate) mod county_link;
mod disk;
mod doctor;
mod door;
mod drafting;
mod empty_tables;
mod finding;
mod five_people;
mod forms;
mod hard_rules;
mod hiding;
mod house;

mod importing;
mod intake;
mod internal;
mod leaving;
mod listing;
mod long_life;
mod online;
mod oral;
mod papers;
mod planted;
mod privacy;
mod queue;
mod register;
mod remembering;
mod reports;
mod returned;
mod rulings;
mod sample;
mod scanning;
mod scans;
mod scans_again;
mod signed_sheets;
mod standing;
pub(crate) mod stations;
mod three_people;
mod today;
mod undoing;
mod villages;
mod warnings;
mod writing;

use serde_json::Value;
use stage::office::Office;

/// The program that serves the reading of workbooks.
const PROGRAM: &str = env!("CARGO_BIN_EXE_killable-gongkai");

pub(crate) fn three() -> Office {
    Office::of_three(PROGRAM)
}

fn five() -> Office {
    Office::of_five(PROGRAM)
}

#[track_caller]
pub(crate) fn text(value: &Value, pointer: &str) -> String {
    let found = value.pointer(pointer).and_then(Value::as_str);
    found
        .unwrap_or_else(|| panic!("no text at {pointer} in {value}"))
        .to_owned()
}

/// The id in an answer.
#[track_caller]
fn id(answer: &Value) -> String {
    text(answer, "/disclosure")
}

/// A draft of entry 2.5 with a body, formed on 20 September 2019.
#[track_caller]
pub(crate) fn draft(office: &Office, title: &str) -> String {
    draft_with(office, title, "")
}

#[track_caller]
fn draft_with(office: &Office, title: &str, more: &str) -> String {
    let body = office.file("正文.txt", "现将石桥村机耕道硬化工程完工情况予以公示。");
    id(&office.does(format!(
        "disclosure new --entry 2.5 --title {title} --body {body} --formed-on 2019-09-20 \
         --unit 石桥村村民委员会 --provider 许长福 --as 周禾生 {more}"
    )))
}

/// 经办 and 审核 by their people.
#[track_caller]
fn review(office: &Office, item: &str) {
    office.does(format!("sign {item} --step 经办 --as 周禾生"));
    office.does(format!(
        "sign {item} --step 审核 --secrecy 可公开 --as 林见清"
    ));
}

/// The whole chain of three.
#[track_caller]
pub(crate) fn approve(office: &Office, item: &str) {
    review(office, item);
    let answer = office.does(format!("sign {item} --step 主要领导 --as 何远山"));
    assert_eq!(answer["state"], "approved");
}

/// Releases what is approved, in spite of warnings.
#[track_caller]
pub(crate) fn release(office: &Office, item: &str) -> Value {
    office.does(format!(
        "release {item} --accept-warnings --why 要素沿用上年 --as 周禾生"
    ))
}

/// Draft, chain and release in one day.
#[track_caller]
pub(crate) fn released(office: &Office, title: &str) -> (String, String) {
    let item = draft(office, title);
    approve(office, &item);
    let number = text(&release(office, &item), "/register_no");
    (item, number)
}

#[track_caller]
pub(crate) fn shown(office: &Office, item: &str) -> Value {
    office.does(format!("disclosure show {item}"))
}

#[track_caller]
fn state(office: &Office, item: &str) -> String {
    text(&shown(office, item), "/state")
}

/// What the register book of 2019 says of a number in its last column, read from the exported
/// workbook.
#[track_caller]
fn remark(office: &Office, year: i32, number: &str) -> String {
    let line = exported(office, year, "公开")
        .into_iter()
        .find(|line| line[0] == number);
    line.unwrap_or_else(|| panic!("no line {number}"))
        .pop()
        .unwrap_or_default()
}

/// Every line of an exported book, title and header left out.
#[track_caller]
fn exported(office: &Office, year: i32, book: &str) -> Vec<Vec<String>> {
    let path = office.path("登记簿.xlsx");
    office.does(format!(
        "export register --year {year} --book {book} --out {path}"
    ));
    let sheet = office.does(format!("sheet {path} --raw"));
    let cells = sheet["sheets"][0]["cells"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    assert!(cells.len() >= 2, "no title and header in {sheet}");
    let line = |row: &Value| -> Vec<String> {
        let cells = row.as_array().cloned().unwrap_or_default();
        cells
            .iter()
            .map(|cell| cell.as_str().unwrap_or_default().to_owned())
            .collect()
    };
    cells.iter().skip(2).map(line).collect()
}

/// The check of a gate by its code.
#[track_caller]
fn check(gate: &Value, code: &str) -> Value {
    let checks = gate["checks"].as_array().cloned().unwrap_or_default();
    let found = checks.into_iter().find(|check| check["check"] == code);
    found.unwrap_or_else(|| panic!("no check {code} in {gate}"))
}

/// Nothing lost, nothing altered, no note either.
#[track_caller]
pub(crate) fn verified(office: &Office) {
    let found = office.does("verify");
    assert_eq!(
        (&found["ok"], &found["findings"]),
        (&true.into(), &Value::Array(vec![]))
    );
}

/// A picture of one dot, with a note in it that says who took it.
pub(crate) fn picture() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 1, 1);
    encoder
        .add_text_chunk("Author".to_owned(), "invented".to_owned())
        .unwrap();
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&[0]).unwrap();
    writer.finish().unwrap();
    bytes
}
