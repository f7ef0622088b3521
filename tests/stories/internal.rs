//! What does not go to the public: internal items, those given on request, and those not disclosed.

use gongkai_frontdesk::Desk;
use gongkai_frontdesk::tasks::{exempt_disclosure, look_at_item, look_at_today};
use serde_json::json;

use super::{approve, check, draft_with, exported, five, release, shown, state, three, verified};

#[test]
fn an_internal_item_has_one_copy_and_a_book_of_its_own() {
    let office = three();
    let item = draft_with(&office, "机关值班安排", "--class 内部公开");
    approve(&office, &item);
    let words = format!("release {item} --accept-warnings --why 要素沿用上年 --as 周禾生");
    for public in ["公开栏", "网站", "村公开栏", "会议"] {
        office.refuses("channel-forbidden", format!("{words} --channel {public}"));
    }
    let mixed = format!("{words} --channel 内部公示栏,网站");
    office.refuses("channel-forbidden", mixed);
    assert_eq!(state(&office, &item), "approved");
    let answer = release(&office, &item);
    assert_eq!(answer["book"], "internal");
    assert_eq!(answer["register_no"], "2019-0001");
    assert_eq!(
        answer["copies"],
        json!([{"for": "township", "no": "2019-0001-1"}])
    );
    assert_eq!(shown(&office, &item)["channels"], json!(["internal_board"]));
    office.refuses(
        "channel-forbidden",
        format!("post {item} --channel 网站 --place 县网 --as 周禾生"),
    );
    office.does(format!(
        "post {item} --channel 机关干部大会 --place 三楼会议室 --as 周禾生"
    ));

    assert_eq!(office.does("register show --year 2019")["lines"], json!([]));
    assert!(exported(&office, 2019, "公开").is_empty());
    let own = exported(&office, 2019, "内部").remove(0);
    assert_eq!((own[2].as_str(), own[11].as_str()), ("机关值班安排", "乡1"));
    // Each book counts for itself.
    let (_, number) = super::released(&office, "公开的公示");
    assert_eq!(number, "2019-0001");
    let paper = office.prints(&format!("print copies {item}"));
    let first = paper.lines().next().unwrap_or_default();
    assert!(first.trim_end().ends_with("乡存"), "{first}");
    assert_eq!(paper.matches("登记编号").count(), 1, "one copy:\n{paper}");
    assert!(!paper.contains("报县"), "{paper}");
    assert!(
        paper.contains("内部"),
        "an internal sheet says so:\n{paper}"
    );
    let book = office.prints("print register --year 2019 --book 内部");
    assert!(
        book.contains("内部公开登记簿") && book.contains("机关值班安排"),
        "{book}"
    );
    verified(&office);
}

#[test]
fn an_entry_of_the_plan_brings_its_class_along() {
    let office = three();
    let item = super::id(&office.does("disclosure new --entry 内 --title 考勤 --as 周禾生"));
    assert_eq!(shown(&office, &item)["class"], "internal");
}

#[test]
fn on_request_and_exempt_are_never_released() {
    let office = three();
    for (class, code) in [("依申请公开", "on_request"), ("不予公开", "exempt")] {
        let item = draft_with(&office, "不上墙的", &format!("--class {class}"));
        approve(&office, &item);
        let gate = office.does(format!("gate {item}"));
        assert_eq!(
            (&gate["open"], &check(&gate, "class")["level"]),
            (&json!(false), &json!("red"))
        );
        for channel in ["公开栏", "内部公示栏"] {
            let words = format!(
                "release {item} --channel {channel} --accept-warnings --why 急 --as 周禾生"
            );
            let heard = office.hears(words);
            assert_eq!(heard.status, 1);
            let code = heard.value["problem"]["code"].as_str().unwrap();
            assert!(
                ["class-never-released", "channel-forbidden"].contains(&code),
                "{code}"
            );
        }
        let whole = shown(&office, &item);
        assert_eq!(
            (&whole["state"], &whole["class"]),
            (&json!("approved"), &json!(code))
        );
    }
    for book in ["公开", "内部", "不予"] {
        let shown = office.does(format!("register show --year 2019 --book {book}"));
        assert_eq!(shown["lines"], json!([]), "{book}");
    }
}

