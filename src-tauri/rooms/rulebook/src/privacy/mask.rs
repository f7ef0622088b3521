//! Masking the office's way; it refuses to show what it does not understand: that is masked too.

use std::borrow::Cow;

use super::characters::plain;
use super::phone::{area_length, is_landline, is_mobile, phone_digits};
use super::scan::{ScanOptions, mask_text, scan_text};
use crate::list::Meaning;

/// Surnames of two characters that stay whole (欧阳修 → 欧阳*).
const COMPOUND_SURNAMES: &[&str] = &[
    "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛",
    "尉迟", "公羊", "赫连", "澹台", "皇甫", "宗政", "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容",
    "仲孙", "钟离", "长孙", "宇文", "司徒", "鲜于", "司空", "闾丘", "子车", "亓官", "司寇", "巫马",
    "公西", "颛孙", "壤驷", "公良", "漆雕", "乐正", "宰父", "谷梁", "拓跋", "夹谷", "轩辕", "令狐",
    "段干", "百里", "呼延", "东郭", "南门", "羊舌", "微生", "左丘", "东门", "西门", "第五",
];

/// An identity number: first two and last three characters kept, length kept. A text too short
/// to be one is masked whole.
pub fn mask_id(text: &str) -> String {
    if matches!(text.len(), 15 | 18) && text.bytes().all(|b| b.is_ascii_digit() || b == b'X') {
        let (first, last) = (&text[..2], &text[text.len() - 3..]);
        return [first, &"*************"[..text.len() - 5], last].concat();
    }
    keep_ends(&plain(text), 2, 3, 15)
}

/// A telephone: `138****1234`; of a landline the area code and the last two digits stay. What is
/// neither is masked whole.
pub fn mask_phone(text: &str) -> String {
    let digits = phone_digits(text);
    if is_mobile(digits.as_bytes()) {
        return keep_ends(&digits, 3, 4, 11);
    }
    match area_length(digits.as_bytes()) {
        Some(area) if is_landline(digits.as_bytes()) => {
            let line = keep_ends(&digits[area..], 0, 2, 7);
            format!("{}-{line}", &digits[..area])
        }
        Some(_) | None => keep_ends(&digits, 3, 4, 11),
    }
}

/// A bank card or account: the last four digits kept, length kept.
pub fn mask_card(text: &str) -> String {
    keep_ends(&plain(text), 0, 4, 12)
}

/// A name: the surname and, of three and more characters, the last one stay: 张*, 李*民, 欧阳*.
/// Blanks inside and what stands in brackets behind are left out; what is no name is masked whole.
pub fn mask_name(text: &str) -> String {
    let name = bare_name(text);
    let surname = surname_length(&name);
    match name.len() {
        0 => String::new(),
        1 => "*".to_owned(),
        _ if surname == 0 => stars(name.len()),
        length if length - surname < 2 => format!("{}*", take(&name, surname)),
        length => {
            let middle = stars(length - surname - 1);
            format!("{}{middle}{}", take(&name, surname), name[length - 1])
        }
    }
}

/// A name on a list that reveals something by itself: 张* whatever its length.
pub fn mask_surname(text: &str) -> String {
    let name = bare_name(text);
    match name.len() {
        0 => String::new(),
        1 => "*".to_owned(),
        _ => format!("{}*", take(&name, surname_length(&name))),
    }
}

/// The name of a person under 14: 张** whatever its length.
pub fn mask_minor_name(text: &str) -> String {
    let name = bare_name(text);
    match name.len() {
        0 => String::new(),
        1 => "**".to_owned(),
        _ => format!("{}**", take(&name, surname_length(&name))),
    }
}

/// How many characters the surname has; 0 when the text is no Chinese name.
fn surname_length(name: &[char]) -> usize {
    let is_name =
        |c: &char| matches!(*c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}' | '·' | '〇');
    if name.len() < 2 || name.len() > 24 || !name.iter().all(is_name) {
        return 0;
    }
    let start: String = take(name, 2);
    if name.len() > 2 && COMPOUND_SURNAMES.contains(&start.as_str()) {
        2
    } else {
        1
    }
}

