//! Walks the chain of every desk and tells where it does not hold; it trusts no column it has not
//! hashed again.

use rusqlite::{Connection, Row, named_params};

use super::{Link, canonical, hashes, stored_link};
use crate::fingerprint::TwinHasher;
use crate::{Finding, Fingerprint, TwinFingerprint};

/// What stands before the first entry of a desk.
pub(crate) const BEGINNING: TwinFingerprint = TwinFingerprint {
    sha256: Fingerprint::ZERO,
    sm3: Fingerprint::ZERO,
};

/// The hashes of an entry with these bytes after `predecessor`.
pub(crate) fn link(predecessor: &TwinFingerprint, bytes: &[u8]) -> TwinFingerprint {
    let mut hasher = TwinHasher::after(predecessor);
    hasher.update(bytes);
    hasher.finish()
}

/// Every place where an entry was altered, taken out, put in another order or cut off at the end.
pub(crate) fn verify_chain(connection: &Connection) -> rusqlite::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let mut desks = connection.prepare(include_str!("desks.sql"))?;
    let mut desks = desks.query([])?;
    while let Some(desk) = desks.next()? {
        let (id, last): (String, u64) = (desk.get("id")?, desk.get("last_sequence")?);
        findings.extend(verify_desk(connection, &id, last)?);
    }
    Ok(findings)
}

fn verify_desk(connection: &Connection, desk: &str, last: u64) -> rusqlite::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let mut before = BEGINNING;
    let mut expected = 1;
    let mut statement = connection.prepare_cached(include_str!("chain.sql"))?;
    let mut rows = statement.query(named_params! { ":desk": desk })?;
    while let Some(row) = rows.next()? {
        let sequence: u64 = row.get("sequence")?;
        let stored = hashes(row)?;
        if sequence > expected {
            findings.push(missing(desk, expected, sequence.saturating_sub(1)));
        } else if !holds(row, &before, &stored) {
            findings.push(altered(desk, sequence));
        }
        before = stored;
        expected = sequence.saturating_add(1);
    }
    if expected <= last {
        findings.push(missing(desk, expected, last));
    } else if expected > last.saturating_add(1) {
        let text = format!(
            "登记台应有 {last} 条留痕，实际多出 {} 条",
            expected - 1 - last
        );
        findings.push(Finding::broken(
            "audit-surplus",
            place(desk, expected - 1),
            text,
        ));
    }
    Ok(findings)
}

/// Whether the entry, made into bytes again, gives its stored hashes. A row that no longer reads
/// as an entry does not.
fn holds(row: &Row<'_>, before: &TwinFingerprint, stored: &TwinFingerprint) -> bool {
    let known = row
        .get::<_, u8>("format")
        .is_ok_and(|format| format == canonical::FORMAT);
    known
        && stored_link(row).is_ok_and(
            |Link {
                 desk,
                 sequence,
                 entry,
                 ..
             }| { link(before, &canonical::bytes(desk, sequence, &entry)) == *stored },
        )
}

fn missing(desk: &str, from: u64, to: u64) -> Finding {
    let text = if from == to {
        format!("留痕第 {from} 条不见了")
    } else {
        format!("留痕第 {from} 条至第 {to} 条不见了")
    };
    Finding::broken("audit-missing", place(desk, from), text)
}

fn altered(desk: &str, sequence: u64) -> Finding {
    let text = format!("留痕第 {sequence} 条的内容、次序或它前一条的指纹被改动过");
    Finding::broken("audit-altered", place(desk, sequence), text)
}

fn place(desk: &str, sequence: u64) -> String {
    format!("audit_entry {desk} {sequence}")
}
