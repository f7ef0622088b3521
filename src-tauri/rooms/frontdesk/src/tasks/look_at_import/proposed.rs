//! What a workbook itself suggests for its draft: title, unit, entry. The clerk decides.

use std::path::Path;

use gongkai_rulebook::list::ListKind;
use serde::Serialize;

use crate::reading::Reading;
use crate::{Desk, Problem, typed, village};

/// Words with which villages end the title of a sheet.
const SHEET_WORDS: &[&str] = &[
    "花名册",
    "名册",
    "名单",
    "一览表",
    "明细表",
    "统计表",
    "汇总表",
    "登记表",
    "公示表",
    "表",
];

/// What is suggested.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ProposedDraft", optional_fields = nullable))]
pub struct Proposed {
    /// Title of the item.
    pub title: String,
    /// Catalogue entry that the village's last list of this kind was filed under, if the catalogue
    /// still has it.
    pub entry: Option<String>,
    /// 提供单位.
    pub unit: Option<String>,
    /// The period that the sheet names.
    pub period: Option<String>,
}

pub(super) fn proposed(desk: &Desk, file: &Path, reading: &Reading) -> Result<Proposed, Problem> {
    let sheets = reading.understood.sheets.iter();
    let mut used = sheets.filter(|sheet| !sheet.rows.is_empty());
    let sheet = used.next();
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let period = sheet.and_then(|sheet| sheet.period.clone());
    let own = sheet.and_then(|sheet| sheet.title_text.clone());
    let village = reading.village.as_deref();
    let title = match (reading.understood.kind, &period) {
        (ListKind::SubsistencePayment, Some(period)) => {
            format!("{}{period}农村低保金发放情况", village.unwrap_or_default())
        }
        (_kind, _) => item_title(own.as_deref().unwrap_or(&stem), village),
    };
    let catalogue = desk.catalogue()?;
    let entry = reading.habit.as_ref().map(|habit| habit.entry.clone());
    Ok(Proposed {
        title: typed::masked(&title),
        entry: entry.filter(|code| catalogue.fileable(code).is_ok()),
        unit: village.map(village::committee),
        period,
    })
}

/// `青禾乡上坪村危房改造补助花名册` is the sheet's; the item is called `上坪村危房改造补助情况`.
fn item_title(own: &str, village: Option<&str>) -> String {
    let start = village.and_then(|village| own.find(village)).unwrap_or(0);
    let title = &own[start..];
    let bare = SHEET_WORDS
        .iter()
        .find_map(|word| title.strip_suffix(word))
        .filter(|bare| bare.chars().count() >= 4);
    match bare {
        Some(bare) if !bare.ends_with("情况") => format!("{bare}情况"),
        Some(bare) => bare.to_owned(),
        None => title.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_and_its_item_have_different_titles() {
        let own = "青禾乡上坪村危房改造补助花名册";
        assert_eq!(item_title(own, Some("上坪村")), "上坪村危房改造补助情况");
        assert_eq!(item_title("救灾物资发放表", None), "救灾物资发放情况");
        assert_eq!(item_title("名单", None), "名单");
    }
}
