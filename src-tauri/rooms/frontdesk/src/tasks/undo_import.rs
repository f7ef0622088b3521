//! Undo a whole import while nothing of it is released; afterwards it says what must stay and why,
//! item by item.

use gongkai_registry::records::MadeItem;
use gongkai_registry::{Change, audit, operation};
use gongkai_rulebook::disclosure::{Content, Disclosure, State};
use gongkai_rulebook::ids::{DisclosureId, ImportId, ListId};
use gongkai_rulebook::register::RegisterNo;
use serde::Serialize;

use super::draft_disclosure::save;
use crate::acting::Actor;
use crate::acts::ItemAct;
use crate::typed::masked;
use crate::{Acting, Desk, Problem, typed};

/// What was undone, and what stays.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "UndoImportAnswer", optional_fields = nullable))]
pub struct Answer {
    /// What was asked for.
    pub undone: String,
    /// Items that went, or went back to what they were.
    pub gone: Vec<Gone>,
    /// Items that stay.
    pub kept: Vec<Kept>,
}

/// What undoing would do.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "UndoImportOutlook", optional_fields = nullable))]
pub struct Outlook {
    /// Items that would go, or go back to what they were.
    pub gone: Vec<Gone>,
    /// Items that would stay.
    pub kept: Vec<Kept>,
}

/// An item that goes with its import.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "UndoImportGone"))]
pub struct Gone {
    /// The item.
    pub disclosure: DisclosureId,
    /// Its title.
    pub title: String,
    /// Its state.
    pub state: State,
    /// What becomes of it, in a sentence.
    pub what: String,
}

/// An item that stays.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "UndoImportKept", optional_fields = nullable))]
pub struct Kept {
    /// The item.
    pub disclosure: DisclosureId,
    /// 登记编号, where it has one.
    pub register_no: Option<RegisterNo>,
    /// Its title.
    pub title: String,
    /// Its state.
    pub state: State,
    /// Why it stays and what can be done instead.
    pub why: String,
}

/// What undoing the import that made the item `given` (or the import of that id) would do.
///
/// # Errors
/// `not-found`, `not-imported`, what the store says.
pub fn look(desk: &Desk, given: &str) -> Result<Outlook, Problem> {
    let plan = plan(desk, import_of(desk, given)?)?;
    Ok(Outlook {
        gone: plan.told(),
        kept: plan.kept,
    })
}

