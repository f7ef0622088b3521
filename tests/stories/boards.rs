//! Boards: what hangs where, until when, what should hang and does not; nine villages in one go.

use gongkai_frontdesk::tasks::{
    keep_boards, look_at_release_queue, look_before_release, open_kept_file, take_down_posting,
};
use gongkai_frontdesk::{Acting, Desk};
use serde_json::{Value, json};

use super::three_people::{TITLE, imported};
use super::{approve, draft, id, release, released, shown, state, text, three, verified};
use stage::office::Office;

const NINE: [&str; 9] = [
    "上坪", "石桥", "梅溪", "竹林", "柳湾", "松岭", "茶园", "河口", "新田",
];

/// The office's own board and one for each of nine villages.
fn boards(office: &Office) {
    let add = |words: String| office.does(format!("board add {words} --as 周禾生"));
    add("--name 乡政府大院公开栏 --channel 公开栏 --stands 大院东墙".to_owned());
    for village in NINE {
        add(format!(
            "--name {village}村公开栏 --channel 村公开栏 --village {village}村"
        ));
    }
}

fn look(office: &Office) -> Value {
    office.does("board look")
}

#[track_caller]
fn board<'a>(now: &'a Value, name: &str) -> &'a Value {
    let boards = now["boards"].as_array().unwrap();
    let found = boards.iter().find(|board| board["name"] == name);
    found.unwrap_or_else(|| panic!("no {name} in {now}"))
}

/// A released list of 上坪村, whose entry hangs seven days, planned for village boards.
fn list(office: &Office) -> String {
    let item = imported(office, 3);
    approve(office, &item);
    office.does(format!(
        "release {item} --channel 村公开栏 --posted 9 --accept-warnings --why 沿用 --as 周禾生"
    ));
    item
}

#[test]
fn nine_boards_are_posted_in_one_go_or_not_at_all() {
    let office = three();
    boards(&office);
    let item = list(&office);
    let places: String = NINE
        .map(|village| format!("--place {village}村公开栏 "))
        .concat();
    let post = format!("post {item} --channel 村公开栏 {places} --as 周禾生");
    office.refuses("already-posted", format!("{post} --place 上坪村公开栏"));
    assert_eq!(shown(&office, &item)["postings"], json!([]), "half posted");
    let answer = office.does(post);
    assert_eq!(answer["postings"].as_array().unwrap().len(), 9);
    let now = look(&office);
    for village in NINE {
        let sheets = board(&now, &format!("{village}村公开栏"))["sheets"].as_array();
        assert_eq!(sheets.map(Vec::len), Some(1), "{village}");
    }
    assert_eq!(board(&now, "乡政府大院公开栏")["sheets"], json!([]));
    verified(&office);
}

#[test]
fn a_board_tells_since_when_until_when_and_what_is_overdue() {
    let office = three();
    boards(&office);
    let item = list(&office);
    office.at("2019-09-30").does(format!(
        "post {item} --channel 村公开栏 --place 上坪村公开栏 --as 周禾生"
    ));
    let sheet = |day: &str| {
        let now = look(office.at(day));
        let sheet = board(&now, "上坪村公开栏")["sheets"][0].clone();
        (text(&sheet, "/due"), now["overdue"].clone(), sheet)
    };
    let (due, overdue, hung) = sheet("2019-10-06");
    assert_eq!((due.as_str(), overdue), ("stays", json!(0)));
    assert_eq!(
        (
            &hung["title"],
            &hung["posted_on"],
            &hung["until"],
            &hung["length"]
        ),
        (
            &json!(TITLE),
            &json!("2019-09-30"),
            &json!("2019-10-07"),
            &json!("7日")
        )
    );
    assert_eq!(sheet("2019-10-07").0, "today");
    let (due, overdue, _) = sheet("2019-10-08");
    assert_eq!((due.as_str(), overdue), ("over", json!(1)));
    let photo = office.file("撤下后.jpg", b"\xff\xd8\xff\xe0 bare wall");
    let down = office.does(format!(
        "take-down {item} --place 上坪村公开栏 --evidence {photo} --as 周禾生"
    ));
    assert_eq!(down["postings"][0]["taken_down_on"], "2019-10-08");
    let file = text(&down, "/postings/0/taken_down_photo");
    let desk = Desk::open_to_read(&office.folder(), office.machine()).unwrap();
    let seen = open_kept_file::run(&desk, file.parse().unwrap()).unwrap();
    assert_eq!(
        (seen.media_kind, seen.bytes.as_slice()),
        ("image/jpeg", b"\xff\xd8\xff\xe0 bare wall".as_slice())
    );
    assert_eq!(board(&look(&office), "上坪村公开栏")["sheets"], json!([]));
    verified(&office);
}