#[test]
fn what_is_not_disclosed_has_the_heads_signature_a_ground_and_a_day_to_look_again() {
    let office = three();
    let item = draft_with(&office, "个人救助材料", "--class 不予公开");
    let exempt = format!("disclosure exempt {item} --ground 免.3 --why 涉及个人隐私 --as 周禾生");
    office.refuses("not-in-state", &exempt);
    office.does(format!("sign {item} --step 经办 --as 周禾生"));
    office.does(format!(
        "sign {item} --step 审核 --secrecy 不予公开 --as 林见清"
    ));
    assert_eq!(state(&office, &item), "reviewed");
    office.refuses("not-in-state", &exempt);
    office.does(format!("sign {item} --step 主要领导 --as 何远山"));
    office.refuses(
        "ground-unknown",
        format!("disclosure exempt {item} --ground 免.9 --as 周禾生"),
    );
    let answer = office.does(&exempt);
    assert_eq!(
        (&answer["state"], &answer["register_no"]),
        (&json!("exempt"), &json!("2019-0001"))
    );
    assert_eq!(answer["reassess_by"], "2020-09-30");
    let line = exported(&office, 2019, "不予").remove(0);
    assert_eq!(
        (line[0].as_str(), line[2].as_str()),
        ("2019-0001", "个人救助材料")
    );
    for told in ["免.3", "涉及个人隐私", "2020.9.30"] {
        assert!(line[13].contains(told), "no {told} in {}", line[13]);
    }
    assert!(
        exported(&office, 2019, "公开").is_empty(),
        "never between public lines"
    );
    office.refuses(
        "not-in-state",
        format!("post {item} --channel 公开栏 --place 乡政府 --as 周禾生"),
    );
    office.refuses("not-in-state", &exempt);
    verified(&office);
}

#[test]
fn only_the_exempt_class_is_exempted() {
    let office = three();
    let item = draft_with(&office, "主动公开的", "");
    approve(&office, &item);
    office.refuses(
        "not-exempt-class",
        format!("disclosure exempt {item} --ground 免.3 --as 周禾生"),
    );
}

#[test]
fn where_the_plan_names_no_ground_the_regulation_does() {
    let office = five();
    let item = draft_with(&office, "个人材料", "--class 不予公开");
    for sign in [
        "--step 经办 --as 周禾生",
        "--step 校对 --as 程子规",
        "--step 审核 --secrecy 不予公开 --as 林见清",
        "--step 分管领导 --as 陆望舒",
        "--step 主要领导 --as 何远山",
    ] {
        office.does(format!("sign {item} {sign}"));
    }
    let problem = office.refuses(
        "ground-unknown",
        format!("disclosure exempt {item} --ground 免.3 --as 周禾生"),
    );
    let grounds = problem["next"].as_str().unwrap();
    let first = grounds.split(['：', '、']).nth(1).unwrap();
    office.does(format!(
        "disclosure exempt {item} --ground {first} --as 周禾生"
    ));
}

#[test]
fn an_exemption_has_its_duty_and_its_day() {
    let office = three();
    let item = draft_with(&office, "个人救助材料", "--class 不予公开");
    approve(&office, &item);
    let exempt = format!("disclosure exempt {item} --ground 免.3");
    office.refuses("lacks-duty", format!("{exempt} --as 林见清"));
    let early = format!("{exempt} --as 周禾生 --on 2019-09-29");
    office.refuses("date-before-predecessor", early);
    assert_eq!(state(&office, &item), "approved");
    let late = office
        .at("2019-10-12")
        .does(format!("{exempt} --as 周禾生 --on 2019-10-09"));
    assert_eq!(late["reassess_by"], "2020-10-09");
    assert!(exported(&office, 2019, "不予")[0][13].contains("2019.10.12补录"));
}

#[test]
fn the_window_is_told_what_an_approved_secret_wants_and_on_which_grounds() {
    let office = three();
    let item = draft_with(&office, "个人救助材料", "--class 不予公开");
    approve(&office, &item);
    let desk = Desk::open_to_read(&office.folder(), office.machine()).unwrap();
    let seen = serde_json::to_value(look_at_item::run(&desk, &item).unwrap()).unwrap();
    assert_eq!(seen["next"][0], "exempt");
    let today = look_at_today::run(&desk, &look_at_today::Request::default()).unwrap();
    let today = serde_json::to_value(today).unwrap();
    let action = &today["groups"][0]["lines"][0]["actions"][0];
    assert_eq!(
        (&action["go"], &action["label"]),
        (&json!("review"), &json!("登记"))
    );
    let grounds = exempt_disclosure::grounds(&desk).unwrap();
    let codes: Vec<&str> = grounds.iter().map(|one| one.code.as_str()).collect();
    assert_eq!(
        codes,
        [
            "免.1", "免.2", "免.3", "免.4", "免.5", "法.14", "法.15", "法.16"
        ]
    );
    assert_eq!(grounds[2].text, "个人隐私");
    assert!(
        grounds[2]
            .note
            .as_deref()
            .is_some_and(|note| note.contains("第三方同意"))
    );
}
