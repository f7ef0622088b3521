//! Bank card numbers (卡号, 一卡通); it refuses what fails the Luhn check.

use super::characters::{digit, plain};

/// Whether a cell holds a bank card number: 16 to 19 digits whose Luhn sum fits. Blanks and
/// hyphens between the digits are allowed.
pub fn is_bank_card(text: &str) -> bool {
    let digits = plain(text);
    is_card_digits(digits.as_bytes())
}

pub(crate) fn is_card_digits(digits: &[u8]) -> bool {
    matches!(digits.len(), 16..=19)
        && digits.iter().all(u8::is_ascii_digit)
        && digits.iter().any(|byte| *byte != digits[0])
        && luhn(digits)
}

/// The Luhn sum (ISO/IEC 7812-1) is a multiple of ten.
fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, byte)| match (place % 2, digit(*byte)) {
            (0, value) => value,
            (_, value) if value > 4 => value * 2 - 9,
            (_, value) => value * 2,
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_length_and_luhn() {
        for text in [
            "6222020000000000000",
            "6222 0200 0000 0000 000",
            "4111111111111111",
        ] {
            assert!(is_bank_card(text), "{text}");
        }
        for text in [
            "6222020000000000001",
            "411111111111111",
            "0000000000000000",
            "",
            "1234",
            "张三",
        ] {
            assert!(!is_bank_card(text), "{text}");
        }
    }
}
