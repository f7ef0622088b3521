//! Headings inside body text (GB/T 9704-2012, 7.3.3: 一、黑体, （一）楷体); it refuses to take a sentence
//! for a heading.

use crate::fonts::FontRole;
use crate::setting::grid;

/// A paragraph in pieces with their fonts: `一、` headings in 黑体, `（一）` in 楷体, up to the first
/// full stop; a whole sentence with commas is text, not a heading.
pub(crate) fn pieces(text: &str) -> Vec<(FontRole, &str)> {
    let Some(role) = heading_role(text) else {
        return vec![(FontRole::Body, text)];
    };
    let end = text
        .find('。')
        .map_or(text.len(), |at| at + '。'.len_utf8());
    let (head, rest) = text.split_at(end);
    if head.chars().count() > grid::CHARACTERS || head.contains(['，', '；']) {
        return vec![(FontRole::Body, text)];
    }
    vec![(role, head), (FontRole::Body, rest)]
}

fn heading_role(text: &str) -> Option<FontRole> {
    let numeral = |c: char| "一二三四五六七八九十百".contains(c);
    let inner = text.strip_prefix('（');
    let start = inner.unwrap_or(text);
    let after = start.trim_start_matches(numeral);
    if after.len() == start.len() {
        return None;
    }
    match inner {
        Some(_) => after.starts_with('）').then_some(FontRole::Kai),
        None => after.starts_with('、').then_some(FontRole::Hei),
    }
}
