//! Released: it has a register line and copies. Release opens the way; each posting is an event of
//! its own, and taking down is not withdrawing.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::approved::{Approved, check_channel};
use super::corrected::Corrected;
use super::withdrawn::{Withdrawal, Withdrawn};
use super::{Content, InReview};
use crate::Refusal;
use crate::ids::{CopyId, DisclosureId, FileId, PostingId, StaffId};
use crate::moment::Moment;
use crate::register::{CopyFor, RegisterNo};
use crate::signature::{Signature, Signing};
use crate::vocabulary::Channel;

/// A released item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Released {
    approved: Approved,
    release: Release,
    postings: Vec<Posting>,
}

/// The release itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// 登记编号.
    pub register_no: RegisterNo,
    /// Channels planned.
    pub channels: Vec<Channel>,
    /// Who released.
    pub by: StaffId,
    /// When.
    pub moment: Moment,
    /// The copies made.
    pub copies: Vec<Copy>,
}

/// One of the copies (一式三份).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copy {
    /// Its id.
    pub id: CopyId,
    /// For whom.
    pub made_for: CopyFor,
    /// Its number, `2019-0049-1`.
    pub no: String,
}

/// One event on one channel at one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posting {
    /// Its id.
    pub id: PostingId,
    /// On what.
    pub channel: Channel,
    /// Where (board, address, meeting).
    pub place: String,
    /// Photo, minutes, snapshot.
    pub evidence: Option<FileId>,
    /// When it went up.
    pub posted: Moment,
    /// When it came down.
    pub taken_down: Option<Moment>,
    /// Photo of the place after it came down: a taken-down sheet is filed with its picture.
    #[serde(default)]
    pub taken_evidence: Option<FileId>,
}

/// What a posting needs.
#[derive(Debug, Clone)]
pub struct PostingOrder {
    /// Id of the posting to be.
    pub id: PostingId,
    /// On what.
    pub channel: Channel,
    /// Where.
    pub place: String,
    /// Photo, minutes, snapshot.
    pub evidence: Option<FileId>,
    /// When.
    pub moment: Moment,
}

/// What a taking down (撤下) needs.
#[derive(Debug, Clone, Copy)]
pub struct TakingDown<'a> {
    /// Where it hangs.
    pub place: &'a str,
    /// Photo of the place afterwards.
    pub evidence: Option<FileId>,
    /// When.
    pub moment: Moment,
}

impl Released {
    pub(super) fn of(approved: Approved, release: Release) -> Self {
        Self {
            approved,
            release,
            postings: Vec::new(),
        }
    }

    /// Rebuilds what the store kept.
    ///
    /// # Errors
    /// The refusal that the release itself would have met: wrong class or channel.
    pub fn restore(
        approved: Approved,
        release: Release,
        postings: Vec<Posting>,
    ) -> Result<Self, Refusal> {
        approved.check_channels(&release.channels)?;
        Ok(Self {
            approved,
            release,
            postings,
        })
    }

    /// The item's id.
    pub fn id(&self) -> DisclosureId {
        self.approved.id()
    }

    /// What it says.
    pub fn content(&self) -> &Content {
        self.approved.content()
    }

    /// All signatures of the chain.
    pub fn signatures(&self) -> &[Signature] {
        self.approved.signatures()
    }

    /// The review it came from.
    pub fn review(&self) -> &InReview {
        self.approved.review()
    }

    /// The release.
    pub fn release(&self) -> &Release {
        &self.release
    }

    /// Its postings, in order of entry.
    pub fn postings(&self) -> &[Posting] {
        &self.postings
    }

    /// Records that it was shown somewhere.
    ///
    /// # Errors
    /// A channel forbidden to its class, a date before the release, or the same place twice.
    pub fn post(mut self, order: PostingOrder) -> Result<Self, Refusal> {
        check_channel(self.content().class, order.channel)?;
        let posted = order
            .moment
            .not_before(self.release.moment.occurred_on, "发布")?;
        if self
            .hanging(&order.place)
            .any(|posting| posting.channel == order.channel)
        {
            return Err(Refusal::AlreadyPosted {
                place: order.place,
                channel: order.channel,
            });
        }
        let PostingOrder {
            id,
            channel,
            place,
            evidence,
            ..
        } = order;
        self.postings.push(Posting {
            id,
            channel,
            place,
            evidence,
            posted,
            taken_down: None,
            taken_evidence: None,
        });
        Ok(self)
    }

