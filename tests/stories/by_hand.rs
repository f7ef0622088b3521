//! A county that only has a web system: each field is there to be copied, the address is kept, the
//! program looks at the page and keeps it; what it cannot see stays owed or is seen by a person.

use serde_json::{Value, json};
use stage::county_site::CountySite;
use stage::office::Office;

use super::three_people::imported;
use super::{approve, release, released, text, three, verified};

const TITLE: &str = "石桥村机耕道硬化工程完工公示";

/// An office that fills the county's form by hand.
fn by_hand() -> Office {
    let office = three();
    office.does("county set-up --carrier 手工填报 --township 430699205 --as 周禾生");
    office
}

fn page(title: &str, day: &str) -> String {
    format!(
        "<html><head><meta charset=\"utf-8\"><title>样例县人民政府</title></head><body>\
         <h1>{title}</h1><p>发布日期：{day} 09:30</p><script>var a = '{TITLE}';</script></body></html>"
    )
}

fn reports(office: &Office, item: &str, address: &str) -> Value {
    office.does(format!(
        "county report {item} --way 填进县网站 --address {address} --as 周禾生"
    ))
}

fn checks(office: &Office, item: &str) -> Value {
    office.does(format!("county check {item} --as 周禾生"))
}

fn field(form: &Value, label: &str) -> String {
    let fields = form["fields"].as_array().unwrap();
    let found = fields.iter().find(|field| field["label"] == label);
    text(found.unwrap(), "/text")
}

