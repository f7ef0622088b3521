//! The morning: what the desk knows about today, line by line, and what it says about a year.

use gongkai_frontdesk::Desk;
use gongkai_frontdesk::tasks::look_at_today::{self, Request};
use serde_json::{Value, json};
use stage::office::Office;

use super::three_people::imported;
use super::{approve, draft, id, release, released, review, three};

/// Today as somebody sees it.
pub(super) fn today(office: &Office, who: Option<&str>) -> Value {
    let desk = Desk::open_to_read(&office.folder(), office.machine()).unwrap();
    let request = Request {
        who: who.map(str::to_owned),
    };
    let answer = look_at_today::run(&desk, &request).unwrap();
    let counts = look_at_today::counts(&desk, &request).unwrap();
    assert_eq!(answer.counts, counts);
    serde_json::to_value(answer).unwrap()
}

fn lines(today: &Value, group: &str) -> Vec<Value> {
    let groups = today["groups"].as_array().cloned().unwrap_or_default();
    let found = groups.into_iter().find(|found| found["kind"] == group);
    found.map_or_else(Vec::new, |found| {
        let lines = found["lines"].as_array().cloned().unwrap_or_default();
        assert_eq!(found["total"], lines.len());
        lines
    })
}

/// The only line of a kind in a group.
#[track_caller]
fn line(today: &Value, group: &str, kind: &str) -> Value {
    let mut found = lines(today, group);
    found.retain(|line| line["kind"] == kind);
    assert_eq!(found.len(), 1, "{kind} in {group} of {today:#}");
    found.remove(0)
}

fn said(line: &Value) -> [String; 3] {
    ["badge", "note", "when"].map(|part| line[part].as_str().unwrap_or_default().to_owned())
}

#[test]
fn an_office_that_has_just_begun_is_told_what_to_do_first() {
    let office = Office::founded(super::PROGRAM, "mujin");
    let first = today(&office, None);
    assert_eq!(first["groups"], json!([]));
    assert_eq!(first["no_items"], true);
    assert_eq!(first["day"], "2019年9月30日 星期一　工作日");
    let office = three();
    assert_eq!(today(&office, None)["no_items"], true);
    draft(&office, "机耕道公示");
    assert_eq!(today(&office, None)["no_items"], false);
}

#[test]
fn an_item_is_one_line_that_says_the_next_step_and_the_last_day() {
    let office = three();
    let item = draft(&office, "机耕道公示");
    let drafted = line(&today(&office, None), "drafts", "draft");
    assert_eq!(
        said(&drafted),
        [
            "10月23日",
            "石桥村村民委员会 · 草稿，还没有提交",
            "最迟10月23日公开，还有 13 个工作日"
        ]
    );
    assert_eq!(drafted["actions"][0]["go"], "draft");
    assert_eq!(drafted["actions"][0]["item"], item.as_str());
    let why = &drafted["why"];
    assert_eq!(why["counted"].as_array().map(Vec::len), Some(20));
    assert_eq!(
        why["sentences"],
        json!([
            "2019年9月20日是形成或者变更之日，当日不计，从次日起数 20 个工作日，到2019年10月23日为止。",
            "其间国庆节放假 7 天不计；9月29日、10月12日调休上班，照计。",
            "依据：《政府信息公开条例》（国务院令第711号）第二十六条。"
        ])
    );

    office.does(format!("sign {item} --step 经办 --as 周禾生"));
    let under_way = today(&office, Some("周禾生"));
    let waiting = line(&under_way, "under_way", "in_review");
    assert!(said(&waiting)[1].contains("等林见清签“审核”"), "{waiting}");
    assert_eq!(waiting["when"], "周禾生9月30日签出，最迟10月23日公开");
    assert_eq!(under_way["counts"]["review"], 0);
    let mine = today(&office, Some("林见清"));
    let to_sign = line(&mine, "to_sign", "in_review");
    assert_eq!(to_sign["actions"][0]["label"], "签字");
    assert_eq!(mine["counts"]["review"], 1);
    assert_eq!(today(&office, None)["counts"]["review"], 1);

    office.does(format!("return {item} --why 金额与附件不符 --as 林见清"));
    let returned = line(&today(&office, None), "to_do", "returned");
    assert!(said(&returned)[1].contains("林见清9月30日退回：金额与附件不符"));

    office.at("2019-10-21");
    approve(&office, &item);
    let approved = line(&today(&office, None), "to_do", "approved");
    assert_eq!(approved["badge"], "本周三");
    assert_eq!(approved["actions"][0]["label"], "发布");
    office.at("2019-10-23");
    assert_eq!(
        line(&today(&office, None), "to_do", "approved")["badge"],
        "今天"
    );
    office.at("2019-10-25");
    let late = today(&office, None);
    assert_eq!(line(&late, "to_do", "approved")["badge"], "逾期 2 天");
    assert_eq!(late["counts"]["today"], 1);
}

