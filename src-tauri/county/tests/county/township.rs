//! A township's side of the mail in memory, with real packages, and its real ways to the county.

use gongkai_letters::{
    Metadata, PackageName, PublicKey, Sealed, SealedPackage, Standing, TownshipCode,
};
use gongkai_mailroom::{Access, Http, Local, Shelf, Standings};
use gongkai_rulebook::letter::{Direction, LetterKind};

use crate::stage::{County, Office};

/// An office with what it sealed and what it filed, each only ever added to.
pub(crate) struct Township {
    pub(crate) office: Office,
    pub(crate) county_key: PublicKey,
    pub(crate) sealed: Vec<SealedPackage>,
    pub(crate) filed: Vec<Metadata>,
    pub(crate) local: Local,
}

impl Township {
    /// A township that the county knows.
    pub(crate) async fn of(county: &County, code: &str, name: &str) -> Self {
        let office = county.township(code, name).await;
        Self::known(office, county.platform.public_key().clone())
    }

    /// A township that knows its county's key.
    pub(crate) fn known(office: Office, county_key: PublicKey) -> Self {
        Self {
            office,
            county_key,
            sealed: Vec::new(),
            filed: Vec::new(),
            local: Local::default(),
        }
    }

    pub(crate) fn code(&self) -> &TownshipCode {
        &self.office.code
    }

    /// Seals a letter as the next one.
    pub(crate) fn write(&mut self, metadata: Metadata, text: &str) {
        let package = self.office.pack(metadata, text, Vec::new());
        self.office.standing = package.standing;
        self.local.heads.extend(package.standing.head);
        self.sealed.push(package);
    }

    /// Its way to the county by HTTP.
    pub(crate) fn http(&self, address: &str) -> Http {
        self.secure(address, None)
    }

    /// The same, trusting this root alone.
    pub(crate) fn secure(&self, address: &str, root: Option<Vec<u8>>) -> Http {
        let access = Access {
            address: address.to_owned(),
            authorization: Some(format!("Bearer {}", self.office.bearer)),
            root,
        };
        Http::new(access, self.code().clone()).unwrap()
    }

    /// Whether the county's chain stands as this one stood after as many.
    pub(crate) fn stood(&self, standing: &Standing) -> bool {
        match standing.count {
            0 => standing.head.is_none(),
            count => {
                let there = self.sealed.get(usize::try_from(count).unwrap() - 1);
                there.is_some_and(|package| package.standing == *standing)
            }
        }
    }
}

impl Shelf for Township {
    type Error = String;

    fn local(&mut self) -> Result<Local, String> {
        let open = self.sealed.iter();
        let open = open.filter(|package| package.manifest.number > self.local.taken);
        let back = open.filter(|package| package.manifest.kind == LetterKind::Withdrawal);
        self.local.withdrawals = back.count();
        Ok(self.local.clone())
    }

    fn package(&mut self, number: u64) -> Result<(PackageName, Vec<u8>), String> {
        let package = &self.sealed[usize::try_from(number).unwrap() - 1];
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
        let told = |refusal: gongkai_letters::Refusal| refusal.to_string();
        let opened = Sealed::read(bytes).map_err(told)?;
        let opened = opened.open(&self.county_key).map_err(told)?;
        let here = opened.manifest.township == self.office.code;
        if !here || opened.manifest.kind.direction() != Direction::Down {
            return Err("not for this office".to_owned());
        }
        if let Metadata::Receipt(receipt) = &opened.metadata {
            let ours = |package: &SealedPackage| package.manifest.package == receipt.package;
            if !self.sealed.iter().any(ours) {
                return Err("another office's receipt".to_owned());
            }
        }
        let next = self.local.down.with(&opened.manifest, opened.head);
        self.local.down = next.map_err(|broken| broken.to_string())?;
        self.filed.push(opened.metadata);
        Ok(())
    }
}
