//! Scans of signed sheets, as tables.

use serde_json::Value;

use super::{items, rows};

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
