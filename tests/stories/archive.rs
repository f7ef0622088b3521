//! The archive: a year is filed, boxed and bound; what comes late gets the next number.

use serde_json::{Value, json};
use stage::office::Office;

use super::{approve, draft, exported, released, text, three, verified};

pub(super) const BY: &str = "--as 周禾生";

/// An office whose way of filing is settled, with three items of 2019 and one that is approved and not
/// released; it is March 2020.
pub(super) fn with_a_year() -> (Office, Vec<String>) {
    let office = three();
    let mut items = Vec::new();
    for title in [
        "石桥村机耕道完工公示",
        "上坪村水渠维修公示",
        "下坪村路灯安装公示",
    ] {
        items.push(released(&office, title).0);
    }
    let late = draft(&office, "补登的公示");
    approve(&office, &late);
    items.push(late);
    office.at("2020-03-02");
    office.does(format!("archive scheme --fonds J001 {BY}"));
    (office, items)
}

/// The office's own approved table keeps what is filed under 2.5 for ten years.
pub(super) fn ten_years(office: &Office) {
    office.does(format!(
        "archive retention add --entry 2.5 --period 10年 --matter 一般工程公示 \
         --basis 县档案局2020年1月5日审批 --from 2019-01-01 {BY}"
    ));
}

fn codes(value: &Value, list: &str) -> Vec<String> {
    let lines = value[list].as_array().cloned().unwrap_or_default();
    lines.iter().map(|line| text(line, "/code")).collect()
}

pub(super) fn squeezed(paper: &str) -> String {
    paper.split_whitespace().collect()
}

#[test]
fn a_year_is_filed_without_gaps_and_a_late_item_gets_the_next_number() {
    let (office, items) = with_a_year();
    let before = office.does("archive look");
    assert_eq!(
        (&before["year"], &before["file_by"]),
        (&json!(2019), &json!("2020-06-30"))
    );
    assert_eq!(before["waiting"].as_array().map(Vec::len), Some(3));
    // One is left for later; the register knows it, the archive does not yet.
    let two = format!("archive file {} {} --year 2019 {BY}", items[0], items[1]);
    let filed = office.does(&two);
    assert_eq!(
        codes(&filed, "filed"),
        ["J001-WS·2019-D10-BGS-0001", "J001-WS·2019-D10-BGS-0002"]
    );
    office.refuses("nothing-to-file", &two);
    let late = office.does(format!("archive file --year 2019 {BY}"));
    assert_eq!(codes(&late, "filed"), ["J001-WS·2019-D10-BGS-0003"]);
    let whole = office.does("archive show J001-WS·2019-D10-BGS-0003");
    assert_eq!(whole["disclosure"], items[2].as_str());
    let kinds: Vec<&Value> = whole["parts"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|part| &part["kind"])
        .collect();
    assert_eq!(kinds, [&json!("text"), &json!("approval")]);
    assert_eq!(whole["keep_until"], "2029-12-31");
    // The register book names the 档号, and the item tells that it was filed.
    let remark = exported(&office, 2019, "公开")
        .remove(2)
        .pop()
        .unwrap_or_default();
    assert!(remark.contains("档号J001-WS·2019-D10-BGS-0003"), "{remark}");
    verified(&office);
}

#[test]
fn nothing_is_numbered_before_its_year_is_over_or_without_a_way_of_filing() {
    let office = three();
    released(&office, "今年的公示");
    office.refuses(
        "archive-unsettled",
        format!("archive file --year 2019 {BY}"),
    );
    office.refuses("lacks-duty", "archive scheme --fonds J001 --as 林见清");
    let wrong = office.refuses("archive-scheme", format!("archive scheme --fonds J1 {BY}"));
    assert_eq!(wrong["where"]["field"], "全宗号");
    let pattern = "{全宗号}-{年度}-{期限}-{件号";
    let wrong = office.refuses(
        "archive-scheme",
        format!("archive scheme --fonds J001 --pattern {pattern} {BY}"),
    );
    assert!(text(&wrong, "/text").contains("第 17 个字"), "{wrong}");
    let settled = office.does(format!("archive scheme --fonds J001 {BY}"));
    assert_eq!(settled["example"], "J001-WS·2019-D30-BGS-0026");
    office.refuses("year-not-over", format!("archive file --year 2019 {BY}"));
}

