//! File scanned pages by hand: under the code that somebody read on them, or with the item that
//! somebody recognised.

use gongkai_registry::operation;
use gongkai_rulebook::disclosure::Disclosure;
use gongkai_rulebook::ids::{DisclosureId, ScannedPageId};
use gongkai_rulebook::scan_code::CodedSheet;
use gongkai_rulebook::scanned::{ScanStanding, ScanWait};
use serde::{Deserialize, Serialize};

use super::draft_disclosure::item;
use crate::scans::{Leaf, ScanUse, Sought, bind, file, home_in, home_of, leaf_of};
use crate::{Acting, Desk, Problem};

/// What goes where.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "AssignScansRequest", optional_fields = nullable))]
pub struct Request {
    /// The pages, in their order.
    pub scans: Vec<ScannedPageId>,
    /// The code of their sheet: `SP-9QTX-7K3M`, `PL-2019-0003`, `GK-2019-0049-1`.
    #[serde(default)]
    pub sheet: Option<String>,
    /// The item, its id or 登记编号, where there is no code.
    #[serde(default)]
    pub disclosure: Option<String>,
    /// For what, with the item; what lacks a scan first if not said.
    #[serde(default, rename = "use")]
    pub wanted: Option<ScanUse>,
    /// Who and when.
    pub acting: Acting,
}

/// What was filed.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "AssignScansAnswer", optional_fields = nullable))]
pub struct Answer {
    /// Title of the item.
    pub title: String,
    /// The item, where it is one's.
    pub disclosure: Option<DisclosureId>,
    /// What it is kept as.
    pub kept_as: String,
    /// How many pages.
    pub pages: usize,
}

/// Files the pages.
///
/// # Errors
/// `field-missing`, `not-a-scan-code`, `scan-has-no-place` with what is to be done first,
/// `no-picture` for a page that cannot be read, `not-found`, `who-acts`, what the store says.
pub fn run(desk: &mut Desk, request: &Request) -> Result<Answer, Problem> {
    let actor = request.acting.resolve(desk.records(), desk.host.as_ref())?;
    let leaves = leaves(desk, &request.scans)?;
    let goal = Goal::of(desk, request)?;
    // Before a PDF is made of them: a refusal leaves nothing behind.
    let _ = placed(goal.home(desk.records())?)?;
    let bound = bind(desk, leaves, &goal.title())?;
    let done = desk
        .store
        .change::<_, Problem>(operation!("assign-scans"), |change| {
            let home = placed(goal.home(change.records())?)?;
            file(change, &actor, &home, &bound)?;
            Ok(Answer {
                title: home.title(),
                disclosure: home.disclosure(),
                kept_as: home.told(),
                pages: bound.leaves.len(),
            })
        })?;
    Ok(done.answer)
}

/// Where they are to go.
enum Goal {
    Sheet(CodedSheet),
    Item(Box<Disclosure>, Option<ScanUse>),
}

impl Goal {
    fn of(desk: &Desk, request: &Request) -> Result<Self, Problem> {
        let given = |text: &Option<String>| {
            let text = text.as_deref().map(str::trim).unwrap_or_default();
            (!text.is_empty()).then(|| text.to_owned())
        };
        match (given(&request.sheet), given(&request.disclosure)) {
            (Some(sheet), _) => match sheet.parse() {
                Ok(sheet) => Ok(Self::Sheet(sheet)),
                Err(error) => {
                    let next = "照表右下角方块旁边的字填写，或选事项";
                    let text = error.to_string();
                    Err(Problem::refused("not-a-scan-code", text, next).in_field("扫描码"))
                }
            },
            (None, Some(disclosure)) => {
                let item = Box::new(item(desk, &disclosure)?);
                Ok(Self::Item(item, request.wanted))
            }
            (None, None) => {
                let next = "照表右下角方块旁边的字填扫描码，或选事项";
                let text = "没有说归到哪里";
                Err(Problem::refused("field-missing", text, next).in_field("扫描码"))
            }
        }
    }

    fn home(&self, records: gongkai_registry::records::Records<'_>) -> Result<Sought, Problem> {
        match self {
            Self::Sheet(sheet) => home_of(records, *sheet),
            Self::Item(item, wanted) => home_in(records, item, *wanted),
        }
    }

    fn title(&self) -> String {
        match self {
            Self::Sheet(sheet) => sheet.to_string(),
            Self::Item(..) => String::new(),
        }
    }
}

fn placed(sought: Sought) -> Result<crate::scans::Home, Problem> {
    sought.map_err(|wait: ScanWait| {
        let text = format!("现在还归不进去：{}", wait.label());
        Problem::refused("scan-has-no-place", text, wait.next())
    })
}

fn leaves(desk: &Desk, scans: &[ScannedPageId]) -> Result<Vec<Leaf>, Problem> {
    if scans.is_empty() {
        let text = "没有选扫描页";
        return Err(Problem::refused("field-missing", text, "先选要归入的页"));
    }
    let mut leaves: Vec<Leaf> = Vec::new();
    for id in scans {
        let page = desk.records().scanned_page(*id)?;
        if page.standing != ScanStanding::Waiting {
            let text = format!("这一页{}，不用再办", page.standing);
            return Err(Problem::refused("already-so", text, "刷新页面看看"));
        }
        if leaves.iter().any(|leaf| leaf.page.id == *id) {
            continue;
        }
        let Some(leaf) = leaf_of(desk, page)? else {
            let text = "这个文件读不出，没有可以归入的页";
            let next = ScanWait::Unreadable.next();
            return Err(Problem::refused("no-picture", text, next));
        };
        leaves.push(leaf);
    }
    Ok(leaves)
}
