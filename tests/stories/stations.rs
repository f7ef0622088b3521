//! Drafts between desks: a village's own office writes one, closes it for the township's, and hands it
//! over by stick; what both have changed is chosen by a person, and nothing is dropped.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use stage::exchange_server::{ACCESS, ExchangeServer};
use stage::office::Office;
use stage::workbooks::{people, usual};

use super::county_itself::{opened, told, until};
use super::today::today;
use super::{draft, id, shown, text, three, verified};

/// The township's office and a village's, who know each other's keys.
pub(crate) fn two() -> (Office, Office, PathBuf) {
    let (office, village) = (three(), three());
    let stick = PathBuf::from(office.path("stick"));
    office.does("office set --region 430699205 --as 周禾生");
    village.does("office set --name 上坪村村民委员会 --as 周禾生");
    let given = office.does(format!(
        "draft address --out {} --as 周禾生",
        stick.display()
    ));
    let known = village.does(format!(
        "draft office {} --as 周禾生",
        text(&given, "/file")
    ));
    assert_eq!(
        known["office_code"], given["code"],
        "both read the same code to each other"
    );
    (office, village, stick)
}

/// Hands an item over; answers with the file.
#[track_caller]
pub(crate) fn handed(village: &Office, item: &str, stick: &std::path::Path) -> String {
    let answer = village.does(format!(
        "draft hand-over {item} --out {} --unit 上坪村村民委员会 --provider 许长福 \
         --responsible 陆望舒 --agreed-on 2019-09-26 --as 周禾生",
        stick.display()
    ));
    text(&answer, "/file")
}

/// Takes a file in whose key was compared.
#[track_caller]
pub(crate) fn taken(office: &Office, file: &str) -> Value {
    let lying = office.does(format!("draft look {file}"));
    let key = text(&lying, "/packages/0/key");
    office.does(format!("draft take-in {file} --compared {key} --as 周禾生"))
}

/// A village's list, imported into its own office.
fn list(village: &Office, rows: usize) -> String {
    let file = village.file("发放表.xlsx", usual("上坪村", rows));
    id(&village.at("2019-09-26").does(format!(
        "import {file} --entry 2.4 --kind 低保发放 --title 上坪村低保金发放名单 --village 上坪村 \
         --formed-on 2019-09-25 --as 周禾生"
    )))
}

