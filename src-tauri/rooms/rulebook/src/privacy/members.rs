//! Numbers of whoever else belongs to a household, in the cell that names its members. They are for
//! comparing lists only: nothing of the cell ever leaves.

use super::characters::plain;
use super::{FindingKind, IdNumber, ScanOptions, scan_text};

/// The whole identity numbers in a cell such as `李小河（妻，身份证号 …）；李小溪（女）`, each once, in order.
pub fn member_numbers(cell: &str) -> Vec<IdNumber> {
    if cell.is_empty() {
        return Vec::new();
    }
    let mut numbers: Vec<IdNumber> = Vec::new();
    for found in scan_text(cell, &ScanOptions::default()) {
        let text = cell.get(found.range.clone()).unwrap_or_default();
        match (found.kind, plain(text).parse()) {
            (FindingKind::Id, Ok(number)) if !numbers.contains(&number) => numbers.push(number),
            (_, Ok(_) | Err(_)) => {}
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_is_found_by_a_whole_number_and_a_slip_is_nobody() {
        let cell = "李小河（妻，身份证号 430699194912310021，年龄 45）；李小溪（女，身份证号 430699 19491231 0021）；\
                    李小江（子，身份证号 430699194912310022）";
        let told: Vec<String> = member_numbers(cell)
            .iter()
            .map(|one| one.as_str().to_owned())
            .collect();
        assert_eq!(told, ["430699194912310021"]);
        assert_eq!(member_numbers("李小河、李小溪"), []);
    }
}
