//! A disclosure (公开事项) and its states: one struct and one file per state, so that an illegal
//! move is code that cannot be written.
//!
//! `draft → in review → approved → released → corrected | withdrawn`, `returned` from every step
//! of the review, `exempt` instead of `released` for class 不予公开, a draft `set aside` and taken up
//! again. A transition consumes the old state. What lies between is data: the office's [`Chain`](crate::chain::Chain).

mod approved;
mod cited;
mod content;
mod corrected;
pub mod differing;
mod draft;
mod exempt;
mod in_review;
pub mod listing;
mod released;
mod said;
mod set_aside;
mod withdrawn;

pub use crate::catalogue::EntryCode;
pub use approved::{Approved, ReleaseOrder};
pub use cited::CitedSheet;
pub use content::{Content, Demand};
pub use corrected::Corrected;
pub use draft::{Draft, Returned};
pub use exempt::{Exempt, ExemptOrder, Exemption, reassess_by};
pub use in_review::{InReview, Referral, Signed};
pub use listing::Listing;
pub use released::{Copy, Posting, PostingOrder, Release, Released, TakingDown};
pub use said::Said;
pub use set_aside::{SetAside, Setting};
pub use withdrawn::{Withdrawal, Withdrawn};

use crate::coded::coded;
use crate::ids::{DisclosureId, FileId};
use crate::moment::Moment;
use crate::signature::{Signature, Signing};
use crate::{Refusal, chain::Step};

coded! {
    /// The state of an item as screens, store and command line name it.
    pub enum State ("状态") {
        /// Being written.
        Draft = "draft" / "草稿",
        /// Sent back with a reason.
        Returned = "returned" / "退回",
        /// Set aside: nobody goes on with it for now.
        SetAside = "set_aside" / "已搁置",
        /// 经办 has signed.
        Submitted = "submitted" / "已提交",
        /// 校对 has signed.
        Proofread = "proofread" / "已校对",
        /// 审核 has signed, with the secrecy review.
        Reviewed = "reviewed" / "已审核",
        /// 分管领导 has signed.
        Agreed = "agreed" / "分管已同意",
        /// 主要领导 has signed.
        Approved = "approved" / "已批准",
        /// Released: it has a register line.
        Released = "released" / "已发布",
        /// Replaced by a correction.
        Corrected = "corrected" / "已更正",
        /// Withdrawn.
        Withdrawn = "withdrawn" / "已撤回",
        /// Registered as 不予公开.
        Exempt = "exempt" / "不予公开",
    }
}

impl State {
    /// The state in which an item stands once `step` is its last signature.
    pub const fn after(step: Step) -> Self {
        match step {
            Step::Draft => Self::Submitted,
            Step::Proofread => Self::Proofread,
            Step::Review => Self::Reviewed,
            Step::Agree => Self::Agreed,
            Step::Approve => Self::Approved,
        }
    }
}

/// An item in whatever state it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Disclosure {
    /// Being written, or sent back.
    Draft(Draft),
    /// A draft that was set aside.
    SetAside(SetAside),
    /// Somewhere along its chain.
    InReview(InReview),
    /// Approved by the head, not yet released.
    Approved(Approved),
    /// Released.
    Released(Released),
    /// Replaced by a correction.
    Corrected(Corrected),
    /// Withdrawn.
    Withdrawn(Withdrawn),
    /// 不予公开.
    Exempt(Exempt),
}

impl Disclosure {
    /// The item's id.
    pub fn id(&self) -> DisclosureId {
        match self {
            Self::Draft(draft) => draft.id,
            Self::SetAside(aside) => aside.draft.id,
            Self::InReview(review) => review.id(),
            Self::Approved(approved) => approved.id(),
            Self::Released(released) => released.id(),
            Self::Corrected(corrected) => corrected.released.id(),
            Self::Withdrawn(withdrawn) => withdrawn.released.id(),
            Self::Exempt(exempt) => exempt.approved().id(),
        }
    }

