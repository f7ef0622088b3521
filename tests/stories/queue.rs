//! What waits for whom: the queue of the person who sits here, what is with others, what is owed.

use gongkai_frontdesk::Desk;
use gongkai_frontdesk::tasks::{keep_stand_ins, look_at_queue, look_at_review};
use serde_json::{Value, json};

use super::signed_sheets::{desk, enters, signed, three_boxes};
use super::{check, draft, review, text, three, verified};
use stage::office::Office;

fn reader(office: &Office) -> Desk {
    Desk::open_to_read(&office.folder(), office.machine()).expect("a desk")
}

fn queue(office: &Office, seat: Option<&str>) -> Value {
    let request = serde_json::from_value(json!({ "seat": seat })).expect("a request");
    let answer = look_at_queue::run(&reader(office), &request).expect("a queue");
    serde_json::to_value(answer).expect("an answer")
}

fn titles(group: &Value) -> Vec<String> {
    let lines = group.as_array().cloned().unwrap_or_default();
    lines.iter().map(|line| text(line, "/title")).collect()
}

#[test]
fn an_item_waits_for_who_holds_the_next_duty() {
    let office = three();
    let drafted = draft(&office, "草稿");
    let waiting = draft(&office, "待审");
    office.does(format!(
        "sign {waiting} --step 经办 --on 2019-09-26 --as 周禾生"
    ));
    let clerk = queue(&office, Some("周禾生"));
    assert_eq!(
        (titles(&clerk["mine"]), titles(&clerk["others"])),
        (vec!["草稿".into()], vec!["待审".into()])
    );
    let there = &clerk["others"][0];
    assert_eq!(
        (&there["step"], &there["by"], &there["since"]),
        (&json!("review"), &json!(["林见清"]), &json!("2019-09-26"))
    );
    assert_eq!(there["chain"], json!(["draft", "review", "approve"]));
    assert_eq!(titles(&queue(&office, Some("林见清"))["mine"]), ["待审"]);
    assert_eq!(
        titles(&queue(&office, Some("何远山"))["mine"]),
        Vec::<String>::new()
    );
    assert_eq!(titles(&queue(&office, None)["others"]).len(), 2);
    office.does(format!("return {waiting} --why 金额不符 --as 林见清"));
    let back = queue(&office, Some("周禾生"));
    assert_eq!(titles(&back["mine"]).len(), 2);
    let returned = back["mine"]
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["title"] == "待审")
        .unwrap();
    assert_eq!(returned["returned"], "金额不符");
    review(&office, &drafted);
    assert_eq!(titles(&queue(&office, Some("何远山"))["mine"]), ["草稿"]);
}

#[test]
fn the_drafter_is_nobodys_reviewer_in_the_queue() {
    let office = three();
    office.hires("周禾生", "审核");
    let item = draft(&office, "公示");
    office.does(format!("sign {item} --step 经办 --as 周禾生"));
    let there = queue(&office, Some("周禾生"));
    assert_eq!(titles(&there["mine"]), Vec::<String>::new());
    assert_eq!(there["others"][0]["by"], json!(["林见清"]));
    let seen = look_at_review::run(&reader(&office), &item).expect("a look");
    let seen = serde_json::to_value(seen).expect("an answer");
    assert_eq!(seen["chain"][1]["waits"], true);
    assert_eq!(seen["chain"][1]["barred"], json!(["周禾生"]));
    assert_eq!(seen["chain"][2]["may_be_oral"], true);
}

