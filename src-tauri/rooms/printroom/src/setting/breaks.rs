//! Where a line may end: Unicode line breaking with the rules of Chinese offices on top; it refuses
//! to cut numbers, dates, document numbers and names.

use std::ops::Range;

use unicode_linebreak::linebreaks;

use crate::setting::amounts::{is_digit, keep_amounts};
use crate::setting::punctuation::{never_begins, never_ends};

/// For every character whether a line may begin with it; the first never counts.
/// `unbroken` lists words (people's names) that stay on one line.
pub(crate) fn opportunities(characters: &[char], unbroken: &[String]) -> Vec<bool> {
    let text: String = characters.iter().collect();
    let mut starts = vec![false; characters.len() + 1];
    let mut breaks = linebreaks(&text).map(|(at, _)| at).peekable();
    for (index, (at, _)) in text.char_indices().enumerate() {
        while breaks.next_if(|next| *next < at).is_some() {}
        starts[index] = breaks.peek() == Some(&at);
    }
    starts.truncate(characters.len());
    let mut inked = ' ';
    for index in 0..characters.len() {
        if index > 0 && is_chinese_quote_edge(characters[index - 1], characters[index]) {
            starts[index] = true;
        }
        // An opening mark does not end a line behind a space either.
        if index == 0 || never_ends(inked) || !may_part(characters[index - 1], characters[index]) {
            starts[index] = false;
        }
        if characters[index] != ' ' {
            inked = characters[index];
        }
    }
    let mut keep = |range: Range<usize>| {
        for start in range.skip(1) {
            starts[start] = false;
        }
    };
    keep_dates(characters, &mut keep);
    keep_ordinals(characters, &mut keep);
    keep_document_numbers(characters, &mut keep);
    keep_amounts(characters, &mut keep);
    for word in unbroken.iter().filter(|word| !word.is_empty()) {
        let word: Vec<char> = word.chars().collect();
        for at in 0..(characters.len() + 1).saturating_sub(word.len()) {
            if characters[at..].starts_with(&word) {
                keep(at..at + word.len());
            }
        }
    }
    starts
}

/// Unicode takes quotation marks for marks of either side; in Chinese text a line may end before an
/// opening one and after a closing one.
fn is_chinese_quote_edge(before: char, after: char) -> bool {
    let chinese = |c: char| c.is_alphanumeric() && !c.is_ascii();
    (matches!(after, '“' | '‘') && chinese(before))
        || (matches!(before, '”' | '’') && chinese(after))
}

/// Whether a line may end between these two characters as far as they alone say.
pub(crate) fn may_part(before: char, after: char) -> bool {
    let latin = |c: char| c.is_ascii_graphic() || is_digit(c);
    let counted = |c: char| "年月日号元角分人户天时个条项类组村万亿斤亩名次页份％%".contains(c);
    !(never_begins(after)
        || never_ends(before)
        || (latin(before) && latin(after))
        || (is_digit(before) && counted(after))
        || (before == '第' && is_digit(after)))
}

/// `2019年10月16日`, also with single spaces around the digits.
fn keep_dates(characters: &[char], keep: &mut impl FnMut(Range<usize>)) {
    let mut at = 0;
    while at < characters.len() {
        let Some(end) = date_end(characters, at) else {
            at += 1;
            continue;
        };
        keep(at..end);
        at = end;
    }
}

fn date_end(characters: &[char], start: usize) -> Option<usize> {
    let mut at = start;
    let mut parts = 0;
    for unit in ['年', '月', '日'] {
        let digits_from = skip_spaces(characters, at);
        let digits_to = digits_from + count_digits(&characters[digits_from..]);
        let unit_at = skip_spaces(characters, digits_to);
        if digits_to == digits_from || characters.get(unit_at) != Some(&unit) {
            if parts == 0 {
                continue;
            }
            break;
        }
        at = unit_at + 1;
        parts += 1;
    }
    (parts >= 2 && is_digit(characters[start])).then_some(at)
}

/// `第三季度`, `第十二批`, and `季度`, `年度` behind what they count.
fn keep_ordinals(characters: &[char], keep: &mut impl FnMut(Range<usize>)) {
    let numeral = |c: &char| is_digit(*c) || "〇零一二三四五六七八九十百千两".contains(*c);
    let unit = |c: &char| "季期批次届轮号年月日天个条款项章节类村组名户".contains(*c);
    for at in 0..characters.len() {
        if characters[at] == '度' && at > 0 && matches!(characters[at - 1], '年' | '季') {
            keep(at - 1..at + 1);
        }
        if characters[at] != '第' {
            continue;
        }
        let count = characters[at + 1..]
            .iter()
            .take_while(|c| numeral(c))
            .count();
        let end = at + 1 + count;
        if count > 0 {
            keep(at..end + usize::from(characters.get(end).is_some_and(unit)));
        }
    }
}

/// `木政发〔2019〕49号`: from two characters before the bracket to 号.
fn keep_document_numbers(characters: &[char], keep: &mut impl FnMut(Range<usize>)) {
    for at in 0..characters.len() {
        if !matches!(characters[at], '〔' | '[' | '［') {
            continue;
        }
        let year = count_digits(&characters[at + 1..]);
        let close = at + 1 + year;
        if year != 4 || !matches!(characters.get(close), Some('〕' | ']' | '］')) {
            continue;
        }
        let mut end = close + 1;
        if characters.get(end) == Some(&'第') {
            end += 1;
        }
        end += count_digits(&characters[end..]);
        if characters.get(end) == Some(&'号') {
            end += 1;
        }
        keep(at.saturating_sub(2)..end);
    }
}

fn count_digits(characters: &[char]) -> usize {
    characters.iter().take_while(|c| is_digit(**c)).count()
}

fn skip_spaces(characters: &[char], at: usize) -> usize {
    at + usize::from(characters.get(at) == Some(&' '))
}
