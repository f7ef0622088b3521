//! The whole life of two items: one brings a village's list with every secret, the other a text in
//! which somebody wrote them all.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use gongkai_frontdesk::door::Door;
use gongkai_frontdesk::words::PaperKind;
use serde_json::{Value, json};
use stage::office::Office;

use super::super::{PROGRAM, three};
use super::archive::keeps_an_archive;
use super::aside::{keeps_back, masks_a_table, signed_by_hand};
use super::coming::{catalogue_table, choice, imports, writes};
use super::scans::takes_in_scans;
use super::sheets::{prints_copies, words_papers};
use super::stations::drafts_between_desks;
use super::ways::{search_books, search_command_line, search_files, text};
use super::{IN_A_NAME, Person, Watch};

const WHY: &str = "要素沿用上年";

pub(super) fn who() -> Value {
    json!({ "who": "周禾生" })
}

/// A form with nothing in it.
pub(super) fn form(entry: &str, title: &str, body: &str) -> Value {
    json!({
        "entry": entry, "title": title, "class": null, "elements": {}, "body": body,
        "formed_on": "2019-09-20", "unit": "上坪村村民委员会", "provider": "许长福",
        "demanded_by": "", "demanded_due": null, "stage": null, "listing": {}, "list": null,
        "attachments": [], "channels": [], "copied_from": null,
    })
}

pub(super) fn of_an_office() {
    let person = Person::planted();
    let office = three();
    let file = office.file(&format!("上坪村名单{IN_A_NAME}.csv"), person.list());
    let home = PathBuf::from(office.path("machine"));
    std::fs::create_dir_all(&home).unwrap();
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets");
    let host = stage::StageHost::at_home(
        "2019-09-30".parse().unwrap(),
        PROGRAM.into(),
        Arc::new(super::ways::Unwatched),
        &assets,
        home.clone(),
    );
    let (scratch, host) = (PathBuf::from(office.path("written")), Arc::new(host));
    let watch = Watch::new(Door::new(host.clone()), person.secrets(), scratch.clone());
    watch.does("open-office", json!({ "folder": office.folder() }));
    house(&watch);
    let list = imports(&watch, &office, &file);
    let written = writes(&watch, &office, &person);
    masks_a_table(&watch, &office, &person);
    keeps_back(&watch);
    drafts_between_desks(&watch, &person, &scratch);
    signed_by_hand(&watch, &office);
    reviews(&watch, &list, &written);
    let (list_no, written_no) = releases(&watch, &office, &list, &written);
    posts(&watch, &office, (&list, &list_no), (&written, &written_no));
    takes_in_scans(&watch, &office, (&written, &written_no));
    super::county::at_the_window(&watch, &office, (&list, &written));
    prints(&watch, &list, &list_no, (&file, &scratch));
    looks(&watch, &list);
    ends(&watch, (&list, &written), &written_no, &scratch);
    keeps_an_archive(&watch, &host);
    rest(&watch, &office, &scratch);
    watch.does("close-office", json!({}));
    search_command_line(&watch, &office, &list);
    super::county::reports(&watch, &office);
    search_books(&watch, &office.folder());
    search_files(&watch, &office.folder());
    search_files(&watch, &home);
    search_files(&watch, &scratch);
    watch.lasts();
    watch.is_clean();
}

