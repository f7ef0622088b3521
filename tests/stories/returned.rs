//! A list goes back to its village and comes back mended: what was mended is shown, nothing is doubled,
//! the sheet keeps the village's own layout.

use std::path::PathBuf;

use gongkai_frontdesk::tasks::{import_list, list_imports, return_sheet};
use serde_json::json;

use super::importing::{look, looks, number, writes, zhou};
use super::{id, shown, text, three, verified};
use stage::office::Office;

fn wrong(order: u32) -> String {
    let right = number(order);
    let last = if right.ends_with('1') { '2' } else { '1' };
    format!("{}{last}", &right[..17])
}

const TITLE: &str = "上坪村2019年第三季度农村低保金发放花名册";

fn sheet(people: &[(&str, String, &str)]) -> String {
    let mut text = format!("{TITLE}\n姓名,身份证号,低保金\n");
    for (name, number, amount) in people {
        text.push_str(&format!("{name},{number},{amount}\n"));
    }
    text
}

fn first(office: &Office) -> String {
    let people = [
        ("钱夏禾", number(1), "630"),
        ("孙山", wrong(2), "630"),
        ("李河", number(3), "六百三"),
        ("吴谷雨", wrong(4), "420"),
    ];
    office.file("上坪低保.csv", sheet(&people))
}

fn mended(office: &Office) -> String {
    let people = [
        ("钱夏禾", number(1), "630"),
        ("李河", number(3), "630"),
        ("孙山", wrong(2), "630"),
    ];
    office.file("上坪低保（改）.csv", sheet(&people))
}

fn export(office: &Office, file: &str, with_numbers: bool) -> String {
    let seen = look(office, file, None);
    let out = office.path("退回表.xlsx");
    let export = return_sheet::Export {
        sheet: return_sheet::Request {
            file: file.into(),
            sha256: seen.sha256,
            choice: seen.choice,
            ..return_sheet::Request::default()
        },
        out: PathBuf::from(&out),
        with_numbers,
        acting: zhou(),
    };
    let rows = return_sheet::export(&mut writes(office), &export)
        .unwrap()
        .rows;
    assert_eq!(rows, 3);
    out
}

#[test]
fn what_comes_back_is_known_and_says_what_is_mended_and_what_is_still_wrong() {
    let office = three();
    let file = first(&office);
    export(&office, &file, false);
    let back = mended(&office);
    let answer = office.does(format!("import check {back}"));
    let follow = &answer["follow_up"];
    assert_eq!(follow["file_name"], "上坪低保.csv", "{answer}");
    assert_eq!(
        (
            &follow["mended_count"],
            &follow["still_count"],
            &follow["gone_count"]
        ),
        (&json!(1), &json!(1), &json!(1)),
        "{follow}"
    );
    assert_eq!(
        (
            &follow["mended"][0]["name"],
            &follow["still"][0]["name"],
            &follow["gone"][0]["name"]
        ),
        (&json!("李河"), &json!("孙山"), &json!("吴谷雨"))
    );
    assert_eq!(
        (&follow["still"][0]["now"], &follow["fresh"]),
        (&json!(5), &json!(0))
    );
    let said = office.tells(format!("import check {back}")).1;
    assert!(said.contains("改好 1 处，还有 1 处不对"), "{said}");
    // Another village's sheet comes for nothing.
    let other = office.file(
        "石桥.csv",
        sheet(&[("周山", number(9), "630")]).replace("上坪", "石桥"),
    );
    assert!(
        office
            .does(format!("import check {other}"))
            .get("follow_up")
            .is_none_or(|one| one.is_null())
    );
}

#[test]
fn the_corrected_list_takes_the_place_of_the_first_and_nothing_is_doubled() {
    let office = three();
    let file = first(&office);
    let words = |file: &str, more: &str| {
        format!(
            "import {file} --entry 2.4 --title 上坪村低保 --leave-out-refused --why 村里补报 \
             --accept-warnings --as 周禾生 {more}"
        )
    };
    let draft = id(&office.does(words(&file, "")));
    export(&office, &file, false);
    let back = mended(&office);
    let again = &office.does(format!("import check {back}"))["compared"]["again"];
    assert_eq!(
        (&again[0]["disclosure"], &again[0]["replaceable"]),
        (&json!(draft), &json!(true))
    );
    let request = import_list::Request {
        replace: true,
        accept_warnings: true,
        leave_out_refused: true,
        why: Some("村里补报".to_owned()),
        acting: zhou(),
        ..import_list::Request::default()
    };
    // What takes a place needs no entry and no title; what has none says so, and nothing is written.
    let other = office.file(
        "石桥.csv",
        sheet(&[("周山", number(9), "630")]).replace("上坪", "石桥"),
    );
    let missing = import_list::run(&mut writes(&office), other.as_ref(), request.clone());
    assert_eq!(missing.unwrap_err().code, "field-missing");
    let answer = import_list::run(&mut writes(&office), back.as_ref(), request).unwrap();
    assert_eq!(
        answer.disclosure.map(|id| id.to_string()),
        Some(draft.clone())
    );
    let title = text(&shown(&office, &draft), "/title");
    assert_eq!(title, "上坪村低保", "the same item under its own title");
    let rows = shown(&office, &draft)["list"]["rows"]
        .as_array()
        .map(Vec::len);
    assert_eq!(rows, Some(2));
    let all = office.does("disclosure list");
    assert_eq!(
        all["disclosures"].as_array().map(Vec::len),
        Some(1),
        "{all}"
    );
    assert!(
        list_imports::run(&looks(&office))
            .unwrap()
            .under_way
            .is_empty()
    );
    // It is answered: a third sheet of the same quarter comes for nothing any more.
    let third = office.file("三.csv", sheet(&[("钱夏禾", number(1), "631")]));
    assert!(office.does(format!("import check {third}"))["follow_up"].is_null());
    // Undone, the draft stays without its list, and the return is open again.
    let undone = office.does(format!("import undo {draft} --as 周禾生"));
    assert_eq!(undone["gone"][0]["what"], "草稿留着，名单拿掉");
    assert!(shown(&office, &draft)["list"].is_null());
    assert!(office.does(format!("import check {third}"))["follow_up"].is_object());
    verified(&office);
}

