//! How long an item is kept and what may become of it: held, appraised, handed to the county's
//! archive, destroyed with a certificate (档案法 2020, Art. 21: nobody destroys records on his own
//! authority). It refuses to let a later, shorter table shorten what was promised.

use chrono::{Datelike, NaiveDate};

use super::{ArchiveRefusal, Class};
use crate::coded::coded;
use crate::retention::RetentionPeriod;

coded! {
    /// What became of an item.
    pub enum Fate ("去向") {
        /// In the office's keeping.
        Kept = "kept" / "在库",
        /// In the county's archive.
        Transferred = "transferred" / "移交",
        /// Destroyed, with a certificate.
        Destroyed = "destroyed" / "销毁",
        /// Filed in another class: this line is void, another counts.
        Refiled = "refiled" / "改归",
    }
}

coded! {
    /// 鉴定意见 about an item whose period is over.
    pub enum Appraisal ("鉴定意见") {
        /// Without further value.
        Destroy = "destroy" / "销毁",
        /// Kept ten years more.
        Years10 = "extend10" / "续存10年",
        /// Kept thirty years more.
        Years30 = "extend30" / "续存30年",
        /// Kept for ever.
        Permanent = "permanent" / "改为永久",
    }
}

coded! {
    /// How far a disposal list is.
    pub enum DisposalPhase ("销毁清册的进度") {
        /// Being appraised.
        Appraising = "appraising" / "鉴定中",
        /// Approved, not yet carried out.
        Approved = "approved" / "已批准",
        /// Carried out.
        CarriedOut = "carried_out" / "已执行",
        /// Set aside.
        SetAside = "set_aside" / "不再办理",
    }
}

impl Appraisal {
    /// The period that is added, where it is kept on.
    pub const fn added(self) -> Option<RetentionPeriod> {
        match self {
            Self::Destroy => None,
            Self::Years10 => Some(RetentionPeriod::Years10),
            Self::Years30 => Some(RetentionPeriod::Years30),
            Self::Permanent => Some(RetentionPeriod::Permanent),
        }
    }
}

/// Everything that decides how long an item is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// 年度.
    pub year: i32,
    /// The period it was filed under, which its 档号 bears.
    pub filed: RetentionPeriod,
    /// The period that the tables give now.
    pub tabled: RetentionPeriod,
    /// 续存: what appraisals added, each with the day of its approval.
    pub extended: Vec<(RetentionPeriod, NaiveDate)>,
    /// 冻结: a dispute, an audit, a request under way.
    pub held: bool,
    /// What became of it.
    pub fate: Fate,
}

impl Standing {
    /// The last day it must be kept; `None` for ever. The longest of what it was filed under, what
    /// the tables say now, and every extension wins.
    pub fn keep_until(&self) -> Option<NaiveDate> {
        let formed = NaiveDate::from_ymd_opt(self.year, 12, 31)?;
        let periods = [(self.filed, formed), (self.tabled, formed)];
        let all = periods.into_iter().chain(self.extended.iter().copied());
        let mut latest = NaiveDate::MIN;
        for (period, from) in all {
            latest = latest.max(period.keep_until(from)?);
        }
        Some(latest)
    }

    /// Whether it waits for appraisal: in keeping, not held, its period over.
    pub fn is_due(&self, today: NaiveDate) -> bool {
        self.may_be_destroyed(today).is_ok()
    }

    /// Whether it may stand on a disposal list.
    ///
    /// # Errors
    /// [`ArchiveRefusal`] for an item that is gone, held, kept for ever, or not yet due.
    pub fn may_be_destroyed(&self, today: NaiveDate) -> Result<(), ArchiveRefusal> {
        match self.fate {
            Fate::Kept => {}
            fate @ (Fate::Transferred | Fate::Destroyed | Fate::Refiled) => {
                return Err(ArchiveRefusal::Gone { fate });
            }
        }
        if self.held {
            return Err(ArchiveRefusal::Held);
        }
        match self.keep_until() {
            None => Err(ArchiveRefusal::ForEver),
            Some(until) if until >= today => Err(ArchiveRefusal::NotDue { until }),
            Some(_) => Ok(()),
        }
    }

    /// Whether it may go to the county's archive: in keeping, and not held.
    ///
    /// # Errors
    /// [`ArchiveRefusal::Gone`], [`ArchiveRefusal::Held`].
    pub fn may_be_handed_on(&self) -> Result<(), ArchiveRefusal> {
        match self.fate {
            Fate::Kept if self.held => Err(ArchiveRefusal::Held),
            Fate::Kept => Ok(()),
            fate @ (Fate::Transferred | Fate::Destroyed | Fate::Refiled) => {
                Err(ArchiveRefusal::Gone { fate })
            }
        }
    }

