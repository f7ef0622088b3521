//! What may leave and who decides: the gate leads to the place, one click masks, a reviewer's reason
//! lets out, the office shows less, words are pointed at, and looks at private values are kept.

use serde_json::Value;
use stage::office::Office;
use stage::workbooks::id_number;

use super::{approve, check, draft, id, release, review, shown, state, text, three};

const PHONE: &str = "13900001234";
const CARD: &str = "6228480402564890018";

fn number() -> String {
    id_number("1950-02-28".parse().unwrap(), 1)
}

/// A list of two people with telephones and cards, as a draft of entry 2.4.
fn list(office: &Office, kind: &str) -> String {
    let file = office.file(
        "名单.csv",
        format!("姓名,身份证号,联系电话,一卡通账号,金额\n钱夏禾,{},{PHONE},{CARD},630\n欧阳春生,,{PHONE},{CARD},420\n", number()),
    );
    id(&office.does(format!(
        "import {file} --entry 2.4 --kind {kind} --title 名单 --unit 上坪村村民委员会 --provider 许长福 \
         --formed-on 2019-09-25 --accept-warnings --as 周禾生"
    )))
}

fn saying(office: &Office, body: &str) -> String {
    let item = draft(office, "公示");
    let body = office.file("另一正文.txt", body);
    office.does(format!("disclosure edit {item} --body {body} --as 周禾生"));
    item
}

/// Every line of the gate of one kind.
fn lines(gate: &Value, kind: &str) -> Vec<Value> {
    let checks = gate["checks"].as_array().unwrap().iter();
    checks
        .filter(|check| check["check"] == kind)
        .cloned()
        .collect()
}

#[test]
fn a_line_of_the_gate_leads_to_its_paragraph_and_one_click_masks_it() {
    let office = three();
    let item = saying(
        &office,
        &format!("第一段。\n\n领取人{}，电话{PHONE}。", number()),
    );
    approve(&office, &item);
    let gate = office.does(format!("gate {item}"));
    let found = lines(&gate, "private-data");
    assert_eq!(found.len(), 2, "{gate}");
    for line in &found {
        assert_eq!(
            (&line["spot"], &line["fix"]),
            (&"body:2".into(), &"mask".into()),
            "{line}"
        );
        assert_eq!(
            (&line["where"], &line["level"]),
            (&"正文第 2 段".into(), &"red".into())
        );
    }
    let masked = office.does(format!("disclosure mask {item} --as 周禾生"));
    assert_eq!(
        (&masked["places"], &masked["state"]),
        (&2.into(), &"draft".into())
    );
    office.refuses(
        "nothing-to-mask",
        format!("disclosure mask {item} --as 周禾生"),
    );
    approve(&office, &item);
    assert_eq!(
        check(&office.does(format!("gate {item}")), "private-data")["level"],
        "ok"
    );
    release(&office, &item);
    let paper = office.prints(&format!("print copies {item}"));
    assert!(
        paper.contains("139****1234") && !paper.contains(PHONE),
        "{paper}"
    );
}

#[test]
fn a_warning_wants_the_reason_of_somebody_and_both_are_kept_with_the_item() {
    let office = three();
    let item = saying(&office, "经县环保局核准，截止目前已经完工。");
    office.does("words keep 完工 --better 竣工 --why 本单位习惯 --as 周禾生");
    office.does("words keep 截止目前 --leave-out --as 周禾生");
    approve(&office, &item);
    let found = lines(&office.does(format!("gate {item}")), "words");
    let told: Vec<&str> = found
        .iter()
        .filter_map(|line| line["text"].as_str())
        .collect();
    assert_eq!(told.len(), 2, "{found:?}");
    assert!(
        told[0].contains("环保局") && told[0].contains("生态环境局"),
        "{told:?}"
    );
    assert!(
        told[1].contains("完工") && told[1].contains("竣工"),
        "{told:?}"
    );
    assert!(
        found.iter().all(|line| line["level"] == "warning"),
        "it never blocks"
    );
    office.refuses("warnings", format!("release {item} --as 周禾生"));
    release(&office, &item);
    let history = office.does(format!("disclosure show {item}"));
    assert!(history.is_object());
    office.refuses("lacks-duty", "words keep 旧词 --as 林见清");
}

