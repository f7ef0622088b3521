//! Another version of the program, as sentences.

use serde_json::Value;

use super::text;

/// Whether an answer is one of these.
pub(super) fn knows(command: &str) -> bool {
    command.starts_with("update-")
}

/// An answer about another version of the program.
pub(super) fn tell(command: &str, value: &Value) -> String {
    match command {
        "update-look" => look(value),
        "update-apply" => applied(value),
        "update-back-look" => way_back(value),
        "update-back" => went_back(value),
        _ => value.to_string(),
    }
}

fn look(value: &Value) -> String {
    let mut lines = vec![format!(
        "签名对得上，可以更新：{} → {}，要占 {} MB",
        text(value, "from"),
        text(value, "to"),
        value["bytes"]
            .as_u64()
            .unwrap_or_default()
            .div_ceil(1_000_000)
    )];
    if value["backup_place"].is_string() {
        lines.push(format!(
            "更新以前先备份 {}，放在 {}",
            text(value, "office"),
            text(value, "backup_place")
        ));
    }
    if value["store_changes"] == true {
        lines.push(
            "新版第一次打开登记库时会换成新的格式，旧版以后读不了；退回要用这份备份".to_owned(),
        );
    }
    lines.join("\n")
}

fn applied(value: &Value) -> String {
    let mut lines = vec![format!(
        "更新好了：{} → {}。关掉程序再打开，用的就是新版",
        text(value, "from"),
        text(value, "to")
    )];
    if value["backup"].is_string() {
        lines.push(format!("更新以前的备份在 {}", text(value, "backup")));
    }
    lines.push("新版用着不对，可以退回：gongkai update back".to_owned());
    lines.join("\n")
}

fn way_back(value: &Value) -> String {
    let current = text(value, "current");
    if !value["previous"].is_string() {
        return format!("用的是 {current} 版，没有可以退回的版本");
    }
    let mut lines = vec![format!(
        "用的是 {current} 版，可以退回 {} 版",
        text(value, "previous")
    )];
    if value["store_newer"] == true {
        lines.push(
            "登记库已经换成新的格式，旧版读不了：退回要改用更新以前的备份，那以后登记的不在里面"
                .to_owned(),
        );
    }
    if value["backup"].is_string() {
        lines.push(format!("更新以前的备份在 {}", text(value, "backup")));
    }
    lines.join("\n")
}

fn went_back(value: &Value) -> String {
    let mut lines = vec![format!(
        "退回好了：{} → {}。关掉程序再打开",
        text(value, "from"),
        text(value, "to")
    )];
    if value["restored"].is_string() {
        lines.push(format!(
            "更新以前的登记库恢复在 {}，以后打开的是它；原来的库没有动",
            text(value, "restored")
        ));
    }
    lines.join("\n")
}