    /// Its state.
    pub fn state(&self) -> State {
        match self {
            Self::Draft(draft) if draft.returned.is_some() => State::Returned,
            Self::Draft(_) => State::Draft,
            Self::SetAside(_) => State::SetAside,
            Self::InReview(review) => review.state(),
            Self::Approved(_) => State::Approved,
            Self::Released(_) => State::Released,
            Self::Corrected(_) => State::Corrected,
            Self::Withdrawn(_) => State::Withdrawn,
            Self::Exempt(_) => State::Exempt,
        }
    }

    /// What it says.
    pub fn content(&self) -> &Content {
        match self {
            Self::Draft(draft) => &draft.content,
            Self::SetAside(aside) => &aside.draft.content,
            Self::InReview(review) => review.content(),
            Self::Approved(approved) => approved.content(),
            Self::Released(released) => released.content(),
            Self::Corrected(corrected) => corrected.released.content(),
            Self::Withdrawn(withdrawn) => withdrawn.released.content(),
            Self::Exempt(exempt) => exempt.approved().content(),
        }
    }

    /// Its signatures so far, in the order of the chain.
    pub fn signatures(&self) -> &[Signature] {
        match self {
            Self::Draft(_) | Self::SetAside(_) => &[],
            Self::InReview(review) => review.signatures(),
            Self::Approved(approved) => approved.signatures(),
            Self::Released(released) => released.signatures(),
            Self::Corrected(corrected) => corrected.released.signatures(),
            Self::Withdrawn(withdrawn) => withdrawn.released.signatures(),
            Self::Exempt(exempt) => exempt.approved().signatures(),
        }
    }

    /// 文号 of the document that it is: the one typed, else that of the draft sheet that was cited.
    pub fn document_no(&self) -> Option<&str> {
        let typed = self.content().listing.document_no.as_deref();
        let mut cited = self.signatures().iter();
        typed.or_else(|| cited.find_map(|signature| signature.document.as_deref()))
    }

    /// The release, for an item that has been released.
    pub fn released(&self) -> Option<&Released> {
        match self {
            Self::Released(released) => Some(released),
            Self::Corrected(corrected) => Some(&corrected.released),
            Self::Withdrawn(withdrawn) => Some(&withdrawn.released),
            Self::Draft(_)
            | Self::SetAside(_)
            | Self::InReview(_)
            | Self::Approved(_)
            | Self::Exempt(_) => None,
        }
    }

    /// Signs the next step of `chain`, or makes good an oral agreement.
    ///
    /// # Errors
    /// Any [`Refusal`] of the hard rules; the item is then as it was.
    pub fn sign(self, chain: &crate::chain::Chain, signing: Signing<'_>) -> Result<Self, Refusal> {
        match self {
            Self::Draft(draft) => draft.submit(chain, signing).map(Self::InReview),
            Self::InReview(review) if review.owes(signing.step) => {
                review.make_good(signing).map(Self::InReview)
            }
            Self::InReview(review) => review.sign(signing).map(Self::from),
            Self::Approved(approved) => approved.make_good(signing).map(Self::Approved),
            Self::Released(released) => released.make_good(signing).map(Self::Released),
            Self::Corrected(mut corrected) => {
                corrected.released = corrected.released.make_good(signing)?;
                Ok(Self::Corrected(corrected))
            }
            Self::Withdrawn(mut withdrawn) => {
                withdrawn.released = withdrawn.released.make_good(signing)?;
                Ok(Self::Withdrawn(withdrawn))
            }
            Self::SetAside(_) | Self::Exempt(_) => Err(self.refuse("签名")),
        }
    }

    /// Files the scan of the signed sheet with the paper signatures that lack one.
    ///
    /// # Errors
    /// [`Refusal::NoScanMissing`], where no paper signature lacks it.
    pub fn file_scan(self, scan: FileId) -> Result<Self, Refusal> {
        match self {
            Self::Draft(_) | Self::SetAside(_) => Err(Refusal::NoScanMissing),
            Self::InReview(review) => review.file_scan(scan).map(Self::InReview),
            Self::Approved(approved) => approved.file_scan(scan).map(Self::Approved),
            Self::Released(released) => released.file_scan(scan).map(Self::Released),
            Self::Corrected(mut corrected) => {
                corrected.released = corrected.released.file_scan(scan)?;
                Ok(Self::Corrected(corrected))
            }
            Self::Withdrawn(mut withdrawn) => {
                withdrawn.released = withdrawn.released.file_scan(scan)?;
                Ok(Self::Withdrawn(withdrawn))
            }
            Self::Exempt(exempt) => exempt.file_scan(scan).map(Self::Exempt),
        }
    }

