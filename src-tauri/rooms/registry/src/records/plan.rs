//! What the clerk plans for an item beside its text: where it was copied from and which channels it
//! shall go by. It is no part of what signatures approve; a release records what really happened.

use gongkai_rulebook::ids::DisclosureId;
use gongkai_rulebook::vocabulary::Channel;
use rusqlite::named_params;

use super::Records;
use super::kept::{from_json, one, to_json, write};
use crate::columns::parsed_or_null;
use crate::{Change, RegistryError};

/// A plan; the empty one is that of an item that goes by its entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// The item of last period that it was copied from.
    pub copied_from: Option<DisclosureId>,
    /// Channels that differ from the entry's; none: as the entry says.
    pub channels: Vec<Channel>,
}

impl Records<'_> {
    /// The plan of an item.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn plan(&self, id: DisclosureId) -> Result<Plan, RegistryError> {
        let wanted = named_params! { ":id": id.to_string() };
        let plan = one(
            self.connection,
            include_str!("plan/find.sql"),
            wanted,
            |row| {
                Ok(Plan {
                    copied_from: parsed_or_null(row, "copied_from")?,
                    channels: from_json(row, "channels")?,
                })
            },
        )?;
        Ok(plan.unwrap_or_default())
    }
}

impl Change<'_> {
    /// Keeps the plan of an item.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_plan(&self, id: DisclosureId, plan: &Plan) -> Result<(), RegistryError> {
        let row = named_params! {
            ":id": id.to_string(),
            ":copied_from": plan.copied_from.map(|old| old.to_string()),
            ":channels": to_json(&plan.channels)?,
        };
        write(self.connection(), include_str!("plan/put.sql"), row)?;
        self.touch("disclosure", id);
        Ok(())
    }

    pub(super) fn drop_plan(&self, id: &str) -> Result<(), RegistryError> {
        write(
            self.connection(),
            include_str!("plan/drop.sql"),
            named_params! { ":id": id },
        )
        .map(drop)
    }
}
