//! Set aside: a draft that nobody goes on with for now, or ever. Nothing of it goes; it can be
//! taken up again. What is under review is sent back first.

use super::Draft;
use crate::Refusal;
use crate::ids::StaffId;
use crate::moment::Moment;

/// A draft that was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// The draft as it was.
    pub draft: Draft,
    /// 搁置: why, by whom, when.
    pub setting: Setting,
}

/// 搁置: why, by whom, when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Why.
    pub why: String,
    /// Who.
    pub by: StaffId,
    /// When.
    pub moment: Moment,
}

impl SetAside {
    pub(super) fn of(draft: Draft, setting: Setting) -> Result<Self, Refusal> {
        if let Some(returned) = &draft.returned {
            let sent_back = returned.moment.occurred_on;
            setting.moment.not_before(sent_back, "退回")?;
        }
        Ok(Self { draft, setting })
    }

    /// Takes it up again, just as it was.
    ///
    /// # Errors
    /// A day before the one on which it was set aside.
    pub fn take_up(self, moment: Moment) -> Result<Draft, Refusal> {
        moment.not_before(self.setting.moment.occurred_on, "搁置")?;
        Ok(self.draft)
    }
}
