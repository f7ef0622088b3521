//! Intake: what a village sends in is taken whole or not at all, and every row is accounted for.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{approve, id, release, remark, shown, state, text, three, verified};
use stage::office::Office;
use stage::workbooks::{Expected, Odd, every, id_number, people, usual};

static ODD: LazyLock<Vec<Odd>> = LazyLock::new(every);

/// An odd workbook by its name.
pub(super) fn odd(name: &str) -> Vec<u8> {
    let found = ODD.iter().find(|odd| odd.name == name);
    found.unwrap_or_else(|| panic!("no {name}")).bytes.clone()
}

fn number(order: u32) -> String {
    id_number("1950-02-28".parse().unwrap(), order)
}

/// Four rows: in order, a warned one, a wrong number, in order.
fn mixed(office: &Office) -> String {
    let (one, two, four) = (number(1), number(2), number(4));
    let wrong = format!(
        "{}{}",
        &four[..17],
        if four.ends_with('1') { '2' } else { '1' }
    );
    let text = format!(
        "姓名,身份证号,低保金\n钱夏禾,{one},630\n孙山,,630\n李河,{wrong},630\n吴谷雨,{two},420\n"
    );
    office.file("发放表.csv", text)
}

fn import(file: &str) -> String {
    format!(
        "import {file} --entry 2.4 --title 名单 --unit 上坪村村民委员会 --provider 许长福 --as 周禾生"
    )
}

/// How many files the office keeps beside its store.
fn kept_files(folder: &Path) -> usize {
    let Ok(entries) = fs::read_dir(folder) else {
        return 0;
    };
    let count = |path: &Path| if path.is_dir() { kept_files(path) } else { 1 };
    entries.map(|entry| count(&entry.unwrap().path())).sum()
}

/// As if nobody had tried.
#[track_caller]
fn untouched(office: &Office) {
    assert_eq!(office.does("disclosure list")["disclosures"], json!([]));
    assert_eq!(
        kept_files(&office.folder().join("files")),
        0,
        "a file was kept"
    );
    verified(office);
}

#[test]
fn a_refused_row_stops_the_import_and_nothing_is_written() {
    let office = three();
    let file = mixed(&office);
    let before = office.does("verify")["chain"].clone();
    let problem = office.refuses(
        "rows-refused",
        format!("{} --accept-warnings", import(&file)),
    );
    let place = &problem["where"];
    assert_eq!(
        (&place["sheet"], &place["row"], &place["column"]),
        (&json!("发放表"), &json!(4), &json!(2))
    );
    assert_eq!(place["field"], "身份证号");
    untouched(&office);
    assert_eq!(office.does("verify")["chain"], before);
    for half in ["--leave-out-refused", "--why 村里补报"] {
        let words = format!("{} --accept-warnings {half}", import(&file));
        office.refuses("rows-refused", words);
    }
    untouched(&office);
}

#[test]
fn refused_rows_are_left_out_with_a_reason_and_the_gate_remembers() {
    let office = three();
    let file = mixed(&office);
    let leave_out = format!("{} --leave-out-refused --why 村里补报", import(&file));
    let problem = office.refuses("rows-warned", &leave_out);
    assert_eq!(
        (&problem["where"]["row"], &problem["where"]["sheet"]),
        (&json!(3), &json!("发放表"))
    );
    untouched(&office);
    let answer = office.does(format!("{leave_out} --accept-warnings"));
    assert_eq!(
        (&answer["read"], &answer["skipped"], &answer["refused"]),
        (&json!(3), &json!(1), &json!(1))
    );
    let item = id(&answer);
    let list = shown(&office, &item)["list"].clone();
    let rows: Vec<u64> = list["rows"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|row| row["row"].as_u64())
        .collect();
    assert_eq!(rows, [2, 3, 5], "rows keep their numbers");
    assert_eq!((&list["read"], &list["refused"]), (&json!(3), &json!(1)));
    let gate = office.does(format!("gate {item}"));
    assert_eq!(super::check(&gate, "list")["level"], "warning");
    approve(&office, &item);
    release(&office, &item);
    let paper = office.prints(&format!("print copies {item}"));
    assert!(
        paper.contains("吴谷雨") && !paper.contains("李河"),
        "{paper}"
    );
    assert!(
        paper.contains("1,680.00"),
        "the sum of what is listed:\n{paper}"
    );
}

