//! The empty tables for villages: what is committed is what the generator makes, and what comes back
//! in one goes in without a question, of every kind.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};

use gongkai_frontdesk::tasks::look_at_import::Answer;
use gongkai_frontdesk::templates::{Filled, workbook};
use gongkai_frontdesk::words::{ListKind, Meaning, Template, template};
use serde_json::json;
use stage::libreoffice;

use super::importing::{look, number};
use super::{id, three, verified};
use stage::office::Office;

fn committed(kind: ListKind) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/workbooks");
    folder.join(format!("{kind}.xlsx"))
}

#[test]
fn empty_tables_are_written_when_they_are_asked_for() {
    if std::env::var_os("GONGKAI_WRITE_WORKBOOKS").is_some() {
        for kind in ListKind::ALL {
            fs::write(
                committed(*kind),
                workbook(*kind, &Filled::default()).unwrap(),
            )
            .unwrap();
        }
    }
}

#[test]
fn the_committed_tables_are_what_their_maker_makes() {
    for kind in ListKind::ALL {
        let path = committed(*kind);
        let there = fs::read(&path).unwrap_or_else(|_| panic!("no {}", path.display()));
        let made = workbook(*kind, &Filled::default()).unwrap();
        assert!(
            there == made,
            "{kind}: run cargo xtask workbooks and commit"
        );
    }
    let folder = committed(ListKind::General);
    let files = fs::read_dir(folder.parent().unwrap()).unwrap();
    let tables = files.filter(|file| {
        let path = file.as_ref().unwrap().path();
        path.extension().is_some_and(|ending| ending == "xlsx")
    });
    assert_eq!(tables.count(), ListKind::ALL.len());
}

#[test]
fn what_comes_back_in_a_table_goes_in_without_a_question() {
    for kind in ListKind::ALL {
        let office = three();
        let folder = office.path("空表");
        fs::create_dir(&folder).unwrap();
        let words = format!(
            "templates --kind {} --village 上坪村 --period 2019年第三季度 --folder {folder}",
            kind.code()
        );
        let answer = office.does(words);
        let name = answer["files"][0].as_str().unwrap().to_owned();
        assert_eq!(name, format!("上坪村2019年第三季度{kind}（空表）.xlsx"));
        let filled = fill(
            &fs::read(Path::new(&folder).join(&name)).unwrap(),
            template(*kind),
        );
        let file = office.file("上坪村报来.xlsx", filled);
        let seen = look(&office, &file, None);
        without_a_question(*kind, &seen);
        let words = "--entry 2.4 --title 上坪村名单 --formed-on 2019-09-25 --as 周禾生";
        let answer = office.does(format!("import {file} {words}"));
        assert_eq!(
            (&answer["read"], &answer["refused"]),
            (&json!(2), &json!(0)),
            "{kind}"
        );
        let item = id(&answer);
        let compared = office.does(format!("disclosure compare {item}"));
        assert_eq!(compared["period"], "2019年第三季度", "{kind}");
        verified(&office);
    }
}

#[track_caller]
fn without_a_question(kind: ListKind, seen: &Answer) {
    let told = format!("{kind}: {seen:?}");
    assert_eq!(seen.kind, kind, "{told}");
    assert_eq!(seen.village.as_deref(), Some("上坪村"), "{told}");
    assert_eq!(
        (seen.marked.all, seen.marked.marked, seen.counts.refused),
        (2, 0, 0),
        "{told}"
    );
    let sheet = &seen.sheets[0];
    assert!(sheet.notes.is_empty(), "{told}");
    let meanings: Vec<Meaning> = sheet.columns.iter().map(|column| column.meaning).collect();
    let wanted: Vec<Meaning> = template(kind)
        .columns
        .iter()
        .map(|column| column.meaning)
        .collect();
    assert_eq!(meanings, wanted, "{told}");
    let example = sheet
        .skipped
        .iter()
        .find(|skipped| skipped.why == "填写示例");
    assert_eq!(example.map(|one| one.rows), Some(1), "{told}");
}

