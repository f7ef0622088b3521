//! Telephone numbers of the mainland; it refuses short service numbers, which belong to nobody.

use std::borrow::Cow;

use super::characters::{narrow, plain};

/// A telephone number, told apart by kind. It keeps no digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneKind {
    /// `1[3-9]` and nine digits.
    Mobile,
    /// `0` and two or three digits of area, seven or eight of the line.
    Landline,
}

impl PhoneKind {
    /// Tells what kind of telephone number a cell holds, `None` if it is not one. Blanks,
    /// hyphens, brackets and a leading +86 are allowed.
    pub fn of(text: &str) -> Option<Self> {
        let digits = phone_digits(text);
        if is_mobile(digits.as_bytes()) {
            Some(Self::Mobile)
        } else if is_landline(digits.as_bytes()) {
            Some(Self::Landline)
        } else {
            None
        }
    }
}

/// The digits of a telephone number without signs and country code.
pub(crate) fn phone_digits(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(national(text));
    }
    let bare: String = text
        .chars()
        .filter(|c| !matches!(narrow(*c), '(' | ')'))
        .collect();
    let digits = plain(&bare);
    Cow::Owned(national(&digits).to_owned())
}

/// A mobile number without its country code; any other text as it is.
fn national(digits: &str) -> &str {
    let unprefixed = digits.strip_prefix('+').unwrap_or(digits);
    let rest = unprefixed
        .strip_prefix("0086")
        .or_else(|| unprefixed.strip_prefix("86"));
    rest.filter(|rest| is_mobile(rest.as_bytes()))
        .unwrap_or(digits)
}

/// `1[3-9]\d{9}`.
pub(crate) fn is_mobile(digits: &[u8]) -> bool {
    digits.len() == 11
        && digits[0] == b'1'
        && matches!(digits[1], b'3'..=b'9')
        && digits.iter().all(u8::is_ascii_digit)
}

/// `0\d{2,3}` and seven or eight digits, the first of which no area begins with: 0, 1 and 9 are
/// not given to lines.
pub(crate) fn is_landline(digits: &[u8]) -> bool {
    let is_line = |area: usize| {
        matches!(digits.len().saturating_sub(area), 7 | 8)
            && digits
                .get(area)
                .is_some_and(|first| matches!(first, b'2'..=b'8'))
    };
    matches!(digits.len(), 10..=12)
        && area_length(digits).is_some_and(is_line)
        && digits.iter().all(u8::is_ascii_digit)
}

/// Length of the area code in front: three for 010 and 02x, four for the others.
pub(crate) fn area_length(digits: &[u8]) -> Option<usize> {
    match digits {
        [b'0', b'1', b'0', ..] | [b'0', b'2', ..] => Some(3),
        [b'0', b'3'..=b'9', ..] => Some(4),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_mobile_from_landline_from_neither() {
        for text in [
            "13800138000",
            "138 0013 8000",
            "138-0013-8000",
            "+86 13800138000",
            "１９９００１３８０００",
        ] {
            assert_eq!(PhoneKind::of(text), Some(PhoneKind::Mobile), "{text}");
        }
        for text in [
            "0730-6234567",
            "(0730)6234567",
            "010-62345678",
            "07306234567",
            "（0730）62345678",
        ] {
            assert_eq!(PhoneKind::of(text), Some(PhoneKind::Landline), "{text}");
        }
        for text in [
            "",
            "12345",
            "110",
            "12800138000",
            "1380013800",
            "2019-0049",
            "00123456789",
            "043001900111",
            "电话",
        ] {
            assert_eq!(PhoneKind::of(text), None, "{text}");
        }
    }
}
