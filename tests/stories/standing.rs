//! Finished items that still ask for something: what is not disclosed is looked at again every year,
//! an important matter goes on to its next step.

use gongkai_frontdesk::tasks::look_at_today::{self, LineKind};
use gongkai_frontdesk::tasks::reassess_exemption;
use gongkai_frontdesk::{Acting, Desk, Problem};
use stage::office::Office;

use super::{approve, id, release, three, verified};

fn zhou() -> Acting {
    Acting {
        who: Some("周禾生".to_owned()),
        on: None,
    }
}

/// The lines of one kind, as title, badge, note and first action.
fn lines(office: &Office, kind: LineKind) -> Vec<(String, String, String, String)> {
    let desk = Desk::open_to_write(&office.folder(), office.machine()).unwrap();
    let today = look_at_today::run(&desk, &look_at_today::Request::default()).unwrap();
    let lines = today.groups.into_iter().flat_map(|group| group.lines);
    lines
        .filter(|line| line.kind == kind)
        .map(|line| {
            let action = line.actions[0].label.clone();
            (line.title, line.badge, line.note, action)
        })
        .collect()
}

fn reassesses(office: &Office, item: &str, still: bool, why: &str) -> Result<String, Problem> {
    let mut desk = Desk::open_to_write(&office.folder(), office.machine()).unwrap();
    let request = reassess_exemption::Request {
        disclosure: item.to_owned(),
        still,
        why: why.to_owned(),
        acting: zhou(),
    };
    let answer = reassess_exemption::run(&mut desk, &request)?;
    Ok(answer
        .reassess_by
        .map_or_else(String::new, |by| by.to_string()))
}

fn kept_back(office: &Office) -> String {
    let item = id(&office
        .does("disclosure new --entry 2.5 --title 个人救助材料 --class 不予公开 --as 周禾生"));
    approve(office, &item);
    office.does(format!(
        "disclosure exempt {item} --ground 免.3 --as 周禾生"
    ));
    item
}

#[test]
fn what_is_not_disclosed_is_looked_at_again_every_year() {
    let office = three();
    let item = kept_back(&office);
    assert!(lines(&office, LineKind::Reassess).is_empty());
    office.at("2020-08-29");
    assert!(lines(&office, LineKind::Reassess).is_empty());
    office.at("2020-09-01");
    let found = lines(&office, LineKind::Reassess);
    assert_eq!(found.len(), 1, "{found:?}");
    let (title, _, note, action) = &found[0];
    assert_eq!(
        (title.as_str(), action.as_str()),
        ("个人救助材料", "重新评估")
    );
    assert!(note.contains("2019年9月30日"), "{note}");
    office.at("2020-10-09");
    assert!(lines(&office, LineKind::Reassess)[0].1.contains("逾期"));
    let next = reassesses(&office, &item, true, "案件还没有办结").unwrap();
    assert_eq!(next, "2021-10-09");
    assert!(lines(&office, LineKind::Reassess).is_empty());
    office.at("2021-09-20");
    let private = reassesses(&office, &item, true, "联系13900001234").unwrap_err();
    assert_eq!(private.code, "private-data");
    assert_eq!(lines(&office, LineKind::Reassess).len(), 1);
    assert_eq!(reassesses(&office, &item, false, "已经办结").unwrap(), "");
    office.at("2022-12-01");
    assert!(lines(&office, LineKind::Reassess).is_empty());
    let again = reassesses(&office, &item, true, "再看").unwrap_err();
    assert_eq!(again.code, "already-assessed");
    verified(&office);
}

#[test]
fn only_what_is_kept_back_is_looked_at_again() {
    let office = three();
    let item = super::draft(&office, "公示");
    let refused = reassesses(&office, &item, true, "看看").unwrap_err();
    assert_eq!(refused.code, "not-in-state");
}

#[test]
fn an_important_matter_asks_for_its_next_step_until_somebody_begins_it() {
    let office = three();
    let first = super::draft(&office, "机耕道硬化");
    office.does(format!("disclosure edit {first} --stage 事前 --as 周禾生"));
    assert!(lines(&office, LineKind::NextStage).is_empty());
    approve(&office, &first);
    release(&office, &first);
    let found = lines(&office, LineKind::NextStage);
    assert_eq!(found.len(), 1, "{found:?}");
    let (title, badge, note, action) = &found[0];
    assert_eq!(
        (title.as_str(), badge.as_str(), action.as_str()),
        ("机耕道硬化", "事中", "起草事中公开")
    );
    assert!(note.contains("事中还没有公开"), "{note}");
    let copy = format!("disclosure copy {first} --formed-on 2019-09-30 --as 周禾生");
    let second = id(&office.does(copy));
    assert!(
        lines(&office, LineKind::NextStage).is_empty(),
        "it is begun"
    );
    office.does(format!(
        "disclosure set-aside {second} --why 缓一缓 --as 周禾生"
    ));
    assert_eq!(lines(&office, LineKind::NextStage).len(), 1);
    office.does(format!("disclosure take-up {second} --as 周禾生"));
    approve(&office, &second);
    release(&office, &second);
    let found = lines(&office, LineKind::NextStage);
    assert_eq!((found.len(), found[0].1.as_str()), (1, "事后"), "{found:?}");
}
