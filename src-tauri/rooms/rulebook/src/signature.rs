//! Signatures: who signed, who entered it, and in what way.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::Refusal;
use crate::chain::Step;
use crate::coded::coded;
use crate::ids::{FileId, SignatureId, StaffId};
use crate::moment::Moment;
use crate::vocabulary::Duty;

coded! {
    /// In what way a signature was given.
    pub enum SignatureKind ("签名方式") {
        /// 本机: at this PC.
        Here = "here" / "本机",
        /// 纸签: on the paper sheet; the scan is filed with it.
        Paper = "paper" / "纸签",
        /// 口头/电话: by word of mouth; a 补签 is owed.
        Oral = "oral" / "口头" | "电话",
        /// 引用: on the draft sheet (发文稿纸) of the document itself.
        Cited = "cited" / "引用",
    }
}

coded! {
    /// Conclusion of the secrecy review (Order 711 Art. 17).
    pub enum Secrecy ("保密审查结论") {
        /// 可公开.
        Open = "open" / "可公开",
        /// 部分公开: parts were taken out.
        Partly = "partly" / "部分公开",
        /// 不予公开.
        Closed = "closed" / "不予公开",
        /// 不能确定，报上级主管部门或保密行政管理部门.
        Referred = "referred" / "报上级" | "不能确定，报上级",
    }
}

/// A person of the staff list with the duties held at the time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub id: StaffId,
    /// Name as it is printed.
    pub name: String,
    /// What this person may do.
    pub duties: BTreeSet<Duty>,
}

impl Person {
    /// Whether this person's own duty signs `step` of an item with these signatures so far: the
    /// duty is held, and no hard rule stands against it.
    pub fn may_sign(&self, step: Step, signatures: &[Signature]) -> bool {
        self.duties.contains(&step.duty()) && !self.is_barred(step, signatures)
    }

    /// Whether this person may sign `step` for `absent` (代): the absent could have signed it, and no
    /// hard rule stands against who signs instead.
    pub fn may_stand_in(&self, absent: &Self, step: Step, signatures: &[Signature]) -> bool {
        absent.may_sign(step, signatures) && !self.is_barred(step, signatures)
    }

    /// Whether a hard rule keeps this person from `step`: who drafted neither reviews nor approves.
    fn is_barred(&self, step: Step, signatures: &[Signature]) -> bool {
        let drafted = |drafter: &Signature| {
            drafter.signer == self.id || drafter.stands_in_for == Some(self.id)
        };
        match step {
            Step::Review | Step::Approve => signatures.first().is_some_and(drafted),
            Step::Draft | Step::Proofread | Step::Agree => false,
        }
    }

    /// Refuses who does not hold `duty`.
    pub(crate) fn needs(&self, duty: Duty) -> Result<(), Refusal> {
        if self.duties.contains(&duty) {
            return Ok(());
        }
        Err(Refusal::LacksDuty {
            name: self.name.clone(),
            duty,
        })
    }
}

/// A signature as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Its id.
    pub id: SignatureId,
    /// The step it signs.
    pub step: Step,
    /// Who signed.
    pub signer: StaffId,
    /// 代: whose duty the signer exercised, where it was not their own.
    pub stands_in_for: Option<StaffId>,
    /// Who entered it at the PC; hard rules never apply to this person.
    pub enterer: StaffId,
    /// In what way.
    pub kind: SignatureKind,
    /// 文号 of the document whose draft sheet is cited.
    pub document: Option<String>,
    /// The scanned sheet.
    pub scan: Option<FileId>,
    /// What the signer wrote beside the name.
    pub opinion: Option<String>,
    /// Conclusion of the secrecy review; at 审核 only.
    pub secrecy: Option<Secrecy>,
    /// When.
    pub moment: Moment,
    /// When an oral agreement was signed afterwards (补签).
    pub made_good: Option<MadeGood>,
}

impl Signature {
    /// 补签 is still owed.
    pub fn is_owed(&self) -> bool {
        self.kind == SignatureKind::Oral && self.made_good.is_none()
    }

    /// Signed on paper, but the scan has not been filed.
    pub fn lacks_scan(&self) -> bool {
        match (self.kind, &self.made_good) {
            (SignatureKind::Paper, _) => self.scan.is_none(),
            (SignatureKind::Oral, Some(later)) => {
                later.kind == SignatureKind::Paper && later.scan.is_none()
            }
            (SignatureKind::Oral, None) | (SignatureKind::Here | SignatureKind::Cited, _) => false,
        }
    }
}

/// Files `scan` with every paper signature among `signatures` that lacks one.
///
/// # Errors
/// [`Refusal::NoScanMissing`] where none does.
pub(crate) fn file_scan(signatures: &mut [Signature], scan: FileId) -> Result<(), Refusal> {
    let mut filed = false;
    for signature in signatures
        .iter_mut()
        .filter(|signature| signature.lacks_scan())
    {
        match &mut signature.made_good {
            Some(later) => later.scan = Some(scan),
            None => signature.scan = Some(scan),
        }
        filed = true;
    }
    if filed {
        Ok(())
    } else {
        Err(Refusal::NoScanMissing)
    }
}