    /// Records that it was taken down somewhere.
    ///
    /// # Errors
    /// [`Refusal::NothingPosted`], or a date before the posting.
    pub fn take_down(mut self, order: TakingDown<'_>) -> Result<Self, Refusal> {
        take_down(&mut self.postings, order)?;
        Ok(self)
    }

    /// Files the photo of a posting that was recorded without one.
    ///
    /// # Errors
    /// [`Refusal::NothingPosted`] where no posting at the place lacks its photo.
    pub fn prove(mut self, place: &str, evidence: FileId) -> Result<Self, Refusal> {
        prove(&mut self.postings, place, evidence)?;
        Ok(self)
    }

    /// Withdraws it at once: any clerk may (先撤后报).
    ///
    /// # Errors
    /// A date before the release or the last posting.
    pub fn withdraw(self, withdrawal: Withdrawal) -> Result<Withdrawn, Refusal> {
        let moment = withdrawal
            .moment
            .not_before(self.release.moment.occurred_on, "发布")?;
        let posted = self
            .postings
            .iter()
            .map(|posting| posting.posted.occurred_on)
            .max();
        if let Some(posted) = posted {
            moment.not_before(posted, "张贴")?;
        }
        Ok(Withdrawn {
            released: self,
            withdrawal,
        })
    }

    /// Replaced by the correction `by`, which has been released.
    pub fn corrected(self, by: DisclosureId, on: NaiveDate) -> Corrected {
        Corrected {
            released: self,
            by,
            on,
        }
    }

    /// 补签 of an oral agreement.
    ///
    /// # Errors
    /// [`Refusal::NothingOwed`], [`Refusal::OralAgain`] or a date out of order.
    pub fn make_good(mut self, signing: Signing<'_>) -> Result<Self, Refusal> {
        self.approved = self.approved.make_good(signing)?;
        Ok(self)
    }

    /// The scan of the signed sheet, for paper signatures entered without it.
    ///
    /// # Errors
    /// [`Refusal::NoScanMissing`].
    pub fn file_scan(mut self, scan: FileId) -> Result<Self, Refusal> {
        self.approved = self.approved.file_scan(scan)?;
        Ok(self)
    }

    pub(super) fn postings_mut(&mut self) -> &mut [Posting] {
        &mut self.postings
    }

    fn hanging(&self, place: &str) -> impl Iterator<Item = &Posting> {
        self.postings
            .iter()
            .filter(move |posting| posting.taken_down.is_none() && posting.place == place)
    }
}

/// Gives every posting at the place that has no photo this one.
pub(super) fn prove(
    postings: &mut [Posting],
    place: &str,
    evidence: FileId,
) -> Result<(), Refusal> {
    let bare = |posting: &&mut Posting| posting.evidence.is_none() && posting.place == place;
    let mut found = false;
    for posting in postings.iter_mut().filter(bare) {
        posting.evidence = Some(evidence);
        found = true;
    }
    if found {
        Ok(())
    } else {
        Err(Refusal::NothingPosted {
            place: place.to_owned(),
        })
    }
}

/// Takes down everything that hangs at the place.
pub(super) fn take_down(postings: &mut [Posting], order: TakingDown<'_>) -> Result<(), Refusal> {
    let TakingDown {
        place,
        evidence,
        moment,
    } = order;
    let hanging = |posting: &&mut Posting| posting.taken_down.is_none() && posting.place == place;
    let mut found = false;
    for posting in postings.iter_mut().filter(hanging) {
        posting.taken_down = Some(moment.not_before(posting.posted.occurred_on, "张贴")?);
        posting.taken_evidence = evidence;
        found = true;
    }
    if found {
        Ok(())
    } else {
        Err(Refusal::NothingPosted {
            place: place.to_owned(),
        })
    }
}
