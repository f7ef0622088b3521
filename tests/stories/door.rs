//! The door of the window, without a window: what this PC remembers between two days.

use std::path::Path;
use std::sync::Arc;

use gongkai_frontdesk::Problem;
use gongkai_frontdesk::door::{Answered, Door};
use serde_json::{Value, json};
use stage::StageHost;
use tempfile::TempDir;

use super::{PROGRAM, picture};

struct Unwatched;

impl gongkai_frontdesk::words::Waypoints for Unwatched {
    fn reached(&self, _name: &'static str) {}
}

fn door(home: &Path) -> Door {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets");
    let day = "2026-10-20".parse().expect("a date");
    let host = StageHost::at_home(
        day,
        PROGRAM.into(),
        Arc::new(Unwatched),
        &assets,
        home.into(),
    );
    Door::new(Arc::new(host))
}

fn told(door: &Door, name: &str, request: Value) -> Result<Value, Problem> {
    match door.answer(name, request)? {
        Answered::Told(value) => Ok(value),
        Answered::Bytes(bytes) => panic!("{name} answered {} bytes", bytes.len()),
    }
}

#[test]
fn what_a_person_chooses_on_the_page_never_forgets_which_office_is_open() {
    let home = TempDir::new().unwrap();
    let first = door(home.path());
    let before = told(&first, "look-at-preferences", json!({})).unwrap();
    let folder = home.path().join("样例单位");
    told(&first, "open-sample-office", json!({ "folder": folder })).unwrap();
    let opened = told(&first, "look-at-open-office", json!({})).unwrap();
    let mut chosen = before;
    chosen["seat"] = json!("周禾生");
    chosen["type_size"] = json!(175);
    let kept = told(&first, "keep-preferences", chosen).unwrap();
    assert_eq!(kept["office"], opened["folder"]);
    assert_eq!(
        (&kept["seat"], &kept["type_size"]),
        (&json!("周禾生"), &json!(175))
    );
    drop(first);
    let next_day = door(home.path());
    let remembered = told(&next_day, "look-at-preferences", json!({})).unwrap();
    assert_eq!(remembered, kept);
}

#[test]
fn a_call_that_nobody_knows_or_that_says_nothing_is_a_problem_and_no_more() {
    let home = TempDir::new().unwrap();
    let door = door(home.path());
    let code = |name: &str, request: Value| told(&door, name, request).unwrap_err().code;
    assert_eq!(code("do-everything", json!({})), "no-such-call");
    assert_eq!(
        code("show-disclosure", json!({ "disclosure": 7 })),
        "request-unreadable"
    );
    assert_eq!(
        code("show-disclosure", json!({ "disclosure": "7" })),
        "no-office"
    );
}

#[test]
fn of_an_attachment_only_its_clean_copy_is_shown() {
    let home = TempDir::new().unwrap();
    let door = door(home.path());
    let folder = home.path().join("样例");
    told(&door, "open-sample-office", json!({ "folder": folder })).unwrap();
    let file = home.path().join("照片.png");
    std::fs::write(&file, picture()).unwrap();
    let request = json!({ "files": [file], "acting": { "who": "周禾生" } });
    let added = told(&door, "add-attachments", request).unwrap();
    let shown = |file: &Value| door.answer("open-kept-file", json!({ "file": file }));
    let Err(refused) = shown(&added[0]["file"]) else {
        panic!("the original is shown: {added}");
    };
    assert_eq!(refused.code, "not-viewable");
    let Ok(Answered::Bytes(clean)) = shown(&added[0]["copy"]["clean"]) else {
        panic!("the clean copy is not shown: {added}");
    };
    assert!(clean.starts_with(b"\x89PNG") && !clean.windows(6).any(|part| part == b"Author"));
}

#[test]
fn an_offices_own_font_is_chosen_shown_and_printed_in() {
    let home = TempDir::new().unwrap();
    let door = door(home.path());
    let folder = home.path().join("样例");
    told(&door, "open-sample-office", json!({ "folder": folder })).unwrap();
    let body = || told(&door, "look-at-fonts", json!({})).unwrap()["fonts"][0].clone();
    assert_eq!(body()["file"], "FandolFang-Regular.otf");
    let own = home.path().join("本单位的仿宋.otf");
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/fonts");
    std::fs::copy(fonts.join("NotoSansCJKsc-Regular.otf"), &own).unwrap();
    let keep = |file: Value| {
        let acting = json!({ "who": "周禾生" });
        let asked = json!({ "role": "仿宋", "file": file, "acting": acting });
        told(&door, "keep-font", asked)
    };
    let printed_in = |name: &[u8]| {
        let Ok(Answered::Bytes(pdf)) = door.answer("preview-paper", json!({ "paper": "test" }))
        else {
            panic!("no preview");
        };
        pdf.windows(name.len()).any(|part| part == name)
    };
    assert!(printed_in(b"+FandolFang-Regular"));
    let kept = keep(json!(own)).unwrap();
    assert_eq!(kept["fonts"][0], body());
    assert_eq!(
        (&body()["own"], &body()["file"]),
        (&json!(true), &json!("fangsong.otf"))
    );
    assert!(printed_in(b"+fangsong"), "not printed in");
    let text = home.path().join("不是字体.ttf");
    std::fs::write(&text, "不是字体").unwrap();
    assert_eq!(keep(json!(text)).unwrap_err().code, "font-missing");
    assert_eq!(
        body()["own"],
        true,
        "a file that is no font changes nothing"
    );
    keep(Value::Null).unwrap();
    assert_eq!(body()["file"], "FandolFang-Regular.otf");
    let aside = folder.join("fonts/替下-1-fangsong.otf");
    assert!(aside.is_file(), "what made room is kept");
}
