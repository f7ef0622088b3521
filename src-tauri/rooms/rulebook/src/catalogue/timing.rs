//! The time of an entry that its plan leaves open; it refuses to touch what the plan says.

use super::{Catalogue, CatalogueError, Entry};
use crate::rhythm::Rhythm;
use crate::vocabulary::{DisclosureClass, TimeClass};

/// Stands as the basis of a time class that the office settled for itself.
const SETTLED_HERE: &str = "方案没有写明，由本单位确认";

impl Entry {
    /// How often, where it is said in words that have a span of the calendar.
    pub fn rhythm(&self) -> Option<Rhythm> {
        self.period.as_deref()?.parse().ok()
    }
}

impl Catalogue {
    /// Settles 时限类别 and how often, where the plan leaves them open. The plan's own words stay.
    ///
    /// # Errors
    /// [`CatalogueError::TimingSettled`] where the plan says it, [`CatalogueError::RhythmUnfit`] for
    /// a periodic entry without a period, besides those of [`Self::fileable`].
    pub fn settle_timing(
        &mut self,
        code: &str,
        class: TimeClass,
        period: Option<Rhythm>,
    ) -> Result<(), CatalogueError> {
        let known = self.fileable(code)?;
        let code = known.code.clone();
        let open = match known.time_class {
            TimeClass::Unsettled => known.mode != DisclosureClass::Exempt,
            TimeClass::Periodic => known.period.is_none() && class == TimeClass::Periodic,
            TimeClass::LongTerm | TimeClass::Immediate => false,
        };
        if !open || class == TimeClass::Unsettled {
            return Err(CatalogueError::TimingSettled { code });
        }
        if (class == TimeClass::Periodic) != period.is_some() {
            return Err(CatalogueError::RhythmUnfit { code });
        }
        let own = self.entries.iter_mut().find(|entry| entry.code == code);
        if let Some(entry) = own {
            entry.time_class = class;
            entry.period = period.map(|rhythm| rhythm.label().to_owned());
            entry
                .time_class_basis
                .get_or_insert_with(|| SETTLED_HERE.to_owned());
        }
        Ok(())
    }
}