fn bare_name(text: &str) -> Vec<char> {
    plain(text)
        .chars()
        .take_while(|c| !matches!(c, '(' | '[' | '【' | '〔' | '/'))
        .collect()
}

/// Keeps the ends of a number and stars the rest; only digits and X are ever kept, and nothing of
/// a text shorter than `at_least`.
fn keep_ends(text: &str, first: usize, last: usize, at_least: usize) -> String {
    let is_kept = |byte: u8| byte.is_ascii_digit() || byte == b'X';
    // Nearly every number is digits and nothing else.
    if text.len() >= at_least && text.bytes().all(is_kept) {
        let (start, end) = (&text[..first], &text[text.len() - last..]);
        return [start, &stars(text.len() - first - last), end].concat();
    }
    let length = text.chars().count();
    if length < at_least {
        return stars(length);
    }
    // What is shown is ASCII, whatever the text is.
    let mut masked = String::with_capacity(length);
    for (at, c) in text.chars().enumerate() {
        let is_end = at < first || at + last >= length;
        let kept = is_end && u8::try_from(c).is_ok_and(is_kept);
        masked.push(if kept { c } else { '*' });
    }
    masked
}

fn stars(count: usize) -> String {
    "*".repeat(count)
}

fn take(name: &[char], count: usize) -> String {
    name.iter().take(count).collect()
}

/// A cell of a list as an answer shows it: by what its column means, and by what the detectors find
/// in any other text.
pub fn mask_cell(meaning: Meaning, text: &str) -> Cow<'_, str> {
    match meaning {
        _ if text.is_empty() => Cow::Borrowed(text),
        Meaning::IdNumber => Cow::Owned(mask_id(text)),
        Meaning::Phone => Cow::Owned(mask_phone(text)),
        Meaning::BankCard => Cow::Owned(mask_card(text)),
        other if other.is_private() => Cow::Borrowed("***"),
        _open => mask_found(text),
    }
}

/// The text with everything private that is found in it masked.
pub fn mask_found(text: &str) -> Cow<'_, str> {
    let findings = scan_text(text, &ScanOptions::default());
    if findings.is_empty() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(mask_text(text, &findings))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_as_the_office_does() {
        assert_eq!(mask_id("11010519491231002X"), "11*************02X");
        assert_eq!(mask_id("110105 19491231 002x"), "11*************02X");
        assert_eq!(mask_id("110105491231002"), "11**********002");
        assert_eq!(mask_phone("13812341234"), "138****1234");
        assert_eq!(mask_phone("+86 138-1234-1234"), "138****1234");
        assert_eq!(mask_phone("0730-6234567"), "0730-*****67");
        assert_eq!(mask_card("6222 0200 0000 0000 004"), "***************0004");
        for (name, masked) in [
            ("张三", "张*"),
            ("李建民", "李*民"),
            ("张 三", "张*"),
            ("欧阳修", "欧阳*"),
            ("欧阳建民", "欧阳*民"),
            ("欧阳", "欧*"),
            ("阿依古丽", "阿**丽"),
            ("张三（户主）", "张*"),
        ] {
            assert_eq!(mask_name(name), masked, "{name}");
        }
        assert_eq!(mask_minor_name("张小明"), "张**");
        assert_eq!(mask_minor_name("张三"), "张**");
        assert_eq!(mask_minor_name("欧阳小明"), "欧阳**");
    }

    #[test]
    fn never_echoes_what_is_not_valid() {
        assert_eq!(mask_id("110105194902310021"), "11*************021");
        assert_eq!(mask_id("123456"), "******");
        assert_eq!(mask_id("张三李四王五赵六钱七孙八周九吴十"), "*".repeat(16));
        assert_eq!(mask_phone("1234567"), "*******");
        assert_eq!(mask_phone("12812341234"), "128****1234");
        assert_eq!(mask_card("1234"), "****");
        assert_eq!(mask_name("13812341234"), "***********");
        assert_eq!(mask_name("张"), "*");
        assert_eq!(mask_name("ab"), "**");
        assert_eq!(mask_minor_name("12"), "**");
        for mask in [mask_id, mask_phone, mask_card, mask_name, mask_minor_name] {
            assert_eq!(mask(""), "");
        }
    }
}
