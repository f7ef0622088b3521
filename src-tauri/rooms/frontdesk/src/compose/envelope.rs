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
    /// `B6`, `DL`, `ZL`, `C5` or `C4` (GB/T 1416-2003); DL if not said.
    #[serde(default)]
    pub size: Option<String>,
}

/// Lays an envelope out.
///
/// # Errors
/// `bad-character`, `usage` for a size that there is not.
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
        ..Envelope::default()
    })
}
