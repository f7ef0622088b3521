//! The county's own web form, as data: which fields it has in which order, how long each may be,
//! what may be attached (县网站填报单). It refuses to fill a field with anything it was not given.

use std::collections::BTreeMap;

use crate::coded::coded;

mod parse;

pub use parse::FormFault;

coded! {
    /// 填报内容: what a field of the county's form may be filled with. The names are those of
    /// directory pages (DB34/T 4086—2021, DB37/T 4560.3—2022); the Regulation itself asks for
    /// 索引、名称、内容概述、生成日期 (Order 711 Art. 12).
    pub enum CountyField ("填报内容") {
        /// Title.
        Title = "title" / "名称",
        /// 索引号, once the county has given it.
        IndexNo = "index_no" / "索引号",
        /// The office's own number.
        RegisterNo = "register_no" / "登记编号",
        /// 文号 of the document that it is.
        DocumentNo = "document_no" / "文号",
        /// Full name of the office.
        Publisher = "publisher" / "发布机构",
        /// Name of the catalogue entry.
        Entry = "entry" / "目录条目",
        /// Number of the catalogue entry.
        EntryCode = "entry_code" / "条目编号",
        /// The day the information was formed.
        FormedOn = "formed_on" / "生成日期",
        /// The day it was released.
        ReleasedOn = "released_on" / "发布日期",
        /// What it is about.
        Subject = "subject" / "主题分类",
        /// What kind of document it is.
        Genre = "genre" / "体裁分类",
        /// Words to find it by.
        Keywords = "keywords" / "关键词",
        /// 主动公开.
        Class = "class" / "公开方式",
        /// How it was made public.
        Channels = "channels" / "公开形式",
        /// 长期, 定期, 即时.
        TimeLimit = "time_limit" / "公开时限",
        /// To whom.
        Scope = "scope" / "公开范围",
        /// Whether it holds.
        Validity = "validity" / "有效性",
        /// A hundred characters of what it says.
        Summary = "summary" / "内容概述",
        /// The text itself.
        Text = "text" / "正文",
        /// Who provided it.
        Unit = "unit" / "提供单位",
        /// Why it is corrected or withdrawn.
        Why = "why" / "更正撤回原因",
        /// Names of its attachments.
        Attachments = "attachments" / "附件名称",
    }
}

coded! {
    /// 手工上报方式: how a letter got to a county whose system nobody but a person can fill.
    pub enum ReportWay ("手工上报方式") {
        /// Typed into the county's web system; its page has an address.
        Page = "page" / "填进县网站",
        /// The county's copy, on paper or by the document system (送县 and 回执 are kept with it).
        Copy = "copy" / "报县一份代替",
        /// Told: a withdrawal that the county carries out itself.
        Told = "told" / "通知县里",
    }
}

coded! {
    /// 网页核对: what a page showed when the program or a person looked.
    pub enum PageFinding ("网页核对") {
        /// Title and date are there.
        Right = "right" / "题目和日期都在",
        /// The page has another title.
        TitleMissing = "title_missing" / "网页上没有这个题目",
        /// The page has no day of release: undated information counts as not updated.
        DateMissing = "date_missing" / "网页上没有发布日期",
        /// No page there.
        Absent = "absent" / "这个地址没有网页",
        /// What was withdrawn is gone.
        Gone = "gone" / "网页上已经撤下",
        /// What was withdrawn still stands there.
        StillThere = "still_there" / "网页上还没有撤下",
        /// A person looked, where the program cannot.
        Seen = "seen" / "人工看过",
    }
}

impl PageFinding {
    /// Whether nothing more is owed.
    pub const fn settles(self) -> bool {
        match self {
            Self::Right | Self::Gone | Self::Seen => true,
            Self::TitleMissing | Self::DateMissing | Self::Absent | Self::StillThere => false,
        }
    }
}

/// A form of a county's web system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountyForm {
    /// The fields in the order of the form.
    pub fields: Vec<FormField>,
    /// The text goes in without tables.
    pub plain_text: bool,
    /// What may be attached.
    pub attachments: FileLimits,
    /// Pictures among them.
    pub pictures: FileLimits,
}

/// A field of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormField {
    /// Its name on the county's page.
    pub label: String,
    /// What goes in.
    pub parts: Vec<Part>,
    /// Most characters.
    pub most: Option<usize>,
}

/// A part of what goes into a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The same words always.
    Words(String),
    /// Something of the item.
    Of(CountyField),
}

/// Limits on files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileLimits {
    /// How many.
    pub most: Option<usize>,
    /// Most bytes of one.
    pub bytes: Option<u64>,
    /// The endings that are taken, lower case; any if none is named.
    pub endings: Vec<String>,
}