#[test]
fn a_released_list_is_never_replaced_by_an_import() {
    let office = three();
    let file = office.file("上坪.csv", sheet(&[("钱夏禾", number(1), "630")]));
    let words = "--entry 2.4 --title 上坪村低保 --formed-on 2019-09-25 --as 周禾生";
    let item = id(&office.does(format!("import {file} {words}")));
    super::approve(&office, &item);
    super::release(&office, &item);
    let next = office.file("上坪（改）.csv", sheet(&[("钱夏禾", number(1), "840")]));
    let again = &office.does(format!("import check {next}"))["compared"]["again"];
    assert_eq!(
        (&again[0]["state"], &again[0]["replaceable"]),
        (&json!("released"), &json!(false))
    );
    let other = id(&office.does(format!("import {next} {words} --replace")));
    assert_ne!(
        other, item,
        "a draft of its own, and nothing released is touched"
    );
    verified(&office);
}

#[test]
fn the_return_sheet_keeps_the_layout_and_takes_what_is_written_into_it() {
    let office = three();
    let mut book = rust_xlsxwriter::Workbook::new();
    let page = book.add_worksheet();
    page.set_name("第三季度").unwrap();
    let plain = rust_xlsxwriter::Format::new();
    page.merge_range(0, 0, 0, 2, TITLE, &plain).unwrap();
    for (column, title) in ["姓名", "身份证号", "低保金"].iter().enumerate() {
        page.write(1, column as u16, *title).unwrap();
    }
    page.set_column_width(1, 31.0).unwrap();
    for (row, (name, id)) in [("钱夏禾", number(1)), ("孙山", wrong(2))]
        .iter()
        .enumerate()
    {
        page.write(row as u32 + 2, 0, *name).unwrap();
        page.write(row as u32 + 2, 1, id).unwrap();
        page.write(row as u32 + 2, 2, 630).unwrap();
    }
    let file = office.file("原表.xlsx", book.save_to_buffer().unwrap());
    let out = office.path("退回.xlsx");
    let words = format!("import return {file} --out {out} --with-numbers --as 周禾生");
    assert_eq!(office.does(&words)["rows"], 1);
    let log = office.does("log --as 周禾生");
    assert_eq!(log["lines"][0]["way"], "take-private-return", "{log}");
    // The village mends this very sheet: the office's own column is nobody's, the numbers are whole.
    let seen = office.does(format!("sheet {out}"));
    let columns = seen["sheets"][0]["columns"].as_array().unwrap();
    let titles: Vec<&str> = columns
        .iter()
        .filter_map(|one| one["title"].as_str())
        .collect();
    assert_eq!(titles, ["姓名", "身份证号", "低保金"]);
    assert_eq!(
        (&seen["counts"]["read"], &seen["counts"]["refused"]),
        (&json!(1), &json!(1))
    );
    let xml = part(&out, "xl/worksheets/sheet1.xml");
    assert!(
        xml.contains("width=\"31."),
        "the village's own width: {xml}"
    );
    assert!(xml.contains("<mergeCell ref=\"A1:C1\"/>"), "{xml}");
    let comments = part(&out, "xl/comments1.xml");
    assert!(
        comments.contains("校验码") && comments.contains("请"),
        "{comments}"
    );
    assert!(
        part(&out, "xl/styles.xml").contains("numFmtId=\"49\""),
        "text"
    );
    let logged = office.does("verify");
    assert_eq!(logged["ok"], true);
    // Masked, for a chat: no number is in it, and it is told for what it is when it comes back.
    let masked = office.path("退回二.xlsx");
    office.does(format!("import return {file} --out {masked} --as 周禾生"));
    let check = office.does(format!("import check {masked}"));
    let ailments = check["numbers"]["ailments"].to_string();
    assert!(ailments.contains("masked"), "{ailments}");
    let slip = office.path("退回单.pdf");
    let printed = office.does(format!(
        "import return {file} --slip {slip} --due 2019-10-11 --as 周禾生"
    ));
    assert_eq!(printed["pages"], 1);
    assert!(text(&printed, "/file").ends_with("退回单.pdf"));
}

fn part(path: &str, name: &str) -> String {
    use std::io::Read as _;
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    zip.by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}
