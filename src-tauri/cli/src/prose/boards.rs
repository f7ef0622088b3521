//! Boards and the places of copies, as tables.

use serde_json::Value;

use super::{items, rows, text};
use crate::tables::table;

/// Board by board what hangs and what should.
pub(super) fn now(value: &Value) -> String {
    let board = |now: &Value| {
        let hanging = rows(
            now,
            "sheets",
            &[
                ("登记编号", "register_no"),
                ("公开事项", "title"),
                ("张贴日期", "posted_on"),
                ("至", "until"),
            ],
        );
        let wanted = rows(now, "wanted", &[("应张贴", "title")]);
        format!("{}\n{hanging}{wanted}", text(now, "name"))
    };
    let boards: Vec<_> = items(value, "boards").map(board).collect();
    boards.join("\n")
}

/// Item by item where the copies are.
pub(super) fn copies(value: &Value) -> String {
    let line = |item: &Value| {
        let said = |pointer: &str| {
            let found = item.pointer(pointer).and_then(Value::as_str);
            found.unwrap_or("—").to_owned()
        };
        vec![
            text(item, "register_no"),
            text(item, "title"),
            said("/county/handed_to"),
            said("/township/place"),
            said("/posted/0/sheet/place"),
        ]
    };
    let lines: Vec<Vec<String>> = items(value, "lines").map(line).collect();
    table(&["登记编号", "公开事项", "报县", "乡存", "张贴"], &lines)
}
