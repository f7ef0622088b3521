//! The sample office's own days: which day its papers count back from, and a clock that walks them.

use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{Datelike, Days as CalendarDays, NaiveDate, NaiveTime};
use gongkai_registry::Waypoints;
use gongkai_rulebook::calendar::Calendar;
use gongkai_rulebook::moment::Now;

use crate::host::Reader;
use crate::{Host, Problem};

/// Days before the sample's today in which its story happens.
const STORY: u64 = 170;

/// The last day of a known year on which the sample may live: postings and deadlines that begin now
/// still end inside that year.
const LATEST: (u32, u32) = (11, 20);

/// The work days before the sample's today, nearest first; the first is today itself.
pub(super) struct Days {
    back: Vec<NaiveDate>,
    today: NaiveDate,
}

impl Days {
    /// Counts back from `today`, or from November of the last year before it whose work days are
    /// known.
    ///
    /// # Errors
    /// `calendar-year-missing` where no calendar reaches back far enough.
    pub(super) fn before(today: NaiveDate) -> Result<Self, Problem> {
        let calendar = crate::desk::calendar()?;
        let known = |year: i32| calendar.years().any(|known| known == year);
        let today = if known(today.year()) {
            today
        } else {
            let (month, day) = LATEST;
            calendar
                .years()
                .filter(|year| *year < today.year())
                .max()
                .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
                .ok_or_else(too_early)?
        };
        Ok(Self {
            back: counted(&calendar, today)?,
            today,
        })
    }

    /// The sample's today.
    pub(super) fn today(&self) -> NaiveDate {
        self.today
    }

    /// The day on which the story begins.
    pub(super) fn first(&self) -> NaiveDate {
        self.back.last().copied().unwrap_or(self.today)
    }

    /// The day `workdays` work days before today; 0 is today, be it a work day or not.
    pub(super) fn back(&self, workdays: usize) -> NaiveDate {
        self.back.get(workdays).copied().unwrap_or(self.first())
    }
}

fn counted(calendar: &Calendar, today: NaiveDate) -> Result<Vec<NaiveDate>, Problem> {
    let mut back = vec![today];
    for days in 1..=STORY {
        let Some(day) = today.checked_sub_days(CalendarDays::new(days)) else {
            break;
        };
        if calendar.is_workday(day).map_err(|_| too_early())? {
            back.push(day);
        }
    }
    Ok(back)
}

fn too_early() -> Problem {
    let text = "电脑上的日期太早，没有那时的工作日安排，样例单位做不出来";
    Problem::refused(
        "calendar-year-missing",
        text,
        "先把电脑的日期调对，再打开样例单位",
    )
}

/// The machine with a clock that is set from day to day. It begins at nine in the morning and goes
/// on by a millisecond at each look, so that what is made later also sorts later.
pub(super) struct WalkedClock {
    machine: Arc<dyn Host>,
    today: Mutex<NaiveDate>,
    looks: AtomicI64,
}

impl WalkedClock {
    pub(super) fn on(machine: Arc<dyn Host>, today: NaiveDate) -> Self {
        Self {
            machine,
            today: Mutex::new(today),
            looks: AtomicI64::new(0),
        }
    }

    pub(super) fn set(&self, today: NaiveDate) {
        *self.today.lock().unwrap_or_else(PoisonError::into_inner) = today;
    }
}

impl Host for WalkedClock {
    fn now(&self) -> Now {
        let today = *self.today.lock().unwrap_or_else(PoisonError::into_inner);
        // Nine o'clock in China, where the office is.
        let morning = today.and_time(NaiveTime::MIN).and_utc().timestamp_millis() + 3_600_000;
        Now {
            unix_ms: morning + self.looks.fetch_add(1, Ordering::Relaxed),
            today,
        }
    }

    fn random(&self, bytes: &mut [u8]) -> Result<(), Problem> {
        self.machine.random(bytes)
    }

    fn fonts(&self) -> &Path {
        self.machine.fonts()
    }

    fn forms(&self) -> &Path {
        self.machine.forms()
    }

    fn samples(&self) -> &Path {
        self.machine.samples()
    }

    fn preferences(&self) -> &Path {
        self.machine.preferences()
    }

    fn usual_place(&self) -> &Path {
        self.machine.usual_place()
    }

    fn reader(&self) -> Reader {
        self.machine.reader()
    }

    fn waypoints(&self) -> Arc<dyn Waypoints> {
        self.machine.waypoints()
    }
}
