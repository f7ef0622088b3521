//! Leaders sign on paper: one screen enters the whole sheet, all of it or nothing.

use gongkai_frontdesk::tasks::{enter_signed_sheet, file_missing_scan};
use gongkai_frontdesk::{Desk, Problem};
use serde_json::{Value, json};

use super::{draft, review, shown, state, text, three, verified};
use stage::office::Office;

/// Opens the desk for one act.
#[track_caller]
pub(super) fn desk(office: &Office) -> Desk {
    Desk::open_to_write(&office.folder(), office.machine()).expect("a desk")
}

/// A box that somebody signed on a day of September 2019.
pub(super) fn signed(step: &str, signer: &str, day: u32) -> Value {
    let secrecy = (step == "审核").then_some("open");
    json!({ "step": step, "signer": signer, "on": format!("2019-09-{day:02}"), "secrecy": secrecy })
}

/// The sheet of the three people.
pub(super) fn three_boxes() -> Value {
    json!([
        signed("经办", "周禾生", 26),
        signed("审核", "林见清", 27),
        signed("主要领导", "何远山", 29),
    ])
}

/// Enters a sheet as the window does.
pub(super) fn enters(
    office: &Office,
    items: &[&str],
    sheet: Option<&str>,
    steps: Value,
    scan: Option<&str>,
) -> Result<Value, Problem> {
    let request = json!({
        "items": items, "sheet": sheet, "steps": steps, "scan": scan, "acting": { "who": "周禾生" },
    });
    let request = serde_json::from_value(request).expect("a request");
    let answer = enter_signed_sheet::run(&mut desk(office), request)?;
    Ok(serde_json::to_value(answer).expect("an answer"))
}

#[track_caller]
fn refused(office: &Office, item: &str, steps: Value, code: &str, field: &str) {
    let problem = enters(office, &[item], None, steps, None).expect_err("a refusal");
    assert_eq!(problem.code, code, "{problem:?}");
    assert_eq!(problem.place.field.as_deref(), Some(field), "{problem:?}");
    assert!(!problem.next.is_empty(), "{problem:?}");
    assert_eq!(shown(office, item)["signatures"], json!([]));
}

#[test]
fn one_screen_enters_the_whole_sheet_with_one_scan() {
    let office = three();
    let item = draft(&office, "公示");
    let scan = office.file("审批表.jpg", b"\xFF\xD8\xFF");
    let answer = enters(&office, &[&item], None, three_boxes(), Some(&scan)).unwrap();
    assert_eq!(answer["entered"][0]["state"], "approved");
    let signatures = shown(&office, &item)["signatures"].clone();
    let told = |at: usize, what: &str| signatures[at][what].clone();
    for (at, (signer, day)) in [("周禾生", 26), ("林见清", 27), ("何远山", 29)]
        .into_iter()
        .enumerate()
    {
        assert_eq!(told(at, "signer"), signer);
        assert_eq!(told(at, "enterer"), "周禾生");
        assert_eq!(told(at, "kind"), "paper");
        assert_eq!(told(at, "on"), format!("2019-09-{day}"));
        assert_eq!(
            (told(at, "scan"), told(at, "late_entry")),
            (true.into(), true.into())
        );
    }
    assert_eq!(told(1, "secrecy"), "open");
    verified(&office);
}

#[test]
fn the_hard_rules_hold_on_paper_and_point_at_the_box() {
    let office = three();
    office.hires("周禾生", "审核,主要领导");
    let item = draft(&office, "公示");
    let head = |what: &str, value: Value| {
        let mut signed = signed("主要领导", "何远山", 29);
        signed[what] = value;
        (2, signed)
    };
    let reviewer = |what: &str, value: Value| {
        let mut signed = signed("审核", "林见清", 27);
        signed[what] = value;
        (1, signed)
    };
    let phone = "同意，电话13812345678";
    for (code, what, (at, wrong)) in [
        (
            "reviewer-is-drafter",
            "签字人",
            reviewer("signer", "周禾生".into()),
        ),
        (
            "date-before-predecessor",
            "日期",
            reviewer("on", "2019-09-25".into()),
        ),
        ("field-missing", "日期", reviewer("on", Value::Null)),
        (
            "secrecy-missing",
            "保密审查结论",
            reviewer("secrecy", Value::Null),
        ),
        ("oral-not-allowed", "方式", reviewer("kind", "oral".into())),
        ("head-is-drafter", "签字人", head("signer", "周禾生".into())),
        ("lacks-duty", "签字人", head("signer", "林见清".into())),
        ("not-found", "签字人", head("signer", "无名氏".into())),
        ("field-missing", "签字人", head("signer", " ".into())),
        ("date-in-future", "日期", head("on", "2019-10-08".into())),
        ("here-is-own", "方式", head("kind", "here".into())),
        ("private-data", "意见", head("opinion", phone.into())),
    ] {
        let field = format!("{}：{what}", text(&wrong, "/step"));
        let mut boxes = three_boxes();
        boxes[at] = wrong;
        refused(&office, &item, boxes, code, &field);
    }
    let alone = json!([signed("主要领导", "何远山", 29)]);
    refused(&office, &item, alone, "wrong-step", "主要领导：签字人");
    verified(&office);
}

