//! Withdrawn: immediately, by any clerk, reported afterwards (先撤后报). Publishing again takes a
//! new item and the whole chain.

use serde::{Deserialize, Serialize};

use super::Released;
use super::released::take_down;
use crate::Refusal;
use crate::ids::StaffId;
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
    pub fn take_down(mut self, place: &str, moment: Moment) -> Result<Self, Refusal> {
        take_down(self.released.postings_mut(), place, moment)?;
        Ok(self)
    }
}
