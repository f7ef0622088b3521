//! A township that has many sealed packages in memory, and the time it spends handing them over.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use gongkai_letters::{PackageName, PrivateKey, Sealed, SealedPackage, Standing};
use gongkai_mailroom::{Carrier, Http, LetterLine, Local, MailError, Put, Shelf, Standings};

use crate::made::{key, package};

/// The township.
pub(crate) struct Sender {
    pub(crate) key: PrivateKey,
    pub(crate) sealed: Vec<SealedPackage>,
    local: Local,
}

impl Sender {
    pub(crate) fn with(township: &str, count: u64, bytes: usize) -> Self {
        let (key, mut standing) = (key(), Standing::default());
        let mut sealed = Vec::new();
        for number in 1..=count {
            let made = package(township, number, bytes, &standing, &key);
            standing = made.standing;
            sealed.push(made);
        }
        let heads = sealed.iter().filter_map(|package| package.standing.head);
        let local = Local {
            heads: heads.collect(),
            ..Local::default()
        };
        Self { key, sealed, local }
    }

    pub(crate) fn beside(&self, inner: Http, plain: Http) -> Timed {
        Timed {
            inner,
            plain,
            spent: Duration::ZERO,
            bare: Duration::ZERO,
        }
    }
}

impl Shelf for Sender {
    type Error = String;

    fn local(&mut self) -> Result<Local, String> {
        Ok(self.local.clone())
    }

    fn package(&mut self, number: u64) -> Result<(PackageName, Vec<u8>), String> {
        let place = usize::try_from(number - 1).map_err(|error| error.to_string())?;
        let package = &self.sealed[place];
        Ok((package.name(), package.bytes.clone()))
    }

    fn taken(&mut self, standings: &Standings) -> Result<(), String> {
        self.local.taken = standings.up.count;
        Ok(())
    }

    fn file(&mut self, bytes: &[u8]) -> Result<(), String> {
        let sealed = Sealed::read(bytes).map_err(|refusal| refusal.to_string())?;
        let next = self.local.down.with(sealed.claims(), sealed.head());
        self.local.down = next.map_err(|broken| broken.to_string())?;
        Ok(())
    }
}

/// A way that looks at the clock while it hands over, and hands the same to a plain server next.
pub(crate) struct Timed {
    inner: Http,
    plain: Http,
    pub(crate) spent: Duration,
    pub(crate) bare: Duration,
}

impl Carrier for Timed {
    fn standing(&mut self) -> Result<Option<Standings>, MailError> {
        self.inner.standing()
    }

    fn lying(&mut self) -> Result<BTreeSet<PackageName>, MailError> {
        self.inner.lying()
    }

    fn is_whole(&mut self, name: &PackageName, bytes: &[u8]) -> Result<bool, MailError> {
        self.inner.is_whole(name, bytes)
    }

    fn put(&mut self, name: &PackageName, bytes: &[u8]) -> Result<Put, MailError> {
        let begun = Instant::now();
        let put = self.inner.put(name, bytes);
        self.spent += begun.elapsed();
        let begun = Instant::now();
        self.plain.put(name, bytes)?;
        self.bare += begun.elapsed();
        put
    }

    fn list(&mut self, after: u64) -> Result<Vec<LetterLine>, MailError> {
        self.inner.list(after)
    }

    fn fetch(&mut self, line: &LetterLine) -> Result<Vec<u8>, MailError> {
        self.inner.fetch(line)
    }
}
