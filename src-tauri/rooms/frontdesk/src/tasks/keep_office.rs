//! Keep the office's particulars: name, county, supervision telephone.

use gongkai_registry::{audit, operation};
use gongkai_rulebook::printing::PostedSheet;
use serde::{Deserialize, Serialize};

use super::draft_disclosure::required;
use super::keep_staff::administrator;
pub use crate::settings::Settings;
use crate::{Acting, Desk, Problem, typed};

/// What is to change; what is not said stays.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(rename = "KeepOfficeRequest", optional_fields = nullable))]
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
    /// Work days that the scan of a sheet signed on paper may be missing.
    #[serde(default)]
    pub scan_within: Option<u32>,
    /// The sheet of the copy that is posted.
    #[serde(default)]
    pub posted_sheet: Option<PostedSheet>,
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
    let phone = phone_maybe(request.supervision_phone.as_deref())?;
    let after = Settings {
        name: changed("单位名称", request.name, before.name)?,
        county: changed("所在县", request.county, before.county)?,
        prefix: changed("发文代字", request.prefix, before.prefix)?,
        region: request.region.or(before.region),
        supervision_phone: phone.or(before.supervision_phone),
        margin_marks: request.margin_marks.unwrap_or(before.margin_marks),
        sample: before.sample,
        posted_sheet: request.posted_sheet.unwrap_or(before.posted_sheet),
        scan_within: within_a_year(request.scan_within.unwrap_or(before.scan_within))?,
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

/// The new value of a particular, which is never empty; the old one where none is given.
fn changed(field: &str, given: Option<String>, before: String) -> Result<String, Problem> {
    match given {
        Some(given) => Ok(required(Some(&typed::line(field, &given)?), field)?.to_owned()),
        None => Ok(before),
    }
}

/// A limit in work days that a person can have meant.
fn within_a_year(days: u32) -> Result<u32, Problem> {
    if (1..=250).contains(&days) {
        return Ok(days);
    }
    let text = "补扫描件的期限应在1到250个工作日之间";
    Err(Problem::refused("scan-within", text, "改成合适的天数，一般是5").in_field("补扫描件期限"))
}

/// A telephone of the office: digits, hyphens, blanks; several with 、.
pub(super) fn phone_maybe(given: Option<&str>) -> Result<Option<String>, Problem> {
    let Some(given) = given else { return Ok(None) };
    let phone = typed::line("监督电话", given)?;
    let fits = |number: &str| {
        let digits = number.chars().filter(char::is_ascii_digit).count();
        (3..=15).contains(&digits)
            && number
                .chars()
                .all(|c| c.is_ascii_digit() || "-+() 转".contains(c))
    };
    if phone
        .split(['、', '，', ',', '/'])
        .all(|number| fits(number.trim()))
    {
        return Ok(Some(phone));
    }
    let text = "监督电话写得不对";
    Err(Problem::refused("phone", text, "只写数字和短横，如 0731-12345678").in_field("监督电话"))
}
