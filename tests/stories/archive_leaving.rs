//! What leaves the archive: what is held is never destroyed, what is destroyed leaves a certificate, what
//! is due goes to the county's archive.

use serde_json::{Value, json};

use super::archive::{BY, squeezed, ten_years, with_a_year};
use super::{shown, text, verified};

#[test]
fn what_is_held_is_never_destroyed_and_what_is_destroyed_has_its_certificate() {
    let (office, items) = with_a_year();
    office.does(format!("archive file --year 2019 {BY}"));
    office.at("2029-12-31");
    assert_eq!(office.does("archive leaving")["to_appraise"], json!([]));
    office.refuses("nothing-due", format!("archive dispose make {BY}"));
    let first = "J001-WS·2019-D10-BGS-0001";
    office.refuses("not-due", format!("archive dispose make {first} {BY}"));
    office.at("2030-01-04");
    // State Archives order 18, in force since 2022, keeps works for thirty years: the longest wins,
    // until the office's own approved table says otherwise.
    let shown_now = office.does(format!("archive show {first}"));
    assert_eq!(shown_now["keep_until"], "2049-12-31");
    office.refuses("nothing-due", format!("archive dispose make {BY}"));
    ten_years(&office);
    office.does(format!("archive hold {first} --why 信访正在办理 {BY}"));
    office.refuses(
        "already-so",
        format!("archive hold {first} --why 再来 {BY}"),
    );
    office.refuses("item-held", format!("archive dispose make {first} {BY}"));
    let list = office.does(format!("archive dispose make {BY}"));
    assert_eq!(
        (&list["no"], &list["lines"]),
        (&json!("销2030-01"), &json!(2))
    );
    let id = text(&list, "/disposal");
    let approve =
        format!("archive dispose approve {id} --appraisers 林见清,周禾生 --approver 何远山 {BY}");
    office.refuses("verdict-missing", &approve);
    office.does(format!(
        "archive dispose judge {id} --verdict 销毁 --why 没有继续保存的价值 {BY}"
    ));
    office.does(format!(
        "archive dispose judge {id} --line 2 --verdict 续存10年 --why 还有人查 {BY}"
    ));
    let alone = format!("archive dispose approve {id} --approver 何远山 {BY}");
    office.refuses("too-few-appraisers", format!("{alone} --appraisers 林见清"));
    office.refuses(
        "maker-approves",
        format!("archive dispose approve {id} --appraisers 林见清,何远山 --approver 周禾生 {BY}"),
    );
    let done = format!("archive dispose carry-out {id} --place 县造纸厂 --method 化浆 {BY}");
    office.refuses("not-in-phase", format!("{done} --witnesses 林见清,程子规"));
    office.does(&approve);
    // Held after the approval: the destruction stops.
    let second = "J001-WS·2019-D10-BGS-0002";
    office.does(format!("archive hold {second} --why 审计正在进行 {BY}"));
    office.refuses("item-held", format!("{done} --witnesses 林见清,程子规"));
    office.does(format!("archive free {second} --why 审计结束 {BY}"));
    office.refuses("too-few-witnesses", format!("{done} --witnesses 林见清"));
    office.does(format!("{done} --witnesses 林见清,程子规"));
    let paper = squeezed(&office.prints(&format!("print archive disposal {id}")));
    for told in [
        "档案销毁清册",
        "销2030-01",
        "档案销毁证明",
        "监销人：程子规",
        "销毁1件",
        "续存1件",
        "县造纸厂",
    ] {
        assert!(paper.contains(told), "no {told} in {paper}");
    }
    let year = office.does("archive look --year 2019");
    let fates: Vec<&Value> = year["items"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|item| &item["fate"])
        .collect();
    assert_eq!(fates, [&json!("kept"), &json!("destroyed"), &json!("kept")]);
    // Kept on for ten years from the year after the appraisal; destroyed on paper, not in the records.
    assert_eq!(year["items"][2]["keep_until"], "2040-12-31");
    assert_eq!(shown(&office, &items[1])["state"], "released");
    office.refuses(
        "item-gone",
        format!("archive keep {second} --remark 找到了 {BY}"),
    );
    verified(&office);
}

#[test]
fn what_is_due_goes_to_the_countys_archive() {
    let (office, _) = with_a_year();
    let line = "archive retention add --matter 工程公示 --basis 县档案局2020年1月5日审批";
    office.does(format!(
        "{line} --entry 2.5 --period 永久 --from 2019-01-01 {BY}"
    ));
    office.does(format!("archive file --year 2019 {BY}"));
    office.at("2029-12-31");
    let hand = format!("archive hand-over --to 样例县档案馆 --receiver 档案馆接收科 {BY}");
    office.refuses("nothing-due", &hand);
    office.at("2030-02-01");
    let paper = squeezed(&office.prints("print archive transfer"));
    assert!(
        paper.contains("档案交接文据") && paper.contains("3件"),
        "{paper}"
    );
    let gone = office.does(&hand);
    assert_eq!(gone["items"], 3);
    let id = text(&gone, "/transfer");
    let paper = squeezed(&office.prints(&format!("print archive transfer --transfer {id}")));
    assert!(
        paper.contains("样例县档案馆") && paper.contains("2030年2月1日"),
        "{paper}"
    );
    office.refuses(
        "item-gone",
        format!("archive hand-over J001-WS·2019-Y-BGS-0001 --to 样例县档案馆 {BY}"),
    );
    assert_eq!(office.does("archive leaving")["to_hand_on"], json!([]));
    verified(&office);
}