/// A field with its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// Its name on the county's page.
    pub label: String,
    /// What goes in; empty where the item has nothing for it.
    pub text: String,
    /// What is wrong with it, for the clerk.
    pub over: Option<String>,
}

/// A file that would be attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormFile {
    /// Its name.
    pub name: String,
    /// Its ending, lower case.
    pub ending: String,
    /// Its length.
    pub bytes: u64,
}

impl CountyForm {
    /// Fills the form.
    pub fn fill(&self, values: &BTreeMap<CountyField, String>) -> Vec<Filled> {
        self.fields
            .iter()
            .map(|field| self.filled(field, values))
            .collect()
    }

    fn filled(&self, field: &FormField, values: &BTreeMap<CountyField, String>) -> Filled {
        let value = |part: &Part| match part {
            Part::Words(words) => words.clone(),
            Part::Of(of) => values.get(of).cloned().unwrap_or_default(),
        };
        let text: String = field.parts.iter().map(value).collect();
        let length = text.chars().filter(|c| !c.is_whitespace()).count();
        let over = match field.most {
            Some(most) if length > most => {
                Some(format!("{length} 个字，县里只收 {most} 个字，请自己改短"))
            }
            Some(_) | None if self.plain_text && text.contains('\t') => {
                Some("里面有表，县里只收文字：粘贴以后请看一遍".to_owned())
            }
            Some(_) | None => None,
        };
        Filled {
            label: field.label.clone(),
            text,
            over,
        }
    }

    /// What of the files the county's form would not take, one sentence each.
    pub fn over(&self, files: &[FormFile]) -> Vec<String> {
        let (pictures, others): (Vec<&FormFile>, Vec<&FormFile>) = files
            .iter()
            .partition(|file| matches!(file.ending.as_str(), "jpg" | "jpeg" | "png" | "gif"));
        let mut over = self.pictures.over("图片", &pictures);
        over.extend(self.attachments.over("附件", &others));
        over
    }
}

impl FileLimits {
    fn over(&self, kind: &str, files: &[&FormFile]) -> Vec<String> {
        let mut over = Vec::new();
        if let Some(most) = self.most.filter(|most| files.len() > *most) {
            let count = files.len();
            over.push(format!("{kind}有 {count} 个，县里最多收 {most} 个"));
        }
        for file in files {
            let name = &file.name;
            if let Some(bytes) = self.bytes.filter(|bytes| file.bytes > *bytes) {
                let most = size(bytes);
                over.push(format!("“{name}”{}，县里最大收 {most}", size(file.bytes)));
            }
            if !self.endings.is_empty() && !self.endings.contains(&file.ending) {
                let taken = self.endings.join("、");
                over.push(format!("“{name}”的格式县里不收，只收 {taken}"));
            }
        }
        over
    }
}

/// A length for people.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{} MB", bytes.div_ceil(1_048_576)),
    }
}

/// What a page shows of an item. Blanks and punctuation are nobody's mistake: only letters and
/// digits are compared.
pub fn judge(page: &str, title: &str, days: &[chrono::NaiveDate], withdrawn: bool) -> PageFinding {
    let bare = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let titled = bare(page).contains(&bare(title));
    match (withdrawn, titled) {
        (true, true) => PageFinding::StillThere,
        (true, false) => PageFinding::Gone,
        (false, false) => PageFinding::TitleMissing,
        (false, true) if days.iter().any(|day| shows(page, *day)) => PageFinding::Right,
        (false, true) => PageFinding::DateMissing,
    }
}

/// Whether a day stands on the page in one of the ways in which it is written.
fn shows(page: &str, day: chrono::NaiveDate) -> bool {
    let page: String = page.chars().filter(|c| !c.is_whitespace()).collect();
    let formats = [
        "%Y-%m-%d",
        "%Y-%-m-%-d",
        "%Y/%m/%d",
        "%Y/%-m/%-d",
        "%Y.%m.%d",
        "%Y.%-m.%-d",
        "%Y年%m月%d日",
        "%Y年%-m月%-d日",
        "%Y%m%d",
    ];
    formats.iter().any(|format| {
        let written = day.format(format).to_string();
        page.match_indices(&written).any(|(at, _)| {
            let behind = &page[at + written.len()..];
            let next = behind.chars().next();
            let before = page[..at].chars().next_back();
            // 2019-10-1 is not 2019-10-15, and no day stands within a longer number; but a clock may
            // follow, the blank between them taken out.
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            let ended = written.ends_with('日') || !digit(next) || clock_follows(behind);
            ended && !digit(before)
        })
    })
}

/// A clock after a day, the blank between them taken out: `2019-10-1509:30`.
fn clock_follows(rest: &str) -> bool {
    let bytes = rest.as_bytes();
    bytes.len() >= 3 && bytes[..2].iter().all(u8::is_ascii_digit) && bytes[2] == b':'
}

#[cfg(test)]
mod tests;