/// What an office settles before it begins.
fn house(watch: &Watch) {
    for name in [
        "look-at-open-office",
        "look-at-preferences",
        "look-at-pace",
        "stop-work",
        "look-at-catalogues",
        "look-at-program",
        "look-at-setup",
        "look-at-office",
        "look-at-staff",
        "look-at-stand-ins",
        "look-at-chains",
        "look-at-words",
        "look-at-list-rules",
        "look-at-grounds",
        "look-at-entries",
        "list-boards",
        "look-at-printers",
    ] {
        watch.does(name, json!({}));
    }
    let preferences = watch.does("look-at-preferences", json!({}));
    watch.does("keep-preferences", preferences);
    watch.does("keep-office", json!({ "prefix": "青政", "acting": who() }));
    watch.does(
        "keep-staff",
        json!({ "name": "许新来", "duties": ["draft"], "replace": false, "acting": who() }),
    );
    watch.does(
        "leave-staff",
        json!({ "name": "许新来", "left_on": "2019-09-30", "acting": who() }),
    );
    let standing = json!({ "for_whom": "林见清", "who": "何远山", "from": "2019-10-01", "until": "2019-10-02", "acting": who() });
    let stand_ins = watch.asks("keep-stand-in", standing).unwrap_or_default();
    let id = stand_ins
        .pointer("/stand_ins/0/id")
        .cloned()
        .unwrap_or_default();
    watch
        .asks("end-stand-in", json!({ "id": id, "acting": who() }))
        .ok();
    watch
        .asks(
            "keep-chain",
            json!({ "steps": "经办,审核,主要领导", "entry": "2.4", "acting": who() }),
        )
        .ok();
    watch
        .asks("follow-chain", json!({ "entry": "2.4", "acting": who() }))
        .ok();
    watch.does(
        "settle-entry",
        json!({ "entry": "2.4", "time_class": "periodic", "period": "quarterly", "acting": who() }),
    );
    watch.does(
        "keep-word",
        json!({ "word": "上坪大队", "minded": true, "better": "上坪村", "acting": who() }),
    );
    words_papers(watch);
    watch.does(
        "keep-list-rule",
        json!({ "meaning": "age", "audience": "board", "stays": true, "acting": who() }),
    );
    watch.does("look-at-catalogue", json!({}));
    watch.does("choose-entry", json!({ "entry": "2.4" }));
    catalogue_table(watch);
    watch
        .asks(
            "adopt-catalogue",
            json!({ "file": "没有.json", "acting": who() }),
        )
        .ok();
    let boards = json!([{ "name": "乡大院公开栏", "channel": "notice_board" }]);
    watch.does("add-boards", json!({ "boards": boards, "acting": who() }));
    let known = watch.does("list-boards", json!({}));
    let board = known
        .pointer("/boards/0/id")
        .or(known.pointer("/boards/0/board"))
        .cloned();
    watch
        .asks(
            "change-board",
            json!({ "board": board, "stands": "乡政府大院", "acting": who() }),
        )
        .ok();
    watch
        .asks(
            "set-board-aside",
            json!({ "board": board, "aside": false, "acting": who() }),
        )
        .ok();
}

fn signs(watch: &Watch, item: &str) {
    for (step, by, secrecy) in [
        ("draft", "周禾生", Value::Null),
        ("review", "林见清", json!("open")),
        ("approve", "何远山", Value::Null),
    ] {
        watch.does("sign-disclosure", json!({ "disclosure": item, "step": step, "secrecy": secrecy, "acting": { "who": by } }));
        if step == "review" {
            allows(watch, item);
        }
    }
}

/// What a reviewer may let out he lets out, and the office sees it on every sheet.
fn allows(watch: &Watch, item: &str) {
    let could = watch.does("look-at-allowances", json!({ "disclosure": item }));
    for choice in could["choices"].as_array().into_iter().flatten() {
        let wanted = json!({ "disclosure": item, "allowance": choice["allowance"], "reviewer": "林见清", "why": "核对领取情况", "acting": who() });
        watch.does("allow-in-list", wanted);
    }
}

fn reviews(watch: &Watch, list: &str, written: &str) {
    watch.does("look-at-queue", json!({ "seat": "林见清" }));
    watch.does("look-at-review", json!({ "disclosure": written }));
    watch.does("pass-gate", json!({ "disclosure": written }));
    signs(watch, written);
    let gate = watch.does("pass-gate", json!({ "disclosure": written }));
    assert_eq!(gate["open"], false, "{gate}");
    watch.does(
        "look-before-release",
        json!({ "disclosure": written, "channels": [] }),
    );
    watch
        .asks(
            "preview-release",
            json!({ "disclosure": written, "channels": [] }),
        )
        .unwrap();
    let masked = watch.does(
        "mask-item",
        json!({ "disclosure": written, "acting": who() }),
    );
    assert_eq!(
        masked["state"], "draft",
        "what was signed approved another text"
    );
    let back = json!({ "disclosure": written, "why": "再核对", "acting": { "who": "林见清" } });
    watch.does(
        "sign-disclosure",
        json!({ "disclosure": written, "step": "draft", "acting": who() }),
    );
    watch.does("return-disclosure", back);
    signs(watch, written);
    signs(watch, list);
}

