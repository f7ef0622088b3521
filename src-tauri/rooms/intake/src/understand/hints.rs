//! What title, tab and file name suggest: village and period; what told them is kept, and the clerk
//! decides.

use gongkai_rulebook::period::{self, Part};

use super::ReadSheet;
use super::titles::clean;

/// What told a village or a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ToldBy {
    /// The title above the table, or another line above it.
    Title,
    /// The sheet's tab.
    Tab,
    /// The file's name.
    FileName,
}

impl ToldBy {
    /// What told it, in Chinese.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Title => "标题",
            Self::Tab => "工作表名",
            Self::FileName => "文件名",
        }
    }
}

/// Lays the suggestions of title, tab and file name upon a sheet.
pub(super) fn lay(read: &mut ReadSheet, above: &[String], file_name: &str) {
    let title = read.title_text.clone().unwrap_or_default();
    let others = above.join("\n");
    // Separated text has one sheet, called like its file.
    let tab = Some(read.name.as_str()).filter(|name| *name != file_name);
    let tab = tab.unwrap_or_default();
    let texts = [
        (ToldBy::Title, title.as_str()),
        (ToldBy::Title, others.as_str()),
        (ToldBy::Tab, tab),
        (ToldBy::FileName, file_name),
    ];
    let place = texts
        .iter()
        .find_map(|(by, text)| text.lines().find_map(village).map(|village| (village, *by)));
    let told: Vec<(Told, ToldBy)> = texts
        .iter()
        .flat_map(|(by, text)| text.lines().filter_map(told).map(|told| (told, *by)))
        .collect();
    let time = told
        .iter()
        .find(|(told, _)| told.part != Part::Year)
        .or_else(|| told.first())
        .cloned();
    let year = told.iter().find_map(|(told, _)| told.year);
    (read.village, read.village_by) = place.unzip();
    (read.period, read.period_by) = time.map(|(told, by)| (told.with(year), by)).unzip();
}

/// A period that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Told {
    year: Option<i32>,
    part: Part,
    words: String,
}

impl Told {
    /// Its words; the year that another text names goes before a period that has none.
    fn with(self, year: Option<i32>) -> String {
        match (self.year, year) {
            (None, Some(year)) => format!("{year}年{}", self.words),
            (Some(_) | None, _) => self.words,
        }
    }
}

/// The period that a text names: a part of a year goes before a year.
fn told(text: &str) -> Option<Told> {
    let text = with_digits(&clean(text));
    let mut all: Vec<Told> = period::named(&text)
        .into_iter()
        .filter(|(_, period)| !matches!(period.part, Part::Count(_)))
        .map(|(words, period)| Told {
            year: period.year,
            part: period.part,
            words,
        })
        .collect();
    let part = all.iter().position(|told| told.part != Part::Year);
    let year = all.iter().find_map(|told| told.year);
    let mut told = match part {
        Some(at) => all.swap_remove(at),
        None => all.into_iter().next()?,
    };
    if told.year.is_none() {
        told.words = told.clone().with(year);
        told.year = year;
    }
    Some(told)
}

/// `二〇一九年` as `2019年`.
fn with_digits(text: &str) -> String {
    const DIGITS: &str = "〇一二三四五六七八九";
    let value = |c: char| {
        let c = if matches!(c, '零' | '○') { '〇' } else { c };
        DIGITS
            .chars()
            .zip('0'..='9')
            .find(|(known, _)| *known == c)
            .map(|(_, digit)| digit)
    };
    let mut characters: Vec<char> = text.chars().collect();
    for end in 4..characters.len() {
        if characters[end] != '年' {
            continue;
        }
        let year: Option<Vec<char>> = characters[end - 4..end].iter().map(|c| value(*c)).collect();
        if let Some(year) = year {
            characters[end - 4..end].copy_from_slice(&year);
        }
    }
    characters.into_iter().collect()
}

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
        "乡", "镇", "街道", "县", "区", "市", "关于", "年", "月", "季度", "度", "单位", "名称",
        "(", ")", "-", "_", "、", "半年",
    ]
    .iter()
    .filter_map(|end| before.rfind(end).map(|at| at + end.len()))
    .max()
    .map_or(before, |at| &before[at..]);
    // 石桥村村委会 is the committee of 石桥村.
    let before = before.strip_suffix('村').unwrap_or(before);
    let name: Vec<char> = before.chars().collect();
    let plain = name.iter().all(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
    let taken = matches!(
        before,
        "农" | "各"
            | "全"
            | "本"
            | "行政"
            | "贫困"
            | "乡"
            | "自然"
            | "所在"
            | "脱贫"
            | "每"
            | "该"
    );
    (plain && (1..=6).contains(&name.len()) && !taken).then(|| format!("{before}{word}"))
}

/// The period named in a text: `2019年第三季度`, `2019年1-3月`, `上半年`.
pub(super) fn period(text: &str) -> Option<String> {
    told(text).map(|told| told.words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_titles_give_village_and_period() {
        let title = "青禾乡上坪村２０１９年第三季度农村低保金发放花名册";
        assert_eq!(village(title).as_deref(), Some("上坪村"));
        for (title, expected) in [
            (title, Some("2019年第三季度")),
            ("2019年1-3月低保", Some("2019年1-3月")),
            ("2019年度救灾物资", Some("2019年度")),
            ("二〇一九年三季度低保", Some("2019年三季度")),
            ("2019年度低保发放（上半年）", Some("2019年上半年")),
            ("7—9月份五保供养", Some("7—9月份")),
            ("2019年9月5日", None),
            ("名单", None),
        ] {
            assert_eq!(period(title).as_deref(), expected, "{title}");
        }
        assert_eq!(village("样例县农村低保发放表"), None);
        assert_eq!(village("下坪村").as_deref(), Some("下坪村"));
        assert_eq!(village("2019年石桥村低保").as_deref(), Some("石桥村"));
        assert_eq!(village("填报单位：石桥村村委会").as_deref(), Some("石桥村"));
    }
}
