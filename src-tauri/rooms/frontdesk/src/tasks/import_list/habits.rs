//! What is remembered of an import for the next sheet of the same village.

use gongkai_registry::records::{ColumnHabit, Habit};
use gongkai_rulebook::disclosure::Content;

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
    base: &Content,
    prepared: &[Prepared<'_>],
    actor: &Actor,
) -> Vec<Habit> {
    let mut habits: Vec<Habit> = Vec::new();
    for list in prepared {
        let record = &list.record;
        let of_sheet = prepared
            .iter()
            .filter(|one| one.record.sheet == record.sheet);
        let named = match (prepared.len(), of_sheet.count()) {
            (1, _) => reading.village.as_deref(),
            (_, 1) => record.village.as_deref(),
            (_, _) => None,
        };
        let key = named.map_or("", village::stem);
        if habits.iter().any(|habit| habit.village == key) {
            continue;
        }
        let mut headers = request.choice.headers.iter();
        let shown = headers.find(|header| header.sheet == record.sheet);
        let shown = shown.map(|header| (header.top, header.bottom));
        let before = reading.habit.as_ref().and_then(|habit| habit.header);
        let columns = record.columns.iter().map(|column| ColumnHabit {
            title: column.title.clone(),
            meaning: column.meaning,
        });
        habits.push(Habit {
            village: key.to_owned(),
            kind: record.kind,
            columns: columns.collect(),
            header: shown.or(before),
            entry: base.entry.to_string(),
            by: actor.person.id,
            moment: actor.moment,
        });
    }
    habits
}
