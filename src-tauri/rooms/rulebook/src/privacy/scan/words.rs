//! What words give away besides numbers: an e-mail address, a plate, a birth date, a named member
//! of a family, an illness or a grade of disability; it refuses to guess where no word says so.

use std::ops::Range;

use super::super::characters::{is_blank, is_hyphen};
use super::super::mask::mask_minor_name;
use super::super::tokens::Tokens;
use super::FindingKind;

mod born;
mod health;
mod member;

pub(super) use member::is_relation_character;

/// Something private that a text says. It keeps the place, never the value.
pub(super) struct Said {
    pub(super) kind: FindingKind,
    /// Indices into the characters.
    pub(super) span: Range<usize>,
    pub(super) masked: String,
}

impl Said {
    fn new(kind: FindingKind, span: Range<usize>, masked: String) -> Self {
        Self { kind, span, masked }
    }
}

/// Longest name of a mailbox (RFC 5321).
const LONGEST_MAILBOX: usize = 64;

/// Regions of plates (GA 36), those of the embassies among them.
pub(super) const fn is_plate_region(c: char) -> bool {
    matches!(
        c,
        '京' | '津'
            | '沪'
            | '渝'
            | '冀'
            | '豫'
            | '云'
            | '辽'
            | '黑'
            | '湘'
            | '皖'
            | '鲁'
            | '新'
            | '苏'
            | '浙'
            | '赣'
            | '鄂'
            | '桂'
            | '甘'
            | '晋'
            | '蒙'
            | '陕'
            | '吉'
            | '闽'
            | '贵'
            | '粤'
            | '青'
            | '藏'
            | '川'
            | '宁'
            | '琼'
            | '使'
    )
}

/// Everything of the text in order; nothing overlaps.
pub(super) fn find(tokens: &Tokens) -> Vec<Said> {
    let mut found: Vec<Said> = Vec::new();
    let mut at = 0;
    while let Some(c) = tokens.char(at) {
        let done = found.last().map_or(0, |said| said.span.end);
        let said = match c {
            '@' => mailbox(tokens, at, done),
            c if is_plate_region(c) => plate(tokens, at),
            '0'..='9' | '〇' | '零' | '一' | '二' => born::date_at(tokens, at, done),
            '级' => health::grade_at(tokens, at, done),
            '患' | '诊' => health::illness_at(tokens, at),
            _ => None,
        };
        let said = said.or_else(|| member::named_at(tokens, at));
        match said {
            Some(said) => {
                at = said.span.end.max(at + 1);
                found.push(said);
            }
            None => at += 1,
        }
    }
    found
}

/// The address around an `@`.
fn mailbox(tokens: &Tokens, at: usize, done: usize) -> Option<Said> {
    let is_of_name =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    let is_of_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let earliest = done.max(at.saturating_sub(LONGEST_MAILBOX));
    let mut start = at;
    while start > earliest && tokens.char(start - 1).is_some_and(is_of_name) {
        start -= 1;
    }
    let mut end = at + 1;
    while end - at < 254 && tokens.char(end).is_some_and(is_of_host) {
        end += 1;
    }
    while end > at + 1 && matches!(tokens.char(end - 1), Some('.' | '-')) {
        end -= 1;
    }
    let host: String = tokens.text(at + 1..end).to_ascii_lowercase();
    let (_, top) = host.rsplit_once('.')?;
    let is_host = top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_named = tokens
        .text(start..at)
        .contains(|c: char| c.is_ascii_alphanumeric());
    (is_host && is_named).then(|| Said::new(FindingKind::Email, start..end, format!("***@{host}")))
}

/// `湘F·12345`, `湘FD12345` of a new-energy vehicle, `湘F1234学`.
fn plate(tokens: &Tokens, region: usize) -> Option<Said> {
    let letter = skip_dots(tokens, region + 1);
    let office = tokens.char(letter).filter(|c| is_plate_letter(*c))?;
    let start = skip_dots(tokens, letter + 1);
    let mut end = start;
    while tokens
        .char(end)
        .is_some_and(|c| is_plate_letter(c) || c.is_ascii_digit())
    {
        end += 1;
    }
    let body = tokens.text(start..end);
    let digits = body.bytes().filter(u8::is_ascii_digit).count();
    let marked = tokens
        .char(end)
        .is_some_and(|c| "挂学警港澳试超领".contains(c));
    let letter_at = |at: Option<u8>| at.is_some_and(|byte| byte.is_ascii_alphabetic());
    let fits = match body.len() {
        4 => marked && digits >= 2,
        5 => digits >= 2,
        // Small new-energy vehicles bear their letter first, large ones last.
        6 => digits >= 4 && (letter_at(body.bytes().next()) || letter_at(body.bytes().last())),
        _ => false,
    };
    let goes_on = tokens
        .char(end)
        .is_some_and(|c| c.is_ascii_alphanumeric() || is_hyphen(c));
    let end = end + usize::from(body.len() == 4);
    (fits && !goes_on).then(|| {
        let shown = tokens.char(region).map_or_else(String::new, String::from);
        let masked = format!("{shown}{office}{}", "*".repeat(end - start));
        Said::new(FindingKind::Plate, region..end, masked)
    })
}

/// I and O are left out, for they look like 1 and 0.
const fn is_plate_letter(c: char) -> bool {
    c.is_ascii_uppercase() && !matches!(c, 'I' | 'O')
}

fn skip_dots(tokens: &Tokens, from: usize) -> usize {
    let is_dot = |c: char| is_blank(c) || is_hyphen(c) || matches!(c, '·' | '•' | '.' | '・' | '∙');
    let mut at = from;
    while at < from + 2 && tokens.char(at).is_some_and(is_dot) {
        at += 1;
    }
    at
}

/// The name of a member as it may be shown: 王**.
fn masked_member(name: &str) -> String {
    mask_minor_name(name)
}
