//! A warning may stand by the reason of somebody who is named, each line by its own; the reason covers
//! that line of that text and nothing else.

use gongkai_frontdesk::tasks::{accept_warning, look_before_release};
use gongkai_frontdesk::words::Accepted;
use gongkai_frontdesk::{Acting, Desk, Problem};
use serde_json::Value;
use stage::office::Office;

use super::{approve, draft, three};

fn warnings(gate: &Value) -> Vec<Value> {
    let checks = gate["checks"].as_array().unwrap().iter();
    let warns = checks.filter(|check| check["level"] == "warning");
    warns.cloned().collect()
}

fn accepts(office: &Office, item: &str, line: &Value, why: &str) -> Result<Accepted, Problem> {
    let mut desk = Desk::open_to_write(&office.folder(), office.machine()).unwrap();
    let request = accept_warning::Request {
        plan: look_before_release::Request {
            disclosure: item.to_owned(),
            ..look_before_release::Request::default()
        },
        line: serde_json::from_value(line.clone()).unwrap(),
        why: why.to_owned(),
        acting: Acting {
            who: Some("周禾生".to_owned()),
            on: None,
        },
    };
    accept_warning::run(&mut desk, &request)
}

/// An approved item of which the gate warns twice at least.
fn warned(office: &Office) -> (String, Vec<Value>) {
    let item = draft(office, "公示");
    let body = office.file("正文.txt", "经县环保局核准。\n\n截止目前已经完工。");
    office.does(format!("disclosure edit {item} --body {body} --as 周禾生"));
    approve(office, &item);
    let lines = warnings(&office.does(format!("gate {item}")));
    assert!(lines.len() >= 2, "{lines:?}");
    (item, lines)
}

#[test]
fn each_warning_stands_by_its_own_reason_and_none_by_anothers() {
    let office = three();
    let (item, lines) = warned(&office);
    for (at, line) in lines.iter().enumerate() {
        let release = format!("release {item} --as 周禾生");
        let told = office.refuses("warnings", &release).to_string();
        assert!(told.contains(line["text"].as_str().unwrap()), "{told}");
        let given = accepts(&office, &item, line, &format!("第{}条的原因", at + 1)).unwrap();
        assert_eq!(given.who, "周禾生");
    }
    let gate = office.does(format!("gate {item}"));
    for (at, line) in warnings(&gate).iter().enumerate() {
        let why = format!("第{}条的原因", at + 1);
        assert_eq!(line["accepted"]["why"], why.as_str(), "{line}");
    }
    let again = accepts(&office, &item, &lines[0], "再写一次");
    assert_eq!(again.unwrap_err().code, "no-such-warning");
    office.does(format!("release {item} --as 周禾生"));
    let sheet = office.prints(&format!("print approval {item}"));
    let squeezed: String = sheet.split_whitespace().collect();
    for at in 1..=lines.len() {
        let told = format!("照发：第{at}条的原因（周禾生");
        assert!(squeezed.contains(&told), "{told} is not on {sheet}");
    }
    assert_eq!(office.does("verify")["ok"], true);
}

#[test]
fn a_reason_covers_no_other_text() {
    let office = three();
    let (item, lines) = warned(&office);
    for line in &lines {
        accepts(&office, &item, line, "沿用上年").unwrap();
    }
    let body = office.file(
        "另一正文.txt",
        "经县环保局核准。\n\n截止目前已经完工，已经验收。",
    );
    office.does(format!("disclosure edit {item} --body {body} --as 周禾生"));
    approve(&office, &item);
    let gate = office.does(format!("gate {item}"));
    assert!(
        warnings(&gate)
            .iter()
            .all(|line| line["accepted"].is_null()),
        "{gate}"
    );
    office.refuses("warnings", format!("release {item} --as 周禾生"));
}

#[test]
fn one_reason_at_the_release_is_kept_with_every_line_that_had_none() {
    let office = three();
    let (item, lines) = warned(&office);
    accepts(&office, &item, &lines[0], "先写的一条").unwrap();
    office.does(format!(
        "release {item} --accept-warnings --why 照旧 --as 周禾生"
    ));
    let gate = office.does(format!("gate {item}"));
    for line in warnings(&gate) {
        let own = line["text"] == lines[0]["text"];
        let why = if own { "先写的一条" } else { "照旧" };
        assert_eq!(line["accepted"]["why"], why, "{line}");
    }
    let private = accepts(&office, &item, &lines[0], "电话13900001234");
    assert_eq!(private.unwrap_err().code, "private-data");
}
