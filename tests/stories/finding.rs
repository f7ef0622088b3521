//! One box for everything: names, places, two characters, the first letters of their reading.

use stage::workbooks::people;

use super::three;
use super::three_people::{TITLE, imported};

#[test]
fn everybody_is_found_by_name_two_characters_and_initials() {
    let office = three();
    let item = imported(&office, 8);
    let somebody = people("上坪村", 8).remove(3).name;
    let two: String = somebody.chars().take(2).collect();
    for words in [somebody.as_str(), &two, "低保", "dbj", "spc", TITLE] {
        let hits = office.does(format!("search {words}"));
        let first = &hits["hits"][0];
        assert_eq!(first["id"], item.as_str(), "{words}: {hits}");
        assert_eq!(first["title"], TITLE);
    }
    assert_eq!(
        office.does("search 没有这个人")["hits"],
        serde_json::json!([])
    );
    let one = office.does("search 村 --limit 1");
    assert_eq!(one["hits"].as_array().map(Vec::len), Some(1));
}

#[test]
fn odd_words_are_searched_for_and_nothing_else_happens() {
    let office = three();
    imported(&office, 3);
    for words in [
        "\"",
        "*",
        "AND",
        "甲 OR 乙",
        "(",
        "NEAR(低 保)",
        "title:低",
        "'",
        "%",
        "_",
    ] {
        assert_eq!(
            office.does(format!("search {words}"))["hits"],
            serde_json::json!([]),
            "{words}"
        );
    }
    assert_eq!(
        office.does("search 低保 --limit 0")["hits"],
        serde_json::json!([])
    );
    let many = office.does("search 低保 --limit 4294967295");
    assert_eq!(many["hits"].as_array().map(Vec::len), Some(1));
}
