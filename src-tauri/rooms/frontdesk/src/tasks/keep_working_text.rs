//! Keep what somebody is typing, so that a crash or a power cut loses no keystroke: in a small
//! transaction of its own, without audit entry, without touching the item. Saving the form drops it.

use gongkai_registry::operation;
use gongkai_registry::records::WorkingText;
use gongkai_rulebook::ids::{DisclosureId, WorkingTextId};
use serde::{Deserialize, Serialize};

use super::draft_disclosure::item;
use super::fill_form::Form;
use super::set_draft_aside::is_aside;
use crate::acting::Actor;
use crate::typed::masked;
use crate::{Acting, Desk, Problem};

/// Largest form that is kept, in bytes of JSON.
const LARGEST: usize = 4 << 20;

/// A form as it is typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepWorkingTextRequest", optional_fields = nullable))]
pub struct Request {
    /// Under which id it was kept before; none the first time.
    pub working_text: Option<WorkingTextId>,
    /// The item that is being changed; none for a new one.
    pub disclosure: Option<String>,
    /// The form.
    pub form: Form,
    /// Who types.
    pub acting: Acting,
}

/// What was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepWorkingTextKept", optional_fields = nullable))]
pub struct Kept {
    /// Under which id; none if the text had been saved meanwhile and needs no keeping.
    pub working_text: Option<WorkingTextId>,
    /// When, milliseconds since 1970.
    pub kept_at: i64,
}

/// A text to go on with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepWorkingTextOffer", optional_fields = nullable))]
pub struct Offer {
    /// Its id.
    pub working_text: WorkingTextId,
    /// The item; none for a new one.
    pub disclosure: Option<DisclosureId>,
    /// Its entry, as far as one was chosen.
    pub entry: String,
    /// Its title, private numbers masked.
    pub title: String,
    /// How many characters the body has.
    pub characters: usize,
    /// When it was kept, milliseconds since 1970.
    pub kept_at: i64,
    /// It was put aside.
    pub set_aside: bool,
}

/// Keeps a form. A text of the same item that was kept under another id is put aside, never
/// written over.
///
/// # Errors
/// `too-long`, `who-acts`, `not-found` for an id of somebody else, what the store says.
pub fn keep(desk: &mut Desk, request: Request) -> Result<Kept, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let kept_at = actor.moment.entered.unix_ms;
    let known = match request.working_text {
        Some(id) => match desk.records().working_text(id)? {
            Some(text) if text.person == actor.person.id => Some(text),
            Some(_) => return Err(unknown()),
            // It was saved while this was on its way.
            None => {
                return Ok(Kept {
                    working_text: None,
                    kept_at,
                });
            }
        },
        None => None,
    };
    let disclosure = match (&known, &request.disclosure) {
        (Some(known), _) => known.disclosure,
        (None, Some(given)) => Some(item(desk, given)?.id()),
        (None, None) => None,
    };
    let id = match &known {
        Some(known) => known.id,
        None => WorkingTextId::new(&desk.seed()?),
    };
    let text = WorkingText {
        id,
        person: actor.person.id,
        disclosure,
        text: as_json(&request.form)?,
        kept_at,
        set_aside: false,
    };
    let others = others_of(desk, &text)?;
    desk.store
        .change::<_, Problem>(operation!("keep-working-text"), |change| {
            for other in others {
                change.set_working_text_aside(other, kept_at)?;
            }
            Ok(change.keep_working_text(&text)?)
        })?;
    Ok(Kept {
        working_text: Some(id),
        kept_at,
    })
}

/// What a person may go on with, the newest first; what was put aside comes last.
///
/// # Errors
/// `who-acts`, what the store says.
pub fn offers(desk: &Desk, acting: &Acting) -> Result<Vec<Offer>, Problem> {
    let actor = acting.resolve(desk.records(), desk.host.as_ref())?;
    let texts = desk.records().working_texts(actor.person.id)?;
    // What belongs to a draft that was set aside comes back with it.
    let wanted = |text: &WorkingText| {
        let item = text.disclosure.map(|id| desk.records().disclosure(id));
        !matches!(item, Some(Ok(item)) if is_aside(&item))
    };
    texts.into_iter().filter(wanted).map(offer).collect()
}

/// Puts a text aside: it is kept, and no longer offered when the page opens.
///
/// # Errors
/// `not-found`, `who-acts`, what the store says.
pub fn set_aside(desk: &mut Desk, id: WorkingTextId, acting: &Acting) -> Result<(), Problem> {
    let actor = acting.resolve(desk.records(), desk.host.as_ref())?;
    let (text, _) = own(desk, id, &actor)?;
    let at = actor.moment.entered.unix_ms;
    desk.store
        .change::<_, Problem>(operation!("set-working-text-aside"), |change| {
            Ok(change.set_working_text_aside(text.id, at)?)
        })?;
    Ok(())
}

/// A text of this person, with its form.
pub(super) fn own(
    desk: &Desk,
    id: WorkingTextId,
    actor: &Actor,
) -> Result<(WorkingText, Form), Problem> {
    let text = desk.records().working_text(id)?;
    let text = text.filter(|text| text.person == actor.person.id);
    let text = text.ok_or_else(unknown)?;
    let form = form_of(&text)?;
    Ok((text, form))
}

/// Other texts of the same person and item that are still offered.
fn others_of(desk: &Desk, text: &WorkingText) -> Result<Vec<WorkingTextId>, Problem> {
    let Some(item) = text.disclosure else {
        return Ok(Vec::new());
    };
    let texts = desk.records().working_texts(text.person)?;
    let same = texts
        .into_iter()
        .filter(|other| other.disclosure == Some(item) && other.id != text.id && !other.set_aside);
    Ok(same.map(|other| other.id).collect())
}

fn offer(text: WorkingText) -> Result<Offer, Problem> {
    let form = form_of(&text)?;
    Ok(Offer {
        working_text: text.id,
        disclosure: text.disclosure,
        title: masked(form.title.trim()),
        characters: form.body.chars().filter(|c| !c.is_whitespace()).count(),
        entry: form.entry,
        kept_at: text.kept_at,
        set_aside: text.set_aside,
    })
}

fn as_json(form: &Form) -> Result<String, Problem> {
    let text = serde_json::to_string(form).map_err(|error| {
        Problem::unreadable("working-text", error.to_string(), "先保存，再接着写")
    })?;
    if text.len() > LARGEST {
        let problem = Problem::refused("too-long", "正文太长，没有自动保存", "把长的部分改成附件");
        return Err(problem.in_field("正文"));
    }
    Ok(text)
}

fn form_of(text: &WorkingText) -> Result<Form, Problem> {
    serde_json::from_str(&text.text).map_err(|_| {
        let told = "自动保存的内容是另一个版本的程序写的，这个版本读不了";
        Problem::unreadable("working-text", told, "用写它的那个版本打开")
    })
}

fn unknown() -> Problem {
    let next = "回到草稿列表，看看是不是已经保存";
    Problem::refused("not-found", "没有这份自动保存的内容", next)
}
