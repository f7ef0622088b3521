//! Show one item whole, or a list of items. Private values are masked unless somebody asks for
//! them by name, which the audit chain keeps.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use gongkai_registry::records::{ListRecord, Summary, SummaryFilter};
use gongkai_rulebook::catalogue::EntryCode;
use gongkai_rulebook::chain::Step;
use gongkai_rulebook::disclosure::{Demand, Disclosure, Listing, State};
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::list::ListKind;
use gongkai_rulebook::privacy::access::AccessWay;
use gongkai_rulebook::public_view::{Column, mask_inside};
use gongkai_rulebook::register::RegisterNo;
use gongkai_rulebook::signature::{Secrecy, Signature, SignatureKind};
use gongkai_rulebook::vocabulary::{Channel, DisclosureClass, Element, Stage};
use serde::Serialize;

use super::{draft_disclosure, hand_over_copy, post_disclosure};
use crate::access::{Seen, note_now};
use crate::listed::{Interpreted, interpreted};
use crate::typed::masked;
use crate::{Acting, Desk, Problem};

/// One item, whole.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ShowDisclosureWhole", optional_fields = nullable))]
pub struct Whole {
    /// Its id.
    pub disclosure: DisclosureId,
    /// Its state.
    pub state: State,
    /// Its catalogue entry.
    pub entry: EntryCode,
    /// Edition of the catalogue it is filed under.
    pub edition: String,
    /// Title.
    pub title: String,
    /// 公开属性.
    pub class: DisclosureClass,
    /// Elements of its own.
    pub elements: BTreeMap<Element, String>,
    /// Body.
    pub body: String,
    /// 形成日期.
    pub formed_on: Option<NaiveDate>,
    /// 提供单位.
    pub unit: Option<String>,
    /// Who provided it.
    pub provider: Option<String>,
    /// 上级要求.
    pub demand: Option<Demand>,
    /// 重要事项: which part of the matter it discloses.
    pub stage: Option<Stage>,
    /// 目录栏.
    pub listing: Listing,
    /// The item that it explains.
    pub interprets: Option<Interpreted>,
    /// How many files are attached.
    pub attachments: usize,
    /// The item it corrects.
    pub corrects: Option<DisclosureId>,
    /// The next step of the chain.
    pub next_step: Option<Step>,
    /// Signatures that count.
    pub signatures: Vec<SignatureLine>,
    /// Why it was sent back.
    pub returned: Option<String>,
    /// 登记编号.
    pub register_no: Option<RegisterNo>,
    /// When it was released.
    pub released_on: Option<NaiveDate>,
    /// 补录: released earlier than it was entered.
    pub late_entry: bool,
    /// Channels planned.
    pub channels: Vec<Channel>,
    /// Copies.
    pub copies: Vec<hand_over_copy::Line>,
    /// Postings.
    pub postings: Vec<post_disclosure::Line>,
    /// Its list.
    pub list: Option<ListView>,
}

/// One signature.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ShowDisclosureSignatureLine", optional_fields = nullable))]
pub struct SignatureLine {
    /// The step.
    pub step: Step,
    /// Who signed.
    pub signer: String,
    /// 代: for whom.
    pub stands_in_for: Option<String>,
    /// Who entered it.
    pub enterer: String,
    /// In what way.
    pub kind: SignatureKind,
    /// When.
    pub on: NaiveDate,
    /// 补录.
    pub late_entry: bool,
    /// 文号 of the document whose draft sheet is cited.
    pub document: Option<String>,
    /// There is a scan.
    pub scan: bool,
    /// Conclusion of the secrecy review.
    pub secrecy: Option<Secrecy>,
    /// What the signer wrote.
    pub opinion: Option<String>,
    /// 补签 is owed.
    pub owed: bool,
    /// When it was signed afterwards.
    pub made_good_on: Option<NaiveDate>,
    /// 自校: the drafter proofread it.
    pub own_proofreading: bool,
}