#[test]
fn who_stands_in_finds_the_work_of_who_is_away() {
    let office = three();
    let item = draft(&office, "公示");
    review(&office, &item);
    let arrange = |absent: &str, deputy: &str, from: &str, until: &str| {
        let request = json!({
            "for_whom": absent, "who": deputy, "from": from, "until": until,
            "acting": { "who": "周禾生" },
        });
        let request = serde_json::from_value(request).expect("a request");
        keep_stand_ins::add(&mut desk(&office), request)
    };
    let code = |wrong: Result<_, gongkai_frontdesk::Problem>| wrong.err().map(|p| p.code);
    assert_eq!(
        code(arrange("何远山", "何远山", "2019-09-30", "2019-10-08")),
        Some("stand-in-self".into())
    );
    assert_eq!(
        code(arrange("何远山", "林见清", "2019-09-30", "2019-09-29")),
        Some("stand-in-dates".into())
    );
    // 周禾生 drafted: standing in for the head would break the hard rule.
    arrange("何远山", "周禾生", "2019-09-30", "2019-09-30").unwrap();
    assert_eq!(
        titles(&queue(&office, Some("周禾生"))["mine"]),
        Vec::<String>::new()
    );
    office.at("2019-10-01");
    let kept = arrange("何远山", "林见清", "2019-10-01", "2019-10-08").unwrap();
    let mine = queue(&office, Some("林见清"))["mine"].clone();
    assert_eq!(
        (&mine[0]["title"], &mine[0]["stands_in_for"]),
        (&json!("公示"), &json!("何远山"))
    );
    let mut lines = kept.stand_ins.iter();
    let line = lines.find(|line| line.who == "林见清");
    let last = line.expect("an arrangement").id;
    office.at("2019-10-08");
    let ending = json!({ "id": last, "acting": { "who": "周禾生", "on": "2019-10-01" } });
    let ending = serde_json::from_value(ending).expect("an ending");
    keep_stand_ins::end(&mut desk(&office), ending).unwrap();
    assert_eq!(
        titles(&queue(&office, Some("林见清"))["mine"]),
        Vec::<String>::new()
    );
    verified(&office);
}

#[test]
fn what_is_owed_has_its_day() {
    let office = three();
    let item = draft(&office, "防汛通告");
    review(&office, &item);
    office.does(format!(
        "sign {item} --step 主要领导 --signer 何远山 --kind 口头 --opinion 电话同意 --as 周禾生"
    ));
    let owed = queue(&office, None)["owed"][0].clone();
    assert_eq!(
        (&owed["signer"], &owed["due"], &owed["overdue"]),
        (&json!("何远山"), &json!("2019-10-09"), &json!(false))
    );
    office.at("2019-10-10");
    assert_eq!(queue(&office, None)["owed"][0]["overdue"], true);
    let mut paper = signed("主要领导", "何远山", 30);
    paper["on"] = "2019-10-10".into();
    enters(&office, &[&item], None, json!([paper]), None).unwrap();
    let then = queue(&office, None);
    assert_eq!(then["owed"], json!([]));
    assert_eq!(then["scans"][0]["since"], "2019-10-10");
}

#[test]
fn a_missing_scan_is_yellow_and_then_red() {
    let office = three();
    let item = draft(&office, "公示");
    enters(&office, &[&item], None, three_boxes(), None).unwrap();
    let scan = queue(&office, None)["scans"][0].clone();
    assert_eq!(scan["steps"], json!(["draft", "review", "approve"]));
    assert_eq!(
        (&scan["due"], &scan["overdue"]),
        (&json!("2019-10-11"), &json!(false))
    );
    let gate = || check(&office.does(format!("gate {item}")), "scans");
    assert_eq!(gate()["level"], "warning");
    office.at("2019-10-12");
    assert_eq!(queue(&office, None)["scans"][0]["overdue"], true);
    assert_eq!(gate()["level"], "red");
    office.does("office set --scan-within 10 --as 周禾生");
    assert_eq!(queue(&office, None)["scans"][0]["overdue"], false);
    assert_eq!(gate()["level"], "warning");
    office.refuses("scan-within", "office set --scan-within 0 --as 周禾生");
}

#[test]
fn a_reviewer_sees_the_entry_and_what_the_text_said_before() {
    let office = three();
    let item = draft(&office, "公示");
    office.does(format!(
        "disclosure edit {item} --title 改后的公示 --as 周禾生"
    ));
    let seen = look_at_review::run(&reader(&office), &item).expect("a look");
    let seen = serde_json::to_value(seen).expect("an answer");
    assert_eq!(seen["item"]["title"], "改后的公示");
    assert_eq!(text(&seen, "/earlier/0/title"), "公示");
    assert_eq!(seen["earlier"][0]["changed"], json!(["标题"]));
    assert_eq!(seen["entry"]["code"], "2.5");
    assert_eq!(seen["entry"]["elements"].as_array().map(Vec::len), Some(6));
    assert!(seen["entry"]["due"].is_string(), "{seen}");
}
