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
            ("手工上报", "by_hand"),
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
            ("其中县里不收", "refused"),
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

/// Whether somebody answers.
pub(super) fn tried(value: &Value) -> String {
    fields(value, &[("连通", "reached"), ("原因", "why_not")])
}

/// A form, filled.
pub(super) fn form(value: &Value) -> String {
    let head = fields(value, &[("公开事项", "title"), ("填报单", "form")]);
    let told = items(value, "fields").map(|field| {
        let over = match text(field, "over") {
            over if over.is_empty() => String::new(),
            over => format!("\n（{over}）"),
        };
        format!(
            "【{}】\n{}{over}",
            text(field, "label"),
            text(field, "text")
        )
    });
    let over = items(value, "over").filter_map(Value::as_str);
    let over: String = over.map(|over| format!("\n附件：{over}")).collect();
    format!("{head}\n{}{over}", told.collect::<Vec<_>>().join("\n"))
}

/// What was reported by hand.
pub(super) fn report(value: &Value) -> String {
    fields(
        value,
        &[("公开事项", "disclosure"), ("网页还要核对", "owed")],
    )
}

/// What a page showed.
pub(super) fn page(value: &Value) -> String {
    let seen = [
        ("公开事项", "disclosure"),
        ("网页", "finding"),
        ("还要核对", "owed"),
        ("网页指纹", "fingerprint"),
    ];
    let told = fields(value, &seen);
    match value["unreachable"].as_object() {
        None => told,
        Some(_) => {
            let unreachable = &value["unreachable"];
            let (why, next) = (text(unreachable, "text"), text(unreachable, "next"));
            format!("{told}\n{why}\n下一步：{next}")
        }
    }
}

/// A letter in full.
pub(super) fn letter(value: &Value) -> String {
    let head = fields(value, &[("编号", "number"), ("种类", "kind")]);
    let told = items(value, "fields");
    let told = told.map(|field| format!("{}：{}", text(field, "name"), text(field, "text")));
    let files = items(value, "files").map(|file| format!("附件：{}", text(file, "name")));
    let lines: Vec<String> = told.chain(files).collect();
    format!("{head}\n{}\n{}", lines.join("\n"), text(value, "text"))
}

/// The forms of counties' web systems.
pub(super) fn forms(value: &Value) -> String {
    let columns = [("名称", "name"), ("本单位的", "own"), ("栏目", "fields")];
    rows(value, "forms", &columns)
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
            ("待办", "open"),
            ("办理", "mark"),
        ],
    )
}
