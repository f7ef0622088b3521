//! What stands on the outside of a draft that a station hands to its office: for whom it is and whose.
//! What the draft says is closed for that office alone (`closed.rs`), because nobody has reviewed it.

use gongkai_rulebook::catalogue::EntryCode;
use gongkai_rulebook::ids::{DisclosureId, OfficeId};
use serde::{Deserialize, Serialize};

use super::AttachmentLine;
use crate::keys::{KeyId, PublicKey};

/// The outside of a draft (谁提供、谁审核、谁负责 stand inside).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftSheet {
    /// The item, the same through every change.
    #[serde(rename = "事项标识")]
    pub disclosure: DisclosureId,
    /// The catalogue entry.
    #[serde(rename = "目录条目")]
    pub entry: EntryCode,
    /// 提供单位: the station's or village's own office.
    #[serde(rename = "提供单位")]
    pub unit: String,
    /// The key it signs with; whoever does not know it yet compares its id by telephone.
    #[serde(rename = "提供单位公钥")]
    pub signed_with: PublicKey,
    /// The office that it is for.
    #[serde(rename = "收件单位标识")]
    pub office: OfficeId,
    /// The key of that office that it is closed with.
    #[serde(rename = "收件密钥")]
    pub closed_for: KeyId,
    /// What is closed: one file.
    #[serde(rename = "附件", default)]
    pub attachments: Vec<AttachmentLine>,
}
