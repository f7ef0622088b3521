//! The register book: numbers without gaps, late lines marked, closed years sealed.

use serde_json::{Value, json};

use super::{
    approve, draft, exported, release, released, remark, shown, state, text, three, verified,
};

#[test]
fn numbers_run_without_gaps_within_each_year() {
    let office = three();
    let mut expected = Vec::new();
    for (day, year) in [("2019-12-30", 2019), ("2020-01-02", 2020)] {
        office.at(day);
        for at in 1..=3 {
            let (_, number) = released(&office, &format!("公示{at}"));
            // What is refused takes no number.
            let refused = draft(&office, "半路的公示");
            office.refuses("not-in-state", format!("release {refused} --as 周禾生"));
            assert_eq!(number, format!("{year}-000{at}"));
            expected.push(number);
        }
    }
    let numbers = |year: i32| -> Vec<String> {
        exported(&office, year, "公开")
            .into_iter()
            .map(|mut line| line.swap_remove(0))
            .collect()
    };
    assert_eq!([numbers(2019), numbers(2020)].concat(), expected);
    verified(&office);
}

#[test]
fn late_entry_is_marked_and_never_hidden() {
    let office = three();
    let item = draft(&office, "上月的公示");
    let on = "--on 2019-09-23";
    office.does(format!("sign {item} --step 经办 --as 周禾生 {on}"));
    office.does(format!(
        "sign {item} --step 审核 --secrecy 可公开 --as 林见清 {on}"
    ));
    office.does(format!("sign {item} --step 主要领导 --as 何远山 {on}"));
    let answer = office.does(format!(
        "release {item} --accept-warnings --why 急 --as 周禾生 {on}"
    ));
    let number = text(&answer, "/register_no");
    let whole = shown(&office, &item);
    assert_eq!(
        (&whole["late_entry"], &whole["released_on"]),
        (&json!(true), &json!("2019-09-23"))
    );
    assert_eq!(
        office.does("register show --year 2019")["lines"][0]["late_entry"],
        true
    );
    assert_eq!(remark(&office, 2019, &number), "2019.9.30补录");
    let (_, timely) = released(&office, "当天的公示");
    assert_eq!(remark(&office, 2019, &timely), "");
}

#[test]
fn a_late_line_of_an_open_year_still_stands_in_that_year() {
    let office = three();
    let item = draft(&office, "去年的公示");
    approve(&office, &item);
    let release = format!("release {item} --accept-warnings --why 急 --as 周禾生 --on 2019-10-08");
    let answer = office.at("2020-01-06").does(release);
    assert_eq!(answer["register_no"], "2019-0001");
    assert_eq!(remark(&office, 2019, "2019-0001"), "2020.1.6补录");
}

#[test]
fn a_year_without_a_line_prints_and_exports() {
    let office = three();
    let paper = office.prints("print register --year 2018");
    assert!(
        paper.contains("2018年") && paper.contains("登记编号"),
        "{paper}"
    );
    assert!(exported(&office, 2018, "公开").is_empty());
    let shown = office.does("register show --year 2018");
    assert_eq!(
        (&shown["lines"], &shown["closed_on"]),
        (&json!([]), &Value::Null)
    );
}

#[test]
fn a_closed_year_takes_no_line_and_a_late_one_goes_into_the_open_year() {
    let office = three();
    let (_, first) = released(&office, "公示一");
    let late = draft(&office, "迟到的公示");
    approve(&office, &late);
    let close = "register close --year 2019 --as 周禾生";
    office.refuses("year-not-over", close);
    let closed = office.at("2020-01-06").does(close);
    assert_eq!(
        (&closed["closed_on"], &closed["year"]),
        (&json!("2020-01-06"), &json!(2019))
    );
    let seal = text(&closed, "/closing");
    assert_eq!(seal.len(), 64);
    office.refuses("year-closed", close);
    office.refuses(
        "year-closed",
        format!("register void {first} --why 错 --as 周禾生"),
    );
    let release = format!("release {late} --accept-warnings --why 急 --as 周禾生 --on 2019-10-08");
    assert_eq!(office.does(release)["register_no"], "2020-0001");
    let line = exported(&office, 2020, "公开").remove(0);
    assert_eq!(
        (line[1].as_str(), line[13].as_str()),
        ("2019.10.8", "2020.1.6补录")
    );
    let paper = office.prints("print register --year 2019");
    let squeezed: String = paper.split_whitespace().collect();
    for told in ["本册共1条", "2020年1月6日封存", &seal] {
        assert!(squeezed.contains(told), "no {told}:\n{paper}");
    }
    verified(&office);
}

