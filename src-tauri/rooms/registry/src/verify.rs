//! Checks a whole office and tells what it found in plain words; it repairs nothing.

use std::collections::BTreeSet;

use rusqlite::{Connection, ErrorCode};

use crate::{Fingerprint, RegistryError, Store, audit, files, records};

/// One thing a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The stable code for machines.
    pub code: &'static str,
    /// The sentence for the clerk (Chinese).
    pub text: String,
    /// Where it was found: a table, an entry, a file.
    pub place: String,
    /// Whether the office is harmed.
    pub gravity: Gravity,
    /// The kept content it speaks of, by its SHA-256.
    pub content: Option<Fingerprint>,
}

/// Whether a finding harms the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gravity {
    /// Something is lost or altered.
    Broken,
    /// Worth knowing, harmless.
    Note,
}

impl Finding {
    /// A finding that harms the office.
    pub fn broken(code: &'static str, place: impl ToString, text: impl Into<String>) -> Self {
        Self {
            code,
            text: text.into(),
            place: place.to_string(),
            gravity: Gravity::Broken,
            content: None,
        }
    }

    /// A harmless finding.
    pub fn note(code: &'static str, place: impl ToString, text: impl Into<String>) -> Self {
        Self {
            gravity: Gravity::Note,
            ..Self::broken(code, place, text)
        }
    }

    /// The same, of a kept content.
    pub(crate) fn of(self, content: Fingerprint) -> Self {
        Self {
            content: Some(content),
            ..self
        }
    }
}

impl Store {
    /// Checks the database itself, its references, the audit chain and the files. The office is
    /// sound if no finding is [`Gravity::Broken`].
    ///
    /// # Errors
    /// `io` or `office-busy` if the check could not be made. Damage is a finding, not an error.
    pub fn verify(&self) -> Result<Vec<Finding>, RegistryError> {
        // One look: a writer may go on beside it.
        let snapshot = self
            .connection()
            .unchecked_transaction()
            .map_err(|error| self.at(error))?;
        let connection = &*snapshot;
        let mut findings = database(connection).map_err(|error| self.at(error))?;
        if findings.is_empty() {
            findings.extend(audit::verify_chain(connection).map_err(|error| self.at(error))?);
            findings.extend(records::seal_findings(connection, self.secret())?);
            findings.extend(records::list_findings(connection, self.secret())?);
            findings.extend(self.records().register_findings()?);
            findings.extend(self.records().archive_findings()?);
            findings.extend(self.records().letter_findings()?);
            findings.extend(self.records().agenda_findings()?);
            findings.extend(self.records().list_findings()?);
            findings.extend(files::verify_files(connection, &self.layout().files())?);
        }
        Ok(findings)
    }
}

/// What SQLite itself says about the file and about references between tables.
pub(crate) fn database(connection: &Connection) -> rusqlite::Result<Vec<Finding>> {
    let problems = match pragma_rows(connection, "integrity_check", 0) {
        Err(error) if is_damage(&error) => vec![error.to_string()],
        other => other?,
    };
    let mut findings: Vec<_> = problems
        .into_iter()
        .filter(|problem| problem != "ok")
        .map(|problem| {
            Finding::broken(
                "store-damaged",
                "registry.db",
                format!("登记库文件已损坏：{problem}"),
            )
        })
        .collect();
    if findings.is_empty() {
        let tables: BTreeSet<_> = pragma_rows(connection, "foreign_key_check", 0)?
            .into_iter()
            .collect();
        findings.extend(tables.into_iter().map(|table| {
            let text = format!("表 {table} 里有记录指向已经不存在的记录");
            Finding::broken("reference-broken", table, text)
        }));
    }
    Ok(findings)
}

fn pragma_rows(
    connection: &Connection,
    pragma: &str,
    column: usize,
) -> rusqlite::Result<Vec<String>> {
    let mut rows = Vec::new();
    connection.pragma_query(None, pragma, |row| {
        rows.push(row.get(column)?);
        Ok(())
    })?;
    Ok(rows)
}

fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
    )
}
