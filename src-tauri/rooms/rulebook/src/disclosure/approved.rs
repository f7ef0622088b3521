//! Approved: the whole chain has signed. It can only come from a finished review, which is why
//! nothing unreviewed is ever released.

use super::exempt::{Exempt, ExemptOrder};
use super::released::{Copy, Release, Released};
use super::{Content, Draft, InReview, Returned};
use crate::Refusal;
use crate::chain::Step;
use crate::ids::{CopyId, DisclosureId, FileId};
use crate::moment::Moment;
use crate::register::{RegisterNo, copies_of, copy_no};
use crate::signature::{Person, Signature, Signing, file_scan, last_day, make_good};
use crate::vocabulary::{Channel, DisclosureClass, Duty};

/// An approved item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approved {
    review: InReview,
}

/// What a release needs besides the approved item.
#[derive(Debug, Clone)]
pub struct ReleaseOrder<'a> {
    /// Who releases: 发布, or the drafter's own duty (经办).
    pub by: &'a Person,
    /// Channels planned.
    pub channels: Vec<Channel>,
    /// The number that the register gives.
    pub register_no: RegisterNo,
    /// Ids for the copies; as many as [`copies_of`] asks for.
    pub copy_ids: Vec<CopyId>,
    /// How many copies are posted.
    pub posted: u32,
    /// When.
    pub moment: Moment,
}

impl Approved {
    pub(super) fn of(review: InReview) -> Self {
        Self { review }
    }

    /// The item's id.
    pub fn id(&self) -> DisclosureId {
        self.review.id()
    }

    /// What it says.
    pub fn content(&self) -> &Content {
        self.review.content()
    }

    /// All signatures of the chain.
    pub fn signatures(&self) -> &[Signature] {
        self.review.signatures()
    }

    /// The review it came from.
    pub fn review(&self) -> &InReview {
        &self.review
    }

    /// Whether `channels` may be planned for an item of this class.
    ///
    /// # Errors
    /// [`Refusal::ClassNeverReleased`], [`Refusal::NoChannel`], [`Refusal::ChannelForbidden`].
    pub fn check_channels(&self, channels: &[Channel]) -> Result<(), Refusal> {
        let class = self.content().class;
        match class {
            DisclosureClass::Proactive | DisclosureClass::Internal => {}
            DisclosureClass::OnRequest | DisclosureClass::Exempt => {
                return Err(Refusal::ClassNeverReleased { class });
            }
        }
        if channels.is_empty() {
            return Err(Refusal::NoChannel);
        }
        channels
            .iter()
            .try_for_each(|channel| check_channel(class, *channel))
    }

    /// Releases the item: it gets its register number and its copies.
    ///
    /// # Errors
    /// Any [`Refusal`] of class, channels, duty or dates.
    pub fn release(self, order: ReleaseOrder<'_>) -> Result<Released, Refusal> {
        self.check_channels(&order.channels)?;
        may_release(order.by)?;
        self.after_signatures(order.moment)?;
        let wanted = copies_of(self.content().class, order.posted);
        let copies = wanted
            .into_iter()
            .zip(order.copy_ids)
            .enumerate()
            .map(|(index, (made_for, id))| Copy {
                id,
                made_for,
                no: copy_no(order.register_no, index),
            })
            .collect();
        let release = Release {
            register_no: order.register_no,
            channels: order.channels,
            by: order.by.id,
            moment: order.moment,
            copies,
        };
        Ok(Released::of(self, release))
    }

    /// Registers the item as 不予公开 on a ground of the plan.
    ///
    /// # Errors
    /// [`Refusal::NotExemptClass`] for another class; duty or dates.
    pub fn exempt(self, order: ExemptOrder<'_>) -> Result<Exempt, Refusal> {
        let class = self.content().class;
        if class != DisclosureClass::Exempt {
            return Err(Refusal::NotExemptClass { class });
        }
        may_release(order.by)?;
        self.after_signatures(order.moment)?;
        Ok(Exempt::of(self, order))
    }

    /// 补签 of an oral agreement.
    ///
    /// # Errors
    /// [`Refusal::NothingOwed`], [`Refusal::OralAgain`] or a date out of order.
    pub fn make_good(mut self, signing: Signing<'_>) -> Result<Self, Refusal> {
        make_good(self.review.signatures_mut(), signing)?;
        Ok(self)
    }

    /// The scan of the signed sheet, for paper signatures entered without it.
    ///
    /// # Errors
    /// [`Refusal::NoScanMissing`].
    pub fn file_scan(mut self, scan: FileId) -> Result<Self, Refusal> {
        file_scan(self.review.signatures_mut(), scan)?;
        Ok(self)
    }

    /// Back to the drafter; every signature is void.
    ///
    /// # Errors
    /// A date before the last signature.
    pub fn send_back(self, returned: Returned) -> Result<Draft, Refusal> {
        self.review.send_back(returned)
    }

    /// Another text: a draft again, every signature void.
    pub fn edit(self, content: Content) -> Draft {
        self.review.edit(content)
    }

    /// Who signed `step`.
    pub fn signature(&self, step: Step) -> Option<&Signature> {
        self.signatures()
            .iter()
            .find(|signature| signature.step == step)
    }

    fn after_signatures(&self, moment: Moment) -> Result<(), Refusal> {
        match last_day(self.signatures()) {
            Some(last) => moment.not_before(last, "批准").map(drop),
            None => Ok(()),
        }
    }
}

/// 内部公开 stays on internal channels; public matters may hang inside as well.
pub(super) fn check_channel(class: DisclosureClass, channel: Channel) -> Result<(), Refusal> {
    match class {
        DisclosureClass::Proactive => Ok(()),
        DisclosureClass::Internal if channel.is_internal() => Ok(()),
        DisclosureClass::Internal | DisclosureClass::OnRequest | DisclosureClass::Exempt => {
            Err(Refusal::ChannelForbidden { class, channel })
        }
    }
}

/// 发布 is signed by who holds that duty; the drafter may release and file.
pub(super) fn may_release(by: &Person) -> Result<(), Refusal> {
    by.needs(Duty::Draft).or_else(|_| by.needs(Duty::Release))
}
