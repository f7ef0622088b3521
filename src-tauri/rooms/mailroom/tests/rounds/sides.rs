//! Both sides in memory, with real packages: an office's shelf and a county that takes only what
//! fits its chain.

use std::collections::BTreeSet;

use chrono::DateTime;
use gongkai_letters::{
    Metadata, Opinion, Outgoing, PackageName, PrivateKey, ReportSheet, Scheme, Sealed,
    SealedPackage, Signer, Standing, seal,
};
use gongkai_mailroom::{Carrier, LetterLine, Local, MailError, Put, Shelf, Standings};
use gongkai_rulebook::ids::{IdSeed, LetterId, OfficeId};

pub(crate) fn seed(n: u64) -> IdSeed {
    IdSeed {
        unix_ms: n,
        random: [7; 10],
    }
}

pub(crate) fn key(n: u8) -> PrivateKey {
    PrivateKey::new(Scheme::Ed25519, [n; 32]).unwrap()
}

fn letter(n: u64, metadata: Metadata) -> Outgoing {
    Outgoing {
        package: LetterId::new(&seed(n)),
        township: "430699205".parse().unwrap(),
        sender: OfficeId::new(&seed(7)),
        // The clock jumps about: order is the number.
        created: DateTime::from_timestamp(1_700_000_000 - (n as i64 % 7) * 86_400, 0).unwrap(),
        metadata,
        text: None,
        copy: None,
        attachments: Vec::new(),
    }
}

/// The `n`-th nil report of an office whose chain stands so.
pub(crate) fn report(n: u64, standing: &Standing, key: &PrivateKey) -> SealedPackage {
    let sheet = ReportSheet {
        period: format!("2019-{n}"),
        title: "零报告".to_owned(),
        publisher: "青禾乡人民政府".to_owned(),
        figures: Default::default(),
        attachments: Vec::new(),
    };
    seal(&letter(n, Metadata::NilReport(sheet)), standing, key).unwrap()
}

fn opinion(n: u64, standing: &Standing, key: &PrivateKey) -> SealedPackage {
    let sheet = Opinion {
        number: n.to_string(),
        received_on: "2019-10-15".parse().unwrap(),
        disclosure: None,
        text: "公开栏位置太高".to_owned(),
        contact: None,
    };
    seal(&letter(1_000 + n, Metadata::Opinion(sheet)), standing, key).unwrap()
}

/// The office's side.
#[derive(Default)]
pub(crate) struct Office {
    pub(crate) sealed: Vec<SealedPackage>,
    pub(crate) filed: Vec<Vec<u8>>,
    pub(crate) local: Local,
}

impl Office {
    pub(crate) fn write(&mut self) {
        let n = self.sealed.len() as u64 + 1;
        let package = report(n, &self.local.up(), &key(1));
        self.local.heads.extend(package.standing.head);
        self.sealed.push(package);
    }
}

impl Shelf for Office {
    type Error = String;

    fn local(&mut self) -> Result<Local, String> {
        Ok(self.local.clone())
    }

    fn package(&mut self, number: u64) -> Result<(PackageName, Vec<u8>), String> {
        let package = &self.sealed[number as usize - 1];
        Ok((package.name(), package.bytes.clone()))
    }

    fn taken(&mut self, standings: &Standings) -> Result<(), String> {
        let known = self.local.platform.replace(standings.platform);
        if let Some(known) = known.filter(|known| *known != standings.platform) {
            let others = &mut self.local.others;
            let here = others.remove(&standings.platform).unwrap_or_default();
            others.insert(known, std::mem::replace(&mut self.local.down, here));
        }
        self.local.taken = standings.up.count;
        Ok(())
    }

    fn file(&mut self, bytes: &[u8]) -> Result<(), String> {
        let sealed = Sealed::read(bytes).map_err(|refusal| refusal.to_string())?;
        let opened = sealed
            .open(key(2).public())
            .map_err(|refusal| refusal.to_string())?;
        let next = self.local.down.with(&opened.manifest, opened.head);
        self.local.down = next.map_err(|broken| broken.to_string())?;
        self.filed.push(bytes.to_vec());
        Ok(())
    }
}

/// The county's side. What it took stays, in the order in which it took it.
pub(crate) struct County {
    pub(crate) platform: OfficeId,
    pub(crate) up: Standing,
    pub(crate) taken: Vec<Vec<u8>>,
    pub(crate) down: Standing,
    pub(crate) letters: Vec<SealedPackage>,
}

impl County {
    pub(crate) fn new() -> Self {
        Self {
            platform: OfficeId::new(&seed(99)),
            up: Standing::default(),
            taken: Vec::new(),
            down: Standing::default(),
            letters: Vec::new(),
        }
    }

    pub(crate) fn write(&mut self) {
        let package = opinion(self.letters.len() as u64 + 1, &self.down, &key(2));
        self.down = package.standing;
        self.letters.push(package);
    }

    pub(crate) fn standings(&self) -> Standings {
        Standings {
            platform: self.platform,
            up: self.up,
            down: self.down,
        }
    }
}

impl Carrier for County {
    fn standing(&mut self) -> Result<Option<Standings>, MailError> {
        Ok(Some(self.standings()))
    }

    fn lying(&mut self) -> Result<BTreeSet<PackageName>, MailError> {
        Ok(BTreeSet::new())
    }

    fn is_whole(&mut self, _: &PackageName, _: &[u8]) -> Result<bool, MailError> {
        Ok(false)
    }

    fn put(&mut self, _name: &PackageName, bytes: &[u8]) -> Result<Put, MailError> {
        if self.taken.iter().any(|taken| taken == bytes) {
            return Ok(Put::Taken(self.standings()));
        }
        let opened = Sealed::read(bytes).and_then(|sealed| sealed.open(key(1).public()));
        let opened = opened.map_err(|refusal| MailError::Refused {
            code: refusal.code().to_owned(),
            field: None,
            text: refusal.to_string(),
        })?;
        let standing = Some(self.up);
        let next = self.up.with(&opened.manifest, opened.head);
        self.up = next.map_err(|_| MailError::Chain { standing })?;
        self.taken.push(bytes.to_vec());
        Ok(Put::Taken(self.standings()))
    }

    fn list(&mut self, after: u64) -> Result<Vec<LetterLine>, MailError> {
        let line = |package: &SealedPackage| LetterLine {
            number: package.manifest.number,
            package: package.manifest.package,
            sha256: package.standing.head,
            bytes: package.bytes.len() as u64,
        };
        // In pieces of three, as a server gives them.
        Ok(self
            .letters
            .iter()
            .skip(after as usize)
            .take(3)
            .map(line)
            .collect())
    }

    fn fetch(&mut self, line: &LetterLine) -> Result<Vec<u8>, MailError> {
        Ok(self.letters[line.number as usize - 1].bytes.clone())
    }
}
