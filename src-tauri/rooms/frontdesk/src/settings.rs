//! The office's particulars as one value.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use gongkai_registry::Change;
use gongkai_registry::records::Records;
use gongkai_rulebook::gate::SCANNED_WITHIN;
use gongkai_rulebook::printing::PostedSheet;
use serde::{Deserialize, Serialize};

use crate::Problem;

/// Particulars of the office, as papers and letters need them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub struct Settings {
    /// Full name, for instance 青禾乡人民政府.
    pub name: String,
    /// The county.
    pub county: String,
    /// 发文代字, for instance 青政.
    pub prefix: String,
    /// Area code (GB/T 2260), where known.
    pub region: Option<String>,
    /// 监督电话.
    pub supervision_phone: Option<String>,
    /// Whether the three copies bear 报县 / 乡存 / 张贴 in the margin.
    pub margin_marks: bool,
    /// 样例单位: everything in it is invented; the day it was made for. Set once, never typed.
    pub sample: Option<NaiveDate>,
    /// How many work days the scan of a sheet signed on paper may be missing.
    pub scan_within: u32,
    /// The sheet of the copy that hangs on a board.
    pub posted_sheet: PostedSheet,
}

impl Settings {
    pub(crate) fn read(records: Records<'_>) -> Result<Self, Problem> {
        let mut kept: BTreeMap<String, String> = records.settings()?;
        let mut take = |name: &str| kept.remove(name).filter(|value| !value.is_empty());
        Ok(Self {
            name: take("name").unwrap_or_default(),
            county: take("county").unwrap_or_default(),
            prefix: take("prefix").unwrap_or_default(),
            region: take("region"),
            supervision_phone: take("supervision_phone"),
            margin_marks: take("margin_marks").is_none_or(|value| value != "no"),
            scan_within: take("scan_within")
                .and_then(|days| days.parse().ok())
                .unwrap_or(SCANNED_WITHIN),
            posted_sheet: take("posted_sheet")
                .and_then(|sheet| sheet.parse().ok())
                .unwrap_or_default(),
            sample: take("sample").and_then(|day| day.parse().ok()),
        })
    }

    pub(crate) fn keep(&self, change: &Change<'_>) -> Result<(), Problem> {
        change.put_setting("name", &self.name)?;
        change.put_setting("county", &self.county)?;
        change.put_setting("prefix", &self.prefix)?;
        change.put_setting("region", self.region.as_deref().unwrap_or_default())?;
        let phone = self.supervision_phone.as_deref().unwrap_or_default();
        change.put_setting("supervision_phone", phone)?;
        change.put_setting("margin_marks", if self.margin_marks { "yes" } else { "no" })?;
        change.put_setting("scan_within", &self.scan_within.to_string())?;
        change.put_setting("posted_sheet", self.posted_sheet.code())?;
        change.touch("office", "settings");
        Ok(())
    }
}
