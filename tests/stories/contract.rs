//! The command line is a contract: exit statuses, one JSON object, one shape of a problem.

use gongkai_frontdesk::Desk;
use serde_json::{Value, json};

use super::{PROGRAM, draft, id, released, shown, state, text, three};
use stage::office::Office;

#[test]
fn wrong_usage_is_two_and_says_so_as_a_problem() {
    let office = three();
    for words in [
        "",
        "没有的命令",
        "staff",
        "staff fire",
        "sheet",
        "sign",
        "import --entry 2.4",
        "import a.xlsx --entry 2.4",
        "disclosure new --class 半公开 --as 周禾生",
        "disclosure new --on 昨天 --as 周禾生",
        "disclosure new --element 没有等号 --as 周禾生",
        "sign 0123 --step 盖章 --as 周禾生",
        "sign 0123 --step 经办 --kind 微信 --as 周禾生",
        "release 0123 --posted 501 --as 周禾生",
        "release 0123 --channel 喇叭 --as 周禾生",
        "register show --year 2019 --book 黑账",
        "mask colour 红",
        "workday add 2019-02-30 1",
        "workday add 2019-02-28 -1",
        "verify --nonsense",
        "print copies 0123",
    ] {
        office.hears(words).failed(2, "usage");
    }
}

#[test]
fn a_command_without_its_office_says_so() {
    let office = Office::unfounded(PROGRAM);
    for words in [
        "verify",
        "disclosure list",
        "staff list",
        "search 甲",
        "gate 01234567",
    ] {
        office.hears(words).failed(3, "office-missing");
    }
    assert!(!office.folder().exists(), "looking founds no office");
    let words = "init --name 青禾乡人民政府 --county 样例县 --prefix 青政 --catalogue";
    office
        .hears(format!("{words} 没有.json"))
        .failed(3, "catalogue-missing");
    assert!(!office.folder().exists(), "half an office");
    let founded = office.does(format!("{words} mujin"));
    assert_eq!(text(&founded, "/office").len(), 36);
    office.refuses("office-exists", format!("{words} mujin"));
    let told = office.does("office show");
    assert_eq!(
        (&told["name"], &told["supervision_phone"]),
        (&json!("青禾乡人民政府"), &Value::Null)
    );
}

#[test]
fn four_commands_need_no_office() {
    let office = Office::unfounded(PROGRAM);
    let file = office.file("名单.csv", "姓名,金额\n钱夏禾,630\n");
    for words in [
        format!("sheet {file}"),
        format!("sheet {file} --raw"),
        format!("scan {file}"),
        "workday is 2019-10-01".to_owned(),
        "mask name 张三".to_owned(),
    ] {
        office.does(words);
    }
    assert!(!office.folder().exists());
}

#[test]
fn flags_stand_before_or_after_the_command() {
    let office = three();
    let folder = office.folder();
    let folder = folder.to_str().unwrap();
    let said = |words: &str| {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let words = format!("gongkai {words}");
        let arguments = words.split_whitespace().map(Into::into);
        let status = gongkai_cli::run(arguments, office.machine(), &mut out, &mut err);
        assert!(err.is_empty() && status == 0, "{words}");
        String::from_utf8(out).unwrap()
    };
    let before = said(&format!("--office {folder} --json staff list"));
    for words in [
        format!("staff list --json --office {folder}"),
        format!("staff --json list --office {folder}"),
        format!("--json staff --office {folder} list"),
    ] {
        assert_eq!(said(&words), before);
    }
    assert_eq!(before.lines().count(), 1, "one line, one object");
    assert!(serde_json::from_str::<Value>(&before).unwrap().is_object());
}

#[test]
fn without_json_a_person_is_told_in_chinese() {
    let office = three();
    let (item, number) = released(&office, "公示");
    for (words, told) in [
        ("staff list".to_owned(), "周禾生"),
        ("disclosure list".to_owned(), number.as_str()),
        ("chain show".to_owned(), "主要领导"),
        ("verify".to_owned(), ""),
        ("workday is 2019-10-01".to_owned(), ""),
    ] {
        let (status, out, err) = office.tells(&words);
        assert_eq!((status, err.as_str()), (0, ""), "{words}");
        assert!(
            out.contains(told) && !out.trim().is_empty(),
            "{words}: {out}"
        );
        assert!(!out.starts_with('{'), "{words}: {out}");
    }
    let (status, out, err) = office.tells(format!("release {item} --as 周禾生"));
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(err.contains("已发布"), "{err}");
    let (status, out, _) = office.tells("--help");
    assert!(status == 0 && out.contains("登记簿"), "{out}");
}

