//! What is remembered of an import for the next sheet of the same village.

use gongkai_intake::understand::ReadSheet;
use gongkai_registry::records::{ColumnHabit, Habit};

use super::Request;
use super::prepare::Prepared;
use crate::acting::Actor;
use crate::reading::Reading;
use crate::village;

/// One habit for each sheet of the import. A sheet of one village is that village's; what names
/// none or several is nobody's own, so that the township's form never takes the place of a
/// village's.
pub(super) fn habits(
    reading: &Reading,
    request: &Request,
    prepared: &[Prepared<'_>],
    actor: &Actor,
) -> Vec<Habit> {
    let mut habits: Vec<Habit> = Vec::new();
    for list in prepared {
        for table in &list.tables {
            let of_table = prepared
                .iter()
                .flat_map(|one| &one.tables)
                .filter(|one| std::ptr::eq(**one, *table));
            let named = match (prepared.len(), list.tables.len(), of_table.count()) {
                (1, 1, _) => reading.village.as_deref(),
                (_, 1, 1) => list.record.village.as_deref(),
                (_, _, 1) => table.village.as_deref(),
                (_, _, _) => None,
            };
            let key = named.map_or("", village::stem);
            let same = |habit: &Habit| habit.village == key && habit.kind == table.kind;
            if habits.iter().any(same) {
                continue;
            }
            let mut headers = request.choice.headers.iter();
            let shown = headers.find(|header| header.sheet == table.name);
            let shown = shown.map(|header| (header.top, header.bottom));
            let before = reading.habit.as_ref().and_then(|habit| habit.header);
            habits.push(Habit {
                village: key.to_owned(),
                kind: table.kind,
                columns: columns(table),
                header: shown.or(before),
                entry: list.draft.content.entry.to_string(),
                by: actor.person.id,
                moment: actor.moment,
            });
        }
    }
    habits
}

/// What the sheet itself has; a column of members that was made from its rows is not its own.
fn columns(table: &ReadSheet) -> Vec<ColumnHabit> {
    let own = table.columns.iter().filter(|column| !column.is_made());
    own.map(|column| ColumnHabit {
        title: column.title.clone(),
        meaning: column.meaning,
    })
    .collect()
}
