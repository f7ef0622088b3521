//! Corrected: replaced by a new item that went through the whole chain; the old line stays.

use chrono::NaiveDate;

use super::Released;
use super::released::{TakingDown, prove, take_down};
use crate::Refusal;
use crate::ids::{DisclosureId, FileId};

/// A released item that a correction has replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// The item as it was released.
    pub released: Released,
    /// The correction.
    pub by: DisclosureId,
    /// The day the correction was released.
    pub on: NaiveDate,
}

impl Corrected {
    /// The old sheet still has to come down somewhere.
    ///
    /// # Errors
    /// [`Refusal::NothingPosted`], or a date before the posting.
    pub fn take_down(mut self, order: TakingDown<'_>) -> Result<Self, Refusal> {
        take_down(self.released.postings_mut(), order)?;
        Ok(self)
    }

    /// The photo of a posting may come late, even now.
    ///
    /// # Errors
    /// [`Refusal::NothingPosted`] where no posting at the place lacks its photo.
    pub fn prove(mut self, place: &str, evidence: FileId) -> Result<Self, Refusal> {
        prove(self.released.postings_mut(), place, evidence)?;
        Ok(self)
    }
}
