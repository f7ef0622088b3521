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
use super::scans::takes_in_scans;
use super::sheets::{prints_copies, words_papers};
use super::ways::{search_books, search_command_line, search_files, text, underneath};
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
        "demanded_by": "", "demanded_due": null, "stage": null, "list": null,
        "attachments": [], "channels": [], "copied_from": null,
    })
}

fn choice() -> Value {
    json!({ "sheet": null, "kind": null, "village": null, "together": false, "headers": [],
            "meanings": [], "afresh": false })
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
    signed_by_hand(&watch, &office);
    reviews(&watch, &list, &written);
    let (list_no, written_no) = releases(&watch, &office, &list, &written);
    posts(&watch, &office, (&list, &list_no), (&written, &written_no));
    takes_in_scans(&watch, &office, (&written, &written_no));
    prints(&watch, &list, &list_no, (&file, &scratch));
    looks(&watch, &list);
    ends(&watch, (&list, &written), &written_no, &scratch);
    keeps_an_archive(&watch, &host);
    rest(&watch, &office, &scratch);
    watch.does("close-office", json!({}));
    search_command_line(&watch, &office, &list);
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

/// A table of the national catalogue, pasted, adopted and taken back.
fn catalogue_table(watch: &Watch) {
    let table = "<table><tr><th>序号</th><th>公开事项</th><th>公开内容</th><th>公开依据</th><th>公开时限</th><th>公开主体</th></tr>\
                 <tr><td>1</td><td>机耕道管护</td><td>管护责任人</td><td>办法</td><td>信息形成之日起20个工作日内</td><td>乡镇政府</td></tr></table>";
    let source = json!({ "file": null, "pasted": table, "table": null, "field": "农业" });
    watch.asks("look-at-catalogue-table", source.clone()).ok();
    let taken = json!({ "source": source, "rows": null, "drop_gone": false, "acting": who() });
    watch.asks("take-in-catalogue", taken).ok();
    watch.asks("undo-catalogue", who()).ok();
}

/// The village's list, looked at, mended, sent back, taken in; once more and undone.
fn imports(watch: &Watch, office: &Office, file: &str) -> String {
    let seen = watch.does("look-at-import", json!({ "file": file }));
    let sha256 = text(&seen, "/sha256");
    let work = json!({ "file": file, "sha256": sha256 });
    let sheet = text(&seen, "/sheets/0/name");
    let rows = json!({ "file": file, "sha256": sha256, "choice": choice(), "only": "all", "from": 0, "count": 50 });
    watch.does("look-at-import-rows", rows);
    watch.does(
        "settle-import",
        json!({ "work": work, "choice": choice(), "acting": who() }),
    );
    let cell = json!({ "sheet": sheet, "row": 2, "column": 5 });
    watch.does(
        "show-import-cell",
        json!({ "work": work, "cell": cell, "meaning": "id_number", "acting": who() }),
    );
    let group = json!({ "sheet": sheet, "row": 4, "column": 3 });
    watch.does(
        "mend-import-cell",
        json!({ "work": work, "cell": group, "text": "5组", "acting": who() }),
    );
    watch.does(
        "leave-out-import-rows",
        json!({ "work": work, "sheet": sheet, "rows": [4], "why": "重复", "acting": who() }),
    );
    watch.does("list-imports", json!({}));
    let seen = json!({ "file": file, "sha256": sha256, "choice": choice() });
    watch.does("examine-list", seen);
    let fills =
        json!({ "work": work, "choice": choice(), "sheet": sheet, "rows": [3], "acting": who() });
    watch.asks("fill-import-numbers", fills).ok();
    watch.does("look-at-templates", json!({}));
    let folder = office.path("written");
    let wanted = json!({ "kind": "subsistence_payment", "villages": ["上坪村"], "folder": folder });
    watch.does("hand-out-templates", wanted);
    let back = office.path("written/退回.xlsx");
    let sent = json!({ "out": back, "file": file, "sha256": sha256, "choice": choice(), "with_numbers": false, "acting": who() });
    watch.does("export-return-sheet", sent);
    // It goes back to the village, whose own people they are.
    watch.went_back(Path::new(&back));
    watch.does(
        "set-aside-import",
        json!({ "sha256": sha256, "acting": who() }),
    );
    let import = |title: &str| {
        watch.does("import-list", json!({
            "file": file, "entry": "2.4", "title": title, "choice": choice(), "formed_on": "2019-09-20",
            "unit": "上坪村村民委员会", "provider": "许长福", "elements": [], "accept_warnings": true,
            "leave_out_refused": true, "why": "有错的行退回村里", "acting": who(),
        }))
    };
    let second = text(&import("又导入一次"), "/disclosure");
    watch.does("list-imports", json!({}));
    watch.asks("look-at-undo", json!({ "import": second })).ok();
    watch
        .asks(
            "undo-import",
            json!({ "import": second, "why": "导错了", "acting": who() }),
        )
        .ok();
    text(&import("上坪村低保金发放名单"), "/disclosure")
}

/// A text with every secret, as somebody types it.
fn writes(watch: &Watch, office: &Office, person: &Person) -> String {
    let secret = person.in_words();
    let title = format!("关于{}的公示", person.id);
    let file = office.file(&format!("明细{IN_A_NAME}.xlsx"), underneath(&secret));
    let files = json!({ "files": [file], "acting": who() });
    let attached = watch.does("add-attachments", files);
    let mut form = form("2.5", &title, &secret);
    form["attachments"] = json!([attached[0]["file"]]);
    let kept = watch.does(
        "keep-working-text",
        json!({ "form": form, "acting": who() }),
    );
    let typed = kept["working_text"].clone();
    watch.does("look-at-drafts", json!({ "acting": who() }));
    watch
        .asks(
            "open-working-text",
            json!({ "working_text": typed, "acting": who() }),
        )
        .ok();
    watch
        .asks(
            "set-working-text-aside",
            json!({ "working_text": typed, "acting": who() }),
        )
        .ok();
    let saved = watch.does("save-form", json!({ "form": form, "acting": who() }));
    let item = text(&saved, "/disclosure");
    watch.does("open-form", json!({ "disclosure": item, "acting": who() }));
    watch.does("copy-form", json!({ "disclosure": item, "acting": who() }));
    watch.does("look-for-missing", json!({ "disclosure": item }));
    watch.does("look-for-alike", json!({ "entry": "2.5", "title": title }));
    let attached = office.file(&format!("附件{IN_A_NAME}.txt"), &secret);
    watch.does(
        "add-attachments",
        json!({ "files": [attached], "acting": who() }),
    );
    watch.does("look-at-attachments", json!({ "disclosure": item }));
    watch
        .asks(
            "note-pictures",
            json!({ "disclosure": item, "file": null, "acting": who() }),
        )
        .ok();
    let opened = watch.does(
        "open-draft",
        json!({ "entry": "2.5", "title": "另一件", "elements": [], "acting": who() }),
    );
    let other = text(&opened, "/disclosure");
    let edited =
        json!({ "disclosure": other, "elements": [["办事结果", secret]], "acting": who() });
    watch.does("edit-draft", edited);
    watch.does(
        "set-draft-aside",
        json!({ "disclosure": other, "why": "暂不办理", "acting": who() }),
    );
    watch.does(
        "take-up-draft",
        json!({ "disclosure": other, "acting": who() }),
    );
    item
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
