//! The office's own way of filing: 全宗号, 档号 pattern, organs or problems, what goes to the county's
//! archive and when. It refuses a way by which two items could get one 档号.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ArchiveRefusal;
use super::Class;
use super::code::{ArchiveCode, CodePart, CodePattern};
use crate::retention::RetentionPeriod;

/// Years after which a township's records go to the county's archive (档案法实施条例, State Council order
/// 772, Art. 20; before 2024-03-01 档案法实施办法, Art. 13).
pub const TRANSFER_AFTER_YEARS: u32 = 10;

/// The way of filing, as the office settled it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ArchiveScheme"))]
pub struct Scheme {
    /// 全宗号, as the county's archive gave it: four letters or digits.
    pub fonds: String,
    /// 全宗名称: full name of the office.
    pub fonds_name: String,
    /// 门类代码; 文书 is `WS`.
    pub category: String,
    /// 档号 pattern; see [`CodePattern`].
    pub pattern: String,
    /// Organs or problems; the first takes what no unit claims. None where the pattern has none.
    pub organs: Vec<Organ>,
    /// Whether the stamp says 永久 and the organ's name instead of their codes.
    pub stamp_in_words: bool,
    /// Which periods the county's archive takes.
    pub transferred: Vec<RetentionPeriod>,
}

/// 机构（问题）.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ArchiveOrgan"))]
pub struct Organ {
    /// Its code: letters or digits, `BGS`.
    pub code: String,
    /// Its name: 党政办公室, 政务公开.
    pub name: String,
    /// Units whose items it files.
    pub units: Vec<String>,
}

impl Scheme {
    /// Makes sure of it.
    ///
    /// # Errors
    /// [`ArchiveRefusal::Scheme`] names the field; a bad pattern also the character.
    pub fn check(&self) -> Result<CodePattern, ArchiveRefusal> {
        let wrong = |field: &'static str, what: String| ArchiveRefusal::Scheme { field, what };
        let is_code =
            |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric());
        if self.fonds.len() != 4 || !is_code(&self.fonds) {
            let what = "由县档案馆给定，四位字母或数字，如 J001".to_owned();
            return Err(wrong("全宗号", what));
        }
        if self.fonds_name.trim().is_empty() {
            return Err(wrong("全宗名称", "填单位全称".to_owned()));
        }
        if !is_code(&self.category) {
            return Err(wrong("门类代码", "字母或数字，文书档案是 WS".to_owned()));
        }
        let pattern: CodePattern = self
            .pattern
            .parse()
            .map_err(|error: super::code::PatternError| wrong("档号格式", error.to_string()))?;
        for (at, organ) in self.organs.iter().enumerate() {
            if !is_code(&organ.code) {
                let what = format!("第 {} 个的代码要用字母或数字，如 BGS", at + 1);
                return Err(wrong("机构（问题）", what));
            }
            if organ.name.trim().is_empty() {
                return Err(wrong("机构（问题）", format!("{} 没有名称", organ.code)));
            }
            if self.organs[..at]
                .iter()
                .any(|known| known.code == organ.code)
            {
                return Err(wrong("机构（问题）", format!("{} 写了两次", organ.code)));
            }
        }
        match (pattern.names(CodePart::Organ), self.organs.len()) {
            (true, 0) => {
                let what = "档号格式里有“{机构}”，至少要列一个机构或问题".to_owned();
                Err(wrong("机构（问题）", what))
            }
            (false, 2..) => {
                let what = "有几个机构（问题），格式里就要有“{机构}”，否则档号会重".to_owned();
                Err(wrong("档号格式", what))
            }
            (true, 1..) | (false, 0 | 1) => Ok(pattern),
        }
    }

    /// The organ that files what a unit provided; empty where the office divides by none.
    pub fn organ_of(&self, unit: Option<&str>) -> &str {
        let claims =
            |organ: &&Organ| unit.is_some_and(|unit| organ.units.iter().any(|own| own == unit));
        let organ = self.organs.iter().find(claims).or(self.organs.first());
        organ.map_or("", |organ| organ.code.as_str())
    }

    /// Name of an organ; its code where it is not known any more.
    pub fn organ_name<'a>(&'a self, code: &'a str) -> &'a str {
        let known = self.organs.iter().find(|organ| organ.code == code);
        known.map_or(code, |organ| organ.name.as_str())
    }

    /// What the 档号 of an item says.
    pub fn code(&self, class: &Class, number: u32) -> ArchiveCode {
        ArchiveCode {
            fonds: self.fonds.clone(),
            category: self.category.clone(),
            year: class.year,
            period: class.period,
            organ: class.organ.clone(),
            number,
        }
    }

    /// The first day on which items of a class are due for the county's archive: ten years are full
    /// at the end of the tenth year after formation. `None` where it takes none of this period.
    pub fn transfer_from(&self, year: i32, period: RetentionPeriod) -> Option<NaiveDate> {
        let after = i32::try_from(TRANSFER_AFTER_YEARS).ok()?;
        let first = year.checked_add(after)?.checked_add(1)?;
        NaiveDate::from_ymd_opt(first, 1, 1).filter(|_| self.transferred.contains(&period))
    }
}

