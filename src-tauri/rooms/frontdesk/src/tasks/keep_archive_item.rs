//! Look at one item of the archive and keep it true: how many pages its papers really have, a paper
//! that came later, a remark, and the hold (冻结) that keeps it off every disposal list.

use std::path::PathBuf;

use chrono::NaiveDate;
use gongkai_registry::records::{ArchiveItem, NewPart};
use gongkai_registry::{Change, audit, operation};
use gongkai_rulebook::archive::item::PartKind;
use gongkai_rulebook::archive::keeping::Fate;
use gongkai_rulebook::ids::{ArchiveItemId, DisclosureId, FileId};
use gongkai_rulebook::retention::RetentionPeriod;
use serde::{Deserialize, Serialize};

use super::draft_disclosure::required;
use super::take_in_file::{keep_maybe, take_in_maybe};
use crate::acting::Actor;
use crate::archiving::{Standings, archive_item, archivist};
use crate::typed::masked;
use crate::{Acting, Desk, Problem, typed};

/// Which item.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "KeepArchiveItemWhich")
)]
pub struct Which {
    /// Its id, its 档号, or the id of its disclosure.
    pub item: String,
}

/// What is written down about it; what is not said stays.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepArchiveItemRequest", optional_fields = nullable))]
pub struct Request {
    /// Its id, its 档号, or the id of its disclosure.
    pub item: String,
    /// Pages as they were counted, by the paper's number within the item.
    #[serde(default)]
    pub counts: Vec<Count>,
    /// A paper that came later.
    #[serde(default)]
    pub paper: Option<Paper>,
    /// 备注.
    #[serde(default)]
    pub remark: Option<String>,
    /// Who and when.
    pub acting: Acting,
}

/// Pages of a paper.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "KeepArchiveItemCount")
)]
pub struct Count {
    /// The paper's number within the item.
    pub position: u32,
    /// How many pages it has.
    pub pages: u32,
}

/// A paper to be added.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepArchiveItemPaper", optional_fields = nullable))]
pub struct Paper {
    /// What it is.
    pub kind: PartKind,
    /// What it is called; the word of its kind if not said.
    #[serde(default)]
    pub title: Option<String>,
    /// How many pages it has.
    pub pages: u32,
    /// Its file.
    #[serde(default)]
    pub file: Option<PathBuf>,
}

/// A hold to place or to lift.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "KeepArchiveItemHold")
)]
pub struct Hold {
    /// The items.
    pub items: Vec<String>,
    /// Held (true), or free again (false).
    pub held: bool,
    /// Why: 行政复议、审计、信访正在办理.
    pub why: String,
    /// Who and when.
    pub acting: Acting,
}

/// An item of the archive.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepArchiveItemAnswer", optional_fields = nullable))]
pub struct Answer {
    /// Its id.
    pub item: ArchiveItemId,
    /// Its disclosure.
    pub disclosure: Option<DisclosureId>,
    /// 档号.
    pub code: String,
    /// 题名.
    pub title: String,
    /// 页数.
    pub pages: u32,
    /// Its papers, in their order.
    pub parts: Vec<PartLine>,
    /// 备注.
    pub remark: String,
    /// What decided its period.
    pub basis: String,
    /// The last day it is kept; none for ever.
    pub keep_until: Option<NaiveDate>,
    /// 冻结: why.
    pub held: Option<String>,
    /// What became of it.
    pub fate: Fate,
    /// 保管期限 it is filed under.
    pub period: RetentionPeriod,
    /// Code of its 机构（问题）.
    pub organ: String,
    /// The 档号 that counts instead of this one, which is void.
    pub refiled_to: Option<String>,
    /// Why it is void.
    pub refiled_why: Option<String>,
}

/// A paper of an item.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepArchiveItemPart", optional_fields = nullable))]
pub struct PartLine {
    /// Its number within the item.
    pub position: u32,
    /// What it is.
    pub kind: PartKind,
    /// What it is called.
    pub title: String,
    /// How many pages it has.
    pub pages: u32,
    /// Number of its first page within the item.
    pub first: u32,
    /// Its file.
    pub file: Option<FileId>,
}

/// An item with its papers.
///
/// # Errors
/// `not-found`, what the store says.
pub fn look(desk: &Desk, given: &str) -> Result<Answer, Problem> {
    let item = archive_item(desk, given)?;
    let mut first = 1;
    let mut parts = Vec::new();
    for part in desk.records().archive_parts(item.filed.id)? {
        parts.push(PartLine {
            position: part.position,
            kind: part.kind,
            title: part.title,
            pages: part.pages,
            first,
            file: part.file,
        });
        first += part.pages;
    }
    let (refiled_to, refiled_why) = item
        .refiled
        .clone()
        .map(|now| (now.code, masked(&now.why)))
        .unzip();
    let keep_until = Standings::read(desk)?.of(&item).keep_until();
    Ok(Answer {
        item: item.filed.id,
        disclosure: item.filed.disclosure,
        code: item.filed.code,
        title: masked(&item.filed.title),
        pages: item.pages,
        parts,
        remark: item.remark,
        basis: item.filed.basis,
        keep_until,
        held: item.held,
        fate: item.fate,
        period: item.filed.class.period,
        organ: item.filed.class.organ,
        refiled_to,
        refiled_why,
    })
}

