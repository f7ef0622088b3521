//! What leaves of lists by the office's own word: its stricter rules, and what a reviewer let out of
//! one item by a reason.

use gongkai_rulebook::ids::{DisclosureId, ListId, StaffId};
use gongkai_rulebook::list::Meaning;
use gongkai_rulebook::moment::Moment;
use gongkai_rulebook::public_view::{Allowance, Audience};
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::{many, write};
use super::moment::{entered_on, moment, on};
use crate::columns::parsed;
use crate::{Change, RegistryError};

/// A stricter rule of the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListRule {
    /// Of which columns.
    pub meaning: Meaning,
    /// For whom.
    pub audience: Audience,
    /// The column stays in the office; otherwise it is masked.
    pub stays: bool,
}

/// What a reviewer let out of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenAllowance {
    /// For which list.
    pub list: ListId,
    /// What.
    pub allowance: Allowance,
    /// Why.
    pub why: String,
    /// The reviewer, whose reason it is.
    pub reviewer: StaffId,
    /// Who entered it.
    pub enterer: StaffId,
    /// When.
    pub given: Moment,
}

impl Records<'_> {
    /// The office's stricter rules.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list_rules(&self) -> Result<Vec<ListRule>, RegistryError> {
        many(
            self.connection,
            include_str!("privacy/rules.sql"),
            [],
            |row| {
                let rule: String = row.get("rule")?;
                Ok(ListRule {
                    meaning: parsed(row, "meaning")?,
                    audience: parsed(row, "audience")?,
                    stays: rule == "drop",
                })
            },
        )
    }

    /// What a reviewer let out of an item, the oldest first; for lists it no longer has, too.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn allowances(&self, item: DisclosureId) -> Result<Vec<GivenAllowance>, RegistryError> {
        many(
            self.connection,
            include_str!("privacy/allowances.sql"),
            named_params! { ":disclosure": item.to_string() },
            allowance_of,
        )
    }
}

impl Change<'_> {
    /// Keeps a stricter rule, or goes back to the ruling where none is given.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn settle_list_rule(
        &self,
        (meaning, audience): (Meaning, Audience),
        stays: Option<bool>,
        (by, at): (StaffId, &Moment),
    ) -> Result<(), RegistryError> {
        let Some(stays) = stays else {
            let wanted = named_params! {
                ":meaning": meaning.code(), ":audience": audience.code(),
            };
            write(
                self.connection(),
                include_str!("privacy/drop_rule.sql"),
                wanted,
            )?;
            self.touch("office", "list_rules");
            return Ok(());
        };
        let row = named_params! {
            ":meaning": meaning.code(),
            ":audience": audience.code(),
            ":rule": if stays { "drop" } else { "mask" },
            ":settled_by": by.to_string(),
            ":settled_on": on(at),
            ":settled_entered_at": at.entered.unix_ms,
            ":settled_entered_on": entered_on(at),
        };
        write(self.connection(), include_str!("privacy/put_rule.sql"), row)?;
        self.touch("office", "list_rules");
        Ok(())
    }

    /// Records what a reviewer let out; a reason given before for the same gives way.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_allowance(
        &self,
        item: DisclosureId,
        given: &GivenAllowance,
    ) -> Result<(), RegistryError> {
        self.drop_allowance(item, given.list, given.allowance)?;
        let row = named_params! {
            ":disclosure": item.to_string(),
            ":list": given.list.to_string(),
            ":allowance": given.allowance.code(),
            ":why": given.why,
            ":reviewer": given.reviewer.to_string(),
            ":enterer": given.enterer.to_string(),
            ":given_on": on(&given.given),
            ":given_entered_at": given.given.entered.unix_ms,
            ":given_entered_on": entered_on(&given.given),
        };
        write(
            self.connection(),
            include_str!("privacy/put_allowance.sql"),
            row,
        )?;
        self.touch("disclosure", item);
        Ok(())
    }

    /// Takes back what was let out.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn drop_allowance(
        &self,
        item: DisclosureId,
        list: ListId,
        allowance: Allowance,
    ) -> Result<(), RegistryError> {
        let wanted = named_params! {
            ":disclosure": item.to_string(),
            ":list": list.to_string(),
            ":allowance": allowance.code(),
        };
        write(
            self.connection(),
            include_str!("privacy/drop_allowance.sql"),
            wanted,
        )?;
        self.touch("disclosure", item);
        Ok(())
    }

    pub(super) fn drop_allowances(&self, item: &str) -> Result<(), RegistryError> {
        write(
            self.connection(),
            include_str!("privacy/drop_allowances.sql"),
            named_params! { ":disclosure": item },
        )
        .map(drop)
    }
}

fn allowance_of(row: &Row<'_>) -> rusqlite::Result<GivenAllowance> {
    Ok(GivenAllowance {
        list: parsed(row, "list")?,
        allowance: parsed(row, "allowance")?,
        why: row.get("why")?,
        reviewer: parsed(row, "reviewer")?,
        enterer: parsed(row, "enterer")?,
        given: moment(row, "given")?,
    })
}
