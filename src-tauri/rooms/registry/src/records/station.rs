//! Drafts between desks: whom this desk hands its drafts to, what it handed over, whose drafts it
//! takes, and what became of each that came in.

use chrono::NaiveDate;
use gongkai_rulebook::ids::{DisclosureId, LetterId, OfficeId, StaffId};
use gongkai_rulebook::letter::Incoming;
use gongkai_rulebook::moment::Moment;
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::{many, one, write};
use super::moment::{entered_on, moment, on};
use crate::columns::parsed;
use crate::{Change, Fingerprint, RegistryError};

/// The office that this desk hands drafts to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftOffice {
    /// Its id.
    pub office: OfficeId,
    /// Its full name.
    pub name: String,
    /// 区划代码.
    pub township: String,
    /// The key that closes drafts for it.
    pub key: String,
}

/// A draft that was handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedDraft {
    /// Its running number, from 1.
    pub number: u64,
    /// Its package.
    pub package: LetterId,
    /// The item.
    pub disclosure: DisclosureId,
    /// The office it is for.
    pub office: OfficeId,
    /// Digest, under the store's own secret, of what it says.
    pub said: Fingerprint,
    /// SHA-256 of its manifest.
    pub head: Fingerprint,
    /// SHA-256 of the package, under which it lies among the files.
    pub content: Fingerprint,
    /// 单位负责人 who agreed.
    pub responsible: String,
    /// When he agreed.
    pub agreed_on: NaiveDate,
    /// Who handed it over.
    pub by: StaffId,
    /// When.
    pub moment: Moment,
}

/// A station whose key somebody compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftStation {
    /// The station's own id.
    pub office: OfficeId,
    /// The key it signs with.
    pub key: String,
    /// What it calls itself.
    pub name: String,
    /// Who compared the key.
    pub by: StaffId,
    /// When.
    pub moment: Moment,
}

/// A draft that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenDraft {
    /// Its package.
    pub package: LetterId,
    /// Whose it is.
    pub station: OfficeId,
    /// The key it is signed with.
    pub key: String,
    /// Its number in that station's chain.
    pub number: u64,
    /// The item.
    pub disclosure: DisclosureId,
    /// SHA-256 of the package, under which it lies among the files.
    pub content: Fingerprint,
    /// What became of it.
    pub standing: Incoming,
    /// 提供单位.
    pub unit: String,
    /// 提供人.
    pub provider: String,
    /// 单位负责人 who agreed.
    pub responsible: String,
    /// When he agreed.
    pub agreed_on: NaiveDate,
    /// Who packed it, at the station.
    pub handed_by: String,
    /// When.
    pub handed_on: NaiveDate,
    /// What the station mended and left out, in words.
    pub remark: String,
    /// Who took it in.
    pub by: StaffId,
    /// When.
    pub moment: Moment,
}

impl Records<'_> {
    /// The office that this desk hands drafts to.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn draft_office(&self) -> Result<Option<DraftOffice>, RegistryError> {
        let read = |row: &Row<'_>| {
            Ok(DraftOffice {
                office: parsed(row, "office")?,
                name: row.get("name")?,
                township: row.get("township")?,
                key: row.get("key")?,
            })
        };
        let sql = include_str!("station/address.sql");
        one(self.connection, sql, [], read)
    }

    /// Every draft that was handed over, in order of number.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn handed_drafts(&self) -> Result<Vec<HandedDraft>, RegistryError> {
        let sql = include_str!("station/handed.sql");
        many(self.connection, sql, [], handed_of)
    }

    /// Every station whose key is known, the oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn draft_stations(&self) -> Result<Vec<DraftStation>, RegistryError> {
        let read = |row: &Row<'_>| {
            Ok(DraftStation {
                office: parsed(row, "office")?,
                key: row.get("key")?,
                name: row.get("name")?,
                by: parsed(row, "compared_by")?,
                moment: moment(row, "compared")?,
            })
        };
        let sql = include_str!("station/stations.sql");
        many(self.connection, sql, [], read)
    }

    /// Every draft that came in, in the order in which they did.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn taken_drafts(&self) -> Result<Vec<TakenDraft>, RegistryError> {
        let sql = include_str!("station/taken.sql");
        many(self.connection, sql, [], taken_of)
    }

    /// The packages that an item came with, in the order in which they came in.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn taken_drafts_of(&self, item: DisclosureId) -> Result<Vec<TakenDraft>, RegistryError> {
        let wanted = named_params! { ":disclosure": item.to_string() };
        let sql = include_str!("station/taken_of_item.sql");
        many(self.connection, sql, wanted, taken_of)
    }
}

