//! What a round would do, decided before anything is done: how many up, how many down, never any
//! deleted. Numbers and digests decide; no clock takes part.

use std::collections::{BTreeMap, BTreeSet};

use gongkai_letters::{Sha256Digest, Standing};
use gongkai_rulebook::ids::OfficeId;

use crate::carrier::Standings;

/// So many withdrawals at once are asked about first: that is how a wrong click or a wrong restore
/// empties a column of the site.
pub const MANY_WITHDRAWALS: usize = 5;

/// Where the office stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Local {
    /// The platform it knows.
    pub platform: Option<OfficeId>,
    /// Digests of the manifests of every package sealed so far, in order of number.
    pub heads: Vec<Sha256Digest>,
    /// How many of them the county is known to have.
    pub taken: u64,
    /// How many withdrawals are among those it is not known to have.
    pub withdrawals: usize,
    /// The letters of the platform it knows that are filed.
    pub down: Standing,
    /// The letters that other platforms wrote before, and are filed.
    pub others: BTreeMap<OfficeId, Standing>,
}

impl Local {
    /// Where the office's own chain stands.
    pub fn up(&self) -> Standing {
        Standing {
            count: self.heads.len() as u64,
            head: self.heads.last().copied(),
        }
    }

    /// Where this platform's letters stand here. A platform that nobody has heard of has written none.
    pub fn down_of(&self, platform: OfficeId) -> Standing {
        match self.platform {
            Some(known) if known != platform => {
                self.others.get(&platform).copied().unwrap_or_default()
            }
            Some(_) | None => self.down,
        }
    }

    /// Whether the chain stood so after as many packages.
    fn stood(&self, standing: &Standing) -> bool {
        match usize::try_from(standing.count) {
            Ok(0) => standing.head.is_none(),
            Ok(count) => {
                standing.head.is_some() && self.heads.get(count - 1) == standing.head.as_ref()
            }
            Err(_) => false,
        }
    }
}

/// What is odd about the two sides. None of it is mended without a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Oddity {
    /// Another platform than the one known.
    OtherPlatform {
        /// The known one.
        known: OfficeId,
        /// The one that answers.
        found: OfficeId,
    },
    /// The platform has nothing any more.
    Emptied {
        /// How many it had.
        had: u64,
    },
    /// The platform has lost the last ones.
    FewerThere {
        /// How many it had.
        had: u64,
        /// How many it has.
        has: u64,
    },
    /// The platform has more than this office made: a second PC, or an old backup here.
    MoreThere {
        /// How many this office made.
        made: u64,
        /// How many it has.
        has: u64,
    },
    /// As many there, but not the same ones.
    UpDiffers {
        /// How many it has.
        count: u64,
    },
    /// The county's letters have become fewer than are filed.
    FewerLetters {
        /// How many are filed.
        filed: u64,
        /// How many it has.
        has: u64,
    },
    /// As many letters, but not the same ones.
    LettersDiffer {
        /// How many.
        count: u64,
    },
    /// The next letter in the list is not the next one.
    LetterMissing {
        /// The number that is due.
        expected: u64,
        /// The number that is there.
        found: u64,
    },
    /// Many withdrawals would go at once.
    ManyWithdrawals {
        /// How many.
        count: usize,
    },
}

impl Oddity {
    /// The stable code for machines.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OtherPlatform { .. } => "other-platform",
            Self::Emptied { .. } => "emptied",
            Self::FewerThere { .. } => "fewer-there",
            Self::MoreThere { .. } => "more-there",
            Self::UpDiffers { .. } => "up-differs",
            Self::FewerLetters { .. } => "fewer-letters",
            Self::LettersDiffer { .. } => "letters-differ",
            Self::LetterMissing { .. } => "letter-missing",
            Self::ManyWithdrawals { .. } => "many-withdrawals",
        }
    }

    /// Whether going on after a person said yes loses and doubles nothing. Two chains that have
    /// parted cannot be put together by a yes.
    pub const fn may_be_confirmed(&self) -> bool {
        match self {
            Self::OtherPlatform { .. }
            | Self::Emptied { .. }
            | Self::FewerThere { .. }
            | Self::ManyWithdrawals { .. } => true,
            Self::MoreThere { .. }
            | Self::UpDiffers { .. }
            | Self::FewerLetters { .. }
            | Self::LettersDiffer { .. }
            | Self::LetterMissing { .. } => false,
        }
    }
}

/// What a round does: 将上报 n 条，接收 m 条，删除 0 条.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Round {
    /// The numbers that go up, in order.
    pub send: Vec<u64>,
    /// How many letters come down.
    pub receive: u64,
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    /// Nothing is odd.
    Go(Round),
    /// A person decides first; this is what would be done after a yes to everything.
    Ask {
        /// What is odd.
        oddities: Vec<Oddity>,
        /// What would be done.
        round: Round,
    },
}

/// Plans a round. `remote` is none where the county has never looked at this inbox; `lying` are the
/// numbers that wait in it already, whole.
pub fn plan(local: &Local, remote: Option<&Standings>, lying: &BTreeSet<u64>) -> Plan {
    let oddities = oddities(local, remote);
    let round = reckoned(local, remote, lying);
    if oddities.is_empty() {
        Plan::Go(round)
    } else {
        Plan::Ask { oddities, round }
    }
}

fn reckoned(local: &Local, remote: Option<&Standings>, lying: &BTreeSet<u64>) -> Round {
    let made = local.heads.len() as u64;
    let there = remote.map_or(0, |remote| remote.up.count);
    let come = |remote: &Standings| {
        let filed = local.down_of(remote.platform).count;
        remote.down.count.saturating_sub(filed)
    };
    Round {
        send: (there.saturating_add(1)..=made)
            .filter(|number| !lying.contains(number))
            .collect(),
        receive: remote.map_or(0, come),
    }
}

fn oddities(local: &Local, remote: Option<&Standings>) -> Vec<Oddity> {
    let mut odd = Vec::new();
    if let Some(remote) = remote {
        if let Some(known) = local.platform.filter(|known| *known != remote.platform) {
            let found = remote.platform;
            odd.push(Oddity::OtherPlatform { known, found });
        }
        odd.extend(up(local, &remote.up));
        odd.extend(down(&local.down_of(remote.platform), &remote.down));
    }
    if local.withdrawals >= MANY_WITHDRAWALS {
        let count = local.withdrawals;
        odd.push(Oddity::ManyWithdrawals { count });
    }
    odd
}

fn up(local: &Local, there: &Standing) -> Option<Oddity> {
    let (made, had, has) = (local.heads.len() as u64, local.taken, there.count);
    if has > made {
        return Some(Oddity::MoreThere { made, has });
    }
    if !local.stood(there) {
        return Some(Oddity::UpDiffers { count: has });
    }
    if has == 0 && had > 0 {
        return Some(Oddity::Emptied { had });
    }
    (has < had).then_some(Oddity::FewerThere { had, has })
}

fn down(here: &Standing, there: &Standing) -> Option<Oddity> {
    let (filed, has) = (here.count, there.count);
    if has < filed {
        return Some(Oddity::FewerLetters { filed, has });
    }
    (has == filed && there.head != here.head).then_some(Oddity::LettersDiffer { count: filed })
}