#[test]
fn a_stand_in_signs_for_somebody_and_obeys_the_hard_rules() {
    let office = three();
    let item = draft(&office, "公示");
    let mut boxes = three_boxes();
    boxes[2] = signed("主要领导", "周禾生", 29);
    boxes[2]["stands_in_for"] = "何远山".into();
    refused(
        &office,
        &item,
        boxes.clone(),
        "head-is-drafter",
        "主要领导：签字人",
    );
    boxes[2] = signed("主要领导", "林见清", 29);
    boxes[2]["stands_in_for"] = "何远山".into();
    enters(&office, &[&item], None, boxes, None).unwrap();
    assert_eq!(
        shown(&office, &item)["signatures"][2]["stands_in_for"],
        "何远山"
    );
}

#[test]
fn a_sheet_that_is_refused_leaves_nothing_behind() {
    let office = three();
    let item = draft(&office, "公示");
    let scan = office.file("审批表.jpg", b"\xFF\xD8\xFF");
    let files = office.folder().join("files");
    let kept = || std::fs::read_dir(&files).map_or(0, Iterator::count);
    let before = kept();
    let mut boxes = three_boxes();
    boxes[2]["on"] = "2019-09-20".into();
    enters(&office, &[&item], None, boxes, Some(&scan)).unwrap_err();
    let gone = office.path("没有这张.jpg");
    let problem = enters(&office, &[&item], None, three_boxes(), Some(&gone)).unwrap_err();
    assert_eq!(problem.code, "file-missing");
    assert_eq!(
        (kept(), state(&office, &item)),
        (before, "draft".to_owned())
    );
    verified(&office);
}

#[test]
fn a_text_changed_after_its_sheet_was_signed_is_not_approved_by_it() {
    let office = three();
    let item = draft(&office, "公示");
    office.does(format!("sign {item} --step 经办 --as 周禾生"));
    office.does(format!("disclosure edit {item} --title 改后 --as 周禾生"));
    refused(
        &office,
        &item,
        three_boxes(),
        "date-before-predecessor",
        "经办：日期",
    );
}

#[test]
fn the_sheet_may_say_that_nothing_is_disclosed() {
    let office = three();
    let item = draft(&office, "不该公开的公示");
    let mut boxes = json!([signed("经办", "周禾生", 26), signed("审核", "林见清", 27)]);
    boxes[1]["secrecy"] = "closed".into();
    let answer = enters(&office, &[&item], None, boxes, None).unwrap();
    assert_eq!(answer["entered"][0]["state"], "returned");
    verified(&office);
}

#[test]
fn a_sheet_comes_back_in_two_goes() {
    let office = three();
    let item = draft(&office, "公示");
    let boxes = json!([signed("经办", "周禾生", 26), signed("审核", "林见清", 27)]);
    let answer = enters(&office, &[&item], None, boxes, None).unwrap();
    assert_eq!(answer["entered"][0]["state"], "reviewed");
    let rest = json!([signed("主要领导", "何远山", 29)]);
    let answer = enters(&office, &[&item], None, rest.clone(), None).unwrap();
    assert_eq!(answer["entered"][0]["state"], "approved");
    let problem = enters(&office, &[&item], None, rest, None).unwrap_err();
    assert_eq!(problem.code, "nothing-owed");
}

#[test]
fn an_oral_agreement_is_made_good_by_the_sheet_that_follows() {
    let office = three();
    let item = draft(&office, "防汛通告");
    review(&office, &item);
    let mut oral = signed("主要领导", "何远山", 30);
    oral["kind"] = "oral".into();
    oral["opinion"] = "电话同意".into();
    let answer = enters(&office, &[&item], None, json!([oral]), None).unwrap();
    assert_eq!(answer["entered"][0]["state"], "approved");
    assert_eq!(shown(&office, &item)["signatures"][2]["owed"], true);
    office.at("2019-10-08");
    let scan = office.file("补签.jpg", b"\xFF\xD8\xFF");
    let mut paper = signed("主要领导", "何远山", 30);
    paper["on"] = "2019-10-08".into();
    enters(&office, &[&item], None, json!([paper]), Some(&scan)).unwrap();
    let signature = shown(&office, &item)["signatures"][2].clone();
    assert_eq!(
        (&signature["owed"], &signature["made_good_on"]),
        (&json!(false), &json!("2019-10-08"))
    );
    verified(&office);
}

#[test]
fn a_scan_that_comes_later_is_filed_with_every_signature_that_lacks_it() {
    let office = three();
    let item = draft(&office, "公示");
    enters(&office, &[&item], None, three_boxes(), None).unwrap();
    let scan = office.file("审批表.jpg", b"\xFF\xD8\xFF");
    let file = || {
        let request = json!({ "scan": scan, "acting": { "who": "周禾生" } });
        let request = serde_json::from_value(request).expect("a request");
        file_missing_scan::run(&mut desk(&office), &item, request)
    };
    file().unwrap();
    let whole = shown(&office, &item);
    for at in 0..3 {
        assert_eq!(whole["signatures"][at]["scan"], true);
    }
    assert_eq!(file().unwrap_err().code, "no-scan-missing");
    assert_eq!(state(&office, &item), "approved");
    verified(&office);
}