#[test]
fn a_villages_list_arrives_whole_and_nobody_else_can_read_it() {
    let (office, village, stick) = two();
    office.at("2019-09-26");
    let item = list(&village, 8);
    let attached = village.file("会议记录.txt", "评议会会议记录");
    village.does(format!("disclosure attach {item} {attached} --as 周禾生"));
    let file = handed(&village, &item, &stick);

    let bytes = fs::read(&file).unwrap();
    let lossy = String::from_utf8_lossy(&bytes);
    for person in people("上坪村", 8) {
        assert!(!lossy.contains(&person.name) && !lossy.contains(&person.id_number));
    }
    assert!(!lossy.contains("许长福") && !lossy.contains("发放名单"));
    let unknown = office.refuses(
        "station-unknown",
        format!("draft take-in {file} --as 周禾生"),
    );
    let own = village.does("draft show");
    let code = text(&own, "/office/own_code");
    assert!(
        text(&unknown, "/text").contains(&code),
        "the code that the village reads out"
    );

    let answer = taken(&office, &file);
    assert_eq!(
        (&answer["standing"], id(&answer)),
        (&json!("opened"), item.clone())
    );
    let (here, there) = (shown(&office, &item), shown(&village, &item));
    assert_eq!(here["list"]["read"], 8);
    assert_eq!(here["title"], there["title"]);
    let private = |office: &Office| {
        let whole = office.does(format!("disclosure show {item} --private --as 周禾生"));
        whole["list"]["rows"].clone()
    };
    assert_eq!(private(&office), private(&village), "every cell is there");
    assert_eq!(here["attachments"], 1);
    let came = office.does("draft show");
    let told = &came["came"][0];
    assert_eq!(
        (
            &told["unit"],
            &told["provider"],
            &told["responsible"],
            &told["agreed_on"],
            &told["handed_by"]
        ),
        (
            &json!("上坪村村民委员会"),
            &json!("许长福"),
            &json!("陆望舒"),
            &json!("2019-09-26"),
            &json!("周禾生")
        )
    );
    let sheet = office.prints(&format!("print approval {item}"));
    let sheet = sheet.replace(char::is_whitespace, "");
    assert!(
        sheet.contains("提供人：许长福来稿负责人：陆望舒（2019年9月26日审"),
        "{sheet}"
    );
    let again = office.does(format!("draft take-in {file} --as 周禾生"));
    assert_eq!(again["again"], true, "once known, never asked again");
    assert_eq!(
        office.does("disclosure list")["disclosures"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
    let same = handed(&village, &item, &stick);
    assert_eq!(same, file, "the same text is the same package");
    verified(&office);
    verified(&village);
}

#[test]
fn what_only_the_village_changed_takes_the_place_of_the_earlier_text() {
    let (office, village, stick) = two();
    let item = draft(&village, "石桥村机耕道硬化工程完工公示");
    taken(&office, &handed(&village, &item, &stick));
    village.does(format!(
        "disclosure edit {item} --title 石桥村机耕道一期完工公示 --as 周禾生"
    ));
    let second = handed(&village, &item, &stick);
    let answer = taken(&office, &second);
    assert_eq!(answer["standing"], "replaced");
    assert_eq!(shown(&office, &item)["title"], "石桥村机耕道一期完工公示");
    office.does(format!(
        "disclosure edit {item} --title 机耕道一期完工公示 --as 周禾生"
    ));
    let file = stick.join("别名.gkpkg");
    fs::copy(&second, &file).unwrap();
    assert_eq!(taken(&office, &file.display().to_string())["again"], true);
    assert_eq!(shown(&office, &item)["title"], "机耕道一期完工公示");
    verified(&office);
}

#[test]
fn two_desks_that_changed_one_item_get_both_texts_and_a_person_chooses() {
    let (office, village, stick) = two();
    let item = draft(&village, "石桥村机耕道硬化工程完工公示");
    taken(&office, &handed(&village, &item, &stick));
    let body = village.file("新正文.txt", "完工一点二公里。");
    village.does(format!(
        "disclosure edit {item} --title 石桥村机耕道一期公示 --body {body} --as 周禾生"
    ));
    office.does(format!(
        "disclosure edit {item} --title 石桥村机耕道完工公示 --element 办事结果=已验收 --as 周禾生"
    ));
    let answer = taken(&office, &handed(&village, &item, &stick));
    assert_eq!(answer["standing"], "waiting");
    assert_eq!(
        shown(&office, &item)["title"],
        "石桥村机耕道完工公示",
        "nothing is written over"
    );
    let texts = office.does(format!("draft texts {item}"));
    let told: Vec<(&Value, &Value)> = texts["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| (&line["field"], &line["changed_by"]))
        .collect();
    assert_eq!(
        told,
        [
            (&json!("title"), &Value::Null),
            (&json!("body"), &json!("theirs")),
            (&json!("outcome"), &json!("ours")),
        ]
    );
    assert_eq!(
        (&texts["fields"][0]["ours"], &texts["fields"][0]["theirs"]),
        (
            &json!("石桥村机耕道完工公示"),
            &json!("石桥村机耕道一期公示")
        )
    );
    office.refuses("not-chosen", format!("draft choose {item} --as 周禾生"));
    office.does(format!(
        "draft choose {item} --take 题名=来稿的 --as 周禾生"
    ));
    let whole = shown(&office, &item);
    assert_eq!(
        (
            &whole["title"],
            &whole["body"],
            &whole["elements"]["outcome"]
        ),
        (
            &json!("石桥村机耕道一期公示"),
            &json!("完工一点二公里。"),
            &json!("已验收")
        )
    );
    let store = rusqlite::Connection::open(office.folder().join("registry.db")).unwrap();
    let kept: String = store
        .query_row(
            "SELECT group_concat(content) FROM disclosure_version WHERE disclosure = ?1",
            [&item],
            |row| row.get(0),
        )
        .unwrap();
    for text in ["石桥村机耕道完工公示", "石桥村机耕道一期公示"] {
        assert!(kept.contains(text), "{text} stays among the earlier texts");
    }
    office.refuses("nothing-to-choose", format!("draft texts {item}"));
    verified(&office);
}

#[test]
fn what_is_changed_on_the_way_or_meant_for_another_is_refused() {
    let (office, village, stick) = two();
    let (_, stranger, _) = two();
    let item = draft(&village, "石桥村机耕道硬化工程完工公示");
    let file = handed(&village, &item, &stick);
    stranger.refuses(
        "draft-for-another",
        format!("draft take-in {file} --as 周禾生"),
    );
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    let spoilt = office.file("坏的.gkpkg", &bytes);
    office.refuses(
        "draft-package",
        format!("draft take-in {spoilt} --as 周禾生"),
    );
    office.refuses(
        "draft-package",
        format!(
            "draft take-in {} --as 周禾生",
            office.file("不是.gkpkg", "x")
        ),
    );
    let count = office.does("disclosure list");
    assert_eq!(count["disclosures"].as_array().map(Vec::len), Some(0));
    verified(&office);
}

#[test]
fn by_an_exchange_server_a_draft_goes_without_a_stick_and_is_fetched_once() {
    let (office, village, stick) = two();
    let server = ExchangeServer::start();
    let place = |desk: &Office| {
        let access = desk.file("inbox.key", ACCESS);
        let kept = desk.does(format!(
            "draft exchange {} --access {access} --as 周禾生",
            server.address()
        ));
        assert_eq!(kept["why_not"], Value::Null);
    };
    village.refuses("no-exchange", "draft fetch");
    let item = draft(&village, "石桥村机耕道硬化工程完工公示");
    let hands_over = format!(
        "draft hand-over {item} --unit 上坪村村民委员会 --provider 许长福 --responsible 陆望舒 \
         --agreed-on 2019-09-26 --as 周禾生"
    );
    village.refuses("no-exchange", &hands_over);
    place(&village);
    place(&office);
    let handed = village.does(&hands_over);
    assert_eq!(handed["exchange"], server.address());
    assert_eq!(village.does(&hands_over)["again"], true);
    let lying = server.inbox().join("drafts/430699205");
    assert_eq!(fs::read_dir(&lying).unwrap().count(), 1, "laid once, whole");

    // The window fetches by itself, and takes nothing in; a desk that hands over fetches nothing.
    let doors = [opened(&office), opened(&village)];
    let came = |desk: &Office| {
        let fetched = desk.folder().join("来稿");
        fs::read_dir(fetched).map_or(0, Iterator::count)
    };
    until("the draft has come", || came(&office) == 1);
    let lines = told(&doors[0], "look-at-today", json!({})).unwrap();
    let lines = lines.to_string();
    assert!(lines.contains("站所和村交来的草稿等着收"), "{lines}");
    for door in doors {
        door.close();
    }
    assert_eq!(came(&village), 0);
    let come = office.does("draft fetch");
    assert_eq!(come["packages"].as_array().map(Vec::len), Some(1));
    let file = text(&come, "/packages/0/file");
    assert_eq!(taken(&office, &file)["standing"], "opened");
    assert_eq!(
        shown(&office, &item)["title"],
        "石桥村机耕道硬化工程完工公示"
    );
    assert_eq!(office.does("draft fetch")["packages"], json!([]));
    assert!(!PathBuf::from(&file).exists(), "the store keeps it");
    assert_eq!(
        fs::read_dir(&lying).unwrap().count(),
        1,
        "nothing is removed there"
    );

    village.does(format!(
        "disclosure edit {item} --title 机耕道一期完工公示 --as 周禾生"
    ));
    office.does(format!(
        "disclosure edit {item} --title 机耕道完工公示 --as 周禾生"
    ));
    drop(server);
    let unreachable = village.refuses("unreachable", &hands_over);
    assert!(
        text(&unreachable, "/text").contains("交换服务器"),
        "{unreachable}"
    );
    let same = self::handed(&village, &item, &stick);
    assert!(
        same.contains("430699205-00000002-"),
        "packed once, carried by stick: {same}"
    );
    assert_eq!(taken(&office, &same)["standing"], "waiting");
    let lines = today(&office, None).to_string();
    assert!(lines.contains("两边都改过"), "{lines}");
    verified(&office);
    verified(&village);
}

#[test]
fn a_share_that_both_reach_is_an_exchange_place_too() {
    let (office, village, stick) = two();
    fs::create_dir_all(&stick).unwrap();
    for desk in [&office, &village] {
        let kept = desk.does(format!("draft exchange {} --as 周禾生", stick.display()));
        assert_eq!(kept["why_not"], Value::Null);
    }
    let item = draft(&village, "石桥村水渠清淤工程完工公示");
    village.does(format!(
        "draft hand-over {item} --provider 许长福 --responsible 陆望舒 --as 周禾生"
    ));
    let come = office.does("draft fetch");
    assert_eq!(
        taken(&office, &text(&come, "/packages/0/file"))["standing"],
        "opened"
    );
    let none = office.does("draft exchange --as 周禾生");
    assert_eq!(none["address"], Value::Null);
    office.refuses("no-exchange", "draft fetch");
    fs::remove_dir_all(&stick).unwrap();
    let gone = village.refuses(
        "no-folder",
        format!("draft hand-over {item} --provider 许长福 --responsible 陆望舒 --as 周禾生"),
    );
    assert!(text(&gone, "/text").contains("交换文件夹"), "{gone}");
}
