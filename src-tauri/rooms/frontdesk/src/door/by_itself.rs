//! Rounds to the county that the program makes by itself, where the office lets it: after something was
//! released, and now and then for what the county wrote. Nobody at the window waits for one, and what
//! is odd stops them until a person has looked.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::Duration;

use gongkai_mailroom::{Retry, Stop};
use gongkai_rulebook::letter::CarrierKind;
use serde::Serialize;

use super::opened::Opened;
use crate::county::{stopped, try_round};
use crate::pace::Pace;
use crate::tasks::sync_county::{Answer, Request};
use crate::{Acting, Problem};

/// So long after the last change a round may begin: a clerk who prints what he has just released goes
/// before.
pub(super) const QUIET: Duration = Duration::from_secs(3);
/// So often the county is asked for letters, and the exchange place for drafts.
pub(super) const NOW_AND_THEN: Duration = Duration::from_secs(15 * 60);
/// So long the first try after a failed one waits; every further one twice as long.
const FIRST_RETRY: Duration = Duration::from_secs(60);
/// No try waits longer.
const LAST_RETRY: Duration = Duration::from_secs(30 * 60);

/// The rounds of one open office.
#[derive(Default)]
pub(crate) struct Rounds {
    signs: Mutex<Signs>,
    heard: Condvar,
    /// One round at a time, whoever makes it.
    carrying: Mutex<()>,
    /// The pace of a round that somebody waits for.
    asked: Pace,
    /// The pace of a round that the program makes.
    own: Pace,
    last: Mutex<Option<LastRound>>,
}

/// What the thread is told.
#[derive(Default)]
struct Signs {
    /// Something was changed in the office.
    changed: bool,
    /// A person has made a round or set the way up anew.
    by_person: bool,
    /// The office is closed.
    ended: bool,
}

/// How long to rest, and what may end it early.
enum Rest {
    /// Until something is changed.
    Idle(Duration),
    /// After a failure: changes do not hurry it.
    Retry(Duration),
    /// Until a person has looked.
    Person,
}

/// A round that the program made.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "CountyLastRound", optional_fields = nullable))]
pub(super) struct LastRound {
    /// When, milliseconds since 1970 (UTC).
    pub at: i64,
    /// How many packages went up.
    pub sent: u64,
    /// How many letters came.
    pub received: u64,
    /// What is odd or went wrong, and what to do.
    pub problem: Option<Problem>,
    /// It goes on only after a person has looked.
    pub asks: bool,
}

/// Begins to make rounds for an office, for as long as it is open.
pub(super) fn begin(office: &Arc<Opened>) {
    let (rounds, office) = (office.rounds().clone(), Arc::downgrade(office));
    thread::spawn(move || keep_on(&rounds, &office));
}

fn keep_on(rounds: &Rounds, office: &Weak<Opened>) {
    let mut rest = Rest::Idle(QUIET);
    let mut failed = 0;
    while rounds.rests(&rest) {
        rest = rounds.once(office, &mut failed);
    }
}

impl Rounds {
    /// Something was changed in the office.
    pub(crate) fn changed(&self) {
        self.tell(|signs| signs.changed = true);
    }

    /// A person has looked after the way to the county.
    pub(crate) fn looked_after(&self) {
        self.tell(|signs| signs.by_person = true);
    }

    /// The office is being closed; what is on its way stops where it may.
    pub(crate) fn end(&self) {
        self.tell(|signs| signs.ended = true);
        self.own.stop();
        self.asked.stop();
    }

    /// Waits, whatever is done meanwhile; false once the office is closed.
    pub(super) fn waits(&self, long: Duration) -> bool {
        let signs = lock(&self.signs);
        let waited = self
            .heard
            .wait_timeout_while(signs, long, |signs| !signs.ended);
        let (signs, _) = waited.unwrap_or_else(PoisonError::into_inner);
        !signs.ended
    }

    /// The pace of a round that somebody waits for.
    pub(crate) const fn pace(&self) -> &Pace {
        &self.asked
    }

    /// Runs a round that somebody waits for.
    pub(super) fn runs<A>(
        &self,
        work: impl FnOnce(&Pace) -> Result<A, Problem>,
    ) -> Result<A, Problem> {
        let _carrying = lock(&self.carrying);
        self.asked.clear();
        let answer = work(&self.asked);
        self.asked.clear();
        self.looked_after();
        answer
    }

    /// The last round that the program made by itself since the office was opened.
    pub(super) fn last(&self) -> Option<LastRound> {
        lock(&self.last).clone()
    }

    fn tell(&self, sign: impl FnOnce(&mut Signs)) {
        sign(&mut lock(&self.signs));
        self.heard.notify_all();
    }

