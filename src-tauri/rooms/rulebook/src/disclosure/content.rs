//! What a disclosure says, whatever state it is in.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Listing;
use crate::calendar::Calendar;
use crate::catalogue::EntryCode;
use crate::deadline::{Clock, DeadlineError};
use crate::ids::{DisclosureId, FileId, ListId};
use crate::vocabulary::{DisclosureClass, Element, Stage};

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
    /// 上级要求.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub demand: Option<Demand>,
    /// 重要事项: which part of the matter this item discloses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// 目录栏: what a public directory says of it.
    #[serde(default, skip_serializing_if = "Listing::is_empty")]
    pub listing: Listing,
}

/// 上级要求: a superior's document asks for the item; what it says goes before the catalogue
/// (上级主管部门有明确要求的，按相关规定予以公开).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub struct Demand {
    /// 文号.
    pub document: String,
    /// The last day that it sets, in place of the entry's clock.
    pub due: Option<NaiveDate>,
}

impl Content {
    /// The last day for it to be disclosed: the one a superior set, else by `clock` from 形成日期;
    /// none while neither is known.
    ///
    /// # Errors
    /// [`DeadlineError`] when a year's calendar is missing or the date leaves the calendar.
    pub fn due(
        &self,
        clock: &Clock,
        calendar: &Calendar,
    ) -> Result<Option<NaiveDate>, DeadlineError> {
        match (
            self.demand.as_ref().and_then(|demand| demand.due),
            self.formed_on,
        ) {
            (Some(due), _) => Ok(Some(due)),
            (None, Some(formed_on)) => clock.due(formed_on, calendar).map(Some),
            (None, None) => Ok(None),
        }
    }
}
