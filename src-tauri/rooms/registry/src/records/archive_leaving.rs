//! How items leave the office's keeping: to the county's archive (移交), or by a certified disposal
//! (销毁). Nothing is deleted: what left stays listed with what became of it.

use chrono::NaiveDate;
use gongkai_rulebook::archive::keeping::{Appraisal, DisposalPhase};
use gongkai_rulebook::ids::{ArchiveItemId, DisposalId, FileId, StaffId, TransferId};
use gongkai_rulebook::moment::Moment;
use rusqlite::{Row, named_params};

use super::Records;
use super::kept::{from_json, many, one, to_json, write};
use super::moment::{entered_on, on};
use crate::columns::{parsed, parsed_or_null};
use crate::{Change, RegistryError};

/// A transfer to the county's archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// Its id.
    pub id: TransferId,
    /// To which archive.
    pub to: String,
    /// Who took it there; empty while nobody is named.
    pub receiver: String,
    /// The signed 交接文据.
    pub receipt: Option<FileId>,
    /// Who handed it over.
    pub handed_by: String,
    /// When.
    pub handed_on: NaiveDate,
    /// How many items went.
    pub items: u32,
}

/// A disposal list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disposal {
    /// Its id.
    pub id: DisposalId,
    /// Year of its number.
    pub year: i32,
    /// Running number in that year.
    pub number: u32,
    /// How far it is.
    pub phase: DisposalPhase,
    /// Who made it.
    pub made_by: String,
    /// When.
    pub made_on: NaiveDate,
    /// 鉴定小组, once it is approved.
    pub appraisers: Vec<String>,
    /// Who approved it, and when.
    pub approved: Option<(String, NaiveDate)>,
    /// How it was carried out.
    pub carried_out: Option<CarriedOut>,
}

/// How a disposal was carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedOut {
    /// 监销人.
    pub witnesses: Vec<String>,
    /// Where.
    pub place: String,
    /// How.
    pub method: String,
    /// When.
    pub on: NaiveDate,
}

/// A line of a disposal list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisposalLine {
    /// Its number on the list.
    pub position: u32,
    /// The item.
    pub item: ArchiveItemId,
    /// 鉴定意见, once there is one.
    pub verdict: Option<Appraisal>,
    /// Why.
    pub why: String,
}

impl Records<'_> {
    /// Transfers, newest first; one, if one is meant.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn transfers(&self, only: Option<TransferId>) -> Result<Vec<Transfer>, RegistryError> {
        let transfer = |row: &Row<'_>| {
            Ok(Transfer {
                id: parsed(row, "id")?,
                to: row.get("to_whom")?,
                receiver: row.get("receiver")?,
                receipt: parsed_or_null(row, "receipt")?,
                handed_by: row.get("handed_by")?,
                handed_on: parsed(row, "handed_on")?,
                items: row.get("items")?,
            })
        };
        let wanted = named_params! { ":id": only.map(|id| id.to_string()) };
        let sql = include_str!("archive_leaving/transfers.sql");
        many(self.connection, sql, wanted, transfer)
    }

    /// Disposal lists, newest first; one, if one is meant.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn disposals(&self, only: Option<DisposalId>) -> Result<Vec<Disposal>, RegistryError> {
        let wanted = named_params! { ":id": only.map(|id| id.to_string()) };
        let sql = include_str!("archive_leaving/disposals.sql");
        many(self.connection, sql, wanted, disposal_of)
    }

    /// The lines of a disposal list.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn disposal_lines(&self, id: DisposalId) -> Result<Vec<DisposalLine>, RegistryError> {
        let line = |row: &Row<'_>| {
            Ok(DisposalLine {
                position: row.get("position")?,
                item: parsed(row, "item")?,
                verdict: parsed_or_null(row, "verdict")?,
                why: row.get("why")?,
            })
        };
        let wanted = named_params! { ":disposal": id.to_string() };
        let sql = include_str!("archive_leaving/disposal_lines.sql");
        many(self.connection, sql, wanted, line)
    }

    /// Items that stand on a disposal list that is still under way.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn being_appraised(&self) -> Result<Vec<ArchiveItemId>, RegistryError> {
        let item = |row: &Row<'_>| parsed(row, "item");
        let sql = include_str!("archive_leaving/under_way.sql");
        many(self.connection, sql, [], item)
    }
}

