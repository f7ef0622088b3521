//! 木金's three people: from the village's workbook to the register line and three copies.

use std::path::Path;

use super::{check, exported, id, shown, text, three, verified};
use stage::office::{Office, paper_text};
use stage::workbooks::{Person, people, usual};

pub(super) const TITLE: &str = "上坪村2019年第三季度农村低保金发放公示";

/// The village's list becomes a draft on 26 September.
pub(super) fn imported(office: &Office, people: usize) -> String {
    let list = office.file("发放表.xlsx", usual("上坪村", people));
    let body = office.file("正文.txt", "现将上坪村农村低保金发放情况予以公示。");
    let answer = office.at("2019-09-26").does(format!(
        "import {list} --entry 2.4 --kind 低保发放 --title {TITLE} --village 上坪村 \
         --formed-on 2019-09-25 --unit 上坪村村民委员会 --provider 许长福 --body {body} \
         --element 办事结果=已发放到户 --as 周禾生"
    ));
    assert_eq!(answer["read"], people);
    assert_eq!(
        (&answer["skipped"], &answer["refused"]),
        (&5.into(), &0.into())
    );
    id(&answer)
}

/// The clerk enters what the leaders signed on paper.
fn signed_on_paper(office: &Office, item: &str) {
    let scan = office.file("审批表.png", b"\x89PNG\r\n\x1a\n");
    let paper = format!("--kind 纸签 --scan {scan} --as 周禾生");
    office.does(format!("sign {item} --step 经办 {paper}"));
    office.at("2019-09-29").does(format!(
        "sign {item} --step 审核 --signer 林见清 --secrecy 可公开 --opinion 不涉密 --on 2019-09-27 \
         {paper}"
    ));
    let answer = office.does(format!(
        "sign {item} --step 主要领导 --signer 何远山 --opinion 同意 {paper}"
    ));
    assert_eq!(answer["state"], "approved");
}

fn released(office: &Office, people: usize) -> String {
    let item = imported(office, people);
    signed_on_paper(office, &item);
    office.does(format!(
        "release {item} --channel 村公开栏 --accept-warnings --why 要素沿用上年 --as 周禾生"
    ));
    item
}

fn yuan(people: &[Person]) -> String {
    let sum: u32 = people.iter().map(|person| person.yuan).sum();
    format!("{},{:03}.00", sum / 1000, sum % 1000)
}

#[test]
fn the_approval_sheet_is_blank_until_it_is_signed_and_then_tells_who_and_when() {
    let office = three();
    let item = imported(&office, 8);
    let blank = office.prints(&format!("print approval {item}"));
    assert!(blank.contains(TITLE), "{blank}");
    for early in ["何远山", "林见清", "不涉密", "2019年9月29日"] {
        assert!(
            !blank.contains(early),
            "{early} before anybody signed:\n{blank}"
        );
    }
    signed_on_paper(&office, &item);
    let signed = office.prints(&format!("print approval {item}"));
    for told in [
        "周禾生",
        "林见清",
        "何远山",
        "不涉密",
        "2019年9月27日",
        "2019年9月29日",
        "纸签",
    ] {
        assert!(signed.contains(told), "no {told}:\n{signed}");
    }
}

#[test]
fn paper_signatures_know_signer_enterer_day_and_scan() {
    let office = three();
    let item = imported(&office, 3);
    signed_on_paper(&office, &item);
    let whole = shown(&office, &item);
    let review = &whole["signatures"][1];
    assert_eq!(
        (&review["signer"], &review["enterer"]),
        (&"林见清".into(), &"周禾生".into())
    );
    assert_eq!(
        (&review["kind"], &review["scan"]),
        (&"paper".into(), &true.into())
    );
    assert_eq!(
        (&review["on"], &review["late_entry"]),
        (&"2019-09-27".into(), &true.into())
    );
    assert_eq!(
        (&review["secrecy"], &review["opinion"]),
        (&"open".into(), &"不涉密".into())
    );
    assert_eq!(whole["signatures"][2]["late_entry"], false);
}

#[test]
fn a_missing_scan_is_a_warning_at_the_gate() {
    let office = three();
    let item = imported(&office, 3);
    office.does(format!("sign {item} --step 经办 --as 周禾生"));
    let review = "--signer 林见清 --kind 纸签 --secrecy 可公开";
    office.does(format!("sign {item} --step 审核 {review} --as 周禾生"));
    office.does(format!("sign {item} --step 主要领导 --as 何远山"));
    let gate = office.does(format!("gate {item}"));
    assert_eq!(check(&gate, "scans")["level"], "warning");
    assert_eq!(gate["open"], true);
}