#[test]
fn each_field_of_the_countys_form_is_clean_text_in_its_order() {
    let office = by_hand();
    let (item, no) = released(&office, TITLE);
    let form = office.does(format!("county fill {item}"));
    let labels: Vec<&Value> = form["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| &field["label"])
        .collect();
    assert_eq!(
        (&labels[0], &labels[1]),
        (&&json!("栏目"), &&json!("信息标题"))
    );
    assert_eq!(field(&form, "信息标题"), TITLE);
    assert_eq!(field(&form, "发布机构"), "青禾乡人民政府");
    assert_eq!(field(&form, "发布日期"), "2019-09-30");
    let body = field(&form, "正文");
    assert!(!body.starts_with(TITLE) && !body.contains(&no), "{body}");
    let waiting = office.does("county status");
    assert_eq!(waiting["waiting"][0]["disclosure"], json!(item));
    office.refuses("by-hand", "county sync --as 周禾生");
}

#[test]
fn no_name_of_a_list_gets_into_the_countys_form() {
    let office = by_hand();
    let item = imported(&office, 8);
    approve(&office, &item);
    release(&office, &item);
    let form = office.does(format!("county fill {item}")).to_string();
    assert!(form.contains("上坪村"), "{form}");
    for person in stage::workbooks::people("上坪村", 8) {
        assert!(!form.contains(&person.name), "{} in {form}", person.name);
    }
}

#[test]
fn a_county_form_may_be_the_offices_own_and_a_broken_one_says_where() {
    let office = by_hand();
    let (item, _) = released(&office, TITLE);
    let own = office.does("county own-form 通用 样例县 --as 周禾生");
    office.refuses("form-exists", "county own-form 通用 样例县 --as 周禾生");
    let file = text(&own, "/file");
    std::fs::write(
        &file,
        "正文：只收文字\n栏：来源＝样例县【发布机构】\n栏（最多5字）：标题＝【名称】\n栏：内容＝【正文】\n",
    )
    .unwrap();
    let set = "county set-up --carrier 手工填报 --form 样例县 --as 周禾生";
    office.does(set);
    let form = office.does(format!("county fill {item}"));
    assert_eq!(field(&form, "来源"), "样例县青禾乡人民政府");
    assert!(text(&form, "/fields/1/over").contains("只收 5 个字"));
    std::fs::write(&file, "栏：标题＝【题名】\n").unwrap();
    let problem = office.hears(format!("county fill {item}"));
    let problem = problem.failed(3, "form-broken");
    assert!(problem.to_string().contains("第 1 行"), "{problem}");
    office.hears(set).failed(3, "form-broken");
}

#[test]
fn the_countys_page_is_looked_at_and_kept_as_evidence() {
    let office = by_hand();
    let site = CountySite::opens();
    let (item, _) = released(&office, TITLE);
    site.puts("/art/1.html", page(TITLE, "2019-09-30"));
    office.refuses("no-address", format!("county check {item} --as 周禾生"));
    for wrong in ["county.example", "ftp://county.example/1", "http://"] {
        let report = format!("county report {item} --way page --address {wrong} --as 周禾生");
        office.refuses("address", report);
    }
    let noted = reports(&office, &item, &site.address("/art/1.html"));
    assert_eq!(noted["owed"], true);
    let status = office.does("county status");
    assert_eq!(status["waiting"], json!([]));
    assert_eq!(status["sent"][0]["report"]["owed"], true);
    let seen = checks(&office, &item);
    assert_eq!(
        (&seen["finding"], &seen["owed"]),
        (&json!("right"), &json!(false))
    );
    assert_eq!(text(&seen, "/fingerprint").len(), 64);
    let status = office.does("county status");
    assert_eq!(status["sent"][0]["report"]["finding"], "right");
    let history = office.hears(format!("disclosure show {item}"));
    assert_eq!(history.status, 0);
    verified(&office);
}

#[test]
fn a_page_that_is_wrong_absent_or_out_of_reach_stays_owed() {
    let office = by_hand();
    let site = CountySite::opens();
    let (item, _) = released(&office, TITLE);
    reports(&office, &item, &site.address("/a"));
    let finds = |finding: &str| {
        let seen = checks(&office, &item);
        assert_eq!(
            (&seen["finding"], &seen["owed"]),
            (&json!(finding), &json!(true))
        );
    };
    finds("absent");
    // The title in a script is not on the page.
    site.puts("/a", page("首页", "2019-09-30"));
    finds("title_missing");
    site.puts("/a", page(TITLE, ""));
    finds("date_missing");
    site.fails("/a");
    let seen = checks(&office, &item);
    assert_eq!(
        (&seen["finding"], &seen["owed"]),
        (&Value::Null, &json!(true))
    );
    site.puts("/b", page(TITLE, "2019年9月30日"))
        .sends_on("/a", "/b");
    assert_eq!(checks(&office, &item)["finding"], "right");

    let (other, _) = released(&office, "石桥村水渠清淤工程完工公示");
    let address = site.address("/c");
    drop(site);
    reports(&office, &other, &address);
    let seen = checks(&office, &other);
    assert_eq!(text(&seen, "/unreachable/code"), "page-unreachable");
    assert_eq!(seen["owed"], true);
    let shot = office.file("截图.png", b"\x89PNG\r\n\x1a\n");
    let seen =
        format!("county check {other} --seen 县网站在政务外网 --evidence {shot} --as 周禾生");
    assert_eq!(office.does(seen)["finding"], "seen");
    verified(&office);
}

#[test]
fn a_page_in_an_older_encoding_is_read() {
    let office = by_hand();
    let site = CountySite::opens();
    let (item, _) = released(&office, "公示");
    // “公示”in GB 2312, as many county sites still are.
    let mut old = b"<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\"></head><body><h1>".to_vec();
    old.extend(b"\xb9\xab\xca\xbe");
    old.extend(b"</h1>2019-09-30</body></html>");
    site.puts("/old", old);
    reports(&office, &item, &site.address("/old"));
    assert_eq!(checks(&office, &item)["finding"], "right");
}

#[test]
fn what_is_withdrawn_is_looked_for_until_it_is_gone() {
    let office = by_hand();
    let site = CountySite::opens();
    let (item, no) = released(&office, TITLE);
    site.puts("/a", page(TITLE, "2019-09-30"));
    reports(&office, &item, &site.address("/a"));
    checks(&office, &item);
    let told = format!("county report {item} --way 通知县里 --told-to 县政府办 --as 周禾生");
    office.refuses("not-told", &told);
    office.does(format!("withdraw {item} --why 名单有误 --as 周禾生"));
    let status = office.does("county status");
    assert_eq!(status["waiting"][0]["kind"], "withdrawal");
    reports(&office, &item, &site.address("/a"));
    assert_eq!(checks(&office, &item)["finding"], "still_there");
    site.takes_down("/a");
    assert_eq!(checks(&office, &item)["finding"], "gone");

    let (second, _) = released(&office, "石桥村水渠清淤工程完工公示");
    let copy = format!("county report {second} --way 报县一份代替 --as 周禾生");
    office.refuses("copy-not-handed-over", &copy);
    let second_no = text(
        &office.does(format!("disclosure show {second}")),
        "/register_no",
    );
    assert_ne!(second_no, no);
    office.does(format!(
        "hand-over {second} --copy {second_no}-1 --to 县政府办 --by 公文交换 --as 周禾生"
    ));
    assert_eq!(office.does(&copy)["owed"], false);
    office.does(format!("withdraw {second} --why 名单有误 --as 周禾生"));
    office.does(told.replace(&item, &second));
    assert_eq!(office.does("county status")["waiting"], json!([]));
    verified(&office);
}

#[test]
fn what_was_withdrawn_before_anybody_brought_it_is_not_filled_in() {
    let office = by_hand();
    let (item, _) = released(&office, TITLE);
    office.does(format!("withdraw {item} --why 名单有误 --as 周禾生"));
    let form = office.does(format!("county fill {item}"));
    assert_eq!((&form["idle"], &form["fields"]), (&json!(true), &json!([])));
    let told = format!("county report {item} --way 通知县里 --told-to 县政府办 --as 周禾生");
    office.does(&told);
    let form = office.does(format!("county fill {item}"));
    assert_eq!(
        (&form["idle"], &form["kind"]),
        (&json!(false), &json!("withdrawal"))
    );
    assert_eq!(field(&form, "正文"), "该信息已撤回：名单有误");
    office.does(&told);
    assert_eq!(office.does("county status")["waiting"], json!([]));
}

#[test]
fn the_countys_index_number_comes_onto_the_line() {
    let office = by_hand();
    let (item, no) = released(&office, TITLE);
    office.does(format!(
        "county report {item} --way page --address http://127.0.0.1:1/a --index-no 000014349/2019-00049 --as 周禾生"
    ));
    let year = no.split_once('-').unwrap().0;
    let book = office.prints(&format!("print register --year {year}"));
    assert!(
        book.replace('\n', "").contains("000014349/2019-00049"),
        "{book}"
    );
    let form = office.does(format!("county fill {item}"));
    assert_eq!(field(&form, "索引号"), "000014349/2019-00049");
}
