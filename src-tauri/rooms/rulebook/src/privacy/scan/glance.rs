//! A first look at a text, for most cells of a list hold nothing: it refuses to say what is there,
//! and never passes over a text in which the closer look would find something.

use super::super::characters::narrow;
use super::words::{is_plate_region, is_relation_character};

/// The fewest digits of a telephone without its area.
const FEWEST_OF_A_NUMBER: usize = 7;

/// The fewest characters without any Chinese: `a@b.cn`.
const SHORTEST_ASCII: usize = 6;

/// The fewest digits of a plate.
const FEWEST_OF_A_PLATE: usize = 3;

/// The fewest characters of a relation and a name behind it.
const FEWEST_OF_A_MEMBER: usize = 4;

/// Whether a text may hold anything private.
pub(super) fn is_worth_reading(text: &str) -> bool {
    if text.is_ascii() {
        let digits = || text.bytes().filter(u8::is_ascii_digit).count();
        return text.len() >= SHORTEST_ASCII
            && (digits() >= FEWEST_OF_A_NUMBER || text.contains('@'));
    }
    let (mut digits, mut characters) = (0, 0);
    let (mut region, mut relation, mut born) = (false, false, false);
    for c in text.chars() {
        characters += 1;
        match narrow(c) {
            '0'..='9' => digits += 1,
            // An e-mail address; a house, a flat; a grade of disability, an illness.
            '@' | '号' | '室' | '栋' | '幢' | '座' | '单' | '门' | '住' | '级' | '患' | '诊'
            | '址' => {
                return true;
            }
            '生' => born = true,
            c if is_plate_region(c) => region = true,
            c if is_relation_character(c) => relation = true,
            _ => {}
        }
        if digits >= FEWEST_OF_A_NUMBER {
            return true;
        }
    }
    (region && digits >= FEWEST_OF_A_PLATE)
        || (relation && characters >= FEWEST_OF_A_MEMBER)
        || born
}