#[test]
fn warnings_want_a_reason_before_a_release() {
    let office = three();
    let item = imported(&office, 3);
    signed_on_paper(&office, &item);
    let gate = office.does(format!("gate {item}"));
    assert_eq!(gate["open"], true);
    assert_eq!(check(&gate, "signatures")["level"], "ok");
    assert_eq!(check(&gate, "private-data")["level"], "ok");
    assert_eq!(check(&gate, "elements")["level"], "warning");
    let release = format!("release {item} --channel 村公开栏 --as 周禾生");
    office.refuses("warnings", &release);
    office.refuses("warnings", format!("{release} --accept-warnings"));
    office.refuses("warnings", format!("{release} --why 沿用上年"));
    let answer = office.does(format!("{release} --accept-warnings --why 沿用上年"));
    assert_eq!(answer["register_no"], "2019-0001");
    let copies = answer["copies"].to_string();
    assert_eq!(
        copies,
        r#"[{"for":"county","no":"2019-0001-1"},{"for":"township","no":"2019-0001-2"},{"for":"board","no":"2019-0001-3"}]"#
    );
    office.refuses(
        "not-in-state",
        format!("{release} --accept-warnings --why 再发"),
    );
}

#[test]
fn three_copies_say_the_same_names_and_sums_and_no_identity_number() {
    let office = three();
    let item = released(&office, 30);
    let people = people("上坪村", 30);
    let paper = office.prints(&format!("print copies {item}"));
    let pages: Vec<&str> = paper.split_terminator('\u{c}').collect();
    assert_eq!(pages.len() % 3, 0, "three equal copies");
    let each = pages.len() / 3;
    for (copy, mark) in ["报县", "乡存", "张贴"].into_iter().enumerate() {
        let pages = &pages[copy * each..(copy + 1) * each];
        for (index, page) in pages.iter().enumerate() {
            let first = page.lines().next().unwrap_or_default();
            assert!(
                first.contains("2019-0001") && first.trim_end().ends_with(mark),
                "{page}"
            );
            let of = format!("第{}页共{each}页", index + 1);
            assert!(page.contains(&of), "no {of}:\n{page}");
        }
        let whole = pages.concat();
        for person in &people {
            assert!(whole.contains(&person.name), "{} is missing", person.name);
            assert!(!whole.contains(&person.id_number));
            assert!(
                !whole.contains(&person.id_number[..10]),
                "a part of an identity number"
            );
        }
        assert!(
            whole.contains(&yuan(&people)),
            "no sum {}:\n{whole}",
            yuan(&people)
        );
        for told in [
            "0730-6661234",
            "上坪村村民委员会",
            "周禾生",
            "已发放到户",
            "（7天）",
        ] {
            assert!(whole.contains(told), "no {told}:\n{whole}");
        }
    }
    assert!(
        !paper.contains("身份证"),
        "the column is dropped, title and all"
    );
}

#[test]
fn phones_and_cards_stay_in_the_office_and_a_child_is_nobody() {
    let office = three();
    let child = stage::workbooks::id_number("2010-03-04".parse().unwrap(), 7);
    let grown = stage::workbooks::id_number("1960-03-04".parse().unwrap(), 8);
    let list = office.file(
        "名单.csv",
        format!(
            "姓名,身份证号,联系电话,一卡通账号,金额\n\
             欧阳春生,{grown},13900001234,6228480402564890018,630\n\
             张小满,{child},13900005678,6228480402564890018,420\n"
        ),
    );
    let item = id(&office.does(format!(
        "import {list} --entry 2.4 --kind 低保发放 --title 名单 --unit 上坪村村民委员会 --provider 许长福 \
         --formed-on 2019-09-25 --accept-warnings --as 周禾生"
    )));
    super::approve(&office, &item);
    super::release(&office, &item);
    let paper = office.prints(&format!("print copies {item}"));
    for told in ["欧阳春生", "张**", "1,050.00"] {
        assert!(paper.contains(told), "no {told}:\n{paper}");
    }
    for never in [
        "张小满",
        "联系电话",
        "139",
        "0018",
        "13900001234",
        "13900005678",
        "6228480402564890018",
        &child,
        &grown,
    ] {
        assert!(!paper.contains(never), "{never} left the office");
    }
}

#[test]
fn an_unreleased_item_prints_as_a_preview_without_number() {
    let office = three();
    let item = imported(&office, 3);
    let paper = office.prints(&format!("print copies {item}"));
    assert!(!paper.contains("2019-0001"), "{paper}");
    let pages = paper.split_terminator('\u{c}');
    for page in pages {
        assert!(
            page.contains("草稿") || page.contains("未发布") || page.contains("预览"),
            "{page}"
        );
    }
}

#[test]
fn the_same_item_prints_the_same_bytes_on_every_day() {
    let office = three();
    let item = released(&office, 5);
    let (first, second) = (office.path("一.pdf"), office.path("二.pdf"));
    office.does(format!("print copies {item} --out {first}"));
    office
        .at("2020-03-02")
        .does(format!("print copies {item} --out {second}"));
    assert_eq!(
        std::fs::read(first).unwrap(),
        std::fs::read(second).unwrap()
    );
}

