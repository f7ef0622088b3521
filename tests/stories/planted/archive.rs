//! The archive of the planted office: every paper and every call of it, years after the story's one day.

use gongkai_frontdesk::words::PaperKind;
use serde_json::{Value, json};
use stage::StageHost;

use super::Watch;
use super::life::who;
use super::ways::text;

/// Files the year, boxes and binds it, and ten years later hands some on and destroys some.
pub(super) fn keeps_an_archive(watch: &Watch, host: &StageHost) {
    host.set_today("2020-03-02".parse().unwrap());
    settles(watch);
    files(watch);
    boxes(watch);
    host.set_today("2031-01-06".parse().unwrap());
    leaves(watch);
}

fn settles(watch: &Watch) {
    let known = watch.does("look-at-archive-scheme", json!({}));
    let mut scheme = known["scheme"].clone();
    scheme["fonds"] = json!("J001");
    watch.does(
        "settle-archive-scheme",
        json!({ "scheme": scheme, "acting": who() }),
    );
    let line = json!({ "matter": "一般公示", "entries": ["2.5"], "period": "D10",
                       "basis": "县档案局审批", "from": "2019-01-01", "acting": who() });
    watch.does("add-retention-line", line);
    let end = json!({ "position": 1, "until": "2020-03-01", "acting": who() });
    watch.does("end-retention-line", end);
}

fn files(watch: &Watch) {
    watch.does("look-at-archive", json!({ "year": 2019 }));
    watch.does(
        "file-items",
        json!({ "year": 2019, "disclosures": [], "acting": who() }),
    );
    for (title, period) in [("实施方案", "Y"), ("会议签到表", "D10"), ("值班表", "D10")]
    {
        let paper = json!({ "title": title, "dated_on": "2019-03-04", "period": period,
                            "pages": 3, "acting": who() });
        watch.does("file-other-paper", paper);
    }
    let year = watch.does("look-at-archive", json!({ "year": 2019 }));
    let first = first_with(&year, "disclosure");
    watch.does("look-at-archive-item", json!({ "item": first }));
    let kept = json!({ "item": first, "counts": [{ "position": 1, "pages": 2 }],
                       "remark": "缺一页", "acting": who() });
    watch.does("keep-archive-item", kept);
    let wrong = json!({ "item": titled(&year, "值班表"), "period": "Y",
                        "why": "县档案馆指出应为永久", "acting": who() });
    watch.does("refile-item", wrong);
    let archive = |sheet: Value| {
        let mut paper = sheet;
        paper["paper"] = json!("archive");
        paper
    };
    for (kind, sheet) in [
        (
            PaperKind::ArchiveStamp,
            json!({ "sheet": "stamps", "year": 2019, "items": [] }),
        ),
        (
            PaperKind::ArchiveStamp,
            json!({ "sheet": "stamp_list", "year": 2019 }),
        ),
        (
            PaperKind::ArchiveStamp,
            json!({ "sheet": "item", "item": first }),
        ),
        (
            PaperKind::ArchiveCatalogue,
            json!({ "sheet": "catalogue", "year": 2019 }),
        ),
        (
            PaperKind::BoundBook,
            json!({ "sheet": "volume", "year": 2019, "volume": 1 }),
        ),
    ] {
        watch.prints(kind, archive(sheet));
    }
    let bound = json!({ "year": 2019, "volume": 1, "place": "档案室", "acting": who() });
    watch.does("bind-volume", bound);
}

fn boxes(watch: &Watch) {
    let pack = json!({ "year": 2019, "most": "30", "two_sided": false, "acting": who() });
    let packed = watch.does("pack-boxes", pack);
    let boxes = packed["boxes"].clone();
    let place = json!({ "boxes": boxes, "room": "档案室", "cabinet": "3柜", "acting": who() });
    watch.does("place-boxes", place);
    let paper = json!({ "paper": "archive", "sheet": "boxes", "boxes": boxes });
    watch.prints(PaperKind::ArchiveBox, paper);
}

fn leaves(watch: &Watch) {
    let now = watch.does("look-at-leaving", json!({}));
    let due = text(&now, "/to_appraise/0/item");
    for held in [true, false] {
        let hold = json!({ "items": [due], "held": held, "why": "审计", "acting": who() });
        watch.does("hold-archive-items", hold);
    }
    let paper = json!({ "paper": "archive", "sheet": "transfer" });
    watch.prints(PaperKind::ArchiveTransfer, paper);
    let hand = json!({ "items": [], "to": "样例县档案馆", "acting": who() });
    watch.does("hand-to-archive", hand);
    let make = json!({ "items": [], "acting": who() });
    let first = text(&watch.does("make-disposal", make.clone()), "/disposal");
    let aside = json!({ "disposal": first, "why": "编错了", "acting": who() });
    watch.does("set-disposal-aside", aside);
    let list = text(&watch.does("make-disposal", make), "/disposal");
    let judged = json!({ "disposal": list, "lines": [], "verdict": "destroy",
                         "why": "没有价值", "acting": who() });
    watch.does("judge-disposal", judged);
    let approved = json!({ "disposal": list, "appraisers": ["林见清", "周禾生"],
                           "approver": "何远山", "acting": who() });
    watch.does("approve-disposal", approved);
    let done = json!({ "disposal": list, "witnesses": ["林见清", "程子规"], "place": "造纸厂",
                       "method": "化浆", "acting": who() });
    watch.does("carry-out-disposal", done);
    let paper = json!({ "paper": "archive", "sheet": "disposal", "disposal": list });
    watch.prints(PaperKind::Disposal, paper);
}

/// The id of the item of this title.
fn titled(year: &Value, title: &str) -> String {
    let items = year["items"].as_array().cloned().unwrap_or_default();
    let found = items.iter().find(|item| item["title"] == title);
    text(found.expect(title), "/item")
}

/// The id of the first item that has this field.
fn first_with(year: &Value, field: &str) -> String {
    let items = year["items"].as_array().cloned().unwrap_or_default();
    let found = items.iter().find(|item| item[field].is_string());
    text(found.expect("an item of a disclosure"), "/item")
}
