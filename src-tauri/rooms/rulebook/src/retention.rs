//! How long a disclosure is kept; it refuses every period shorter than the plan's floor.

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use crate::coded::coded;
use crate::source::Certainty;

/// The table that ships with the product; an office's approved table goes before it.
const SHIPPED: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../assets/catalogues/retention.json"
));

coded! {
    /// 保管期限 (State Archives order 8, Art. 6); the greater value is kept longer.
    pub enum RetentionPeriod ("保管期限") {
        /// 定期 10 years.
        Years10 = "D10" / "10年" | "定期10年",
        /// 定期 30 years.
        Years30 = "D30" / "30年" | "定期30年",
        /// 永久.
        Permanent = "Y" / "永久",
    }
}

impl RetentionPeriod {
    /// Length in years; `None` for ever.
    pub const fn years(self) -> Option<u32> {
        match self {
            Self::Years10 => Some(10),
            Self::Years30 => Some(30),
            Self::Permanent => None,
        }
    }

    /// The last day it must be kept: periods count from 1 January of the year after formation.
    /// `None` for ever, also where the year leaves the calendar.
    pub fn keep_until(self, formed_on: NaiveDate) -> Option<NaiveDate> {
        let last_year = formed_on
            .year()
            .checked_add(i32::try_from(self.years()?).ok()?)?;
        NaiveDate::from_ymd_opt(last_year, 12, 31)
    }
}

/// One line of a retention table (保管期限表).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionRule {
    /// Short name of the line.
    pub code: String,
    /// What it covers, in words.
    pub matter: String,
    /// Catalogue entries it covers; `*` for all.
    pub entries: Vec<String>,
    /// How long.
    pub period: RetentionPeriod,
    /// The paper it was taken from.
    pub basis: String,
    /// The day on which it came into force.
    pub from: NaiveDate,
    /// The last day on which it was in force; none while it is.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// How sure we are of it.
    pub certainty: Certainty,
}

impl RetentionRule {
    fn covers(&self, entry: &str) -> bool {
        self.entries
            .iter()
            .any(|covered| covered == "*" || covered == entry)
    }

    /// Whether it was in force on any day from `first` to `last`.
    fn was_in_force(&self, first: NaiveDate, last: NaiveDate) -> bool {
        self.from <= last && self.until.is_none_or(|until| until >= first)
    }
}

/// The shipped lines, the office's own before them, and the floor below both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetentionTable {
    floor_years: u32,
    floor_basis: String,
    office: Vec<RetentionRule>,
    shipped: Vec<RetentionRule>,
}

/// How long something is kept, until when and by which line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetentionRuling<'a> {
    /// The period.
    pub period: RetentionPeriod,
    /// The last day; `None` for ever.
    pub keep_until: Option<NaiveDate>,
    /// The line that decided; `None` where only the floor did.
    pub rule: Option<&'a RetentionRule>,
}

impl RetentionTable {
    /// Reads a table file.
    ///
    /// # Errors
    /// [`RetentionError`] when it is not such a file.
    pub fn from_json(text: &str) -> Result<Self, RetentionError> {
        let file: TableFile =
            serde_json::from_str(text).map_err(|source| RetentionError::Unreadable { source })?;
        if file.format != 1 {
            return Err(RetentionError::Format { found: file.format });
        }
        Ok(Self {
            floor_years: file.floor_years,
            floor_basis: file.floor_basis,
            office: Vec::new(),
            shipped: file.rules,
        })
    }

    /// The table that ships with the product.
    ///
    /// # Errors
    /// [`RetentionError`] if the shipped file were damaged; a test keeps it readable.
    pub fn shipped() -> Result<Self, RetentionError> {
        Self::from_json(SHIPPED)
    }

    /// Puts the office's approved lines before the shipped ones: an entry they cover is decided
    /// by them alone, but never below the floor. One that ended still counts for what was formed
    /// while it was in force, so that no later table shortens what an earlier one promised.
    pub fn with_office_rules(mut self, rules: Vec<RetentionRule>) -> Self {
        self.office = rules;
        self
    }

    /// The plan's sentence that gives the floor.
    pub fn floor_basis(&self) -> &str {
        &self.floor_basis
    }

    /// The lines that ship with the product.
    pub fn shipped_rules(&self) -> &[RetentionRule] {
        &self.shipped
    }

