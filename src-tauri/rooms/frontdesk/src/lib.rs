//! The only door to the office: one file per task, the same for window, command line and tests; it
//! refuses to let a rule, a statement of SQL or a page be written here.
//!
//! A caller opens a [`Desk`] and calls a task of [`tasks`]. Paths, clock and randomness come from
//! the [`Host`]; what goes wrong comes back as a [`Problem`] in Chinese.

mod access;
mod acting;
mod acts;
mod archiving;
mod attached;
mod cleaning;
mod comparing;
mod compose;
#[cfg(feature = "contract")]
mod contract;
mod county;
mod desk;
pub mod door;
mod finished;
mod host;
mod key_file;
mod listed;
mod pace;
mod papers;
mod portable;
mod preferences;
pub mod printers;
mod problem;
mod reading;
mod said;
mod scans;
mod settings;
mod stations;
pub mod tasks;
pub mod templates;
mod typed;
mod updating;
mod village;

pub use acting::Acting;
#[cfg(feature = "contract")]
pub use contract::typescript;
pub use desk::Desk;
pub use host::{Host, Reader, SystemHost};
pub use listed::{Interpreted, ListingFields, ListingForm};
pub use pace::{Pace, Progress};
pub use preferences::{Preferences, PrinterUse, WindowPlace};
pub use problem::{Exit, Place, Problem};
pub use reading::{HeaderChoice, MeaningChoice, SheetChoice};
pub use scans::ScanUse;
pub use updating::hand_over;

/// The words of the rulebook that requests and answers are made of.
pub mod words {
    pub use gongkai_intake::understand::{Counts, Verdict};
    pub use gongkai_registry::Waypoints;
    pub use gongkai_rulebook::UnknownTerm;
    pub use gongkai_rulebook::archive::boxes::Spine;
    pub use gongkai_rulebook::archive::item::PartKind;
    pub use gongkai_rulebook::archive::keeping::{Appraisal, DisposalPhase, Fate};
    pub use gongkai_rulebook::archive::scheme::{Organ as ArchiveOrgan, Scheme as ArchiveScheme};
    pub use gongkai_rulebook::chain::Step;
    pub use gongkai_rulebook::county_form::{PageFinding, ReportWay};
    pub use gongkai_rulebook::disclosure::State;
    pub use gongkai_rulebook::disclosure::differing::{Field, Side};
    pub use gongkai_rulebook::disclosure::listing::{Genre, Listing, Subject};
    pub use gongkai_rulebook::gate::{Accepted, CheckKind};
    pub use gongkai_rulebook::ids::{
        ArchiveBoxId, DisposalId, ScannedPageId, StandInId, TransferId,
    };
    pub use gongkai_rulebook::letter::{CarrierKind, Incoming, LetterKind};
    pub use gongkai_rulebook::list::{ListKind, Meaning};
    pub use gongkai_rulebook::moment::Now;
    pub use gongkai_rulebook::printing::{PaperKind, PaperSize, PostedSheet, PrintPhase};
    pub use gongkai_rulebook::privacy::FindingKind;
    pub use gongkai_rulebook::privacy::access::AccessWay;
    pub use gongkai_rulebook::privacy::doctor::Ailment;
    pub use gongkai_rulebook::public_view::Audience;
    pub use gongkai_rulebook::register::{Book, CopyFor};
    pub use gongkai_rulebook::retention::RetentionPeriod;
    pub use gongkai_rulebook::rhythm::Rhythm;
    pub use gongkai_rulebook::scanned::{ScanStanding, ScanWait};
    pub use gongkai_rulebook::signature::{Secrecy, SignatureKind};
    pub use gongkai_rulebook::template::{Template, template};
    pub use gongkai_rulebook::vocabulary::{
        Channel, DisclosureClass, Duty, Element, Stage, TimeClass,
    };
}

/// The hidden subcommand in which a program reads a workbook in a process of its own.
pub const READER_COMMAND: &str = "read-workbook";

/// Serves as the reading process: see [`READER_COMMAND`]. Answers with the sentence of what went
/// wrong, if the process could not even begin.
///
/// # Errors
/// The sentence; the process should end with a status other than zero.
pub fn serve_reader(
    arguments: impl IntoIterator<Item = std::ffi::OsString>,
    output: impl std::io::Write,
) -> Result<(), String> {
    gongkai_intake::child::serve(arguments, output).map_err(|error| error.to_string())
}
