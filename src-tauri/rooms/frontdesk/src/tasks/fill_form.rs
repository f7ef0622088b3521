//! Fill in the form of an item: everything the drafting page shows, at once. What is empty in a form
//! is empty in the item; [`Fields`](super::draft_disclosure::Fields) change one thing at a time.
//!
//! A form is read whole and unmasked, for whoever writes a text must see it; where it holds anything
//! private the audit chain keeps who looked.

mod save;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use gongkai_registry::operation;
use gongkai_rulebook::chain::Step;
use gongkai_rulebook::disclosure::{Content, Disclosure, State};
use gongkai_rulebook::ids::{DisclosureId, FileId, ListId, WorkingTextId};
use gongkai_rulebook::period;
use gongkai_rulebook::privacy::access::AccessWay;
use gongkai_rulebook::signature::Signature;
use gongkai_rulebook::vocabulary::{Channel, DisclosureClass, Element, Stage};
use serde::{Deserialize, Serialize};

use super::draft_disclosure::item;
use super::keep_working_text::own;
use super::look_at_attachments::{CopyLine, copy_line};
use super::pass_gate::entry_channels;
use crate::access::{Seen, note_now};
use crate::acting::Actor;
use crate::cleaning::{self, Attached};
use crate::listed::{Interpreted, ListingForm, explainable, interpreted};
use crate::typed::masked;
use crate::{Acting, Desk, Problem};

pub use save::{Request, save};

/// The form of an item. Anything may be empty; saving asks for entry and title only.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub struct Form {
    /// Catalogue entry; empty while none is chosen.
    pub entry: String,
    /// Title.
    pub title: String,
    /// 公开属性; the entry's if not said.
    pub class: Option<DisclosureClass>,
    /// Elements that differ from the entry's, or `不适用（原因）`.
    #[cfg_attr(feature = "contract", ts(type = "Partial<Record<Element, string>>"))]
    pub elements: BTreeMap<Element, String>,
    /// Body; one paragraph a line.
    pub body: String,
    /// 形成日期.
    pub formed_on: Option<NaiveDate>,
    /// 提供单位.
    pub unit: String,
    /// Who provided it.
    pub provider: String,
    /// 上级要求: 文号 of the document that asks for it.
    pub demanded_by: String,
    /// The last day that it sets.
    pub demanded_due: Option<NaiveDate>,
    /// 重要事项: which part of the matter it discloses.
    pub stage: Option<Stage>,
    /// 目录栏: what a public directory says of it besides.
    pub listing: ListingForm,
    /// The list it carries; a form can only leave it out.
    pub list: Option<ListId>,
    /// Attached files, in order.
    pub attachments: Vec<FileId>,
    /// Channels that differ from the entry's.
    pub channels: Vec<Channel>,
    /// Last period's item, for a copy.
    pub copied_from: Option<DisclosureId>,
}

/// A form with what stands beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "FillFormSheet", optional_fields = nullable))]
pub struct Sheet {
    /// The form.
    pub form: Form,
    /// The item; none for a new one.
    pub disclosure: Option<DisclosureId>,
    /// Its state.
    pub state: Option<State>,
    /// How many signatures a change makes void.
    pub signatures: usize,
    /// Why it was sent back.
    pub returned: Option<String>,
    /// Its attachments, in order.
    pub attachments: Vec<Attachment>,
    /// Its list.
    pub list: Option<ListLine>,
    /// The item that it explains.
    pub interprets: Option<Interpreted>,
    /// What a copy changed in the title: as it stood, as it stands now.
    pub advanced: Vec<Advanced>,
    /// Period words that a copied body still says.
    pub stale: Vec<String>,
    /// The item was saved after this was typed: going on writes over what came later.
    pub outdated: bool,
    /// Who signed last period's item: the same people are asked again, their signatures are not
    /// taken over.
    pub signers: Vec<Signer>,
}

/// Who signed a step of last period's item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "FillFormSigner", optional_fields = nullable))]
pub struct Signer {
    /// The step.
    pub step: Step,
    /// Name.
    pub name: String,
}

/// A period word in a copied title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "FillFormAdvanced", optional_fields = nullable))]
pub struct Advanced {
    /// As it stood.
    pub from: String,
    /// As it stands now.
    pub to: String,
}

/// An attached file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "FillFormAttachment", optional_fields = nullable))]
pub struct Attachment {
    /// The file.
    pub file: FileId,
    /// The name it came with, private numbers masked.
    pub name: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// What it is, in one word.
    pub kind: &'static str,
    /// What of it may leave.
    pub copy: CopyLine,
}

/// The list of an item, in one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "FillFormListLine", optional_fields = nullable))]
pub struct ListLine {
    /// The list.
    pub list: ListId,
    /// Kind of list.
    pub kind: &'static str,
    /// Its village.
    pub village: Option<String>,
    /// Rows kept.
    pub rows: u32,
}

