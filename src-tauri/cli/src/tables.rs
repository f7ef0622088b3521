//! Tables of text whose columns stand straight although Chinese characters are two wide.

/// A table with a header; columns as wide as their widest cell.
pub(crate) fn table(header: &[&str], rows: &[Vec<String>]) -> String {
    let cells = rows
        .iter()
        .map(|row| row.iter().map(String::as_str).collect::<Vec<_>>());
    let lines: Vec<Vec<&str>> = std::iter::once(header.to_vec()).chain(cells).collect();
    let widest = |column: usize| {
        lines
            .iter()
            .filter_map(|line| line.get(column))
            .map(|cell| width(cell))
            .max()
    };
    let widths: Vec<usize> = (0..header.len())
        .map(|column| widest(column).unwrap_or(0))
        .collect();
    let mut text = String::new();
    for line in &lines {
        let padded: Vec<String> = line
            .iter()
            .zip(&widths)
            .map(|(cell, width)| pad(cell, *width))
            .collect();
        text.push_str(padded.join("  ").trim_end());
        text.push('\n');
    }
    text
}

fn pad(cell: &str, to: usize) -> String {
    format!("{cell}{}", " ".repeat(to.saturating_sub(width(cell))))
}

/// How many columns of a terminal a text takes: East Asian wide characters take two.
fn width(text: &str) -> usize {
    text.chars().map(|c| if matches!(c, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{FFDC}' | '\u{20000}'..='\u{3FFFD}') { 2 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_columns_stand_straight() {
        let text = table(
            &["姓名", "no"],
            &[
                vec!["张三".into(), "1".into()],
                vec!["ab".into(), "2".into()],
            ],
        );
        assert_eq!(text, "姓名  no\n张三  1\nab    2\n");
    }
}
