//! Attached files, scans and catalogue tables for a person.

use serde_json::Value;

use super::{items, rows, text};
use crate::labels::shown;

/// What a scan found, what it did not see, what would leave with the file.
pub(super) fn scan(value: &Value) -> String {
    let found = rows(
        value,
        "findings",
        &[
            ("种类", "kind"),
            ("位置", "where"),
            ("内容（已遮盖）", "masked"),
        ],
    );
    let unseen = listed(value, "not_looked_at");
    let verdict = match (items(value, "findings").count(), unseen.is_empty()) {
        (0, true) => "没有发现个人信息".to_owned(),
        (0, false) => "看得到的地方没有发现个人信息".to_owned(),
        (count, _) => format!("发现 {count} 处个人信息"),
    };
    let mut lines = vec![format!("{verdict}\n{found}").trim_end().to_owned()];
    let mut put = |name: &str, text: String| {
        if !text.is_empty() {
            lines.push(format!("{name}：{text}"));
        }
    };
    put("没有检查", unseen);
    put("纸面上看不到、会跟着文件走的", listed(value, "remains"));
    put("要有人看的图片", pictures(value));
    lines.join("\n")
}

/// What of each attached file may leave.
pub(super) fn attachments(value: &Value) -> String {
    let lines = items(value, "attachments").map(|file| {
        let copy = &file["copy"];
        let state = match copy["refused"].as_str() {
            Some(why) => format!("不能公开：{why}。{}", text(copy, "next")),
            None => match text(copy, "removed") {
                removed if removed.is_empty() => "可以原样公开，里面没有要去掉的东西".to_owned(),
                removed => format!("公开用的是清理过的这一份，去掉了{removed}"),
            },
        };
        let looked = match (
            items(copy, "pictures").count(),
            file["looked"]["who"].as_str(),
        ) {
            (0, _) => String::new(),
            (count, Some(who)) => format!("；{count} 幅图片，{who}看过"),
            (count, None) => format!("；{count} 幅图片还没有人看过"),
        };
        format!(
            "附件 {} {}：{state}{looked}",
            file["number"],
            text(file, "name")
        )
    });
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        return "这件没有附件".to_owned();
    }
    lines.join("\n")
}

/// Where the copies lie.
pub(super) fn handed_out(value: &Value) -> String {
    let files: Vec<String> = items(value, "files")
        .map(|file| text(file, "path"))
        .collect();
    format!(
        "已存好 {} 个清理过的附件：\n{}",
        files.len(),
        files.join("\n")
    )
}

/// A catalogue table beside the catalogue in force.
pub(super) fn catalogue_table(value: &Value) -> String {
    let standing = |line: &Value| match line["standing"].as_str() {
        Some("new") => "新增".to_owned(),
        Some("changed") => format!("有变化：{}", joined(&line["changes"])),
        _ => "相同".to_owned(),
    };
    let lines = items(value, "lines").map(|line| {
        let notes = joined(&line["notes"]);
        let notes = if notes.is_empty() {
            notes
        } else {
            format!("　请确认：{notes}")
        };
        let own = if line["townships"] == true {
            ""
        } else {
            "（不是乡镇一级）"
        };
        format!(
            "第 {} 行 {} {}／{}{own}　{}　时限：{}{notes}",
            line["row"],
            text(line, "code"),
            text(line, "group"),
            text(line, "name"),
            standing(line),
            text(line, "limit").replace('\n', " "),
        )
    });
    let mut lines: Vec<String> = lines.collect();
    for gone in items(value, "gone") {
        lines.push(format!(
            "表里没有了：{} {}",
            text(gone, "code"),
            text(gone, "name")
        ));
    }
    for skipped in items(value, "skipped") {
        lines.push(format!(
            "没有当作条目：第 {} 行 {}",
            skipped["row"],
            text(skipped, "text")
        ));
    }
    let unread = listed(value, "unread_columns");
    if !unread.is_empty() {
        lines.push(format!("没有看懂的栏目：{unread}"));
    }
    lines.join("\n")
}

/// What was adopted or taken back.
pub(super) fn catalogue_taken(value: &Value) -> String {
    format!(
        "现行目录：{}（新增 {} 条，变化 {} 条，去掉 {} 条）",
        text(value, "edition"),
        value["new"],
        value["changed"],
        value["gone"]
    )
}

fn pictures(value: &Value) -> String {
    let one = |picture: &Value| {
        let place = text(picture, "where");
        let located = if picture["located"] == true {
            "有拍摄位置"
        } else {
            ""
        };
        let maker = picture["maker"].as_str().unwrap_or_default();
        let about: Vec<&str> = [located, maker]
            .into_iter()
            .filter(|word| !word.is_empty())
            .collect();
        match about.is_empty() {
            true => place,
            false => format!("{place}（{}）", about.join("，")),
        }
    };
    let pictures: Vec<String> = items(value, "pictures").map(one).collect();
    pictures.join("、")
}

fn listed(value: &Value, name: &str) -> String {
    let words: Vec<String> = items(value, name).map(|what| shown("", what)).collect();
    words.join("、")
}

fn joined(value: &Value) -> String {
    let words = value.as_array().into_iter().flatten();
    words
        .filter_map(Value::as_str)
        .collect::<Vec<_>>()
        .join("、")
}

/// Every form: whose it is, and what is wrong with it.
pub(super) fn forms(value: &Value) -> String {
    let empty = Vec::new();
    let lines = value["forms"].as_array().unwrap_or(&empty).iter();
    let mut told: Vec<String> = lines
        .map(|line| {
            let whose = match line["own"].as_bool() {
                Some(true) => "本单位的",
                Some(false) | None => "程序自带",
            };
            match line["broken"]["text"].as_str() {
                Some(broken) => format!("{}　{whose}　✗ {broken}", text(line, "name")),
                None => format!("{}　{whose}", text(line, "name")),
            }
        })
        .collect();
    let idle = value["idle"].as_array().unwrap_or(&empty).iter();
    told.extend(idle.filter_map(|name| {
        let name = name.as_str()?;
        Some(format!("{name}　没有哪张纸用这个文件，看看名字写对没有"))
    }));
    told.push(format!("本单位的样式放在 {}", text(value, "folder")));
    told.join("\n")
}