/// A list with its rows.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ShowDisclosureListView", optional_fields = nullable))]
pub struct ListView {
    /// Kind of list.
    pub kind: ListKind,
    /// Sheet it stood on.
    pub sheet: String,
    /// Village.
    pub village: Option<String>,
    /// Rows kept, skipped, refused.
    pub read: u32,
    /// Rows skipped.
    pub skipped: u32,
    /// Rows refused and left out.
    pub refused: u32,
    /// Titles of the columns.
    pub columns: Vec<String>,
    /// Rows.
    pub rows: Vec<RowView>,
}

/// A row of a list.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ShowDisclosureRowView", optional_fields = nullable))]
pub struct RowView {
    /// Row of the sheet.
    pub row: u32,
    /// Its cells.
    pub cells: Vec<String>,
}

/// A list of items.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ShowDisclosureOverview", optional_fields = nullable))]
pub struct Overview {
    /// The items.
    pub disclosures: Vec<Line>,
}

/// One item in a list.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "ShowDisclosureLine", optional_fields = nullable))]
pub struct Line {
    /// Its id.
    pub disclosure: DisclosureId,
    /// Its state.
    pub state: State,
    /// Its catalogue entry.
    pub entry: EntryCode,
    /// Title.
    pub title: String,
    /// 公开属性.
    pub class: DisclosureClass,
    /// 形成日期.
    pub formed_on: Option<NaiveDate>,
    /// 登记编号.
    pub register_no: Option<RegisterNo>,
    /// When it was released.
    pub released_on: Option<NaiveDate>,
}

/// The items of a state or a year.
///
/// # Errors
/// What the store says.
pub fn list(desk: &Desk, state: Option<State>, year: Option<i32>) -> Result<Overview, Problem> {
    let line = |summary: Summary| Line {
        disclosure: summary.id,
        state: summary.state,
        entry: summary.entry,
        title: masked(&summary.title),
        class: summary.class,
        formed_on: summary.formed_on,
        register_no: summary.line.map(|(_, no, _)| no),
        released_on: summary.line.map(|(_, _, on)| on),
    };
    let found = desk.records().disclosures(&SummaryFilter { state, year })?;
    Ok(Overview {
        disclosures: found.into_iter().map(line).collect(),
    })
}

/// The item `given`, private values masked.
///
/// # Errors
/// `not-found`, `ambiguous`, what the store says.
pub fn show(desk: &Desk, given: &str) -> Result<Whole, Problem> {
    whole(desk, given, false)
}

/// The item `given` with private values, which is entered in the audit chain.
///
/// # Errors
/// `who-acts`, `not-found`, what the store says.
pub fn show_private(desk: &mut Desk, given: &str, acting: &Acting) -> Result<Whole, Problem> {
    let actor = acting.resolve(desk.records(), desk.host.as_ref())?;
    let answer = whole(desk, given, true)?;
    let rows = answer.list.as_ref().map_or(0, |list| list.rows.len());
    let seen = Seen::of(AccessWay::Item, &answer.title, rows as u64).in_item(answer.disclosure);
    note_now(desk, &actor, &seen)?;
    Ok(answer)
}

fn whole(desk: &Desk, given: &str, private: bool) -> Result<Whole, Problem> {
    let item = draft_disclosure::item(desk, given)?;
    let content = item.content();
    let text = |text: &str| {
        if private {
            text.to_owned()
        } else {
            masked(text)
        }
    };
    let released = item.released().map(|released| released.release());
    let list = content
        .list
        .map(|id| list_view(desk, id, private))
        .transpose()?;
    Ok(Whole {
        disclosure: item.id(),
        state: item.state(),
        entry: content.entry.clone(),
        edition: desk.records().filing(item.id())?.edition,
        title: text(&content.title),
        class: content.class,
        elements: content
            .elements
            .iter()
            .map(|(element, words)| (*element, text(words)))
            .collect(),
        body: text(&content.body),
        formed_on: content.formed_on,
        unit: content.unit.as_deref().map(text),
        provider: content.provider.as_deref().map(text),
        demand: content.demand.clone(),
        stage: content.stage,
        listing: content.listing.clone(),
        interprets: interpreted(desk, content.listing.interprets)?,
        attachments: content.attachments.len(),
        corrects: content.corrects,
        next_step: next_step(desk, &item)?,
        signatures: signatures(desk, item.signatures())?,
        returned: returned(&item).map(|why| text(&why)),
        register_no: register_no(&item),
        released_on: released.map(|release| release.moment.occurred_on),
        late_entry: released.is_some_and(|release| release.moment.is_late_entry()),
        channels: released
            .map(|release| release.channels.clone())
            .unwrap_or_default(),
        copies: hand_over_copy::lines(desk, item.id())?,
        postings: post_disclosure::lines(&item),
        list,
    })
}