#[test]
fn what_the_catalogue_asks_for_and_nobody_planned_is_pointed_at() {
    let office = three();
    let item = draft(&office, "公示");
    approve(&office, &item);
    assert_eq!(
        check(&office.does(format!("gate {item}")), "channels")["level"],
        "ok"
    );
    let words = format!("release {item} --channel 公开栏 --as 周禾生");
    let problem = office.refuses("warnings", words);
    assert!(text(&problem, "/text").contains("网站"), "{problem}");
}

#[test]
fn every_character_that_no_font_has_is_named_with_its_row() {
    let office = three();
    let file = office.file(
        "名单.csv",
        "姓名,金额\n钱夏禾,630\n孙\u{2B81D}\u{2A6DE},420\n何\u{2A6DD},315\n",
    );
    let item = id(&office.does(format!(
        "import {file} --entry 2.4 --title 名单 --accept-warnings --as 周禾生"
    )));
    let found = lines(&office.does(format!("gate {item}")), "print");
    let spots: Vec<&str> = found
        .iter()
        .filter_map(|line| line["spot"].as_str())
        .collect();
    assert!(
        spots.contains(&"row:2") && spots.contains(&"row:3"),
        "{found:?}"
    );
    assert!(found.iter().all(|line| line["level"] == "red"));
}

#[test]
fn phones_and_cards_leave_only_by_a_reviewers_reason_and_then_masked() {
    let office = three();
    let item = list(&office, "低保发放");
    let allow = format!("disclosure allow {item} --what 电话 --why 方便核对领取情况");
    office.refuses(
        "not-in-state",
        format!("{allow} --reviewer 林见清 --as 周禾生"),
    );
    review(&office, &item);
    office.refuses(
        "lacks-duty",
        format!("{allow} --reviewer 何远山 --as 周禾生"),
    );
    office.refuses("lacks-duty", format!("{allow} --as 周禾生"));
    office.refuses(
        "never-let-out",
        format!(
            "disclosure allow {item} --what 健康状况 --why 想公开 --reviewer 林见清 --as 周禾生"
        ),
    );
    office
        .hears(format!(
            "disclosure allow {item} --what 天气 --why 想公开 --reviewer 林见清 --as 周禾生"
        ))
        .failed(2, "unknown-term");
    let private = format!(
        "disclosure allow {item} --what 电话 --why {} --reviewer 林见清 --as 周禾生",
        number()
    );
    office.refuses("private-data", private);
    let given = office.does(format!("{allow} --reviewer 林见清 --as 周禾生"));
    assert_eq!(given["given"][0]["reviewer"], "林见清", "{given}");
    let sheet = office.prints(&format!("print approval {item}"));
    let squeezed: String = sheet.split_whitespace().collect();
    assert!(
        squeezed.contains("公开“电话”（林见清：方便核对领取情况）"),
        "{sheet}"
    );
    office.does(format!("sign {item} --step 主要领导 --as 何远山"));
    office.refuses(
        "not-in-state",
        format!("disclosure allow {item} --what 银行账号 --why 也要 --reviewer 林见清 --as 周禾生"),
    );
    let line = check(&office.does(format!("gate {item}")), "allowance").clone();
    assert!(text(&line, "/evidence").contains("林见清"), "{line}");
    release(&office, &item);
    let paper = office.prints(&format!("print copies {item}"));
    assert!(paper.contains("139****1234"), "{paper}");
    assert!(!paper.contains(PHONE) && !paper.contains("0018"), "{paper}");
    assert_eq!(office.does("verify")["ok"], true);
}

