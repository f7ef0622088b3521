//! Closed drafts that the program fetches by itself, where the office has named an exchange place: they lie
//! ready, and 今日 says so. Taking one in stays a person's act, and nobody is told of a place that
//! does not answer: whoever looks there himself is.

use std::sync::{Arc, Weak};
use std::thread;
use std::time::Duration;

use super::by_itself::{NOW_AND_THEN, QUIET, Rounds};
use super::opened::Opened;
use crate::tasks::keep_draft_exchange;

/// Begins to look at the exchange place now and then, for as long as the office is open.
pub(super) fn begin(office: &Arc<Opened>) {
    let (rounds, office) = (office.rounds().clone(), Arc::downgrade(office));
    thread::spawn(move || keep_on(&rounds, &office));
}

fn keep_on(rounds: &Rounds, office: &Weak<Opened>) {
    let mut wait: Duration = QUIET;
    while rounds.waits(wait) {
        look(office);
        wait = NOW_AND_THEN;
    }
}

/// The desk is free while the network is waited for, and the office may be closed meanwhile.
fn look(office: &Weak<Opened>) {
    let wanted = office.upgrade().and_then(|office| {
        let wanted = office.look(keep_draft_exchange::expected).ok()??;
        Some((office.fetching(), wanted))
    });
    if let Some((fetching, wanted)) = wanted {
        // Somebody who looks himself at this moment fetches the same.
        let Ok(_alone) = fetching.try_lock() else {
            return;
        };
        let _ = wanted.fetch();
    }
}
