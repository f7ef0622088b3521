//! Sign the next step, make good an oral agreement, or send an item back with a reason. Leaders
//! never touch the PC: who enters and who signs are two people, and rules apply to the signer.

use std::path::PathBuf;

use gongkai_registry::{audit, operation};
use gongkai_rulebook::chain::{Chain, Step};
use gongkai_rulebook::disclosure::Returned;
use gongkai_rulebook::ids::SignatureId;
use gongkai_rulebook::signature::{Secrecy, SignatureKind, Signing};
use serde::{Deserialize, Serialize};

use super::draft_disclosure::{Answer, item, required};
use super::take_in_file::{keep_maybe, take_in_maybe};
use crate::acting::here_on;
use crate::acts::ItemAct;
use crate::{Acting, Desk, Problem, typed};

/// A signature to enter.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "SignDisclosureRequest", optional_fields = nullable))]
pub struct Request {
    /// The step.
    pub step: Step,
    /// Who signed; who enters, if not said.
    pub signer: Option<String>,
    /// 代: whose duty the signer exercised.
    pub stands_in_for: Option<String>,
    /// In what way; at this PC if the signer enters it, else on paper.
    pub kind: Option<SignatureKind>,
    /// Scan of the signed sheet.
    pub scan: Option<PathBuf>,
    /// What the signer wrote.
    pub opinion: Option<String>,
    /// Conclusion of the secrecy review; at 审核.
    pub secrecy: Option<Secrecy>,
    /// Who enters it and when it was signed.
    pub acting: Acting,
}

/// Enters a signature.
///
/// # Errors
/// Any refusal of the chain and its hard rules; `who-acts`; an unreadable scan; what the store
/// says. The item is then as it was.
pub fn sign(desk: &mut Desk, given: &str, request: Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let signer = match request.signer.as_deref() {
        Some(name) => {
            let member = desk.records().staff_member(name.trim())?;
            here_on(&member, actor.moment.occurred_on)?;
            member.person
        }
        None => actor.person.clone(),
    };
    let stands_in_for = match request.stands_in_for.as_deref() {
        Some(name) => Some(desk.records().person_named(name.trim())?),
        None => None,
    };
    let opinion = typed::open_line_maybe("意见", request.opinion.as_deref())?;
    let kind = request
        .kind
        .unwrap_or_else(|| usual_kind(signer.id == actor.person.id));
    let before = item(desk, given)?;
    if let Some(written) = desk.records().filing(before.id())?.changed_on {
        actor.moment.not_before(written, "修改")?;
    }
    let chain = desk
        .records()
        .chain(Some(&before.content().entry))?
        .unwrap_or_else(Chain::three_people);
    let scan = take_in_maybe(desk, request.scan.as_deref())?;
    let after = before.clone().sign(
        &chain,
        Signing {
            id: SignatureId::new(&desk.seed()?),
            step: request.step,
            signer: &signer,
            stands_in_for: stands_in_for.as_ref(),
            enterer: actor.person.id,
            kind,
            document: None,
            scan: scan.as_ref().map(|scan| scan.id),
            opinion,
            secrecy: request.secrecy,
            moment: actor.moment,
        },
    )?;
    desk.store
        .change::<_, Problem>(operation!("sign"), |change| {
            keep_maybe(change, scan.as_ref())?;
            change.save(&before, &after, &actor.moment)?;
            let entry = actor
                .about(ItemAct::Sign, after.id())
                .signed_by(&signer.name)
                .open_fact("step", request.step.code())
                .open_fact("kind", kind.code())
                .open_fact("to", after.state().code());
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Answer::of(&after))
}

/// Who signs for themselves sits at this PC; whose signature another enters signed on paper.
const fn usual_kind(enters_own: bool) -> SignatureKind {
    if enters_own {
        SignatureKind::Here
    } else {
        SignatureKind::Paper
    }
}

/// Sends an item back with a reason; every signature is void.
///
/// # Errors
/// `field-missing`, `not-in-state`, a date out of order, `who-acts`, what the store says.
pub fn send_back(
    desk: &mut Desk,
    given: &str,
    why: &str,
    acting: &Acting,
) -> Result<Answer, Problem> {
    let actor = acting.resolve(desk.records(), desk.host.as_ref())?;
    let why = typed::open_line("退回原因", required(Some(why), "退回原因")?)?;
    let before = item(desk, given)?;
    let returned = Returned {
        why: why.clone(),
        by: actor.person.id,
        moment: actor.moment,
    };
    let after = before.clone().send_back(returned)?;
    desk.store
        .change::<_, Problem>(operation!("return"), |change| {
            change.save(&before, &after, &actor.moment)?;
            let entry = actor
                .about(ItemAct::Return, after.id())
                .open_fact("why", &why);
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Answer::of(&after))
}
