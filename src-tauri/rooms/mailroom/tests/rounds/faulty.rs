//! A carrier that fails on command: before, during and after what it carries.

use std::collections::{BTreeSet, VecDeque};

use gongkai_letters::PackageName;
use gongkai_mailroom::{Carrier, LetterLine, MailError, Put, Standings};
use proptest::prelude::*;

/// What goes wrong with one step.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Fault {
    /// Nothing.
    None,
    /// Cut before the other side heard.
    Before,
    /// Cut half way: the other side hears half.
    During,
    /// Done, and the answer is lost: timeout exactly after taken.
    After,
    /// Done twice.
    Twice,
    /// The other side is broken.
    Status(u16),
    /// The list comes in another order.
    Reordered,
    /// The answer is that of a moment ago.
    Stale,
}

pub(crate) fn fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        4 => Just(Fault::None),
        1 => Just(Fault::Before),
        1 => Just(Fault::During),
        1 => Just(Fault::After),
        1 => Just(Fault::Twice),
        1 => prop_oneof![Just(500), Just(503)].prop_map(Fault::Status),
        1 => Just(Fault::Reordered),
        1 => Just(Fault::Stale),
    ]
}

/// A carrier and the faults of its next steps.
pub(crate) struct Faulty<'a> {
    pub(crate) inner: &'a mut dyn Carrier,
    pub(crate) faults: VecDeque<Fault>,
    /// What the other side answered before.
    pub(crate) before: Option<Standings>,
}

fn cut() -> MailError {
    MailError::Unreachable {
        why: "cut".to_owned(),
    }
}

impl Faulty<'_> {
    fn next(&mut self) -> Fault {
        self.faults.pop_front().unwrap_or(Fault::None)
    }

    fn read<T>(
        &mut self,
        fault: Fault,
        asked: impl FnOnce(&mut dyn Carrier) -> Result<T, MailError>,
    ) -> Result<T, MailError> {
        match fault {
            Fault::Before | Fault::During | Fault::After => Err(cut()),
            Fault::Status(503) => Err(MailError::Busy { after: None }),
            Fault::Status(status) => Err(MailError::Fault { status }),
            Fault::None | Fault::Twice | Fault::Reordered | Fault::Stale => asked(self.inner),
        }
    }
}

impl Carrier for Faulty<'_> {
    fn standing(&mut self) -> Result<Option<Standings>, MailError> {
        let fault = self.next();
        let now = self.read(fault, |inner| inner.standing())?;
        let before = self.before.take().or(now);
        self.before = now;
        Ok(if matches!(fault, Fault::Stale) {
            before
        } else {
            now
        })
    }

    fn lying(&mut self) -> Result<BTreeSet<PackageName>, MailError> {
        let fault = self.next();
        self.read(fault, |inner| inner.lying())
    }

    fn is_whole(&mut self, name: &PackageName, bytes: &[u8]) -> Result<bool, MailError> {
        self.inner.is_whole(name, bytes)
    }

    fn put(&mut self, name: &PackageName, bytes: &[u8]) -> Result<Put, MailError> {
        match self.next() {
            Fault::Before => Err(cut()),
            Fault::During => {
                let half = self.inner.put(name, &bytes[..bytes.len() / 2]);
                assert!(half.is_err(), "half a package is none");
                Err(cut())
            }
            Fault::After => self.inner.put(name, bytes).and(Err(cut())),
            Fault::Twice => {
                self.inner.put(name, bytes)?;
                self.inner.put(name, bytes)
            }
            Fault::Status(status) => Err(MailError::Fault { status }),
            Fault::None | Fault::Reordered | Fault::Stale => self.inner.put(name, bytes),
        }
    }

    fn list(&mut self, after: u64) -> Result<Vec<LetterLine>, MailError> {
        let fault = self.next();
        let mut lines = self.read(fault, |inner| inner.list(after))?;
        if matches!(fault, Fault::Reordered) {
            lines.reverse();
        }
        Ok(lines)
    }

    fn fetch(&mut self, line: &LetterLine) -> Result<Vec<u8>, MailError> {
        let fault = self.next();
        let mut bytes = match fault {
            // Half of it arrives and is taken for the whole.
            Fault::During => self.inner.fetch(line)?,
            other => self.read(other, |inner| inner.fetch(line))?,
        };
        if matches!(fault, Fault::During) {
            bytes.truncate(bytes.len() / 2);
        }
        Ok(bytes)
    }
}
