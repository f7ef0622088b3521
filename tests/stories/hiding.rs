//! Private columns of an attached table: the gate offers a table without them; what is no table is
//! told how to be mended by hand.

use gongkai_frontdesk::tasks::{hand_out_attachments, mask_attachment};
use gongkai_frontdesk::{Acting, Desk, Problem};
use serde_json::Value;
use stage::office::Office;
use stage::workbooks::id_number;

use super::{approve, draft, release, state, three};

const PHONE: &str = "13900001234";

fn number() -> String {
    id_number("1950-02-28".parse().unwrap(), 1)
}

fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("明细").unwrap();
    let number = number();
    for (row, cells) in (0..).zip([
        ["上坪村机耕道补助明细", "", "", ""],
        ["姓名", "身份证号", "联系电话", "金额"],
        ["钱夏禾", number.as_str(), PHONE, "630"],
        ["欧阳春生", "", PHONE, "420"],
    ]) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

fn attached(office: &Office, name: &str, content: impl AsRef<[u8]>) -> String {
    let item = draft(office, "公示");
    let file = office.file(name, content);
    office.does(format!("disclosure attach {item} {file} --as 周禾生"));
    item
}

fn found(gate: &Value) -> Vec<Value> {
    let checks = gate["checks"].as_array().unwrap().iter();
    let private = checks.filter(|check| check["check"] == "private-data" && check["level"] != "ok");
    private.cloned().collect()
}

fn masks(office: &Office, item: &str, number: usize) -> Result<Vec<String>, Problem> {
    let mut desk = Desk::open_to_write(&office.folder(), office.machine()).unwrap();
    let request = mask_attachment::Request {
        disclosure: item.to_owned(),
        number,
        acting: Acting {
            who: Some("周禾生".to_owned()),
            on: None,
        },
    };
    Ok(mask_attachment::run(&mut desk, &request)?.dropped)
}

fn handed_out(office: &Office, item: &str, folder: &str) {
    let mut desk = Desk::open_to_write(&office.folder(), office.machine()).unwrap();
    let request = hand_out_attachments::Request {
        folder: folder.into(),
        acting: Acting {
            who: Some("周禾生".to_owned()),
            on: None,
        },
    };
    hand_out_attachments::run(&mut desk, item, &request).unwrap();
}

#[test]
fn a_table_that_is_understood_is_replaced_by_one_without_its_private_columns() {
    let office = three();
    let item = attached(&office, "明细.xlsx", workbook());
    approve(&office, &item);
    let lines = found(&office.does(format!("gate {item}")));
    assert!(!lines.is_empty());
    for line in &lines {
        assert_eq!(
            (&line["fix"], &line["spot"], &line["mend"]),
            (
                &"mask_table".into(),
                &"attachment:1".into(),
                &"attachments".into()
            ),
            "{line}"
        );
    }
    assert_eq!(masks(&office, &item, 1).unwrap(), ["身份证号", "联系电话"]);
    assert_eq!(state(&office, &item), "draft", "another text was approved");
    approve(&office, &item);
    let gate = office.does(format!("gate {item}"));
    assert!(found(&gate).is_empty(), "{gate}");
    release(&office, &item);
    let folder = office.path("带走");
    handed_out(&office, &item, &folder);
    let file = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap();
    let answer = office.does(format!("sheet {}", file.path().display()));
    let text = answer.to_string();
    assert!(text.contains("欧阳春生") && text.contains("420"), "{text}");
    assert!(!text.contains(PHONE) && !text.contains(&number()), "{text}");
    assert_eq!(office.does("verify")["ok"], true);
}

#[test]
fn what_is_no_table_is_told_what_to_do_by_hand() {
    let office = three();
    let text = format!("领取人{}，电话{PHONE}。", number());
    let item = attached(&office, "说明.txt", text);
    let lines = found(&office.does(format!("gate {item}")));
    assert!(!lines.is_empty());
    for line in &lines {
        assert!(line["fix"].is_null(), "{line}");
        let told = line["evidence"].as_str().unwrap();
        assert!(told.contains("改附件"), "{told}");
    }
    let refused = masks(&office, &item, 1).unwrap_err();
    assert_eq!(refused.code, "not-a-table");
    assert!(refused.next.to_string().contains("换上新的"));
    assert_eq!(
        masks(&office, &item, 2).unwrap_err().code,
        "no-such-attachment"
    );
}
