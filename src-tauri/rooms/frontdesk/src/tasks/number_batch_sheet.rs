//! Number a 批量审批表: many routine items on one sheet that goes along their chain by hand. It is
//! printed like any other paper, as often as it is asked for.

use chrono::Datelike;
use gongkai_registry::records::{BatchLine, BatchSheet};
use gongkai_registry::{audit, operation};
use gongkai_rulebook::batch::{self, BatchNo};
use gongkai_rulebook::chain::{Chain, Step};
use gongkai_rulebook::disclosure::Disclosure;
use gongkai_rulebook::ids::BatchSheetId;
use serde::{Deserialize, Serialize};

use super::draft_disclosure::item;
use crate::compose::chain_in_force;
use crate::typed::masked;
use crate::{Acting, Desk, Problem};

/// Most items of one sheet: what a leader can answer for in one go.
const MOST_ITEMS: usize = 60;

/// Which items go on the sheet.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "NumberBatchSheetRequest", optional_fields = nullable))]
pub struct Request {
    /// The items, in the order of the sheet.
    pub items: Vec<String>,
    /// Who prints it.
    pub acting: Acting,
}

/// The sheet that was numbered.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "NumberBatchSheetAnswer", optional_fields = nullable))]
pub struct Answer {
    /// Its number, `批2019-0003`.
    pub sheet: String,
    /// How many items stand on it.
    pub items: usize,
}

/// Numbers a sheet of these items and keeps what stands on it.
///
/// # Errors
/// `nothing-on-sheet`, `too-many`, `twice`; `other-chain`, `wrong-step` or `not-in-state` for an
/// item that does not go the way of the first; `who-acts`, what the store says.
pub fn run(desk: &mut Desk, request: Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    check_count(request.items.len())?;
    let mut way: Option<(Chain, Step)> = None;
    let mut lines: Vec<BatchLine> = Vec::new();
    for given in &request.items {
        let item = item(desk, given)?;
        if lines.iter().any(|line| line.disclosure == item.id()) {
            let text = format!("《{}》选了两次", item.content().title);
            return Err(Problem::refused("twice", text, "去掉一次"));
        }
        let in_force = chain_in_force(desk, &item)?;
        let (chain, first) = match way.take() {
            Some(way) => way,
            None => way_of(&item, &in_force)?,
        };
        batch::may_stand(&item, &in_force, (&chain, first))
            .map_err(|refusal| about(&item, refusal.into()))?;
        lines.push(BatchLine::of(item.id(), item.content())?);
        way = Some((chain, first));
    }
    let (chain, _) = way.ok_or_else(nothing)?;
    let sheet = BatchSheet {
        id: BatchSheetId::new(&desk.seed()?),
        no: desk.records().next_batch_no(desk.host.now().today.year())?,
        chain,
        by: actor.person.id,
        printed: actor.moment,
        lines,
    };
    desk.store
        .change::<_, Problem>(operation!("number-batch-sheet"), |change| {
            change.put_batch_sheet(&sheet)?;
            let entry = actor
                .entry("number-batch-sheet", "batch_sheet", sheet.no)
                .open_fact("items", sheet.lines.len().to_string());
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Answer {
        sheet: sheet.no.to_string(),
        items: sheet.lines.len(),
    })
}

/// The number of a sheet as it was typed.
pub(crate) fn numbered(given: &str) -> Result<BatchNo, Problem> {
    given.parse().map_err(|error: batch::NotABatchNo| {
        let next = "照审批表右上角的编号填写";
        Problem::refused("not-found", error.to_string(), next).in_field("编号")
    })
}

/// The same problem, about one item of several.
pub(super) fn about(item: &Disclosure, mut problem: Problem) -> Problem {
    problem.text = format!("《{}》：{}", masked(&item.content().title), problem.text);
    problem
}

fn way_of(item: &Disclosure, in_force: &Chain) -> Result<(Chain, Step), Problem> {
    let first = batch::next_step(item, in_force)
        .ok_or_else(|| about(item, item.refuse("列入批量审批表").into()))?;
    Ok((batch::chain_of(item, in_force).clone(), first))
}

fn check_count(count: usize) -> Result<(), Problem> {
    match count {
        0 => Err(nothing()),
        1..=MOST_ITEMS => Ok(()),
        more => {
            let text = format!("一张批量审批表最多 {MOST_ITEMS} 件，选了 {more} 件");
            Err(Problem::refused("too-many", text, "分成几张印"))
        }
    }
}

fn nothing() -> Problem {
    let text = "没有选要列入批量审批表的事项";
    Problem::refused("nothing-on-sheet", text, "在左边勾选几件再印")
}