#[test]
fn posting_taking_down_and_handing_over_are_events_of_their_own() {
    let office = three();
    let item = released(&office, 5);
    let photo = office.file("照片.jpg", b"\xFF\xD8\xFF\xE0");
    office.at("2019-09-30");
    let post = format!("post {item} --channel 村公开栏 --place 上坪村村部 --as 周禾生");
    let posted = office.does(format!("{post} --evidence {photo}"));
    assert_eq!(posted["postings"][0]["evidence"], true);
    assert_eq!(posted["postings"][0]["posted_on"], "2019-09-30");
    office.refuses("already-posted", &post);
    office.does(format!(
        "post {item} --channel 网站 --place 样例县政府网 --as 周禾生"
    ));
    office.refuses(
        "nothing-posted",
        format!("take-down {item} --place 石桥村 --as 周禾生"),
    );
    let early = format!("take-down {item} --place 上坪村村部 --on 2019-09-29 --as 周禾生");
    office.refuses("date-before-predecessor", early);
    let down = office
        .at("2019-10-08")
        .does(format!("take-down {item} --place 上坪村村部 --as 周禾生"));
    assert_eq!(down["postings"][0]["taken_down_on"], "2019-10-08");
    assert_eq!(
        down["postings"][1]["taken_down_on"],
        serde_json::Value::Null
    );
    assert_eq!(text(&shown(&office, &item), "/state"), "released");

    let hand = format!("hand-over {item} --to 样例县政务公开办公室 --by 专人送达 --as 周禾生");
    office.refuses("not-found", format!("{hand} --copy 2019-0001-9"));
    let copies = office.does(format!("{hand} --copy 2019-0001-1 --receipt {photo}"));
    let county = &copies["copies"][0];
    assert_eq!(
        (&county["handed_on"], &county["receipt"]),
        (&"2019-10-08".into(), &true.into())
    );

    let line = exported(&office, 2019, "公开").remove(0);
    let expected = [
        "2019-0001",
        "2019.9.29",
        TITLE,
        "2.4 低保、救灾物资发放",
        "村公开栏 2019.9.30\n网站 2019.9.30",
        "上坪村村部、样例县政府网",
        "2019.9.30—2019.10.8\n2019.9.30—",
        "上坪村村民委员会",
        "周禾生",
        "林见清",
        "何远山",
        "县1 乡1 栏1\n2019.10.8\n送样例县政务公开办公室",
        "2019.10.8",
        "",
    ];
    assert_eq!(line, expected);
    let book = office.prints("print register --year 2019");
    let squeezed: String = book.split_whitespace().collect();
    for told in ["2019-0001", "林见清", "第1页共1页", "2019年政务公开登记簿"] {
        assert!(squeezed.contains(told), "no {told}:\n{book}");
    }
    verified(&office);
}

#[test]
fn last_period_is_copied_without_dates_list_or_signatures() {
    let office = three();
    let old = released(&office, 3);
    office.at("2019-12-30");
    let answer = office.does(format!(
        "disclosure copy {old} --formed-on 2019-12-25 --as 周禾生"
    ));
    let copy = shown(&office, &id(&answer));
    assert_eq!(
        (&copy["state"], &copy["formed_on"]),
        (&"draft".into(), &"2019-12-25".into())
    );
    assert_eq!(
        (&copy["title"], &copy["unit"]),
        (&TITLE.into(), &"上坪村村民委员会".into())
    );
    assert_eq!(copy["signatures"], serde_json::json!([]));
    assert_eq!(
        (&copy["list"], &copy["corrects"]),
        (&serde_json::Value::Null, &serde_json::Value::Null)
    );
}

#[test]
fn the_sample_office_of_the_house_goes_the_whole_way() {
    let office = three();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/sample-office");
    let given = |name: &str| sample.join(name).display().to_string();
    let item = id(&office.does(format!(
        "import {} --entry 2.4 --title {TITLE} --village 上坪村 --formed-on 2019-09-25 \
         --unit 上坪村村民委员会 --provider 许长福 --body {} --as 周禾生",
        given("上坪村2019年第三季度低保金发放表.xlsx"),
        given("正文.txt"),
    )));
    super::approve(&office, &item);
    super::release(&office, &item);
    let path = office.path("三份.pdf");
    assert_eq!(
        office.does(format!("print copies {item} --out {path}"))["pages"],
        12
    );
    assert!(!paper_text(Path::new(&path)).contains("430699"));
    office.refuses(
        "rows-refused",
        format!(
            "import {} --entry 2.4 --title 石桥村 --as 周禾生",
            given("石桥村2019年第三季度低保金发放表（有错）.xlsx")
        ),
    );
    verified(&office);
}
