//! Warnings of the gate that somebody let stand, each with his own reason and for the very text that it
//! was given about.

use gongkai_rulebook::disclosure::Content;
use gongkai_rulebook::gate::CheckKind;
use gongkai_rulebook::ids::{DisclosureId, StaffId};
use gongkai_rulebook::moment::Moment;
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::{many, to_json, write};
use super::moment::{entered_on, moment, on};
use crate::columns::parsed;
use crate::{Change, Fingerprint, RegistryError};

/// A warning with the reason why it was let stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedWarning {
    /// What was checked.
    pub kind: CheckKind,
    /// Where it stands.
    pub place: String,
    /// What it says; nothing private is in it.
    pub warning: String,
    /// Fingerprint of the item's content then.
    text: Fingerprint,
    /// Why.
    pub why: String,
    /// Whose reason it is.
    pub by: StaffId,
    /// When.
    pub moment: Moment,
}

impl AcceptedWarning {
    /// A reason for a warning about this content.
    ///
    /// # Errors
    /// What the content cannot be written as.
    pub fn about(
        content: &Content,
        (kind, place, warning): (CheckKind, &str, &str),
        (why, by, moment): (&str, StaffId, Moment),
    ) -> Result<Self, RegistryError> {
        Ok(Self {
            kind,
            place: place.to_owned(),
            warning: warning.to_owned(),
            text: Fingerprint::of_text(&to_json(content)?),
            why: why.to_owned(),
            by,
            moment,
        })
    }

    /// Whether it was given about this content and no other.
    ///
    /// # Errors
    /// What the content cannot be written as.
    pub fn is_about(&self, content: &Content) -> Result<bool, RegistryError> {
        Ok(self.text == Fingerprint::of_text(&to_json(content)?))
    }
}

impl Records<'_> {
    /// The reasons given for an item's warnings, the oldest first; those about earlier texts, too.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn accepted_warnings(
        &self,
        item: DisclosureId,
    ) -> Result<Vec<AcceptedWarning>, RegistryError> {
        let wanted = named_params! { ":disclosure": item.to_string() };
        let sql = include_str!("accepted/of_item.sql");
        many(self.connection, sql, wanted, accepted_of)
    }
}

impl Change<'_> {
    /// Keeps a reason; an older one for the same line stays before it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_accepted_warning(
        &self,
        item: DisclosureId,
        accepted: &AcceptedWarning,
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":disclosure": item.to_string(),
            ":kind": accepted.kind.code(),
            ":place": accepted.place,
            ":warning": accepted.warning,
            ":text_sha256": accepted.text,
            ":why": accepted.why,
            ":accepted_by": accepted.by.to_string(),
            ":accepted_on": on(&accepted.moment),
            ":accepted_entered_at": accepted.moment.entered.unix_ms,
            ":accepted_entered_on": entered_on(&accepted.moment),
        };
        write(self.connection(), include_str!("accepted/put.sql"), row)?;
        self.touch("disclosure", item);
        Ok(())
    }

    pub(super) fn drop_accepted_warnings(&self, item: &str) -> Result<(), RegistryError> {
        let wanted = named_params! { ":disclosure": item };
        write(self.connection(), include_str!("accepted/drop.sql"), wanted).map(drop)
    }
}

fn accepted_of(row: &Row<'_>) -> rusqlite::Result<AcceptedWarning> {
    Ok(AcceptedWarning {
        kind: parsed(row, "kind")?,
        place: row.get("place")?,
        warning: row.get("warning")?,
        text: row.get("text_sha256")?,
        why: row.get("why")?,
        by: parsed(row, "accepted_by")?,
        moment: moment(row, "accepted")?,
    })
}
