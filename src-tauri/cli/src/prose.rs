//! Answers for a person: Chinese sentences and tables. Codes become their labels.

use std::str::FromStr;

use gongkai_frontdesk::Problem;
use gongkai_frontdesk::words::{
    Book, Channel, DisclosureClass, Duty, Element, ListKind, Secrecy, SignatureKind, State, Step,
};
use serde_json::Value;

use crate::Answer;
use crate::tables::table;

/// A problem: what happened, where, what to do next.
pub(crate) fn problem(problem: &Problem) -> String {
    let mut place = Vec::new();
    if let Some(sheet) = &problem.place.sheet {
        place.push(format!("工作表“{sheet}”"));
    }
    if let Some(row) = problem.place.row {
        place.push(format!("第 {row} 行"));
    }
    if let Some(field) = problem
        .place
        .field
        .as_ref()
        .filter(|field| !field.is_empty())
    {
        place.push(format!("“{field}”"));
    }
    let place = if place.is_empty() {
        String::new()
    } else {
        format!("\n位置：{}", place.join("，"))
    };
    format!("{}{place}\n下一步：{}", problem.text, problem.next)
}

/// An answer.
pub(crate) fn tell(answer: &Answer) -> String {
    let value = &answer.value;
    match answer.command {
        "init" => format!("已新建登记库，编号 {}", text(value, "office")),
        "staff" => rows(
            value,
            "staff",
            &[("姓名", "name"), ("职责", "duties"), ("单位", "unit")],
        ),
        "chain" => format!("审批流程：{}", shown(&value["steps"]).replace('、', " → ")),
        "catalogue" => rows(
            value,
            "entries",
            &[
                ("编号", "code"),
                ("条目", "name"),
                ("时限", "time_class"),
                ("属性", "mode"),
                ("公开形式", "channels"),
            ],
        ),
        "verify" => verify(value),
        "sheet" => sheet(value),
        "sheet-raw" | "show" => pretty(value),
        "import" => format!(
            "读到 {} 行，跳过 {} 行，有错未列入 {} 行\n已存为草稿：{}",
            value["read"],
            value["skipped"],
            value["refused"],
            if value["disclosure"].is_string() {
                text(value, "disclosure")
            } else {
                shown(&value["disclosures"])
            }
        ),
        "import-undo" => format!(
            "已撤销 {}\n{}",
            text(value, "undone"),
            rows(
                value,
                "kept",
                &[
                    ("保留的事项", "disclosure"),
                    ("状态", "state"),
                    ("原因", "why")
                ]
            )
        ),
        "list" => rows(
            value,
            "disclosures",
            &[
                ("编号", "disclosure"),
                ("状态", "state"),
                ("条目", "entry"),
                ("登记编号", "register_no"),
                ("标题", "title"),
            ],
        ),
        "gate" => gate(value),
        "release" => format!(
            "已发布，登记编号 {}（{}）\n{}",
            text(value, "register_no"),
            shown(&value["book"]),
            rows(value, "copies", &[("份号", "no"), ("去向", "for")])
        ),
        "post" | "take-down" => rows(
            value,
            "postings",
            &[
                ("公开形式", "channel"),
                ("地点", "place"),
                ("张贴日期", "posted_on"),
                ("撤下日期", "taken_down_on"),
            ],
        ),
        "hand-over" => rows(
            value,
            "copies",
            &[
                ("份号", "no"),
                ("去向", "for"),
                ("送交", "handed_to"),
                ("方式", "handed_by"),
                ("日期", "handed_on"),
            ],
        ),
        "withdraw" => format!(
            "已撤回 {}\n还要撤下：\n{}",
            text(value, "disclosure"),
            rows(
                value,
                "still_posted",
                &[
                    ("公开形式", "channel"),
                    ("地点", "place"),
                    ("张贴日期", "posted_on")
                ]
            )
        ),
        "search" => rows(
            value,
            "hits",
            &[("事项", "id"), ("标题", "title"), ("内容", "snippet")],
        ),
        "register" => register(value),
        "print" | "export" => format!("已生成 {}，共 {} 页", text(value, "file"), value["pages"]),
        "scan" => scan(value),
        "mask" => text(value, "masked"),
        "workday" => match &value["workday"] {
            Value::Bool(true) => "是工作日".to_owned(),
            Value::Bool(false) => "不是工作日".to_owned(),
            _ => text(value, "date"),
        },
        _ if value["state"].is_string() => {
            format!(
                "{}，现在是“{}”",
                text(value, "disclosure"),
                shown(&value["state"])
            )
        }
        _ => pretty(value),
    }
}

fn verify(value: &Value) -> String {
    let verdict = if value["ok"] == true {
        "登记库完好"
    } else {
        "登记库有问题，不要继续登记"
    };
    let chain = &value["chain"];
    format!(
        "{verdict}\n{}审计链 {} 条，末条 SHA-256 {}",
        rows(
            value,
            "findings",
            &[("代码", "code"), ("问题", "text"), ("位置", "where")]
        ),
        chain["entries"],
        text(chain, "sha256")
    )
}

