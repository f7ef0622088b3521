//! 批量审批表: many routine items on one sheet, entered once for all of them.

use gongkai_frontdesk::Problem;
use gongkai_frontdesk::tasks::print_papers::Paper;
use gongkai_frontdesk::tasks::{number_batch_sheet, preview_paper};
use serde_json::{Value, json};
use std::path::Path;

use super::signed_sheets::{desk, enters, signed, three_boxes};
use super::{draft, five, shown, state, text, three, three_people, verified};
use stage::office::{Office, paper_text};

pub(super) fn opens(office: &Office, items: &[&str]) -> Result<String, Problem> {
    let request = json!({ "items": items, "acting": { "who": "周禾生" } });
    let request = serde_json::from_value(request).expect("a request");
    Ok(number_batch_sheet::run(&mut desk(office), request)?.sheet)
}

fn prints(office: &Office, sheet: &str) -> String {
    let paper = Paper::Batch {
        sheet: sheet.to_owned(),
    };
    paper_text(Path::new(&printed(office, &paper)))
}

/// The PDF of a paper, in a file.
pub(super) fn printed(office: &Office, paper: &Paper) -> String {
    let pdf = preview_paper::run(&desk(office), paper).expect("a paper");
    office.file("批量审批表.pdf", pdf)
}

fn drafts(office: &Office, count: usize) -> Vec<String> {
    (1..=count)
        .map(|n| draft(office, &format!("日常公示之{n}")))
        .collect()
}

fn names(items: &[String]) -> Vec<&str> {
    items.iter().map(String::as_str).collect()
}

#[test]
fn one_sheet_approves_many_items_with_one_scan() {
    let office = three();
    let items = drafts(&office, 12);
    let sheet = opens(&office, &names(&items)).unwrap();
    assert_eq!(sheet, "批2019-0001");
    let paper = prints(&office, &sheet);
    for told in [
        "批量审批表",
        "批2019-0001",
        "以上共 12 件",
        "日常公示之12",
        "主动公开",
        "主要领导",
    ] {
        assert!(paper.contains(told), "no {told}:\n{paper}");
    }
    for early in ["周禾生", "林见清", "何远山", "2019年", "同意。"] {
        assert!(
            !paper.contains(early),
            "{early} before anybody signed:\n{paper}"
        );
    }
    let scan = office.file("批量.jpg", b"\xFF\xD8\xFF");
    let answer = enters(&office, &[], Some(&sheet), three_boxes(), Some(&scan)).unwrap();
    assert_eq!(answer["entered"].as_array().map(Vec::len), Some(12));
    assert_eq!(answer["left_out"], json!([]));
    for item in &items {
        let whole = shown(&office, item);
        assert_eq!(whole["state"], "approved");
        assert_eq!(whole["signatures"][2]["scan"], true);
    }
    let paper = prints(&office, &sheet);
    assert!(
        paper.contains("何远山") && paper.contains("2019年9月29日"),
        "{paper}"
    );
    verified(&office);
}

#[test]
fn an_item_changed_after_printing_is_named_and_left_out() {
    let office = three();
    let items = drafts(&office, 3);
    let sheet = opens(&office, &names(&items)).unwrap();
    let edit = format!(
        "disclosure edit {} --title 改过的公示 --as 周禾生",
        items[1]
    );
    office.does(edit);
    let standing = [items[0].as_str(), items[2].as_str()];
    let answer = enters(&office, &standing, Some(&sheet), three_boxes(), None).unwrap();
    assert_eq!(answer["entered"].as_array().map(Vec::len), Some(2));
    assert_eq!(text(&answer, "/left_out/0/title"), "日常公示之2");
    assert!(
        text(&answer, "/left_out/0/why").contains("改过"),
        "{answer}"
    );
    assert_eq!(state(&office, &items[1]), "draft");
    let paper = prints(&office, &sheet);
    assert!(paper.contains("已划去的 1 件印表后改过"), "{paper}");
    let again = enters(&office, &[], Some(&sheet), three_boxes(), None).unwrap_err();
    assert_eq!(again.code, "nothing-on-sheet");
    verified(&office);
}

