//! Private values of people: told from other numbers, masked the office's way, found in free
//! text; it refuses to echo what it cannot read.

pub mod access;
pub mod address;
pub mod bank_card;
pub mod credit_code;
pub mod doctor;
pub mod id_number;
pub mod joined;
pub mod mask;
pub mod phone;
pub mod scan;

pub(crate) mod characters;
pub mod members;
mod tokens;

pub use id_number::{Damage, IdNumber, IdNumberError};
pub use scan::{Finding, FindingKind, ScanOptions, mask_text, scan_text};

/// The first run of digits in a cell such as `１２岁`, as ASCII.
pub(crate) fn narrow_digits(text: &str) -> String {
    text.chars()
        .map(characters::narrow)
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect()
}

/// The number in a cell such as `１２岁`; nothing where it begins with none.
pub fn narrow_number(text: &str) -> Option<u32> {
    narrow_digits(text).parse().ok()
}
