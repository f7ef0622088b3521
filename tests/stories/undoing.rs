//! Undo of a whole import, whatever was done to its drafts meanwhile; what stays says why.

use serde_json::json;

use super::importing::number;
use super::{approve, id, release, review, shown, text, three, verified};
use stage::office::Office;

fn list(office: &Office, name: &str, amount: &str) -> String {
    let text = format!(
        "上坪村2019年第三季度农村低保金发放花名册\n姓名,身份证号,低保金\n钱夏禾,{},{amount}\n",
        number(1)
    );
    office.file(name, text)
}

fn import(office: &Office, file: &str) -> String {
    id(&office.does(format!(
        "import {file} --entry 2.4 --title 上坪村低保 --formed-on 2019-09-25 --provider 许长福 --as 周禾生"
    )))
}

#[test]
fn a_draft_with_signatures_attachments_and_a_copy_goes_with_its_import() {
    let office = three();
    let draft = import(&office, &list(&office, "一.csv", "630"));
    let photo = office.file("照片.png", b"\x89PNG\r\n\x1a\n");
    office.does(format!("disclosure attach {draft} {photo} --as 周禾生"));
    let copy = id(&office.does(format!(
        "disclosure copy {draft} --formed-on 2019-09-26 --as 周禾生"
    )));
    review(&office, &draft);
    let outlook = office.does(format!("import undo {draft} --look"));
    let what = text(&outlook, "/gone/0/what");
    assert!(
        what.contains("2 个签字作废") && what.contains("1 个附件"),
        "{what}"
    );
    assert_eq!(outlook["kept"], json!([]));
    office.does(format!("import undo {draft} --as 周禾生"));
    office.refuses("not-found", format!("disclosure show {draft}"));
    assert_eq!(
        shown(&office, &copy)["state"],
        "draft",
        "the copy is its own"
    );
    verified(&office);
}

#[test]
fn a_draft_that_was_set_aside_goes_too() {
    let office = three();
    let draft = import(&office, &list(&office, "一.csv", "630"));
    office.does(format!(
        "disclosure set-aside {draft} --why 等村里补报 --as 周禾生"
    ));
    office.does(format!("import undo {draft} --as 周禾生"));
    office.refuses("not-found", format!("disclosure show {draft}"));
    verified(&office);
}

#[test]
fn a_correction_under_way_stays_with_the_list_of_what_it_corrects() {
    let office = three();
    let item = import(&office, &list(&office, "一.csv", "630"));
    approve(&office, &item);
    let number = text(&release(&office, &item), "/register_no");
    let correction = id(&office.does(format!("correct {item} --why 金额有误 --as 周禾生")));
    let outlook = office.does(format!("import undo {item} --look"));
    assert_eq!(outlook["gone"], json!([]));
    let kept = outlook["kept"].as_array().unwrap();
    assert_eq!(kept.len(), 2, "{outlook}");
    let released = kept
        .iter()
        .find(|one| one["disclosure"] == json!(item))
        .unwrap();
    assert_eq!(
        (&released["register_no"], &released["state"]),
        (&json!(number), &json!("released"))
    );
    let drafted = kept
        .iter()
        .find(|one| one["disclosure"] == json!(correction))
        .unwrap();
    assert!(text(drafted, "/why").contains("更正稿"), "{drafted}");
    let problem = office.refuses(
        "already-released",
        format!("import undo {item} --as 周禾生"),
    );
    let told = problem["text"].as_str().unwrap();
    assert!(told.contains(&number) && told.contains("更正稿"), "{told}");

    // A new list put into the correction, undone: the correction has the old list again.
    let file = list(&office, "二.csv", "840");
    let old = shown(&office, &correction)["list"].clone();
    office.does(format!(
        "import {file} --entry 2.4 --title 上坪村低保 --replace --as 周禾生"
    ));
    let after = shown(&office, &correction)["list"].clone();
    if after != old {
        office.does(format!("import undo {correction} --as 周禾生"));
        assert_eq!(shown(&office, &correction)["list"]["rows"], old["rows"]);
    }
    verified(&office);
}

#[test]
fn a_draft_on_a_batch_sheet_goes_and_its_line_stays_struck_through() {
    use gongkai_frontdesk::tasks::number_batch_sheet;
    let office = three();
    let draft = import(&office, &list(&office, "一.csv", "630"));
    let other = super::draft(&office, "机耕道完工公示");
    let request = number_batch_sheet::Request {
        items: vec![draft.clone(), other],
        acting: super::importing::zhou(),
    };
    number_batch_sheet::run(&mut super::importing::writes(&office), request).unwrap();
    office.does(format!("import undo {draft} --as 周禾生"));
    office.refuses("not-found", format!("disclosure show {draft}"));
    verified(&office);
}
