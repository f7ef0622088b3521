//! Draft an item: open it, change it, attach files. Save with anything missing; the gate checks.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use gongkai_intake::decode_text;
use gongkai_registry::records::Filing;
use gongkai_registry::{Change, audit, operation, search};
use gongkai_rulebook::catalogue::Entry;
use gongkai_rulebook::disclosure::{Content, Demand, Disclosure, Draft, State};
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::vocabulary::{DisclosureClass, Element, Stage};
use serde::{Deserialize, Serialize};

use crate::acting::Actor;
use crate::acts::ItemAct;
use crate::cleaning;
use crate::desk::fileable;
use crate::listed::{self, ListingFields};
use crate::problem::file_problem;
use crate::{Acting, Desk, Problem, typed};

/// Longest body a clerk can file; a longer text belongs into an attachment.
const LONGEST_BODY: u64 = 1 << 20;

/// What an item says, as far as it is typed. What is not said stays as it was.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "DraftDisclosureFields", optional_fields = nullable))]
pub struct Fields {
    /// Catalogue entry.
    pub entry: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// 公开属性; the entry's if not said.
    pub class: Option<DisclosureClass>,
    /// Elements that differ from the entry's.
    pub elements: Vec<(Element, String)>,
    /// A file with the body (plain text, UTF-8 or as Windows Notepad writes it).
    pub body: Option<PathBuf>,
    /// The body itself.
    pub body_text: Option<String>,
    /// 形成日期.
    pub formed_on: Option<NaiveDate>,
    /// 提供单位.
    pub unit: Option<String>,
    /// Who provided it.
    pub provider: Option<String>,
    /// 上级要求: 文号 of the document that asks for it.
    pub demanded_by: Option<String>,
    /// The last day that it sets.
    pub demanded_due: Option<NaiveDate>,
    /// 重要事项: which part of the matter it discloses.
    pub stage: Option<Stage>,
    /// 目录栏: what a public directory says of it besides.
    #[serde(flatten)]
    pub listing: ListingFields,
}

/// What an item says, and who says it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "DraftDisclosureOpening", optional_fields = nullable))]
pub struct Opening {
    /// What it says.
    #[serde(flatten)]
    pub fields: Fields,
    /// Who and when.
    pub acting: Acting,
}

/// An item and its state.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "DraftDisclosureAnswer", optional_fields = nullable))]
pub struct Answer {
    /// Its id.
    pub disclosure: DisclosureId,
    /// Its state.
    pub state: State,
}

impl Answer {
    pub(crate) fn of(item: &Disclosure) -> Self {
        Self {
            disclosure: item.id(),
            state: item.state(),
        }
    }
}

/// Opens a draft.
///
/// # Errors
/// `field-missing`, `catalogue`, `who-acts`, an unreadable body, what the store says.
pub fn open(desk: &mut Desk, fields: Fields, acting: &Acting) -> Result<Answer, Problem> {
    let actor = acting.resolve(desk.records(), desk.host.as_ref())?;
    let catalogue = desk.catalogue()?;
    let entry = fileable(&catalogue, required(fields.entry.as_deref(), "目录条目")?)?;
    required(fields.title.as_deref(), "标题")?;
    let content = filled(desk, new_content(entry), fields)?;
    check_formed_on(&content, &actor)?;
    let edition = catalogue.head().edition.clone();
    open_content(desk, content, edition, &actor, ItemAct::Open)
}

/// Changes an item; every signature already given is void.
///
/// # Errors
/// `not-in-state` once released, besides those of [`open`].
pub fn edit(
    desk: &mut Desk,
    given: &str,
    fields: Fields,
    acting: &Acting,
) -> Result<Answer, Problem> {
    let actor = acting.resolve(desk.records(), desk.host.as_ref())?;
    let before = item(desk, given)?;
    after_last_act(desk, &before, &actor)?;
    let mut content = before.content().clone();
    if let Some(code) = &fields.entry {
        content.entry = fileable(&desk.catalogue()?, code)?.code.clone();
    }
    let content = filled(desk, content, fields)?;
    check_formed_on(&content, &actor)?;
    if content == *before.content() {
        // Nothing was changed, so every signature still approves this very text.
        return Ok(Answer::of(&before));
    }
    let after = before.clone().edit(content)?;
    change_item(desk, &before, &after, &actor, ItemAct::Edit)
}