#[test]
fn what_was_withdrawn_must_come_down_at_once() {
    let office = three();
    boards(&office);
    let (item, _) = released(&office, "写错的名单");
    office.does(format!(
        "post {item} --channel 公开栏 --place 乡政府大院公开栏 --as 周禾生"
    ));
    office.does(format!("withdraw {item} --why 名单有误 --as 周禾生"));
    let now = look(&office);
    let sheet = &board(&now, "乡政府大院公开栏")["sheets"][0];
    assert_eq!(
        (&sheet["due"], &now["overdue"]),
        (&json!("withdrawn"), &json!(1))
    );
}

#[test]
fn a_board_wants_what_was_planned_for_its_village_until_it_hangs() {
    let office = three();
    boards(&office);
    let item = list(&office);
    let now = look(&office);
    assert_eq!(
        board(&now, "上坪村公开栏")["wanted"][0]["disclosure"],
        json!(item)
    );
    assert_eq!(board(&now, "石桥村公开栏")["wanted"], json!([]));
    let desk = Desk::open_to_read(&office.folder(), office.machine()).unwrap();
    let queue = serde_json::to_value(look_at_release_queue::run(&desk).unwrap()).unwrap();
    assert_eq!(queue["unposted"][0]["missing"][0]["board"], "上坪村公开栏");
    drop(desk);
    office.does(format!(
        "post {item} --channel 村公开栏 --place 上坪村公开栏 --as 周禾生"
    ));
    assert_eq!(board(&look(&office), "上坪村公开栏")["wanted"], json!([]));
    let desk = Desk::open_to_read(&office.folder(), office.machine()).unwrap();
    let queue = look_at_release_queue::run(&desk).unwrap();
    assert!(queue.unposted.is_empty(), "{queue:?}");
}

#[test]
fn the_queue_holds_what_is_approved_and_tells_by_when() {
    let office = three();
    let late = draft(&office, "完工公示");
    approve(&office, &late);
    let unsigned = draft(&office, "未签的");
    let queue = |office: &Office| {
        let desk = Desk::open_to_read(&office.folder(), office.machine()).unwrap();
        serde_json::to_value(look_at_release_queue::run(&desk).unwrap()).unwrap()
    };
    let now = queue(office.at("2019-12-30"));
    let ready = now["ready"].as_array().unwrap();
    assert_eq!(ready.len(), 1, "{now}");
    assert_eq!(
        (&ready[0]["disclosure"], &ready[0]["overdue"]),
        (&json!(late), &json!(true))
    );
    assert_eq!(state(&office, &unsigned), "draft");
    release(&office, &late);
    let now = queue(&office);
    assert_eq!(now["ready"], json!([]));
    assert_eq!(now["unposted"][0]["disclosure"], json!(late));
}

