//! Check the county's page of an item that was reported by hand: title and date are there, the page
//! is kept as evidence. Where nobody answers, the look stays owed; where no program can look, a
//! person does.

use std::path::PathBuf;

use gongkai_registry::records::PageLook;
use gongkai_registry::{audit, operation};
use gongkai_rulebook::county_form::PageFinding;
use gongkai_rulebook::ids::DisclosureId;
use serde::{Deserialize, Serialize};

use super::draft_disclosure::required;
use super::take_in_file::{TakenIn, keep_maybe, take_in_maybe};
use crate::acting::Actor;
use crate::acts::ItemAct;
use crate::county::by_hand::{Brought, Fetched, brought, fetched, judged};
use crate::{Acting, Desk, Problem, typed};

/// A page to look at.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "CheckCountyPageRequest", optional_fields = nullable))]
pub struct Request {
    /// The item.
    pub disclosure: String,
    /// Who and when.
    pub acting: Acting,
}

/// A page that a person has looked at.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "CheckCountyPageSeen", optional_fields = nullable))]
pub struct Seen {
    /// The item.
    pub disclosure: String,
    /// Why the program's look does not count.
    pub why: String,
    /// A picture or a saved copy of the page.
    pub evidence: Option<PathBuf>,
    /// Who and when.
    pub acting: Acting,
}

/// What was seen.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "CheckCountyPageAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The item.
    pub disclosure: DisclosureId,
    /// What the page shows; nothing where nobody answered.
    pub finding: Option<PageFinding>,
    /// It is still to be looked at.
    pub owed: bool,
    /// Why nobody answered, and what to do.
    pub unreachable: Option<Problem>,
    /// SHA-256 of the page that is kept.
    pub fingerprint: Option<String>,
}

/// Looks at the page.
///
/// # Errors
/// `no-address`, `who-acts`, what the store says. That nobody answers is no error.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let address = address(desk, request)?;
    keep(desk, request, &fetched(&address))
}

/// The address that is to be looked at.
///
/// # Errors
/// `no-address`, `who-acts`.
pub(crate) fn address(desk: &Desk, request: &Request) -> Result<String, Problem> {
    request.acting.resolve(desk.records(), desk.host.as_ref())?;
    Ok(paged(desk, &request.disclosure)?.1)
}

/// Keeps what was seen there.
///
/// # Errors
/// As [`run`].
pub(crate) fn keep(
    desk: &mut Desk,
    request: &Request,
    fetched: &Fetched,
) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let (brought, _) = paged(desk, &request.disclosure)?;
    let disclosure = brought.item.id();
    let Some((finding, kept)) = judged(desk, &brought, fetched)? else {
        let unreachable = match fetched {
            Fetched::Unreachable(error) => Some(offline(error)),
            Fetched::Page(_) | Fetched::Absent => None,
        };
        return Ok(Answer {
            disclosure,
            finding: None,
            owed: true,
            unreachable,
            fingerprint: None,
        });
    };
    note(desk, &actor, &brought, (finding, None, kept))
}

/// Keeps that a person has looked, with a picture of the page where there is one.
///
/// # Errors
/// `no-address`, `field-missing` without a reason, an unreadable picture, `who-acts`.
pub fn seen(desk: &mut Desk, request: &Seen) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let (brought, _) = paged(desk, &request.disclosure)?;
    let why = typed::open_line("为什么", required(Some(&request.why), "为什么")?)?;
    let kept = take_in_maybe(desk, request.evidence.as_deref())?;
    note(desk, &actor, &brought, (PageFinding::Seen, Some(why), kept))
}

fn note(
    desk: &mut Desk,
    actor: &Actor,
    brought: &Brought,
    (finding, why, kept): (PageFinding, Option<String>, Option<TakenIn>),
) -> Result<Answer, Problem> {
    let disclosure = brought.item.id();
    let look = PageLook {
        report: brought.report.as_ref().map_or(0, |report| report.position),
        finding,
        why,
        snapshot: kept.as_ref().map(|kept| kept.id),
        by: actor.person.id,
        moment: actor.moment,
    };
    let fingerprint = kept.as_ref().map(|kept| kept.sha256().to_string());
    desk.store
        .change::<_, Problem>(operation!("check-county-page"), |change| {
            keep_maybe(change, kept.as_ref())?;
            change.put_page_look(&look)?;
            let mut entry = actor
                .about(ItemAct::CheckPage, disclosure)
                .open_fact("finding", finding.code());
            if let Some(fingerprint) = &fingerprint {
                entry = entry.open_fact("page", fingerprint);
            }
            if let Some(why) = &look.why {
                entry = entry.open_fact("why", why);
            }
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Answer {
        disclosure,
        finding: Some(finding),
        owed: !finding.settles(),
        unreachable: None,
        fingerprint,
    })
}

/// The item's letter with the address under which it was reported.
fn paged(desk: &Desk, given: &str) -> Result<(Brought, String), Problem> {
    let brought = brought(desk, given)?;
    let address = brought
        .report
        .as_ref()
        .and_then(|report| report.report.address.clone());
    match address {
        Some(address) => Ok((brought, address)),
        None => {
            let text = "这件还没有记下网页地址";
            let next = "填进县网站以后，把网页地址记下来再核对";
            Err(Problem::refused("no-address", text, next).in_field("网页地址"))
        }
    }
}

fn offline(error: &gongkai_mailroom::MailError) -> Problem {
    use gongkai_mailroom::MailError;
    let next = "地址已经记下；能上网的时候再核对，或者自己打开网页看过以后记“人工看过”";
    let text = match error {
        MailError::Unreachable { .. } => "打不开这个网页：没有网，或者这台电脑到不了县网站",
        MailError::Untrusted { .. } => "县网站的证书不可信，打开的可能不是县网站",
        MailError::Busy { .. } | MailError::Fault { .. } => "县网站正忙或者出了错",
        MailError::Answer => "这个地址打开的不是网页",
        other @ (MailError::NoFolder
        | MailError::Key
        | MailError::TooBig
        | MailError::Chain { .. }
        | MailError::Different
        | MailError::Refused { .. }
        | MailError::Disk(_)) => return Problem::refused(other.code(), other.to_string(), next),
    };
    Problem::refused("page-unreachable", text, next)
}
