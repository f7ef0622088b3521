//! Scans of signed sheets, as tables.

use serde_json::Value;

use super::{items, rows, text};

/// What came of taking scans in.
pub(super) fn taken(value: &Value) -> String {
    let filed = rows(
        value,
        "filed",
        &[
            ("扫描码", "sheet"),
            ("归入", "title"),
            ("作为", "kept_as"),
            ("页数", "pages"),
        ],
    );
    let twice = rows(value, "twice", &[("文件", "file"), ("没有再收", "what")]);
    let out = rows(value, "left_out", &[("文件", "file"), ("没有看", "why")]);
    let counted = format!(
        "看了 {} 个文件：归入 {} 张，等着 {} 页",
        value["files"],
        items(value, "filed").count(),
        items(value, "waiting").count()
    );
    [counted, filed, waiting(value), twice, out]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// What came of trying again.
pub(super) fn again(value: &Value) -> String {
    let counted = format!(
        "归入 {} 张，重新读出 {} 页，还等着 {} 页",
        items(value, "filed").count(),
        value["read"],
        value["waiting"]
    );
    let filed = rows(
        value,
        "filed",
        &[("扫描码", "sheet"), ("归入", "title"), ("作为", "kept_as")],
    );
    [counted, filed]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// Where pages went that were filed by hand.
pub(super) fn assigned(value: &Value) -> String {
    let (title, kept_as) = (text(value, "title"), text(value, "kept_as"));
    format!("已归入《{title}》：{kept_as}，{} 页", value["pages"])
}

/// What waits, or that nothing does.
pub(super) fn told(value: &Value) -> String {
    match waiting(value) {
        none if none.is_empty() => "没有等着归入的扫描页".to_owned(),
        waiting => waiting,
    }
}

/// What waits.
pub(super) fn waiting(value: &Value) -> String {
    rows(
        value,
        "waiting",
        &[
            ("扫描页", "id"),
            ("文件", "file"),
            ("第几页", "page"),
            ("扫描码", "sheet"),
            ("等什么", "why"),
            ("怎么办", "next"),
        ],
    )
}