    /// Whether it may get a line in another class (改归): in keeping, not held, not being appraised, and
    /// never for a shorter time than the tables give. `tabled` is what they give, where they know it.
    ///
    /// # Errors
    /// [`ArchiveRefusal::Gone`], [`ArchiveRefusal::HeldAsItIs`], [`ArchiveRefusal::BeingAppraised`],
    /// [`ArchiveRefusal::SameClass`], [`ArchiveRefusal::Shorter`].
    pub fn may_be_refiled(
        &self,
        (from, to): (&Class, &Class),
        tabled: Option<RetentionPeriod>,
        appraised: bool,
    ) -> Result<(), ArchiveRefusal> {
        match self.fate {
            Fate::Kept if self.held => return Err(ArchiveRefusal::HeldAsItIs),
            Fate::Kept if appraised => return Err(ArchiveRefusal::BeingAppraised),
            Fate::Kept => {}
            fate @ (Fate::Transferred | Fate::Destroyed | Fate::Refiled) => {
                return Err(ArchiveRefusal::Gone { fate });
            }
        }
        match tabled {
            _ if from == to => Err(ArchiveRefusal::SameClass),
            Some(tabled) if to.period < tabled => Err(ArchiveRefusal::Shorter {
                tabled,
                wanted: to.period,
            }),
            Some(_) | None => Ok(()),
        }
    }
}

/// Whether the people of an approval are enough and different: two appraise, and who made the list
/// does not approve it.
///
/// # Errors
/// [`ArchiveRefusal::TooFewAppraisers`], [`ArchiveRefusal::MakerApproves`].
pub fn check_approval(
    maker: &str,
    appraisers: &[String],
    approver: &str,
) -> Result<(), ArchiveRefusal> {
    if different(appraisers) < 2 {
        return Err(ArchiveRefusal::TooFewAppraisers);
    }
    if approver.trim() == maker.trim() {
        return Err(ArchiveRefusal::MakerApproves {
            name: maker.to_owned(),
        });
    }
    Ok(())
}

/// Whether two different people watched.
///
/// # Errors
/// [`ArchiveRefusal::TooFewWitnesses`].
pub fn check_witnesses(witnesses: &[String]) -> Result<(), ArchiveRefusal> {
    match different(witnesses) {
        0 | 1 => Err(ArchiveRefusal::TooFewWitnesses),
        2.. => Ok(()),
    }
}

fn different(names: &[String]) -> usize {
    let mut names: Vec<&str> = names.iter().map(|name| name.trim()).collect();
    names.retain(|name| !name.is_empty());
    names.sort_unstable();
    names.dedup();
    names.len()
}

/// The years whose documents should have been filed by now, from the first year with any.
pub fn years_to_file(first: i32, today: NaiveDate) -> std::ops::Range<i32> {
    first..today.year().max(first)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn standing() -> Standing {
        Standing {
            year: 2019,
            filed: RetentionPeriod::Years10,
            tabled: RetentionPeriod::Years10,
            extended: Vec::new(),
            held: false,
            fate: Fate::Kept,
        }
    }

    #[test]
    fn ten_years_are_full_before_an_item_is_due() {
        let item = standing();
        assert_eq!(item.keep_until(), Some(day("2029-12-31")));
        assert!(!item.is_due(day("2029-12-31")));
        assert!(item.is_due(day("2030-01-01")));
        let longer = Standing {
            tabled: RetentionPeriod::Years30,
            ..standing()
        };
        assert_eq!(longer.keep_until(), Some(day("2049-12-31")));
        let on = Standing {
            extended: vec![(RetentionPeriod::Years10, day("2030-03-01"))],
            ..standing()
        };
        assert_eq!(on.keep_until(), Some(day("2040-12-31")));
    }

    #[test]
    fn people_of_a_disposal_are_different() {
        let names = |names: &[&str]| -> Vec<String> {
            names.iter().map(|name| (*name).to_owned()).collect()
        };
        assert!(check_approval("周禾生", &names(&["周禾生", "林见清"]), "何远山").is_ok());
        assert!(check_approval("周禾生", &names(&["林见清", " 林见清"]), "何远山").is_err());
        assert!(check_approval("周禾生", &names(&["林见清", "陆望舒"]), "周禾生").is_err());
        assert!(check_witnesses(&names(&["周禾生", "周禾生"])).is_err());
        assert!(check_witnesses(&names(&["周禾生", "程子规"])).is_ok());
    }

    fn period() -> impl Strategy<Value = RetentionPeriod> {
        proptest::sample::select(RetentionPeriod::ALL)
    }

    proptest! {
        /// A held item never comes onto a disposal list, and nothing does before ten full years.
        #[test]
        fn nothing_held_or_young_is_destroyed(
            year in 1990_i32..2050, filed in period(), tabled in period(), held in any::<bool>(),
            more in proptest::option::of(period()), fate in proptest::sample::select(Fate::ALL),
            later in 0_i64..20_000,
        ) {
            let formed = NaiveDate::from_ymd_opt(year, 12, 31).unwrap();
            let today = formed + chrono::Days::new(later.unsigned_abs());
            let extended = more.map(|period| (period, formed)).into_iter().collect();
            let item = Standing { year, filed, tabled, extended, held, fate };
            if item.is_due(today) {
                prop_assert!(!held && fate == Fate::Kept);
                prop_assert!(today.year() > year + 10);
                for period in [filed, tabled].into_iter().chain(more) {
                    let until = period.keep_until(formed);
                    prop_assert!(until.is_some_and(|until| until < today));
                }
            }
        }
    }
}