#[test]
fn a_release_stays_open_until_the_last_channel_is_posted() {
    let office = three();
    let (item, _) = released(&office, "机耕道公示");
    let open = today(&office, None);
    let to_post = line(&open, "to_do", "to_post");
    assert_eq!(
        said(&to_post)[1],
        "石桥村村民委员会 · 已发布，还差公开栏、网站"
    );
    assert_eq!(open["counts"]["release"], 1);
    let county = line(&open, "papers", "hand_over");
    assert!(said(&county)[2].starts_with("2019-0001-1"));
    assert_eq!(open["counts"]["copies"], 1);

    let post = |channel: &str, place: &str, on: &str| {
        office.does(format!(
            "post {item} --channel {channel} --place {place} --on {on} --as 周禾生"
        ))
    };
    office.at("2019-10-08");
    post("公开栏", "乡大院", "2019-10-08");
    let to_post = line(&today(&office, None), "to_do", "to_post");
    assert!(said(&to_post)[1].ends_with("还差网站"), "{to_post}");
    office.at("2019-10-24");
    let year = |office: &Office| {
        let desk = Desk::open_to_read(&office.folder(), office.machine()).unwrap();
        look_at_today::year(&desk, None).unwrap()
    };
    assert_eq!(year(&office).late, 1);
    post("网站", "县政府网站", "2019-10-23");
    let posted = today(&office, None);
    assert_eq!(lines(&posted, "to_do"), Vec::<Value>::new());
    let months = year(&office);
    assert_eq!(
        (months.months[8].released, months.months[8].on_time),
        (1, 1)
    );
    assert_eq!(months.sentence, "2019年公开 1 件，按时 1 件。");

    office.does(format!(
        "hand-over {item} --copy 2019-0001-1 --to 县政务公开办 --by 纸质 --as 周禾生"
    ));
    let receipt = line(&today(&office, None), "papers", "receipt");
    assert!(said(&receipt)[1].contains("送县政务公开办，还没有回执"));
}

#[test]
fn what_hangs_is_told_when_its_time_is_up_and_when_it_no_longer_holds() {
    let office = three();
    let item = imported(&office, 3);
    approve(&office, &item);
    release(&office, &item);
    office.at("2019-10-08");
    office.does(format!(
        "post {item} --channel 公开栏 --place 上坪村公开栏 --as 周禾生"
    ));
    office.at("2019-10-10");
    assert!(
        !lines(&today(&office, None), "to_do")
            .iter()
            .any(|line| line["kind"] == "take_down")
    );
    office.at("2019-10-14");
    let soon = line(&today(&office, None), "to_do", "take_down");
    assert_eq!(said(&soon)[2], "公示到10月15日为止，次日可以撤下");
    office.at("2019-10-18");
    let over = line(&today(&office, None), "to_do", "take_down");
    assert_eq!(over["badge"], "期满 3 天");
    office.does(format!("withdraw {item} --why 名单有误 --as 周禾生"));
    let still = line(&today(&office, None), "to_do", "still_hanging");
    assert!(
        said(&still)[1].contains("已撤回，公开栏 上坪村公开栏 的还没有撤下"),
        "{still}"
    );
    office.does(format!("take-down {item} --place 上坪村公开栏 --as 周禾生"));
    let rest = today(&office, None);
    assert!(lines(&rest, "to_do").is_empty(), "{rest:#}");
}

#[test]
fn words_and_paper_that_are_owed_are_lines() {
    let office = three();
    let item = draft(&office, "防汛通告");
    review(&office, &item);
    office.does(format!(
        "sign {item} --step 主要领导 --signer 何远山 --kind 口头 --as 周禾生"
    ));
    let owed = line(&today(&office, None), "to_do", "signature_owed");
    assert_eq!(owed["badge"], "10月9日");
    office.at("2019-10-10");
    let owed = line(&today(&office, None), "to_do", "signature_owed");
    assert_eq!(owed["badge"], "逾期 1 天");
    office.does(format!(
        "sign {item} --step 主要领导 --signer 何远山 --kind 纸签 --as 周禾生"
    ));
    let scan = line(&today(&office, None), "papers", "scan_missing");
    assert!(said(&scan)[1].contains("何远山（主要领导）10月10日纸签，还没有扫描件"));
    // An edit makes the signatures void, and nobody asks for the scan of a void one.
    office.does(format!(
        "disclosure edit {item} --title 防汛通告（二） --as 周禾生"
    ));
    assert!(lines(&today(&office, None), "papers").is_empty());
}

#[test]
fn a_year_without_a_calendar_is_one_line_and_no_failure() {
    let office = three();
    office.at("2026-12-10");
    id(&office
        .does("disclosure new --entry 2.5 --title 年底公示 --formed-on 2026-12-10 --as 周禾生"));
    let answer = today(&office, None);
    let notices = answer["notices"].as_array().cloned().unwrap_or_default();
    assert_eq!(notices.len(), 1);
    assert!(
        notices[0]
            .as_str()
            .unwrap_or_default()
            .contains("2027年的放假安排")
    );
    let drafted = line(&answer, "drafts", "draft");
    assert_eq!(said(&drafted)[2], "没有2027年的放假安排，算不出期限");
}

#[test]
fn what_waits_for_somebody_on_leave_waits_for_the_stand_in() {
    let office = three();
    office.hires("陆望舒", "校对");
    let item = draft(&office, "机耕道公示");
    office.does(format!("sign {item} --step 经办 --as 周禾生"));
    let waiting = |who| line(&today(&office, Some(who)), "under_way", "in_review")["note"].clone();
    assert_eq!(waiting("周禾生"), "石桥村村民委员会 · 等林见清签“审核”");
    let leave = "stand-in add --for 林见清 --who 陆望舒 --from 2019-09-30 --until 2019-10-08";
    office.does(format!("{leave} --as 周禾生"));
    assert_eq!(
        waiting("周禾生"),
        "石桥村村民委员会 · 等陆望舒（代林见清）签“审核”"
    );
    let mine = line(&today(&office, Some("陆望舒")), "to_sign", "in_review");
    assert_eq!(mine["note"], "石桥村村民委员会 · 等您签“审核”");
}