#[test]
fn a_total_that_disagrees_stops_the_import() {
    let office = three();
    let file = office.file("合计不符.xlsx", odd("合计不符.xlsx"));
    office.refuses("totals-disagree", import(&file));
    untouched(&office);
    let total = office.does(format!("sheet {file}"))["sheets"][0]["totals"][0].clone();
    assert_eq!(
        (&total["stated"], &total["computed"]),
        (&json!(126_100), &json!(126_000)),
        "fen"
    );
    assert_eq!(
        (&total["agrees"], &total["column"]),
        (&json!(false), &json!("低保金"))
    );
    office.does(format!("{} --accept-warnings", import(&file)));
}

#[test]
fn an_import_is_undone_whole_while_nothing_of_it_is_released() {
    let office = three();
    let file = office.file("发放表.xlsx", usual("上坪村", 5));
    let draft = id(&office.does(import(&file)));
    let answer = office.does(format!("import undo {draft} --why 传错文件 --as 周禾生"));
    assert_eq!(
        (&answer["undone"], &answer["kept"]),
        (&json!(draft), &json!([]))
    );
    assert_eq!(answer["gone"][0]["what"], "草稿和名单一起撤掉");
    office.refuses("not-found", format!("disclosure show {draft}"));
    office.refuses("not-found", format!("import undo {draft} --as 周禾生"));
    assert_eq!(office.does("disclosure list")["disclosures"], json!([]));
    assert_eq!(office.does("search 名单")["hits"], json!([]));

    let half_signed = id(&office.does(import(&file)));
    assert_ne!(half_signed, draft);
    super::review(&office, &half_signed);
    office.refuses("who-acts", format!("import undo {half_signed}"));
    office.does(format!("import undo {half_signed} --as 周禾生"));
    assert_eq!(office.does("disclosure list")["disclosures"], json!([]));
    let somebody = people("上坪村", 5).remove(0).name;
    assert_eq!(office.does(format!("search {somebody}"))["hits"], json!([]));
    assert_eq!(office.does("verify")["ok"], true);
}

#[test]
fn nothing_released_is_undone() {
    let office = three();
    let file = office.file("发放表.xlsx", usual("上坪村", 5));
    let item = id(&office.does(import(&file)));
    approve(&office, &item);
    let number = text(&release(&office, &item), "/register_no");
    office.refuses(
        "already-released",
        format!("import undo {item} --as 周禾生"),
    );
    assert_eq!(
        (state(&office, &item), remark(&office, 2019, &number)),
        ("released".into(), String::new())
    );
    let typed = super::draft(&office, "没有名单的公示");
    office.refuses("not-imported", format!("import undo {typed} --as 周禾生"));
}

#[test]
fn several_sheets_become_several_items_and_one_undo() {
    let office = three();
    let mut book = rust_xlsxwriter::Workbook::new();
    for village in ["上坪村", "石桥村"] {
        let sheet = book.add_worksheet();
        sheet.set_name(village).unwrap();
        for (row, texts) in [
            ["姓名", "身份证号", "低保金"],
            ["钱夏禾", &number(1), "630"],
        ]
        .iter()
        .enumerate()
        {
            for (column, text) in texts.iter().enumerate() {
                sheet.write(row as u32, column as u16, *text).unwrap();
            }
        }
    }
    let file = office.file("两村.xlsx", book.save_to_buffer().unwrap());
    let one = office.does(format!("{} --sheet 石桥村", import(&file)));
    assert_eq!(shown(&office, &id(&one))["list"]["sheet"], "石桥村");
    office.refuses("no-such-sheet", format!("{} --sheet 下坪村", import(&file)));
    let answer = office.does(import(&file));
    assert_eq!(answer.get("disclosure"), None);
    let ids: Vec<String> = (0..2)
        .map(|at| text(&answer, &format!("/disclosures/{at}")))
        .collect();
    assert_eq!(
        (
            answer["read"].as_u64(),
            answer["disclosures"].as_array().map(Vec::len)
        ),
        (Some(2), Some(2))
    );
    for (item, village) in ids.iter().zip(["上坪村", "石桥村"]) {
        assert!(text(&shown(&office, item), "/title").contains(village));
    }
    approve(&office, &ids[0]);
    release(&office, &ids[0]);
    let undone = office.does(format!("import undo {} --as 周禾生", ids[1]));
    assert_eq!(
        (
            &undone["kept"][0]["disclosure"],
            &undone["kept"][0]["state"]
        ),
        (&json!(ids[0]), &json!("released"))
    );
    assert_eq!(undone["kept"].as_array().map(Vec::len), Some(1));
    office.refuses("not-found", format!("disclosure show {}", ids[1]));
    assert_eq!(state(&office, &ids[0]), "released");
}

