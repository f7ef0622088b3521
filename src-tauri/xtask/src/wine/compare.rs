//! What the same walk leaves on Windows and on Linux, laid side by side. Ids are drawn by chance, so
//! they are covered before anything is compared; nothing else is.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::house::Fault;

/// Both PDFs have as many pages of the same size, and the same words in the same places.
pub(crate) fn same_pages(one: &Path, other: &Path) -> Result<(), Fault> {
    equal(one, &sizes(one)?, &sizes(other)?)?;
    let (here, there) = (words(one)?, words(other)?);
    if here.len() < 20 {
        return Err(Fault::new(format!("{}: hardly any words", one.display())));
    }
    equal(one, &here, &there)
}

/// Both workbooks hold the same cells.
pub(crate) fn same_cells(one: &Path, other: &Path) -> Result<(), Fault> {
    equal(one, &cells(one)?, &cells(other)?)
}

/// Both answers say the same, apart from ids.
pub(crate) fn same_answer(what: &str, one: &Value, other: &Value) -> Result<(), Fault> {
    let (one, other) = (without_chance(one), without_chance(other));
    if one == other && one != Value::Null {
        return Ok(());
    }
    Err(Fault::new(format!(
        "{what} differs.\nWindows: {one:#}\nLinux: {other:#}"
    )))
}

/// The files that both offices keep, by the digests they are kept under.
pub(crate) fn same_files(one: &BTreeSet<String>, other: &BTreeSet<String>) -> Result<(), Fault> {
    if one == other && !one.is_empty() {
        return Ok(());
    }
    Err(Fault::new(format!(
        "the kept files differ: {:?}",
        one.symmetric_difference(other).collect::<Vec<_>>()
    )))
}

fn equal(path: &Path, one: &[String], other: &[String]) -> Result<(), Fault> {
    if one == other {
        return Ok(());
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let pair = one.iter().zip(other).find(|(one, other)| one != other);
    Err(Fault::new(match pair {
        Some((one, other)) => format!("{name} differs.\nWindows: {one}\nLinux:   {other}"),
        None => format!("{name}: {} lines, and {} on Linux", one.len(), other.len()),
    }))
}

/// Pages and their sizes.
fn sizes(pdf: &Path) -> Result<Vec<String>, Fault> {
    let told = heard(
        Command::new("pdfinfo")
            .args(["-f", "1", "-l", "999"])
            .arg(pdf),
    )?;
    let wanted = |line: &&str| {
        ["Pages:", "Page ", "PDF version:", "Title:"]
            .iter()
            .any(|begin| line.starts_with(begin))
    };
    Ok(told.lines().filter(wanted).map(str::to_owned).collect())
}

/// Every word with its place on its page.
fn words(pdf: &Path) -> Result<Vec<String>, Fault> {
    let told = heard(Command::new("pdftotext").arg("-bbox").arg(pdf).arg("-"))?;
    Ok(told
        .lines()
        .filter(|line| line.contains("<word") || line.contains("<page"))
        .map(without_codes)
        .collect())
}

/// The code of an approval sheet is made of the item's id (`SP-9QTX-7K3M`), and the word before it stands
/// as far to the left as its letters are wide: both stand on one line from the right edge.
fn without_codes(line: &str) -> String {
    let is_code = line.contains(">SP-");
    if !is_code && !line.contains(">扫描码<") {
        return line.to_owned();
    }
    let kept: Vec<&str> = line
        .split_whitespace()
        .filter(|part| !part.starts_with("xMin") && (is_code || !part.starts_with("xMax")))
        .map(|part| part.split_once(">SP-").map_or(part, |(before, _)| before))
        .collect();
    kept.join(" ")
}

fn cells(workbook: &Path) -> Result<Vec<String>, Fault> {
    let parts = [
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
    ];
    let mut unzip = Command::new("unzip");
    let told = heard(unzip.arg("-p").arg(workbook).args(parts))?;
    Ok(told.split('>').map(str::to_owned).collect())
}

fn heard(command: &mut Command) -> Result<String, Fault> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command
        .output()
        .map_err(|error| Fault::new(format!("{name}: {error}")))?;
    if !output.status.success() {
        return Err(Fault::new(format!(
            "{name}: {} {}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        )));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn without_chance(value: &Value) -> Value {
    match value {
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| (name.clone(), without_chance(value)))
            .collect(),
        Value::Array(items) => items.iter().map(without_chance).collect(),
        Value::String(text) if is_id(text) => Value::String("an id".to_owned()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}

/// Ids are UUIDs as text.
fn is_id(text: &str) -> bool {
    let dashes = [8, 13, 18, 23];
    text.len() == 36
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| match dashes.contains(&at) {
                true => byte == b'-',
                false => byte.is_ascii_hexdigit(),
            })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn ids_may_differ_and_nothing_else() {
        let answer = |id: &str, title: &str| json!({ "id": id, "lines": [{ "title": title }] });
        let (here, there) = (
            "01a2064f-87e4-7b05-8329-a66c0454b5ee",
            "01a2064f-9354-767f-b491-a9e2ed50eeaa",
        );
        let one = answer(here, "公示");
        assert!(same_answer("answer", &one, &answer(there, "公示")).is_ok());
        assert!(same_answer("answer", &one, &answer(there, "公告")).is_err());
        assert!(same_answer("answer", &one, &answer("none", "公示")).is_err());
    }

    #[test]
    fn the_letters_of_a_sheets_code_are_chance_and_where_it_ends_is_not() {
        let word = |from: &str, until: &str, text: &str| {
            without_codes(&format!(
                "<word xMin=\"{from}\" yMin=\"2\" xMax=\"{until}\" yMax=\"3\">{text}</word>"
            ))
        };
        assert_eq!(
            word("1", "9", "SP-9QTX-7K3M"),
            word("2", "9", "SP-ABCD-EFGH")
        );
        assert_ne!(
            word("1", "9", "SP-9QTX-7K3M"),
            word("1", "8", "SP-9QTX-7K3M")
        );
        assert_eq!(word("1", "4", "扫描码"), word("2", "5", "扫描码"));
        assert_ne!(word("1", "9", "登记簿"), word("1", "9", "登记薄"));
        assert_ne!(word("1", "9", "登记簿"), word("2", "9", "登记簿"));
    }
}