#[test]
fn a_renamed_board_keeps_what_hangs_and_its_old_name() {
    let office = three();
    boards(&office);
    let (item, _) = released(&office, "公示");
    let post = format!("post {item} --channel 公开栏 --as 周禾生 --place");
    office.does(format!("{post} 乡政府大院公开栏"));
    let mut desk = Desk::open_to_write(&office.folder(), office.machine()).unwrap();
    let acting = Acting {
        who: Some("周禾生".to_owned()),
        on: None,
    };
    let own = keep_boards::list(&desk).unwrap().boards.remove(0);
    let rename = |name: &str| keep_boards::Change {
        board: own.board,
        name: Some(name.to_owned()),
        stands: None,
        village: None,
        photo: None,
        acting: acting.clone(),
    };
    let taken = keep_boards::change(&mut desk, rename("上坪村公开栏")).unwrap_err();
    assert_eq!(taken.code, "board-name-taken");
    let renamed = keep_boards::change(&mut desk, rename("乡便民大厅公开栏")).unwrap();
    assert_eq!(renamed.boards[0].name, "乡便民大厅公开栏");
    assert_eq!(renamed.boards[0].stands.as_deref(), Some("大院东墙"));
    let aside = keep_boards::SetAside {
        board: own.board,
        aside: true,
        acting: acting.clone(),
    };
    let hanging = keep_boards::set_aside(&mut desk, &aside).unwrap_err();
    assert_eq!(hanging.code, "still-hanging");
    let sheet = take_down_posting::Sheet {
        disclosure: item.clone(),
        place: "乡政府大院公开栏".to_owned(),
    };
    let down = take_down_posting::Request {
        sheets: vec![sheet],
        evidence: None,
        acting: acting.clone(),
    };
    drop(desk);
    let now = look(&office);
    let sheets = board(&now, "乡便民大厅公开栏")["sheets"]
        .as_array()
        .unwrap();
    assert_eq!(sheets.len(), 1, "what hung before is still found");
    let mut desk = Desk::open_to_write(&office.folder(), office.machine()).unwrap();
    take_down_posting::run(&mut desk, down).unwrap();
    keep_boards::set_aside(&mut desk, &aside).unwrap();
    drop(desk);
    let left = look(&office)["boards"].as_array().unwrap().len();
    assert_eq!(left, NINE.len());
    verified(&office);
}

#[test]
fn a_board_is_for_things_that_hang() {
    let office = three();
    office.refuses(
        "no-board",
        "board add --name 县网站 --channel 网站 --as 周禾生",
    );
    office.refuses("who-acts", "board add --name 大院 --channel 公开栏");
    let twice = "board add --name 大院 --channel 公开栏 --as 周禾生";
    office.does(twice);
    assert_eq!(office.does(twice)["boards"].as_array().unwrap().len(), 1);
    let item =
        id(&office
            .does("disclosure new --entry 2.5 --title 公示 --formed-on 2019-09-20 --as 周禾生"));
    assert_eq!(state(&office, &item), "draft");
}

#[test]
fn the_sheet_before_a_release_plans_boards_and_shows_the_page_and_takes_no_number() {
    let office = three();
    boards(&office);
    let item = imported(&office, 3);
    approve(&office, &item);
    let desk = Desk::open_to_read(&office.folder(), office.machine()).unwrap();
    let ask = |channels: Vec<gongkai_frontdesk::words::Channel>| look_before_release::Request {
        disclosure: item.clone(),
        channels,
        ..Default::default()
    };
    let village = || vec!["村公开栏".parse().unwrap()];
    let sheet = look_before_release::run(&desk, &ask(village())).unwrap();
    assert_eq!(
        (sheet.posted, sheet.copies),
        (1, 3),
        "the list is one village's"
    );
    assert_eq!(
        sheet.register_no.map(|no| no.to_string()).as_deref(),
        Some("2019-0001")
    );
    assert!(sheet.gate.open && !sheet.choices.is_empty());
    let page = look_before_release::page(&desk, &ask(village())).unwrap();
    let path = office.file("看.pdf", page);
    let text = stage::office::paper_text(std::path::Path::new(&path));
    for told in ["上坪村2019年第三季度", "2019-0001", "张贴"] {
        assert!(text.contains(told), "no {told}: {text}");
    }
    assert!(!text.contains("草稿"), "{text}");
    let tomorrow = look_before_release::Request {
        on: "2019-12-31".parse().ok(),
        ..ask(village())
    };
    let future = look_before_release::run(&desk, &tomorrow).unwrap_err();
    assert_eq!(future.code, "date-in-future");
    let again = look_before_release::run(&desk, &ask(village())).unwrap();
    assert_eq!(again.register_no, sheet.register_no);
    drop(desk);
    let all = draft(&office, "全乡的事");
    approve(&office, &all);
    let desk = Desk::open_to_read(&office.folder(), office.machine()).unwrap();
    let request = look_before_release::Request {
        disclosure: all,
        channels: village(),
        ..Default::default()
    };
    // Its unit is one village's committee, so one copy is enough; see 石桥村.
    assert_eq!(look_before_release::run(&desk, &request).unwrap().posted, 1);
}
