//! Release: state, register line, copies, audit entry and the letter to the county, in one
//! transaction; nothing before the finished output has been read again and found clean.

use gongkai_letters::{Letter, Sender};
use gongkai_registry::records::{AcceptedWarning, OutboxLetter};
use gongkai_registry::{Change, audit, operation};
use gongkai_rulebook::disclosure::{Approved, Disclosure, ReleaseOrder, Released};
use gongkai_rulebook::gate::{Check, Gate, Level};
use gongkai_rulebook::ids::{CopyId, DisclosureId, LetterId};
use gongkai_rulebook::register::{Book, CopyFor, RegisterNo, copies_of, reports_to_county};
use gongkai_rulebook::vocabulary::Channel;
use serde::{Deserialize, Serialize};

use super::draft_disclosure::item;
use super::pass_gate::{attempt, planned_channels};
use crate::acting::Actor;
use crate::acts::ItemAct;
use crate::{Acting, Desk, Problem, attached, typed};

/// A release to make.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ReleaseDisclosureRequest", optional_fields = nullable))]
pub struct Request {
    /// Channels planned; the entry's if none is said.
    pub channels: Vec<Channel>,
    /// How many copies are posted.
    pub posted: u32,
    /// Release in spite of warnings that nobody has given a reason for.
    pub accept_warnings: bool,
    /// Why in spite of them: the reason of each of those.
    pub why: Option<String>,
    /// Who and when.
    pub acting: Acting,
}

/// A released item.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ReleaseDisclosureAnswer", optional_fields = nullable))]
pub struct Answer {
    /// The item.
    pub disclosure: DisclosureId,
    /// 登记编号.
    pub register_no: RegisterNo,
    /// The book it stands in.
    pub book: Book,
    /// The copies.
    pub copies: Vec<Copy>,
}

/// One copy.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ReleaseDisclosureCopy", optional_fields = nullable))]
pub struct Copy {
    /// For whom.
    #[serde(rename = "for")]
    pub made_for: CopyFor,
    /// Its number.
    pub no: String,
}

/// Releases the item `given`.
///
/// # Errors
/// `not-in-state`, refusals of class, channel, duty and dates, `gate-closed`, `private-data`,
/// `warnings`, `year-closed`, `who-acts`, what the store says.
pub fn run(desk: &mut Desk, given: &str, request: Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    typed::open_line_maybe("原因", request.why.as_deref())?;
    let before = item(desk, given)?;
    let channels = planned_channels(desk, &before, &request.channels)?;
    let approved = approved(&before)?;
    approved.check_channels(&channels)?;
    let on = actor.moment.occurred_on;
    let trial = attempt(desk, &before, on, &channels, request.posted)?;
    pass(&trial.gate, &request)?;
    let (Some(register_no), Some(book)) = (trial.register_no, Book::of(before.content().class))
    else {
        return Err(before.refuse("发布").into());
    };
    let wanted = copies_of(before.content().class, request.posted).len();
    let copy_ids = (0..wanted)
        .map(|_| Ok(CopyId::new(&desk.seed()?)))
        .collect::<Result<_, Problem>>()?;
    let released = approved.clone().release(ReleaseOrder {
        by: &actor.person,
        channels,
        register_no,
        copy_ids,
        posted: request.posted,
        moment: actor.moment,
    })?;
    let letter = letter(desk, &released)?;
    let warnings = warned_of(&trial.gate);
    let accepted = accepted(&before, &trial.gate, &request, &actor)?;
    let copies = attached::fingerprints(desk, released.content())?;
    let corrected = corrected(desk, &released)?;
    let answer = answer(&released, book);
    let after = Disclosure::Released(released);
    desk.store
        .change::<_, Problem>(operation!("release"), |change| {
            change.save(&before, &after, &actor.moment)?;
            for reason in &accepted {
                change.put_accepted_warning(after.id(), reason)?;
            }
            if let Some((old, replaced)) = &corrected {
                change.save(old, replaced, &actor.moment)?;
                let by = after.id().to_string();
                let entry = actor
                    .about(ItemAct::Corrected, old.id())
                    .open_fact("by", by);
                audit::append(change, &entry)?;
            }
            if let Some(letter) = &letter {
                change.put_letter(letter)?;
            }
            let leaving = Leaving {
                warnings,
                copies: &copies,
            };
            enter(change, &after, &answer, &request, leaving, &actor)
        })?;
    Ok(answer)
}

/// What the gate warned of, by its headings, each once; nothing where it did not.
fn warned_of(gate: &Gate) -> Option<String> {
    let mut headings: Vec<&str> = Vec::new();
    for check in gate.of(Level::Warning) {
        if !headings.contains(&check.check.label()) {
            headings.push(check.check.label());
        }
    }
    (!headings.is_empty()).then(|| headings.join("、"))
}

/// The reason of each warning that had none of its own yet.
fn accepted(
    item: &Disclosure,
    gate: &Gate,
    request: &Request,
    actor: &Actor,
) -> Result<Vec<AcceptedWarning>, Problem> {
    let why = request.why.as_deref().unwrap_or_default().trim();
    let one = |check: &Check| {
        let line = (check.check, check.place.as_str(), check.text.as_str());
        let by = (why, actor.person.id, actor.moment);
        Ok(AcceptedWarning::about(item.content(), line, by)?)
    };
    gate.unaccepted().map(one).collect()
}

