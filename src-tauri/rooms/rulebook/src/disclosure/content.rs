//! What a disclosure says, whatever state it is in.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::catalogue::EntryCode;
use crate::ids::{DisclosureId, FileId, ListId};
use crate::vocabulary::{DisclosureClass, Element};

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