#[test]
fn what_the_leader_struck_out_stays_where_it_was() {
    let office = three();
    let items = drafts(&office, 3);
    let sheet = opens(&office, &names(&items)).unwrap();
    let agreed = [items[0].as_str(), items[2].as_str()];
    let answer = enters(&office, &agreed, Some(&sheet), three_boxes(), None).unwrap();
    assert_eq!(text(&answer, "/left_out/0/title"), "日常公示之2");
    assert_eq!(state(&office, &items[1]), "draft");
    let stranger = draft(&office, "不在表上");
    let problem = enters(&office, &[&stranger], Some(&sheet), three_boxes(), None).unwrap_err();
    assert_eq!(problem.code, "not-on-sheet");
}

#[test]
fn a_batch_is_all_or_nothing_and_names_the_item_that_hinders() {
    let office = three();
    let items = drafts(&office, 3);
    let sheet = opens(&office, &names(&items)).unwrap();
    let mut boxes = three_boxes();
    boxes[0]["on"] = "2019-09-19".into();
    let problem = enters(&office, &[], Some(&sheet), boxes, None).unwrap_err();
    assert_eq!(problem.code, "date-before-predecessor");
    assert_eq!(problem.place.field.as_deref(), Some("经办：日期"));
    assert!(problem.text.contains("日常公示之1"), "{problem}");
    assert!(items.iter().all(|item| state(&office, item) == "draft"));
}

#[test]
fn items_of_one_sheet_go_the_same_way_from_the_same_place() {
    let office = three();
    office.hires("陆望舒", "分管领导");
    let items = drafts(&office, 3);
    assert_eq!(opens(&office, &[]).unwrap_err().code, "nothing-on-sheet");
    let twice = opens(&office, &[&items[0], &items[0]]).unwrap_err();
    assert_eq!(twice.code, "twice");
    office.does(format!("sign {} --step 经办 --as 周禾生", items[1]));
    let elsewhere = opens(&office, &[&items[0], &items[1]]).unwrap_err();
    assert_eq!(elsewhere.code, "wrong-step");
    assert!(elsewhere.text.contains("日常公示之2"), "{elsewhere}");
    office.does("chain set --steps 经办,审核,分管领导,主要领导 --as 周禾生");
    office.does(format!("sign {} --step 经办 --as 周禾生", items[2]));
    let other = opens(&office, &[&items[1], &items[2]]).unwrap_err();
    assert_eq!(other.code, "other-chain");
    assert_eq!(opens(&office, &[&items[2]]).unwrap(), "批2019-0001");
}

#[test]
fn an_approved_item_needs_no_sheet_and_a_sheet_two_goes() {
    let office = five();
    let items = drafts(&office, 2);
    let sheet = opens(&office, &names(&items)).unwrap();
    let first = json!([signed("经办", "周禾生", 26), signed("校对", "程子规", 26)]);
    enters(&office, &[], Some(&sheet), first, None).unwrap();
    let rest = json!([
        signed("审核", "林见清", 27),
        signed("分管领导", "陆望舒", 28),
        signed("主要领导", "何远山", 29),
    ]);
    enters(&office, &[], Some(&sheet), rest, None).unwrap();
    assert_eq!(state(&office, &items[1]), "approved");
    assert_eq!(
        opens(&office, &[&items[0]]).unwrap_err().code,
        "not-in-state"
    );
}

#[test]
fn an_undone_import_leaves_its_line_on_the_sheet() {
    let office = three();
    let item = three_people::imported(&office, 3);
    let other = draft(&office, "另一件");
    let sheet = opens(&office, &[&item, &other]).unwrap();
    office.does(format!("import undo {item} --as 周禾生"));
    let mut boxes = three_boxes();
    boxes[0]["on"] = "2019-09-26".into();
    let answer = enters(office.at("2019-09-30"), &[], Some(&sheet), boxes, None).unwrap();
    assert_eq!(text(&answer, "/left_out/0/title"), three_people::TITLE);
    assert_eq!(state(&office, &other), "approved");
    verified(&office);
}

#[test]
fn nobody_finds_a_sheet_that_was_never_printed() {
    let office = three();
    for wrong in ["批2019-0001", "2019-0001", "第一张"] {
        let problem = enters(&office, &[], Some(wrong), three_boxes(), None).unwrap_err();
        assert_eq!(problem.code, "not-found", "{wrong}");
    }
    let _: Value = office.does("verify");
}
