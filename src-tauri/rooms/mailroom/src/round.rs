//! One round: look, plan, act, look again. Every step is written down on the office's side before the
//! next, so that a round that is cut anywhere is taken up again where both sides agree.

use std::collections::BTreeSet;

use gongkai_letters::{PackageName, Sealed};
use gongkai_rulebook::ids::OfficeId;

use crate::carrier::{Carrier, Put, Standings};
use crate::error::MailError;
use crate::plan::{Local, Oddity, Plan, Round, plan};

/// The office's side of the mail.
pub trait Shelf {
    /// What can go wrong there.
    type Error;

    /// Where the office stands.
    ///
    /// # Errors
    /// What the store says.
    fn local(&mut self) -> Result<Local, Self::Error>;

    /// The sealed package of this number.
    ///
    /// # Errors
    /// What the store says.
    fn package(&mut self, number: u64) -> Result<(PackageName, Vec<u8>), Self::Error>;

    /// The same, only to be compared with what lies on the way.
    ///
    /// # Errors
    /// What the store says.
    fn compared(&mut self, number: u64) -> Result<(PackageName, Vec<u8>), Self::Error> {
        self.package(number)
    }

    /// Notes where the county stands now.
    ///
    /// # Errors
    /// What the store says.
    fn taken(&mut self, standings: &Standings) -> Result<(), Self::Error>;

    /// Opens, checks and files the county's next letter, once.
    ///
    /// # Errors
    /// Where it is not the county's, not for this office, or not the next one.
    fn file(&mut self, bytes: &[u8]) -> Result<(), Self::Error>;
}

/// What a round did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Done {
    /// How many packages the county took or that were laid down for it.
    pub sent: u64,
    /// How many of them the county counted and refused; its receipts tell why.
    pub refused: u64,
    /// How many letters were filed.
    pub received: u64,
    /// What is odd: nothing was done, or it stopped there.
    pub oddities: Vec<Oddity>,
    /// Whether both sides agree on count and head afterwards; not known where the county has not
    /// looked yet.
    pub agreed: Option<bool>,
}

/// Why a round stopped. What was done before it is done.
#[derive(Debug)]
pub enum Stop<E> {
    /// On the way.
    Mail(MailError),
    /// On the office's side.
    Shelf(E),
}

impl<E> From<MailError> for Stop<E> {
    fn from(error: MailError) -> Self {
        Self::Mail(error)
    }
}

/// Looks at both sides and plans; nothing is done.
///
/// # Errors
/// [`Stop`].
pub fn look<S: Shelf>(shelf: &mut S, carrier: &mut dyn Carrier) -> Result<Plan, Stop<S::Error>> {
    Ok(Sides::seen(shelf, carrier)?.plan())
}

/// Where both sides stand before a round.
struct Sides {
    /// The county's side; nothing where it has not looked yet.
    remote: Option<Standings>,
    /// The office's side.
    local: Local,
    /// Numbers of the packages that wait on the way: what is damaged there does not.
    lying: BTreeSet<u64>,
}

impl Sides {
    fn plan(&self) -> Plan {
        plan(&self.local, self.remote.as_ref(), &self.lying)
    }

    fn seen<S: Shelf>(shelf: &mut S, carrier: &mut dyn Carrier) -> Result<Self, Stop<S::Error>> {
        let (remote, names) = (carrier.standing()?, carrier.lying()?);
        let local = shelf.local().map_err(Stop::Shelf)?;
        let there = remote.map_or(0, |remote| remote.up.count);
        let open = there.saturating_add(1)..=local.up().count;
        let mut lying = BTreeSet::new();
        for name in names.iter().filter(|name| open.contains(&name.number)) {
            let (own, bytes) = shelf.compared(name.number).map_err(Stop::Shelf)?;
            if own == *name && carrier.is_whole(name, &bytes)? {
                lying.insert(name.number);
            }
        }
        Ok(Self {
            remote,
            local,
            lying,
        })
    }
}

/// Makes a round. `confirmed` are the codes of the oddities that a person has said yes to.
///
/// # Errors
/// [`Stop`], with what was done before it written down on the office's side.
pub fn round<S: Shelf>(
    shelf: &mut S,
    carrier: &mut dyn Carrier,
    confirmed: &[&str],
) -> Result<Done, Stop<S::Error>> {
    let sides = Sides::seen(shelf, carrier)?;
    let going = match sides.plan() {
        Plan::Go(round) => round,
        Plan::Ask { oddities, round } => {
            let yes = |odd: &Oddity| odd.may_be_confirmed() && confirmed.contains(&odd.code());
            if !oddities.iter().all(yes) {
                return Ok(Done {
                    oddities,
                    ..Done::default()
                });
            }
            round
        }
    };
    if let Some(remote) = &sides.remote {
        shelf.taken(remote).map_err(Stop::Shelf)?;
    }
    let mut done = Done::default();
    send(shelf, carrier, going, &mut done)?;
    receive(
        shelf,
        carrier,
        sides.remote.map(|remote| remote.platform),
        &mut done,
    )?;
    agree(shelf, carrier, &mut done)?;
    Ok(done)
}

fn send<S: Shelf>(
    shelf: &mut S,
    carrier: &mut dyn Carrier,
    going: Round,
    done: &mut Done,
) -> Result<(), Stop<S::Error>> {
    for number in going.send {
        let (name, bytes) = shelf.package(number).map_err(Stop::Shelf)?;
        match carrier.put(&name, &bytes)? {
            Put::Taken(standings) => shelf.taken(&standings).map_err(Stop::Shelf)?,
            Put::Refused(standings) => {
                shelf.taken(&standings).map_err(Stop::Shelf)?;
                done.refused += 1;
            }
            Put::Deposited => {}
        }
        done.sent += 1;
    }
    Ok(())
}

fn receive<S: Shelf>(
    shelf: &mut S,
    carrier: &mut dyn Carrier,
    platform: Option<OfficeId>,
    done: &mut Done,
) -> Result<(), Stop<S::Error>> {
    let local = shelf.local().map_err(Stop::Shelf)?;
    let filed_of = |platform| local.down_of(platform).count;
    let mut filed = platform.map_or(local.down.count, filed_of);
    // A server gives its list in pieces; each piece begins after what is filed.
    loop {
        let before = filed;
        for line in carrier.list(filed)? {
            let bytes = carrier.fetch(&line)?;
            if is_earlier(&local, platform, &bytes) {
                continue;
            }
            if line.number != filed + 1 {
                let (expected, found) = (filed + 1, line.number);
                done.oddities
                    .push(Oddity::LetterMissing { expected, found });
                return Ok(());
            }
            shelf.file(&bytes).map_err(Stop::Shelf)?;
            filed = line.number;
            done.received += 1;
        }
        if filed == before {
            return Ok(());
        }
    }
}

/// Whether a letter is of a platform that was there before this one. A stick still has them, under the same
/// numbers.
fn is_earlier(local: &Local, platform: Option<OfficeId>, bytes: &[u8]) -> bool {
    let sender = Sealed::read(bytes).map(|sealed| sealed.claims().sender);
    sender.is_ok_and(|sender| Some(sender) != platform && local.others.contains_key(&sender))
}

fn agree<S: Shelf>(
    shelf: &mut S,
    carrier: &mut dyn Carrier,
    done: &mut Done,
) -> Result<(), Stop<S::Error>> {
    let Some(remote) = carrier.standing()? else {
        return Ok(());
    };
    let local = shelf.local().map_err(Stop::Shelf)?;
    done.agreed = Some(remote.up == local.up() && remote.down == local.down_of(remote.platform));
    Ok(())
}
