//! Stores lists with their drafts: one thread makes rows and search terms ready, the other stores
//! them.

use std::sync::mpsc::sync_channel;

use gongkai_registry::records::{KeptColumn, LIST_SEAL, ListSource, ReadyRow, RowMaker};
use gongkai_registry::{Change, RegistryError, audit, search};
use gongkai_rulebook::disclosure::{Content, Disclosure};
use gongkai_rulebook::list::Meaning;
use gongkai_rulebook::privacy::members::member_numbers;

use super::portions::Taken;
use super::prepare::Prepared;
use crate::Problem;
use crate::acting::Actor;
use crate::acts::ItemAct;
use crate::tasks::draft_disclosure::{open_in, save};
use crate::tasks::take_in_file::TakenIn;

/// Rows of a list that search keeps as one document.
const BLOCK: usize = 500;
/// Blocks that may wait for the store.
const BLOCKS_AHEAD: usize = 4;

/// Stores the lists and opens their drafts.
pub(super) fn keep(
    change: &Change<'_>,
    taken: &TakenIn,
    source: &ListSource,
    prepared: &[Prepared<'_>],
    edition: &str,
    actor: &Actor,
) -> Result<(), Problem> {
    taken.keep(change)?;
    change.put_list_source(source)?;
    for list in prepared {
        let seal = keep_rows(change, list)?;
        for mend in &list.mends {
            change.put_list_mend(list.record.id, mend)?;
        }
        for omission in &list.omissions {
            change.put_list_omission(list.record.id, omission)?;
        }
        let entry = actor
            .entry("import-list", "list", list.record.id)
            .open_fact(LIST_SEAL, seal);
        audit::append(change, &entry)?;
        match &list.into {
            None => open_in(
                change,
                &list.draft,
                edition.to_owned(),
                actor,
                ItemAct::Import,
            )?,
            Some(before) => put_into(change, before, &list.draft.content, actor)?,
        }
    }
    Ok(())
}

/// Puts a list into a draft; the list it had goes, unless another item carries it.
fn put_into(
    change: &Change<'_>,
    before: &Disclosure,
    content: &Content,
    actor: &Actor,
) -> Result<(), Problem> {
    let after = before.clone().edit(content.clone())?;
    save(change, before, &after, actor, ItemAct::ImportInto)?;
    if let Some(old) = before.content().list
        && change.records().item_of_list(old)?.is_none()
    {
        change.remove_list(old)?;
        audit::append(change, &actor.entry("replace-list", "list", old))?;
    }
    Ok(())
}

/// Two at the work, answering with the seal of the rows: a thread makes rows and search terms ready, this one stores them.
fn keep_rows(change: &Change<'_>, list: &Prepared<'_>) -> Result<String, Problem> {
    let mut sink = change.put_list(&list.record)?;
    let maker = sink.maker();
    let id = list.record.id.to_string();
    std::thread::scope(|scope| {
        let (send, made) = sync_channel(BLOCKS_AHEAD);
        scope.spawn(move || {
            for rows in list.rows.chunks(BLOCK) {
                // Nobody takes any more where storing has failed.
                if send
                    .send(Block::of(rows, &maker, &list.record.columns))
                    .is_err()
                {
                    break;
                }
            }
        });
        for block in made {
            let block = block?;
            for row in &block.rows {
                sink.add(row)?;
            }
            search::index_terms(change, "list", &id, &block.part, &block.terms)?;
        }
        sink.seal_provenance(&list.mends, &list.omissions);
        Ok(sink.seal())
    })
}

/// A row made ready for its list — its number, cells, and ID number in the one normal form — and, at the
/// end of `text`, what search keeps of it: names and places, nothing private.
pub(crate) fn ready_row<'t>(
    maker: &RowMaker<'_>,
    columns: &[KeptColumn],
    (number, cells, id_number): (u32, impl Iterator<Item = &'t str> + Clone, Option<&str>),
    text: &mut String,
) -> Result<ReadyRow, RegistryError> {
    let made = maker.ready(number, cells.clone(), id_number)?;
    let members: Vec<String> = columns
        .iter()
        .zip(cells.clone())
        .filter(|(column, _)| column.meaning == Meaning::Members)
        .flat_map(|(_, cell)| member_numbers(cell))
        .map(|number| number.to_current().as_str().to_owned())
        .collect();
    for (column, cell) in columns.iter().zip(cells) {
        if matches!(
            column.meaning,
            Meaning::Name | Meaning::Village | Meaning::Group | Meaning::Remark
        ) {
            text.push_str(cell);
            text.push(' ');
        }
    }
    text.push('\n');
    Ok(made.with_members(maker, &members))
}

/// Rows on their way into the store, and what search keeps of them: names and places, nothing
/// private.
struct Block {
    rows: Vec<ReadyRow>,
    part: String,
    terms: search::Terms,
}

impl Block {
    fn of(
        rows: &[Taken<'_>],
        maker: &RowMaker<'_>,
        columns: &[KeptColumn],
    ) -> Result<Self, RegistryError> {
        let mut text = String::new();
        let mut ready = Vec::with_capacity(rows.len());
        for Taken {
            row,
            number,
            village,
        } in rows
        {
            let own = columns.len() - usize::from(village.is_some());
            let cells = village
                .iter()
                .copied()
                .chain((0..own).map(|index| row.text(index)));
            let id_number = row.id_number.as_ref().map(|number| number.to_current());
            let id_number = id_number.as_ref().map(|number| number.as_str());
            let cells = (*number, cells, id_number);
            ready.push(ready_row(maker, columns, cells, &mut text)?);
        }
        let number = |taken: Option<&Taken<'_>>| taken.map_or(0, |taken| taken.number);
        Ok(Self {
            rows: ready,
            part: format!("rows {}-{}", number(rows.first()), number(rows.last())),
            terms: search::Terms::of(&text),
        })
    }
}
