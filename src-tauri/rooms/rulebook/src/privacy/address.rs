//! Addresses below the village: house numbers, buildings, flats; it refuses to treat a village or
//! a group, which may be published, as one.

use std::ops::Range;

use super::characters::{is_hyphen, narrow};
use super::tokens::Tokens;

/// Numbers are at most this long in an address.
const LONGEST_NUMBER: usize = 6;

/// Words behind which a house number stands in a town.
const STREETS: &[&str] = &[
    "路", "街", "巷", "弄", "胡同", "大道", "小区", "公寓", "花园", "家园", "新村",
];

/// Words behind which a house number stands in the country.
const SETTLEMENTS: &[&str] = &[
    "村", "组", "队", "屯", "寨", "庄", "屋场", "湾", "塆", "垸", "冲", "坳", "院子", "社区",
];

/// Words that say that a place follows where somebody lives.
const LABELS: &[&str] = &[
    "住址",
    "家庭地址",
    "户籍地址",
    "居住地址",
    "常住地址",
    "联系地址",
    "通讯地址",
    "家住",
    "现住",
    "居住在",
    "居住地",
    "住在",
];

/// Last characters of places that may be named: down to the group of a village.
const PUBLIC_LEVELS: &str = "省市县区乡镇村组队";

/// An address is at most this long.
const LONGEST_ADDRESS: usize = 40;

/// Parts of a building; a chain of two of them is a flat.
const UNITS: &[&str] = &[
    "号楼", "栋", "幢", "座", "单元", "楼", "层", "室", "房", "号",
];

/// Whether a text contains an address below the village.
pub fn has_address(text: &str) -> bool {
    !below_village(&Tokens::read(text)).is_empty()
}

/// The address with its numbers starred; one without any is starred whole.
pub fn mask(address: &str) -> String {
    if !address.chars().any(|c| is_number(narrow(c))) {
        return "***".to_owned();
    }
    address
        .chars()
        .map(|c| if is_number(narrow(c)) { '*' } else { c })
        .collect()
}

/// Ranges of characters that say where somebody lives within a village or street.
pub(crate) fn below_village(tokens: &Tokens) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = tokens.char(at) {
        if let Some(named) = labelled(tokens, at) {
            at = named.end;
            found.push(named);
            continue;
        }
        if !is_number(c) {
            at += 1;
            continue;
        }
        let chain = read_chain(tokens, at);
        if is_private(tokens, at, &chain) {
            found.push(at..chain.end);
        }
        at = chain.end.max(at + 1);
    }
    found
}

/// What a word such as 住址 calls an address, as far as it goes below the group of a village:
/// `老屋场` of `住址：上坪村3组老屋场`.
fn labelled(tokens: &Tokens, at: usize) -> Option<Range<usize>> {
    if !tokens
        .char(at)
        .is_some_and(|c| "住家户居常联通现".contains(c))
    {
        return None;
    }
    let label = LABELS.iter().find(|label| stands_at(tokens, at, label))?;
    let mut start = at + label.chars().count();
    while tokens
        .char(start)
        .is_some_and(|c| c == ':' || c == '为' || c == ' ')
    {
        start += 1;
    }
    let mut end = start;
    while end - start < LONGEST_ADDRESS && tokens.char(end).is_some_and(is_of_an_address) {
        if tokens.char(end).is_some_and(|c| PUBLIC_LEVELS.contains(c)) {
            start = end + 1;
        }
        end += 1;
    }
    let goes_on = tokens
        .char(start)
        .is_some_and(|c| "的人民委及内外时".contains(c));
    (end >= start + 2 && !goes_on).then_some(start..end)
}

fn is_of_an_address(c: char) -> bool {
    c.is_alphanumeric() || is_hyphen(c) || c == '#'
}

/// `3栋2单元501室`: the units in order, and where it ends.
struct Chain {
    units: Vec<&'static str>,
    end: usize,
    ends_in_number: bool,
}

fn read_chain(tokens: &Tokens, start: usize) -> Chain {
    let mut chain = Chain {
        units: Vec::new(),
        end: start,
        ends_in_number: false,
    };
    let mut at = start;
    loop {
        let after_number = skip_number(tokens, at);
        if after_number == at {
            return chain;
        }
        let too_long = after_number - at > LONGEST_NUMBER;
        let Some(unit) = UNITS
            .iter()
            .find(|unit| stands_at(tokens, after_number, unit))
        else {
            chain.ends_in_number = !chain.units.is_empty() && !too_long;
            chain.end = after_number;
            return chain;
        };
        at = after_number + unit.chars().count();
        chain.end = at;
        if too_long {
            return Chain {
                units: Vec::new(),
                end: at,
                ends_in_number: false,
            };
        }
        chain.units.push(unit);
    }
}

fn is_private(tokens: &Tokens, start: usize, chain: &Chain) -> bool {
    if ends_with_any(
        tokens,
        start,
        &["门牌", "门牌号", "门牌号码", "门牌号:", "门牌:"],
    ) {
        return true;
    }
    let Some(first) = chain.units.first() else {
        return false;
    };
    let parts = chain.units.len() + usize::from(chain.ends_in_number);
    let building = matches!(*first, "号楼" | "栋" | "幢" | "座" | "单元") && parts >= 2;
    let house = *first == "号" || *first == "室" || *first == "单元";
    let behind = tokens.char(chain.end);
    let in_street = house
        && ends_with_any(tokens, start, STREETS)
        && !behind.is_some_and(|c| "文令线桥公".contains(c));
    let in_village = *first == "号"
        && ends_with_any(tokens, start, SETTLEMENTS)
        && behind.is_none_or(|c| !c.is_alphanumeric() || "门院楼房栋户".contains(c));
    building || in_street || in_village
}

fn skip_number(tokens: &Tokens, start: usize) -> usize {
    let mut at = start;
    while tokens
        .char(at)
        .is_some_and(|c| is_number(c) || (at > start && is_hyphen(c)))
    {
        at += 1;
    }
    at
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十百零〇".contains(c)
}

fn stands_at(tokens: &Tokens, at: usize, word: &str) -> bool {
    word.chars()
        .enumerate()
        .all(|(offset, c)| tokens.char(at + offset) == Some(c))
}

fn ends_with_any(tokens: &Tokens, at: usize, words: &[&str]) -> bool {
    words.iter().any(|word| {
        at.checked_sub(word.chars().count())
            .is_some_and(|start| stands_at(tokens, start, word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_houses_and_flats() {
        for text in [
            "石桥村12号",
            "石桥村3组15号",
            "青禾街28号",
            "解放路十二号",
            "幸福小区3栋2单元501室",
            "3号楼2单元501",
            "门牌号12",
            "上坪村１２号",
            "上坪村老屋场15号",
            "家住上坪村3组老屋场",
            "住址：样例县青禾乡青禾街西头",
        ] {
            assert!(has_address(text), "{text}");
            assert!(!has_address(&mask(text)), "{}", mask(text));
        }
    }

    #[test]
    fn leaves_villages_projects_and_documents() {
        for text in [
            "石桥村",
            "石桥村3组",
            "木政发〔2019〕49号",
            "石桥村2号水塘清淤",
            "中央一号文件",
            "9月1号",
            "安置区3栋竣工",
            "第12号",
            "一、二、三",
            "家住石桥村的村民",
            "住址：石桥村3组",
            "十九大",
            "",
        ] {
            assert!(!has_address(text), "{text}");
        }
    }
}