#[test]
fn the_offices_own_table_decides_but_never_below_the_floor() {
    let (office, items) = with_a_year();
    let line = "archive retention add --matter 工程公示 --basis 县档案局2020年1月5日审批";
    office.does(format!(
        "{line} --entry 2.5 --period 30年 --from 2019-01-01 {BY}"
    ));
    let filed = office.does(format!("archive file {} --year 2019 {BY}", items[0]));
    assert_eq!(codes(&filed, "filed"), ["J001-WS·2019-D30-BGS-0001"]);
    // The line ends and a shorter one follows: what was filed keeps its period, nothing goes below ten.
    office.does(format!("archive retention end 1 --until 2020-03-01 {BY}"));
    office.does(format!(
        "{line}新 --entry 2.5 --period 10年 --from 2020-03-02 {BY}"
    ));
    let kept = office.does("archive show J001-WS·2019-D30-BGS-0001");
    assert_eq!(kept["keep_until"], "2049-12-31");
    let rest = office.does(format!("archive file --year 2019 {BY}"));
    // The longer line was in force when these were formed: the longest wins.
    assert!(
        codes(&rest, "filed")
            .iter()
            .all(|code| code.contains("-D30-")),
        "{rest}"
    );
    office.refuses(
        "catalogue",
        format!("{line} --entry 9.9 --period 永久 --from 2020-01-01 {BY}"),
    );
    verified(&office);
}

#[test]
fn a_year_is_boxed_placed_and_printed() {
    let (office, items) = with_a_year();
    office.does(format!("archive file --year 2019 {BY}"));
    let packed = office.does(format!("archive pack --year 2019 --spine 30 {BY}"));
    assert_eq!(
        (&packed["items"], &packed["bulging"]),
        (&json!(3), &json!([]))
    );
    let one = text(&packed, "/boxes/0");
    office.refuses("nothing-to-pack", format!("archive pack --year 2019 {BY}"));
    office.does(format!(
        "archive place {one} --room 档案室 --cabinet 3柜 --shelf 2层 {BY}"
    ));
    let year = office.does("archive look --year 2019");
    let line = &year["boxes"][0];
    assert_eq!(
        (&line["first"], &line["last"], &line["room"], &line["spine"]),
        (&json!(1), &json!(3), &json!("档案室"), &json!("20"))
    );
    // Where the township's own copy lies is known among the three copies too.
    let copies = office.does("copies --year 2019");
    assert_eq!(
        copies["lines"][0]["township"]["place"],
        "档案 2019年度 10年 BGS 第1盒"
    );
    let paper = squeezed(&office.prints(&format!("print archive boxes {one}")));
    for told in [
        "全宗号",
        "J001",
        "盒号",
        "备考表",
        "0001至0003",
        "整理人：周禾生",
        "青禾乡人民政府",
    ] {
        assert!(paper.contains(told), "no {told} in {paper}");
    }
    let catalogue = squeezed(&office.prints("print archive catalogue --year 2019"));
    for told in [
        "序号",
        "档号",
        "文号",
        "责任者",
        "题名",
        "日期",
        "密级",
        "页数",
        "备注",
        "20190930",
    ] {
        assert!(catalogue.contains(told), "no {told} in {catalogue}");
    }
    // One more is released and filed late: it goes into the box that is there.
    let on = "--on 2019-12-20 --accept-warnings --why 补登";
    office.does(format!("release {} {on} {BY}", items[3]));
    office.does(format!("archive file --year 2019 {BY}"));
    let again = office.does(format!("archive pack --year 2019 {BY}"));
    assert_eq!((&again["boxes"], &again["items"]), (&json!([]), &json!(1)));
    verified(&office);
}

#[test]
fn the_stamp_is_printed_later_onto_the_first_page() {
    let (office, _) = with_a_year();
    office.does(format!("archive file --year 2019 {BY}"));
    let stamps = office.prints("print archive stamps --year 2019");
    let first = squeezed(stamps.split('\u{c}').next().unwrap_or_default());
    assert!(
        first.contains("J0012019") && first.contains("BGSD10"),
        "{first}"
    );
    assert!(!first.contains("公示"), "only what is added: {first}");
    let whole = squeezed(&office.prints("print archive item J001-WS·2019-D10-BGS-0002"));
    assert!(
        whole.contains("J00120192") && whole.contains("上坪村水渠维修公示"),
        "{whole}"
    );
    let list = squeezed(&office.prints("print archive stamp-list --year 2019"));
    assert!(
        list.contains("归档章填写清单") && list.contains("机构或问题"),
        "{list}"
    );
    office.does(format!("archive scheme --stamp-in-words true {BY}"));
    let words = squeezed(&office.prints("print archive stamp-list --year 2019"));
    assert!(
        words.contains("党政办公室") && words.contains("10年"),
        "{words}"
    );
}

