//! Reports of a period go to the county by the same chain as items: nothing to disclose, the office's
//! counts, and a released item that is the annual report; each once.

use std::path::Path;

use serde_json::json;
use stage::office::Office;

use super::county::{json_part, lying, part, with_stick};
use super::county_itself::{opened, told};
use super::{released, text, verified};

#[test]
fn a_month_without_disclosures_is_reported_once_and_one_with_them_is_counted() {
    let (office, stick) = with_stick();
    released(&office, "石桥村机耕道硬化工程完工公示");
    office.at("2019-11-05");
    let nil = office.does("county period 零报告 --period 2019-10 --as 周禾生");
    assert_eq!(nil["figures"], json!({ "主动公开": 0 }));
    office.refuses(
        "report-written",
        "county period 零报告 --month 2019-10 --as 周禾生",
    );
    office.refuses(
        "not-nil",
        "county period 零报告 --period 2019-09 --as 周禾生",
    );
    office.refuses(
        "period-not-over",
        "county period 零报告 --period 2019-11 --as 周禾生",
    );
    let counted = office.does("county period 统计 --period 2019-Q3 --as 周禾生");
    assert_eq!(
        (
            &counted["figures"]["合计"],
            &counted["figures"]["主动公开"],
            &counted["figures"]["2019年9月"]
        ),
        (&json!(1), &json!(1), &json!(1))
    );
    assert_eq!(office.does("county sync --as 周禾生")["sent"], 3);
    let packages = lying(&stick);
    let kinds: Vec<String> = packages
        .iter()
        .map(|package: &std::path::PathBuf| text(&json_part(package, "manifest.json"), "/kind"))
        .collect();
    assert_eq!(kinds, ["disclosure", "nil_report", "statistics"]);
    let sheet = json_part(&packages[2], "metadata.json");
    assert_eq!(
        (&sheet["期间"], &sheet["数据"]["合计"]),
        (&json!("2019-Q3"), &json!(1))
    );
    let words = String::from_utf8(part(&packages[1], "text.txt")).unwrap();
    assert_eq!(words, "2019年10月没有应当公开的事项。");
    assert_eq!(office.does("county sync --as 周禾生")["sent"], 0);
    assert_eq!(office.does("county periods")["reports"][0]["number"], 3);
    verified(&office);
}

#[test]
fn a_void_line_counts_neither_in_statistics_nor_against_a_nil_report() {
    let (office, _stick) = with_stick();
    released(&office, "石桥村机耕道硬化工程完工公示");
    let (_, twice) = released(&office, "石桥村机耕道硬化工程完工公示（重复）");
    let void = |number: &str| format!("register void {number} --why 重复登记 --as 周禾生");
    office.does(void(&twice));
    office.at("2019-11-05");
    let counted = office.does("county period 统计 --period 2019-09 --as 周禾生");
    let figures = counted["figures"].as_object().unwrap();
    for (name, count) in figures {
        assert_eq!(count, 1, "{name}: {figures:?}");
    }
    assert_eq!(figures["合计"], 1);
    office.does(void("2019-0001"));
    office.does("county period 零报告 --period 2019-Q3 --as 周禾生");
    verified(&office);
}

#[test]
fn a_released_item_goes_as_the_annual_report_with_its_paper() {
    let (office, stick) = with_stick();
    let (item, _) = released(&office, "2018年政府信息公开工作年度报告");
    office.refuses(
        "field-missing",
        "county period 年度报告 --period 2018 --as 周禾生",
    );
    office.does(format!(
        "county period 年度报告 --period 2018 --item {item} --as 周禾生"
    ));
    office.does("county sync --as 周禾生");
    let report: &Path = &lying(&stick)[1];
    let sheet = json_part(report, "metadata.json");
    assert_eq!(
        (&sheet["期间"], &sheet["名称"]),
        (&json!("2018"), &json!("2018年政府信息公开工作年度报告"))
    );
    assert!(part(report, "copy.pdf").starts_with(b"%PDF-"));
    verified(&office);
}

#[test]
fn what_a_person_brought_waits_no_more_and_is_never_sealed() {
    let (office, stick) = with_stick();
    office.at("2019-11-05");
    office.does("county period 零报告 --period 2019-10 --as 周禾生");
    office.does("county period 统计 --period 2019-Q3 --as 周禾生");
    let waits = |what: &str| {
        let status = office.does("county status");
        let lines = status["waiting"].as_array().unwrap().clone();
        lines.iter().any(|line| line["period"] == what)
    };
    let by_hand = "county set-up --carrier 手工填报 --as 周禾生";
    office.does(by_hand);
    assert!(waits("2019-10") && waits("2019-Q3"));
    assert_eq!(line_of_today(&office), "2 件");
    let bring = "county brought 零报告 --period 2019-10 --as 周禾生";
    office.refuses("field-missing", bring);
    let early = format!("{bring} --how 填进县网站 --on 2019-11-01");
    office.refuses("date-before-predecessor", early);
    office.does(format!("{bring} --how 电话报给县政务公开办"));
    let again = office.does(format!("{bring} --how 填进县网站统计栏"));
    assert_eq!(again["on"], "2019-11-05");
    office.refuses(
        "no-such-report",
        "county brought 零报告 --period 2019-09 --how 填进县网站 --as 周禾生",
    );
    assert_eq!(line_of_today(&office), "1 件");
    assert!(!waits("2019-10") && waits("2019-Q3"));
    assert_eq!(office.does("county status")["by_hand"], 1);
    let reports = office.does("county periods");
    assert_eq!(reports["reports"][1]["brought"], "填进县网站统计栏");
    // The county has got a folder since: only what nobody brought goes into it.
    office.does(format!(
        "county set-up --carrier 文件夹 --address {} --township 430699205 --as 周禾生",
        stick.display()
    ));
    assert_eq!(office.does("county sync --as 周禾生")["sent"], 1);
    office.refuses(
        "report-sealed",
        "county brought 统计 --period 2019-Q3 --how 填进县网站 --as 周禾生",
    );
    verified(&office);
}

/// How much 今日 says is to be typed into the county's web system.
fn line_of_today(office: &Office) -> String {
    let door = opened(office);
    let today = told(&door, "look-at-today", json!({ "who": "周禾生" })).unwrap();
    door.close();
    let groups = today["groups"].as_array().unwrap().iter();
    let mut lines = groups.flat_map(|group| group["lines"].as_array().unwrap());
    let line = lines.find(|line| line["title"] == "等着填进县网站");
    text(line.expect("the line"), "/note")
}