#[test]
fn a_void_line_keeps_its_number_and_says_why() {
    let office = three();
    let (item, number) = released(&office, "重复登记的公示");
    let void = format!("register void {number} --as 周禾生");
    office.hears(&void).failed(2, "usage");
    let book = office.does(format!("{void} --why 重复登记"));
    assert_eq!(book["lines"][0]["void"], "重复登记");
    assert_eq!(state(&office, &item), "withdrawn");
    office.refuses("not-found", format!("{void} --why 再作废"));
    office.refuses("not-found", "register void 2019-0009 --why 错 --as 周禾生");
    office.refuses("register-no", "register void 2019-9 --why 错 --as 周禾生");
    let (_, next) = released(&office, "另一件");
    assert_eq!(next, "2019-0002", "a void number is not given again");
    let line = exported(&office, 2019, "公开").remove(0);
    assert_eq!(line[0], number);
    assert!(line[13].contains("2019.9.30作废：重复登记"), "{}", line[13]);
    verified(&office);
}

#[test]
fn each_board_has_its_copy() {
    let office = three();
    let item = draft(&office, "九村同贴的公示");
    approve(&office, &item);
    let answer = office.does(format!(
        "release {item} --posted 9 --accept-warnings --why 急 --as 周禾生"
    ));
    let copies = answer["copies"].as_array().unwrap();
    assert_eq!(copies.len(), 11);
    assert_eq!(copies[10], json!({"for": "board", "no": "2019-0001-11"}));
    assert_eq!(exported(&office, 2019, "公开")[0][11], "县1 乡1 栏9");
}

#[test]
fn lists_can_be_asked_by_state_and_year() {
    let office = three();
    let (item, number) = released(&office, "发布了的");
    let other = draft(&office, "还在起草的");
    let only = |words: &str| office.does(format!("disclosure list {words}"))["disclosures"].clone();
    assert_eq!(only("").as_array().map(Vec::len), Some(2));
    let drafts = only("--state 草稿");
    assert_eq!(
        (drafts.as_array().map(Vec::len), &drafts[0]["disclosure"]),
        (Some(1), &json!(other))
    );
    let found = only("--state released --year 2019");
    assert_eq!(
        (&found[0]["disclosure"], &found[0]["register_no"]),
        (&json!(item), &json!(number))
    );
    assert_eq!(only("--state 已发布 --year 2018"), json!([]));
}

#[test]
fn a_release_on_the_next_day_is_not_late() {
    let office = three();
    let item = draft(&office, "公示");
    approve(&office, &item);
    office.at("2019-10-01");
    release(&office, &item);
    assert_eq!(shown(&office, &item)["late_entry"], false);
}

#[test]
fn what_cannot_be_recorded_whole_is_not_recorded() {
    let office = three();
    let (item, number) = released(&office, "公示");
    let post = format!("post {item} --channel 公开栏 --place 乡政府 --as 周禾生");
    let gone = office.path("没有.jpg");
    office
        .hears(format!("{post} --evidence {gone}"))
        .failed(3, "file-missing");
    let hand = format!("hand-over {item} --copy {number}-1 --to 县 --by 专人 --as 周禾生");
    office
        .hears(format!("{hand} --receipt {gone}"))
        .failed(3, "file-missing");
    let folder = office.path("");
    office
        .hears(format!("{post} --evidence {folder}"))
        .failed(3, "not-a-file");
    let whole = shown(&office, &item);
    assert_eq!(whole["postings"], json!([]));
    assert_eq!(whole["copies"][0]["handed_on"], Value::Null);
    office.does(&post);
    let down = format!("take-down {item} --place 乡政府 --as 周禾生");
    office.does(&down);
    office.refuses("nothing-posted", &down);
    office.at("2019-10-09").does(&post);
    let spans = exported(&office, 2019, "公开").remove(0).swap_remove(6);
    assert_eq!(spans, "2019.9.30—2019.9.30\n2019.10.9—", "hung again");
    verified(&office);
}
