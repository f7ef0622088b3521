//! What a township did, and what must therefore be true: of each package, of each receipt, of what the
//! public sees.

use std::collections::BTreeMap;
use std::path::Path;

use gongkai_letters::{Metadata, Outcome, PackageName, ReportSheet};
use gongkai_mailroom::Standings;
use gongkai_rulebook::ids::{DisclosureId, LetterId};
use gongkai_rulebook::vocabulary::DisclosureClass;
use reqwest::StatusCode;

use super::dice::Dice;
use crate::stage::{County, item};
use crate::township::Township;

/// What a package says, as far as the county decides by it.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Release(DisclosureId),
    /// For nobody's eyes.
    Unfit(DisclosureId),
    Correct(DisclosureId, DisclosureId),
    Withdraw(DisclosureId),
    Report,
}

/// How an item stands with the public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Current,
    Corrected,
    Withdrawn,
}

/// A township, and what it did.
pub(super) struct Town {
    pub(super) side: Township,
    /// Letters but receipts that the county wrote to it.
    pub(super) letters: u64,
    /// What it heard last.
    pub(super) heard: Option<Standings>,
    /// What it handed over.
    pub(super) carried: Vec<(PackageName, Vec<u8>)>,
    deeds: Vec<Deed>,
    items: Vec<DisclosureId>,
}

impl Town {
    pub(super) fn of(side: Township) -> Self {
        Self {
            side,
            letters: 0,
            heard: None,
            carried: Vec::new(),
            deeds: Vec::new(),
            items: Vec::new(),
        }
    }

    /// One of its items, whatever became of it.
    pub(super) fn any_item(&self, dice: &mut Dice) -> Option<DisclosureId> {
        dice.one_of(&self.items).copied()
    }

    /// The office releases, corrects, withdraws or reports something.
    pub(super) fn writes(&mut self, dice: &mut Dice) {
        let (new, old) = (item(), self.any_item(dice));
        let deed = match (dice.below(12), old) {
            (0, _) => Deed::Unfit(new),
            (1, _) => Deed::Correct(new, item()),
            (2, _) => Deed::Report,
            (3 | 4, Some(old)) => Deed::Correct(new, old),
            (5, Some(old)) => Deed::Withdraw(old),
            _ => Deed::Release(new),
        };
        if let Deed::Release(id) | Deed::Unfit(id) | Deed::Correct(id, _) = deed {
            self.items.push(id);
        }
        self.side.write(self.said(deed), "正文若干");
        self.deeds.push(deed);
    }

    fn said(&self, deed: Deed) -> Metadata {
        let title = format!("第{}件", self.deeds.len() + 1);
        let sheet = |id| self.side.office.sheet(id, &title);
        match deed {
            Deed::Release(id) => Metadata::Disclosure(Box::new(sheet(id))),
            Deed::Unfit(id) => {
                let mut sheet = sheet(id);
                sheet.class = DisclosureClass::OnRequest;
                Metadata::Disclosure(Box::new(sheet))
            }
            Deed::Correct(id, old) => {
                let mut sheet = sheet(id);
                sheet.corrects = Some(old);
                sheet.why = Some("数字有误".to_owned());
                Metadata::Correction(Box::new(sheet))
            }
            Deed::Withdraw(id) => Metadata::Withdrawal(Box::new(sheet(id))),
            Deed::Report => Metadata::NilReport(ReportSheet {
                period: "2026-10".to_owned(),
                title,
                publisher: self.side.office.name.clone(),
                figures: BTreeMap::new(),
                attachments: Vec::new(),
            }),
        }
    }

    /// Whether each package is taken, and how the items stand after all of them.
    fn foreseen(&self) -> (Vec<bool>, BTreeMap<String, State>) {
        let mut shelf: BTreeMap<String, State> = BTreeMap::new();
        let taken = self.deeds.iter().map(|deed| match deed {
            Deed::Release(id) => {
                shelf.insert(id.to_string(), State::Current);
                true
            }
            Deed::Unfit(_) => false,
            Deed::Correct(new, old) => {
                let Some(state) = shelf.get_mut(&old.to_string()) else {
                    return false;
                };
                if *state == State::Current {
                    *state = State::Corrected;
                }
                shelf.insert(new.to_string(), State::Current);
                true
            }
            Deed::Withdraw(id) => {
                if let Some(state) = shelf.get_mut(&id.to_string()) {
                    *state = State::Withdrawn;
                }
                true
            }
            Deed::Report => true,
        });
        (taken.collect(), shelf)
    }

    /// How many of its packages the county refuses.
    pub(super) fn refused(&self) -> usize {
        let (taken, _) = self.foreseen();
        taken.iter().filter(|taken| !**taken).count()
    }

    /// The county has every package, once, byte by byte.
    pub(super) fn every_package_is_kept(&self, ground: &Path) {
        let place = ground.join("packages/up").join(self.side.code().as_str());
        let entries = std::fs::read_dir(place).map_or(Vec::new(), |entries| {
            entries.map(|entry| entry.unwrap().path()).collect()
        });
        let mut kept: Vec<(String, Vec<u8>)> = entries
            .into_iter()
            .map(|path| {
                let name = path.file_name().unwrap().to_str().unwrap().to_owned();
                (name, std::fs::read(path).unwrap())
            })
            .collect();
        kept.sort();
        let sealed = self.side.sealed.iter();
        let sealed: Vec<_> = sealed
            .map(|package| (package.name().to_string(), package.bytes.clone()))
            .collect();
        assert!(kept == sealed, "{} of {}", kept.len(), sealed.len());
    }

    /// The office has filed one receipt for each, saying what had to be said, and every other letter.
    pub(super) fn every_package_has_one_receipt(&self) {
        let mut receipts: BTreeMap<String, bool> = BTreeMap::new();
        let mut others = 0;
        for letter in &self.side.filed {
            let Metadata::Receipt(receipt) = letter else {
                others += 1;
                continue;
            };
            let taken = matches!(receipt.outcome, Outcome::Taken { .. });
            let twice = receipts.insert(receipt.package.to_string(), taken);
            assert_eq!(twice, None, "two receipts for {}", receipt.package);
        }
        let ids = self.side.sealed.iter();
        let ids = ids.map(|package: &_| -> LetterId { package.manifest.package });
        let foreseen = ids.zip(self.foreseen().0);
        let foreseen: BTreeMap<String, bool> = foreseen
            .map(|(id, taken)| (id.to_string(), taken))
            .collect();
        assert_eq!(receipts, foreseen);
        assert_eq!(others, self.letters);
    }

    /// Each item is shown as it stands, and what was refused is not shown.
    pub(super) async fn what_the_public_sees(&self, county: &County) {
        let (_, shelf) = self.foreseen();
        for id in self.items.iter().map(ToString::to_string) {
            let (status, page) = county.page(&format!("/items/{id}")).await;
            let marked = page.contains("只供对照");
            let seen = match (status, marked) {
                (StatusCode::OK, false) => Some(State::Current),
                (StatusCode::OK, true) => Some(State::Corrected),
                (StatusCode::GONE, _) => Some(State::Withdrawn),
                (StatusCode::NOT_FOUND, _) => None,
                (other, _) => panic!("{id}: {other}"),
            };
            assert_eq!(seen, shelf.get(&id).copied(), "{id}");
        }
    }
}
