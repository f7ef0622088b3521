//! Reporting to the county, as sentences and tables.

use serde_json::Value;

use super::{fields, items, rows, text};

/// What was set up.
pub(super) fn set_up(value: &Value) -> String {
    let told = fields(
        value,
        &[
            ("区划代码", "township"),
            ("方式", "carrier"),
            ("本单位公钥", "own_key"),
            ("公钥编号", "key_id"),
            ("连通", "reached"),
            ("原因", "why_not"),
        ],
    );
    format!("{told}\n请把本单位公钥交县平台登记")
}

/// How things stand.
pub(super) fn status(value: &Value) -> String {
    let waiting = rows(
        value,
        "waiting",
        &[("编号", "number"), ("种类", "kind"), ("公开事项", "title")],
    );
    let refused = rows(
        value,
        "refused",
        &[("公开事项", "title"), ("县里说", "told"), ("栏目", "field")],
    );
    let counts = fields(
        value,
        &[
            ("方式", "carrier"),
            ("已封装", "sealed"),
            ("县里已收", "taken"),
            ("双方一致", "agreed"),
            ("来件", "letters"),
        ],
    );
    format!("{counts}\n待报：\n{waiting}\n被退：\n{refused}")
}

/// What a round would do.
pub(super) fn plan(value: &Value) -> String {
    format!("{}\n{}", text(value, "sentence"), odd(value))
}

/// What a round did.
pub(super) fn done(value: &Value) -> String {
    let counts = fields(
        value,
        &[
            ("已上报", "sent"),
            ("已接收", "received"),
            ("双方一致", "agreed"),
        ],
    );
    format!("{counts}\n{}", odd(value))
}

fn odd(value: &Value) -> String {
    let line = |odd: &Value| {
        let confirm = match odd["may_be_confirmed"] == Value::Bool(true) {
            true => format!("（确认继续：--confirm {}）", text(odd, "code")),
            false => String::new(),
        };
        format!(
            "{}\n下一步：{}{confirm}",
            text(odd, "text"),
            text(odd, "next")
        )
    };
    items(value, "oddities")
        .map(line)
        .collect::<Vec<_>>()
        .join("\n")
}

/// The county's letters.
pub(super) fn letters(value: &Value) -> String {
    rows(
        value,
        "letters",
        &[
            ("编号", "number"),
            ("种类", "kind"),
            ("内容", "told"),
            ("公开事项", "title"),
            ("收到", "filed_on"),
        ],
    )
}
