//! Saves a form: a new draft or another text of an item, with its plan, in one transaction in which
//! the working text goes.

use gongkai_registry::records::Plan;
use gongkai_registry::{Change, operation};
use gongkai_rulebook::catalogue::Catalogue;
use gongkai_rulebook::disclosure::{Content, Disclosure, Draft, Said, State};
use gongkai_rulebook::ids::{DisclosureId, WorkingTextId};
use serde::{Deserialize, Serialize};

use super::Form;
use crate::acting::Actor;
use crate::acts::ItemAct;
use crate::desk::fileable;
use crate::tasks::draft_disclosure::{self, Answer};
use crate::tasks::draft_disclosure::{
    after_last_act, check_formed_on, new_content, open_in, required,
};
use crate::tasks::keep_working_text::own;
use crate::{Acting, Desk, Problem, typed};

/// Longest body, in bytes; a longer text belongs into an attachment.
const LONGEST_BODY: usize = 1 << 20;

/// A form to save.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "FillFormRequest", optional_fields = nullable))]
pub struct Request {
    /// The item; none for a new one.
    pub disclosure: Option<String>,
    /// The form.
    pub form: Form,
    /// What was kept of it while it was typed; goes with the saving.
    pub working_text: Option<WorkingTextId>,
    /// Who and when.
    pub acting: Acting,
}

/// Saves a form. Whatever else is missing may come later; a change makes the signatures already
/// given void.
///
/// # Errors
/// `field-missing` for entry or title, `catalogue`, `too-long`, `private-data`, `date-in-future`,
/// `not-in-state` once released, `who-acts`, what the store says. Nothing is saved then, and the
/// working text stays.
pub fn save(desk: &mut Desk, request: Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let done_with = match request.working_text {
        Some(id) => own(desk, id, &actor).ok().map(|(text, _)| text.id),
        None => None,
    };
    match &request.disclosure {
        None => open(desk, &request.form, done_with, &actor),
        Some(given) => edit(desk, given, &request.form, done_with, &actor),
    }
}

fn open(
    desk: &mut Desk,
    form: &Form,
    done_with: Option<WorkingTextId>,
    actor: &Actor,
) -> Result<Answer, Problem> {
    let catalogue = desk.catalogue()?;
    let entry = fileable(&catalogue, required(Some(&form.entry), "目录条目")?)?;
    let content = written(desk, &catalogue, new_content(entry), form)?;
    check_formed_on(&content, actor)?;
    let edition = catalogue.head().edition.clone();
    let act = match form.copied_from {
        Some(_) => ItemAct::Copy,
        None => ItemAct::Open,
    };
    let draft = Draft {
        id: DisclosureId::new(&desk.seed()?),
        content,
        returned: None,
    };
    desk.store
        .change::<_, Problem>(operation!("save-form"), |change| {
            open_in(change, &draft, edition, actor, act)?;
            finish(change, draft.id, form, done_with)
        })?;
    Ok(Answer {
        disclosure: draft.id,
        state: State::Draft,
    })
}

fn edit(
    desk: &mut Desk,
    given: &str,
    form: &Form,
    done_with: Option<WorkingTextId>,
    actor: &Actor,
) -> Result<Answer, Problem> {
    let before = draft_disclosure::item(desk, given)?;
    let catalogue = desk.catalogue()?;
    let mut content = before.content().clone();
    if form.entry.trim() != content.entry.as_str() {
        let code = required(Some(&form.entry), "目录条目")?;
        content.entry = fileable(&catalogue, code)?.code.clone();
    }
    let content = written(desk, &catalogue, content, form)?;
    check_formed_on(&content, actor)?;
    let after = if content == *before.content() {
        // Nothing was changed, so every signature still approves this very text.
        before.clone()
    } else {
        after_last_act(desk, &before, actor)?;
        before.clone().edit(content)?
    };
    if !editable(&before) {
        return Err(before.refuse("修改").into());
    }
    desk.store
        .change::<_, Problem>(operation!("save-form"), |change| {
            if after != before {
                draft_disclosure::save(change, &before, &after, actor, ItemAct::Edit)?;
            }
            finish(change, after.id(), form, done_with)
        })?;
    Ok(Answer::of(&after))
}

const fn editable(item: &Disclosure) -> bool {
    match item {
        Disclosure::Draft(_) | Disclosure::InReview(_) | Disclosure::Approved(_) => true,
        Disclosure::SetAside(_)
        | Disclosure::Released(_)
        | Disclosure::Corrected(_)
        | Disclosure::Withdrawn(_)
        | Disclosure::Exempt(_) => false,
    }
}

/// What is saved beside the text.
fn finish(
    change: &Change<'_>,
    id: DisclosureId,
    form: &Form,
    done_with: Option<WorkingTextId>,
) -> Result<(), Problem> {
    let plan = Plan {
        copied_from: form.copied_from,
        channels: once(&form.channels),
    };
    if plan != change.records().plan(id)? {
        change.put_plan(id, &plan)?;
    }
    if let Some(id) = done_with {
        change.drop_working_text(id)?;
    }
    Ok(())
}

fn once<T: Copy + PartialEq>(given: &[T]) -> Vec<T> {
    let mut kept = Vec::new();
    for value in given {
        if !kept.contains(value) {
            kept.push(*value);
        }
    }
    kept
}

/// The content as the form says it; entry, list and what it corrects are decided elsewhere.
fn written(
    desk: &Desk,
    catalogue: &Catalogue,
    content: Content,
    form: &Form,
) -> Result<Content, Problem> {
    let title = typed::line("题名", &form.title)?;
    required(Some(&title), "题名")?;
    let mode = catalogue
        .entry(content.entry.as_str())
        .map(|entry| entry.mode);
    let inherited = catalogue.inherited_elements(content.entry.as_str());
    let mut elements = std::collections::BTreeMap::new();
    for (element, text) in &form.elements {
        let text = typed::body(Said::of(text).written().trim())?;
        // What the entry says anyway stays the entry's.
        if !text.is_empty() && inherited.get(element) != Some(&text.as_str()) {
            elements.insert(*element, text);
        }
    }
    if form.body.len() > LONGEST_BODY {
        let problem = Problem::refused("too-long", "正文超过 1 MB", "把长的部分改成附件");
        return Err(problem.in_field("正文"));
    }
    Ok(Content {
        title,
        class: form.class.or(mode).unwrap_or(content.class),
        elements,
        body: typed::body(&form.body)?,
        formed_on: form.formed_on,
        unit: typed::open_line_maybe("提供单位", Some(&form.unit))?,
        provider: typed::open_line_maybe("提供人", Some(&form.provider))?,
        demand: draft_disclosure::demand(&form.demanded_by, form.demanded_due)?,
        stage: form.stage,
        listing: form.listing.read(desk)?,
        list: content.list.filter(|list| form.list == Some(*list)),
        attachments: known_files(desk, form)?,
        ..content
    })
}

/// The attached files, each once; all must lie in the store.
fn known_files(desk: &Desk, form: &Form) -> Result<Vec<gongkai_rulebook::ids::FileId>, Problem> {
    let files = once(&form.attachments);
    for (index, file) in files.iter().enumerate() {
        if desk.store.file(*file)?.is_none() {
            let text = format!("登记库里没有第 {} 个附件", index + 1);
            let problem = Problem::refused("not-found", text, "重新添加这个附件");
            return Err(problem.in_field("附件"));
        }
    }
    Ok(files)
}
