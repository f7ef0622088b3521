//! Names hang in the village; online goes what a list comes to, looked at as every other paper is.

use gongkai_frontdesk::Desk;
use gongkai_frontdesk::tasks::choose_papers;
use gongkai_frontdesk::words::PaperKind;
use serde_json::Value;
use stage::office::Office;
use stage::workbooks::id_number;

use super::{approve, check, id, release, review, text, three};

const SITE: &str = "--channel 村公开栏,网站";

/// Three households of a village, one of them with two rows.
fn list(office: &Office, kind: &str, body: &str) -> String {
    let number = |serial| id_number("1950-02-28".parse().unwrap(), serial);
    let file = office.file(
        "名单.csv",
        format!(
            "2019年第三季度名单\n村,姓名,身份证号,人口,标准,金额\n\
             上坪村,钱夏禾,{},2,420,840\n上坪村,欧阳春生,{},1,630,630\n上坪村,孙山竹,{},3,420,1260\n",
            number(1),
            number(3),
            number(5)
        ),
    );
    let item = id(&office.does(format!(
        "import {file} --entry 2.4 --kind {kind} --title 上坪村名单公示 --unit 上坪村村民委员会 --provider 许长福 \
         --formed-on 2019-09-25 --accept-warnings --as 周禾生"
    )));
    let body = office.file("正文.txt", body);
    office.does(format!("disclosure edit {item} --body {body} --as 周禾生"));
    item
}

fn online(office: &Office, item: &str) -> String {
    let paper = office.prints(&format!("print online {item}"));
    paper.split_whitespace().collect()
}

fn told<'v>(gate: &'v Value, kind: &str) -> Vec<&'v str> {
    let checks = gate["checks"].as_array().unwrap().iter();
    let of_kind = checks.filter(|check| check["check"] == kind);
    of_kind.filter_map(|check| check["text"].as_str()).collect()
}

#[test]
fn names_hang_in_the_village_and_online_goes_what_they_come_to() {
    let office = three();
    let item = list(&office, "低保发放", "现将名单公示如下。");
    approve(&office, &item);
    let gate = office.does(format!("gate {item}"));
    let line = check(&gate, "list-online");
    let shown = text(&line, "/evidence");
    for part in [
        "3户6人",
        "2,730.00元",
        "420.00元、630.00元",
        "2019年第三季度",
    ] {
        assert!(shown.contains(part), "{part} is not in {shown}");
    }
    release(&office, &item);
    let board = office.prints(&format!("print copies {item}"));
    assert!(board.contains("钱夏禾"), "{board}");
    let site = online(&office, &item);
    for part in [
        "3户6人",
        "2,730.00元",
        "低保发放",
        "上坪村",
        "不在网上公布",
        "监督电话",
        "现将名单公示如下",
    ] {
        assert!(site.contains(part), "{part} is not in {site}");
    }
    for name in ["钱夏禾", "欧阳春生", "孙山竹", "430699"] {
        assert!(!site.contains(name), "{name} went online: {site}");
    }
}

#[test]
fn what_a_list_of_two_comes_to_would_tell_of_each_and_stays() {
    let office = three();
    let number = |serial| id_number("1950-02-28".parse().unwrap(), serial);
    let file = office.file(
        "两户.csv",
        format!(
            "2019年第三季度名单\n村,姓名,身份证号,人口,标准,金额\n\
             上坪村,钱夏禾,{},2,420,840\n上坪村,欧阳春生,{},1,630,630\n",
            number(1),
            number(3)
        ),
    );
    let item = id(&office.does(format!(
        "import {file} --entry 2.4 --kind 低保发放 --title 上坪村名单公示 --unit 上坪村村民委员会 --provider 许长福 \
         --formed-on 2019-09-25 --accept-warnings --as 周禾生"
    )));
    approve(&office, &item);
    release(&office, &item);
    let site = online(&office, &item);
    assert!(
        site.contains("不足3户") && site.contains("不在网上公布"),
        "{site}"
    );
    for part in ["840", "630", "1,470", "2户"] {
        assert!(!site.contains(part), "{part} went online: {site}");
    }
    assert!(
        office
            .prints(&format!("print copies {item}"))
            .contains("840")
    );
}

#[test]
fn a_name_of_the_list_in_the_text_around_it_wants_a_reason() {
    let office = three();
    let item = list(&office, "低保发放", "经核实，钱夏禾一户标准有调整。");
    approve(&office, &item);
    let found = office.does(format!("gate {item}"));
    let found = told(&found, "private-data");
    assert!(
        found
            .iter()
            .any(|line| line.contains("名单上的人名：钱*禾")),
        "{found:?}"
    );
    office.refuses("warnings", format!("release {item} {SITE} --as 周禾生"));
}

#[test]
fn a_list_that_a_reviewer_lets_online_goes_as_the_site_may_show_it() {
    let office = three();
    let item = list(&office, "低保发放", "现将名单公示如下。");
    review(&office, &item);
    office.does(format!(
        "disclosure allow {item} --what 上网 --reviewer 林见清 --why 县里要求逐户公开 --as 周禾生"
    ));
    office.does(format!("sign {item} --step 主要领导 --as 何远山"));
    release(&office, &item);
    let site = online(&office, &item);
    assert!(
        site.contains("钱夏禾") && !site.contains("430699"),
        "{site}"
    );
}

#[test]
fn what_reveals_by_itself_never_has_names_online_and_what_stays_inside_never_goes() {
    let office = three();
    let item = list(&office, "残疾人两项补贴", "现将名单公示如下。");
    approve(&office, &item);
    release(&office, &item);
    let site = online(&office, &item);
    assert!(site.contains("6人") && !site.contains("钱"), "{site}");
    let inside =
        id(&office
            .does("disclosure new --entry 2.5 --title 值班安排 --class 内部公开 --as 周禾生"));
    let file = office.path("不上网.pdf");
    office.refuses("not-online", format!("print online {inside} --out {file}"));
}

#[test]
fn papers_that_an_item_cannot_have_are_not_offered_of_it() {
    let office = three();
    let listed = list(&office, "低保发放", "现将名单公示如下。");
    let bare = super::draft(&office, "公示");
    let inside =
        id(&office
            .does("disclosure new --entry 2.5 --title 值班安排 --class 内部公开 --as 周禾生"));
    let offered = |paper: PaperKind| -> Vec<String> {
        let desk = Desk::open_to_write(&office.folder(), office.machine()).unwrap();
        let request = choose_papers::Request {
            paper,
            state: None,
            year: None,
            village: None,
            entry: None,
            text: None,
            unprinted: false,
            from: 0,
            count: 50,
        };
        let lines = choose_papers::run(&desk, request).unwrap().lines;
        lines
            .iter()
            .map(|line| line.disclosure.to_string())
            .collect()
    };
    assert_eq!(offered(PaperKind::Changes), [listed.as_str()]);
    let online = offered(PaperKind::Online);
    assert!(online.contains(&listed) && online.contains(&bare) && !online.contains(&inside));
    assert_eq!(offered(PaperKind::Copies).len(), 3);
}
