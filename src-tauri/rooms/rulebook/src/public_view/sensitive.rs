//! What a free text may say of a person and no board may repeat; it knows words, not meanings.

/// Words that say of a person what no board may say (PIPL Art. 28; 社会救助暂行办法 Art. 61).
const SENSITIVE: &[&str] = &[
    "残疾",
    "残级",
    "智障",
    "精神",
    "孤儿",
    "事实无人抚养",
    "艾滋",
    "癌",
    "肿瘤",
    "尿毒",
    "肾病",
    "大病",
    "重病",
    "慢性病",
    "患病",
    "离异",
    "丧偶",
    "服刑",
    "戒毒",
    "吸毒",
    "失独",
];

/// Whether a text says such a thing of somebody.
pub(super) fn is_said_in(text: &str) -> bool {
    !text.is_ascii()
        && text.char_indices().any(|(at, c)| {
            begins_sensitive(c) && SENSITIVE.iter().any(|word| text[at..].starts_with(word))
        })
}

/// Whether a word of [`SENSITIVE`] begins so: most cells are passed over at a glance.
const fn begins_sensitive(c: char) -> bool {
    matches!(
        c,
        '残' | '智'
            | '精'
            | '孤'
            | '事'
            | '艾'
            | '癌'
            | '肿'
            | '尿'
            | '肾'
            | '大'
            | '重'
            | '慢'
            | '患'
            | '离'
            | '丧'
            | '服'
            | '戒'
            | '吸'
            | '失'
    )
}
