//! The three columns of a [`Moment`]: `<act>_on`, `<act>_entered_at`, `<act>_entered_on`.

use gongkai_rulebook::moment::{Moment, Now};
use rusqlite::Row;

use crate::columns::{parsed, parsed_or_null};

/// The moment of `act`.
pub(super) fn moment(row: &Row<'_>, act: &str) -> rusqlite::Result<Moment> {
    Ok(Moment {
        occurred_on: parsed(row, &format!("{act}_on"))?,
        entered: Now {
            unix_ms: row.get(format!("{act}_entered_at").as_str())?,
            today: parsed(row, &format!("{act}_entered_on"))?,
        },
    })
}

/// The moment of `act`, if it has happened.
pub(super) fn moment_or_null(row: &Row<'_>, act: &str) -> rusqlite::Result<Option<Moment>> {
    let on: Option<chrono::NaiveDate> = parsed_or_null(row, &format!("{act}_on"))?;
    on.map(|_| moment(row, act)).transpose()
}

/// The day it happened, as it is kept.
pub(super) fn on(moment: &Moment) -> String {
    moment.occurred_on.to_string()
}

/// The day it was entered, as it is kept.
pub(super) fn entered_on(moment: &Moment) -> String {
    moment.entered.today.to_string()
}