    /// Sends it back with a reason.
    ///
    /// # Errors
    /// [`Refusal::NotInState`] unless it is under review or approved; or a date out of order.
    pub fn send_back(self, returned: Returned) -> Result<Self, Refusal> {
        match self {
            Self::InReview(review) => review.send_back(returned).map(Self::Draft),
            Self::Approved(approved) => approved.send_back(returned).map(Self::Draft),
            Self::Draft(_)
            | Self::SetAside(_)
            | Self::Released(_)
            | Self::Corrected(_)
            | Self::Withdrawn(_)
            | Self::Exempt(_) => Err(self.refuse("退回")),
        }
    }

    /// Takes over the signatures of a signed draft sheet (发文稿纸) instead of a chain.
    ///
    /// # Errors
    /// [`Refusal::NotInState`] unless it is a draft, and those of [`Draft::cite`].
    pub fn cite(self, sheet: &CitedSheet<'_>) -> Result<Self, Refusal> {
        match self {
            Self::Draft(draft) => draft.cite(sheet).map(Self::Approved),
            Self::SetAside(_)
            | Self::InReview(_)
            | Self::Approved(_)
            | Self::Released(_)
            | Self::Corrected(_)
            | Self::Withdrawn(_)
            | Self::Exempt(_) => Err(self.refuse("引用发文稿纸")),
        }
    }

    /// Sets a draft aside, with a reason.
    ///
    /// # Errors
    /// [`Refusal::NotInState`] unless it is a draft; or a date out of order.
    pub fn set_aside(self, setting: Setting) -> Result<Self, Refusal> {
        match self {
            Self::Draft(draft) => SetAside::of(draft, setting).map(Self::SetAside),
            Self::SetAside(_)
            | Self::InReview(_)
            | Self::Approved(_)
            | Self::Released(_)
            | Self::Corrected(_)
            | Self::Withdrawn(_)
            | Self::Exempt(_) => Err(self.refuse("搁置")),
        }
    }

    /// Takes up what was set aside.
    ///
    /// # Errors
    /// [`Refusal::NotInState`] unless it was set aside; or a date out of order.
    pub fn take_up(self, moment: Moment) -> Result<Self, Refusal> {
        match self {
            Self::SetAside(aside) => aside.take_up(moment).map(Self::Draft),
            Self::Draft(_)
            | Self::InReview(_)
            | Self::Approved(_)
            | Self::Released(_)
            | Self::Corrected(_)
            | Self::Withdrawn(_)
            | Self::Exempt(_) => Err(self.refuse("恢复办理")),
        }
    }

    /// Changes what it says. Every signature already given is void, for it approved another text.
    ///
    /// # Errors
    /// [`Refusal::NotInState`] once it is released or exempt, for then it is corrected, not edited;
    /// or while it is set aside.
    pub fn edit(self, content: Content) -> Result<Self, Refusal> {
        match self {
            Self::Draft(draft) => Ok(Self::Draft(draft.edit(content))),
            Self::InReview(review) => Ok(Self::Draft(review.edit(content))),
            Self::Approved(approved) => Ok(Self::Draft(approved.edit(content))),
            Self::SetAside(_)
            | Self::Released(_)
            | Self::Corrected(_)
            | Self::Withdrawn(_)
            | Self::Exempt(_) => Err(self.refuse("修改")),
        }
    }

    /// The refusal of `act` in the state this item is in.
    pub fn refuse(&self, act: &'static str) -> Refusal {
        Refusal::NotInState {
            state: self.state().label(),
            act,
        }
    }
}

impl From<Signed> for Disclosure {
    fn from(signed: Signed) -> Self {
        match signed {
            Signed::Further(review) => Self::InReview(review),
            Signed::Approved(approved) => Self::Approved(approved),
            Signed::SentBack(draft) => Self::Draft(draft),
        }
    }
}