#[test]
fn a_sheet_is_shown_as_it_stands() {
    let office = three();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let date = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    sheet.set_name("甲").unwrap();
    sheet
        .merge_range(1, 1, 2, 3, "合并的标题", &rust_xlsxwriter::Format::new())
        .unwrap();
    sheet.write(3, 1, 9_007_199_254_740_992_f64).unwrap();
    sheet.write(3, 2, 0.1).unwrap();
    sheet.write(3, 3, true).unwrap();
    // 5 September 2019, as Excel counts days.
    sheet.write_with_format(4, 1, 43_713, &date).unwrap();
    sheet
        .write_formula(4, 2, rust_xlsxwriter::Formula::new("=1+1").set_result("2"))
        .unwrap();
    sheet.write(4, 3, "０6").unwrap();
    let secret = book.add_worksheet();
    secret.set_name("乙").unwrap().set_hidden(true);
    secret.write(0, 0, "藏").unwrap();
    let file = office.file("原样.xlsx", book.save_to_buffer().unwrap());
    assert_eq!(
        office.does(format!("sheet {file} --raw")),
        json!({"sheets": [
            {"name": "甲", "hidden": false, "cells": [
                ["", "", "", ""],
                ["", "合并的标题", "", ""],
                ["", "", "", ""],
                ["", "9007199254740992", "0.1", "TRUE"],
                ["", "2019-09-05", "2", "０6"],
            ]},
            {"name": "乙", "hidden": true, "cells": [["藏"]]},
        ]})
    );
    let csv = office.file("花名册.csv", "姓名,金额\n 钱夏禾 ,０６３０\n短行\n");
    assert_eq!(
        office.does(format!("sheet {csv} --raw")),
        json!({"sheets": [{"name": "花名册", "hidden": false, "cells": [
            ["姓名", "金额"], [" 钱夏禾 ", "０６３０"], ["短行", ""]
        ]}]})
    );
}

#[test]
fn a_sheet_is_understood_row_by_row() {
    let office = three();
    let file = office.file("两行表头.xlsx", odd("两行表头.xlsx"));
    let answer = office.does(format!("sheet {file}"));
    assert_eq!(
        answer["counts"],
        json!({"read": 3, "skipped": 4, "refused": 0})
    );
    let sheet = &answer["sheets"][0];
    assert_eq!(
        (&sheet["name"], &sheet["hidden"]),
        (&json!("名单"), &json!(false))
    );
    assert_eq!(
        (&sheet["header_rows"], &sheet["header_row"]),
        (&json!(2), &json!(3))
    );
    assert_eq!(
        sheet["columns"],
        json!([
            {"title": "姓名", "meaning": "name"},
            {"title": "身份证号码", "meaning": "id_number"},
            {"title": "发放情况/标准", "meaning": "standard"},
            {"title": "发放情况/金额", "meaning": "amount"},
        ])
    );
    let first = &sheet["rows"][0];
    let person = people("下坪村", 3).remove(0);
    assert_eq!(
        (&first["row"], &first["verdict"], &first["notes"]),
        (&json!(4), &json!("ok"), &json!([]))
    );
    assert_eq!(first["cells"]["姓名"], person.name.as_str());
    assert_eq!(first["cells"]["发放情况/金额"], person.yuan.to_string());
    let skipped: Vec<&Value> = sheet["skipped"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| &line["row"])
        .collect();
    assert_eq!(skipped, [1, 2, 3, 7]);

    let file = mixed(&office);
    let answer = office.does(format!("sheet {file} --kind 低保发放"));
    assert_eq!(
        answer["counts"],
        json!({"read": 3, "skipped": 1, "refused": 1})
    );
    let rows = answer["sheets"][0]["rows"].as_array().unwrap().clone();
    let verdicts: Vec<&Value> = rows.iter().map(|row| &row["verdict"]).collect();
    assert_eq!(verdicts, ["ok", "warned", "refused", "ok"]);
    assert!(
        rows[2]["notes"][0].as_str().unwrap().contains("校验码"),
        "{}",
        rows[2]
    );
    let twice = office.file("重名.csv", "姓名,金额,金额\n钱夏禾,1,2\n");
    let columns = office.does(format!("sheet {twice}"))["sheets"][0]["columns"].clone();
    assert_eq!(columns[2]["title"], "金额 (2)");
}

