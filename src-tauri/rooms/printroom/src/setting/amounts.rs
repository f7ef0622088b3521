//! Numbers with what they count: it refuses to part a number from its unit, and an amount in words
//! from itself.

use std::ops::Range;

/// Units of more than one character, and those that [`super::breaks`] does not know alone; the longer
/// of two that begin alike stands first.
const UNITS: [&str; 46] = [
    "平方公里",
    "平方米",
    "立方米",
    "公里",
    "公斤",
    "公顷",
    "千克",
    "千米",
    "厘米",
    "毫米",
    "毫升",
    "万元",
    "亿元",
    "万亩",
    "万人",
    "人次",
    "户次",
    "个工作日",
    "工作日",
    "个月",
    "小时",
    "分钟",
    "周岁",
    "米",
    "克",
    "吨",
    "升",
    "岁",
    "周",
    "度",
    "头",
    "只",
    "棵",
    "辆",
    "台",
    "座",
    "处",
    "间",
    "栋",
    "套",
    "件",
    "份",
    "本",
    "册",
    "kg",
    "km",
];

/// `0` to `9` and `０` to `９`.
pub(super) const fn is_digit(character: char) -> bool {
    matches!(character, '0'..='9' | '０'..='９')
}

/// `1,234.50 元`, `３．５万元`, `120平方米`, `50 %`, `人民币壹万贰仟元整`.
pub(super) fn keep_amounts(characters: &[char], keep: &mut impl FnMut(Range<usize>)) {
    for at in 0..characters.len() {
        if is_digit(characters[at]) {
            keep_number(characters, at, keep);
        }
    }
    keep_words(characters, keep);
}

/// A digit with the digit behind a full-width point or comma, or with the unit behind it.
fn keep_number(characters: &[char], at: usize, keep: &mut impl FnMut(Range<usize>)) {
    let next = at + 1;
    if let [point, digit, ..] = characters[next..]
        && matches!(point, '．' | '，')
        && is_digit(digit)
        && characters[at] > '9'
        && digit > '9'
    {
        keep(at..next + 2);
    }
    let unit_at = next + usize::from(characters.get(next) == Some(&' '));
    let rest = &characters[unit_at.min(characters.len())..];
    let begins = |unit: &&&str| {
        unit.chars().count() <= rest.len()
            && unit
                .chars()
                .eq(rest[..unit.chars().count()].iter().copied())
    };
    if let Some(unit) = UNITS.iter().find(begins) {
        keep(at..unit_at + unit.chars().count());
    } else if unit_at > next
        && rest
            .first()
            .is_some_and(|c| "元角分人户亩斤个年月日号%％".contains(*c))
    {
        keep(at..unit_at + 1);
    }
}

/// An amount in the numerals of cheques (《正确填写票据和结算凭证的基本规定》第一条), so that nothing is
/// written between its halves.
fn keep_words(characters: &[char], keep: &mut impl FnMut(Range<usize>)) {
    let big = |c: &char| "壹贰叁肆伍陆柒捌玖".contains(*c);
    let part = |c: &char| big(c) || "零拾佰仟万亿元圆角分整正".contains(*c);
    let mut at = 0;
    while at < characters.len() {
        let length = characters[at..].iter().take_while(|c| part(c)).count();
        if length > 2 && characters[at..at + length].iter().any(&big) {
            keep(at..at + length);
        }
        at += length.max(1);
    }
}
