//! What a disclosure says, whatever state it is in.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::ids::{DisclosureId, FileId, ListId};
use crate::vocabulary::{DisclosureClass, Element};

/// Code of a catalogue entry: the plan's own number, such as `2.4`, `内`, `免.3`, `动态`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntryCode(String);

impl EntryCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EntryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Full-width digits and dots are folded, so that `２．４` and `2.4` are one entry.
impl FromStr for EntryCode {
    type Err = NotAnEntryCode;

    fn from_str(text: &str) -> Result<Self, NotAnEntryCode> {
        let folded: String = text
            .trim()
            .chars()
            .map(|c| match c {
                '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
                '．' => '.',
                other => other,
            })
            .collect();
        let fits = !folded.is_empty()
            && folded.chars().count() <= 20
            && folded
                .chars()
                .all(|c| c.is_alphanumeric() || c == '.' || c == '-');
        if fits {
            Ok(Self(folded))
        } else {
            Err(NotAnEntryCode(text.to_owned()))
        }
    }
}

/// What was given cannot be the code of a catalogue entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是目录条目编号：应如 2.4、内、免.3")]
pub struct NotAnEntryCode(pub String);

/// The text and particulars of an item: what signatures approve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The catalogue entry it is filed under.
    pub entry: EntryCode,
    /// Title as printed.
    pub title: String,
    /// 公开属性.
    pub class: DisclosureClass,
    /// What differs from the six elements that the entry gives.
    pub elements: BTreeMap<Element, String>,
    /// Body text; paragraphs are separated by line feeds.
    pub body: String,
    /// 形成日期: the day from which the clock runs (Order 711 Art. 26).
    pub formed_on: Option<NaiveDate>,
    /// 提供单位.
    pub unit: Option<String>,
    /// Who provided it.
    pub provider: Option<String>,
    /// The list it carries.
    pub list: Option<ListId>,
    /// Attached files, in order.
    pub attachments: Vec<FileId>,
    /// The item it corrects.
    pub corrects: Option<DisclosureId>,
}
