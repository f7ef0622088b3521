//! Draft: being written, or sent back. It may lack anything; the gate checks before release.

use serde::{Deserialize, Serialize};

use super::{Content, InReview};
use crate::Refusal;
use crate::chain::Chain;
use crate::ids::{DisclosureId, StaffId};
use crate::moment::Moment;
use crate::signature::Signing;

/// A draft. It carries no signature: editing made them void, or none was given yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its id.
    pub id: DisclosureId,
    /// What it says.
    pub content: Content,
    /// Why it came back, until it is edited or submitted again.
    pub returned: Option<Returned>,
}

/// 退回: sent back with a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// Why.
    pub why: String,
    /// Who sent it back.
    pub by: StaffId,
    /// When.
    pub moment: Moment,
}

impl Draft {
    /// 经办 signs and submits; the item goes along `chain` as it is today.
    ///
    /// # Errors
    /// Any [`Refusal`] of the hard rules.
    pub fn submit(self, chain: &Chain, signing: Signing<'_>) -> Result<InReview, Refusal> {
        chain.expect(0, signing.step)?;
        signing.check_form()?;
        if let Some(formed_on) = self.content.formed_on {
            signing.moment.not_before(formed_on, "形成")?;
        }
        if let Some(returned) = &self.returned {
            signing
                .moment
                .not_before(returned.moment.occurred_on, "退回")?;
        }
        Ok(InReview::begin(
            self,
            chain.clone(),
            signing.into_signature(),
        ))
    }

    /// Another text; a draft that came back is a draft again.
    pub fn edit(self, content: Content) -> Self {
        Self {
            content,
            returned: None,
            ..self
        }
    }
}
