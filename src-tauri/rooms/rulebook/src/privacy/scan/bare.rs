//! A cell that holds one number and nothing else, which is what most private cells of a list are: the
//! same judgement as the whole search, without reading it into groups first.

use super::super::bank_card::is_card_digits;
use super::super::id_number::{IdNumber, IdNumberError, birth_hint};
use super::super::mask::{mask_card, mask_id, mask_phone};
use super::super::phone::{is_landline, is_mobile, phone_digits};
use super::numbers::{is_organisation, may_begin_a_card};
use super::{Finding, FindingKind, ScanOptions};
use crate::privacy::credit_code::is_surely_credit_code;

/// The findings in a text of 7 to 18 digits, the last of 18 perhaps an X, and in the 19 digits of a
/// card; `None` for any other text.
pub(super) fn number(text: &str, options: &ScanOptions) -> Option<Vec<Finding>> {
    let bytes = text.as_bytes();
    let (last, first) = bytes.split_last()?;
    let whole = last.is_ascii_digit() || (bytes.len() == 18 && matches!(last, b'X' | b'x'));
    if !matches!(bytes.len(), 7..=19) || !whole || !first.iter().all(u8::is_ascii_digit) {
        return None;
    }
    // One that is no card may have an identity number inside.
    if bytes.len() == 19 {
        return (is_card(text) && !is_allowed(text, options))
            .then(|| vec![found(FindingKind::BankCard, text, mask_card(text))]);
    }
    // Shorter ones are telephones and dates only where words say so; there are none. What ends with
    // an X is neither telephone nor account of the office.
    if bytes.len() < 10 || (last.is_ascii_digit() && is_allowed(text, options)) {
        return Some(Vec::new());
    }
    Some(judged(text, options))
}

fn judged(text: &str, options: &ScanOptions) -> Vec<Finding> {
    let length = text.len();
    let id = matches!(length, 15 | 18).then(|| text.parse::<IdNumber>());
    if let Some(Ok(id)) = &id {
        let masked = mask_id(id.as_str());
        let minor = options.reference_date.is_some_and(|on| id.is_minor_on(on));
        let mut findings = vec![found(FindingKind::Id, text, masked.clone())];
        findings.extend(minor.then(|| found(FindingKind::Minor, text, masked)));
        return findings;
    }
    if is_card(text) {
        return vec![found(FindingKind::BankCard, text, mask_card(text))];
    }
    let phone = phone_digits(text);
    let is_line = matches!(length, 10..=12) && is_landline(phone.as_bytes());
    let is_hand = matches!(length, 11 | 13 | 15) && is_mobile(phone.as_bytes());
    if is_line || is_hand {
        return vec![found(FindingKind::Phone, text, mask_phone(&phone))];
    }
    let broken = id == Some(Err(IdNumberError::CheckDigit)) && !is_surely_credit_code(text);
    if broken {
        return vec![found(FindingKind::Id, text, mask_id(text))];
    }
    Vec::new()
}

fn found(kind: FindingKind, text: &str, masked: String) -> Finding {
    Finding {
        kind,
        range: 0..text.len(),
        masked,
    }
}

fn is_card(text: &str) -> bool {
    let digits = text.as_bytes();
    digits.len() >= 16
        && may_begin_a_card(digits[0], 1)
        && is_card_digits(digits)
        && !is_organisation(text)
        && birth_hint(text).is_none()
}

fn is_allowed(text: &str, options: &ScanOptions) -> bool {
    if options.allowed_numbers.is_empty() {
        return false;
    }
    let digits = phone_digits(text);
    let mut allowed = options.allowed_numbers.iter();
    allowed.any(|number| phone_digits(number) == digits)
}
