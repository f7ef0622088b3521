//! Seals: what the audit chain remembers of an item, so that a row changed behind its back shows.
//!
//! Every audit entry about a disclosure carries the seal of its rows at that moment, keyed with
//! the office's secret, because titles and texts may be private. The statements under `seal/` are
//! form 1 and never change; a later form gets files of its own.

use gongkai_rulebook::ids::DisclosureId;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, named_params};

use super::kept::many;
use crate::columns::parsed;
use crate::secret::OfficeSecret;
use crate::{Finding, RegistryError};

/// Name of the fact that holds a seal of form 1.
pub(crate) const FACT: &str = "seal-1";

/// The rows that are an item, in the order in which they are sealed. A part added later finds no
/// rows in older items, so that their seals still hold.
const PARTS: [(&str, &str); 19] = [
    ("disclosure", include_str!("seal/disclosure.sql")),
    ("element", include_str!("seal/elements.sql")),
    ("attachment", include_str!("seal/attachments.sql")),
    ("signature", include_str!("seal/signatures.sql")),
    ("line", include_str!("seal/line.sql")),
    ("channel", include_str!("seal/channels.sql")),
    ("copy", include_str!("seal/copies.sql")),
    ("posting", include_str!("seal/postings.sql")),
    ("ending", include_str!("seal/ending.sql")),
    ("taking", include_str!("seal/takings.sql")),
    ("place", include_str!("seal/places.sql")),
    ("demand", include_str!("seal/demands.sql")),
    ("cited", include_str!("seal/cited.sql")),
    ("allowance", include_str!("seal/allowances.sql")),
    ("accepted", include_str!("seal/accepted.sql")),
    ("reassessment", include_str!("seal/reassessments.sql")),
    ("archive", include_str!("seal/archive.sql")),
    ("provenance", include_str!("seal/provenance.sql")),
    ("listing", include_str!("seal/listing.sql")),
];

/// The seal of an item as it stands; that of an item which is not there is a seal too.
pub(crate) fn seal(
    connection: &Connection,
    secret: &OfficeSecret,
    id: &str,
) -> rusqlite::Result<String> {
    let mut bytes = Vec::new();
    for (part, sql) in PARTS {
        let mut statement = connection.prepare_cached(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query(named_params! { ":id": id })?;
        while let Some(row) = rows.next()? {
            push(&mut bytes, b'p', part.as_bytes());
            push_row(&mut bytes, row, columns)?;
        }
    }
    Ok(secret.hmac(&bytes).to_string())
}

fn push_row(bytes: &mut Vec<u8>, row: &Row<'_>, columns: usize) -> rusqlite::Result<()> {
    for column in 0..columns {
        match row.get_ref(column)? {
            ValueRef::Null => push(bytes, b'0', &[]),
            ValueRef::Integer(number) => push(bytes, b'i', &number.to_be_bytes()),
            ValueRef::Real(number) => push(bytes, b'r', &number.to_be_bytes()),
            ValueRef::Text(text) => push(bytes, b't', text),
            ValueRef::Blob(blob) => push(bytes, b'b', blob),
        }
    }
    Ok(())
}

/// Kind and length first, so that no two rows can run into each other.
fn push(bytes: &mut Vec<u8>, kind: u8, value: &[u8]) {
    bytes.push(kind);
    bytes.extend((value.len() as u64).to_be_bytes());
    bytes.extend(value);
}

/// Items whose rows are no longer what the audit chain last said of them.
pub(crate) fn findings(
    connection: &Connection,
    secret: &OfficeSecret,
) -> Result<Vec<Finding>, RegistryError> {
    let last = |row: &Row<'_>| {
        Ok((
            row.get::<_, String>("subject_id")?,
            row.get::<_, String>("facts")?,
        ))
    };
    let mut findings = Vec::new();
    for (id, facts) in many(connection, include_str!("seal/last_entries.sql"), [], last)? {
        let now = seal(connection, secret, &id)?;
        if !facts.contains(&format!("\"{now}\"")) {
            let text = "这一件的记录与审计链不符：有人绕过程序改动了登记库";
            findings.push(Finding::broken("record-altered", &id, text));
        }
    }
    let unknown = |row: &Row<'_>| parsed::<DisclosureId>(row, "id");
    for id in many(connection, include_str!("seal/unknown.sql"), [], unknown)? {
        let text = "审计链里没有这一件：有人绕过程序加进了登记库";
        findings.push(Finding::broken("record-surplus", id, text));
    }
    Ok(findings)
}
