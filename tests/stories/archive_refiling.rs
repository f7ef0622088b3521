//! 改归: what was filed in the wrong class gets a line in the right one; the void number is never given again.

use serde_json::{Value, json};
use stage::office::Office;

use super::archive::{BY, squeezed, ten_years, with_a_year};
use super::{exported, text, verified};

fn filed() -> (Office, Vec<String>) {
    let (office, items) = with_a_year();
    ten_years(&office);
    office.does(format!(
        "archive scheme --organ BGS=党政办公室 --organ NY=农业农村办公室 {BY}"
    ));
    office.does(format!("archive file --year 2019 {BY}"));
    (office, items)
}

fn shown(office: &Office, item: &str) -> Value {
    office.does(format!("archive show {item}"))
}

#[test]
fn a_wrong_filing_is_corrected_by_a_new_line_and_the_old_number_stays_void() {
    let (office, items) = filed();
    let packed = office.does(format!("archive pack --year 2019 {BY}"));
    let first_box = text(&packed, "/boxes/0");
    let refile = format!(
        "archive refile {} --period 30年 --why 县档案馆指出应为30年",
        items[1]
    );
    let now = office.does(format!("{refile} {BY}"));
    assert_eq!(
        (&now["void"], &now["code"]),
        (
            &json!("J001-WS·2019-D10-BGS-0002"),
            &json!("J001-WS·2019-D30-BGS-0001")
        )
    );
    // The same papers, kept for longer; the disclosure is found under its new number.
    let whole = shown(&office, &items[1]);
    assert_eq!(
        (&whole["code"], &whole["keep_until"], &whole["remark"]),
        (
            &now["code"],
            &json!("2049-12-31"),
            &json!("由 J001-WS·2019-D10-BGS-0002 改归")
        )
    );
    let void = shown(&office, "J001-WS·2019-D10-BGS-0002");
    assert_eq!(
        (&void["fate"], &void["refiled_to"], &void["refiled_why"]),
        (
            &json!("refiled"),
            &now["code"],
            &json!("县档案馆指出应为30年")
        )
    );
    let papers = |item: &Value| item["parts"].as_array().map(Vec::len);
    assert_eq!(papers(&void), papers(&whole));
    assert!(papers(&whole) > Some(1));
    // Nothing is done to a void line, and what is filed later takes the number after the last.
    office.refuses(
        "item-gone",
        format!("archive keep J001-WS·2019-D10-BGS-0002 --remark 补 {BY}"),
    );
    office.refuses(
        "item-gone",
        format!("archive hold J001-WS·2019-D10-BGS-0002 --why 审计 {BY}"),
    );
    let on = "--on 2019-12-20 --accept-warnings --why 补登";
    office.does(format!("release {} {on} {BY}", items[3]));
    let late = office.does(format!("archive file --year 2019 {BY}"));
    assert_eq!(text(&late, "/filed/0/code"), "J001-WS·2019-D10-BGS-0004");
    // Back again it gets a number of its own, not the one it had.
    let back = office.does(format!(
        "archive refile {} --period 10年 --why 指错了 {BY}",
        items[1]
    ));
    assert_eq!(back["code"], "J001-WS·2019-D10-BGS-0005");
    // The box still tells of the number that was in it; catalogue and register know the one that counts.
    let paper = squeezed(&office.prints(&format!("print archive boxes {first_box}")));
    assert!(
        paper.contains("件号2：作废，已取出，改归J001-WS·2019-D30-BGS-0001"),
        "{paper}"
    );
    assert!(paper.contains("共2件"), "{paper}");
    let catalogue = squeezed(&office.prints("print archive catalogue --year 2019"));
    assert!(catalogue.contains("作废"), "{catalogue}");
    let rows = exported(&office, 2019, "公开");
    let told = rows.iter().any(|row| {
        row.last()
            .is_some_and(|remark| remark.contains("档号J001-WS·2019-D10-BGS-0005"))
    });
    assert!(told, "{rows:?}");
    let year = office.does("archive look --year 2019");
    let again = office.does(format!("archive pack --year 2019 {BY}"));
    assert_eq!(
        (&year["classes"][0]["items"], &again["items"]),
        (&json!(4), &json!(2))
    );
    let volume = office.does("archive look --year 2019");
    assert_eq!(volume["volumes"][0]["sheets"], json!(4), "{volume}");
    verified(&office);
}

#[test]
fn an_organ_is_corrected_and_what_the_table_keeps_longer_is_refused() {
    let (office, items) = filed();
    let refile = format!("archive refile {}", items[0]);
    office.refuses(
        "already-so",
        format!("{refile} --organ BGS --why 没有变 {BY}"),
    );
    office.refuses(
        "archive-scheme",
        format!("{refile} --organ XX --why 没有这个 {BY}"),
    );
    office.refuses(
        "lacks-duty",
        format!("{refile} --organ NY --why 归口不对 --as 林见清"),
    );
    let moved = office.does(format!("{refile} --organ NY --why 归口不对 {BY}"));
    assert_eq!(moved["code"], "J001-WS·2019-D10-NY-0001");
    office.does(format!(
        "archive retention add --entry 2.5 --period 永久 --matter 工程公示 \
         --basis 县档案局2020年3月1日审批 --from 2019-01-01 {BY}"
    ));
    let short = office.refuses(
        "period-too-short",
        format!("{refile} --period 30年 --why 试一试 {BY}"),
    );
    assert!(text(&short, "/text").contains("永久"), "{short}");
    office.does(format!("archive hold {} --why 信访 {BY}", items[1]));
    office.refuses(
        "item-held",
        format!("archive refile {} --period 永久 --why 改 {BY}", items[1]),
    );
    verified(&office);
}
