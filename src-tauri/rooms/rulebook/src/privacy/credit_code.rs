//! Codes of organisations, which are public: the unified social credit code (统一社会信用代码,
//! GB 32100-2015) and the organisation code (GB 11714-1997); it refuses wrong check characters.

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const CREDIT_WEIGHTS: [u32; 17] = [
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
];
const ORGANISATION_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// Whether an 18-character text is a unified social credit code with the right check character.
pub fn is_credit_code(text: &str) -> bool {
    let code = text.as_bytes();
    if code.len() != 18 || !code[2..8].iter().all(u8::is_ascii_digit) {
        return false;
    }
    let values: Option<Vec<u32>> = code.iter().map(|byte| credit_value(*byte)).collect();
    values.is_some_and(|values| {
        let sum: u32 = values.iter().zip(CREDIT_WEIGHTS).map(|(v, w)| v * w).sum();
        (31 - sum % 31) % 31 == values[17]
    })
}

/// Whether a text is an organisation code, with or without its hyphen: `01527918X`,
/// `01526089-2`.
pub fn is_organisation_code(text: &str) -> bool {
    let code: Vec<u8> = text.bytes().filter(|byte| *byte != b'-').collect();
    if code.len() != 9 {
        return false;
    }
    let mut sum = 0;
    for (byte, weight) in code.iter().zip(ORGANISATION_WEIGHTS) {
        match byte {
            b'0'..=b'9' => sum += u32::from(byte - b'0') * weight,
            b'A'..=b'Z' => sum += u32::from(byte - b'A' + 10) * weight,
            _ => return false,
        }
    }
    let check = match 11 - sum % 11 {
        10 => b'X',
        11 => b'0',
        digit => b'0' + (digit as u8),
    };
    code[8] == check
}

/// Whether digits alone are a credit code beyond doubt: its own check character, a department that
/// exists, and the check character of the organisation code in it. Some day in thirty a card or a
/// damaged identity number passes the first of them by chance.
pub(crate) fn is_surely_credit_code(code: &str) -> bool {
    let organisation = code.get(8..17).is_some_and(is_organisation_code);
    organisation && has_known_department(code) && is_credit_code(code)
}

/// Whether the first two places of a credit code are a registering department and a kind of
/// organisation that exist (GB 32100, table 1).
pub(crate) fn has_known_department(code: &str) -> bool {
    match code.as_bytes() {
        [b'1' | b'5' | b'N', kind, ..] => matches!(kind, b'1' | b'2' | b'3' | b'9'),
        [b'2' | b'4' | b'8' | b'A', kind, ..] => matches!(kind, b'1' | b'9'),
        [b'3', kind, ..] => matches!(kind, b'1'..=b'5' | b'9'),
        [b'6' | b'7', kind, ..] => matches!(kind, b'1' | b'2' | b'9'),
        [b'9', kind, ..] => matches!(kind, b'1' | b'2' | b'3'),
        [b'Y', kind, ..] => *kind == b'1',
        _ => false,
    }
}

fn credit_value(byte: u8) -> Option<u32> {
    ALPHABET
        .iter()
        .position(|known| *known == byte.to_ascii_uppercase())
        .map(|at| at as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_both_codes() {
        for text in [
            "11532323015172622Y",
            "11341702486344515H",
            "113708280043326001",
        ] {
            assert!(is_credit_code(text), "{text}");
        }
        for text in [
            "11532323015172622Z",
            "11010519491231002X",
            "1153232301517262",
            "",
            "一二三",
        ] {
            assert!(!is_credit_code(text), "{text}");
        }
        for text in ["01526089-2", "01527918X"] {
            assert!(is_organisation_code(text), "{text}");
        }
        for text in ["15253908T", "01527918-1", "", "木塔乡"] {
            assert!(!is_organisation_code(text), "{text}");
        }
    }
}
