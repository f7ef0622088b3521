//! An envelope to whom the clerk says.

use gongkai_printroom::papers::{Envelope, EnvelopeSize};
use serde::{Deserialize, Serialize};

use crate::{Desk, Problem, typed};

/// To whom a letter goes, and in what.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS), ts(optional_fields = nullable))]
pub struct Addressed {
    /// Who receives it.
    pub to: String,
    /// The address.
    #[serde(default)]
    pub address: Option<String>,
    /// The receiver's post code, six digits; printed on a plain envelope only: where the red boxes of a
    /// bought one are, is told by the envelope, not by its size.
    #[serde(default)]
    pub postcode: Option<String>,
    /// The office's own post code.
    #[serde(default)]
    pub from_postcode: Option<String>,
    /// The office's own address.
    #[serde(default)]
    pub from_address: Option<String>,
    /// It is plain: the red boxes, the post codes in them and the place of the stamp are printed too.
    #[serde(default)]
    pub plain: bool,
    /// `B6`, `DL`, `ZL`, `C5` or `C4` (GB/T 1416-2003); DL if not said.
    #[serde(default)]
    pub size: Option<String>,
}

/// Lays an envelope out.
///
/// # Errors
/// `bad-character`, `usage` for a size that there is not, `bad-postcode`.
pub(crate) fn envelope(desk: &Desk, addressed: &Addressed) -> Result<Envelope, Problem> {
    let size = match addressed.size.as_deref().map(str::trim) {
        None | Some("" | "DL") => EnvelopeSize::DL,
        Some("B6") => EnvelopeSize::B6,
        Some("ZL") => EnvelopeSize::ZL,
        Some("C5") => EnvelopeSize::C5,
        Some("C4") => EnvelopeSize::C4,
        Some(_) => {
            let next = "选 B6、DL、ZL、C5 或 C4";
            return Err(Problem::usage("usage", "没有这种信封", next).in_field("信封"));
        }
    };
    Ok(Envelope {
        size,
        to: typed::open_line("收件人", &addressed.to)?,
        to_address: typed::open_line_maybe("地址", addressed.address.as_deref())?
            .unwrap_or_default(),
        office: desk.settings()?.name,
        address: typed::open_line_maybe("寄件地址", addressed.from_address.as_deref())?
            .unwrap_or_default(),
        to_code: postcode("收件邮编", addressed.postcode.as_deref())?,
        code: postcode("寄件邮编", addressed.from_postcode.as_deref())?,
        plain: addressed.plain,
    })
}

/// Six digits (GB/T 1416-2003: six boxes), or nothing.
fn postcode(field: &'static str, given: Option<&str>) -> Result<String, Problem> {
    let given = given.map(str::trim).unwrap_or_default();
    let digits = given.chars().all(|one| one.is_ascii_digit());
    if given.is_empty() || digits && given.len() == 6 {
        return Ok(given.to_owned());
    }
    let text = format!("{field}应是六位数字");
    Err(Problem::refused("bad-postcode", text, "照六位邮政编码填写，不知道就空着").in_field(field))
}