fn next_step(desk: &Desk, item: &Disclosure) -> Result<Option<Step>, Problem> {
    Ok(match item {
        Disclosure::Draft(_) => crate::compose::chain_of(desk, item)?.after(0),
        Disclosure::InReview(review) => review.next_step(),
        Disclosure::SetAside(_)
        | Disclosure::Approved(_)
        | Disclosure::Released(_)
        | Disclosure::Corrected(_)
        | Disclosure::Withdrawn(_)
        | Disclosure::Exempt(_) => None,
    })
}

pub(crate) fn register_no(item: &Disclosure) -> Option<RegisterNo> {
    match item {
        Disclosure::Exempt(exempt) => Some(exempt.exemption().register_no),
        other => other
            .released()
            .map(|released| released.release().register_no),
    }
}

fn returned(item: &Disclosure) -> Option<String> {
    match item {
        Disclosure::Draft(draft) => draft.returned.as_ref().map(|returned| returned.why.clone()),
        Disclosure::SetAside(_)
        | Disclosure::InReview(_)
        | Disclosure::Approved(_)
        | Disclosure::Released(_)
        | Disclosure::Corrected(_)
        | Disclosure::Withdrawn(_)
        | Disclosure::Exempt(_) => None,
    }
}

fn signatures(desk: &Desk, signatures: &[Signature]) -> Result<Vec<SignatureLine>, Problem> {
    let name = |id| -> Result<String, Problem> { Ok(desk.records().person(id)?.name) };
    let drafter = signatures.first().map(|signature| signature.signer);
    let line = |signature: &Signature| -> Result<SignatureLine, Problem> {
        Ok(SignatureLine {
            step: signature.step,
            signer: name(signature.signer)?,
            stands_in_for: signature.stands_in_for.map(name).transpose()?,
            enterer: name(signature.enterer)?,
            kind: signature.kind,
            on: signature.moment.occurred_on,
            late_entry: signature.moment.is_late_entry(),
            document: signature.document.clone(),
            scan: signature.scan.is_some(),
            secrecy: signature.secrecy,
            opinion: signature.opinion.as_deref().map(masked),
            owed: signature.is_owed(),
            made_good_on: signature
                .made_good
                .as_ref()
                .map(|later| later.moment.occurred_on),
            own_proofreading: signature.step == Step::Proofread
                && Some(signature.signer) == drafter,
        })
    };
    signatures.iter().map(line).collect()
}

fn list_view(
    desk: &Desk,
    id: gongkai_rulebook::ids::ListId,
    private: bool,
) -> Result<ListView, Problem> {
    let record = desk.records().list(id)?;
    let row = |row: gongkai_registry::records::KeptRow| RowView {
        row: row.row,
        cells: if private {
            row.cells
        } else {
            masked_cells(&record, row.cells)
        },
    };
    let rows = desk.records().list_rows(id)?.into_iter().map(row).collect();
    Ok(ListView {
        kind: record.kind,
        sheet: masked(&record.sheet),
        village: record.village.clone(),
        read: record.read,
        skipped: record.skipped,
        refused: record.refused,
        columns: record
            .columns
            .iter()
            .map(|column| column.title.clone())
            .collect(),
        rows,
    })
}

fn masked_cells(record: &ListRecord, cells: Vec<String>) -> Vec<String> {
    let columns = record.columns.iter().zip(cells);
    columns
        .map(|(kept, text)| {
            let column = Column {
                title: kept.title.clone(),
                meaning: kept.meaning,
            };
            mask_inside(&column, &text).into_owned()
        })
        .collect()
}
