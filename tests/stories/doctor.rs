//! The ID doctor and what a list looks like beside the others: destroyed numbers with their reason,
//! one person on two lists, who joined and who left, told to the clerk and printed for the leader.

use serde_json::{Value, json};

use super::importing::{look, looks, number, writes, zhou};
use super::{id, text, three, verified};
use gongkai_frontdesk::tasks::mend_import::Work;
use gongkai_frontdesk::tasks::{compare_list, fill_number};
use stage::office::Office;

/// A list: title, header, people as name, number, amount.
fn list(title: &str, people: &[(&str, String, &str)]) -> String {
    let mut text = format!("{title}\n姓名,身份证号,金额\n");
    for (name, number, amount) in people {
        text.push_str(&format!("{name},{number},{amount}\n"));
    }
    text
}

fn paid(village: &str, quarter: &str, people: &[(&str, String, &str)]) -> String {
    list(
        &format!("{village}2019年第{quarter}季度农村低保金发放花名册"),
        people,
    )
}

/// Imports a list into a draft of its own.
#[track_caller]
fn import(office: &Office, name: &str, content: String, kind: &str) -> String {
    let file = office.file(name, content);
    let stem = name.trim_end_matches(".csv");
    id(&office.does(format!(
        "import {file} --entry 2.4 --kind {kind} --title {stem} --accept-warnings --as 周禾生"
    )))
}

/// The same of what a village paid out in a quarter.
#[track_caller]
fn import_paid(
    office: &Office,
    name: &str,
    (village, quarter): (&str, &str),
    people: &[(&str, String, &str)],
) -> String {
    import(office, name, paid(village, quarter, people), "低保发放")
}

fn ailment<'a>(answer: &'a Value, code: &str) -> &'a Value {
    let all = answer["numbers"]["ailments"].as_array().expect("ailments");
    all.iter()
        .find(|one| one["ailment"] == code)
        .unwrap_or_else(|| panic!("no {code} in {answer}"))
}

#[test]
fn numbers_that_a_spreadsheet_destroyed_are_named_with_their_reason() {
    let office = three();
    let whole = number(1);
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("名单").unwrap();
    for (column, title) in ["姓名", "身份证号", "低保金"].iter().enumerate() {
        sheet.write(0, column as u16, *title).unwrap();
    }
    let names = ["甲一", "乙二", "丙三", "丁四", "戊五", "己六"];
    for (row, name) in (1..).zip(names) {
        sheet.write(row, 0, name).unwrap();
        sheet.write(row, 2, 630).unwrap();
    }
    sheet.write(1, 1, "4.30699E+17").unwrap();
    sheet.write(2, 1, 430_699_195_002_280_011_f64).unwrap();
    sheet.write(3, 1, &whole[..16]).unwrap();
    sheet.write(4, 1, format!("'{whole}")).unwrap();
    sheet.write(5, 1, number(2)).unwrap();
    sheet.write(6, 1, "13800000000").unwrap();
    let file = office.file("名单.xlsx", book.save_to_buffer().unwrap());
    let answer = office.does(format!("import check {file}"));
    let numbers = &answer["numbers"];
    assert_eq!(
        (&numbers["rows"], &numbers["good"], &numbers["send_back"]),
        (&json!(6), &json!(2), &json!(4)),
        "{answer}"
    );
    for (code, row) in [
        ("scientific", 2),
        ("truncated", 4),
        ("text_mark", 5),
        ("other_number", 7),
    ] {
        assert_eq!(ailment(&answer, code)["rows"][0]["row"], row, "{code}");
    }
    let float = ["trailing_zeros", "rounded"].map(|code| answer.to_string().contains(code));
    assert!(float.contains(&true), "{answer}");
    assert_eq!(ailment(&answer, "text_mark")["cured"], true);
    assert_eq!(ailment(&answer, "scientific")["by_spreadsheet"], true);
    let said = answer.to_string();
    assert!(!said.contains(&whole) && !said.contains("430699"), "{said}");
    let told = office.tells(format!("import check {file}")).1;
    assert!(told.contains("成了科学记数法：1 行"), "{told}");
}