/// Writes down what is true of an item.
///
/// # Errors
/// `not-found`, `item-gone`, `field-missing`, `lacks-duty`, `who-acts`, an unreadable file, what the
/// store says.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let actor = archivist(desk, &request.acting)?;
    let item = archive_item(desk, &request.item)?;
    in_keeping(&item)?;
    let remark = request
        .remark
        .as_deref()
        .map(|text| typed::open_line("备注", text));
    let remark = remark.transpose()?;
    let file = request
        .paper
        .as_ref()
        .and_then(|paper| paper.file.as_deref());
    let taken = take_in_maybe(desk, file)?;
    let paper = match &request.paper {
        None => None,
        Some(paper) => Some(NewPart {
            kind: paper.kind,
            title: typed::open_line_maybe("名称", paper.title.as_deref())?
                .unwrap_or_else(|| paper.kind.label().to_owned()),
            pages: paper.pages,
            file: taken.as_ref().map(|file| file.id),
        }),
    };
    let id = item.filed.id;
    desk.store
        .change::<_, Problem>(operation!("keep-archive-item"), |change| {
            keep_maybe(change, taken.as_ref())?;
            let mut entry = told(&actor, "keep-archive-item", &item);
            for count in &request.counts {
                change.count_archive_part(id, count.position, count.pages)?;
                let name = format!("pages_{}", count.position);
                entry = entry.open_fact(name, count.pages.to_string());
            }
            if let Some(paper) = &paper {
                change.add_archive_part(id, paper)?;
                entry = entry.open_fact("paper", paper.kind.code());
            }
            if let Some(remark) = &remark {
                change.remark_archive_item(id, remark)?;
                entry = entry.open_fact("remark", remark);
            }
            audit::append(change, &entry)?;
            Ok(())
        })?;
    look(desk, &id.to_string())
}

/// Places or lifts a hold: on all items or on none.
///
/// # Errors
/// `not-found`, `item-gone`, `already-so`, `field-missing`, `lacks-duty`, `who-acts`, what the store
/// says.
pub fn hold(desk: &mut Desk, request: &Hold) -> Result<Vec<ArchiveItemId>, Problem> {
    let actor = archivist(desk, &request.acting)?;
    let why = typed::open_line("原因", required(Some(&request.why), "原因")?)?;
    let mut items = Vec::new();
    for given in &request.items {
        let item = archive_item(desk, given)?;
        in_keeping(&item)?;
        if item.held.is_some() == request.held {
            let text = match request.held {
                true => format!("{} 已经冻结", item.filed.code),
                false => format!("{} 没有冻结", item.filed.code),
            };
            return Err(Problem::refused("already-so", text, "不用再办"));
        }
        items.push(item);
    }
    if items.is_empty() {
        required(None, "件")?;
    }
    desk.store
        .change::<_, Problem>(operation!("hold-archive-items"), |change| {
            items
                .iter()
                .try_for_each(|item| hold_one(change, &actor, item, (request.held, &why)))
        })?;
    Ok(items.iter().map(|item| item.filed.id).collect())
}

fn hold_one(
    change: &Change<'_>,
    actor: &Actor,
    item: &ArchiveItem,
    (held, why): (bool, &str),
) -> Result<(), Problem> {
    let act = match held {
        true => {
            change.hold_archive_item(item.filed.id, why, (actor.person.id, &actor.moment))?;
            "hold-archive-item"
        }
        false => {
            change.lift_hold(item.filed.id, why, &actor.moment)?;
            "lift-hold"
        }
    };
    audit::append(change, &told(actor, act, item).open_fact("why", why))?;
    Ok(())
}

/// Refuses what is no longer in the office's keeping.
fn in_keeping(item: &ArchiveItem) -> Result<(), Problem> {
    match item.fate {
        Fate::Kept => Ok(()),
        fate @ (Fate::Transferred | Fate::Destroyed | Fate::Refiled) => {
            Err(gongkai_rulebook::archive::ArchiveRefusal::Gone { fate }.into())
        }
    }
}

fn told(actor: &Actor, act: &str, item: &ArchiveItem) -> audit::Entry {
    actor
        .entry(act, "archive", item.filed.id)
        .open_fact("code", &item.filed.code)
}
