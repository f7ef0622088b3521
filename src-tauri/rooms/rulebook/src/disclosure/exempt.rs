//! Exempt: registered as 不予公开 with the head's signature, a ground and a yearly re-assessment
//! (Order 711 Art. 14–16, 18).

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Approved, EntryCode};
use crate::Refusal;
use crate::ids::{FileId, StaffId};
use crate::moment::Moment;
use crate::register::RegisterNo;
use crate::signature::Person;

/// An item that is not disclosed. Its fields are closed: it comes from an approved item only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exempt {
    approved: Approved,
    exemption: Exemption,
}

/// The exemption itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exemption {
    /// The plan's own class, such as 免.3.
    pub ground: EntryCode,
    /// What was written beside it.
    pub why: Option<String>,
    /// Number in the book of exempt items.
    pub register_no: RegisterNo,
    /// Who registered it.
    pub by: StaffId,
    /// When.
    pub moment: Moment,
}

/// What an exemption needs besides the approved item.
#[derive(Debug, Clone)]
pub struct ExemptOrder<'a> {
    /// The plan's own class.
    pub ground: EntryCode,
    /// What is written beside it.
    pub why: Option<String>,
    /// The number that the register gives.
    pub register_no: RegisterNo,
    /// Who registers it.
    pub by: &'a Person,
    /// When.
    pub moment: Moment,
}

impl Exempt {
    pub(super) fn of(approved: Approved, order: ExemptOrder<'_>) -> Self {
        let ExemptOrder {
            ground,
            why,
            register_no,
            by,
            moment,
        } = order;
        Self {
            approved,
            exemption: Exemption {
                ground,
                why,
                register_no,
                by: by.id,
                moment,
            },
        }
    }

    /// Rebuilds what the store kept.
    pub fn restore(approved: Approved, exemption: Exemption) -> Self {
        Self {
            approved,
            exemption,
        }
    }

    /// The scan of the signed sheet, for paper signatures entered without it.
    ///
    /// # Errors
    /// [`Refusal::NoScanMissing`].
    pub fn file_scan(mut self, scan: FileId) -> Result<Self, Refusal> {
        self.approved = self.approved.file_scan(scan)?;
        Ok(self)
    }

    /// The approved item.
    pub fn approved(&self) -> &Approved {
        &self.approved
    }

    /// The exemption.
    pub fn exemption(&self) -> &Exemption {
        &self.exemption
    }

    /// The day by which it must be looked at again for the first time.
    pub fn reassess_by(&self) -> Option<NaiveDate> {
        reassess_by(self.exemption.moment.occurred_on)
    }
}

/// The day by which an exempt item must be looked at again: a year after it was registered or last
/// looked at (Order 711 Art. 18).
pub fn reassess_by(last: NaiveDate) -> Option<NaiveDate> {
    last.checked_add_months(Months::new(12))
}
