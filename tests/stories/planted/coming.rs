//! What comes into the office: a table of the catalogue, a village's list with every secret, a text in
//! which somebody wrote them all.

use std::path::Path;

use serde_json::{Value, json};
use stage::office::Office;

use super::life::{form, who};
use super::ways::{text, underneath};
use super::{IN_A_NAME, Person, Watch};

pub(super) fn choice() -> Value {
    json!({ "sheet": null, "kind": null, "village": null, "together": false, "headers": [],
            "meanings": [], "afresh": false })
}

/// A table of the national catalogue, pasted, adopted and taken back.
pub(super) fn catalogue_table(watch: &Watch) {
    let table = "<table><tr><th>序号</th><th>公开事项</th><th>公开内容</th><th>公开依据</th><th>公开时限</th><th>公开主体</th></tr>\
                 <tr><td>1</td><td>机耕道管护</td><td>管护责任人</td><td>办法</td><td>信息形成之日起20个工作日内</td><td>乡镇政府</td></tr></table>";
    let source = json!({ "file": null, "pasted": table, "table": null, "field": "农业" });
    watch.asks("look-at-catalogue-table", source.clone()).ok();
    let taken = json!({ "source": source, "rows": null, "drop_gone": false, "acting": who() });
    watch.asks("take-in-catalogue", taken).ok();
    watch.asks("undo-catalogue", who()).ok();
}

/// The village's list, looked at, mended, sent back, taken in; once more and undone.
pub(super) fn imports(watch: &Watch, office: &Office, file: &str) -> String {
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
pub(super) fn writes(watch: &Watch, office: &Office, person: &Person) -> String {
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
