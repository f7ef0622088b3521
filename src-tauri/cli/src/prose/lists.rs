//! What was found about a village's list, as sentences and tables.

use serde_json::Value;

use super::{items, rows, text};

/// Numbers, doubles, changes.
pub(super) fn checked(value: &Value) -> String {
    let numbers = &value["numbers"];
    let mut told = match numbers["any"] == true {
        true => format!(
            "查了 {} 个号码，{} 个是好的，{} 行要退回重填\n",
            numbers["rows"], numbers["good"], numbers["send_back"]
        ),
        false => "表里没有身份证号这一列，没有号码可查\n".to_owned(),
    };
    for ailment in items(numbers, "ailments") {
        told.push_str(&format!(
            "\n{}：{} 行。{}\n",
            label(ailment),
            ailment["count"],
            text(ailment, "remedy")
        ));
        told.push_str(&rows(
            ailment,
            "rows",
            &[
                ("行", "row"),
                ("姓名", "name"),
                ("多半是", "likely"),
                ("上期", "like"),
            ],
        ));
    }
    if value["twice_count"] != 0 {
        told.push_str(&format!("\n表内重复 {} 行\n", value["twice_count"]));
        told.push_str(&rows(
            value,
            "twice",
            &[("行", "row"), ("姓名", "name"), ("重复", "text")],
        ));
    }
    if value["follow_up"].is_object() {
        told.push_str(&follow_up(&value["follow_up"]));
    }
    told.push('\n');
    told.push_str(&compared(&value["compared"]));
    told
}

fn label(ailment: &Value) -> String {
    let code = ailment["ailment"].as_str().unwrap_or_default();
    let known = code.parse::<gongkai_frontdesk::words::Ailment>();
    known.map_or_else(|_| code.to_owned(), |ailment| ailment.to_string())
}

fn follow_up(value: &Value) -> String {
    let mut told = format!(
        "\n这是 {} 退回的“{}”改好送来的：改好 {} 处，还有 {} 处不对，{} 处那一行没有了，新出错 {} 行\n",
        text(value, "returned_on"),
        text(value, "file_name"),
        value["mended_count"],
        value["still_count"],
        value["gone_count"],
        value["fresh"]
    );
    told.push_str(&rows(
        value,
        "still",
        &[("行", "now"), ("姓名", "name"), ("还不对", "said")],
    ));
    told
}

/// A list beside the others.
pub(super) fn compared(value: &Value) -> String {
    let mut told = format!("本期 {} 人\n", value["people"]);
    for list in items(value, "again") {
        told.push_str(&format!(
            "这个村这一期的名单已有一份：《{}》\n",
            text(list, "title")
        ));
    }
    let before = &value["before"];
    if before.is_object() {
        told.push_str(&format!(
            "与上期（{} 人）比：新增 {} 人，退出 {} 人，金额变化 {} 人\n",
            before["people"], before["joined_count"], before["left_count"], before["changed_count"]
        ));
        let people = [("村", "village"), ("姓名", "name"), ("行", "row")];
        for (name, key) in [
            ("新增", "joined"),
            ("退出", "left"),
            ("金额变化", "changed"),
        ] {
            if items(before, key).next().is_some() {
                told.push_str(&format!("{name}\n{}", rows(before, key, &people)));
            }
        }
    } else {
        told.push_str("没有可以比对的上一期\n");
    }
    let doubt = [
        ("村", "village"),
        ("姓名", "name"),
        ("行", "row"),
        ("也在", "other"),
        ("依据", "source"),
    ];
    for (name, key) in [
        ("同期在别的村也有", "elsewhere"),
        ("不能同时享受", "excluded"),
    ] {
        if items(value, key).next().is_some() {
            told.push_str(&format!("{name}\n{}", rows(value, key, &doubt)));
        }
    }
    told
}

/// What goes and what stays.
pub(super) fn undone(value: &Value) -> String {
    let gone = rows(
        value,
        "gone",
        &[("撤掉", "title"), ("状态", "state"), ("怎样", "what")],
    );
    let kept = rows(
        value,
        "kept",
        &[
            ("留下", "title"),
            ("登记编号", "register_no"),
            ("状态", "state"),
            ("原因", "why"),
        ],
    );
    format!("{gone}{kept}")
}

/// Names of files.
pub(super) fn files(value: &Value) -> String {
    let names = value["files"].as_array().into_iter().flatten();
    let names: Vec<&str> = names.filter_map(Value::as_str).collect();
    names.join("\n")
}
