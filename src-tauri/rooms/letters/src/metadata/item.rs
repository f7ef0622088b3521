//! An item as the public directory shows it. The fields bear the names of directory pages and of the
//! provincial standards that name them (DB34/T 4086—2021, DB37/T 4560.3—2022, DB23/T 3649.6—2023);
//! the Regulation itself asks for 索引、名称、内容概述、生成日期 (Order 711 Art. 12).

use chrono::NaiveDate;
use gongkai_rulebook::catalogue::EntryCode;
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::vocabulary::{Channel, DisclosureClass};
use serde::{Deserialize, Serialize};

/// An attachment, as the metadata names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachmentLine {
    /// Where it lies in the package: `attachments/01.xlsx`.
    #[serde(rename = "文件")]
    pub file: String,
    /// Its name for readers, which names nobody.
    #[serde(rename = "名称")]
    pub name: String,
}

/// A released, corrected or withdrawn item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemSheet {
    /// The item.
    #[serde(rename = "事项标识")]
    pub disclosure: DisclosureId,
    /// The item it stands in place of.
    #[serde(rename = "更正事项标识", default)]
    pub corrects: Option<DisclosureId>,
    /// The item that it explains (解读).
    #[serde(rename = "解读事项标识", default)]
    pub interprets: Option<DisclosureId>,
    /// 登记编号 in the office's register.
    #[serde(rename = "登记编号")]
    pub register_no: String,
    /// The catalogue entry it is filed under.
    #[serde(rename = "目录条目")]
    pub entry: EntryCode,
    /// The entry's name.
    #[serde(rename = "公开目录")]
    pub entry_name: String,
    /// 索引号: empty until the county gives it, unless it delegates a pattern.
    #[serde(rename = "索引号", default)]
    pub index_no: Option<String>,
    /// 名称.
    #[serde(rename = "名称")]
    pub title: String,
    /// 文号 of the document, where it has one.
    #[serde(rename = "文号", default)]
    pub document_no: Option<String>,
    /// 发布机构, its full name.
    #[serde(rename = "发布机构")]
    pub publisher: String,
    /// 成文日期.
    #[serde(rename = "成文日期", default)]
    pub formed_on: Option<NaiveDate>,
    /// 发布日期.
    #[serde(rename = "发布日期")]
    pub released_on: NaiveDate,
    /// 主题分类.
    #[serde(rename = "主题分类", default)]
    pub subject: Option<String>,
    /// 体裁分类.
    #[serde(rename = "体裁分类", default)]
    pub genre: Option<String>,
    /// 公开方式.
    #[serde(rename = "公开方式")]
    pub class: DisclosureClass,
    /// 公开形式.
    #[serde(rename = "公开形式")]
    pub channels: Vec<Channel>,
    /// 公开时限: the entry's wording.
    #[serde(rename = "公开时限", default)]
    pub time_limit: Option<String>,
    /// 公开范围: 面向全社会.
    #[serde(rename = "公开范围")]
    pub scope: String,
    /// 有效性.
    #[serde(rename = "有效性")]
    pub validity: String,
    /// 废止日期.
    #[serde(rename = "废止日期", default)]
    pub void_from: Option<NaiveDate>,
    /// 关键词.
    #[serde(rename = "关键词", default)]
    pub keywords: Vec<String>,
    /// 内容概述, at most a hundred characters.
    #[serde(rename = "内容概述")]
    pub summary: String,
    /// Why it is corrected or withdrawn.
    #[serde(rename = "更正或撤回原因", default)]
    pub why: Option<String>,
    /// 附件.
    #[serde(rename = "附件", default)]
    pub attachments: Vec<AttachmentLine>,
}
