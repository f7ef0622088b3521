//! Withdrawn: immediately, by any clerk, reported afterwards (先撤后报). Publishing again takes a
//! new item and the whole chain.

use serde::{Deserialize, Serialize};

use super::Released;
use super::released::{TakingDown, prove, take_down};
use crate::Refusal;
use crate::ids::{FileId, StaffId};
use crate::moment::Moment;

/// A withdrawn item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawn {
    /// The item as it was released.
    pub released: Released,
    /// The withdrawal.
    pub withdrawal: Withdrawal,
}

/// 撤回: why, by whom, when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// Why.
    pub why: String,
    /// Who.
    pub by: StaffId,
    /// When.
    pub moment: Moment,
}

impl Withdrawn {
    /// What still hangs comes down.
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
