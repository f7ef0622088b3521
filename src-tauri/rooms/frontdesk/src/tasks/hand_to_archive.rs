//! Hand items to the county's archive (移交): what is due after ten years, with the deed that both sides
//! sign. What went stays listed with where it went.

use std::path::PathBuf;

use gongkai_registry::records::{ArchiveItem, Transfer};
use gongkai_registry::{audit, operation};
use gongkai_rulebook::archive::keeping::Fate;
use gongkai_rulebook::archive::scheme::Scheme;
use gongkai_rulebook::ids::{ArchiveItemId, TransferId};
use serde::{Deserialize, Serialize};

use super::draft_disclosure::required;
use super::take_in_file::{keep_maybe, take_in_maybe};
use crate::acts::ItemAct;
use crate::archiving::{Standings, archive_item, archivist, old_enough, scheme};
use crate::{Acting, Desk, Problem, typed};

/// What goes, and to whom.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "HandToArchiveRequest", optional_fields = nullable))]
pub struct Request {
    /// The items; everything that is due if none is said.
    #[serde(default)]
    pub items: Vec<String>,
    /// Which archive takes it.
    pub to: String,
    /// Who took it there.
    #[serde(default)]
    pub receiver: Option<String>,
    /// The signed 交接文据.
    #[serde(default)]
    pub receipt: Option<PathBuf>,
    /// Who and when.
    pub acting: Acting,
}

/// What went.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(
    feature = "contract",
    derive(ts_rs::TS),
    ts(rename = "HandToArchiveAnswer")
)]
pub struct Answer {
    /// The transfer.
    pub transfer: TransferId,
    /// How many items.
    pub items: usize,
}

/// Items that are due for the county's archive.
///
/// # Errors
/// What the store says.
pub(crate) fn due(
    desk: &Desk,
    scheme: &Scheme,
    standings: &Standings,
) -> Result<Vec<ArchiveItem>, Problem> {
    let today = desk.host.now().today;
    let is_due = |item: &ArchiveItem| {
        let (year, standing) = (item.filed.class.year, standings.of(item));
        let longest = standing.filed.max(standing.tabled);
        item.fate == Fate::Kept
            && standing.may_be_handed_on().is_ok()
            && scheme
                .transfer_from(year, longest)
                .is_some_and(|from| from <= today)
    };
    let mut items = desk.records().archive_items(&old_enough(today))?;
    items.retain(is_due);
    Ok(items)
}

/// Hands items over: all of them or none.
///
/// # Errors
/// `nothing-due`, `not-due` before the tenth year is over, `item-held`, `item-gone`, `field-missing`,
/// `lacks-duty`, `who-acts`, an unreadable receipt, what the store says.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let actor = archivist(desk, &request.acting)?;
    let to = typed::open_line("接收单位", required(Some(&request.to), "接收单位")?)?;
    let receiver = typed::open_line_maybe("接收人", request.receiver.as_deref())?;
    let items = meant(desk, request)?;
    let taken = take_in_maybe(desk, request.receipt.as_deref())?;
    let transfer = Transfer {
        id: TransferId::new(&desk.seed()?),
        to,
        receiver: receiver.unwrap_or_default(),
        receipt: taken.as_ref().map(|file| file.id),
        handed_by: actor.person.name.clone(),
        handed_on: actor.moment.occurred_on,
        items: u32::try_from(items.len()).unwrap_or(u32::MAX),
    };
    let ids: Vec<ArchiveItemId> = items.iter().map(|item| item.filed.id).collect();
    desk.store
        .change::<_, Problem>(operation!("hand-to-archive"), |change| {
            keep_maybe(change, taken.as_ref())?;
            change.transfer_items(&transfer, &ids, (actor.person.id, &actor.moment))?;
            let entry = actor
                .entry("hand-to-archive", "archive", transfer.id)
                .open_fact("to", &transfer.to)
                .open_fact("items", ids.len().to_string());
            audit::append(change, &entry)?;
            for item in &items {
                if let Some(disclosure) = item.filed.disclosure {
                    let entry = actor
                        .about(ItemAct::HandToArchive, disclosure)
                        .open_fact("to", &transfer.to);
                    audit::append(change, &entry)?;
                }
            }
            Ok(())
        })?;
    Ok(Answer {
        transfer: transfer.id,
        items: ids.len(),
    })
}

fn meant(desk: &Desk, request: &Request) -> Result<Vec<ArchiveItem>, Problem> {
    let (scheme, _) = scheme(desk)?;
    let standings = Standings::read(desk)?;
    let due = due(desk, &scheme, &standings)?;
    if request.items.is_empty() {
        if due.is_empty() {
            let text = "现在没有到期应移交县档案馆的件";
            return Err(Problem::refused(
                "nothing-due",
                text,
                "到期以后“今日”会提醒",
            ));
        }
        return Ok(due);
    }
    let mut items: Vec<ArchiveItem> = Vec::new();
    for given in &request.items {
        let item = archive_item(desk, given)?;
        standings.of(&item).may_be_handed_on()?;
        if !due.iter().any(|known| known.filed.id == item.filed.id) {
            let text = format!("{} 还没有到移交的时候", item.filed.code);
            let next = "形成满十年、属于县档案馆接收的期限才移交";
            return Err(Problem::refused("not-due", text, next));
        }
        if !items.iter().any(|known| known.filed.id == item.filed.id) {
            items.push(item);
        }
    }
    Ok(items)
}