fn approved(item: &Disclosure) -> Result<&Approved, Problem> {
    match item {
        Disclosure::Approved(approved) => Ok(approved),
        Disclosure::Draft(_)
        | Disclosure::SetAside(_)
        | Disclosure::InReview(_)
        | Disclosure::Released(_)
        | Disclosure::Corrected(_)
        | Disclosure::Withdrawn(_)
        | Disclosure::Exempt(_) => Err(item.refuse("发布").into()),
    }
}

/// Red lines block; warnings want a reason.
fn pass(gate: &Gate, request: &Request) -> Result<(), Problem> {
    let told = |checks: &mut dyn Iterator<Item = &Check>| -> Vec<String> {
        checks.map(|check| check.text.clone()).collect()
    };
    if let Some(red) = gate.of(Level::Red).next() {
        let next = "逐条处理后再发布；用“能不能发”可以看全部检查";
        let text = format!("不能发布：{}", told(&mut gate.of(Level::Red)).join("；"));
        return Err(Problem::refused(red.check.code(), text, next).in_field(red.place.clone()));
    }
    let warnings = told(&mut gate.unaccepted());
    let reason = request
        .why
        .as_deref()
        .map(str::trim)
        .filter(|why| !why.is_empty());
    match (warnings.is_empty(), request.accept_warnings, reason) {
        (true, _, _) | (false, true, Some(_)) => Ok(()),
        (false, _, _) => {
            let text = format!(
                "有 {} 条提醒没有说明：{}",
                warnings.len(),
                warnings.join("；")
            );
            let next = "处理后再发布；或写明原因照样发布（--accept-warnings --why 原因）";
            Err(Problem::refused("warnings", text, next))
        }
    }
}

/// The letter for the county, where its class is reported.
fn letter(desk: &Desk, released: &Released) -> Result<Option<OutboxLetter>, Problem> {
    if !reports_to_county(released.content().class) {
        return Ok(None);
    }
    let settings = desk.settings()?;
    let id = LetterId::new(&desk.seed()?);
    let sender = Sender {
        id,
        office: desk.store.card().office,
        name: &settings.name,
    };
    outbox(desk, &Letter::of_release(released, &sender)?).map(Some)
}

/// A letter as the outbox keeps it.
pub(super) fn outbox(desk: &Desk, letter: &Letter) -> Result<OutboxLetter, Problem> {
    let text = serde_json::to_string(letter)
        .map_err(|error| Problem::refused("letter", error.to_string(), "核对本件内容后再办"))?;
    Ok(OutboxLetter {
        id: letter.id,
        kind: letter.kind.code().to_owned(),
        disclosure: letter.disclosure,
        written_at: desk.host.now().unix_ms,
        letter: text,
    })
}

/// The old item, where this release corrects one: before and after.
fn corrected(
    desk: &Desk,
    released: &Released,
) -> Result<Option<(Disclosure, Disclosure)>, Problem> {
    let Some(old) = released.content().corrects else {
        return Ok(None);
    };
    let before = desk.records().disclosure(old)?;
    match before.clone() {
        Disclosure::Released(old) => {
            let moment = released.release().moment;
            moment.not_before(old.release().moment.occurred_on, "被更正事项发布")?;
            let on = moment.occurred_on;
            let after = Disclosure::Corrected(old.corrected(released.id(), on));
            Ok(Some((before, after)))
        }
        Disclosure::Withdrawn(_) => Ok(None),
        Disclosure::Draft(_)
        | Disclosure::SetAside(_)
        | Disclosure::InReview(_)
        | Disclosure::Approved(_)
        | Disclosure::Corrected(_)
        | Disclosure::Exempt(_) => Err(before.refuse("更正").into()),
    }
}

/// What a release lets out besides the item itself.
struct Leaving<'a> {
    /// The warnings that were accepted.
    warnings: Option<String>,
    /// Fingerprints of the attachments' copies.
    copies: &'a [String],
}

fn enter(
    change: &Change<'_>,
    item: &Disclosure,
    answer: &Answer,
    request: &Request,
    leaving: Leaving<'_>,
    actor: &Actor,
) -> Result<(), Problem> {
    let mut entry = actor
        .about(ItemAct::Release, item.id())
        .open_fact("book", answer.book.code())
        .open_fact("register_no", answer.register_no.to_string());
    // Which form of each attachment it was that the chain let out.
    for (number, copy) in (1..).zip(leaving.copies) {
        entry = entry.open_fact(format!("attachment_{number}"), copy.as_str());
    }
    if let (true, Some(why), Some(what)) = (request.accept_warnings, &request.why, leaving.warnings)
    {
        entry = entry
            .open_fact("accepted_warnings", why.as_str())
            .open_fact("warnings", what);
    }
    audit::append(change, &entry)?;
    Ok(())
}

fn answer(released: &Released, book: Book) -> Answer {
    let release = released.release();
    let copy = |copy: &gongkai_rulebook::disclosure::Copy| Copy {
        made_for: copy.made_for,
        no: copy.no.clone(),
    };
    Answer {
        disclosure: released.id(),
        register_no: release.register_no,
        book,
        copies: release.copies.iter().map(copy).collect(),
    }
}
