//! The office's own records: what is read and written inside one change, as values of the
//! rulebook. It decides nothing: which step is legal the rulebook says, what is one operation the
//! front desk says.

mod disclosure;
mod kept;
mod list;
mod list_seal;
mod moment;
mod office;
mod outbox;
mod register;
mod seal;
mod signature;
mod staff;
mod undo;

pub use disclosure::{Filing, Summary, SummaryFilter};
pub use list::{KeptColumn, KeptRow, ListRecord, ListSource, ReadyRow, RowMaker, RowSink};
pub use list_seal::LIST_SEAL;
pub use office::CatalogueRecord;
pub use outbox::OutboxLetter;
pub use register::{BookYear, HandOver, KeptCopy, KeptLine};
pub use staff::StaffMember;

pub(crate) use list_seal::list_findings;
pub(crate) use seal::{FACT as SEAL, findings as seal_findings, seal};

use rusqlite::Connection;

use crate::{Change, Store};

/// What can be read, inside a change or outside.
#[derive(Clone, Copy)]
pub struct Records<'a> {
    connection: &'a Connection,
}

impl Store {
    /// The records as they were last committed.
    pub fn records(&self) -> Records<'_> {
        Records {
            connection: self.connection(),
        }
    }
}

impl Change<'_> {
    /// The records as this change has made them so far.
    pub fn records(&self) -> Records<'_> {
        Records {
            connection: self.connection(),
        }
    }
}