/// The last day for filing the documents of a year: the end of June after it (机关档案管理规定, State
/// Archives order 13).
pub fn file_by(year: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year.checked_add(1)?, 6, 30)
}

#[cfg(test)]
mod tests {
    use super::super::code::USUAL_PATTERN;
    use super::*;

    fn scheme() -> Scheme {
        let organ = |code: &str, name: &str, units: &[&str]| Organ {
            code: code.to_owned(),
            name: name.to_owned(),
            units: units.iter().map(|unit| (*unit).to_owned()).collect(),
        };
        Scheme {
            fonds: "J001".to_owned(),
            fonds_name: "青禾乡人民政府".to_owned(),
            category: "WS".to_owned(),
            pattern: USUAL_PATTERN.to_owned(),
            organs: vec![
                organ("BGS", "党政办公室", &[]),
                organ("MZB", "民政办", &["民政办"]),
            ],
            stamp_in_words: false,
            transferred: vec![RetentionPeriod::Permanent, RetentionPeriod::Years30],
        }
    }

    #[test]
    fn a_way_by_which_two_items_get_one_code_is_refused() {
        let refused = |change: &dyn Fn(&mut Scheme)| {
            let mut scheme = scheme();
            change(&mut scheme);
            scheme.check().unwrap_err().to_string()
        };
        assert!(scheme().check().is_ok());
        assert!(refused(&|s| s.fonds = "J1".to_owned()).contains("全宗号"));
        assert!(refused(&|s| s.organs.clear()).contains("机构"));
        assert!(refused(&|s| s.organs[1].code = "BGS".to_owned()).contains("两次"));
        let bare = |s: &mut Scheme| s.pattern = "{年度}-{期限}-{件号}".to_owned();
        assert!(refused(&bare).contains("档号会重"));
        let cut = |s: &mut Scheme| s.pattern = "{年度}-{期".to_owned();
        assert!(refused(&cut).contains("第 6 个字"));
    }

    #[test]
    fn what_a_unit_provides_goes_to_its_organ() {
        assert_eq!(scheme().organ_of(Some("民政办")), "MZB");
        assert_eq!(scheme().organ_of(Some("石桥村")), "BGS");
        assert_eq!(scheme().organ_of(None), "BGS");
        assert_eq!(scheme().organ_name("MZB"), "民政办");
    }

    #[test]
    fn ten_years_are_full_before_anything_goes_to_the_county() {
        let from = scheme().transfer_from(2019, RetentionPeriod::Years30);
        assert_eq!(from, NaiveDate::from_ymd_opt(2030, 1, 1));
        assert_eq!(scheme().transfer_from(2019, RetentionPeriod::Years10), None);
        assert_eq!(file_by(2019), NaiveDate::from_ymd_opt(2020, 6, 30));
    }
}