fn releases(watch: &Watch, office: &Office, list: &str, written: &str) -> (String, String) {
    watch.does("look-at-release-queue", json!({}));
    let release = |item: &str| {
        let plan = json!({ "disclosure": item, "channels": [] });
        let seen = watch.does("look-before-release", plan.clone());
        let checks = seen.pointer("/gate/checks").and_then(Value::as_array);
        let mut checks = checks.into_iter().flatten();
        if let Some(line) = checks.find(|check| check["level"] == "warning") {
            let asked = json!({ "plan": plan, "line": line, "why": WHY, "acting": who() });
            watch.does("accept-warning", asked);
        }
        watch
            .asks(
                "preview-release",
                json!({ "disclosure": item, "channels": [] }),
            )
            .unwrap();
        let asked = json!({ "disclosure": item, "channels": [], "posted": 1, "accept_warnings": true, "why": WHY, "acting": who() });
        text(&watch.does("release-disclosure", asked), "/register_no")
    };
    let numbers = (release(list), release(written));
    watch.does(
        "explain-form",
        json!({ "disclosure": written, "acting": who() }),
    );
    let folder = office.path("written/附件");
    let out = json!({ "disclosure": written, "folder": folder, "acting": who() });
    let handed = watch.does("hand-out-attachments", out);
    assert_eq!(
        handed["files"].as_array().map(Vec::len),
        Some(1),
        "{handed}"
    );
    numbers
}

/// Postings, copies, receipts, with photos whose names hold a number.
fn posts(
    watch: &Watch,
    office: &Office,
    (list, list_no): (&str, &str),
    (written, _): (&str, &str),
) {
    let photo = office.file(&format!("照片{IN_A_NAME}.png"), b"\x89PNG\r\n\x1a\nnothing");
    let spots = json!([{ "channel": "notice_board", "place": "乡大院公开栏", "evidence": photo }]);
    for item in [list, written] {
        watch.does(
            "post-disclosure",
            json!({ "disclosure": item, "spots": spots, "acting": who() }),
        );
    }
    let later = json!([{ "channel": "village_board", "place": "上坪村公开栏", "evidence": null }]);
    watch.does(
        "post-disclosure",
        json!({ "disclosure": list, "spots": later, "acting": who() }),
    );
    let proof =
        json!({ "disclosure": list, "place": "上坪村公开栏", "evidence": photo, "acting": who() });
    watch.does("prove-posting", proof);
    watch.does("look-at-boards", json!({}));
    let copies = json!([{ "disclosure": list, "no": format!("{list_no}-1") }]);
    watch.does(
        "hand-over-copies",
        json!({ "copies": copies, "to": "样例县政务公开办公室", "by": "专人", "acting": who() }),
    );
    watch.does(
        "add-receipt",
        json!({ "copies": copies, "receipt": photo, "acting": who() }),
    );
    watch.does(
        "keep-copies",
        json!({ "disclosures": [list], "place": "一号柜", "acting": who() }),
    );
    let kept = watch.does("look-at-copies", json!({ "year": 2019 }));
    let file = kept.to_string();
    let receipt = file
        .find("\"receipt\":\"")
        .map(|at| &file[at + 11..at + 47]);
    watch
        .asks("open-kept-file", json!({ "file": receipt }))
        .ok();
}

/// Every kind of paper.
fn prints(watch: &Watch, list: &str, list_no: &str, (file, _): (&str, &Path)) {
    watch.does("look-at-house-papers", json!({}));
    for kind in PaperKind::ALL {
        let asked = json!({ "paper": kind.code(), "unprinted": false, "from": 0, "count": 50 });
        watch.asks("choose-papers", asked).ok();
    }
    prints_copies(watch, list);
    watch.prints(
        PaperKind::Approval,
        json!({ "paper": "approval", "item": list }),
    );
    watch.prints(
        PaperKind::Register,
        json!({ "paper": "register", "book": "public", "year": 2019 }),
    );
    let copies = json!([{ "disclosure": list, "no": format!("{list_no}-1") }]);
    watch.prints(
        PaperKind::Slip,
        json!({ "paper": "slip", "copies": copies }),
    );
    watch.prints(PaperKind::Test, json!({ "paper": "test" }));
    super::ways::other_papers(watch, list);
    watch.prints(
        PaperKind::Changes,
        json!({ "paper": "changes", "item": list }),
    );
    watch.prints(
        PaperKind::Online,
        json!({ "paper": "online", "item": list }),
    );
    watch.does("look-at-online", json!({ "disclosure": list }));
    let next = watch.does(
        "open-draft",
        json!({ "entry": "2.5", "title": "机耕道完工", "elements": [], "acting": who() }),
    );
    let next = text(&next, "/disclosure");
    watch.does(
        "sign-disclosure",
        json!({ "disclosure": next, "step": "draft", "acting": who() }),
    );
    let letter = json!({ "paper": "secrecy_letter", "item": next, "to": "县保密局" });
    watch.prints(PaperKind::SecrecyLetter, letter);
    let sheet = watch.does(
        "number-batch-sheet",
        json!({ "items": [next], "acting": who() }),
    );
    let sheet = sheet["sheet"]
        .as_str()
        .or(sheet["no"].as_str())
        .unwrap_or_default()
        .to_owned();
    watch.prints(
        PaperKind::BatchApproval,
        json!({ "paper": "batch", "sheet": sheet }),
    );
    let seen = watch.does("look-at-import", json!({ "file": file }));
    let sent =
        json!({ "paper": "return", "file": file, "sha256": seen["sha256"], "choice": choice() });
    watch.prints(PaperKind::Return, sent);
    watch.does("look-at-print-log", json!({ "from": 0, "count": 50 }));
}

