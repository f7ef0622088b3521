//! How far long work has come, and whether the clerk wants it stopped: seen from beside the work.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use serde::Serialize;

use crate::Problem;

/// The pace of one desk's work. The work tells it; somebody else looks at it, and may ask to stop.
#[derive(Debug, Default)]
pub struct Pace {
    now: Mutex<Option<Progress>>,
    stop: AtomicBool,
}

/// How far the work has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct Progress {
    /// What is being done, for the clerk.
    pub words: String,
    /// Parts done.
    pub done: u64,
    /// Parts in all; 0 where nobody can know.
    pub of: u64,
    /// It can still be stopped without harm.
    pub stoppable: bool,
}

impl Pace {
    /// Tells how far the work has come, at a place where it may still be stopped.
    ///
    /// # Errors
    /// `stopped` where the clerk has asked for it; nothing is written then.
    pub fn at(&self, words: &str, done: u64, of: u64) -> Result<(), Problem> {
        self.tell(words, done, of, true);
        if self.is_stopped() {
            return Err(Problem::refused(
                "stopped",
                "已按您的要求停下，什么都没有写入",
                "需要时重新开始即可",
            ));
        }
        Ok(())
    }

    /// Tells how far the work has come, where it can no longer be stopped.
    pub fn past(&self, words: &str, done: u64, of: u64) {
        self.tell(words, done, of, false);
    }

    /// Asks the work to stop at the next place where it may.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Somebody has asked to stop.
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// How far the work has come; nothing where nobody works.
    pub fn progress(&self) -> Option<Progress> {
        self.now
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// New work begins, or all is done.
    pub(crate) fn clear(&self) {
        self.stop.store(false, Ordering::Relaxed);
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn tell(&self, words: &str, done: u64, of: u64, stoppable: bool) {
        let progress = Progress {
            words: words.to_owned(),
            done,
            of,
            stoppable,
        };
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = Some(progress);
    }
}
