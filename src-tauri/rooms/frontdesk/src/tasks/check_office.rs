//! Check the whole office: store, audit chain, register, files.

use gongkai_registry::{Gravity, audit::ChainHead};
use serde::Serialize;

use crate::{Desk, Problem};

/// What the check found.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "CheckOfficeAnswer", optional_fields = nullable))]
pub struct Answer {
    /// Nothing is lost or altered.
    pub ok: bool,
    /// What was found, harmless notes among it.
    pub findings: Vec<Line>,
    /// The newest link of the audit chain; written on paper it seals everything before it.
    pub chain: Head,
}

/// One finding.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "CheckOfficeLine", optional_fields = nullable))]
pub struct Line {
    /// Stable code.
    pub code: &'static str,
    /// Sentence for the clerk.
    pub text: String,
    /// Where.
    #[serde(rename = "where")]
    pub place: String,
}

/// The newest link of the audit chain.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "CheckOfficeHead", optional_fields = nullable))]
pub struct Head {
    /// How many entries this desk has made.
    pub entries: u64,
    /// SHA-256 of the newest.
    pub sha256: String,
    /// SM3 of the newest.
    pub sm3: String,
}

/// Checks the office.
///
/// # Errors
/// What the store says where the check could not be made; damage is a finding.
pub fn run(desk: &Desk) -> Result<Answer, Problem> {
    let found = desk.store.verify()?;
    let ChainHead {
        sequence, hashes, ..
    } = desk.store.chain_head()?;
    Ok(Answer {
        ok: found
            .iter()
            .all(|finding| finding.gravity != Gravity::Broken),
        findings: found
            .into_iter()
            .map(|finding| Line {
                code: finding.code,
                text: finding.text,
                place: finding.place,
            })
            .collect(),
        chain: Head {
            entries: sequence,
            sha256: hashes.sha256.to_string(),
            sm3: hashes.sm3.to_string(),
        },
    })
}
