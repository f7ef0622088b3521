//! A way that fails before, during and after what it carries, brings things late, twice, torn, stale
//! and in another order.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::PathBuf;

use gongkai_letters::PackageName;
use gongkai_mailroom::{Carrier, LetterLine, MailError, Put, Standings};

use super::dice::Dice;

/// A carrier and what goes wrong with it.
pub(super) struct Faulty<'a> {
    pub(super) inner: &'a mut dyn Carrier,
    pub(super) dice: &'a mut Dice,
    /// One step in so many fails; 0 for none.
    pub(super) one_in: u64,
    /// The folder, where things are laid down there.
    pub(super) stick: Option<PathBuf>,
    /// What the other side answered before.
    pub(super) before: &'a mut Option<Standings>,
    /// What was handed over earlier, and may arrive once more.
    pub(super) earlier: &'a mut Vec<(PackageName, Vec<u8>)>,
}

fn cut() -> MailError {
    MailError::Unreachable {
        why: "cut".to_owned(),
    }
}

impl Faulty<'_> {
    fn fails(&mut self) -> bool {
        self.dice.one_in(self.one_in)
    }

    fn error(&mut self) -> MailError {
        match self.dice.below(4) {
            0 => MailError::Busy { after: None },
            1 => MailError::Fault { status: 500 },
            _ => cut(),
        }
    }

    /// Half a package, or one that is too long: nobody takes it for one.
    fn torn(&mut self, name: &PackageName, bytes: &[u8]) -> MailError {
        let half = self.dice.below(bytes.len() as u64) as usize;
        if let Some(stick) = &self.stick {
            let up = stick.join("up").join(name.township.as_str());
            fs::create_dir_all(&up).unwrap();
            fs::write(up.join(format!("{name}.part")), &bytes[..half]).unwrap();
            return io::Error::from(io::ErrorKind::StorageFull).into();
        }
        let torn = match self.dice.one_in(2) {
            true => bytes[..half].to_vec(),
            false => [bytes, b"PK"].concat(),
        };
        assert!(self.inner.put(name, &torn).is_err(), "{name} is torn");
        cut()
    }
}

impl Carrier for Faulty<'_> {
    fn standing(&mut self) -> Result<Option<Standings>, MailError> {
        if self.fails() && self.dice.one_in(2) {
            return Err(self.error());
        }
        let now = self.inner.standing()?;
        let before = std::mem::replace(self.before, now);
        let stale = self.fails();
        Ok(before.filter(|_| stale).or(now))
    }

    fn lying(&mut self) -> Result<BTreeSet<PackageName>, MailError> {
        if self.fails() {
            return Err(self.error());
        }
        self.inner.lying()
    }

    fn is_whole(&mut self, name: &PackageName, bytes: &[u8]) -> Result<bool, MailError> {
        self.inner.is_whole(name, bytes)
    }

    fn put(&mut self, name: &PackageName, bytes: &[u8]) -> Result<Put, MailError> {
        if !self.fails() {
            let put = self.inner.put(name, bytes)?;
            self.earlier.push((name.clone(), bytes.to_vec()));
            return Ok(put);
        }
        match self.dice.below(6) {
            0 => Err(self.error()),
            1 | 2 => Err(self.torn(name, bytes)),
            // Taken, and nobody hears the answer.
            3 => self.inner.put(name, bytes).and(Err(cut())),
            4 => {
                self.inner.put(name, bytes)?;
                self.inner.put(name, bytes)
            }
            _ => {
                // One of long ago arrives once more, before this one.
                if let Some((name, bytes)) = self.dice.one_of(self.earlier) {
                    self.inner.put(name, bytes)?;
                }
                self.inner.put(name, bytes)
            }
        }
    }

    fn list(&mut self, after: u64) -> Result<Vec<LetterLine>, MailError> {
        if !self.fails() {
            return self.inner.list(after);
        }
        match self.dice.below(4) {
            0 => Err(self.error()),
            1 => self.inner.list(after.saturating_sub(1)),
            2 => self.inner.list(after).map(|mut lines| {
                lines.reverse();
                lines
            }),
            _ => self.inner.list(after).map(|mut lines| {
                lines.truncate(1);
                lines
            }),
        }
    }

    fn fetch(&mut self, line: &LetterLine) -> Result<Vec<u8>, MailError> {
        let mut bytes = self.inner.fetch(line)?;
        if !self.fails() {
            return Ok(bytes);
        }
        match self.dice.below(3) {
            0 => Err(self.error()),
            1 => {
                let half = self.dice.below(bytes.len() as u64) as usize;
                bytes.truncate(half);
                Ok(bytes)
            }
            _ => {
                let at = self.dice.below(bytes.len() as u64) as usize;
                bytes[at] ^= 1;
                Ok(bytes)
            }
        }
    }
}