fn looks(watch: &Watch, list: &str) {
    watch.does("compare-list", json!({ "disclosure": list }));
    watch.does("show-disclosure", json!({ "disclosure": list }));
    watch.does("look-at-item", json!({ "disclosure": list }));
    watch.does("look-at-today", json!({ "who": "周禾生" }));
    watch.does("count-today", json!({ "who": "周禾生" }));
    watch.does("look-at-year", json!({ "year": 2019 }));
    for words in [
        "钱夏禾",
        "13900001234",
        "xuchangfu77",
        "尿毒症",
        "上坪村",
        "430699",
    ] {
        let found = watch.does("search-office", json!({ "words": words }));
        assert!(found.is_object());
    }
    watch.does(
        "look-at-register",
        json!({ "book": "public", "year": 2019, "from": 0, "count": 50 }),
    );
    watch.does(
        "look-at-access-log",
        json!({ "from": 0, "count": 50, "acting": who() }),
    );
}

/// Corrections, withdrawals, exports, the end of the year.
fn ends(watch: &Watch, (list, written): (&str, &str), written_no: &str, scratch: &Path) {
    watch.does(
        "correct-disclosure",
        json!({ "disclosure": list, "why": "有两户要更正", "acting": who() }),
    );
    let down =
        json!({ "sheets": [{ "disclosure": written, "place": "乡大院公开栏" }], "acting": who() });
    watch.does("take-down-posting", down);
    watch.does(
        "withdraw-disclosure",
        json!({ "disclosure": written, "why": "发错了", "acting": who() }),
    );
    let notice = json!({ "paper": "notice", "item": written });
    watch.prints(PaperKind::Notice, notice.clone());
    watch.exports(notice);
    watch.asks("void-line", json!({ "book": "public", "register_no": written_no, "why": "登记错了", "acting": who() })).ok();
    let book = scratch.join("登记簿.xlsx");
    watch.does(
        "export-register",
        json!({ "book": "public", "year": 2019, "path": book }),
    );
    watch.wrote(&book);
    watch
        .asks(
            "close-register",
            json!({ "book": "public", "year": 2019, "acting": who() }),
        )
        .ok();
}

/// Another version of the program, which this stage cannot take: it was never installed.
fn update(watch: &Watch, scratch: &Path) {
    let file = scratch.join("更新.gkupdate");
    for (name, request) in [
        ("find-updates", json!({})),
        ("look-at-update", json!({ "file": file })),
        ("update-program", json!({ "file": file, "acting": who() })),
        ("look-at-going-back", json!({})),
        ("go-back", json!({})),
    ] {
        watch.asks(name, request).ok();
    }
}

/// Backups and other offices.
fn rest(watch: &Watch, office: &Office, scratch: &Path) {
    let stick = office.path("stick");
    std::fs::create_dir_all(&stick).unwrap();
    let made = watch.does("back-up-office", json!({ "place": stick, "acting": who() }));
    let backup = made
        .pointer("/backups/0/folder")
        .cloned()
        .unwrap_or_default();
    watch.does("look-at-backups", json!({}));
    watch.does("look-at-backups-at", json!({ "folder": stick }));
    watch.does("check-backup", json!({ "folder": backup }));
    watch.does("check-office", json!({}));
    update(watch, scratch);
    super::ways::keep_files(watch, &backup, scratch);
    watch.does(
        "restore-office",
        json!({ "backup": backup, "target": office.path("restored") }),
    );
    let founded = json!({ "folder": office.path("another"), "name": "下禾乡人民政府", "county": "样例县", "prefix": "下政", "catalogue": "mujin", "acting": {} });
    watch.does("found-office", founded);
    watch.does(
        "open-sample-office",
        json!({ "folder": office.path("sample") }),
    );
}
