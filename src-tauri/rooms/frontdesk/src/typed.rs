//! What people type: invisible characters go, control characters and private numbers are refused
//! where they can only be a slip, and whatever is shown back is masked.

use gongkai_rulebook::privacy::mask::mask_found;
use gongkai_rulebook::privacy::phone::PhoneKind;
use gongkai_rulebook::privacy::{FindingKind, ScanOptions, scan_text};

use crate::Problem;

/// Longest title or other single line, in characters.
const LONGEST_LINE: usize = 120;

/// The text with everything private in it masked.
pub(crate) fn masked(text: &str) -> String {
    mask_found(text).into_owned()
}

/// A single line: blanks folded, invisible characters gone.
///
/// # Errors
/// `bad-character` for a control character, `too-long`.
pub(crate) fn line(field: &str, text: &str) -> Result<String, Problem> {
    let text = visible(field, &text.replace(['\n', '\r', '\t'], " "))?;
    let text = text
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    if text.chars().count() > LONGEST_LINE {
        let told = format!("{field}超过 {LONGEST_LINE} 个字");
        return Err(Problem::refused("too-long", told, "写短一些，其余放进正文").in_field(field));
    }
    Ok(text)
}

/// A single line that papers, books and letters repeat: never anybody's number.
///
/// # Errors
/// `private-data`, besides those of [`line`].
pub(crate) fn open_line(field: &str, text: &str) -> Result<String, Problem> {
    let text = line(field, text)?;
    let private =
        scan_text(&text, &ScanOptions::default())
            .into_iter()
            .find(|finding| match finding.kind {
                FindingKind::Id | FindingKind::BankCard | FindingKind::Minor => true,
                FindingKind::Phone => {
                    text.get(finding.range.clone()).and_then(PhoneKind::of)
                        == Some(PhoneKind::Mobile)
                }
                FindingKind::Address
                | FindingKind::Sensitive
                | FindingKind::BirthDate
                | FindingKind::Household
                | FindingKind::Email
                | FindingKind::Plate => false,
            });
    match private {
        None => Ok(text),
        Some(finding) => {
            let told = format!("{field}里有{}：{}", finding.kind, finding.masked);
            Err(Problem::refused("private-data", told, "去掉个人信息后再填").in_field(field))
        }
    }
}

/// An optional open line.
///
/// # Errors
/// As [`open_line`].
pub(crate) fn open_line_maybe(field: &str, text: Option<&str>) -> Result<Option<String>, Problem> {
    let text = text.map(|text| open_line(field, text)).transpose()?;
    Ok(text.filter(|text| !text.is_empty()))
}

/// A body: line ends folded, invisible characters gone.
///
/// # Errors
/// `bad-character` for a control character.
pub(crate) fn body(text: &str) -> Result<String, Problem> {
    let text = text
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\t', "　");
    visible("正文", &text)
}

/// The text without zero-width and direction marks.
fn visible(field: &str, text: &str) -> Result<String, Problem> {
    let is_mark = |c: &char| matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}');
    let text: String = text.chars().filter(|c| !is_mark(c)).collect();
    match text.chars().find(|c| c.is_control() && *c != '\n') {
        None => Ok(text),
        Some(control) => {
            let told = format!(
                "{field}里有不可见的控制字符（U+{:04X}）",
                u32::from(control)
            );
            Err(Problem::refused("bad-character", told, "删去后重新输入").in_field(field))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_does_not_stay() {
        assert_eq!(
            line("标题", "换\n行\u{200B}标\u{202E}题\t 甲"),
            Ok("换 行标题 甲".to_owned())
        );
        assert_eq!(
            line("标题", "控\u{7}制").map_err(|problem| problem.code),
            Err("bad-character".to_owned())
        );
        assert_eq!(body("一\r\n二\u{FEFF}"), Ok("一\n二".to_owned()));
        assert_eq!(
            line("标题", &"长".repeat(121)).map_err(|problem| problem.code),
            Err("too-long".to_owned())
        );
    }

    #[test]
    fn nobodys_number_gets_into_an_open_line() {
        let code = |text: &str| {
            open_line("地点", text)
                .map_err(|problem| (problem.code, problem.text.contains("1234567")))
        };
        assert_eq!(
            code("乡大院13812345678"),
            Err(("private-data".to_owned(), false))
        );
        assert_eq!(
            code("民政办 0999-8123456"),
            Ok("民政办 0999-8123456".to_owned())
        );
    }
}
