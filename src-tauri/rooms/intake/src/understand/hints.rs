//! What title and sheet name suggest: village and period; the clerk decides.

use super::titles::clean;

/// The village named in a text: `青禾乡上坪村2019年…` gives `上坪村`.
pub(super) fn village(text: &str) -> Option<String> {
    let text = clean(text);
    let place = ["村委会", "村", "社区"].iter().find_map(|word| {
        let start = text.find(word)?;
        let word = if *word == "社区" { "社区" } else { "村" };
        Some((start, word))
    });
    let (start, word) = place?;
    let before = &text[..start];
    let before = [
        "乡", "镇", "街道", "县", "区", "市", "关于", "年", "月", "季度", "度",
    ]
    .iter()
    .filter_map(|end| before.rfind(end).map(|at| at + end.len()))
    .max()
    .map_or(before, |at| &before[at..]);
    let name: Vec<char> = before.chars().collect();
    let plain = name.iter().all(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
    let taken = matches!(
        before,
        "农" | "各" | "全" | "本" | "行政" | "贫困" | "乡" | "自然"
    );
    (plain && (1..=6).contains(&name.len()) && !taken).then(|| format!("{before}{word}"))
}

/// The period named in a text: `2019年第三季度`, `2019年1-3月`.
pub(super) fn period(text: &str) -> Option<String> {
    let text = clean(text);
    let year = text.match_indices('年').map(|(at, _)| at).find(|at| {
        let before = &text.as_bytes()[..*at];
        before.len() >= 4 && before[before.len() - 4..].iter().all(u8::is_ascii_digit)
    })?;
    let after = &text[year + '年'.len_utf8()..];
    let rest: String = after
        .chars()
        .take_while(|c| {
            c.is_ascii_digit() || "第一二三四季度月至到-—~～、上下半年份全".contains(*c)
        })
        .collect();
    let end = ["季度", "月份", "月", "半年", "度"]
        .iter()
        .filter_map(|word| rest.rfind(word).map(|at| at + word.len()))
        .max()
        .unwrap_or(0);
    Some(format!("{}年{}", &text[year - 4..year], &rest[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_titles_give_village_and_period() {
        let title = "青禾乡上坪村２０１９年第三季度农村低保金发放花名册";
        assert_eq!(village(title).as_deref(), Some("上坪村"));
        assert_eq!(period(title).as_deref(), Some("2019年第三季度"));
        assert_eq!(period("2019年1-3月低保").as_deref(), Some("2019年1-3月"));
        assert_eq!(period("2019年度救灾物资").as_deref(), Some("2019年度"));
        assert_eq!(village("样例县农村低保发放表"), None);
        assert_eq!(village("下坪村").as_deref(), Some("下坪村"));
        assert_eq!(village("2019年石桥村低保").as_deref(), Some("石桥村"));
        assert_eq!(period("名单"), None);
    }
}
