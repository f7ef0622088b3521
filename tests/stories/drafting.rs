//! Drafting: what an item must have at once, what may come later, and what binds it.

use serde_json::json;

use super::{approve, check, draft, draft_with, id, shown, state, three};

#[test]
fn a_draft_may_want_everything_but_title_and_entry() {
    let office = three();
    let item = id(&office.does("disclosure new --entry 2.5 --title 公示 --as 周禾生"));
    assert_eq!(state(&office, &item), "draft");
    for (missing, words) in [
        ("标题", "disclosure new --entry 2.5 --as 周禾生"),
        ("目录条目", "disclosure new --title 公示 --as 周禾生"),
    ] {
        assert_eq!(
            office.refuses("field-missing", words)["where"]["field"],
            missing
        );
    }
    office.refuses("who-acts", "disclosure new --entry 2.5 --title 公示");
    office.refuses(
        "not-found",
        "disclosure new --entry 2.5 --title 公示 --as 无名氏",
    );
    office.refuses(
        "catalogue",
        "disclosure new --entry 9.9 --title 公示 --as 周禾生",
    );
    // A group of entries and a ground are no entries to file under.
    office.refuses(
        "catalogue",
        "disclosure new --entry 2 --title 公示 --as 周禾生",
    );
    let with = draft_with(
        &office,
        "要素",
        "--element 办事结果=已完工 --element 办事依据=批复",
    );
    let elements = &shown(&office, &with)["elements"];
    assert_eq!(elements, &json!({"outcome": "已完工", "basis": "批复"}));
}

#[test]
fn an_edition_of_the_catalogue_binds_what_was_filed_under_it() {
    let office = three();
    let old = draft(&office, "旧目录下的");
    let manifest = env!("CARGO_MANIFEST_DIR");
    let file = format!("{manifest}/../assets/catalogues/pingtian.json");
    office.does(format!("catalogue import {file} --as 周禾生"));
    let new = draft(&office, "新目录下的");
    assert_eq!(shown(&office, &old)["edition"], "mujin-2019");
    assert_eq!(shown(&office, &new)["edition"], "pingtian-2019");
    let elements =
        |item: &str| check(&office.does(format!("gate {item}")), "elements")["level"].clone();
    assert_eq!(
        (elements(&old), elements(&new)),
        (json!("warning"), json!("ok"))
    );
    let foreign = office.file("目录.json", "{}");
    office
        .hears(format!("catalogue import {foreign} --as 周禾生"))
        .failed(3, "catalogue-unreadable");
    assert_eq!(office.does("catalogue list")["edition"], "pingtian-2019");
}

#[test]
fn a_character_that_no_font_has_blocks_the_release() {
    let office = three();
    let item = draft(&office, "𪚥塘村公示");
    approve(&office, &item);
    let print = check(&office.does(format!("gate {item}")), "print");
    assert_eq!(
        (&print["level"], &print["where"]),
        (&json!("red"), &json!("标题"))
    );
    assert!(print["text"].as_str().unwrap().contains('𪚥'), "{print}");
    let release = format!("release {item} --accept-warnings --why 急 --as 周禾生");
    office.refuses("print", release);
    let out = office.path("三份.pdf");
    let problem = office.refuses(
        "missing-character",
        format!("print copies {item} --out {out}"),
    );
    assert_eq!(problem["where"]["field"], "标题");
    assert!(!std::path::Path::new(&out).exists());
}

#[test]
fn a_preview_says_what_it_is_and_is_nobodys_copy() {
    let office = three();
    let item = draft(&office, "公示");
    let preview = office.prints(&format!("print copies {item}"));
    assert!(preview.contains("草稿，未经审批，不得张贴"), "{preview}");
    for mark in ["报县", "乡存", "登记编号"] {
        assert!(!preview.contains(mark), "{mark}:\n{preview}");
    }
}
