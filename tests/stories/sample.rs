//! The sample office: made whole in a moment, marked as a sample, living on the day it is opened.

use std::process::Command;

use serde_json::Value;
use stage::office::Office;

use super::{PROGRAM, check, id, text, three, verified};

fn sample(day: &str) -> (Office, Value) {
    let office = Office::unfounded(PROGRAM);
    let made = office.at(day).does("sample");
    (office, made)
}

fn items(office: &Office) -> Vec<Value> {
    let list = office.does("disclosure list");
    list["disclosures"].as_array().cloned().unwrap_or_default()
}

/// The id of the item whose title says so.
#[track_caller]
fn titled(office: &Office, words: &str) -> String {
    let found = items(office)
        .into_iter()
        .find(|item| text(item, "/title").contains(words));
    id(&found.unwrap())
}

#[test]
fn every_state_is_in_it_and_every_account_agrees() {
    let (office, made) = sample("2026-10-20");
    assert_eq!(made["dated_on"], "2026-10-20");
    assert_eq!(made.get("note"), None);
    assert_eq!(office.does("office show")["sample"], "2026-10-20");
    let items = items(&office);
    let with = |state: &str| items.iter().filter(|item| item["state"] == state).count();
    let states = [
        ("draft", 3),
        ("returned", 1),
        ("submitted", 2),
        ("reviewed", 1),
        ("approved", 1),
        ("released", 9),
        ("corrected", 1),
        ("withdrawn", 1),
        ("exempt", 1),
    ];
    for (state, number) in states {
        assert_eq!(with(state), number, "{state}");
    }
    verified(&office);
    let oral = titled(&office, "地质灾害");
    assert_eq!(
        check(&office.does(format!("gate {oral}")), "owed")["level"],
        "warning"
    );
    let ready = titled(&office, "石桥村2026年第三季度");
    assert_eq!(office.does(format!("gate {ready}"))["open"], true);
    office.does(format!(
        "release {ready} --accept-warnings --why 样例 --as 周禾生"
    ));
}

#[test]
fn nothing_in_it_looks_as_if_it_had_been_entered_late() {
    let (office, _) = sample("2026-10-20");
    let lines = office.does("register show --year 2026");
    assert!(
        lines["lines"]
            .as_array()
            .is_some_and(|lines| lines.len() > 8)
    );
    assert!(
        !lines.to_string().contains("\"late_entry\":true"),
        "{lines}"
    );
}

#[test]
fn a_year_without_a_calendar_is_told_and_the_year_before_is_used() {
    let (office, made) = sample("2031-03-02");
    assert_eq!(made["dated_on"], "2026-11-20");
    assert!(text(&made, "/note").contains("2026年11月20日"));
    verified(&office);
    let early = Office::unfounded(PROGRAM);
    early
        .at("2011-01-01")
        .refuses("calendar-year-missing", "sample");
}

#[test]
fn opening_it_again_changes_nothing_and_a_real_office_is_never_taken_for_one() {
    let (office, made) = sample("2026-10-20");
    let again = office.does("sample");
    assert_eq!(
        (&again["existed"], &again["office"]),
        (&true.into(), &made["office"])
    );
    three().refuses("office-exists", "sample");
}

#[test]
fn a_making_cut_short_leaves_no_office_and_the_next_one_is_whole() {
    let office = Office::unfounded(PROGRAM);
    let died = Command::new(PROGRAM)
        .args(["--office", &office.path("青禾乡"), "sample"])
        .env("STAGE_TODAY", "2026-10-20")
        .env("STAGE_DIES_AT", "release.before-commit")
        .output()
        .unwrap();
    assert_eq!(died.status.code(), None);
    office
        .at("2026-10-20")
        .hears("office show")
        .failed(3, "office-missing");
    office.does("sample");
    verified(&office);
}
