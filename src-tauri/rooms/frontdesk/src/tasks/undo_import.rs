//! Undo a whole import while nothing of it is released; afterwards it says what must stay and why.

use gongkai_registry::{Change, audit, operation};
use gongkai_rulebook::disclosure::{Content, Disclosure, State};
use gongkai_rulebook::ids::{DisclosureId, ImportId};
use serde::Serialize;

use super::draft_disclosure::save;
use crate::acting::Actor;
use crate::acts::ItemAct;
use crate::{Acting, Desk, Problem, typed};

/// What was undone, and what stays.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "UndoImportAnswer", optional_fields = nullable))]
pub struct Answer {
    /// What was asked for.
    pub undone: String,
    /// Items that stay.
    pub kept: Vec<Kept>,
}

/// An item that stays.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "UndoImportKept", optional_fields = nullable))]
pub struct Kept {
    /// The item.
    pub disclosure: DisclosureId,
    /// Its state.
    pub state: State,
    /// Why it stays.
    pub why: String,
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
    let into = desk.records().list_source(import)?.into;
    let mut go = Vec::new();
    let mut kept = Vec::new();
    for (id, list) in desk.records().made_by_import(import)? {
        let item = desk.records().disclosure(id)?;
        let state = item.state();
        if is_undoable(state) {
            go.push((item, list));
        } else {
            kept.push(Kept {
                disclosure: id,
                state,
                why: format!("{state}，已有登记编号，只能更正或撤回"),
            });
        }
    }
    if go.is_empty() && kept.is_empty() {
        let text = "这次导入已经撤销，或名单已被后来的导入换掉";
        return Err(Problem::refused("already-undone", text, "不用再撤销"));
    }
    if go.is_empty() {
        let text = "这次导入的事项都已发布，不能撤销";
        return Err(Problem::refused(
            "already-released",
            text,
            "内容有错请更正；不该公开的请撤回",
        ));
    }
    desk.store
        .change::<_, Problem>(operation!("undo-import"), |change| {
            for (item, list) in &go {
                if into == Some(item.id()) {
                    take_out(change, item, &actor)?;
                } else {
                    change.remove_unreleased(item.id())?;
                    audit::append(change, &actor.about(ItemAct::Undone, item.id()))?;
                }
                change.remove_list(*list)?;
            }
            let mut entry = actor
                .entry("undo-import", "import", import)
                .open_fact("items", go.len().to_string());
            if let Some(why) = &why {
                entry = entry.open_fact("why", why.as_str());
            }
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(Answer {
        undone: given.to_owned(),
        kept,
    })
}

/// Whether an item in this state may go with the import that made it.
pub(crate) const fn is_undoable(state: State) -> bool {
    match state {
        State::Draft
        | State::Returned
        | State::SetAside
        | State::Submitted
        | State::Proofread
        | State::Reviewed
        | State::Agreed
        | State::Approved => true,
        State::Released | State::Corrected | State::Withdrawn | State::Exempt => false,
    }
}

/// A draft that was there before the import stays, without the list.
fn take_out(change: &Change<'_>, before: &Disclosure, actor: &Actor) -> Result<(), Problem> {
    let content = Content {
        list: None,
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
