//! A village is one village however it is written: 上坪, 上坪村, 上坪村委会 and 上坪村民委员会.

/// The name without the word for what it is; two texts with the same stem mean the same village.
pub(crate) fn stem(text: &str) -> &str {
    let text = text.trim();
    text.trim_end_matches("村民委员会")
        .trim_end_matches("村委会")
        .trim_end_matches('村')
}

/// A village in its shortest form, as people say it: 上坪 is 上坪村, 城关社区 is itself.
pub(crate) fn shown(stem: &str) -> String {
    let whole = ["村", "社区", "居委会", "场"];
    match stem.is_empty() || whole.iter().any(|end| stem.ends_with(end)) {
        true => stem.to_owned(),
        false => format!("{stem}村"),
    }
}

/// Whether a cell of the column 村 means `wanted`.
pub(crate) fn is_same(cell: &str, wanted: &str) -> bool {
    !cell.is_empty() && stem(cell) == stem(wanted)
}

/// The committee that hands a village's list in, where no other unit is named.
pub(crate) fn committee(village: &str) -> String {
    match village.strip_suffix('村') {
        Some(name) => format!("{name}村村民委员会"),
        None => village.to_owned(),
    }
}
