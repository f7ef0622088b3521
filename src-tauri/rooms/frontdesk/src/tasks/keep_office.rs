//! Keep the office's particulars: name, county, supervision telephone.

use gongkai_registry::{audit, operation};
use serde::{Deserialize, Serialize};

use super::keep_staff::administrator;
pub use crate::settings::Settings;
use crate::{Acting, Desk, Problem};

/// What is to change; what is not said stays.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Request {
    /// Full name.
    pub name: Option<String>,
    /// The county.
    pub county: Option<String>,
    /// 发文代字.
    pub prefix: Option<String>,
    /// Area code.
    pub region: Option<String>,
    /// 监督电话.
    pub supervision_phone: Option<String>,
    /// Whether copies bear their mark in the margin.
    pub margin_marks: Option<bool>,
    /// Who and when.
    pub acting: Acting,
}

/// The particulars as they are.
///
/// # Errors
/// What the store says.
pub fn show(desk: &Desk) -> Result<Settings, Problem> {
    desk.settings()
}

/// Changes particulars.
///
/// # Errors
/// `who-acts`, `lacks-duty`, what the store says.
pub fn run(desk: &mut Desk, request: Request) -> Result<Settings, Problem> {
    let (actor, moment) = administrator(desk, &request.acting)?;
    let before = desk.settings()?;
    let after = Settings {
        name: request.name.unwrap_or(before.name),
        county: request.county.unwrap_or(before.county),
        prefix: request.prefix.unwrap_or(before.prefix),
        region: request.region.or(before.region),
        supervision_phone: request.supervision_phone.or(before.supervision_phone),
        margin_marks: request.margin_marks.unwrap_or(before.margin_marks),
    };
    let office = desk.store.card().office;
    desk.store
        .change::<_, Problem>(operation!("keep-office"), |change| {
            after.keep(change)?;
            let entered_at = moment.entered.unix_ms;
            let entry = audit::Entry::new(
                "keep-office",
                ("office", office),
                actor,
                moment.occurred_on,
                entered_at,
            )
            .open_fact("name", &after.name);
            audit::append(change, &entry)?;
            Ok(())
        })?;
    Ok(after)
}