/// Two people, written into the free cells as a village would.
fn fill(table: &[u8], template: Template) -> Vec<u8> {
    let mut cells = BTreeMap::new();
    for person in 0..2_u32 {
        for (at, column) in (b'A'..).zip(template.columns) {
            let text = match column.meaning {
                Meaning::SerialNo => (person + 1).to_string(),
                Meaning::Name => ["钱夏禾", "孙山"][person as usize].to_owned(),
                Meaning::IdNumber => number(person + 1),
                Meaning::BankCard => "6222020000000000000".to_owned(),
                Meaning::Remark => continue,
                _ => column.example.to_owned(),
            };
            cells.insert(format!("{}{}", char::from(at), person + 5), text);
        }
    }
    rewritten(table, |xml| {
        let mut xml = xml.to_owned();
        for (place, text) in &cells {
            let start = xml.find(&format!("<c r=\"{place}\"")).expect("a free cell");
            let end = start + xml[start..].find("/>").expect("an empty cell");
            let cell = format!(" t=\"inlineStr\"><is><t>{text}</t></is></c>");
            xml.replace_range(end..end + 2, &cell);
        }
        xml
    })
}

/// The same package with another first sheet.
fn rewritten(table: &[u8], turn: impl Fn(&str) -> String) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(table)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if name == "xl/worksheets/sheet1.xml" {
            bytes = turn(std::str::from_utf8(&bytes).unwrap()).into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        to.write_all(&bytes).unwrap();
    }
    to.finish().unwrap().into_inner()
}

#[test]
fn a_table_is_locked_at_its_head_and_free_below() {
    let table = workbook(
        ListKind::SubsistencePayment,
        &Filled {
            village: "上坪村".to_owned(),
            unit: "上坪村村民委员会".to_owned(),
            period: "2019年第四季度".to_owned(),
        },
    )
    .unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(&table)).unwrap();
    let mut read = |name: &str| {
        let mut text = String::new();
        zip.by_name(name)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    };
    let sheet = read("xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<sheetProtection"), "{sheet}");
    assert!(sheet.contains("insertRows=\"0\"") && sheet.contains("deleteRows=\"0\""));
    assert!(sheet.contains("type=\"list\"") && sheet.contains("type=\"textLength\""));
    let texts = read("xl/sharedStrings.xml");
    assert!(texts.contains("上坪村2019年第四季度农村低保金发放花名册"));
    assert!(texts.contains("填报单位：上坪村村民委员会"));
    assert!(read("xl/styles.xml").contains("protection locked=\"0\""));
}

#[test]
fn tables_for_all_villages_bear_their_names_and_write_over_nothing() {
    let office = three();
    office.does("board add --name 上坪村公开栏 --channel 村公开栏 --village 上坪村 --as 周禾生");
    office.does("board add --name 石桥村公开栏 --channel 村公开栏 --village 石桥村 --as 周禾生");
    let offered = office.does("templates --list");
    assert_eq!(offered["villages"], json!(["上坪村", "石桥村"]));
    assert_eq!(offered["periods"][0], "2019年第三季度");
    let folder = office.path("空表");
    fs::create_dir(&folder).unwrap();
    let words = format!(
        "templates --kind 低保发放 --village 上坪村 --village 石桥村 --period 2019年第四季度 --folder {folder}"
    );
    office.does(&words);
    let again = office.does(&words);
    assert_eq!(
        again["files"],
        json!([
            "上坪村2019年第四季度低保发放（空表）（2）.xlsx",
            "石桥村2019年第四季度低保发放（空表）（2）.xlsx"
        ])
    );
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 4);
    let inside = office.folder();
    let words = format!("templates --kind 低保发放 --folder {}", inside.display());
    office.refuses("target-inside-office", words);
    let nowhere = office.path("没有的文件夹");
    let heard = office.hears(format!("templates --kind 低保发放 --folder {nowhere}"));
    assert_eq!(heard.status, 3, "{}", heard.value);
}

/// They open in the office programs that villages have.
#[test]
fn libreoffice_opens_a_table_and_keeps_what_is_in_it() {
    let office = three();
    let kind = ListKind::DisabilityAllowance;
    let file = office.file(
        "空表.xlsx",
        fill(&workbook(kind, &filled()).unwrap(), template(kind)),
    );
    let saved = saved_by_libreoffice(&office, &file);
    let seen = look(&office, &saved, None);
    without_a_question(kind, &seen);
}

fn filled() -> Filled {
    Filled {
        village: "上坪村".to_owned(),
        unit: "上坪村村民委员会".to_owned(),
        period: "2019年第三季度".to_owned(),
    }
}

/// The workbook as LibreOffice saves it again.
fn saved_by_libreoffice(office: &Office, file: &str) -> String {
    let out = office.path("另存");
    let done =
        libreoffice::converted("xlsx", &[file.into()], out.as_ref()).expect("LibreOffice is there");
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    format!("{out}/空表.xlsx")
}
