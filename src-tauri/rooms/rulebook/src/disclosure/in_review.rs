//! In review: somewhere along the office's chain, with at least the drafter's signature.

use chrono::NaiveDate;

use super::{Approved, Content, Draft, Returned, State};
use crate::Refusal;
use crate::chain::{Chain, Step};
use crate::ids::{DisclosureId, FileId, StaffId};
use crate::moment::Moment;
use crate::signature::{Secrecy, Signature, Signing, file_scan, last_day, make_good};
use crate::vocabulary::DisclosureClass;

/// An item under review. Its fields are closed so that only the chain can move it on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InReview {
    draft: Draft,
    chain: Chain,
    signatures: Vec<Signature>,
    referral: Option<Referral>,
}

/// 报上级: the reviewer could not decide; the clock of the answer runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referral {
    /// Who referred it.
    pub by: StaffId,
    /// When.
    pub moment: Moment,
}

/// Where a signature leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signed {
    /// To the next step.
    Further(InReview),
    /// The head has approved.
    Approved(Approved),
    /// The secrecy review concluded 不予公开: back to the drafter.
    SentBack(Draft),
}

impl InReview {
    pub(super) fn begin(draft: Draft, chain: Chain, first: Signature) -> Self {
        Self {
            draft: Draft {
                returned: None,
                ..draft
            },
            chain,
            signatures: vec![first],
            referral: None,
        }
    }

    /// Rebuilds what the store kept, by signing again from the start: a record that no legal path
    /// could have made does not come back to life.
    ///
    /// # Errors
    /// [`Refusal::WrongStep`] or [`Refusal::NotInState`] where the signatures do not follow `chain`.
    pub fn restore(
        draft: Draft,
        chain: Chain,
        signatures: Vec<Signature>,
        referral: Option<Referral>,
    ) -> Result<Signed, Refusal> {
        for (index, signature) in signatures.iter().enumerate() {
            chain.expect(index, signature.step)?;
        }
        let complete = chain.after(signatures.len()).is_none();
        let review = Self {
            draft,
            chain,
            signatures,
            referral,
        };
        if review.signatures.is_empty() {
            return Err(Refusal::NotInState {
                state: State::Draft.label(),
                act: "恢复审批",
            });
        }
        if !complete {
            return Ok(Signed::Further(review));
        }
        let cleared = review
            .signatures
            .iter()
            .any(|s| s.secrecy.is_some_and(|c| review.clears(c)));
        if cleared {
            Ok(Signed::Approved(Approved::of(review)))
        } else {
            Err(Refusal::SecrecyMissing)
        }
    }

    /// The item's id.
    pub fn id(&self) -> DisclosureId {
        self.draft.id
    }

    /// What it says.
    pub fn content(&self) -> &Content {
        &self.draft.content
    }

    /// The chain it goes along.
    pub fn chain(&self) -> &Chain {
        &self.chain
    }

    /// Signatures so far.
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// The referral that waits for an answer.
    pub fn referral(&self) -> Option<&Referral> {
        self.referral.as_ref()
    }

    /// Who signed as 经办.
    pub fn drafter(&self) -> Option<StaffId> {
        self.signatures.first().map(|signature| signature.signer)
    }

    /// Its state by the last signature.
    pub fn state(&self) -> State {
        self.signatures
            .last()
            .map_or(State::Draft, |last| State::after(last.step))
    }

    /// The next step.
    pub fn next_step(&self) -> Option<Step> {
        self.chain.after(self.signatures.len())
    }

    /// Whether `step` was agreed by word of mouth and its 补签 is owed.
    pub fn owes(&self, step: Step) -> bool {
        self.signatures
            .iter()
            .any(|signature| signature.step == step && signature.is_owed())
    }

    /// The next signature of the chain.
    ///
    /// # Errors
    /// Any [`Refusal`] of the hard rules.
    pub fn sign(mut self, signing: Signing<'_>) -> Result<Signed, Refusal> {
        self.chain.expect(self.signatures.len(), signing.step)?;
        signing.check_form()?;
        if let Some(drafter) = self.signatures.first() {
            signing.check_drafter(drafter)?;
        }
        if let Some(last) = self.last_day() {
            signing.moment.not_before(last, "上一步")?;
        }
        match signing.secrecy {
            Some(Secrecy::Referred) => {
                self.referral = Some(Referral {
                    by: signing.signer.id,
                    moment: signing.moment,
                });
                return Ok(Signed::Further(self));
            }
            Some(conclusion) if !self.clears(conclusion) => {
                let returned = Returned {
                    why: format!("保密审查结论：{}", Secrecy::Closed),
                    by: signing.signer.id,
                    moment: signing.moment,
                };
                return Ok(Signed::SentBack(Draft {
                    returned: Some(returned),
                    ..self.draft
                }));
            }
            Some(_) => self.referral = None,
            None => {}
        }
        self.signatures.push(signing.into_signature());
        Ok(if self.next_step().is_some() {
            Signed::Further(self)
        } else {
            Signed::Approved(Approved::of(self))
        })
    }

    /// Whether a conclusion lets the item go on: 可公开 and 部分公开 do; 不予公开 only where that is
    /// the class the drafter asked for.
    fn clears(&self, conclusion: Secrecy) -> bool {
        match conclusion {
            Secrecy::Open | Secrecy::Partly => true,
            Secrecy::Closed => self.draft.content.class == DisclosureClass::Exempt,
            Secrecy::Referred => false,
        }
    }

    /// 补签 of an oral agreement.
    ///
    /// # Errors
    /// [`Refusal::NothingOwed`], [`Refusal::OralAgain`] or a date out of order.
    pub fn make_good(mut self, signing: Signing<'_>) -> Result<Self, Refusal> {
        make_good(&mut self.signatures, signing)?;
        Ok(self)
    }

    /// The scan of the signed sheet, for paper signatures entered without it.
    ///
    /// # Errors
    /// [`Refusal::NoScanMissing`].
    pub fn file_scan(mut self, scan: FileId) -> Result<Self, Refusal> {
        file_scan(&mut self.signatures, scan)?;
        Ok(self)
    }

    /// Back to the drafter; every signature is void.
    ///
    /// # Errors
    /// A date before the last signature.
    pub fn send_back(self, returned: Returned) -> Result<Draft, Refusal> {
        if let Some(last) = self.last_day() {
            returned.moment.not_before(last, "上一步")?;
        }
        Ok(Draft {
            returned: Some(returned),
            ..self.draft
        })
    }

    /// Another text: a draft again, every signature void.
    pub fn edit(self, content: Content) -> Draft {
        self.draft.edit(content)
    }

    pub(super) fn signatures_mut(&mut self) -> &mut [Signature] {
        &mut self.signatures
    }

    fn last_day(&self) -> Option<NaiveDate> {
        last_day(&self.signatures).max(
            self.referral
                .as_ref()
                .map(|referral| referral.moment.occurred_on),
        )
    }
}