#[test]
fn a_year_is_bound_into_the_plans_book() {
    let (office, items) = with_a_year();
    office.refuses(
        "not-filed",
        format!("archive bind --year 2019 --volume 1 --place 档案室 {BY}"),
    );
    office.does(format!("archive file --year 2019 {BY}"));
    let book = office.prints("print archive volume --year 2019 --volume 1");
    let told = squeezed(&book);
    for words in [
        "政务公开档案",
        "（2019年度）",
        "目录",
        "下坪村路灯安装公示",
        "政务公开登记簿",
        "备考表",
    ] {
        assert!(told.contains(words), "no {words} in {told}");
    }
    let bind = format!("archive bind --year 2019 --volume 1 --place 档案室3柜 {BY}");
    let bound = office.does(&bind);
    assert_eq!(bound["volumes"][0]["last_no"], "2019-0003");
    office.refuses("not-found", &bind);
    let again = squeezed(&office.prints("print archive volume --year 2019 --volume 1"));
    assert!(again.contains("装订人：周禾生"), "{again}");
    // What comes late goes into the next volume; the bound one stays as it is.
    let on = "--on 2019-12-20 --accept-warnings --why 补登";
    office.does(format!("release {} {on} {BY}", items[3]));
    office.does(format!("archive file --year 2019 {BY}"));
    let year = office.does("archive look --year 2019");
    assert_eq!(
        (
            &year["volumes"][0]["sheets"],
            &year["volumes"][1]["first_no"]
        ),
        (&json!(3), &json!("2019-0004"))
    );
    verified(&office);
}

#[test]
fn papers_of_the_office_itself_and_later_scans_are_filed_too() {
    let (office, items) = with_a_year();
    let plan = "archive add --title 青禾乡2019年政务公开工作实施方案 --document-no 青政发〔2019〕8号 \
                --dated-on 2019-03-04 --period 永久 --pages 9";
    let filed = office.does(format!("{plan} {BY}"));
    assert_eq!(codes(&filed, "filed"), ["J001-WS·2019-Y-BGS-0001"]);
    office.does(format!("archive file --year 2019 {BY}"));
    let scan = office.file("签字.pdf", "%PDF-1.4 扫描");
    let code = "J001-WS·2019-D10-BGS-0001";
    let before = office.does(format!("archive show {code}"))["pages"]
        .as_u64()
        .unwrap_or_default();
    let kept = office.does(format!(
        "archive keep {code} --paper 签字原件 --paper-pages 2 --file {scan} --remark 缺第二份附件 {BY}"
    ));
    assert_eq!(kept["pages"], before + 2);
    let last = kept["parts"]
        .as_array()
        .and_then(|parts| parts.last())
        .cloned()
        .unwrap_or_default();
    assert_eq!(
        (&last["kind"], &last["first"]),
        (&json!("signed_sheet"), &json!(before + 1))
    );
    let counted = office.does(format!("archive keep {} --pages 1=4 {BY}", items[0]));
    assert_eq!(counted["parts"][0]["pages"], 4);
    verified(&office);
}

#[test]
fn the_morning_tells_what_is_to_be_filed_and_what_is_due() {
    let (office, _) = with_a_year();
    let desk = gongkai_frontdesk::Desk::open_to_read(&office.folder(), office.machine()).unwrap();
    let lines = |desk: &gongkai_frontdesk::Desk| -> Vec<String> {
        let today =
            gongkai_frontdesk::tasks::look_at_today::run(desk, &Default::default()).unwrap();
        let lines = today.groups.into_iter().flat_map(|group| group.lines);
        lines
            .map(|line| format!("{} {} {}", line.title, line.note, line.when))
            .collect()
    };
    let told = lines(&desk).join("\n");
    assert!(told.contains("2019年的文件整理归档 还有 3 件"), "{told}");
    assert!(told.contains("6月30日"), "{told}");
    drop(desk);
    ten_years(&office);
    office.does(format!("archive file --year 2019 {BY}"));
    office.at("2030-01-04");
    let desk = gongkai_frontdesk::Desk::open_to_read(&office.folder(), office.machine()).unwrap();
    let told = lines(&desk).join("\n");
    assert!(told.contains("期满档案鉴定 3 件"), "{told}");
    assert!(!told.contains("整理归档"), "{told}");
}

#[test]
fn a_person_is_told_in_chinese() {
    let (office, _) = with_a_year();
    office.does(format!("archive file --year 2019 {BY}"));
    for (words, told) in [
        ("archive look --year 2019", "J001-WS·2019-D10-BGS-0001"),
        ("archive scheme", "全宗号"),
        ("archive show J001-WS·2019-D10-BGS-0001", "审批表"),
        ("archive leaving", "待鉴定"),
    ] {
        let (status, out, err) = office.tells(words);
        assert_eq!((status, err.as_str()), (0, ""), "{words}");
        assert!(
            out.contains(told) && !out.starts_with('{'),
            "{words}: {out}"
        );
    }
}