/// Attaches a file; every signature already given is void.
///
/// # Errors
/// An unreadable file, `not-in-state`, `who-acts`, what the store says.
pub fn attach(
    desk: &mut Desk,
    given: &str,
    file: &Path,
    acting: &Acting,
) -> Result<Answer, Problem> {
    let actor = acting.resolve(desk.records(), desk.host.as_ref())?;
    let before = item(desk, given)?;
    after_last_act(desk, &before, &actor)?;
    let mut content = before.content().clone();
    let taken = cleaning::attach(desk, file)?;
    content.attachments.push(taken.id());
    let after = before.clone().edit(content)?;
    desk.store
        .change::<_, Problem>(operation!("attach"), |change| {
            taken.keep(change)?;
            save(change, &before, &after, &actor, ItemAct::Attach)
        })?;
    Ok(Answer::of(&after))
}

/// The item that `given` means.
pub(crate) fn item(desk: &Desk, given: &str) -> Result<Disclosure, Problem> {
    let id = desk.records().disclosure_id(given)?;
    Ok(desk.records().disclosure(id)?)
}

/// Refuses an edit before the last thing that happened to an unreleased item.
pub(crate) fn after_last_act(desk: &Desk, item: &Disclosure, actor: &Actor) -> Result<(), Problem> {
    let changed = desk.records().filing(item.id())?.changed_on;
    let signed = item
        .signatures()
        .iter()
        .map(|signature| signature.moment.occurred_on)
        .max();
    let returned = match item {
        Disclosure::Draft(draft) => draft.returned.as_ref().map(|back| back.moment.occurred_on),
        Disclosure::SetAside(_)
        | Disclosure::InReview(_)
        | Disclosure::Approved(_)
        | Disclosure::Released(_)
        | Disclosure::Corrected(_)
        | Disclosure::Withdrawn(_)
        | Disclosure::Exempt(_) => None,
    };
    match [changed, signed, returned].into_iter().flatten().max() {
        Some(last) => Ok(actor.moment.not_before(last, "上一步").map(drop)?),
        None => Ok(()),
    }
}

/// Opens a draft with this content.
pub(crate) fn open_content(
    desk: &mut Desk,
    content: Content,
    edition: String,
    actor: &Actor,
    act: ItemAct,
) -> Result<Answer, Problem> {
    let draft = Draft {
        id: DisclosureId::new(&desk.seed()?),
        content,
        returned: None,
    };
    desk.store
        .change::<_, Problem>(operation!("open-disclosure"), |change| {
            open_in(change, &draft, edition, actor, act)
        })?;
    Ok(Answer {
        disclosure: draft.id,
        state: State::Draft,
    })
}

/// Opens a draft inside a change: its row, its words for searching, its audit entry.
pub(crate) fn open_in(
    change: &Change<'_>,
    draft: &Draft,
    edition: String,
    actor: &Actor,
    act: ItemAct,
) -> Result<(), Problem> {
    change.open_draft(
        draft,
        &Filing {
            edition,
            opened: actor.moment,
            changed_on: None,
        },
    )?;
    index(change, draft.id, &draft.content)?;
    let entry = actor
        .about(act, draft.id)
        .open_fact("entry", draft.content.entry.as_str())
        .open_fact("class", draft.content.class.code());
    audit::append(change, &entry)?;
    Ok(())
}

/// Saves the step from `before` to `after` as one operation.
pub(crate) fn change_item(
    desk: &mut Desk,
    before: &Disclosure,
    after: &Disclosure,
    actor: &Actor,
    act: ItemAct,
) -> Result<Answer, Problem> {
    desk.store
        .change::<_, Problem>(operation!("change-disclosure"), |change| {
            save(change, before, after, actor, act)
        })?;
    Ok(Answer::of(after))
}

/// Saves the step from `before` to `after` inside a change, with its audit entry.
pub(crate) fn save(
    change: &Change<'_>,
    before: &Disclosure,
    after: &Disclosure,
    actor: &Actor,
    act: ItemAct,
) -> Result<(), Problem> {
    change.save(before, after, &actor.moment)?;
    if before.content() != after.content() {
        index(change, after.id(), after.content())?;
    }
    let entry = actor
        .about(act, after.id())
        .open_fact("from", before.state().code())
        .open_fact("to", after.state().code());
    audit::append(change, &entry)?;
    Ok(())
}