#[test]
fn words_are_typed_in_chinese_or_in_code_and_answered_in_code() {
    let office = three();
    let body = office.file("正文.txt", "公示。");
    for (class, channel, kind, step, secrecy) in [
        (
            "主动公开",
            "公开栏",
            "本机",
            ["经办", "审核", "主要领导"],
            "可公开",
        ),
        (
            "proactive",
            "notice_board",
            "here",
            ["draft", "review", "approve"],
            "open",
        ),
    ] {
        let item = id(&office.does(format!(
            "disclosure new --entry 2.5 --title 公示 --class {class} --body {body} --as 周禾生"
        )));
        let [first, second, third] = step;
        office.does(format!(
            "sign {item} --step {first} --kind {kind} --as 周禾生"
        ));
        office.does(format!(
            "sign {item} --step {second} --secrecy {secrecy} --as 林见清"
        ));
        office.does(format!("sign {item} --step {third} --as 何远山"));
        let words =
            format!("release {item} --channel {channel} --accept-warnings --why 急 --as 周禾生");
        office.does(words);
        let whole = shown(&office, &item);
        assert_eq!(
            (&whole["class"], &whole["channels"]),
            (&json!("proactive"), &json!(["notice_board"]))
        );
        assert_eq!(whole["signatures"][1]["step"], "review");
        assert_eq!(whole["signatures"][0]["kind"], "here");
    }
    let staff =
        office.does("staff add --name 苏叶 --duty archive --duty 发布 --unit 民政办 --as 周禾生");
    let added = staff["staff"]
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["name"] == "苏叶");
    assert_eq!(
        added.unwrap(),
        &json!({"name": "苏叶", "duties": ["release", "archive"], "unit": "民政办"})
    );
}

#[test]
fn a_unique_prefix_of_eight_characters_is_an_id() {
    let office = three();
    let first = draft(&office, "一");
    let second = draft(office.at("2019-10-09"), "二");
    assert_eq!(id(&shown(&office, &first[..8])), first);
    assert_eq!(id(&shown(&office, &second[..8])), second);
    assert_eq!(id(&shown(&office, &second.to_uppercase())), second);
    office.refuses("not-found", format!("disclosure show {}", &first[..7]));
    office.refuses("not-found", "disclosure show ffffffff");
    draft(&office, "同一天的");
    office.refuses("ambiguous", format!("disclosure show {}", &second[..8]));
    office.refuses(
        "ambiguous",
        format!("sign {} --step 经办 --as 周禾生", &second[..8]),
    );
    assert_eq!(id(&shown(&office, &second)), second);
}

#[test]
fn every_writing_command_asks_who_acts() {
    let office = three();
    let (item, number) = released(&office, "公示");
    let item = &item;
    let waiting = draft(&office, "在途");
    let file = office.file("名单.csv", "姓名,金额\n钱夏禾,630\n");
    for words in [
        "staff add --name 苏叶 --duty 经办".to_owned(),
        "chain set --steps 经办,审核,主要领导".to_owned(),
        "office set --county 邻县".to_owned(),
        format!("import {file} --entry 2.4 --title 名单"),
        format!("import undo {waiting}"),
        "disclosure new --entry 2.5 --title 公示".to_owned(),
        format!("disclosure edit {waiting} --title 改"),
        format!("disclosure attach {waiting} {file}"),
        format!("disclosure exempt {waiting} --ground 免.3"),
        format!("disclosure copy {item} --formed-on 2019-09-30"),
        format!("sign {waiting} --step 经办"),
        format!("return {waiting} --why 改"),
        format!("release {waiting}"),
        format!("post {item} --channel 公开栏 --place 乡政府"),
        format!("take-down {item} --place 乡政府"),
        format!("hand-over {item} --copy {number}-1 --to 县 --by 专人"),
        format!("correct {item} --why 改"),
        format!("withdraw {item} --why 撤"),
        format!("register void {number} --why 错"),
        "register close --year 2018".to_owned(),
    ] {
        office.refuses("who-acts", &words);
        office.refuses("not-found", format!("{words} --as 无名氏"));
    }
    assert_eq!(
        (state(&office, item), state(&office, &waiting)),
        ("released".into(), "draft".into())
    );
}