#[test]
fn who_joined_who_left_and_whose_amount_changed_is_printed_for_the_leader() {
    let office = three();
    import_paid(
        &office,
        "上坪二.csv",
        ("上坪村", "二"),
        &[
            ("钱夏禾", number(1), "630"),
            ("孙山", number(2), "630"),
            ("李河", number(3), "420"),
        ],
    );
    let now = import_paid(
        &office,
        "上坪三.csv",
        ("上坪村", "三"),
        &[
            ("钱夏禾", number(1), "840"),
            ("李河", number(3), "420"),
            ("吴谷雨", number(4), "315"),
        ],
    );
    let answer = office.does(format!("disclosure compare {now}"));
    let before = &answer["before"];
    assert_eq!(
        (&before["joined"][0]["name"], &before["left"][0]["name"]),
        (&json!("吴谷雨"), &json!("孙山")),
        "{answer}"
    );
    let changed = &before["changed"][0];
    assert_eq!(
        (&changed["before"], &changed["now"]),
        (&json!(63_000), &json!(84_000))
    );
    assert_eq!(
        (&answer["amount"], &before["amount"]),
        (&json!(157_500), &json!(168_000))
    );
    let paper = office.prints(&format!("print changes {now}"));
    for said in [
        "名单变动表",
        "2019年第三季度与2019年第二季度比对",
        "新增 1 人，退出 1 人，金额变化 1 人",
        "吴谷雨",
        "孙山",
        "210.00",
        "比上期少 105.00 元",
        "核对人",
    ] {
        assert!(paper.contains(said), "{said} in\n{paper}");
    }
    for order in 1..=4 {
        assert!(!paper.contains(&number(order)[..14]));
    }
    // The first of all has nothing before it, and says so.
    let first = import_paid(
        &office,
        "石桥三.csv",
        ("石桥村", "三"),
        &[("周山", number(9), "630")],
    );
    assert_eq!(
        office.does(format!("disclosure compare {first}"))["before"],
        Value::Null
    );
    assert!(
        office
            .prints(&format!("print changes {first}"))
            .contains("没有可以比对的上一期")
    );
    verified(&office);
}

#[test]
fn one_person_on_two_villages_lists_and_on_lists_that_exclude_each_other_is_found() {
    let office = three();
    import_paid(
        &office,
        "石桥低保.csv",
        ("石桥村", "三"),
        &[("孙山", number(2), "630"), ("赵玉田", number(8), "630")],
    );
    import(
        &office,
        "上坪特困.csv",
        list(
            "上坪村2019年第三季度特困人员供养金发放花名册",
            &[("李河", number(3), "900"), ("郑小满", number(7), "900")],
        ),
        "特困供养",
    );
    let file = office.file(
        "上坪低保.csv",
        paid(
            "上坪村",
            "三",
            &[
                ("钱夏禾", number(1), "630"),
                // A namesake in another village is another person; the number tells.
                ("赵玉田", number(6), "630"),
                ("孙山山", number(2), "630"),
                ("李河", number(3), "420"),
            ],
        ),
    );
    let answer = office.does(format!("import check {file} --kind 低保发放"));
    let compared = &answer["compared"];
    assert_eq!(compared["elsewhere_count"], 1, "{compared}");
    assert_eq!(
        (
            &compared["elsewhere"][0]["row"],
            &compared["elsewhere"][0]["other"]
        ),
        (&json!(5), &json!("石桥低保"))
    );
    assert_eq!(compared["excluded_count"], 1, "{compared}");
    let excluded = &compared["excluded"][0];
    assert_eq!(
        (&excluded["name"], &excluded["other"]),
        (&json!("李河"), &json!("上坪特困"))
    );
    let source = text(excluded, "/source");
    assert!(source.contains("国发〔2016〕14号"), "{source}");
    let kept = import(
        &office,
        "上坪低保三.csv",
        std::fs::read_to_string(&file).unwrap(),
        "低保发放",
    );
    let paper = office.prints(&format!("print changes {kept}"));
    assert!(
        paper.contains("需要核对（2 人）") && paper.contains("国发〔2016〕14号"),
        "{paper}"
    );
    // What was set aside stands on no list.
    let list = office.does("disclosure list");
    let destitute = list["disclosures"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["title"] == "上坪特困")
        .map(|one| text(one, "/disclosure"));
    office.does(format!(
        "disclosure set-aside {} --why 重复 --as 周禾生",
        destitute.unwrap()
    ));
    let answer = office.does(format!("disclosure compare {kept}"));
    assert_eq!(answer["excluded_count"], 0);
}

/// Names with their numbers, as a village writes a household's members into one cell.
fn families(title: &str, people: &[(&str, String, &str)]) -> String {
    let mut text = format!("{title}\n姓名,身份证号,家庭成员,金额\n");
    for (name, number, members) in people {
        text.push_str(&format!("{name},{number},{members},630\n"));
    }
    text
}