/// Undoes the import that made the item `given` (or the import of that id).
///
/// # Errors
/// `not-found`, `not-imported`, `already-undone`, `already-released` where nothing can be undone, `who-acts`, what
/// the store says.
pub fn run(
    desk: &mut Desk,
    given: &str,
    why: Option<String>,
    acting: &Acting,
) -> Result<Answer, Problem> {
    let actor = acting.resolve(desk.records(), desk.host.as_ref())?;
    let why = typed::open_line_maybe("原因", why.as_deref())?;
    let import = import_of(desk, given)?;
    let source = desk.records().list_source(import)?;
    let plan = plan(desk, import)?;
    plan.check()?;
    desk.store
        .change::<_, Problem>(operation!("undo-import"), |change| {
            for going in &plan.going {
                match &going.way {
                    Way::Draft => {
                        change.remove_unreleased(going.item.id())?;
                        audit::append(change, &actor.about(ItemAct::Undone, going.item.id()))?;
                    }
                    Way::List { back } => take_out(change, &going.item, *back, &actor)?,
                }
            }
            for list in plan.lists() {
                // A list that somebody else carries stays with him.
                if change.records().item_of_list(list)?.is_none() {
                    change.remove_list(list)?;
                }
            }
            change.reopen_returns(source.sha256)?;
            let mut entry = actor
                .entry("undo-import", "import", import)
                .open_fact("items", plan.going.len().to_string());
            if !plan.kept.is_empty() {
                entry = entry.open_fact("kept", plan.kept.len().to_string());
            }
            if let Some(why) = &why {
                entry = entry.open_fact("why", why.as_str());
            }
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Answer {
        undone: given.to_owned(),
        gone: plan.told(),
        kept: plan.kept,
    })
}

/// What becomes of an import's items.
pub(super) struct Plan {
    going: Vec<Going>,
    pub(super) kept: Vec<Kept>,
}

/// An item that goes, or whose list goes.
struct Going {
    item: Disclosure,
    list: ListId,
    way: Way,
}

/// How.
enum Way {
    /// The import opened it: it goes with its list.
    Draft,
    /// It was there before: it stays without the list, or with the list of what it corrects.
    List { back: Option<ListId> },
}

impl Plan {
    fn check(&self) -> Result<(), Problem> {
        match (self.going.is_empty(), self.kept.is_empty()) {
            (true, true) => {
                let text = "这次导入已经撤销，或名单已被后来的导入换掉";
                Err(Problem::refused("already-undone", text, "不用再撤销"))
            }
            (true, false) => {
                let all: Vec<String> = self.kept.iter().map(Kept::sentence).collect();
                let text = format!("这次导入的事项都要留下：{}", all.join("；"));
                let next = "内容有错请更正；不该公开的请撤回";
                Err(Problem::refused("already-released", text, next))
            }
            (false, _) => Ok(()),
        }
    }

    /// Whether anything can be undone.
    pub(super) fn is_open(&self) -> bool {
        !self.going.is_empty()
    }

    fn told(&self) -> Vec<Gone> {
        self.going.iter().map(Going::told).collect()
    }

    fn lists(&self) -> impl Iterator<Item = ListId> {
        let mut lists: Vec<ListId> = self.going.iter().map(|going| going.list).collect();
        lists.sort_unstable();
        lists.dedup();
        lists.into_iter()
    }
}

impl Going {
    fn told(&self) -> Gone {
        let signed = self.item.signatures().len();
        let attached = self.item.content().attachments.len();
        let mut what = match &self.way {
            Way::Draft => "草稿和名单一起撤掉".to_owned(),
            Way::List { back: None } => "草稿留着，名单拿掉".to_owned(),
            Way::List { back: Some(_) } => "更正稿留着，名单换回原来的".to_owned(),
        };
        if signed > 0 {
            what.push_str(&format!("，{signed} 个签字作废"));
        }
        if attached > 0 && matches!(self.way, Way::Draft) {
            what.push_str(&format!("，{attached} 个附件的原件还在登记库里"));
        }
        Gone {
            disclosure: self.item.id(),
            title: masked(&self.item.content().title),
            state: self.item.state(),
            what,
        }
    }
}

impl Kept {
    fn sentence(&self) -> String {
        let number = self.register_no.map(|number| format!("{number} "));
        format!(
            "{}《{}》{}",
            number.unwrap_or_default(),
            self.title,
            self.why
        )
    }
}

/// What becomes of the items of an import.
///
/// # Errors
/// What the store says.
pub(super) fn plan(desk: &Desk, import: ImportId) -> Result<Plan, Problem> {
    let mut plan = Plan {
        going: Vec::new(),
        kept: Vec::new(),
    };
    for made in desk.records().made_by_import(import)? {
        let item = desk.records().disclosure(made.disclosure)?;
        match why_kept(desk, &item, made)? {
            Some(why) => plan.kept.push(Kept {
                disclosure: item.id(),
                register_no: item.released().map(|kept| kept.release().register_no),
                title: masked(&item.content().title),
                state: item.state(),
                why,
            }),
            None => plan.going.push(going(desk, item, made)?),
        }
    }
    Ok(plan)
}

fn going(desk: &Desk, item: Disclosure, made: MadeItem) -> Result<Going, Problem> {
    let way = match made.into == Some(item.id()) {
        false => Way::Draft,
        true => Way::List {
            back: match item.content().corrects {
                Some(old) => desk.records().disclosure(old)?.content().list,
                None => None,
            },
        },
    };
    Ok(Going {
        item,
        list: made.list,
        way,
    })
}

/// Why an item stays, if it does.
fn why_kept(desk: &Desk, item: &Disclosure, made: MadeItem) -> Result<Option<String>, Problem> {
    let why = match item.state() {
        State::Released => "已经发布，登记簿上有它；内容有错请更正，不该公开的请撤回",
        State::Corrected => "已经发布并更正过，登记簿上有它",
        State::Withdrawn => "发布过又撤回了，登记簿上有它",
        State::Exempt => "已登记为不予公开",
        State::SetAside if made.into == Some(item.id()) => {
            "导入以前就有的草稿，现在搁置着；先恢复办理，再撤销导入"
        }
        State::Draft
        | State::Returned
        | State::SetAside
        | State::Submitted
        | State::Proofread
        | State::Reviewed
        | State::Agreed
        | State::Approved => {
            // A correction begins with the list of what it corrects, which no import made for it.
            let Some(old) = item
                .content()
                .corrects
                .filter(|_| made.into != Some(item.id()))
            else {
                return Ok(None);
            };
            let old = desk.records().disclosure(old)?;
            let title = masked(&old.content().title);
            return Ok(Some(format!(
                "是《{title}》的更正稿，名单还是那一件的；不要更正了可以搁置"
            )));
        }
    };
    Ok(Some(why.to_owned()))
}

/// An item that was there before the import stays, with the list it goes back to.
fn take_out(
    change: &Change<'_>,
    before: &Disclosure,
    back: Option<ListId>,
    actor: &Actor,
) -> Result<(), Problem> {
    let content = Content {
        list: back,
        ..before.content().clone()
    };
    let after = before.clone().edit(content)?;
    save(change, before, &after, actor, ItemAct::UndoImportInto)
}

fn import_of(desk: &Desk, given: &str) -> Result<ImportId, Problem> {
    let id = match desk.records().disclosure_id(given) {
        Ok(id) => id,
        Err(not_found) => {
            let import: ImportId = given.parse().map_err(|_| Problem::from(not_found))?;
            desk.records().list_source(import)?;
            return Ok(import);
        }
    };
    let item = desk.records().disclosure(id)?;
    match item.content().list {
        Some(list) => Ok(desk.records().list(list)?.import),
        None => {
            let text = "这一件不是导入来的，没有导入可以撤销";
            Err(Problem::refused(
                "not-imported",
                text,
                "草稿不要了可以退回或修改",
            ))
        }
    }
}