pub(crate) fn index(
    change: &Change<'_>,
    id: DisclosureId,
    content: &Content,
) -> Result<(), Problem> {
    let id = id.to_string();
    search::index(change, "disclosure", &id, "title", &content.title)?;
    search::index(change, "disclosure", &id, "body", &content.body)?;
    let demanded = content
        .demand
        .as_ref()
        .map_or("", |demand| &demand.document);
    search::index(change, "disclosure", &id, "demand", demanded)?;
    let listed: Vec<&str> = listed::lines(content).map(|(_, line)| line).collect();
    search::index(change, "disclosure", &id, "listing", &listed.join(" "))?;
    Ok(())
}

/// An empty item of this entry.
pub(crate) fn new_content(entry: &Entry) -> Content {
    Content {
        entry: entry.code.clone(),
        title: String::new(),
        class: entry.mode,
        elements: Default::default(),
        body: String::new(),
        formed_on: None,
        unit: None,
        provider: None,
        list: None,
        attachments: Vec::new(),
        corrects: None,
        demand: None,
        stage: None,
        listing: Default::default(),
    }
}

/// The content with what was typed.
pub(crate) fn filled(
    desk: &Desk,
    mut content: Content,
    fields: Fields,
) -> Result<Content, Problem> {
    content.listing = listed::changed(desk, &content.listing, &fields.listing)?;
    if let Some(title) = &fields.title {
        content.title = required(Some(&typed::line("标题", title)?), "标题")?.to_owned();
    }
    content.class = fields.class.unwrap_or(content.class);
    for (element, text) in fields.elements {
        if text.trim().is_empty() {
            content.elements.remove(&element);
        } else {
            content.elements.insert(element, typed::body(text.trim())?);
        }
    }
    if let Some(path) = &fields.body {
        content.body = body_of(path)?;
    } else if let Some(text) = fields.body_text {
        content.body = typed::body(&text)?;
    }
    content.formed_on = fields.formed_on.or(content.formed_on);
    content.unit = typed::open_line_maybe("提供单位", fields.unit.as_deref())?.or(content.unit);
    content.provider =
        typed::open_line_maybe("提供人", fields.provider.as_deref())?.or(content.provider);
    let before = content.demand.take();
    let (document, due) = before.map_or((String::new(), None), |demand| {
        (demand.document, demand.due)
    });
    let document = fields.demanded_by.unwrap_or(document);
    content.demand = demand(&document, fields.demanded_due.or(due))?;
    content.stage = fields.stage.or(content.stage);
    Ok(content)
}

/// 上级要求 as it was typed; nothing where no document is named.
///
/// # Errors
/// `field-missing` for a last day without its document.
pub(crate) fn demand(document: &str, due: Option<NaiveDate>) -> Result<Option<Demand>, Problem> {
    let document = typed::open_line_maybe("上级要求的文号", Some(document))?;
    match (document, due) {
        (Some(document), due) => Ok(Some(Demand { document, due })),
        (None, None) => Ok(None),
        (None, Some(_)) => required(None, "上级要求的文号").map(|_| None),
    }
}

/// A body from a plain text file.
fn body_of(path: &Path) -> Result<String, Problem> {
    let about = std::fs::metadata(path).map_err(|error| file_problem(path, &error))?;
    let refuse = |what: &str| {
        let text = format!("{} {what}", path.display());
        let next = "正文应为文本文件（.txt）；其他文件请作为附件";
        Problem::unreadable("body-unreadable", text, next).in_file(path)
    };
    if !about.is_file() || about.len() > LONGEST_BODY {
        return Err(refuse("不是文本文件，或超过 1 MB"));
    }
    let bytes = std::fs::read(path).map_err(|error| file_problem(path, &error))?;
    let text = decode_text(&bytes).ok_or_else(|| refuse("不是文本文件"))?;
    typed::body(&text)
}

/// What is formed later than it is entered has not been formed.
pub(crate) fn check_formed_on(content: &Content, actor: &Actor) -> Result<(), Problem> {
    let today = actor.moment.entered.today;
    match content.formed_on {
        Some(on) if on > today => Err(gongkai_rulebook::Refusal::InTheFuture { on, today }.into()),
        Some(_) | None => Ok(()),
    }
}

pub(crate) fn required<'a>(value: Option<&'a str>, field: &str) -> Result<&'a str, Problem> {
    match value.map(str::trim) {
        Some(value) if !value.is_empty() => Ok(value),
        Some(_) | None => {
            let problem = Problem::refused(
                "field-missing",
                format!("没有写{field}"),
                format!("填写{field}"),
            );
            Err(problem.in_field(field))
        }
    }
}