fn handed_of(row: &Row<'_>) -> rusqlite::Result<HandedDraft> {
    Ok(HandedDraft {
        number: row.get("number")?,
        package: parsed(row, "package")?,
        disclosure: parsed(row, "disclosure")?,
        office: parsed(row, "office")?,
        said: row.get("said")?,
        head: row.get("head")?,
        content: row.get("content")?,
        responsible: row.get("responsible")?,
        agreed_on: parsed(row, "agreed_on")?,
        by: parsed(row, "handed_by")?,
        moment: moment(row, "handed")?,
    })
}

fn taken_of(row: &Row<'_>) -> rusqlite::Result<TakenDraft> {
    Ok(TakenDraft {
        package: parsed(row, "package")?,
        station: parsed(row, "station")?,
        key: row.get("key")?,
        number: row.get("number")?,
        disclosure: parsed(row, "disclosure")?,
        content: row.get("content")?,
        standing: parsed(row, "standing")?,
        unit: row.get("unit")?,
        provider: row.get("provider")?,
        responsible: row.get("responsible")?,
        agreed_on: parsed(row, "agreed_on")?,
        handed_by: row.get("handed_by")?,
        handed_on: parsed(row, "handed_on")?,
        remark: row.get("remark")?,
        by: parsed(row, "taken_by")?,
        moment: moment(row, "taken")?,
    })
}

impl Change<'_> {
    /// Sets down whom this desk hands drafts to.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_draft_office(&self, office: &DraftOffice) -> Result<(), RegistryError> {
        let row = named_params! {
            ":office": office.office.to_string(),
            ":name": office.name,
            ":township": office.township,
            ":key": office.key,
        };
        let sql = include_str!("station/put_address.sql");
        write(self.connection(), sql, row).map(drop)
    }

    /// Adds a draft that was handed over.
    ///
    /// # Errors
    /// What SQLite says; a number is given once.
    pub fn put_handed_draft(&self, handed: &HandedDraft) -> Result<(), RegistryError> {
        let row = named_params! {
            ":number": handed.number,
            ":package": handed.package.to_string(),
            ":disclosure": handed.disclosure.to_string(),
            ":office": handed.office.to_string(),
            ":said": handed.said,
            ":head": handed.head,
            ":content": handed.content,
            ":responsible": handed.responsible,
            ":agreed_on": handed.agreed_on.to_string(),
            ":handed_by": handed.by.to_string(),
            ":handed_on": on(&handed.moment),
            ":handed_entered_at": handed.moment.entered.unix_ms,
            ":handed_entered_on": entered_on(&handed.moment),
        };
        self.touch("disclosure", handed.disclosure);
        let sql = include_str!("station/put_handed.sql");
        write(self.connection(), sql, row).map(drop)
    }

    /// Remembers a station's key.
    ///
    /// # Errors
    /// What SQLite says; a key is compared once.
    pub fn put_draft_station(&self, station: &DraftStation) -> Result<(), RegistryError> {
        let row = named_params! {
            ":office": station.office.to_string(),
            ":key": station.key,
            ":name": station.name,
            ":compared_by": station.by.to_string(),
            ":compared_on": on(&station.moment),
            ":compared_entered_at": station.moment.entered.unix_ms,
            ":compared_entered_on": entered_on(&station.moment),
        };
        let sql = include_str!("station/put_station.sql");
        write(self.connection(), sql, row).map(drop)
    }

    /// Adds a draft that came in.
    ///
    /// # Errors
    /// What SQLite says; a package is taken once.
    pub fn put_taken_draft(&self, taken: &TakenDraft) -> Result<(), RegistryError> {
        let row = named_params! {
            ":package": taken.package.to_string(),
            ":station": taken.station.to_string(),
            ":key": taken.key,
            ":number": taken.number,
            ":disclosure": taken.disclosure.to_string(),
            ":content": taken.content,
            ":standing": taken.standing.code(),
            ":unit": taken.unit,
            ":provider": taken.provider,
            ":responsible": taken.responsible,
            ":agreed_on": taken.agreed_on.to_string(),
            ":handed_by": taken.handed_by,
            ":handed_on": taken.handed_on.to_string(),
            ":remark": taken.remark,
            ":taken_by": taken.by.to_string(),
            ":taken_on": on(&taken.moment),
            ":taken_entered_at": taken.moment.entered.unix_ms,
            ":taken_entered_on": entered_on(&taken.moment),
        };
        self.touch("disclosure", taken.disclosure);
        let sql = include_str!("station/put_taken.sql");
        write(self.connection(), sql, row).map(drop)
    }

    /// Sets down that a person chose between the texts of an item.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn settle_taken_drafts(&self, item: DisclosureId) -> Result<(), RegistryError> {
        let row = named_params! {
            ":disclosure": item.to_string(), ":standing": Incoming::Chosen.code(),
        };
        self.touch("disclosure", item);
        write(self.connection(), include_str!("station/settle.sql"), row).map(drop)
    }
}
