//! The catalogue as the window shows it: counts, gaps, what the office settles, and the lines that
//! periodic entries bring to the morning. Searching stands beside it.

use gongkai_frontdesk::tasks::{look_at_catalogue, look_at_today, search_office, settle_entry};
use gongkai_frontdesk::words::{Rhythm, TimeClass};
use gongkai_frontdesk::{Acting, Desk, Problem};
use serde_json::{Value, json};
use stage::office::Office;

use super::three_people::imported;
use super::{approve, draft_with, release, released, three};

fn reading(office: &Office) -> Desk {
    Desk::open_to_read(&office.folder(), office.machine()).unwrap()
}

fn settle(
    office: &Office,
    entry: &str,
    time_class: TimeClass,
    period: Option<Rhythm>,
    who: &str,
) -> Result<settle_entry::Answer, Problem> {
    let mut desk = Desk::open_to_write(&office.folder(), office.machine()).unwrap();
    let request = settle_entry::Request {
        entry: entry.parse().unwrap(),
        time_class,
        period,
        acting: Acting {
            who: Some(who.to_owned()),
            on: None,
        },
    };
    settle_entry::run(&mut desk, &request)
}

fn catalogue(office: &Office) -> look_at_catalogue::Answer {
    look_at_catalogue::run(&reading(office), &look_at_catalogue::Request::default()).unwrap()
}

fn entry(office: &Office, code: &str) -> look_at_catalogue::EntryLine {
    let entries = catalogue(office).entries;
    let found = entries
        .into_iter()
        .find(|line| line.about.code.as_str() == code);
    found.unwrap()
}

fn periodic(office: &Office) -> Vec<Value> {
    let request = look_at_today::Request::default();
    let answer = look_at_today::run(&reading(office), &request).unwrap();
    let lines = answer.groups.into_iter().flat_map(|group| group.lines);
    lines
        .map(|line| serde_json::to_value(line).unwrap())
        .filter(|line| line["kind"] == "periodic_due")
        .collect()
}

#[test]
fn the_office_settles_what_its_plan_leaves_open_and_nothing_else() {
    let office = three();
    let before = entry(&office, "2.4");
    assert_eq!(before.about.time_class, TimeClass::Unsettled);
    assert!(before.may_settle && before.gap.is_none());
    assert!(periodic(&office).is_empty());
    let quarterly = Some(Rhythm::Quarterly);
    let code = |outcome: Result<settle_entry::Answer, Problem>| outcome.unwrap_err().code;
    assert_eq!(
        code(settle(
            &office,
            "2.4",
            TimeClass::Periodic,
            quarterly,
            "林见清"
        )),
        "lacks-duty"
    );
    assert_eq!(
        code(settle(&office, "2.4", TimeClass::Periodic, None, "周禾生")),
        "catalogue"
    );
    assert_eq!(
        code(settle(&office, "1.1", TimeClass::Immediate, None, "周禾生")),
        "catalogue"
    );
    settle(&office, "2.4", TimeClass::Periodic, quarterly, "周禾生").unwrap();
    let after = entry(&office, "2.4");
    assert_eq!(after.rhythm, quarterly);
    assert_eq!(after.gap.as_deref(), Some("本季度还没有公开"));
    assert_eq!(catalogue(&office).gaps, 1);
    // What was settled is in force everywhere: the gate no longer asks.
    let item = imported(&office, 3);
    let gate = office.does(format!("gate {item}"));
    let asks = gate["checks"].as_array().cloned().unwrap_or_default();
    let unsettled = |check: &Value| check["check"] == "time-class" && check["level"] != "ok";
    assert!(!asks.iter().any(unsettled), "{gate}");
    super::verified(&office);
}

