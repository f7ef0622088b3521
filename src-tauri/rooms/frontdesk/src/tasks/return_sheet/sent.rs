//! What went back to a village is remembered with its faults: no value of them, only where they stand
//! and what they are.

use gongkai_intake::understand::ReadRow;
use gongkai_intake::understand::ReadSheet;
use gongkai_registry::records::{ListReturn, ReturnFault};
use gongkai_registry::{audit, operation};
use gongkai_rulebook::ids::ReturnId;
use gongkai_rulebook::list::Meaning;
use gongkai_rulebook::privacy::access::AccessWay;

use super::{Request, faulty, wrong};
use crate::access::{Seen, note_now};
use crate::acting::Actor;
use crate::comparing::period_of_reading;
use crate::reading::{Reading, looked_at};
use crate::tasks::examine_list::return_key;
use crate::{Desk, Problem};

/// Most faults of one workbook that are remembered; of more the village has to fill in a new one.
const MOST: usize = 5_000;

/// Records that a workbook went back, exported or printed.
pub(super) fn record(
    desk: &mut Desk,
    request: &Request,
    reading: &Reading,
    actor: &Actor,
) -> Result<(), Problem> {
    let faults: Vec<ReturnFault> = faulty(reading)
        .flat_map(|(sheet, row)| faults(desk, sheet, row))
        .take(MOST)
        .collect();
    if faults.is_empty() {
        return Ok(());
    }
    let stem = request
        .file
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy();
    let name = request.file.file_name().unwrap_or_default();
    let sent = ListReturn {
        id: ReturnId::new(&desk.seed()?),
        sha256: reading.sha256,
        file_name: name.to_string_lossy().into_owned(),
        kind: reading.understood.kind,
        village: return_key(reading).to_owned(),
        period: period_of_reading(reading, &stem, desk.host.now().today).map(|period| period.words),
        due: request.due,
        by: actor.person.id,
        moment: actor.moment,
    };
    desk.store
        .change::<_, Problem>(operation!("return-list"), |change| {
            change.put_return(&sent, &faults)?;
            let entry = actor
                .entry("return-list", "list-return", sent.id)
                .open_fact("sha256", sent.sha256.to_string())
                .open_fact("faults", faults.len().to_string());
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(())
}

/// Records that a slip was printed.
pub(in crate::tasks) fn printed(
    desk: &mut Desk,
    request: &Request,
    actor: &Actor,
) -> Result<(), Problem> {
    let (reading, _) = looked_at(desk, &request.file, &request.choice)?;
    record(desk, request, &reading, actor)
}

/// Whoever takes people's numbers out of the house is known.
pub(super) fn log_numbers(
    desk: &mut Desk,
    request: &Request,
    reading: &Reading,
    actor: &Actor,
) -> Result<(), Problem> {
    let name = request
        .file
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    let rows = reading
        .understood
        .sheets
        .iter()
        .map(|sheet| sheet.rows.len() as u64);
    note_now(desk, actor, &Seen::of(AccessWay::Return, &name, rows.sum()))
}

fn faults<'a>(
    desk: &'a Desk,
    sheet: &'a ReadSheet,
    row: &'a ReadRow,
) -> impl Iterator<Item = ReturnFault> + 'a {
    row.notes.iter().map(move |note| ReturnFault {
        sheet: sheet.name.clone(),
        row: row.number,
        title: note.column.as_ref().map(|(_, title)| title.clone()),
        rule: note.rule.code().to_owned(),
        said: wrong(note).to_owned(),
        name: sheet.text_of(row, Meaning::Name).to_owned(),
        id_hmac: row
            .id_number
            .as_ref()
            .map(|number| desk.store.hmac_id(number.to_current().as_str())),
    })
}
