//! An office behind the door: one desk that writes, one that looks, each for one call at a time.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use super::by_itself::Rounds;
use crate::pace::Pace;
use crate::tasks::print_papers::settle;
use crate::{Desk, Host, Problem};

/// How long an office that somebody else writes in is waited for before the clerk is told.
const PATIENCE: Duration = Duration::from_secs(3);

/// An open office.
pub(crate) struct Opened {
    folder: PathBuf,
    host: Arc<dyn Host>,
    writing: Seat,
    looking: Seat,
    rounds: Arc<Rounds>,
    /// One fetching of drafts at a time, whoever asks for it.
    fetching: Arc<Mutex<()>>,
}

/// A desk and the pace of what is done at it. After a fault of the program the desk is gone, until
/// the next call opens it anew.
struct Seat {
    desk: Mutex<Option<Desk>>,
    pace: Arc<Pace>,
}

impl Opened {
    pub(crate) fn open(folder: &Path, host: Arc<dyn Host>) -> Result<Self, Problem> {
        let mut writing = once_free(|| Desk::open_to_write(folder, host.clone()))?;
        // An office that cannot be written to just now can still be looked at.
        settle(&mut writing).ok();
        let looking = writing.beside()?;
        Ok(Self {
            folder: folder.to_owned(),
            host,
            writing: Seat::of(writing),
            looking: Seat::of(looking),
            rounds: Arc::default(),
            fetching: Arc::default(),
        })
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Runs work that only looks.
    pub(crate) fn look<A>(
        &self,
        work: impl FnOnce(&Desk) -> Result<A, Problem>,
    ) -> Result<A, Problem> {
        let open = || Desk::open_to_read(&self.folder, self.host.clone());
        self.looking.run(open, |desk| work(desk))
    }

    /// Runs work that changes something.
    pub(crate) fn act<A>(
        &self,
        work: impl FnOnce(&mut Desk) -> Result<A, Problem>,
    ) -> Result<A, Problem> {
        let open = || Desk::open_to_write(&self.folder, self.host.clone());
        let answer = self.writing.run(open, work);
        self.rounds.changed();
        answer
    }

    /// The rounds to the county.
    pub(crate) const fn rounds(&self) -> &Arc<Rounds> {
        &self.rounds
    }

    /// Held by whoever fetches drafts.
    pub(crate) fn fetching(&self) -> Arc<Mutex<()>> {
        self.fetching.clone()
    }

    /// The machine it stands on.
    pub(crate) const fn host(&self) -> &Arc<dyn Host> {
        &self.host
    }

    pub(crate) fn is_writing(&self) -> bool {
        matches!(self.writing.desk.try_lock(), Err(TryLockError::WouldBlock))
    }

    /// The paces of both seats, the writing one first, and that of a round to the county.
    pub(crate) fn paces(&self) -> [&Pace; 3] {
        [&self.writing.pace, &self.looking.pace, self.rounds.pace()]
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        self.rounds.end();
    }
}

/// Opens, and has a little patience with a writer: a window that was just closed writes its last lines
/// for a moment yet, and whoever opens the next one has done nothing wrong.
fn once_free<T>(open: impl Fn() -> Result<T, Problem>) -> Result<T, Problem> {
    let begun = Instant::now();
    loop {
        match open() {
            Err(problem) if problem.code == "office-busy" && begun.elapsed() < PATIENCE => {
                thread::sleep(PATIENCE / 60);
            }
            opened => return opened,
        }
    }
}

impl Seat {
    fn of(desk: Desk) -> Self {
        let pace = desk.pace.clone();
        Self {
            desk: Mutex::new(Some(desk)),
            pace,
        }
    }

    fn run<A>(
        &self,
        open: impl FnOnce() -> Result<Desk, Problem>,
        work: impl FnOnce(&mut Desk) -> Result<A, Problem>,
    ) -> Result<A, Problem> {
        let mut seat = self.lock();
        let mut desk = match seat.take() {
            Some(desk) => desk,
            None => open()?.paced(self.pace.clone()),
        };
        self.pace.clear();
        let ended = catch_unwind(AssertUnwindSafe(|| work(&mut desk)));
        self.pace.clear();
        let Ok(answer) = ended else {
            // The transaction was rolled back when its guard fell; the desk itself is not trusted.
            drop(desk);
            return Err(Problem::program_fault());
        };
        *seat = Some(desk);
        answer
    }

    fn lock(&self) -> MutexGuard<'_, Option<Desk>> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn problem(code: &str) -> Problem {
        Problem::refused(code, "", "")
    }

    #[test]
    fn a_window_that_is_still_closing_is_waited_for() {
        let tries = Cell::new(0);
        let opened = once_free(|| {
            tries.set(tries.get() + 1);
            match tries.get() {
                1 | 2 => Err(problem("office-busy")),
                _ => Ok(tries.get()),
            }
        });
        assert_eq!(opened.ok(), Some(3));
    }

    #[test]
    fn nothing_else_is_waited_for() {
        let tries = Cell::new(0);
        let opened = once_free(|| {
            tries.set(tries.get() + 1);
            Err::<(), _>(problem("store-damaged"))
        });
        assert_eq!(
            opened.map_err(|problem| problem.code),
            Err("store-damaged".to_owned())
        );
        assert_eq!(tries.get(), 1);
    }
}