#[test]
fn a_period_without_anything_leads_to_a_draft_like_the_last() {
    let office = three();
    settle(
        &office,
        "2.4",
        TimeClass::Periodic,
        Some(Rhythm::Quarterly),
        "周禾生",
    )
    .unwrap();
    let line = periodic(&office).remove(0);
    assert_eq!(line["when"], "今天是公开的最后一天，还没有公开过");
    assert_eq!(line["actions"][0]["go"], "draft_new");

    let item = imported(&office, 3);
    assert!(periodic(&office).is_empty(), "it is being worked on");
    approve(&office, &item);
    release(&office, &item);
    assert!(periodic(&office).is_empty());
    let counted = entry(&office, "2.4");
    assert_eq!((counted.count, counted.count_span.as_str()), (1, "本季度"));
    assert_eq!(
        counted.last.map(|last| last.item.to_string()),
        Some(item.clone())
    );

    office.at("2019-12-02");
    let line = periodic(&office).remove(0);
    assert_eq!(line["note"], "定期公开（每季度） · 本季度还没有公开");
    assert_eq!(
        line["actions"][0],
        json!({"go": "draft_like", "label": "与上季度相同，换名单", "item": item, "entry": "2.4"})
    );
    assert_eq!(line["actions"][1]["go"], "draft_new");
    office.at("2020-01-06");
    let line = periodic(&office).remove(0);
    assert_eq!(line["badge"], "逾期 6 天");
    assert_eq!(line["note"], "定期公开（每季度） · 第四季度没有公开");
}

#[test]
fn the_tree_tells_what_was_released_and_how_it_can_be_typed() {
    let office = three();
    let (item, _) = released(&office, "机耕道公示");
    let whole = catalogue(&office);
    assert!(whole.in_force && whole.elements_required);
    assert_eq!(whole.editions.len(), 1);
    assert!(whole.document.contains("2019年政务公开工作实施方案"));
    let line = entry(&office, "2.5");
    assert_eq!((line.count, line.count_span.as_str()), (1, "今年"));
    assert_eq!(line.last.map(|last| last.item.to_string()), Some(item));
    assert!(
        line.clock_sentence
            .starts_with("形成或者变更之日起 20 个工作日内公开")
    );
    let first: Vec<&str> = line.letters.iter().map(String::as_str).collect();
    assert_eq!(first, ["z", "f", "s", "sz", "g", "c"]);
    let unknown = look_at_catalogue::Request {
        edition: Some("没有这一版".to_owned()),
    };
    let problem = look_at_catalogue::run(&reading(&office), &unknown).unwrap_err();
    assert_eq!(problem.code, "not-found");
    // 免.1 is neither to be filed under by drafting nor to be settled.
    let exempt = entry(&office, "免.1");
    assert!(!exempt.fileable && !exempt.may_settle);
}

fn search(office: &Office, words: &str) -> search_office::Grouped {
    let request = search_office::Request {
        words: words.to_owned(),
        limit: None,
    };
    search_office::grouped(&reading(office), &request).unwrap()
}

#[test]
fn what_is_found_stands_by_kind_with_the_fitting_characters() {
    let office = three();
    let (item, number) = released(&office, "石桥村机耕道公示");
    draft_with(&office, "另一件", "");
    let found = search(&office, "jgd");
    // The other item has the words in its body, and is the newer one.
    assert_eq!(found.items.len(), 2);
    assert!(found.items[0].snippet.is_some());
    let first = &found.items[1];
    assert_eq!(first.item.to_string(), item);
    assert_eq!(first.title.marks, [(3, 6)]);
    assert_eq!(
        first.register_no.map(|no| no.to_string()),
        Some(number.clone())
    );
    let by_number = search(&office, &number);
    assert_eq!(by_number.items[0].item.to_string(), item);
    assert_eq!(search(&office, "实事").entries.len(), 1);
    assert!(search(&office, "　").items.is_empty());

    let list = imported(&office, 3);
    let rows = search(&office, "上坪村 1组").rows;
    assert!(
        rows.iter()
            .all(|row| row.item.to_string() == list && row.snippet.is_some())
    );
}
