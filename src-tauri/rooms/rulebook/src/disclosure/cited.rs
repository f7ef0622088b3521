//! Citing a signed draft sheet (发文稿纸): a document whose draft was signed with its 公开属性
//! (此件公开发布) goes through no second chain; it cites number, signers, day and scan of that sheet.
//!
//! What was signed there is the document, so only an item that is published as it stands cites it:
//! proactive, and without a list of people, which nobody saw on the draft. The hard rules hold
//! between the people of the sheet as between those of any chain.

use super::{Approved, Draft, InReview, Signed};
use crate::Refusal;
use crate::chain::{Chain, Step};
use crate::ids::{FileId, SignatureId, StaffId};
use crate::moment::Moment;
use crate::signature::{Person, Secrecy, SignatureKind, Signing};
use crate::vocabulary::DisclosureClass;

/// A signed draft sheet, as it is cited.
#[derive(Debug, Clone)]
pub struct CitedSheet<'a> {
    /// 文号 of the document.
    pub document: String,
    /// Ids of the signatures to be.
    pub ids: [SignatureId; 3],
    /// 拟稿: who drafted.
    pub drafter: &'a Person,
    /// 核稿: who reviewed it, its 公开属性 included.
    pub reviewer: &'a Person,
    /// 签发: the head.
    pub head: &'a Person,
    /// Who enters it.
    pub enterer: StaffId,
    /// The scanned sheet.
    pub scan: FileId,
    /// The day on which it was signed for issue.
    pub moment: Moment,
}

impl Draft {
    /// Takes over the signatures of a signed draft sheet.
    ///
    /// # Errors
    /// [`Refusal::CitedAsItStands`] unless the item is proactive and carries no list; any
    /// [`Refusal`] of the hard rules.
    pub fn cite(self, sheet: &CitedSheet<'_>) -> Result<Approved, Refusal> {
        let content = &self.content;
        if content.class != DisclosureClass::Proactive || content.list.is_some() {
            return Err(Refusal::CitedAsItStands);
        }
        let [first, second, third] = sheet.ids;
        let chain = Chain::three_people();
        let drafted = self.submit(&chain, sheet.signing(first, Step::Draft, sheet.drafter))?;
        let reviewed = sheet.signing(second, Step::Review, sheet.reviewer);
        let reviewed = further(drafted.sign(reviewed)?)?;
        match reviewed.sign(sheet.signing(third, Step::Approve, sheet.head))? {
            Signed::Approved(approved) => Ok(approved),
            Signed::Further(_) | Signed::SentBack(_) => Err(Refusal::SecrecyMissing),
        }
    }
}

/// 可公开 always leads on.
fn further(signed: Signed) -> Result<InReview, Refusal> {
    match signed {
        Signed::Further(review) => Ok(review),
        Signed::Approved(_) | Signed::SentBack(_) => Err(Refusal::SecrecyMissing),
    }
}

impl<'a> CitedSheet<'a> {
    fn signing(&self, id: SignatureId, step: Step, signer: &'a Person) -> Signing<'a> {
        Signing {
            id,
            step,
            signer,
            stands_in_for: None,
            enterer: self.enterer,
            kind: SignatureKind::Cited,
            document: Some(self.document.clone()),
            scan: Some(self.scan),
            opinion: None,
            secrecy: (step == Step::Review).then_some(Secrecy::Open),
            moment: self.moment,
        }
    }
}