    /// How long a disclosure of an entry, formed on a day, is kept, as asked on `today`. Of all
    /// lines in force at any time since it was formed the longest wins.
    pub fn decide(
        &self,
        entry: &str,
        formed_on: NaiveDate,
        today: NaiveDate,
    ) -> RetentionRuling<'_> {
        let counts =
            |rule: &RetentionRule| rule.covers(entry) && rule.was_in_force(formed_on, today);
        let longest = |rules: &'_ [RetentionRule]| -> Option<usize> {
            let covering = rules.iter().enumerate().filter(|(_, rule)| counts(rule));
            covering
                .max_by_key(|(_, rule)| rule.period)
                .map(|(at, _)| at)
        };
        let rule = longest(&self.office)
            .map(|at| &self.office[at])
            .or_else(|| longest(&self.shipped).map(|at| &self.shipped[at]));
        let floor = self.floor();
        let (period, rule) = match rule {
            Some(rule) if rule.period >= floor => (rule.period, Some(rule)),
            Some(_) | None => (floor, None),
        };
        RetentionRuling {
            period,
            keep_until: period.keep_until(formed_on),
            rule,
        }
    }

    /// The shortest period that is not below the floor.
    fn floor(&self) -> RetentionPeriod {
        let long_enough =
            |period: &RetentionPeriod| period.years().is_none_or(|years| years >= self.floor_years);
        let mut periods = RetentionPeriod::ALL.iter().copied();
        periods
            .find(long_enough)
            .unwrap_or(RetentionPeriod::Permanent)
    }
}

/// Why a retention table is refused.
#[derive(Debug, thiserror::Error)]
pub enum RetentionError {
    /// Not JSON, or not of the table's form.
    #[error("保管期限表读不懂：请换用从程序导出的格式")]
    Unreadable {
        /// Where and why.
        source: serde_json::Error,
    },
    /// A format that this version does not know.
    #[error("保管期限表的格式版本是 {found}，本程序只认识 1：请先升级程序")]
    Format {
        /// The version found.
        found: u32,
    },
}

