//! Cite a signed draft sheet (发文稿纸): a document that was signed with its 公开属性 goes through no
//! second chain. Its number, signers, day and scan are entered once; all of it is kept, or nothing.

use std::path::PathBuf;

use chrono::NaiveDate;
use gongkai_registry::{audit, operation};
use gongkai_rulebook::Refusal;
use gongkai_rulebook::chain::Step;
use gongkai_rulebook::disclosure::{CitedSheet, Disclosure};
use gongkai_rulebook::ids::{FileId, SignatureId};
use gongkai_rulebook::moment::Moment;
use gongkai_rulebook::signature::{Person, SignatureKind};
use serde::{Deserialize, Serialize};

use super::draft_disclosure::{Answer, item, required};
use super::take_in_file::take_in;
use crate::acting::Actor;
use crate::acts::ItemAct;
use crate::{Acting, Desk, Problem, typed};

/// A signed draft sheet.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "CiteSignedSheetRequest", optional_fields = nullable))]
pub struct Request {
    /// 文号 of the document.
    pub document: String,
    /// 拟稿; who enters it, if not said.
    pub drafter: Option<String>,
    /// 核稿: who reviewed it, its 公开属性 included.
    pub reviewer: String,
    /// 签发: the head.
    pub head: String,
    /// The day on which it was signed for issue.
    pub on: NaiveDate,
    /// Scan or photo of the sheet.
    pub scan: PathBuf,
    /// Who enters it; the day stands above.
    pub acting: Acting,
}

/// The sheet with its people.
struct Sheet {
    document: String,
    drafter: Person,
    reviewer: Person,
    head: Person,
    moment: Moment,
}

/// Enters the sheet that the item `given` cites.
///
/// # Errors
/// `field-missing`, `cited-as-it-stands`, any refusal of the hard rules with its field, `who-acts`,
/// an unreadable scan, what the store says. Nothing is kept then.
pub fn run(desk: &mut Desk, given: &str, request: Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let before = item(desk, given)?;
    let sheet = sheet(desk, &request, &actor)?;
    // Everything is tried before the scan is taken in: a refusal leaves nothing behind.
    cited(desk, &before, &sheet, &actor, FileId::new(&desk.seed()?))?;
    let scan = take_in(desk, &request.scan)?;
    let after = cited(desk, &before, &sheet, &actor, scan.id)?;
    desk.store
        .change::<_, Problem>(operation!("cite"), |change| {
            scan.keep(change)?;
            change.save(&before, &after, &sheet.moment)?;
            let entry = Actor {
                moment: sheet.moment,
                ..actor.clone()
            }
            .about(ItemAct::Cite, after.id())
            .signed_by(&sheet.head.name)
            .open_fact("document", &sheet.document)
            .open_fact("to", after.state().code());
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Answer::of(&after))
}

fn sheet(desk: &Desk, request: &Request, actor: &Actor) -> Result<Sheet, Problem> {
    let document = required(Some(&request.document), "文号")?;
    let person = |given: &str, field: &'static str| -> Result<Person, Problem> {
        let name = required(Some(given), field)?;
        let person = desk.records().person_named(name);
        person.map_err(|error| Problem::from(error).in_field(field))
    };
    Ok(Sheet {
        document: typed::open_line("文号", document)?,
        drafter: match request.drafter.as_deref() {
            Some(name) if !name.trim().is_empty() => person(name, "拟稿人")?,
            Some(_) | None => actor.person.clone(),
        },
        reviewer: person(&request.reviewer, "核稿人")?,
        head: person(&request.head, "签发人")?,
        moment: Moment::new(Some(request.on), actor.moment.entered)
            .map_err(|refusal| Problem::from(refusal).in_field("签发日期"))?,
    })
}

fn cited(
    desk: &Desk,
    before: &Disclosure,
    sheet: &Sheet,
    actor: &Actor,
    scan: FileId,
) -> Result<Disclosure, Problem> {
    let id = || -> Result<SignatureId, Problem> { Ok(SignatureId::new(&desk.seed()?)) };
    let cited = CitedSheet {
        document: sheet.document.clone(),
        ids: [id()?, id()?, id()?],
        drafter: &sheet.drafter,
        reviewer: &sheet.reviewer,
        head: &sheet.head,
        enterer: actor.person.id,
        scan,
        moment: sheet.moment,
    };
    let after = before.clone().cite(&cited);
    after.map_err(in_field)
}

/// The refusal at the field that can mend it.
fn in_field(refusal: Refusal) -> Problem {
    let field = match &refusal {
        Refusal::LacksDuty { duty, .. } if *duty == Step::Review.duty() => "核稿人",
        Refusal::LacksDuty { duty, .. } if *duty == Step::Approve.duty() => "签发人",
        Refusal::LacksDuty { .. } => "拟稿人",
        Refusal::ReviewerIsDrafter { .. } => "核稿人",
        Refusal::HeadIsDrafter { .. } => "签发人",
        Refusal::BeforePredecessor { .. } | Refusal::InTheFuture { .. } => "签发日期",
        Refusal::WrongStep { .. }
        | Refusal::SecrecyMissing
        | Refusal::SecrecyElsewhere { .. }
        | Refusal::OralNotAllowed { .. }
        | Refusal::NotInState { .. }
        | Refusal::ClassNeverReleased { .. }
        | Refusal::ChannelForbidden { .. }
        | Refusal::NoChannel
        | Refusal::NotExemptClass { .. }
        | Refusal::NothingPosted { .. }
        | Refusal::AlreadyPosted { .. }
        | Refusal::NothingOwed { .. }
        | Refusal::OralAgain
        | Refusal::OtherChain
        | Refusal::CitesNothing
        | Refusal::CitedAsItStands
        | Refusal::NoScanMissing => return refusal.into(),
    };
    Problem::from(refusal).in_field(field)
}

/// What a cited signature says besides its kind: `引用青政发〔2019〕12号发文稿纸`.
pub(crate) fn told(document: &str) -> String {
    format!("{}{document}发文稿纸", SignatureKind::Cited)
}