/// The form of an unreleased item.
///
/// # Errors
/// `not-in-state` once it is released or exempt; `not-found`, `who-acts`, what the store says.
pub fn of_item(desk: &mut Desk, given: &str, acting: &Acting) -> Result<Sheet, Problem> {
    let actor = acting.resolve(desk.records(), desk.host.as_ref())?;
    let item = item(desk, given)?;
    let editable = match &item {
        Disclosure::Draft(_) | Disclosure::InReview(_) | Disclosure::Approved(_) => true,
        Disclosure::SetAside(_)
        | Disclosure::Released(_)
        | Disclosure::Corrected(_)
        | Disclosure::Withdrawn(_)
        | Disclosure::Exempt(_) => false,
    };
    if !editable {
        return Err(item.refuse("修改").into());
    }
    let plan = desk.records().plan(item.id())?;
    let form = Form {
        channels: plan.channels,
        copied_from: plan.copied_from,
        ..written_form(desk, &item)?
    };
    note_private(desk, &item, &actor)?;
    sheet(desk, form, Some(&item))
}

/// A new form like last period's item: text, elements, unit, channels carry over, the period words
/// of the title go on; date, list, attachments, 上级要求 and signatures never do.
///
/// # Errors
/// `not-found`, `who-acts`, what the store says.
pub fn of_copy(desk: &mut Desk, given: &str, acting: &Acting) -> Result<Sheet, Problem> {
    let actor = acting.resolve(desk.records(), desk.host.as_ref())?;
    let old = item(desk, given)?;
    let next = period::advanced(&old.content().title);
    let went = old
        .released()
        .map(|released| released.release().channels.clone());
    let channels = went.unwrap_or_default();
    let form = Form {
        title: next.title.clone(),
        formed_on: None,
        demanded_by: String::new(),
        demanded_due: None,
        // The matter goes on: 事前 is followed by 事中.
        stage: old.content().stage.and_then(Stage::next),
        listing: ListingForm::of(&old.content().listing.carried_on()),
        list: None,
        attachments: Vec::new(),
        channels: differing(desk, old.content(), channels)?,
        copied_from: Some(old.id()),
        ..written_form(desk, &old)?
    };
    note_private(desk, &old, &actor)?;
    let now = period::words_of(&next.title);
    let stale = period::words_of(&form.body)
        .into_iter()
        .filter(|word| !now.contains(word));
    let stale = stale.collect();
    let words = next.changed.into_iter();
    Ok(Sheet {
        advanced: words.map(|(from, to)| Advanced { from, to }).collect(),
        stale,
        ..sheet(desk, form, None)?
    })
}

/// A new form that explains a released item (解读), under the same entry.
///
/// # Errors
/// `not-found`, `not-in-state` for what the public does not know, `who-acts`, what the store says.
pub fn of_explanation(desk: &Desk, given: &str, acting: &Acting) -> Result<Sheet, Problem> {
    acting.resolve(desk.records(), desk.host.as_ref())?;
    let explained = item(desk, given)?;
    let content = explained.content();
    let form = Form {
        entry: content.entry.to_string(),
        title: masked(&format!("《{}》解读", content.title)),
        unit: content.unit.clone().unwrap_or_default(),
        listing: ListingForm {
            interprets: Some(explainable(desk, given)?),
            ..ListingForm::of(&content.listing.carried_on())
        },
        ..Form::default()
    };
    sheet(desk, form, None)
}

/// The form that somebody was working on, to go on with.
///
/// # Errors
/// `not-found` where it is somebody else's or has been saved; `who-acts`, what the store says.
pub fn of_working_text(desk: &Desk, id: WorkingTextId, acting: &Acting) -> Result<Sheet, Problem> {
    let actor = acting.resolve(desk.records(), desk.host.as_ref())?;
    let (text, form) = own(desk, id, &actor)?;
    // An import may have been undone since: its text is then a new item's.
    let item = text
        .disclosure
        .and_then(|id| desk.records().disclosure(id).ok());
    let changed_at = match &item {
        Some(item) => desk.records().last_entered(item.id())?,
        None => None,
    };
    Ok(Sheet {
        outdated: changed_at.is_some_and(|at| at > text.kept_at),
        ..sheet(desk, form, item.as_ref())?
    })
}

/// Takes files in, so that a form may name them. They lie in the store from now on, whatever
/// becomes of the form.
///
/// # Errors
/// An unreadable file, `who-acts`, what the store says; all files are taken in or none.
pub fn add_attachments(
    desk: &mut Desk,
    files: &[std::path::PathBuf],
    acting: &Acting,
) -> Result<Vec<Attachment>, Problem> {
    acting.resolve(desk.records(), desk.host.as_ref())?;
    let mut taken = Vec::new();
    for file in files {
        taken.push(cleaning::attach(desk, file)?);
    }
    desk.store
        .change::<_, Problem>(operation!("add-attachments"), |change| {
            taken.iter().try_for_each(|file| file.keep(change))
        })?;
    let ids: Vec<_> = taken.iter().map(Attached::id).collect();
    attachments(desk, &ids)
}