#[test]
fn a_list_of_people_goes_online_only_where_the_reviewer_says_so() {
    let office = three();
    let item = list(&office, "低保发放");
    approve(&office, &item);
    let line = check(&office.does(format!("gate {item}")), "list-online").clone();
    assert_eq!(
        (&line["level"], &line["fix"]),
        (&"ok".into(), &"allow".into()),
        "{line}"
    );
    assert!(text(&line, "/text").contains("合计"));
    office.does(format!(
        "disclosure allow {item} --what 上网 --why 目录要求 --reviewer 林见清 --as 周禾生"
    ));
    let line = check(&office.does(format!("gate {item}")), "list-online").clone();
    assert!(text(&line, "/text").contains("审核人已确认"), "{line}");
    office.does(format!("disclosure allow {item} --what 上网 --as 周禾生"));
    let line = check(&office.does(format!("gate {item}")), "list-online").clone();
    assert!(text(&line, "/text").contains("合计"), "taken back: {line}");

    let revealing = list(&office, "残疾人两项补贴");
    approve(&office, &revealing);
    let words = format!(
        "disclosure allow {revealing} --what 上网 --why 目录要求 --reviewer 林见清 --as 周禾生"
    );
    office.refuses("never-let-out", words);
    release(&office, &revealing);
    let paper = office.prints(&format!("print copies {revealing}"));
    assert!(paper.contains("钱*") && paper.contains("欧阳*"), "{paper}");
    assert!(
        !paper.contains("钱夏禾") && !paper.contains("欧阳春生"),
        "{paper}"
    );
}

#[test]
fn an_office_shows_less_if_it_wants_and_never_more() {
    let office = three();
    office.does("rules set --column 姓名 --for 公开栏 --rule 遮盖 --as 周禾生");
    office.refuses(
        "laxer-rule",
        "rules set --column 电话 --for 公开栏 --rule 遮盖 --as 周禾生",
    );
    office.refuses(
        "lacks-duty",
        "rules set --column 姓名 --for 公开栏 --rule 不公开 --as 林见清",
    );
    let item = list(&office, "低保发放");
    approve(&office, &item);
    release(&office, &item);
    let paper = office.prints(&format!("print copies {item}"));
    assert!(
        paper.contains("钱*禾") && !paper.contains("钱夏禾"),
        "{paper}"
    );
    office.does("rules set --column 姓名 --for 公开栏 --rule ruling --as 周禾生");
    let again = list(&office, "低保发放");
    approve(&office, &again);
    release(&office, &again);
    assert!(
        office
            .prints(&format!("print copies {again}"))
            .contains("钱夏禾")
    );
    assert_eq!(state(&office, &item), "released");
}

#[test]
fn who_saw_private_values_is_kept_without_any() {
    let office = three();
    let item = list(&office, "低保发放");
    let file = office.path("名单.csv");
    assert_eq!(office.does("log --as 周禾生")["total"], 0);
    shown(&office, &item);
    office.does(format!("sheet {file}"));
    assert_eq!(
        office.does("log --as 周禾生")["total"],
        0,
        "what is masked may be looked at"
    );
    office.does(format!("disclosure show {item} --private --as 林见清"));
    office.does(format!("sheet {file} --private --as 周禾生"));
    office.does(format!("sheet {file} --raw --private --as 周禾生"));
    office.refuses("who-acts", format!("sheet {file} --private"));
    let log = office.does("log --as 周禾生");
    assert_eq!(log["total"], 3, "{log}");
    let first = log["lines"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (&first["who"], &first["way"], &first["what"], &first["rows"]),
        (
            &"林见清".into(),
            &"show-private".into(),
            &"名单".into(),
            &2.into()
        ),
        "{log}"
    );
    assert_eq!(
        (&log["lines"][1]["way"], &log["lines"][1]["rows"]),
        (&"show-private-sheet".into(), &2.into())
    );
    for never in [&number(), PHONE, CARD] {
        assert!(!log.to_string().contains(never), "{log}");
    }
    office.refuses("lacks-duty", "log --as 林见清");
    office.refuses("who-acts", "log");
    let (_, told, _) = office.tells("log --as 周禾生");
    assert!(
        told.contains("看事项原文") && told.contains("林见清"),
        "{told}"
    );
    assert_eq!(office.does("verify")["ok"], true);
}
