//! Look at what stations and villages handed in, newest first, and where a draft came from.

use chrono::NaiveDate;
use gongkai_registry::records::TakenDraft;
use gongkai_rulebook::disclosure::State;
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::letter::Incoming;
use serde::Serialize;

use super::draft_disclosure::item;
use super::keep_draft_office;
use crate::typed::masked;
use crate::{Desk, Problem};

/// What was handed in, and how this desk hands over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "LookAtStationsAnswer")
)]
pub struct Answer {
    /// How this desk hands over and takes in drafts.
    pub office: keep_draft_office::Answer,
    /// Drafts that came in, newest first.
    pub came: Vec<Came>,
}

/// A draft that came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "LookAtStationsCame")
)]
pub struct Came {
    /// The item.
    pub disclosure: DisclosureId,
    /// Its title at this office.
    pub title: String,
    /// Its state at this office.
    pub state: State,
    /// What became of the draft.
    pub standing: Incoming,
    /// 提供单位.
    pub unit: String,
    /// 提供人.
    pub provider: String,
    /// 单位负责人 who agreed.
    pub responsible: String,
    /// When he agreed.
    pub agreed_on: NaiveDate,
    /// Who packed it there.
    pub handed_by: String,
    /// When.
    pub handed_on: NaiveDate,
    /// Its number in the station's chain.
    pub number: u64,
    /// Id of the key that signed it.
    pub key: String,
    /// What the station mended and left out of a list, in words.
    pub remark: String,
    /// Who took it in.
    pub taken_by: String,
    /// When.
    pub taken_on: NaiveDate,
}

/// What was handed in.
///
/// # Errors
/// `draft-key`, what the store says.
pub fn run(desk: &Desk) -> Result<Answer, Problem> {
    let taken = desk.records().taken_drafts()?;
    let came = taken.into_iter().rev().map(|one| came(desk, one));
    Ok(Answer {
        office: keep_draft_office::show(desk)?,
        came: came.collect::<Result<_, Problem>>()?,
    })
}

/// The packages that the item `given` came with, newest first.
///
/// # Errors
/// `not-found`, what the store says.
pub fn of_item(desk: &Desk, given: &str) -> Result<Vec<Came>, Problem> {
    let taken = desk.records().taken_drafts_of(item(desk, given)?.id())?;
    taken.into_iter().rev().map(|one| came(desk, one)).collect()
}

fn came(desk: &Desk, taken: TakenDraft) -> Result<Came, Problem> {
    let item = desk.records().disclosure(taken.disclosure)?;
    let key: Option<gongkai_letters::PublicKey> = taken.key.parse().ok();
    Ok(Came {
        disclosure: taken.disclosure,
        title: masked(&item.content().title),
        state: item.state(),
        standing: taken.standing,
        unit: taken.unit,
        provider: taken.provider,
        responsible: taken.responsible,
        agreed_on: taken.agreed_on,
        handed_by: taken.handed_by,
        handed_on: taken.handed_on,
        number: taken.number,
        key: key.map_or_else(String::new, |key| crate::stations::spoken(key.id())),
        remark: taken.remark,
        taken_by: desk.records().person(taken.by)?.name,
        taken_on: taken.moment.occurred_on,
    })
}