/// The form with what stands beside it.
fn sheet(desk: &Desk, mut form: Form, item: Option<&Disclosure>) -> Result<Sheet, Problem> {
    // A form can only leave a list out: the one that it carries is its item's, which another import
    // may have replaced or an undo taken away since the text was typed.
    form.list = form.list.and_then(|_| item?.content().list);
    let returned = match item {
        Some(Disclosure::Draft(draft)) => draft.returned.as_ref().map(|back| masked(&back.why)),
        Some(
            Disclosure::SetAside(_)
            | Disclosure::InReview(_)
            | Disclosure::Approved(_)
            | Disclosure::Released(_)
            | Disclosure::Corrected(_)
            | Disclosure::Withdrawn(_)
            | Disclosure::Exempt(_),
        )
        | None => None,
    };
    Ok(Sheet {
        disclosure: item.map(Disclosure::id),
        state: item.map(Disclosure::state),
        signatures: item.map_or(0, |item| item.signatures().len()),
        returned,
        attachments: attachments(desk, &form.attachments)?,
        list: form.list.map(|id| list_line(desk, id)).transpose()?,
        interprets: interpreted(desk, form.listing.interprets)?,
        advanced: Vec::new(),
        stale: Vec::new(),
        outdated: false,
        signers: match form.copied_from {
            Some(old) => signers(desk, old)?,
            None => Vec::new(),
        },
        form,
    })
}

/// Who signed the item that a form was copied from; nobody where it is gone.
fn signers(desk: &Desk, old: DisclosureId) -> Result<Vec<Signer>, Problem> {
    let Ok(item) = desk.records().disclosure(old) else {
        return Ok(Vec::new());
    };
    let signer = |signature: &Signature| -> Result<Signer, Problem> {
        let person = desk.records().person(signature.signer)?;
        Ok(Signer {
            step: signature.step,
            name: person.name,
        })
    };
    item.signatures().iter().map(signer).collect()
}

/// What the item says, as a form.
fn written_form(desk: &Desk, item: &Disclosure) -> Result<Form, Problem> {
    let content = item.content();
    let demand = content.demand.as_ref();
    let catalogue = desk.catalogue()?;
    let mode = catalogue
        .entry(content.entry.as_str())
        .map(|entry| entry.mode);
    Ok(Form {
        entry: content.entry.to_string(),
        title: content.title.clone(),
        class: Some(content.class).filter(|class| Some(*class) != mode),
        elements: content.elements.clone(),
        body: content.body.clone(),
        formed_on: content.formed_on,
        unit: content.unit.clone().unwrap_or_default(),
        provider: content.provider.clone().unwrap_or_default(),
        demanded_by: demand.map_or_else(String::new, |demand| demand.document.clone()),
        demanded_due: demand.and_then(|demand| demand.due),
        stage: content.stage,
        listing: ListingForm::of(&content.listing),
        list: content.list,
        attachments: content.attachments.clone(),
        channels: Vec::new(),
        copied_from: None,
    })
}

/// These channels, unless they are what the entry says anyway.
fn differing(
    desk: &Desk,
    content: &Content,
    channels: Vec<Channel>,
) -> Result<Vec<Channel>, Problem> {
    let own = entry_channels(desk, content)?;
    Ok(if channels == own {
        Vec::new()
    } else {
        channels
    })
}

/// Enters in the audit chain that somebody saw a text with something private in it.
fn note_private(desk: &mut Desk, item: &Disclosure, actor: &Actor) -> Result<(), Problem> {
    let content = item.content();
    let texts = content
        .elements
        .values()
        .chain([&content.body, &content.title]);
    if texts.into_iter().all(|text| masked(text) == *text) {
        return Ok(());
    }
    note_now(
        desk,
        actor,
        &Seen::of(AccessWay::Item, &content.title, 0).in_item(item.id()),
    )
}

fn attachments(desk: &Desk, ids: &[FileId]) -> Result<Vec<Attachment>, Problem> {
    let mut lines = Vec::new();
    for id in ids {
        if let Some(file) = desk.store.file(*id)? {
            lines.push(Attachment {
                file: *id,
                name: masked(&file.original_name),
                bytes: file.content.bytes,
                kind: kind_of(&file.media_kind),
                copy: copy_line(desk, *id)?,
            });
        }
    }
    Ok(lines)
}

fn kind_of(media_kind: &str) -> &'static str {
    match media_kind {
        "application/pdf" => "PDF 文件",
        "image/png" | "image/jpeg" => "图片",
        "application/vnd.ms-excel"
        | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        | "text/csv" => "表格",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "文档",
        "text/plain" => "文本",
        _ => "其他文件",
    }
}

fn list_line(desk: &Desk, id: ListId) -> Result<ListLine, Problem> {
    let list = desk.records().list(id)?;
    Ok(ListLine {
        list: id,
        kind: list.kind.label(),
        village: list.village,
        rows: list.read,
    })
}
