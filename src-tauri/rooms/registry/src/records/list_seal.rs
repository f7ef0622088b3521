//! The seal of a list's rows, taken while they are stored and taken again by the check.

use gongkai_rulebook::ids::ListId;
use hmac::{Hmac, Mac};
use rusqlite::{Connection, Row, named_params};
use sha2::Sha256;

use super::Records;
use super::kept::many;
use super::list_provenance::{ListMend, ListOmission};
use crate::columns::parsed;
use crate::secret::OfficeSecret;
use crate::{Finding, Fingerprint, RegistryError};

/// Name of the fact that holds a list's seal of form 1.
pub const LIST_SEAL: &str = "list-seal-1";

/// HMAC-SHA256 over the rows of one list in the order of the sheet, keyed with the office's secret.
pub(super) struct RowSeal(Hmac<Sha256>);

impl RowSeal {
    pub(super) fn new(secret: &OfficeSecret) -> Self {
        Self(secret.keyed())
    }

    pub(super) fn add(&mut self, row: u32, open: &str, apart: &str) {
        self.0.update(&row.to_be_bytes());
        for cells in [open, apart] {
            // Length first, so that no two texts can run into each other.
            self.0.update(&(cells.len() as u64).to_be_bytes());
            self.0.update(cells.as_bytes());
        }
    }

    /// What the office mended and left out; a list as the village sent it adds nothing.
    pub(super) fn add_provenance(&mut self, mends: &[ListMend], omissions: &[ListOmission]) {
        for mend in mends {
            self.add(mend.row, &mend.column.to_string(), &mend.original);
        }
        for omission in omissions {
            self.add(omission.row, "", &omission.why);
        }
    }

    pub(super) fn finish(self) -> String {
        Fingerprint(self.0.finalize().into_bytes().into()).to_string()
    }
}

/// Lists whose rows are no longer what was imported.
pub(crate) fn list_findings(
    connection: &Connection,
    secret: &OfficeSecret,
) -> Result<Vec<Finding>, RegistryError> {
    let sealed = |row: &Row<'_>| {
        Ok((
            parsed::<ListId>(row, "id")?,
            row.get::<_, Option<String>>("facts")?,
        ))
    };
    let mut findings = Vec::new();
    for (id, facts) in many(connection, include_str!("list/sealed.sql"), [], sealed)? {
        let now = seal_of(connection, secret, id)?;
        if !facts.is_some_and(|facts| facts.contains(&format!("\"{now}\""))) {
            let text = "这份名单与导入时不符：有人绕过程序改动了登记库";
            findings.push(Finding::broken("list-altered", id, text));
        }
    }
    Ok(findings)
}

fn seal_of(
    connection: &Connection,
    secret: &OfficeSecret,
    id: ListId,
) -> Result<String, RegistryError> {
    let mut seal = RowSeal::new(secret);
    let mut statement = connection.prepare_cached(include_str!("list/rows_as_kept.sql"))?;
    let mut rows = statement.query(named_params! { ":list": id.to_string() })?;
    while let Some(row) = rows.next()? {
        let (open, apart) = (row.get_ref("cells")?, row.get_ref("private")?);
        let text = |value: rusqlite::types::ValueRef<'_>| {
            value.as_str().map(str::to_owned).map_err(|error| {
                let kind = rusqlite::types::Type::Text;
                rusqlite::Error::FromSqlConversionFailure(0, kind, error.into())
            })
        };
        seal.add(row.get("row")?, &text(open)?, &text(apart)?);
    }
    let records = Records { connection };
    seal.add_provenance(&records.list_mends(id)?, &records.list_omissions(id)?);
    Ok(seal.finish())
}