#[test]
fn every_odd_file_is_answered_in_bounded_time() {
    let office = three();
    for odd in ODD.iter() {
        let name: String = odd.name.split_whitespace().collect();
        let file = office.file(&name, &odd.bytes);
        let begun = Instant::now();
        let heard = office.hears(format!("sheet {file}"));
        match odd.expected {
            Expected::Rows(read, skipped, refused) => {
                let counts = heard.done()["counts"].clone();
                let expected = json!({"read": read, "skipped": skipped, "refused": refused});
                assert_eq!(counts, expected, "{name}");
            }
            Expected::Fault(code) => {
                let problem = heard.failed(3, code);
                assert!(text(&problem, "/where/path").ends_with(&name), "{problem}");
                office.hears(import(&file)).failed(3, code);
            }
        }
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "{name} took {:?}",
            begun.elapsed()
        );
    }
    let folder = office.path("");
    office.hears(import(&folder)).failed(3, "not-a-file");
    office
        .hears(import("没有这个.xlsx"))
        .failed(3, "file-missing");
    let empty = office.file("只有表头.csv", "姓名,身份证号,低保金\n");
    office.refuses("no-rows", import(&empty));
    untouched(&office);
}

/// The same list as other programs write it, each under an ending that lies.
#[test]
fn a_list_comes_in_from_any_program_under_any_name() {
    let office = three();
    let specimens = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/specimens");
    for (specimen, name) in [
        ("libreoffice.xls", "名单.et"),
        ("xlwt.xls", "名单.xlsx"),
        ("libreoffice.ods", "名单.xls"),
        ("list.fods", "名单.xlsx"),
        ("libreoffice-2003.xml", "名单.xls"),
        ("libreoffice.html", "名单.xls"),
        ("strict.xlsx", "名单.csv"),
    ] {
        let bytes = fs::read(specimens.join(specimen)).unwrap();
        let file = office.file(name, bytes);
        let said = office.does(format!("sheet {file} --sheet 名单 --raw"));
        let cells = said["sheets"][0]["cells"].as_array().unwrap();
        assert_eq!(cells[2][1], "钱夏禾", "{specimen}");
        assert!(!said.to_string().contains("13800138000"), "{specimen}");
    }
}

/// A file with a password, and one that is no table, are answered in the clerk's words.
#[test]
fn what_cannot_be_read_says_what_the_village_should_do() {
    let office = three();
    let locked = office.file("名单.xlsx", odd("加密.xlsx"));
    let said = office.hears(import(&locked)).failed(3, "encrypted");
    assert_eq!(text(&said, "/text"), "文件“名单.xlsx”有密码，读不了");
    assert!(text(&said, "/next").starts_with("请村里去掉密码再发"));
    let page = "<html><frameset><frame src=\"名单.files/sheet001.htm\"></frameset></html>";
    let parts = office.file("名单.xls", page);
    let said = office.hears(import(&parts)).failed(3, "not-a-workbook");
    assert!(text(&said, "/text").contains("旁边的另一个文件夹"));
    assert!(text(&said, "/next").contains("另存为 .xlsx"));
    untouched(&office);
}
