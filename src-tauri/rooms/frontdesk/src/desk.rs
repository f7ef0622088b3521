//! An open desk: the office's store and the machine it stands on.

use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};

use gongkai_printroom::{FontShelf, FormShelf};
use gongkai_registry::records::{OwnWord, Records};
use gongkai_registry::{Access, Founding, Store, WriterNote};
use gongkai_rulebook::calendar::Calendar;
use gongkai_rulebook::catalogue::{Catalogue, Entry};
use gongkai_rulebook::ids::IdSeed;
use gongkai_rulebook::scan_code::OfficeMark;
use gongkai_rulebook::wording::{WatchedWord, Wording};

use crate::Problem;
use crate::host::{Host, seed};
use crate::pace::Pace;
use crate::reading::LastWorkbook;
use crate::settings::Settings;

/// Name under which this program holds the writing lock.
const PROGRAM: &str = "政务公开";

/// One open office.
pub struct Desk {
    pub(crate) store: Store,
    pub(crate) host: Arc<dyn Host>,
    /// How far long work at this desk has come.
    pub(crate) pace: Arc<Pace>,
    /// Fonts, once a paper has asked for them; desks of one office share them.
    shelf: Arc<OnceLock<FontShelf>>,
    /// The village's workbook that was looked at last; desks of one office share it.
    pub(crate) last_workbook: Arc<Mutex<Option<LastWorkbook>>>,
}

impl Desk {
    /// Opens the office in `folder` for looking; works beside somebody who writes.
    ///
    /// # Errors
    /// Any problem of the store: missing, damaged, foreign, newer.
    pub fn open_to_read(folder: &Path, host: Arc<dyn Host>) -> Result<Self, Problem> {
        Self::open(folder, Access::Read, host)
    }

    /// Opens the office in `folder` for writing; one at a time.
    ///
    /// # Errors
    /// `office-busy` besides any problem of the store.
    pub fn open_to_write(folder: &Path, host: Arc<dyn Host>) -> Result<Self, Problem> {
        let access = Access::Write(writer_note(host.as_ref()));
        Self::open(folder, access, host)
    }

    fn open(folder: &Path, access: Access, host: Arc<dyn Host>) -> Result<Self, Problem> {
        let store = Store::open(folder, access, None, host.waypoints())?;
        Ok(Self::at(store, host))
    }

    fn at(store: Store, host: Arc<dyn Host>) -> Self {
        Self {
            store,
            host,
            pace: Arc::default(),
            shelf: Arc::default(),
            last_workbook: Arc::default(),
        }
    }

    /// A second desk of this office, for looking while this one writes.
    pub(crate) fn beside(&self) -> Result<Self, Problem> {
        let folder = self.store.layout().folder();
        let mut desk = Self::open_to_read(folder, self.host.clone())?;
        desk.shelf = self.shelf.clone();
        desk.last_workbook = self.last_workbook.clone();
        Ok(desk)
    }

    /// The same desk, telling its pace here.
    pub(crate) fn paced(mut self, pace: Arc<Pace>) -> Self {
        self.pace = pace;
        self
    }

    pub(crate) fn found(
        folder: &Path,
        founding: &Founding,
        host: Arc<dyn Host>,
    ) -> Result<Self, Problem> {
        let store = Store::create(
            folder,
            founding,
            writer_note(host.as_ref()),
            host.waypoints(),
        )?;
        Ok(Self::at(store, host))
    }

    pub(crate) fn records(&self) -> Records<'_> {
        self.store.records()
    }

    pub(crate) fn seed(&self) -> Result<IdSeed, Problem> {
        seed(self.host.as_ref())
    }

    /// The mark that the office's sheets bear, so that their scans are told from another's.
    pub(crate) fn office_mark(&self) -> OfficeMark {
        OfficeMark::of(self.store.card().office)
    }

    pub(crate) fn settings(&self) -> Result<Settings, Problem> {
        Settings::read(self.records())
    }

    /// The catalogue in force.
    pub(crate) fn catalogue(&self) -> Result<Catalogue, Problem> {
        let missing = || {
            Problem::unreadable(
                "catalogue-missing",
                "登记库里没有公开目录",
                "重新导入公开目录",
            )
        };
        let record = self.records().catalogue()?.ok_or_else(missing)?;
        self.settled(Catalogue::from_json(&record.text)?)
    }

    /// The catalogue of an edition that items are filed under.
    pub(crate) fn catalogue_edition(&self, edition: &str) -> Result<Catalogue, Problem> {
        match self.records().catalogue_edition(edition)? {
            Some(record) => self.settled(Catalogue::from_json(&record.text)?),
            None => self.catalogue(),
        }
    }

    /// The catalogue with what the office settled about the time of its entries. What a later
    /// edition says itself goes before.
    fn settled(&self, mut catalogue: Catalogue) -> Result<Catalogue, Problem> {
        for timing in self.records().entry_timings()? {
            let code = timing.entry.as_str();
            drop(catalogue.settle_timing(code, timing.time_class, timing.period));
        }
        Ok(catalogue)
    }

    /// The calendar that ships, with what the office added.
    pub(crate) fn calendar(&self) -> Result<Calendar, Problem> {
        calendar()
    }

    /// The words that the office watches.
    pub(crate) fn wording(&self) -> Result<Wording, Problem> {
        let (minded, left_out): (Vec<OwnWord>, Vec<OwnWord>) = self
            .records()
            .own_words()?
            .into_iter()
            .partition(|own| own.minded);
        let own = minded.into_iter().map(|own| WatchedWord {
            word: own.word,
            better: own.better,
            why: own.why,
            source: String::new(),
            since: None,
        });
        let left_out = left_out.into_iter().map(|own| own.word).collect();
        Wording::of_office(own, &left_out).map_err(|damaged| {
            Problem::unreadable("wording-damaged", damaged.to_string(), "重新安装本程序")
        })
    }

    pub(crate) fn fonts(&self) -> Result<&FontShelf, Problem> {
        if let Some(shelf) = self.shelf.get() {
            return Ok(shelf);
        }
        let own = self.store.layout().folder().join("fonts");
        let own = own.is_dir().then_some(own);
        let shelf = FontShelf::load(self.host.fonts(), own.as_deref())?;
        Ok(self.shelf.get_or_init(|| shelf))
    }

    /// The forms of papers as they are on the disk now: what a clerk changed holds for the next
    /// print.
    pub(crate) fn forms(&self) -> FormShelf {
        let own = self.store.layout().folder().join(FORMS);
        FormShelf::new(self.host.forms(), Some(&own))
    }
}

/// The folder in the office's own in which its forms stand.
pub(crate) const FORMS: &str = "forms";

/// The calendar that ships.
pub(crate) fn calendar() -> Result<Calendar, Problem> {
    Calendar::shipped().map_err(|error| {
        Problem::unreadable("calendar-damaged", error.to_string(), "重新安装本程序")
    })
}

/// The entry an item may be filed under.
pub(crate) fn fileable<'a>(catalogue: &'a Catalogue, code: &str) -> Result<&'a Entry, Problem> {
    Ok(catalogue.fileable(code)?)
}

fn writer_note(host: &dyn Host) -> WriterNote {
    WriterNote {
        name: PROGRAM.to_owned(),
        pid: std::process::id(),
        since_ms: host.now().unix_ms,
    }
}
