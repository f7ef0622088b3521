//! Drafting: what an item must have at once, what may come later, and what binds it.

use serde_json::json;

use super::{approve, check, draft, draft_with, id, released, shown, state, three, verified};

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

#[test]
fn a_draft_that_nobody_goes_on_with_is_set_aside_and_taken_up_again() {
    let office = three();
    let item = draft(&office, "机耕道验收公示");
    let aside = format!("disclosure set-aside {item} --as 周禾生");
    let wants = office.refuses("field-missing", format!("{aside} --why="));
    assert_eq!(wants["where"]["field"], "搁置原因");
    office.does(format!("{aside} --why 项目取消"));
    assert_eq!(state(&office, &item), "set_aside");
    // It can be found, and nothing can be done with it.
    let hits = office.does("search 机耕道验收")["hits"].clone();
    assert_eq!(hits.as_array().map(Vec::len), Some(1), "{hits}");
    for act in [
        format!("sign {item} --step 经办 --as 周禾生"),
        format!("disclosure edit {item} --title 改 --as 周禾生"),
        format!("return {item} --why 退 --as 林见清"),
        format!("{aside} --why 再来一次"),
    ] {
        office.refuses("not-in-state", act);
    }
    office.at("2019-10-08");
    office.does(format!("disclosure take-up {item} --as 周禾生"));
    assert_eq!(state(&office, &item), "draft");
    assert_eq!(shown(&office, &item)["title"], "机耕道验收公示");
    // Nobody signs it earlier than it was taken up.
    let early = format!("sign {item} --step 经办 --on 2019-10-07 --as 周禾生");
    office.refuses("date-before-predecessor", early);
    approve(&office, &item);
    office.refuses("not-in-state", format!("{aside} --why 已经批准"));
    verified(&office);
}

#[test]
fn what_came_back_is_set_aside_with_its_reason() {
    let office = three();
    let item = draft(&office, "公示");
    office.does(format!("sign {item} --step 经办 --as 周禾生"));
    office.does(format!("return {item} --why 材料不全 --as 林见清"));
    office.does(format!(
        "disclosure set-aside {item} --why 村里不报了 --as 周禾生"
    ));
    office.does(format!("disclosure take-up {item} --as 周禾生"));
    let back = shown(&office, &item);
    assert_eq!(
        (&back["state"], &back["returned"]),
        (&json!("returned"), &json!("材料不全"))
    );
    verified(&office);
}

#[test]
fn a_correction_that_was_set_aside_leaves_room_for_another() {
    let office = three();
    let (item, _) = released(&office, "公示");
    let correct = format!("correct {item} --why 金额写错 --as 周禾生");
    let first = id(&office.does(&correct));
    office.refuses("already-being-corrected", &correct);
    office.does(format!(
        "disclosure set-aside {first} --why 写错了 --as 周禾生"
    ));
    let second = id(&office.does(&correct));
    let take_up = format!("disclosure take-up {first} --as 周禾生");
    office.refuses("already-being-corrected", &take_up);
    office.does(format!(
        "disclosure set-aside {second} --why 不用了 --as 周禾生"
    ));
    office.does(take_up);
    verified(&office);
}