impl Change<'_> {
    /// Records that items went to the county's archive.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn transfer_items(
        &self,
        transfer: &Transfer,
        items: &[ArchiveItemId],
        (by, at): (StaffId, &Moment),
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":id": transfer.id.to_string(),
            ":to_whom": transfer.to,
            ":receiver": transfer.receiver,
            ":receipt": transfer.receipt.map(|file| file.to_string()),
            ":by": by.to_string(),
            ":on": on(at),
            ":entered_at": at.entered.unix_ms,
            ":entered_on": entered_on(at),
        };
        let sql = include_str!("archive_leaving/put_transfer.sql");
        write(self.connection(), sql, row)?;
        for item in items {
            let row = named_params! {
                ":item": item.to_string(), ":transfer": transfer.id.to_string(),
            };
            let sql = include_str!("archive_leaving/put_transferred.sql");
            write(self.connection(), sql, row)?;
        }
        self.touch("archive", transfer.id);
        Ok(())
    }

    /// Makes a disposal list; answers with its number in the year.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn make_disposal(
        &self,
        (id, year): (DisposalId, i32),
        items: &[ArchiveItemId],
        (by, at): (StaffId, &Moment),
    ) -> Result<u32, RegistryError> {
        let next = |row: &Row<'_>| row.get("next");
        let sql = include_str!("archive_leaving/next_disposal.sql");
        let wanted = named_params! { ":year": year };
        let number = one(self.connection(), sql, wanted, next)?.unwrap_or(1);
        let row = named_params! {
            ":id": id.to_string(),
            ":year": year,
            ":number": number,
            ":phase": DisposalPhase::Appraising.code(),
            ":by": by.to_string(),
            ":on": on(at),
            ":entered_at": at.entered.unix_ms,
            ":entered_on": entered_on(at),
        };
        let sql = include_str!("archive_leaving/put_disposal.sql");
        write(self.connection(), sql, row)?;
        for (position, item) in (1_u32..).zip(items) {
            let row = named_params! {
                ":disposal": id.to_string(), ":position": position, ":item": item.to_string(),
            };
            let sql = include_str!("archive_leaving/put_disposal_line.sql");
            write(self.connection(), sql, row)?;
        }
        self.touch("archive", id);
        Ok(number)
    }

    /// Writes the verdict on a line.
    ///
    /// # Errors
    /// `not-found`, what SQLite says.
    pub fn judge_line(
        &self,
        (id, position): (DisposalId, u32),
        verdict: Appraisal,
        why: &str,
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":disposal": id.to_string(),
            ":position": position,
            ":verdict": verdict.code(),
            ":why": why,
        };
        let sql = include_str!("archive_leaving/judge.sql");
        self.touch("archive", id);
        match write(self.connection(), sql, row)? {
            1 => Ok(()),
            _ => Err(RegistryError::NotFound {
                what: "销毁清册里的一行",
                given: position.to_string(),
            }),
        }
    }

    /// Records who appraised and who approved.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn approve_disposal(
        &self,
        id: DisposalId,
        appraisers: &[String],
        approver: &str,
        at: &Moment,
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":id": id.to_string(),
            ":phase": DisposalPhase::Approved.code(),
            ":appraisers": to_json(&appraisers)?,
            ":approver": approver,
            ":on": on(at),
            ":entered_at": at.entered.unix_ms,
            ":entered_on": entered_on(at),
        };
        let sql = include_str!("archive_leaving/approve.sql");
        self.touch("archive", id);
        write(self.connection(), sql, row).map(drop)
    }

    /// Records how it was carried out.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn carry_out_disposal(
        &self,
        id: DisposalId,
        done: &CarriedOut,
        at: &Moment,
    ) -> Result<(), RegistryError> {
        let row = named_params! {
            ":id": id.to_string(),
            ":phase": DisposalPhase::CarriedOut.code(),
            ":witnesses": to_json(&done.witnesses)?,
            ":place": done.place,
            ":method": done.method,
            ":on": on(at),
            ":entered_at": at.entered.unix_ms,
            ":entered_on": entered_on(at),
        };
        let sql = include_str!("archive_leaving/carry_out.sql");
        self.touch("archive", id);
        write(self.connection(), sql, row).map(drop)
    }

    /// Sets a disposal list aside.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn set_disposal_aside(&self, id: DisposalId) -> Result<(), RegistryError> {
        let row = named_params! {
            ":id": id.to_string(), ":phase": DisposalPhase::SetAside.code(),
        };
        let sql = include_str!("archive_leaving/set_phase.sql");
        self.touch("archive", id);
        write(self.connection(), sql, row).map(drop)
    }
}

fn disposal_of(row: &Row<'_>) -> rusqlite::Result<Disposal> {
    let approved_on: Option<NaiveDate> = parsed_or_null(row, "approved_on")?;
    let approver: Option<String> = row.get("approver")?;
    let carried_on: Option<NaiveDate> = parsed_or_null(row, "carried_on")?;
    let carried_out = match carried_on {
        None => None,
        Some(on) => Some(CarriedOut {
            witnesses: from_json(row, "witnesses")?,
            place: row.get("place")?,
            method: row.get("method")?,
            on,
        }),
    };
    Ok(Disposal {
        id: parsed(row, "id")?,
        year: row.get("year")?,
        number: row.get("number")?,
        phase: parsed(row, "phase")?,
        made_by: row.get("made_by")?,
        made_on: parsed(row, "made_on")?,
        appraisers: match approved_on {
            Some(_) => from_json(row, "appraisers")?,
            None => Vec::new(),
        },
        approved: approver.zip(approved_on),
        carried_out,
    })
}