/// 补签: the written signature that follows an oral agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeGood {
    /// On paper or at the PC.
    pub kind: SignatureKind,
    /// The scanned sheet.
    pub scan: Option<FileId>,
    /// When.
    pub moment: Moment,
}

/// What somebody puts forward to sign a step with.
#[derive(Debug, Clone)]
pub struct Signing<'a> {
    /// Id of the signature to be.
    pub id: SignatureId,
    /// The step.
    pub step: Step,
    /// Who signs.
    pub signer: &'a Person,
    /// 代: for whom.
    pub stands_in_for: Option<&'a Person>,
    /// Who enters it.
    pub enterer: StaffId,
    /// In what way.
    pub kind: SignatureKind,
    /// 文号 of the document whose draft sheet is cited.
    pub document: Option<String>,
    /// The scanned sheet.
    pub scan: Option<FileId>,
    /// What the signer wrote.
    pub opinion: Option<String>,
    /// Conclusion of the secrecy review.
    pub secrecy: Option<Secrecy>,
    /// When.
    pub moment: Moment,
}

impl Signing<'_> {
    /// Checks everything about the signing that does not depend on the item's past.
    pub(crate) fn check_form(&self) -> Result<(), Refusal> {
        self.stands_in_for
            .unwrap_or(self.signer)
            .needs(self.step.duty())?;
        if self.kind == SignatureKind::Oral && !self.step.may_be_oral() {
            return Err(Refusal::OralNotAllowed { step: self.step });
        }
        if (self.kind == SignatureKind::Cited) != self.document.is_some() {
            return Err(Refusal::CitesNothing);
        }
        match (self.step, self.secrecy) {
            (Step::Review, None) => Err(Refusal::SecrecyMissing),
            (Step::Review, Some(_)) => Ok(()),
            (step, Some(_)) => Err(Refusal::SecrecyElsewhere { step }),
            (_, None) => Ok(()),
        }
    }

    /// Checks the hard rules against the drafter's signature: head ≠ drafter, secrecy reviewer ≠
    /// drafter. A stand-in obeys them too, and on either side so does the person stood in for.
    pub(crate) fn check_drafter(&self, drafter: &Signature) -> Result<(), Refusal> {
        let drafted = |person: &Person| {
            person.id == drafter.signer || Some(person.id) == drafter.stands_in_for
        };
        if !drafted(self.signer) && !self.stands_in_for.is_some_and(drafted) {
            return Ok(());
        }
        let name = self.signer.name.clone();
        match self.step {
            Step::Review => Err(Refusal::ReviewerIsDrafter { name }),
            Step::Approve => Err(Refusal::HeadIsDrafter { name }),
            Step::Draft | Step::Proofread | Step::Agree => Ok(()),
        }
    }

    pub(crate) fn into_signature(self) -> Signature {
        Signature {
            id: self.id,
            step: self.step,
            signer: self.signer.id,
            stands_in_for: self.stands_in_for.map(|person| person.id),
            enterer: self.enterer,
            kind: self.kind,
            document: self.document,
            scan: self.scan,
            opinion: self.opinion,
            secrecy: self.secrecy,
            moment: self.moment,
            made_good: None,
        }
    }
}

/// The oral agreement of `step` among `signatures` is signed afterwards.
///
/// # Errors
/// [`Refusal::NothingOwed`] where none waits, [`Refusal::OralAgain`], a conclusion of the secrecy
/// review that does not belong here, a date before the agreement, or another person than the one
/// who agreed.
pub(crate) fn make_good(signatures: &mut [Signature], signing: Signing<'_>) -> Result<(), Refusal> {
    if signing.kind == SignatureKind::Oral {
        return Err(Refusal::OralAgain);
    }
    signing.check_form()?;
    let owed = signatures
        .iter_mut()
        .find(|signature| signature.step == signing.step && signature.is_owed())
        .ok_or(Refusal::NothingOwed { step: signing.step })?;
    if owed.signer != signing.signer.id {
        let name = signing.signer.name.clone();
        return Err(Refusal::LacksDuty {
            name,
            duty: signing.step.duty(),
        });
    }
    let moment = signing
        .moment
        .not_before(owed.moment.occurred_on, "口头同意")?;
    owed.made_good = Some(MadeGood {
        kind: signing.kind,
        scan: signing.scan,
        moment,
    });
    Ok(())
}

/// The day since which the scan of the sheet could be there: the last paper signature that lacks it.
pub fn unscanned_since(signatures: &[Signature]) -> Option<NaiveDate> {
    signatures
        .iter()
        .filter(|signature| signature.lacks_scan())
        .map(|signature| match &signature.made_good {
            Some(later) => later.moment.occurred_on,
            None => signature.moment.occurred_on,
        })
        .max()
}

/// The latest day on which one of `signatures` was given.
pub fn last_day(signatures: &[Signature]) -> Option<NaiveDate> {
    signatures
        .iter()
        .map(|signature| signature.moment.occurred_on)
        .max()
}
