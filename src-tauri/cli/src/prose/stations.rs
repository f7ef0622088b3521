//! Drafts between desks, as sentences and tables.

use serde_json::Value;

use super::{fields, items, rows, text};

/// Whether an answer is one of these.
pub(super) fn knows(command: &str) -> bool {
    command.starts_with("draft-") || command.starts_with("county-period")
}

/// An answer about drafts between desks, or a report of a period.
pub(super) fn tell(command: &str, value: &Value) -> String {
    match command {
        "draft-address" => address(value),
        "draft-office" => office(value),
        "draft-exchange" => exchange(value),
        "draft-show" => show(value),
        "draft-hand-over" => handed(value),
        "draft-look" => look(value),
        "draft-take-in" => taken(value),
        "draft-texts" => texts(value),
        "county-period" => report(value),
        "county-periods" => reports(value),
        "county-period-brought" => brought(value),
        _ => value.to_string(),
    }
}

/// An address that was given out.
fn address(value: &Value) -> String {
    format!(
        "收稿凭据在 {}\n把它拷给站所和村，电话里核对：{}",
        text(value, "file"),
        text(value, "code")
    )
}

/// How this desk hands over and takes in drafts.
fn office(value: &Value) -> String {
    let told = fields(
        value,
        &[
            ("交给", "office"),
            ("对方的核对码", "office_code"),
            ("本机交稿的核对码", "own_code"),
            ("本机收稿的核对码", "taking_code"),
            ("交换处", "exchange"),
        ],
    );
    let stations = rows(
        value,
        "stations",
        &[
            ("站所、村", "name"),
            ("核对人", "compared_by"),
            ("核对日期", "compared_on"),
        ],
    );
    format!("{told}\n{stations}")
}

/// The exchange place, and whether it answered.
fn exchange(value: &Value) -> String {
    let Some(address) = value["address"].as_str() else {
        return "没有交换处，来稿用U盘送".to_owned();
    };
    let told = |part: &str| {
        value
            .pointer(&format!("/why_not/{part}"))
            .and_then(Value::as_str)
    };
    match (told("text"), told("next")) {
        (Some(why_not), Some(next)) => format!("已登记交换处 {address}\n{why_not}；{next}"),
        _ => format!("已登记交换处 {address}，连通了"),
    }
}

/// What came in.
fn show(value: &Value) -> String {
    let came = rows(
        value,
        "came",
        &[
            ("公开事项", "title"),
            ("提供单位", "unit"),
            ("提供人", "provider"),
            ("单位负责人", "responsible"),
            ("办理", "standing"),
            ("收到", "taken_on"),
        ],
    );
    format!("{}\n收到的草稿：\n{came}", office(&value["office"]))
}

/// A draft that was handed over.
fn handed(value: &Value) -> String {
    let again = match value["again"] == Value::Bool(true) {
        true => "（内容没有变，还是原来那一份）",
        false => "",
    };
    let place = match value["exchange"].as_str() {
        Some(address) => format!("放在交换处 {address}"),
        None => format!("写在 {}", text(value, "file")),
    };
    format!(
        "第 {} 号来稿{place}{again}\n只有{}能打开",
        text(value, "number"),
        text(value, "office")
    )
}

/// What lies somewhere.
fn look(value: &Value) -> String {
    let line = |package: &Value| {
        let why_not = package.pointer("/why_not/text").and_then(Value::as_str);
        let known = match package["known"] == Value::Bool(true) {
            true => "已核对",
            false => "还没有核对",
        };
        let told = match why_not {
            Some(why_not) => why_not.to_owned(),
            None => format!(
                "{}，核对码 {}（{known}）",
                text(package, "station"),
                text(package, "code")
            ),
        };
        format!("{}　{told}", text(package, "file"))
    };
    let lines: Vec<String> = items(value, "packages").map(line).collect();
    lines.join("\n")
}

/// A draft that was taken in.
fn taken(value: &Value) -> String {
    let told = fields(
        value,
        &[
            ("公开事项", "title"),
            ("编号", "disclosure"),
            ("办理", "standing"),
            ("收过", "again"),
        ],
    );
    let missing: Vec<String> = items(value, "missing").map(Value::to_string).collect();
    match missing.is_empty() {
        true => told,
        false => format!("{told}\n还没有收到这个站所的第 {} 号", missing.join("、")),
    }
}

/// Two texts side by side.
fn texts(value: &Value) -> String {
    let lines = rows(
        value,
        "fields",
        &[
            ("栏目", "field"),
            ("谁改的", "changed_by"),
            ("本单位的", "ours"),
            ("来稿的", "theirs"),
        ],
    );
    format!(
        "{}（{}交来）\n{lines}",
        text(value, "title"),
        text(value, "unit")
    )
}

/// A report to the county.
fn report(value: &Value) -> String {
    let told = fields(value, &[("报告", "title"), ("期间", "period")]);
    let figures = value["figures"].as_object();
    let figures = figures.into_iter().flatten();
    let figures: Vec<String> = figures
        .map(|(name, count)| format!("{name}：{count}"))
        .collect();
    format!("{told}\n{}\n随下一次上报送出", figures.join("\n"))
}

/// Reports that were written.
fn reports(value: &Value) -> String {
    rows(
        value,
        "reports",
        &[
            ("报告", "title"),
            ("期间", "period"),
            ("编号", "number"),
            ("写于", "written_on"),
            ("手工报于", "brought_on"),
            ("怎样报的", "brought"),
        ],
    )
}

/// A report that a person brought.
fn brought(value: &Value) -> String {
    fields(
        value,
        &[
            ("报告", "kind"),
            ("期间", "period"),
            ("报于", "on"),
            ("怎样报的", "how"),
        ],
    )
}
