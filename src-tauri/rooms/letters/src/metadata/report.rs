//! Reports and figures of a period: the annual report, the self-check, nil reports, statistics.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::AttachmentLine;

/// A report of a period. Its words stand in the package's text and copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportSheet {
    /// The period: `2019`, `2019-07`, `2019-H1`.
    #[serde(rename = "期间")]
    pub period: String,
    /// 名称.
    #[serde(rename = "名称")]
    pub title: String,
    /// 发布机构, its full name.
    #[serde(rename = "发布机构")]
    pub publisher: String,
    /// Figures by their name in the county's table.
    #[serde(rename = "数据", default)]
    pub figures: BTreeMap<String, i64>,
    /// 附件.
    #[serde(rename = "附件", default)]
    pub attachments: Vec<AttachmentLine>,
}
