//! The archive, as tables.

use serde_json::Value;

use super::{fields, items, rows, text};

/// A year of the archive.
pub(super) fn year(value: &Value) -> String {
    let waiting = rows(
        value,
        "waiting",
        &[
            ("登记编号", "register_no"),
            ("待归档", "title"),
            ("保管期限", "period"),
            ("机构", "organ"),
        ],
    );
    let filed = rows(
        value,
        "items",
        &[
            ("档号", "code"),
            ("题名", "title"),
            ("页数", "pages"),
            ("盒号", "box_number"),
            ("保管到", "keep_until"),
            ("冻结", "held"),
            ("去向", "fate"),
        ],
    );
    let boxes = rows(
        value,
        "boxes",
        &[
            ("盒", "id"),
            ("期限", "period"),
            ("盒号", "number"),
            ("起", "first"),
            ("止", "last"),
            ("盒脊", "spine"),
            ("库房", "room"),
            ("柜", "cabinet"),
        ],
    );
    format!(
        "{}年\n{waiting}\n{filed}\n{boxes}\n{}",
        value["year"],
        volumes(value)
    )
}

/// The volumes of the bound book.
pub(super) fn volumes(value: &Value) -> String {
    rows(
        value,
        "volumes",
        &[
            ("册", "volume"),
            ("起", "first_no"),
            ("止", "last_no"),
            ("件数", "sheets"),
            ("页数", "pages"),
            ("存放处", "place"),
        ],
    )
}

/// One item with its papers.
pub(super) fn item(value: &Value) -> String {
    let about = fields(
        value,
        &[
            ("档号", "code"),
            ("题名", "title"),
            ("页数", "pages"),
            ("保管到", "keep_until"),
            ("依据", "basis"),
            ("冻结", "held"),
            ("备注", "remark"),
        ],
    );
    let parts = rows(
        value,
        "parts",
        &[
            ("序号", "position"),
            ("件内文件", "kind"),
            ("名称", "title"),
            ("页数", "pages"),
            ("从第几页", "first"),
        ],
    );
    format!("{about}\n{parts}")
}

/// The way of filing and the retention table.
pub(super) fn scheme(value: &Value) -> String {
    let about = fields(
        &value["scheme"],
        &[
            ("全宗号", "fonds"),
            ("全宗名称", "fonds_name"),
            ("门类", "category"),
            ("档号格式", "pattern"),
        ],
    );
    let lines = rows(
        value,
        "lines",
        &[
            ("行", "position"),
            ("归档范围", "matter"),
            ("条目", "entries"),
            ("保管期限", "period"),
            ("依据", "basis"),
            ("从", "from"),
            ("到", "until"),
            ("已核对", "confirmed"),
        ],
    );
    format!("{about}\n如：{}\n{lines}", text(value, "example"))
}

/// What leaves the office's keeping.
pub(super) fn leaving(value: &Value) -> String {
    let listed = |key: &str, title: &str| {
        let columns = [
            ("档号", "code"),
            ("题名", "title"),
            ("保管到", "keep_until"),
        ];
        format!("{title}\n{}", rows(value, key, &columns))
    };
    let lists: Vec<String> = items(value, "disposals")
        .map(|list| {
            let lines = rows(
                list,
                "lines",
                &[
                    ("序号", "position"),
                    ("档号", "code"),
                    ("意见", "verdict"),
                    ("理由", "why"),
                ],
            );
            let (no, id) = (text(list, "no"), text(list, "disposal"));
            format!("清册 {no}（{id}）\n{lines}")
        })
        .collect();
    [
        listed("to_hand_on", "到期移交"),
        listed("to_appraise", "待鉴定"),
        listed("held", "冻结"),
        lists.join("\n"),
    ]
    .join("\n")
}

/// Where an item was filed anew.
pub(super) fn refiled(value: &Value) -> String {
    let (code, void) = (super::text(value, "code"), super::text(value, "void"));
    format!("已改归 {code}，原档号 {void} 作废")
}