#[test]
fn a_member_of_a_household_is_found_on_the_list_that_excludes_it() {
    let office = three();
    let of = |name: &str, serial| format!("{name}（妻，身份证号 {}）", number(serial));
    import(
        &office,
        "上坪特困.csv",
        families(
            "上坪村2019年第三季度特困人员供养金发放花名册",
            &[
                ("李小河", number(7), String::new().as_str()),
                ("郑小满", number(8), of("郑春枝", 4).as_str()),
            ],
        ),
        "特困供养",
    );
    let kept = import(
        &office,
        "上坪低保.csv",
        families(
            "上坪村2019年第三季度农村低保金发放花名册",
            &[
                ("钱夏禾", number(1), of("李小河", 7).as_str()),
                ("赵玉田", number(2), of("赵小溪", 6).as_str()),
                ("郑春枝", number(4), String::new().as_str()),
            ],
        ),
        "低保发放",
    );
    let answer = office.does(format!("disclosure compare {kept}"));
    assert_eq!(answer["excluded_count"], 2, "{answer}");
    for (one, name, row) in [(0, "钱夏禾", 3), (1, "郑春枝", 4)] {
        let found = &answer["excluded"][one];
        assert_eq!(
            (&found["name"], &found["other_row"], &found["told"]),
            (&json!(name), &json!(row), &json!("家庭成员的号码相同"))
        );
    }
    let paper = office.prints(&format!("print changes {kept}"));
    assert!(paper.contains("家庭成员的号码相同"), "{paper}");
    let whole = office.does(format!("disclosure show {kept}"));
    assert!(!whole.to_string().contains(&number(7)), "{whole}");
}

#[test]
fn a_number_that_was_lost_is_filled_in_from_the_last_period() {
    let office = three();
    import_paid(
        &office,
        "上坪二.csv",
        ("上坪村", "二"),
        &[("钱夏禾", number(1), "630"), ("孙山", number(2), "630")],
    );
    let lost = format!("{}000", &number(1)[..15]);
    let file = office.file(
        "上坪三.csv",
        paid(
            "上坪村",
            "三",
            &[
                ("钱夏禾", lost, "630"),
                ("孙山", "4.30699E+17".to_owned(), "630"),
                ("郑新来", "4.30699E+17".to_owned(), "630"),
            ],
        ),
    );
    let answer = office.does(format!("import check {file}"));
    let zeros = &ailment(&answer, "trailing_zeros")["rows"][0];
    assert_eq!(
        (&zeros["row"], &zeros["fillable"]),
        (&json!(3), &json!(true))
    );
    assert!(text(zeros, "/like").contains("前 15 位"), "{zeros}");
    let scientific = &ailment(&answer, "scientific")["rows"];
    assert!(
        text(&scientific[0], "/like").contains("前 6 位"),
        "{scientific}"
    );
    assert_eq!(scientific[0]["fillable"], false, "an area is everybody's");
    assert_eq!(scientific[1]["like"], "", "nobody knows who is new");
    // By name: two of the last period's, told so.
    assert_eq!(answer["compared"]["before"]["by_name"], 2);
    let seen = look(&office, &file, None);
    let request = |rows| fill_number::Request {
        work: Work {
            file: file.clone().into(),
            sha256: seen.sha256.clone(),
        },
        choice: seen.choice.clone(),
        sheet: "上坪三".to_owned(),
        rows,
        acting: zhou(),
    };
    for rows in [vec![3, 4], vec![3, 5]] {
        let unknown = fill_number::run(&mut writes(&office), request(rows)).unwrap_err();
        assert_eq!(unknown.code, "no-known-number");
    }
    fill_number::run(&mut writes(&office), request(vec![3])).unwrap();
    let again = look(&office, &file, None);
    assert_eq!((again.counts.refused, again.marked.mended), (2, 1));
    let answer = office.does(format!("import check {file}"));
    assert_eq!(
        answer["compared"]["before"]["by_name"], 1,
        "one by number now"
    );
    verified(&office);
}

#[test]
fn a_sheet_that_names_no_period_is_compared_with_the_last_that_came() {
    let office = three();
    import_paid(
        &office,
        "上坪二.csv",
        ("上坪村", "二"),
        &[("钱夏禾", number(1), "630")],
    );
    let file = office.file(
        "上坪村低保.csv",
        list("上坪村农村低保金发放花名册", &[("孙山", number(2), "630")]),
    );
    let compared = &office.does(format!("import check {file}"))["compared"];
    assert_eq!(
        (&compared["period"], &compared["again"]),
        (&Value::Null, &json!([]))
    );
    let before = &compared["before"];
    assert_eq!(
        (
            &before["period"],
            &before["joined_count"],
            &before["left_count"]
        ),
        (&json!("2019年第二季度"), &json!(1), &json!(1)),
        "{compared}"
    );
}

#[test]
fn lists_of_projects_have_no_people_to_compare() {
    let office = three();
    let file = office.file(
        "采购.csv",
        "上坪村2019年招标采购情况公示表\n序号,项目名称,中标单位,中标金额\n1,村道维修,某某公司,98000\n",
    );
    let answer = office.does(format!("import check {file} --kind 招标采购"));
    assert_eq!(answer["compared"]["of_persons"], false);
    assert_eq!(answer["numbers"]["any"], false);
    let draft = super::draft(&office, "没有名单的公示");
    let problem = compare_list::run(&looks(&office), &draft).unwrap_err();
    assert_eq!(problem.code, "no-list");
}
