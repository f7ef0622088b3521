//! Who saw or took out private values: one entry of the audit chain each time, which holds none of
//! them itself. Whatever shows or writes what is otherwise masked calls [`note`].

use gongkai_registry::{Change, audit, operation};
use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::privacy::access::AccessWay;

use crate::acting::Actor;
use crate::typed::masked;
use crate::{Desk, Problem};

/// What was seen or taken.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    way: AccessWay,
    what: String,
    rows: u64,
    disclosure: Option<DisclosureId>,
}

impl Seen {
    /// `rows` rows of what is called `what`; private numbers in the name are masked.
    pub(crate) fn of(way: AccessWay, what: &str, rows: u64) -> Self {
        Self {
            way,
            what: masked(what),
            rows,
            disclosure: None,
        }
    }

    /// The same, of an item.
    #[must_use]
    pub(crate) const fn in_item(mut self, item: DisclosureId) -> Self {
        self.disclosure = Some(item);
        self
    }
}

/// Enters inside a change that `actor` saw it.
pub(crate) fn note(
    change: &Change<'_>,
    desk_office: impl ToString,
    actor: &Actor,
    seen: &Seen,
) -> Result<(), Problem> {
    let entry = match seen.disclosure {
        Some(item) => actor.entry(seen.way.code(), "disclosure", item),
        None => actor.entry(seen.way.code(), "office", desk_office),
    };
    let entry = entry
        .open_fact("what", seen.what.as_str())
        .open_fact("rows", seen.rows.to_string());
    audit::append(change, &entry)?;
    Ok(())
}

/// Enters as a change of its own that `actor` saw it.
///
/// # Errors
/// What the store says; nothing may be shown then.
pub(crate) fn note_now(desk: &mut Desk, actor: &Actor, seen: &Seen) -> Result<(), Problem> {
    let office = desk.store.card().office;
    desk.store
        .change::<_, Problem>(operation!("show-private"), |change| {
            note(change, office, actor, seen)
        })?;
    Ok(())
}
