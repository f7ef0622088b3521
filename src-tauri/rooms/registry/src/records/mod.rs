//! The office's own records: what is read and written inside one change, as values of the
//! rulebook. It decides nothing: which step is legal the rulebook says, what is one operation the
//! front desk says.

mod accepted;
mod agenda;
mod archive;
mod archive_box;
mod archive_item;
mod archive_leaving;
mod archive_refiling;
mod backup_made;
mod batch;
mod board;
mod clean_copy;
mod copies;
mod county;
mod county_letter;
mod county_report;
mod disclosure;
mod entries;
mod habit;
mod kept;
mod list;
mod list_provenance;
mod list_return;
mod list_seal;
mod moment;
mod office;
mod outbox;
mod people;
mod period_report;
mod plan;
mod print_job;
mod printable;
mod privacy;
mod register;
mod register_page;
mod scanned_page;
mod seal;
mod signature;
mod staff;
mod stand_in;
mod standing;
mod station;
mod under_way;
mod undo;
mod wording;
mod working_text;

pub use accepted::AcceptedWarning;
pub use agenda::{CountyCopy, Hanging, OpenItem, OpenTotals, SignatureWanted, Subject, ToPost};
pub use archive::{RetentionLine, ToFile};
pub use archive_box::{ArchiveBox, BoundVolume, BoxPlace};
pub use archive_item::{ArchiveItem, ItemFilter, KeptPart, NewItem, NewPart};
pub use archive_leaving::{CarriedOut, Disposal, DisposalLine, Transfer};
pub use archive_refiling::Refiled;
pub use backup_made::BackupMade;
pub use batch::{BatchLine, BatchSheet};
pub use board::{Board, HangingSheet, PlannedSheet};
pub use clean_copy::{CleanCopy, NoCopy, PictureLook, PictureSeen, TakenOut};
pub use copies::{CopyLine, PostingLine};
pub use county::{CountyLetter, CountyLink, CountyPackage};
pub use county_letter::{LetterFile, LetterMark, PublicPlace};
pub use county_report::{CountyReport, NewReport, PageLook};
pub use disclosure::{DraftLine, EarlierText, Filing, Summary, SummaryFilter};
pub use entries::{Edition, EntryCount, EntryTiming, LastItem, Since, YearRelease};
pub use habit::{ColumnHabit, Habit};
pub use list::{KeptColumn, KeptRow, ListRecord, ListSource, ReadyRow, RowMaker, RowSink};
pub use list_provenance::{KeptImport, ListMend, ListOmission};
pub use list_return::{ListReturn, ReturnFault};
pub use list_seal::LIST_SEAL;
pub use office::CatalogueRecord;
pub use outbox::OutboxLetter;
pub use people::{KeptPerson, StandingList};
pub use period_report::{Brought, ChainedPackage, PeriodReport};
pub use plan::Plan;
pub use print_job::{PrintJob, PrintedPaper};
pub use printable::{Printable, PrintableFilter};
pub use privacy::{GivenAllowance, ListRule};
pub use register::{BookYear, HandOver, Imprint, KeptCopy, KeptLine};
pub use register_page::{BookCount, LineFilter};
pub use scanned_page::{ScannedPage, Settled, StraightPicture};
pub use staff::StaffMember;
pub use stand_in::StandIn;
pub use standing::{Reassessment, ToContinue, ToReassess};
pub use station::{DraftOffice, DraftStation, HandedDraft, TakenDraft};
pub use under_way::{Mend, Omission, UnderWay};
pub use undo::MadeItem;
pub use wording::OwnWord;
pub use working_text::WorkingText;

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