#[derive(Deserialize)]
struct TableFile {
    format: u32,
    floor_years: u32,
    floor_basis: String,
    rules: Vec<RetentionRule>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// As asked in 2026.
    fn decide<'a>(table: &'a RetentionTable, entry: &str) -> RetentionRuling<'a> {
        table.decide(entry, day("2019-08-16"), day("2026-11-22"))
    }

    #[test]
    fn counts_from_the_january_after() {
        let formed = day("2026-01-01");
        assert_eq!(
            RetentionPeriod::Years10.keep_until(formed),
            Some(day("2036-12-31"))
        );
        assert_eq!(
            RetentionPeriod::Years10.keep_until(day("2026-12-31")),
            Some(day("2036-12-31"))
        );
        assert_eq!(
            RetentionPeriod::Years30.keep_until(formed),
            Some(day("2056-12-31"))
        );
        assert_eq!(RetentionPeriod::Permanent.keep_until(formed), None);
        assert_eq!(RetentionPeriod::Years10.keep_until(NaiveDate::MAX), None);
    }

    #[test]
    fn the_longest_line_wins() {
        let table = RetentionTable::shipped().unwrap();
        let land = decide(&table, "2.3");
        assert_eq!(
            (land.period, land.keep_until),
            (RetentionPeriod::Permanent, None)
        );
        let aid = decide(&table, "2.4");
        assert_eq!(
            (aid.period, aid.rule.unwrap().code.as_str()),
            (RetentionPeriod::Years30, "救助")
        );
        let news = decide(&table, "动态");
        assert_eq!(news.keep_until, Some(day("2029-12-31")));
        assert_eq!(news.rule.unwrap().certainty, Certainty::Read);
    }

    #[test]
    fn the_office_goes_first_but_not_below_the_floor() {
        let office = |period| {
            vec![RetentionRule {
                code: "本单位".to_owned(),
                matter: "低保".to_owned(),
                entries: vec!["2.4".to_owned()],
                period,
                basis: "本单位保管期限表".to_owned(),
                from: day("2020-01-01"),
                until: None,
                certainty: Certainty::Read,
            }]
        };
        let table = RetentionTable::shipped()
            .unwrap()
            .with_office_rules(office(RetentionPeriod::Years10));
        assert_eq!(decide(&table, "2.4").period, RetentionPeriod::Years10);
        assert_eq!(decide(&table, "2.3").period, RetentionPeriod::Permanent);
        let strict = r#"{"format":1,"floor_years":15,"floor_basis":"县里规定","rules":[]}"#;
        let table = RetentionTable::from_json(strict)
            .unwrap()
            .with_office_rules(office(RetentionPeriod::Years10));
        let ruling = decide(&table, "2.4");
        assert_eq!(
            (ruling.period, ruling.rule),
            (RetentionPeriod::Years30, None)
        );
        assert_eq!(table.floor_basis(), "县里规定");
    }

    #[test]
    fn a_line_counts_while_it_is_in_force() {
        let table = RetentionTable::shipped().unwrap();
        let on = |formed, today| table.decide("2.4", day(formed), day(today)).period;
        // State Archives order 18 came into force on 1 January 2022.
        assert_eq!(on("2019-08-16", "2020-03-01"), RetentionPeriod::Years10);
        assert_eq!(on("2019-08-16", "2022-01-01"), RetentionPeriod::Years30);
        assert_eq!(on("2023-08-16", "2024-03-01"), RetentionPeriod::Years30);
        // Before the plan nothing is written; the floor holds all the same.
        assert_eq!(on("2015-08-16", "2016-03-01"), RetentionPeriod::Years10);
    }

    fn rules() -> impl proptest::strategy::Strategy<Value = Vec<RetentionRule>> {
        use proptest::prelude::*;
        let rule = (
            proptest::sample::select(vec!["2.4", "2.3", "*"]),
            proptest::sample::select(RetentionPeriod::ALL),
            0_u64..9_000,
            proptest::option::of(0_u64..9_000),
        );
        let made = |(entry, period, from, lasts): (&str, RetentionPeriod, u64, Option<u64>)| {
            let from = day("2006-12-18") + chrono::Days::new(from);
            RetentionRule {
                code: "甲".to_owned(),
                matter: "甲".to_owned(),
                entries: vec![entry.to_owned()],
                period,
                basis: "表".to_owned(),
                from,
                until: lasts.map(|days| from + chrono::Days::new(days)),
                certainty: Certainty::Read,
            }
        };
        proptest::collection::vec(rule.prop_map(made), 0..8)
    }

    proptest::proptest! {
        /// Whatever an office writes into its table: never under the plan's ten years, the longest
        /// of its lines wins, and asking later never shortens.
        #[test]
        fn no_table_shortens(
            own in rules(), formed in 0_u64..9_000, first in 0_u64..4_000, second in 0_u64..4_000,
        ) {
            let table = RetentionTable::shipped().unwrap().with_office_rules(own.clone());
            let formed = day("2006-12-18") + chrono::Days::new(formed);
            let asked = formed + chrono::Days::new(first);
            let later = asked + chrono::Days::new(second);
            let ruling = table.decide("2.4", formed, asked);
            let floor = RetentionPeriod::Years10.keep_until(formed);
            proptest::prop_assert!(ruling.keep_until.is_none() || ruling.keep_until >= floor);
            for rule in own.iter().filter(|rule| rule.covers("2.4") && rule.was_in_force(formed, asked)) {
                proptest::prop_assert!(ruling.period >= rule.period);
            }
            let unaltered = RetentionTable::shipped().unwrap();
            if !own.iter().any(|rule| rule.covers("2.4")) {
                proptest::prop_assert_eq!(ruling.period, unaltered.decide("2.4", formed, asked).period);
            }
            let again = table.decide("2.4", formed, later).period;
            let own_from_the_first = own.iter().any(|rule| rule.covers("2.4") && rule.was_in_force(formed, asked));
            proptest::prop_assert!(again >= ruling.period || !own_from_the_first);
        }
    }

    #[test]
    fn the_shipped_table_names_only_entries_that_exist() {
        let table = RetentionTable::shipped().unwrap();
        let catalogue = Catalogue::shipped("mujin").unwrap();
        let covered = table
            .shipped
            .iter()
            .flat_map(|rule| &rule.entries)
            .filter(|code| *code != "*");
        for code in covered {
            assert!(catalogue.fileable(code).is_ok(), "{code}");
        }
        assert!(RetentionTable::from_json("{}").is_err());
        assert!(matches!(
            RetentionTable::from_json(
                r#"{"format":9,"floor_years":1,"floor_basis":"","rules":[]}"#
            ),
            Err(RetentionError::Format { found: 9 })
        ));
    }
}
