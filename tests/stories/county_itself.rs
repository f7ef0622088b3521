//! Rounds that the open window makes by itself, and what the county's answers lead to: only where the
//! office said so, and nobody at the window waits for them.

use std::io::Read as _;
use std::net::TcpListener;
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use gongkai_county::{Founding, Limits, Platform};
use gongkai_frontdesk::Problem;
use gongkai_frontdesk::door::{Answered, Door};
use serde_json::{Value, json};
use stage::office::Office;

use super::county::{json_part, lying};
use super::{released, text, three, verified};

const TOWNSHIP: &str = "430699205";
/// Only a hanging system needs it.
const PATIENCE: Duration = Duration::from_secs(60);

pub(super) fn told(door: &Door, name: &str, request: Value) -> Result<Value, Problem> {
    match door.answer(name, request)? {
        Answered::Told(value) => Ok(value),
        Answered::Bytes(bytes) => panic!("{name} answered {} bytes", bytes.len()),
    }
}

/// The window's door on an office that is closed otherwise.
pub(super) fn opened(office: &Office) -> Door {
    let door = Door::new(office.machine());
    door.open(&office.folder()).unwrap();
    door
}

#[track_caller]
pub(super) fn until(what: &str, mut done: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !done() {
        assert!(begun.elapsed() < PATIENCE, "waited in vain for {what}");
        thread::yield_now();
    }
}

fn last(door: &Door) -> Value {
    told(door, "look-at-county-rounds", json!({})).unwrap()["last"].clone()
}

fn packages(stick: &Path) -> usize {
    let lying = std::fs::read_dir(stick.join("up").join(TOWNSHIP));
    lying.map_or(0, |lying| {
        let whole = lying.filter(|entry| {
            let path = entry.as_ref().unwrap().path();
            path.extension().is_some_and(|ending| ending == "gkpkg")
        });
        whole.count()
    })
}

#[test]
fn the_window_reports_by_itself_only_where_the_office_said_so() {
    let office = three();
    let stick = std::path::PathBuf::from(office.path("stick"));
    std::fs::create_dir(&stick).unwrap();
    let set_up = format!(
        "county set-up --carrier 文件夹 --address {} --township {TOWNSHIP} --as 周禾生",
        stick.display()
    );
    office.does(&set_up);
    released(&office, "石桥村机耕道硬化工程完工公示");
    let door = opened(&office);
    let status = told(&door, "look-at-county", json!({})).unwrap();
    assert_eq!(status["set_up"]["by_itself"], Value::Null);
    let acting = json!({ "who": "周禾生" });
    let asked = json!({
        "carrier": "folder", "address": stick, "by_itself": true, "domestic": false, "acting": acting,
    });
    assert_eq!(packages(&stick), 0, "nobody has said so yet");
    told(&door, "set-up-county", asked).unwrap();
    until("the first round", || packages(&stick) == 1);
    until("its line", || !last(&door).is_null());
    assert_eq!(
        (&last(&door)["sent"], &last(&door)["asks"]),
        (&json!(1), &json!(false))
    );
    door.close();
    released(&office, "石桥村水渠清淤工程完工公示");
    let door = opened(&office);
    until("the round after opening", || packages(&stick) == 2);
    until("its line", || !last(&door).is_null());
    door.close();
    verified(&office);
}

#[test]
fn nobody_at_the_window_waits_while_the_county_is_silent() {
    let office = three();
    // A platform that hears and never answers, once it has been set up.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", silent.local_addr().unwrap());
    let (asked, heard) = mpsc::channel();
    let listening = thread::spawn(move || {
        // The try of the set-up is cut at once.
        drop(silent.accept());
        let (mut stream, _) = silent.accept().unwrap();
        asked.send(()).unwrap();
        let _ = stream.read_to_end(&mut Vec::new());
    });
    let access = office.file("township.key", "a-key");
    office.does(format!(
        "county set-up --carrier 县平台 --address {address} --access {access} --township {TOWNSHIP} --by-itself --as 周禾生"
    ));
    released(&office, "石桥村机耕道硬化工程完工公示");
    let door = opened(&office);
    heard.recv_timeout(PATIENCE).unwrap();
    let word = json!({ "word": "绝对", "better": "", "why": "用词", "minded": true, "acting": { "who": "周禾生" } });
    let kept = told(&door, "keep-word", word);
    assert!(kept.is_ok(), "{kept:?}");
    assert_eq!(last(&door), Value::Null, "the round still waits");
    // Whoever closes the window does not wait either.
    door.close();
    drop(door);
    office.does("disclosure list");
    drop(listening);
}

#[test]
fn what_the_county_answers_comes_onto_the_item_and_its_line() {
    let office = three();
    let stick = std::path::PathBuf::from(office.path("stick"));
    std::fs::create_dir(&stick).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let code = TOWNSHIP.parse().unwrap();
    let ground = std::path::PathBuf::from(office.path("county"));
    let founding = Founding {
        folder: &ground,
        database: None,
        name: Some("样例县"),
        address: Some("https://gk.example.gov.cn"),
    };
    let open = Platform::open(&founding, Limits::default(), chrono::Utc::now);
    let platform = runtime.block_on(open).unwrap();
    let set_up = format!(
        "county set-up --carrier 文件夹 --address {} --township {TOWNSHIP} --county-key {} --as 周禾生",
        stick.display(),
        platform.public_key()
    );
    let key = text(&office.does(set_up), "/own_key");
    runtime.block_on(async {
        let added = platform.add_township(&code, "青禾乡人民政府", "县办");
        added.await.unwrap();
        let key = key.parse().unwrap();
        let set = platform.set_signing_key(&code, &key, "县办");
        set.await.unwrap();
    });
    let (item, no) = released(&office, "石桥村机耕道硬化工程完工公示");
    assert_eq!(office.does("county sync --as 周禾生")["sent"], 1);
    runtime.block_on(platform.exchange(&stick)).unwrap();
    let done = office.does("county sync --as 周禾生");
    assert_eq!(
        (&done["received"], &done["agreed"]),
        (&json!(1), &json!(true))
    );
    let status = office.does("county status");
    let index_no = text(&status, "/sent/0/index_no");
    assert_eq!(
        (&status["waiting"], &status["unread"]),
        (&json!([]), &json!(0))
    );
    let year = no.split_once('-').unwrap().0;
    let book = office.prints(&format!("print register --year {year}"));
    assert!(book.replace('\n', "").contains(&index_no), "{book}");
    let letters = office.does("county letters");
    assert_eq!(letters["letters"][0]["disclosure"], json!(item));
    runtime.block_on(async {
        let month = "2026-10".parse().unwrap();
        platform.set_minimum(month, 20, "县办").await.unwrap();
        platform.send_ranking(month, "县办").await.unwrap();
        platform.exchange(&stick).await.unwrap();
    });
    office.does("county sync --as 周禾生");
    let status = office.does("county status");
    assert_eq!(
        (&status["ranking"]["month"], &status["ranking"]["minimum"]),
        (&json!("2026-10"), &json!(20))
    );
    // What the county gave is what it finds the item by when it is to go.
    office.does(format!("withdraw {item} --why 名单有误 --as 周禾生"));
    assert_eq!(office.does("county sync --as 周禾生")["sent"], 1);
    let last = lying(&stick).pop().unwrap();
    let sheet = json_part(&last, "metadata.json");
    assert_eq!(
        (&sheet["索引号"], &sheet["有效性"]),
        (&json!(index_no), &json!("已撤回"))
    );
    verified(&office);
}
