//! Drafts between desks: the keys of this desk, a draft packed whole and closed for its office, opened
//! again, and laid into the store. The form is the letters'.

mod exchange;
mod keys;
mod laying;
mod opening;
mod packing;

pub(crate) use exchange::{Exchange, Placed, fetched};
pub(crate) use keys::DraftKeys;
pub(crate) use laying::{Laid, accepted, drop_list};
pub(crate) use opening::{Arrived, Named, bytes_of, kept, named};
pub(crate) use packing::{pack, said};

use gongkai_letters::KeyId;
use gongkai_rulebook::ids::{LetterId, OfficeId};

/// A key's id as two people read it to each other: `3f2a 91bc 0d4e 77a1`.
pub(crate) fn spoken(key: KeyId) -> String {
    let digits: Vec<char> = key.to_string().chars().collect();
    let groups: Vec<String> = digits.chunks(4).map(|four| four.iter().collect()).collect();
    groups.join(" ")
}

/// What a closed draft is bound to: whose package it is in.
fn about(sender: OfficeId, package: LetterId) -> Vec<u8> {
    format!("{sender} {package}").into_bytes()
}
