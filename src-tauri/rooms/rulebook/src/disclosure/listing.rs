//! 目录栏: what the page of a public directory says of an item beyond what the office keeps of every
//! item anyway. All of it may be left empty; the Regulation itself asks for 索引、名称、内容概述、生成日期
//! alone (Order 711 Art. 12).

use serde::{Deserialize, Serialize};

use crate::coded::coded;
use crate::ids::DisclosureId;

coded! {
    /// 主题分类: what directories are sorted by, as 国务院办公厅秘书局《政府信息公开目录系统实施指引（试行）》 has
    /// it, without the two that no township has (国务院组织机构, 国防). A county may have others: these
    /// are proposed, not asked for.
    pub enum Subject ("主题分类") {
        /// 综合政务.
        GeneralAffairs = "general_affairs" / "综合政务",
        /// 国民经济管理、国有资产监管.
        Economy = "economy" / "国民经济管理、国有资产监管",
        /// 财政、金融、审计.
        Finance = "finance" / "财政、金融、审计",
        /// 国土资源、能源.
        Land = "land" / "国土资源、能源",
        /// 农业、林业、水利.
        Farming = "farming" / "农业、林业、水利",
        /// 工业、交通.
        Industry = "industry" / "工业、交通",
        /// 商贸、海关、旅游.
        Trade = "trade" / "商贸、海关、旅游",
        /// 市场监管、安全生产监管.
        Market = "market" / "市场监管、安全生产监管",
        /// 城乡建设、环境保护.
        Building = "building" / "城乡建设、环境保护",
        /// 科技、教育.
        Education = "education" / "科技、教育",
        /// 文化、广电、新闻出版.
        Culture = "culture" / "文化、广电、新闻出版",
        /// 卫生、体育.
        Health = "health" / "卫生、体育",
        /// 人口与计划生育、妇女儿童工作.
        Families = "families" / "人口与计划生育、妇女儿童工作",
        /// 劳动、人事、监察.
        Labour = "labour" / "劳动、人事、监察",
        /// 公安、安全、司法.
        Justice = "justice" / "公安、安全、司法",
        /// 民政、扶贫、救灾.
        Relief = "relief" / "民政、扶贫、救灾",
        /// 民族、宗教.
        Peoples = "peoples" / "民族、宗教",
        /// 对外事务.
        Foreign = "foreign" / "对外事务",
        /// 港澳台侨工作.
        Overseas = "overseas" / "港澳台侨工作",
        /// 其他.
        Other = "other" / "其他",
    }
}

coded! {
    /// 体裁分类: the fifteen kinds of document of 《党政机关公文处理工作条例》 (2012) Art. 8, then what lists
    /// for a board are. Proposed, as a [`Subject`] is.
    pub enum Genre ("体裁分类") {
        /// 决议.
        Resolution = "resolution" / "决议",
        /// 决定.
        Decision = "decision" / "决定",
        /// 命令（令）.
        Order = "order" / "命令（令）",
        /// 公报.
        Gazette = "gazette" / "公报",
        /// 公告.
        Announcement = "announcement" / "公告",
        /// 通告.
        PublicNotice = "public_notice" / "通告",
        /// 意见.
        Opinions = "opinions" / "意见",
        /// 通知.
        Notice = "notice" / "通知",
        /// 通报.
        Circular = "circular" / "通报",
        /// 报告.
        Report = "report" / "报告",
        /// 请示.
        Request = "request" / "请示",
        /// 批复.
        Reply = "reply" / "批复",
        /// 议案.
        Motion = "motion" / "议案",
        /// 函.
        Letter = "letter" / "函",
        /// 纪要.
        Minutes = "minutes" / "纪要",
        /// 公示.
        Posting = "posting" / "公示",
        /// 其他.
        Other = "other" / "其他",
    }
}

/// Most keywords of an item: what directory pages show in a line.
pub const MOST_KEYWORDS: usize = 8;
/// Most characters of a keyword.
pub const LONGEST_KEYWORD: usize = 20;

/// What stands of an item in a directory only.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub struct Listing {
    /// 文号 of the document that the item is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_no: Option<String>,
    /// 主题分类, a [`Subject`] or the county's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// 体裁分类, a [`Genre`] or the county's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub genre: Option<String>,
    /// 关键词.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// 解读: the item that this one explains.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interprets: Option<DisclosureId>,
}

/// Why words are no keywords.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeywordFault {
    /// More than [`MOST_KEYWORDS`].
    #[error("关键词有 {0} 个，最多 {MOST_KEYWORDS} 个")]
    TooMany(usize),
    /// One is longer than [`LONGEST_KEYWORD`].
    #[error("关键词“{0}”太长，最多 {LONGEST_KEYWORD} 个字")]
    TooLong(String),
}

impl Listing {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What goes on to the next item of the same matter: how it is sorted, not which document it was.
    #[must_use]
    pub fn carried_on(&self) -> Self {
        Self {
            document_no: None,
            interprets: None,
            ..self.clone()
        }
    }
}

/// The keywords of a line as people type it: parted by spaces or any of 、，；,; and each once.
///
/// # Errors
/// [`KeywordFault`].
pub fn keywords(line: &str) -> Result<Vec<String>, KeywordFault> {
    let parted = |c: char| c.is_whitespace() || "、，；,;".contains(c);
    let mut found: Vec<String> = Vec::new();
    for word in line.split(parted).filter(|word| !word.is_empty()) {
        if word.chars().count() > LONGEST_KEYWORD {
            return Err(KeywordFault::TooLong(word.to_owned()));
        }
        if !found.iter().any(|known| known == word) {
            found.push(word.to_owned());
        }
    }
    match found.len() {
        0..=MOST_KEYWORDS => Ok(found),
        many => Err(KeywordFault::TooMany(many)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_parted_as_people_part_them() {
        let found = keywords(" 低保、救助，资金；低保 ,公示\u{3000}").unwrap();
        assert_eq!(found, ["低保", "救助", "资金", "公示"]);
        assert_eq!(keywords(" 、").unwrap(), Vec::<String>::new());
    }

    #[test]
    fn too_many_and_too_long_keywords_are_named() {
        let many: Vec<String> = (1..=9).map(|number| format!("词{number}")).collect();
        assert_eq!(keywords(&many.join(" ")), Err(KeywordFault::TooMany(9)));
        let long = "长".repeat(LONGEST_KEYWORD + 1);
        assert_eq!(keywords(&long), Err(KeywordFault::TooLong(long.clone())));
    }

    #[test]
    fn an_empty_listing_leaves_no_trace_in_what_is_kept() {
        let json = serde_json::to_string(&Listing::default()).unwrap();
        assert_eq!(json, "{}");
        let old: Listing = serde_json::from_str("{}").unwrap();
        assert!(old.is_empty());
    }
}