    /// Rests; false once the office is closed.
    fn rests(&self, rest: &Rest) -> bool {
        let woken = |signs: &Signs| match rest {
            Rest::Idle(_) => signs.changed || signs.by_person,
            Rest::Retry(_) | Rest::Person => signs.by_person,
        };
        let most = match rest {
            Rest::Idle(most) | Rest::Retry(most) => *most,
            Rest::Person => Duration::MAX,
        };
        let waited =
            |signs: MutexGuard<'_, Signs>, most: Duration, woken: &dyn Fn(&Signs) -> bool| {
                let rested = self
                    .heard
                    .wait_timeout_while(signs, most, |signs| !signs.ended && !woken(signs));
                let (mut signs, timeout) = rested.unwrap_or_else(PoisonError::into_inner);
                let ended = signs.ended;
                (signs.changed, signs.by_person) = (false, false);
                (ended, timeout.timed_out())
            };
        let (mut ended, mut over) = waited(lock(&self.signs), most, &woken);
        // Whoever is at work goes on first.
        while !ended && !over {
            (ended, over) = waited(lock(&self.signs), QUIET, &|signs| signs.changed);
        }
        !ended
    }

    /// One round, if the office lets the program make it.
    fn once(&self, office: &Weak<Opened>, failed: &mut u32) -> Rest {
        let Some(request) = office.upgrade().and_then(|office| allowed(&office)) else {
            *failed = 0;
            return Rest::Idle(NOW_AND_THEN);
        };
        let Ok(carrying) = self.carrying.try_lock() else {
            return Rest::Idle(NOW_AND_THEN);
        };
        self.own.clear();
        let done = try_round(office, &self.own, &request);
        drop(carrying);
        // What the round itself changed asks for no other round; what was released meanwhile does.
        lock(&self.signs).changed = false;
        let Some(office) = office.upgrade() else {
            return Rest::Person;
        };
        let more = office.look(|desk| Ok(!desk.records().unsealed_letters()?.is_empty()));
        let at = office.host().now().unix_ms;
        let (last, rest) = after(at, done, failed);
        *lock(&self.last) = Some(last);
        match rest {
            Rest::Idle(_) if more.unwrap_or(false) => Rest::Idle(QUIET),
            rest => rest,
        }
    }
}

/// What became of a round, and when the next one is.
fn after(at: i64, done: Result<Answer, Stop<Problem>>, failed: &mut u32) -> (LastRound, Rest) {
    let mut last = LastRound {
        at,
        sent: 0,
        received: 0,
        problem: None,
        asks: false,
    };
    let rest = match done {
        Ok(done) => {
            *failed = 0;
            (last.sent, last.received) = (done.sent, done.received);
            last.problem = done
                .oddities
                .first()
                .map(|odd| Problem::refused(&odd.code, odd.text.as_str(), odd.next.as_str()));
            match &last.problem {
                Some(_) => Rest::Person,
                None => Rest::Idle(NOW_AND_THEN),
            }
        }
        Err(stop) => {
            *failed = failed.saturating_add(1);
            let rest = match &stop {
                Stop::Mail(error) => again(error.retry(), *failed),
                Stop::Shelf(_) => Rest::Person,
            };
            last.problem = Some(stopped(stop));
            rest
        }
    };
    last.asks = matches!(rest, Rest::Person);
    (last, rest)
}

/// When to try again.
fn again(retry: Retry, failed: u32) -> Rest {
    match retry {
        Retry::Later => {
            let doubled = FIRST_RETRY.saturating_mul(1 << failed.saturating_sub(1).min(10));
            Rest::Retry(doubled.min(LAST_RETRY))
        }
        Retry::After(wait) => Rest::Retry(wait.max(QUIET)),
        Retry::Never | Retry::AskAPerson => Rest::Person,
    }
}

/// The round that the office lets the program make, in the name of who said so.
fn allowed(office: &Opened) -> Option<Request> {
    let found = office.look(|desk| {
        let Some(link) = desk.records().county_link()? else {
            return Ok(None);
        };
        let Some(by) = link
            .by_itself
            .filter(|_| link.carrier != CarrierKind::ByHand)
        else {
            return Ok(None);
        };
        Ok(Some(desk.records().person(by)?.name))
    });
    let who = found.ok().flatten()?;
    Some(Request {
        acting: Acting {
            who: Some(who),
            on: None,
        },
        ..Request::default()
    })
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(rest: &Rest) -> Option<u64> {
        match rest {
            Rest::Idle(wait) | Rest::Retry(wait) => Some(wait.as_secs()),
            Rest::Person => None,
        }
    }

    #[test]
    fn a_failed_round_is_tried_again_ever_later_and_a_person_is_waited_for() {
        let waits = [1, 2, 3, 6, 60].map(|failed| seconds(&again(Retry::Later, failed)));
        assert_eq!(waits, [60, 120, 240, 1800, 1800].map(Some));
        let asked = again(Retry::After(Duration::from_secs(90)), 1);
        assert_eq!(seconds(&asked), Some(90));
        for retry in [Retry::Never, Retry::AskAPerson] {
            assert_eq!(seconds(&again(retry, 1)), None);
        }
    }
}