#[test]
fn while_one_writes_others_read_and_do_not_write() {
    let office = three();
    let item = draft(&office, "公示");
    let desk = Desk::open_to_write(&office.folder(), office.machine()).unwrap();
    let write = format!("sign {item} --step 经办 --as 周禾生");
    office
        .hears_from_afar("2019-09-30", &write)
        .refused("office-busy");
    office.refuses("office-busy", &write);
    let read = office
        .hears_from_afar("2019-09-30", &format!("disclosure show {item}"))
        .done();
    assert_eq!(
        (&read["state"], &read["title"]),
        (&json!("draft"), &json!("公示"))
    );
    assert_eq!(
        office.hears_from_afar("2019-09-30", "verify").done()["ok"],
        true
    );
    drop(desk);
    let answer = office.hears_from_afar("2019-09-30", &write).done();
    assert_eq!(answer["state"], "submitted");
    assert_eq!(state(&office, &item), "submitted");
}

#[test]
fn a_reader_does_not_hinder_a_writer() {
    let office = three();
    let item = draft(&office, "公示");
    let reader = Desk::open_to_read(&office.folder(), office.machine()).unwrap();
    office.does(format!("sign {item} --step 经办 --as 周禾生"));
    drop(reader);
    assert_eq!(state(&office, &item), "submitted");
}

#[test]
fn work_days_follow_the_state_council() {
    let office = Office::unfounded(PROGRAM);
    for (day, workday) in [
        ("2019-09-29", true),
        ("2019-09-30", true),
        ("2019-10-01", false),
        ("2019-10-07", false),
        ("2019-10-12", true),
        ("2019-10-13", false),
        ("2020-01-31", false),
        ("2020-02-01", false),
    ] {
        let answer = office.does(format!("workday is {day}"));
        assert_eq!(answer, json!({"workday": workday}), "{day}");
    }
    for (from, days, until) in [
        ("2019-09-25", 20, "2019-10-28"),
        ("2019-09-30", 1, "2019-10-08"),
        ("2019-12-31", 1, "2020-01-02"),
    ] {
        let answer = office.does(format!("workday add {from} {days}"));
        assert_eq!(answer["date"], until, "{from} + {days}");
    }
    for words in [
        "workday is 2031-01-01",
        "workday add 2031-01-01 1",
        "workday is 1999-01-01",
    ] {
        office.refuses("calendar-year-missing", words);
    }
    let last = "workday add 2026-12-31 1";
    office.refuses("calendar-year-missing", last);
}

#[test]
fn the_plans_catalogue_is_listed_with_its_own_numbers() {
    let office = three();
    let entries = office.does("catalogue list")["entries"].clone();
    let find = |code: &str| -> Value {
        let found = entries
            .as_array()
            .unwrap()
            .iter()
            .find(|entry| entry["code"] == code);
        found.unwrap_or_else(|| panic!("no entry {code}")).clone()
    };
    let entry = find("2.4");
    assert_eq!(
        (&entry["name"], &entry["parent"]),
        (&json!("低保、救灾物资发放"), &json!("2"))
    );
    assert_eq!(
        (&entry["mode"], &entry["posting"]["n"]),
        (&json!("proactive"), &json!(7))
    );
    assert_eq!(
        (&entry["channels"], &entry["elements"]),
        (&json!(["notice_board", "website"]), &json!({}))
    );
    assert_eq!(
        (&find("内")["mode"], &find("免.3")["mode"]),
        (&json!("internal"), &json!("exempt"))
    );
    for code in ["1", "1.1", "7", "免.1", "免.5", "动态"] {
        find(code);
    }
}
