//! What happens beside the two items of the story: something is kept back and looked at again, a table
//! that came as an attachment is replaced by one without its private columns.

use serde_json::{Value, json};
use stage::office::Office;

use super::life::{form, who};
use super::ways::text;
use super::{IN_A_NAME, Person, Watch};

/// 不予公开: signed, registered, looked at a year later in the same way.
pub(super) fn keeps_back(watch: &Watch) {
    let opened = watch.does(
        "open-draft",
        json!({ "entry": "2.5", "title": "个人救助材料", "class": "exempt", "elements": [], "acting": who() }),
    );
    let item = text(&opened, "/disclosure");
    signs(watch, &item, "closed");
    let ground = json!({ "disclosure": item, "ground": "免.3", "acting": who() });
    watch.does("exempt-disclosure", ground);
    let look =
        json!({ "disclosure": item, "still": true, "why": "案件还没有办结", "acting": who() });
    watch.does("reassess-exemption", look);
}

/// Sheets that were signed by hand: one entered with its scan afterwards, one cited.
pub(super) fn signed_by_hand(watch: &Watch, office: &Office) {
    let photo = office.file(
        &format!("扫描件{IN_A_NAME}.png"),
        b"\x89PNG\r\n\x1a\nnothing",
    );
    let opened = |title: &str| {
        let asked = json!({ "entry": "2.5", "title": title, "elements": [], "acting": who() });
        text(&watch.does("open-draft", asked), "/disclosure")
    };
    let item = opened("水渠维修");
    let step = |step: &str, signer: &str, secrecy: Value| json!({ "step": step, "signer": signer, "on": "2019-09-30", "secrecy": secrecy });
    let steps = [
        step("draft", "周禾生", Value::Null),
        step("review", "林见清", json!("open")),
        step("approve", "何远山", Value::Null),
    ];
    let entered = json!({ "items": [item], "steps": steps, "acting": who() });
    watch.does("enter-signed-sheet", entered);
    let scan = json!({ "disclosure": item, "scan": photo, "acting": who() });
    watch.does("file-missing-scan", scan);
    let cited = opened("机关值班制度");
    let edited = json!({ "disclosure": cited, "body": "值班人员按值班表到岗。", "acting": who() });
    watch.asks("edit-draft", edited).ok();
    let cite = json!({ "disclosure": cited, "document": "青政发〔2019〕1号", "reviewer": "林见清", "head": "何远山", "on": "2019-09-30", "scan": photo, "acting": who() });
    watch.does("cite-signed-sheet", cite);
}

/// A village's table as an attachment: the gate finds everybody's numbers in it, one click leaves
/// their columns out.
pub(super) fn masks_a_table(watch: &Watch, office: &Office, person: &Person) {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(person.list().lines()) {
        for (column, cell) in (0..).zip(line.split(',')) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    let file = office.file(&format!("附表{IN_A_NAME}.xlsx"), bytes);
    let files = json!({ "files": [file], "acting": who() });
    let attached = watch.does("add-attachments", files);
    let mut form = form("2.5", "机耕道补助", "补助名单见附件。");
    form["attachments"] = json!([attached[0]["file"]]);
    let saved = watch.does("save-form", json!({ "form": form, "acting": who() }));
    let item = text(&saved, "/disclosure");
    let gate = watch.does("pass-gate", json!({ "disclosure": item }));
    let checks = gate["checks"].as_array().into_iter().flatten();
    let fixes = checks.filter(|check| check["fix"] == "mask_table").count();
    assert!(fixes > 0, "{gate}");
    watch.does(
        "mask-attachment",
        json!({ "disclosure": item, "number": 1, "acting": who() }),
    );
    signs(watch, &item, "open");
    let asked = json!({ "disclosure": item, "channels": [], "posted": 1, "accept_warnings": true, "why": "要素沿用上年", "acting": who() });
    watch.does("release-disclosure", asked);
    let folder = office.path("written/附表");
    let out = json!({ "disclosure": item, "folder": folder, "acting": who() });
    let handed = watch.does("hand-out-attachments", out);
    assert_eq!(
        handed["files"].as_array().map(Vec::len),
        Some(1),
        "{handed}"
    );
}

fn signs(watch: &Watch, item: &str, conclusion: &str) {
    for (step, by, secrecy) in [
        ("draft", "周禾生", Value::Null),
        ("review", "林见清", json!(conclusion)),
        ("approve", "何远山", Value::Null),
    ] {
        let signed = json!({ "disclosure": item, "step": step, "secrecy": secrecy, "acting": { "who": by } });
        watch.does("sign-disclosure", signed);
    }
}
