//! What leaves the office, as tables: rules for columns, and what a reviewer let out.

use serde_json::Value;

use super::{items, rows, text};
use crate::labels::shown;
use crate::tables::table;

/// Column by column what becomes of it for whom.
pub(super) fn rules(value: &Value) -> String {
    let line = |rule: &Value| {
        let mut cells = vec![shown("meaning", &rule["meaning"])];
        cells.extend(items(rule, "fates").map(|fate| text(fate, "told")));
        cells
    };
    let lines: Vec<Vec<String>> = items(value, "rules").map(line).collect();
    table(&["列", "公开栏", "网站", "报县", "内部"], &lines)
}

/// What was let out of an item, and what could be.
pub(super) fn allowed(value: &Value) -> String {
    let given = rows(
        value,
        "given",
        &[
            ("放宽", "told"),
            ("审核人", "reviewer"),
            ("日期", "on"),
            ("原因", "why"),
        ],
    );
    if given.is_empty() {
        return "没有放宽".to_owned();
    }
    given
}
