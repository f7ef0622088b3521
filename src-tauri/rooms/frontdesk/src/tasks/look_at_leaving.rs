//! 移交与鉴定: what is due for the county's archive, what waits for appraisal, what is held, and every
//! transfer and disposal list with how far it is.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use gongkai_registry::records::{ArchiveItem, Disposal, ItemFilter, Transfer};
use gongkai_rulebook::archive::keeping::{Appraisal, DisposalPhase};
use gongkai_rulebook::ids::{ArchiveItemId, DisposalId, FileId, TransferId};
use serde::Serialize;

use super::dispose_items::{self, number};
use super::hand_to_archive;
use super::look_at_archive::ItemLine;
use crate::archiving::{Standings, all_items};
use crate::typed::masked;
use crate::{Desk, Problem};

/// What leaves the office's keeping.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "LookAtLeavingAnswer")
)]
pub struct Answer {
    /// Due for the county's archive.
    pub to_hand_on: Vec<ItemLine>,
    /// Period over, waiting for appraisal.
    pub to_appraise: Vec<ItemLine>,
    /// 冻结.
    pub held: Vec<ItemLine>,
    /// Transfers, newest first.
    pub transfers: Vec<TransferLine>,
    /// Disposal lists, newest first.
    pub disposals: Vec<DisposalLine>,
}

/// A transfer.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtLeavingTransfer", optional_fields = nullable))]
pub struct TransferLine {
    /// Its id.
    pub transfer: TransferId,
    /// To which archive.
    pub to: String,
    /// Who took it.
    pub receiver: String,
    /// When.
    pub on: NaiveDate,
    /// How many items.
    pub items: u32,
    /// The signed 交接文据.
    pub receipt: Option<FileId>,
}

/// A disposal list.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtLeavingDisposal", optional_fields = nullable))]
pub struct DisposalLine {
    /// Its id.
    pub disposal: DisposalId,
    /// Its number.
    pub no: String,
    /// How far it is.
    pub phase: DisposalPhase,
    /// Who made it.
    pub made_by: String,
    /// When.
    pub made_on: NaiveDate,
    /// Who approved it.
    pub approver: Option<String>,
    /// When.
    pub approved_on: Option<NaiveDate>,
    /// When it was carried out.
    pub carried_on: Option<NaiveDate>,
    /// Its lines.
    pub lines: Vec<JudgedLine>,
}

/// A line of a disposal list.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "LookAtLeavingLine", optional_fields = nullable))]
pub struct JudgedLine {
    /// Its number on the list.
    pub position: u32,
    /// The item.
    pub item: ArchiveItemId,
    /// 档号.
    pub code: String,
    /// 题名.
    pub title: String,
    /// 页数.
    pub pages: u32,
    /// 鉴定意见.
    pub verdict: Option<Appraisal>,
    /// Why.
    pub why: String,
}

/// Looks at it.
///
/// # Errors
/// What the store says.
pub fn run(desk: &Desk) -> Result<Answer, Problem> {
    let standings = Standings::read(desk)?;
    let line = |item| ItemLine::of(item, &standings);
    let to_hand_on = match desk.records().archive_scheme()? {
        Some(scheme) => hand_to_archive::due(desk, &scheme, &standings)?,
        None => Vec::new(),
    };
    let mut held = desk.records().archive_items(&ItemFilter::default())?;
    held.retain(|item| item.held.is_some());
    let lists = desk.records().disposals(None)?;
    let all = all_items(desk)?;
    Ok(Answer {
        to_hand_on: to_hand_on.into_iter().map(line).collect(),
        to_appraise: dispose_items::due(desk, &standings)?
            .into_iter()
            .map(line)
            .collect(),
        held: held.into_iter().map(line).collect(),
        transfers: desk
            .records()
            .transfers(None)?
            .into_iter()
            .map(TransferLine::of)
            .collect(),
        disposals: lists
            .into_iter()
            .map(|list| disposal(desk, list, &all))
            .collect::<Result<_, Problem>>()?,
    })
}

impl TransferLine {
    fn of(transfer: Transfer) -> Self {
        Self {
            transfer: transfer.id,
            to: transfer.to,
            receiver: transfer.receiver,
            on: transfer.handed_on,
            items: transfer.items,
            receipt: transfer.receipt,
        }
    }
}

fn disposal(
    desk: &Desk,
    list: Disposal,
    all: &BTreeMap<ArchiveItemId, ArchiveItem>,
) -> Result<DisposalLine, Problem> {
    let mut lines = Vec::new();
    for line in desk.records().disposal_lines(list.id)? {
        let Some(item) = all.get(&line.item) else {
            continue;
        };
        lines.push(JudgedLine {
            position: line.position,
            item: line.item,
            code: item.filed.code.clone(),
            title: masked(&item.filed.title),
            pages: item.pages,
            verdict: line.verdict,
            why: line.why,
        });
    }
    let no = number(&list);
    let (approver, approved_on) = list.approved.unzip();
    Ok(DisposalLine {
        disposal: list.id,
        no,
        phase: list.phase,
        made_by: list.made_by,
        made_on: list.made_on,
        approver,
        approved_on,
        carried_on: list.carried_out.map(|done| done.on),
        lines,
    })
}