fn gate(value: &Value) -> String {
    let verdict = if value["open"] == true {
        "能发"
    } else {
        "还不能发"
    };
    let mark = |check: &Value| match check["level"].as_str() {
        Some("ok") => "✓",
        Some("warning") => "!",
        _ => "✗",
    };
    let lines: Vec<String> = items(value, "checks")
        .map(|check| format!("{} {}", mark(check), text(check, "text")))
        .collect();
    format!("{verdict}\n{}", lines.join("\n"))
}

fn sheet(value: &Value) -> String {
    let counts = &value["counts"];
    let mut told = format!(
        "读到 {} 行，跳过 {} 行，有错 {} 行\n",
        counts["read"], counts["skipped"], counts["refused"]
    );
    for sheet in items(value, "sheets") {
        let hidden = if sheet["hidden"] == true {
            "（隐藏）"
        } else {
            ""
        };
        told.push_str(&format!("\n工作表“{}”{hidden}\n", text(sheet, "name")));
        let columns: Vec<String> = items(sheet, "columns")
            .map(|column| format!("{}＝{}", text(column, "title"), shown(&column["meaning"])))
            .collect();
        told.push_str(&format!("列：{}\n", columns.join("，")));
        for row in items(sheet, "rows").filter(|row| row["verdict"] != "ok") {
            told.push_str(&format!("第 {} 行：{}\n", row["row"], shown(&row["notes"])));
        }
        for row in items(sheet, "skipped") {
            told.push_str(&format!("第 {} 行跳过：{}\n", row["row"], text(row, "why")));
        }
    }
    told
}

fn register(value: &Value) -> String {
    let closed = match value["closed_on"].as_str() {
        Some(on) => format!("{on} 封存，校验 {}", text(value, "closing")),
        None => "尚未封存".to_owned(),
    };
    let lines = rows(
        value,
        "lines",
        &[
            ("登记编号", "register_no"),
            ("公开日期", "released_on"),
            ("事项", "disclosure"),
            ("作废", "void"),
        ],
    );
    format!(
        "{} {} 年，{closed}\n{lines}",
        shown(&value["book"]),
        value["year"]
    )
}

fn scan(value: &Value) -> String {
    let found = rows(
        value,
        "findings",
        &[
            ("种类", "kind"),
            ("位置", "where"),
            ("内容（已遮盖）", "masked"),
        ],
    );
    let unseen: Vec<String> = items(value, "not_looked_at").map(shown).collect();
    let verdict = match (items(value, "findings").count(), unseen.is_empty()) {
        (0, true) => "没有发现个人信息".to_owned(),
        (0, false) => "看得到的地方没有发现个人信息".to_owned(),
        (count, _) => format!("发现 {count} 处个人信息"),
    };
    let unseen = if unseen.is_empty() {
        String::new()
    } else {
        format!("没有检查：{}", unseen.join("、"))
    };
    format!("{verdict}\n{found}{unseen}")
}

/// The list `name` as a table; nothing where it is empty.
fn rows(value: &Value, name: &str, columns: &[(&str, &str)]) -> String {
    let header: Vec<&str> = columns.iter().map(|(title, _)| *title).collect();
    let lines: Vec<Vec<String>> = items(value, name)
        .map(|item| columns.iter().map(|(_, key)| shown(&item[*key])).collect())
        .collect();
    if lines.is_empty() {
        String::new()
    } else {
        table(&header, &lines)
    }
}

fn items<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value[name].as_array().into_iter().flatten()
}

fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_default().to_owned()
}

/// A value in words: codes by their labels, lists with 、.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => label(text),
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join("、"),
        Value::Bool(true) => "是".to_owned(),
        Value::Bool(false) => "否".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Object(_) => value.to_string(),
    }
}

/// The Chinese label of a code, or the text itself.
fn label(text: &str) -> String {
    fn of<T: FromStr + ToString>(text: &str) -> Option<String> {
        text.parse::<T>().ok().map(|word| word.to_string())
    }
    // Only codes are translated: what is already Chinese stays as it was typed.
    let code = text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    let known = || {
        of::<State>(text)
            .or_else(|| of::<Step>(text))
            .or_else(|| of::<Duty>(text))
            .or_else(|| of::<Channel>(text))
            .or_else(|| of::<DisclosureClass>(text))
            .or_else(|| of::<Book>(text))
            .or_else(|| of::<Element>(text))
            .or_else(|| of::<ListKind>(text))
            .or_else(|| of::<Secrecy>(text))
            .or_else(|| of::<SignatureKind>(text))
    };
    code.then(known)
        .flatten()
        .unwrap_or_else(|| text.to_owned())
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}
