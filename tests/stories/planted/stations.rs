//! Drafts between desks: a village's office hands over every secret, closed; this office hands one on
//! itself, takes one in twice, and looks at both texts.

use std::path::Path;

use serde_json::{Value, json};
use stage::office::Office;

use super::super::{id, three};
use super::life::who;
use super::ways::{text, underneath};
use super::{IN_A_NAME, Person, Watch};

#[track_caller]
pub(super) fn drafts_between_desks(watch: &Watch, person: &Person, scratch: &Path) {
    let village = three();
    village.does("office set --name 上坪村村民委员会 --region 430699205 --as 周禾生");
    let stick = scratch.join("来稿");
    watch.does(
        "keep-office",
        json!({ "region": "430699205", "acting": who() }),
    );
    let asked = json!({ "path": stick, "acting": who() });
    let given = watch.does("give-out-draft-address", asked);
    let address = text(&given, "/file");
    village.does(format!("draft office {address} --as 周禾生"));

    let item = written(&village, person);
    let first = handed(&village, &item, &stick);
    watch.wrote(Path::new(&first));
    let lying = watch.does("look-at-packages", json!({ "path": stick }));
    let key = text(&lying, "/packages/0/key");
    let take = |file: &str| {
        let asked = json!({ "file": file, "compared": [key], "entry": null, "acting": who() });
        watch.does("take-in-draft", asked)
    };
    take(&first);
    let body = village.file("再改.txt", format!("又写了{}", person.in_words()));
    village.does(format!("disclosure edit {item} --body {body} --as 周禾生"));
    let ours = json!({ "disclosure": item, "elements": [["办事结果", person.in_words()]],
        "body_text": "本单位改过", "acting": who() });
    watch.does("edit-draft", ours);
    let second = handed(&village, &item, &stick);
    watch.wrote(Path::new(&second));
    assert_eq!(take(&second)["standing"], "waiting");
    watch.does("look-at-texts", json!({ "disclosure": item }));
    watch.does("look-at-item", json!({ "disclosure": item }));
    let choices = json!([{ "field": "body", "side": "theirs" }]);
    let chosen = json!({ "disclosure": item, "choices": choices, "acting": who() });
    watch.does("choose-texts", chosen);
    watch.does("look-at-stations", json!({}));
    let nil = json!({ "kind": "nil_report", "period": "2019-07", "item": null, "acting": who() });
    watch.does("report-to-county", nil);
    let brought =
        json!({ "kind": "nil_report", "period": "2019-07", "how": "填进县网站", "acting": who() });
    watch.does("bring-report", brought);
    watch.does("look-at-reports", json!({}));
    on(watch, &village, &item, &stick);
}

/// The same draft, handed on by this office to another.
fn on(watch: &Watch, other: &Office, item: &str, stick: &Path) {
    let out = other.path("凭据");
    let given = other.does(format!("draft address --out {out} --as 周禾生"));
    let known = json!({ "path": given["file"], "acting": who() });
    watch.does("know-draft-office", known);
    watch.does("show-draft-office", json!({}));
    watch.does("look-before-handing-over", json!({ "disclosure": item }));
    let asked = json!({ "disclosure": item, "unit": null, "provider": "许长福", "responsible": "陆望舒",
        "agreed_on": null, "folder": stick, "acting": who() });
    let handed = watch.does("hand-over-draft", asked);
    watch.wrote(Path::new(&text(&handed, "/file")));
    let place = json!({ "address": stick, "access": null, "root": null, "acting": who() });
    watch.does("keep-draft-exchange", place);
    watch.does("fetch-drafts", json!({}));
    let aside = json!({ "disclosure": item, "why": "交上级办理", "acting": who() });
    watch.does("set-draft-aside", aside);
}

/// A village's list with every secret, an attachment with more, a title with a number.
fn written(village: &Office, person: &Person) -> String {
    let file = village.file(&format!("上坪村名单{IN_A_NAME}.csv"), person.list());
    let body = village.file("正文.txt", person.in_words());
    let answer = village.does(format!(
        "import {file} --entry 2.4 --title 关于{}的公示 --body {body} --formed-on 2019-09-20 \
         --accept-warnings --leave-out-refused --why 有错的行退回 --as 周禾生",
        person.id
    ));
    let item = id(&answer);
    let attached = village.file(
        &format!("明细{IN_A_NAME}.xlsx"),
        underneath(&person.in_words()),
    );
    village.does(format!("disclosure attach {item} {attached} --as 周禾生"));
    item
}

fn handed(village: &Office, item: &str, stick: &Path) -> String {
    let answer: Value = village.does(format!(
        "draft hand-over {item} --out {} --unit 上坪村村民委员会 --provider 许长福 \
         --responsible 陆望舒 --as 周禾生",
        stick.display()
    ));
    text(&answer, "/file")
}
