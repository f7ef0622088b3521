//! The staff list: people of the office with the duties they hold.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use gongkai_rulebook::ids::StaffId;
use gongkai_rulebook::signature::Person;
use gongkai_rulebook::vocabulary::Duty;
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::{many, one, write};
use crate::columns::{parsed, parsed_or_null};
use crate::{Change, RegistryError};

/// A person with the unit they belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffMember {
    /// The person and their duties.
    pub person: Person,
    /// 单位, where it is not the office itself.
    pub unit: Option<String>,
    /// The last day here, of somebody who has left.
    pub left_on: Option<NaiveDate>,
}

impl StaffMember {
    /// Whether the person is here on `day`.
    pub fn is_here_on(&self, day: NaiveDate) -> bool {
        self.left_on.is_none_or(|left| day <= left)
    }
}

impl Records<'_> {
    /// Everybody, in the order they were added.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn staff(&self) -> Result<Vec<StaffMember>, RegistryError> {
        let found = many(
            self.connection,
            include_str!("staff/everybody.sql"),
            [],
            member_of,
        )?;
        found
            .into_iter()
            .map(|member| self.with_duties(member))
            .collect()
    }

    /// The person of that name.
    ///
    /// # Errors
    /// `not-found` where nobody is called so.
    pub fn person_named(&self, name: &str) -> Result<Person, RegistryError> {
        Ok(self.staff_member(name)?.person)
    }

    /// The person of that name, with unit and whether they have left.
    ///
    /// # Errors
    /// `not-found` where nobody is called so.
    pub fn staff_member(&self, name: &str) -> Result<StaffMember, RegistryError> {
        let member = self.member_named(name)?;
        self.with_duties(member.ok_or_else(|| unknown(name))?)
    }

    /// The person with that id.
    ///
    /// # Errors
    /// `not-found` where there is none.
    pub fn person(&self, id: StaffId) -> Result<Person, RegistryError> {
        let id = id.to_string();
        let wanted = named_params! { ":id": id };
        let member = one(
            self.connection,
            include_str!("staff/by_id.sql"),
            wanted,
            member_of,
        )?;
        Ok(self
            .with_duties(member.ok_or_else(|| unknown(&id))?)?
            .person)
    }

    fn member_named(&self, name: &str) -> Result<Option<StaffMember>, RegistryError> {
        let wanted = named_params! { ":name": name };
        one(
            self.connection,
            include_str!("staff/by_name.sql"),
            wanted,
            member_of,
        )
    }

    fn with_duties(&self, mut member: StaffMember) -> Result<StaffMember, RegistryError> {
        let wanted = named_params! { ":staff": member.person.id.to_string() };
        let duty = |row: &Row<'_>| parsed::<Duty>(row, "duty");
        let duties = many(
            self.connection,
            include_str!("staff/duties.sql"),
            wanted,
            duty,
        )?;
        member.person.duties = duties.into_iter().collect();
        Ok(member)
    }
}

impl Change<'_> {
    /// Adds a person, or gives a person of that name these duties instead of the old ones.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_person(
        &self,
        member: &StaffMember,
        on: NaiveDate,
    ) -> Result<StaffId, RegistryError> {
        let person = &member.person;
        let known = self.records().member_named(&person.name)?;
        let id = known.map_or(person.id, |known| known.person.id);
        let row = named_params! {
            ":id": id.to_string(),
            ":name": person.name,
            ":unit": member.unit,
            ":added_on": on.to_string(),
        };
        write(self.connection(), include_str!("staff/put.sql"), row)?;
        let staff = id.to_string();
        write(
            self.connection(),
            include_str!("staff/drop_duties.sql"),
            named_params! { ":staff": staff },
        )?;
        for duty in &person.duties {
            let row = named_params! { ":staff": staff, ":duty": duty.code() };
            write(self.connection(), include_str!("staff/add_duty.sql"), row)?;
        }
        Ok(id)
    }

    /// Says that a person has left, with the last day here, or is back.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_left(&self, id: StaffId, left_on: Option<NaiveDate>) -> Result<(), RegistryError> {
        let row = named_params! {
            ":id": id.to_string(),
            ":left_on": left_on.map(|day| day.to_string()),
        };
        write(self.connection(), include_str!("staff/put_left.sql"), row).map(drop)
    }
}

fn unknown(given: &str) -> RegistryError {
    RegistryError::NotFound {
        what: "人员",
        given: given.to_owned(),
    }
}

fn member_of(row: &Row<'_>) -> rusqlite::Result<StaffMember> {
    let person = Person {
        id: parsed(row, "id")?,
        name: row.get("name")?,
        duties: BTreeSet::new(),
    };
    Ok(StaffMember {
        person,
        unit: row.get("unit")?,
        left_on: parsed_or_null(row, "left_on")?,
    })
}
