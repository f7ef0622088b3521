//! The machine's printers, as the desk may use them: which there are, and one job of finished
//! pages to one of them. It refuses to run a shell and to leave a page in a file of its own.
//!
//! Whoever opens a desk hands the printers in with its [`Host`](crate::Host). Why CUPS is spoken to
//! by its own commands: `docs/decisions/0009-printers-by-their-own-commands.md`; how Windows prints
//! without a reader of PDF: `docs/decisions/0030-windows-prints-by-itself.md`.

#[cfg(unix)]
mod cups;
#[cfg(unix)]
mod quoted;
#[cfg(unix)]
mod sizes;
#[cfg(unix)]
mod told;

#[cfg(windows)]
mod windows;

#[cfg(unix)]
pub use cups::Cups;
#[cfg(windows)]
pub use windows::WindowsPrinters;

use gongkai_rulebook::printing::PaperSize;
use serde::{Deserialize, Serialize};

use crate::Problem;

/// The printers of a machine.
pub trait Printers: Send + Sync {
    /// Every printer, the default one first.
    ///
    /// # Errors
    /// `no-printing` where this machine cannot print from here; `print-system` where the printing
    /// system does not answer.
    fn list(&self) -> Result<Vec<Printer>, Problem>;

    /// Hands a job over. Answers with the number that the printing system gave it; from then on
    /// the job is the system's.
    ///
    /// # Errors
    /// As [`Printers::list`], and `printer-refused` with what the printer said.
    fn print(&self, job: &PrintOrder) -> Result<String, Problem>;
}

/// One printer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct Printer {
    /// Its name in the system, which orders go to.
    pub name: String,
    /// What people call it; its name where nobody said.
    pub called: String,
    /// Whether it is the machine's default.
    pub default: bool,
    /// What it is doing.
    pub state: PrinterState,
    /// Why it cannot print, Chinese; empty where nothing is said.
    pub trouble: String,
    /// Whether it turns the sheet by itself.
    pub two_sided: bool,
    /// The sizes it has, of those that our papers need; none where it says nothing about sizes.
    pub sizes: Vec<PaperSize>,
}

/// What a printer is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PrinterState {
    /// Ready.
    Idle,
    /// At work.
    Printing,
    /// Stopped, or taking no jobs.
    Stopped,
}

/// Which sides of a sheet are printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Sides {
    /// One side.
    #[default]
    One,
    /// Both, turned over the long edge as a book is.
    Two,
}

impl Printer {
    /// Whether it can be given paper of this size, as far as it says.
    pub fn takes(&self, size: PaperSize) -> bool {
        self.sizes.is_empty() || self.sizes.contains(&size)
    }
}

/// Finished pages for a printer. Copies are pages of the file: a printer's own counting is not
/// relied upon.
#[derive(Debug, Clone)]
pub struct PrintOrder {
    /// The printer's name.
    pub printer: String,
    /// What the printer's queue shows; no title of an item, for queues are seen by others.
    pub title: String,
    /// The pages, a whole PDF.
    pub pdf: Vec<u8>,
    /// Which sides.
    pub sides: Sides,
    /// On which paper; every page of the order is as large as this, upright, and is printed at its true
    /// size, because the margins of official papers are a rule.
    pub size: PaperSize,
}

/// A machine that cannot print from here: papers are saved and printed by another program.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoPrinters;

impl Printers for NoPrinters {
    fn list(&self) -> Result<Vec<Printer>, Problem> {
        Err(no_printing())
    }

    fn print(&self, _job: &PrintOrder) -> Result<String, Problem> {
        Err(no_printing())
    }
}

/// The printers of the system this program runs on.
#[cfg(unix)]
pub type SystemPrinters = Cups;
/// The printers of the system this program runs on.
#[cfg(windows)]
pub type SystemPrinters = WindowsPrinters;

fn no_printing() -> Problem {
    Problem::unreadable(
        "no-printing",
        "在这台电脑上，本程序还不能直接打印",
        "点“另存为 PDF”，再用 PDF 阅读软件打开打印",
    )
}
