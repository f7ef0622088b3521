//! Canonical bytes, version 1: every field in one fixed order with its length before it, so that
//! two different entries can never give the same bytes. Its layout never changes again; see
//! `docs/audit-format.md`.

use gongkai_rulebook::ids::DeskId;

use super::{Entry, Fact};

/// The version these bytes begin with.
pub(crate) const FORMAT: u8 = 1;

/// Stands where a length would, for a field that is absent.
const ABSENT: u32 = u32::MAX;

/// The bytes that are hashed.
pub(crate) fn bytes(desk: DeskId, sequence: u64, entry: &Entry) -> Vec<u8> {
    let mut out = vec![FORMAT];
    field(&mut out, desk.to_string().as_bytes());
    field(&mut out, &sequence.to_be_bytes());
    field(&mut out, entry.act.as_bytes());
    field(&mut out, entry.subject_kind.as_bytes());
    field(&mut out, entry.subject_id.as_bytes());
    field(&mut out, entry.actor.as_bytes());
    match &entry.signer {
        Some(signer) => field(&mut out, signer.as_bytes()),
        None => out.extend(ABSENT.to_be_bytes()),
    }
    field(&mut out, entry.occurred_on.to_string().as_bytes());
    field(&mut out, &entry.entered_at.to_be_bytes());
    out.extend(length(entry.facts.len()));
    for (name, fact) in &entry.facts {
        field(&mut out, name.as_bytes());
        match fact {
            Fact::Open(text) => {
                out.push(b'O');
                field(&mut out, text.as_bytes());
            }
            Fact::Private(digest) => {
                out.push(b'P');
                field(&mut out, &digest.0.0);
            }
        }
    }
    out
}

fn field(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend(length(bytes.len()));
    out.extend(bytes);
}

/// SQLite keeps no value of 2^31 bytes or more, so a length never reaches [`ABSENT`].
fn length(bytes: usize) -> [u8; 4] {
    u32::try_from(bytes).unwrap_or(ABSENT).to_be_bytes()
}
